"""The rules of a form on columns: the same relations, blanks by bounds, in the words of any engine."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, partial, reduce
from typing import Any, Final, Protocol, TypeAlias

from attrs import field, frozen

from govinfo_schema.bulk.columns import all_columns
from govinfo_schema.check.document import CHECKS, Circumstances
from govinfo_schema.form import walk
from govinfo_schema.form.editions import EDITIONS, Report, edition_for
from govinfo_schema.form.filled import blank
from govinfo_schema.form.head import Organ
from govinfo_schema.form.instances import Instance, declared, instances
from govinfo_schema.form.vocabulary import SEVERITIES, Relation, Rule, Severity
from govinfo_schema.form.walk import Place, once, places

Expression: TypeAlias = Any
"""An expression of Polars, or `Text`: both know `==`, `<`, `&`, `|`, `~`, `is_null`, and that null is not known."""

UNDECIDED: Final = 1_000
"""What an undecided equation adds to the score of a row; a broken one adds 1."""
VERDICTS: Final[Mapping[int, str]] = {1: "broken", UNDECIDED: "undecided"}
FINDING: Final = ("rule", "verdict", "severity", "cell", "left_sum", "right_sum", "place", "label")

INVALID: Final = Rule(
    id="report.invalid", kind="document", label="这一行是一份报告", english="the row is a report",
    explanation="这一格的内容不是报告能有的：版本、年度、机关名称不对，数不在范围之内，或者填在了没有的一节、别的版本里。"
    "请核对。",
    english_explanation="No report can hold this: a wrong edition, year or name of the organ, a figure out of bounds, "
    "or one that stands in a section left out or belongs to another edition. Check it.", source="JSON Schema",
)  # fmt: skip
"""One row in a million that the classes refuse is told as broken, and not judged further."""


class Language(Protocol):
    """How an engine says what the rules are made of."""

    def column(self, name: str) -> Expression:
        """A column as it is."""
        ...

    def total(self, names: Sequence[str], known: frozenset[str]) -> Expression:
        """The sum of the columns, null where one is null; but a null in those that are `known` counts as 0."""
        ...

    def some(self, names: Sequence[str]) -> Expression:
        """Whether any is not null."""
        ...

    def case(self, pairs: Sequence[tuple[Expression, Any]], otherwise: Any) -> Expression:
        """The value beside the first condition that is true."""
        ...


@frozen
class Side:
    """One side of a rule; null stands for infinite where a blank has no bound.

    Attributes:
        language: Of the engine.
        names: The columns.
        signed: Those that may be negative.
        blanks: There may be blanks; if not, whatever meets one is null.
    """

    language: Language
    names: tuple[str, ...]
    signed: frozenset[str]
    blanks: bool

    @property
    def high(self) -> Expression:
        """The highest that the sum can be."""
        return self.language.total(self.names, frozenset())

    @property
    def low(self) -> Expression:
        """The lowest that the sum can be."""
        return self.language.total(self.names, frozenset(self.names) - self.signed) if self.blanks else self.high

    @property
    def known(self) -> Expression:
        """The sum of what is printed."""
        return self.language.total(self.names, frozenset(self.names)) if self.blanks else self.high

    @property
    def some(self) -> Expression:
        """Whether anything is filled in."""
        return self.language.some(self.names) if self.blanks else ~self.high.is_null()


Outcome: TypeAlias = tuple[Expression, Expression]
Outcomes: TypeAlias = Callable[..., Outcome]
"""Given a `Language` and `blanks=`: when a rule holds with every filling of the blanks, and when with none.

