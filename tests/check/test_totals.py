"""What the form prints as a total follows from its parts."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

import govinfo_schema as gs
from govinfo_schema.form.instances import instances
from govinfo_schema.form.vocabulary import MAXIMUM
from govinfo_schema.form.walk import figures, with_figures
from govinfo_schema.strategies import reports

SMALL = st.none() | st.integers(0, 9)


def test_totals_left_at_zero_and_not_printed_are_computed(xinjiang: gs.Report) -> None:
    filled = figures(gs.compute_totals(xinjiang))

    assert 1 == filled["/requests/received/total"]
    assert 1 == filled["/requests/handled/total/total"]
    assert 0 == filled["/requests/carried_over/total"]
    assert {"holds": 40, "broken": 0, "undecided": 0} == gs.verify(gs.compute_totals(xinjiang)).counts


def test_printed_totals_are_kept_on_request_and_blank_ones_filled(xinjiang: gs.Report) -> None:
    filled = figures(gs.compute_totals(xinjiang, keep_printed=True))

    assert 0 == filled["/requests/received/total"]
    assert 1 == filled["/requests/handled/total/total"]


def test_a_sound_report_is_its_own_total(report: gs.Report) -> None:
    assert report == gs.compute_totals(report)


def test_where_row_and_column_differ_the_corner_is_that_of_the_row_and_the_column_is_checked(report: gs.Report) -> None:
    total = "/requests/handled/disclosed/total"
    blank = with_figures(report, {"/requests/handled/disclosed/natural_person": None, total: 1_000_000})
    filled = gs.compute_totals(blank)
    row = [figure for name, figure in figures(filled).items() if name.startswith("/requests/handled/total/")]

    assert 1_000_000 == figures(filled)[total]
    assert row[-1] == sum(figure for figure in row[:-1] if figure is not None)
    assert ("requests.handled_total", ("/requests/handled/total/total",)) in {
        (finding.rule, finding.left) for finding in gs.verify(filled)
    }


def test_a_total_over_a_blank_stays_blank_or_as_printed(report: gs.Report) -> None:
    cell, total = "/requests/received/natural_person", "/requests/received/total"
    printed = with_figures(report, {cell: None, total: 5})
    blank = with_figures(report, {cell: None, total: None})

    assert 5 == figures(gs.compute_totals(printed))[total]
    assert figures(gs.compute_totals(blank))[total] is None


def test_a_total_too_large_for_a_cell_stays_as_it_is(report: gs.Report) -> None:
    cell, total = "/review_and_litigation/reconsideration/upheld", "/review_and_litigation/reconsideration/total"
    full = with_figures(report, {cell: MAXIMUM, "/review_and_litigation/reconsideration/pending": 1})

    assert figures(full)[total] == figures(gs.compute_totals(full))[total]


def test_the_largest_total_that_a_cell_holds_is_computed(report: gs.Report) -> None:
    block = "/review_and_litigation/reconsideration"
    nothing = {cell: 0 for cell in figures(report) if cell.startswith(block)}
    full = with_figures(report, nothing | {f"{block}/upheld": MAXIMUM})

    assert MAXIMUM == figures(gs.compute_totals(full))[f"{block}/total"]


def test_the_balance_is_never_computed(report: gs.Report) -> None:
    unbalanced = with_figures(report, {"/requests/carried_over/natural_person": None})

    assert figures(gs.compute_totals(unbalanced))["/requests/carried_over/natural_person"] is None


def test_a_section_left_out_stays_left_out(report: gs.Report) -> None:
    without = attrs.evolve(report, requests=None)

    assert gs.compute_totals(without).requests is None


@given(reports(None, SMALL))
def test_totals_are_idempotent_and_change_nothing_but_totals(generated: gs.Report) -> None:
    before = gs.to_data(generated)
    filled = gs.compute_totals(generated)
    computed = {instance.left[0] for instance in instances(type(generated)) if instance.rule.computes}
    old, new = figures(generated), figures(filled)

    assert filled == gs.compute_totals(filled)
    assert computed >= {pointer for pointer in old if old[pointer] != new[pointer]}
    assert before == gs.to_data(generated)


@given(reports(None, SMALL))
def test_keeping_what_is_printed_changes_only_blanks(generated: gs.Report) -> None:
    filled = figures(gs.compute_totals(generated, keep_printed=True))

    assert all(figure == filled[pointer] for pointer, figure in figures(generated).items() if figure is not None)


@given(reports(None, st.integers(0, 9)))
def test_without_blanks_every_row_and_column_adds_up_afterwards(generated: gs.Report) -> None:
    findings = gs.verify(gs.compute_totals(generated))

    assert {"requests.balance"} >= {finding.rule for finding in findings if finding.severity == "error"}
