"""Frames: how much slower than adding up in memory, than queries written by hand, than reading; and how it scales.

python -m tests.bench.frame [MILLIONS]     10 where not said; numbers go to frame.json, the table to docs/frame.md

Reports of the 2021 form, made by numpy: a tenth with five blanks, a tenth with a figure that is off by one. Every
ratio is of times taken in turn, one after the other, of which the best of three counts.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from platform import machine, python_version, system
from time import perf_counter
from typing import Any

import duckdb
import numpy as np
import polars as pl
from tests.bulk.conftest import CONFIGURATION, environment, java
from tests.conftest import ROOT

import govinfo_schema as gs

HERE = Path(__file__)
PAGE = ROOT / "docs" / "frame.md"
BEGIN, END = "<!-- measured: python -m tests.bench.frame -->", "<!-- end -->"
ON_SPARK = 2  # millions: it takes twenty seconds for each to be read
MAXIMUM = 2**53 - 1
MILLION = 1_000_000

# The form, written out by hand: what a person types who has only this form and this question.
COLUMNS = ["natural_person", *(f"organizations/{kind}" for kind in (
    "commercial_enterprise", "research_institution", "public_interest_organization", "legal_service_institution",
    "other"))]  # fmt: skip
OUTCOMES = [
    "disclosed", "partially_disclosed", "withheld/state_secret", "withheld/prohibited_by_law",
    "withheld/endangers_security_or_stability", "withheld/third_party_rights", "withheld/internal_affairs",
    "withheld/deliberative_process", "withheld/enforcement_file", "withheld/administrative_inquiry",
    "unable_to_provide/not_held", "unable_to_provide/must_be_created", "unable_to_provide/still_unclear",
    "not_processed/petition_or_complaint", "not_processed/repeated", "not_processed/published_material",
    "not_processed/excessive", "not_processed/confirmation_or_reissue", "other_handling/not_supplemented_in_time",
    "other_handling/fee_not_paid_in_time", "other_handling/other",
]  # fmt: skip
ROWS = ["received", "carried_in", *(f"handled/{row}" for row in [*OUTCOMES, "total"]), "carried_over"]
BLOCKS = ["reconsideration", "litigation/direct", "litigation/after_reconsideration"]
DOCUMENTS = [f"/proactive_disclosure/{row}/{column}" for row in ("administrative_rules", "normative_documents")
             for column in ("issued", "repealed", "in_force")]  # fmt: skip
DECISIONS = [f"/proactive_disclosure/{row}/decisions" for row in ("licensing", "penalties", "compulsion")]
EQUATIONS: list[tuple[list[str], list[str]]] = [
    *(([f"/requests/{row}/total"], [f"/requests/{row}/{column}" for column in COLUMNS]) for row in ROWS),
    *(([f"/requests/handled/total/{column}"], [f"/requests/handled/{row}/{column}" for row in OUTCOMES])
      for column in [*COLUMNS, "total"]),
    *(([f"/requests/{row}/{column}" for row in ("received", "carried_in")],
       [f"/requests/{row}/{column}" for row in ("handled/total", "carried_over")]) for column in [*COLUMNS, "total"]),
    *(([f"/review_and_litigation/{block}/total"],
       [f"/review_and_litigation/{block}/{column}" for column in ("upheld", "corrected", "other", "pending")])
      for block in BLOCKS),
]  # fmt: skip
CELLS = [*DOCUMENTS, *DECISIONS, *dict.fromkeys(name for left, right in EQUATIONS for name in left + right)]
KEYS = ["/organ/name", "/year", "/edition"]


def made(rows: int, seed: int) -> pl.DataFrame:
    """Reports in columns."""
    random = np.random.default_rng(seed)
    cells = {name: np.where(random.random(rows) < 0.2, random.integers(0, 50, rows), 0) for name in CELLS}
    for name in ("administrative_rules", "normative_documents"):
        cells[f"/proactive_disclosure/{name}/in_force"] += cells[f"/proactive_disclosure/{name}/issued"]
    totals = EQUATIONS[: len(ROWS) + 7] + EQUATIONS[-3:]
    for left, right in 2 * totals:
        cells[left[0]] = sum((cells[name] for name in right), start=np.zeros(rows, dtype=np.int64))
    for (received, carried_in), (done, over) in EQUATIONS[len(ROWS) + 7 : -3]:
        due = cells[done] + cells[over]
        cells[carried_in] = random.integers(0, 5, rows) % (due + 1)
        cells[received] = due - cells[carried_in]
    blank = {name: np.zeros(rows, dtype=bool) for name in CELLS}
    for row in np.flatnonzero(random.random(rows) < 0.1):
        for cell in random.integers(0, len(CELLS), 5):
            blank[CELLS[cell]][row] = True
    for row in np.flatnonzero(random.random(rows) < 0.1):
        cells[CELLS[random.integers(0, len(CELLS))]][row] += 1
    frame = pl.DataFrame({name: values.astype(np.int64) for name, values in cells.items()})
    frame = frame.with_columns(
        pl.when(pl.Series(mask)).then(None).otherwise(pl.col(name)).alias(name) for name, mask in blank.items()
    )
    return frame.with_columns(
        pl.lit("2021").alias("/edition"), pl.lit(2023, pl.Int64).alias("/year"),
        pl.format("某局{}", pl.int_range(rows)).alias("/organ/name"),
        pl.lit(0, pl.Decimal(38, 4)).alias("/proactive_disclosure/charges/amount"),
        *(pl.lit(value=True).alias(name) for name in ("/proactive_disclosure", "/requests", "/review_and_litigation")),
    )  # fmt: skip


def by_hand_polars(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The same answer, written for Polars."""

    def high(names: list[str]) -> pl.Expr:
        return pl.sum_horizontal(names, ignore_nulls=False)

    broken = [
        (pl.sum_horizontal(left) > high(right)) | (pl.sum_horizontal(right) > high(left)) for left, right in EQUATIONS
    ]
    blank = [(high(left) + high(right)).is_null() for left, right in EQUATIONS]
    wrong = (pl.min_horizontal(CELLS) < 0) | (pl.max_horizontal(CELLS) > MAXIMUM)
    counted = frame.select(
        *KEYS, wrong.alias("wrong"), pl.sum_horizontal(broken).cast(pl.Int64).alias("broken"),
        pl.sum_horizontal([null & ~bad.fill_null(value=False) for null, bad in zip(blank, broken, strict=True)])
        .cast(pl.Int64).alias("undecided"),
    )  # fmt: skip
    return counted.select(
        *KEYS,
        *(
            pl.when("wrong").then(number).otherwise(name).alias(name)
            for name, number in (("broken", 1), ("undecided", 0))
        ),
    )


