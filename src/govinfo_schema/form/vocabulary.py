"""The few words in which a form is declared: what a line prints, what a cell may hold, what must add up."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Final, Literal, TypeAlias, get_args

from attrs import frozen

MAXIMUM: Final = 2**53 - 1
"""The largest count: JavaScript and int64 hold it exactly."""

Severity: TypeAlias = Literal["error", "warning", "notice"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)


@frozen
class Bounds:
    """The numbers that a cell may hold, both ends included."""

    minimum: int
    maximum: int


@frozen
class Length:
    """How many characters a text, or entries a list, may have, both ends included."""

    minimum: int
    maximum: int


@frozen
class Pattern:
    """How a text is written: a regular expression that must match, and a sample for messages."""

    regex: str
    sample: str


@frozen
class Line:
    """What the form prints for a member: a section title, the label of a row or of a column.

    Attributes:
        label: The form's own words.
        english: The same in the standard terms of the field.
        unit: 件, 项, 万元; empty where the form names none. Not given, it is that of the line around it.
        source: Article of the 条例 or number of the notice. Not given, it is that of the line around it.
        also: Other words that reports print for it.
    """

    label: str
    english: str
    unit: str | None = None
    source: str | None = None
    also: tuple[str, ...] = ()


Relation: TypeAlias = Literal["=", "<=", ">=", "zero together", "near", "itemized", "filled"]
RuleKind: TypeAlias = Literal["cells", "document", "narrative", "succession", "consolidation"]
CHECKED_BY: Final[Mapping[RuleKind, str]] = {
    "cells": "verify", "document": "verify", "narrative": "verify_narrative", "succession": "verify_succession",
    "consolidation": "verify_consolidation",
}  # fmt: skip
"""The function that looks at rules of a kind."""


@frozen(kw_only=True)
class Rule:
    """What must hold in a report, or between reports.

    A rule on cells has two sides. Their paths start at the class that declares the rule; those of a caller's own rule
    start at the report. A path to a class means every row in it; `*` means every row there that does not stand on the
    other side. Between rows a rule holds in each of their columns. A rule between reports says before each path in
    which of them it is: `before:` and `now:` of two consecutive years, `whole:` and `members:` of a whole and the sum
    of its parts; where nothing follows the colon it is the class itself.

    Attributes:
        id: Stable name.
        label: The rule in Chinese; the form itself words only that of the balance.
        english: The same in English.
        explanation: Why, and what to do, in Chinese sentences.
        english_explanation: The same in English.
        source: The words of the form, an article, a notice, a standard, or practice.
        severity: `error` for the form's own arithmetic, `warning` for what is implausible, `notice` for a look.
        kind: `cells`: the sides say all; `document`: on sections, dates and codes; `narrative`: on prose; `succession`:
            between two consecutive years; `consolidation`: between a whole and its members.
        relation: Of a rule on cells, between the sums of both sides: `=`, `<=`, `>=`; `zero together`: both are 0, or
            neither; `near`: neither is more than five times the other, where both are above 0 and one is at least 20
            (nothing is said of a cell that may be negative); `itemized`: where the left is not 0, not all of the right
            is blank; `filled`: no cell on the left is blank, or none in any section.
        left: Paths whose figures are added.
        right: Paths whose figures are added; no path is 0.
        computes: The form prints the one cell on the left as the total of the right, so it can be filled as well as
            checked.
        crosses: Holds also between reports on two editions of the form.
    """

    id: str
    label: str
    english: str
    explanation: str = ""
    english_explanation: str = ""
    source: str = ""
    severity: Severity = "error"
    kind: RuleKind = "cells"
    relation: Relation = "="
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    computes: bool = False
    crosses: bool = False


# What a cell may hold. Text limits are far above any report seen; they keep both gates and other people's tools finite.
Count: TypeAlias = Annotated[int, Bounds(0, MAXIMUM)]
SignedCount: TypeAlias = Annotated[int, Bounds(-MAXIMUM, MAXIMUM)]
Amount: TypeAlias = Annotated[Decimal, Bounds(0, MAXIMUM)]
Year: TypeAlias = Annotated[int, Bounds(2008, 2999)]
Text: TypeAlias = Annotated[str, Length(0, 200_000)]
ShortText: TypeAlias = Annotated[str, Length(1, 2_000)]
Date: TypeAlias = Annotated[str, Length(10, 10), Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2025-01-31")]
CreditCode: TypeAlias = Annotated[str, Length(18, 18), Pattern("^[0-9A-Z]{18}$", "11110000MB0123456X")]
DivisionCode: TypeAlias = Annotated[str, Length(6, 6), Pattern("^[0-9]{6}$", "110000")]
CellPointer: TypeAlias = Annotated[str, Length(1, 200), Pattern("^/", "/requests/received/total")]
