"""What checking a report finds: each broken or undecided rule at one place, and all of them together."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Final, Literal, Self, TypeAlias, overload

from attrs import evolve, field, frozen

from govinfo_schema.check.messages import Printed, Statement, Term, called
from govinfo_schema.document.aligned import aligned
from govinfo_schema.document.codec import build, form_of
from govinfo_schema.document.text import read
from govinfo_schema.errors import Language, printable
from govinfo_schema.form.editions import EDITIONS, Report
from govinfo_schema.form.instances import declared
from govinfo_schema.form.vocabulary import Bounds, Count, Length, Line, Rule, Severity
from govinfo_schema.form.walk import places

Verdict: TypeAlias = Literal["broken", "undecided"]
Spoken: TypeAlias = tuple[Rule, type[Report], Mapping[str, Printed], Mapping[str, tuple[str, str]]]
"""What a finding needs to say itself: its rule, its form, what is printed where the rule looks, and, between reports,
what each of them is called."""
Responsible: TypeAlias = Literal["organ", "reading", "unknown"]

_VERDICTS: Final[dict[Language, dict[Verdict, str]]] = {
    "zh": {"broken": "不成立", "undecided": "无法判断"},
    "en": {"broken": "broken", "undecided": "undecided"},
}
_SEVERITIES: Final[dict[Language, dict[Severity, str]]] = {
    "zh": {"warning": "警告：", "notice": "提示："},
    "en": {"warning": "warning: ", "notice": "notice: "},
}
_HEADS: Final[dict[Language, tuple[str, ...]]] = {
    "zh": ("结论", "等号左边", "等号右边", "规则", "哪一格"),
    "en": ("verdict", "left", "right", "rule", "cell"),
}
_COUNTS: Final[dict[Language, str]] = {
    "zh": "核对结果：成立 {holds} 项，不成立 {broken} 项，无法判断 {undecided} 项",
    "en": "checked: {holds} hold, {broken} broken, {undecided} undecided",
}
_OTHERS: Final[dict[Language, dict[Severity, str]]] = {
    "zh": {"warning": "；警告 {count} 条", "notice": "；提示 {count} 条"},
    "en": {"warning": "; warnings: {count}", "notice": "; notices: {count}"},
}
_SUM: Final = Bounds(-(2**63), 2**63 - 1)


@frozen(kw_only=True)
class Quote:
    """Words of a section, as printed.

    Attributes:
        words: The words.
        offset: Where they begin in the text of the section, from 0.
    """

    words: Annotated[str, Length(0, 200_000), Line("原文", "words as printed")]
    offset: Annotated[Count, Line("从第几个字起，自 0 数起", "where they begin, from 0")]


@frozen(kw_only=True)
class Finding:
    """One rule that does not hold at one place, or cannot be decided there.

    Attributes:
        rule: Id of the rule.
        verdict: `broken` if no filling of the blank cells satisfies it, else `undecided`.
        severity: `error` for the form's own arithmetic, `warning` for what is implausible, `notice` for a look.
        responsible: Whose mistake it may be: the organ's figures, the reading of a table, or unknown.
        left: Pointers of the cells or members on the left.
        left_sum: Their sum, a blank counted as 0; `None` where a rule adds nothing.
        right: Pointers of the cells or members on the right.
        right_sum: Their sum.
        blanks: Pointers of the blank cells among them.
        note: What the organ says of a cell among them.
        quote: The words that a rule on prose speaks of; then `left` is their section, `left_sum` what they claim.
    """

    rule: Annotated[str, Length(1, 200), Line("规则", "id of the rule")]
    verdict: Annotated[Verdict, Line("结论", "verdict")]
    severity: Annotated[Severity, Line("程度", "severity")]
    responsible: Annotated[Responsible, Line("可能是谁的差错", "whose mistake it may be")]
    left: Annotated[tuple[str, ...], Length(0, 5_000), Line("等号左边", "pointers on the left")]
    left_sum: Annotated[int | Decimal | None, _SUM, Line("左边之和", "sum of the left")]
    right: Annotated[tuple[str, ...], Length(0, 5_000), Line("等号右边", "pointers on the right")]
    right_sum: Annotated[int | Decimal | None, _SUM, Line("右边之和", "sum of the right")]
    blanks: Annotated[tuple[str, ...], Length(0, 5_000), Line("空白的格", "pointers of blank cells")]
    note: Annotated[str | None, Length(1, 1_000_000), Line("机关的说明", "note of the organ")]
    quote: Annotated[Quote | None, Line("引文", "words quoted")] = None
    _spoken: Spoken | None = field(default=None, alias="spoken", repr=False, eq=False)

    def message(self, language: Language = "zh") -> str:
        """Say what does not add up, with the form's labels and the sum with its numbers.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            One line.
        """
        statement = self._statement()
        if statement:
            return statement.message(language)
        return printable(f"{self.rule}: {_VERDICTS[language][self.verdict]}")

    def row(self, language: Language = "zh") -> tuple[str, ...]:
        """Say the same in the columns of a table.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            Verdict, sum on the left, sum on the right, rule, place.
        """
        statement = self._statement()
        said = statement.row(language) if statement else ("", "", self.rule, "")
        return _VERDICTS[language][self.verdict], *map(printable, said)

    def _statement(self) -> Statement | None:
        if self._spoken is None:
            return None
        rule, form, printed, names = self._spoken
        adds = bool(rule.left) and rule.relation != "filled"
        fits = self.quote is not None or adds == (self.left_sum is not None)
        if not self.left or not fits or not _on(form, self):
            return None  # read from data that `verify` did not make

        def term(pointer: str) -> Term:
            report, _, at = pointer.rpartition(":")
            return Term(places(form)[at], printed.get(pointer, ""), called(report, names) if report else None)

        return Statement(
            rule=rule,
            left=tuple(map(term, self.left)),
            right=tuple(map(term, self.right)),
            left_sum=self.left_sum,
            right_sum=self.right_sum,
            broken=self.verdict == "broken",
            note=self.note,
            quote=(self.quote.words, self.quote.offset) if self.quote else None,
        )


def _on(form: type[Report], finding: Finding) -> bool:
    """Whether all that a finding points to is on a form."""
    return {pointer.rpartition(":")[2] for pointer in (*finding.left, *finding.right)} <= places(form).keys() - {""}


def _speaking(finding: Finding, edition: str) -> Finding:
    """A finding that was read, which can say itself if its rule and all its places are on a form."""
    forms = (EDITIONS[edition], *EDITIONS.values())  # between reports the rule may be of another edition
    for form in forms:
        if finding.rule in declared(form) and _on(form, finding):
            return evolve(finding, spoken=(declared(form)[finding.rule], form, dict.fromkeys(finding.blanks), {}))
    return finding


def _counted(finding: Finding) -> bool:
    """Whether it is among the broken or undecided instances that are counted."""
    return finding.left_sum is not None if _between(finding) else finding.severity == "error"


def _between(finding: Finding) -> bool:
    """Whether it is of several reports."""
    return any(":" in pointer for pointer in finding.left)


@frozen(kw_only=True, repr=False)
class Findings(Sequence[Finding]):
    """What is broken or undecided in a report, in the order of the form; what holds is counted.

    `str()` is a table for people in Chinese, `table("en")` the same in English.

    Attributes:
        edition: The edition of the form.
        holds: How many instances of the rules of severity `error` hold; between reports, of all rules on cells.
        findings: What is broken or undecided, of every severity.
    """

    edition: Annotated[str, Length(1, 200), Line("格式版本", "edition of the form")]
    holds: Annotated[
        Count, Line("成立的项数", "how many instances of severity error hold; between reports, of all rules on cells")
    ]
    findings: Annotated[tuple[Finding, ...], Length(0, 5_000), Line("发现", "findings")]

    @classmethod
    def from_data(cls, data: object) -> Self:
        """Make findings of the data that `to_data` made of them.

        They do not know what the report prints, so their sentences show the sums only.

        Args:
            data: Dicts and lists.

        Returns:
            Equal findings.

        Raises:
            InvalidReport: With all problems.
        """
        return cls._read(data, repeated=False)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """As `from_data`, of the text that `to_json` made of them.

        Raises:
            InvalidReport: With all problems.
        """
        data, repeated = read(text)
        return cls._read(data, repeated=repeated)

    @classmethod
    def _read(cls, data: object, *, repeated: bool) -> Self:
        form = form_of(data)
        found: Self = build(data, None if form is None else cls, repeated=repeated)
        return evolve(found, findings=tuple(_speaking(finding, found.edition) for finding in found))

    @property
    def counts(self) -> dict[str, int]:
        """How many instances of the rules of severity `error` hold, are broken, and are undecided.

        Between reports the instances of all rules on cells are counted.
        """
        verdicts = [finding.verdict for finding in self.findings if _counted(finding)]
        return {"holds": self.holds, "broken": verdicts.count("broken"), "undecided": verdicts.count("undecided")}

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What is broken, of severity `error`, and not explained by a note of the organ."""
        return tuple(
            finding
            for finding in self.findings
            if finding.verdict == "broken" and finding.severity == "error" and finding.note is None
        )

    @property
    def ok(self) -> bool:
        """There are no errors; undecided rules, warnings and notices may remain."""
        return not self.errors

    def table(self, language: Language = "zh") -> str:
        """Lay out the findings for a terminal: what does not add up in a table, the broken first, then sentences.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            Lines of text, Chinese characters counted two columns wide.
        """
        errors, others = self._ordered("error"), self._ordered("warning", "notice")
        head = _COUNTS[language].format(**self.counts)
        for severity, words in _OTHERS[language].items():
            count = sum(finding.severity == severity for finding in others)
            head += words.format(count=count) if count else ""
        rows = [(str(number), *finding.row(language)) for number, finding in enumerate(errors, 1)]
        blocks = [
            [head],
            aligned([("", *_HEADS[language]), *rows], right=frozenset({0, 2, 3})) if rows else [],
            # The row of a total that is merely missing says all there is to say: blank, and what it should be; so does
            # that of a whole that differs from its members, where one of them explains it.
            [
                f"[{number}] {finding.message(language)}"
                for number, finding in enumerate(errors, 1)
                if finding.blanks != finding.left and not (_between(finding) and _counted(finding))
            ],
            [
                f"[{number}] {_SEVERITIES[language][finding.severity]}{finding.message(language)}"
                for number, finding in enumerate(others, len(errors) + 1)
            ],
        ]
        return "\n\n".join("\n".join(block) for block in blocks if block)

    def _ordered(self, *severities: Severity) -> list[Finding]:
        """The findings of these severities, the broken first."""
        found = [finding for finding in self.findings if finding.severity in severities]
        return sorted(found, key=lambda finding: finding.verdict != "broken")

    def __str__(self) -> str:
        return self.table()

    def __repr__(self) -> str:
        return f"<Findings {', '.join(f'{name} {count}' for name, count in self.counts.items())}, {len(self)} in all>"

    def __len__(self) -> int:
        return len(self.findings)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        return self.findings[index]
