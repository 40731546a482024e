"""A wrong rule is found at its first use, with class and path in the message."""

from typing import Annotated, Any, ClassVar

import pytest
from attrs import field, frozen, make_class

from govinfo_schema import InvalidForm
from govinfo_schema.form.instances import instances
from govinfo_schema.form.vocabulary import Count, Line, Rule
from govinfo_schema.form.walk import members


@frozen(kw_only=True)
class Row:
    a: Annotated[Count | None, Line("甲", "a")]
    b: Annotated[Count | None, Line("乙", "b")]


@frozen(kw_only=True)
class Group:
    first: Annotated[Row, Line("一", "first")]
    second: Annotated[Row, Line("二", "second")]


def table(left: tuple[str, ...], right: tuple[str, ...], *, computes: bool = False) -> Any:
    """A table with one equation."""

    @frozen(kw_only=True)
    class Table:
        group: Annotated[Group, Line("组", "group")]
        sum: Annotated[Row, Line("和", "sum")]
        lone: Annotated[Count | None, Line("单", "lone")]

        RULES: ClassVar[tuple[Rule, ...]] = (
            Rule(id="r", left=left, right=right, label="规则", english="rule", computes=computes),
        )

    return Table


def test_a_subtree_means_all_its_rows_in_each_column() -> None:
    found = instances(table(("sum",), ("group",), computes=True))

    assert [
        (("/sum/a",), ("/group/first/a", "/group/second/a")),
        (("/sum/b",), ("/group/first/b", "/group/second/b")),
    ] == [(instance.left, instance.right) for instance in found]


def test_a_star_leaves_out_what_stands_on_the_left() -> None:
    found = instances(table(("group.first",), ("group.*",)))

    assert [(("/group/first/a",), ("/group/second/a",)), (("/group/first/b",), ("/group/second/b",))] == [
        (instance.left, instance.right) for instance in found
    ]


@pytest.mark.parametrize(
    ("left", "right", "computes", "why"),
    [
        (("sum",), ("gruop",), True, "there is no gruop; gruop may be group"),
        (("sum.c",), ("group",), True, "there is no sum.c"),
        (("lone.x",), ("lone",), True, "there is no lone.x"),
        (("sum",), ("lone",), True, "/lone has not the shape of the first on the left"),
        (("sum",), ("sum", "group"), True, "/sum stands there twice"),
        (("sum",), (), True, "nothing stands on the right"),
        (("group.first", "sum"), ("group.second",), True, "what is computed must be one cell, alone on the left"),
    ],
)
def test_a_wrong_rule_names_its_class_and_what_is_wrong(
    left: tuple[str, ...], right: tuple[str, ...], computes: bool, why: str
) -> None:
    with pytest.raises(InvalidForm) as caught:
        instances(table(left, right, computes=computes))

    assert "Table, rule r: " in str(caught.value)
    assert why in str(caught.value)


def test_a_member_without_a_line_is_refused_with_its_class_and_name() -> None:
    bare = make_class("Bare", {"cell": field(type=int)}, frozen=True)

    with pytest.raises(InvalidForm, match=r"Bare\.cell has no Line"):
        members(bare)
