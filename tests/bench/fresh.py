"""What is measured in a Python of its own: an import, and the memory of a stream."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

IMPORT = """
import sys, time
text = sys.stdin.buffer.read()
started = time.perf_counter()
{statement}
print(time.perf_counter() - started)
"""

STREAM = """
import json, resource, sys
import govinfo_schema as gs

texts = [text.encode() + b"\\n" for text in json.load(sys.stdin)]

def pieces():
    for at in range({number}):
        yield texts[at % len(texts)]

def used():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()

first = 0
for line in gs.iter_from_json_lines(pieces()):
    assert gs.verify(line.report).ok
    if line.number == 10_000:
        first = used()
print(first, used())
"""


def fresh(script: str, given: str) -> str:
    """What a script prints in a Python of its own, with modules compiled as in an installed package."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=env | {"PYTHONUTF8": "1"},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def importing(statement: str, text: str = "") -> float:
    """Microseconds that a statement takes in a new Python."""
    return float(fresh(IMPORT.format(statement=statement), text or EXAMPLE)) * 1e6


EXAMPLE = (ROOT / "docs" / "examples" / "xinjiang-kjt-2019.json").read_text(encoding="utf-8")


def resident(texts: list[bytes], number: int) -> tuple[float, float]:
    """The memory of a process, in bytes, after ten thousand reports of a stream and after all of them (Linux)."""
    given = json.dumps([text.decode() for text in texts])
    first, last = fresh(STREAM.format(number=number), given).split()
    return float(first), float(last)
