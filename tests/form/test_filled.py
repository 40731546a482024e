"""Rows, sections and forms to start from."""

from decimal import Decimal

import pytest

import govinfo_schema as gs
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import figures


def test_a_row_of_zeros_takes_one_call() -> None:
    row = gs.zeros(gs.form2021.Applicants)

    assert 0 == row.natural_person == row.organizations.other == row.total


def test_a_blank_row_takes_one_call() -> None:
    row = gs.blank(gs.form2021.Applicants, natural_person=3)

    assert (3, None, None) == (row.natural_person, row.organizations.other, row.total)


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_empty_report_takes_one_call_and_is_a_document(edition: str) -> None:
    empty = gs.blank(EDITIONS[edition], year=2025, organ=gs.form2021.Organ(name="某局"))

    assert {None} == set(figures(empty).values())
    assert empty.overview is None
    assert empty == gs.from_data(gs.to_data(empty))


def test_a_report_of_zeros_breaks_nothing() -> None:
    nothing = gs.zeros(gs.form2019.Report, year=2019, organ=gs.form2019.Organ(name="某局"))

    assert {0} == set(figures(nothing).values())
    assert nothing.proactive_disclosure is not None
    assert Decimal is type(nothing.proactive_disclosure.procurement.amount)
    assert {"holds": 40, "broken": 0, "undecided": 0} == gs.verify(nothing).counts


def test_what_cannot_be_guessed_must_be_given() -> None:
    with pytest.raises(TypeError, match="year"):
        gs.zeros(gs.form2021.Report)
    with pytest.raises(TypeError, match="totl"):
        gs.zeros(gs.form2021.Applicants, totl=1)
