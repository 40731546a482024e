"""What data may be: I-JSON (RFC 7493), bounded, no name twice."""

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from math import isfinite, log10
from typing import Any, Final, Literal, TypeAlias, TypeGuard, cast

from attrs import evolve, frozen

from govinfo_schema.errors import Problem

MAX_CHARACTERS: Final = 8_000_000
"""Characters, or bytes, of a JSON text. Whatever the classes accept can be written within it."""
MAX_DEPTH: Final = 32
"""Levels of nesting. A report has seven."""
MAX_VALUES: Final = 10_000
"""Values in a document. A report has some 270, and three for each note."""
MAX_DIGITS: Final = 400
"""Digits of a number, before or after the point. A double prints fewer."""
MANY_OBJECTS: Final = 300
"""More objects and lists than this are looked at closely. A report with two hundred notes has as many."""
MAX_EXPONENT: Final = 308
"""The largest power of ten that a double holds."""
_MAX_NAME: Final = 100  # the longest of the form has 31; longer ones are cut where they are shown

_EVERYTHING: Final = "object | array | string | number | boolean | null"
_NUMBERS: Final = f"-1e{MAX_EXPONENT}..1e{MAX_EXPONENT}"
_MAX_BITS: Final = int((MAX_EXPONENT + 1) / log10(2))
SHOWN: Final = 40
_LARGE: Final = 1_000  # bytes of a Decimal that nobody should have to count or print; 400 digits take some 300
LONG_EXPONENT: Final = re.compile("[eE]([+-]?)0*[1-9][0-9]{4}")
_NONCHARACTERS: Final = "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_COMMON: Final = re.compile("[\0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]*+")  # twenty times as fast as the next
_NOT_TEXT: Final = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")
_encode: Final = json.JSONEncoder(ensure_ascii=False).encode

FATAL: Final = frozenset({"depth", "size", "count"})
"""Kinds of problems after which nothing else is looked for."""

Chain: TypeAlias = "tuple[Chain, str | int] | None"
"""The way to a value, innermost name first; a pointer is made of it only when there is something to say."""


class Repeated(dict[str, Any]):
    """A JSON object in which some names stood more than once. It holds the last value of each."""

    names: tuple[str, ...] = ()


@frozen
class Unreadable:
    """A number with so many digits, or so large an exponent, that reading it would cost more than it is worth."""

    literal: str


def check(data: Any) -> list[Problem]:
    """Find why data is not bounded I-JSON, without recursion and in bounded time.

    Args:
        data: Anything.

    Returns:
        The problems in the order of the document; one alone where it is too deep or too large to look through.
    """
    problems: list[Problem] = []
    stack: list[tuple[Any, Chain, int]] = [(data, None, 0)]
    count = characters = 0
    while stack:
        value, chain, depth = stack.pop()
        names = value.names if isinstance(value, Repeated) else ()
        problems += [Problem(pointer=pointer((chain, name)), kind="repeated") for name in names]
        value = plain(value)
        characters += len(value) if isinstance(value, str) else 0
        if is_object(value):
            characters += sum(len(name) for name in value if isinstance(name, str))
        if characters > MAX_CHARACTERS:
            return [limit("size", characters)]
        if is_object(value) or is_array(value):
            count += len(value)
            if depth >= MAX_DEPTH:
                return [limit("depth")]
            if count >= MAX_VALUES:
                return [limit("count")]
            entries = value.items() if is_object(value) else enumerate(value)
            stack += [
                (inner, (chain, name), depth + 1)
                for name, inner in reversed(list(entries))
                if inner is not None and not (type(inner) is int and -(2**53) <= inner <= 2**53)
            ]
        if is_object(value):
            problems += _wrong_names(value, chain)
        elif (problem := _fault(value)) is not None:
            problems.append(evolve(problem, pointer=pointer(chain)))
    return problems


def texts(data: object) -> list[str] | None:
    """The texts in data of usual size that is nothing but dicts, lists, texts, ints and finite floats; else `None`."""
    found: list[str] = []
    todo: list[Any] = [[data]]
    for number, here in enumerate(todo):
        if number > MANY_OBJECTS or len(here) > MANY_OBJECTS:
            return None
        values: Iterable[Any] = here.values() if is_object(here) else here
        for value in values:
            kind = cast("Any", type(value))
            if kind is int or value is None:
                continue
            if kind is dict or kind is list:
                todo.append(value)
            elif kind is str:
                found.append(value)
            elif kind is not float or not isfinite(value):
                return None
    return found


