"""Other people's tools take the published files, and say of every document what our own gates say."""

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import fastjsonschema
import jsonschema_rs
import pytest
from jsonschema.validators import validator_for
from tests.document.bad_values import BAD
from tests.document.test_codec import changed

import govinfo_schema as gs
from govinfo_schema.form.walk import members

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCHEMAS = ROOT / "schemas"
EDITIONS = ("2019", "2021")
NAMES = [f"report-{edition}{twin}.json" for edition in EDITIONS for twin in ("", ".draft-07")]
SHARED = sorted((ROOT.parent / "shared" / "reports").glob("*-20??.json"))
OWN = [*sorted((ROOT / "tests" / "examples").glob("*/*.json")), ROOT / "docs" / "examples" / "xinjiang-kjt-2019.json"]
WIDE = {
    "java": "Long",
    "csharp": "long?",
    "go": "*int64",
    "kotlin": "Long?",
    "typescript": "number | null",
    "python": "int",
}
"""What quicktype must take for a blank or a count of 53 bits."""
NOT_OF_THE_SCHEMA = {"repeated", "character", "digits"}
"""What only I-JSON forbids."""

PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))


def schema(name: str) -> dict[str, Any]:
    """A published file."""
    published: dict[str, Any] = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return published


def sound(edition: str) -> list[str]:
    """Every report at hand that is on a form."""
    texts = [path.read_text(encoding="utf-8") for path in (*SHARED, *OWN)]
    return [text for text in texts if json.loads(text)["edition"] == edition]


def bad(edition: str) -> list[str]:
    """Every bad value that a schema can see, as JSON text."""
    return [
        changed(case.edition, case.at, case.put)
        for case in BAD
        if case.edition == edition and case.kind not in NOT_OF_THE_SCHEMA and case.at != "/edition"
    ]


def node(script: str, given: object) -> dict[str, Any]:
    """Run one of the scripts beside this file."""
    done = subprocess.run(
        [str(shutil.which("node", path=PATH)), str(HERE / script)],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr)
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def numbers(text: str) -> Any:
    """A document as an engine that has no decimals reads it."""
    return json.loads(text, parse_int=lambda literal: int(literal) if len(literal) < 4_000 else float("inf"))


def verdict(engine: Any, text: str) -> bool:
    """What a Python engine says of a document; numbers that JSON does not have are no document."""
    try:
        data = numbers(text)
        json.dumps(data, allow_nan=False)
        return engine(data) is not False
    except (ValueError, fastjsonschema.JsonSchemaValueException):
        return False


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("engine", ["jsonschema", "jsonschema-rs", "fastjsonschema"])
def test_python_validators_agree_with_us(name: str, engine: str) -> None:
    engines: dict[str, Any] = {
        "jsonschema": lambda: validator_for(schema(name))(schema(name)).is_valid,
        "jsonschema-rs": lambda: jsonschema_rs.validator_for(schema(name)).is_valid,
        "fastjsonschema": lambda: fastjsonschema.compile(schema(name)),
    }
    valid = engines[engine]()
    edition = name[7:11]

    assert [] == [text[:200] for text in sound(edition) if not verdict(valid, text)]
    assert [] == [text[:200] for text in bad(edition) if verdict(valid, text)]


@pytest.mark.parametrize("name", [*NAMES, "report.json", "report.draft-07.json"])
def test_ajv_strict_agrees_with_us_without_a_warning(name: str) -> None:
    editions = [name[7:11]] if name in NAMES else EDITIONS
    good = [text for edition in editions for text in sound(edition)]
    refused = [text for edition in editions for text in bad(edition)]
    printed = node("ajv.mjs", {"schema": schema(name), "documents": good + refused})

    assert [] == printed["warnings"]
    assert [True] * len(good) + [False] * len(refused) == printed["verdicts"]


