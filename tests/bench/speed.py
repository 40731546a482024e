"""One report, a stream, an import: how long each takes, beside what a user would write instead. All in one run.

python -m tests.bench.speed [ROUNDS] [REPORTS]     11 rounds, a stream of 100,000 reports where not said

Cases take turns in every round, and a ratio is of two times in one round: what else the machine does hits both. It
writes speed.json, the tables of docs/speed.md and the chart that stands there.
"""

import json
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from decimal import Decimal
from functools import partial
from html import escape
from itertools import islice
from math import log10
from pathlib import Path
from platform import machine, python_version, system
from runpy import run_path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, cast

import cattrs
import fastjsonschema
import jsonschema_rs
import msgspec
import orjson
from attrs import frozen
from jsonschema import Draft202012Validator
from tests.bench.fresh import importing, resident
from tests.document.test_fast import without_msgspec
from tests.document.test_schema import without_jsonschema_rs
from tests.generated import sound
from tests.tools.published import command

import govinfo_schema as gs
from govinfo_schema.document.fast import twin
from govinfo_schema.form.instances import instances
from govinfo_schema.form.walk import with_figures

ROOT = Path(__file__).parents[2]
SCHEMAS = ROOT / "schemas"
HERE = Path(__file__)
PAGE, CHART = ROOT / "docs" / "speed.md", ROOT / "docs" / "pictures" / "speed.svg"
TURN = 0.02  # seconds that a case is run in each round
BEGIN, END = "<!-- measured: python -m tests.bench.speed -->", "<!-- end -->"

EDITION = "2021"
TEXTS = [gs.to_json(sound(EDITION, seed)).encode() for seed in range(5)]
REPORTS: list[Any] = [gs.from_json(text) for text in TEXTS]
DATA = [json.loads(text) for text in TEXTS]
PAGES = [gs.render(report, "html") for report in REPORTS]
WRONG = [with_figures(report, {"/requests/received/total": 10**6}) for report in REPORTS]
BLANK = [with_figures(report, {"/requests/received/total": None}) for report in REPORTS]
CELLS = frozenset(rule.id for rule in gs.rules(EDITION).values() if rule.kind == "cells")
SUMS = [
    ([cell[1:].split("/") for cell in one.left], [cell[1:].split("/") for cell in one.right])
    for one in instances(gs.form2021.Report)
    if one.rule.relation == "="
]

Context = Callable[[], AbstractContextManager[None]]


@frozen
class Case:
    """Something that is timed: what it is called, what is done to each input, and where an extra is taken away."""

    name: str
    call: Callable[[Any], object]
    inputs: list[Any]
    context: Context = nullcontext


@frozen
class Goal:
    """A ratio that is to be reached: how many times as long the one takes as the other; or as fast, if `faster`."""

    name: str
    case: str
    base: str
    must: float
    aim: float
    faster: bool = False


def loop(report: Any) -> int:
    """The equations as one would write them by hand: a loop over paths."""
    found = 0
    for sides in SUMS:
        totals: list[int] = []
        for side in sides:
            total = 0
            for path in side:
                value = report
                for name in path:
                    value = getattr(value, name)
                total += value
            totals.append(total)
        found += totals[0] != totals[1]
    return found


def pydantic_model() -> Any:
    """Strict models, made of the published schema by datamodel-code-generator."""
    with TemporaryDirectory() as folder:
        models = Path(folder) / "models.py"
        done = command(
            *("datamodel-codegen", "--input", str(SCHEMAS / f"report-{EDITION}.json")),
            *("--input-file-type", "jsonschema", "--output", str(models)),
            *("--output-model-type", "pydantic_v2.BaseModel", "--use-annotated"),
            *("--strict-types", "str", "int", "float", "bool"),
        )
        assert done.returncode == 0, done.stderr
        return run_path(str(models))[f"Report{EDITION}"]


