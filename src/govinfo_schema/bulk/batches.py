"""Rows judged by expressions of Polars, made from the equations."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, reduce
from operator import add
from typing import Any, Final, Literal, TypeAlias

import polars as pl
import pyarrow as pa
from attrs import frozen

from govinfo_schema.bulk.columns import all_columns
from govinfo_schema.bulk.equations import (
    FINDING, INVALID, UNDECIDED, VERDICTS, Shape, amounts, bounds_of, judged, misplaced, others, out_of_bounds,
    sections,
)  # fmt: skip
from govinfo_schema.bulk.gate import gate
from govinfo_schema.form.vocabulary import MAXIMUM, SEVERITIES

Task: TypeAlias = Literal["count", "find"]
ROW: Final = "#"
"""The column with the number of the row."""
_REASON: Final = "#reason"
_RANK: Final = "#rank"
COUNTS: Final = pl.Schema({"broken": pl.Int64, "undecided": pl.Int64})
FOUND: Final = pl.Schema({name: pl.Int64 if name.endswith("_sum") else pl.String for name in FINDING})


def judged_frame(frame: pl.DataFrame | pl.LazyFrame, task: Task, added: Sequence[str]) -> pl.DataFrame | pl.LazyFrame:
    """The keys of each row and what is asked of it; a lazy frame stays lazy, and can be streamed."""
    rows, shape = gate(frame, added)

    def judge(rows: pl.DataFrame) -> pl.DataFrame:
        found, at = _asked(rows, shape, task)
        keys = rows.select(shape.keys)
        return (keys if at is None else keys[at]).hstack(found)

    if isinstance(rows, pl.DataFrame):
        return judge(rows)
    rows = rows.select(*dict.fromkeys([*shape.keys, *sorted(shape.columns)]))
    schema = rows.select(shape.keys).collect_schema() | (COUNTS if task == "count" else FOUND)
    pushed = {"predicate_pushdown": False, "projection_pushdown": False, "slice_pushdown": False}
    return rows.map_batches(judge, schema=schema, streamable=True, **pushed)


def judged_table(table: pa.Table, task: Task, added: Sequence[str]) -> pa.Table:
    """The same of a table of pyarrow, which lends its columns."""
    return judged_frame(pl.DataFrame(table), task, added).to_arrow()  # type: ignore[union-attr]


def judged_pandas(frame: Any, task: Task, added: Sequence[str]) -> Any:
    """The same of a frame of pandas, whose keys and index are kept."""
    import pandas as pd  # noqa: PLC0415 - whoever has such a frame has it

    columns: dict[str, Any] = {}
    for name in frame.columns:
        try:
            columns[str(name)] = pa.array(frame[name], from_pandas=True) if str(name).startswith("/") else pa.nulls(len(frame))
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            columns[name] = pa.array(["object"] * len(frame))
    rows, shape = gate(pl.DataFrame(columns), added)
    found, at = _asked(rows, shape, task)
    keys = frame[[*shape.keys]] if at is None else frame[[*shape.keys]].iloc[at.to_numpy()]
    told = found.to_arrow().to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    return pd.concat([keys, told.set_index(keys.index)], axis=1)


def _asked(rows: pl.DataFrame, shape: Shape, task: Task) -> tuple[pl.DataFrame, pl.Series | None]:
    """What is asked, and of which row each line of it is, if not of each in turn."""
    if task == "count":
        scores = _judged(rows, shape, ("error",))
        return pl.DataFrame({"broken": scores % UNDECIDED, "undecided": scores // UNDECIDED}, schema=COUNTS), None
    found = _find(rows, shape)
    return found.drop(ROW), found[ROW]


class Polars:
    """The expressions of Polars."""

    def column(self, name: str) -> pl.Expr:
        """As it is."""
        return pl.col(name)

    def total(self, names: Sequence[str], known: frozenset[str]) -> pl.Expr:
        """Sums over a row. An amount is only ever held against 0, for which a double is exact enough."""
        columns = {name: pl.col(name).cast(pl.Float64) if name in amounts() else pl.col(name) for name in names}
        parts = {ignore: [columns[name] for name in names if (name in known) is ignore] for ignore in (False, True)}
        sums = [pl.sum_horizontal(terms, ignore_nulls=ignore) for ignore, terms in parts.items() if terms]
        return reduce(add, sums) if sums else pl.lit(0)

    def some(self, names: Sequence[str]) -> pl.Expr:
        """Any of them."""
        return pl.any_horizontal([pl.col(name).is_not_null() for name in names])

    def case(self, pairs: Sequence[tuple[pl.Expr, Any]], otherwise: Any) -> pl.Expr:
        """Every branch is looked at, so this is asked of few rows only."""
        chain: Any = pl
        for condition, value in pairs:
            chain = chain.when(condition).then(_said(value))
        found: pl.Expr = chain.otherwise(_said(otherwise))
        return found


def _said(value: Any) -> pl.Expr:
    return value if isinstance(value, pl.Expr) else pl.lit(value)


@frozen
class Scores:
    """The expressions that judge the rows of one edition.

    Attributes:
        whole: Over all rows: no cell is out of bounds, none of another edition is filled in.
        strict: How many equations are broken; null where that cannot be told without a look at blanks.
        score: Blanks by bounds; rows that are no report are broken once.
        reason: The cell for which a row is no report.
        careful: As `score`, out of bounds looked for, too; `reason` does so always.
    """

    whole: pl.Expr
    strict: pl.Expr
    score: pl.Expr
    careful: pl.Expr
    reason: pl.Expr


@cache
def _scores(edition: str, columns: frozenset[str], severities: tuple[str, ...]) -> Scores:
    language = Polars()
    rules = [one for one in judged(edition, columns) if one.told["severity"] in severities]
    cells = [cell for inner in sections(edition).values() for cell in inner]
    unsigned = [cell for cell in cells if bounds_of(cell) == (0, MAXIMUM) and cell not in amounts()]
    few = [cell for cell in cells if cell not in unsigned]
    low, high = bounds_of("/year")
    plain = [
        *map(pl.col, sections(edition)), pl.col("/year").is_between(low, high), pl.col("/organ/name") != "",
    ]  # fmt: skip
    wrong = misplaced(edition, columns, language)
    score = pl.sum_horizontal([one.verdict(language) for one in rules])
    reason = language.case([*wrong, *out_of_bounds(edition, language)], None)
    return Scores(
        whole=pl.all_horizontal([
            *((pl.col(cell).reinterpret(signed=False).max() <= MAXIMUM).fill_null(value=True) for cell in unsigned),
            *(pl.col(cell).is_between(*bounds_of(cell)).all() for cell in few),
            *(pl.col(name).is_null().all() for name in others(edition, columns)),
        ]),  # fmt: skip
        strict=pl.when(pl.all_horizontal(plain)).then(
            pl.sum_horizontal([one.strict(language) for one in rules], ignore_nulls=False)
        ),
        score=language.case([(language.case(wrong, None).is_not_null(), 1)], score),
        careful=language.case([(reason.is_not_null(), 1)], score),
        reason=reason,
    )


def _judged(rows: pl.DataFrame, shape: Shape, severities: tuple[str, ...]) -> pl.Series:
    """The score of each row; one whose edition is not there is broken once."""
    found = pl.Series(ROW, [1], dtype=pl.Int64).new_from_index(0, len(rows))
    for edition, at in _by_edition(rows, shape):
        part = rows if at is None else rows[at]
        scores = _score(part, _scores(edition, shape.columns, severities))
        found = scores if at is None else found.scatter(at, scores)
    return found


def _by_edition(rows: pl.DataFrame, shape: Shape) -> Iterator[tuple[str, pl.Series | None]]:
    """Where the rows of each edition are; `None` where all are of one."""
    for edition in shape.editions:
        same = (rows["/edition"] == edition).fill_null(value=False)
        if same.any():
            yield edition, None if same.all() else same.arg_true()


def _score(rows: pl.DataFrame, scores: Scores) -> pl.Series:
    whole = rows.select(scores.whole).item()
    strict = rows.select(scores.strict).to_series() if whole else pl.Series([None]).new_from_index(0, len(rows))
    strict = strict.cast(pl.Int64)
    rest = strict.is_null().arg_true()
    if rest.is_empty():
        return strict
    return strict.scatter(rest, rows[rest].select(scores.score if whole else scores.careful).to_series().cast(pl.Int64))


def _find(rows: pl.DataFrame, shape: Shape) -> pl.DataFrame:
    """What does not hold in the rows, with the number of the row: row by row, in each in the order of `verify`."""
    failing = (_judged(rows, shape, SEVERITIES) != 0).arg_true()
    rows = rows[failing].with_columns(failing.alias(ROW), pl.lit("/edition").alias(_REASON))
    pieces = [rows.head(0).select(ROW, pl.lit(0).alias(_RANK), *_finding({}))]
    for edition, at in _by_edition(rows, shape):
        reason = _scores(edition, shape.columns, SEVERITIES).reason
        part = (rows if at is None else rows[at]).with_columns(reason.alias(_REASON))
        rows = rows.update(part.select(ROW, _REASON), on=ROW, include_nulls=True)
        pieces += _pieces(part.filter(pl.col(_REASON).is_null()), edition, shape)
    labels = {pointer: column.label for pointer, column in all_columns().items()}
    reason = pl.col(_REASON)
    invalid = {
        "rule": INVALID.id, "severity": INVALID.severity, "label": INVALID.label, "verdict": VERDICTS[1],
        "cell": reason, "place": reason.replace_strict(labels, default=None),
    }  # fmt: skip
    pieces.append(rows.filter(reason.is_not_null()).select(ROW, pl.lit(0).alias(_RANK), *_finding(invalid)))
    return pl.concat(pieces).sort(ROW, _RANK).drop(_RANK)


def _pieces(rows: pl.DataFrame, edition: str, shape: Shape) -> Iterator[pl.DataFrame]:
    """What each rule finds, rule by rule."""
    language = Polars()
    rules = judged(edition, shape.columns)
    verdicts = rows.select(one.verdict(language).alias(str(rank)) for rank, one in enumerate(rules))
    for rank, one in enumerate(rules):
        for number, word in VERDICTS.items():
            at = (verdicts[str(rank)] == number).arg_true()
            if not at.is_empty():
                said = {**one.told, **one.sums(language), "verdict": word}
                yield rows[at].select(ROW, pl.lit(rank).alias(_RANK), *_finding(said))


def _finding(said: Mapping[str, Any]) -> list[pl.Expr]:
    return [_said(said.get(name)).cast(dtype).alias(name) for name, dtype in FOUND.items()]
