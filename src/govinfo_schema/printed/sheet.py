"""What a caller brought, as lines of one text in which every figure knows where it stands."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, Self, TypeAlias

from attrs import frozen

from govinfo_schema.printed.remarks import Source
from govinfo_schema.prose.lexicon import ALIKE

COVERED: Final = "\x1f"
"""Stands in the columns that a merged cell covers, but for the first."""

HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_ALONE: Final = re.compile(r"[+-]?\d[\d,.]*+(?:万?元|件|笔)?|[/—–-]{1,2}")
_MOST_ALONE: Final = 50  # lines with nothing but a figure; where there are more, each line is a cell
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NO_VALUE: Final = {"None", "nan", "NaN", "NaT", "<NA>"}
_BORDER: Final = re.compile(r"^\s*\||\|\s*$")

Line: TypeAlias = tuple[int | None, int, str]
"""The table, the row in it, and its cells apart by tabs."""


@frozen
class Printed:
    """One figure in print: its text, and where in the text of the sheet it begins and ends."""

    text: str
    start: int
    end: int


@frozen
class Sheet:
    """The lines: as they came, and with half-width characters for the same places."""

    raw: str
    text: str
    starts: tuple[int, ...]
    origins: tuple[tuple[int | None, int], ...]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Self:
        """Put lines together."""
        told = list(lines)
        raw = "\n".join(line for _, _, line in told)
        starts, at = [0], 0
        for _, _, line in told[:-1]:
            at += len(line) + 1
            starts.append(at)
        return cls(raw, raw.translate(ALIKE), tuple(starts), tuple((table, row) for table, row, _ in told))

    def source(self, figures: Sequence[Printed]) -> Source:
        """Where figures stand, and what is printed there."""
        start = figures[0].start
        number = bisect_right(self.starts, start) - 1
        table, row = self.origins[number]
        printed = " ".join(self.raw[figure.start : figure.end] for figure in figures)
        return Source(table=table, row=row, column=self.raw.count("\t", self.starts[number], start), printed=printed)


def seen(text: str) -> str:
    """The text without what nobody sees, and what pages and word processors leave between letters and figures."""
    return _UNSEEN.sub("", text)


def said(cell: object) -> str:
    """What a cell says; libraries fill blanks with a NaN, and so make floats of the numbers in its column."""
    try:
        text = " ".join(str(Decimal(cell) if type(cell) is int else cell).split())  # an int may be too long for str
    except ValueError:  # so may one in a list
        return "…"
    return text if isinstance(cell, str) else "" if text in _NO_VALUE else text.removesuffix(".0")


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text; where each cell has a line of its own, figures follow on the line of what is above them."""
    lines = [_BORDER.sub(lambda bar: " " * len(bar[0]), line).replace("|", "\t") for line in text.splitlines()]
    alone = [bool(_ALONE.fullmatch(line.translate(ALIKE).strip())) for line in lines]
    many, row = sum(alone) > _MOST_ALONE, list[str]()
    start = 0
    for number, line in enumerate(lines):
        if row and many and (alone[number] or not line.strip()):
            row += [line.strip()] * alone[number]
        else:
            yield from [(None, start, "\t".join(row))] * bool(row)
            row, start = [line], number
    yield None, start, "\t".join(row)
