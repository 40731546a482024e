"""Two consecutive years of one organ, and a run of years."""

import json
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.generated import sound

import govinfo_schema as gs
from govinfo_schema.across.succession import likeness
from govinfo_schema.form.editions import EDITIONS, edition_for
from govinfo_schema.form.instances import instances
from govinfo_schema.form.walk import Figure, figures, with_figures
from govinfo_schema.strategies import reports

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
PAIRS: dict[str, Any] = (
    json.loads((REPORTS / "succession.json").read_text(encoding="utf-8")) if REPORTS.is_dir() else {}
)
TOLD = ("succession.carried", "succession.in_force_at_most", "succession.in_force_at_least", "succession.items")
JUMP = ["succession.jump"]
LICENSING = "/proactive_disclosure/licensing"
NORMS = "/proactive_disclosure/normative_documents"
REVIEW = "/review_and_litigation"
SENTENCES = "".join(f"本年主动公开第{chr(0x4E00 + at)}类信息{at}条。" for at in range(60))


def real(name: str) -> gs.Report:
    """A published report."""
    return gs.from_json((REPORTS / f"{name}.json").read_bytes())


def nothing(year: int, name: str = "某局", **texts: str) -> gs.Report:
    """A report of a year in which nothing happened."""
    return gs.zeros(EDITIONS[edition_for(year) or ""], year=year, organ=gs.form2021.Organ(name=name), **texts)


def years(
    before: dict[str, Figure], now: dict[str, Figure], year: int = 2023, **named: Any
) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """What is found between two years in which little happened."""
    found = gs.verify_succession(with_figures(nothing(year), before), with_figures(nothing(year + 1), now), **named)
    return [(finding.rule, finding.verdict, finding.left, finding.right) for finding in found]


@pytest.mark.skipif(not PAIRS, reason="the published reports are not beside the project")
@pytest.mark.parametrize("pair", PAIRS)
def test_a_published_pair_is_judged_as_known(pair: str) -> None:
    findings = gs.verify_succession(*map(real, pair.split(" -> ")), only=TOLD)
    not_holding = [
        {
            "rule": finding.rule,
            "left": list(finding.left),
            "right": list(finding.right),
            "left_sum": finding.left_sum,
            "right_sum": finding.right_sum,
            "verdict": finding.verdict,
        }
        for finding in findings
    ]

    assert PAIRS[pair] == {"rules": sum(findings.counts.values()), "not_holding": not_holding}


@pytest.mark.skipif(not PAIRS, reason="the published reports are not beside the project")
def test_a_published_series_crosses_the_change_of_form() -> None:
    series = gs.verify_series(real(f"pingtan-{year}") for year in (2021, 2019, 2022, 2020))

    assert {"holds": 116, "broken": 1, "undecided": 0} == series.counts
    assert [("succession.jump", (f"2022:{NORMS}/repealed",))] == [(found.rule, found.left) for found in series]


@pytest.mark.parametrize("year", [2019, 2021])
def test_every_figure_that_a_rule_speaks_of_is_found_at_its_cells_when_it_changes(year: int) -> None:
    form, changed = EDITIONS[str(year)], 0
    clean = {"before": nothing(year), "now": nothing(year + 1)}
    spoken = [instance for instance in instances(form, "succession") if instance.rule.relation != "near"]
    for cell in {cell for instance in spoken for cell in (*instance.left, *instance.right)}:
        which, _, pointer = cell.partition(":")
        pair = clean | {which: with_figures(clean[which], {pointer: 1})}
        found = gs.verify_succession(pair["before"], pair["now"])
        breaks = {"=": (True, False), "<=": (True,), ">=": (False,)}  # when what stands on the left grows
        broken = [
            (instance.rule.id, instance.left, instance.right)
            for instance in spoken
            if cell in (*instance.left, *instance.right) and (cell in instance.left) in breaks[instance.rule.relation]
        ]
        changed += len(broken)

        assert sorted(broken) == sorted((finding.rule, finding.left, finding.right) for finding in found)

    assert {2019: 32, 2021: 25}[year] == changed


