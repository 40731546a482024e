"""A report as the tables of its form: plain text, Markdown, or a page."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from html import escape
from typing import Final, Literal

from govinfo_schema.check.findings import Findings
from govinfo_schema.document.aligned import aligned
from govinfo_schema.errors import Language, printable
from govinfo_schema.form.editions import Report
from govinfo_schema.form.walk import Place, figures, members, unit
from govinfo_schema.printed.style import STYLE
from govinfo_schema.printed.tables import Heading, Table, label, tables

LEFT_OUT: Final[dict[Language, str]] = {"zh": "（报告没有这一节）", "en": "(left out of the report)"}
_WORDS: Final[dict[Language, dict[str, str]]] = {
    "zh": {"title": "{organ} {year} 年政府信息公开工作年度报告（{edition} 年版格式）", "findings": "核对结果"},
    "en": {
        "title": "{organ}: annual report on government information disclosure, {year} ({edition} form)",
        "findings": "What was found",
    },
}
FOUND: Final = frozenset(words["findings"] for words in _WORDS.values())
"""The headings of what was found."""
Marks = Mapping[str, list[int]]


def render(
    report: Report,
    format: Literal["text", "markdown", "html"],
    *,
    findings: Findings | None = None,
    language: Language = "zh",
) -> str:
    """Print a report as the tables of its form, each cell where the notice has it.

    A text is printed without what could drive a terminal or a browser.

    Args:
        report: A report of any edition.
        format: `"text"`: for a terminal, Chinese characters counted two columns wide. `"markdown"`: the same with
            tables in pipes. `"html"`: a whole page, with the merged heads of the form.
        findings: What `verify` found; their numbers stand at the cells, and the messages below.
        language: Labels in `"zh"` or `"en"`.

    Returns:
        Lines of text; a blank cell is blank, in plain text a dash.
    """
    words, marks, printed = _WORDS[language], _marks(findings), _printed(report)
    title = words["title"].format(organ=printable(report.organ.name), year=report.year, edition=report.edition)
    told = [printable(finding.message(language)) for finding in findings or ()]
    nullable = {member.name for member in members(type(report)) if member.nullable}
    shown = [place for place in Place(type=type(report)).below() if place.name in nullable]
    if format == "html":
        return _page(report, title, shown, marks, told, language)
    lines = [f"# {title}" if format == "markdown" else title]
    if report.introduction:
        lines += ["", *map(printable, report.introduction.splitlines())]
    for place in shown:
        lines += ["", f"## {label(place, language)}" if format == "markdown" else label(place, language)]
        value = getattr(report, place.name)
        if value is None or isinstance(value, str):
            lines += [LEFT_OUT[language]] if value is None else [printable(line) for line in value.splitlines()]
            continue
        for table in tables(place, language, one_row=False):
            indent, empty = ("　", "") if format == "markdown" else ("  ", "—")
            rows = _plain(table, {cell: text or empty for cell, text in printed.items()}, marks, indent)
            lines += ["", *filter(None, [table.caption])]
            lines += ["", *_piped(rows)] if format == "markdown" else aligned(rows, frozenset(range(1, len(rows[0]))))
    if told:
        lines += ["", f"## {words['findings']}" if format == "markdown" else words["findings"]]
        lines += [f"[{number}] {message}" for number, message in enumerate(told, 1)]
    return "\n".join(lines)


def _marks(findings: Findings | None) -> Marks:
    """The numbers of the findings by the cells at which they stand: of a computed total only there."""
    found: dict[str, list[int]] = {}
    for number, finding in enumerate(findings or (), 1):
        for pointer in finding.left if len(finding.left) == 1 else (*finding.left, *finding.right):
            found.setdefault(pointer, []).append(number)
    return found


def _printed(report: Report) -> dict[str, str]:
    """What stands in each cell, an amount with its unit where the report prints one."""
    told: dict[str, str] = {}
    for pointer, figure in figures(report).items():
        amount = isinstance(figure, Decimal)
        told[pointer] = "" if figure is None else f"{figure:f}{unit(report, pointer) or ''}" if amount else str(figure)
    return told


def _plain(table: Table, printed: Mapping[str, str], marks: Marks, indent: str) -> list[list[str]]:
    """The rows of a table without merged cells; a heading over several rows has a row of its own."""
    corner = table.head[0][0].label if table.head[0][0].down == len(table.head) else ""
    rows = [[corner, *table.columns]]
    open_: list[int] = []
    for heads, cells in table.body:
        for heading in heads:
            own = heading is heads[-1]
            figures_ = [f"{printed[cell.pointer]}{_told(marks, cell)}" for cell in cells] if own else [""] * len(cells)
            rows.append([indent * len(open_) + heading.label, *figures_])
            if not own:
                open_.append(heading.down)
        open_ = [left - 1 for left in open_ if left > 1]
    return rows


def _told(marks: Marks, cell: Place) -> str:
    return "".join(f"[{number}]" for number in marks.get(cell.pointer, ()))


def _piped(rows: list[list[str]]) -> list[str]:
    """A Markdown table; nothing in a label or a figure needs to be escaped."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [lines[0], "|---|" + "---:|" * (len(rows[0]) - 1), *lines[1:]]


