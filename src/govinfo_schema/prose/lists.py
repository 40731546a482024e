"""Sums that a sentence gives with their parts: 13 件，其中新制定 5 件、修改 4 件、废止 4 件."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from attrs import define, field

from govinfo_schema.check.rules import total
from govinfo_schema.prose.lexicon import Token, amount
from govinfo_schema.prose.sight import CARRIED, CASES, DONE, OUTCOMES, VERBS

_MONEY: Final = {"元", "万元", "%"}
_REVIEW: Final = {"upheld", "corrected", "other", "pending"}
_LONGEST: Final = 120  # words of a list
_MOST: Final = 12  # figures that are added up
_NEARLY_ALL: Final = 5  # of six outcomes
_ENDS: Final = {"semicolon", "stop", "sum"}


@define
class Listed:
    """A list of parts.

    Attributes:
        start: Where the words begin, a token.
        end: Where they end.
        wholes: The figures of which it may be the list, the nearest first.
        parts: The figures in it.
        kinds: What they are divided by: one kind where the list is of one piece.
        names: The parts by name.
        complete: Nothing is left out.
    """

    start: int
    end: int
    wholes: list[int | Decimal]
    parts: list[int | Decimal] = field(factory=list[int | Decimal])
    kinds: set[str] = field(factory=set[str])
    names: list[str] = field(factory=list[str])
    complete: bool = False

    @property
    def number(self) -> int | Decimal:
        """The figure that the parts fit, or the nearest."""
        told = total([*self.parts])
        sums = [total([*self.wholes[:count]]) for count in range(2, len(self.wholes) + 1)]
        fitting = (whole for whole in (*self.wholes, *sums) if whole == told or (not self.complete and whole > told))
        return next(fitting, self.wholes[0])

    @property
    def plain(self) -> bool:
        """Whether the parts are of one kind, so that they cannot overlap."""
        return len(self.kinds) == 1


def lists(tokens: Sequence[Token], before: Sequence[int | Decimal]) -> Iterator[Listed]:
    """The lists in a sentence, and the sums after their parts; with the figures before, if it goes on with them."""
    wholes: list[tuple[int, int | Decimal]] = [(0, number) for number in before]
    for at, token in enumerate(tokens):
        if token.kind == "semicolon":
            wholes.clear()
        if token.kind == "figure":
            figure = amount(token.name)
            if not figure.about and figure.unit not in _MONEY:
                led = [t.kind for t in tokens[max(at - 3, 0) : at] if t.kind not in {"space", "filler"}]
                alike = all(amount(tokens[place].name).unit == figure.unit for place, _ in wholes[-2:] if place)
                if led[-2:] == ["comma", "sum"] and len(wholes) > 1 and alike:
                    yield _summed(wholes, at, figure.number)
                wholes.append((at, figure.number))
        begins = token.kind in {"open", "colon"} and at > 0 and tokens[at - 1].kind == "figure"
        begins &= tokens[at + 1 : at + 2] != [] and tokens[at + 1].kind != "parts"
        if wholes and (token.kind == "parts" or begins):
            told = _list(tokens, at, wholes)
            if len(told.parts) > 1 and "" not in told.kinds and len({*told.names}) == len(told.names):
                yield told


def _summed(wholes: list[tuple[int, int | Decimal]], at: int, number: int | Decimal) -> Listed:
    """The figures before 共计; of more than two, as many as fit."""
    figures = [figure for _, figure in wholes[-_MOST:]]
    counts = [count for count in range(2, len(figures) + 1) if sum(figures[-count:]) == number] or [2]
    return Listed(wholes[-counts[0]][0], at, [number], figures[-counts[0] :], {"sum"}, [], complete=True)


def _list(tokens: Sequence[Token], at: int, wholes: list[tuple[int, int | Decimal]]) -> Listed:
    told = Listed(wholes[-1][0], at, [figure for _, figure in reversed(wholes[-4:])])
    opened = tokens[at].kind == "open" or tokens[at - 1].kind == "open"
    told.complete = tokens[at].kind == "colon" or tokens[at].name.startswith("分别")
    depth, kind, name = 0, "", ""
    for index in range(at + 1, min(at + _LONGEST, len(tokens))):
        token = tokens[index]
        depth += (token.kind == "open") - (token.kind == "close")
        nested = depth > 1 or (depth < 0 and opened)
        if nested or token.kind in _ENDS or (token.kind == "parts" and depth == 0 and told.parts):
            break
        if depth > 0:
            continue
        if token.kind in {"delta", "than"} or token.name == "其余":
            break
        if token.kind == "subject" and token.name in VERBS | CARRIED:
            break
        kind, name = _kind(token) or (kind, name)
        if token.kind == "figure":
            figure = amount(token.name)
            if figure.about or figure.unit in _MONEY:
                continue
            told.parts.append(figure.number)
            told.kinds.add(kind)
            told.names.append(name)
            told.end, kind, name = index, "", ""
    told.kinds -= {"rest"} if told.names[-1:] == ["rest"] and len(told.kinds) > 1 else set()
    told.complete |= "rest" in told.names
    if "other_handling" in told.names and len(told.names) >= _NEARLY_ALL:  # else some may be carried over
        before = tokens[max(told.start - 3, 0) : told.start]
        told.complete |= any(token.name in DONE for token in before)
    told.complete |= {*told.names} in (_REVIEW, {"natural_person", "organizations"})
    return told


def _kind(token: Token) -> tuple[str, str] | None:
    """What a word in a list divides by, and the name of the part."""
    if token.kind == "column":
        return "applicants", token.name
    if token.kind == "channel":
        return "channels", token.name
    if token.kind == "cell":
        return ("outcomes of cases" if token.name in _REVIEW else "fates"), token.name
    if token.kind == "subject" and token.name.partition(".")[0] in OUTCOMES:
        return "outcomes", token.name
    if token.kind == "subject" and token.name in CASES:
        return "cases", token.name
    if token.name in {"修改", "修订"}:
        return "fates", token.name
    if token.name == "公开":
        return "outcomes", "disclosed"
    if token.name in {"其他", "其他的"}:
        return "rest", "rest"
    return None
