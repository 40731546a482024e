"""How long the worst input of 1, 2 and 4 MB takes, of each public entry point, and how much memory.

python -m tests.trust.worst [ENTRY]     only those of one entry point where it is said; what else was found is kept

Each attack runs in a Python of its own, which is measured by its processor's time and by the most memory that it ever
held. It writes worst.json; `rows` makes the lines of a table of it. The regular expressions are driven in patterns.py.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path
from platform import machine, python_version, system
from time import process_time
from typing import Any, Final

from tests.trust import patterns
from tests.trust.attacks import ATTACKS

HERE: Final = Path(__file__)
FOUND: Final = HERE.with_suffix(".json")
SIZES: Final = (1_000_000, 2_000_000, 4_000_000)
PATIENCE: Final = 60  # seconds of the processor after which an attack has won


def rows() -> list[tuple[str, ...]]:
    """For each entry point: its worst attack at 1 MB, seconds at each size, growth, the most memory in MB."""
    found: dict[str, list[dict[str, Any]]] = {}
    for attack in json.loads(FOUND.read_text(encoding="utf-8"))["attacks"]:
        found.setdefault(attack["entry"], []).append(attack)
    return [_row(entry, attacks) for entry, attacks in found.items()]


def _row(entry: str, attacks: list[dict[str, Any]]) -> tuple[str, ...]:
    worst = max(attacks, key=lambda attack: max(attack["seconds"]))
    one, two, four = worst["seconds"]
    longest = [max(attack["seconds"][at] for attack in attacks) for at in range(len(SIZES))]
    memory = max(max(attack["memory"]) for attack in attacks)
    growth = [f"{later / max(before, 1e-4):.1f}" for before, later in ((one, two), (two, four))]
    return (entry, str(len(attacks)), worst["kind"], *(f"{seconds:.2f}" for seconds in longest), *growth, str(memory))


def measured(entry: str, kind: str, size: int) -> dict[str, Any]:
    """Seconds and megabytes that an attack takes in a Python of its own."""
    done = subprocess.run(
        [sys.executable, "-m", __spec__.name, entry, kind, str(size)], capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        return {"seconds": float(PATIENCE), "memory": 0, "answer": done.stderr.splitlines()[-1:] or "no answer in time"}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _attacked(entry: str, kind: str, size: int) -> dict[str, Any]:
    """What an attack takes in this Python, which is new."""
    attack = ATTACKS[entry, kind]
    attack.call(attack.made(1_000))  # what is made at the first use does not count
    given = attack.made(size)
    before = _most()
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    started = process_time()
    answer = attack.call(given)
    seconds = round(process_time() - started, 4)
    return {"seconds": seconds, "memory": _most(), "input": before, "answer": _kind(answer)}


def _most() -> int:
    """The most memory that this process ever held, in MB (Linux)."""
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(told.partition("VmHWM:")[2].split()[0]) // 1_000


def _kind(answer: Any) -> str:
    """In a word what came of it."""
    problems = [problem.kind for problem in getattr(answer, "problems", ())]
    return f"{type(answer).__name__} {' '.join(dict.fromkeys(problems))}".strip()


def main(only: str | None) -> None:
    """Run all attacks, or those on one entry point, and write what was found."""
    kept: dict[str, Any] = json.loads(FOUND.read_text(encoding="utf-8")) if only and FOUND.exists() else {}
    attacks = {(attack["entry"], attack["kind"]): attack for attack in kept.get("attacks", ())}
    for entry, kind in ATTACKS:
        if only in {None, entry}:
            told = [measured(entry, kind, size) for size in SIZES]
            columns = {name: [one[name] for one in told] for name in ("seconds", "memory", "answer")}
            attacks[entry, kind] = {"entry": entry, "kind": kind, **columns}
            print(entry, "|", kind, *columns.values(), flush=True)  # noqa: T201 - it takes its time
    told_of = patterns.found() if only in {None, "patterns"} else kept.get("patterns", [])
    on = f"CPython {python_version()}, {system()} {machine()}"
    listed = [attacks[named] for named in ATTACKS if named in attacks]
    text = json.dumps({"on": on, "bytes": SIZES, "attacks": listed, "patterns": told_of}, ensure_ascii=False, indent=1)
    FOUND.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) > 3:
        print(json.dumps(_attacked(sys.argv[1], sys.argv[2], int(sys.argv[3]))))  # noqa: T201 - read by `measured`
    else:
        main(sys.argv[1] if len(sys.argv) > 1 else None)