def test_carried_in_is_held_against_carried_over_in_every_column() -> None:
    assert [
        (
            "succession.carried", "broken",
            ("now:/requests/carried_in/organizations/other",), ("before:/requests/carried_over/organizations/other",),
        )
    ] == years({"/requests/carried_over/organizations/other": 2}, {})  # fmt: skip


def test_litigation_is_looked_at_as_a_whole() -> None:
    direct, after = f"{REVIEW}/litigation/direct", f"{REVIEW}/litigation/after_reconsideration"

    assert [] == years({f"{direct}/pending": 2}, {f"{after}/total": 2})
    assert [
        (
            "succession.pending", "broken",
            (f"now:{direct}/total", f"now:{after}/total"), (f"before:{direct}/pending", f"before:{after}/pending"),
        )
    ] == years({f"{direct}/pending": 2}, {f"{after}/total": 1})  # fmt: skip


def test_across_the_change_of_form_only_what_crosses_it_speaks() -> None:
    crossing = {rule.id for edition in EDITIONS for rule in gs.rules(edition).values() if rule.crosses}
    findings = gs.verify_succession(nothing(2020, overview=SENTENCES), nothing(2021, overview=SENTENCES))

    assert {"succession.carried", "succession.pending"} == crossing
    assert {"holds": 9, "broken": 0, "undecided": 0} == findings.counts
    assert ["succession.carried"] == [
        rule for rule, *_ in years({"/requests/carried_over/total": 90, f"{LICENSING}/decisions": 1_000}, {}, 2020)
    ]


@pytest.mark.parametrize(
    ("before", "now", "verdicts"),
    [
        (4, 20, []), (4, 21, ["broken"]), (3, 19, []), (100, 20, []), (100, 19, ["broken"]), (20, 3, ["broken"]),
        (19, 3, []), (0, 500, []), (500, 0, []), (None, 500, ["undecided"]), (500, None, ["undecided"]),
        (1, None, ["undecided"]), (None, 1, ["undecided"]), (None, None, ["undecided"]), (None, 0, []), (0, None, []),
    ],
)  # fmt: skip
def test_a_jump_is_more_than_five_times_of_twenty_or_more(
    before: int | None, now: int | None, verdicts: list[str]
) -> None:
    cell = f"{LICENSING}/decisions"

    assert verdicts == [verdict for _, verdict, *_ in years({cell: before}, {cell: now}, only=JUMP)]


@pytest.mark.parametrize(
    ("left", "right", "verdicts"),
    [((30, 1), (5, 2), []), ((30, 1), (4, 1), ["broken"]), ((30, None), (4, 1), ["broken"]),
     ((3, None), (4, 1), ["undecided"]), ((30, 1), (None, 1), ["undecided"]),
     ((29, 1), (None, 7), ["undecided"])],
)  # fmt: skip
def test_near_is_decided_by_bounds_in_a_rule_of_one_s_own(
    left: tuple[int | None, ...], right: tuple[int | None, ...], verdicts: list[str]
) -> None:
    rows = ("requests.received.natural_person", "requests.received.total")
    rule = gs.Rule(
        id="我的", kind="succession", relation="near", label="相近", english="near",
        left=tuple(f"now:{row}" for row in rows), right=tuple(f"before:{row}" for row in rows),
    )  # fmt: skip
    before, now = (
        with_figures(
            nothing(year), {f"/{row.replace('.', '/')}": figure for row, figure in zip(rows, side, strict=True)}
        )
        for year, side in ((2023, right), (2024, left))
    )
    found = gs.verify_succession(before, now, extra=[rule], only=[rule.id])

    assert verdicts == [finding.verdict for finding in found]


@pytest.mark.parametrize(
    ("units", "rules"), [(("元", "万元"), []), (("元", None), []), (("元", "元"), JUMP), ((None, None), JUMP)]
)
def test_amounts_jump_only_within_one_unit(units: tuple[str | None, ...], rules: list[str]) -> None:
    bought = "/proactive_disclosure/procurement"
    printed: list[dict[str, Any]] = [
        {f"{bought}/amount": Decimal(amount), f"{bought}/unit": unit}
        for amount, unit in zip((900, 9), units, strict=True)
    ]

    assert rules == [rule for rule, *_ in years(printed[0], printed[1], 2019)]


