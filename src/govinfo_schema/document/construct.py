"""What one value may be; and a report made at once of data beyond doubt, by a function written for each class.

What is doubtful the strict converter decides and explains.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final, TypeAlias, cast

from govinfo_schema.document import ijson
from govinfo_schema.document.explain import Refused
from govinfo_schema.errors import GovinfoError
from govinfo_schema.form.vocabulary import MAXIMUM, Bounds, Length
from govinfo_schema.form.walk import Member, members, once
from govinfo_schema.form.written import about, written

Check: TypeAlias = Callable[[object], Any]
DOUBTS: Final = (AttributeError, GovinfoError, LookupError, TypeError, ValueError)
"""What the functions raise: a value refused, a name missing, what is no dict or of the wrong type."""


@once
def construct(cls: type[Any]) -> Callable[[Any], Any]:
    """A function that makes an instance of a class of the form out of a dict, or raises one of `DOUBTS`."""
    required = sum(not member.optional for member in members(cls))
    optional = "".join(f' + ("{member.name}" in value)' for member in members(cls) if member.optional)
    lines = [
        f"if type(value) is not dict or len(value) != {required}{optional}:",
        "    raise ValueError",
        *(line for member in members(cls) for line in _member(member)),
        f"return {cls.__name__}({', '.join(f'{member.name}={member.name}' for member in members(cls))})",
    ]
    known = {f"read_{member.name}": _read(member) for member in members(cls) if not _plain(member)}
    return written(about("construct", cls), "value", lines, **known, **{cls.__name__: cls})


def _member(member: Member) -> Iterator[str]:
    """The lines that take one member's value and check it."""
    name, bounds = member.name, cast("Bounds", member.bounds)
    if member.optional:
        yield f'{name} = read_{name}(value["{name}"]) if "{name}" in value else None'
        return
    yield f'{name} = value["{name}"]'
    if _plain(member):
        blank = f" or {name} is None" if member.nullable else ""
        yield f"if not (type({name}) is int and {bounds.minimum} <= {name} <= {bounds.maximum}{blank}):"
        yield "    raise ValueError"
    elif member.nullable:
        yield f"if {name} is not None:"
        yield f"    {name} = read_{name}({name})"
    else:
        yield f"{name} = read_{name}({name})"


def _plain(member: Member) -> bool:
    return member.type is int and not member.optional


def _read(member: Member) -> Callable[[Any], Any]:
    if not member.many:
        return construct(member.type) if member.is_class else check_value(member)
    entry, length = construct(member.type), cast("Length", member.length)

    def entries(value: Any) -> Any:
        found = cast("list[Any]", value)
        if type(value) is not list or not length.minimum <= len(found) <= length.maximum:
            raise ValueError
        return tuple(map(entry, found))

    return entries


def check_value(member: Member) -> Check:
    """The check of a member that holds no object and no list: takes what stands there, a blank apart.

    It returns what the report shall hold, or raises `Refused`.
    """
    if member.choices:
        return _choice(member)
    if member.type is int:
        return _whole(member)
    return _amount(member) if member.type is Decimal else _text(member)


def _choice(member: Member) -> Check:
    def check(value: object) -> object:
        choice = ijson.plain(value)
        if choice not in member.choices:
            raise Refused("choice" if isinstance(choice, str) else "type", value)
        return choice

    return check


def _text(member: Member) -> Check:
    length, pattern = cast("Length", member.length), member.pattern
    search = re.compile(pattern.regex if pattern else "").search

    def check(value: object) -> str:
        text = ijson.plain(value)
        if not isinstance(text, str):
            raise Refused("type", value)
        if not length.minimum <= len(text) <= length.maximum:
            raise Refused("length", value)
        if ijson.odd_character(text):
            raise Refused("character", value)
        if search(text) is None:
            raise Refused("pattern", value)
        return text

    return check


def _whole(member: Member) -> Check:
    bounds = cast("Bounds", member.bounds)
    minimum, maximum = bounds.minimum, bounds.maximum

    def check(value: object) -> int:
        if type(value) is int and minimum <= value <= maximum:  # nine of ten cells
            return value
        number = _number(value)
        if not -MAXIMUM <= number <= MAXIMUM:
            raise Refused("range", value)
        whole = int(number)  # 1.0 is a whole number in JSON Schema and in pandas
        if whole != number:
            raise Refused("type", value)
        if not minimum <= whole <= maximum:
            raise Refused("range", value)
        return whole

    return check


def _amount(member: Member) -> Check:
    bounds = cast("Bounds", member.bounds)

    def check(value: object) -> Decimal:
        number = _number(value)
        amount = Decimal(repr(number) if isinstance(number, float) else number)
        if not bounds.minimum <= amount <= bounds.maximum:
            raise Refused("range", value)
        return amount

    return check


def _number(value: object) -> int | float | Decimal:
    number = ijson.plain(value)
    if excess := ijson.excess(number):
        raise Refused(excess, value)
    if not ijson.is_number(number):
        raise Refused("type", value)
    return number
