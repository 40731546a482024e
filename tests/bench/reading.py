"""Damaged tables: how many read the same, how many with blanks that a problem names, how many wrong.

python -m tests.bench.reading [CASES]     10,000 where not said; the table goes to tests/bench/reading.md
"""

import sys
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from tests.generated import sound
from tests.printed.test_read import DAMAGE, unsaid, wrong

import govinfo_schema as gs
from govinfo_schema.form.walk import figures

TABLE = Path(__file__).with_suffix(".md")


if __name__ == "__main__":
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    head = (
        "怎样损坏 damage",
        "份 cases",
        "相同 same",
        "有空白并点名 blank, named",
        "空白未点名 not named",
        "错 wrong",
        "中位 median ms",
    )
    table = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for damage in DAMAGE:
        same = named = silent = bad = 0
        times: list[float] = []
        for seed in range(cases // len(DAMAGE)):
            random = Random(seed)  # noqa: S311 - the same every time
            meant = sound(("2019", "2021")[seed % 2], seed)
            text = "\n".join(damage(random, gs.render(meant, "markdown").splitlines()))
            started = perf_counter()
            found = gs.read_text(text)
            times.append((perf_counter() - started) * 1e3)
            if wrong(found, meant):
                bad += 1
            elif found.report is not None and figures(found.report) == figures(meant):
                same += 1
            elif unsaid(found, meant):
                silent += 1
            else:
                named += 1
        counts = (same + named + silent + bad, same, named, silent, bad)
        table.append(f"| {damage.__name__} | {' | '.join(map(str, counts))} | {median(times):.1f} |")
        print(table[-1], flush=True)  # noqa: T201 - the table, row by row as it is measured
    TABLE.write_text("\n".join(table) + "\n", encoding="utf-8")
