"""Printed tables to a report: what the text says is read, what is not certain stays blank and is told."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, cast

import attrs

from govinfo_schema.document.codec import from_data, to_data
from govinfo_schema.errors import InvalidReport, Problem
from govinfo_schema.form.editions import EDITIONS, Report
from govinfo_schema.form.filled import blank
from govinfo_schema.form.head import Organ
from govinfo_schema.form.walk import Figure, Place, members, places, with_figures
from govinfo_schema.printed.digits import Told, told
from govinfo_schema.printed.headings import left_out, words
from govinfo_schema.printed.html import lines
from govinfo_schema.printed.regions import PROSE, TABLES, Regions, editions, in_sentence, regions, rows
from govinfo_schema.printed.remarks import Kind, Reading, Remark, Source
from govinfo_schema.printed.render import FOUND
from govinfo_schema.printed.rows import LOST, Found, Row, aligned, found_rows, pattern
from govinfo_schema.printed.sheet import Line, Printed, Sheet, lines_of, said, seen
from govinfo_schema.printed.title import title
from govinfo_schema.prose.lexicon import ALIKE, MOST

PAGE: Final = 8_000_000  # characters of a page
_MONEY: Final = r"((?:[十百千万亿美港欧日]\s*+)*+元)"
_UNIT: Final = re.compile(rf"\d\s*+\(?\s*+{_MONEY}")
_NO_COUNT: Final = re.compile(rf"{_UNIT.pattern}|\(\s*+[十百千万亿]")  # 12（万件）
_HEAD: Final = 5_000  # characters in which a title is looked for that does not stand above section one
_FIGURES: Final = re.compile(r"\d[\d,.]*+")


def read_text(text: str, *, year: int | None = None, organ: str | None = None) -> Reading:
    """Read the tables of a report that was pasted as text: cells apart by tabs, bars or spaces, or run together.

    Args:
        text: The text.
        year: The year reported on, if the text does not say it.
        organ: The name of the organ, if the text does not say it.

    Returns:
        The report with blanks where nothing is certain, notes, problems, and where each figure stands.
    """
    return _read(lines_of(seen(text[: MOST + 1])), year, organ)


def read_html(page: str, *, year: int | None = None, organ: str | None = None) -> Reading:
    """Read the tables of a report on a web page (extra `html`: lxml); merged cells are spread out.

    Args:
        page: The page.
        year: The year reported on, if the page does not say it.
        organ: The name of the organ, if the page does not say it.

    Returns:
        The report with blanks where nothing is certain, notes, problems, and where each figure stands.
    """
    return _none("size") if len(page) > PAGE else _read(lines(page), year, organ)


def read_tables(
    grids: Iterable[Sequence[Sequence[object]]], *, year: int | None = None, organ: str | None = None
) -> Reading:
    """Read the tables of a report as rows of cells, as pandas, openpyxl, python-docx or pdfplumber give them.

    Args:
        grids: Tables of rows of texts or numbers; `None` is a blank.
        year: The year reported on.
        organ: The name of the organ.

    Returns:
        The report with blanks where nothing is certain, notes, problems, and where each figure stands.
    """
    told = (
        (table, number, "\t".join(map(said, row)))
        for table, grid in enumerate(grids)
        for number, row in enumerate(grid)
    )
    return _read(told, year, organ)


def _none(kind: Kind, notes: Iterable[Remark] = (), printed: Sequence[str] = ()) -> Reading:
    return Reading(report=None, notes=tuple(notes), problems=(Remark(kind=kind, printed=tuple(printed)),))


def _read(lines: Iterable[Line], year: int | None, organ: str | None) -> Reading:
    kept: list[Line] = []
    length = 0
    for line in lines:
        if line[2].strip("# ") in FOUND:  # what we printed below the report
            break
        kept.append((*line[:2], seen(line[2])))
        length += len(line[2]) + 1
        if length > MOST:
            return _none("size")
    sheet = Sheet.of(kept)
    found = editions(sheet.text)
    if len(found) != 1:
        labels = [label for labels in found.values() for label in labels]
        return _none("editions" if found else "form", _left_over(sheet, []), labels)
    form = EDITIONS[next(iter(found))]
    parts = regions(sheet, form)
    head = title(sheet, parts.above, year) or title(sheet, _HEAD, year)
    span = head.span if head else (0, 0)
    if head:
        year, organ = year or head.year, organ or head.organ
        if "overview" in parts.prose and sheet.text[span[1] : parts.above].strip():
            parts.prose["introduction"] = (span[1], parts.above)
    if year is None or not organ:
        return _none("head", _left_over(sheet, []))
    reader = _Reader(sheet, form, parts)
    if reader.reports():
        return _none("reports", _left_over(sheet, []))
    return reader.reading(year, organ, span)


def _left_over(sheet: Sheet, used: Iterable[tuple[int, int]]) -> Iterator[Remark]:
    """Every figure outside of what was used, a remark for each line."""
    text = list(sheet.text)
    for start, end in used:
        text[start:end] = " " * (end - start)
    at = 0
    for line in "".join(text).split("\n"):
        left = [Printed(run[0], at + run.start(), at + run.end()) for run in _FIGURES.finditer(line)]
        if left:
            printed = tuple(sheet.raw[figure.start : figure.end] for figure in left)
            yield Remark(kind="left over", printed=printed, source=sheet.source(left))
        at += len(line) + 1


def _heads(row: Place) -> tuple[str, ...]:
    return tuple(cell.labels[-1] for cell in row.cells())


class _Reader:
    """One reading: what was found so far."""

    def __init__(self, sheet: Sheet, form: type[Report], found: Regions) -> None:
        self.sheet, self.form, self.regions = sheet, form, found
        self.requests, self.review = rows(form, "/requests"), places(form)[f"/{TABLES[2]}"]
        self.groups = list(found_rows(sheet, found.three, self.requests, _heads(self.requests[0])))
        plain = [group for group in self.groups if not group.apart]
        self.loose = 3 * sum(len(group.figures) < 6 for group in plain) >= max(len(plain), 1)
        self.figures: dict[str, Figure] = {}
        self.sources: dict[str, Source] = {}
        self.notes: list[Remark] = []
        self.problems: list[Remark] = []
        self.used = list(found.prose.values())

    def reports(self) -> bool:
        """Whether there are two: side by side, or one after the other."""
        wide = sum(len(found.figures) >= 14 for found in self.groups)
        return wide > 3 or len(self.groups) > 1.5 * len(self.requests)

    def reading(self, year: int, organ: str, title_at: tuple[int, int]) -> Reading:
        """Read all sections."""
        self.second()
        for place, runs, inferred in aligned(self.sheet, self.requests, self.groups):
            self.settle(place, runs, 7, inferred=inferred)
        self.fourth()
        tables: dict[str, Any] = dict.fromkeys(name for name in TABLES if left_out(self.sheet, self.form, name))
        for place in (place for name in TABLES for place in rows(self.form, f"/{name}")):
            if place.cells()[0].pointer not in self.figures and place.pointer.split("/")[1] not in tables:
                self.say("missing", place.pointer)
        prose = {name: words(self.sheet, self.regions.prose.get(name)) for name in {*PROSE, *self.regions.prose}}
        report: Any = blank(self.form, year=year, organ=Organ(name=organ), **prose)
        report = self.fitting(with_figures(report, self.units() | self.figures))
        if report is None:
            return _none("head", _left_over(self.sheet, []))
        for name in PROSE:
            if name not in self.regions.prose:
                self.say("absent", f"/{name}")
        for place in self.requests:
            labels = pattern(place.labels[-1], place.also).finditer(self.sheet.text, *self.regions.three)
            self.used += [label.span() for label in labels]
        self.notes += _left_over(self.sheet, [*self.used, title_at])
        report = attrs.evolve(report, **tables)
        return Reading(
            report=cast("Report", report), notes=tuple(self.notes), problems=tuple(self.problems), sources=self.sources
        )

    def second(self) -> None:
        """Section two: each row by its label."""
        disclosed = rows(self.form, "/proactive_disclosure")
        found: dict[int, list[Found]] = {}
        for run in found_rows(self.sheet, self.regions.two, disclosed, ("",)):
            told_of = not run.apart and in_sentence(self.sheet.text, run.figures[0].start, run.figures[-1].end)
            if run.row is not None and any(run.texts) and not told_of:
                found.setdefault(run.row, []).append(run)
        for number, runs in found.items():
            self.settle(disclosed[number], runs, 0, inferred=False)

    def units(self) -> dict[str, Any]:
        """The unit of each amount that has one of its own; an amount printed in another unit than its own is none."""
        units: dict[str, Any] = {}
        amounts = [cell for cell in places(self.form).values() if cell.type is Decimal]
        for cell in [cell for cell in amounts if self.figures.get(cell.pointer) is not None]:
            row, printed = cell.pointer.rpartition("/")[0], self.sources[cell.pointer].printed
            own = {member.name: member.choices for member in members(places(self.form)[row].type)}.get("unit")
            labels = (*(label.partition("（")[0] for label in cell.labels[-2:]), cell.source.removeprefix("条例"))
            names = "|".join(re.escape(label.translate(ALIKE)) for label in labels)
            head = rf"(?:(?:{names})(?:\s*+\([^()\d]*?|[\s/:\[单位]*+)|单位\s*+:\s*+){_MONEY}"
            heads = re.findall(head, self.sheet.text[slice(*self.regions.two)])
            units_ = {"".join(unit.split()) for unit in _UNIT.findall(printed.translate(ALIKE)) or heads}
            if (len(units_) > 1 or not units_ <= {*(own or [cell.unit])}) and self.figures[cell.pointer]:
                self.doubt(cell.pointer, [printed], ())
            elif own and len(units_) == 1 and units_ <= {*own}:
                units[f"{row}/unit"] = units_.pop()
        return units

    def settle(self, row: Place, runs: Sequence[Found], block: int, *, inferred: bool) -> None:
        """Read a row from the runs of figures that have its label; of several that differ none counts."""
        columns = len(row.cells())
        whole = [run for run in runs if len(run.figures) >= columns] or runs
        sure = [run for run in whole if run.apart] or whole
        figures = sure[0].figures
        if columns == 1 and len(set(filter(None, sure[0].texts))) == 1:  # a merged cell
            figures = tuple(figure for figure in figures if figure.text)[:1]
        made = told([figure.text for figure in figures], columns, block, apart=sure[0].apart or not self.loose)
        if len({run.texts for run in sure}) > 1:
            figures, made = tuple(figure for run in sure for figure in run.figures), told((), columns)
        self.put(row, figures, made, inferred=inferred)

    def fourth(self) -> None:
        """Section four: one row, or one for each of its three parts."""
        runs = list(found_rows(self.sheet, self.regions.four, (), _heads(self.review), 5))
        if any(len(run.figures) > 6 or (len(run.figures) < 4 and sum(map(len, run.texts)) > 14) for run in runs):
            printed = tuple(figure for run in runs for figure in run.figures)
            self.settle(self.review, [Found(None, printed, all(run.apart for run in runs))], 5, inferred=False)
            return
        parts = rows(self.form, self.review.pointer)
        runs = list(found_rows(self.sheet, self.regions.four, parts, _heads(parts[0])))
        for place, found, inferred in aligned(self.sheet, parts, runs):
            self.settle(place, found, 5, inferred=inferred)

    def put(self, row: Place, printed: Row, made: Told, *, inferred: bool) -> None:
        """Keep what was made of a row, and say what was not plain."""
        texts = [self.sheet.raw[figure.start : figure.end].strip() for figure in printed]
        source = self.sheet.source(printed)
        self.used += [(figure.start, figure.end) for figure in printed]
        if made.inferred or inferred:
            short = len(texts) == len(made.values) - 1 and any(made.doubtful.values())
            self.say("short" if short else "inferred", row.pointer, texts, (), source)
        if made.over and not made.doubtful:
            self.say("left over", row.pointer, made.over, (), source)
        for at, cell in enumerate(row.cells()):
            value = made.values[at]
            where = self.sheet.source(printed[at : at + 1] if len(printed) == len(made.values) else printed)
            self.figures[cell.pointer] = Decimal(value) if cell.type is Decimal and value is not None else value
            self.sources[cell.pointer] = where
            if at in made.doubtful:
                self.doubt(cell.pointer, texts, made.doubtful[at])
            elif cell.type is int and (isinstance(value, Decimal) or _NO_COUNT.search(where.printed.translate(ALIKE))):
                self.doubt(cell.pointer, [where.printed], ())
            elif printed[at : at + 1] and printed[at].text == LOST:
                self.say("missing", cell.pointer)
            elif not made.inferred and where.printed not in {"", str(value)}:
                self.say("normalised", cell.pointer, [where.printed], [value], where)

    def doubt(self, pointer: str, printed: Sequence[str], readings: Sequence[Figure]) -> None:
        """Leave a cell blank, and say why."""
        self.figures[pointer] = None
        self.say("doubtful", pointer, printed, readings, self.sources[pointer])

    def say(self, kind: Kind, pointer: str, printed: Sequence[str] = (), *more: Any) -> None:
        """Add a note or a problem, with its readings and its source."""
        told = self.problems if kind in {"doubtful", "missing"} else self.notes
        readings, source = more or ((), None)
        told.append(Remark(kind=kind, pointer=pointer, printed=tuple(printed), readings=tuple(readings), source=source))

    def fitting(self, report: Report) -> Report | None:
        """The report without what its form cannot hold; `None` if that is the year or the organ."""
        problems: tuple[Problem, ...] = ()
        try:  # what the classes find wrong is what the schema does, which is dear to load
            from_data(to_data(report))
        except InvalidReport as error:
            problems = error.problems
        for problem in problems:
            pointer = problem.pointer or ""
            if pointer in self.figures:
                self.doubt(pointer, [self.sources[pointer].printed], ())
            elif pointer[1:] in self.regions.prose:
                report = attrs.evolve(report, **cast("Any", {pointer[1:]: None}))
                self.say("doubtful", pointer)
            else:
                return None
        return with_figures(report, self.figures)
