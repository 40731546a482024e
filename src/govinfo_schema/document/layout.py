"""Data and reports to JSON text: each row of a table on one line, amounts with their digits."""

import json
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, TypeAlias, cast

from govinfo_schema.document.ijson import excess, is_array, is_number, is_object, is_tuple, odd_character
from govinfo_schema.form.vocabulary import MAXIMUM, Length
from govinfo_schema.form.walk import Member, Place, members, once
from govinfo_schema.form.written import about, cell, objects, written

_HOLE: Final = Decimal("NaN")  # where a value will stand; no name has capitals
Shape: TypeAlias = "tuple[Shape | None, ...]"
"""What of a report is there: for each member its own shape, `None` where it is absent or left out."""
_text: Final = json.JSONEncoder(ensure_ascii=False).encode


def write(data: Any, indent: int | None = None, level: int = 0) -> str:
    """Write data that `check` passes as JSON text.

    Args:
        data: Dicts, lists, texts, numbers, blanks.
        indent: Spaces a level. A row of a table stays on one line. `None` writes everything on one line.
        level: How deep the data stands.

    Returns:
        JSON text, numbers with the digits that they were read with.
    """
    if is_object(data):
        parts = [f"{_text(name)}: {write(value, indent, level + 1)}" for name, value in data.items()]
        opening, closing = "{", "}"
    elif is_array(data):
        parts = [write(value, indent, level + 1) for value in data]
        opening, closing = "[", "]"
    else:
        return str(data) if type(data) is int else f"{data:f}" if isinstance(data, Decimal) else _text(data)
    if indent is None or not parts or _is_row(data, groups=is_object(data)):
        return f"{opening}{', '.join(parts)}{closing}"
    margin = "\n" + " " * indent * level
    between = margin + " " * indent
    return f"{opening}{between}{f',{between}'.join(parts)}{margin}{closing}"


def _is_row(data: Any, *, groups: int = 1) -> bool:
    """A row of the form: figures, and at most one group of figures."""
    inner = [value for value in (data.values() if is_object(data) else data) if is_object(value) or is_array(value)]
    return len(inner) <= groups and all(_is_row(value, groups=0) for value in inner)


def at_once(report: Any, indent: int | None) -> str:
    """Write a report of which every value is plainly what its class says: fill its figures into a page laid out before.

    Raises:
        ValueError: There is any doubt.
    """
    cls = cast("Any", type(report))
    values: list[Any] = []
    shape = _look(report, cls, values)
    return _page(cls, shape, indent) % tuple(values)


def _look(part: Any, cls: type[Any], values: list[Any]) -> Shape:
    """The shape of a part; its values, as they are written, are added to those given."""
    if type(part) is not cls:
        raise ValueError
    if (read := _reader(cls)) is not None:
        figures = read(part)
        plain = {*map(type, figures)} == {int} and max(figures) <= MAXIMUM and min(figures) >= -MAXIMUM
        values.extend(figures if plain else map(_figure, figures))
        return ()
    shape: list[Shape | None] = []
    for member in members(cls):
        value = getattr(part, member.name)
        if value is None and (member.nullable or member.optional):
            shape.append(None)
        elif member.many:
            if not is_tuple(value) or len(value) > cast("Length", member.length).maximum:
                raise ValueError
            shape.append(tuple(_look(entry, member.type, values) for entry in value))
        elif member.is_class:
            shape.append(_look(value, member.type, values))
        else:
            values.append(_figure(value) if member.type is int else _said(value, member))
            shape.append(())
    return tuple(shape)


@once
def _reader(cls: type[Any]) -> Callable[[Any], tuple[Any, ...]] | None:
    """How to read the figures of a class that has nothing else; it raises where an object is of another class."""
    start = Place(type=cls)
    if any(place.type not in {int, Decimal} for place in start.walk() if place.name and not place.cells()):
        return None
    inner = [*objects(start)]
    name = about("figures", cls)
    lines = [
        f"def {name}(report):",
        *(f"    {local} = {reached}" for local, reached, _ in inner),
        f"    if ({''.join(f'type({local}), ' for local, _, _ in inner)}) != classes:",
        "        raise ValueError",
        f"    return ({''.join(f'{cell(place.pointer)}, ' for place in start.cells())})",
    ]
    return written(name, lines, classes=tuple(kind for _, _, kind in inner))


@lru_cache(maxsize=256)
def _page(cls: Any, shape: Shape, indent: int | None) -> str:
    return write(_blank(cls, shape), indent).replace(f"{_HOLE}", "%s")


def _blank(cls: type[Any], shape: Shape) -> dict[str, Any]:
    """The data of a part, with a hole for each value."""
    if _reader(cls) is not None:
        return {m.name: _blank(m.type, ()) if m.is_class else _HOLE for m in members(cls)}
    return {
        member.name: there
        if there is None
        else [_blank(member.type, entry or ()) for entry in there]
        if member.many
        else _blank(member.type, there)
        if member.is_class
        else _HOLE
        for member, there in zip(members(cls), shape, strict=True)
        if there is not None or not member.optional
    }


def _figure(value: Any) -> int | str:
    if type(value) is int and -MAXIMUM <= value <= MAXIMUM:
        return value
    if value is not None and (type(value) is not Decimal or not is_number(value) or excess(value)):
        raise ValueError
    return write(value)


def _said(value: Any, member: Member) -> str:
    if type(value) is not str or (len(value) > member.length.maximum if member.length else value not in member.choices):
        raise ValueError
    if odd_character(value):
        raise ValueError
    return _text(value)
