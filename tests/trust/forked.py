"""Tests run against a changed file in a forked process, which loads the library anew; all else is loaded already."""

import ast
import json
import os
import resource
import signal
import subprocess
import sys
import warnings
from collections.abc import Collection, Generator, Iterable, Mapping
from importlib import import_module
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_loader
from pathlib import Path
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
_LONGEST: Final = 1.0  # seconds for the cases of one test that are run against every change
_PROCESSOR: Final = 120  # seconds until a change counts as one that never ends
_MEMORY: Final = 4 << 30
_LOADED: Final = (
    "attrs", "cattrs", "hypothesis.strategies", "jsonschema", "jsonschema_rs", "lxml.html", "msgspec", "scipy.optimize",
)  # fmt: skip
_PLAIN: Final = (
    "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "_hypothesis_pytestplugin",
    "--disable-plugin-autoload", "-W", "ignore::pytest.PytestAssertRewriteWarning", f"--confcutdir={ROOT / 'tests'}",
)  # fmt: skip
_ONE: Final = Lock()


def load() -> None:
    """Load what tests need and what is not changed, once for all processes."""
    for name in _LOADED:
        import_module(name)


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
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, object, object]:
        """While nothing is changed, of each test as many cases as fit into a second; those that do not are slow."""
        name, begun = item.nodeid.partition("[")[0], process_time()
        if self.mutant.number is None:
            spent = sum(took for one, took in self.took.items() if one.partition("[")[0] == name)
            signal.setitimer(signal.ITIMER_PROF, max(_LONGEST - spent, 0.001))
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
            sys.meta_path.insert(0, _Changed(mutant))
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
