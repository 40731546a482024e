"""Hold what the prose of a report says against its tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, DefaultContext, localcontext
from itertools import chain, zip_longest
from typing import Final, TypeAlias

from attrs import evolve

from govinfo_schema.check.findings import Finding, Findings, Quote
from govinfo_schema.check.rules import total
from govinfo_schema.check.verify import made
from govinfo_schema.form.editions import Report
from govinfo_schema.form.instances import declared
from govinfo_schema.form.prose import SUBJECTS, TOPICS, Reading
from govinfo_schema.form.vocabulary import SEVERITIES, Severity
from govinfo_schema.form.walk import Figure, figures, places
from govinfo_schema.prose.claim import Claim
from govinfo_schema.prose.claims import claims
from govinfo_schema.prose.sight import DONE, VERBS

_SUBJECTS: Final = {subject.what: subject for subject in SUBJECTS}
_WORKED: Final = _SUBJECTS["processed"].readings
_REASONS: Final = ("withheld.", "unable_to_provide.", "not_processed.", "other_handling.")
_WHOLES: Final = (*_SUBJECTS["handled"].readings, *_SUBJECTS["received"].readings)
_TEXTS: Final = ("overview", "other_matters")
_SHORT: Final = 10
_FEE: Final = "处理费|(?<!事业性)收费|费用"
Cells: TypeAlias = dict[str, Figure]


def verify_narrative(report: Report, *, read: Mapping[str, Sequence[Claim]] | None = None) -> Findings:
    """Find where the prose of sections one and six differs from the tables, and sections that say nothing.

    A claim of another time, organ or part is not compared; one that may be narrower is a notice. Of several ways to
    read a claim one must fit. What blanks leave open is no finding.

    Args:
        report: A report of any edition.
        read: The claims by section (`overview`, `other_matters`), where you correct what `claims` reads.

    Returns:
        The findings, warnings before notices; each quotes the words, with their offset in the section.

    Raises:
        InvalidReport: A section of a report built by hand has more than a million characters.
    """
    found: list[Finding] = []
    printed = figures(report)
    for section in _TEXTS:
        text = getattr(report, section)
        if text:
            told = claims(text, year=report.year, organ=report.organ.name) if read is None else read.get(section, ())
            with localcontext(DefaultContext):  # whatever digits the caller calculates with
                found += _Against(report, section, printed).findings(told)
    found += _of_texts(report)
    found.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    return Findings(edition=report.edition, holds=0, findings=tuple(found))


class _Against:
    """The claims of a section against the figures of its report."""

    def __init__(self, report: Report, section: str, printed: Mapping[str, Figure]) -> None:
        self.report, self.section, self.printed = report, section, printed
        self.copied: set[str] | None = None
        """What is said of last year in the figures of this."""

    def findings(self, told: Sequence[Claim]) -> Iterator[Finding]:
        """What does not agree."""
        now = [claim for claim in told if claim.year in {None, self.report.year} and claim.scope != "other time"]
        ours = [claim for claim in now if claim.scope in {"whole", "unclear"}]
        # Where the text says it rightly elsewhere, another figure for it may be of another set.
        sums = [*ours, *_together(now)]
        right = {_kind(claim) for claim in sums if claim.number and self._agrees(claim, self._readings(claim))}
        subjects, years = {claim.what for claim in ours}, set[int | None]()
        for claim in told:
            if claim.what == "parts":
                yield from self._parts(claim)
            elif claim.scope not in {"whole", "unclear"}:
                continue
            elif claim.what == "year" or claim.year not in {None, self.report.year}:
                if claim.year not in years and (severity := self._year(claim, told, subjects)):
                    years.add(claim.year)
                    yield self._finding("narrative.year", claim, {"/year": self.report.year}, severity=severity)
            elif claim.what == "processing_fee":
                yield from self._fee(claim) if self.section == "other_matters" else ()
            elif claim.what == "all_done":
                over = self._cells(("requests.carried_over",), "total")
                if over and total([*over.values()]):
                    yield self._finding("narrative.all_done", claim, over)
            else:
                severity = "notice" if _kind(claim) in right else None
                yield from self._share(claim) if claim.unit == "%" else self._figure(claim, severity)

    def _finding(
        self,
        rule: str,
        claim: Claim,
        right: Mapping[str, Figure],
        sums: tuple[int | Decimal | None, int | Decimal | None] = (None, None),
        *,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding that quotes a claim: a notice if it may speak of less than the table."""
        quote, declaration = Quote(words=claim.words, offset=claim.offset), declared(type(self.report))[rule]
        finding = made(self.report, declaration, "broken", {f"/{self.section}": ""}, right, sums, quote)
        return evolve(finding, severity=severity or (finding.severity if claim.scope == "whole" else "notice"))

    def _cells(self, reading: Reading, applicants: str) -> Cells | None:
        """The cells of a reading and what is printed there; `None` if the form or the report has none."""
        found: Cells = {}
        for path in reading:
            place = places(type(self.report)).get("/" + path.removeprefix("-").replace(".", "/"))
            cells = [cell.pointer for cell in place.cells()] if place else []
            if place and not place.is_cell:
                cells = [cell for cell in cells if _in_column(cell[len(place.pointer) :], applicants)]
            if not cells or any(cell not in self.printed for cell in cells):
                return None
            printed = {cell: self.printed[cell] for cell in cells}
            less = path.startswith("-")
            found |= {cell: -figure if less and figure else figure for cell, figure in printed.items()}
            if less and None in printed.values():  # nobody knows how much is taken away
                found = dict.fromkeys(found)
        return found

    def _readings(self, claim: Claim) -> list[Cells]:
        """The ways to read a claim, the plainest first; none if the report does not have what it speaks of."""
        subjects = [_SUBJECTS[what] for what in claim.what.split("+") if what in _SUBJECTS]
        ways = zip_longest(*(subject.readings for subject in subjects), fillvalue=())
        joined = [tuple(chain(*parts)) for parts in ways]
        if claim.what in VERBS and claim.applicants != "total":
            joined += _WORKED
        found = [self._cells(reading, claim.applicants) for reading in joined]
        if claim.applicants == "total" and claim.unit != "%":  # a total that is wrong itself is not the text's fault
            kinds = [self._cells(reading, "all kinds") for reading in joined if reading[0].startswith("requests.")]
            found += [cells for cells in kinds if cells and any(cells.values())]
        return [cells for cells in found if cells is not None] if found and found[0] is not None else []

    def _figure(self, claim: Claim, severity: Severity | None) -> Iterator[Finding]:
        readings = [] if claim.what.startswith(_REASONS) else self._readings(claim)  # others count their reasons apart
        if readings and not self._agrees(claim, readings):
            sums = (claim.number, total([*readings[0].values()]))
            if severity and claim.number < sums[1]:  # a part of what is said rightly elsewhere
                return
            # 收到 61 件，办结 61 件；收到 61 件，办结 60 件，正在办理 1 件: of this year's alone
            left = total([*(self._cells(("requests.carried_over",), "total") or {}).values()])
            new = [evolve(claim, what="received", number=claim.number + more) for more in (0, left)]
            if (
                claim.what in DONE
                and claim.number < sums[1]
                and any(self._agrees(one, self._readings(one)) for one in new)
            ):
                severity = "notice"
            yield self._finding(_rule(claim), claim, readings[0], sums, severity=severity)

    @staticmethod
    def _agrees(claim: Claim, readings: Sequence[Cells]) -> bool:
        return any(_agrees(claim, [*cells.values()]) for cells in readings)

    def _share(self, claim: Claim) -> Iterator[Finding]:
        """A percentage of all that was handled, or received."""
        parts = self._readings(claim)
        wholes = [cells for cells in (self._cells(reading, "total") for reading in _WHOLES) if cells]
        shares = [
            Decimal(100 * total([*part.values()])) / total([*whole.values()])
            for part in parts
            for whole in wholes
            if None not in (*part.values(), *whole.values()) and total([*whole.values()])
        ]
        unit = Decimal(claim.within or 1)
        if shares and not any(abs(share - claim.number) < unit for share in shares):
            sums = (claim.number, shares[0].quantize(unit))
            yield self._finding(_rule(claim), claim, parts[0] | wholes[0], sums)

    def _parts(self, claim: Claim) -> Iterator[Finding]:
        told = total([*claim.parts])
        if told > claim.number or (claim.complete and told != claim.number):
            yield self._finding("narrative.parts", claim, {}, (claim.number, told))

    def _year(self, claim: Claim, told: Sequence[Claim], now: set[str]) -> Severity | None:
        """How sure it is that the year is wrong: what is done in the next year nobody knows yet."""
        if claim.what == "year":
            return "warning" if claim.scope == "whole" else "notice"
        if (claim.year or 0) > self.report.year:
            return "warning" if claim.number and claim.scope == "whole" else "notice"
        last = claim.year == self.report.year - 1 and claim.what not in now and claim.number and claim.unit != "%"
        if not last:
            return None
        if self.copied is None:
            then = (one for one in told if one.year == claim.year and one.number)
            self.copied = {one.what for one in then if self._agrees(one, self._readings(one)[:1])}
        return ("warning" if len(self.copied) > 1 else "notice") if claim.what in self.copied else None

    def _fee(self, claim: Claim) -> Iterator[Finding]:
        """A processing fee is one of the charges, and a multiple of 10 元."""
        charges = self._cells(("proactive_disclosure.charges.amount",), "total") or {}
        for amount in charges.values():
            unit = Decimal(10) ** min(int(Decimal(amount or 0).as_tuple().exponent), 0)
            if amount is not None and Decimal(claim.number) / 10_000 - Decimal(amount) > unit:
                yield self._finding("other_matters.fee_and_charges", claim, charges, severity="notice")
        if claim.number % 10 and "other_matters.fee_step" in declared(type(self.report)):
            yield self._finding("other_matters.fee_step", claim, {}, severity="notice")