def test_a_change_that_may_be_negative_never_jumps() -> None:
    assert [] == years({f"{LICENSING}/change": 100}, {f"{LICENSING}/change": -1}, 2019, only=JUMP)


def test_a_text_that_repeats_last_year_s_is_found_whatever_the_figures_in_it() -> None:
    before, now = nothing(2023, overview=SENTENCES), nothing(2024, overview=SENTENCES.replace("1", "27"))
    (found,) = gs.verify_succession(before, now)

    assert ("succession.text_copied", ("now:/overview",), ("before:/overview",)) == (
        found.rule,
        found.left,
        found.right,
    )
    assert (
        "2024 年“一、总体情况” 有 100% 相同、2023 年“一、总体情况”：不合“文字不照抄上年”。"
        "除了数字，这一节几乎逐字与上年相同。内容不应雷同，请写本年的情况。"
    ) == found.message()
    assert {"holds": 51, "broken": 0, "undecided": 0} == gs.verify_succession(before, now).counts


@pytest.mark.parametrize("other", [SENTENCES[:200], SENTENCES[::-1], "", SENTENCES + SENTENCES[:100]])
def test_a_text_that_is_short_or_differs_is_not_copied(other: str) -> None:
    text = min(SENTENCES, other, key=len) if 0 < len(other) <= 200 else SENTENCES

    assert () == gs.verify_succession(nothing(2023, overview=text), nothing(2024, overview=other)).findings


@given(st.text("甲乙丙", min_size=1, max_size=12), st.text("甲乙丙", min_size=1, max_size=12))
def test_likeness_is_that_of_the_longest_common_subsequence(one: str, other: str) -> None:
    longest = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for at, first in enumerate(one, 1):
        for to, second in enumerate(other, 1):
            above = max(longest[at - 1][to], longest[at][to - 1])
            longest[at][to] = longest[at - 1][to - 1] + 1 if first == second else above
    exact = 2 * longest[-1][-1] / (len(one) + len(other))

    assert exact == likeness(one, other) or exact <= likeness(one, other) < 0.95


SMALL = reports(None, st.none() | st.integers(0, 30))


