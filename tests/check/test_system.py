"""The equations as one system, where the form's own figures do not reach."""

from typing import Any

import pytest

from govinfo_schema.check.system import Contradiction, Equation, possible, smallest, solve

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


def test_an_equation_of_which_all_is_known_is_possible_if_it_holds() -> None:
    (equation,) = equations({"a": 1, "b": -1})

    assert possible([equation], {"a": 1, "b": 1})
    assert not possible([equation], {"a": 1, "b": 2})


def test_of_two_contradictions_the_smaller_is_told() -> None:
    """Five cells of at most 1 cannot be 9 together, two cannot be 3; the five are met first."""
    at_most_1 = [{cell: 1, f"rest of {cell}": 1, "one": -1} for cell in ("p1", "p2", "p3", "p4", "p5", "a", "b")]
    five, two = {"p1": 1, "p2": 1, "p3": 1, "p4": 1, "p5": 1, "nine": -1}, {"a": 1, "b": 1, "three": -1}
    found = smallest(equations(*at_most_1, five, two), {"one": 1, "three": 3, "nine": 9})

    assert [*at_most_1[5:], two] == [equation.terms for equation in found]
