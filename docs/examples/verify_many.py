"""核对一个文件夹里的几百万份报告：Spark。 Verify a folder of millions of reports on Spark.

spark-submit --py-files govinfo_schema.zip docs/examples/verify_many.py 输入文件夹 输出文件夹

输入是 JSON Lines（每行一份报告），或者 `to_columns` 那样按列存放的 Parquet。输出几个 Parquet 文件夹：
read 读到的行（`why` 里是读不了的原因），refused 读不了的行，counts 每份报告不成立、无法判断的处数，findings 这些处，
regions 按地区（区划代码前四位）、年度、版本汇总的数，succession 与上一年度的结转对不上的数。

The input is JSON Lines, one report a line, or Parquet in columns, as `to_columns` has them. The output is folders of
Parquet: `read`, what was read; `refused`, lines that are no reports, and why; `counts`, how many equations each report
breaks or leaves undecided; `findings`, which; `regions`, sums by region (first four digits of the division code), year
and edition; `succession`, figures carried in that are not those carried over the year before.
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
    """The reports in columns; of what is no report the line, and why it is none."""
    if any(Path(folder).rglob("*.parquet")):
        nothing = [F.lit(None).cast("string").alias(name) for name in ("line", "why")]
        return spark.read.parquet(folder).select("*", *nothing)
    known = types()
    schema = pa.schema(
        {name: KINDS[kind][1] for name, kind in known.items()} | {"line": pa.string(), "why": pa.string()}
    )

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
    """Read, keep, verify, add up, join."""
    # Spark makes one method of a whole stage; of expressions as wide as these it is too long for Java to compile.
    builder = SparkSession.builder.appName("govinfo").config("spark.sql.codegen.wholeStage", "false")
    spark = builder.getOrCreate()

    def write(frame: DataFrame, name: str) -> None:
        frame.write.mode("overwrite").parquet(f"{target}/{name}")

    write(read(spark, source), "read")
    kept = spark.read.parquet(f"{target}/read")
    reports = kept.filter("why IS NULL").drop("line", "why")
    write(kept.filter("why IS NOT NULL").select("line", "why"), "refused")
    write(gs.verify_frame(reports), "counts")
    write(gs.frame_findings(reports), "findings")
    write(regions(reports), "regions")
    write(succession(reports), "succession")
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
