"""Run the property tests with the profile `long` and write down what was tried: tests/trust/properties.json.

python -m tests.trust.properties [PATH…]     tests of these files only; what others gave before stays on record
"""

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).parents[2]
RECORD: Final = Path(__file__).with_suffix(".json")
LAWS: Final = {
    "across/test_comparison.py::test_a_report_does_not_differ_from_itself": (
        "一份报告与它自己没有差别", "a report does not differ from itself",
    ),
    "across/test_comparison.py::test_what_differs_one_way_differs_the_other_way": (
        "比较两份报告，换个先后只是换了方向", "to compare the other way round turns every difference round",
    ),
    "across/test_consolidation.py::test_consolidation_is_associative_and_commutative": (
        "汇总不问次序，分几次汇总都一样", "consolidation is associative and commutative",
    ),
    "across/test_consolidation.py::test_the_sum_of_reports_that_break_no_equation_breaks_none": (
        "各份都成立，汇总也成立", "the sum of reports that break no equation breaks none",
    ),
    "across/test_consolidation.py::test_whatever_the_members_their_sum_is_not_held_against_them": (
        "算出来的汇总与它的成员对照，没有不成立的", "a computed whole held against its members breaks nothing",
    ),
    "across/test_conversion.py::test_there_and_back_equals_the_original_but_for_what_is_lost": (
        "换到另一版再换回来，除了列出搬不过去的，与原来相同",
        "converted there and back a report is what it was, but for what was said to be lost",
    ),
    "across/test_succession.py::test_a_series_is_its_pairs_in_whatever_order_it_is_given": (
        "一连几年的结果就是每相邻两年的结果，与给出的次序无关",
        "a series gives what its pairs of years give, in whatever order it is given",
    ),
    "across/test_succession.py::test_likeness_is_that_of_the_longest_common_subsequence": (
        "文字的相似度就是最长公共子序列算出的", "likeness is that of the longest common subsequence",
    ),
    "across/test_succession.py::test_what_was_carried_over_and_is_carried_in_breaks_nothing": (
        "上年结转多少本年就转入多少，没有不成立的", "what was carried over and is carried in breaks nothing",
    ),
    "bulk/test_columns.py::test_columns_give_the_reports_back": (
        "换成列再换回来，是同样的报告", "columns give the reports back",
    ),
    "bulk/test_columns.py::test_columns_of_one_edition_give_the_reports_back": (
        "只要一版的列，换回来也是同样的报告", "columns of one edition give the reports back",
    ),
    "bulk/test_paths.py::test_whatever_the_reports_every_engine_finds_what_verify_finds": (
        "polars（含惰性）、pandas、pyarrow、DuckDB 的发现与 verify 的相同",
        "Polars, lazy Polars, pandas, pyarrow and DuckDB find what verify finds",
    ),
    "bulk/test_paths.py::test_whatever_way_a_report_comes_the_findings_are_the_same": (
        "报告从哪条路读来，发现都相同", "whatever way a report was read, the findings are the same",
    ),
    "bulk/test_stream.py::test_pieces_may_be_cut_anywhere": (
        "流在哪里切开都一样", "a stream may be cut anywhere",
    ),
    "check/test_plainly.py::test_whatever_does_not_hold_is_doubted": (
        "快的核对不放过不成立的，结果与慢的相同", "the quick check doubts whatever does not hold, and tells the same",
    ),
    "check/test_repair_laws.py::test_any_report_is_repaired_and_completed_without_an_error": (
        "什么报告都能求更正、补空白，不出错，不改印出的数",
        "whatever report is repaired and completed without an error; no printed figure changes",
    ),
    "check/test_repair_laws.py::test_repairs_are_all_the_smallest_and_leave_nothing_broken": (
        "更正正好是精确求解器的最小改法，改了以后没有不成立的",
        "repairs are just the smallest of an exact solver, and leave nothing broken",
    ),
    "check/test_repair_laws.py::test_what_is_filled_in_is_what_stood_there": (
        "推出的空白就是原来的数", "a blank that was deduced is what stood there",
    ),
    "check/test_totals.py::test_keeping_what_is_printed_changes_only_blanks": (
        "保留印出的总计时，只填空白", "where printed totals are kept only blanks are filled",
    ),
    "check/test_totals.py::test_totals_are_idempotent_and_change_nothing_but_totals": (
        "补算总计两次与一次相同，只改总计", "totals are idempotent and change nothing but totals",
    ),
    "check/test_totals.py::test_without_blanks_every_row_and_column_adds_up_afterwards": (
        "没有空白的，补算以后每行每列都加得起来", "without blanks every row and column adds up afterwards",
    ),
    "check/test_verify.py::test_the_verdict_is_that_of_trying_every_filling": (
        "有空白时的结论就是逐一填过的结论", "the verdict on blanks is that of trying every filling",
    ),
    "check/test_verify.py::test_totals_that_are_computed_and_balanced_break_nothing": (
        "总计补算了、收支平了，没有不成立的", "computed totals and a balance break nothing",
    ),
    "check/test_verify.py::test_verifying_never_raises_and_every_finding_says_itself": (
        "核对从不出错，每条发现说得出自己，写出读回还是它",
        "verifying never raises, every finding says itself, and is the same after a round trip",
    ),
    "check/test_verify.py::test_whatever_the_schema_passes_is_verified_without_an_error": (
        "problems 放过的，verify 和 verify_narrative 都不出错", "what problems passes verify and verify_narrative take",
    ),
    "document/test_codec.py::test_what_is_written_is_read_back_the_same": (
        "写出再读入，是同样的报告", "what is written is read back the same",
    ),
    "document/test_fast.py::test_any_damaged_document_has_the_same_problems": (
        "弄坏的文件，装没装 msgspec 问题都相同", "a damaged document has the same problems with and without msgspec",
    ),
    "document/test_fast.py::test_any_report_is_written_and_read_the_same": (
        "装没装 msgspec，写出、读入都相同", "a report is written and read the same with and without msgspec",
    ),
    "document/test_ijson.py::test_any_data_is_refused_or_a_report": (
        "任意数据要么是报告，要么被拒绝，没有第三种", "any data is refused or a report",
    ),
    "document/test_ijson.py::test_any_text_is_refused_or_a_report": (
        "任意文字、字节要么是报告，要么被拒绝", "any text is refused or a report",
    ),
    "document/test_ijson.py::test_what_check_passes_is_written_and_read_back": (
        "合乎 I-JSON 的数据写得出、读得回", "what is bounded I-JSON is written and read back",
    ),
    "document/test_schema.py::test_a_document_is_accepted_by_one_gate_exactly_when_by_the_other": (
        "类与模式两道门，弄坏的文件问题逐字相同", "two gates, one answer: classes and schema name the same problems",
    ),
    "document/test_schema.py::test_a_document_that_was_not_damaged_passes_both_gates": (
        "没有弄坏的文件两道门都通过", "a document that was not damaged passes both gates",
    ),
    "printed/test_read.py::test_whatever_is_in_the_cells_is_read_back": (
        "印成网页、Markdown、文本，读回来每格相同", "printed as HTML, Markdown or text every cell is read back",
    ),
    "prose/test_claims.py::test_any_text_is_read_without_an_error": (
        "任意文字都读得下去，引用的话就在原处", "any text is read without an error; words stand where it is said",
    ),
    "tools/test_rules.py::test_javascript_finds_the_same_in_whatever_reports": (
        "JavaScript 按公布的规则核对，发现相同", "JavaScript finds the same by the published rules",
    ),
}  # fmt: skip
"""Each property test, and its law in Chinese and in English."""


