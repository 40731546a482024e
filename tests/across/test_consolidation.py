"""A whole and its members."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.generated import modest, sound

import govinfo_schema as gs
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.instances import instances
from govinfo_schema.form.walk import Figure, figures, with_figures
from govinfo_schema.strategies import reports

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
RECEIVED = "/requests/received/total"
BOUGHT = "/proactive_disclosure/procurement"
PENDING = "/review_and_litigation/reconsideration/pending"
EXPLAINED = {"consolidation.missing", "consolidation.doubled", "consolidation.stale"}
EQUATIONS = {"cells", "document"}


def bureau(name: str, *, edition: str = "2021", year: int | None = None, **cells: Figure) -> gs.Report:
    """A bureau in which little happened."""
    report = gs.zeros(EDITIONS[edition], year=year or int(edition), organ=gs.form2021.Organ(name=name))
    return with_figures(report, {NAMES[cell]: figure for cell, figure in cells.items()})


NAMES = {"received": RECEIVED, "pending": PENDING, "items": f"{BOUGHT}/items"}


def buyer(amount: str | None, unit: str | None) -> gs.Report:
    """A bureau that bought something."""
    printed: dict[str, Any] = {
        f"{BOUGHT}/amount": None if amount is None else Decimal(amount), f"{BOUGHT}/unit": unit,
    }  # fmt: skip
    return with_figures(bureau("某局", edition="2019"), printed)


def some(edition: str) -> st.SearchStrategy[list[gs.Report]]:
    """Reports of one year with small figures, blanks, sections left out, amounts in all units."""
    small = reports(edition, st.none() | st.integers(0, 9))
    return st.lists(small.map(lambda report: evolve(report, year=2024)), min_size=1, max_size=4)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_figure_is_the_sum_over_the_members(edition: str) -> None:
    members = [sound(edition, seed) for seed in range(7)]
    whole = gs.consolidate(iter(members), organ="某市")
    added = {pointer: sum(figures(member)[pointer] or 0 for member in members) for pointer in figures(members[0])}

    assert added == figures(whole)
    assert (edition, int(edition), "某市", None) == (whole.edition, whole.year, whole.organ.name, whole.overview)
    assert () == gs.problems(whole)


def test_an_organ_may_have_a_code() -> None:
    organ = gs.form2021.Organ(name="某市", division_code="110000")

    assert organ == gs.consolidate([bureau("某局")], organ=organ).organ


def test_more_members_than_are_added_at_once() -> None:
    whole = gs.consolidate((bureau("某局", received=at) for at in range(1_234)), organ="某市")

    assert sum(range(1_234)) == figures(whole)[RECEIVED]


def test_a_blank_in_one_member_is_blank_in_the_sum() -> None:
    whole = gs.consolidate(
        [bureau("甲局", received=2), bureau("乙局", received=None), bureau("丙局", received=3)], organ="某市"
    )

    assert [RECEIVED] == [pointer for pointer, figure in figures(whole).items() if figure is None]


def test_a_section_that_some_leave_out_is_blank_and_one_that_all_leave_out_is_left_out() -> None:
    without = evolve(bureau("甲局"), requests=None, review_and_litigation=None)
    whole = gs.consolidate([without, evolve(bureau("乙局"), review_and_litigation=None)], organ="某市")

    assert gs.blank(gs.form2021.Requests) == whole.requests
    assert whole.review_and_litigation is None
    assert gs.zeros(gs.form2021.ProactiveDisclosure) == whole.proactive_disclosure


@pytest.mark.parametrize(
    ("bought", "amount", "unit", "noted"),
    [
        ([("3", "元"), ("4.50", "元")], "7.50", "元", False),
        ([("3", "元"), ("4", "万元")], None, None, True),
        ([("3", "元"), ("4", None)], None, None, True),
        ([("3", None), ("4", None)], "7", None, True),
        ([("3", "元"), ("0", None), ("0", "万元")], "3", "元", False),
        ([("0", "元"), ("0", "万元")], "0", None, False),
        ([("3", "元"), (None, "元")], None, "元", False),
        ([("3", "元"), (None, None)], None, "元", False),
        ([("3", "元"), (None, "万元")], None, None, True),
    ],
)
def test_amounts_are_added_within_one_unit_and_a_note_says_where_they_are_not(
    bought: list[tuple[str | None, str | None]], amount: str | None, unit: str | None, noted: bool
) -> None:
    whole = gs.consolidate([buyer(*of_one) for of_one in bought], organ="某市")
    told = gs.to_data(whole)

    assert (None if amount is None else Decimal(amount)) == figures(whole)[f"{BOUGHT}/amount"]
    assert unit == told["proactive_disclosure"]["procurement"].get("unit")
    assert [f"{BOUGHT}/amount"] * noted == [note["at"] for note in told.get("notes", [])]


def test_a_sum_that_no_cell_can_hold_stays_exact_and_is_told() -> None:
    whole = gs.consolidate([bureau("甲局", received=2**53 - 1)] * 3, organ="某市")

    assert 3 * (2**53 - 1) == figures(whole)[RECEIVED]
    assert [(RECEIVED, "range")] == [(problem.pointer, problem.kind) for problem in gs.problems(whole)]


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ([], "there is no member"),
        ([bureau("甲局"), bureau("乙局", edition="2019", year=2021)],
         "member 1 is of 2021 on the 2019 form, not of 2021 on the 2021 form"),
        ([bureau("甲局"), bureau("乙局"), bureau("丙局", year=2022)], "member 2 is of 2022 on the 2021 form"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("verifying", [False, True])
def test_reports_that_do_not_go_together_are_refused(members: list[gs.Report], why: str, verifying: bool) -> None:
    with pytest.raises(gs.UnfitReports, match=why):
        gs.verify_consolidation(bureau("某市"), members) if verifying else gs.consolidate(members, organ="某市")


@pytest.mark.parametrize("edition", EDITIONS)
@given(data=st.data())
def test_consolidation_is_associative_and_commutative(edition: str, data: st.DataObject) -> None:
    members = data.draw(some(edition))
    turned, cut = data.draw(st.permutations(members)), data.draw(st.integers(1, len(members)))
    whole = gs.consolidate(members, organ="某市")
    first = gs.consolidate(members[:cut], organ="某区")

    assert whole == gs.consolidate(turned, organ="某市")
    assert whole == gs.consolidate([first, *members[cut:]], organ="某市")


@pytest.mark.parametrize("edition", EDITIONS)
@given(data=st.data())
def test_the_sum_of_reports_that_break_no_equation_breaks_none(edition: str, data: st.DataObject) -> None:
    seeds = data.draw(st.lists(st.integers(0, 500), min_size=1, max_size=4))
    blanks = data.draw(st.lists(st.sampled_from(list(figures(sound(edition, 0)))), max_size=5))
    members = [with_figures(sound(edition, seed), dict.fromkeys(blanks[at::2])) for at, seed in enumerate(seeds)]

    assert () == tuple(error for member in members for error in gs.verify(member).errors)
    assert () == gs.verify(gs.consolidate(members, organ="某市")).errors


@pytest.mark.parametrize("edition", EDITIONS)
@given(data=st.data())
def test_whatever_the_members_their_sum_is_not_held_against_them(edition: str, data: st.DataObject) -> None:
    members = data.draw(some(edition))
    found = gs.verify_consolidation(gs.consolidate(members, organ="某市"), members)

    assert {"undecided"} >= {finding.verdict for finding in found}
    assert all(finding.blanks for finding in found)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_whole_that_is_the_sum_breaks_nothing(edition: str) -> None:
    members = [sound(edition, seed) for seed in range(5)]
    findings = gs.verify_consolidation(gs.consolidate(members, organ="某市"), iter(members))
    cells = len(figures(members[0]))

    assert () == findings.findings
    assert {"holds": cells, "broken": 0, "undecided": 0} == findings.counts
    assert cells == len(instances(EDITIONS[edition], "consolidation"))


def test_a_figure_that_nothing_explains_is_a_warning_at_its_cell() -> None:
    members = [bureau("甲局", received=2), bureau("乙局", received=3)]
    (found,) = gs.verify_consolidation(bureau("某市", received=9), members)

    assert ("consolidation.sum", "broken", "warning", "organ") == (
        found.rule, found.verdict, found.severity, found.responsible,
    )  # fmt: skip
    assert ((f"whole:{RECEIVED}",), 9, (f"members:{RECEIVED}",), 5) == (
        found.left, found.left_sum, found.right, found.right_sum,
    )  # fmt: skip
    assert (
        "一、本年新收政府信息公开申请数量 · 总计：不合“汇总等于各成员之和”：汇总 9，各成员之和 5，两边相差 4"
    ) == found.message()
    assert found.message("en").endswith("the whole 9, the sum of the members 5, 4 apart")


@pytest.mark.parametrize(("pending", "severity"), [(4, "notice"), (9, "warning")])
def test_in_section_four_a_whole_that_is_smaller_is_a_notice(pending: int, severity: str) -> None:
    members = [bureau("甲局", pending=2), bureau("乙局", pending=3)]

    assert [severity] == [found.severity for found in gs.verify_consolidation(bureau("某市", pending=pending), members)]


def test_the_member_that_is_missing_is_named_and_the_differences_are_errors() -> None:
    members = [bureau("甲局", received=2), bureau("乙局", received=3, pending=1), bureau("丙局", received=4)]
    findings = gs.verify_consolidation(bureau("某市", received=6), members)
    first, *cells = findings

    assert ("consolidation.missing", "error", None) == (first.rule, first.severity, first.left_sum)
    assert (f"whole:{RECEIVED}", f"whole:{PENDING}") == first.left
    assert (f"member 1:{RECEIVED}", f"member 1:{PENDING}") == first.right
    assert [("error", RECEIVED), ("error", PENDING)] == [
        (cell.severity, cell.left[0].removeprefix("whole:")) for cell in cells
    ]
    assert {"holds": 198, "broken": 2, "undecided": 0} == findings.counts
    assert (
        "乙局：不合“每个成员都计入汇总”，2 处相差都由此而来。汇总正好少了它的数，像是漏了它的报告。请补上以后重新汇总。"
    ) == first.message()
    assert first.message("en").startswith(
        "乙局: against “every member is in the whole”; all 2 differences come from it."
    )
    head, _, _, explained, *rows, _, sentence = findings.table().splitlines()
    assert "核对结果：成立 198 项，不成立 2 项，无法判断 0 项" == head
    assert explained.split()[1:] == ["不成立", "每个成员都计入汇总", "乙局"]
    assert ["6", "9"] == rows[0].split()[2:4]
    assert sentence == f"[1] {first.message()}"


def test_a_member_counted_with_last_year_s_figures_is_named_even_across_the_change_of_form() -> None:
    members = [bureau("甲局", received=2), bureau("乙局", received=30)]
    earlier = [bureau("丁局", edition="2019", received=99), bureau("乙局", edition="2019", year=2020, received=23)]
    findings = gs.verify_consolidation(bureau("某市", received=25), members, iter(earlier))

    assert ["consolidation.stale", "consolidation.sum"] == [found.rule for found in findings]
    assert "乙局：不合“每个成员计入的是本年的数”，1 处相差都由此而来。" in findings[0].message()


def test_of_several_members_that_would_explain_it_none_is_known_to_be_it() -> None:
    members = [bureau("甲局", received=2), bureau("乙局", received=3), bureau("丙局", received=2)]
    first, second = gs.verify_consolidation(bureau("某市", received=5), members)

    assert (["warning"] * 2, "甲局或者丙局：") == ([first.severity, second.severity], first.message()[:7])
    assert {f"member 0:{RECEIVED}", f"member 2:{RECEIVED}"} == set(first.right)


def test_one_member_in_two_ways_is_still_that_member() -> None:
    """Missing, or counted with last year's figures, which were all 0."""
    members = [bureau("甲局", received=2), bureau("乙局", received=3)]
    findings = gs.verify_consolidation(bureau("某市", received=2), members, [bureau("乙局", year=2020)])

    assert ["consolidation.missing", "consolidation.stale", "consolidation.sum"] == [found.rule for found in findings]
    assert {"error"} == {found.severity for found in findings}