def by_hand_sql(quote: str, table: str) -> str:
    """The same answer, written for DuckDB and Spark."""

    def name(column: str) -> str:
        return f"{quote}{column}{quote}"

    def high(names: list[str]) -> str:
        return f"({' + '.join(map(name, names))})"

    def low(names: list[str]) -> str:
        return f"({' + '.join(f'COALESCE({name(column)}, 0)' for column in names)})"

    def score(left: list[str], right: list[str]) -> str:
        broken = f"{low(left)} > {high(right)} OR {low(right)} > {high(left)}"
        return f"CASE WHEN {high(left)} = {high(right)} THEN 0 WHEN {broken} THEN 1 ELSE 1000 END"

    keys, cells = ", ".join(map(name, KEYS)), ", ".join(map(name, CELLS))
    total = " + ".join(score(left, right) for left, right in EQUATIONS)
    wrong = f"LEAST({cells}) < 0 OR GREATEST({cells}) > {MAXIMUM}"
    inner = f"SELECT {keys}, CASE WHEN {wrong} THEN 1 ELSE {total} END AS score FROM {table}"  # noqa: S608 - ours
    counts = "CAST(score % 1000 AS BIGINT) AS broken, CAST((score - score % 1000) / 1000 AS BIGINT) AS undecided"
    return f"SELECT {keys}, {counts} FROM ({inner})"  # noqa: S608 - ours


def best(*tasks: Callable[[], object], times: int = 3) -> list[float]:
    """Seconds of each, taken in turn."""
    taken = [[0.0] * len(tasks) for _ in range(times)]
    for turn in taken:
        for number, task in enumerate(tasks):
            started = perf_counter()
            task()
            turn[number] = perf_counter() - started
    return [min(turn[number] for turn in taken) for number in range(len(tasks))]


