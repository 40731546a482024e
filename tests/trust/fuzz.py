"""Coverage-guided fuzzing of everything that takes text from outside, with Atheris.

python -m tests.trust.fuzz [TARGET …] [--seconds N | --runs N] [--longest BYTES]

Targets: those of `tests/trust/targets.py`; all where none is named. Each is run in a process of its own, which keeps
what it learns in build/fuzz, so that a later run goes on from there. A finding does not end a run: its input is kept
in build/fuzz/TARGET/found with what was raised, one for each place in the code. How much was executed is added to
tests/trust/fuzz.json, and shown in tests/trust/fuzz.md. A run ends early, and is kept, when its child gets SIGUSR1.
"""

import argparse
import json
import os
import platform
import re
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from random import Random
from time import monotonic, process_time
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]
BUILD: Final = ROOT / "build" / "fuzz"
KEPT: Final = Path(__file__).with_suffix(".json")
TABLE: Final = Path(__file__).with_suffix(".md")
NAMES: Final = ("from_json", "from_data", "findings", "claims", "read_text", "read_html", "read_tables", "frame")
SECONDS: Final = 10.0  # of the processor, for one input
MEGABYTES: Final = 2_048
_WAYS: Final = 200  # to read a row, fewer than usual: the same code, and more rows
_SHARE: Final = 0.25  # of the changes are of bits and bytes, the rest of lines, words and values


class TooSlow(Exception):
    """An input took more of the processor's time than any may."""


