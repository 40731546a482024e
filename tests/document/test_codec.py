"""Strict in, exact out."""

import json
import sys
from collections import OrderedDict, defaultdict
from decimal import Decimal, localcontext
from enum import IntEnum
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from tests.document.bad_values import AMOUNT, BAD, CHANGE, COUNT, Bad

import govinfo_schema as gs
from govinfo_schema.document.explain import at_their_places, nearest
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.strategies import reports

ORGAN = gs.form2021.Organ(name="某局")


def document(edition: str) -> dict[str, Any]:
    """A sound document of zeros with no optional member."""
    return gs.to_data(gs.zeros(EDITIONS[edition], year=2020, organ=ORGAN))


def changed(edition: str, at: str, put: str | None) -> str:
    """The document's text with one place changed to any text, JSON or not."""
    data: Any = document(edition)
    inner = data
    *path, name = (part.replace("~1", "/").replace("~0", "~") for part in at.split("/")[1:])
    for part in path:
        inner = inner[part]
    if put is None:
        del inner[name]
        return json.dumps(data, default=int)
    inner[name] = "@"
    return json.dumps(data, default=int).replace('"@"', put)


def problems(text: str | bytes) -> list[tuple[object, ...]]:
    """What from_json says of a text."""
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_json(text)
    return [
        (problem.pointer, problem.kind, problem.found, problem.expected, problem.hint)
        for problem in caught.value.problems
    ]


@pytest.mark.parametrize(("text", "found"), [(None, "null"), (3, "3"), ({}, "{…}")])
def test_what_is_no_text_is_shown(text: Any, found: str) -> None:
    assert [("", "type", found, "string", None)] == problems(text)


def test_the_table_of_bad_values_has_at_least_sixty() -> None:
    assert 60 <= len({str(bad) for bad in BAD})


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_a_bad_value_gives_exactly_its_problem(bad: Bad) -> None:
    assert [bad.problem] == problems(changed(bad.edition, bad.at, bad.put))


@pytest.mark.parametrize("bad", [bad for bad in BAD if bad.kind != "repeated"], ids=str)
def test_a_bad_value_is_refused_as_data_too(bad: Bad) -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_data(json.loads(changed(bad.edition, bad.at, bad.put), parse_int=_int, parse_float=Decimal))

    assert [(bad.pointer or bad.at)] == [problem.pointer for problem in caught.value.problems]


def _int(literal: str) -> int:
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return int(literal)
    finally:
        sys.set_int_max_str_digits(limit)


@pytest.mark.parametrize(
    ("edition", "at", "put", "value"),
    [
        ("2021", COUNT, "0", 0),
        ("2021", COUNT, "-0", 0),
        ("2021", COUNT, "9007199254740991", 2**53 - 1),
        ("2021", COUNT, "1.0", 1),
        ("2021", COUNT, "-0.0", 0),
        ("2021", COUNT, "1e2", 100),
        ("2021", COUNT, "12.5e1", 125),
        ("2021", COUNT, "null", None),
        ("2019", CHANGE, "-9007199254740991", -(2**53 - 1)),
        ("2019", CHANGE, "-18", -18),
        ("2021", AMOUNT, "24252.311082", Decimal("24252.311082")),
        ("2021", AMOUNT, "73802895.90", Decimal("73802895.90")),
        ("2021", AMOUNT, "1e-7", Decimal("1e-7")),
        ("2021", AMOUNT, "0.1", Decimal("0.1")),
        ("2021", AMOUNT, "null", None),
    ],
)
def test_a_good_value_is_taken_exactly(edition: str, at: str, put: str, value: object) -> None:
    cell: Any = gs.from_json(changed(edition, at, put))
    for name in at.split("/")[1:]:
        cell = getattr(cell, name)

    assert value == cell
    assert type(value) is type(cell)


@pytest.mark.parametrize("digits", ["73802895.90", "24000", "0.10", "0.00000001", "0.0000000", "1690.9913"])
def test_an_amount_is_written_with_the_digits_it_was_read_with(digits: str) -> None:
    assert f'"amount":{digits}}}' in gs.to_json(gs.from_json(changed("2021", AMOUNT, digits)))


@pytest.mark.parametrize(
    ("powers", "digits"), [("1e3", "1000"), ("2.5E-7", "0.00000025"), ("1e-400", f"0.{'0' * 399}1")]
)
def test_an_amount_in_powers_of_ten_is_written_out(powers: str, digits: str) -> None:
    report = gs.from_json(changed("2021", AMOUNT, powers))

    assert f'"amount":{digits}}}' in gs.to_json(report)
    assert report == gs.from_json(gs.to_json(report))


