"""The check of one value, told by the kind of its member; what is none of its member's is refused."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias, cast

from govinfo_schema.document import ijson
from govinfo_schema.document.explain import Refused
from govinfo_schema.form.vocabulary import MAXIMUM, Bounds, Length
from govinfo_schema.form.walk import Member

Check: TypeAlias = Callable[[object], Any]


def check_value(member: Member) -> Check:
    """The check of a member that holds no object and no list: takes what stands there, but `None` only for a number.

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
    bounds, nullable = cast("Bounds", member.bounds), member.nullable
    minimum, maximum = bounds.minimum, bounds.maximum

    def check(value: object) -> int | None:
        if type(value) is int and minimum <= value <= maximum:  # nine of ten cells
            return value
        if value is None and nullable:
            return None
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
