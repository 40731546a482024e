"""Data to reports and back, strictly: all problems at once, each with its pointer; nothing coerced, nothing lost."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from types import GenericAlias
from typing import Any, TypeAlias, cast

import attrs
from attrs import AttrsInstance
from cattrs import BaseValidationError, Converter
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from govinfo_schema.document import fast, ijson
from govinfo_schema.document.construct import DOUBTS, check_value, construct
from govinfo_schema.document.explain import Refused, at_their_places, explain
from govinfo_schema.document.layout import write
from govinfo_schema.document.text import load, quotes, read
from govinfo_schema.errors import InvalidForm, InvalidReport, Problem
from govinfo_schema.form.editions import EDITIONS, Report
from govinfo_schema.form.vocabulary import Length
from govinfo_schema.form.walk import Member, members, once

Hook: TypeAlias = Callable[[Any, Any], Any]


def from_data(data: object) -> Report:
    """Make a report of a document that is already data.

    Args:
        data: A dict as `json.loads` gives it, in the shape of the edition that it names. Amounts may be `int`,
            `Decimal` or `float`; a float is taken as it prints.

    Returns:
        The typed report; blanks are `None`.

    Raises:
        InvalidReport: With all problems, each with a JSON Pointer.
    """
    form = form_of(data)
    if form is not None and (made := _plainly(data, form)) is not None:
        return made
    report: Report = build(data, form)
    return report


def to_data(report: AttrsInstance) -> dict[str, Any]:
    """Write a report as data.

    Args:
        report: A report of any edition, findings, or a part of them.

    Returns:
        Dicts, lists, texts, ints, `Decimal` for amounts, `None` for blanks and for sections left out; members in the
        order of the form; optional members that are absent are left out.
    """
    data: dict[str, Any] = _converter().unstructure(report)
    return data


def from_json(text: str | bytes) -> Report:
    """Read a report from JSON text.

    Args:
        text: One document; bytes are UTF-8 without BOM.

    Returns:
        The typed report. Amounts keep the digits that they are written with.

    Raises:
        InvalidReport: With all problems, each with a JSON Pointer, or with line and column where it is no JSON.
    """
    if (report := _at_once(text)) is not None:
        return report
    data, repeated = read(text)
    found: Report = build(data, form_of(data), repeated=repeated)
    return found


def to_json(report: AttrsInstance, indent: int | None = None) -> str:
    """Write a report as JSON text.

    Args:
        report: A report of any edition, findings, or a part of them.
        indent: Spaces a level, each row of a table on one line; `None` writes all on one line, without spaces.

    Returns:
        One JSON document, members in the order of the form.

    Raises:
        InvalidReport: The report was built by hand and holds what JSON cannot carry.
    """
    if indent is None and (encode := fast.encoder()) is not None:
        with suppress(*DOUBTS):
            line, texts = encode(report), list[str]()
            _names(report, texts)
            if not ijson.odd_character("".join(texts)):
                return line
    data = to_data(report)
    form = form_of(data)
    plain = form is not None and _plainly(data, form) is not None
    if not plain and (problems := ijson.check(data)):
        raise InvalidReport(problems)
    return write(data, indent)


def build(data: object, cls: type[Any] | None, *, repeated: bool = False) -> Any:
    """Make an instance of a class whose members have lines, or say all that is wrong with the data.

    Args:
        data: What stands for it in JSON.
        cls: The class; `None` where the data names no edition.
        repeated: A name stood more than once in the text.

    Raises:
        InvalidReport: With all problems.
    """
    shape: Iterable[Problem] = ()
    if cls is not None:
        try:
            made = _converter().structure(data, cls)
        except BaseValidationError as error:
            shape = at_their_places(error, cls, data)
        else:
            if not repeated:
                return made
    raise InvalidReport(explain(data, cls, shape, ijson.check(data))) from None


def _plainly(data: object, form: type[Report]) -> Report | None:
    """The report that the data are; `None` where there is any doubt."""
    with suppress(*DOUBTS):
        made: Report = construct(form)(data)
        return made
    return None


def _at_once(text: object) -> Report | None:
    """The report that a JSON text is; `None` where there is any doubt.

    Where msgspec is installed, it reads the text. Either way equal keys pass: of the text that a report needs every
    name and every text has two quotation marks, so that a surplus one is seen by their number.
    """
    if not (type(text) is bytes or type(text) is str) or len(text) > ijson.MAX_CHARACTERS:
        return None
    try:
        text = text if isinstance(text, bytes) else text.encode()
        decode = fast.decoder()
        report: Report = decode(text) if decode else _by_json(text.decode())
    except DOUBTS:
        return None
    texts: list[str] = []
    names = _names(report, texts)
    if quotes(text) != 2 * (names + len(texts)) or (decode and ijson.odd_character("".join(texts))):
        return None
    return report


def _by_json(text: str) -> Any:
    data = load(text)
    return construct(EDITIONS[data["edition"]])(data)


def _names(part: Any, texts: list[str]) -> int:
    """How many names the JSON text of a part holds; its texts are added to those given."""
    names, varying = _varying(cast("Any", type(part)))
    for name, optional, inner in varying:
        value = getattr(part, name)
        if value is None:
            names -= optional
        elif type(value) is str:
            texts.append(value)
        elif inner:
            names += inner
        else:
            entries = value if ijson.is_tuple(value) else (value,)
            names += sum([_names(entry, texts) for entry in entries])
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


def form_of(data: object) -> type[Report] | None:
    """The class of the edition that a document names, if there is one."""
    edition = ijson.plain(ijson.plain(data).get("edition")) if ijson.is_object(data) else None
    return EDITIONS.get(edition) if isinstance(edition, str) else None


@cache
def _converter() -> Converter:
    """One converter for all forms; it makes the functions of a class when it first meets it."""
    converter = Converter()
    is_class: Callable[[Any], bool] = attrs.has
    converter.register_structure_hook(str, _entry)
    converter.register_structure_hook_factory(is_class, _structure)
    converter.register_unstructure_hook_factory(is_class, _unstructure)
    return converter


def _structure(cls: type[Any], converter: Converter) -> Hook:
    hooks: Any = _hidden(cls) | {m.name: override(struct_hook=_hook(m, converter)) for m in members(cls)}
    structure = cast("Hook", make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **hooks))

    def hook(value: object, _: object) -> object:
        if not ijson.is_object(value):
            raise Refused("type", value)
        return structure(ijson.plain(value), cls)

    return hook


def _unstructure(cls: type[Any], converter: Converter) -> Callable[[Any], dict[str, Any]]:
    def by_value(value: object, depth: int = 0) -> object:
        """What was built by hand may be of any type, not only of the one declared; what is none of ours stays."""
        if ijson.is_tuple(value) and depth < ijson.MAX_DEPTH:
            return [by_value(entry, depth + 1) for entry in value]
        with suppress(InvalidForm):
            return converter.unstructure(value) if attrs.has(cast("type[Any]", type(value))) else value
        return value

    hooks: Any = _hidden(cls) | {
        member.name: override(
            unstruct_hook=by_value if member.is_class or member.many else converter.get_unstructure_hook(str)
        )
        for member in members(cls)
    }
    unstructure = make_dict_unstructure_fn(cls, converter, **hooks)
    optional = frozenset(member.name for member in members(cls) if member.optional)
    if not optional:
        return unstructure
    return lambda value: {
        name: inner for name, inner in unstructure(value).items() if inner is not None or name not in optional
    }


def _hidden(cls: type[Any]) -> dict[str, Any]:
    """What a class keeps to itself."""
    return {field.name: override(omit=True) for field in attrs.fields(cls) if field.name.startswith("_")}


def _entry(value: object, _: object) -> str:
    """A text in a list."""
    text = ijson.plain(value)
    if not isinstance(text, str) or ijson.odd_character(text):
        raise Refused("type", value)
    return text


def _hook(member: Member, converter: Converter) -> Hook:
    """The check and conversion of one member's value, told by its kind."""
    check = None if member.many or member.is_class else check_value(member)
    hook: Hook
    if check is not None:
        hook = lambda value, _: check(value)  # noqa: E731 - as cattrs has it
    else:
        hook = _list(member, converter) if member.many else converter.get_structure_hook(member.type)
    return (lambda value, _: None if value is None else hook(value, _)) if member.nullable else hook


def _list(member: Member, converter: Converter) -> Hook:
    kind: Any = GenericAlias(tuple, (member.type, ...))
    structure = converter.get_structure_hook(kind)
    length = cast("Length", member.length)

    def hook(value: object, _: object) -> object:
        entries = ijson.plain(value)
        if not ijson.is_array(entries):
            raise Refused("type", value)
        if not length.minimum <= len(entries) <= length.maximum:
            raise Refused("length", value)
        return structure(entries, kind)

    return hook
