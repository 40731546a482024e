"""The published JSON Schema of an edition, made from its classes; and the second gate, which runs it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from functools import cache
from inspect import getdoc
from typing import Any, Final, cast, get_args

import attrs

from govinfo_schema.document import ijson
from govinfo_schema.document.codec import form_of, from_data, to_data
from govinfo_schema.document.explain import explain, problem_at, unknown
from govinfo_schema.errors import InvalidForm, InvalidReport, Kind, Problem
from govinfo_schema.form.editions import EDITIONS, Report
from govinfo_schema.form.filled import zeros
from govinfo_schema.form.head import Organ
from govinfo_schema.form.vocabulary import MAXIMUM, Length
from govinfo_schema.form.walk import Member, members, with_figures

_EXACT: Final = "decimals are exact: read them with a decimal parser"
# The figures of the example at the root: a report that adds up without being all zeros.
_EXAMPLE: Final = {
    "/requests/received/natural_person": 3, "/requests/received/total": 3,
    "/requests/handled/disclosed/natural_person": 2, "/requests/handled/disclosed/total": 2,
    "/requests/handled/total/natural_person": 2, "/requests/handled/total/total": 2,
    "/requests/carried_over/natural_person": 1, "/requests/carried_over/total": 1,
}  # fmt: skip
# What stands for a number beyond every bound: engines differ on numbers that no 64 bits hold.
_BEYOND: Final = 2**60
# Of several faults at one place these are told; whatever else is wrong there follows from them.
_FIRST: Final = {"maxItems": 0, "type": 1}
_KINDS: Final[dict[str, Kind]] = {
    "type": "type", "minimum": "range", "maximum": "range", "minLength": "length", "maxLength": "length",
    "minItems": "length", "maxItems": "length", "pattern": "pattern", "enum": "choice", "const": "choice",
}  # fmt: skip
_DECIDING: Final = {*_KINDS, "$schema", "items", "required", "additionalProperties"}


def json_schema(edition: str) -> dict[str, Any]:
    """Build the JSON Schema (draft 2020-12) of an edition, self-contained.

    Only keywords that mean the same in draft-07 are used, and none that a strict validator does not know.

    Args:
        edition: `"2019"` or `"2021"`.

    Returns:
        The schema as data: a definition for each class of the form; labels, units and sources in `description`.

    Raises:
        KeyError: There is no such edition.
        InvalidForm: The form uses one class in two ways that one definition cannot say.
    """
    form = EDITIONS[edition]
    schema = schema_of(form, f"urn:govinfo-schema:report-{edition}:{form.REVISION}", f"Report{edition}")
    definitions = schema.pop("$defs")
    return {**schema, "examples": [_example(form)], "$defs": definitions}


def schema_of(cls: type[Any], identifier: str, title: str) -> dict[str, Any]:
    """The JSON Schema of a class whose members have lines, with a definition for each class in it."""
    definitions: dict[str, Any] = {}
    _define(cls, "", definitions, nullable=False)
    root = definitions.pop(cls.__name__)
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "$id": identifier, **root, "title": title, "$defs": definitions}


def validate(data: object) -> None:
    """Hold a document against the published schema of the edition that it names.

    Args:
        data: What `from_data` takes, or a report.

    Raises:
        InvalidReport: With all problems, the same as from `from_data`.
    """
    if found := problems(data):
        raise InvalidReport(found)


def problems(data: object) -> tuple[Problem, ...]:
    """Find all that is wrong with a document, or with a report that was built by hand.

    Args:
        data: What `from_data` takes, or a report.

    Returns:
        The problems, each with a JSON Pointer; none if it is a report.
    """
    report = cast("Report", data) if isinstance(data, get_args(Report)) else None
    data = data if report is None else to_data(report)
    if report is None and _is_plainly_valid(data):
        return ()
    limits, form = ijson.check(data), form_of(data)
    if form is None or any(problem.kind in ijson.FATAL for problem in limits):
        return tuple(explain(data, form, (), limits))
    edition = ijson.plain(ijson.plain(data)["edition"])
    if limits or not deciding(edition)(_tame(data)):
        return tuple(explain(data, form, _shape(edition, data), limits))
    return () if report is None else tuple(explain(data, form, _foreign(report, from_data(data), form, None), limits))


def _is_plainly_valid(data: object) -> bool:
    """Whether a document of nothing but dicts, lists, texts, ints and floats of usual size is valid as it is."""
    texts = ijson.texts(data)
    edition = data.get("edition") if texts and ijson.is_object(data) else None
    if not texts or edition not in texts or edition not in EDITIONS or ijson.odd_character("".join(texts)):
        return False
    with suppress(TypeError, ValueError):  # an engine that knows no name but a text
        return deciding(cast("str", edition))(data)
    return False


def _foreign(built: Any, right: Any, cls: type[Any], chain: ijson.Chain) -> Iterator[Problem]:
    """Where a report built by hand holds what only looks right as JSON: a dict for a class, another edition's name."""
    if not isinstance(built, cls):
        yield problem_at("choice", built.edition, members(built.__class__)[0], (chain, "edition"))
    for member in members(cls):
        here, given, expected = (chain, member.name), getattr(built, member.name), getattr(right, member.name)
        if member.is_class and type(given) is type(expected) and given is not None:
            yield from _foreign(given, expected, member.type, here)
        elif given != expected:
            found = f"<{type(given).__name__}>"
            yield Problem(pointer=ijson.pointer(here), kind="type", found=found, expected=member.expected)


