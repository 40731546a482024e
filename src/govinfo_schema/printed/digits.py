"""Printed figures to numbers: every way in which a row of them can be read, and what all ways agree on."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, combinations, islice
from typing import Final, TypeAlias

from attrs import frozen

from govinfo_schema.form.walk import Figure

MOST_WAYS: Final = 5_000  # ways; with more of them nothing is certain
_LONGEST: Final = 16  # digits of the largest count
_NAMED: Final = 12  # readings of a cell that are named
MARKS: Final = r"(?:\[\d{1,3}\]|[①-⑳*※])*+"
"""The marks of notes behind a figure."""
_FIGURE: Final = re.compile(
    rf"([+-]?(?:\d{{1,3}}(?:,\d{{3}})++|\d++)(?:\.\d++)?)\s*+(?:万元|元|件|笔|项|条|次)?(?:\(.*\))?{MARKS}", re.DOTALL
)
_RAN_TOGETHER: Final = re.compile(r"0\d")  # no number begins so
_BLANK: Final = re.compile(rf"\s*+[-—–/]{{0,2}}+\s*+{MARKS}|\?")

Way: TypeAlias = tuple[Figure, ...]


@frozen
class Told:
    """What was made of the figures of one row.

    Attributes:
        values: A figure, or `None`, for each column.
        doubtful: The columns that are not in print, or about which the possible readings differ, with these readings.
        inferred: Not every column has a figure of its own in print.
        over: Figures for which there is no column.
    """

    values: Way
    doubtful: dict[int, Way]
    inferred: bool
    over: tuple[str, ...] = ()


def number(text: str) -> Figure:
    """A figure in print as a number; `None` for a blank.

    Raises:
        ValueError: It is neither.
    """
    found = _FIGURE.fullmatch(text.strip())
    if found:
        plain = found[1].replace(",", "").removeprefix("+")
        return Decimal(plain) if "." in plain or len(plain) > 20 else int(plain)
    if _BLANK.fullmatch(text):
        return None
    raise ValueError(text)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, or is left blank."""
    return bool(_FIGURE.fullmatch(text.strip()) or _BLANK.fullmatch(text))


def told(printed: Sequence[str], columns: int, block: int = 0, *, apart: bool = True) -> Told:
    """Read the figures of a row.

    As many figures as columns are what they are. Else every way to read them is looked at: digits that ran together are
    split, a figure is missing at any place, or one too many is left out. Where a column is the sum of others,
    arithmetic rules ways out; it never picks one. What all that remain agree on is read, the rest is left blank.

    Args:
        printed: The figures in the order of print, `""` for a cell that is there and blank.
        columns: How many there should be.
        block: How many columns make a block whose last is the sum of the others; 0 if none is.
        apart: The figures stand in cells; else digits may have run together, and as many figures as columns that do
            not add up are no certain reading.
    """
    if len(printed) == columns and printed[0]:
        way = tuple(map(number, printed))
        if apart or adds(way, block):
            return Told(way, {}, inferred=False)
        return Told((None,) * columns, {at: (value, None) for at, value in enumerate(way)}, inferred=True)
    figures = [text for text in printed if text]
    if len(printed) > columns == len(figures):  # of merged cells blanks are left
        return Told(tuple(map(number, figures)), {}, inferred=True)
    # A blank before the first figure may be a cell, or what is left of a label that covers several.
    bare = printed[next((at for at, text in enumerate(printed) if text), len(printed)) :]
    split: Iterator[tuple[str, ...]] = iter(())
    if not apart and len(printed) < columns <= len(digits := "".join(figures)) <= _LONGEST * columns:
        may_be_apart = 1 < len(figures) < columns - 1 and not any(map(_RAN_TOGETHER.match, figures))
        splits = _splits(figures, columns) if digits.isdecimal() else ()
        split = chain(splits, _placed(figures, columns) if may_be_apart else ())
    shifted = chain(_shifted(printed, columns, block), _shifted(bare, columns, block))
    ways = list(islice(chain((tuple(map(number, way)) for way in split), shifted), MOST_WAYS + 1))
    plain = tuple(map(number, printed)) if apart and len(printed) == columns else None  # need not add up
    fitting = [way for way in ways if adds(way, block) or way == plain] or ways
    if len(set(fitting)) == 1 and len(printed) < columns == block and fitting[0][-1] is None and fitting[0][-2]:
        fitting = ways  # only that the total is lost would fit: more likely the row does not add up
    if not fitting or len(ways) > MOST_WAYS:
        return Told((None,) * columns, dict.fromkeys(range(columns), ()), inferred=True, over=tuple(printed))
    agreed = [list(dict.fromkeys(column)) for column in zip(*fitting, strict=True)]
    doubtful = {
        at: tuple(values) if len(values) <= _NAMED else ()
        for at, values in enumerate(agreed)
        if len(values) > 1 or None in values
    }
    over = tuple(printed[columns:]) if len(printed) > columns and not doubtful else ()
    values = tuple(None if at in doubtful else column[0] for at, column in enumerate(agreed))
    return Told(values, doubtful, inferred=True, over=over)


def _shifted(printed: Sequence[str], columns: int, block: int) -> Iterator[Way]:
    """The ways in which one figure is too many, or lost; a lost part of a sum is what the sum leaves for it."""
    if len(printed) == columns + 1:
        for at in range(len(printed)):
            yield tuple(map(number, (*printed[:at], *printed[at + 1 :])))
    elif len(printed) == columns:
        yield tuple(map(number, printed))
    elif len(printed) == columns - 1 and not any(map(_RAN_TOGETHER.match, printed)):
        values = tuple(map(number, printed))
        for at in range(columns):
            sums = block == columns and at < columns - 1 and None not in values
            lost = (values[-1] or 0) - sum(value or 0 for value in values[:-1]) if sums else None
            yield (*values[:at], lost, *values[at:])


def _placed(figures: Sequence[str], columns: int) -> Iterator[tuple[str, ...]]:
    """The ways in which figures fill some of the columns, and the others are blank."""
    for places in combinations(range(columns), len(figures)):
        filled = dict(zip(places, figures, strict=True))
        yield tuple(filled.get(at, "") for at in range(columns))


def _splits(runs: Sequence[str], parts: int) -> Iterator[tuple[str, ...]]:
    """All ways to split runs of digits into so many numbers, none of which begins with a superfluous 0."""
    if parts == 1:
        yield tuple(runs)
        return
    run, rest = runs[0], runs[1:]
    longest = 1 if run.startswith("0") else len(run)
    for length in range(1, longest + 1):
        left = (run[length:], *rest) if length < len(run) else rest
        if _fewest(left) < parts <= 1 + sum(map(len, left)):  # else nothing would come of it, after a long search
            yield from ((run[:length], *others) for others in _splits(left, parts - 1))


def _fewest(runs: Sequence[str]) -> int:
    """How many numbers runs of digits are at least: each 0 that a run begins with is one."""
    return sum(len(run) - len(run.lstrip("0")) + (run.strip("0") != "") for run in runs)


def adds(way: Way, block: int) -> bool:
    """Whether the blocks of a row can add up; a part that was lost cannot be negative."""
    for start in range(0, len(way), block) if block else ():
        *parts, total = way[start : start + block]
        known = [part for part in parts if part is not None]
        exact = len(known) == len(parts)
        if any(part < 0 for part in known) or (
            total is not None and not (sum(known) == total if exact else sum(known) <= total)
        ):
            return False
    return True
