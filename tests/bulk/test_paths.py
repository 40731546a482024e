"""One report, one answer: whichever engine judges it, and by whatever way it came there."""

from collections import defaultdict

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bulk.conftest import ENGINES
from tests.bulk.test_frame import NOT_IN_COLUMNS, Found, as_row
from tests.document.test_fast import without_msgspec
from tests.generated import examples

import govinfo_schema as gs
from govinfo_schema.strategies import reports

ANY = st.one_of(reports(None, st.none() | st.integers(0, 2)), reports(None, st.integers(0, 9)), reports())


@pytest.mark.parametrize("name", ENGINES)
@settings(max_examples=examples(0.125))  # a frame has four hundred columns, however few its rows are
@given(st.lists(ANY, min_size=1, max_size=4))
def test_whatever_the_reports_every_engine_finds_what_verify_finds(name: str, drawn: list[gs.Report]) -> None:
    frame = ENGINES[name].make(pa.table({"id": range(len(drawn)), **gs.to_columns(drawn)}))
    found: dict[int, list[Found]] = defaultdict(list)
    for row in ENGINES[name].rows(gs.frame_findings(frame)):
        found[row["id"]].append(
            (row["rule"], row["verdict"], row["severity"], row["cell"], row["left_sum"], row["right_sum"])
        )
    counts = {row["id"]: (row["broken"], row["undecided"]) for row in ENGINES[name].rows(gs.verify_frame(frame))}

    for number, report in enumerate(drawn):
        findings = gs.verify(report, without=NOT_IN_COLUMNS)
        assert sorted((as_row(one, report.edition) for one in findings), key=repr) == sorted(found[number], key=repr)
        assert (findings.counts["broken"], findings.counts["undecided"]) == counts[number]


@given(ANY)
def test_whatever_way_a_report_comes_the_findings_are_the_same(report: gs.Report) -> None:
    findings, text = gs.verify(report), gs.to_json(report)
    ways = [gs.from_json(text), gs.from_json(gs.to_json(report, indent=2).encode()), gs.from_data(gs.to_data(report))]
    ways += [line.report for line in gs.iter_from_json_lines(text) if line.report]
    ways += gs.from_columns(gs.to_columns([report]))
    with without_msgspec():
        ways.append(gs.from_json(text))

    assert [findings] * 6 == [gs.verify(way) for way in ways]
    assert findings == gs.Findings.from_data(gs.to_data(findings)) == gs.Findings.from_json(gs.to_json(findings))
