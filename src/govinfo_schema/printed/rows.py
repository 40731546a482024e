"""The rows of a table in text: found by their labels, by position only where the labels are torn off."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from attrs import frozen

from govinfo_schema.form.walk import Place
from govinfo_schema.printed.digits import Row, is_figure

_RUN: Final = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?: *(?:万元|元|件|笔))?")
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = 6  # characters by which a label is known


@frozen
class Found:
    """Figures side by side, and the number of the row whose label stands before them on their line, if one does."""

    row: int | None
    figures: Row


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


def found_rows(text: str, rows: Sequence[Place], columns: int) -> Iterator[Found]:
    """Every run of figures in a text, with the label before it.

    Args:
        text: Lines; cells are apart by tabs where the source knows them.
        rows: The rows of the table, in the order of the form.
        columns: How many figures make a row; of fewer than that but one, only digits that ran together.
    """
    starts = sorted(
        (match.start(), -match.end(), number)
        for number, row in enumerate(rows)
        for match in pattern(row.labels[-1], row.also).finditer(text)
    )
    pieces: list[tuple[int, int, int | None]] = []  # start of the figures, end, row
    at, label = 0, None
    for start, end, number in starts:
        if start >= at:
            pieces.append((at, start, label))
            at, label = -end, number
    for start, end, named in [*pieces, (at, len(text), label)]:
        for line_number, line in enumerate(text[start:end].split("\n")):
            row = named if line_number == 0 else None
            figures = _figures(line, columns, labelled=row is not None)
            enough = len(figures) >= max(columns - 1, 1) or (columns > 3 and sum(map(len, figures)) >= columns)
            if enough and (row is not None or any(map(_DIGIT.search, figures))):
                yield Found(row, figures)


def _figures(line: str, columns: int, *, labelled: bool) -> Row:
    """The figures of a line: its cells after the last label where it has cells, else whatever looks like one."""
    if "\t" not in line:
        return tuple(run[0].replace(" ", "") for run in _RUN.finditer(line))
    cells = [cell.strip() for cell in line.split("\t")][labelled:]
    while cells and not is_figure(cells[-1]):
        cells.pop()
    start = max((at + 1 for at, cell in enumerate(cells) if not is_figure(cell)), default=0)
    told = cells[start:]
    if len(told) > columns > 1:  # of labels that cover several cells blanks are left, nobody knows how many
        first = next((at for at, cell in enumerate(told) if cell), 0)
        told = told[first:]
    while len(told) > columns > 1 and not told[-1]:
        told.pop()
    return tuple(told)