@given(reports())
def test_what_is_written_is_read_back_the_same(report: gs.Report) -> None:
    data = gs.to_data(report)

    assert report == gs.from_data(data)
    assert report == gs.from_json(gs.to_json(report)) == gs.from_json(gs.to_json(report, indent=2).encode())
    assert data == gs.to_data(gs.from_json(gs.to_json(report)))
    assert list(data) == [field.name for field in attrs.fields(type(report)) if field.name in data]


def test_optional_members_are_absent_or_said_and_keep_their_place() -> None:
    said = document("2021") | {
        "period": {"start": "2020-01-01", "end": "2020-12-31"},
        "published_on": "2021-01-31",
        "introduction": "",
        "notes": [{"at": COUNT, "text": "更正"}],
    }
    written = gs.to_data(gs.from_data(said))

    assert said == written
    assert ["edition", "year", "organ", "period", "published_on", "introduction", "notes"] == list(written)[:7]
    assert [] == gs.to_data(gs.from_data(said | {"notes": []}))["notes"]
    assert "notes" not in document("2021")


def test_members_may_come_in_any_order_and_go_out_in_that_of_the_form() -> None:
    backwards = dict(reversed(document("2021").items()))

    assert json.dumps(document("2021"), default=str) == json.dumps(gs.to_data(gs.from_data(backwards)), default=str)


def test_all_problems_come_at_once_in_the_order_of_the_form() -> None:
    data: Any = document("2021")
    del data["year"]
    data["organ"] = {"name": float("nan"), "extra": {"x": "\ud800"}}
    data["requests"]["received"]["total"] = "3"
    data["requests"]["handled"]["total"] = None
    data["zz"] = 1
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_data(data)

    assert [
        ("/year", "missing"),
        ("/organ/name", "type"),
        ("/organ/extra", "unknown"),
        ("/organ/extra/x", "character"),
        ("/requests/received/total", "type"),
        ("/requests/handled/total", "type"),
        ("/zz", "unknown"),
    ] == [(problem.pointer, problem.kind) for problem in caught.value.problems]


def test_what_is_no_json_beside_a_missing_edition_is_said_too() -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_data({"year": float("inf")})

    assert [("/edition", "missing"), ("/year", "type")] == [
        (problem.pointer, problem.kind) for problem in caught.value.problems
    ]


def test_only_the_first_hundred_unknown_members_get_a_hint() -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_data(document("2021") | {f"year{number}": 0 for number in range(101)})

    assert [None] == [problem.hint for problem in caught.value.problems if problem.hint is None]


class Level(IntEnum):
    """An int that is not quite one."""

    TWO = 2


class Words(str):
    """A text that is not quite one."""

    __slots__ = ()

    def __str__(self) -> str:
        return "something else"


