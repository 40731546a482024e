"""How long the worst input of 1, 2 and 4 MB takes, of each public entry point, and how much memory.

python -m tests.trust.worst [ENTRY ...]     only these (`patterns` for patterns.py) where said; the rest is kept

Every attack is tried in two sizes; of each entry point the two that took longest and the one that grew fastest are then
run at full size, each in a Python of its own, by its processor's time and the most memory that it ever held (Linux). It
writes worst.json; `rows` and `expressions` make the lines of tables of it.
"""

import json
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from platform import machine, python_version, system
from time import process_time
from types import FrameType
from typing import Any, Final, NoReturn

from tests.trust import patterns
from tests.trust.attacks import ATTACKS

import govinfo_schema as gs

HERE: Final = Path(__file__)
FOUND: Final = HERE.with_suffix(".json")
SMALL: Final = (50_000, 200_000)
SIZES: Final = (1_000_000, 2_000_000, 4_000_000)
PATIENCE: Final = 300  # seconds of the processor after which an attack has won
FEW: Final = 0.02  # seconds; how less than that grows says nothing
Told = dict[str, Any]


def rows() -> list[tuple[str, ...]]:
    """For each entry point: how many attacks, the worst, seconds at each size, how they grow, memory in MB."""
    found = json.loads(FOUND.read_text(encoding="utf-8"))["entries"]
    return [_row(entry, told["tried"], told["worst"]) for entry, told in found.items()]


def _row(entry: str, tried: dict[str, list[float]], worst: dict[str, Told]) -> tuple[str, ...]:
    kind, slowest = max(worst.items(), key=lambda named: max(named[1]["seconds"]))
    taken = ["size" not in answer for answer in slowest["answer"]]
    times = [took if known else 0.0 for took, known in zip(slowest["seconds"], taken, strict=True)]
    seconds = [f"{took:.2f}" if known else "拒收 refused" for took, known in zip(times, taken, strict=True)]
    pairs = [(tried[kind][0], tried[kind][1]), *pairwise(times)]
    growth = [f"{later / before:.1f}" if min(before, later) > FEW else "" for before, later in pairs]
    memory = max(max(told["memory"]) for told in worst.values())
    return entry, str(len(tried)), kind, *seconds, *growth, str(memory)


def expressions() -> list[tuple[str, ...]]:
    """For each file with regular expressions: how many, texts tried, the largest growth for four times the text."""
    files: dict[str, list[Told]] = {}
    for told in json.loads(FOUND.read_text(encoding="utf-8"))["patterns"]:
        files.setdefault(told["where"].partition(":")[0], []).append(told)
    return [
        (file, str(len(told)), str(sum(one["tried"] for one in told)), _grown(max(one["ratio"] for one in told)))
        for file, told in files.items()
    ]


def _grown(ratio: float) -> str:
    return f"{ratio:.1f}" if ratio else "不到 2 毫秒 under 2 ms"


def screened(entry: str) -> dict[str, list[float]]:
    """What each attack on an entry point takes in two small sizes, in this Python."""
    return {kind: _small(attack.made, attack.call) for (on, kind), attack in ATTACKS.items() if on == entry}


def _small(made: Callable[[int], Any], call: Callable[[Any], object]) -> list[float]:
    seconds: list[float] = []
    call(made(1_000))  # what is made at the first use does not count
    for size in SMALL:
        given = made(size)
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE / 10)
        started = process_time()
        with suppress(TimeoutError):
            call(given)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        seconds.append(round(process_time() - started, 4))
    return seconds


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise TimeoutError


def _worst(tried: dict[str, list[float]]) -> list[str]:
    """The two attacks that took longest, and the one that grew fastest of those that take any time."""
    slow = sorted(tried, key=lambda kind: -tried[kind][1])[:2]
    steep = max(tried, key=lambda kind: tried[kind][1] / max(tried[kind][0], FEW))
    return [*dict.fromkeys([*slow, steep])]


def measured(entry: str, kind: str, size: int) -> Told:
    """Seconds and megabytes that an attack takes in a Python of its own."""
    command = [sys.executable, "-m", __spec__.name, entry, kind, str(size)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        return {"seconds": float(PATIENCE), "memory": 0, "answer": (done.stderr.splitlines() or ["no answer"])[-1]}
    answer: Told = json.loads(done.stdout)
    return answer


def _attacked(entry: str, kind: str, size: int) -> Told:
    """What an attack takes in this Python, which is new."""
    attack = ATTACKS[entry, kind]
    attack.call(attack.made(1_000))
    given = attack.made(size)
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    started = process_time()
    try:
        answer: Any = attack.call(given)
    except gs.InvalidReport as error:  # it is too large, and that is the answer
        answer = error
    seconds = round(process_time() - started, 4)
    problems = [problem.kind for problem in getattr(answer, "problems", ())]
    said = f"{type(answer).__name__} {' '.join(dict.fromkeys(problems))}".strip()
    return {"seconds": seconds, "memory": _most(), "answer": said}


def _most() -> int:
    """The most memory that this process ever held, in MB (Linux)."""
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(told.partition("VmHWM:")[2].split()[0]) // 1_000


def main(asked: list[str]) -> None:
    """Run all attacks, or those on some entry points, and write what was found."""
    found: Told = json.loads(FOUND.read_text(encoding="utf-8")) if FOUND.exists() else {"entries": {}, "patterns": []}
    found |= {"on": f"CPython {python_version()}, {system()} {machine()}", "bytes": SIZES, "tried": SMALL}
    signal.signal(signal.SIGVTALRM, _stop)
    for entry in dict.fromkeys(entry for entry, _ in ATTACKS):
        if not asked or entry in asked:
            tried = screened(entry)
            print(entry, tried, flush=True)  # noqa: T201 - it takes its time
            worst: dict[str, Told] = {}
            for kind in _worst(tried):
                told = [measured(entry, kind, size) for size in SIZES]
                worst[kind] = {name: [one[name] for one in told] for name in ("seconds", "memory", "answer")}
                print(entry, kind, worst[kind], flush=True)  # noqa: T201
            found["entries"][entry] = {"tried": tried, "worst": worst}
            _keep(found)
    if not asked or "patterns" in asked:
        found["patterns"] = patterns.found()
        _keep(found)


def _keep(found: Told) -> None:
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    FOUND.write_text(text, encoding="utf-8", errors="backslashreplace")  # a surrogate as JSON writes it


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[3].isdecimal():
        print(json.dumps(_attacked(sys.argv[1], sys.argv[2], int(sys.argv[3]))))  # noqa: T201 - read by `measured`
    else:
        main(sys.argv[1:])