def main(arguments: list[str]) -> None:
    """Run targets one after the other, and keep what was measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.trust.fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(NAMES))
    parser.add_argument("--seconds", type=int, default=0)
    parser.add_argument("--runs", type=int, default=-1)
    parser.add_argument("--longest", type=int, default=0, help="bytes of an input: short ones are many in little time")
    asked = parser.parse_args(arguments)
    unknown = {*asked.targets} - {*NAMES}
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    for name in asked.targets or NAMES:
        seconds = asked.seconds or (0 if asked.runs >= 0 else 60)
        keep(name, measured(name, seconds, asked.runs, asked.longest))


def measured(name: str, seconds: int, runs: int, longest: int) -> dict[str, Any]:
    """Run one target in a process of its own; what libFuzzer says of it."""
    folder = BUILD / name
    options = [f"-max_total_time={seconds}", f"-runs={runs}", f"-rss_limit_mb={MEGABYTES}", "-print_final_stats=1",
               f"-artifact_prefix={folder}/", "-verbosity=1", str(folder / "corpus")]  # fmt: skip
    command = [sys.executable, "-m", "tests.trust.fuzz", "--child", name, str(longest), *options]
    env = os.environ | {"PYTHONUTF8": "1", "POLARS_MAX_THREADS": "1", "RUST_BACKTRACE": "0"}
    started = monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=env, stderr=subprocess.PIPE, encoding="utf-8", errors="replace", check=False
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "log.txt").write_text(done.stderr, encoding="utf-8")
    told = {key: int(value) for key, value in re.findall(r"stat::(\w+):\s+(\d+)", done.stderr)}
    if done.returncode or not told:
        sys.exit(f"{name} ended with {done.returncode}: see {folder / 'log.txt'}")
    edges, features, corpus = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", done.stderr)[-1]
    slowest = json.loads((folder / "slowest.json").read_text(encoding="utf-8"))
    return {
        "executions": told["number_of_executed_units"], "seconds": round(monotonic() - started), "edges": int(edges),
        "features": int(features), "corpus": int(corpus), "slowest_seconds": slowest, "peak_mb": told["peak_rss_mb"],
        "found": sorted(path.stem for path in (folder / "found").glob("*.txt")),
    }  # fmt: skip


def keep(name: str, run: dict[str, Any]) -> None:
    """Add a run to those before it."""
    kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    before = kept.get(name, {})
    for added in ("executions", "seconds"):
        run[added] += before.get(added, 0)
    for largest in ("edges", "features"):
        run[largest] = max(run[largest], before.get(largest, 0))
    kept[name] = run | {"python": platform.python_version(), "atheris": version("atheris")}
    ordered: dict[str, Any] = {target: kept[target] for target in NAMES if target in kept}
    KEPT.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")
    TABLE.write_text(table(ordered), encoding="utf-8")


def table(kept: dict[str, Any]) -> str:
    """What was measured, as Markdown."""
    head = ("目标 target", "执行 executions", "秒 seconds", "边 edges", "特征 features", "语料 corpus",
            "最慢 slowest s", "内存 peak MB", "未修 open")  # fmt: skip
    rows = [
        (name, f"{run['executions']:,}", f"{run['seconds']:,}", f"{run['edges']:,}", f"{run['features']:,}",
         f"{run['corpus']:,}", f"{run['slowest_seconds']:.2f}", f"{run['peak_mb']:,}", str(len(run["found"])))
        for name, run in kept.items()
    ]  # fmt: skip
    told = sorted({f"Python {run['python']}, Atheris {run['atheris']}" for run in kept.values()})
    lines = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join([f"{'; '.join(told)}. 找到过的都在 Found so far: `test_found.py`.", "", *lines, ""])


def child(name: str, most: int, options: list[str]) -> None:
    """Fuzz one target in this process, which libFuzzer ends."""
    atheris: Any = import_module("atheris")
    with atheris.instrument_imports(include=["govinfo_schema"]):
        package = import_module("govinfo_schema")
        for public in package.__all__:  # each is loaded when it is first asked for
            getattr(package, public)
        import_module("govinfo_schema.bulk.batches")
        digits: Any = import_module("govinfo_schema.printed.digits")
        digits.MOST_WAYS = _WAYS
        target = import_module("tests.trust.targets").TARGETS[name]
    folder, longest = BUILD / name, most or target.longest
    for inner in ("corpus", "found"):
        (folder / inner).mkdir(parents=True, exist_ok=True)
    for path in [*(folder / "found").iterdir()]:  # tried again first of all; what is not mended is found again
        if path.suffix == ".input":
            path.rename(folder / "corpus" / path.name)
        else:
            path.unlink()
    for number, seed in enumerate(target.seeds()):
        if len(seed) <= longest:
            (folder / "corpus" / f"seed-{number}").write_bytes(seed)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)  # noqa: S311 - the same every time
        changed: bytes = atheris.Mutate(data, most) if random.random() < _SHARE else target.mutate(data, random)
        return changed[:most]

    arguments = [sys.argv[0], *options, f"-max_len={longest}", "-len_control=0"]
    atheris.Setup(arguments, watched(target.run, folder), custom_mutator=mutate)
    atheris.Fuzz()


def watched(run: Callable[[bytes], None], folder: Path) -> Callable[[bytes], None]:
    """A target that keeps what is raised, and goes on; and ends what takes too long."""
    known, slowest = set[str](), 0.0
    (folder / "slowest.json").write_text("0", encoding="utf-8")

    def stop(*_: object) -> None:
        raise TooSlow

    signal.signal(signal.SIGPROF, stop)

    def one(data: bytes) -> None:
        nonlocal slowest
        started = process_time()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            run(data)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            name = place(error)
            if name not in known:
                known.add(name)
                (folder / "found" / f"{name}.input").write_bytes(data)
                (folder / "found" / f"{name}.txt").write_text(traceback.format_exc(), encoding="utf-8")
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            if process_time() - started > slowest:
                slowest = process_time() - started
                (folder / "slowest.json").write_text(f"{slowest:.3f}", encoding="utf-8")
                (folder / "slowest.input").write_bytes(data)

    return one


def place(error: Exception) -> str:
    """The kind of an exception and the innermost line of ours that raised it: one finding."""
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if str(ROOT) in frame.filename]
    last = next((frame for frame in reversed(ours) if "/.venv/" not in frame.filename), ours[-1])
    return f"{type(error).__name__}-{Path(last.filename).stem}-{last.lineno}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        child(sys.argv[2], int(sys.argv[3]), sys.argv[4:])
    else:
        main(sys.argv[1:])
