"""Do the tests mind? One thing in a file of the library is changed, and the tests of its room are run against it.

python -m tests.trust.mutants [FILE …] [--each 40] [--jobs 2] changes so many things in every file, or in those named,
and writes what became of them to mutants.json. It runs the tests that are likely to kill, of each as many cases as fit
into a second; `--again` runs all of the group against those that survived, `--again TEST …` these tests in full.
equivalent.tsv says of survivors why no test can tell them from what they change.
"""

import argparse
import ast
import json
import os
import resource
import signal
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from hashlib import sha256
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_loader
from pathlib import Path
from random import Random
from threading import Lock
from time import process_time
from traceback import format_exc
from types import CodeType
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import Phase, settings
from tests.trust.changes import changes

ROOT: Final = Path(__file__).parents[2]
SOURCE: Final = ROOT / "src" / "govinfo_schema"
HERE: Final = Path(__file__).with_suffix(".json")
EQUIVALENT: Final = Path(__file__).with_name("equivalent.tsv")
SLOW: Final = ROOT / "build" / "slow-tests"
_KILLED: Final = {"killed", "timeout"}
_SLOW: Final = 1.0  # seconds that a test may take to be run against every change
_PROCESSOR: Final = 120  # seconds until a change counts as one that never ends
_MEMORY: Final = 4 << 30
_LOADED: Final = (
    "attrs", "cattrs", "hypothesis.strategies", "jsonschema", "jsonschema_rs", "lxml.html", "msgspec", "scipy.optimize",
)  # fmt: skip
_PLAIN: Final = (
    "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "_hypothesis_pytestplugin",
    "--disable-plugin-autoload", "-W", "ignore::pytest.PytestAssertRewriteWarning", f"--confcutdir={ROOT / 'tests'}",
)  # fmt: skip
_CHECK: Final = "tests/check tests/across/test_succession.py tests/prose/test_narrative.py tests/test_errors.py"
_CODEC: Final = "tests/document tests/test_errors.py tests/check/test_findings.py"


class Group(NamedTuple):
    """Files that are counted together, the tests that are likely to kill their mutants, and all that may."""

    files: tuple[str, ...]
    first: tuple[str, ...]
    tests: tuple[str, ...]


def _group(files: str, first: str, tests: str) -> Group:
    return Group(tuple(f"{file}.py" for file in files.split()), tuple(first.split()), tuple(tests.split()))


GROUPS: Final[Mapping[str, Group]] = {
    "codec": _group(
        "document/codec document/construct document/text document/fast document/ijson document/explain",
        "tests/document/test_codec.py",
        _CODEC,
    ),
    "totals": _group("check/totals", "", _CHECK),
    "verify": _group(
        "check/plainly check/verify check/document check/rules check/findings",
        "tests/check/test_conformance.py tests/check/test_verify.py",
        _CHECK,
    ),
    "repair": _group(
        "check/complete check/system check/search check/slips check/repair", "tests/check/test_repair.py", _CHECK
    ),
    "reading": _group(
        "printed/read printed/rows printed/digits printed/regions printed/sheet printed/html printed/tables",
        "tests/printed/test_read.py",
        "tests/printed/test_read.py tests/printed/test_digits.py tests/printed/test_rows.py",
    ),
    "declarations": _group(
        "form/form2019 form/form2021 form/shared form/head form/whole form/vocabulary form/editions",
        "tests/form tests/test_schemas.py",
        "tests/form tests/test_schemas.py tests/check/test_conformance.py tests/check/test_rules.py "
        "tests/check/test_verify.py tests/across/test_succession.py tests/across/test_consolidation.py "
        "tests/document/test_codec.py tests/printed/test_read.py",
    ),
}


class Mutant(NamedTuple):
    """One change that is tried: in which file, and the how-manieth of those that `changes` makes; `None` for none."""

    file: str
    number: int | None
    line: int = 0
    words: str = ""


class _Changed(SourceFileLoader):
    """Loads a module of the library with one thing in it changed."""

    def __init__(self, mutant: Mutant) -> None:
        name = ".".join(("govinfo_schema", *Path(mutant.file).with_suffix("").parts))
        super().__init__(name, str(SOURCE / mutant.file))
        tree = ast.parse(Path(self.path).read_text(encoding="utf-8"))
        for number, change in enumerate(changes(tree)):
            if number == mutant.number:
                change.make()
                break
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.code = compile(ast.fix_missing_locations(tree), self.path, "exec")

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002
        return self.code

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        return spec_from_loader(name, self, origin=self.path) if name == self.name else None


