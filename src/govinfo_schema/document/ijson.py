"""JSON text to data, and what data may be: I-JSON (RFC 7493), bounded, equal keys refused, amounts exact."""

import json
import re
from collections import Counter
from decimal import Decimal
from math import isfinite, log10
from typing import Any, Final, Literal, NoReturn, TypeAlias, TypeGuard

from attrs import evolve, frozen

from govinfo_schema.errors import InvalidReport, Problem

MAX_CHARACTERS: Final = 8_000_000
"""Characters, or bytes, of a JSON text. Whatever the classes accept can be written within it."""
MAX_DEPTH: Final = 32
"""Levels of nesting. A report has seven."""
MAX_VALUES: Final = 10_000
"""Values in a document. A report has some 270, and three for each note."""
MAX_DIGITS: Final = 400
"""Digits of a number, before or after the point. A double prints fewer."""
_USUAL: Final = 100_000  # characters; a number that fills it is read in no time
_USUAL_OBJECTS: Final = 300  # a report with two hundred notes has as many
_MAX_EXPONENT: Final = 308  # the largest power of ten that a double holds
_MAX_NAME: Final = 100  # the longest of the form has 31; longer ones are cut where they are shown

_EVERYTHING: Final = "object | array | string | number | boolean | null"
_NUMBERS: Final = f"-1e{_MAX_EXPONENT}..1e{_MAX_EXPONENT}"
_MAX_BITS: Final = int((_MAX_EXPONENT + 1) / log10(2))
_SHOWN: Final = 40
_LARGE: Final = 1_000  # bytes of a Decimal that nobody should have to count or print; 400 digits take some 300
_LONG_EXPONENT: Final = re.compile("[eE]([+-]?)0*[1-9][0-9]{4}")
_NO_STRUCTURE: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[^][{},"]++', re.DOTALL)
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


def read(text: object) -> tuple[Any, bool]:
    """Read a JSON text.

    Args:
        text: Text, or bytes in UTF-8.

    Returns:
        The data, with `Repeated` and `Unreadable` where `check` will find fault, and whether a name was repeated.

    Raises:
        InvalidReport: With one problem: no text, no UTF-8, no JSON, too large, or nested too deeply.
    """
    if not isinstance(text, (str, bytes)):
        raise InvalidReport([Problem(pointer="", kind="type", found=show(text), expected="string")])
    if len(text) > MAX_CHARACTERS:
        raise InvalidReport([Problem(pointer="", kind="size", found=str(len(text)), expected=str(MAX_CHARACTERS))])
    return _read(_decoded(text) if isinstance(text, bytes) else plain(text))


def load(text: str) -> Any:
    """Read a JSON text of usual size at once; `read` decides what this refuses, and sees equal names.

    Raises:
        ValueError: It is no such text.
        RecursionError: The caller's stack is full.
    """
    if len(text) > _USUAL or _crowded(text):
        raise ValueError
    return _load(text)


def quotes(text: bytes) -> int:
    """How many quotation marks stand around names and texts in a JSON text, those within texts left out."""
    if b"\\" not in text:
        return text.count(b'"')
    text = text.replace(rb"\\", b"")
    return text.count(b'"') - text.count(rb"\"")


def _crowded(text: str) -> bool:
    """Whether depth or number of values may be beyond the limits."""
    return text.count("{") + text.count("[") > _USUAL_OBJECTS or text.count(",") > MAX_VALUES


def _read(text: str) -> tuple[Any, bool]:
    if text.startswith("\ufeff"):
        _fail("encoding", text, 0, "BOM")
    if _crowded(text):
        _look_ahead(text)
    repeated = False

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        repeated = True
        marked = Repeated(found)
        marked.names = tuple(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
        return marked

    try:
        data = json.loads(text, object_pairs_hook=as_object, parse_float=_decimal, parse_int=_integer)
    except json.JSONDecodeError as error:
        _fail("syntax", text, error.pos, show(text[error.pos : error.pos + _SHOWN]))
    return data, repeated


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
            return [Problem(pointer="", kind="size", found=str(characters), expected=str(MAX_CHARACTERS))]
        if is_object(value) or is_array(value):
            count += len(value)
            if depth >= MAX_DEPTH:
                return [_limit("depth")]
            if count >= MAX_VALUES:
                return [_limit("count")]
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


def pointer(chain: Chain) -> str:
    """JSON Pointer (RFC 6901) of a value; names longer than any of the form are cut."""
    names: list[str] = []
    while chain is not None:
        chain, name = chain
        names.append(_short(str(name), _MAX_NAME).replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{name}" for name in reversed(names))


def plain(value: Any) -> Any:
    """The value itself, without what a subclass made of it: a `defaultdict` would fill in what is missing."""
    for kind, read_as in _PLAIN.items():
        if isinstance(value, kind):
            return value if type(value) is kind or isinstance(value, bool) else read_as(value)
    return value


def show(value: Any) -> str:
    """A value as shortened JSON, or its Python type where JSON has none."""
    value = plain(value)
    if is_object(value) or is_array(value):
        return "{…}" if is_object(value) else "[…]"
    if isinstance(value, str):
        return f"{_encode(value[:_SHOWN])}{'…' * (len(value) > _SHOWN)}"
    if isinstance(value, float):
        return float.__repr__(value).replace("nan", "NaN").replace("inf", "Infinity")
    if isinstance(value, (Decimal, Unreadable)):
        large = isinstance(value, Decimal) and value.__sizeof__() > _LARGE
        return f"{value:.20E}…" if large else _short(getattr(value, "literal", None) or str(value), _SHOWN)
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
        long = _LONG_EXPONENT.search(value.literal)
        return "digits" if (long[1] == "-" if long else "." in value.literal[:MAX_DIGITS]) else "range"
    if isinstance(value, Decimal) and value.is_finite():
        if value and value.adjusted() > _MAX_EXPONENT:
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


def _look_ahead(text: str) -> None:
    """Refuse what is too deep or too large before it is read; what the scanner does with it is up to the machine."""
    structure = _NO_STRUCTURE.sub("", text)
    depth = 0
    for character in structure[: 2 * MAX_VALUES]:
        depth += (character in "{[") - (character in "}]")
        if depth > MAX_DEPTH:
            raise InvalidReport([_limit("depth")])
    if len(structure) > 2 * MAX_VALUES:
        raise InvalidReport([_limit("count")])


def _decimal(literal: str) -> Decimal | Unreadable:
    long = len(literal) > MAX_DIGITS + _MAX_EXPONENT or _LONG_EXPONENT.search(literal)
    return Unreadable(literal) if long else Decimal(literal)


_load: Final = json.JSONDecoder(parse_float=_decimal).decode


def _integer(literal: str) -> int | Unreadable:
    return Unreadable(literal) if len(literal) > MAX_DIGITS else int(literal)


def _decoded(text: bytes) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        read_so_far = text[: error.start].decode()
        _fail("encoding", read_so_far, len(read_so_far), f"0x{text[error.start]:02X}")


def _fail(kind: Literal["syntax", "encoding"], text: str, at: int, found: str) -> NoReturn:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    raise InvalidReport([Problem(pointer=None, kind=kind, found=found, line=line, column=column)]) from None


def _limit(kind: Literal["depth", "count"]) -> Problem:
    return Problem(pointer="", kind=kind, expected=str(MAX_DEPTH if kind == "depth" else MAX_VALUES))


def _short(text: str, length: int) -> str:
    return f"{text[:length]}…" if len(text) > length else text


def _entries(value: dict[Any, Any]) -> dict[Any, Any]:
    return dict(dict[Any, Any].items(value))


_PLAIN: Final[dict[type, Any]] = {
    str: str.__str__, int: int.__int__, float: float.__float__, Decimal: Decimal, dict: _entries, list: list[Any].copy,
}  # fmt: skip
