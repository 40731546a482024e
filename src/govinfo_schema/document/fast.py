"""Reading with msgspec (extra `fast`): into a twin of each class, made from the same walk, then into the class."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from functools import cache, partial
from threading import Lock
from types import NoneType
from typing import Annotated, Any, Final, Literal, cast

from govinfo_schema.document.construct import Check, check_value
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import Member, Place, members, once, places, read
from govinfo_schema.form.written import about, objects, written

_ALONE: Final = Lock()
_FEW: Final = 16  # digits of the largest amount


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
    forms = [(json.Decoder(_met(form)).decode, form, _amounts(form)) for form in [*EDITIONS.values()][::-1]]

    def load(text: bytes) -> Any:
        for decode, form, amounts in forms:
            try:
                report = convert(decode(text), form, from_attributes=True)
            except MsgspecError:
                continue
            for section, amount, check in amounts:
                figure = None if getattr(report, section) is None else amount(report)
                if not (figure is None or _is_usual(figure)):
                    check(figure)
            return report
        raise ValueError

    return load


@cache
def encoder() -> Callable[[Any], str] | None:
    """How a report becomes a JSON text on one line; `None` where msgspec is not installed.

    The function raises one of `DOUBTS` where anything is not exactly of its class. It does not see characters that no
    text may have.
    """
    try:
        from msgspec import MsgspecError, convert, json  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    forms = {form: (_met(form), _amounts(form), [*_parts(form)]) for form in EDITIONS.values()}
    encode = json.Encoder(decimal_format="number").encode

    def dump(report: Any) -> str:
        twin, amounts, parts = forms[type(report)]
        for name, are_own in parts:
            if (part := getattr(report, name)) is not None and not are_own(part):
                raise TypeError
        for section, amount, _ in amounts:
            figure = None if getattr(report, section) is None else amount(report)
            if not (figure is None or _is_usual(figure)) or type(figure) not in {NoneType, Decimal, int}:
                raise ValueError
        try:
            return encode(convert(report, twin, from_attributes=True)).decode()
        except MsgspecError as error:
            raise ValueError from error

    return dump


def _met(form: type[Any]) -> type[Any]:
    """The twin of a form; msgspec has looked at both, for it crashes where two threads make it do so at one moment."""
    from msgspec import MsgspecError, convert  # noqa: PLC0415 - an extra

    with _ALONE:
        for cls in (form, twin(form)):
            with suppress(MsgspecError):
                convert(None, cls, from_attributes=True)
    return twin(form)


def _is_usual(amount: object) -> bool:
    """Whether an amount is small and has few digits, so that there is nothing to look at."""
    digits = str(amount)
    return len(digits) < _FEW and digits.replace(".", "", 1).isdecimal()


def _parts(form: type[Any]) -> Iterator[tuple[str, Callable[[Any], bool]]]:
    """The members of a form that hold objects, each with a function that sees whether all are of their own classes."""
    for member in members(form):
        if member.many:
            yield member.name, partial(_are_entries, member.type)
        elif member.is_class:
            inner = [("report", "", member.type), *objects(Place(type=member.type))]
            lines = [
                *(f"{local} = {reached}" for local, reached, _ in inner[1:]),
                f"return {' and '.join(f'type({local}) is {cls.__name__}' for local, _, cls in inner)}",
            ]
            known = {cls.__name__: cls for _, _, cls in inner}
            yield member.name, written(about("are_own", member.type), "report", lines, **known)


def _are_entries(cls: type[Any], part: Any) -> bool:
    return type(part) is tuple and all(type(entry) is cls for entry in cast("Any", part))


def _amounts(form: type[Any]) -> tuple[tuple[str, Callable[[Any], Any], Check], ...]:
    """The amounts of a form, for which a twin has no bounds: the section of each, how it is read, how it is checked."""
    found: list[tuple[str, Callable[[Any], Any], Check]] = []
    for pointer, place in places(form).items():
        if place.is_cell and place.type is Decimal:
            around, _, name = pointer.rpartition("/")
            member = next(member for member in members(places(form)[around].type) if member.name == name)
            found.append((pointer.split("/")[1], read(pointer), check_value(member)))
    return tuple(found)


@once
def twin(cls: type[Any]) -> type[Any]:
    """The class as msgspec knows it: the same members, what they may hold said as msgspec says it."""
    from msgspec import defstruct  # noqa: PLC0415 - an extra

    fields = [
        (member.name, _type(member), None) if member.optional else (member.name, _type(member))
        for member in members(cls)
    ]
    return defstruct(cls.__name__, fields, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False)


def _type(member: Member) -> Any:
    from msgspec import Meta  # noqa: PLC0415 - an extra

    kind: Any = twin(member.type) if member.is_class or member.many else member.type
    if member.many:
        kind = tuple[kind, ...]
    if member.choices:
        kind = Literal[member.choices]
    if member.length:
        regex = member.pattern.regex if member.pattern else None
        kind = Annotated[kind, Meta(min_length=member.length.minimum, max_length=member.length.maximum, pattern=regex)]
    if member.bounds and kind is int:
        kind = Annotated[int, Meta(ge=member.bounds.minimum, le=member.bounds.maximum)]
    return kind | None if member.nullable or member.optional else kind
