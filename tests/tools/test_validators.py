"""Other people's validators say of every document what our own gates say."""

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import fastjsonschema
import jsonschema_rs
import pytest
from jsonschema.validators import validator_for
from tests.document.bad_values import COUNT
from tests.document.test_codec import changed
from tests.tools.published import (
    DOCUMENTS,
    HERE,
    MIXED,
    NAMES,
    PATH,
    REAL,
    ROOT,
    SCHEMAS,
    SHARED,
    bad,
    command,
    node,
    read,
    schema,
    sound,
    taken,
    unseen,
)

import govinfo_schema as gs

ENGINES: dict[str, Callable[[dict[str, Any]], Callable[[Any], object]]] = {
    "jsonschema": lambda told: validator_for(told)(told).is_valid,
    "jsonschema-rs": lambda told: jsonschema_rs.validator_for(told).is_valid,
    "fastjsonschema": fastjsonschema.compile,
}


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/reports is absent")
def test_every_published_report_is_tried() -> None:
    about = json.loads((SHARED / "about.json").read_bytes())

    assert {f"real/{name}" for name in about} == set(REAL)
    assert 22 <= len(REAL)
    assert MIXED


def test_more_than_sixty_bad_cases_are_tried() -> None:
    assert 60 < len(DOCUMENTS.keys() - sound("report.json") - unseen("report.json"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("engine", ENGINES)
def test_python_validators_agree_with_us(name: str, engine: str) -> None:
    valid = ENGINES[engine](schema(name))

    assert sound(name) | unseen(name) == taken(lambda text: valid(read(text)))


@pytest.mark.parametrize("name", NAMES)
def test_ajv_strict_agrees_with_us_without_a_warning(name: str) -> None:
    printed = node("ajv.mjs", schema=schema(name), documents=DOCUMENTS)

    assert [] == printed["warnings"]
    assert sound(name) | unseen(name) == set(printed["taken"])


def test_check_jsonschema_takes_the_files() -> None:
    done = command("check-jsonschema", "--check-metaschema", *(str(SCHEMAS / name) for name in NAMES))

    assert 0 == done.returncode, done.stdout


@pytest.mark.skipif(shutil.which("java", path=PATH) is None, reason="there is no Java")
@pytest.mark.parametrize("name", ["report-2019.json", "report-2021.json", "report.json"])
def test_networknt_agrees_with_us_and_sees_equal_keys(name: str, tmp_path: Path) -> None:
    """WireMock carries networknt, and Jackson with it, under names of its own."""
    (jar,) = (HERE / "node_modules" / "wiremock" / "build").glob("*.jar")
    script = tmp_path / "Validate.java"
    example = (ROOT / "docs" / "examples" / "Validate.java").read_text(encoding="utf-8")
    script.write_text(example.replace("import com.", "import wiremock.com."), encoding="utf-8")
    files = written(tmp_path, *DOCUMENTS)
    done = command("java", "-cp", str(jar), str(script), str(SCHEMAS / name), *files)
    refused = {files[line.partition("  ")[0]] for line in done.stdout.splitlines()}

    assert 0 == done.returncode, done.stderr
    assert sound(name) == set(files.values()) - refused - bad(name, "character", "digits")


def written(folder: Path, *labels: str) -> dict[str, str]:
    """Documents as files: which file is which."""
    paths = {str(folder / f"{number}.json"): label for number, label in enumerate(labels)}
    for path, label in paths.items():
        Path(path).write_text(DOCUMENTS[label], encoding="utf-8")
    return paths


HALF_A_PAIR = '2021/organ/name="\\ud800"'
"""check-jsonschema reads by orjson where that is installed, as it is here; orjson takes no half of a surrogate pair."""


@pytest.mark.parametrize("name", NAMES)
def test_check_jsonschema_agrees_with_us(name: str, tmp_path: Path) -> None:
    files = written(tmp_path, *DOCUMENTS)
    done = command("check-jsonschema", "--output-format", "json", "--schemafile", str(SCHEMAS / name), *files)
    told = json.loads(done.stdout)
    refused = {files[error["filename"]] for error in told["errors"] + told["parse_errors"]}

    assert HALF_A_PAIR in DOCUMENTS
    assert sound(name) | unseen(name) - {HALF_A_PAIR} == set(files.values()) - refused


def test_check_jsonschema_names_a_bad_cell(tmp_path: Path) -> None:
    files = written(tmp_path, "2021/requests/received/total=-1")
    done = command("check-jsonschema", "--schemafile", str(SCHEMAS / "report-2021.json"), *files)

    assert 1 == done.returncode
    assert "$.requests.received.total: -1 is less than the minimum of 0" in done.stdout


def test_amounts_are_exact_for_who_reads_them_so() -> None:
    text = changed("2021", "/proactive_disclosure/charges/amount", "24252.311082")

    gs.validate(json.loads(text, parse_float=Decimal))
    gs.validate(json.loads(text))


@pytest.mark.parametrize("put", ["4.0000000000000000001", "9007199254740991.4", "1e-400"])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_fraction_that_no_double_holds_is_seen_by_who_reads_decimals(engine: str, put: str) -> None:
    text = changed("2021", COUNT, put)

    assert ENGINES[engine](schema("report-2021.json"))(read(text))
    assert [COUNT] == [problem.pointer for problem in gs.problems(json.loads(text, parse_float=Decimal))]
    with pytest.raises(gs.InvalidReport):
        gs.from_json(text)
