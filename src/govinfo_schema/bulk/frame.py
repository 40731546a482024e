"""Verify a million reports in a frame, on the engine that the frame is of (extra `frame`)."""

from typing import Any

from govinfo_schema.bulk.columns import lent
from govinfo_schema.bulk.equations import FINDING
from govinfo_schema.bulk.gate import Task, gate
from govinfo_schema.bulk.queries import DUCKDB, SPARK


def verify_frame(frame: Any) -> Any:
    """Count the equations that each report of a frame breaks, or leaves undecided: as `verify`, a million at a time.

    Args:
        frame: One row a report, columns as `to_columns` names them: those of one edition, or of all. A DataFrame or
            LazyFrame of Polars, a DataFrame of pandas, a Table of pyarrow, a relation of DuckDB, a DataFrame of
            PySpark. Columns whose names do not begin with `/` are a caller's own. Texts need not be there.

    Returns:
        A frame of the same engine, lazy if that is: the columns of the caller, those of `organ`, `year` and `edition`,
        and the numbers `broken` and `undecided`, of the rules of severity `error`. A row that is no report is broken
        once: a figure is out of bounds or not whole, or stands where the report has no place for it. Rows keep their
        order on Polars, pandas and pyarrow.

    Raises:
        InvalidReport: A column is missing, unknown, there twice, or of a type that is no number; all are named.
        TypeError: It is no frame of these engines, or a table of pyarrow with a type that Polars does not know.
    """
    return _on_its_engine(frame, "count", ("broken", "undecided"))


def frame_findings(frame: Any) -> Any:
    """List what does not hold in the reports of a frame, one finding a row.

    The rules are those on cells, of every severity, `section.missing` and `document.edition_and_year`. Dates, credit
    codes, kinds of organs, notes and `report.infeasible` are not looked at: `verify` does so, on one report.

    Args:
        frame: As for `verify_frame`.

    Returns:
        A frame of the same engine, lazy if that is: the same key columns; `rule`, `verdict`, `severity`; `cell`, the
        pointer of the first cell on the left of the rule; `left_sum` and `right_sum`, in 件, null where nothing or
        amounts are added; `place` and `label`, cell and rule in the words of the form.

    Raises:
        InvalidReport: As `verify_frame`.
        TypeError: As `verify_frame`.
    """
    return _on_its_engine(frame, "find", FINDING)


def _on_its_engine(frame: Any, task: Task, added: tuple[str, ...]) -> Any:
    kind = lent(frame).implementation
    if kind.is_duckdb() or kind.is_pyspark() or kind.is_pyspark_connect():
        return getattr(DUCKDB if kind.is_duckdb() else SPARK, task)(*gate(frame, added))
    if not (kind.is_polars() or kind.is_pyarrow() or kind.is_pandas()):
        msg = f"not a frame of polars, pandas, pyarrow, duckdb or pyspark: {type(frame)}"
        raise TypeError(msg)
    from govinfo_schema.bulk import batches  # noqa: PLC0415 - needs polars, an extra

    if kind.is_polars():
        return batches.judged_frame(frame, task, added)
    return (batches.judged_table if kind.is_pyarrow() else batches.judged_pandas)(frame, task, added)
