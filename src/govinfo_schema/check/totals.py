"""Compute what the form prints as a total."""

from govinfo_schema.form.editions import R
from govinfo_schema.form.instances import Instance, instances
from govinfo_schema.form.walk import Figure, figures, places, with_figures


def compute_totals(report: R, *, keep_printed: bool = False) -> R:
    """Compute every total of the form from its parts: row totals, （七）总计, the three blocks of section four.

    A total that rests on a blank stays blank, or as printed; so does one too large for a cell. The corner of （七）总计
    is computed from its row; `verify` checks it against its column. The balance of section three is never computed.

    Args:
        report: A report of any edition.
        keep_printed: Fill only blank totals.

    Returns:
        A copy with the totals.
    """
    printed = figures(report)
    computing: dict[str, Instance] = {}
    for instance in instances(type(report)):
        if instance.rule.computes and printed.keys() >= {*instance.left, *instance.right}:
            computing.setdefault(instance.left[0], instance)
    settled: dict[str, Figure] = {}

    def settle(pointer: str) -> Figure:
        if pointer not in settled:
            settled[pointer] = printed[pointer]
            if pointer in computing and not (keep_printed and printed[pointer] is not None):
                parts = [settle(part) for part in computing[pointer].right]
                bounds = places(type(report))[pointer].bounds
                known = [part for part in parts if part is not None]
                if len(known) == len(parts) and bounds is not None and sum(known) <= bounds.maximum:
                    settled[pointer] = sum(known)
        return settled[pointer]

    return with_figures(report, {pointer: settle(pointer) for pointer in computing})
