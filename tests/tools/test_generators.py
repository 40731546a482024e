"""What other people's tools make of the published files takes every report, and refuses all that its language can."""

import importlib.util
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.document.bad_values import Bad
from tests.tools.published import EDITIONS, NAMES, SCHEMAS, cases, command, editions, node, schema, sound, texts

import govinfo_schema as gs
from govinfo_schema.form.walk import members

WIDE = {
    "java": "Long",
    "csharp": "long?",
    "go": "*int64",
    "kotlin": "Long?",
    "typescript": "number | null",
    "python": "int",
}
"""What quicktype must take for a blank or a count of 53 bits."""


def unseen_by_types(bad: Bad) -> bool:
    """TypeScript has no bounds, lengths or patterns, and one kind of number."""
    fraction = bad.kind == "type" and re.fullmatch(r"-?[0-9.]+(e-1)?", bad.put or "") is not None
    return bad.kind in {"range", "length", "pattern"} or fraction


def unseen_by_models(bad: Bad) -> bool:
    """The models take `null` for an optional member that is absent."""
    return bad.put == "null"


def wrongly_taken(name: str, verdicts: list[bool], unseen: Callable[[Bad], bool]) -> list[str]:
    """Bad values that were taken though they can be seen."""
    return [str(bad) for (bad, _), taken in zip(cases(name), verdicts, strict=True) if taken and not unseen(bad)]


def module(path: Path) -> ModuleType:
    """A module from a file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = made
    spec.loader.exec_module(made)
    return made


def takes(read: Callable[[str], object], text: str) -> bool:
    """Whether a document can be read."""
    try:
        read(text)
    except (ValueError, TypeError, AssertionError):
        return False
    return True


@pytest.mark.parametrize("edition", EDITIONS)
def test_generated_pydantic_models_take_every_report_and_refuse_bad_values(edition: str, tmp_path: Path) -> None:
    name, target = f"report-{edition}.json", tmp_path / f"models_{edition}.py"
    done = command(
        *("datamodel-codegen", "--input", str(SCHEMAS / name), "--input-file-type", "jsonschema"),
        *("--output", str(target), "--output-model-type", "pydantic_v2.BaseModel"),
        *("--collapse-root-models", "--use-annotated", "--disable-timestamp"),
    )
    assert 0 == done.returncode, done.stderr
    model = getattr(module(target), f"Report{edition}")

    def strictly(text: str) -> object:
        return model.model_validate_json(text, strict=True)

    numbered = re.findall(r"^class (\w+\d)\(", target.read_text(encoding="utf-8"), re.MULTILINE)
    assert [f"Report{edition}"] == numbered
    assert [] == [text[:200] for text in texts(sound(name)) if not takes(model.model_validate_json, text)]
    assert [] == [text[:200] for text in texts(sound(name)) if not takes(strictly, text)]
    assert [] == wrongly_taken(name, [takes(strictly, text) for _, text in cases(name)], unseen_by_models)


@pytest.mark.parametrize("name", NAMES)
def test_generated_typescript_compiles_strictly_with_each_type_once(name: str) -> None:
    good, bad = texts(sound(name)), [text for _, text in cases(name)]
    printed = node("types.mjs", {"schema": schema(name), "documents": good + bad, "name": "Report"})
    declared = re.findall(r"^export (?:interface|type) (\w+)", printed["types"], re.MULTILINE)

    assert [] == printed["complaints"]
    assert [True] * len(good) == printed["verdicts"][: len(good)]
    assert [] == wrongly_taken(name, printed["verdicts"][len(good) :], unseen_by_types)
    assert len(declared) == len(set(declared))
    assert [] == [kind for kind in declared if re.search(r"\d$", kind) and not kind.endswith(EDITIONS)]
    assert "7.属于行政执法案卷" in printed["types"]


@pytest.mark.parametrize("language", WIDE)
@pytest.mark.parametrize("edition", EDITIONS)
def test_quicktype_writes_code_that_holds_every_count(edition: str, language: str) -> None:
    given = {
        "schema": schema(f"report-{edition}.json"),
        "name": "Report",
        "language": language,
        "documents": list[str](),
    }
    code = node("quicktype.mjs", given)["code"]

    assert WIDE[language] in code
    assert "Withheld" in code
    assert not re.search(r"\b(?:class|interface|struct) \w*[\u4e00-\u9fff]", code)


@pytest.mark.parametrize("edition", EDITIONS)
def test_typescript_of_quicktype_reads_every_report_and_refuses_bad_values(edition: str) -> None:
    name = f"report-{edition}.json"
    good, bad = texts(sound(name)), [text for _, text in cases(name)]
    given = {"schema": schema(name), "name": "Report", "language": "typescript", "documents": good + bad}
    verdicts = node("quicktype.mjs", given)["verdicts"]

    assert [True] * len(good) == verdicts[: len(good)]
    assert [] == wrongly_taken(name, verdicts[len(good) :], unseen_by_types)


@pytest.mark.parametrize("edition", EDITIONS)
def test_python_of_quicktype_reads_every_report_and_writes_it_back(edition: str, tmp_path: Path) -> None:
    given = {
        "schema": schema(f"report-{edition}.json"),
        "name": "Report",
        "language": "python",
        "documents": list[str](),
    }
    path = tmp_path / f"quicktype_{edition}.py"
    path.write_text(node("quicktype.mjs", given)["code"], encoding="utf-8")
    made: Any = module(path)

    for text in texts(sound(f"report-{edition}.json")):
        data = json.loads(text)
        assert data == made.report_to_dict(made.report_from_dict(data))


@pytest.mark.parametrize("name", [name for name in NAMES if "draft-07" not in name])
def test_a_page_for_humans_shows_every_label(name: str, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    done = command("generate-schema-doc", str(SCHEMAS / name), str(page), folder=tmp_path)
    assert 0 == done.returncode, done.stderr
    shown = page.read_text(encoding="utf-8")
    forms = {"2019": gs.form2019, "2021": gs.form2021}
    classes = [getattr(forms[edition], cls) for edition in editions(name) for cls in forms[edition].__all__]

    assert [] == [member.line.label for cls in classes for member in members(cls) if member.line.label not in shown]
