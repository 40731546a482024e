"""Seeded slips: how often the truth is found, and how long it takes.

python -m tests.bench.repair [MUTANTS]     2,000 of each kind where not said; the table goes to tests/bench/repair.md
"""

import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from attrs import frozen
from tests.generated import sound

import govinfo_schema as gs
from govinfo_schema.check.system import equations
from govinfo_schema.form.walk import figures, with_figures

SHARED = Path(__file__).parents[3] / "shared" / "reports"
TABLE = Path(__file__).with_suffix(".md")
DONE = "/requests/handled"
Cells = dict[str, int]
Slip = Callable[[Random, gs.Report, Cells], Cells]


def reports() -> list[gs.Report]:
    """Every sound report at hand, and as many generated ones as make 200."""
    real = [gs.from_json(path.read_bytes()) for path in sorted(SHARED.glob("*-20??.json"))]
    whole = [
        report for report in real if gs.verify(report).counts["broken"] + gs.verify(report).counts["undecided"] == 0
    ]
    return whole + [sound(("2019", "2021")[seed % 2], seed) for seed in range(200 - len(whole))]


def cells_of(report: gs.Report) -> Cells:
    """The figures of sections three and four."""
    return {
        cell: int(figure)
        for cell, figure in figures(report).items()
        if cell[:4] in {"/req", "/rev"} and figure is not None
    }


def lines(report: gs.Report) -> list[tuple[str, ...]]:
    """Rows and columns, the total last."""
    found = [equation.instance for equation in equations(type(report)) if equation.instance.rule.computes]
    return [(*instance.right, *instance.left) for instance in found]


def one(change: Callable[[Random, int], int], *, totals: bool = False) -> Slip:
    """A slip in one cell."""

    def slip(random: Random, report: gs.Report, cells: Cells) -> Cells:
        left = {line[-1] for line in lines(report)}
        cell = random.choice([cell for cell in cells if cells[cell] and (cell in left or not totals)] or list(cells))
        return {cell: change(random, cells[cell])}

    return slip


def dropped(random: Random, figure: int) -> int:
    """A digit less."""
    text = str(figure)
    at = random.randrange(len(text))
    return int(text[:at] + text[at + 1 :] or "0")


def doubled(random: Random, figure: int) -> int:
    """A digit twice."""
    text = str(figure)
    at = random.randrange(len(text))
    return int(text[: at + 1] + text[at:])


def turned(random: Random, figure: int) -> int:
    """Two digits swapped."""
    text = str(figure)
    at = random.randrange(max(len(text) - 1, 1))
    return int(text[:at] + text[at : at + 2][::-1] + text[at + 2 :])


def short(random: Random, report: gs.Report, cells: Cells) -> Cells:
    """A total without one of its parts."""
    line = random.choice([line for line in lines(report) if cells[line[-1]]] or lines(report))
    part = random.choice([cell for cell in line[:-1] if cells[cell]] or line[:-1])
    return {line[-1]: cells[line[-1]] - cells[part]}


def neighbours(random: Random, report: gs.Report, cells: Cells) -> tuple[str, str]:
    """Two cells side by side in a row, one of them with a figure."""
    rows = [line[:-1] for line in lines(report) if len(line) in {5, 7}]
    pairs = [pair for row in rows for pair in pairwise(row)]
    return random.choice([pair for pair in pairs if cells[pair[0]] != cells[pair[1]]] or pairs)


def swapped(random: Random, report: gs.Report, cells: Cells) -> Cells:
    """Two figures of a row swapped."""
    first, second = neighbours(random, report, cells)
    return {first: cells[second], second: cells[first]}


def glued(random: Random, report: gs.Report, cells: Cells) -> Cells:
    """1, 3 → 13, 0."""
    first, second = neighbours(random, report, cells)
    return {first: int(f"{cells[first]}{cells[second]}"), second: 0}


def split(random: Random, report: gs.Report, cells: Cells) -> Cells:
    """13 → 1, 3 in two cells, the second of which was 0."""
    rows = [line[:-1] for line in lines(report) if len(line) in {5, 7}]
    pairs = [pair for row in rows for pair in pairwise(row)]
    wide = [pair for pair in pairs if cells[pair[0]] > 9 and not cells[pair[1]]]
    first, second = random.choice(wide or pairs)
    text = str(cells[first])
    return {first: int(text[:1]), second: int(text[1:] or "0")}


def shifted(random: Random, report: gs.Report, cells: Cells, *, rows: bool) -> Cells:
    """A line moved by one cell."""
    line = random.choice([line for line in lines(report) if (len(line) == 7) == rows and len(line) > 5])
    stood = [cells[cell] for cell in line]
    moved = [0, *stood[:-1]] if random.random() < 0.5 else [*stood[1:], 0]
    return dict(zip(line, moved, strict=True))


