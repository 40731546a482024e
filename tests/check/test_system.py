"""The equations as one system, where the form's own figures do not reach."""

from typing import Any

import pytest

from govinfo_schema.check.system import Contradiction, Equation, solve

NO_INSTANCE: Any = None


def equations(*terms: dict[str, int]) -> tuple[Equation, ...]:
    return tuple(Equation(NO_INSTANCE, found) for found in terms)


def test_the_simplex_divides_where_a_sum_and_a_difference_meet() -> None:
    found = solve(
        equations({"a": 1, "b": 1, "sum": -1}, {"a": 1, "b": -1, "difference": -1}), {"sum": 5, "difference": 1}
    )

    assert {"a": 3, "b": 2} == found


def test_bounds_that_would_move_for_ever_are_left_to_the_simplex() -> None:
    with pytest.raises(Contradiction):
        solve(equations({"a": 1, "b": -1, "one": -1}, {"a": 1, "b": -1}), {"one": 1})
