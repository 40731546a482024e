"""Reading with msgspec (extra `fast`): into a twin of each class, made from the same walk, then into the class itself."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal

from govinfo_schema.document.construct import Check, check_value
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import Member, members, once, places, read


@cache
def decoder() -> Callable[[bytes], Any] | None:
    """How a JSON text becomes a report; `None` where msgspec is not installed.

    The function raises `ValueError` or `Refused` where the text is not plainly a report. It does not see equal names,
    `null` for an optional member, a text for an amount, or characters that no text may have.
    """
    try:
        from msgspec import MsgspecError, convert, json  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    forms = [(json.Decoder(_twin(form)).decode, form, _amounts(form)) for form in reversed(EDITIONS.values())]

    def load(text: bytes) -> Any:
        for decode, form, amounts in forms:
            with suppress(MsgspecError):
                report = convert(decode(text), form, from_attributes=True)
                for section, amount, check in amounts:
                    if getattr(report, section) is not None and (figure := amount(report)) is not None:
                        check(figure)
                return report
        raise ValueError

    return load


def _amounts(form: type[Any]) -> tuple[tuple[str, Callable[[Any], Any], Check], ...]:
    """The amounts of a form: the section of each, how it is read, and how it is checked, as a twin has no bounds for it."""
    found: list[tuple[str, Callable[[Any], Any], Check]] = []
    for pointer, place in places(form).items():
        if place.is_cell and place.type is Decimal:
            around, _, name = pointer.rpartition("/")
            member = next(member for member in members(places(form)[around].type) if member.name == name)
            found.append((pointer.split("/")[1], read(pointer), check_value(member)))
    return tuple(found)


@once
def _twin(cls: type[Any]) -> type[Any]:
    """The class as msgspec knows it: the same members, what they may hold said as msgspec says it."""
    from msgspec import defstruct  # noqa: PLC0415 - an extra

    fields = [
        (member.name, _type(member), None) if member.optional else (member.name, _type(member))
        for member in members(cls)
    ]
    return defstruct(cls.__name__, fields, kw_only=True, forbid_unknown_fields=True, gc=False)


def _type(member: Member) -> Any:
    from msgspec import Meta  # noqa: PLC0415 - an extra

    length, bounds, pattern = member.length, member.bounds, member.pattern
    kind: Any = _twin(member.type) if member.is_class or member.many else member.type
    if member.choices:
        kind = Literal[member.choices]
    elif member.many:
        kind = Annotated[tuple[kind, ...], Meta(min_length=length.minimum, max_length=length.maximum)]
    elif kind is str:
        kind = Annotated[
            str, Meta(min_length=length.minimum, max_length=length.maximum, pattern=pattern and pattern.regex)
        ]
    elif kind is int:
        kind = Annotated[int, Meta(ge=bounds.minimum, le=bounds.maximum)]
    return kind | None if member.nullable or member.optional else kind
