"""The published files are those that the classes make, and what was released never changes."""

import csv
import json
from typing import Any

import pytest
from schemas.write import HERE, digests, files, released

from govinfo_schema.document.ijson import is_array, is_object

FILES = files()


@pytest.mark.parametrize("name", FILES)
def test_a_published_file_is_what_the_classes_make(name: str) -> None:
    path = HERE / name

    assert path.exists(), "run: python -m schemas.write"
    assert FILES[name] == path.read_text(encoding="utf-8"), "run: python -m schemas.write"


def test_no_other_file_is_published() -> None:
    found = {path.relative_to(HERE).as_posix() for path in HERE.rglob("*") if path.is_file() and path.suffix != ".pyc"}

    assert {*FILES, "released.json", "write.py", "cases.py", "tables.py"} == found


def test_a_schema_or_rule_book_never_changes_under_its_id() -> None:
    known = released()

    assert known
    assert {"urn:govinfo-schema:rules-2019", "urn:govinfo-schema:rules-2021"} <= {
        name.rpartition(":")[0] for name, _ in digests()
    }
    for name, digest in digests():
        assert digest == known.get(name, digest), (
            f"{name} was released with other content: raise REVISION in the class Report of that edition "
            "(for rules.schema.json and findings.schema.json the number in schemas/write.py), "
            "say what changed in CHANGELOG.md, then run: python -m schemas.write --release"
        )


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("report") and "draft-07" not in name])
def test_the_draft_07_twin_differs_only_in_names(name: str) -> None:
    def renamed(part: Any) -> Any:
        if is_object(part):
            return {"$defs" if name == "definitions" else name: renamed(inner) for name, inner in part.items()}
        if is_array(part):
            return [renamed(inner) for inner in part]
        return part.replace("#/definitions/", "#/$defs/") if isinstance(part, str) else part

    schema = json.loads(FILES[name])
    twin = renamed(json.loads(FILES[name.replace(".json", ".draft-07.json")]))

    assert {"$schema", "$id"} == {name for name in schema if schema[name] != twin[name]}
    assert list(schema) == list(twin)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_code_list_names_every_cell_and_its_parents(edition: str) -> None:
    rows = list(csv.DictReader(FILES[f"codes-{edition}.csv"].splitlines()))
    codes = {row["code"] for row in rows}

    assert {row["parent"] for row in rows} <= codes | {""}
    assert [str(number) for number in range(1, len(rows) + 1)] == [row["order"] for row in rows]
    assert {
        "code": "requests.handled.withheld.enforcement_file.total",
        "label_zh": "总计",
        "label_en": "total",
        "unit": "件",
        "source": "条例第十六条第二款",
        "parent": "requests.handled.withheld.enforcement_file",
    }.items() <= next(row for row in rows if row["code"].endswith("enforcement_file.total")).items()
