"""The rules on sections, dates and codes: what no sum of cells can say."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from operator import mul
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from govinfo_schema.check.system import parts, possible, smallest, system
from govinfo_schema.form.editions import Report, edition_for
from govinfo_schema.form.vocabulary import Severity
from govinfo_schema.form.walk import members

OrganKind: TypeAlias = Literal[
    "ministry", "provincial government", "city government", "county government", "department", "other"
]
"""国务院部门、省级政府、设区的市级政府、县级政府、地方政府部门、其他机关."""

_WHOLE_GOVERNMENTS: Final = {"provincial government", "city government", "county government"}
_WITHOUT_RULES: Final = {"county government", "department"}
_CODE: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I, O, S, V, Z
_WEIGHTS: Final = (*(pow(3, place, 31) for place in range(17)), 1)  # the last character makes a multiple of 31


@frozen(kw_only=True)
class Circumstances:
    """What a report does not say of itself and its caller knows; and whether any of its figures may be blank."""

    organ_kind: OrganKind | None
    published_on: date | None
    blanks: bool


@frozen
class Outcome:
    """A rule that does not hold: the places that it speaks of, each with what is printed there."""

    left: Mapping[str, str | tuple[str, str]]
    right: Mapping[str, str] = field(factory=dict[str, str])
    severity: Severity | None = None
    decided: bool = True


def _edition_and_year(report: Report, _: Circumstances) -> Iterator[Outcome]:
    if edition_for(report.year) != report.edition:
        yield Outcome({"/edition": report.edition}, _year(report))


def _credit_code(report: Report, _: Circumstances) -> Iterator[Outcome]:
    code = report.organ.credit_code
    if code is not None and not (set(code) <= set(_CODE) and sum(map(mul, map(_CODE.index, code), _WEIGHTS)) % 31 == 0):
        yield Outcome({"/organ/credit_code": code})


def _dates(report: Report, circumstances: Circumstances) -> Iterator[Outcome]:
    said = _said_dates(report, circumstances)
    known = {pointer: _date(text) for pointer, text in said.items()}
    yield from (Outcome({pointer: said[pointer]}) for pointer, day in known.items() if day is None)
    start, end, published = (known.get(pointer) for pointer in ("/period/start", "/period/end", "/published_on"))
    last = {"/period/end": str(end)} if end else _year(report)
    if start and end and start >= end:
        yield Outcome({"/period/start": str(start)}, last)
    if published and published <= (end or date(report.year, 12, 31)):
        yield Outcome({"/published_on": str(published)}, last)


def _period(report: Report, circumstances: Circumstances) -> Iterator[Outcome]:
    said = _said_dates(report, circumstances)
    said.pop("/published_on", None)
    if said and list(said.values()) != [f"{report.year}-01-01", f"{report.year}-12-31"]:
        yield Outcome(said, _year(report))


def _published_in_time(report: Report, known: Circumstances) -> Iterator[Outcome]:
    day = _date(report.published_on or "") or known.published_on
    own, whole = date(report.year + 1, 1, 31), date(report.year + 1, 3, 31)
    if day is None or day <= own or (day <= whole and known.organ_kind in _WHOLE_GOVERNMENTS):
        return
    yield Outcome({"/published_on": str(day)}, _year(report), decided=day > whole or known.organ_kind is not None)


def _section_missing(report: Report, _: Circumstances) -> Iterator[Outcome]:
    for member in members(type(report)):
        if member.nullable and getattr(report, member.name) is None:
            yield Outcome({f"/{member.name}": ""}, severity="notice" if member.name == "other_matters" else None)


def _department_rules(report: Report, known: Circumstances) -> Iterator[Outcome]:
    section = report.proactive_disclosure
    if section and section.administrative_rules.issued and known.organ_kind in _WITHOUT_RULES:
        pointer = "/proactive_disclosure/administrative_rules/issued"
        yield Outcome({pointer: str(section.administrative_rules.issued)})


def _infeasible(report: Report, circumstances: Circumstances) -> Iterator[Outcome]:
    if not circumstances.blanks:
        return
    applying, known = system(report)
    for part in parts(applying):
        if all(cell in known for equation in part for cell in equation.terms):
            continue  # without blanks no equation needs the others to be broken
        together = smallest(part, known)
        if together and all(possible([equation], known) for equation in part):  # one broken alone is its own finding
            said: dict[str, tuple[str, str]] = {}
            for equation in sorted(together, key=applying.index):
                rule, cell = equation.instance.rule, equation.instance.left[0]
                zh, en = said.get(cell, ("", ""))
                said[cell] = (f"{zh}“{rule.label}”", f"{en}“{rule.english}”")
            yield Outcome(said)


def _year(report: Report) -> dict[str, str]:
    return {"/year": str(report.year)}


def _said_dates(report: Report, known: Circumstances) -> dict[str, str]:
    """The dates that a report says, or its caller for it, by their pointers."""
    published = report.published_on or known.published_on
    said = {"/period/start": report.period.start, "/period/end": report.period.end} if report.period else {}
    return said | ({"/published_on": str(published)} if published else {})


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


CHECKS: Final[Mapping[str, Callable[[Report, Circumstances], Iterator[Outcome]]]] = {
    "document.edition_and_year": _edition_and_year,
    "document.credit_code": _credit_code,
    "document.dates": _dates,
    "document.period": _period,
    "document.published_in_time": _published_in_time,
    "section.missing": _section_missing,
    "documents.department_rules": _department_rules,
    "report.infeasible": _infeasible,
}
"""How the rules of kind `document` are looked at, by their ids."""