class _Watch:
    """Runs the tests that kill most first, and tells which of them failed."""

    def __init__(self, mutant: Mutant, slow: Collection[str] | None, kills: Mapping[str, int]) -> None:
        self.mutant, self.slow, self.kills = mutant, slow, kills
        self.failed: list[str] = []
        self.took: dict[str, float] = {}

    def pytest_collection(self) -> None:
        if self.slow is not None:
            own = settings.get_profile("ci")
            settings.register_profile("few", parent=own, max_examples=10, phases=(Phase.explicit, Phase.generate))
            settings.load_profile("few")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        todo = [one for one in items if one.nodeid not in {*self.took, *(self.slow or ())}]
        items[:] = sorted(todo, key=lambda one: -self.kills.get(one.nodeid, 0))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """While nothing is changed, of each test as many cases as fit into a second; those that do not are slow."""
        name, begun = item.nodeid.partition("[")[0], process_time()
        if self.mutant.number is None:
            spent = sum(took for one, took in self.took.items() if one.partition("[")[0] == name)
            signal.setitimer(signal.ITIMER_PROF, max(_SLOW - spent, 0.001))
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            self.took[item.nodeid] = process_time() - begun

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self.failed += [report.nodeid] * report.failed

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed += [report.nodeid] * report.failed


class _TooLong(BaseException):
    """A test takes longer than it is given."""


def _too_long(*_: object) -> None:
    raise _TooLong


_ONE: Final = Lock()


def _elsewhere(*_: object, **__: object) -> Any:
    pytest.skip("a process of its own does not see the change")


def tried(
    mutant: Mutant, stages: Iterable[Iterable[str]], slow: Collection[str] | None = (), kills: Mapping[str, int] = {}
) -> tuple[int, dict[str, Any]]:
    """Run tests against a change in a process of its own: how it ended, and which failed."""
    with _ONE:  # no process of another thread may hold this end of the pipe, or its end is not seen
        reader, writer = os.pipe()
        if pid := os.fork():
            os.close(writer)
    if pid:
        with os.fdopen(reader, encoding="utf-8") as said:
            text = said.read()
        return os.waitpid(pid, 0)[1], json.loads(text or "{}")
    code = 70
    try:
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        os.dup2(1, 2)
        os.chdir(ROOT)
        signal.signal(signal.SIGPROF, _too_long)
        subprocess.run = _elsewhere
        watch, more = _Watch(mutant, slow, kills), list[str]()
        if mutant.number is not None:
            resource.setrlimit(resource.RLIMIT_CPU, (_PROCESSOR, _PROCESSOR + 5))
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            signal.alarm(10 * _PROCESSOR)
            sys.meta_path.insert(0, _Changed(mutant))  # type: ignore[arg-type]
            more = ["-x"]
        for tests in stages:
            code = pytest.main([*_PLAIN, *more, *tests], plugins=[watch])
            if code not in {0, 5}:  # 5: all of these ran before
                break
        with os.fdopen(writer, "w", encoding="utf-8") as out:
            json.dump({"failed": watch.failed}, out)
    except BaseException:  # noqa: BLE001 - no way out of here but the exit
        os.write(writer, json.dumps({"failed": [format_exc()]}).encode())
    finally:
        os._exit(0 if code == 5 else code)


class _Found:
    """What became of the changes so far, as it stands in mutants.json."""

    def __init__(self, path: Path) -> None:
        self.path, self.lock = path, Lock()
        self.files: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def put(self, file: str, said: Mapping[str, Any]) -> None:
        """Add what is known of a file, and write all down."""
        with self.lock:
            self.files[file] = said
            text = json.dumps(dict(sorted(self.files.items())), ensure_ascii=False, indent=1)
            self.path.write_text(text + "\n", encoding="utf-8")


def mutants(file: str, each: int) -> tuple[int, list[Mutant]]:
    """How many changes a file has, and so many of them, the same every time; more of them are always also fewer."""
    tree = ast.parse((SOURCE / file).read_text(encoding="utf-8"))
    found = [Mutant(file, number, one.line, one.words) for number, one in enumerate(changes(tree))]
    Random(file).shuffle(found)  # noqa: S311 - the same every time
    return len(found), found[:each]


_LOCKS: Final = {group.tests: Lock() for group in GROUPS.values()}