Null where that is not known, or, asked without blanks, where anything is blank.
"""


def _zero_together(left: Side, right: Side) -> Outcome:
    zero = [side.high == 0 for side in (left, right)]
    other = [(side.low > 0) | (side.high < 0) for side in (left, right)]
    return (zero[0] & zero[1]) | (other[0] & other[1]), (zero[0] & other[1]) | (other[0] & zero[1])


_RELATIONS: Final[Mapping[Relation, Callable[[Side, Side], Outcome]]] = {
    "=": lambda left, right: (left.high == right.high, (left.low > right.high) | (right.low > left.high)),
    "<=": lambda left, right: (left.high <= right.low, left.low > right.high),
    ">=": lambda left, right: (left.low >= right.high, left.high < right.low),
    "zero together": _zero_together,
    "itemized": lambda left, right: ((left.known == 0) | right.some, (left.known != 0) & ~right.some),
    "filled": lambda left, _: (~left.high.is_null(), left.high.is_null()),
}
"""When a relation holds with every filling of the blanks, and when with none; as `holds` in `check/rules.py`."""


@frozen(kw_only=True, eq=False)
class Judged:
    """A rule at one place, as it is judged in each row.

    Attributes:
        told: What a finding says of it in any row: rule, severity, cell, place, label.
        sections: The columns that say whether its sections are there; where one is not, it does not apply.
        sides: The columns whose sums a finding shows; none where it adds nothing.
        outcome: When it holds, and when not.
    """

    told: Mapping[str, str]
    sections: tuple[str, ...] = ()
    sides: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    outcome: Outcomes

    def applies(self, language: Language) -> Expression:
        """Its sections are there; `None` where it is on none."""
        return reduce(lambda one, other: one & other, map(language.column, self.sections)) if self.sections else None

    def verdict(self, language: Language) -> Expression:
        """0 where it holds or does not apply, 1 where it is broken, else `UNDECIDED`."""
        holds, broken = self.outcome(language, blanks=True)
        if not self.sections:
            return language.case([(broken, 1)], 0)
        applies = self.applies(language)
        return language.case([(holds, 0), (applies & broken, 1), (applies, UNDECIDED)], 0)

    def strict(self, language: Language) -> Expression:
        """Whether it is broken, its sections being there; null where anything is blank."""
        return ~self.outcome(language, blanks=False)[0]

    def sums(self, language: Language) -> dict[str, Expression]:
        """The sums of both sides, a blank counted as 0; nothing where amounts are added: they are not whole."""
        return {
            name: language.total(side, frozenset(side))
            for name, side in zip(("left_sum", "right_sum"), self.sides, strict=True)
            if any(self.sides) and not amounts().intersection(side)
        }


@frozen(kw_only=True)
class Book:
    """What there is to look at in the rows of one edition.

    Attributes:
        edition: Its name.
        columns: The columns of the form that there are. Columns of text need not be; nothing is said of them then.
        rules: The rules that columns can tell, at every place, in the order of `verify`.
        sections: The cells of each section that has some, both as the names of their columns.
        counts: The cells that hold counts from 0.
        few: The other cells.
        others: The columns that only other editions have.
    """

    edition: str
    columns: frozenset[str]
    rules: tuple[Judged, ...] = field(eq=False)
    sections: Mapping[str, tuple[str, ...]] = field(eq=False)
    counts: tuple[str, ...] = field(eq=False)
    few: tuple[str, ...] = field(eq=False)
    others: tuple[str, ...] = field(eq=False)

    @property
    def cells(self) -> list[str]:
        """All cells, in the order of the form."""
        return [cell for inner in self.sections.values() for cell in inner]

    def misplaced(self, language: Language) -> list[tuple[Expression, str]]:
        """When a row lacks what all reports have, or holds what its report has no place for: conditions, pointers."""
        year, name = language.column("/year"), language.column("/organ/name")
        return [
            (year.is_null() | _outside("/year", bounds_of("/year"), language), "/year"),
            (name.is_null() | (name == ""), "/organ/name"),
            *((_absent(here, language) & language.some(cells), here) for here, cells in self.sections.items()),
            *((language.some([pointer]), pointer) for pointer in self.others),
        ]


@lru_cache(maxsize=16)  # a caller may bring frames of ever new shapes
def book(edition: str, columns: frozenset[str]) -> Book:
    """What there is to look at in the rows of an edition, in a frame with these columns of the form."""
    cells = [cell for inner in sections(edition).values() for cell in inner]
    rules = [*map(partial(_on_cells, EDITIONS[edition]), instances(EDITIONS[edition])), *_on_document(edition, columns)]
    ranks: list[str] = [*SEVERITIES]
    counts = {cell for cell in cells if bounds_of(cell)[0] == 0} - amounts()
    return Book(
        edition=edition,
        columns=columns,
        rules=tuple(sorted(rules, key=lambda one: ranks.index(one.told["severity"]))),
        sections=sections(edition),
        counts=tuple(cell for cell in cells if cell in counts),
        few=tuple(cell for cell in cells if cell not in counts),
        others=tuple(pointer for pointer in all_columns() if pointer in columns - all_columns(edition).keys()),
    )


def _on_cells(form: type[Report], here: Instance) -> Judged:
    def outcome(language: Language, *, blanks: bool) -> Outcome:
        left, right = (Side(language, names, here.signed, blanks) for names in (here.left, here.right))
        return _RELATIONS[here.rule.relation](left, right)

    return Judged(
        told=_told(here.rule, here.rule.severity, places(form)[here.left[0]]),
        sections=tuple(f"/{section}" for section in here.sections),
        sides=((), ()) if here.rule.relation == "filled" else (here.left, here.right),
        outcome=outcome,
    )


def _on_document(edition: str, columns: frozenset[str]) -> Iterator[Judged]:
    """A section left out, and an edition that does not fit the year; what the other rules need, columns do not say."""
    form, known = EDITIONS[edition], all_columns(edition)
    book, at = declared(form), places(form)
    left_out = {
        name[1:]: None for name, column in known.items() if column.member.nullable and not column.member.is_cell
    }
    empty = blank(form, year=form.SINCE, organ=Organ(name="-"), **left_out)
    for missing in CHECKS["section.missing"](empty, Circumstances(organ_kind=None, published_on=None, blanks=False)):
        (pointer,), rule = missing.left, book["section.missing"]
        if pointer in columns:
            broken = partial(_absent, pointer)
            yield Judged(told=_told(rule, missing.severity or rule.severity, at[pointer]), outcome=_plain(broken))
    first, last = bounds_of("/year")
    years = [year for year in range(first, last + 1) if edition_for(year) == edition]
    rule, broken = book["document.edition_and_year"], partial(_outside, "/year", (min(years), max(years)))
    yield Judged(told=_told(rule, rule.severity, at["/edition"]), outcome=_plain(broken))


def _plain(broken: Callable[[Language], Expression]) -> Outcomes:
    def outcome(language: Language, **_: bool) -> Outcome:
        return ~broken(language), broken(language)

    return outcome


def _told(rule: Rule, severity: Severity, place: Place) -> dict[str, str]:
    where = " · ".join(place.labels)
    return {"rule": rule.id, "severity": severity, "cell": place.pointer, "place": where, "label": rule.label}


def out_of_bounds(cells: Iterable[str], language: Language) -> list[tuple[Expression, str]]:
    """When a cell holds what none may hold: conditions and pointers."""
    return [(_outside(cell, bounds_of(cell), language), cell) for cell in cells]


@once
def sections(edition: str) -> Mapping[str, tuple[str, ...]]:
    """The cells of each section that has some, both as the names of their columns."""
    return {f"/{name}": cells for name, cells, _ in walk.sections(EDITIONS[edition])}


@once
def amounts() -> frozenset[str]:
    """The columns of money: not whole, and in no sum of the form."""
    return frozenset(pointer for pointer, column in all_columns().items() if column.member.type is Decimal)


def bounds_of(pointer: str) -> tuple[int, int]:
    """What a column may hold, both ends included."""
    bounds = all_columns()[pointer].member.bounds
    return (bounds.minimum, bounds.maximum) if bounds else (0, 0)


def _absent(pointer: str, language: Language) -> Expression:
    """A section is left out; that of a table has a column that says so."""
    here = language.column(pointer)
    return here.is_null() | ~here if all_columns()[pointer].member.is_class else here.is_null()


def _outside(pointer: str, bounds: tuple[int, int], language: Language) -> Expression:
    here = language.column(pointer)
    return (here < bounds[0]) | (here > bounds[1])
