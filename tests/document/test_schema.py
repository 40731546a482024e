"""The published schema, and the two gates that give one answer."""

import json
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager, nullcontext
from decimal import Decimal
from typing import Annotated, Any, cast

import attrs
import pytest
from attrs import frozen
from hypothesis import given
from tests.document.bad_values import BAD, COUNT, Bad
from tests.document.test_codec import ORGAN, changed, document

import govinfo_schema as gs
from govinfo_schema.document.schema import deciding
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.vocabulary import Count, Line
from govinfo_schema.form.walk import with_figures
from govinfo_schema.strategies import damaged_documents, documents


def of_classes(data: object) -> list[gs.Problem]:
    """What the classes say of a document."""
    try:
        gs.from_data(data)
    except gs.InvalidReport as error:
        return list(error.problems)
    return []


@contextmanager
def without_jsonschema_rs() -> Generator[None]:
    """As where the extra is not installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "jsonschema_rs", None)
        deciding.cache_clear()
        yield
    deciding.cache_clear()


@pytest.fixture(params=["jsonschema-rs", "jsonschema"])
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """With the fast engine and without it."""
    with without_jsonschema_rs() if request.param == "jsonschema" else nullcontext():
        yield request.param


@pytest.mark.parametrize("bad", [bad for bad in BAD if bad.kind != "repeated"], ids=str)
def test_both_gates_say_the_same_of_a_bad_value(bad: Bad) -> None:
    data = json.loads(changed(bad.edition, bad.at, bad.put), parse_int=_int, parse_float=Decimal)
    (problem,) = gs.problems(data)

    pointer, kind, _, expected, hint = bad.problem
    assert (pointer, kind, expected, hint) == (problem.pointer, problem.kind, problem.expected, problem.hint)
    assert of_classes(data) == [problem]
    with pytest.raises(gs.InvalidReport):
        gs.validate(data)


def test_a_sound_document_passes_with_either_engine(report: gs.Report, engine: str) -> None:
    assert engine
    assert () == gs.problems(report)
    assert () == gs.problems(gs.to_data(report))
    gs.validate(json.loads(gs.to_json(report)))


@pytest.mark.parametrize("put", ["-1", "1.5", "9007199254740992", '"3"', "true"])
def test_either_engine_refuses_a_bad_cell(put: str, engine: str) -> None:
    assert engine
    assert 1 == len(gs.problems(json.loads(changed("2021", COUNT, put))))


@pytest.mark.parametrize(
    ("data", "pointer", "kind"),
    [
        ([], "", "type"),
        (None, "", "type"),
        ({}, "/edition", "missing"),
        ({"edition": "2022"}, "/edition", "unknown"),
        (json.loads(json.dumps(document("2021"), default=int)) | {3: 4}, "", "type"),
        ({"edition": "2021", "x": [0] * 10_000}, "", "count"),
    ],
)
def test_what_names_no_edition_or_is_too_large_has_one_problem(data: object, pointer: str, kind: str) -> None:
    assert [(pointer, kind)] == [(problem.pointer, problem.kind) for problem in gs.problems(data)]
    assert of_classes(data) == list(gs.problems(data))


@pytest.mark.parametrize(
    "value",
    [10**5000, -(10**400), float("nan"), Decimal("1e-5000"), Decimal("1e5000"), {1}, b"3"],
    ids=["10^5000", "-10^400", "NaN", "1e-5000", "1e5000", "set", "bytes"],
)
@pytest.mark.parametrize("at", ["total", "natural_person", "zz"])
def test_neither_gate_stumbles_over_what_json_does_not_have(value: object, at: str) -> None:
    data = document("2021")
    data["requests"]["received"][at] = value

    assert 1 == len(gs.problems(data))
    assert of_classes(data) == list(gs.problems(data))


def test_all_problems_of_a_document_come_from_both_gates() -> None:
    odd: dict[str, Any] = {"zz": 1, "notes": [{"at": "year", "extra": 1}, 3], "period": dict[str, Any]()}
    data: Any = document("2021") | odd
    del data["year"]
    data["organ"] = {"name": float("nan"), "credit_code": "x"}
    data["requests"]["received"] = [0]
    data["requests"]["handled"]["total"]["total"] = Decimal("0.5")
    data["requests"]["carried_over"] = {7: 1}

    assert of_classes(data) == list(gs.problems(data))
    assert 16 == len(gs.problems(data))


def test_a_report_built_wrongly_by_hand_is_told() -> None:
    right = gs.zeros(gs.form2021.Report, year=2024, organ=ORGAN)
    wrong: Any = attrs.evolve(with_figures(right, {"/requests/received/total": -1}), overview=3)  # type: ignore[arg-type]

    assert () == gs.problems(right)
    assert ["/overview", "/requests/received/total"] == sorted(str(problem.pointer) for problem in gs.problems(wrong))


@pytest.mark.parametrize(
    ("member", "value", "pointer"),
    [
        ("requests", {}, "/requests/received"),
        ("notes", {"a"}, "/notes"),
        ("notes", [gs.form2021.Note(at="/year", text="甲")], "/notes/0"),
        ("notes", ({"at": "/year", "text": "甲"},), "/notes"),
        ("organ", {"name": "某局"}, "/organ"),
    ],
)
def test_what_only_looks_right_as_json_is_told_of_a_report_built_by_hand(member: str, value: Any, pointer: str) -> None:
    right: Any = gs.zeros(gs.form2021.Report, year=2024, organ=ORGAN)
    found = gs.problems(attrs.evolve(right, **{member: value}))

    assert pointer == found[0].pointer


def test_a_dict_for_a_section_or_a_row_is_told_though_its_json_is_right() -> None:
    right: Any = gs.zeros(gs.form2021.Report, year=2024, organ=ORGAN)
    data = gs.to_data(right)
    section = attrs.evolve(right, requests=data["requests"])
    row = attrs.evolve(right, requests=attrs.evolve(right.requests, received=data["requests"]["received"]))
    deep: Any = ()
    for _ in range(100_000):
        deep = (deep,)

    assert [("/requests", "type", "<dict>")] == [
        (found.pointer, found.kind, found.found) for found in gs.problems(section)
    ]
    assert ["/requests/received"] == [found.pointer for found in gs.problems(row)]
    assert ["depth"] == [found.kind for found in gs.problems(attrs.evolve(right, notes=deep))]


@frozen
class Foreign:
    """None of the form's classes."""

    name: str = "某局"


