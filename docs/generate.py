"""Write the pages that come from code and bench into docs/generated: forms, rules, problems, code lists, API.

Nothing of what stands there is typed here: labels, rules, messages, names and figures are asked of the library, of the
published files in `schemas` and of what `make bench` wrote in `tests/bench`.
"""

import csv
import inspect
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Literal, get_args

from attrs import evolve
from sphinx.pycode import ModuleAnalyzer

import govinfo_schema as gs
from govinfo_schema.check import search
from govinfo_schema.document import ijson
from govinfo_schema.errors import Kind
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.instances import instances
from govinfo_schema.form.vocabulary import MAXIMUM
from govinfo_schema.form.walk import Place, members
from govinfo_schema.printed import digits, html, read
from govinfo_schema.printed.remarks import Kind as RemarkKind
from govinfo_schema.prose import lexicon

ROOT: Final = Path(__file__).parents[1]
HERE: Final = ROOT / "docs" / "generated"
SCHEMAS: Final = ROOT / "schemas"
LANGUAGES: Final[tuple[Literal["zh", "en"], ...]] = ("zh", "en")
KINDS: Final[tuple[str, ...]] = get_args(Kind)
REMARKS: Final[tuple[str, ...]] = get_args(RemarkKind)
ROOMS: Final = {
    "document": "读写与校验 · Documents", "form": "格式 · The form", "check": "一份报告 · One report",
    "across": "几份报告 · Several reports", "prose": "文字里的数 · Prose", "printed": "读表、印表 · Print",
    "bulk": "许多份 · Many reports", "errors": "错误与问题 · Errors and problems",
}  # fmt: skip
"""The headings of the API page, by the room in which a name is at home."""


def write() -> None:
    """Write all pages; those that did not change keep their time, so that Sphinx reads them not again."""
    found = pages()
    for name, text in found.items():
        path = HERE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
    for path in HERE.glob("*.*"):
        if path.name not in found:
            path.unlink()
    shutil.copytree(
        SCHEMAS, HERE / "extra" / "schemas", dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py*", "__*")
    )


