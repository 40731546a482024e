import math
from decimal import Decimal
from typing import Any

import attrs
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated import examples

import govinfo_schema as gs
from govinfo_schema.form.walk import figures, with_figures
from govinfo_schema.strategies import reports


def without(columns: dict[str, list[Any]], *names: str) -> dict[str, list[Any]]:
    return {name: values for name, values in columns.items() if name not in names}


@settings(max_examples=examples(0.6))
@given(st.lists(reports(), max_size=3))
def test_columns_give_the_reports_back(drawn: list[gs.Report]) -> None:
    assert drawn == list(gs.from_columns(gs.to_columns(drawn)))


@settings(max_examples=examples(0.4))
@given(st.lists(reports("2019"), min_size=1, max_size=3))
def test_columns_of_one_edition_give_the_reports_back(drawn: list[gs.Report]) -> None:
    columns = gs.to_columns(drawn, edition="2019")

    assert "/requests/handled/other_handling/other/total" not in columns
    assert drawn == list(gs.from_columns(columns))


def test_which_columns_there_are_does_not_depend_on_the_reports(report: gs.Report) -> None:
    assert list(gs.to_columns([])) == list(gs.to_columns([report]))


def test_a_report_of_another_edition_has_no_place(xinjiang: gs.Report) -> None:
    with pytest.raises(ValueError, match="2019 form has no place among the columns of 2021"):
        gs.to_columns([xinjiang], edition="2021")


def test_a_section_left_out_and_one_that_is_blank_are_two_things(report: gs.Report) -> None:
    cells = [cell for cell in figures(report) if cell.startswith("/requests")]
    blank, absent = with_figures(report, dict.fromkeys(cells)), attrs.evolve(report, requests=None)
    columns = gs.to_columns([blank, absent])

    assert [True, False] == columns["/requests"]
    assert [None, None] == columns["/requests/received/total"]
    assert [blank, absent] == list(gs.from_columns(columns))


@pytest.mark.parametrize("make", [pl.DataFrame, pl.LazyFrame, pa.table])
def test_frames_give_the_reports_back(report: gs.Report, make: Any) -> None:
    noted = attrs.evolve(report, notes=(gs.form2021.Note(at="/requests", text="更正"),))

    assert [noted, report] == list(gs.from_columns(make({"own": [1, 2], **gs.to_columns([noted, report])})))


def test_floats_of_pandas_are_taken_for_what_they_are(report: gs.Report) -> None:
    columns = gs.to_columns([with_figures(report, {"/requests/received/total": None})])
    columns["/requests/received/total"] = [math.nan]
    columns["/requests/carried_in/total"] = [float(columns["/requests/carried_in/total"][0])]

    assert gs.to_columns(gs.from_columns(columns))["/requests/received/total"] == [None]


@pytest.mark.parametrize(
    ("change", "pointer", "kind"),
    [
        ({"/requests/received/total": [1.5]}, "/requests/received/total", "type"),
        ({"/requests/received/total": ["3"]}, "/requests/received/total", "type"),
        ({"/requests": ["yes"]}, "/requests", "type"),
        ({"/requests": [False]}, "/requests/carried_in/natural_person", "unknown"),
        ({"/requests/recieved/total": [3]}, "/requests/recieved/total", "unknown"),
        ({"/edition": ["2020"]}, "/edition", "unknown"),
        ({"/edition": [None]}, "/edition", "type"),
        ({"/year": [None]}, "/year", "type"),
    ],
)
def test_what_is_no_report_is_refused_by_the_name_of_its_column(
    report: gs.Report, change: dict[str, list[Any]], pointer: str, kind: str
) -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        list(gs.from_columns(gs.to_columns([report]) | change))

    assert (pointer, kind) == (caught.value.problems[0].pointer, caught.value.problems[0].kind)
    assert ["第 0 行（从 0 数起）· row 0, counted from 0"] == caught.value.__notes__


def test_a_misspelt_column_is_told_with_the_nearest_that_there_is(report: gs.Report) -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        list(gs.from_columns(gs.to_columns([report]) | {"/requests/recieved/total": [3]}))

    assert "/requests/received/total" == caught.value.problems[0].hint


@pytest.mark.parametrize("name", ["/edition", "/requests", "/requests/received/total", "/organ/name"])
def test_a_column_that_every_report_needs_is_missed(report: gs.Report, name: str) -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        list(gs.from_columns(without(gs.to_columns([report]), name)))

    assert [(name, "missing")] == [(problem.pointer, problem.kind) for problem in caught.value.problems]


def test_texts_need_not_be_there(report: gs.Report) -> None:
    (again,) = gs.from_columns(without(gs.to_columns([report]), "/overview", "/notes", "/period", "/period/start"))

    assert again == attrs.evolve(report, overview=None, notes=None, period=None)


def test_tidy_rows_are_the_figures(xinjiang: gs.Report) -> None:
    tidy = gs.to_tidy([xinjiang])
    rows = [*zip(*tidy.values(), strict=True)]

    assert ["organ", "year", "edition", "table", "row", "column", "value", "unit", "label"] == [*tidy]
    assert [figure if figure is None else Decimal(figure) for figure in figures(xinjiang).values()] == tidy["value"]
    assert (
        xinjiang.organ.name, 2019, "2019", "requests", "received", "natural_person", Decimal(1), "件",
        "一、本年新收政府信息公开申请数量 · 自然人",
    ) in rows  # fmt: skip


def test_an_amount_has_the_unit_that_the_report_prints() -> None:
    procurement = gs.zeros(gs.form2019.Procurement, unit="元")
    section = gs.zeros(gs.form2019.ProactiveDisclosure, procurement=procurement)
    said = gs.zeros(gs.form2019.Report, year=2019, organ=gs.form2019.Organ(name="某局"), proactive_disclosure=section)
    silent = gs.zeros(gs.form2019.Report, year=2019, organ=gs.form2019.Organ(name="某局"))

    for report, unit in ((said, "元"), (silent, None)):
        tidy = gs.to_tidy([report])
        units = dict(zip(zip(tidy["row"], tidy["column"], strict=True), tidy["unit"], strict=True))
        assert (unit, "项") == (units["procurement", "amount"], units["procurement", "items"])


def test_a_section_left_out_has_no_tidy_rows(report: gs.Report) -> None:
    assert {"proactive_disclosure", "review_and_litigation"} == set(
        gs.to_tidy([attrs.evolve(report, requests=None)])["table"]
    )
