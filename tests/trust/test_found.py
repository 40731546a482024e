"""What fuzzing found, as a user would have seen it: one test for each defect, that failed before it was mended."""

from collections.abc import Callable
from decimal import Decimal
from gc import collect
from time import process_time
from typing import Any
from weakref import ref

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
from tests.run import python

import govinfo_schema as gs
from govinfo_schema.bulk.equations import book
from govinfo_schema.document.ijson import MAX_CHARACTERS
from govinfo_schema.form.walk import figures
from govinfo_schema.printed import regions

HEAD = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
PAGE = "<table><tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数<tr><td>规章<td>1<td>0<td>3</table>"
RULES = "/proactive_disclosure/administrative_rules/in_force"


def rules_in_force(page: str) -> object:
    """What is read in the last column of 规章."""
    found = gs.read_html(page, year=2024, organ="某局")
    assert found.report is not None
    return figures(found.report)[RULES]


def test_a_page_that_says_its_encoding_in_an_xml_declaration_is_read() -> None:
    """It raised ValueError: every page of XHTML did."""
    declared = f'<?xml version="1.0" encoding="gb2312"?><!DOCTYPE html><html><body>{PAGE}</body></html>'

    assert 3 == rules_in_force(declared)


def test_a_page_is_read_beyond_a_character_that_is_none() -> None:
    """It ended there, in silence: what stood behind a lone surrogate was not there."""
    assert 3 == rules_in_force(f"<p>\udcff</p>{PAGE}")


@pytest.mark.parametrize("page", ["<!-- 没有 -->", "<?php echo 1 ?>", " <!-- --> \n"])
def test_a_page_of_nothing_but_comments_has_no_form(page: str) -> None:
    """It raised ParserError."""
    assert ["form"] == [problem.kind for problem in gs.read_html(page).problems]


def test_a_control_character_beside_a_label_does_not_break_reading() -> None:
    """It raised IndexError."""
    found = gs.read_text(f"{HEAD}规章\x1f\t\x1f\n", year=2024, organ="某局")

    assert found.report is not None


def test_a_cell_with_a_number_of_five_thousand_digits_is_left_open() -> None:
    """It raised ValueError: Python writes no such number."""
    grid: list[list[object]] = [[*HEAD.split("\t")], ["规章", 10**5_000, 0, 3]]
    found = gs.read_tables([grid], year=2024, organ="某局")
    assert found.report is not None

    assert 3 == figures(found.report)[RULES]
    assert "/proactive_disclosure/administrative_rules/issued" in {one.pointer for one in found.problems}


def test_rows_of_thousands_of_digits_that_ran_together_are_left_open_at_once() -> None:
    """Twenty-five such rows, 75 KB, took minutes: each was split in five thousand ways, digit by digit."""
    rows = [row.labels[-1] for row in regions.rows(gs.form2021.Report, "/requests")]
    text = "2021 年版格式\n" + "".join(f"{label} {'1' * 3_000}\n" for label in rows)
    started = process_time()
    found = gs.read_text(text, year=2024, organ="某局")

    assert 10 > process_time() - started
    assert found.report is not None
    assert {None} == {value for cell, value in figures(found.report).items() if cell.startswith("/requests/handled")}
    assert {"doubtful", "missing"} == {problem.kind for problem in found.problems}


@pytest.mark.parametrize("figures", [f"{'1' * 100} 000000", f"{'1' * 60} 1,234"], ids=["zeros", "a comma"])
def test_digits_that_ran_together_beside_figures_that_did_not_are_answered_at_once(figures: str) -> None:
    """A line of a hundred characters was never answered: all ways to split what leaves no way for the rest."""
    row, next_row = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量 0000000"
    started = process_time()
    found = gs.read_text(f"2021 年版格式\n{row} {figures}\n{next_row}\n", year=2024, organ="某局")

    assert 5 > process_time() - started
    assert "doubtful" in {problem.kind for problem in found.problems}


def test_a_row_of_cells_that_each_cover_a_hundred_columns_is_too_large_and_fills_no_memory() -> None:
    """It took a gigabyte and more for a page of a megabyte."""
    script = (
        "import govinfo_schema as gs, pathlib\n"
        "print([one.kind for one in gs.read_html('<table><tr>' + '<td colspan=100>1' * 60_000).problems])\n"
        "print(pathlib.Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])\n"  # of it alone
    )
    assert ["size"] == [one.kind for one in gs.read_html("<table><tr>" + "<td colspan=100>1" * 11_000).problems]
    code, printed, complaints = python("-c", script)
    kinds, kilobytes = printed.splitlines()

    assert (0, "", "['size']") == (code, complaints, kinds)
    assert int(kilobytes) < 700_000


def test_the_last_line_of_a_stream_is_told_where_it_is_too_long_in_one_piece() -> None:
    """It was passed over in silence."""
    lines = list(gs.iter_from_json_lines([" " * (MAX_CHARACTERS + 1)]))

    assert [(1, ["size"])] == [(line.number, [problem.kind for problem in line.problems]) for line in lines]


def test_columns_whose_names_are_numbers_are_a_callers_own() -> None:
    """They raised AttributeError."""
    report = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局"))
    columns: Any = {0: ["a"], **gs.to_columns([report])}

    assert [report] == list(gs.from_columns(columns))


@pytest.mark.parametrize("edition", [["2021"], {"2021": 1}, 2021])
def test_an_edition_in_a_column_that_is_no_text_is_refused(edition: object) -> None:
    """A list raised TypeError: unhashable."""
    with pytest.raises(gs.InvalidReport) as caught:
        list(gs.from_columns({"/edition": [edition]}))

    assert [("/edition", "type")] == [(problem.pointer, problem.kind) for problem in caught.value.problems]


