"""Rows judged by expressions of Polars, made from the equations."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, reduce
from importlib import import_module
from operator import add
from typing import Any, Final, TypeAlias

import polars as pl
from attrs import frozen

from govinfo_schema.bulk.columns import all_columns
from govinfo_schema.bulk.equations import (
    FINDING,
    INVALID,
    UNDECIDED,
    VERDICTS,
    Book,
    Judged,
    amounts,
    bounds_of,
    out_of_bounds,
)
from govinfo_schema.bulk.gate import Shape, Task, gate
from govinfo_schema.form.vocabulary import MAXIMUM, SEVERITIES

ROW: Final = "#"
"""The column with the number of the row."""
_REASON: Final = "#reason"
_RANK: Final = "#rank"
_VERDICT: Final = "#verdict"
COUNTS: Final = pl.Schema({"broken": pl.Int64, "undecided": pl.Int64})
Told: TypeAlias = tuple[list[str], list[pl.Expr]]
FOUND: Final = pl.Schema({name: pl.Int64 if name.endswith("_sum") else pl.String for name in FINDING})


def judged_frame(frame: Any, task: Task, added: Sequence[str]) -> Any:
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


def judged_table(table: Any, task: Task, added: Sequence[str]) -> Any:
    """The same of a table of pyarrow, which lends its columns."""
    return judged_frame(_lent(table), task, added).to_arrow()


def _lent(columns: Any) -> pl.DataFrame:
    try:
        return pl.DataFrame(columns)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        msg = f"a column of this frame is of a type that Polars does not know: {error}"
        raise TypeError(msg) from None


def judged_pandas(frame: Any, task: Task, added: Sequence[str]) -> Any:
    """The same of a frame of pandas, whose keys and index are kept."""
    pandas, pyarrow = import_module("pandas"), import_module("pyarrow")
    named = {str(name): name for name in frame.columns}
    columns: dict[str, Any] = {}
    for name in named:
        columns[name] = pyarrow.nulls(len(frame))
        if name.startswith("/"):
            try:
                columns[name] = pyarrow.array(frame[name], from_pandas=True)
            except (ArithmeticError, NotImplementedError, TypeError, ValueError):  # of several types, or of none
                columns[name] = pl.Series([b""], dtype=pl.Binary).new_from_index(0, len(frame))
    rows, shape = gate(_lent(columns), added)
    found, at = _asked(rows, shape, task)
    keys = frame[[named[key] for key in shape.keys]]
    keys = keys if at is None else keys.iloc[at.to_list()]
    lent: Any = found.to_arrow()
    told = lent.to_pandas(types_mapper={pyarrow.int64(): pandas.Int64Dtype()}.get)
    return pandas.concat([keys, told.set_index(keys.index)], axis=1)


def _asked(rows: pl.DataFrame, shape: Shape, task: Task) -> tuple[pl.DataFrame, pl.Series | None]:
    """What is asked, and of which row each line of it is, if not of each in turn."""
    if task == "count":
        scores = _judged(rows, shape, ("error",))
        return pl.DataFrame({"broken": scores % UNDECIDED, "undecided": scores // UNDECIDED}, schema=COUNTS), None
    found = _find(rows, shape)
    return found.drop(ROW), found[ROW]


class Polars:
    """The expressions of Polars.

    Attributes:
        sums: The sums that were asked for, each to be made once, as a column, before what uses them; or not kept.
    """

    def __init__(self, *, keep: bool = False) -> None:
        self.sums: dict[str, pl.Expr] | None = {} if keep else None

    def column(self, name: str) -> pl.Expr:
        """As it is."""
        return pl.col(name)

    def total(self, names: Sequence[str], known: frozenset[str]) -> pl.Expr:
        """Sums over a row. An amount is only ever held against 0, for which a double is exact enough."""
        columns = {name: pl.col(name).cast(pl.Float64) if name in amounts() else pl.col(name) for name in names}
        parts = {ignore: [columns[name] for name in names if (name in known) is ignore] for ignore in (False, True)}
        sums = [pl.sum_horizontal(terms, ignore_nulls=ignore) for ignore, terms in parts.items() if terms]
        total = reduce(add, sums) if sums else pl.lit(0)
        if self.sums is None or not sums:
            return total
        name = f"#{names} {sorted(known)}"
        self.sums[name] = total.alias(name)
        return pl.col(name)

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
        unsigned: The cells that hold counts from 0: as numbers without sign, none is above the largest count.
        others: Over all rows: no other cell is out of bounds, none of another edition is filled in.
        plain: The row has all sections, a year and a name.
        strict: How many equations are broken; null where anything is blank.
        sums: Columns that `parts` needs.
        parts: How many equations apply, hold, are broken, blanks by bounds.
        reason: The cell for which the row is no report.
    """

    unsigned: pl.Expr
    others: pl.Expr
    plain: pl.Expr
    strict: pl.Expr
    sums: tuple[pl.Expr, ...]
    parts: tuple[pl.Expr, ...]
    reason: pl.Expr


@lru_cache(maxsize=16)
def _scores(book: Book, severities: tuple[str, ...]) -> Scores:
    language, keeping = Polars(), Polars(keep=True)
    rules = [one for one in book.rules if one.told["severity"] in severities]
    parts = zip(("applies", "holds", "broken"), zip(*_summed(rules, keeping), strict=True), strict=True)
    return Scores(
        unsigned=pl.col(book.counts).reinterpret(signed=False).max(),
        others=pl.all_horizontal([
            *(pl.col(cell).is_between(*bounds_of(cell)).all() for cell in book.few),
            *(pl.col(name).is_null().all() for name in book.others),
        ]),
        plain=pl.all_horizontal([
            *map(pl.col, book.sections), pl.col("/year").is_between(*bounds_of("/year")),
            pl.col("/organ/name") != "",
        ]).fill_null(value=False).alias("plain"),
        strict=pl.sum_horizontal([one.strict(language) for one in rules], ignore_nulls=False).cast(pl.Int64),
        parts=tuple(pl.sum_horizontal(terms).cast(pl.Int64).alias(name) for name, terms in parts),
        sums=tuple((keeping.sums or {}).values()),
        reason=language.case([*book.misplaced(language), *out_of_bounds(book.cells, language)], None),
    )  # fmt: skip


