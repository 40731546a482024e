"""What a misprint looks like, and how likely it is: the less it costs, the likelier."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from attrs import frozen

from govinfo_schema.errors import Language

Slip: TypeAlias = Literal[
    "total left at 0", "digit dropped", "digit doubled", "digit added", "digits swapped", "digit misread",
    "total short of a part", "cells swapped", "neighbouring cell", "cells glued", "cell split", "row or column shifted",
    "figure with its total", "another figure", "several slips",
]  # fmt: skip

COSTS: Final[Mapping[Slip, float]] = {
    "total left at 0": 1.0, "digit dropped": 1.1, "digit doubled": 1.2, "digits swapped": 1.3, "neighbouring cell": 1.4,
    "cells glued": 1.5, "cell split": 1.5, "total short of a part": 1.5, "cells swapped": 1.6, "digit added": 1.7,
    "digit misread": 1.8, "row or column shifted": 1.9, "figure with its total": 2.2, "another figure": 3.0,
}  # fmt: skip
SLIPS: Final[Mapping[Language, Mapping[Slip, str]]] = {
    "zh": {
        "total left at 0": "像是总计没有填，还是 0", "digit dropped": "像是漏了一位数字",
        "digit doubled": "像是一位数字打了两遍", "digit added": "像是多了一位数字",
        "digits swapped": "像是相邻两位数字写颠倒了", "digit misread": "像是一位数字写错了",
        "total short of a part": "像是总计少加了一项", "cells swapped": "像是两格的数对调了",
        "neighbouring cell": "像是填到了旁边一格", "cells glued": "像是两格的数连成了一个",
        "cell split": "像是一格的数拆成了两格", "row or column shifted": "像是整行或整列错开了一格",
        "figure with its total": "像是一个数连同它的总计都写错了", "another figure": "看不出是怎样写错的",
        "several slips": "像是不止一处写错",
    },
    "en": {
        "total left at 0": "It looks as if a total was left at 0",
        "digit dropped": "It looks as if a digit was dropped",
        "digit doubled": "It looks as if a digit was typed twice", "digit added": "It looks as if a digit was added",
        "digits swapped": "It looks as if two digits were swapped",
        "digit misread": "It looks as if one digit is wrong",
        "total short of a part": "It looks as if one part was left out of the total",
        "cells swapped": "It looks as if two cells were swapped",
        "neighbouring cell": "It looks as if the figure stands in the neighbouring cell",
        "cells glued": "It looks as if two cells were glued together",
        "cell split": "It looks as if one cell was split in two",
        "row or column shifted": "It looks as if a row or a column was shifted by one cell",
        "figure with its total": "It looks as if a figure is wrong and its total with it",
        "another figure": "What happened cannot be told", "several slips": "It looks like more than one slip",
    },
}  # fmt: skip


@frozen(kw_only=True)
class Change:
    """Another figure in one cell.

    Attributes:
        cell: Pointer of the cell.
        printed: What the report prints, in 件.
        proposed: What would make the equations hold; `None` where several figures would.
    """

    cell: str
    printed: int
    proposed: int | None


def slip(changes: Sequence[Change], lines: Collection[Sequence[str]], figures: Mapping[str, int]) -> tuple[float, Slip]:
    """What a set of changes looks like, and what it costs.

    Args:
        changes: In the order of the form.
        lines: The rows and columns of the table, each cell by its pointer, the total last.
        figures: What is printed.
    """
    if len(changes) == 2:
        first, second = changes
        pair = _of_two(first, second, lines) if None not in {first.proposed, second.proposed} else None
        if pair:
            return COSTS[pair], pair
    kinds: list[Slip] = [_of_one(change, lines, figures) for change in changes]
    return sum(COSTS[kind] for kind in kinds), alike(kinds)


def alike(kinds: Collection[Slip]) -> Slip:
    """What several slips look like together."""
    first, *others = dict.fromkeys(kinds)
    return "several slips" if others else first


def _of_one(change: Change, lines: Collection[Sequence[str]], figures: Mapping[str, int]) -> Slip:
    printed, meant = str(change.printed), str(change.proposed)
    totals = [line for line in lines if line[-1] == change.cell]
    apart = [at for at, (one, other) in enumerate(zip(printed, meant, strict=False)) if one != other]
    same = len(printed) == len(meant)
    seen: dict[Slip, bool] = {
        "total left at 0": bool(totals) and change.printed == 0,
        "digit dropped": printed in _shorter(meant),
        "digit doubled": meant in _shorter(printed) and any(one == other for one, other in pairwise(printed)),
        "digit added": meant in _shorter(printed),
        "digits swapped": same and len(apart) == 2 and apart[1] - apart[0] == 1 and sorted(printed) == sorted(meant),
        "total short of a part": any(
            change.proposed == change.printed + (figures.get(part) or 0) for line in totals for part in line[:-1]
        ),
        "digit misread": same and len(apart) == 1,
        "another figure": True,
    }
    return "another figure" if change.proposed is None else next(kind for kind, fits in seen.items() if fits)


def _shorter(number: str) -> set[str]:
    """A number without one of its digits."""
    return {number[:at] + number[at + 1 :] for at in range(len(number))}


def _of_two(first: Change, second: Change, lines: Collection[Sequence[str]]) -> Slip | None:
    shared = [line for line in lines if first.cell in line and second.cell in line]
    neighbours = any(abs(line.index(first.cell) - line.index(second.cell)) == 1 for line in shared)
    printed, meant = [first.printed, second.printed], [first.proposed, second.proposed]
    grown = [(change.proposed or 0) - change.printed for change in (first, second)]
    seen: dict[Slip, bool] = {
        "neighbouring cell": printed == meant[::-1] and neighbours and 0 in printed,
        "cells swapped": printed == meant[::-1],
        "cells glued": neighbours and 0 in printed and "".join(map(str, meant)) in map(str, printed),
        "cell split": neighbours and 0 in meant and "".join(map(str, printed)) in map(str, meant),
        "figure with its total": grown[0] == grown[1] and any(line[-1] in {first.cell, second.cell} for line in shared),
    }
    return next((kind for kind, fits in seen.items() if fits), None)
