"""The sentences of published reports: what each claims, and why it is or is not compared."""

import json
from pathlib import Path

import pytest
from attrs import evolve
from tests.prose.test_claims import told

import govinfo_schema as gs

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
TABLE = Path(__file__).with_name("about.tsv")
"""Report, number of the claim in `about.json`, what is read, verdict, reason. The sentences stay where they are."""

pytestmark = pytest.mark.skipif(not REPORTS.exists(), reason="../shared is absent")


def rows() -> list[list[str]]:
    return [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("name", "number", "read", "verdict", "_reason"), rows())
def test_a_published_sentence(name: str, number: str, read: str, verdict: str, _reason: str) -> None:
    said = json.loads((REPORTS / "about.json").read_text(encoding="utf-8"))[name]["claims"][int(number)]
    report = gs.from_json((REPORTS / f"{name}.json").read_bytes())
    section = "other_matters" if said["says"].startswith("other matters") else "overview"
    texts: dict[str, str | None] = {"overview": None, "other_matters": None, section: said["text"]}
    quoting = evolve(report, problems_and_improvements=None, **texts)  # type: ignore[arg-type]

    claims = gs.claims(said["text"], year=report.year, organ=report.organ.name)
    found = [f for f in gs.verify_narrative(quoting) if f.rule.startswith(("narrative", "other_matters.fee"))]

    assert read == "; ".join(map(told, claims))
    assert verdict == ("differs" if found else "agrees" if claims else "not compared")


def test_every_published_sentence_is_in_the_table() -> None:
    about = json.loads((REPORTS / "about.json").read_text(encoding="utf-8"))

    assert [(name, str(number)) for name, one in about.items() for number in range(len(one["claims"]))] == [
        (name, number) for name, number, *_ in rows()
    ]
