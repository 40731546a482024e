"""Every published report at hand: exactly the verdicts and broken equations that are known of it, and every finding.

python -m tests.check.test_reports     writes reports.tsv: what is found in each, to be read before it is committed
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import govinfo_schema as gs

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
ABOUT: dict[str, Any] = json.loads((REPORTS / "about.json").read_text(encoding="utf-8")) if REPORTS.is_dir() else {}

TABLE = Path(__file__).with_name("reports.tsv")
HEAD = ("report", "rule", "verdict", "severity", "left", "left sum", "right sum", "blanks", "note")

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


def rows() -> Iterator[tuple[object, ...]]:
    """Every finding in every report at hand, in the prose of the one that has some, and between years."""
    yield HEAD
    prose = gs.read_text((REPORTS / "xinjiang-kjt-2019.full.txt").read_text(encoding="utf-8")).report
    assert prose
    reports = {name: gs.from_json((REPORTS / f"{name}.json").read_bytes()) for name in ABOUT}
    pairs: list[str] = [*json.loads((REPORTS / "succession.json").read_text(encoding="utf-8"))]
    for name, findings in [
        *((name, gs.verify(report)) for name, report in reports.items()),
        ("xinjiang-kjt-2019.full.txt", gs.verify_narrative(prose)),
        *((pair, gs.verify_succession(*(reports[name] for name in pair.split(" -> ")))) for pair in pairs),
    ]:
        for one in findings:
            sums = ["" if number is None else number for number in (one.left_sum, one.right_sum)]
            told = (name, one.rule, one.verdict, one.severity, " ".join(one.left))
            yield (*told, *sums, len(one.blanks) or "", one.note or "")
        if not findings:
            yield (name, "none")


def table() -> str:
    """The table as it is kept."""
    return "".join("\t".join(map(str, row)).rstrip("\t") + "\n" for row in rows())


def test_every_finding_in_every_report_is_on_record() -> None:
    assert TABLE.read_text(encoding="utf-8") == table()


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


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