@pytest.mark.parametrize(
    ("whole", "members", "verdicts"),
    [
        (5, [2, None], ["undecided"]), (1, [2, 3, None], ["broken"]), (None, [2, 3], ["undecided"]),
        (None, [2, None], ["undecided"]),
    ],
)  # fmt: skip
def test_blanks_are_decided_by_bounds_and_named_with_their_member(
    whole: int | None, members: list[int | None], verdicts: list[str]
) -> None:
    parts = [bureau(f"{at}局", received=figure) for at, figure in enumerate(members)]
    found = gs.verify_consolidation(bureau("某市", received=whole), parts)
    blank = (f"member {members.index(None)}:{RECEIVED}",) if None in members else ()

    assert verdicts == [finding.verdict for finding in found]
    assert ((f"whole:{RECEIVED}",) if whole is None else ()) + blank == found[0].blanks


def test_a_blank_that_may_be_negative_makes_up_for_anything() -> None:
    change = "/proactive_disclosure/licensing/change"
    whole, one = bureau("某市", edition="2019"), bureau("甲局", edition="2019")
    members = [with_figures(one, {change: 5}), with_figures(one, {change: None})]

    assert ["undecided"] == [found.verdict for found in gs.verify_consolidation(whole, members)]


def test_a_member_with_blanks_can_be_the_one_that_is_missing() -> None:
    members = [bureau("甲局", received=2), bureau("乙局", received=3, pending=None)]
    findings = gs.verify_consolidation(bureau("某市", received=2), members)

    assert ["consolidation.missing", "consolidation.sum", "consolidation.sum"] == [found.rule for found in findings]
    assert "乙局" == findings[0].message()[:2]


