"""Printed tables to a report: what the text says is read, what is not certain stays blank and is told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, Literal, TypeAlias, cast

import attrs
from attrs import AttrsInstance, frozen

from govinfo_schema.errors import Language, printable
from govinfo_schema.form.editions import EDITIONS, Report
from govinfo_schema.form.filled import blank
from govinfo_schema.form.head import Organ
from govinfo_schema.form.walk import Figure, Place, once, places, with_figures
from govinfo_schema.printed.digits import Row, Told, told
from govinfo_schema.printed.html import lines
from govinfo_schema.printed.render import LEFT_OUT
from govinfo_schema.printed.rows import Found, found_rows, pattern
from govinfo_schema.printed.tables import rows_of

Kind: TypeAlias = Literal[
    "inferred", "left over", "doubtful", "missing", "editions", "reports", "head", "form", "size"
]  # fmt: skip
_SAYS: Final[dict[Language, dict[Kind, str]]] = {
    "zh": {
        "inferred": "按位置或逐一排除读出：{printed}",
        "left over": "没有地方放的数：{printed}",
        "doubtful": "印作 {printed}，有几种读法，所以空着。请对照原件填写",
        "missing": "没有找到这一行。请对照原件填写",
        "editions": "两版格式的栏目混在一起，不知道是哪一版",
        "reports": "里面不止一份报告。请分开来读",
        "head": "不知道是哪一年、哪个机关的报告。请用 year= 和 organ= 说明",
        "form": "没有找到年度报告的表格",
        "size": "内容太大。请检查是否放错了文件",
    },
    "en": {
        "inferred": "read by position or by ruling out: {printed}",
        "left over": "no place for these figures: {printed}",
        "doubtful": "printed {printed}, which reads in several ways, so it stays blank; fill it in from the original",
        "missing": "this row was not found; fill it in from the original",
        "editions": "columns of two editions of the form are mixed",
        "reports": "there is more than one report; read them one by one",
        "head": "the year or the organ is not said; give year= and organ=",
        "form": "no table of an annual report was found",
        "size": "too large; check that this is the right file",
    },
}
# Full-width characters as their half-width twins, one for one, so that places in the text stay what they are.
_ALIKE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
_TITLE: Final = re.compile(r"([^\s#][^\n]{1,60}?)\s*+(2\d{3})\s*+年?度?\s*+政府\s*+信息公开工作年度报告")
_HEAD: Final = 5_000  # characters in which a title stands
_MOST: Final = 8_000_000
_PROSE: Final = {
    "overview": re.compile(r"^[^\w\n]*+一\s*+、[^\n]{0,30}情况 *$", re.MULTILINE),
    "problems_and_improvements": re.compile(r"^[^\w\n]*+五\s*+、[^\n]{0,60}$", re.MULTILINE),
    "other_matters": re.compile(r"^[^\w\n]*+六\s*+、[^\n]{0,60}$", re.MULTILINE),
}
_TWO: Final = re.compile(r"^[^\w\n]*+二\s*+、[^\n]{0,60}$", re.MULTILINE)
_BEGIN: Final = re.compile(r"第\s*二\s*十\s*条|信\s*息\s*内\s*容|规\s*章\s*\d")
_END: Final = re.compile(r"五\s*、|存在的主要问题|六\s*、")


@frozen(kw_only=True)
class Remark:
    """What reading has to say of a place.

    Attributes:
        kind: `inferred` (read by position or by ruling out) and `left over` are notes; the others are problems:
            `doubtful`, `missing`, `head` (year or organ), `editions` (two forms in one), `reports` (two reports in
            one), `form` (not this form), `size`.
        pointer: The row or cell; empty for the whole.
        printed: The figures as printed.
    """

    kind: Kind
    pointer: str = ""
    printed: Row = ()

    def message(self, language: Language = "zh") -> str:
        """Say it in one line.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            The place and a sentence.
        """
        said = printable(_SAYS[language][self.kind].format(printed=" ".join(self.printed)))
        return f"{self.pointer}{'：' if language == 'zh' else ': '}{said}" if self.pointer else said


@frozen(kw_only=True)
class Reading:
    """What was read.

    Attributes:
        report: The report; `None` where the problems say that there is none.
        notes: What was read by position, and what was left over.
        problems: What could not be read.
    """

    report: Report | None
    notes: tuple[Remark, ...]
    problems: tuple[Remark, ...]


def read_text(text: str, *, year: int | None = None, organ: str | None = None) -> Reading:
    """Read the tables of a report that was pasted as text: cells apart by tabs, bars or spaces, or run together.

    Args:
        text: The text.
        year: The year reported on, if the text does not say it.
        organ: The name of the organ, if the text does not say it.

    Returns:
        The report with blanks where nothing is certain, notes and problems.
    """
    told = text[: _MOST + 1].splitlines()
    return _read("\n".join(re.sub(r"^\s*\|(.*)\|\s*$", r"\1", line).replace("|", "\t") for line in told), year, organ)


def read_html(page: str, *, year: int | None = None, organ: str | None = None) -> Reading:
    """Read the tables of a report on a web page (extra `html`: lxml); merged cells are spread out.

    Args:
        page: The page.
        year: The year reported on, if the page does not say it.
        organ: The name of the organ, if the page does not say it.

    Returns:
        The report with blanks where nothing is certain, notes and problems.
    """
    if len(page) > _MOST:
        return Reading(report=None, notes=(), problems=(Remark(kind="size"),))
    return _read("\n".join(lines(page)), year, organ)


def read_tables(
    grids: Iterable[Sequence[Sequence[object]]], *, year: int | None = None, organ: str | None = None
) -> Reading:
    """Read the tables of a report as rows of cells, as pandas, openpyxl, python-docx or pdfplumber give them.

    Args:
        grids: Tables of rows of texts; `None` is a blank.
        year: The year reported on.
        organ: The name of the organ.

    Returns:
        The report with blanks where nothing is certain, notes and problems.
    """
    rows = [row for grid in grids for row in grid]
    texts = ["\t".join("" if cell is None else " ".join(str(cell).split()) for cell in row) for row in rows]
    return _read("\n".join(texts), year, organ)


def _read(raw: str, year: int | None, organ: str | None) -> Reading:
    text = raw.translate(_ALIKE)
    notes: list[Remark] = []
    problems: list[Remark] = []
    if len(text) > _MOST:
        return Reading(report=None, notes=(), problems=(Remark(kind="size"),))
    editions = [edition for edition in EDITIONS if any(mark.search(text) for mark in _marks(edition))]
    if len(editions) != 1:
        return Reading(report=None, notes=(), problems=(Remark(kind="editions" if editions else "form"),))
    form = EDITIONS[editions[0]]
    title = _TITLE.search(text, 0, _HEAD)
    year, organ = year or (int(title[2]) if title else None), organ or (title[1] if title else None)
    if year is None or not organ:
        return Reading(report=None, notes=(), problems=(Remark(kind="head"),))
    two, three, four = _regions(text, form)
    figures: dict[str, Figure] = {}
    unit: str | None = None
    for row, found in _second(form, two, notes):
        cells = row.cells()
        made = told(found.figures[: len(cells)] if len(found.figures) > len(cells) else found.figures, len(cells))
        figures |= _put(row, made, found.figures, notes, problems)
        if "元" in found.figures[-1] and not made.doubtful and not any("万元" in label for label in cells[-1].labels):
            unit = "万元" if "万元" in found.figures[-1] else "元"
    rows = _rows(form, "/requests")
    groups = list(found_rows(three, rows, 7))
    if sum(len(found.figures) >= 14 for found in groups) > 3 or len(groups) > 1.5 * len(rows):
        return Reading(report=None, notes=(), problems=(Remark(kind="reports"),))
    for row, found in _aligned(rows, groups, notes):
        figures |= _put(row, told(found.figures, 7, 7), found.figures, notes, problems)
    review = places(form)["/review_and_litigation"]
    printed = tuple(figure for found in found_rows(four, (), 5) for figure in found.figures)
    figures |= _put(review, told(printed, 15, 5), printed, notes, problems)
    report: Any = blank(form, year=year, organ=Organ(name=organ), **_texts(text, raw))
    exact = {
        cell: Decimal(value) if places(form)[cell].type is Decimal and value is not None else value
        for cell, value in figures.items()
    }
    report = with_figures(report, exact)
    if unit and report.edition == "2019":
        bought = attrs.evolve(report.proactive_disclosure.procurement, unit=unit)
        report = attrs.evolve(
            report, proactive_disclosure=attrs.evolve(report.proactive_disclosure, procurement=bought)
        )
    missing = [row for row in (*_rows(form, "/proactive_disclosure"), *rows) if row.cells()[0].pointer not in figures]
    problems += [Remark(kind="missing", pointer=row.pointer) for row in missing]
    return Reading(report=cast("Report", report), notes=tuple(notes), problems=tuple(problems))


def _put(row: Place, made: Told, printed: Row, notes: list[Remark], problems: list[Remark]) -> dict[str, Figure]:
    cells = row.cells()
    problems += [Remark(kind="doubtful", pointer=cells[at].pointer, printed=printed) for at in sorted(made.doubtful)]
    if made.inferred:
        notes.append(Remark(kind="inferred", pointer=row.pointer, printed=printed))
    if made.over:
        notes.append(Remark(kind="left over", pointer=row.pointer, printed=made.over))
    return {cell.pointer: value for cell, value in zip(cells, made.values, strict=True)}


@once
def _rows(form: type[AttrsInstance], section: str) -> tuple[Place, ...]:
    """The rows of a section."""
    paths: list[tuple[Place, ...]] = list(rows_of(places(form)[section]))
    return tuple(path[-1] for path in paths)


@once
def _marks(edition: str) -> tuple[re.Pattern[str], ...]:
    """The columns of section two by which an edition is known."""
    columns = {
        name: {cell.labels[-1] for cell in places(form)["/proactive_disclosure"].cells()}
        for name, form in EDITIONS.items()
    }
    others = [label for name, labels in columns.items() if name != edition for label in labels]
    own = [label for label in sorted(columns[edition]) if not any(label in other for other in others)]
    return tuple(pattern(label) for label in own)


def _regions(text: str, form: type[Report]) -> tuple[str, str, str]:
    """The text of sections two, three and four."""
    first, last = (_rows(form, "/requests")[at] for at in (0, -1))
    begin = _BEGIN.search(text)
    middle = next(pattern(first.labels[-1]).finditer(text), None)
    ends = [match.end() for match in pattern(last.labels[-1]).finditer(text)]
    start, split = begin.start() if begin else 0, middle.start() if middle else len(text)
    end = ends[-1] if ends else split
    four = pattern("行政复议").search(text, end)
    cut = four.start() if four else len(text)
    stop = _END.search(text, cut)
    return text[min(start, split) : split], text[split:cut], text[cut : stop.start() if stop else len(text)]


def _second(form: type[Report], text: str, notes: list[Remark]) -> Iterator[tuple[Place, Found]]:
    """The rows of section two, each by its label; other figures are left over."""
    rows = _rows(form, "/proactive_disclosure")
    seen: set[int] = set()
    for found in found_rows(text, rows, 1):
        if found.row is not None and found.row not in seen and any(found.figures):
            seen.add(found.row)
            yield rows[found.row], found
        elif any(found.figures):
            notes.append(Remark(kind="left over", pointer="/proactive_disclosure", printed=found.figures))


def _texts(text: str, raw: str) -> dict[str, str | None]:
    """Sections one, five and six as they are printed, each from its heading to the next."""
    stops = [match.start() for heading in (*_PROSE.values(), _TWO) for match in heading.finditer(text)]
    told: dict[str, str | None] = {}
    for section, heading in _PROSE.items():
        if found := heading.search(text):
            end = min((stop for stop in stops if stop > found.start()), default=len(text))
            words = raw[found.end() : end].strip()
            told[section] = None if words in LEFT_OUT.values() else words
    return told


def _aligned(rows: Sequence[Place], groups: Sequence[Found], notes: list[Remark]) -> Iterator[tuple[Place, Found]]:
    """Each run of figures with its row: by its label, or between two that have one, if as many rows are missing."""
    anchors = [(-1, -1)]
    for at, found in enumerate(groups):
        if found.row is not None and found.row > anchors[-1][1]:
            anchors.append((at, found.row))
    anchors.append((len(groups), len(rows)))
    for (at, row), (after, next_row) in pairwise(anchors):
        if at >= 0:
            yield rows[row], groups[at]
        loose, missing = groups[at + 1 : after], rows[row + 1 : next_row]
        if len(loose) == len(missing):
            for place, found in zip(missing, loose, strict=True):
                notes.append(Remark(kind="inferred", pointer=place.pointer, printed=found.figures))
                yield place, found
        elif (
            len(loose) == 1
            and set(loose[0].figures) == {"0"}
            and len({p.pointer.rpartition("/")[0] for p in missing}) == 1
        ):
            yield from ((place, loose[0]) for place in missing)
        else:
            notes.extend(Remark(kind="left over", printed=found.figures) for found in loose)
