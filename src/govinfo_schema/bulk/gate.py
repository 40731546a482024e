"""What a frame must be before anything is added up in it: engines wrap, join and pass over in silence."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal, TypeAlias

from attrs import frozen

from govinfo_schema.bulk.columns import all_columns, lent, unknown
from govinfo_schema.bulk.equations import Book, amounts, book, sections
from govinfo_schema.errors import InvalidReport, Problem
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.vocabulary import MAXIMUM
from govinfo_schema.form.walk import once

Task: TypeAlias = Literal["count", "find"]
KEYS: Final = ("/organ/name", "/organ/credit_code", "/organ/division_code", "/year", "/edition")
_NO_FIGURE: Final = -MAXIMUM - 1
"""What takes the place of a number that is not whole or too large: in no cell's bounds, and sums hold it."""
_NULL: Final = frozenset({"Null", '"NULL"', "void"})
"""The type of a column that is null throughout, on Polars, DuckDB, Spark."""


@frozen
class Shape:
    """What a frame holds.

    Attributes:
        books: Of the editions whose columns are all there.
        columns: The columns of the form that there are.
        keys: The columns that tell the rows apart, a caller's own first.
    """

    books: tuple[Book, ...]
    columns: frozenset[str]
    keys: tuple[str, ...]


def gate(frame: Any, added: Sequence[str]) -> tuple[Any, Shape]:
    """Make every count an Int64 and NaN null, or name all columns of which that cannot be made.

    Args:
        frame: A frame of Polars, DuckDB or Spark.
        added: The names of the columns that will be added.

    Returns:
        The frame, and what it holds.

    Raises:
        InvalidReport: Columns are missing, unknown, of a wrong type, or named as those that will be added.
    """
    import narwhals as nw  # noqa: PLC0415 - an extra

    shown = lent(frame)
    native = _native(frame, shown.implementation)
    empty = {name for name, dtype in native.items() if str(dtype) in _NULL}
    # A column of JSON in DuckDB passes for one of texts, but holds none.
    json = {name: nw.Unknown() for name, dtype in native.items() if str(dtype) == "JSON"}
    types: dict[str, Any] = {**shown.collect_schema(), **json}
    editions = tuple(edition for edition in EDITIONS if _needed(edition) <= types.keys())
    meant = [edition for edition in EDITIONS if _alone(edition) & types.keys()] or [*EDITIONS][-1:]
    needed = frozenset[str]().union(*map(_needed, meant))
    used = (needed | _texts()).intersection(types)
    problems = [
        *unknown((name, str(types[name])) for name in types if name.startswith("/") and name not in all_columns()),
        *(_problem(name) for name in all_columns() if name in needed and name not in types),
        *(_problem(name, str(types[name])) for name in types if name in used - empty and not _fits(name, types[name])),
        *(Problem(pointer=name, kind="repeated") for name in types if name in added or name.startswith("#")),
    ]
    if problems:
        raise InvalidReport(problems)
    casts = [cast for name in used for cast in _casts(name, None if name in empty else types[name])]
    own = [name for name in types if not name.startswith("/")]
    keys = (*own, *(name for name in KEYS if name in types))
    books = tuple(book(edition, used) for edition in editions)
    return (shown.with_columns(casts).to_native() if casts else frame), Shape(books, used, keys)


def _native(frame: Any, kind: Any) -> Mapping[str, Any]:
    """The types of the columns, as the engine itself calls them."""
    if kind.is_duckdb():  # not asked by attribute: a column may be called `types`
        return dict(zip(frame.columns, frame.types, strict=True))
    return frame.collect_schema() if kind.is_polars() else dict(frame.dtypes)


@once
def _needed(edition: str) -> frozenset[str]:
    cells = [cell for inner in sections(edition).values() for cell in inner]
    return frozenset([*cells, *sections(edition), "/edition", "/year", "/organ/name"])


@once
def _alone(edition: str) -> frozenset[str]:
    """Columns that no other edition has."""
    return _needed(edition).difference(*(_needed(other) for other in EDITIONS if other != edition))


@once
def _texts() -> frozenset[str]:
    """Sections that are a text: looked at only where they are there."""
    return frozenset(
        name for name, column in all_columns().items() if column.member.nullable and column.member.type is str
    )


def _type(name: str) -> str:
    """The type of a column, as narwhals calls it."""
    member = all_columns()[name].member
    if member.is_class:
        return "Boolean"
    return "String" if member.type is str else "Float64" if name in amounts() else "Int64"


def _problem(name: str, found: str | None = None) -> Problem:
    column = all_columns()[name]
    expected = {"Boolean": "boolean", "String": "string"}.get(_type(name), column.member.expected)
    return Problem(
        pointer=name, kind="type" if found else "missing", found=found, expected=expected, label=column.label,
        english=column.english,
    )  # fmt: skip


def _fits(name: str, dtype: Any) -> bool:
    if _type(name) == "String":
        return str(dtype).startswith(("String", "Categorical", "Enum"))
    if _type(name) == "Boolean":
        return str(dtype) == "Boolean"
    return bool(dtype.is_integer() or dtype.is_float() or (name in amounts() and dtype.is_decimal()))


def _casts(name: str, dtype: Any) -> Iterator[Any]:
    import narwhals as nw  # noqa: PLC0415 - an extra

    kind = getattr(nw, _type(name))
    if dtype == kind or (dtype is not None and name in _texts()):
        return
    here = nw.col(name)
    if dtype is None:
        yield here.cast(kind)
    elif name in amounts():  # bounds of a decimal are decimals of its scale, which may not hold them
        yield nw.when(~here.is_nan()).then(here) if dtype.is_float() else here.cast(kind)
    elif dtype.is_float() or dtype in {nw.UInt64, nw.UInt128, nw.Int128}:
        fits, blank = (here >= -MAXIMUM) & (here <= MAXIMUM), here.is_null()
        if dtype.is_float():
            fits, blank = fits & (here == here.floor()), blank | here.is_nan()
        yield nw.when(fits).then(here).otherwise(nw.when(~blank).then(nw.lit(_NO_FIGURE))).cast(kind)
    else:
        yield here.cast(kind)