def _summed(rules: Sequence[Judged], language: Polars) -> Iterator[list[pl.Expr]]:
    """How many of those that share sections apply, hold, are broken; null where the sections are not there."""
    for group in {one.sections: [other for other in rules if other.sections == one.sections] for one in rules}.values():
        applies = group[0].applies(language)
        outcomes = zip(*(one.outcome(language, blanks=True) for one in group), strict=True)
        counts = [pl.lit(len(group)), *map(pl.sum_horizontal, outcomes)]
        yield counts if applies is None else [pl.when(applies).then(number) for number in counts]


def _judged(rows: pl.DataFrame, shape: Shape, severities: tuple[str, ...]) -> pl.Series:
    """The score of each row; one whose edition is not there is broken once."""
    found = pl.Series(ROW, [1], dtype=pl.Int64).new_from_index(0, len(rows))
    for book, at in _by_edition(rows, shape):
        scores = _score(rows if at is None else rows[at], _scores(book, severities))
        found = scores if at is None else found.scatter(at, scores)
    return found


def _by_edition(rows: pl.DataFrame, shape: Shape) -> Iterator[tuple[Book, pl.Series | None]]:
    """Where the rows of each edition are; `None` where all are of one."""
    for book in shape.books:
        same = (rows["/edition"] == book.edition).fill_null(value=False)
        if same.any():
            yield book, None if same.all() else same.arg_true()


def _score(rows: pl.DataFrame, scores: Scores) -> pl.Series:
    """What can be told of all rows at once comes first, then equations without blanks, then the rest of the rows."""
    first = rows.select(scores.plain, scores.strict.alias("strict"))
    largest = rows.select(scores.unsigned).max_horizontal().item()
    whole = (largest or 0) <= MAXIMUM and rows.select(scores.others).item()
    rest = ((first["strict"].is_null() | ~first["plain"]) if whole else rows["/year"].is_null() | True).arg_true()
    if rest.is_empty():
        return first["strict"]
    less = rows[rest]
    broken, undecided = pl.col("broken"), pl.col("applies") - pl.col("holds") - pl.col("broken")
    found = less.with_columns(scores.sums).select(scores.parts).select(broken + UNDECIDED * undecided).to_series()
    if not (whole and first["plain"].all()):
        wrong = less.select(scores.reason).to_series().is_not_null().arg_true()
        found = found.scatter(wrong, 1)
    return first["strict"].scatter(rest, found)


def _find(rows: pl.DataFrame, shape: Shape) -> pl.DataFrame:
    """What does not hold in the rows, with the number of the row: row by row, in each in the order of `verify`."""
    failing = (_judged(rows, shape, SEVERITIES) != 0).arg_true()
    rows = rows[failing].with_columns(failing.alias(ROW))
    reasons = pl.repeat("/edition", len(rows), eager=True)
    pieces: list[pl.DataFrame] = []
    for book, at in _by_edition(rows, shape):
        part = rows if at is None else rows[at]
        reason = part.select(_scores(book, SEVERITIES).reason).to_series()
        reasons = reason if at is None else reasons.scatter(at, reason)
        pieces += _pieces(part.filter(reason.is_null()), book)
    labels = {pointer: column.label for pointer, column in all_columns().items()}
    cell = pl.col(_REASON)
    invalid = {
        "rule": INVALID.id, "severity": INVALID.severity, "label": INVALID.label, "verdict": VERDICTS[1],
        "cell": cell, "place": cell.replace_strict(labels, default=None),
    }  # fmt: skip
    pieces.append(rows.select(ROW, reasons.alias(_REASON)).drop_nulls().select(_finding(0, invalid)))
    return pl.concat(pieces).sort(ROW, _RANK).drop(_RANK)


@lru_cache(maxsize=16)
def _findings(book: Book) -> "tuple[list[pl.Expr], list[pl.Expr], list[Told]]":
    """The sums that verdicts need, the verdicts, and of each rule its columns and what it says."""
    language, keeping, rules = Polars(), Polars(keep=True), book.rules
    word = pl.col(_VERDICT)
    verdicts = [one.verdict(keeping).alias(str(rank)) for rank, one in enumerate(rules)]
    told = [
        ([*one.sides[0], *one.sides[1]], _finding(rank, {**one.told, **one.sums(language), "verdict": word}))
        for rank, one in enumerate(rules)
    ]
    return [*(keeping.sums or {}).values()], verdicts, told


def _pieces(rows: pl.DataFrame, book: Book) -> Iterator[pl.DataFrame]:
    """What each rule finds, rule by rule."""
    sums, verdicts, told = _findings(book)
    found = rows.with_columns(sums).select(verdicts)
    for verdict, (columns, said) in zip(found, told, strict=True):
        at = (verdict != 0).arg_true()
        if not at.is_empty():
            word = verdict[at].replace_strict(VERDICTS, return_dtype=pl.String)
            yield rows.select(ROW, *columns)[at].with_columns(word.alias(_VERDICT)).select(said)


def _finding(rank: int, said: Mapping[str, Any]) -> list[pl.Expr]:
    columns = [_said(said.get(name)).cast(dtype).alias(name) for name, dtype in FOUND.items()]
    return [pl.col(ROW), pl.lit(rank).alias(_RANK), *columns]