def table(**put: Any) -> Any:
    """A table of pyarrow of two reports, with some columns put in the place of others."""
    report = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局"))
    return pa.table(gs.to_columns([report, report], edition="2021") | put)


def first(frame: Any) -> gs.Report:
    """The report of the first row."""
    return next(gs.from_columns(frame))


@pytest.mark.parametrize("judge", [gs.verify_frame, gs.frame_findings])
def test_a_frame_of_pandas_with_a_column_whose_name_is_a_number_is_judged(judge: Callable[[Any], Any]) -> None:
    """It raised KeyError."""
    frame = table().to_pandas()
    frame[0] = ["甲", "乙"]

    assert {"甲", "乙"} == {*judge(frame)[0]}


@pytest.mark.parametrize("read", [gs.verify_frame, gs.frame_findings, first])
@pytest.mark.parametrize("twice", ["备注", RULES])
@pytest.mark.parametrize("pandas", [False, True])
def test_a_column_that_is_there_twice_is_named(read: Callable[[Any], Any], twice: str, pandas: bool) -> None:
    """It raised an exception of narwhals."""
    frame = table(**{twice: [1, 2]}).append_column(twice, pa.array([1, 2]))
    with pytest.raises(gs.InvalidReport) as caught:
        read(frame.to_pandas() if pandas else frame)

    assert [(twice, "repeated")] == [(problem.pointer, problem.kind) for problem in caught.value.problems]


def test_a_cell_that_is_a_list_with_an_integer_of_thousands_of_digits_is_read() -> None:
    """It raised ValueError: such an integer has no text."""
    heads = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    found = gs.read_tables([[heads, ["规章", "0", "0", [10**5_000]]]], year=2025, organ="某局")
    doubtful = {problem.pointer for problem in found.problems if problem.kind == "doubtful"}

    assert "/proactive_disclosure/administrative_rules/in_force" in doubtful


def test_frames_of_ever_new_shapes_do_not_fill_the_memory() -> None:
    """What there is to look at in a frame was kept for every set of columns: a megabyte each."""
    shapes = [frozenset({"/year", f"/{name}"}) for name in map(str, range(40))]
    kept = [ref(book("2021", shape)) for shape in shapes]
    collect()

    assert 20 > sum(one() is not None for one in kept)


@pytest.mark.parametrize("judge", [gs.verify_frame, gs.frame_findings])
def test_a_column_of_json_in_duckdb_is_no_text(judge: Callable[[Any], Any]) -> None:
    """It passed for one, and DuckDB raised ConversionException."""
    relation = duckdb.connect().from_arrow(table())
    with pytest.raises(gs.InvalidReport) as caught:
        judge(relation.query("told", 'SELECT * REPLACE (to_json("/organ/name") AS "/organ/name") FROM told'))

    assert [("/organ/name", "type")] == [(problem.pointer, problem.kind) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("name", "values"),
    [(RULES, [10**30, 1]), (RULES, [1j, 2]), (RULES, [1, "—"]), ("/organ/name", ["\ud800", "某局"])],
    ids=["a number beyond all types", "complex numbers", "a dash", "no character"],
)
def test_a_column_of_pandas_of_which_there_is_no_array_is_of_the_wrong_type(name: str, values: list[Any]) -> None:
    """It raised OverflowError, ArrowNotImplementedError, UnicodeEncodeError; `from_columns` ArrowInvalid, too."""
    frame = table().to_pandas()
    frame[name] = pd.Series(values, dtype=complex if isinstance(values[0], complex) else object)
    with pytest.raises(gs.InvalidReport) as caught:
        gs.verify_frame(frame)
    with pytest.raises(TypeError, match="pyarrow"):
        list(gs.from_columns(frame))

    assert [(name, "type")] == [(problem.pointer, problem.kind) for problem in caught.value.problems]


@pytest.mark.parametrize("kind", [pa.decimal256(50, 0), pa.month_day_nano_interval()])
def test_a_table_of_pyarrow_with_a_type_that_polars_does_not_know_is_refused(kind: pa.DataType) -> None:
    """It raised what is no Exception, so that `except Exception` did not catch it, or ComputeError."""
    with pytest.raises(TypeError, match="Polars"):
        gs.verify_frame(table(own=pa.nulls(2, kind)))


def test_a_column_of_pandas_with_decimals_of_more_than_38_digits_is_refused() -> None:
    """It raised what is no Exception."""
    frame = table().to_pandas()
    frame["/proactive_disclosure/charges/amount"] = [Decimal("0." + "1" * 39)] * len(frame)
    with pytest.raises(TypeError, match="Polars"):
        gs.verify_frame(frame)


def test_findings_of_someone_elses_break_no_line_and_drive_no_terminal() -> None:
    """The id of a rule that nobody knows was printed as it came."""
    text = (
        '{"edition":"2021","holds":0,"findings":[{"rule":"a\\n\\u001b[31mb","verdict":"broken","severity":"error",'
        '"responsible":"unknown","left":["/year"],"left_sum":null,"right":[],"right_sum":null,"blanks":[],"note":null}]}'
    )
    found = gs.Findings.from_json(text)

    assert "a\\n\\x1b[31mb: 不成立" == found[0].message()
    assert "a\\n\\x1b[31mb" in found.table()
    assert "\x1b" not in found.table()


def test_prose_of_more_than_a_million_characters_is_refused() -> None:
    """There was no limit."""
    with pytest.raises(gs.InvalidReport) as caught:
        gs.claims("报" * 1_000_001)

    assert [("size", "1000001", "1000000")] == [(one.kind, one.found, one.expected) for one in caught.value.problems]
