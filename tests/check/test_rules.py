"""The rule book: what is in it, and how a caller selects and adds rules."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from attrs import evolve

import govinfo_schema as gs
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.vocabulary import Relation
from govinfo_schema.form.walk import with_figures

RULES = Path(__file__).parents[3] / "shared" / "rules.md"
OF_SEVERAL = {
    "succession.gap", "succession.double", "succession.organ",
    "consolidation.missing", "consolidation.doubled", "consolidation.stale",
}  # fmt: skip
"""What a series of reports lacks, and which member explains a whole."""

MORE_RULES = gs.Rule(
    id="my.normative_documents_in_section_one",
    severity="notice",
    relation="<=",
    left=("proactive_disclosure.administrative_rules.issued",),
    right=("proactive_disclosure.normative_documents.issued",),
    label="本年制发的规章不多于行政规范性文件",
    english="rules issued ≤ normative documents issued",
    explanation="请核对两行。",
    english_explanation="Check both rows.",
)


@pytest.mark.skipif(not RULES.exists(), reason="../shared is absent")
def test_every_rule_is_there_with_its_severity() -> None:
    text = RULES.read_text(encoding="utf-8").partition("## Between a whole and its parts")[0]
    told: dict[str, str] = {}
    for line in text.splitlines():
        ids = re.findall(r"`([a-z_]+\.[a-z_]+)`", line.partition("| ")[2].partition(" |")[0])
        severity = re.search(r"\| (error|warning|notice)", line)
        told |= dict.fromkeys(ids, severity[1] if severity else "")
    rules = {id_: rule for edition in EDITIONS for id_, rule in gs.rules(edition).items()}
    ours = {id_: rule.severity for id_, rule in rules.items() if not id_.startswith("narrative.")}
    told |= {"consolidation.sum": "warning"}

    assert told == {id_: severity for id_, severity in ours.items() if id_ not in OF_SEVERAL}
    assert ours.keys() >= OF_SEVERAL


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_rule_says_what_it_is_in_both_languages_and_where_it_comes_from(edition: str) -> None:
    for id_, rule in gs.rules(edition).items():
        assert id_ == rule.id
        assert all([rule.label, rule.english, rule.explanation, rule.english_explanation, rule.source]), id_
        assert rule.explanation.endswith("。")
        assert rule.english_explanation.endswith(".")


def test_an_edition_has_rules_of_its_own() -> None:
    old, new = gs.rules("2019"), gs.rules("2021")

    assert {
        "documents.disclosed_within_stock", "items.not_negative", "procurement.items_and_amount", "succession.items",
    } == {*old} - {*new}  # fmt: skip
    asked_since_2021 = {
        "narrative.charges", "overview.topics", "other_matters.processing_fee", "other_matters.fee_and_charges",
        "other_matters.fee_step",
    }  # fmt: skip
    stock = {"documents.issued_within_stock", "succession.in_force_at_most", "succession.in_force_at_least"}
    assert {*stock, *asked_since_2021} == {*new} - {*old}
    assert old["requests.balance"] == new["requests.balance"]
    with pytest.raises(KeyError):
        gs.rules("2020")


def test_a_caller_selects_rules(xinjiang: gs.Report) -> None:
    said = {finding.rule for finding in gs.verify(xinjiang)}

    assert {"cell.blank"} == {finding.rule for finding in gs.verify(xinjiang, only=["cell.blank"])}
    assert said - {"cell.blank"} == {finding.rule for finding in gs.verify(xinjiang, without=["cell.blank"])}
    assert () == gs.verify(xinjiang, only=["cell.blank"], without=["cell.blank"]).findings
    assert () == gs.verify(xinjiang, only=()).findings
    assert gs.verify(xinjiang) == gs.verify(xinjiang, without=["documents.issued_within_stock"])


@pytest.mark.parametrize(("rule", "function"), [
    ("narrative.received", "verify_narrative"), ("succession.carried", "verify_succession"),
    ("consolidation.sum", "verify_consolidation"),
])  # fmt: skip
def test_a_rule_that_another_function_looks_at_is_not_passed_over_in_silence(
    report: gs.Report, rule: str, function: str
) -> None:
    with pytest.raises(gs.InvalidForm, match=f"{rule}: looked at by {function}, not by verify"):
        gs.verify(report, only=[rule])


def test_rules_of_several_functions_are_told_in_the_order_of_their_names(report: gs.Report) -> None:
    rules = ["succession.carried", "narrative.received", "consolidation.sum"]
    said = "consolidation.sum, narrative.received, succession.carried: looked at by verify_consolidation, "
    with pytest.raises(gs.InvalidForm, match=f"{said}verify_narrative, verify_succession, not by verify"):
        gs.verify(report, only=rules)


def test_a_rule_that_is_like_none_has_a_nearest_one_all_the_same(report: gs.Report) -> None:
    with pytest.raises(gs.InvalidForm, match=r"no rule 某规则; nearest: [a-z_]+\.[a-z_]+"):
        gs.verify(report, only=["某规则"])


@pytest.mark.parametrize("named", [{"only": ["requests.balanc"]}, {"without": {"requests.balanc"}}])
def test_a_rule_that_no_edition_has_is_told_with_the_nearest(report: gs.Report, named: dict[str, list[str]]) -> None:
    with pytest.raises(gs.InvalidForm, match=r"no rule requests\.balanc; nearest: requests\.balance"):
        gs.verify(report, **named)  # type: ignore[arg-type]


def test_a_caller_adds_a_rule_of_the_same_kind() -> None:
    nothing = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局"))
    report = with_figures(nothing, {"/proactive_disclosure/administrative_rules/issued": 2})
    (found,) = gs.verify(report, extra=[MORE_RULES], only=[MORE_RULES.id])

    assert ("broken", "notice", 2, 0) == (found.verdict, found.severity, found.left_sum, found.right_sum)
    assert (
        "“本年制发件数”列：不合“本年制发的规章不多于行政规范性文件”：规章 2，行政规范性文件 0。请核对两行。"
    ) == found.message()
    assert MORE_RULES.id not in {
        finding.rule for finding in gs.verify(report, extra=[MORE_RULES], without=[found.rule])
    }
    assert "my.normative_documents_in_section_one: broken" == gs.Findings.from_data(
        gs.to_data(gs.verify(report, extra=[MORE_RULES], only=[MORE_RULES.id]))
    )[0].message("en")


def test_what_a_rule_does_not_say_is_empty_and_it_is_an_equation_of_one_report() -> None:
    rule = gs.Rule(id="我的", label="规则", english="rule")

    assert ("", "", "") == (rule.explanation, rule.english_explanation, rule.source)
    assert ("error", "cells", "=") == (rule.severity, rule.kind, rule.relation)
    assert ((), (), False, False) == (rule.left, rule.right, rule.computes, rule.crosses)


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (evolve(MORE_RULES, id="requests.balance"), "an id of its own"),
        (evolve(MORE_RULES, kind="document"), "is here of kind cells"),
        (evolve(MORE_RULES, left=("now:requests.received.total",)), "now:requests.received.total is in none of the"),
        (evolve(MORE_RULES, id=""), "a rule has an id"),
        (evolve(MORE_RULES, left=()), "nothing stands on the left"),
        (evolve(MORE_RULES, left=("requests.received.totl",)), "totl may be total"),
        (evolve(MORE_RULES, right=("year",)), "/year holds no figure"),
        (evolve(MORE_RULES, left=("overview",), right=()), "/overview holds no figure"),
        (evolve(MORE_RULES, left=("overview",), right=(), relation="filled"), "/overview holds no figure"),
        (evolve(MORE_RULES, relation="=="), "== is none of =, <=, >="),  # type: ignore[arg-type]
        (evolve(MORE_RULES, severity="fatal"), "fatal is none of error, warning, notice"),  # type: ignore[arg-type]
        (evolve(MORE_RULES, computes=True), "alone on the left of ="),
        (evolve(MORE_RULES, left=["requests.nothing"]), "there is no requests.nothing"),  # type: ignore[arg-type]
    ],
)
def test_a_rule_declared_wrongly_is_refused(rule: gs.Rule, why: str) -> None:
    report = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局"))

    with pytest.raises(gs.InvalidForm, match=why):
        gs.verify(report, extra=[rule])


def test_what_a_caller_knows_of_the_organ_and_the_day_decides_timeliness(report: gs.Report) -> None:
    late = date(report.year + 1, 2, 15)
    rule = "document.published_in_time"

    assert "undecided" == next(found for found in gs.verify(report, published_on=late) if found.rule == rule).verdict
    assert () == gs.verify(report, only=[rule], published_on=late, organ_kind="city government").findings
    assert ["broken"] == [
        found.verdict for found in gs.verify(report, only=[rule], published_on=late, organ_kind="other")
    ]
    assert () == gs.verify(report, only=[rule]).findings


def test_the_report_s_own_date_comes_first_and_the_caller_s_must_follow_the_period_too(report: gs.Report) -> None:
    rules, soon, late = ["document.dates", "document.published_in_time"], (2025, 1, 20), date(2025, 5, 1)
    report = evolve(report, year=2024, period=None, published_on=None)

    assert () == gs.verify(evolve(report, published_on=str(date(*soon))), only=rules, published_on=late).findings
    assert () == gs.verify(report, only=rules, published_on=datetime(*soon, 9, 30)).findings  # noqa: DTZ001
    assert ["document.dates"] == [
        found.rule for found in gs.verify(report, only=rules, published_on=date(2024, 5, 1), organ_kind="department")
    ]


def test_a_kind_of_organ_that_there_is_not_is_refused(report: gs.Report) -> None:
    with pytest.raises(gs.InvalidForm, match="no kind of organ 县级政府; there are ministry"):
        gs.verify(report, organ_kind="县级政府")  # type: ignore[arg-type]


LICENSED = "proactive_disclosure.licensing"


@pytest.mark.parametrize(
    ("relation", "left", "right", "figures", "verdicts"),
    [
        ("zero together", ("change",), ("decisions",), (None, -5, 0), ["broken"]),
        ("zero together", ("change",), ("decisions",), (None, -5, 3), []),
        ("zero together", ("change",), ("decisions",), (None, None, 3), ["undecided"]),
        ("itemized", ("items_last_year", "change"), ("decisions",), (0, 4, None), ["broken"]),
        ("filled", ("decisions",), (), (None, None, 0), []),
        ("filled", ("items_last_year", "decisions"), (), (None, 0, 0), ["broken"]),
    ],
)
def test_a_relation_means_in_a_caller_s_rule_what_is_written(
    relation: Relation,
    left: tuple[str, ...],
    right: tuple[str, ...],
    figures: tuple[int | None, ...],
    verdicts: list[str],
) -> None:
    nothing = gs.zeros(gs.form2019.Report, year=2019, organ=gs.form2019.Organ(name="某局"))
    cells = ("items_last_year", "change", "decisions")
    changes = {f"/proactive_disclosure/licensing/{cell}": figure for cell, figure in zip(cells, figures, strict=True)}
    sides = [tuple(f"{LICENSED}.{cell}" for cell in side) for side in (left, right)]
    rule = evolve(MORE_RULES, relation=relation, left=sides[0], right=sides[1])
    found = gs.verify(with_figures(nothing, changes), only=(id_ for id_ in [rule.id]), extra=iter([rule]))  # type: ignore[arg-type]

    assert verdicts == [finding.verdict for finding in found]
