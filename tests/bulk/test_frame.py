import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from random import Random
from typing import Any

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.bulk.conftest import Engine
from tests.generated import sound

import govinfo_schema as gs
from govinfo_schema.form.walk import Figure, figures, with_figures

NUMBER = 10_000
NOT_IN_COLUMNS = {
    "report.infeasible", "document.dates", "document.period", "document.credit_code", "document.published_in_time",
    "documents.department_rules",
}  # fmt: skip
SECTIONS = ["requests", "review_and_litigation", "proactive_disclosure", "overview", "other_matters"]
Found = tuple[str, str, str, str, int | None, int | None]

pytestmark = pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")


@cache
def drawn() -> list[gs.Report]:
    """Sound reports of both editions; a tenth with blanks, a tenth broken, some both, some without a section."""
    bases = [sound(edition, seed) for seed in range(100) for edition in ("2019", "2021")]
    return [spoilt(bases[seed % len(bases)], Random(seed)) for seed in range(NUMBER)]  # noqa: S311 - always the same


def spoilt(report: gs.Report, random: Random) -> gs.Report:
    cells = figures(report)
    changes: dict[str, Figure] = {}
    if random.random() < 0.1:
        changes |= dict.fromkeys(random.sample([*cells], random.choice([1, 5, 60])))
    if random.random() < 0.1:
        cell = random.choice([cell for cell in cells if cell not in changes])
        changes[cell] = abs(int(cells[cell] or 0)) + random.randint(1, 9)
    report = with_figures(report, changes)
    if random.random() < 0.02:
        left_out: Any = {random.choice(SECTIONS): None}
        report = attrs.evolve(report, **left_out)
    return attrs.evolve(report, year=2020) if random.random() < 0.01 else report


@cache
def verified() -> tuple[list[tuple[int, int]], list[list[Found]]]:
    """What `verify` says of each: the numbers, and the findings as a frame has them."""
    every = [gs.verify(report, without=NOT_IN_COLUMNS) for report in drawn()]
    return [(found.counts["broken"], found.counts["undecided"]) for found in every], [
        [as_row(one, report.edition) for one in found] for found, report in zip(every, drawn(), strict=True)
    ]


def as_row(finding: gs.Finding, edition: str) -> Found:
    """The first cell on the left; of blank cells, the first of their section. No sum where amounts are added."""
    cell = finding.left[0]
    if finding.rule == "cell.blank":
        cell = next(name for name in figures(zeros(edition)) if name.startswith(cell[: cell.index("/", 1)]))
    right = None if finding.rule == "procurement.items_and_amount" else finding.right_sum
    return finding.rule, finding.verdict, finding.severity, cell, finding.left_sum, right  # type: ignore[return-value]


@cache
def zeros(edition: str) -> gs.Report:
    form = {"2019": gs.form2019.Report, "2021": gs.form2021.Report}[edition]
    return gs.zeros(form, year=int(edition), organ=gs.form2021.Organ(name="某局"))


@cache
def table() -> pa.Table:
    return pa.table({"id": range(NUMBER), **gs.to_columns(drawn())})


def test_every_engine_finds_what_verify_finds(engine: Engine) -> None:
    frame = engine.make(table())
    counts = {row["id"]: (row["broken"], row["undecided"]) for row in engine.rows(gs.verify_frame(frame))}
    found: dict[int, list[Found]] = defaultdict(list)
    for row in engine.rows(gs.frame_findings(frame)):
        found[row["id"]].append(
            (row["rule"], row["verdict"], row["severity"], row["cell"], row["left_sum"], row["right_sum"])
        )

    assert 500 < sum(broken > 0 for broken, _ in verified()[0])
    assert 500 < sum(undecided > 0 for _, undecided in verified()[0])
    assert dict(enumerate(verified()[0])) == counts
    assert {number: sorted(rows, key=repr) for number, rows in enumerate(verified()[1]) if rows} == {
        number: sorted(rows, key=repr) for number, rows in found.items()
    }


def test_a_finding_speaks_the_words_of_the_form(engine: Engine) -> None:
    report = with_figures(zeros("2021"), {"/requests/received/total": 3})
    rows = engine.rows(gs.frame_findings(engine.make(pa.table(gs.to_columns([report])))))
    (row,) = [row for row in rows if row["rule"] == "requests.row_total"]

    assert "总计等于各类申请人之和" == row["label"]
    assert "三、收到和处理政府信息公开申请情况 · 一、本年新收政府信息公开申请数量 · 总计" == row["place"]
    assert (3, 0) == (row["left_sum"], row["right_sum"])