def _define(cls: type[Any], unit: str, definitions: dict[str, Any], *, nullable: bool) -> None:
    """Add the definition of a class, and before it those of the classes in it."""
    properties: dict[str, Any] = {}
    for member in members(cls):
        own = unit if member.line.unit is None else member.line.unit
        if attrs.has(member.type):
            _define(member.type, own, definitions, nullable=member.nullable)
        properties[member.name] = {"description": _description(member, own), **_value(member)}
    definition = {
        "title": cls.__name__,
        "description": (getdoc(cls) or "").partition("\n")[0],
        "type": ["object", "null"] if nullable else "object",
        "properties": properties,
        "required": [member.name for member in members(cls) if not member.optional],
        "additionalProperties": False,
    }
    if definitions.setdefault(cls.__name__, definition) != definition:
        msg = f"{cls.__module__}.{cls.__qualname__} stands in two places with two units, or once as a left-out section"
        raise InvalidForm(msg)


def _description(member: Member, unit: str) -> str:
    """The printed label first, then the English term, unit and source."""
    known = [member.line.english, unit if member.is_cell else "", member.line.source or ""]
    exact = [_EXACT] if member.type is Decimal else []
    return f"{member.line.label} ({'; '.join([*filter(None, known), *exact])})"


def _value(member: Member) -> dict[str, Any]:
    reference = {"$ref": f"#/$defs/{member.type.__name__}"} if attrs.has(member.type) else {"type": "string"}
    if member.is_class:
        return {"allOf": [reference]}
    if member.many:
        return {"type": "array", **_lengths(member, "Items"), "items": reference}
    if member.choices:
        one = len(member.choices) == 1
        return {"const": member.choices[0]} if one else {"type": "string", "enum": list(member.choices)}
    types = member.expected.split(" | ")
    schema: dict[str, Any] = {"type": types if len(types) > 1 else types[0]}
    if member.bounds:
        schema |= {"minimum": member.bounds.minimum, "maximum": member.bounds.maximum}
    schema |= _lengths(member, "Length")
    if member.pattern:
        schema |= {"pattern": member.pattern.regex}
    return schema


def _lengths(member: Member, of: str) -> dict[str, int]:
    """Only what says something: `minLength` and `maxLength`, or the same of `Items`."""
    length = member.length or Length(0, 0)
    limits = {f"min{of}": length.minimum, f"max{of}": length.maximum}
    return {name: limit for name, limit in limits.items() if limit}


def _example(form: type[Report]) -> dict[str, Any]:
    """A sound report with some figures."""
    texts = {member.name: "……" for member in members(form) if member.nullable and member.type is str}
    report = zeros(form, year=form.SINCE, organ=Organ(name="某市某局"), **texts)
    data = to_data(with_figures(report, _EXAMPLE))
    return cast("dict[str, Any]", _tame(data))


