"""Text to data and back: I-JSON (RFC 7493), bounded, equal keys refused, amounts exact."""

import json
import re
from collections import Counter
from decimal import Decimal
from math import isfinite, log10
from typing import Any, Final, Literal, NoReturn, TypeAlias, TypeGuard

from attrs import evolve, frozen

from govinfo_schema.errors import InvalidReport, Problem

MAX_CHARACTERS: Final = 20_000_000
"""Characters, or bytes, of a JSON text. Whatever the classes accept can be written within it."""
MAX_DEPTH: Final = 32
"""Levels of nesting. A report has seven."""
MAX_VALUES: Final = 10_000
"""Values in a document. A report has some 270, and three for each note."""
MAX_EXPONENT: Final = 308
"""The largest power of ten that a double holds."""
MAX_DIGITS: Final = 400
"""Digits of a number. A double prints all of its own in fewer."""

_EVERYTHING: Final = "object | array | string | number | boolean | null"
_NUMBERS: Final = f"-1e{MAX_EXPONENT}..1e{MAX_EXPONENT}"
_MAX_BITS: Final = int((MAX_EXPONENT + 1) / log10(2))
_SAFE: Final = 2**53
_SHOWN: Final = 40
_LONG_EXPONENT: Final = re.compile("[eE][+-]?0*[1-9][0-9]{4}")
_NONCHARACTERS: Final = "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_NOT_TEXT: Final = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]")