@pytest.mark.parametrize("organ", [Foreign(), (Foreign(),)], ids=["member", "entry"])
def test_what_is_of_no_form_is_told_of_a_report_built_by_hand(organ: Any) -> None:
    right: Any = gs.zeros(gs.form2021.Report, year=2024, organ=ORGAN)
    wrong = attrs.evolve(right, organ=organ)

    assert ("/organ", "type") == next((found.pointer, found.kind) for found in gs.problems(wrong))
    with pytest.raises(gs.InvalidReport):
        gs.to_json(wrong)


def test_a_report_that_names_the_other_edition_is_told() -> None:
    old: Any = gs.zeros(gs.form2019.Report, year=2024, organ=ORGAN)
    none = dict.fromkeys(["proactive_disclosure", "requests", "review_and_litigation"])
    (problem,) = gs.problems(attrs.evolve(old, edition="2021", **none))

    assert ("/edition", "choice", '"2019"') == (problem.pointer, problem.kind, problem.expected)


class Name(str):
    """A name that is not quite a text, as numpy's."""

    __slots__ = ()


def test_names_that_are_subclasses_of_text_are_names(engine: str) -> None:
    named = {Name(name): value for name, value in document("2021").items()}

    assert engine
    assert () == gs.problems(named)
    assert ["/zz"] == [problem.pointer for problem in gs.problems(named | {Name("zz"): 1})]


