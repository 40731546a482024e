"""Check a report: every equation at every place, blanks decided by bounds."""

from collections.abc import Iterator

from govinfo_schema.check.findings import Finding, Findings
from govinfo_schema.check.messages import EditionStatement, EquationStatement, Term
from govinfo_schema.form.editions import Report, edition_for
from govinfo_schema.form.equations import Instance, instances
from govinfo_schema.form.walk import Figure, places


def verify(report: Report) -> Findings:
    """Find every equation of the form that a report breaks, or that its blanks leave undecided.

    A blank may be any count from 0: an equation is broken if no filling satisfies it, holds if every filling does, and
    is undecided otherwise. An equation whose section is left out does not apply. An edition that does not fit its year
    is a finding of severity `warning`; it is counted only when found.

    Args:
        report: A report of any edition.

    Returns:
        The findings, in the order of the form; the equations that hold are counted.
    """
    found = list(_edition_and_year(report))
    holds = 0
    for instance in instances(type(report)):
        if all(getattr(report, section) is not None for section in instance.sections):
            finding = _finding(instance, report)
            if finding is None:
                holds += 1
            else:
                found.append(finding)
    return Findings(tuple(found), holds)


def _finding(instance: Instance, report: Report) -> Finding | None:
    left = [read(report) for read in instance.read_left]
    right = [read(report) for read in instance.read_right]
    left_sum = sum(figure for figure in left if figure is not None)
    right_sum = sum(figure for figure in right if figure is not None)
    if left_sum == right_sum and None not in left and None not in right:
        return None
    pointers = (*instance.left, *instance.right)
    blanks = tuple(pointer for pointer, figure in zip(pointers, left + right, strict=True) if figure is None)
    # A count only grows from blank: the smaller side can reach the larger if it has one. A change may go either way.
    growing = right if left_sum > right_sum else left if left_sum < right_sum else left + right
    undecided = None in growing or not instance.signed.isdisjoint(blanks)
    return Finding(
        rule=instance.equation.id,
        verdict="undecided" if undecided else "broken",
        severity=instance.equation.severity,
        responsible="unknown" if undecided else "organ",
        left=instance.left,
        left_sum=left_sum,
        right=instance.right,
        right_sum=right_sum,
        blanks=blanks,
        statement=EquationStatement(
            instance.equation,
            left=_terms(instance.left, left, report),
            right=_terms(instance.right, right, report),
            broken=not undecided,
        ),
    )


def _terms(pointers: tuple[str, ...], printed: list[Figure], report: Report) -> tuple[Term, ...]:
    known = places(type(report))
    return tuple(Term(known[pointer], figure) for pointer, figure in zip(pointers, printed, strict=True))


def _edition_and_year(report: Report) -> Iterator[Finding]:
    if edition_for(report.year) != report.edition:
        yield Finding(
            rule="document.edition_and_year",
            verdict="broken",
            severity="warning",
            responsible="organ",
            left=("/edition",),
            left_sum=None,
            right=("/year",),
            right_sum=None,
            statement=EditionStatement(report.edition, report.year),
        )