def wrong_row(random: Random, report: gs.Report, cells: Cells) -> Cells:
    """A figure in the row below."""
    columns = [line[:-1] for line in lines(report) if len(line) > 7]
    pairs = [pair for column in columns for pair in pairwise(column)]
    first, second = random.choice([pair for pair in pairs if cells[pair[0]] != cells[pair[1]]] or pairs)
    return {first: cells[second], second: cells[first]}


def twice(random: Random, report: gs.Report, cells: Cells) -> Cells:
    """Two slips at once."""
    return last_year(random, report, cells) | last_year(random, report, cells)


last_year = one(lambda random, figure: max(0, figure + random.choice([-1, 1]) * random.randint(1, max(3, figure // 3))))
KINDS: dict[str, Slip] = {
    "漏一位数字 digit dropped": one(dropped),
    "一位打两遍 digit doubled": one(doubled),
    "两位颠倒 digits swapped": one(turned),
    "总计仍是 0 total left at 0": one(lambda random, figure: 0 * figure * random.randint(0, 0), totals=True),
    "总计少一项 total short of a part": short,
    "两格对调 cells swapped": swapped,
    "两格连成一个 cells glued": glued,
    "一格拆成两个 cell split": split,
    "整行错开 row shifted": lambda random, report, cells: shifted(random, report, cells, rows=True),
    "整列错开 column shifted": lambda random, report, cells: shifted(random, report, cells, rows=False),
    "去年的数 figure of another year": last_year,
    "填错一行 figure in a wrong row": wrong_row,
    "两处错 two slips": twice,
    "有空白 one slip, with blanks": last_year,
}


@frozen
class Outcome:
    """What became of one mutant."""

    detected: bool
    among: bool
    first: bool
    three: bool
    milliseconds: float
    single: bool


def mutants(kind: str, number: int, whole: list[gs.Report]) -> Iterator[Outcome]:
    """Mutants of a kind that break an equation, and what is suggested for each."""
    made = seed = 0
    while made < number:
        seed += 1
        random = Random(f"{kind} {seed}")  # noqa: S311 - the same every time
        report = random.choice(whole)
        cells = cells_of(report)
        changed = {cell: figure for cell, figure in KINDS[kind](random, report, cells).items() if figure != cells[cell]}
        wrong = with_figures(report, changed)
        if "blanks" in kind:
            wrong = with_figures(wrong, dict.fromkeys(random.sample([c for c in cells if c not in changed], 10)))
        if not changed or min(changed.values()) < 0 or not gs.verify(wrong).errors:
            continue  # no slip, or none that any equation could see
        made += 1
        started = perf_counter()
        suggestions = gs.suggest_repairs(wrong)
        milliseconds = (perf_counter() - started) * 1e3
        truth = {cell: cells[cell] for cell in changed}
        told = [{change.cell: change.proposed for change in repair.changes} for repair in suggestions.repairs]
        yield Outcome(
            detected=bool(told) or not suggestions.complete,
            among=truth in told,
            first=truth in told[:1],
            three=truth in told[:3],
            milliseconds=milliseconds,
            single=len(changed) == 1 and next(iter(changed)).startswith("/requests"),
        )


def row(kind: str, outcomes: list[Outcome]) -> str:
    """One line of the table."""
    known = [outcome for outcome in outcomes if outcome.among]
    alone = [outcome for outcome in known if outcome.single]
    shares = [
        sum(outcome.detected for outcome in outcomes) / len(outcomes),
        len(known) / len(outcomes),
        sum(outcome.first for outcome in known) / max(len(known), 1),
        sum(outcome.three for outcome in known) / max(len(known), 1),
    ]
    three = f"{sum(outcome.first for outcome in alone) / len(alone):.1%}" if alone else "–"
    times = [outcome.milliseconds for outcome in outcomes]
    cells = [f"{share:.1%}" for share in shares]
    return f"| {kind} | {' | '.join(cells)} | {three} | {median(times):.1f} | {max(times):.1f} |"


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    whole = reports()
    heads = ("错在哪里", "发现 detected", "在最小的改法里 among the smallest", "第一 first", "前三 first three")
    more = ("三节单格：第一 single cell of section three: first", "中位 median ms", "最久 worst ms")
    table = [
        f"每种 {number} 份；“第一”“前三”只数真相在最小的改法里的。",
        f"{number} mutants of each kind; first and first three are of those whose truth is among the smallest sets.",
        "",
        f"| {' | '.join(heads + more)} |",
        "|" + "---|" * len(heads + more),
    ]
    together: list[Outcome] = []
    for kind in (*KINDS, "全部 all"):
        outcomes = list(mutants(kind, number, whole)) if kind in KINDS else together
        together += outcomes if kind in KINDS else []
        table.append(row(kind, outcomes))
        print(table[-1], flush=True)  # noqa: T201
    TABLE.write_text("\n".join(table) + "\n", encoding="utf-8")