def cases() -> Iterator[Case]:
    """Everything that takes its turn."""
    model, by_default = pydantic_model(), cattrs.Converter()
    by_default.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    form = gs.form2021.Report
    published = json.loads((SCHEMAS / f"report-{EDITION}.json").read_text(encoding="utf-8"))
    draft_07 = json.loads((SCHEMAS / f"report-{EDITION}.draft-07.json").read_text(encoding="utf-8"))
    yield Case("orjson.loads", orjson.loads, TEXTS)
    yield Case("json.loads", json.loads, TEXTS)
    yield Case("from_json [fast]", gs.from_json, TEXTS)
    yield Case("from_json", gs.from_json, TEXTS, without_msgspec)
    yield Case("from_data", gs.from_data, DATA)
    yield Case("msgspec Structs", msgspec.json.Decoder(twin(form)).decode, TEXTS)
    yield Case("pydantic v2 strict", partial(model.model_validate_json, strict=True), TEXTS)
    yield Case("json.loads, cattrs", lambda text: by_default.structure(json.loads(text), form), TEXTS)
    yield Case("orjson.dumps", orjson.dumps, DATA)
    yield Case("to_json [fast]", gs.to_json, REPORTS)
    yield Case("to_json", gs.to_json, REPORTS, without_msgspec)
    yield Case("problems [schema]", gs.problems, DATA)
    yield Case("problems", gs.problems, DATA, without_jsonschema_rs)
    python, rust = cast("Any", Draft202012Validator(published)), cast("Any", jsonschema_rs.validator_for(published))
    yield Case("jsonschema", python.is_valid, DATA)
    yield Case("jsonschema-rs", rust.is_valid, DATA)
    yield Case("fastjsonschema", fastjsonschema.compile(draft_07), DATA)  # pyright: ignore[reportUnknownMemberType]
    yield Case("verify, cells", partial(gs.verify, only=CELLS), REPORTS)
    yield Case("verify", gs.verify, REPORTS)
    yield Case("verify, one wrong", gs.verify, WRONG)
    yield Case("verify, one blank", gs.verify, BLANK)
    yield Case("getattr loop", loop, REPORTS)
    yield Case("compute_totals", gs.compute_totals, REPORTS)
    yield Case("complete", gs.complete, BLANK)
    yield Case("suggest_repairs", gs.suggest_repairs, WRONG)
    yield Case("read_html", gs.read_html, PAGES)
    if consolidate := getattr(gs, "consolidate", None):
        organ = gs.form2021.Organ(name="某县人民政府")
        yield Case("consolidate, 50", lambda members: consolidate(members, organ=organ), [REPORTS * 10])


GOALS = [
    Goal("读，附加组件 fast：比 orjson.loads · load with [fast]", "from_json [fast]", "orjson.loads", 3.0, 2.0),
    Goal("读，只有核心：比 pydantic v2 strict · load, core only", "from_json", "pydantic v2 strict", 3.0, 2.0),
    Goal("写，附加组件 fast：比 orjson.dumps · dump with [fast]", "to_json [fast]", "orjson.dumps", 3.0, 1.5),
    Goal("核对各格：比 getattr 循环快 · cell rules", "verify, cells", "getattr loop", 8, 25, faster=True),
    Goal("核对各格，含结果：比 orjson.loads · verify of the cell rules", "verify, cells", "orjson.loads", 1.0, 0.4),
    Goal("按模式校验：比 jsonschema 快 · validation, times as fast", "problems", "jsonschema", 2, 2, faster=True),
    Goal("同上，附加组件 schema · with [schema]", "problems [schema]", "jsonschema", 50, 50, faster=True),
    Goal("流：一万份以后的内存 · memory of a stream after 10,000", "memory, all", "memory, 10,000", 1.05, 1.05),
    Goal("两个进程比一个快 · two processes against one", "two processes", "one process", 1.7, 1.9, faster=True),
    Goal("导入：比 import attrs, cattrs · import", "import govinfo_schema", "import attrs, cattrs", 1.3, 1.1),
]  # fmt: skip


def timed(case: Case, times: int) -> float:
    """Microseconds for one input."""
    with case.context():
        for value in case.inputs:
            case.call(value)
        started = process_time()  # not that of others on the same machine
        for _ in range(times):
            for value in case.inputs:
                case.call(value)
        return (process_time() - started) / times / len(case.inputs) * 1e6


def lines(number: int) -> Iterator[bytes]:
    """A stream of that many reports."""
    return (TEXTS[at % len(TEXTS)] + b"\n" for at in range(number))


def broken(block: bytes) -> int:
    """What a worker does: read a block of lines, verify, count."""
    return sum(not gs.verify(line.report).ok for line in gs.iter_from_json_lines(block) if line.report)


