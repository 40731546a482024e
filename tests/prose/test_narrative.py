"""Prose against tables: one report for each rule, what is said of it, and what is left alone."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from attrs import evolve

import govinfo_schema as gs
from govinfo_schema.form.walk import Figure, with_figures

CELLS: dict[str, Figure] = {
    "/requests/received/natural_person": 70,
    "/requests/received/organizations/commercial_enterprise": 4,
    "/requests/received/total": 74,
    "/requests/carried_in/natural_person": 1,
    "/requests/carried_in/total": 1,
    "/requests/handled/disclosed/natural_person": 30,
    "/requests/handled/disclosed/total": 30,
    "/requests/handled/withheld/internal_affairs/total": 3,
    "/requests/handled/other_handling/other/total": 10,
    "/requests/handled/total/total": 73,
    "/requests/carried_over/total": 2,
    "/review_and_litigation/reconsideration/total": 12,
    "/review_and_litigation/reconsideration/pending": 2,
    "/review_and_litigation/litigation/direct/total": 3,
    "/proactive_disclosure/normative_documents/issued": 5,
    "/proactive_disclosure/normative_documents/in_force": 30,
    "/proactive_disclosure/charges/amount": Decimal("1.5"),
}

OUTCOMES = "予以公开30件，部分公开0件，不予公开3件，无法提供0件，不予处理0件，其他处理10件"


def report(
    overview: str | None = None, matters: str | None = None, totals: Mapping[str, Figure] | None = None
) -> gs.form2021.Report:
    """A report of 2023 with these texts, and the totals of some rows changed."""
    form = gs.form2021
    texts = {"overview": overview, "other_matters": matters}
    made = gs.zeros(form.Report, year=2023, organ=form.Organ(name="某市生态环境局"), **texts)
    return with_figures(made, CELLS | {f"/requests/{row}/total": figure for row, figure in (totals or {}).items()})


def found(overview: str, cells: Mapping[str, Figure] | None = None) -> list[str]:
    """The rules that find something in a sentence, but for what it leaves out."""
    made = with_figures(report(overview), cells or {})
    return [f.rule for f in gs.verify_narrative(made) if f.rule not in {"overview.topics", "section.says_nothing"}]


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("全年收到政府信息公开申请74件。", []),
        ("全年收到政府信息公开申请75件。", []),  # with the one carried in
        ("全年收到政府信息公开申请76件。", ["narrative.received"]),
        ("全年收到政府信息公开申请74件（含上年结转1件）。", ["narrative.received"]),
        ("全年收到申请74件，其中自然人70件，企业4件。", []),
        ("全年收到申请75件，其中自然人71件，企业4件。", []),
        ("全年收到申请74件，其中自然人72件。", ["narrative.received"]),
        ("全年收到申请74件，其中法人或其他组织5件。", ["narrative.received"]),
        ("全年收到申请74件，均为自然人申请。", ["narrative.received"]),
        ("全年办理申请74件，办理申请73件，办理申请75件。", []),
        ("全年办理申请72件。", ["narrative.handled"]),
        ("全年办结申请33件，答复申请30件。", []),  # without other handling; those with an answer in substance
        ("全年办结申请70件。", ["narrative.handled"]),
        ("收到申请74件，结转2件，结转1件。", []),  # either direction
        ("收到申请74件，结转3件。", ["narrative.carried_over"]),
        ("收到申请74件，上年结转2件，结转下年度1件。", ["narrative.carried_in", "narrative.carried_over"]),
        ("不予公开申请3件，其他处理10件，予以公开30件。", []),
        ("不予公开申请4件。", ["narrative.withheld"]),
        ("属于三类内部事务信息的申请1件。", []),  # reasons are counted in many ways
        ("予以公开申请占41%，予以公开申请占40.5%。", []),
        ("予以公开申请占41.2%。", ["narrative.disclosed"]),
        ("自然人申请占94.6%，法人或其他组织申请占5.4%。", []),
        ("自然人申请占96.4%。", ["narrative.received"]),
        ("因政府信息公开引发行政复议12件，行政诉讼3件。", []),
        ("因政府信息公开引发行政复议10件，行政复议、行政诉讼共15件。", []),  # without the two pending
        ("因政府信息公开引发行政复议11件，行政复议、行政诉讼共16件。", ["narrative.reconsideration"] * 2),
        ("制发规范性文件5件，现行有效31件。", ["narrative.normative_documents"]),
        ("行政事业性收费1.5万元。", []),
        ("行政事业性收费15001元。", ["narrative.charges"]),
        ("收到申请74件，均已办结。", ["narrative.all_done"]),
        ("收到申请74件，均在法定期限内答复。", []),
        ("主动公开情况、依申请公开情况、政府信息管理情况、平台建设情况、监督保障情况良好。", []),
        ("主动公开规章13件（含新制定5件，修改4件，废止4件）。", ["narrative.administrative_rules"] * 2),
        ("收到申请74件，其中网上50件，信函20件，当面5件。", ["narrative.parts"]),
        ("收到申请74件，其中网上50件，信函20件。", []),
        ("收到申请74件，分别为网上50件，信函20件。", ["narrative.parts"]),
        ("收到申请74件，上年结转1件，共计76件。", ["narrative.received", "narrative.parts"]),
        (f"收到申请74件，上年结转1件。其中{OUTCOMES}。", []),  # of both, less what is carried over
        (f"办结申请73件，其中{OUTCOMES}。", ["narrative.parts"]),
        ("市政府新收申请60件；部门新收申请14件。", []),
        ("收到申请75件（含上年结转1件），撤回3件，受理申请72件。", []),
        ("2024年，我局收到申请74件。", ["narrative.year"]),
        ("2024年，我局拟制定规范性文件7件。", []),
        ("2022年，我局收到申请74件，办结73件。", ["narrative.year"]),
        ("2022年，我局收到申请30件。", []),
        ("2022年收到申请74件，2023年收到申请74件。", []),
        ("截至2022年12月31日，本年度收到申请74件。", ["narrative.year"]),
        ("2022年，我局扎实推进政府信息公开工作。", ["narrative.year"]),
        ("2022年，我局政府信息公开工作获评先进。", []),
        ("上半年收到申请30件，市公安局收到申请9件，网上申请8件，公开信息500条。", []),
    ],
)
def test_a_sentence_is_held_against_the_tables(sentence: str, rules: list[str]) -> None:
    assert rules == sorted(found(sentence), key=lambda rule: rules.index(rule) if rule in rules else -1)


def test_a_finding_quotes_the_words_names_the_cell_and_turns_into_data_and_back() -> None:
    findings = gs.verify_narrative(report("我局严格依法办理。全年收到政府信息公开申请76件。"))
    finding = findings[0]

    assert ("narrative.received", "broken", "warning", "organ") == (
        finding.rule, finding.verdict, finding.severity, finding.responsible,
    )  # fmt: skip
    assert (("/overview",), 76, ("/requests/received/total",), 74) == (
        finding.left, finding.left_sum, finding.right, finding.right_sum,
    )  # fmt: skip
    assert gs.Quote(words="收到政府信息公开申请76件", offset=11) == finding.quote
    assert (
        "一、总体情况第 12 字起“收到政府信息公开申请76件”：说的是 76，表里一、本年新收政府信息公开申请数量 · 总计 74。"
        "“收到”单算新收、连同上年结转都不是这个数。请核对正文和表格，改正写错的一处。"
    ) == finding.message()
    assert (
        "I. Overview, character 12, “收到政府信息公开申请76件”: says 76, the table has Item 1, requests newly received "
        "this year · total 74. Neither new requests alone nor with those carried in. Check both and mend the one that "
        "is wrong."
    ) == finding.message("en")
    again = gs.Findings.from_json(gs.to_json(findings))
    assert findings == again
    assert again[0].message().startswith("一、总体情况第 12 字起“收到政府信息公开申请76件”：说的是 76")
    assert "quote" not in gs.to_data(gs.verify(report(totals={"carried_over": 9})))["findings"][0]


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("不予公开申请4件。", "说的是 4，表里三、本年度办理结果 · （三）不予公开 · 总计 3。"),
        ("予以公开申请占50%。", "说的是 50%，按表里的数是 41%。"),
        ("收到申请74件，均已办结。", "“均已办结”：表里四、结转下年度继续办理 · 总计 2。"),
        ("收到申请74件，其中网上70件，信函20件。", "总数 74，各项相加是 90。"),
        ("2022年，我局扎实推进政府信息公开工作。", "表里报告年度 2023。"),
        ("很好。", "“很好。”：不合“第一、五节有实际内容”。"),
    ],
)
def test_each_kind_of_sentence_has_its_message(sentence: str, message: str) -> None:
    assert message in str(gs.verify_narrative(report(sentence)))


def test_what_may_be_narrower_is_a_notice() -> None:
    assert ["notice"] == [f.severity for f in gs.verify_narrative(report("全市共收到申请30件。")) if f.quote]


@pytest.mark.parametrize(("done", "severity"), [(72, "notice"), (71, "warning")])
def test_what_is_done_of_this_years_requests_alone_is_a_notice(done: int, severity: str) -> None:
    """收到 74 件，办结 72 件，正在办理 2 件: the table has those carried in as well."""
    findings = gs.verify_narrative(report(f"全年收到申请74件，已办结{done}件，正在办理2件。"))

    assert [severity] == [finding.severity for finding in findings if finding.quote]


@pytest.mark.parametrize(("number", "severities"), [(80, ["notice"]), (30, [])])
def test_where_the_text_has_it_right_elsewhere_a_larger_figure_is_a_notice_and_a_smaller_one_a_part(
    number: int, severities: list[str]
) -> None:
    findings = gs.verify_narrative(report(f"全年收到申请74件。另收到申请{number}件，答复申请73件。"))

    assert severities == [finding.severity for finding in findings if finding.quote]


def test_an_organ_that_explains_itself_is_quoted() -> None:
    noted = gs.form2021.Note(at="/requests/received", text="其中二件为误收。")
    (finding, _) = gs.verify_narrative(evolve(report("全年收到申请76件，依法答复。"), notes=(noted,)))

    assert "其中二件为误收。" == finding.note


@pytest.mark.parametrize("row", ["received", "carried_over"])
def test_what_blanks_leave_open_is_no_finding(row: str) -> None:
    made = report("全年收到申请76件，结转下年度3件。", totals={row: None})

    assert f"narrative.{row}" not in [finding.rule for finding in gs.verify_narrative(made)]


def test_a_total_of_0_beside_its_parts_is_the_mistake_of_the_table() -> None:
    made = report("全年收到申请74件，依法答复。", totals={"received": 0})

    assert [] == [finding.rule for finding in gs.verify_narrative(made) if finding.quote]


def test_all_done_is_right_where_nothing_is_carried_over() -> None:
    assert [] == [
        f.rule for f in gs.verify_narrative(report("收到申请74件，均已办结。", totals={"carried_over": 0})) if f.quote
    ]


def test_blanks_that_cannot_hold_what_is_claimed_are_found() -> None:
    cells: dict[str, Figure] = {"/requests/handled/withheld/state_secret/total": None}

    assert ["narrative.withheld"] == found("不予公开申请2件。", cells)
    assert [] == found("不予公开申请4件。", cells)
    assert [] == found("因政府信息公开引发行政复议11件。", {"/review_and_litigation/reconsideration/pending": None})
    assert [] == found("予以公开申请占90%。", {"/requests/handled/disclosed/total": None})


def test_nothing_is_said_of_sections_that_are_left_out_or_cells_that_the_form_has_not() -> None:
    assert [] == [
        f.rule for f in gs.verify_narrative(evolve(report("收到申请9件，办结申请9件。"), requests=None)) if f.quote
    ]
    form = gs.form2019
    old = gs.zeros(form.Report, year=2019, organ=form.Organ(name="某局"), overview="废止规范性文件9件，收费9万元。")
    assert [] == list(gs.verify_narrative(old))
    assert [] == list(gs.verify_narrative(report()))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("收取信息处理费380元。", []),
        ("收取信息处理费385元。", ["other_matters.fee_step"]),
        ("收取信息处理费1.7万元。", ["other_matters.fee_and_charges"]),
        ("收取信息处理费1.6万元。", []),
        ("未收取信息处理费。", []),
        ("无。", ["other_matters.processing_fee"]),
    ],
)
def test_section_six_tells_the_processing_fee(text: str, rules: list[str]) -> None:
    assert rules == [finding.rule for finding in gs.verify_narrative(report(matters=text))]


def test_the_2019_form_asks_for_no_fee() -> None:
    form = gs.form2019
    old = gs.zeros(form.Report, year=2019, organ=form.Organ(name="某局"), other_matters="收取信息处理费385元。")

    assert [] == list(gs.verify_narrative(old))


def test_a_fee_in_section_one_is_left_to_section_six() -> None:
    assert [] == found("全年共收取信息处理费385元，依法依规。")


def test_a_section_that_says_nothing_and_one_without_its_topics() -> None:
    findings = gs.verify_narrative(evolve(report("无"), problems_and_improvements="暂 无"))

    assert [("section.says_nothing", ("/overview",)), ("section.says_nothing", ("/problems_and_improvements",))] == [
        (finding.rule, finding.left) for finding in findings
    ]
    (topics,) = gs.verify_narrative(report("主动公开信息五百条，收到申请，加强网站建设，开展培训。"))
    assert (
        "一、总体情况 没有说到政府信息管理：不合“第一节说到五个方面”。格式要求总体情况写明这些方面。请补写。"
        == topics.message()
    )


def test_a_reading_can_be_corrected() -> None:
    """Whoever sees that a claim is of an office says so, and it is not compared."""
    made = report("全年收到申请30件，依法答复。")
    read = gs.claims("全年收到申请30件，依法答复。", year=2023)
    corrected = [evolve(claim, scope="other organ") for claim in read]

    assert "narrative.received" in [finding.rule for finding in gs.verify_narrative(made)]
    assert "narrative.received" not in [
        finding.rule for finding in gs.verify_narrative(made, read={"overview": corrected})
    ]
    assert [] == [finding.rule for finding in gs.verify_narrative(made, read={}) if finding.quote]