def at_years(found: gs.Findings, before: int, now: int) -> list[gs.Finding]:
    """Findings of a pair as a series tells them."""

    def told(pointers: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(p.replace("before:", f"{before}:").replace("now:", f"{now}:") for p in pointers)

    return [evolve(one, left=told(one.left), right=told(one.right), blanks=told(one.blanks)) for one in found]


@given(st.dictionaries(st.integers(2019, 2026), SMALL, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_a_series_is_its_pairs_in_whatever_order_it_is_given(drawn: dict[int, gs.Report], random: Random) -> None:
    series = [evolve(report, year=year) for year, report in sorted(drawn.items())]
    pairs = [(gs.verify_succession(one, two), one.year, two.year) for one, two in pairwise(series)]
    found = gs.verify_series(random.sample(series, len(series)))

    assert sum(of_pair.holds for of_pair, _, _ in pairs) == found.holds
    told = Counter(told for of_pair, one, two in pairs for told in at_years(of_pair, one, two))
    assert told == Counter(found)


@given(SMALL, SMALL)
def test_what_was_carried_over_and_is_carried_in_breaks_nothing(before: gs.Report, now: gs.Report) -> None:
    carried = "/requests/carried_over/"
    over = {cell.replace("over", "in"): figure for cell, figure in figures(before).items() if cell.startswith(carried)}
    before, now = evolve(before, year=2023), evolve(now, year=2024)
    if over and now.requests:
        now = with_figures(now, over)
    found = gs.verify_succession(before, now, only=["succession.carried"])

    assert {"undecided"} >= {finding.verdict for finding in found}
    assert len(found) == list(over.values()).count(None) * (now.requests is not None)


def test_years_that_do_not_follow_are_found_and_nothing_else_is_held_between_them() -> None:
    before, now = nothing(2021), with_figures(nothing(2023), {"/requests/carried_in/total": 3})
    (gap,) = gs.verify_succession(before, now)
    (back,) = gs.verify_succession(now, before)
    (twice,) = gs.verify_succession(now, now)

    assert ("succession.gap", ("now:/year",), ("before:/year",)) == (gap.rule, gap.left, gap.right)
    assert ["succession.gap", "succession.double"] == [back.rule, twice.rule]
    assert (
        "2023 年“报告年度”、2021 年“报告年度”：不合“年度一年接着一年”。两份报告不是先后相连的两个年度，"
        "年度之间的规则无从核对。请补上缺的年度，或者核对年度和先后。"
    ) == gap.message()
    assert "2023 report “year reported on”, 2021 report “year reported on”: against “one" in gap.message("en")


def test_a_series_finds_gaps_doubles_and_other_organs() -> None:
    series = [nothing(2024, "另一局"), nothing(2019), nothing(2021), nothing(2021), nothing(2022), nothing(2023)]
    found = gs.verify_series(iter(series))

    assert [
        ("succession.gap", ("2021:/year",), ("2019:/year",)),
        ("succession.double", ("2021 other:/year",), ("2021:/year",)),
        ("succession.organ", ("2024:/organ/name",), ("2023:/organ/name",)),
    ] == [(finding.rule, finding.left, finding.right) for finding in found]
    assert {"holds": 3 * 51, "broken": 0, "undecided": 0} == found.counts
    assert "2024 年“机关名称” 另一局、2023 年“机关名称” 某局：不合“各年是同一个机关的报告”。" in (found[2].message())
    assert found[1].message().startswith("2021 年另一份“报告年度”、2021 年“报告年度”：不合“一个年度只有一份报告”。")
    assert () == gs.verify_series([nothing(2024)]).findings
    with pytest.raises(gs.UnfitReports, match="there is no report"):
        gs.verify_series([])


@pytest.mark.parametrize(
    ("codes", "names", "same"),
    [
        ((None, None), ("甲局", "甲局"), True), ((None, None), ("甲局", "乙局"), False),
        (("1", "1"), ("甲局", "乙局"), True), (("1", "2"), ("甲局", "甲局"), False),
        (("1", None), ("甲局", "甲局"), True),
    ],
)  # fmt: skip
def test_an_organ_is_known_by_its_credit_code_else_by_its_name(
    codes: tuple[str | None, ...], names: tuple[str, ...], same: bool
) -> None:
    one, other = (
        evolve(nothing(year), organ=gs.form2021.Organ(name=name, credit_code=code))
        for year, name, code in zip((2023, 2024), names, codes, strict=True)
    )

    assert same == (() == gs.verify_succession(one, other).findings)


def test_the_later_of_two_reports_of_one_year_is_held_against_the_next() -> None:
    first, corrected = nothing(2023), with_figures(nothing(2023), {"/requests/carried_over/total": 4})
    now = with_figures(nothing(2024), {"/requests/carried_in/total": 4})

    assert ["succession.double"] == [found.rule for found in gs.verify_series([now, first, corrected])]
    assert ["succession.double", "succession.carried"] == [
        found.rule for found in gs.verify_series([corrected, now, first])
    ]


def test_a_message_says_which_report_prints_what() -> None:
    before = with_figures(nothing(2023), {"/requests/carried_over/total": 5, f"{NORMS}/in_force": 4})
    findings = gs.verify_succession(before, nothing(2024))

    assert [
        "“总计”列：不合“本年的上年结转等于上年的结转下年度继续办理”："
        "2024 年“二、上年结转政府信息公开申请数量” 0，2023 年“四、结转下年度继续办理” 5，两边相差 5",
        "行政规范性文件：不合“本年现行有效与废止之和，不小于上年现行有效与本年制发之和”：2024 年“现行有效件数” 0 + "
        "2024 年“本年废止件数” 0 = 0，2023 年“现行有效件数” 4 + 2024 年“本年制发件数” 0 = 4。"
        "有文件不见了。自行失效的、集中清理掉的常常不计入废止；若不是这样，请核对两年的报告。",
    ] == [finding.message() for finding in findings]
    assert (
        "column “total”: against “carried in this year = carried over last year”: 2024 report “Item 2, requests "
        "carried in from last year” 0, 2023 report “Item 4, carried over to next year” 5, 5 apart"
    ) == findings[0].message("en")
    assert "核对结果：成立 49 项，不成立 2 项，无法判断 0 项；警告 1 条；提示 1 条" == findings.table().splitlines()[0]


def test_a_blank_keeps_a_rule_undecided_and_is_named_with_its_report() -> None:
    before = with_figures(nothing(2023), {"/requests/carried_over/total": None})
    (found,) = gs.verify_succession(before, nothing(2024), only=["succession.carried"])

    assert ("undecided", "unknown", ("before:/requests/carried_over/total",)) == (
        found.verdict,
        found.responsible,
        found.blanks,
    )
    assert found.message().endswith("因为2023 年“四、结转下年度继续办理”空白")


def test_a_section_left_out_in_either_year_says_nothing() -> None:
    before, now = evolve(nothing(2023), requests=None), evolve(nothing(2024), review_and_litigation=None)

    assert {"holds": 14, "broken": 0, "undecided": 0} == gs.verify_succession(before, now).counts


def test_a_note_in_either_year_stands_beside_what_it_explains() -> None:
    note = gs.form2021.Note(at="/requests/carried_over", text="机构合并")
    before = evolve(with_figures(nothing(2023), {"/requests/carried_over/total": 5}), notes=(note,))
    now = evolve(nothing(2024), notes=(note,))

    assert ["机构合并"] == [found.note for found in gs.verify_succession(before, nothing(2024))]
    assert [None] == [found.note for found in gs.verify_succession(evolve(before, notes=None), now)]


@pytest.mark.parametrize("year", [2019, 2023])
def test_findings_that_were_read_back_are_equal_and_still_say_themselves(year: int) -> None:
    reports = [evolve(sound(EDITIONS_OF[year], seed), year=year + seed) for seed in range(2)]
    series = gs.verify_series([*reports, nothing(2025)])
    read = gs.Findings.from_json(gs.to_json(series))

    assert 10 < len(series)
    assert series == read
    assert all("：" in found.message() and "None" not in found.message() for found in read)
    (found,) = gs.Findings.from_json(
        gs.to_json(
            gs.verify_succession(with_figures(nothing(year), {"/requests/carried_over/total": 5}), nothing(year + 1))
        )
    )
    assert "本年“二、上年结转政府信息公开申请数量”，上年“四、结转下年度继续办理”，两边相差 5" in found.message()


EDITIONS_OF = {2019: "2019", 2023: "2021"}


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ({"left": ("requests.received.total",)}, ":requests.received.total is in none of the reports"),
        ({"left": ("whole:requests.received.total",)}, "in none of the reports of a rule of kind succession"),
        ({"kind": "cells"}, "is here of kind succession"),
        ({"left": ()}, "nothing stands on the left"),
    ],
)
def test_a_rule_of_one_s_own_says_of_each_path_which_report(rule: dict[str, Any], why: str) -> None:
    own: dict[str, Any] = {
        "kind": "succession",
        "left": ("now:requests.received",),
        "right": ("before:requests.received",),
    }

    with pytest.raises(gs.InvalidForm, match=why):
        gs.verify_succession(
            nothing(2023), nothing(2024), extra=[gs.Rule(id="我的", label="", english="", **(own | rule))]
        )


def test_rules_are_chosen_as_in_verify() -> None:
    assert [] == years({"/requests/carried_over/total": 5}, {}, without=["succession.carried"])
    with pytest.raises(gs.InvalidForm, match=r"nearest: succession\.carried"):
        years({}, {}, only=["succession.caried"])


def test_nothing_happens_to_the_reports() -> None:
    before, now = sound("2021", 3), evolve(sound("2021", 4), year=2022)
    copies = [gs.from_json(gs.to_json(report)) for report in (before, now)]
    gs.verify_succession(before, now)

    assert [before, now] == copies
    assert figures(before) == figures(copies[0])