def bare(block: bytes) -> int:
    """As long a piece of work that takes in nothing: what two processes are worth on this machine."""
    return sum(0 for _ in range(3 * len(block) // 8))


def spread(pool: ProcessPoolExecutor | None, blocks: list[bytes], work: Callable[[bytes], int] = broken) -> float:
    """Microseconds for a stream, by one process or by a pool that is already there."""
    started = perf_counter()
    assert sum((pool.map if pool else map)(work, blocks)) == 0
    return (perf_counter() - started) * 1e6


def measure(rounds: int, number: int) -> dict[str, list[float]]:
    """All times in microseconds, of each round; memory in bytes."""
    known = list(cases())
    times = {case.name: max(1, int(TURN * 1e6 / len(case.inputs) / timed(case, 1))) for case in known}
    found: dict[str, list[float]] = {}
    stream = lines(4_000)
    blocks = [b"".join(block) for block in iter(lambda: list(islice(stream, 100)), [])]
    with ProcessPoolExecutor(2) as pool:
        spread(pool, blocks)
        for at in range(rounds):
            for case in known:
                found.setdefault(case.name, []).append(timed(case, times[case.name]))
            found.setdefault("one process", []).append(spread(None, blocks))
            found.setdefault("two processes", []).append(spread(pool, blocks))
            found.setdefault("one process, bare loop", []).append(spread(None, blocks, bare))
            found.setdefault("two processes, bare loop", []).append(spread(pool, blocks, bare))
            for statement in ("import attrs, cattrs", "import govinfo_schema", FIRST):
                found.setdefault(statement, []).append(importing(statement))
            print(f"{at + 1} / {rounds}", file=sys.stderr, flush=True)  # noqa: T201 - it takes minutes
    for _ in range(1 if number > 500_000 else 3):
        first, last = resident(TEXTS, number)
        found.setdefault("memory, 10,000", []).append(first)
        found.setdefault("memory, all", []).append(last)
    return found


FIRST = "import govinfo_schema as gs; gs.verify(gs.from_json(text))"


def ratio(found: dict[str, list[float]], case: str, base: str) -> tuple[float, float, float]:
    """Least, median and largest ratio of two times in one round."""
    ratios = sorted(one / other for one, other in zip(found[case], found[base], strict=True))
    return ratios[0], median(ratios), ratios[-1]


def page(found: dict[str, Any]) -> str:
    """The tables."""
    times, where = found["times"], found["where"]
    rows = ["| 目标 goal | 须达到 must | 力求 aim | 实测 median (min–max) | |", "|---|---|---|---|---|"]
    for goal in GOALS:
        names = (goal.base, goal.case) if goal.faster else (goal.case, goal.base)
        least, middle, most = ratio(times, *names)
        reached = [middle >= mark if goal.faster else middle <= mark for mark in (goal.must, goal.aim)]
        told = "力求的也达到 aim" if all(reached) else "达到 yes" if reached[0] else "**没有达到 no**"
        rows.append(f"| {goal.name} | {goal.must} | {goal.aim} | {middle:.2f} ({least:.2f}–{most:.2f}) | {told} |")
    rows += ["", "| 做什么 what | 微秒 median µs | 比 orjson.loads (min–max) |", "|---|---|---|"]
    for name, taken in times.items():
        if "memory" not in name:
            least, middle, most = ratio(times, name, "orjson.loads")
            rows.append(f"| `{name}` | {median(taken):,.1f} | {middle:.2f} ({least:.2f}–{most:.2f}) |")
    bare_loop = ratio(times, "one process, bare loop", "two processes, bare loop")[1]
    head = (
        f"{where['machine']}；{where['reports']} 份 2021 年版报告，每份 {where['bytes']:,} 字节上下；"
        f"{len(times['orjson.loads'])} 轮；一串 {where['stream']:,} 份，读到一万份时内存 "
        f"{times['memory, 10,000'][0] / 2**20:.1f} MiB，读完 {times['memory, all'][0] / 2**20:.1f} MiB。"
        f"这台机器上，两个进程各做一半什么也不读的循环，比一个快 {bare_loop:.2f} 倍，是两个进程的上限。"
    )
    return "\n".join([head, "", *rows])


BARS = {
    "读 load": [
        "orjson.loads", "from_json [fast]", "from_json", "msgspec Structs", "pydantic v2 strict", "json.loads, cattrs",
    ],
    "写 dump": ["orjson.dumps", "to_json [fast]", "to_json"],
    "校验 validate": ["problems [schema]", "problems", "jsonschema-rs", "fastjsonschema", "jsonschema"],
    "核对 verify": ["verify, cells", "verify", "getattr loop"],
}  # fmt: skip


def chart(found: dict[str, Any]) -> str:
    """Bars on a scale of powers of ten, our own in colour; each says its median in microseconds."""
    parts: list[str] = []
    height = 10
    for title, names in BARS.items():
        height += 30
        parts.append(f'<text x="10" y="{height}" class="title">{escape(title)}</text>')
        for name in names:
            height += 22
            middle = median(found["times"][name])
            width = 100 * log10(middle)
            own = ' class="own"' if name.split(",")[0].split(" ")[0] in gs.__all__ else ""
            parts += [
                f'<text x="180" y="{height}" text-anchor="end">{escape(name)}</text>',
                f'<rect x="190" y="{height - 12}" width="{width:.0f}" height="15"{own}/>',
                f'<text x="{195 + width:.0f}" y="{height}">{middle:,.1f} µs</text>',
            ]
    style = (
        "text{font:13px sans-serif;fill:#24292f}.title{font-weight:bold}rect{fill:#8c959f}.own{fill:#0969da}"
        "@media(prefers-color-scheme:dark){text{fill:#e6edf3}rect{fill:#6e7681}.own{fill:#58a6ff}}"
    )
    top = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {height + 20}" role="img">'
    return "\n".join([top, "<title>µs, log</title>", f"<style>{style}</style>", *parts, "</svg>", ""])


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    measured = {
        "where": {
            "machine": f"{system()} {machine()}，CPython {python_version()}",
            "reports": len(TEXTS),
            "bytes": round(median(map(len, TEXTS))),
            "stream": number,
        },
        "times": measure(rounds, number),
    }
    tables = page(measured)
    print(tables)  # noqa: T201 - what was measured
    HERE.with_suffix(".md").write_text(tables + "\n", encoding="utf-8")
    HERE.with_suffix(".json").write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    CHART.write_text(chart(measured), encoding="utf-8")
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")
