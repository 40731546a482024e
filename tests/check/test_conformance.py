"""The published conformance cases: what stands in them is what `verify` finds, and each rule is in one of them."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from schemas.write import HERE
from tests.run import python

import govinfo_schema as gs
from govinfo_schema.document.ijson import is_object
from govinfo_schema.errors import Language
from govinfo_schema.form.editions import EDITIONS

FILES = sorted((HERE / "conformance").glob("*/*.json"))
MESSAGES = Path(__file__).with_name("messages.txt")


def case(path: Path) -> tuple[dict[str, Any], gs.Findings]:
    """A case, and what is found in it."""
    data = json.loads(path.read_text(encoding="utf-8"))
    day = date.fromisoformat(data["published_on"]) if data["published_on"] else None
    return data, gs.verify(gs.from_data(data["report"]), organ_kind=data["organ_kind"], published_on=day)


def valid(schema: Any) -> Any:
    """Says whether data is valid by a schema."""
    validator: Any = Draft202012Validator(schema)
    return validator.is_valid


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_case_finds_what_it_says(path: Path) -> None:
    data, findings = case(path)

    assert gs.Findings.from_data(data["findings"]) == findings
    assert gs.Findings.from_json(gs.to_json(findings)) == findings
    assert json.loads(gs.to_json(findings)) == data["findings"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_rule_is_broken_in_some_case_and_holds_in_some(edition: str) -> None:
    """A rule that finds nothing anywhere is no rule."""
    found = [{finding.rule for finding in case(path)[1]} for path in FILES if path.parent.name == edition]

    of_one_report = {id_ for id_, rule in gs.rules(edition).items() if rule.kind in {"cells", "document"}}

    assert of_one_report == found[0].union(*found)
    assert set() == found[0].intersection(*found)


def test_the_findings_and_the_rule_books_are_valid_by_their_published_schemas() -> None:
    findings, books = (
        valid(json.loads((HERE / f"{name}.schema.json").read_text(encoding="utf-8"))) for name in ("findings", "rules")
    )

    assert all(findings(json.loads(path.read_text(encoding="utf-8"))["findings"]) for path in FILES)
    assert all(books(json.loads((HERE / f"rules-{edition}.json").read_text(encoding="utf-8"))) for edition in EDITIONS)
    assert not findings({"edition": "2021", "holds": -1, "findings": []})
    assert not books({})


def test_every_message_reads_as_recorded() -> None:
    """One of each rule, verdict, kind of blanks and place in the document; the file was read as a whole."""
    said: dict[tuple[object, ...], gs.Finding] = {}
    for path in FILES:
        for finding in case(path)[1]:
            of_document = gs.rules(path.parent.name)[finding.rule].kind == "document"
            places = (finding.left + finding.right) * of_document
            whole = finding.blanks == finding.left  # a total that is merely missing
            kind = (finding.rule, finding.verdict, min(len(finding.blanks), 2), whole, bool(finding.note), places)
            said.setdefault(kind, finding)
    lines = [f"{finding.rule}\n  {finding.message('zh')}\n  {finding.message('en')}" for finding in said.values()]

    assert MESSAGES.read_text(encoding="utf-8") == "\n".join(sorted(lines)) + "\n"


@pytest.mark.parametrize(("edition", "equations"), [("2019", 40), ("2021", 42)])
def test_five_thousand_sound_reports_of_an_edition_break_nothing(edition: str, equations: int) -> None:
    """In a process of its own, which nobody traces."""
    findings = f"<Findings holds {equations}, broken 0, undecided 0, 0 in all>"

    assert (0, f"Counter({{'{findings}': 5000}})\n", "") == python("-m", "tests.generated", edition, "5000")


@pytest.mark.parametrize(
    "path", [path for path in FILES if "broken" in path.stem], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_findings_do_not_depend_on_the_order_of_members_or_of_rules(path: Path) -> None:
    data, findings = case(path)

    def turned(part: Any) -> Any:
        return {name: turned(part[name]) for name in reversed(part)} if is_object(part) else part

    book = gs.rules(data["report"]["edition"])
    names = [name for name in reversed(book) if book[name].kind in {"cells", "document"}]
    report = gs.from_data(turned(data["report"]))

    assert findings == gs.verify(report, only=names)
    assert Counter(findings) == Counter(finding for name in names for finding in gs.verify(report, only=[name]))


@pytest.mark.parametrize("language", get_args(Language))
def test_findings_that_were_read_back_still_say_themselves(language: Language) -> None:
    for path in FILES:
        for finding in gs.Findings.from_json(gs.to_json(case(path)[1])):
            message = finding.message(language)
            assert message
            assert "None" not in message
            assert "  " not in message