def pages() -> dict[str, str]:
    """Every generated page by its name."""
    made = {f"form-{edition}{suffix}.md": form(edition, language) for edition in EDITIONS
            for language, suffix in zip(LANGUAGES, ("", "-en"), strict=True)}  # fmt: skip
    made |= {f"codes-{edition}.md": codes(edition) for edition in EDITIONS}
    return made | {
        "rule-book.md": rule_book(), "problems.md": problems(), "bench.md": bench(), "files.md": files(),
        "api.rst": api(), "changes.md": (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
        "security.md": (ROOT / "SECURITY.md").read_text(encoding="utf-8").replace("](docs/", "](/"),
    }  # fmt: skip


def substitutions() -> dict[str, str]:
    """What the pages say in figures: `{{ name }}` in them."""
    counts = {edition: len(list(equations(edition))) for edition in EDITIONS}
    cells = {edition: len(Place(type=form).cells()) for edition, form in EDITIONS.items()}
    ids = {id_ for edition in EDITIONS for id_ in gs.rules(edition)}
    return {
        **{f"equations_{edition}": str(count) for edition, count in counts.items()},
        **{f"cells_{edition}": str(count) for edition, count in cells.items()},
        "rules": str(len(ids)),
        "names": str(len(gs.__all__)),
        **{f"most_{name}": f"{number:,}" for name, number in limits().items()},
    }


def limits() -> dict[str, int]:
    """The limits of everything that takes text from outside, for the page on them."""
    report = {member.name: member for member in members(gs.form2021.Report)}
    name, found = members(report["organ"].type)[0], {member.name: member for member in members(gs.Findings)}
    lengths = {"text": report["overview"], "short_text": name, "notes": report["notes"], "findings": found["findings"]}
    return {
        "characters": ijson.MAX_CHARACTERS, "depth": ijson.MAX_DEPTH, "values": ijson.MAX_VALUES,
        "digits": ijson.MAX_DIGITS, "exponent": ijson.MAX_EXPONENT, "count": MAXIMUM, "page": read.PAGE,
        "pasted": lexicon.MOST, "span": html.MOST_SPAN, "ways": digits.MOST_WAYS, "nodes": search.MOST_NODES,
        **{key: member.length.maximum for key, member in lengths.items() if member.length},
    }  # fmt: skip


def equations(edition: str) -> Iterator[object]:
    """The places at which the form's own arithmetic is checked."""
    return (one for one in instances(EDITIONS[edition], "cells") if one.rule.severity == "error")


def published(name: str) -> Any:
    """A published file as data."""
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def form(edition: str, language: Literal["zh", "en"]) -> str:
    """The reference of an edition, made as a user makes it."""
    return gs.describe(published(f"report-{edition}.json"), published(f"rules-{edition}.json"), language)


def codes(edition: str) -> str:
    """A code list as a table."""
    rows = list(csv.reader((SCHEMAS / f"codes-{edition}.csv").read_text(encoding="utf-8").splitlines()))
    return f"# 代码表，{edition} 年版 · Code list, {edition} form\n\n" + table(rows[0], rows[1:])


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [
        f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in [head, ["---"] * len(head), *rows]
    ]
    return "\n".join(lines) + "\n"


def anchor(id_: str) -> str:
    """A place that a link can name by the very id."""
    return f'<span id="{id_}"></span>'


def rule_book() -> str:
    """Every rule under its id, in both languages, with a message that it gives."""
    books = {edition: gs.rules(edition) for edition in EDITIONS}
    rules = {id_: rule for book in books.values() for id_, rule in book.items()}
    said = messages()
    lines = [
        "# 规则手册 · Rule book",
        "",
        (
            f"{len(rules)} 条规则，一条一个锚点：`rule-book.html#规则编号`，编号就是 `finding.rule`。"
            "每条有中英文的说法、程度、出处，能由一份报告举例的附一句真的消息。"
            "怎样选用、加上自己的一条，见[规则手册怎样用](/rules.md)。"
        ),
        "",
        "Every rule has its id as anchor, `finding.rule` is the id.",
        "",
    ]
    for kind in dict.fromkeys(rule.kind for rule in rules.values()):
        lines += [f"## `{kind}`", ""]
        for rule in (rule for rule in rules.values() if rule.kind == kind):
            having = "、".join(edition for edition, book in books.items() if rule.id in book)
            relation = f"，关系 relation `{rule.relation}`" if rule.left else ""
            lines += [
                anchor(rule.id), "", f"### {rule.id}", "", f"**{rule.label}** · {rule.english}", "",
                f"程度 severity `{rule.severity}`{relation}；版本 editions {having}；出处 source：{rule.source}。", "",
                *(f"{text}\n" for text in (rule.explanation, rule.english_explanation) if text),
                *(f"> {text}\n" for text in said.get(rule.id, ())),
            ]  # fmt: skip
    return "\n".join(lines)


def messages() -> dict[str, tuple[str, ...]]:
    """For a rule on one report a message that it gives, from the conformance cases, in both languages."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((SCHEMAS / "conformance").rglob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        wanted = {finding["rule"] for finding in case["findings"]["findings"]} - found.keys()
        if wanted:
            report = gs.from_data(case["report"])
            for finding in gs.verify(report, only=wanted, organ_kind=case["organ_kind"]):
                found.setdefault(finding.rule, tuple(finding.message(language) for language in LANGUAGES))
    return found


def problems() -> str:
    """Every kind of problem of a document, and every kind of remark of a reading, with what it says."""
    lines = [
        "# 问题与读表的说明 · Problems and remarks",
        "",
        (
            "文件不是报告时，`InvalidReport` 的每个 `Problem` 有一个 `kind`，锚点是 `problems.html#problem.` 加上它；"
            "读表时 `Reading` 的 `notes`、`problems` 里每个 `Remark` 也有，锚点是 `#reading.` 加上它（空格写作 `-`）。"
            "下面是各种消息的说法，〔 〕 里是当时的值。对不上的数（发现）按编号在[规则手册](rule-book.md)里查。"
        ),
        "",
        "Every kind is an anchor; 〔 〕 stands for what was found or expected.",
        "",
        "## 文件的问题 · Problems of a document",
        "",
    ]
    for kind in KINDS:
        lines += _entry(f"problem.{kind}", kind, [one for language in LANGUAGES for one in sentences(kind, language)])
    lines += ["## 读表的说明 · Remarks of a reading", ""]
    for kind in REMARKS:
        told = remark(kind)
        lines += _entry(f"reading.{kind.replace(' ', '-')}", kind, [told.message(language) for language in LANGUAGES])
    return "\n".join(lines)


def _entry(id_: str, title: str, said: list[str]) -> list[str]:
    return [anchor(id_), "", f"### {title}", "", *(f"> {message}\n" for message in said)]


def sentences(kind: str, language: Literal["zh", "en"]) -> list[str]:
    """What a problem of a kind says; an unknown edition says it otherwise than another unknown member."""
    told = problem(kind)
    also = [evolve(told, expected="〔应有〕", hint=None)] if kind == "unknown" else []
    return [one.message(language) for one in (told, *also)]


def problem(kind: str) -> gs.Problem:
    """A problem that shows where its message names what."""
    given = {"range": "〔最小〕..〔最大〕", "length": "〔最小〕..〔最大〕", "unknown": None}
    at: dict[str, Any] = {"line": 1, "column": 1, "pointer": None} if kind in {"syntax", "encoding"} else {}
    hint = "〔样子〕" if kind == "pattern" else None
    made: dict[str, Any] = {"pointer": "/〔位置〕", "kind": kind, "found": "〔现有〕", "hint": hint, **at}
    return gs.Problem(**made, expected=given.get(kind, "〔应有〕"))


def remark(kind: str) -> gs.Remark:
    """A remark that shows where its message names what."""
    readings = (1, 2) if kind == "doubtful" else (1,)
    made: dict[str, Any] = {"pointer": "/〔位置〕", "kind": kind, "printed": ("〔印的〕",), "readings": readings}
    return gs.Remark(**made)


def bench() -> str:
    """What `make bench` measured, as it wrote it."""
    lines = [
        "# 量过的数 · Benchmarks",
        "",
        (
            "都由 `make bench` 写出，一份文件一节；这里不另写数字。"
            "As written by `make bench`, a section for each file; no figure is typed here."
        ),
        "",
    ]
    for path in sorted((ROOT / "tests" / "bench").glob("*.md")):
        script = (ROOT / "tests" / "bench" / f"{path.stem}.py").read_text(encoding="utf-8")
        about = script.partition('"""')[2].partition("\n")[0].removesuffix('"""')
        lines += [f"## {path.stem}", "", about, "", path.read_text(encoding="utf-8"), ""]
    return "\n".join(lines)


def files() -> str:
    """The published files, to download."""
    found = [path for path in sorted(SCHEMAS.iterdir()) if path.suffix in {".json", ".csv"}]
    rows = [
        [f'<a href="../schemas/{path.name}" download>{path.name}</a>', f"{path.stat().st_size:,}", _id(path)]
        for path in found
    ]
    cases = len(list((SCHEMAS / "conformance").rglob("*.json")))
    return (
        "# 公布的文件 · Published files\n\n"
        "怎样用见[公布的模式](/schema.md)、[规则手册](/rules.md)。\n\n"
        + table(["文件 file", "字节 bytes", "名称 id"], rows)
        + f"\n另有一致性用例 {cases} 份，在仓库的 `schemas/conformance`。"
        + f" {cases} conformance cases are in `schemas/conformance` of the repository.\n"
    )


def _id(path: Path) -> str:
    if path.suffix == ".csv":
        return ""
    data = json.loads(path.read_text(encoding="utf-8"))
    return f"`{data.get('$id', data.get('id'))}`" if {"$id", "id"} & data.keys() else ""


def api() -> str:
    """Every public name under its one address, in the order of the rooms."""
    lines = [
        "API", "===", "",
        "``import govinfo_schema as gs``：公开的名字都在这里，一个名字一个地址。说明是代码里的，用英文写。", "",
        "Every public name under its one address.", "",
    ]  # fmt: skip
    rooms: dict[str, list[str]] = {}
    for name in gs.__all__:
        thing = getattr(gs, name)
        if not isinstance(thing, ModuleType):
            rooms.setdefault(
                getattr(thing, "__module__", "").removeprefix("govinfo_schema.").partition(".")[0], []
            ).append(name)
    order = [*ROOMS, *(room for room in rooms if room not in ROOMS)]
    for room in filter(rooms.get, order):
        lines += _heading(ROOMS.get(room, room), "-")
        for name in rooms[room]:
            lines += _name(name)
    for module in (getattr(gs, name) for name in gs.__all__ if isinstance(getattr(gs, name), ModuleType)):
        lines += [*_heading(module.__name__, "-"), f".. module:: {module.__name__}", "", _said(module), ""]
        lines += [".. currentmodule:: None", ""]  # what follows has its full name
        for name in module.__all__:
            cls = getattr(module, name)
            lines += [f".. py:class:: {module.__name__}.{name}", "", *_indented(cls), "", *_members(cls)]
    return "\n".join(lines)


def _heading(text: str, line: str) -> list[str]:
    return [text, line * (2 * len(text)), ""]


def _name(name: str) -> list[str]:
    thing = getattr(gs, name)
    if inspect.isfunction(thing):
        return [f".. autofunction:: govinfo_schema.{name}", ""]
    if inspect.isclass(thing):
        return [f".. autoclass:: govinfo_schema.{name}", "   :members:", ""]
    home = next(key for key in _homes() if name in _told(key))
    return [f".. py:data:: govinfo_schema.{name}", "", *(f"   {line}" for line in _told(home)[name]), ""]


def _indented(cls: type[Any]) -> list[str]:
    """What the docstring of a class says."""
    return [f"   {line}".rstrip() for line in (inspect.getdoc(cls) or "").splitlines()]


def _homes() -> Iterator[str]:
    """Where a name that is no class and no function may be told."""
    yield "govinfo_schema.form.editions"


def _told(module: str) -> dict[str, list[str]]:
    analyzer = ModuleAnalyzer.for_module(module)
    return {name: lines for (_, name), lines in analyzer.find_attr_docs().items()}


def _said(module: ModuleType) -> str:
    return inspect.getdoc(module) or ""


def _members(cls: type[Any]) -> list[str]:
    """The members of a class of a form: identifier, label, English."""
    rows = [(f"``{member.name}``", member.line.label, member.line.english) for member in members(cls)]
    cells = [f"      {'*' if at == 0 else ' '} - {text}" for row in rows for at, text in enumerate(row)]
    return ["   .. list-table::", "", *cells, ""]
