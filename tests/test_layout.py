"""The house: rooms in order, imports upward, small files, one address for each public name."""

import ast
import inspect
import sys
from pathlib import Path
from types import FrameType, ModuleType

import pytest

import govinfo_schema as gs

SOURCE = Path(__file__).parents[1] / "src" / "govinfo_schema"
FILES = sorted(SOURCE.rglob("*.py"))
ROOMS = ["errors", "form", "document", "check", "across", "printed", "bulk"]


def room(module: str) -> int:
    """How far down the house a module lies."""
    return ROOMS.index(module.split(".")[1])


def imported(path: Path) -> list[str]:
    """What a file imports of the package itself."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return [
        f"{node.module}.{alias.name}" if len(str(node.module).split(".")) < 3 else str(node.module)
        for node in froms
        for alias in node.names
        if str(node.module).startswith("govinfo_schema")
    ]


def code(path: Path) -> int:
    """The lines of a file that hold code: no blank line, no comment, no docstring."""
    text = path.read_text(encoding="utf-8")
    docs = [
        range(node.lineno, (node.end_lineno or node.lineno) + 1)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    lines = [line.strip() for line in text.splitlines()]
    told = {number for doc in docs for number in doc}
    return sum(bool(line) and not line.startswith("#") for at, line in enumerate(lines, 1) if at not in told)


def test_no_file_has_more_than_300_lines_and_the_source_less_than_4800_of_code() -> None:
    lines = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}

    assert {} == {name: count for name, count in lines.items() if count > 300}
    assert 4800 > sum(map(code, FILES))


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.parent != SOURCE], ids=lambda path: f"{path.parent.stem}-{path.stem}"
)
def test_imports_point_up_only(path: Path) -> None:
    here = ROOMS.index(path.relative_to(SOURCE).parts[0])

    assert [] == [module for module in imported(path) if room(module) > here]


def test_there_are_no_cycles() -> None:
    graph = {
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts): set(imported(path))
        for path in FILES
        if path.name != "__init__.py" and path.parent != SOURCE
    }
    while ready := [module for module, needs in graph.items() if not needs & graph.keys()]:
        for module in ready:
            del graph[module]

    assert {} == graph


def test_public_names_are_sorted_and_documented() -> None:
    assert sorted(gs.__all__) == gs.__all__
    for name in gs.__all__:
        thing = getattr(gs, name)
        if inspect.isclass(thing) or inspect.isfunction(thing) or isinstance(thing, ModuleType):
            assert inspect.getdoc(thing)
            for attribute, member in vars(thing).items() if inspect.isclass(thing) else ():
                if inspect.isfunction(member) and not attribute.startswith("_"):
                    assert inspect.getdoc(member), f"{name}.{attribute}"


@pytest.mark.parametrize("form", [gs.form2019, gs.form2021])
def test_the_classes_of_a_form_are_listed_and_documented(form: ModuleType) -> None:
    assert sorted(form.__all__) == sorted(set(form.__all__))
    assert all(inspect.getdoc(getattr(form, name)) for name in form.__all__)


def test_from_text_to_finding_the_way_leads_through_four_files(xinjiang: gs.Report) -> None:
    text = gs.to_json(xinjiang)
    equations = {rule.id for rule in gs.rules("2019").values() if rule.computes} | {"requests.balance"}
    gs.verify(gs.from_json(text), only=equations)
    seen: set[str] = set()

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and str(SOURCE) in frame.f_code.co_filename:
            seen.add(Path(frame.f_code.co_filename).name)

    sys.setprofile(watch)
    try:
        gs.verify(gs.from_json(text), only=equations)
    finally:
        sys.setprofile(None)

    assert {"ijson.py", "codec.py", "rules.py", "verify.py"} == seen
