"""The data dictionary, held against what `to_columns` and `to_tidy` make, by the tools of Frictionless."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import ROOT
from tests.generated import sound

import govinfo_schema as gs

SCHEMAS = ROOT / "schemas"
FRICTIONLESS = Path(sys.executable).with_name("frictionless")


def reports() -> list[gs.Report]:
    noted = gs.from_json((ROOT / "tests" / "examples" / "sound" / "pingtan-2019.json").read_bytes())
    xinjiang = gs.from_json((ROOT / "docs" / "examples" / "xinjiang-kjt-2019.json").read_bytes())
    return [noted, xinjiang, sound("2021", 1)]


def written(path: Path, columns: dict[str, list[Any]]) -> str:
    """As CSV: a blank is empty, a list is JSON."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in zip(*columns.values(), strict=True):
            writer.writerow([json.dumps(value) if isinstance(value, (list, bool)) else value for value in row])
    return path.name


def package(folder: Path, **resources: tuple[str, dict[str, list[Any]]]) -> Path:
    """A data package of these columns, each with the schema of that name."""
    texts = {
        name: (SCHEMAS / f"{schema}.table-schema.json").read_text(encoding="utf-8")
        for name, (schema, _) in resources.items()
    }
    described = [
        {"name": name, "path": written(folder / f"{name}.csv", columns), "format": "csv", "mediatype": "text/csv",
         "encoding": "utf-8", "schema": json.loads(texts[name])}
        for name, (_, columns) in resources.items()
    ]  # fmt: skip
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"name": "reports", "resources": described}), encoding="utf-8")
    return path


def errors(path: Path) -> list[tuple[str, str | None]]:
    """What Frictionless finds wrong: kinds, and fields."""
    ran = subprocess.run(
        [FRICTIONLESS, "validate", "datapackage.json", "--json"], cwd=path.parent, capture_output=True, check=False
    )
    report = json.loads(ran.stdout)
    found = [error for task in report["tasks"] for error in task["errors"]] + report["errors"]
    return [(error["type"], error.get("fieldName")) for error in found]


def test_wide_and_tidy_rows_are_what_the_dictionary_says(tmp_path: Path) -> None:
    wide, tidy = gs.to_columns(reports()), gs.to_tidy(reports())

    assert [] == errors(package(tmp_path, columns=("columns", wide), tidy=("tidy", tidy)))


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_the_columns_of_an_edition_have_their_own_dictionary(tmp_path: Path, edition: str) -> None:
    columns = gs.to_columns([report for report in reports() if report.edition == edition], edition=edition)

    assert [] == errors(package(tmp_path, columns=(f"columns-{edition}", columns)))


def test_what_is_no_report_is_found(tmp_path: Path) -> None:
    wide, tidy = gs.to_columns(reports()), gs.to_tidy(reports())
    wide["/requests/received/total"][0] = -1
    wide["/year"][1] = None
    tidy["unit"][0] = "个"
    tidy["organ"][1] = "别的局"
    found = errors(package(tmp_path, columns=("columns", wide), tidy=("tidy", tidy)))

    assert {("constraint-error", "/requests/received/total"), ("constraint-error", "unit")} <= set(found)
    assert ("constraint-error", "/year") in found
    assert "foreign-key" in {kind for kind, _ in found}
