"""What a finding says: the place in the form's words, the sum with its numbers, in two languages."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Protocol

from attrs import frozen

from govinfo_schema.errors import Language
from govinfo_schema.form.editions import edition_for
from govinfo_schema.form.vocabulary import Equation
from govinfo_schema.form.walk import Figure, Place

_LONG: Final = 8  # a longer sum is told without its zeros

_WORDS: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "blank": "空白",
        "comma": "",
        "column": "“{labels}”列",
        "zeros": "其余 {count} 项为 0",
        "all zeros": "{count} 项都是 0",
        "wrong total": "{place}：印为 {left}，应为 {right}（{right_terms}）",
        "total too small": "{place}：印为 {left}，至少应为 {right}（{right_terms}）",
        "missing total": "{place}：没有填写，应填 {right}（{right_terms}）",
        "wrong": "{place}：不合“{label}”：{left_terms} = {left}，{right_terms} = {right}，两边相差 {difference}",
        "apart": "{place}：不合“{label}”：{left_terms}，{right_terms}；空白处无论怎样填，两边至少相差 {difference}",
        "undecided": "{place}：无法判断是否符合“{label}”，因为{blanks}空白",
        "edition": "这份报告的年度是 {year}，用的是 {edition} 年版格式；这一年度{fitting}。请核对年度和格式",
        "fitting": "应当用 {edition} 年版",
        "none": "还没有这种格式",
        "edition rule": "格式的版本适合报告的年度",
        "edition place": "格式版本、报告年度",
    },
    "en": {
        "blank": "blank",
        "comma": ", ",
        "column": "column “{labels}”",
        "zeros": "the other {count} are 0",
        "all zeros": "{count} terms, all 0",
        "wrong total": "{place}: printed {left}, should be {right} ({right_terms})",
        "total too small": "{place}: printed {left}, should be {right} or more ({right_terms})",
        "missing total": "{place}: not filled in, should be {right} ({right_terms})",
        "wrong": "{place}: against “{label}”: {left_terms} = {left}, {right_terms} = {right}, {difference} apart",
        "apart": "{place}: against “{label}”: {left_terms}, {right_terms}; at least {difference} apart in any case",
        "undecided": "{place}: “{label}” cannot be decided, because these cells are blank: {blanks}",
        "edition": "the report is for {year}, on the {edition} form; for that year {fitting}. Check year and form",
        "fitting": "it should be on the {edition} form",
        "none": "there was no such form yet",
        "edition rule": "the edition of the form fits the year",
        "edition place": "edition, year",
    },
}


class Statement(Protocol):
    """What a finding says, kept until somebody asks."""

    def message(self, language: Language) -> str:
        """The finding in one line."""
        ...

    def row(self, language: Language) -> tuple[str, str, str, str]:
        """The finding in a table: both sides, the rule, the place."""
        ...


@frozen
class Term:
    """A cell in a sum, and what is printed there."""

    place: Place
    figure: Figure


@frozen
class EquationStatement:
    """An equation that does not hold at one place, or that blanks leave undecided there.

    Attributes:
        equation: The rule.
        left: Its cells on the left.
        right: Its cells on the right.
        broken: No filling of the blanks satisfies it.
    """

    equation: Equation
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    broken: bool

    def message(self, language: Language) -> str:
        """The place and the sum with its numbers, or the blank cells that keep it undecided."""
        words, shared = _WORDS[language], self._shared(language)
        blank = [f"“{_name(term, shared, language)}”" for term in (*self.left, *self.right) if term.figure is None]
        left, right = _total(self.left), _total(self.right)
        return words[self._kind()].format(
            place=self._place(language),
            label=self._label(language),
            left=left,
            right=right,
            left_terms=_terms(self.left, shared, language),
            right_terms=_terms(self.right, shared, language),
            difference=abs(left - right),
            blanks=words["comma"].join(blank),
        )

    def row(self, language: Language) -> tuple[str, str, str, str]:
        """Both sums with the number of blanks in them, the rule, the place."""
        return _side(self.left, language), _side(self.right, language), self._label(language), self._place(language)

    def _kind(self) -> str:
        left_known, right_known = (all(term.figure is not None for term in side) for side in (self.left, self.right))
        if not self.broken:
            return "missing total" if self.equation.computes and right_known else "undecided"
        if self.equation.computes:
            return "wrong total" if right_known else "total too small"
        return "wrong" if left_known and right_known else "apart"

    def _label(self, language: Language) -> str:
        return self.equation.label if language == "zh" else self.equation.english

    def _place(self, language: Language) -> str:
        """The total that the equation computes, else the column that its rows share."""
        shared = self._shared(language)
        if self.equation.computes or not shared:
            return " · ".join(_labels(self.left[0].place, language))
        return _WORDS[language]["column"].format(labels=" · ".join(shared))

    def _shared(self, language: Language) -> tuple[str, ...]:
        """The labels with which all cells end: the column, in a sum of rows."""
        paths = [_labels(term.place, language) for term in (*self.left, *self.right)]
        lengths = range(min(map(len, paths)) - 1, 0, -1)
        return next((paths[0][-length:] for length in lengths if len({path[-length:] for path in paths}) == 1), ())


@frozen
class EditionStatement:
    """A report on a form that is not that of its year."""

    edition: str
    year: int

    def message(self, language: Language) -> str:
        """The year, the edition, and the one that fits."""
        words, fitting = _WORDS[language], edition_for(self.year)
        said = words["none"] if fitting is None else words["fitting"].format(edition=fitting)
        return words["edition"].format(edition=self.edition, year=self.year, fitting=said)

    def row(self, language: Language) -> tuple[str, str, str, str]:
        """The edition and the year."""
        words = _WORDS[language]
        return self.edition, str(self.year), words["edition rule"], words["edition place"]


def _labels(place: Place, language: Language) -> tuple[str, ...]:
    """What leads to a place, without the title of its section."""
    return (place.labels if language == "zh" else place.english)[1:]


def _name(term: Term, shared: tuple[str, ...], language: Language) -> str:
    """What tells a cell from the others in its sum."""
    labels = _labels(term.place, language)
    return labels[len(labels) - len(shared) - 1]


def _total(side: Sequence[Term]) -> int | Decimal:
    return sum(term.figure for term in side if term.figure is not None)


def _side(side: Sequence[Term], language: Language) -> str:
    blank, count = _WORDS[language]["blank"], sum(term.figure is None for term in side)
    if count == len(side):
        return blank
    return f"{_total(side)}" + (f" + {blank} × {count}" if count else "")


def _terms(side: Sequence[Term], shared: tuple[str, ...], language: Language) -> str:
    words = _WORDS[language]
    told = [term for term in side if len(side) <= _LONG or term.figure != 0]
    named = [
        f"{_name(term, shared, language)} {words['blank'] if term.figure is None else term.figure}" for term in told
    ]
    zeros = len(side) - len(told)
    return " + ".join([*named, *([words["zeros" if told else "all zeros"].format(count=zeros)] if zeros else [])])
