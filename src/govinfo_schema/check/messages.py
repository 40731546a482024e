"""What a finding says: the place in the form's words, the sum with its numbers, in two languages."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from attrs import frozen

from govinfo_schema.check.rules import less
from govinfo_schema.errors import Language, printable
from govinfo_schema.form.vocabulary import Rule
from govinfo_schema.form.walk import Place

_LONG: Final = 8  # a longer sum is told without its zeros
_MOST: Final = 20  # of more blank cells the first are named
_INNER: Final = str.maketrans("“”", "‘’")  # of a label in quotation marks that has some itself

_WORDS: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "blank": "空白", "comma": "", "and": "、", "apart from": "，", "more": "等", "column": "“{labels}”列",
        "zeros": "其余 {count} 项为 0", "all zeros": "{count} 项都是 0", "all blank": "{count} 项都是空白",
        "not known": "{count} 项之和", "wrong total": "{place}：印为 {left}，应为 {right}（{right_terms}）",
        "total too small": "{place}：印为 {left}，至少应为 {right}（{right_terms}）",
        "missing total": "{place}：没有填写，应填 {right}（{right_terms}）",
        "wrong": "{place}：不合“{label}”：{sides}，两边相差 {difference}",
        "apart": "{place}：不合“{label}”：{sides}；空白处无论怎样填，两边至少相差 {difference}",
        "implausible": "{place}：不合“{label}”：{sides}。{explanation}",
        "undecided": "{place}：无法判断是否符合“{label}”，因为{blanks}空白",
        "filled": "{place}：有 {count} 格空白：{blanks}。{explanation}",
        "document": "{terms}：不合“{label}”。{explanation}",
        "members": "{members}：不合“{label}”，{count} 处相差都由此而来。{explanation}", "or": "或者",
        "document undecided": "{terms}：无法判断是否符合“{label}”，因为不知道是哪一种机关，请用 organ_kind= 说明。"
        "{explanation}",
        "prose": "{section}第 {at} 字起“{quote}”：说的是 {left}，表里{right_terms}。{explanation}",
        "prose share": "{section}第 {at} 字起“{quote}”：说的是 {left}%，按表里的数是 {right}%。{explanation}",
        "prose parts": "{section}第 {at} 字起“{quote}”：总数 {left}，各项相加是 {right}。{explanation}",
        "prose alone": "{section}第 {at} 字起“{quote}”：不合“{label}”。{explanation}",
        "prose against": "{section}第 {at} 字起“{quote}”：表里{right_terms}。{explanation}",
        "note": "（机关的说明：{note}）",
    },
    "en": {
        "blank": "blank", "comma": ", ", "and": ", ", "apart from": ", ", "more": " and others",
        "column": "column “{labels}”", "zeros": "the other {count} are 0", "all zeros": "{count} terms, all 0",
        "all blank": "{count} cells, all blank", "not known": "the sum of {count} terms",
        "wrong total": "{place}: printed {left}, should be {right} ({right_terms})",
        "total too small": "{place}: printed {left}, should be {right} or more ({right_terms})",
        "missing total": "{place}: not filled in, should be {right} ({right_terms})",
        "wrong": "{place}: against “{label}”: {sides}, {difference} apart",
        "apart": "{place}: against “{label}”: {sides}; at least {difference} apart in any case",
        "implausible": "{place}: against “{label}”: {sides}. {explanation}",
        "undecided": "{place}: “{label}” cannot be decided, because these cells are blank: {blanks}",
        "filled": "{place}: {count} blank: {blanks}. {explanation}",
        "document": "{terms}: against “{label}”. {explanation}",
        "members": "{members}: against “{label}”; all {count} differences come from it. {explanation}", "or": " or ",
        "document undecided": "{terms}: “{label}” cannot be decided without the kind of organ; say it with "
        "organ_kind=. {explanation}",
        "prose": "{section}, character {at}, “{quote}”: says {left}, the table has {right_terms}. {explanation}",
        "prose share": "{section}, character {at}, “{quote}”: says {left}%, by the table it is {right}%. {explanation}",
        "prose parts": "{section}, character {at}, “{quote}”: the sum is {left}, its parts make {right}. {explanation}",
        "prose alone": "{section}, character {at}, “{quote}”: against “{label}”. {explanation}",
        "prose against": "{section}, character {at}, “{quote}”: the report has {right_terms}. {explanation}",
        "note": " (the organ notes: {note})",
    },
}  # fmt: skip


Printed: TypeAlias = int | Decimal | str | tuple[str, str] | None
"""What is printed at a place: `None` for a blank, empty where not known; or what to say there, in two languages."""


_REPORTS: Final[dict[str, tuple[str, str]]] = {
    "before": ("上年", "last year"), "now": ("本年", "this year"), "whole": ("汇总", "the whole"),
    "members": ("各成员之和", "the sum of the members"),
}  # fmt: skip


def called(report: str, names: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """What one of several reports is called in both languages: as told, else by the word before the colon."""
    first, _, second = report.partition(" ")
    year = (f"{first} 年{'另一份' * bool(second)}", f"{report} report")
    return names.get(report) or _REPORTS.get(report, year if first.isdecimal() else (f"成员 {second}", report))


@frozen
class Term:
    """A place that a rule speaks of, what is printed there, and of several reports what this one is called."""

    place: Place
    printed: Printed
    report: tuple[str, str] | None = None

    def told(self, language: Language) -> str:
        """The place in the form's words."""
        return " · ".join(self.place.told(language))

    def named(self, name: str, language: Language) -> str:
        """The name of the place, told together with its report where there are several."""
        if self.report is None:
            return name
        inner = name.translate(_INNER)
        return (
            f"{self.report[language == 'en']}{' ' * (language == 'en')}“{inner}”"
            if name
            else self.report[language == "en"]
        )


