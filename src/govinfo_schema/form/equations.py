"""Where the equations of a form hold: each at every place of its class and in every column of its rows."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any, NoReturn

import attrs
from attrs import AttrsInstance, field, frozen

from govinfo_schema.errors import InvalidForm
from govinfo_schema.form.vocabulary import Equation
from govinfo_schema.form.walk import Figure, Place, once, read


@frozen(kw_only=True)
class Instance:
    """An equation at one place, with the very cells that stand on both sides.

    Attributes:
        equation: The rule.
        sections: Names of the report's members in which the cells are.
        left: Pointers of the cells on the left.
        right: Pointers of the cells on the right.
        signed: Those that may be negative.
        read_left: How to read the figures on the left, if the section is there.
        read_right: How to read the figures on the right.
    """

    equation: Equation
    sections: tuple[str, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    signed: frozenset[str]
    read_left: tuple[Callable[[Any], Figure], ...] = field(repr=False)
    read_right: tuple[Callable[[Any], Figure], ...] = field(repr=False)


@once
def instances(cls: type[AttrsInstance]) -> tuple[Instance, ...]:
    """All instances of a form's equations.

    Those of an inner class come before those of the class around it, so a row comes before the column that it is in.

    Raises:
        InvalidForm: An equation names what is not there, rows of different shapes, or a cell on both sides.
    """
    return tuple(_instances(Place(type=cls)))


def _instances(here: Place) -> Iterator[Instance]:
    for place in here.below():
        yield from _instances(place)
    for equation in getattr(here.type, "EQUATIONS", ()):
        yield from _spread(here, equation)


def _spread(here: Place, equation: Equation) -> Iterator[Instance]:
    """Resolve both sides to rows of one shape, then take them column by column."""
    starts = [_find(here, equation, path) for path in equation.left]
    shape = starts[0].type
    left = [row for start in starts for row in _rows(here, equation, start, shape)]
    right: list[Place] = []
    for path in equation.right:
        start = _find(here, equation, path.removesuffix("*").removesuffix("."))
        right += [row for row in _rows(here, equation, start, shape) if not path.endswith("*") or row not in left]
    for row in left:
        if row in right:
            _refuse(here, equation, f"{row.pointer} stands on both sides")
    if not right:
        _refuse(here, equation, "nothing stands on the right")
    if equation.computes and len(left) > 1:
        _refuse(here, equation, "what is computed must be one cell, alone on the left")
    for cells in zip(*(row.cells() for row in left + right), strict=True):
        pointers = tuple(cell.pointer for cell in cells)
        readers = tuple(read(pointer) for pointer in pointers)
        yield Instance(
            equation=equation,
            sections=tuple(dict.fromkeys(pointer.split("/")[1] for pointer in pointers)),
            left=pointers[: len(left)],
            right=pointers[len(left) :],
            signed=frozenset(cell.pointer for cell in cells if cell.bounds and cell.bounds.minimum < 0),
            read_left=readers[: len(left)],
            read_right=readers[len(left) :],
        )


def _find(here: Place, equation: Equation, path: str) -> Place:
    place = here
    for name in path.split(".") if path else ():
        known = {below.name: below for below in place.below()}
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.0)
            _refuse(here, equation, f"there is no {path}" + "".join(f"; {name} may be {guess}" for guess in near))
        place = known[name]
    return place


def _rows(here: Place, equation: Equation, start: Place, shape: type[Any]) -> list[Place]:
    """The place itself if it has the shape, else all below it that do."""
    if start.type is shape:
        return [start]
    if not attrs.has(start.type):
        _refuse(here, equation, f"{start.pointer} has not the shape of the first on the left")
    return [row for place in start.below() for row in _rows(here, equation, place, shape)]


def _refuse(here: Place, equation: Equation, why: str) -> NoReturn:
    msg = f"{here.type.__module__}.{here.type.__qualname__}, equation {equation.id}: {why}"
    raise InvalidForm(msg)