class Share(float):
    """A float that prints otherwise, as numpy's does."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Share({float(self)})"


def test_subclasses_are_taken_for_their_value_and_leave_plain_values() -> None:
    data: Any = OrderedDict(document("2019"))
    data["organ"] = OrderedDict(name=Words("某局"), division_code=Words("110000"))
    data["requests"]["received"]["total"] = Level.TWO
    data["proactive_disclosure"]["procurement"] |= {"amount": Share(1690.9913), "unit": Words("万元")}
    report = gs.from_data(data)
    assert isinstance(report, gs.form2019.Report)
    assert report.requests is not None
    assert report.proactive_disclosure is not None

    assert "某局" == report.organ.name
    assert [str, str] == [type(report.organ.name), type(report.organ.division_code)]
    assert int is type(report.requests.received.total)
    assert Decimal("1690.9913") == report.proactive_disclosure.procurement.amount
    assert str is type(report.proactive_disclosure.procurement.unit)


def test_the_callers_decimal_context_changes_nothing() -> None:
    text = changed("2021", AMOUNT, "73802895.90")
    with localcontext() as context:
        context.prec = 2
        for signal in context.traps:
            context.traps[signal] = True
        inside = gs.to_json(gs.from_json(text))

    assert inside == gs.to_json(gs.from_json(text))


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (10**5000, "1e5000…"),
        (-(10**400), "-1e400…"),
        (Decimal("NaN"), "NaN"),
        (Decimal("sNaN"), "sNaN"),
        (Decimal("1e5000"), "1E+5000"),
        (Decimal("1e-5000"), "1E-5000"),
        ({1, 2}, "<set>"),
        ((1, 2), "<tuple>"),
        (b"3", "<bytes>"),
        (3j, "<complex>"),
        (object, "<type>"),
    ],
    ids=range(11),
)
def test_python_values_that_json_does_not_have_are_refused_and_shown_shortened(value: object, found: str) -> None:
    data: Any = document("2021")
    data["requests"]["received"]["total"] = value
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_data(data)

    assert [("/requests/received/total", found)] == [
        (problem.pointer, problem.found) for problem in caught.value.problems
    ]


def test_a_name_that_is_no_text_is_refused() -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_data(dict[Any, Any](document("2021")) | {7: 0, "\ud800": 0, "\\ud800": 0})

    assert [("", "type"), ("/\\ud800", "unknown"), ("/\ud800", "unknown")] == [
        (problem.pointer, problem.kind) for problem in caught.value.problems
    ]
    assert all(problem.message().isprintable() for problem in caught.value.problems)


class Odd(dict[str, Any]):
    """A dict that says otherwise."""

    def __getitem__(self, name: str) -> Any:
        raise NotImplementedError

    __iter__ = get = keys = items = __contains__ = __len__ = __getitem__  # type: ignore[assignment]  # that is the test


class Sly(list[Any]):
    """A list that says otherwise."""

    def __iter__(self) -> Any:
        raise NotImplementedError

    __getitem__ = __len__ = __iter__  # type: ignore[assignment]  # that is the test


def test_what_subclasses_say_of_themselves_is_not_listened_to() -> None:
    data = document("2021") | {"notes": Sly([Odd(at="/year", text="甲"), Odd(at="year")]), "organ": Odd(nme="某局")}
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_data(Odd(data))

    assert ["/organ/name", "/organ/nme", "/notes/1/at", "/notes/1/text"] == [
        problem.pointer for problem in caught.value.problems
    ]


def test_a_defaultdict_does_not_fill_in_what_is_missing() -> None:
    data = document("2021")
    row = defaultdict(lambda: None, data["requests"]["received"])
    del row["total"]
    data["requests"]["received"] = row
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_data(data)

    assert [(COUNT, "missing")] == [(problem.pointer, problem.kind) for problem in caught.value.problems]
    assert "total" not in row


@pytest.mark.parametrize("amount", [5e-324, 1e-310, 1.5e-300, 0.1])
def test_whatever_float_is_taken_can_be_written_and_read_back(amount: float) -> None:
    data = document("2021")
    data["proactive_disclosure"]["charges"]["amount"] = amount
    report = gs.from_data(data)

    assert report == gs.from_json(gs.to_json(report))


def test_a_fault_that_is_not_the_documents_is_raised_as_it_is() -> None:
    with pytest.raises(RecursionError):
        list(at_their_places(RecursionError(), gs.form2021.Report, {}))


def test_the_largest_report_that_is_taken_can_be_written_and_read_back() -> None:
    text, note = "\x00" * 200_000, {"at": "/" + "\x00" * 199, "text": "\x00" * 2_000}
    data = document("2021") | {
        "introduction": text,
        "notes": [note] * 200,
        "overview": text,
        "problems_and_improvements": text,
        "other_matters": text,
    }
    report = gs.from_data(data)

    assert report == gs.from_json(gs.to_json(report, indent=2))


def test_a_report_built_wrongly_by_hand_is_not_written() -> None:
    wrong = gs.zeros(gs.form2021.Report, year=2024, organ=ORGAN, overview="\ud800")
    with pytest.raises(gs.InvalidReport) as caught:
        gs.to_json(wrong)

    assert "/overview" == caught.value.problems[0].pointer


@pytest.mark.parametrize(
    ("member", "value", "data"),
    [("requests", "无", "无"), ("organ", None, None), ("notes", 5, 5), ("notes", (1, ORGAN), [1, {"name": "某局"}])],
)
def test_a_report_built_wrongly_by_hand_becomes_data_as_it_is(member: str, value: Any, data: Any) -> None:
    report: Any = gs.zeros(gs.form2021.Report, year=2024, organ=ORGAN)

    assert data == gs.to_data(attrs.evolve(report, **{member: value}))[member]


def test_nothing_that_is_passed_in_is_changed() -> None:
    data = document("2021")
    before = json.dumps(data, default=str)
    report = gs.from_data(data)
    gs.to_data(report)["requests"]["received"]["total"] = 9

    assert before == json.dumps(data, default=str)
    assert report == gs.from_data(data)


def test_a_report_is_frozen_and_hashable(report: gs.Report) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        report.__setattr__("year", 2000)
    assert hash(report) == hash(gs.from_data(gs.to_data(report)))


def test_rows_stand_on_one_line_each_when_indented(xinjiang: gs.Report) -> None:
    path = Path(__file__).parents[2] / "docs" / "examples" / "xinjiang-kjt-2019.json"

    assert path.read_text(encoding="utf-8") == gs.to_json(xinjiang, indent=2) + "\n"


def test_of_a_long_name_the_first_hundred_characters_are_compared() -> None:
    assert "y" == nearest("x" * 99 + "y", ["y"])
    assert None is nearest("x" * 100 + "y", ["y"])
