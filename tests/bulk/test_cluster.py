"""The example job on a cluster of two executors, each a process of its own, with the package sent to them."""

import json
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.bulk.conftest import CONFIGURATION, environment, java
from tests.conftest import ROOT
from tests.generated import sound

import govinfo_schema as gs
from govinfo_schema.form.walk import with_figures

JOB = ROOT / "docs" / "examples" / "verify_many.py"
CODES = ("110101", "110102", "320101")

pytestmark = pytest.mark.skipif(java() is not None, reason=java() or "")


def reports() -> list[gs.Report]:
    """Five years of three organs, the last of which leaves a total blank and carries in what it did not carry over."""
    found: list[gs.Report] = []
    for number, code in enumerate(CODES):
        organ = gs.form2021.Organ(name=f"某局{number}", division_code=code)
        for year in range(2019, 2024):
            report = sound("2019" if year < 2021 else "2021", number)
            found.append(attrs.evolve(report, year=year, organ=organ))
    found[-1] = with_figures(found[-1], {"/requests/received/total": None, "/requests/carried_in/total": 10**6})
    return found


def job(source: Path, target: Path, folder: Path) -> list[dict[str, object]]:
    """Run it as its users do; what the cluster did."""
    package = shutil.make_archive(str(folder / "govinfo_schema"), "zip", ROOT / "src", "govinfo_schema")
    events = folder / "events"
    events.mkdir()
    settings = CONFIGURATION | {
        "spark.eventLog.enabled": "true", "spark.eventLog.dir": events.as_uri(), "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false", "spark.scheduler.minRegisteredResourcesRatio": "1",
        "spark.default.parallelism": "2",
    }  # fmt: skip
    command = [str(Path(environment()["SPARK_HOME"]) / "bin" / "spark-submit"), "--master", "local-cluster[2,1,1024]"]
    command += [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    command += ["--py-files", package, str(JOB), str(source), str(target)]
    ran = subprocess.run(command, env=os.environ | environment(), capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    (log,) = events.iterdir()
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, object]]]:
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "in").mkdir()
    lines = [gs.to_json(report) for report in reports()]
    (folder / "in" / "a.jsonl").write_text("\n".join(lines[:8]) + '\n{"edition": "2021"}\n', encoding="utf-8")
    (folder / "in" / "b.jsonl").write_text("\n".join(lines[8:]), encoding="utf-8")
    return folder / "out", job(folder / "in", folder / "out", folder)


def rows(ran: tuple[Path, list[dict[str, object]]], name: str) -> pl.DataFrame:
    return pl.read_parquet(ran[0] / name / "*.parquet")


def test_two_executors_did_the_work(ran: tuple[Path, list[dict[str, object]]]) -> None:
    kinds = Counter(event["Event"] for event in ran[1])
    at_work = {event["Task Info"]["Executor ID"] for event in ran[1] if event["Event"] == "SparkListenerTaskEnd"}  # type: ignore[index]

    assert 2 == kinds["SparkListenerExecutorAdded"]
    assert {"0", "1"} == at_work


def test_every_report_is_read_and_the_line_that_is_none_is_refused(ran: tuple[Path, list[dict[str, object]]]) -> None:
    read = rows(ran, "read")
    again = [*gs.from_columns(read.filter(pl.col("why").is_null()).drop("line", "why"))]
    (refused,) = rows(ran, "refused").to_dicts()

    assert reports() == sorted(again, key=lambda report: (report.organ.name, report.year))
    assert '{"edition": "2021"}' == refused["line"]
    assert "缺少这一项" in refused["why"]


def test_the_findings_are_those_of_one_machine(ran: tuple[Path, list[dict[str, object]]]) -> None:
    frame = pl.DataFrame(gs.to_columns(reports()))

    for name, ask in (("counts", gs.verify_frame), ("findings", gs.frame_findings)):
        here, there = ask(frame), rows(ran, name)
        assert here.sort(here.columns).to_dicts() == there.sort(here.columns).select(here.columns).to_dicts()


def test_regions_add_up_and_a_blank_stays_blank(ran: tuple[Path, list[dict[str, object]]]) -> None:
    total, other = "/requests/received/total", "/requests/received/natural_person"
    found = {(row["region"], row["/year"]): row for row in rows(ran, "regions").to_dicts()}
    expected = sum(
        int(report.requests.received.natural_person or 0)
        for report in reports()
        if report.requests and report.year == 2023 and report.organ.division_code in CODES[:2]
    )

    assert (2, expected) == (found["1101", 2023]["reports"], found["1101", 2023][other])
    assert (1, None) == (found["3201", 2023]["reports"], found["3201", 2023][total])
    assert found["3201", 2022][total] is not None


def test_what_was_carried_in_is_held_against_the_year_before(ran: tuple[Path, list[dict[str, object]]]) -> None:
    by_organ = {(report.organ.name, report.year): report for report in reports()}
    expected = [
        (name, year)
        for (name, year), report in by_organ.items()
        if (name, year - 1) in by_organ
        and report.requests
        and report.requests.carried_in.total != by_organ[name, year - 1].requests.carried_over.total  # type: ignore[union-attr]
    ]
    found = rows(ran, "succession").filter(pl.col("cell") == "/requests/carried_in/total")

    assert ("某局2", 2023) in expected
    assert sorted(expected) == sorted(found.select("/organ/name", "/year").rows())


def test_parquet_in_columns_is_read_as_it_is(spark: object, tmp_path: Path) -> None:
    namespace: dict[str, Any] = {"__file__": str(JOB), "__name__": "job"}
    exec(compile(JOB.read_text(encoding="utf-8"), JOB, "exec"), namespace)  # noqa: S102 - the example itself
    pq.write_table(pa.table(gs.to_columns(reports()[:2], edition="2019")), tmp_path / "a.parquet")
    frame = namespace["read"](spark, str(tmp_path))

    assert {"line", "why"} == set(frame.columns) - set(gs.to_columns([], edition="2019"))
    assert 2 == frame.count()