def in_memory() -> dict[str, float]:
    """A million rows at hand, and ten."""
    frame = made(MILLION, 0)
    arrays = [frame[name].fill_null(0).to_numpy() for name in CELLS]
    connection = duckdb.connect()
    connection.register("lent", frame.to_arrow())
    connection.execute("CREATE TABLE reports AS SELECT * FROM lent")
    relation, sql = connection.table("reports"), by_hand_sql('"', "reports")
    lazy, ten = frame.lazy(), frame.filter(pl.any_horizontal(pl.all().is_null())).head(10)
    pandas, table = frame.to_pandas(), frame.to_arrow()
    ours = gs.verify_frame(frame)
    assert ours.equals(by_hand_polars(lazy).collect())
    assert ours.select([*KEYS, "broken", "undecided"]).sort(KEYS).equals(connection.sql(sql).pl().sort(KEYS))
    numpy, eager, streamed, hand, hand_streamed = best(
        lambda: [array.sum() for array in arrays], lambda: gs.verify_frame(frame),
        lambda: gs.verify_frame(lazy).collect(engine="streaming"), lambda: by_hand_polars(lazy).collect(),
        lambda: by_hand_polars(lazy).collect(engine="streaming"),
    )  # fmt: skip
    duck, duck_hand = best(
        lambda: gs.verify_frame(relation).to_arrow_table(), lambda: connection.sql(sql).to_arrow_table()
    )
    others = best(lambda: gs.verify_frame(pandas), lambda: gs.verify_frame(table), times=2)
    (few,) = best(lambda: gs.verify_frame(ten), times=30)
    (found,) = best(lambda: gs.frame_findings(frame), times=2)
    return {
        "polars / numpy": min(eager, streamed) / numpy,
        "polars eager / numpy": eager / numpy,
        "polars streamed / numpy": streamed / numpy,
        "pandas / numpy": others[0] / numpy,
        "pyarrow / numpy": others[1] / numpy,
        "duckdb / numpy": duck / numpy,
        "findings on polars / numpy": found / numpy,
        "polars / by hand": min(eager, streamed) / min(hand, hand_streamed),
        "duckdb / by hand": duck / duck_hand,
        "ten rows, ms": few * 1e3,
    }


