"""What a finding says: the place in the form's words, the sum with its numbers, in two languages."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import attrs
from attrs import frozen

from govinfo_schema.errors import Language
from govinfo_schema.form.editions import Report
from govinfo_schema.form.vocabulary import MAX_YEAR, Equation
from govinfo_schema.form.walk import Figure, Place

_LONG: Final = 8  # a longer sum is told without its zeros
_NAMED: Final = 4  # so many blank cells are named, the others counted

_WORDS: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "blank": "空白",
        "column": "“{labels}”列",
        "comma": "、",
        "and more": "等 {count} 格",
        "zeros": "其余 {count} 项为 0",
        "all zeros": "{count} 项都是 0",
        "wrong total": "{place}：印为 {left}，应为 {right}（{right_terms}）",
        "total too small": "{place}：印为 {left}，至少应为 {right}（{right_terms}）",
        "missing total": "{place}：没有填写，应填 {right}（{right_terms}）",
        "wrong": "{place}：不合“{label}”：{left_terms} = {left}，{right_terms} = {right}，两边相差 {difference}",
        "undecided": "{place}：无法判断是否符合“{label}”，因为{blanks}空白",
        "edition": "报告年度是 {year}，用的是 {edition} 年版格式；这一版用于 {years}的报告。请核对年度和格式",
        "and later": "{first} 年度及以后",
        "span": "{first}–{last} 年度",
    },
    "en": {
        "blank": "blank",
        "column": "column “{labels}”",
        "comma": ", ",
        "and more": " and others ({count} in all)",
        "zeros": "the other {count} are 0",
        "all zeros": "{count} rows, all 0",
        "wrong total": "{place}: printed {left}, should be {right} ({right_terms})",
        "total too small": "{place}: printed {left}, should be {right} or more ({right_terms})",
        "missing total": "{place}: not filled in; should be {right} ({right_terms})",
        "wrong": "{place}: against “{label}”: {left_terms} = {left}, {right_terms} = {right}, {difference} apart",
        "undecided": "{place}: “{label}” cannot be decided, because of blank cells: {blanks}",
        "edition": (
            "the report is for {year} on the {edition} form, which is for the reports of {years}. "
            "Check the year and the form"
        ),
        "and later": "{first} and later",
        "span": "{first}–{last}",
    },
}


@frozen
class Term:
    """A cell in a sum."""

    place: Place
    figure: Figure


def equation_message(
    equation: Equation, left: Sequence[Term], right: Sequence[Term], *, broken: bool, language: Language
) -> str:
    """Say what is wrong with an equation at one place, or what keeps it undecided.

    Args:
        equation: The rule.
        left: Its cells on the left, with what is printed there.
        right: The same on the right.
        broken: No filling of the blanks satisfies it; else it is undecided.
        language: `"zh"` or `"en"`.

    Returns:
        One line.
    """
    words = _WORDS[language]
    shared = _shared([_labels(term.place, language) for term in (*left, *right)])
    blanks = [_name(term, shared, language) for term in (*left, *right) if term.figure is None]
    known = all(term.figure is not None for term in right)
    if equation.computes:
        kind = (
            ("wrong total" if known else "total too small") if broken else ("missing total" if known else "undecided")
        )
    else:
        kind = "wrong" if broken else "undecided"
    named = words["comma"].join(blanks[:_NAMED])
    return words[kind].format(
        place=subject(equation, left, right, language),
        label=equation.label if language == "zh" else equation.english,
        left=total(left),
        right=total(right),
        left_terms=_terms(left, shared, language),
        right_terms=_terms(right, shared, language),
        difference=abs(total(left) - total(right)),
        blanks=named + (words["and more"].format(count=len(blanks)) if len(blanks) > _NAMED else ""),
    )


def subject(equation: Equation, left: Sequence[Term], right: Sequence[Term], language: Language) -> str:
    """What an equation speaks of at one place: the total that it computes, else the column that its rows share."""
    shared = _shared([_labels(term.place, language) for term in (*left, *right)])
    if equation.computes or not shared:
        return place_name(left[0].place, language)
    return _WORDS[language]["column"].format(labels=" · ".join(shared))


def edition_message(form: type[Report], year: int, language: Language) -> str:
    """Say that an edition does not fit the year, and for which years it is."""
    words, years = _WORDS[language], form.YEARS
    open_end = years[-1] == MAX_YEAR
    span = words["and later" if open_end else "span"].format(first=years[0], last=years[-1])
    return words["edition"].format(edition=attrs.fields(form).edition.default, year=year, years=span)


def place_name(place: Place, language: Language) -> str:
    """The labels that lead to a place, without the title of its section."""
    return " · ".join(_labels(place, language))


def total(terms: Sequence[Term]) -> int | Decimal:
    """The sum of a side; a blank counts as 0."""
    return sum((term.figure for term in terms if term.figure is not None), start=0)


def side(terms: Sequence[Term], language: Language) -> str:
    """A side of an equation in a narrow column: its sum, and how many cells are blank."""
    blank, count = _WORDS[language]["blank"], sum(term.figure is None for term in terms)
    if count == len(terms):
        return blank
    return f"{total(terms)}" + (f" + {blank} × {count}" if count else "")


def _labels(place: Place, language: Language) -> tuple[str, ...]:
    return (place.labels if language == "zh" else place.english)[1:]


def _shared(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The labels with which all paths end: the column, in a sum of rows."""
    for length in range(min(map(len, paths)) - 1, 0, -1):
        if len({path[-length:] for path in paths}) == 1:
            return paths[0][-length:]
    return ()


def _name(term: Term, shared: tuple[str, ...], language: Language) -> str:
    """What tells a cell from the others in its sum."""
    labels = _labels(term.place, language)
    return labels[len(labels) - len(shared) - 1]


def _terms(terms: Sequence[Term], shared: tuple[str, ...], language: Language) -> str:
    words = _WORDS[language]
    told = [term for term in terms if len(terms) <= _LONG or term.figure != 0]
    named = [
        f"{_name(term, shared, language)} {words['blank'] if term.figure is None else term.figure}" for term in told
    ]
    zeros = len(terms) - len(told)
    if zeros:
        named.append(words["zeros" if told else "all zeros"].format(count=zeros))
    return " + ".join(named)
