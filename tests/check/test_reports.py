"""Every published report at hand: exactly the verdicts and broken equations that are known of it."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import govinfo_schema as gs

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
ABOUT: dict[str, Any] = json.loads((REPORTS / "about.json").read_text(encoding="utf-8")) if REPORTS.is_dir() else {}

pytestmark = pytest.mark.skipif(not ABOUT, reason="the published reports are not beside the project")


@pytest.mark.parametrize("name", ABOUT)
def test_verdicts_and_broken_equations_are_exactly_those_known(name: str) -> None:
    findings = gs.verify(gs.from_json((REPORTS / f"{name}.json").read_bytes()))
    broken = [
        {
            "rule": finding.rule,
            "left": list(finding.left),
            "right": list(finding.right),
            "left_sum": finding.left_sum,
            "right_sum": finding.right_sum,
        }
        for finding in findings
        if (finding.verdict, finding.severity) == ("broken", "error")
    ]

    assert ABOUT[name]["verdicts"] == findings.counts
    assert sorted(ABOUT[name]["broken"], key=str) == sorted(broken, key=str)


@pytest.mark.parametrize("name", ABOUT)
def test_a_report_is_written_back_as_it_was_read(name: str) -> None:
    text = (REPORTS / f"{name}.json").read_text(encoding="utf-8")
    exact = json.loads(text, parse_float=Decimal)

    assert exact == json.loads(gs.to_json(gs.from_json(text)), parse_float=Decimal)
    assert exact == gs.to_data(gs.from_data(json.loads(text)))
    assert text.split() == gs.to_json(gs.from_json(text), indent=2).split()


def test_a_report_of_neither_edition_is_refused_with_what_does_not_belong() -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_json((REPORTS / "mixed" / "pingtan-shs-2021.json").read_bytes())
    unknown = {problem.pointer for problem in caught.value.problems if problem.kind == "unknown"}

    assert {
        *(
            f"/proactive_disclosure/{row}/{cell}"
            for row in ("administrative_rules", "normative_documents")
            for cell in ("newly_disclosed", "disclosed_in_all")
        ),
        *(
            f"/proactive_disclosure/{row}/{cell}"
            for row in ("licensing", "penalties", "compulsion", "charges")
            for cell in ("items_last_year", "change")
        ),
        "/proactive_disclosure/other_services",
        "/proactive_disclosure/procurement",
    } == unknown
    assert 19 == len(caught.value.problems)