@frozen(kw_only=True)
class Statement:
    """A rule that does not hold at one place, or that cannot be decided there; in words.

    Attributes:
        rule: The rule.
        left: The places on its left.
        right: The places on its right.
        left_sum: What is printed on the left, a blank counted as 0.
        right_sum: What is printed on the right.
        broken: No filling of the blanks satisfies it.
        note: What the organ says of it.
        quote: The words that it speaks of, and where they begin, from 0.
    """

    rule: Rule
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    left_sum: int | Decimal | None
    right_sum: int | Decimal | None
    broken: bool
    note: str | None
    quote: tuple[str, int] | None = None

    def message(self, language: Language) -> str:
        """The place and the sum with its numbers, or the blank cells that keep it undecided; in one line."""
        words, named, sums = _WORDS[language], self._named(language), (self.left_sum or 0, self.right_sum or 0)
        left, right = ([term for term in named if term[1] in side] for side in (self.left, self.right))
        blank = [name if term.report else f"“{name.translate(_INNER)}”" for name, term in named if term.printed is None]
        said = words[self._kind()].format(
            place=self.place(language),
            label=self.label(language),
            left=self.left_sum,
            right=self.right_sum,
            right_terms=self._told(language) if self.quote else _sum(right, language),
            section=self.left[0].told(language),
            quote=(self.quote or ("",))[0],
            at=(self.quote or ("", 0))[-1] + 1,
            sides=words["apart from"].join(self._sides(left, right, language)),
            difference=less(max(sums), min(sums)),
            count=len(blank) or len(self.left),
            members=self._members(language),
            blanks=words["comma"].join(blank[:_MOST]) + words["more"] * (len(blank) > _MOST),
            terms=words["and"].join(
                f"{term.named(term.told(language), language)} {_said(term, language)}".strip() for _, term in named
            ),
            explanation=self.rule.explanation if language == "zh" else self.rule.english_explanation,
        )
        return printable(said + (words["note"].format(note=self.note) if self.note else ""))

    def row(self, language: Language) -> tuple[str, str, str, str]:
        """Both sums with the number of blanks in them, the rule, the place."""
        adds = bool(self.rule.left) or self.rule.relation == "filled"
        both = ((self.left, self.left_sum), (self.right, self.right_sum))
        left, right = (_side(side, total, language) if adds else "" for side, total in both)
        return left, right, self.label(language), self.place(language)

    def label(self, language: Language) -> str:
        """What the rule is called."""
        return self.rule.label if language == "zh" else self.rule.english

    def place(self, language: Language) -> str:
        """The total that is computed, the column or the row that the cells share, or their sections."""
        before, after = self._shared(language)
        column = _WORDS[language]["column"].format(labels=" · ".join(after)) if after else ""
        if self._kind() == "members":
            return self._members(language)
        if self.rule.computes or self.rule.relation == "itemized":
            return self.left[0].told(language)
        if self.rule.relation != "filled" and (before or after):
            return column or " · ".join(before)
        places = [term.place for term in (*self.left, *self.right)]
        titles = dict.fromkeys((place.labels if language == "zh" else place.english)[0] for place in places)
        return " · ".join(filter(None, [_WORDS[language]["and"].join(titles), column]))

    def _members(self, language: Language) -> str:
        """The reports on the right."""
        return _WORDS[language]["or"].join(
            dict.fromkeys(term.report[language == "en"] for term in self.right if term.report)
        )

    def _kind(self) -> str:
        known = all(term.printed is not None for term in self.right)
        if self.quote is not None:
            return self._prose()
        if self.rule.relation == "filled":
            return "filled"
        if not self.rule.left:
            return (
                "members" if self.rule.kind == "consolidation" else "document" if self.broken else "document undecided"
            )
        if not self.broken:
            return "missing total" if self.rule.computes and known else "undecided"
        if self.rule.computes:
            return "wrong total" if known else "total too small"
        if self.rule.relation != "=":
            return "implausible"
        return "wrong" if known and all(term.printed is not None for term in self.left) else "apart"

    def _prose(self) -> str:
        if self.left_sum is None:
            return "prose against" if self.right else "prose alone"
        if not self.right:
            return "prose parts"
        return "prose share" if self.quote and self.quote[0][-1:] in {"%", "％"} else "prose"

    def _told(self, language: Language) -> str:
        """What the table has for a claim: several cells of one heading by the heading, with their sum."""
        before, after = _shared([term.place.told(language) for term in self.right])
        if len(self.right) > 1 and before:
            return f"{' · '.join((*before, *after))} {self.right_sum}"
        return _sum([(term.told(language), term) for term in self.right], language)

    def _sides(self, left: "Named", right: "Named", language: Language) -> Iterator[str]:
        """Both sides with their terms; a side of several with its sum, where nothing in it is blank."""
        for side, total in ((left, self.left_sum), (right, self.right_sum)):
            if side:
                plain = len(side) == 1 or any(term.printed is None for _, term in side)
                yield _sum(side, language) if plain else f"{_sum(side, language)} = {total}"

    def _shared(self, language: Language) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The labels with which all places begin, and those with which all end: the column, in a sum of rows."""
        return _shared([term.place.told(language) for term in (*self.left, *self.right)])

    def _named(self, language: Language) -> "Named":
        """The terms, each with what tells it from the others."""
        terms, (before, after) = (*self.left, *self.right), self._shared(language)
        paths = [term.place.told(language) for term in terms]
        names, whole = [path[-len(after) - 1] for path in paths], self.rule.relation == "filled"
        if len(set(names)) < len(names) or (whole and not after):
            names = [" · ".join(path[0 if whole else len(before) : len(path) - len(after)]) for path in paths]
        return [(term.named(name, language), term) for name, term in zip(names, terms, strict=True)]


Named: TypeAlias = list[tuple[str, Term]]


def _shared(labels: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    paths = set(labels)
    if len(paths) < 2:  # one place in several reports is all that they share
        return (labels[0] if len(labels) > 1 else (), ())
    some, lengths = next(iter(paths)), range(min(map(len, paths)) - 1, 0, -1)
    before = next((some[:length] for length in lengths if len({path[:length] for path in paths}) == 1), ())
    after = next((some[-length:] for length in lengths if len({path[-length:] for path in paths}) == 1), ())
    return before, after


def _said(term: Term, language: Language) -> Printed:
    return term.printed[language == "en"] if isinstance(term.printed, tuple) else term.printed


def _side(side: Sequence[Term], total: int | Decimal | None, language: Language) -> str:
    blank, count = _WORDS[language]["blank"], sum(term.printed is None for term in side)
    if side and count == len(side):
        return blank
    return ("" if total is None else f"{total}") + (f" + {blank} × {count}" if count else "")


def _sum(side: Named, language: Language) -> str:
    words, count, printed = _WORDS[language], len(side), {term.printed for _, term in side}
    if printed == {None} and count > 2:
        return words["all blank"].format(count=count)
    if printed == {""} and count > _LONG:
        return words["not known"].format(count=count)
    told = [(name, term.printed) for name, term in side if count <= _LONG or term.printed != 0]
    named = [f"{name} {words['blank'] if figure is None else figure}".strip() for name, figure in told]
    zeros = count - len(told)
    return " + ".join([*named, *([words["zeros" if told else "all zeros"].format(count=zeros)] if zeros else [])])
