"""Where the rules on cells speak: each at every place of its class and in every column of its rows."""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final, NoReturn, get_args

import attrs
from attrs import AttrsInstance, frozen

from govinfo_schema.errors import InvalidForm
from govinfo_schema.form.vocabulary import SEVERITIES, Relation, Rule, RuleKind
from govinfo_schema.form.walk import Place, once

_REPORTS: Final[Mapping[RuleKind, tuple[str, ...]]] = {
    "cells": ("",), "document": ("",), "succession": ("before", "now"), "consolidation": ("whole", "members"),
}  # fmt: skip
"""What a path of a rule says before its colon."""


@frozen(kw_only=True)
class Instance:
    """A rule at one place, with the very cells that stand on both sides.

    Attributes:
        rule: The rule.
        sections: Names of the report's members in which the cells are.
        left: Pointers of the cells on the left.
        right: Pointers of the cells on the right.
        signed: Those that may be negative.
    """

    rule: Rule
    sections: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    signed: frozenset[str]


@once
def declared(cls: type[AttrsInstance]) -> Mapping[str, Rule]:
    """The rules of a form by their ids, those of an inner class before those of the class around it."""
    return {rule.id: rule for _, rule in _rules(Place(type=cls))}


@once
def instances(cls: type[AttrsInstance], kind: RuleKind = "cells") -> tuple[Instance, ...]:
    """All instances of a form's rules on cells of one kind.

    Those of an inner class come before those of the class around it, so a row comes before the column that it is in.

    Raises:
        InvalidForm: A rule names what is not there, rows of different shapes, or a cell on both sides.
    """
    return tuple(
        found
        for here, rule in _rules(Place(type=cls))
        if rule.kind == kind and (rule.left or kind == "cells")
        for found in spread(here, rule)
    )


def _rules(here: Place) -> Iterator[tuple[Place, Rule]]:
    for place in here.below():
        yield from _rules(place)
    for rule in getattr(here.type, "RULES", ()):
        yield here, rule


def spread(here: Place, rule: Rule) -> Iterator[Instance]:
    """Take the rows on both sides of a rule column by column.

    Args:
        here: Where its paths start.
        rule: A rule on cells.

    Raises:
        InvalidForm: It names what is not there, rows of different shapes, or a cell on both sides.
    """
    if not rule.id:
        _refuse(here, rule, "a rule has an id")
    for said, known in ((rule.relation, get_args(Relation)), (rule.severity, SEVERITIES)):
        if said not in known:
            _refuse(here, rule, f"{said} is none of {', '.join(known)}")
    if rule.relation == "filled":
        for table in _figures(here, rule, [_find(here, rule, path) for path in rule.left]) or here.below():
            if cells := table.cells():
                yield _instance(rule, cells, len(cells))
        return
    left, right = _sides(here, rule)
    for cells in zip(*(row.cells() for row in left + right), strict=True):
        if not (rule.relation == "near" and _signed(cells)):
            yield _instance(rule, cells, len(left))


def _instance(rule: Rule, cells: tuple[Place, ...], left: int) -> Instance:
    pointers = tuple(cell.pointer for cell in cells)
    return Instance(
        rule=rule,
        sections=tuple(dict.fromkeys(pointer.split("/")[1] for pointer in pointers)),
        left=pointers[:left],
        right=pointers[left:],
        signed=_signed(cells),
    )


def _signed(cells: tuple[Place, ...]) -> frozenset[str]:
    return frozenset(cell.pointer for cell in cells if cell.bounds and cell.bounds.minimum < 0)


def _sides(here: Place, rule: Rule) -> tuple[list[Place], list[Place]]:
    """The rows that both sides name, all of one shape."""
    starts = [_find(here, rule, path) for path in rule.left]
    if not starts:
        _refuse(here, rule, "nothing stands on the left")
    left = [row for start in starts for row in _rows(here, rule, start, starts[0])]
    right: list[Place] = []
    for path in rule.right:
        start = _find(here, rule, path.removesuffix("*").removesuffix("."))
        right += [row for row in _rows(here, rule, start, starts[0]) if not path.endswith("*") or row not in left]
    for row, times in Counter(row.pointer for row in _figures(here, rule, left + right)).items():
        if times > 1:
            _refuse(here, rule, f"{row} stands there twice")
    if not right and rule.relation not in {"<=", ">="}:
        _refuse(here, rule, "nothing stands on the right")
    if rule.computes and (len(left) > 1 or rule.relation != "="):
        _refuse(here, rule, "what is computed must be one cell, alone on the left of =")
    return left, right


def _figures(here: Place, rule: Rule, rows: list[Place]) -> list[Place]:
    """The same rows, if figures stand in all of them."""
    for row in rows:
        if not row.cells():
            _refuse(here, rule, f"{row.pointer} holds no figure")
    return rows


def _find(here: Place, rule: Rule, path: str) -> Place:
    place, (report, _, path) = here, path.rpartition(":")
    if report not in _REPORTS[rule.kind]:
        _refuse(here, rule, f"{report}:{path} is in none of the reports of a rule of kind {rule.kind}")
    for name in path.split(".") if path else ():
        known = {below.name: below for below in place.below()}
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.0)
            _refuse(here, rule, f"there is no {path}" + "".join(f"; {name} may be {guess}" for guess in near))
        place = known[name]
    return attrs.evolve(place, pointer=f"{report}:{place.pointer}") if report else place


def _rows(here: Place, rule: Rule, start: Place, like: Place) -> list[Place]:
    """The place itself if it has the shape of the first, else all below it that do."""
    if start.type is like.type or (start.is_cell and like.is_cell):
        return [start]
    if not attrs.has(start.type):
        _refuse(here, rule, f"{start.pointer} has not the shape of the first on the left")
    return [row for place in start.below() for row in _rows(here, rule, place, like)]


def _refuse(here: Place, rule: Rule, why: str) -> NoReturn:
    msg = f"{here.type.__module__}.{here.type.__qualname__}, rule {rule.id}: {why}"
    raise InvalidForm(msg)