def test_a_figure_that_the_whole_leaves_blank_does_not_hide_the_member() -> None:
    members = [bureau("甲局", received=2), bureau("乙局", received=3, pending=1)]
    findings = gs.verify_consolidation(bureau("某市", received=2, pending=None), members)

    assert ["consolidation.missing", "consolidation.sum", "consolidation.sum"] == [found.rule for found in findings]
    assert ["broken", "broken", "undecided"] == [found.verdict for found in findings]


def test_a_member_that_explains_one_difference_but_not_all_is_not_it() -> None:
    members = [bureau("甲局", received=2), bureau("乙局", received=3, pending=1)]

    assert {"consolidation.sum"} == {
        found.rule for found in gs.verify_consolidation(bureau("某市", received=2, pending=3), members)
    }


def test_of_many_blank_members_the_first_twenty_are_named() -> None:
    members = [bureau(f"第{at}局", received=None) for at in range(30)]
    (found,) = gs.verify_consolidation(bureau("某市"), members)

    assert tuple(f"member {at}:{RECEIVED}" for at in range(20)) == found.blanks


@pytest.mark.parametrize(("units", "verdicts"), [(("元", "元"), []), (("元", "万元"), ["undecided"])])
def test_amounts_of_different_units_are_not_held_against_each_other(
    units: tuple[str, str], verdicts: list[str]
) -> None:
    findings = gs.verify_consolidation(buyer("5", units[0]), [buyer("5", units[1])])

    assert verdicts == [found.verdict for found in findings]
    assert [(f"members:{BOUGHT}/amount",)] * len(verdicts) == [found.blanks for found in findings]
    assert all("各成员之和（单位不同，没有相加）" in found.message() for found in findings)


