"""Check a report: every rule at every place, blanks decided by bounds."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import get_args

from attrs import evolve, field, frozen

from govinfo_schema.check.document import CHECKS, Circumstances, OrganKind, Outcome
from govinfo_schema.check.findings import Finding, Findings, Quote, Verdict
from govinfo_schema.check.messages import Printed
from govinfo_schema.check.rules import chosen, holds, total
from govinfo_schema.errors import InvalidForm
from govinfo_schema.form.editions import Report
from govinfo_schema.form.instances import Instance, instances
from govinfo_schema.form.vocabulary import SEVERITIES, Rule
from govinfo_schema.form.walk import Figure, read


def verify(  # noqa: PLR0913 - each by its name, all but the first optional
    report: Report,
    *,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
    extra: Collection[Rule] = (),
    organ_kind: OrganKind | None = None,
    published_on: date | None = None,
) -> Findings:
    """Find every rule that a report breaks, or that its blanks leave undecided.

    A blank may be any count from 0: a rule is broken if no filling satisfies it, holds if every filling does, and is
    undecided otherwise. A rule whose section is left out does not apply; `section.missing` says so once.

    Args:
        report: A report of any edition.
        only: Ids of the rules to look at; `None` for all.
        without: Ids of rules to leave out.
        extra: Rules of your own on cells, their paths from the report: `("requests.received.total",)`.
        organ_kind: What kind of organ reports, where a rule needs to know: `"ministry"`, `"provincial government"`,
            `"city government"`, `"county government"`, `"department"`, `"other"`.
        published_on: When the report was published, if it does not say so itself.

    Returns:
        The findings: errors, warnings, notices, each in the order of the form.

    Raises:
        InvalidForm: A rule is named that no edition has, or only such as another function looks at; a rule of your own
            is declared wrongly; or there is no such kind of organ.
    """
    if organ_kind is not None and organ_kind not in get_args(OrganKind):
        msg = f"there is no kind of organ {organ_kind}; there are {', '.join(get_args(OrganKind))}"
        raise InvalidForm(msg)
    choice, found = chosen(type(report), only, without, extra), list[Finding]()
    about = About(form=type(report), notes=noted(report))
    holding, doubtful = 0, list[int]()
    for group, errors in choice.groups:
        if _applies(report, group.sections):
            holding += errors
            doubtful += group.doubtful(report)
    own = [instance for instance in choice.own if _applies(report, instance.sections)]
    holding += sum(instance.rule.severity == "error" for instance in own)
    form = instances(type(report))
    for instance in (*(form[number] for number in sorted(doubtful) if number in choice.numbers), *own):
        if (finding := of_cells(report, instance, about)) is not None:
            found.append(finding)
            holding -= instance.rule.severity == "error"
    if choice.others:
        day = published_on and date.fromordinal(published_on.toordinal())  # a datetime is a date, too
        known = Circumstances(organ_kind=organ_kind, published_on=day, blanks=bool(doubtful))
        for rule in choice.others:
            found += [of_document(rule, outcome, about) for outcome in CHECKS[rule.id](report, known)]
    return gathered(report.edition, holding, found)


@frozen(kw_only=True)
class About:
    """Whose findings they are.

    Attributes:
        form: The form on which the cells are.
        notes: What the organ notes, each with the place.
        names: Of findings between reports, what each report is called in two languages, by the word before the colon.
        prefixes: Other words before the colon.
    """

    form: type[Report]
    notes: tuple[tuple[str, str], ...]
    names: Mapping[str, tuple[str, str]] = field(factory=dict[str, tuple[str, str]])
    prefixes: Mapping[str, str] = field(factory=dict[str, str])

    def at(self, pointer: str) -> str:
        """The pointer with the word before its colon that findings say."""
        report, colon, place = pointer.rpartition(":")
        return f"{self.prefixes.get(report, report)}{colon}{place}"


def noted(report: Report, prefix: str = "") -> tuple[tuple[str, str], ...]:
    """What a report notes, each with the place, and before it what names the report."""
    return tuple((f"{prefix}{note.at}", note.text) for note in report.notes or ())


def gathered(edition: str, holding: int, found: list[Finding]) -> Findings:
    """The findings, errors first."""
    found.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    return Findings(edition=edition, holds=holding, findings=tuple(found))


def _applies(report: Report, sections: tuple[str, ...]) -> bool:
    return None not in [getattr(report, section) for section in sections]


def of_cells(reports: object, instance: Instance, about: About) -> Finding | None:
    """What is found of a rule on the cells of a report, or of several by their names; nothing where it holds."""
    left, right = ([read(cell)(reports) for cell in side] for side in (instance.left, instance.right))
    return judged(instance, left, right, about)


def judged(instance: Instance, left: list[Figure], right: list[Figure], about: About) -> Finding | None:
    """What is found of a rule on cells; nothing where it holds."""
    held = holds(instance, left, right)
    if held:
        return None
    verdict: Verdict = "undecided" if held is None else "broken"
    printed = (dict(zip(instance.left, left, strict=True)), dict(zip(instance.right, right, strict=True)))
    if instance.rule.relation == "filled":  # which cells are not says all
        return made(about, instance.rule, verdict, dict.fromkeys(at for at, it in printed[0].items() if it is None), {})
    return made(about, instance.rule, verdict, *printed, (total(left), total(right)))


def of_document(rule: Rule, outcome: Outcome, about: About) -> Finding:
    """What is found of a rule that no sum of cells can say."""
    finding = made(about, rule, "broken" if outcome.decided else "undecided", outcome.left, outcome.right)
    return evolve(finding, severity=outcome.severity) if outcome.severity else finding


def made(  # noqa: PLR0913, PLR0917 - all that a finding is made of
    report: Report | About,
    rule: Rule,
    verdict: Verdict,
    left: Mapping[str, Printed],
    right: Mapping[str, Printed],
    sums: tuple[int | Decimal | None, int | Decimal | None] = (None, None),
    quote: Quote | None = None,
) -> Finding:
    """A finding on a report, with the notes of the organ on its places.

    Args:
        report: The report, or whose finding it is.
        rule: The rule.
        verdict: Whether it is broken.
        left: The places on the left, and what is printed there.
        right: Those on the right.
        sums: What both sides add up to, where they add up.
        quote: The words that a rule on prose speaks of.
    """
    about = report if isinstance(report, About) else About(form=type(report), notes=noted(report))
    said = [
        text
        for at, text in about.notes
        if any(pointer == at or pointer.startswith(f"{at}/") for pointer in (*left, *right))
    ]
    left, right = ({about.at(pointer): figure for pointer, figure in side.items()} for side in (left, right))
    # A cell that is blank may have been lost on the way from the page.
    lost = verdict == "undecided" or rule.relation in {"filled", "itemized"}
    return Finding(
        rule=rule.id,
        verdict=verdict,
        severity=rule.severity,
        responsible="unknown" if lost else "organ",
        left=tuple(left),
        left_sum=sums[0],
        right=tuple(right),
        right_sum=sums[1],
        blanks=tuple(pointer for side in (left, right) for pointer, figure in side.items() if figure is None),
        note="；".join(said) or None,
        quote=quote,
        spoken=(rule, about.form, {**left, **right}, about.names),
    )
