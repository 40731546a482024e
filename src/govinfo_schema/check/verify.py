"""Check a report: every equation at every place, blanks decided by bounds."""

from collections.abc import Iterator

from govinfo_schema.check.findings import Finding, Findings
from govinfo_schema.form.editions import Report
from govinfo_schema.form.equations import Instance, instances
from govinfo_schema.form.walk import Figure, figures


def verify(report: Report) -> Findings:
    """Find every equation of the form that a report breaks, or that its blanks leave undecided.

    A blank may be any count from 0: an equation is broken if no filling satisfies it, holds if every filling does, and
    is undecided otherwise. An equation whose section is left out does not apply. That the edition does not fit the
    year is a finding as well; it is counted only when found.

    Args:
        report: A report of any edition.

    Returns:
        The findings, in the order of the form; the equations that hold are counted.
    """
    form, printed = type(report), figures(report)
    found = list(_edition_and_year(report))
    holds = 0
    for instance in instances(form):
        if instance.left[0] in printed:
            finding = _finding(instance, printed, form)
            if finding is None:
                holds += 1
            else:
                found.append(finding)
    return Findings(tuple(found), holds)


def _finding(instance: Instance, printed: dict[str, Figure], form: type[Report]) -> Finding | None:
    left = [printed[pointer] for pointer in instance.left]
    right = [printed[pointer] for pointer in instance.right]
    left_sum = sum(figure for figure in left if figure is not None)
    right_sum = sum(figure for figure in right if figure is not None)
    if left_sum == right_sum and None not in left and None not in right:
        return None
    # Counts only grow from what is printed: the smaller side can reach the larger if it has a blank.
    undecided = None in (right if left_sum > right_sum else left if left_sum < right_sum else left + right)
    return Finding(
        rule=instance.equation.id,
        verdict="undecided" if undecided else "broken",
        severity=instance.equation.severity,
        responsible="unknown" if undecided else "organ",
        left=instance.left,
        left_sum=left_sum,
        right=instance.right,
        right_sum=right_sum,
        blanks=tuple(pointer for pointer in (*instance.left, *instance.right) if printed[pointer] is None),
        form=form,
        figures=(*left, *right),
        equation=instance.equation,
    )


def _edition_and_year(report: Report) -> Iterator[Finding]:
    if report.year not in report.YEARS:
        yield Finding(
            rule="document.edition_and_year",
            verdict="broken",
            severity="warning",
            responsible="organ",
            left=("/edition",),
            left_sum=None,
            right=("/year",),
            right_sum=None,
            form=type(report),
            figures=(None, report.year),
        )