@pytest.mark.parametrize("name", [*NAMES, "report.json", "report.draft-07.json"])
def test_check_jsonschema_takes_the_files(name: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema"]
    metaschema = subprocess.run([*command, "--check-metaschema", str(SCHEMAS / name)], capture_output=True, check=False)
    edition = name[7:11] if name in NAMES else None
    documents = [str(path) for path in OWN if edition in {None, json.loads(path.read_bytes())["edition"]}]
    checked = subprocess.run(
        [*command, "--schemafile", str(SCHEMAS / name), *documents], capture_output=True, encoding="utf-8", check=False
    )

    assert 0 == metaschema.returncode, metaschema.stdout
    assert 0 == checked.returncode, checked.stdout
    assert documents


def test_check_jsonschema_names_a_bad_cell(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(changed("2021", "/requests/received/total", "-1"), encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMAS / "report-2021.json"), str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert 1 == done.returncode
    assert "$.requests.received.total: -1 is less than the minimum of 0" in done.stdout


@pytest.mark.parametrize("edition", EDITIONS)
def test_generated_pydantic_models_take_every_real_report_and_refuse_bad_values(edition: str, tmp_path: Path) -> None:
    target = tmp_path / f"models_{edition}.py"
    subprocess.run(
        [
            *(sys.executable, "-m", "datamodel_code_generator"),
            *("--input", str(SCHEMAS / f"report-{edition}.json"), "--input-file-type", "jsonschema"),
            *("--output", str(target), "--output-model-type", "pydantic_v2.BaseModel"),
            *("--collapse-root-models", "--use-annotated", "--disable-timestamp"),
        ],
        check=True,
        capture_output=True,
    )
    spec = importlib.util.spec_from_file_location(target.stem, target)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[target.stem] = module
    spec.loader.exec_module(module)
    model = getattr(module, f"Report{edition}")

    for text in sound(edition):
        assert model.model_validate_json(text).edition == edition
    numbered = re.findall(r"^class (\w+\d)\(", target.read_text(encoding="utf-8"), re.MULTILINE)
    assert [f"Report{edition}"] == numbered
    with pytest.raises(ValueError, match="total"):
        model.model_validate_json(changed(edition, "/requests/received/total", "-1"))


@pytest.mark.parametrize("name", [*NAMES, "report.json"])
def test_generated_typescript_compiles_strictly_with_each_type_once(name: str) -> None:
    edition = name[7:11] if name in NAMES else "2021"
    document = json.loads(sound(edition)[0])
    printed = node("types.mjs", {"schema": schema(name), "document": document, "name": "Report"})
    declared = re.findall(r"^export (?:interface|type) (\w+)", printed["types"], re.MULTILINE)

    assert [] == printed["complaints"]
    assert len(declared) == len(set(declared))
    assert [] == [kind for kind in declared if re.search(r"\d$", kind) and not kind.endswith(EDITIONS)]
    assert "7.属于行政执法案卷" in printed["types"]


@pytest.mark.parametrize("language", WIDE)
@pytest.mark.parametrize("edition", EDITIONS)
def test_quicktype_writes_code_that_holds_every_count(edition: str, language: str) -> None:
    given = {"schema": schema(f"report-{edition}.json"), "name": "Report", "language": language}
    code = node("quicktype.mjs", given)["code"]

    assert WIDE[language] in code
    assert "Withheld" in code
    assert not re.search(r"\b(?:class|interface|struct) \w*[\u4e00-\u9fff]", code)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_page_for_humans_shows_every_label(edition: str, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    command = [str(shutil.which("generate-schema-doc", path=PATH)), str(SCHEMAS / f"report-{edition}.json"), str(page)]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    shown = page.read_text(encoding="utf-8")
    forms = {"2019": gs.form2019, "2021": gs.form2021}
    classes = [getattr(forms[edition], name) for name in forms[edition].__all__]

    assert [] == [member.line.label for cls in classes for member in members(cls) if member.line.label not in shown]


def test_amounts_are_exact_for_who_reads_them_so() -> None:
    text = changed("2021", "/proactive_disclosure/charges/amount", "24252.311082")

    gs.validate(json.loads(text, parse_float=Decimal))
    gs.validate(json.loads(text))