def test_a_member_that_is_given_twice_is_not_told_to_be_missing() -> None:
    """The advice was to add the one report of which there was one too many."""
    one, other = sound("2021", 3), evolve(sound("2021", 4), organ=gs.form2021.Organ(name="乙局"))
    findings = gs.verify_consolidation(gs.consolidate([one, other], organ="某市"), [one, other, one])

    assert findings.counts["broken"]
    assert not [found for found in findings if found.rule == "consolidation.missing"]


def test_a_section_that_the_whole_leaves_out_is_not_checked() -> None:
    whole = evolve(bureau("某市"), requests=None)

    assert {"holds": 25, "broken": 0, "undecided": 0} == gs.verify_consolidation(
        whole, [bureau("甲局", received=2)]
    ).counts


def test_a_note_of_the_whole_takes_a_difference_from_the_errors() -> None:
    note = gs.form2021.Note(at=RECEIVED, text="乙局另行公布")
    members = [bureau("甲局", received=2), bureau("乙局", received=3)]
    findings = gs.verify_consolidation(evolve(bureau("某市", received=2), notes=(note,)), members)

    assert findings.ok
    assert {"乙局另行公布"} == {found.note for found in findings}


def test_findings_that_were_read_back_name_the_member_by_its_number() -> None:
    members = [bureau("甲局", received=2), bureau("乙局", received=3)]
    findings = gs.verify_consolidation(bureau("某市", received=2), members)
    read = gs.Findings.from_json(gs.to_json(findings))

    assert findings == read
    assert "成员 1：不合“每个成员都计入汇总”，1 处相差" in read[0].message()
    assert "汇总，各成员之和，两边相差 3" in read[1].message()