def _slow(tests: tuple[str, ...]) -> frozenset[str]:
    """The tests that take too long to be run against every change, as found once while nothing is changed."""
    path = SLOW / f"{sha256(' '.join(tests).encode()).hexdigest()[:12]}.json"
    with _LOCKS[tests]:
        if not path.exists():
            _, seen = tried(Mutant("errors.py", None), (tests,), frozenset(), {})
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(seen["failed"]), encoding="utf-8")
        return frozenset(json.loads(path.read_text(encoding="utf-8")))


def run(file: str, group: Group, each: int, found: _Found, again: Sequence[str] | None) -> None:
    """Try the changes of a file that were not tried yet; or `again` those that survived, with these tests or all."""
    digest = sha256((SOURCE / file).read_bytes()).hexdigest()
    of, chosen = mutants(file, each)
    known = found.files.get(file, {})
    before = known.get("mutants", []) if known.get("digest") == digest else []
    done = {(one["line"], one["words"]): one for one in before}
    survived = {key for key, one in done.items() if one["outcome"] == "survived"} - _same(file)
    kills = Counter(one["by"] for one in done.values() if one["by"])
    named = f"tests/{file.replace('/', '/test_')}"
    for mutant in (one for one in chosen if (one[2:] not in done if again is None else one[2:] in survived)):
        first = [*([named] if (ROOT / named).exists() else ()), *group.first]
        first += [test.partition("::")[0] for test, _ in kills.most_common(2)]
        stages = [[one] for one in dict.fromkeys(first)] if again is None else [again or group.tests]
        code, seen = tried(mutant, stages, () if again else _slow(group.tests), kills)
        outcome = "timeout" if os.WIFSIGNALED(code) else "killed" if code else "survived"
        by = next(iter(seen.get("failed", ())), "")
        kills[by] += outcome == "killed"
        done[mutant[2:]] = {"line": mutant.line, "words": mutant.words, "outcome": outcome, "by": by}
        found.put(file, {"digest": digest, "of": of, "mutants": [done[key] for key in sorted(done)]})


def _same(file: str) -> set[tuple[int, str]]:
    """The changes of a file, by line and words, of which it is known that no test can see them."""
    lines = (SOURCE / file).read_text(encoding="utf-8").splitlines()
    told = {(line, words) for name, line, words in equivalents() if name == file}
    return {(at, words) for at, line in enumerate(lines, 1) for here, words in told if here == line.strip()}


def equivalents() -> dict[tuple[str, str, str], str]:
    """Why no test can tell some changes from what they change: by file, line and words."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return {(file, line, words): why for file, line, words, why in (one.split("\t") for one in lines)}


def rows(path: Path = HERE) -> Iterator[tuple[str, ...]]:
    """The rows of a table: of each group of files what became of its mutants."""
    files, known = _Found(path).files, equivalents()
    yield "group", "possible", "tried", "killed", "survived", "equivalent", "killed of the others"
    for name, group in GROUPS.items():
        said = [(file, files[file]) for file in group.files if file in files]
        lines = {file: (SOURCE / file).read_text(encoding="utf-8").splitlines() for file, _ in said}
        tried = [(file, one) for file, of_file in said for one in of_file["mutants"]]
        killed = [one for _, one in tried if one["outcome"] in _KILLED]
        left = [(file, lines[file][one["line"] - 1].strip(), one["words"]) for file, one in tried if one not in killed]
        same = sum(one in known for one in left)
        share = len(killed) / max(len(tried) - same, 1)
        numbers = (sum(of_file["of"] for _, of_file in said), len(tried), len(killed), len(left) - same, same)
        yield name, *(f"{number:,}" for number in numbers), f"{share:.1%}"


def main() -> None:
    """As the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*")
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--again", nargs="*")
    given = parser.parse_args()
    for name in _LOADED:
        import_module(name)
    found = _Found(HERE)
    jobs = [(file, group) for group in GROUPS.values() for file in group.files]
    Random(0).shuffle(jobs)  # noqa: S311 - so that a run that was cut has seen some of every group
    with ThreadPoolExecutor(given.jobs) as pool:
        started = [
            pool.submit(run, file, group, given.each, found, given.again)
            for file, group in jobs
            if not given.files or file in given.files
        ]
        for one in as_completed(started):
            one.result()
    for row in rows():
        print(" | ".join(row))  # noqa: T201


if __name__ == "__main__":
    main()
