"""A figure that prose claims, as data."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import evolve, frozen

Scope: TypeAlias = Literal["whole", "unclear", "other time", "other organ", "part"]


@frozen(kw_only=True)
class Claim:
    """A figure in prose.

    Attributes:
        what: What it counts: `received`, `handled`, `reconsideration.upheld`; several joined by `+`, for their sum;
            `processed` for 办理, which may be all that came in or all that was done; `parts` for the sum of what is
            listed after it, `all_done` for nothing left undone, `year` for a sentence of a year that is not the
            report's.
        number: The figure, 0 where the prose says none.
        scope: Of whom and when: `whole` organ and year, `unclear` if it may be less, `other time`, `other organ`,
            `part` of the requests (a channel, a subject).
        words: The words, as printed.
        offset: Where they begin in the text, from 0.
        applicants: The column of section three, `total` for all applicants.
        year: The year that the sentence names, if it does.
        unit: 件, 元, 万元 or %.
        within: How far a rounded figure may be off.
        parts: Of `parts`: the figures of the list.
        complete: Of `parts`: the list is of all parts, so that it adds up to the figure.
    """

    what: str
    number: int | Decimal
    scope: Scope
    words: str
    offset: int
    applicants: str = "total"
    year: int | None = None
    unit: str = "件"
    within: int | Decimal = 0
    parts: tuple[int | Decimal, ...] = ()
    complete: bool = False


def apart(said: Sequence[Claim]) -> Iterator[Claim]:
    """Of several figures for the same thing, none is surely the whole: 制定 2 件，联合制发 1 件."""
    kinds = [(claim.what, claim.applicants, claim.unit) for claim in said]
    ours = [(claim.number, one) for claim, one in zip(said, kinds, strict=True) if claim.scope in {"whole", "unclear"}]
    numbers = {kind: {number for number, one in ours if one == kind} for kind in {*kinds}}
    for claim, kind in zip(said, kinds, strict=True):
        several = claim.scope == "whole" and len(numbers[kind]) > 1
        yield evolve(claim, scope="unclear") if several else claim