def test_columns_of_one_edition_and_of_a_caller_are_enough(engine: Engine) -> None:
    columns = {"region": ["3213"], **gs.to_columns([zeros("2021")], edition="2021")}
    for text in ("/overview", "/notes", "/other_matters", "/problems_and_improvements"):
        del columns[text]
    frame = engine.make(pa.table(columns))

    assert [
        {"region": "3213", "/organ/name": "某局", "/organ/credit_code": None, "/organ/division_code": None,
         "/year": 2021, "/edition": "2021", "broken": 0, "undecided": 0}
    ] == engine.rows(gs.verify_frame(frame))  # fmt: skip
    assert [] == engine.rows(gs.frame_findings(frame))


RECEIVED, AMOUNT = "/requests/received/total", "/proactive_disclosure/charges/amount"
FLOATS = "/requests/carried_in/total"
OTHER = "/requests/handled/other_handling/total"
INVALID: list[tuple[str, Any, str]] = [
    (RECEIVED, -1, "negative"),
    (RECEIVED, 2**53, "too large"),
    (RECEIVED, 2**63 - 1, "far too large"),
    (RECEIVED, -(2**63), "far too small"),
    (FLOATS, 1.5, "not whole"),
    (FLOATS, float("inf"), "infinite"),
    (AMOUNT, -0.5, "an amount below 0"),
    (AMOUNT, 2.0**53, "an amount too large"),
    ("/year", 1999, "no such year"),
    ("/year", None, "no year"),
    ("/organ/name", "", "no name"),
    ("/organ/name", None, "no name at all"),
    ("/edition", "2020", "no such edition"),
    ("/edition", None, "no edition"),
    ("/requests", False, "a section left out and filled in"),
    ("/requests", None, "a section that is neither there nor left out"),
    (OTHER, 1, "a cell of another edition"),
]
TYPES = {FLOATS: pa.float64(), AMOUNT: pa.float64(), OTHER: pa.int64()}


def changed(changes: list[tuple[str, Any, str]], types: dict[str, pa.DataType], edition: str | None = None) -> pa.Table:
    """Sound reports, each but the last changed in one cell."""
    columns = {
        "id": list(range(len(changes) + 1)),
        **gs.to_columns([zeros("2021")] * (len(changes) + 1), edition=edition),
    }
    if types.get(AMOUNT) == pa.float64():
        columns[AMOUNT] = [0.0] * (len(changes) + 1)
    for row, (name, value, _) in enumerate(changes):
        columns[name][row] = value
    return pa.table({name: pa.array(values, types.get(name)) for name, values in columns.items()})


def test_a_row_that_is_no_report_is_broken_once_and_names_the_cell(engine: Engine) -> None:
    frame = engine.make(changed(INVALID, TYPES))
    counts = {row["id"]: (row["broken"], row["undecided"]) for row in engine.rows(gs.verify_frame(frame))}
    found = [row for row in engine.rows(gs.frame_findings(frame)) if row["severity"] == "error"]

    assert {row: (int(row < len(INVALID)), 0) for row in range(len(INVALID) + 1)} == counts
    assert [(row, "report.invalid", "broken", cell) for row, (cell, *_) in enumerate(INVALID)] == sorted(
        (row["id"], row["rule"], row["verdict"], row["cell"]) for row in found
    )
    assert all(row["place"] for row in found)


def test_figures_too_large_to_be_added_keep_no_other_row_from_being_judged(engine: Engine) -> None:
    """DuckDB raised OutOfRangeException, and gave no finding of any row."""
    row = "/requests/received/natural_person", "/requests/received/organizations/other", RECEIVED
    columns = gs.to_columns([zeros("2021"), with_figures(zeros("2021"), {RECEIVED: 3})], edition="2021")
    for name in row:
        columns[name][0] = 2**63 - 1
    found = engine.rows(gs.frame_findings(engine.make(pa.table({"id": [0, 1], **columns}))))

    assert [(0, "report.invalid"), (1, "requests.balance"), (1, "requests.row_total")] == sorted(
        (one["id"], one["rule"]) for one in found if one["severity"] == "error"
    )


def test_an_amount_of_many_decimals_is_judged(engine: Engine) -> None:
    """DuckDB raised ConversionException: the largest amount is no decimal of this scale."""
    columns = gs.to_columns([with_figures(zeros("2021"), {AMOUNT: Decimal("1E-35")})], edition="2021")
    frame = engine.make(pa.table(columns))

    assert [(0, 0)] == [(row["broken"], row["undecided"]) for row in engine.rows(gs.verify_frame(frame))]
    assert not [row for row in engine.rows(gs.frame_findings(frame)) if row["severity"] == "error"]


