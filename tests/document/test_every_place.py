"""Every place of a form, with every kind of wrong value: both gates refuse it there, and each keyword is needed."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import jsonschema_rs
import pytest
from tests.document.test_codec import ORGAN

import govinfo_schema as gs
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import Member, members

NOTE = {"at": "/requests", "text": "说明"}


def whole(edition: str) -> dict[str, Any]:
    """A report with every optional member."""
    report = gs.zeros(EDITIONS[edition], year=EDITIONS[edition].SINCE, organ=ORGAN)
    text = dict.fromkeys(("overview", "introduction", "problems_and_improvements", "other_matters"), "……")
    data: dict[str, Any] = gs.to_data(report) | text
    data |= {"period": {"start": "2024-01-01", "end": "2024-12-31"}, "published_on": "2025-01-20", "notes": [NOTE]}
    data["organ"] |= {"credit_code": "91350100M000100Y43", "division_code": "350128"}
    if edition == "2019":
        data["proactive_disclosure"]["procurement"]["unit"] = "元"
    return data


def wrong(member: Member) -> Iterator[Any]:
    """Values that a member never takes: the wrong type, and one beyond each end."""
    yield 3 if member.type is str and not member.many else "3"
    yield [[3]] if member.many else []
    if not member.nullable:
        yield None
    if member.choices:
        yield "x"
    if member.many and member.length:
        yield [NOTE] * (member.length.maximum + 1)
    elif member.bounds:
        yield from (member.bounds.minimum - 1, member.bounds.maximum + 1)
        if member.type is int:
            yield 0.5
    elif member.length:
        yield from ["" if member.length.minimum else None] * (member.length.minimum > 0)
        yield "x" * (member.length.maximum + 1)
    if member.pattern:
        yield "?" * (member.length.maximum if member.length else 1)


def spoilt(cls: Any, data: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every way to spoil one place of a document, with the pointer of the place."""
    yield f"{path}/unknown", data | {"unknown": 1}
    for member in members(cls):
        name, value = member.name, data[member.name]
        if not member.optional:
            yield f"{path}/{name}", {other: inner for other, inner in data.items() if other != name}
        for put in wrong(member):
            yield f"{path}/{name}", data | {name: put}
        if member.is_class:
            for pointer, inner in spoilt(member.type, value, f"{path}/{name}"):
                yield pointer, data | {name: inner}
        elif member.many:
            for pointer, inner in spoilt(member.type, value[0], f"{path}/{name}/0"):
                yield pointer, data | {name: [inner]}


@pytest.mark.parametrize("edition", EDITIONS)
def test_both_gates_refuse_every_wrong_value_at_its_place(edition: str) -> None:
    assert () == gs.problems(whole(edition))
    for pointer, document in spoilt(EDITIONS[edition], whole(edition)):
        found = gs.problems(document)
        with pytest.raises(gs.InvalidReport) as caught:
            gs.from_data(document)
        assert sorted(map(str, found)) == sorted(map(str, caught.value.problems))
        assert any(str(problem.pointer).startswith(pointer) for problem in found), pointer


CONSTRAINTS = {
    "type", "enum", "const", "minimum", "maximum", "minLength", "maxLength", "maxItems", "pattern", "items", "allOf",
    "additionalProperties",
}  # fmt: skip


def keywords(part: Any) -> Iterator[tuple[dict[str, Any], str, Any]]:
    """Every constraint that no other implies: where it stands, its keyword, and what is left if it is weakened."""
    for name, inner in list(part.items()):
        implied = (name in {"minLength", "maxLength"} and "pattern" in part) or (name == "type" and "enum" in part)
        if name in CONSTRAINTS and not implied:
            yield part, name, None
        elif name == "required":
            yield from ((part, name, [other for other in inner if other != absent]) for absent in inner)
        elif name in {"properties", "$defs"}:
            for below in inner.values():
                yield from keywords(below)


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_constraint_of_a_schema_can_be_left_out_unnoticed(edition: str) -> None:
    documents = [document for _, document in spoilt(EDITIONS[edition], whole(edition))]
    schema = {name: inner for name, inner in gs.json_schema(edition).items() if name != "examples"}
    loaded: list[Any] = [json.loads(json.dumps(document, default=int)) for document in [*documents, list[Any]()]]
    unnoticed: list[str] = []
    tried = 0
    for number, (_, name, _) in enumerate(list(keywords(schema))):
        weaker = deepcopy(schema)
        part, keyword, rest = list(keywords(weaker))[number]
        if rest is None:
            del part[keyword]
        else:
            part[keyword] = rest
        valid = jsonschema_rs.validator_for(weaker).is_valid
        tried += 1
        if not any(valid(document) for document in loaded):
            unnoticed.append(f"{part.get('title') or part.get('description')}: {name}")

    assert 200 < tried
    assert [] == unnoticed
