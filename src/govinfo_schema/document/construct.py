"""A document that is a report beyond doubt, made one at once: by a function for each class, written from its members.

What is doubtful the strict converter decides and explains.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final, cast

from govinfo_schema.document import fast, ijson
from govinfo_schema.document.values import check_value
from govinfo_schema.errors import GovinfoError
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.vocabulary import Bounds, Length
from govinfo_schema.form.walk import Member, members, once
from govinfo_schema.form.written import written

DOUBTS: Final = (GovinfoError, LookupError, TypeError, ValueError)
"""What the functions raise: a value refused, a name missing, what is no dict or of the wrong type."""


def at_once(text: object) -> Any:
    """The report that a JSON text is; `None` where there is any doubt.

    Where msgspec is installed, it reads the text. Either way equal keys pass: of the text that a report needs every
    name and every text has two quotation marks, so that a surplus one is seen by their number.
    """
    if not (type(text) is bytes or type(text) is str) or len(text) > ijson.MAX_CHARACTERS:
        return None
    try:
        text = text if isinstance(text, bytes) else text.encode()
        decode = fast.decoder()
        report = decode(text) if decode else _by_json(text.decode())
    except DOUBTS:
        return None
    texts: list[str] = []
    names = _names(report, texts)
    if ijson.quotes(text) != 2 * (names + len(texts)) or (decode and ijson.odd_character("".join(texts))):
        return None
    return report


def _by_json(text: str) -> Any:
    data = ijson.load(text)
    return construct(EDITIONS[data["edition"]])(data)


def _names(part: Any, texts: list[str]) -> int:
    """How many names the JSON text of a part holds; its texts are added to those given."""
    names, varying = _varying(type(part))
    for name, optional, inner in varying:
        value = getattr(part, name)
        if value is None:
            names -= optional
        elif type(value) is str:
            texts.append(value)
        elif inner:
            names += inner
        else:
            names += sum([_names(entry, texts) for entry in (value if type(value) is tuple else (value,))])
    return names


@once
def _varying(cls: type[Any]) -> tuple[int, tuple[tuple[str, bool, int], ...]]:
    """How many names the instances of a class have, with its optional members; and the members whose value matters.

    Of each whether it is optional and how many names are in it, 0 where that differs too.
    """
    names, varying = len(members(cls)), list[tuple[str, bool, int]]()
    for member in members(cls):
        inner, loose = _varying(member.type) if member.is_class else (0, ())
        if member.type is str or member.many or member.nullable > member.is_cell or member.optional or loose:
            varying.append((member.name, member.optional, 0 if loose else inner))
        else:
            names += inner
    return names, tuple(varying)


@once
def construct(cls: type[Any]) -> Callable[[Any], Any]:
    """A function that makes an instance of a class of the form out of a dict, or raises one of `DOUBTS`."""
    required = sum(not member.optional for member in members(cls))
    optional = "".join(f' + ("{member.name}" in value)' for member in members(cls) if member.optional)
    name = f"construct_{cls.__name__}"
    lines = [
        f"def {name}(value):",
        f"    if type(value) is not dict or len(value) != {required}{optional}:",
        "        raise ValueError",
        *(f"    {line}" for member in members(cls) for line in _member(member)),
        f"    return {cls.__name__}({', '.join(f'{member.name}={member.name}' for member in members(cls))})",
    ]
    known = {f"read_{member.name}": _read(member) for member in members(cls) if not _plain(member)}
    return written(name, lines, **known, **{cls.__name__: cls})


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
        if type(value) is not list or not length.minimum <= len(value) <= length.maximum:
            raise ValueError
        return tuple(map(entry, value))

    return entries
