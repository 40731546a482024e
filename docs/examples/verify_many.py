"""核对一个文件夹里的几百万份报告：Spark。 Verify a folder of millions of reports on Spark.

spark-submit --py-files govinfo_schema.zip docs/examples/verify_many.py 输入文件夹 输出文件夹

输入是 JSON Lines（每行一份报告），或者按列存放的 Parquet。输出五个 Parquet 文件夹：
reports 按列的报告，refused 读不了的行和原因，findings 不成立、无法判断的地方，
regions 按地区（区划代码前四位）和年度汇总的表，succession 与上一年度对不上的结转数。

The input is JSON Lines, one report a line, or Parquet in columns. The output is five folders of Parquet: reports in
columns, lines refused and why, findings, sums by region (first four digits of the division code) and year, and figures
carried in that are not those carried over the year before.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as everyone does

import govinfo_schema as gs

DICTIONARY = Path(__file__).parents[2] / "schemas" / "columns.table-schema.json"
KINDS = {
    "integer": ("BIGINT", pa.int64()),
    "number": ("DECIMAL(38, 20)", pa.decimal128(38, 20)),
    "string": ("STRING", pa.string()),
    "boolean": ("BOOLEAN", pa.bool_()),
    "array": ("ARRAY<STRUCT<at: STRING, text: STRING>>", pa.list_(pa.struct({"at": pa.string(), "text": pa.string()}))),
}


def types() -> dict[str, str]:
    """Name and type of each column, from the data dictionary."""
    return {field["name"]: field["type"] for field in json.loads(DICTIONARY.read_text(encoding="utf-8"))["fields"]}


def read(spark: SparkSession, folder: str) -> DataFrame:
    """The reports in columns, and what was refused, in `line` and `why`."""
    if any(Path(folder).rglob("*.parquet")):
        return spark.read.parquet(folder).select("*", F.lit(None).cast("string").alias("line"), F.lit(None).cast("string").alias("why"))
    known = types()
    schema = pa.schema({name: KINDS[kind][1] for name, kind in known.items()} | {"line": pa.string(), "why": pa.string()})

    def parse(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """On the executors: text to reports to columns; what is no report keeps its text and the reasons."""
        for batch in batches:
            reports: list[gs.Report] = []
            refused: list[tuple[str, str]] = []
            for line in filter(None, batch.column(0).to_pylist()):
                try:
                    reports.append(gs.from_json(line))
                except gs.InvalidReport as error:
                    refused.append((line, str(error)))
            columns = gs.to_columns(reports)
            told = {"line": [line for line, _ in refused], "why": [why for _, why in refused]}
            yield pa.RecordBatch.from_pydict(
                {name: values + [None] * len(refused) for name, values in columns.items()}
                | {name: [None] * len(reports) + values for name, values in told.items()},
                schema=schema,
            )

    ddl = ", ".join(f"`{name}` {KINDS[kind][0]}" for name, kind in known.items())
    return spark.read.text(folder).mapInArrow(parse, f"{ddl}, line STRING, why STRING")


def figures() -> list[str]:
    """The columns that are figures of the tables."""
    return [name for name, kind in types().items() if kind in {"integer", "number"} and name != "/year"]


def added(name: str) -> Column:
    """The sum of a column; blank where any part is blank, for blank is not zero."""
    cell = F.col(f"`{name}`")
    return F.when(F.count(cell) == F.count(F.lit(1)), F.sum(cell)).alias(name)


def regions(reports: DataFrame) -> DataFrame:
    """Sums by region, year and edition."""
    region = F.substring(F.col("`/organ/division_code`"), 1, 4).alias("region")
    return reports.groupBy(region, "`/year`", "`/edition`").agg(
        F.count(F.lit(1)).alias("reports"), *map(added, figures())
    )


def succession(reports: DataFrame) -> DataFrame:
    """Of organs with reports of two consecutive years: what was carried in and is not what was carried over."""
    columns = [name.rpartition("carried_in")[2] for name in figures() if name.startswith("/requests/carried_in/")]
    cells = [
        F.struct(
            F.lit(f"/requests/carried_in{column}").alias("cell"),
            F.col(f"before.`/requests/carried_over{column}`").alias("before"),
            F.col(f"now.`/requests/carried_in{column}`").alias("now"),
        )
        for column in columns
    ]
    now, before = reports.alias("now"), reports.alias("before")
    same = (F.col("now.`/organ/name`") == F.col("before.`/organ/name`")) & (
        F.col("now.`/year`") == F.col("before.`/year`") + 1
    )
    pairs = now.join(before, same).select("now.`/organ/name`", "now.`/year`", F.inline(F.array(*cells)))
    return pairs.filter("before <> now")


def main(source: str, target: str) -> None:
    """Run all of it."""
    spark = SparkSession.builder.appName("govinfo").getOrCreate()
    read(spark, source).write.mode("overwrite").parquet(f"{target}/all")
    everything = spark.read.parquet(f"{target}/all")
    everything.filter("why IS NOT NULL").select("line", "why").write.mode("overwrite").parquet(f"{target}/refused")
    reports = everything.filter("why IS NULL").drop("line", "why")
    gs.frame_findings(reports).write.mode("overwrite").parquet(f"{target}/findings")
    regions(reports).write.mode("overwrite").parquet(f"{target}/regions")
    succession(reports).write.mode("overwrite").parquet(f"{target}/succession")
    counts = gs.verify_frame(reports)
    totals = counts.agg(
        F.count(F.lit(1)), F.count(F.when(F.col("broken") > 0, 1)), F.count(F.when(F.col("undecided") > 0, 1))
    ).first()
    print("reports, with broken, with undecided equations:", *(totals or ()))
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