@pytest.mark.parametrize(
    "notes",
    [
        ["x" * 1_000_000] * 9_000,
        [{"x" * 1_000_000: 1}] * 4_000,
        [{"at": "/year", "text": "😀" * 1_000_000}] * 200,
        [Decimal("0." + "1" * 100_000)] * 150,
        [Decimal("1" * 100_000)] * 150,
    ],
    ids=["texts", "names", "entries", "fractions", "integers"],
)
def test_large_values_in_data_cost_bounded_time(notes: object) -> None:
    data = document("2021") | {"notes": notes}

    assert of_classes(data) == list(gs.problems(data))


@given(damaged_documents())
def test_a_document_is_accepted_by_one_gate_exactly_when_by_the_other(document: dict[str, Any]) -> None:
    assert of_classes(document) == list(gs.problems(document))


@given(documents())
def test_a_document_that_was_not_damaged_passes_both_gates(document: dict[str, Any]) -> None:
    assert of_classes(document) == list(gs.problems(document)) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_example_in_a_schema_is_a_sound_report(edition: str) -> None:
    (example,) = gs.json_schema(edition)["examples"]

    assert () == gs.problems(example)
    assert [] == list(gs.verify(gs.from_data(example)))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_schema_is_plain(edition: str) -> None:
    plain = {
        "type", "enum", "const", "properties", "required", "additionalProperties", "minimum", "maximum", "items",
        "allOf", "$ref", "title", "description", "minLength", "maxLength", "maxItems", "pattern",
        "$schema", "$id", "$defs", "examples",
    }  # fmt: skip
    whole = gs.json_schema(edition)
    seen: set[str] = set(whole)
    stack = [whole, *whole["$defs"].values()]
    while stack:
        part = stack.pop()
        seen |= set(part)
        stack += part.get("properties", {}).values()

    assert set() == seen - plain
    assert all(definition["additionalProperties"] is False for definition in whole["$defs"].values())
    assert all("title" not in value for part in whole["$defs"].values() for value in part["properties"].values())
    assert whole == json.loads(json.dumps(whole))
    assert f"urn:govinfo-schema:report-{edition}:{EDITIONS[edition].REVISION}" == whole["$id"]


def test_a_stranger_finds_a_row_and_its_bounds() -> None:
    definitions = gs.json_schema("2021")["$defs"]
    row = definitions["Withheld"]["properties"]["enforcement_file"]

    assert row["description"].startswith("7.属于行政执法案卷 (7. administrative enforcement files; 条例第十六条第二款)")
    assert [{"$ref": "#/$defs/Applicants"}] == row["allOf"]
    assert {"description": "总计 (total; 件)", "type": ["integer", "null"], "minimum": 0, "maximum": 2**53 - 1} == (
        definitions["Applicants"]["properties"]["total"]
    )
    assert ["object", "null"] == definitions["Requests"]["type"]
    assert {"description": "格式版本 (edition of the form)", "const": "2021"} == gs.json_schema("2021")["properties"][
        "edition"
    ]


@frozen(kw_only=True)
class Paid:
    amount: Annotated[Count | None, Line("数额", "amount")]


@pytest.mark.parametrize("second", [Line("二", "second", unit="万元"), None], ids=["unit", "left out"])
def test_a_class_that_one_definition_cannot_say_is_refused(
    second: Line | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds: Any = {
        "first": Annotated[Paid, Line("一", "first", unit="元")],
        "second": Annotated[Paid, second] if second else Annotated[Paid | None, Line("二", "second")],
    }
    fields = {name: attrs.field(type=kind) for name, kind in kinds.items()}
    form = attrs.make_class("Report", fields, frozen=True, class_body={"REVISION": 1})
    monkeypatch.setitem(cast("Any", EDITIONS), "2030", form)
    with pytest.raises(gs.InvalidForm, match="Paid stands in two places"):
        gs.json_schema("2030")


def test_an_unknown_edition_has_no_schema() -> None:
    with pytest.raises(KeyError):
        gs.json_schema("2020")


def _int(literal: str) -> int | Decimal:
    return int(literal) if len(literal) < 4_000 else Decimal(literal)
