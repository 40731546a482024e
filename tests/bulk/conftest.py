"""Engines: how a frame is made of columns, and how its rows are read."""

import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from attrs import frozen

Rows = list[dict[str, Any]]
NAMES = ["polars", "polars lazy", "pandas", "pyarrow", "duckdb", "pyspark"]
QUICK = "-XX:TieredStopAtLevel=1"  # a JVM that lives for a minute compiles for longer than it runs


@frozen
class Engine:
    """One engine, and whether its frames are lazy."""

    name: str
    make: Callable[[pa.Table], Any]
    rows: Callable[[Any], Rows]


ENGINES = {
    engine.name: engine
    for engine in [
        Engine("polars", pl.DataFrame, lambda frame: frame.to_dicts()),
        Engine("polars lazy", lambda table: pl.DataFrame(table).lazy(), lambda frame: frame.collect().to_dicts()),
        Engine(
            "pandas", pa.Table.to_pandas, lambda frame: pa.Table.from_pandas(frame, preserve_index=False).to_pylist()
        ),
        Engine("pyarrow", lambda table: table, pa.Table.to_pylist),
        Engine("duckdb", duckdb.from_arrow, lambda frame: frame.to_arrow_table().to_pylist()),
    ]
}


def java() -> str | None:
    """Why there is no Spark here, if there is none."""
    found = shutil.which("java")
    if found is None:
        return "no Java: install openjdk-17-jre-headless"
    said = subprocess.run([found, "-version"], capture_output=True, text=True, check=False)
    return None if said.returncode == 0 else f"Java does not run: {said.stderr}"


def environment() -> dict[str, str]:
    """Spark on this machine only, with the Python that runs the tests."""
    import pyspark  # noqa: PLC0415 - 500 MB, asked for only where there is Java

    home = str(Path(pyspark.__file__).parent)
    return {"SPARK_HOME": home, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable,
            "PYSPARK_DRIVER_PYTHON": sys.executable}  # fmt: skip


CONFIGURATION = {
    "spark.driver.host": "127.0.0.1", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2", "spark.log.level": "ERROR", "spark.driver.extraJavaOptions": QUICK,
    "spark.executor.extraJavaOptions": QUICK, "spark.sql.codegen.wholeStage": "false",
}  # fmt: skip


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """A session in this process, on two threads."""
    if reason := java():
        pytest.skip(reason)
    os.environ |= environment()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas 3, which is not asked for anything here
        from pyspark.sql import SparkSession  # noqa: PLC0415 - as above

        builder = SparkSession.builder.master("local[2]")
        for name, value in CONFIGURATION.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        yield session
        session.stop()


@pytest.fixture(params=NAMES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    if request.param != "pyspark":
        return ENGINES[request.param]
    session = request.getfixturevalue("spark")
    return Engine("pyspark", session.createDataFrame, lambda frame: frame.toArrow().to_pylist())
