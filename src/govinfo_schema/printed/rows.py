"""The rows of a table in text: found by their labels, by position only where the labels are torn off."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby, islice, pairwise
from typing import Final, TypeAlias

from attrs import frozen

from govinfo_schema.form.walk import Place
from govinfo_schema.printed.digits import MARKS, adds, is_figure, number
from govinfo_schema.printed.sheet import COVERED, Printed, Sheet

_RUN: Final = re.compile(
    r"[+-]?(?:\d{1,3}(?:,\d{3}){1,9}+(?!\d)|\d++)(?: ?\. ?\d++)?(?: *(?:万元|元|件|笔))?"
    rf"(?:\((?:其中|含)[^()\n\t]*\))?{MARKS}|(?<!\S)[/—–-]{{1,2}}+{MARKS}(?!\S)"
)
_REST: Final = re.compile(r"[^\d\t\n(]*+\([^()\t\n]*+\)")  # of a label, with what it says in brackets
_GLUED: Final = re.compile(r"(?<![.、\d])[+-]?\d[\d,.]{0,40}+$")
_LETTERS: Final = re.compile(r"[^\u4e00-\u9fff]++")
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = 6  # characters by which a label is known
_ABOVE: Final = 60  # lines in which a head is looked for
_EMPTY: Final = "/"  # a cell that is certainly there, and blank
LOST: Final = "?"
"""A cell of which the whole column is not there."""

Row: TypeAlias = tuple[Printed, ...]


@frozen
class Found:
    """Figures side by side.

    Attributes:
        row: The number of the row whose label stands before them on their line, if one does.
        figures: The figures.
        apart: They stand in cells.
    """

    row: int | None
    figures: Row
    apart: bool

    @property
    def texts(self) -> tuple[str, ...]:
        """The figures as texts."""
        return tuple(figure.text for figure in self.figures)


@cache
def pattern(label: str, also: tuple[str, ...] = ()) -> re.Pattern[str]:
    """How a label is found: by its number and its first characters, with spaces and line breaks anywhere."""
    numbered = re.fullmatch(r"(?:(\d)\.|（(.)）|(.)、)?(.*)", label, re.DOTALL)
    digit, bracket, item, words = numbered.groups() if numbered else (None, None, None, label)
    before = ""
    if digit:
        before = rf"{digit}\s*+[.、]\s*+"
    elif bracket or item:
        before = rf"\(\s*+{bracket}\s*+\)\s*+" if bracket else rf"{item}\s*+(?:[、.]\s*+)?"
    names = [re.sub(r"[（(“].*", "", name)[:_WORD] for name in (words, *also)]
    told = "|".join(r"\s*+".join(re.escape(character) for character in name) for name in names)
    return re.compile(rf"(?:{before}){'?' * (len(names[0]) > 3)}(?:{told})")


def found_rows(
    sheet: Sheet, part: tuple[int, int], rows: Sequence[Place], columns: tuple[str, ...], block: int = 0
) -> Iterator[Found]:
    """Every run of figures in a part of a sheet, with the label before it.

    Args:
        sheet: The sheet.
        part: Where the part begins and ends.
        rows: The rows of the table, in the order of the form.
        columns: The columns of a row of which the label is lost.
        block: How many figures such a row has at least on a line, one of which may be lost; all if 0. Of fewer only
            digits that ran together make a row. With a label any figures do.
    """
    for first, last, named in _labelled(sheet.text, part, rows):
        heads = tuple(cell.labels[-1] for cell in rows[named].cells()) if named is not None else ()
        begun: Found | None = None
        at = first
        for line in sheet.text[first:last].split("\n"):
            labelled, bare = at == first and named is not None, "".join(line.split())
            for figures in _figures(sheet, at, at + len(line), heads if labelled else columns, labelled=labelled):
                run = "".join(figure.text for figure in figures)
                alone = run == bare
                if labelled and not _strange(sheet.text[at : figures[0].start], rows[named or 0], rows):
                    begun = Found(named, figures, "\t" in line) if run or len(figures) >= len(heads) else None
                elif begun and run and alone and _completes(begun, figures, len(heads)):
                    begun = Found(named, (*begun.figures, *figures), begun.apart)
                elif _is_row(figures, run, len(columns), block, alone=alone):
                    yield from filter(None, [begun])
                    begun = None
                    yield Found(None, figures, "\t" in line)
            at += len(line) + 1
        yield from filter(None, [begun])


def _labelled(text: str, part: tuple[int, int], rows: Sequence[Place]) -> Iterator[tuple[int, int, int | None]]:
    """What stands after each label up to the next, with the number of its row; first what stands before all."""
    starts = sorted(
        (match.start(), -match.end(), row)
        for row, place in enumerate(rows)
        for match in pattern(place.labels[-1], place.also).finditer(text, *part)
    )
    at, label = part[0], None
    for first, last, row in starts:
        if first >= at:
            yield at, first, label
            at, label = -last, row
    yield at, part[1], label


def _is_row(figures: Row, run: str, columns: int, block: int, *, alone: bool) -> bool:
    """Whether figures without a label are a row: as many as it has, but for one, or digits that ran together."""
    enough = len(figures) >= (block or columns) - 1 or (len(run) >= columns and (alone or block > 0))
    return enough and run != ""


def _completes(begun: Found, figures: Row, columns: int) -> bool:
    """Whether a line of figures is the rest of a row, and no page number: all are there, and add up."""
    texts = (*begun.texts, *(figure.text for figure in figures))
    return columns > 3 and len(texts) == columns and adds(tuple(map(number, texts)), columns)


def _strange(between: str, row: Place, rows: Sequence[Place]) -> bool:
    """Whether between a label and figures stands what belongs to another row: then these may be its figures."""
    said, own = _LETTERS.sub("", between), _LETTERS.sub("", row.labels[-1])
    rest = said[max(length for length in range(min(len(said), len(own)) + 1) if said[:length] in own) :]
    return len(rest) > 2 and any(rest in _LETTERS.sub("", other.labels[-1]) for other in rows)


def _figures(sheet: Sheet, start: int, end: int, heads: tuple[str, ...], *, labelled: bool) -> Iterator[Row]:
    """The figures of a line: its cells after the last label where it has cells, else those that stand together."""
    rest = _REST.match(sheet.text, start, end) if labelled else None
    start = rest.end() if rest else start
    if sheet.text.find("\t", start, end) < 0:
        yield from islice(_together(sheet.text, start, end), 1 if labelled else None)
        return
    cells = _cells(sheet.text, start, end)
    if labelled and cells:  # the rest of the label, to which the first figure may stick
        glued = _GLUED.search(cells[0].text)
        cells[:1] = [Printed(glued[0], cells[0].end - len(glued[0]), cells[0].end)] if glued else []
    while cells and not is_figure(cells[-1].text):
        cells.pop()
    first = max((at + 1 for at, cell in enumerate(cells) if not is_figure(cell.text)), default=0)
    told = cells[first:]
    if len(heads) > 1 and (len(told) != len(heads) or not all(cell.text for cell in told)):
        if any(cell.text for cell in told) and (below := _below(sheet, start, end, heads)):
            yield below
            return
        if len(told) > len(heads):  # of labels that cover several cells blanks are left, nobody knows how many
            told = told[next((at for at, cell in enumerate(told) if cell.text), 0) :]
        while len(told) > len(heads) and not told[-1].text:
            told.pop()
        if len(told) == len(heads) > 3 and not told[-1].text and all(cell.text for cell in told[:-1]):
            told.pop()  # the end of a line that has lost a figure, or a last cell left blank
    if told:
        yield tuple(told)


def _together(text: str, start: int, end: int) -> Iterator[Row]:
    """The figures of a line, together where nothing but spaces parts them."""
    told: list[Printed] = []
    for run in _RUN.finditer(text, start, end):
        if told and text[told[-1].end : run.start()].strip():
            yield tuple(told)
            told.clear()
        told.append(Printed(run[0].replace(" ", ""), run.start(), run.end()))
    if told:
        yield tuple(told)


def _cells(text: str, start: int, end: int) -> list[Printed]:
    """The cells of a line, but for those that another covers; several figures in one cell are as many."""
    told: list[Printed] = []
    for cell in text[start:end].split("\t"):
        inner = cell.split()
        if len(inner) > 1 and all(map(_RUN.fullmatch, inner)):
            told += next(_together(text, start, start + len(cell)))
        elif cell != COVERED:
            told.append(Printed(cell.strip(), start + len(cell) - len(cell.lstrip()), start + len(cell.rstrip())))
        start += len(cell) + 1
    return told


def _below(sheet: Sheet, start: int, stop: int, heads: tuple[str, ...]) -> Row:
    """The cells of a line below the heads of its columns, one for each; empty where the heads do not tell."""
    text = sheet.text
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    cells = text[first : last if last >= 0 else len(text)].split("\t")
    columns: dict[int, str] = {}
    end = first - 1
    for _ in range(_ABOVE):
        begin = text.rfind("\n", 0, max(end, 0)) + 1
        above = ["".join(cell.split()) for cell in text[begin : max(end, 0)].split("\t")]
        if len(above) != len(cells):
            break
        if not any(map(_DIGIT.match, above)):
            columns = {at: head for at, cell in enumerate(above) if (head := _head(cell, heads))} | columns
        end = begin - 1
    sides = groupby(enumerate(sorted(columns)), key=lambda one: (columns[one[1]], one[1] - one[0]))
    rest = [[at for _, at in side] for _, side in sides]  # columns side by side under one head
    told: list[Printed] = []
    for head in heads:
        at, *more = rest.pop(0) if rest and columns[rest[0][0]] == head else [len(cells)]
        printed = [column for column in (at, *more) if column < len(cells) and cells[column].strip(f" {COVERED}")]
        if len({cells[column] for column in printed}) > 1 or not all(is_figure(cells[column]) for column in printed):
            return ()
        if not printed and at < len(cells) and COVERED in cells[at]:  # by a figure of several columns
            return ()
        at = printed[0] if printed else at
        begin = first + sum(len(cell) + 1 for cell in cells[:at]) if at < len(cells) else stop
        texts = [cells[column].strip() for column in printed] or [_EMPTY if at < len(cells) else LOST]
        begin += len(cells[at]) - len(cells[at].lstrip()) if printed else 0
        told.append(Printed(texts[0], begin, begin + len(texts[0]) * (len(printed) > 0)))
    skipped = text.count("\t", first, start)
    others = [cell for at, cell in enumerate(cells) if at > skipped and at not in columns]
    lost = sum(cell.text == LOST for cell in told)
    plain = (
        not rest
        and lost < 2
        and all(start <= cell.start <= stop for cell in told)
        and not any(map(_DIGIT.search, others))
    )
    return tuple(told) if plain else ()


@lru_cache(1_000)
def _head(cell: str, heads: tuple[str, ...]) -> str | None:
    """The head that a cell says, or the beginning of which."""
    names = {head: re.sub(r"[（(].*", "", head) for head in heads} if cell else {}
    same = (head for head, name in names.items() if cell.startswith(name) or (len(cell) > 2 and name.startswith(cell)))
    return next(same, None)


def aligned(
    sheet: Sheet, rows: Sequence[Place], groups: Sequence[Found]
) -> Iterator[tuple[Place, Sequence[Found], bool]]:
    """Each row with the runs of figures that may be its own, and whether position alone says so.

    A run is the row of its label, or one between two that have a label, if as many rows are missing there. One run of
    zeros beside a heading stands for all rows below it.
    """
    named: dict[int, list[Found]] = {}
    anchors = [(-1, -1)]
    for at, found in enumerate(groups):
        if found.row is not None:
            named.setdefault(found.row, []).append(found)
            if found.row > anchors[-1][1]:
                anchors.append((at, found.row))
    yield from ((rows[row], runs, False) for row, runs in named.items())
    anchors.append((len(groups), len(rows)))
    for (at, row), (after, next_row) in pairwise(anchors):
        loose = [found for found in groups[at + 1 : after] if found.row is None]
        missing = [rows[number] for number in range(row + 1, next_row) if number not in named]
        if len(loose) == len(missing):
            yield from ((place, [found], True) for place, found in zip(missing, loose, strict=True))
        elif (
            len(loose) == 1
            and set(loose[0].texts) == {"0"}
            and _beside_heading(sheet, missing, groups[: at + 1], loose[0])
        ):
            yield from ((place, loose, True) for place in missing)


def _beside_heading(sheet: Sheet, missing: Sequence[Place], before: Sequence[Found], found: Found) -> bool:
    """Whether figures stand beside the heading of all these rows."""
    headings = {place.labels[-2] for place in missing}
    start = before[-1].figures[-1].end if before else 0
    return len(headings) == 1 and bool(pattern(headings.pop()).search(sheet.text, start, found.figures[0].start))