def law(item: pytest.Item) -> str | None:
    """The name of a property test without its parameters; of another test nothing."""
    of_hypothesis = isinstance(item, pytest.Function) and hasattr(item.obj, "hypothesis")
    return item.nodeid.partition("[")[0].removeprefix("tests/") if of_hypothesis else None


def on_record() -> dict[str, dict[str, Any]]:
    """What is known of each law."""
    found: dict[str, dict[str, Any]] = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    return found


class Counted:
    """A plugin of pytest that counts the examples of each property test, and writes after each what came of it."""

    def __init__(self) -> None:
        self.told: dict[str, dict[str, Any]] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep property tests only, and put a counter before each."""
        items[:] = [item for item in items if law(item)]
        wrapped: set[int] = set()
        for item in (item for item in items if isinstance(item, pytest.Function)):
            handle = item.obj.hypothesis
            if id(handle) not in wrapped:
                handle.inner_test = self.counting(str(law(item)), handle.inner_test)
                wrapped.add(id(handle))

    def counting(self, name: str, test: Callable[..., None]) -> Callable[..., None]:
        """The test, which counts how often it passed; what does not pass is told once, by pytest."""

        @wraps(test)
        def counted(*arguments: object, **named: object) -> None:
            test(*arguments, **named)
            self.entry(name)["examples"] += 1

        return counted

    def entry(self, name: str) -> dict[str, Any]:
        """What this run has to tell of a law."""
        zh, en = LAWS[name]
        nothing = {"law_zh": zh, "law_en": en, "examples": 0, "seconds": 0.0, "counterexamples": 0}
        return self.told.setdefault(name, nothing)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add the time of a test, and what it found."""
        if report.when == "call":
            entry = self.entry(report.nodeid.partition("[")[0].removeprefix("tests/"))
            entry["seconds"] = round(entry["seconds"] + report.duration, 1)
            entry["counterexamples"] += report.failed
            record = on_record() | self.told  # another run may have written in the meantime
            text = json.dumps({name: record[name] for name in LAWS if name in record}, ensure_ascii=False, indent=1)
            RECORD.write_text(f"{text}\n", encoding="utf-8")


def main(paths: list[str]) -> int:
    """Run the properties of these files, or all."""
    os.environ["HYPOTHESIS_PROFILE"] = "long"
    files = paths or sorted({f"tests/{name.partition('::')[0]}" for name in LAWS})
    return pytest.main(["-q", "-p", "no:cacheprovider", "--rootdir", str(ROOT), *files], [Counted()])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