def from_parquet(folder: Path, millions: int) -> dict[str, float]:
    """Millions of rows from Parquet, the broken ones kept; in a process of its own, so that its memory is told."""
    scan = pl.scan_parquet([folder / f"{number}.parquet" for number in range(millions)])
    read, kept = best(
        lambda: scan.select(pl.col(CELLS).sum()).collect(engine="streaming"),
        lambda: gs.verify_frame(scan).filter(pl.col("broken") > 0).collect(engine="streaming"),
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return {"read": read, "kept": kept, "GiB": memory}


def on_spark(folder: Path, millions: list[int]) -> dict[str, dict[str, float]]:
    """The same on a cluster of two executors, against SQL by hand."""
    os.environ |= environment()
    from pyspark.sql import SparkSession  # noqa: PLC0415 - where there is Java

    builder = SparkSession.builder.master("local-cluster[2,1,2048]").config("spark.executor.memory", "2g")
    for name, value in CONFIGURATION.items():
        builder = builder if "extraJavaOptions" in name else builder.config(name, value)
    spark = builder.getOrCreate()
    found: dict[str, dict[str, float]] = {}
    for number in millions:
        frame = spark.read.parquet(*(str(folder / f"{part}.parquet") for part in range(number)))
        frame.createOrReplaceTempView("reports")
        sums = [f"SUM(`{name}`)" for name in CELLS]
        ours, hand, read = best(  # the first turn warms the JVM up
            partial(_kept, partial(gs.verify_frame, frame)),
            partial(_kept, partial(spark.sql, by_hand_sql("`", "reports"))),
            partial(_collected, frame, sums), times=2,
        )  # fmt: skip
        found[str(number)] = {"kept": ours, "by hand": hand, "read": read}
        print("spark", number, found[str(number)], flush=True)  # noqa: T201 - as it is measured
    spark.stop()
    return found


def _collected(frame: Any, texts: list[str]) -> None:
    frame.selectExpr(*texts).collect()


def _kept(asked: Callable[[], Any]) -> None:
    """The broken ones, computed and dropped."""
    asked().filter("broken > 0").write.format("noop").mode("overwrite").save()


def goals(numbers: dict[str, Any]) -> list[tuple[str, float, float, float]]:
    """What is to be reached: its name, the most that it may be, what is aimed for, what was measured."""
    memory, one_machine, cluster = numbers["memory"], numbers["polars"], numbers["spark"]
    least, *_, most = one_machine.values()
    growth = most["kept"] / int([*one_machine][-1]) / least["kept"]
    spark = [told["kept"] / told["by hand"] for told in cluster.values()][:1]
    return [
        ("polars，一百万份：比 numpy 求和 · polars : numpy sums", 7, 3, memory["polars / numpy"]),
        ("比手写的 polars · polars : by hand", 1.15, 1, memory["polars / by hand"]),
        ("比手写的 SQL，DuckDB · DuckDB : by hand", 1.15, 1, memory["duckdb / by hand"]),
        ("十份，毫秒 · ten rows, ms", 20, 20, memory["ten rows, ms"]),
        (
            f"{[*one_machine][-1]} 百万份 Parquet：比只读 · from Parquet : reading",
            1.5,
            1.2,
            most["kept"] / most["read"],
        ),
        (f"每份的代价，1 到 {[*one_machine][-1]} 百万 · cost a row", 1.3, 1, growth),
        *(("Spark 集群：比手写的 SQL · Spark : by hand", 1.2, 1, ratio) for ratio in spark),
    ]


def table(numbers: dict[str, Any]) -> str:
    """What goes into the page."""
    memory, one_machine, cluster = numbers["memory"], numbers["polars"], numbers["spark"]
    lines = [
        f"{system()} {machine()}，{os.cpu_count()} 核，CPython {python_version()}；空白和错误各占一成。", "",
        "| 目标 goal | 须达到 must | 力求 aim | 实测 measured |", "|---|---|---|---|",
        *(f"| {name} | {must} | {aim} | {'' if value <= must else '**没有达到 no** '}{value:.2f} |"
          for name, must, aim, value in goals(numbers)), "",
        "| 一百万份，内存里 a million in memory | 倍数 ratio |", "|---|---|",
        *(f"| {name} | {value:.2f} |" for name, value in memory.items()), "",
        "| 从 Parquet 读，留下不成立的 from Parquet, the broken kept | polars 秒 s | ÷ 只读 reading "
        "| 每百万份秒 s a million | 内存 GiB | Spark 秒 s | ÷ 手写 by hand |", "|" + "---|" * 7,
    ]  # fmt: skip
    for millions, told in one_machine.items():
        spark = cluster.get(millions)
        lines.append(
            f"| {millions} 百万 million | {told['kept']:.2f} | {told['kept'] / told['read']:.2f} "
            f"| {told['kept'] / int(millions):.2f} | {told['GiB']:.1f} "
            + (f"| {spark['kept']:.1f} | {spark['kept'] / spark['by hand']:.2f} |" if spark else "| – | – |")
        )
    return "\n".join(lines) + "\n"


def main(millions: int) -> None:
    """Measure all of it."""
    sizes = [number for number in (1, 2, 5, 10) if number <= millions]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(sizes[-1]):
            made(MILLION, number).write_parquet(folder / f"{number}.parquet")
        numbers: dict[str, Any] = {"load": os.getloadavg()[0], "polars": {}, "spark": {}}
        for size in sizes:
            command = [sys.executable, "-m", "tests.bench.frame", "parquet", str(folder), str(size)]
            told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
            numbers["polars"][str(size)] = json.loads(told.stdout.splitlines()[-1])
            print("polars", size, numbers["polars"][str(size)], flush=True)  # noqa: T201 - as it is measured
        numbers["memory"] = in_memory()
        print(numbers["memory"], flush=True)  # noqa: T201 - as it is measured
        if java() is None:
            numbers["spark"] = on_spark(folder, [size for size in sizes if size <= ON_SPARK])
    HERE.with_suffix(".json").write_text(json.dumps(numbers, indent=2) + "\n", encoding="utf-8")
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{table(numbers)}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    print(table(numbers))  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1:2] == ["parquet"]:
        print(json.dumps(from_parquet(Path(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
