"""What other people's generators make of the published files takes every report, and refuses all that it can see."""

import re
import shutil
from functools import cache
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from tests.document.bad_values import BAD, CHANGE, COUNT
from tests.tools.published import (
    DOCUMENTS,
    EDITIONS,
    HUGE,
    NAMES,
    ONE_EDITION,
    PATH,
    SCHEMAS,
    WHOLE,
    bad,
    command,
    editions,
    node,
    read,
    schema,
    sound,
    taken,
    unseen,
)

import govinfo_schema as gs
from govinfo_schema.form.walk import members

NULLS = {
    "2019/proactive_disclosure/procurement/unit=null",
    "2021/introduction=null",
    "2021/notes=null",
    "2021/organ/credit_code=null",
    "2021/period=null",
    "2021/published_on=null",
}
"""Pydantic's models have no other way to say that an optional member is absent."""
POINTED = {str(case) for case in BAD if re.search(r"\d[.e]", case.put or "") and case.at in {COUNT, CHANGE, "/year"}}
"""Counts with a point or an exponent, which strict readers do not take for integers."""
HALF = '2021/organ/name="\\ud800"'
"""Half a character, which pydantic does not read."""
ZEROS = "2021/notes=[0, 0, 0, 0, 0, 0, 0"
"""No type says how many, but a zero is no note."""
WIDE = {
    "java": "private Long total;",
    "csharp": "public long? Total {",
    "go": "Total *int64 ",
    "kotlin": "val total: Long?",
    "typescript": "total: number | null;",
    "python": "total: int | None",
}
"""How quicktype must declare a blank or a count of 53 bits."""


def test_every_exception_is_a_document_that_is_tried() -> None:
    assert set() == {*NULLS, *POINTED, HALF, ZEROS, HUGE} - DOCUMENTS.keys()


def unseen_by_types(name: str) -> set[str]:
    """TypeScript has no bounds, lengths or patterns, and one kind of number."""
    return unseen(name) | bad(name, "range", "length", "pattern") - {ZEROS} | POINTED & bad(name, "type")


@pytest.mark.parametrize("name", NAMES)
def test_generated_pydantic_models_take_every_report_and_refuse_bad_values(name: str, tmp_path: Path) -> None:
    models = tmp_path / "models.py"
    done = command(
        *("datamodel-codegen", "--input", str(SCHEMAS / name), "--input-file-type", "jsonschema"),
        *("--output", str(models), "--output-model-type", "pydantic_v2.BaseModel"),
        *("--collapse-root-models", "--use-annotated"),
    )
    assert 0 == done.returncode, done.stderr
    model = run_path(str(models))[schema(name)["title"]]
    numbered = re.findall(r"^class (\w+\d)\(", models.read_text(encoding="utf-8"), re.MULTILINE)

    assert [] == [kind for kind in numbered if not kind.endswith(EDITIONS)]
    assert sound(name) <= taken(model.model_validate_json)
    assert (sound(name) | unseen(name)) - {*WHOLE, *POINTED, HALF} | NULLS & bad(name, "type") == taken(
        lambda text: model.model_validate_json(text, strict=True)
    )


@pytest.mark.parametrize("name", NAMES)
def test_generated_typescript_compiles_strictly_with_each_type_once(name: str) -> None:
    """Every document is a literal; the compiler sees equal keys, too."""
    printed = node("types.mjs", schema=schema(name), documents=DOCUMENTS)
    declared = re.findall(r"^export (?:interface|type) (\w+)", printed["types"], re.MULTILINE)

    assert [] == printed["complaints"]
    assert sound(name) | unseen_by_types(name) - bad(name, "repeated") == set(printed["taken"])
    assert len(declared) == len(set(declared))
    assert [] == [kind for kind in declared if re.search(r"\d$", kind) and not kind.endswith(EDITIONS)]
    assert "7.属于行政执法案卷" in printed["types"]


@cache
def quicktyped(name: str) -> dict[str, Any]:
    """What quicktype makes of a published file."""
    return node("quicktype.mjs", schema=schema(name), documents=DOCUMENTS)


@pytest.mark.parametrize("language", WIDE)
@pytest.mark.parametrize("name", ONE_EDITION)
def test_quicktype_writes_code_that_holds_every_count(name: str, language: str) -> None:
    code = "\n".join(quicktyped(name)["files"][language].values())

    assert WIDE[language] in " ".join(code.split())
    assert "Withheld" in code
    assert not re.search(r"\b(?:class|interface|struct) \w*[\u4e00-\u9fff]", code)


@pytest.mark.parametrize("name", ONE_EDITION)
def test_typescript_of_quicktype_compiles_strictly_reads_every_report_and_refuses_bad_values(name: str) -> None:
    assert [] == quicktyped(name)["complaints"]
    assert sound(name) | unseen_by_types(name) == set(quicktyped(name)["taken"])


@pytest.mark.parametrize("name", ONE_EDITION)
def test_python_of_quicktype_writes_every_report_back_as_it_was_and_no_bad_value(name: str, tmp_path: Path) -> None:
    module = tmp_path / "report.py"
    [code] = quicktyped(name)["files"]["python"].values()
    module.write_text(code, encoding="utf-8")
    made = run_path(str(module))

    def unchanged(text: str) -> bool:
        return bool(read(text) == made["report_to_dict"](made["report_from_dict"](read(text))))

    expected = sound(name) | unseen(name) | bad(name, "range", "length", "pattern")
    assert expected - {*WHOLE, *POINTED, HUGE, ZEROS} == taken(unchanged)


@pytest.mark.skipif(shutil.which("javac", path=PATH) is None, reason="there is no Java compiler")
@pytest.mark.parametrize("name", ["report-2019.json", "report-2021.json"])
def test_java_of_quicktype_compiles(name: str, tmp_path: Path) -> None:
    files = quicktyped(name)["files"]["java"]
    for file, code in files.items():
        (tmp_path / file).write_text(code, encoding="utf-8")
    done = command("javac", "-Xlint:all", "-Werror", "-encoding", "UTF-8", *files, folder=tmp_path)

    assert (0, "") == (done.returncode, done.stderr)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_for_humans_shows_every_label(name: str, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    done = command("generate-schema-doc", str(SCHEMAS / name), str(page), folder=tmp_path)
    assert 0 == done.returncode, done.stderr
    shown = page.read_text(encoding="utf-8")
    forms = {"2019": gs.form2019, "2021": gs.form2021}
    classes = [getattr(forms[edition], cls) for edition in editions(name) for cls in forms[edition].__all__]

    assert [] == [member.line.label for cls in classes for member in members(cls) if member.line.label not in shown]