def _shape(edition: str, data: object) -> Iterator[Problem]:
    """What the schema finds wrong, in the words of the form; of several faults at one place that of the type first.

    Of a list that is too long nothing else is said, as by the classes, which do not look into it.
    """
    errors = explaining(edition).iter_errors(_tame(data))
    closed: list[list[str | int]] = []
    for error in sorted(errors, key=lambda error: _FIRST.get(error.validator, 2)):
        path = list(error.absolute_path)
        if not any(path[: len(outer)] == outer != path for outer in closed):
            closed += [path] if error.validator == "maxItems" else []
            yield from _told(error, edition, data, path)


def _told(error: Any, edition: str, data: object, path: list[str | int]) -> Iterator[Problem]:
    """Put one error of jsonschema into the words of the form, by following its path through classes and data."""
    cls: type[Any] = EDITIONS[edition]
    value, chain, member = ijson.plain(data), cast("ijson.Chain", None), cast("Member | None", None)
    for step in path:
        member = next((known for known in members(cls) if known.name == step), None)
        cls = member.type if member else cls
        value, chain = ijson.plain(value[step]), (chain, step)
    if error.validator == "additionalProperties":
        yield from unknown(error.instance.keys() - {known.name for known in members(cls)}, cls, value, chain)
    elif error.validator == "required":
        for absent in members(cls):
            if not absent.optional and absent.name not in error.instance:
                yield problem_at("missing", None, absent, (chain, absent.name))
    else:
        yield problem_at(_KINDS[error.validator], value, member, chain)


@cache
def explaining(edition: str) -> Any:
    """The validator of jsonschema, kept, with its references resolved once."""
    from jsonschema import Draft202012Validator, validators  # noqa: PLC0415 - costs more than attrs and cattrs together

    schema = json_schema(edition)
    extend = cast("Any", validators).extend
    return extend(Draft202012Validator, {"properties": _properties})(_resolved(schema, schema["$defs"]))


def _properties(validator: Any, properties: dict[str, Any], instance: Any, _: object) -> Iterator[Any]:
    """The keyword `properties`; for a whole number within its bounds, as most are, no validator is made."""
    for name, schema in properties.items() if ijson.is_object(instance) else ():
        if name in instance:
            value, least = instance[name], schema.get("minimum")
            if least is None or type(value) is not int or not least <= value <= schema["maximum"]:
                yield from validator.descend(value, schema, path=name, schema_path=name)


@cache
def deciding(edition: str) -> Callable[[object], bool]:
    """Says yes or no; jsonschema-rs, where it is installed, does so a hundred times as fast."""
    try:
        import jsonschema_rs  # noqa: PLC0415 - an extra
    except ImportError:
        return cast("Callable[[object], bool]", explaining(edition).is_valid)
    return jsonschema_rs.validator_for(json_schema(edition)).is_valid


def _resolved(schema: Any, definitions: dict[str, Any]) -> Any:
    """The schema without references, and without what only people read: a validator looks at every keyword."""
    if ijson.is_array(schema):
        return [_resolved(inner, definitions) for inner in schema]
    if not ijson.is_object(schema):
        return schema
    if "allOf" in schema:
        return _resolved(schema["allOf"][0], definitions)
    if "$ref" in schema:
        return _resolved(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "properties" in schema:
        inner = {name: _resolved(value, definitions) for name, value in schema["properties"].items()}
        return {name: value for name, value in schema.items() if name in _DECIDING} | {"properties": inner}
    return {name: _resolved(value, definitions) for name, value in schema.items() if name in _DECIDING}


def _tame(data: Any) -> Any:
    """The same document in numbers that every engine compares alike, with `True` for what is no JSON at all.

    No member takes `True`, so it is refused at the same place.
    """
    data = ijson.plain(data)
    if ijson.is_object(data):
        return {ijson.plain(name): _tame(value) for name, value in data.items() if isinstance(name, str)}
    if ijson.is_array(data):
        return [_tame(value) for value in data]
    if data is None or isinstance(data, (str, bool)):
        return data
    excess = ijson.excess(data)
    if excess == "digits" or not ijson.is_number(data):
        return True
    if excess or not -MAXIMUM <= data <= MAXIMUM:
        return _BEYOND if data > 0 else -_BEYOND
    return int(data) if data == int(data) else 0.5 if data > 0 else -0.5