def test_earlier_reports_are_matched_by_code_before_name() -> None:
    def named(name: str, code: str | None, received: int, year: int) -> gs.Report:
        organ = gs.form2021.Organ(name=name, credit_code=code)
        return evolve(bureau("", year=year, received=received), organ=organ)

    members = [named("新局", "1", 10, 2022), named("乙局", None, 20, 2022)]
    earlier = [named("旧局", "1", 4, 2021), named("新局", "2", 5, 2021)]

    assert ["consolidation.stale"] == [
        found.rule
        for found in gs.verify_consolidation(bureau("某市", year=2022, received=24), members, earlier)
        if found.rule in EXPLAINED
    ]
    assert [] == [
        found.rule
        for found in gs.verify_consolidation(bureau("某市", year=2022, received=25), members, earlier)
        if found.rule in EXPLAINED
    ]


def cases(number: int) -> Iterator[tuple[str, int, list[gs.Report], gs.Report, list[gs.Report]]]:
    """Wholes in which one member is missing, doubled or stale, and nothing else explains it."""
    pools = {edition: [modest(edition, seed) for seed in range(120)] for edition in EDITIONS}
    for seed in range(number):
        random = Random(seed)  # noqa: S311 - the same every time
        edition, way = random.choice(list(EDITIONS)), random.choice(["missing", "doubled", "stale"])
        drawn = random.sample(pools[edition], random.randint(4, 24))
        named = [evolve(report, organ=gs.form2021.Organ(name=f"第{at}局")) for at, report in enumerate(drawn)]
        members, last = named[: len(named) // 2], drawn[len(named) // 2 :]
        earlier = [evolve(before, organ=member.organ) for member, before in zip(members, last, strict=False)]
        index = random.randrange(len(members))
        counted = {
            "missing": members[:index] + members[index + 1 :],
            "doubled": [*members, members[index]],
            "stale": [*members[:index], earlier[index], *members[index + 1 :]],
        }[way]
        yield way, index, members, gs.consolidate(counted, organ="某市"), earlier


def test_in_a_thousand_cases_the_member_that_alone_explains_it_is_named() -> None:
    named = 0
    for way, index, members, whole, earlier in cases(1_200):
        vectors = [figures(member) for member in members]
        before = [figures(member) for member in earlier]
        total = figures(gs.consolidate(members, organ="某市"))
        off = {cell: (figures(whole)[cell] or 0) - (total[cell] or 0) for cell in total}
        alone = [
            (how, at)
            for at, now in enumerate(vectors)
            for how, would in {
                "missing": {cell: -(figure or 0) for cell, figure in now.items()},
                "doubled": now,
                "stale": {cell: (before[at][cell] or 0) - (figure or 0) for cell, figure in now.items()},
            }.items()
            if any(off.values()) and would == off
        ]
        if alone != [(way, index)]:
            continue  # nothing differs, or another explains it as well
        if named == 1_000:
            break
        findings = gs.verify_consolidation(whole, members, earlier)
        named += 1

        assert f"consolidation.{way}" == findings[0].rule
        assert f"member {index}" == findings[0].right[0].partition(":")[0]
        assert f"第{index}局" in findings[0].message()
        assert {"error"} == {found.severity for found in findings}
        assert 1 == sum(found.rule in EXPLAINED for found in findings)

    assert 1_000 == named


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the published reports are not beside the project")
def test_the_bureaus_of_a_district_are_fewer_than_the_whole_district() -> None:
    names = ("pingtan-czj-2021", "pingtan-gaj-2021", "pingtan-jjf-2021")
    district, *bureaus = (gs.from_json((REPORTS / f"{name}.json").read_bytes()) for name in ("pingtan-2021", *names))
    findings = gs.verify_consolidation(district, bureaus)

    assert not EXPLAINED & {found.rule for found in findings}
    assert all(found.left_sum != found.right_sum for found in findings if found.verdict == "broken")
    assert {"warning"} == {found.severity for found in findings}


def test_nothing_happens_to_the_members() -> None:
    members = [sound("2019", seed) for seed in range(3)]
    copies = [gs.from_json(gs.to_json(member)) for member in members]
    gs.verify_consolidation(gs.consolidate(members[1:], organ="某市"), members, members)

    assert copies == members
    assert all(one is not other for one, other in pairwise(members))