def test_a_callers_own_column_may_have_any_name(engine: Engine) -> None:
    """Spark took a column called types for the types of the columns."""
    own = {"types": ["甲"], "collect_schema": ["乙"], "dtypes": ["丙"]}
    frame = engine.make(pa.table({**own, **gs.to_columns([zeros("2021")], edition="2021")}))

    assert [("甲", 0)] == [(row["types"], row["broken"]) for row in engine.rows(gs.verify_frame(frame))]


TAKEN: list[tuple[str, Any, str, tuple[int, int]]] = [
    ("/requests/received/natural_person", 100, "small integers", (2, 0)),
    (FLOATS, float("nan"), "NaN, which is a blank", (0, 2)),
    (FLOATS, 3.0, "whole floats", (2, 0)),
    (AMOUNT, 1, "money in decimals", (0, 0)),
    ("/requests/handled/disclosed/total", 3, "unsigned", (2, 0)),
    ("/requests/handled/disclosed/total", 2**64 - 1, "unsigned beyond Int64", (1, 0)),
]
WIDTHS = {
    FLOATS: pa.float64(), AMOUNT: pa.decimal128(38, 20), "/requests/handled/disclosed/total": pa.uint64(),
    "/requests/received/natural_person": pa.int8(), "/year": pa.int16(),
    "/edition": pa.dictionary(pa.int32(), pa.string()),
}  # fmt: skip


def test_the_gate_makes_counts_whole_and_wide(engine: Engine) -> None:
    cases, types = TAKEN, WIDTHS
    if engine.name == "pyspark":  # it has no unsigned integers and no categories
        cases = [case for case in cases if not case[2].startswith("unsigned")]
        types = {name: kind for name, kind in types.items() if kind != pa.uint64() and name != "/edition"}
    frame = engine.make(changed([case[:3] for case in cases], types, "2021"))
    counts = {row["id"]: (row["broken"], row["undecided"]) for row in engine.rows(gs.verify_frame(frame))}

    assert {**{row: case[3] for row, case in enumerate(cases)}, len(cases): (0, 0)} == counts


def test_small_integers_do_not_wrap_round_to_what_is_printed(engine: Engine) -> None:
    parts = {"natural_person": 127, "organizations/other": 127, "organizations/commercial_enterprise": 2}
    names = {f"/requests/received/{part}": value for part, value in parts.items()}
    columns = gs.to_columns([zeros("2021")], edition="2021") | {name: [value] for name, value in names.items()}
    small = {name: pa.int8() for name in [*names, RECEIVED]}
    frame = engine.make(pa.table({name: pa.array(values, small.get(name)) for name, values in columns.items()}))
    (row,) = engine.rows(gs.verify_frame(frame))

    assert (4, 0) == (row["broken"], row["undecided"])


def test_a_column_that_is_null_throughout_is_blank(engine: Engine) -> None:
    nulls = {"/requests": pa.bool_(), **dict.fromkeys([RECEIVED, AMOUNT, "/overview"], pa.null())}
    columns = gs.to_columns([zeros("2021")], edition="2021") | {RECEIVED: [None], AMOUNT: [None]}
    frame = engine.make(pa.table({name: pa.array(values, nulls.get(name)) for name, values in columns.items()}))
    (row,) = engine.rows(gs.verify_frame(frame))

    assert (0, 2) == (row["broken"], row["undecided"])


REFUSED: dict[str, tuple[str, pa.Array]] = {
    "texts, which would be joined": (RECEIVED, pa.array(["3"])),
    "booleans": (RECEIVED, pa.array([True])),
    "decimals": (RECEIVED, pa.array([3], pa.decimal128(20, 0))),
    "dates": (RECEIVED, pa.array([3], pa.date32())),
    "an edition that is a number": ("/edition", pa.array([2021])),
    "a section that is a number": ("/requests", pa.array([1])),
    "an amount that is text": (AMOUNT, pa.array(["3"])),
    "a text that is a number": ("/overview", pa.array([3])),
}


def with_column(name: str, value: pa.Array) -> pa.Table:
    return changed([], {}).drop_columns([name]).append_column(name, value)


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("ask", [gs.verify_frame, gs.frame_findings])
def test_the_gate_refuses_what_is_no_number_and_names_the_column(
    engine: Engine, case: str, ask: Callable[[Any], Any]
) -> None:
    name, value = REFUSED[case]
    with pytest.raises(gs.InvalidReport) as caught:
        ask(engine.make(with_column(name, value)))

    assert [(name, "type")] == [(problem.pointer, problem.kind) for problem in caught.value.problems]
    assert name in caught.value.message("en")


