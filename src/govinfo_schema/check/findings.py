"""What checking a report finds: each broken or undecided rule at one place, and all of them together."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal, TypeAlias, overload

from attrs import field, frozen

from govinfo_schema.check.messages import Term, edition_message, equation_message, place_name, side, subject
from govinfo_schema.check.tables import aligned
from govinfo_schema.errors import Language
from govinfo_schema.form.editions import Report
from govinfo_schema.form.vocabulary import Equation, Severity
from govinfo_schema.form.walk import Figure, places

Verdict: TypeAlias = Literal["broken", "undecided"]
Responsible: TypeAlias = Literal["organ", "reading", "unknown"]

_VERDICTS: Final[dict[Language, dict[Verdict, str]]] = {
    "zh": {"broken": "不成立", "undecided": "无法判断"},
    "en": {"broken": "broken", "undecided": "undecided"},
}
_HEADS: Final[dict[Language, tuple[str, ...]]] = {
    "zh": ("结论", "等号左边", "等号右边", "勾稽关系", "哪一格"),
    "en": ("verdict", "left", "right", "rule", "cell"),
}
_COUNTS: Final[dict[Language, str]] = {
    "zh": "勾稽关系：成立 {holds} 项，不成立 {broken} 项，无法判断 {undecided} 项",
    "en": "equations: {holds} hold, {broken} broken, {undecided} undecided",
}


@frozen(kw_only=True)
class Finding:
    """One rule that does not hold at one place, or cannot be decided there.

    Attributes:
        rule: Id of the rule.
        verdict: `broken` if no filling of the blank cells satisfies it, else `undecided`.
        severity: `error` for the form's own arithmetic, `warning` for what is implausible, `notice` for a look.
        responsible: Whose mistake it may be: the organ's figures, the reading of a table, or unknown.
        left: Pointers of the cells on the left.
        left_sum: Their sum, a blank counted as 0; `None` where a rule adds nothing.
        right: Pointers of the cells on the right.
        right_sum: Their sum.
        blanks: Pointers of the blank cells among them.
        note: What the organ says of a cell among them.
    """

    rule: str
    verdict: Verdict
    severity: Severity
    responsible: Responsible
    left: tuple[str, ...]
    left_sum: int | Decimal | None
    right: tuple[str, ...]
    right_sum: int | Decimal | None
    blanks: tuple[str, ...] = ()
    note: str | None = None
    _form: type[Report] = field(alias="form", repr=False, eq=False)
    _figures: tuple[Figure, ...] = field(alias="figures", repr=False, eq=False)
    _equation: Equation | None = field(alias="equation", default=None, repr=False, eq=False)

    def message(self, language: Language = "zh") -> str:
        """Say what does not add up, with the form's labels and the sum with its numbers.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            One line.
        """
        if self._equation is None:
            year = self._figures[-1]
            return edition_message(self._form, int(year or 0), language)
        left, right = self._terms()
        return equation_message(self._equation, left, right, broken=self.verdict == "broken", language=language)

    def _terms(self) -> tuple[list[Term], list[Term]]:
        known = places(self._form)
        terms = [
            Term(known[pointer], figure)
            for pointer, figure in zip((*self.left, *self.right), self._figures, strict=True)
        ]
        return terms[: len(self.left)], terms[len(self.left) :]

    def row(self, language: Language = "zh") -> tuple[str, ...]:
        """The finding as a row of a table: verdict, both sides, rule, cell."""
        left, right = self._terms()
        verdict = _VERDICTS[language][self.verdict]
        if self._equation is None:
            return (verdict, "", "", self.rule, place_name(left[0].place, language))
        label = self._equation.label if language == "zh" else self._equation.english
        where = subject(self._equation, left, right, language)
        return (verdict, side(left, language), side(right, language), label, where)


@frozen(repr=False)
class Findings(Sequence[Finding]):
    """What is broken or undecided in a report, in the order of the form; what holds is counted.

    `str()` is a table for people in Chinese, `table("en")` the same in English.
    """

    _found: tuple[Finding, ...] = field(alias="found")
    _holds: int = field(alias="holds")

    @property
    def counts(self) -> dict[str, int]:
        """How many instances of the rules hold, are broken, and are undecided."""
        broken = sum(finding.verdict == "broken" for finding in self._found)
        return {"holds": self._holds, "broken": broken, "undecided": len(self._found) - broken}

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What is broken, of severity `error`, and not explained by a note of the organ."""
        return tuple(
            finding
            for finding in self._found
            if finding.verdict == "broken" and finding.severity == "error" and finding.note is None
        )

    @property
    def ok(self) -> bool:
        """There are no errors; undecided rules and warnings may remain."""
        return not self.errors

    def table(self, language: Language = "zh") -> str:
        """Lay out the findings for a terminal: the broken first, each in a sentence below, then the undecided.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            Lines of text, Chinese characters counted two columns wide.
        """
        lines = [_COUNTS[language].format(**self.counts)]
        ordered = sorted(self._found, key=lambda finding: finding.verdict)
        if ordered:
            rows = [(str(number), *finding.row(language)) for number, finding in enumerate(ordered, 1)]
            lines += ["", *aligned([("", *_HEADS[language]), *rows], right=frozenset({0, 2, 3}))]
        broken = [finding for finding in ordered if finding.verdict == "broken"]
        if broken:
            lines += ["", *(f"[{number}] {finding.message(language)}" for number, finding in enumerate(broken, 1))]
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.table()

    def __repr__(self) -> str:
        return f"<Findings {', '.join(f'{name} {count}' for name, count in self.counts.items())}>"

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        return self._found[index]