_encode: Final = json.JSONEncoder(ensure_ascii=False).encode

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
        The data, with `Repeated` and `Unreadable` where `check` will find fault, and whether all names were unequal.

    Raises:
        InvalidReport: With one problem: no text, no UTF-8, no JSON, too large, or nested too deeply.
    """
    if not isinstance(text, (str, bytes)):
        raise InvalidReport([Problem(pointer="", kind="type", found=show(text), expected="string")])
    if len(text) > MAX_CHARACTERS:
        raise InvalidReport([Problem(pointer="", kind="size", found=str(len(text)), expected=str(MAX_CHARACTERS))])
    if isinstance(text, bytes):
        text = _decoded(text)
    if text.startswith("\ufeff"):
        _fail("encoding", text, 0, "BOM")
    unequal = True

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal unequal
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        unequal = False
        marked = Repeated(found)
        marked.names = tuple(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
        return marked

    try:
        data = json.loads(text, object_pairs_hook=as_object, parse_float=_decimal, parse_int=_integer)
    except json.JSONDecodeError as error:
        _fail("syntax", text, error.pos, show(text[error.pos : error.pos + _SHOWN]))
    except RecursionError:
        raise InvalidReport([_too_deep()]) from None
    return data, unequal


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
        parts = [f"{_encode(name)}: {write(value, indent, level + 1)}" for name, value in data.items()]
        opening, closing = "{", "}"
    elif is_array(data):
        parts = [write(value, indent, level + 1) for value in data]
        opening, closing = "[", "]"
    else:
        return str(data) if type(data) is int or isinstance(data, Decimal) else _encode(data)
    if indent is None or not parts or _is_row(data):
        return f"{opening}{', '.join(parts)}{closing}"
    margin = "\n" + " " * indent * level
    between = margin + " " * indent
    return f"{opening}{between}{f',{between}'.join(parts)}{margin}{closing}"


def check(data: Any) -> list[Problem]:
    """Find why data is not bounded I-JSON, without recursion and in bounded time.

    Args:
        data: Anything.

    Returns:
        The problems in the order of the document; one alone where it is too deep or too large to look through.
    """
    problems: list[Problem] = []
    stack: list[tuple[Any, Chain, int]] = [(data, None, 0)]
    count = 0
    while stack:
        value, chain, depth = stack.pop()
        if is_object(value) or is_array(value):
            count += len(value)
            if depth >= MAX_DEPTH:
                return [_too_deep()]
            if count >= MAX_VALUES:
                return [Problem(pointer="", kind="count", expected=str(MAX_VALUES))]
            entries = value.items() if is_object(value) else enumerate(value)
            stack += [
                (inner, (chain, name), depth + 1)
                for name, inner in reversed(list(entries))
                if inner is not None and not (type(inner) is int and -_SAFE <= inner <= _SAFE)
            ]
        if is_object(value):
            problems += _wrong_names(value, chain)
        elif (problem := _fault(value)) is not None:
            problems.append(evolve(problem, pointer=pointer(chain)))
    return problems


def pointer(chain: Chain) -> str:
    """JSON Pointer (RFC 6901) of a value; what cannot be written in UTF-8 is escaped as Python does."""
    names: list[str] = []
    while chain is not None:
        chain, name = chain
        names.append(_printable(str(name)).replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{name}" for name in reversed(names))


def show(value: Any) -> str:
    """A value as shortened JSON, or its Python type where JSON has none."""
    if is_object(value) or is_array(value):
        return "{…}" if is_object(value) else "[…]"
    if isinstance(value, str):
        return _short(_encode(_printable(value[:_SHOWN])), cut=len(value) > _SHOWN)
    if isinstance(value, float):
        return float.__repr__(value).replace("nan", "NaN").replace("inf", "Infinity")
    if isinstance(value, (Decimal, Unreadable)):
        return _short(str(value) if isinstance(value, Decimal) else value.literal)
    if isinstance(value, int) and value.bit_length() > _MAX_BITS:
        return f"{'-' * (value < 0)}1e{round((value.bit_length() - 1) * log10(2))}…"
    return _encode(value) if value is None or isinstance(value, int) else f"<{type(value).__name__}>"


def is_text(value: str) -> bool:
    """No lone surrogate and no noncharacter: every other program can read it."""
    return value.isascii() or _NOT_TEXT.search(value) is None


def is_object(value: object) -> TypeGuard[dict[Any, Any]]:
    """What JSON calls an object, though its names may be no text."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """What JSON calls an array."""
    return isinstance(value, list)


def is_number(value: object) -> TypeGuard[int | float | Decimal]:
    """A number that JSON can write: finite, and neither `True` nor `False`."""
    if isinstance(value, Decimal):
        return value.is_finite()
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def is_huge(value: float | Decimal) -> bool:
    """Beyond what a double holds, or with more digits than anyone prints."""
    if isinstance(value, Decimal):
        return abs(value.adjusted()) > MAX_EXPONENT or len(value.as_tuple().digits) > MAX_DIGITS
    return isinstance(value, int) and value.bit_length() > _MAX_BITS


def _wrong_names(value: dict[Any, Any], chain: Chain) -> list[Problem]:
    names = value.names if isinstance(value, Repeated) else ()
    problems = [Problem(pointer=pointer((chain, name)), kind="repeated") for name in names]
    for name in value:
        if not isinstance(name, str):
            problems.append(
                Problem(pointer=pointer((chain, show(name))), kind="type", found=show(name), expected="string")
            )
        elif not is_text(name):
            problems.append(Problem(pointer=pointer((chain, name)), kind="encoding", found=show(name)))
    return problems


def _fault(value: Any) -> Problem | None:
    if isinstance(value, str):
        odd = _NOT_TEXT.search(value)
        return Problem(pointer="", kind="encoding", found=f"U+{ord(odd[0]):04X}") if odd else None
    if isinstance(value, Unreadable) or (is_number(value) and is_huge(value)):
        return Problem(pointer="", kind="range", found=show(value), expected=_NUMBERS)
    if value is None or isinstance(value, (list, bool)) or is_number(value):
        return None
    if isinstance(value, (float, Decimal)):
        return Problem(pointer="", kind="type", found=show(value), expected="number")
    return Problem(pointer="", kind="type", found=show(value), expected=_EVERYTHING)


def _decimal(literal: str) -> Decimal | Unreadable:
    long = len(literal) > MAX_DIGITS + MAX_EXPONENT or _LONG_EXPONENT.search(literal)
    return Unreadable(literal) if long else Decimal(literal)


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


def _too_deep() -> Problem:
    return Problem(pointer="", kind="depth", expected=str(MAX_DEPTH))


def _is_row(data: Any) -> bool:
    """A row of the form: figures, and at most one group of figures."""
    groups = _groups(data) if is_object(data) else [data]
    return len(groups) <= 1 and not any(_groups(group) for group in groups)


def _groups(data: Any) -> list[Any]:
    values: Any = data.values() if is_object(data) else data
    return [value for value in values if is_object(value) or is_array(value)]


def _printable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def _short(text: str, *, cut: bool = False) -> str:
    return f"{text[:_SHOWN]}…" if cut or len(text) > _SHOWN else text