def pointer(chain: Chain) -> str:
    """JSON Pointer (RFC 6901) of a value; names longer than any of the form are cut."""
    names: list[str] = []
    while chain is not None:
        chain, name = chain
        names.append(_short(str(name), _MAX_NAME).replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{name}" for name in reversed(names))


def plain(value: Any) -> Any:
    """The value itself, without what a subclass made of it: a `defaultdict` would fill in what is missing."""
    if type(value) in _PLAIN or isinstance(value, bool):
        return value
    return next((read_as(value) for kind, read_as in _PLAIN.items() if isinstance(value, kind)), value)


def show(value: Any) -> str:
    """A value as shortened JSON, or its Python type where JSON has none."""
    value = plain(value)
    if is_object(value) or is_array(value):
        return "{…}" if is_object(value) else "[…]"
    if isinstance(value, str):
        return f"{_encode(value[:SHOWN])}{'…' * (len(value) > SHOWN)}"
    if isinstance(value, float):
        return float.__repr__(value).replace("nan", "NaN").replace("inf", "Infinity")
    if isinstance(value, (Decimal, Unreadable)):
        large = isinstance(value, Decimal) and value.__sizeof__() > _LARGE
        return f"{value:.20E}…" if large else _short(getattr(value, "literal", None) or str(value), SHOWN)
    if isinstance(value, int) and value.bit_length() > _MAX_BITS:
        return f"{'-' * (value < 0)}1e{round((value.bit_length() - 1) * log10(2))}…"
    return _encode(value) if value is None or isinstance(value, int) else f"<{type(value).__name__}>"


def odd_character(value: str) -> str | None:
    """The first lone surrogate or noncharacter of a text: no other program can read it."""
    odd = None if _COMMON.fullmatch(value) else _NOT_TEXT.search(value)
    return f"U+{ord(odd[0]):04X}" if odd else None


def excess(value: object) -> Literal["range", "digits"] | None:
    """Whether a number is beyond what a double holds, or has more digits than anyone prints."""
    if isinstance(value, Unreadable):
        long = LONG_EXPONENT.search(value.literal)
        return "digits" if (long[1] == "-" if long else "." in value.literal[:MAX_DIGITS]) else "range"
    if isinstance(value, Decimal) and value.is_finite():
        if value and value.adjusted() > MAX_EXPONENT:
            return "range"
        if value.__sizeof__() > _LARGE:
            return "digits"
        _, digits, exponent = value.as_tuple()
        return "digits" if max(len(digits), abs(int(exponent))) > MAX_DIGITS else None
    return "range" if isinstance(value, int) and value.bit_length() > _MAX_BITS else None


def is_object(value: object) -> TypeGuard[dict[Any, Any]]:
    """What JSON calls an object, though its names may be no text."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """What JSON calls an array."""
    return isinstance(value, list)


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """What a report holds where JSON has an array."""
    return isinstance(value, tuple)


def is_number(value: object) -> TypeGuard[int | float | Decimal]:
    """A number that JSON can write: finite, and neither `True` nor `False`."""
    if isinstance(value, Decimal):
        return value.is_finite()
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _wrong_names(value: dict[Any, Any], chain: Chain) -> list[Problem]:
    problems: list[Problem] = []
    for name in value:
        if not isinstance(name, str):
            problems.append(Problem(pointer=pointer(chain), kind="type", found=show(name), expected="string"))
        elif odd := odd_character(plain(name)):
            problems.append(Problem(pointer=pointer((chain, name)), kind="character", found=odd))
    return problems


def _fault(value: Any) -> Problem | None:
    if isinstance(value, str):
        odd = odd_character(value)
        return Problem(pointer="", kind="character", found=odd) if odd else None
    if isinstance(value, float | Decimal) and not is_number(value):
        return Problem(pointer="", kind="type", found=show(value), expected="number")
    if kind := excess(value):
        expected = _NUMBERS if kind == "range" else str(MAX_DIGITS)
        return Problem(pointer="", kind=kind, found=show(value), expected=expected)
    known = value is None or is_array(value) or isinstance(value, (int, float, Decimal))
    return None if known else Problem(pointer="", kind="type", found=show(value), expected=_EVERYTHING)


def limit(kind: Literal["depth", "count", "size"], found: int | None = None) -> Problem:
    """The one problem of data that is too deep or too large to be looked through."""
    most = {"depth": MAX_DEPTH, "count": MAX_VALUES, "size": MAX_CHARACTERS}[kind]
    return Problem(pointer="", kind=kind, found=None if found is None else str(found), expected=str(most))


def _short(text: str, length: int) -> str:
    return f"{text[:length]}…" if len(text) > length else text


def _entries(value: dict[Any, Any]) -> dict[Any, Any]:
    return dict(dict[Any, Any].items(value))


_PLAIN: Final[dict[type, Any]] = {
    str: str.__str__, int: int.__int__, float: float.__float__, Decimal: Decimal, dict: _entries, list: list[Any].copy,
}  # fmt: skip
