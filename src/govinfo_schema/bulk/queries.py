"""Rows judged by SQL text that is made from the equations: DuckDB and Spark."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from attrs import evolve, frozen

from govinfo_schema.bulk.columns import all_columns
from govinfo_schema.bulk.equations import FINDING, INVALID, UNDECIDED, VERDICTS, Book, amounts, bounds_of, out_of_bounds
from govinfo_schema.bulk.gate import Shape
from govinfo_schema.form.vocabulary import MAXIMUM

REASON: Final = "#"
"""The column with the cell for which a row is no report; afterwards that of the scores."""


def _sign(sign: str) -> "Callable[[Text, object], Text]":
    return lambda text, other: Text(f"({text.sql} {sign} {_said(other)})")


@frozen(eq=False)
class Text:
    """A piece of SQL, with the operators of an expression."""

    sql: str

    __eq__, __ne__ = _sign("="), _sign("<>")  # type: ignore[assignment]  # SQL, no bool
    __lt__, __le__, __gt__, __ge__ = _sign("<"), _sign("<="), _sign(">"), _sign(">=")
    __and__, __or__ = _sign("AND"), _sign("OR")
    __hash__ = None  # type: ignore[assignment]  # what has no bool as its equality has no hash

    def __invert__(self) -> "Text":
        return Text(f"(NOT {self.sql})")

    def is_null(self) -> "Text":
        """Whether it is null."""
        return Text(f"({self.sql} IS NULL)")


def _said(value: object) -> str:
    if isinstance(value, Text):
        return value.sql
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "NULL" if value is None else str(value)


@frozen
class Sql:
    """SQL, as DuckDB and Spark both take it.

    Attributes:
        quote: What stands around a name.
        select: Asks a frame for expressions, lazily.
        entries: Makes rows of a list of `entry`s, each of `named` expressions.
        entry: One of the list.
        named: An expression and its name.
        listed: The text at a place in a list, from 1.
        sums: The sums that were asked for by their names, each to be made once, as a column, before what uses them;
            or not kept.
    """

    quote: str
    select: Callable[[Any, Iterable[str]], Any]
    entries: str
    entry: str
    named: str
    listed: str
    sums: dict[str, str] | None = None

    def column(self, name: str) -> Any:
        """As it is."""
        return Text(self.quote + name.replace(self.quote, 2 * self.quote) + self.quote)

    def total(self, names: Sequence[str], known: frozenset[str]) -> Text:
        """A chain of `+`. An amount is only ever held against 0, for which a double is exact enough."""
        terms = {name: self.column(name).sql for name in names}
        terms |= {name: f"CAST({terms[name]} AS DOUBLE)" for name in amounts().intersection(names)}
        summed = [f"COALESCE({term}, 0)" if name in known else term for name, term in terms.items()]
        total = f"({' + '.join(summed) or '0'})"
        if self.sums is None or len(names) < 2:
            return Text(total)
        kept: Text = self.column(self.sums.setdefault(total, f"#{len(self.sums)}"))
        return kept

    def some(self, names: Sequence[str]) -> Text:
        """One function of many columns: a long chain of conditions takes planners long."""
        whole = [self.column(name).sql for name in names if name not in amounts()]
        money = [f"{self.column(name).sql} IS NOT NULL" for name in names if name in amounts()]
        said = [f"COALESCE({', '.join(whole)}) IS NOT NULL"] if whole else []
        return Text(f"({' OR '.join([*said, *money])})")

    def case(self, pairs: Sequence[tuple[Any, Any]], otherwise: Any) -> Text:
        """What is not needed is not looked at."""
        whens = " ".join(f"WHEN {condition.sql} THEN {_said(value)}" for condition, value in pairs)
        return Text(f"(CASE {whens} ELSE {_said(otherwise)} END)")

    def count(self, frame: Any, shape: Shape) -> Any:
        """The keys of each row, and the numbers of broken and undecided equations."""
        keys, score = self.names(shape.keys), self.column(REASON).sql
        broken = f"{score} % {UNDECIDED}"
        counts = {"broken": broken, "undecided": f"({score} - {broken}) / {UNDECIDED}"}
        rows = self.select(self._reasoned(frame, shape, named=False), [*keys, f"{_score(self, shape)} AS {score}"])
        return self.select(rows, [*keys, *(f"CAST({sql} AS BIGINT) AS {name}" for name, sql in counts.items())])

    def find(self, frame: Any, shape: Shape) -> Any:
        """The keys of each row, and what does not hold in it: sums first, then verdicts, then one row for each."""
        keeping = evolve(self, sums={})
        reason, verdict, keys = self.column(REASON), self.column("verdict"), self.names(shape.keys)
        told: list[Mapping[str, str]] = [{"rule": INVALID.id, "severity": INVALID.severity, "label": INVALID.label}]
        rows: list[dict[str, Any]] = [{"verdict": self.case([(reason.is_null(), 0)], 1)}]
        for book in shape.books:
            here = reason.is_null() & (self.column("/edition") == book.edition)
            for one in book.rules:
                rows.append({"verdict": self.case([(here, one.verdict(keeping))], 0), **one.sums(keeping)})
                told.append(one.told)
        entries = self.entries % ", ".join(self._entry(number, row) for number, row in enumerate(rows, 1))
        sums = [  # of a row that is no report they may be too large
            f"{self.case([(reason.is_null(), Text(sql))], None).sql} AS {self.column(name).sql}"
            for sql, name in (keeping.sums or {}).items()
        ]
        summed = self.select(self._reasoned(frame, shape, named=True), ["*", *sums])
        found = self.select(summed, [*keys, reason.sql, entries]).filter("verdict <> 0")
        said = {name: self.listed % (", ".join(_said(one.get(name)) for one in told), "n") for name in told[-1]}
        label = self.case([(reason == pointer, column.label) for pointer, column in all_columns().items()], None)
        said["cell"] = f"COALESCE({said['cell']}, {reason.sql})"
        said["place"] = f"COALESCE({said['place']}, {label.sql})"
        said["verdict"] = self.case([(verdict == number, word) for number, word in VERDICTS.items()], None).sql
        return self.select(found, [*keys, *(f"{said.get(name, name)} AS {name}" for name in FINDING)])

    def _entry(self, number: int, row: Mapping[str, Any]) -> str:
        sums = {name: f"CAST({_said(row.get(name))} AS BIGINT)" for name in ("verdict", "left_sum", "right_sum")}
        return self.entry % ", ".join(self.named.format(sql, name) for name, sql in [("n", str(number)), *sums.items()])

    def names(self, names: Iterable[str]) -> list[str]:
        """Columns as they are written."""
        return [self.column(name).sql for name in names]

    def _reasoned(self, frame: Any, shape: Shape, *, named: bool) -> Any:
        """The frame, and why a row is no report; with the name of the cell, if that is asked for."""
        names = dict.fromkeys([*shape.keys, *sorted(shape.columns)])
        return self.select(
            frame, [*self.names(names), f"{_why(self, shape, named=named)} AS {self.column(REASON).sql}"]
        )


@lru_cache(maxsize=16)
def _why(sql: Sql, shape: Shape, *, named: bool) -> str:
    """Why a row is no report; with the name of the cell, if that is asked for. A long text, written once."""
    whole = [(sql.column("/edition") == book.edition, _reason(sql, book, named=named)) for book in shape.books]
    return sql.case(whole, "/edition").sql


def _reason(sql: Sql, book: Book, *, named: bool) -> Text:
    """The first cell that no report may hold; a few conditions on all cells at once tell that there is none."""
    counts = sql.names(book.counts)
    plain = [
        *sql.names(book.sections),
        f"{sql.column('/organ/name').sql} <> ''",
        *(f"{sql.column(name).sql} IS NULL" for name in book.others),
        *(f"COALESCE({sql.column(name).sql}, 0) BETWEEN {low} AND {high}" for name in ("/year", *book.few)
          for low, high in [bounds_of(name)]),
    ]  # fmt: skip
    least, most = f"LEAST({', '.join(counts)})", f"GREATEST({', '.join(counts)})"
    valid = Text(" AND ".join([*plain, f"{least} >= 0", f"{most} <= {MAXIMUM}"]))
    wrong = out_of_bounds(book.cells if named else book.few, sql)
    wrong += [] if named else [(Text(f"{least} < 0 OR {most} > {MAXIMUM}"), REASON)]
    return sql.case([(valid, None), *book.misplaced(sql), *wrong], None)


@lru_cache(maxsize=16)
def _score(sql: Sql, shape: Shape) -> str:
    """What the equations of a row add up to; the row is broken once if it is no report."""
    scores: list[tuple[Any, Text]] = [(~sql.column(REASON).is_null(), Text("1"))]
    for book in shape.books:
        total = Text(" + ".join(one.verdict(sql).sql for one in book.rules if one.told["severity"] == "error"))
        scores.append((sql.column("/edition") == book.edition, total))
    return sql.case(scores, 1).sql


DUCKDB: Final = Sql(
    '"', lambda frame, texts: frame.project(", ".join(texts)), "unnest([%s], recursive := true)", "struct_pack(%s)",
    "{1} := {0}", "list_extract([%s], %s)",
)  # fmt: skip
SPARK: Final = Sql(
    "`", lambda frame, texts: frame.selectExpr(*texts), "inline(array(%s))", "struct(%s)", "{0} AS {1}",
    "element_at(array(%s), %s)",
)  # fmt: skip
