"""What checking a report finds: each broken or undecided rule at one place, and all of them together."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal, TypeAlias, overload

from attrs import field, frozen

from govinfo_schema.check.messages import Statement
from govinfo_schema.check.tables import aligned
from govinfo_schema.errors import Language
from govinfo_schema.form.vocabulary import Severity

Verdict: TypeAlias = Literal["broken", "undecided"]
Responsible: TypeAlias = Literal["organ", "reading", "unknown"]

_VERDICTS: Final[dict[Language, dict[Verdict, str]]] = {
    "zh": {"broken": "不成立", "undecided": "无法判断"},
    "en": {"broken": "broken", "undecided": "undecided"},
}
_HEADS: Final[dict[Language, tuple[str, ...]]] = {
    "zh": ("结论", "等号左边", "等号右边", "规则", "哪一格"),
    "en": ("verdict", "left", "right", "rule", "cell"),
}
_COUNTS: Final[dict[Language, str]] = {
    "zh": "核对结果：成立 {holds} 项，不成立 {broken} 项，无法判断 {undecided} 项",
    "en": "checked: {holds} hold, {broken} broken, {undecided} undecided",
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
    _statement: Statement = field(alias="statement", repr=False, eq=False)

    def message(self, language: Language = "zh") -> str:
        """Say what does not add up, with the form's labels and the sum with its numbers.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            One line.
        """
        return self._statement.message(language)

    def row(self, language: Language = "zh") -> tuple[str, ...]:
        """Say the same in the columns of a table.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            Verdict, sum on the left, sum on the right, rule, place.
        """
        return _VERDICTS[language][self.verdict], *self._statement.row(language)


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
        """Lay out the findings for a terminal, the broken first, and say below in sentences what a row cannot say.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            Lines of text, Chinese characters counted two columns wide.
        """
        lines = [_COUNTS[language].format(**self.counts)]
        ordered = [finding for verdict in _VERDICTS[language] for finding in self._found if finding.verdict == verdict]
        if ordered:
            rows = [(str(number), *finding.row(language)) for number, finding in enumerate(ordered, 1)]
            lines += ["", *aligned([("", *_HEADS[language]), *rows], right=frozenset({0, 2, 3})), ""]
        # The row of a total that is merely missing says all there is to say: blank, and what it should be.
        lines += [
            f"[{number}] {finding.message(language)}"
            for number, finding in enumerate(ordered, 1)
            if finding.blanks != finding.left
        ]
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