def _page(  # noqa: PLR0913, PLR0917 - all that a page is made of
    report: Report, title: str, sections: list[Place], marks: Marks, told: list[str], language: Language
) -> str:
    words, printed, lang = _WORDS[language], _printed(report), "zh-CN" if language == "zh" else "en"
    body = [f"<h1>{escape(title)}</h1>"]
    body += [f"<p>{escape(printable(line))}</p>" for line in (report.introduction or "").splitlines()]
    for place in sections:
        value = getattr(report, place.name)
        mark = "".join(_link(number) for number in marks.get(place.pointer, ()))
        body.append(f'<section id="{place.name}">\n<h2>{escape(label(place, language))}{mark}</h2>')
        if value is None or isinstance(value, str):
            lines = [LEFT_OUT[language]] if value is None else value.splitlines()
            body += [f"<p>{escape(printable(line))}</p>" for line in lines]
        else:
            for table in tables(place, language):
                body += ['<div class="table">', *_html(table, printed, marks, label(place, language)), "</div>"]
        body.append("</section>")
    if told:
        items = [f'<li id="f{number}">{escape(message)}</li>' for number, message in enumerate(told, 1)]
        body += [f"<section>\n<h2>{words['findings']}</h2>", "<ol>", *items, "</ol>\n</section>"]
    head = (
        f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>'
    )
    return "\n".join(
        [
            f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n{head}\n<style>{STYLE}</style>\n</head>\n<body>',
            *body,
            "</body>\n</html>\n",
        ]
    )


def _html(table: Table, printed: Mapping[str, str], marks: Marks, section: str) -> Iterator[str]:
    yield f"<table>\n<caption>{escape(table.caption or section)}</caption>\n<thead>"
    for row in table.head:
        yield f"<tr>{''.join(_th(heading, 'col') for heading in row)}</tr>"
    yield "</thead>\n<tbody>"
    for heads, cells in table.body:
        labels = "".join(_th(heading, "row") for heading in heads)
        yield f"<tr>{labels}{''.join(_td(cell, printed, marks) for cell in cells)}</tr>"
    yield "</tbody>\n</table>"


def _th(heading: Heading, scope: str) -> str:
    group = heading.across > 1 if scope == "col" else heading.down > 1
    across = f' colspan="{heading.across}"' if heading.across > 1 else ""
    down = f' rowspan="{heading.down}"' if heading.down > 1 else ""
    return f'<th scope="{scope}{"group" if group else ""}"{across}{down}>{escape(heading.label)}</th>'


def _td(cell: Place, printed: Mapping[str, str], marks: Marks) -> str:
    numbers = marks.get(cell.pointer, ())
    found = ' class="found"' if numbers else ""
    return f"<td{found}>{escape(printed[cell.pointer])}{''.join(map(_link, numbers))}</td>"


def _link(number: int) -> str:
    return f'<sup><a href="#f{number}">{number}</a></sup>'
