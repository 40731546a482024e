"""Two reports side by side."""

import pickle
import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import govinfo_schema as gs
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import with_figures
from govinfo_schema.strategies import reports

RECEIVED = "/requests/received"
PROACTIVE = "/proactive_disclosure"


def nothing(year: int = 2024, edition: str = "2021", **given: Any) -> gs.Report:
    """A report in which nothing happened."""
    return gs.zeros(EDITIONS[edition], year=year, organ=gs.form2021.Organ(name="某局"), **given)


def compared(before: dict[str, Any], now: dict[str, Any], edition: str = "2021") -> list[tuple[Any, ...]]:
    """The differences of two years that differ in these."""
    reports = (with_figures(nothing(year, edition), cells) for year, cells in ((2023, before), (2024, now)))
    return [(one.pointer, one.kind, one.before, one.now, one.absolute, one.relative) for one in gs.compare(*reports)]


@pytest.mark.parametrize("edition", EDITIONS)
@given(data=st.data())
def test_a_report_does_not_differ_from_itself(edition: str, data: st.DataObject) -> None:
    report = data.draw(reports(edition))

    assert () == gs.compare(report, report).differences
    assert not gs.compare(report, report)
    assert gs.compare(report, report).table().count("\n") == 0


@pytest.mark.parametrize("edition", EDITIONS)
@given(data=st.data())
def test_what_differs_one_way_differs_the_other_way(edition: str, data: st.DataObject) -> None:
    one, other = data.draw(reports(edition)), data.draw(reports(edition))
    turned = {"changed": "changed", "filled": "blanked", "blanked": "filled", "new": "gone", "gone": "new"}
    there, back = gs.compare(one, other), gs.compare(other, one)

    assert [(found.pointer, turned[found.kind], found.now, found.before) for found in there] == [
        (found.pointer, found.kind, found.before, found.now) for found in back
    ]
    assert len(there.table().splitlines()) == len(there.table("en").splitlines())


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (4, 6, ("changed", 4, 6, 2, Fraction(1, 2))), (6, 4, ("changed", 6, 4, -2, Fraction(-1, 3))),
        (0, 6, ("changed", 0, 6, 6, None)), (6, 0, ("changed", 6, 0, -6, Fraction(-1))),
        (None, 6, ("filled", None, 6, None, None)), (6, None, ("blanked", 6, None, None, None)),
    ],
)  # fmt: skip
def test_a_change_is_absolute_and_relative_and_a_blank_is_no_zero(
    before: int | None, now: int | None, expected: tuple[Any, ...]
) -> None:
    assert [(f"{RECEIVED}/total", *expected)] == compared({f"{RECEIVED}/total": before}, {f"{RECEIVED}/total": now})


def test_amounts_are_subtracted_exactly() -> None:
    amount, small = f"{PROACTIVE}/charges/amount", Decimal("0." + "0" * 60 + "1")
    large = Decimal("9000000000000000." + "0" * 59 + "1")
    ((*_, absolute, relative),) = compared({amount: small}, {amount: large})

    assert Fraction(large) - Fraction(small) == Fraction(absolute)
    assert Fraction(absolute) / Fraction(small) == relative


def test_a_change_below_zero_has_no_share() -> None:
    change = f"{PROACTIVE}/licensing/change"

    assert [(change, "changed", -5, 5, 10, None)] == compared({change: -5}, {change: 5}, "2019")


def test_amounts_of_different_units_are_not_subtracted() -> None:
    bought = f"{PROACTIVE}/procurement"
    before, now = ({f"{bought}/amount": Decimal(n), f"{bought}/unit": unit} for n, unit in ((30000, "元"), (3, "万元")))

    assert [
        (f"{bought}/amount", "changed", 30000, 3, None, None), (f"{bought}/unit", "changed", "元", "万元", None, None),
    ] == compared(before, now, "2019")  # fmt: skip
    assert [(f"{bought}/unit", "filled", None, "元", None, None)] == compared({}, {f"{bought}/unit": "元"}, "2019")


def test_a_section_that_is_new_or_gone_is_told_apart_from_blanks() -> None:
    empty = nothing(requests=gs.blank(gs.form2021.Requests))
    without = evolve(nothing(), requests=None)
    filled = with_figures(empty, {f"{RECEIVED}/total": 3})

    assert [("/requests", "new")] == [(one.pointer, one.kind) for one in gs.compare(without, empty)]
    assert [("/requests", "gone"), (f"{RECEIVED}/total", "gone")] == [
        (one.pointer, one.kind) for one in gs.compare(filled, without)
    ]


