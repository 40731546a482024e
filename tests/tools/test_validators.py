"""Other people's validators say of every document what our own gates say."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import fastjsonschema
import jsonschema_rs
import pytest
from jsonschema.validators import validator_for
from tests.document.test_codec import changed
from tests.tools.published import NAMES, REAL, SCHEMAS, command, node, refused, schema, sound, texts

import govinfo_schema as gs


@pytest.mark.skipif(not REAL, reason="../shared/reports is absent: the tools see our own examples only")
def test_every_published_report_is_tried() -> None:
    assert {name for name in NAMES if len(sound(name)) < 8} == set()
    assert 22 == len(REAL)


def test_more_than_sixty_bad_cases_are_tried() -> None:
    assert 100 < len(refused("report.json"))


def numbers(text: str) -> Any:
    """A document as an engine that has no decimals reads it."""
    return json.loads(text, parse_int=lambda literal: int(literal) if len(literal) < 4_000 else float("inf"))


def verdict(valid: Any, text: str) -> bool:
    """What a Python engine says of a document; numbers that JSON does not have are no document."""
    try:
        data = numbers(text)
        json.dumps(data, allow_nan=False)
        return valid(data) is not False
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

    assert [] == [text[:200] for text in texts(sound(name)) if not verdict(valid, text)]
    assert [] == [text[:200] for text in refused(name) if verdict(valid, text)]


@pytest.mark.parametrize("name", NAMES)
def test_ajv_strict_agrees_with_us_without_a_warning(name: str) -> None:
    good, bad = texts(sound(name)), refused(name)
    printed = node("ajv.mjs", {"schema": schema(name), "documents": good + bad})

    assert [] == printed["warnings"]
    assert [True] * len(good) + [False] * len(bad) == printed["verdicts"]


def readable(text: str) -> bool:
    """Whether Python's json reads a text at all; check-jsonschema stops at one with integers of 5,000 digits."""
    try:
        return bool(json.loads(text))
    except ValueError:
        return False


@pytest.mark.parametrize("name", NAMES)
def test_check_jsonschema_agrees_with_us(name: str, tmp_path: Path) -> None:
    bad = {tmp_path / f"{number}.json": text for number, text in enumerate(refused(name))}
    for path, text in bad.items():
        path.write_text(text, encoding="utf-8")
    against = ("check-jsonschema", "--output-format", "json", "--schemafile", str(SCHEMAS / name))
    metaschema = command("check-jsonschema", "--check-metaschema", str(SCHEMAS / name))
    good = command(*against, *map(str, sound(name)))
    printed = json.loads(command(*against, *[str(path) for path in bad if readable(bad[path])]).stdout)
    told = {Path(error["filename"]) for error in printed["errors"]}

    assert 0 == metaschema.returncode, metaschema.stdout
    assert 0 == good.returncode, good.stdout
    # `NaN` is no JSON, but Python's json reads it, and no bound excludes it.
    assert [] == [text[:200] for path, text in bad.items() if path not in told and readable(text) and "NaN" not in text]
    assert all(command(*against, str(path)).returncode for path in bad if not readable(bad[path]))


def test_check_jsonschema_names_a_bad_cell(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(changed("2021", "/requests/received/total", "-1"), encoding="utf-8")
    done = command("check-jsonschema", "--schemafile", str(SCHEMAS / "report-2021.json"), str(path))

    assert 1 == done.returncode
    assert "$.requests.received.total: -1 is less than the minimum of 0" in done.stdout


def test_amounts_are_exact_for_who_reads_them_so() -> None:
    text = changed("2021", "/proactive_disclosure/charges/amount", "24252.311082")

    gs.validate(json.loads(text, parse_float=Decimal))
    gs.validate(json.loads(text))
