"""Sound reports by the number: many zeros, heavy tails, every equation holds. One seed, one report."""

import sys
from collections import Counter
from random import Random

from hypothesis import settings

import govinfo_schema as gs
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.instances import instances
from govinfo_schema.form.walk import Figure, figures, with_figures

TOTAL = "/requests/handled/total"


def sound(edition: str, seed: int) -> gs.Report:
    """A report that breaks nothing, as large as a bureau's or as a province's."""
    random = Random(seed)  # noqa: S311 - the same every time
    scale, share = random.choice([0.3, 1.5, 4.0]), random.choice([0.05, 0.2, 0.6])
    texts = {"overview": "……", "problems_and_improvements": "……", "other_matters": "……"}
    report = gs.zeros(EDITIONS[edition], year=int(edition), organ=gs.form2021.Organ(name="某局"), **texts)

    def count() -> int:
        return int(random.lognormvariate(scale, scale)) if random.random() < share else 0

    cells: dict[str, Figure] = {pointer: count() for pointer in figures(report)}
    for row in ("administrative_rules", "normative_documents"):
        new, stock = {"2019": ("newly_disclosed", "disclosed_in_all"), "2021": ("issued", "in_force")}[edition]
        start = f"/proactive_disclosure/{row}"
        cells[f"{start}/{stock}"] = int(cells[f"{start}/{new}"] or 0) + count()
    if edition == "2019":
        bought = "/proactive_disclosure/procurement"
        cells[f"{bought}/amount"] = cells[f"{bought}/items"]
    _add_up(edition, cells)
    for instance in instances(EDITIONS[edition]):
        if instance.rule.id == "requests.balance":
            received, carried_in, done, over = (*instance.left, *instance.right)
            due = int(cells[done] or 0) + int(cells[over] or 0)
            cells[carried_in] = random.randint(0, due) if random.random() < share else 0
            cells[received] = due - int(cells[carried_in] or 0)
    _add_up(edition, cells)
    return with_figures(report, cells)


def examples(times: float) -> int:
    """So many times the examples of the profile, for a property that costs less or more than others."""
    return round(times * settings().max_examples)


def modest(edition: str, seed: int) -> gs.Report:
    """A sound report without large figures."""
    report = sound(edition, seed)
    return (
        report
        if max(int(figure or 0) for figure in figures(report).values()) < 1_000
        else modest(edition, seed + 10_000)
    )


def _add_up(edition: str, cells: dict[str, Figure]) -> None:
    """Twice: the row （七）总计 is a sum of rows, and has a total itself."""
    for instance in 2 * [instance for instance in instances(EDITIONS[edition]) if instance.rule.computes]:
        cells[instance.left[0]] = sum(cells[part] or 0 for part in instance.right)


if __name__ == "__main__":
    edition, number = sys.argv[1], int(sys.argv[2])
    print(Counter(repr(gs.verify(sound(edition, seed))) for seed in range(number)))  # noqa: T201