def test_texts_are_compared_as_wholes() -> None:
    before, now = nothing(overview="甲", introduction="引言"), nothing(overview="甲乙", other_matters="无")

    assert [
        ("/introduction", "gone", "引言", None), ("/overview", "changed", "甲", "甲乙"),
        ("/other_matters", "new", None, "无"),
    ] == [(one.pointer, one.kind, one.before, one.now) for one in gs.compare(before, now)]  # fmt: skip


def test_what_is_returned_can_be_sent_to_another_process(report: gs.Report) -> None:
    other = gs.zeros(type(report), year=report.year + 1, organ=report.organ)
    found: list[object] = [
        gs.compare(report, other), gs.convert(report, "2019"), gs.convert(report, "2021"),
        gs.verify_succession(report, other), gs.verify_consolidation(report, [report]),
    ]  # fmt: skip

    assert found == pickle.loads(pickle.dumps(found))  # noqa: S301 - our own


def test_across_editions_only_what_both_word_alike_is_compared() -> None:
    before = with_figures(
        nothing(2020, "2019"),
        {
            f"{PROACTIVE}/licensing/decisions": 4,
            f"{PROACTIVE}/licensing/change": 9,
            "/requests/handled/other_handling/total": 2,
        },
    )
    comparison = gs.compare(before, nothing(2021))

    assert [f"{PROACTIVE}/licensing/decisions"] == [one.pointer for one in comparison]
    assert (
        "某局：2020 年 → 2021 年，1 处不同（两份的格式不同，只比较两版说法相同的栏目）"
        == (comparison.table().splitlines()[0])
    )


def test_differences_of_a_row_stand_together() -> None:
    comparison = gs.compare(
        nothing(2023, overview="甲"),
        with_figures(
            nothing(), {f"{RECEIVED}/total": 1, f"{RECEIVED}/organizations/other": 1, "/requests/carried_in/total": 1}
        ),
    )

    assert {RECEIVED: 2, "/requests/carried_in": 1} == {row: len(of_row) for row, of_row in comparison.rows.items()}
    assert comparison.rows[RECEIVED] == comparison[1:3]
    assert "/overview" == comparison[0].pointer
    assert "<Comparison 2023 2024, 4 differences>" == repr(comparison)
    assert comparison.table() == str(comparison)


def test_the_printed_table_has_the_form_s_labels() -> None:
    amount, due = f"{PROACTIVE}/charges/amount", "/requests/carried_over/total"
    natural, total = f"{RECEIVED}/natural_person", f"{RECEIVED}/total"
    before = with_figures(
        nothing(2023, overview="甲乙丙"), {natural: 8, total: 8, amount: Decimal("2.5"), due: None, UPHELD: 4}
    )
    now = with_figures(
        nothing(overview="甲乙"), {natural: 9, total: 12, amount: Decimal("2.25"), "/requests/carried_in/total": None}
    )
    shown = gs.compare(before, evolve(now, review_and_litigation=None)).table()

    assert TABLE == "\n".join(
        line for line in shown.splitlines() if not re.search("行政诉讼 ·|       0   无此节", line)
    )
    assert gs.compare(evolve(before, year=2024), now).table().startswith("某局：2024 年的两份，7 处不同\n\n")
    assert "I. Overview: the text differs, 3 characters → 2" in gs.compare(before, now).table("en")
    assert "blank" in gs.compare(before, now).table("en")


UPHELD = "/review_and_litigation/reconsideration/upheld"
TABLE = """\
某局：2023 年 → 2024 年，22 处不同

                              2023 年  2024 年   增减  增减率
行政事业性收费
  本年收费金额（单位：万元）      2.5     2.25  -0.25  -10.0%
一、本年新收政府信息公开申请数量
  自然人                            8        9     +1  +12.5%
  总计                              8       12     +4  +50.0%
二、上年结转政府信息公开申请数量
  总计                              0     空白
四、结转下年度继续办理
  总计                           空白        0
行政复议
  结果维持                          4   无此节

一、总体情况：文字不同，3 字 → 2 字
四、政府信息公开行政复议、行政诉讼情况：原来有这一节，现在没有"""
