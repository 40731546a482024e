"""JSON text to data: bounded, equal names seen, amounts exact."""

import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any, Final, Literal, NoReturn

from govinfo_schema.document import ijson
from govinfo_schema.document.ijson import MAX_DEPTH, MAX_DIGITS, MAX_VALUES, show
from govinfo_schema.errors import InvalidReport, Problem

_USUAL: Final = 100_000  # characters; a number that fills it is read in no time
_NO_STRUCTURE: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[^][{},"]++', re.DOTALL)


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
    if len(text) > ijson.MAX_CHARACTERS:
        raise InvalidReport([ijson.limit("size", len(text))])
    whole: str = _decoded(text) if isinstance(text, bytes) else ijson.plain(text)
    if whole.startswith("\ufeff"):
        _fail("encoding", whole, 0, "BOM")
    if _crowded(whole):
        _look_ahead(whole)
    repeated = False

    def as_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        repeated = True
        marked = ijson.Repeated(found)
        marked.names = tuple(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
        return marked

    try:
        data = json.loads(whole, object_pairs_hook=as_object, parse_float=_decimal, parse_int=_integer)
    except json.JSONDecodeError as error:
        _fail("syntax", whole, error.pos, show(whole[error.pos : error.pos + ijson.SHOWN]))
    return data, repeated


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
    return text.count("{") + text.count("[") > ijson.MANY_OBJECTS or text.count(",") > MAX_VALUES


def _look_ahead(text: str) -> None:
    """Refuse what is too deep or too large before it is read; what the scanner does with it is up to the machine."""
    structure = _NO_STRUCTURE.sub("", text)
    depth = 0
    for character in structure[: 2 * MAX_VALUES]:
        depth += (character in "{[") - (character in "}]")
        if depth > MAX_DEPTH:
            raise InvalidReport([ijson.limit("depth")])
    if len(structure) > 2 * MAX_VALUES:
        raise InvalidReport([ijson.limit("count")])


def _decimal(literal: str) -> Decimal | ijson.Unreadable:
    long = len(literal) > MAX_DIGITS + ijson.MAX_EXPONENT or ijson.LONG_EXPONENT.search(literal)
    return ijson.Unreadable(literal) if long else Decimal(literal)


_load: Final = json.JSONDecoder(parse_float=_decimal).decode


def _integer(literal: str) -> int | ijson.Unreadable:
    return ijson.Unreadable(literal) if len(literal) > MAX_DIGITS else int(literal)


def _decoded(text: bytes) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        read_so_far = text[: error.start].decode()
        _fail("encoding", read_so_far, len(read_so_far), f"0x{text[error.start]:02X}")


def _fail(kind: Literal["syntax", "encoding"], text: str, at: int, found: str) -> NoReturn:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    raise InvalidReport([Problem(pointer=None, kind=kind, found=found, line=line, column=column)]) from None
