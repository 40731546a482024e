"""Hypothesis strategies for tests of programs that take these reports (extra `hypothesis`)."""

from decimal import Decimal
from typing import Any, Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from govinfo_schema.document.codec import to_data
from govinfo_schema.document.ijson import is_object, odd_character
from govinfo_schema.form.editions import EDITIONS, Report
from govinfo_schema.form.walk import Member, members

_CHANGES: tuple[Literal["put", "take away", "add"], ...] = ("put", "take away", "add")
_VALUES: SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.text(max_size=20),
    st.sampled_from([[], {}, 0, -1, 1.0, 1.5, 2**53 - 1, 2**53, "3", "３", "/"]),
)  # fmt: skip


def reports(edition: str | None = None, counts: SearchStrategy[int | None] | None = None) -> SearchStrategy[Report]:
    """Draw reports that the classes accept; their figures need not add up.

    Args:
        edition: `"2019"`, `"2021"`, or `None` for any.
        counts: What stands in the cells, in 件; by default blanks and any count that a cell may hold. A cell that may
            be negative is 0 if this is given.

    Returns:
        A strategy for reports with and without optional members, blanks and sections left out.
    """
    forms = [EDITIONS[edition]] if edition is not None else [*EDITIONS.values()]
    return st.one_of([_instances(form, counts) for form in forms])


def documents(edition: str | None = None) -> SearchStrategy[dict[str, Any]]:
    """Draw documents, as data, that `from_data` accepts.

    Args:
        edition: `"2019"`, `"2021"`, or `None` for any.

    Returns:
        A strategy for dicts.
    """
    return reports(edition).map(to_data)


@st.composite
def damaged_documents(draw: DrawFn, edition: str | None = None) -> dict[str, Any]:
    """Draw documents in which up to three members were changed, taken away or added.

    Most are refused; some are still documents.

    Args:
        draw: Given by Hypothesis.
        edition: `"2019"`, `"2021"`, or `None` for any.

    Returns:
        A dict.
    """
    # One value for all counts: what is damaged matters here, and 200 draws a document would take most of the time.
    document = to_data(draw(reports(edition, st.just(draw(st.none() | st.integers(0, 9))))))
    for _ in range(draw(st.integers(1, 3))):
        inner: dict[str, Any] = document
        name: str = draw(st.sampled_from(sorted(inner)))
        while is_object(inner[name]) and inner[name] and draw(st.integers(0, 4)):
            inner = inner[name]
            name = draw(st.sampled_from(sorted(inner)))
        change = draw(st.sampled_from(_CHANGES))
        if change == "take away" and len(inner) > 1:
            del inner[name]
        else:
            inner[draw(st.text(max_size=5)) if change == "add" else name] = draw(_VALUES)
    return document


def _instances(cls: Any, counts: SearchStrategy[int | None] | None) -> SearchStrategy[Any]:
    return st.builds(cls, **{member.name: _values(member, counts) for member in members(cls)})


def _values(member: Member, counts: SearchStrategy[int | None] | None) -> SearchStrategy[Any]:
    if member.is_cell and member.type is int and counts is not None:
        return st.just(0) if member.bounds and member.bounds.minimum < 0 else counts
    said = _said(member, counts)
    return st.none() | said if member.nullable or member.optional else said


def _said(member: Member, counts: SearchStrategy[int | None] | None) -> SearchStrategy[Any]:
    if member.choices:
        return st.sampled_from(member.choices)
    if member.many:
        return st.lists(_instances(member.type, counts), max_size=2).map(tuple)
    if member.is_class:
        return _instances(member.type, counts)
    if member.pattern:
        return st.just(member.pattern.sample)
    if member.bounds:
        low, high = member.bounds.minimum, member.bounds.maximum
        return st.decimals(low, high, places=6) if member.type is Decimal else st.integers(low, high)
    smallest = member.length.minimum if member.length else 0
    return st.text(min_size=smallest, max_size=40).filter(lambda text: odd_character(text) is None)
