"""Figures in print: what they are, and what stays open when they ran together or were lost."""

import re
from decimal import Decimal

import pytest

from govinfo_schema.form.walk import Figure
from govinfo_schema.printed.digits import is_figure, number, told


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("3", 3), ("1,234", 1234), ("+1036", 1036), ("-18", -18), (" 7 ", 7), ("2笔", 2), ("984361元", 984361),
        ("1690.9913万元", Decimal("1690.9913")), ("24252.311082", Decimal("24252.311082")),
        ("22(其中修订16件)", 22), ("", None), ("/", None), ("-", None), (" ", None), ("——", None),
    ],
)  # fmt: skip
def test_a_figure_in_print_is_a_number_or_a_blank(printed: str, value: Figure) -> None:
    assert value == number(printed)
    assert type(value) is type(number(printed))
    assert is_figure(printed)


@pytest.mark.parametrize("printed", ["规章", "3 4", "1.2.3", "三", "3.其他", "--3", "无"])
def test_what_is_neither_is_refused(printed: str) -> None:
    assert not is_figure(printed)
    with pytest.raises(ValueError, match=re.escape(printed)):
        number(printed)


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        (("1", "0", "0", "0", "0", "0", "1"), (1, 0, 0, 0, 0, 0, 1)),
        (("9", "0", "0", "0", "0", "0", "1"), (9, 0, 0, 0, 0, 0, 1)),  # as printed, though it does not add up
        (("26", "", "", "", "", "", ""), (26, None, None, None, None, None, None)),
        (("713000074",), (71, 3, 0, 0, 0, 0, 74)),
        (("200", "000121"), (20, 0, 0, 0, 0, 1, 21)),
        (("370000037",), (37, 0, 0, 0, 0, 0, 37)),
        (("0", "0", "0", "0", "0", "0"), (0, 0, 0, 0, 0, 0, None)),
        (("1", "0", "0", "0", "0", "0"), (1, 0, 0, 0, 0, 0, None)),
        (("3", "0", "0", "1", "2", "6"), (None, None, 0, None, None, None, None)),
        (("9", "0", "0", "0", "0", "8"), (None,) * 7),
        (("5", "0", "0", "0", "0", "0", "0", "5"), (5, 0, 0, 0, 0, 0, 5)),
        (("0",) * 8, (0,) * 7),
        (("1", "2"), (None,) * 7),
        ((), (None,) * 7),
        (("1" * 40,), (None,) * 7),
    ],
)
def test_arithmetic_rules_readings_out_and_never_picks_one(
    printed: tuple[str, ...], values: tuple[Figure, ...]
) -> None:
    found = told(printed, 7, 7, apart=len(printed) == 7)

    assert values == found.values
    assert (len(printed) != 7) == found.inferred
    assert {at for at, value in enumerate(values) if value is None} >= set(found.doubtful)


def test_where_digits_ran_together_elsewhere_figures_that_do_not_add_up_are_open() -> None:
    found = told(("9", "0", "0", "0", "0", "0", "1"), 7, 7, apart=False)

    assert (None,) * 7 == found.values
    assert (9, None) == found.doubtful[0]
    assert (1, 0, 0, 0, 0, 0, 1) == told(("1", "0", "0", "0", "0", "0", "1"), 7, 7, apart=False).values


def test_blanks_between_as_many_figures_as_columns_are_of_merged_cells() -> None:
    assert (1, 2, 3) == told(("1", "", "2", "", "3"), 3).values


def test_what_is_left_over_is_kept() -> None:
    assert ("0",) == told(("0",) * 16, 15, 5).over
    assert (0,) * 15 == told(("0",) * 16, 15, 5).values
    assert ("1", "2") == told(("1", "2"), 7, 7).over
    assert () == told(("3", "4"), 2).over


@pytest.mark.parametrize(
    ("printed", "columns", "values"),
    [
        (("007",), 3, (0, 0, 7)),
        (("7777166",), 3, (None, None, None)),
        (("39573802895.90元",), 2, (None, None)),
        (("000000000000000",), 15, (0,) * 15),
    ],
)
def test_without_sums_only_what_is_certain_is_read(
    printed: tuple[str, ...], columns: int, values: tuple[Figure, ...]
) -> None:
    assert values == told(printed, columns, apart=False).values


def test_a_row_of_cells_need_not_add_up_to_be_a_reading() -> None:
    """The first cell is blank, or what is left of a label; either may be, whatever the sum."""
    found = told(["", "0", "0", "1", "0", "0", "0"], 7, 7)

    assert (None, 0, None, None, 0, 0, None) == found.values
    assert {0, 2, 3, 6} == set(found.doubtful)


def test_figures_apart_in_fewer_columns_may_have_blanks_between_them() -> None:
    assert (None,) * 7 == told(["14", "1", "46", "60"], 7, 7, apart=False).values


def test_where_only_a_lost_total_would_let_a_row_add_up_it_stays_blank_after_a_blank_too() -> None:
    found = told(["", "2", "0", "0", "0", "1"], 7, 7)

    assert (None,) * 7 == found.values
    assert (None, 2) == found.doubtful[1]


def test_twelve_readings_of_a_cell_are_named_and_no_more() -> None:
    assert [12, 12] == [len(told(["1" * 11], 2, apart=False).doubtful[at]) for at in (0, 1)]
    assert {0: (), 1: ()} == told(["1" * 12], 2, apart=False).doubtful


def test_as_many_figures_as_columns_that_do_not_add_up_and_may_have_run_together_are_no_reading() -> None:
    found = told(("9", "0", "0", "0", "0", "0", "1"), 7, 7, apart=False)

    assert ((None,) * 7, True) == (found.values, found.inferred)
    assert {at: (value, None) for at, value in enumerate((9, 0, 0, 0, 0, 0, 1))} == found.doubtful


def test_of_figures_too_many_that_can_be_read_in_several_ways_none_is_left_over() -> None:
    found = told(("1", "1", "0", "0", "0", "0", "1", "1"), 7, 7)

    assert (1, None, 0, 0, 0, None, 1) == found.values
    assert {1: (0, 1), 5: (1, 0)} == found.doubtful
    assert () == found.over
