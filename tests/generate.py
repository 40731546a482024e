"""Generated reports of any edition, from the same walk that everything else uses."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

import govinfo_schema as gs
from govinfo_schema.document.ijson import odd_character
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import Member, members

TEXTS = st.text(max_size=40).filter(lambda text: odd_character(text) is None)


def reports(cells: st.SearchStrategy[int | None] | None = None) -> st.SearchStrategy[gs.Report]:
    """Reports that the classes accept; `cells` draws the counts."""
    return st.sampled_from(sorted(EDITIONS)).flatmap(lambda edition: _instances(EDITIONS[edition], cells))


def _instances(cls: Any, cells: st.SearchStrategy[int | None] | None) -> st.SearchStrategy[Any]:
    return st.builds(cls, **{member.name: _values(member, cells) for member in members(cls)})


def _values(member: Member, cells: st.SearchStrategy[int | None] | None) -> st.SearchStrategy[Any]:
    if member.is_cell and member.type is int and cells is not None:
        return cells if member.bounds is None or member.bounds.minimum == 0 else st.just(0)
    if member.choices:
        value: st.SearchStrategy[Any] = st.sampled_from(member.choices)
    elif member.many:
        value = st.lists(_instances(member.type, cells), max_size=2).map(tuple)
    elif member.is_class:
        value = _instances(member.type, cells)
    elif member.pattern is not None:
        value = st.just(member.pattern.sample)
    elif member.bounds is not None and member.type is Decimal:
        value = st.decimals(0, member.bounds.maximum, places=6)
    elif member.bounds is not None:
        value = st.integers(member.bounds.minimum, member.bounds.maximum)
    else:
        value = TEXTS.filter(lambda text: member.length is not None and len(text) >= member.length.minimum)
    return st.none() | value if member.nullable or member.optional else value
