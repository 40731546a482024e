"""Repairs and deduced blanks on whatever report: sound, the smallest there are, and nothing but what follows."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.check.oracle import smallest_sets
from tests.generated import examples, modest

import govinfo_schema as gs
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import Figure, figures, with_figures
from govinfo_schema.strategies import reports


@st.composite
def spoilt(draw: DrawFn, slips: int) -> tuple[gs.Report, gs.Report]:
    """A sound report, and the same with some blanks and at most so many other figures in sections three and four."""
    edition = draw(st.sampled_from([*EDITIONS]))
    meant = modest(edition, draw(st.integers(0, 100_000)))
    cells = st.sampled_from([cell for cell in figures(meant) if cell.startswith(("/requests", "/review"))])
    blanks: dict[str, Figure] = dict.fromkeys(draw(st.lists(cells, max_size=20)))
    changes = draw(st.dictionaries(cells, st.integers(0, 12) | st.integers(0, 1_000), max_size=slips))
    return meant, with_figures(meant, blanks | changes)


@settings(max_examples=examples(0.25))  # an exact solver has its price
@given(spoilt(slips=3))
def test_repairs_are_all_the_smallest_and_leave_nothing_broken(drawn: tuple[gs.Report, gs.Report]) -> None:
    report = drawn[1]
    suggestions = gs.suggest_repairs(report, limit=10_000)
    smallest = {
        frozenset(change.cell for change in repair.changes)
        for repair in suggestions.repairs
        if repair.looks_like != "row or column shifted"
    }

    if suggestions.complete:
        assert smallest_sets(report, 9) == smallest
    for repair in suggestions.repairs:
        assert all(change.printed != change.proposed for change in repair.changes)
        if all(change.proposed is not None for change in repair.changes):
            repaired = gs.apply_repair(report, repair)
            assert () == gs.verify(repaired).errors
            assert () == gs.problems(repaired)


@given(spoilt(slips=0))
def test_what_is_filled_in_is_what_stood_there(drawn: tuple[gs.Report, gs.Report]) -> None:
    meant, report = drawn
    done = gs.complete(report).report

    assert {cell: figures(meant)[cell] for cell, figure in figures(done).items() if figure is not None} == {
        cell: figure for cell, figure in figures(done).items() if figure is not None
    }


@given(reports(None, st.none() | st.integers(0, 3)))
def test_any_report_is_repaired_and_completed_without_an_error(report: gs.Report) -> None:
    suggestions, done = gs.suggest_repairs(report, at_most=2, limit=5), gs.complete(report)
    printed, filled = figures(report), figures(done.report)

    assert suggestions.table("zh")
    assert suggestions.table("en")
    assert all(filled[cell] == figure for cell, figure in printed.items() if figure is not None)
    assert () == gs.problems(done.report)
