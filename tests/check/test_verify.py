"""Every equation at every place, blanks by bounds."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.generate import reports

import govinfo_schema as gs
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.equations import instances
from govinfo_schema.form.walk import figures, with_figures

BLOCK = "/review_and_litigation/reconsideration"
PARTS = ("upheld", "corrected", "other", "pending")


def test_a_sound_report_has_no_findings(report: gs.Report) -> None:
    findings = gs.verify(report)

    assert [] == list(findings)
    assert findings.ok
    assert len(instances(type(report))) == findings.counts["holds"]


def test_xinjiang_breaks_two_equations_and_leaves_sixteen_undecided(xinjiang: gs.Report) -> None:
    findings = gs.verify(xinjiang)

    assert {"holds": 22, "broken": 2, "undecided": 16} == findings.counts
    assert [("requests.row_total", ("/requests/received/total",), 0, 1)] == [
        (finding.rule, finding.left, finding.left_sum, finding.right_sum) for finding in findings.errors[:1]
    ]
    assert ("/requests/handled/disclosed/total",) == findings.errors[1].left
    assert all(finding.blanks for finding in findings if finding.verdict == "undecided")


@pytest.mark.parametrize("edition", EDITIONS)
def test_changing_any_cell_of_an_equation_by_one_is_found(edition: str) -> None:
    nothing = gs.zeros(EDITIONS[edition], year=2020, organ=gs.form2021.Organ(name="某局"))
    for instance in instances(EDITIONS[edition]):
        for pointer in (*instance.left, *instance.right):
            found = gs.verify(with_figures(nothing, {pointer: 1}))
            assert (instance.equation.id, instance.left) in {(finding.rule, finding.left) for finding in found}


@pytest.mark.parametrize("section", ["requests", "review_and_litigation", "proactive_disclosure"])
def test_a_rule_whose_section_is_left_out_does_not_apply(report: gs.Report, section: str) -> None:
    left = [instance for instance in instances(type(report)) if not instance.left[0].startswith(f"/{section}/")]
    without = gs.from_data(gs.to_data(report) | {section: None})

    assert {"holds": len(left), "broken": 0, "undecided": 0} == gs.verify(without).counts


@given(st.lists(st.none() | st.integers(0, 3), min_size=5, max_size=5))
def test_the_verdict_is_that_of_trying_every_filling(cells: list[int | None]) -> None:
    names = [*PARTS, "total"]
    block = gs.blank(gs.form2021.Outcomes, **dict(zip(names, cells, strict=True)))
    report = with_figures(
        gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局")),
        {f"{BLOCK}/{name}": getattr(block, name) for name in names},
    )
    fillings = product(*(range(14) if cell is None else [cell] for cell in cells))
    answers = {sum(filling[:4]) == filling[4] for filling in fillings}
    verdict = None if answers == {True} else "broken" if answers == {False} else "undecided"
    said = {finding.rule: finding.verdict for finding in gs.verify(report)}.get("reconsideration.total")

    assert verdict == said


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ((None, 0), (0, 0), "undecided"),
        ((None, 0), (3, 0), "undecided"),
        ((None, 4), (3, 0), "broken"),
        ((1, 1), (None, 2), "undecided"),
        ((1, 1), (None, 3), "broken"),
        ((None, 1), (None, 3), "undecided"),
        ((1, 1), (2, 1), "broken"),
        ((1, 1), (2, 0), None),
    ],
)
def test_the_balance_is_decided_by_bounds(
    left: tuple[int | None, int | None], right: tuple[int | None, int | None], verdict: str | None
) -> None:
    column = "organizations/other"
    rows = ("received", "carried_in", "handled/total", "carried_over")
    report = with_figures(
        gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局")),
        {f"/requests/{row}/{column}": cell for row, cell in zip(rows, left + right, strict=True)},
    )
    said = {
        finding.verdict
        for finding in gs.verify(report)
        if finding.rule == "requests.balance" and finding.left[0].endswith(column)
    }

    assert (set() if verdict is None else {verdict}) == said


@pytest.mark.parametrize(
    ("form", "year", "message", "english"),
    [
        (
            gs.form2019.Report,
            2023,
            "报告年度是 2023，用的是 2019 年版格式；这一版用于 2019–2020 年度的报告。请核对年度和格式",
            "the report is for 2023 on the 2019 form, which is for the reports of 2019–2020. "
            "Check the year and the form",
        ),
        (
            gs.form2021.Report,
            2020,
            "报告年度是 2020，用的是 2021 年版格式；这一版用于 2021 年度及以后的报告。请核对年度和格式",
            "the report is for 2020 on the 2021 form, which is for the reports of 2021 and later. "
            "Check the year and the form",
        ),
    ],
)
def test_an_edition_that_does_not_fit_its_year_is_a_finding(
    form: type[gs.Report], year: int, message: str, english: str
) -> None:
    report = gs.zeros(form, year=year, organ=gs.form2021.Organ(name="某局"))
    findings = gs.verify(report)

    assert report == gs.from_json(gs.to_json(report))
    assert [("document.edition_and_year", "broken", "warning", ("/edition",), ("/year",))] == [
        (finding.rule, finding.verdict, finding.severity, finding.left, finding.right) for finding in findings
    ]
    assert (None, None) == (findings[0].left_sum, findings[0].right_sum)
    assert message == findings[0].message("zh")
    assert english == findings[0].message("en")
    assert findings.ok
    assert "document.edition_and_year" in str(findings)


@given(reports(st.none() | st.integers(0, 3)))
def test_verifying_never_raises_and_every_finding_says_itself(generated: gs.Report) -> None:
    findings = gs.verify(generated)

    assert all(finding.message("zh") and finding.message("en") for finding in findings)
    assert findings == gs.verify(gs.from_json(gs.to_json(generated)))
    assert figures(generated) == figures(gs.from_data(gs.to_data(generated)))


@given(reports(st.integers(0, 9)))
def test_totals_that_are_computed_and_balanced_break_nothing(generated: gs.Report) -> None:
    data = gs.to_data(gs.compute_totals(generated))
    if data["requests"] is not None:
        nothing = gs.to_data(gs.zeros(type(generated), year=2024, organ=generated.organ))["requests"]["received"]
        data["requests"] |= {
            "received": data["requests"]["handled"]["total"],
            "carried_in": nothing,
            "carried_over": nothing,
        }

    assert () == gs.verify(gs.from_data(data)).errors
