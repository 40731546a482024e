"""A report as the tables of its form, in plain text."""

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from govinfo_schema.check.tables import aligned
from govinfo_schema.errors import Language, printable
from govinfo_schema.form.editions import Report
from govinfo_schema.form.walk import Figure, Place, figures, members, places

_TITLE: Final[dict[Language, str]] = {
    "zh": "{organ} {year} 年政府信息公开工作年度报告（{edition} 年版格式）",
    "en": "{organ}: annual report on government information disclosure, {year} ({edition} form)",
}
_LEFT_OUT: Final[dict[Language, str]] = {"zh": "（报告没有这一节）", "en": "(left out of the report)"}


def render(report: Report, *, format: Literal["text"], language: Language = "zh") -> str:
    """Print a report as the tables of its form, each row with its figures under the labels of their columns.

    Left out are the heads above several columns (申请人情况, 法人或其他组织) and the articles above the tables of
    section two; a text is printed without what could drive a terminal.

    Args:
        report: A report of any edition.
        format: `"text"`: plain text for a terminal, Chinese characters counted two columns wide.
        language: Labels in `"zh"` or `"en"`.

    Returns:
        Lines of text; a blank cell is blank.
    """
    return _FORMATS[format](report, language)


def _text(report: Report, language: Language) -> str:
    printed = figures(report)
    lines = [_TITLE[language].format(organ=printable(report.organ.name), year=report.year, edition=report.edition)]
    for member in members(type(report)):
        if member.nullable:
            place, value = places(type(report))[f"/{member.name}"], getattr(report, member.name)
            lines += ["", _label(place, language)]
            if value is None:
                lines.append(_LEFT_OUT[language])
            else:
                text = isinstance(value, str)
                lines += map(printable, value.splitlines()) if text else _tables(place, printed, language)
    return "\n".join(lines)


def _tables(section: Place, printed: Mapping[str, Figure], language: Language) -> Iterator[str]:
    """One table for each run of rows with the same columns; a heading joins the table below it."""
    headings: list[tuple[int, Place]] = []
    rows: list[tuple[int, Place]] = []
    for depth, place in _lines(section, 0):
        headings.append((depth, place))
        if any(below.is_cell for below in place.below()):
            if rows and rows[-1][1].type is not place.type:
                yield from _table(rows, printed, language)
                rows = []
            rows += headings
            headings = []
    yield from _table(rows, printed, language)


def _lines(here: Place, depth: int) -> Iterator[tuple[int, Place]]:
    """The rows below a place, and the headings above groups of rows."""
    for place in here.below():
        yield depth, place
        if not any(below.is_cell for below in place.below()):
            yield from _lines(place, depth + 1)


def _table(rows: list[tuple[int, Place]], printed: Mapping[str, Figure], language: Language) -> Iterator[str]:
    columns = rows[-1][1].cells()
    table = [["", *(_label(column, language) for column in columns)]]
    for depth, row in rows:
        cells = row.cells() if row.type is rows[-1][1].type else ()
        values = ["" if (figure := printed[cell.pointer]) is None else str(figure) for cell in cells]
        table.append(["  " * depth + _label(row, language), *(values or [""] * len(columns))])
    yield ""
    yield from aligned(table, right=frozenset(range(1, len(columns) + 1)))


def _label(place: Place, language: Language) -> str:
    return (place.labels if language == "zh" else place.english)[-1]


_FORMATS: Final = {"text": _text}
