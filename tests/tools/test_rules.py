"""The published rules, run in JavaScript: the same findings; and a rule that is changed anywhere is noticed."""

import json
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated import examples
from tests.tools.published import EDITIONS, REAL, ROOT, SCHEMAS, command, node, schema

import govinfo_schema as gs
from govinfo_schema.strategies import reports

BOOKS = {edition: schema(f"rules-{edition}.json") for edition in EDITIONS}
EXACT = st.one_of(st.none() | st.integers(0, 3), st.integers(0, 2**48))
"""Sums of these are whole numbers in JavaScript, too."""


def conformance(edition: str) -> list[Any]:
    """The published cases, and every published report with what we find in it."""
    told = [json.loads(path.read_bytes()) for path in sorted((SCHEMAS / "conformance" / edition).glob("*.json"))]
    reports = [report for text in REAL.values() if (report := json.loads(text))["edition"] == edition]
    return told + [{"report": report, "findings": gs.to_data(gs.verify(gs.from_data(report)))} for report in reports]


@pytest.mark.parametrize("edition", EDITIONS)
def test_javascript_finds_the_same_and_notices_every_change_of_a_rule(edition: str) -> None:
    printed = node("mutants.mjs", book=schema(f"rules-{edition}.json"), cases=conformance(edition))

    assert [] == printed["wrong"]
    assert [] == printed["survivors"]
    assert 1_600 < printed["tried"]


def whole(findings: gs.Findings) -> gs.Findings:
    """Without the sums of money, which in JavaScript are floats; they are held against 0 only."""
    cells = (evolve(one, right_sum=None) if one.rule == "procurement.items_and_amount" else one for one in findings)
    return evolve(findings, findings=tuple(cells))


@settings(max_examples=examples(0.25))
@given(st.lists(reports(None, EXACT), min_size=1, max_size=8))
def test_javascript_finds_the_same_in_whatever_reports(drawn: list[gs.Report]) -> None:
    found = node("evaluate.mjs", books=BOOKS, reports=[json.loads(gs.to_json(report)) for report in drawn])["found"]

    for report, findings in zip(drawn, found, strict=True):
        of_cells = [rule["rule"] for rule in BOOKS[report.edition]["cells"]]
        assert whole(gs.verify(report, only=of_cells)) == whole(gs.Findings.from_data(findings))


def test_the_example_prints_findings_for_people() -> None:
    script = str(ROOT / "docs" / "examples" / "verify.mjs")
    report = str(ROOT / "docs" / "examples" / "xinjiang-kjt-2019.json")
    done = command("node", script, str(SCHEMAS / "rules-2019.json"), report)
    lines = done.stdout.splitlines()

    assert (0, "") == (done.returncode, done.stderr)
    assert "不成立  总计等于各类申请人之和：左边 0，右边 1  /requests/received/total" == lines[0]
    assert 2 + 16 + 2 == len(lines)
    assert 150 > len((ROOT / "docs" / "examples" / "verify.mjs").read_text(encoding="utf-8").splitlines())


def test_the_example_refuses_the_rules_of_another_edition() -> None:
    script = str(ROOT / "docs" / "examples" / "verify.mjs")
    report = str(ROOT / "docs" / "examples" / "xinjiang-kjt-2019.json")
    done = command("node", script, str(SCHEMAS / "rules-2021.json"), report)

    assert 0 != done.returncode
    assert "a report of 2019, the rules of 2021" in done.stderr