def test_columns_that_are_missing_or_unknown_are_all_named(engine: Engine) -> None:
    whole = changed([], {})
    table = whole.rename_columns([name.replace("received/total", "received/totl") for name in whole.column_names])
    with pytest.raises(gs.InvalidReport) as caught:
        gs.verify_frame(engine.make(table.drop_columns(["/requests"])))

    assert {("/requests", "missing"), (RECEIVED, "missing"), ("/requests/received/totl", "unknown")} == {
        (problem.pointer, problem.kind) for problem in caught.value.problems
    }
    assert RECEIVED in {problem.hint for problem in caught.value.problems}


def test_a_column_of_ones_own_that_would_be_hidden_is_refused(engine: Engine) -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.verify_frame(engine.make(pa.table({"broken": [1], **gs.to_columns([zeros("2021")])})))

    assert [("broken", "repeated")] == [(problem.pointer, problem.kind) for problem in caught.value.problems]


def test_a_frame_without_anything_of_the_form_misses_the_newest(engine: Engine) -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.verify_frame(engine.make(pa.table({"x": [1]})))

    assert "/requests/handled/other_handling/other/total" in {problem.pointer for problem in caught.value.problems}


def test_a_frame_without_rows_has_no_findings(engine: Engine) -> None:
    frame = engine.make(changed([], {}).slice(0, 0))

    assert [] == engine.rows(gs.verify_frame(frame))
    assert [] == engine.rows(gs.frame_findings(frame))


@pytest.mark.parametrize("values", [[object()], ["3"], [True], [3, "3"]], ids=["objects", "texts", "booleans", "mixed"])
def test_objects_of_pandas_are_looked_into(values: list[Any]) -> None:
    frame = pd.DataFrame(gs.to_columns([zeros("2021")] * len(values)))
    frame[RECEIVED] = pd.Series(values, dtype=object)
    with pytest.raises(gs.InvalidReport) as caught:
        gs.verify_frame(frame)

    assert [RECEIVED] == [problem.pointer for problem in caught.value.problems]


def test_numbers_in_objects_of_pandas_are_numbers() -> None:
    frame = pd.DataFrame(gs.to_columns([zeros("2021")] * 2))
    frame[RECEIVED] = pd.Series([0, None], dtype=object)

    assert [0, 0] == list(gs.verify_frame(frame)["broken"])
    assert [0, 2] == list(gs.verify_frame(frame)["undecided"])


def test_pandas_keeps_index_and_keys() -> None:
    frame = pd.DataFrame({"own": [object(), 2], **gs.to_columns([zeros("2021"), zeros("2019")])}, index=["b", "a"])
    frame[RECEIVED] = [1, 0]

    assert ["b", "a"] == list(gs.verify_frame(frame).index)
    assert list(frame["own"]) == list(gs.verify_frame(frame)["own"])
    assert {"b"} == {index for index, rule in gs.frame_findings(frame)["rule"].items() if rule == "requests.balance"}
    assert "Int64" == gs.frame_findings(frame)["left_sum"].dtype


def test_lazy_frames_stay_lazy_and_are_streamed() -> None:
    frame = pl.DataFrame(table()).lazy()
    broken = gs.verify_frame(frame).filter(pl.col("broken") > 0)

    assert isinstance(broken, pl.LazyFrame)
    assert sum(broken > 0 for broken, _ in verified()[0]) == len(broken.collect(engine="streaming"))


def test_rows_keep_their_order_and_findings_that_of_verify() -> None:
    frame = pl.DataFrame(table())

    assert list(range(NUMBER)) == gs.verify_frame(frame)["id"].to_list()
    assert [row for rows in verified()[1] for row in rows] == gs.frame_findings(frame).select(
        "rule", "verdict", "severity", "cell", "left_sum", "right_sum"
    ).rows()


@pytest.mark.parametrize("frame", [{"/year": [2021]}, [1, 2], None])
def test_what_is_no_frame_is_refused(frame: object) -> None:
    with pytest.raises(TypeError):
        gs.verify_frame(frame)


def test_a_frame_of_another_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narwhals.Implementation.is_polars", lambda _: False)  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    with pytest.raises(TypeError, match="not a frame of polars, pandas, pyarrow, duckdb or pyspark"):
        gs.verify_frame(pl.DataFrame({"/year": [2021]}))


def test_frames_cost_nothing_until_they_are_asked_for() -> None:
    heavy = {"narwhals", "polars", "pyarrow", "pandas", "duckdb", "pyspark", "numpy"}
    code = f"import sys, govinfo_schema; print({heavy!r} & sys.modules.keys())"

    assert (
        "set()"
        == subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    )
