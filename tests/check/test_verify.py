"""Every equation at every place, blanks by bounds."""

from datetime import date
from itertools import product
from typing import Annotated, Any, ClassVar, get_args

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

import govinfo_schema as gs
from govinfo_schema.check.document import OrganKind
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.instances import Instance, instances
from govinfo_schema.form.vocabulary import Count, Line, Rule, SignedCount
from govinfo_schema.form.walk import figures, with_figures
from govinfo_schema.strategies import damaged_documents, documents, reports

BLOCK = "/review_and_litigation/reconsideration"
EQUATIONS = {rule.id for edition in EDITIONS for rule in gs.rules(edition).values() if rule.severity == "error"}
"""The form's own arithmetic."""
PARTS = ("upheld", "corrected", "other", "pending")


def equations(form: type[gs.Report]) -> list[Instance]:
    """Where the form's own arithmetic speaks."""
    return [instance for instance in instances(form) if instance.rule.id in EQUATIONS]


def test_a_sound_report_has_no_findings(report: gs.Report) -> None:
    findings = gs.verify(report)

    assert [] == list(findings)
    assert findings.ok
    assert len(equations(type(report))) == findings.counts["holds"]


def test_xinjiang_breaks_two_equations_and_leaves_sixteen_undecided(xinjiang: gs.Report) -> None:
    findings = gs.verify(xinjiang)

    assert {"holds": 22, "broken": 2, "undecided": 16} == findings.counts
    assert [("requests.row_total", ("/requests/received/total",), 0, 1)] == [
        (finding.rule, finding.left, finding.left_sum, finding.right_sum) for finding in findings.errors[:1]
    ]
    assert ("/requests/handled/disclosed/total",) == findings.errors[1].left
    assert all(finding.blanks for finding in findings if finding.verdict == "undecided")
    assert {("broken", "organ"), ("undecided", "unknown")} == {
        (finding.verdict, finding.responsible) for finding in findings if finding.rule != "cell.blank"
    }


def test_xinjiang_has_a_warning_and_two_notices(xinjiang: gs.Report) -> None:
    stock, blank, section = (finding for finding in gs.verify(xinjiang) if finding.severity != "error")
    cells = "/proactive_disclosure/normative_documents"

    assert ("documents.disclosed_within_stock", "warning", "broken", 2, 0) == (
        stock.rule, stock.severity, stock.verdict, stock.left_sum, stock.right_sum,
    )  # fmt: skip
    assert ((f"{cells}/newly_disclosed",), (f"{cells}/disclosed_in_all",)) == (stock.left, stock.right)
    assert ("cell.blank", "notice", 14, "unknown") == (blank.rule, blank.severity, len(blank.blanks), blank.responsible)
    assert blank.left == blank.blanks
    assert ("section.missing", "notice", ("/other_matters",)) == (section.rule, section.severity, section.left)


@pytest.mark.parametrize("edition", EDITIONS)
def test_changing_any_cell_of_an_equation_by_one_is_found(edition: str) -> None:
    nothing = gs.zeros(EDITIONS[edition], year=2020, organ=gs.form2021.Organ(name="某局"))
    for instance in equations(EDITIONS[edition]):
        for pointer in (*instance.left, *instance.right):
            found = gs.verify(with_figures(nothing, {pointer: 1}))
            assert (instance.rule.id, instance.left) in {(finding.rule, finding.left) for finding in found}


@pytest.mark.parametrize("section", ["requests", "review_and_litigation", "proactive_disclosure"])
def test_a_rule_whose_section_is_left_out_does_not_apply(report: gs.Report, section: str) -> None:
    left = [instance for instance in equations(type(report)) if not instance.left[0].startswith(f"/{section}/")]
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


@frozen(kw_only=True)
class Stock:
    """Items in stock, which may shrink."""

    before: Annotated[Count | None, Line("年初", "before")]
    change: Annotated[SignedCount | None, Line("增减", "change")]
    after: Annotated[Count | None, Line("年末", "after")]


@frozen(kw_only=True)
class Sold:
    """Another section."""

    sold: Annotated[Count | None, Line("售出", "sold")]


@frozen(kw_only=True)
class Sheet:
    """A form with a figure that may be negative, and a rule across sections."""

    edition: Annotated[str, Line("版本", "edition")] = "2021"
    year: Annotated[int, Line("年度", "year")] = 2024
    stock: Annotated[Stock | None, Line("库存", "stock")]
    sales: Annotated[Sold | None, Line("销售", "sales")]
    notes: ClassVar[None] = None

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            id="stock",
            left=("stock.before", "stock.change"),
            right=("stock.after",),
            label="年初加增减等于年末",
            english="before + change = after",
        ),
        Rule(id="sold", left=("sales.sold",), right=("stock.after",), label="售出等于年末", english="sold = after"),
    )


@pytest.mark.parametrize(
    ("before", "change", "after", "verdict"),
    [
        (5, -2, 3, None),
        (5, None, 3, "undecided"),
        (None, -2, 3, "undecided"),
        (5, -2, 4, "broken"),
        (5, 0, None, "undecided"),
    ],
)
def test_a_blank_that_may_be_negative_decides_nothing(
    before: int | None, change: int | None, after: int | None, verdict: str | None
) -> None:
    sheet: Any = Sheet(stock=Stock(before=before, change=change, after=after), sales=None)
    findings = gs.verify(sheet)

    assert [verdict] * (verdict is not None) == [finding.verdict for finding in findings]
    assert 1 == sum(findings.counts.values())


def test_a_rule_across_sections_needs_both() -> None:
    stock, sales = Stock(before=1, change=0, after=1), Sold(sold=2)
    both: Any = Sheet(stock=stock, sales=sales)
    without: Any = Sheet(stock=None, sales=sales)

    assert ["sold"] == [finding.rule for finding in gs.verify(both)]
    assert {"holds": 0, "broken": 0, "undecided": 0} == gs.verify(without).counts
    assert "年初加增减" not in str(gs.verify(both))
    assert "销售、库存：不合“售出等于年末”：售出 2，年末 1，两边相差 1" == gs.verify(both)[0].message()


@given(reports(None, st.none() | st.integers(0, 3)))
def test_verifying_never_raises_and_every_finding_says_itself(generated: gs.Report) -> None:
    findings = gs.verify(generated)

    assert all(finding.message("zh") and finding.message("en") for finding in findings)
    assert findings == gs.verify(gs.from_json(gs.to_json(generated)))
    assert figures(generated) == figures(gs.from_data(gs.to_data(generated)))


@given(damaged_documents() | documents(), st.none() | st.sampled_from(get_args(OrganKind)), st.none() | st.dates())
def test_whatever_the_schema_passes_is_verified_without_an_error(
    document: dict[str, Any], kind: OrganKind | None, day: date | None
) -> None:
    if not gs.problems(document):
        report = gs.from_data(document)
        findings = (*gs.verify(report, organ_kind=kind, published_on=day), *gs.verify_narrative(report))

        assert all(finding.message("zh") and finding.message("en") for finding in findings)


@given(reports(None, st.integers(0, 9)))
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
