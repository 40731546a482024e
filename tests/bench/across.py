"""Several reports: what consolidating costs against reading the same JSON, how much memory it takes, and the others.

python -m tests.bench.across [REPORTS]     100,000 where not said; the table goes to tests/bench/across.md
"""

import json
import resource
import sys
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise, starmap
from pathlib import Path
from statistics import median
from time import perf_counter

from attrs import evolve
from tests.generated import sound

import govinfo_schema as gs

TABLE = Path(__file__).with_suffix(".md")
DISTINCT = 1_000


def streamed(texts: list[str], number: int) -> Iterator[gs.Report]:
    """Reports read one after the other; none is kept here."""
    for at in range(number):
        yield gs.from_json(texts[at % len(texts)])


def cost(function: Callable[[], object], times: int, runs: int = 3) -> float:
    """Microseconds for one of so many, the median run."""
    took: list[float] = []
    for _ in range(runs):
        started = perf_counter()
        function()
        took.append((perf_counter() - started) / times * 1e6)
    return median(took)


def _all(function: Callable[[gs.Report, gs.Report], object], pairs: list[tuple[gs.Report, gs.Report]]) -> None:
    deque(starmap(function, pairs), maxlen=0)


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    reports = [evolve(sound("2021", seed), organ=gs.form2021.Organ(name=f"第{seed}局")) for seed in range(DISTINCT)]
    texts = [gs.to_json(report) for report in reports]
    rows = [("JSON 读成报告 from_json", DISTINCT, cost(lambda: [gs.from_json(text) for text in texts], DISTINCT))]
    rows.append(("json.loads，只到字典 to dicts only", DISTINCT, cost(lambda: [*map(json.loads, texts)], DISTINCT)))
    if find_spec("orjson"):
        loads = import_module("orjson").loads
        rows.append(("orjson.loads，只到字典 to dicts only", DISTINCT, cost(lambda: [*map(loads, texts)], DISTINCT)))
    many = (reports[at % DISTINCT] for at in range(number))
    rows.append(("汇总 consolidate", number, cost(lambda: gs.consolidate(many, organ="某市"), number, 1)))
    pairs = [(before, evolve(now, year=before.year + 1)) for before, now in pairwise(reports)]
    together: dict[str, Callable[[gs.Report, gs.Report], object]] = {
        "两年 verify_succession": gs.verify_succession,
        "比较 compare": gs.compare,
        "换版 convert": lambda report, _: gs.convert(report, "2019"),
    }
    for name, function in together.items():
        rows.append((name, len(pairs), cost(partial(_all, function, pairs), len(pairs))))
    members = [
        evolve(report, organ=gs.form2021.Organ(name=f"{at}组{report.organ.name}"))
        for at in range(3)
        for report in reports
    ]
    whole = gs.consolidate(members[1:], organ="某市")
    rows.append(
        ("核对汇总，3,000 个成员 verify_consolidation", 1, cost(lambda: gs.verify_consolidation(whole, members), 1))
    )
    lines = ["| 做什么 what | 份 reports | 微秒一份 µs each |", "|---|---:|---:|"]
    lines += [f"| {name} | {count:,} | {each:,.1f} |" for name, count, each in rows]
    del members
    peaks: list[int] = []
    for share in (1_000, number):
        gs.consolidate(streamed(texts, share), organ="某市")
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    lines += [
        "",
        f"内存峰值 peak memory: 汇总边读边加的 1,000 份后 {peaks[0]} MB，{number:,} 份后 {peaks[1]} MB "
        f"(streamed from JSON: {peaks[0]} MB after 1,000, {peaks[1]} MB after {number:,})。",
    ]
    print("\n".join(lines))  # noqa: T201 - the table as it was measured
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
