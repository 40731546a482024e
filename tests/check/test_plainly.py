"""What straight code does not doubt holds; what it doubts is decided by bounds."""

import inspect
from decimal import Decimal
from typing import Annotated, Any, ClassVar, cast

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st
from tests.generated import sound

import govinfo_schema as gs
from govinfo_schema.check.plainly import groups
from govinfo_schema.check.rules import holds
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.instances import instances
from govinfo_schema.form.vocabulary import Amount, Count, Line, Relation, Rule, SignedCount
from govinfo_schema.form.walk import figures, read, with_figures
from govinfo_schema.strategies import reports


def by_bounds(report: Any) -> dict[int, bool | None]:
    """What every instance that applies is by the slow way."""
    return {
        number: holds(instance, *([read(cell)(report) for cell in side] for side in (instance.left, instance.right)))
        for number, instance in enumerate(instances(cast("Any", type(report))))
        if all(getattr(report, section) is not None for section in instance.sections)
    }


def doubted(report: Any) -> set[int]:
    """Those that straight code doubts."""
    return {
        number
        for group in groups(cast("Any", type(report)))
        if all(getattr(report, section) is not None for section in group.sections)
        for number in group.doubtful(report)
    }


def agree(report: Any) -> None:
    """Whatever does not hold is doubted, and verify tells exactly that."""
    known = by_bounds(report)
    assert {number for number, held in known.items() if not held} <= doubted(report) <= known.keys()


@given(reports(counts=st.none() | st.integers(0, 2)))
def test_whatever_does_not_hold_is_doubted(report: gs.Report) -> None:
    agree(report)
    known = by_bounds(report)
    errors = {number for number, one in enumerate(instances(type(report))) if one.rule.severity == "error"}
    found = gs.verify(report)
    cells = [finding for finding in found if gs.rules(report.edition)[finding.rule].kind == "cells"]

    assert sum(known[number] is True for number in errors & known.keys()) == found.counts["holds"]
    assert sorted((one.rule.id, one.left[0], known[number]) for number, one in enumerate(instances(type(report)))
                  if one.rule.relation != "filled" and number in known and not known[number]) == sorted(
        (finding.rule, finding.left[0], None if finding.verdict == "undecided" else False)
        for finding in cells if finding.rule != "cell.blank"
    )  # fmt: skip


@pytest.mark.parametrize("edition", EDITIONS)
def test_any_cell_changed_or_blank_is_doubted(edition: str) -> None:
    report = sound(edition, 5)
    assert set() == doubted(report)
    for pointer, figure in figures(report).items():
        agree(with_figures(report, {pointer: None}))
        agree(with_figures(report, {pointer: (figure or 0) + 1}))
        assert doubted(with_figures(report, {pointer: None})), pointer


Cells = tuple[int | None, int | None, Decimal | None]


def form(left: tuple[str, ...], right: tuple[str, ...], relation: Relation) -> Any:
    """A form with one rule between two sections."""

    @frozen(kw_only=True)
    class First:
        a: Annotated[Count | None, Line("甲", "a")]
        b: Annotated[SignedCount | None, Line("乙", "b")]
        c: Annotated[Amount | None, Line("丙", "c")]

    @frozen(kw_only=True)
    class Form:
        one: Annotated[First | None, Line("一", "one")]
        two: Annotated[First | None, Line("二", "two")]

        RULES: ClassVar[tuple[Rule, ...]] = (
            Rule(id="r", left=left, right=right, relation=relation, label="规则", english="rule"),
        )

    def make(one: Cells, two: Cells) -> Form:
        return Form(one=First(a=one[0], b=one[1], c=one[2]), two=First(a=two[0], b=two[1], c=two[2]))

    return make


LARGE = Decimal(2**53 - 1)
SMALL = Decimal("0." + "0" * 40 + "1")


@pytest.mark.parametrize("relation", ["=", "<=", ">=", "zero together", "itemized"])
@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("one.a",), ("two.a",)),
        (("one.b",), ("two.a",)),
        (("one.a", "one.b"), ("two.a", "two.b")),
        (("one.c",), ("two.c",)),
        (("one.c", "one.a"), ("two.c", "two.a")),
    ],
)
def test_rules_of_any_shape_across_sections_are_doubted_where_they_may_not_hold(
    left: tuple[str, ...], right: tuple[str, ...], relation: Relation
) -> None:
    make = form(left, right, relation)
    for cells in [
        (0, 0, Decimal(0)),
        (1, -1, LARGE),
        (2, 1, LARGE + SMALL),
        (None, 0, SMALL),
        (0, None, None),
        (None,) * 3,
    ]:
        for others in [(0, 0, Decimal(0)), (1, 1, LARGE), (2, -2, LARGE + SMALL), (None, None, None)]:
            agree(make(cells, others))


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_source_reads_as_a_person_would_write_it(edition: str) -> None:
    source = "".join(inspect.getsource(group.doubtful) for group in groups(EDITIONS[edition]))

    assert (
        """
    # requests.balance: 第一项加第二项之和，等于第三项加第四项之和
    try:
        if received.total + carried_in.total != handled__total.total + carried_over.total:
"""
        in source
    )
    assert 150 > max(map(len, source.splitlines()))