def _kind(claim: Claim) -> tuple[str, str, bool]:
    return claim.what.removesuffix("+carried_in"), claim.applicants, claim.unit == "%"


def _together(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Figures for the same thing added up: 政府新收 3 件；部门新收 5 件."""
    alike: dict[tuple[str, str, bool], list[Claim]] = {}
    for claim in claims:
        alike.setdefault(_kind(claim), []).append(claim)
    for same in alike.values():
        if len(same) > 1:
            yield evolve(same[0], number=total([claim.number for claim in same]))


def _rule(claim: Claim) -> str:
    what = claim.what.partition("+")[0]
    return f"narrative.{_SUBJECTS[what].rule or what.partition('.')[0]}"


def _in_column(rest: str, applicants: str) -> bool:
    """Whether a cell of a row is in the column of these applicants."""
    if applicants == "all kinds":
        return not rest.endswith("/total")
    return f"/{applicants}/" in rest if applicants == "organizations" else rest.endswith(f"/{applicants}")


def _agrees(claim: Claim, cells: Sequence[Figure]) -> bool:
    """Whether cells can add up to what is claimed, whatever stands in blanks."""
    known = total([*cells])
    if None in cells:
        return known <= total([claim.number, claim.within])
    return abs(Decimal(known) - claim.number) < claim.within if claim.within else known == claim.number


def _of_texts(report: Report) -> Iterator[Finding]:
    """What sections say at all."""
    rules = declared(type(report))
    for section in ("overview", "problems_and_improvements"):
        text = getattr(report, section)
        if text is not None and len("".join(text.split())) < _SHORT:
            quote = Quote(words=text, offset=0)
            yield made(report, rules["section.says_nothing"], "broken", {f"/{section}": ""}, {}, quote=quote)
    overview, matters = report.overview, report.other_matters
    if (topics := rules.get("overview.topics")) and overview is not None and len("".join(overview.split())) >= _SHORT:
        lacking = [topic for topic in TOPICS if not re.search(topic[2], overview)]
        if lacking:
            zh, en = "、".join(topic[0] for topic in lacking), ", ".join(topic[1] for topic in lacking)
            yield made(report, topics, "broken", {"/overview": (f"没有说到{zh}", f"has no word on {en}")}, {})
    fee = rules.get("other_matters.processing_fee")
    if fee and matters is not None and not re.search(_FEE, matters):
        yield made(report, fee, "broken", {"/other_matters": ""}, {})
