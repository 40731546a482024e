"""The reference: everything that the classes say is in it, although it was made from the published files alone."""

import json
import re
from typing import Any, Literal

import attrs
import pytest
from tests.run import ROOT

import govinfo_schema as gs
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.instances import instances
from govinfo_schema.form.walk import Place, places

SCHEMAS = ROOT / "schemas"
LANGUAGES: list[Literal["zh", "en"]] = ["zh", "en"]
BOTH = pytest.mark.parametrize(("edition", "language"), [(one, told) for one in EDITIONS for told in LANGUAGES])


def published(name: str) -> Any:
    """A published file, read as its user reads it."""
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def described(edition: str, language: Literal["zh", "en"] = "zh") -> str:
    """The reference of an edition, with its rules."""
    return gs.describe(published(f"report-{edition}.json"), published(f"rules-{edition}.json"), language)


def rows(text: str) -> list[list[str]]:
    """The rows of all tables."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [line.removeprefix("| ").removesuffix(" |").split(" | ") for line in lines]


def sections(edition: str) -> list[Place]:
    """The sections with tables."""
    return [place for place in Place(type=EDITIONS[edition]).below() if place.cells()]


def labels(place: Place, language: str) -> tuple[str, ...]:
    """What the form prints along the path."""
    return place.labels if language == "zh" else place.english


@BOTH
def test_every_cell_stands_with_label_identifier_pointer_unit_bounds_source_and_rules(
    edition: str, language: Literal["zh", "en"]
) -> None:
    found = {row[2].strip("`"): row for row in rows(described(edition, language)) if len(row) == 7}
    taking_part: dict[str, set[str]] = {}
    for kind in ("cells", "succession"):
        for here in instances(EDITIONS[edition], kind):
            for pointer in here.left + here.right:
                taking_part.setdefault(pointer.rpartition(":")[2], set()).add(here.rule.id)
    cells = [cell for section in sections(edition) for cell in section.cells()]

    assert {cell.pointer for cell in cells} <= found.keys()
    for cell in cells:
        label, name, _, unit, bounds, source, rules = found[cell.pointer]
        assert " · ".join(labels(cell, language)[1:]) == label
        assert f"`{cell.name}`" == name
        assert (cell.unit, cell.source) == (unit, source)
        assert cell.bounds
        assert all(str(limit) in bounds for limit in attrs.astuple(cell.bounds))
        assert "`null`" in bounds
        assert taking_part[cell.pointer] == set(re.findall(r"\[(\S+)\]", rules))


@BOTH
def test_every_member_of_the_document_stands_in_it(edition: str, language: Literal["zh", "en"]) -> None:
    text = described(edition, language)

    for place in places(EDITIONS[edition]).values():
        if place.pointer and not place.below():
            assert f"`{place.pointer}`" in text
            assert labels(place, language)[-1] in text
    for name in ("/notes/0/at", "/notes/0/text", "^[0-9A-Z]{18}$", "GB 32100", "GB/T 2260"):
        assert name in text


@BOTH
def test_a_section_is_the_table_that_people_know_with_units_and_numbers_of_rules(
    edition: str, language: Literal["zh", "en"]
) -> None:
    text = described(edition, language)
    for section in sections(edition):
        title = labels(section, language)[-1]
        body = text.partition(f"## {title}\n")[2].partition("\n## ")[0]
        known = [row for row in rows(body) if len(row) != 7]
        for cell in section.cells():
            if cell.pointer.endswith("/total"):
                row = cell.pointer.rpartition("/")[0].removeprefix("/requests/handled/").rpartition("/")[2]
                assert any(f"{row}`" in line[0] for line in known)
    received = next(row for row in rows(text) if row[0].endswith("`received`"))
    assert 8 == len(received)
    assert ["件 1, 2, 3, 4"] * 6 == received[1:7]


@BOTH
def test_every_rule_has_a_heading_its_words_and_its_places(edition: str, language: Literal["zh", "en"]) -> None:
    text = described(edition, language)
    for rule in gs.rules(edition).values():
        part = text.partition(f"\n#### {rule.id}\n")[2].partition("\n####")[0]
        said = [rule.label, rule.explanation] if language == "zh" else [rule.english, rule.english_explanation]
        assert all(words in part for words in [*said, rule.source, f"`{rule.severity}`"])
    row_total = text.partition("#### requests.row_total\n")[2].partition("####")[0]
    assert len([one for one in instances(EDITIONS[edition]) if one.rule.id == "requests.row_total"]) + 2 == len(
        rows(row_total)
    )


@BOTH
def test_every_link_leads_to_a_heading(edition: str, language: Literal["zh", "en"]) -> None:
    text = described(edition, language)
    slugs = {head.replace(".", "").lower() for head in re.findall(r"^#### (\S+)$", text, re.MULTILINE)}

    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= slugs


def test_it_says_what_the_file_says_and_nothing_that_only_the_classes_know() -> None:
    schema = gs.json_schema("2021")
    cell = schema["$defs"]["Charges"]["properties"]["amount"]
    cell |= {"description": "某省收费 (fees; 元 | 角; 某号文; decimals)", "minimum": 7}
    text = gs.describe(schema)

    assert "行政事业性收费 · 某省收费 | `amount` |" in text
    assert "| 元 &#124; 角 | 数，小数须精确，7 至" in text
    assert "| 某号文 |" in text
    assert "requests.balance" not in text
    assert "\n## 规则" not in text


@pytest.mark.parametrize("draft", ["", ".draft-07"])
def test_the_file_of_both_editions_gives_both_references(draft: str) -> None:
    both = gs.describe(published(f"report{draft}.json"), published("rules-2019.json"))

    assert ["# 政府信息公开工作年度报告（2019 年版格式）", "# 政府信息公开工作年度报告（2021 年版格式）"] == [
        line for line in both.splitlines() if line.startswith("# ")
    ]
    assert 1 == both.count("\n#### requests.balance\n")


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_draft_07_twin_gives_the_same_but_for_its_name(edition: str) -> None:
    one, other = (gs.describe(published(f"report-{edition}{draft}.json")) for draft in ("", ".draft-07"))

    assert one == other.replace(":draft-07`", "`")
    assert one == gs.describe(gs.json_schema(edition))


def test_rules_of_another_edition_are_refused() -> None:
    with pytest.raises(gs.InvalidForm, match="rules of 2019, schema of 2021"):
        gs.describe(gs.json_schema("2021"), published("rules-2019.json"))
