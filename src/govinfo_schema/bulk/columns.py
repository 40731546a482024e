"""Reports as columns and back: wide, one row a report; tidy, one row a figure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from math import isnan
from typing import Any, cast

from attrs import AttrsInstance, frozen

from govinfo_schema.document import ijson
from govinfo_schema.document.codec import form_of, from_data, to_data
from govinfo_schema.document.explain import MOST_HINTS, nearest
from govinfo_schema.errors import InvalidReport, Problem
from govinfo_schema.form.editions import EDITIONS, Report
from govinfo_schema.form.walk import Member, Place, figures, members, once, rows_of, unit


@frozen
class Column:
    """A column of the wide frame.

    Attributes:
        member: What it holds; of a class, whether it is there.
        section: The pointer of the part that may be left out in which it stands; empty outside of any.
        label: What the form prints along the way.
        english: The same in English.
    """

    member: Member
    section: str
    label: str
    english: str


def _columns(
    cls: type[AttrsInstance], at: str, section: str, zh: tuple[str, ...], en: tuple[str, ...]
) -> Iterator[tuple[str, Column]]:
    for member in members(cls):
        pointer, labels, english = f"{at}/{member.name}", (*zh, member.line.label), (*en, member.line.english)
        may_lack = member.nullable or member.optional
        if not member.is_class or may_lack:
            yield pointer, Column(member, section, " · ".join(labels), " · ".join(english))
        if member.is_class:
            yield from _columns(member.type, pointer, pointer if may_lack else section, labels, english)


@once
def all_columns(edition: str | None = None) -> Mapping[str, Column]:
    """The columns of an edition, or of all, by their names, which are the pointers of what they hold.

    In the order of the form: those of the newest first, then what the older have besides.
    """
    found: dict[str, Column] = {}
    for form in [EDITIONS[edition]] if edition is not None else [*EDITIONS.values()][::-1]:
        for pointer, column in _columns(form, "", "", (), ()):
            found.setdefault(pointer, column)
    return found


def to_columns(reports: Iterable[Report], *, edition: str | None = None) -> dict[str, list[Any]]:
    """Lay out reports as columns, one row a report, for any dataframe: `polars.DataFrame(to_columns(reports))`.

    `pandas.DataFrame`, `pyarrow.table` take the same; DuckDB (`from_arrow`) and Spark (`createDataFrame`) take the
    table of pyarrow. A column is named by the JSON Pointer of what it holds: `/requests/received/total`. Which columns
    there are does not depend on the reports. `/requests`, and so for every part that may be left out, is true where
    it is there, so that a section left out and one whose cells are all blank are two things.

    Args:
        reports: Reports of any edition.
        edition: Lay out the columns of this edition only; `None` for those of all, in which the cells of the other
            edition are `None`.

    Returns:
        Lists of equal length, by name: ints and exact `Decimal`, `None` for blanks; texts; lists of dicts for notes.

    Raises:
        KeyError: There is no such edition.
        ValueError: A report is of another edition than the one asked for.
    """
    columns: dict[str, list[Any]] = {pointer: [] for pointer in all_columns(edition)}
    for report in reports:
        if edition not in {None, report.edition}:
            msg = f"a report of {report.year} on the {report.edition} form has no place among the columns of {edition}"
            raise ValueError(msg)
        row = dict(_flat(report, type(report), ""))
        for pointer, column in columns.items():
            column.append(row.get(pointer))
    return columns


def _flat(part: Any, cls: type[AttrsInstance], at: str) -> Iterator[tuple[str, Any]]:
    for member in members(cls):
        pointer, value = f"{at}/{member.name}", getattr(part, member.name)
        if not member.is_class:
            yield pointer, [to_data(entry) for entry in value] if member.many and value is not None else value
            continue
        if member.nullable or member.optional:
            yield pointer, value is not None
        if value is not None:
            yield from _flat(value, member.type, pointer)


def from_columns(frame: Any) -> Iterator[Report]:
    """Make the reports of columns as `to_columns` lays them out, one after the other.

    Args:
        frame: A mapping of names to lists, or a frame of polars, pandas, pyarrow, DuckDB or PySpark (extra `frame`).
            Columns whose names do not begin with `/` are a caller's own and are not looked at. A float that is NaN
            is a blank. A missing column is as one that is `None` throughout.

    Yields:
        The reports, equal to those that the columns were made of.

    Raises:
        InvalidReport: With all problems of the first row that is no report; its number is in a note of the exception.
        TypeError: It is no frame of these engines, or holds a column of which pyarrow cannot make one.
        ValueError: The lists are of unequal length.
    """
    for number, row in enumerate(_rows(frame)):
        try:
            yield _report(row)
        except InvalidReport as error:
            error.add_note(f"第 {number} 行（从 0 数起）· row {number}, counted from 0")
            raise


def _rows(frame: Any) -> Iterator[dict[str, Any]]:
    if isinstance(frame, Mapping):
        columns = cast("Mapping[str, Iterable[Any]]", frame)
        for values in zip(*columns.values(), strict=True):
            yield dict(zip(columns, values, strict=True))
        return
    shown = lent(frame).lazy()
    try:
        table = shown.collect("pyarrow").to_native()
    except (ArithmeticError, NotImplementedError, ValueError) as error:  # objects of several types, say
        msg = f"a column is of a type that pyarrow does not know: {error}"
        raise TypeError(msg) from error
    for batch in table.to_batches():
        yield from batch.to_pylist()


def lent(frame: Any) -> Any:
    """The frame as narwhals knows it.

    Raises:
        InvalidReport: Columns have the same name.
        TypeError: It is no frame.
    """
    import narwhals as nw  # noqa: PLC0415 - an extra

    try:
        return nw.from_native(frame)
    except nw.exceptions.DuplicateError:
        names = Counter(map(str, getattr(frame, "column_names", None) or frame.columns))
        repeated = [Problem(pointer=name, kind="repeated") for name, times in names.items() if times > 1]
        raise InvalidReport(repeated) from None


def _report(row: Mapping[str, Any]) -> Report:
    """The report of a row; what is filled in where the report has no place for it is refused."""
    blank = {name for name, value in row.items() if value is None or (isinstance(value, float) and isnan(value))}
    row = {name: None if name in blank else value for name, value in row.items() if str(name).startswith("/")}
    form = form_of({"edition": row.get("/edition")})
    used: set[str] = set()
    data = _nested(form, "", row, used) if form else {name[1:]: row[name] for name in row.keys() & {"/edition"}}
    report = from_data(data)
    if surplus := row.keys() - used - blank:
        raise InvalidReport([*unknown((name, ijson.show(row[name])) for name in sorted(surplus))])
    return report


def _nested(cls: type[AttrsInstance], at: str, row: Mapping[str, Any], used: set[str]) -> dict[str, Any]:
    """The data of a part; what the form must have and the row has not is not there, so that it will be missed."""
    data: dict[str, Any] = {}
    for member in members(cls):
        pointer, may_lack = f"{at}/{member.name}", member.nullable or member.optional
        used.add(pointer)
        value = row.get(pointer)
        if member.is_class and (value is True or not may_lack):
            value = _nested(member.type, pointer, row, used)
        elif member.is_class and value is False:
            value = None
        elif pointer not in row and (member.is_class or member.is_cell or not may_lack):
            continue
        if value is not None or not member.optional:
            data[member.name] = value
    return data


def unknown(columns: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Columns that no edition has, or values where the report has no place for them; each with what was found."""
    known = all_columns()
    for number, (name, found) in enumerate(columns):
        hint = nearest(name, known) if name not in known and number < MOST_HINTS else None
        yield Problem(pointer=name, kind="unknown", found=found, hint=hint)


def to_tidy(reports: Iterable[Report]) -> dict[str, list[Any]]:
    """Lay out the figures of reports in long form, one row a figure, for any dataframe as `to_columns` does.

    A section left out has no rows; a blank cell has one without a value.

    Args:
        reports: Reports of any edition.

    Returns:
        Lists of equal length: `organ`, `year`, `edition`; `table`, `row`, `column`: the parts of the pointer, joined by
        dots (`requests`, `handled.disclosed`, `organizations.other`); `value`: an exact `Decimal`, `None` where blank;
        `unit`: 件, 项, 万元, or what the report prints where the form names none; `label`: what the form prints along
        the way, in Chinese.
    """
    names = ("organ", "year", "edition", "table", "row", "column", "value", "unit", "label")
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for report in reports:
        whose, found = (report.organ.name, report.year, report.edition), figures(report)
        for cell, where, label in lines(type(report)):
            if cell.pointer in found:
                value = found[cell.pointer]
                figure = None if value is None else Decimal(value)
                told = (*whose, *where, figure, cell.unit or unit(report, cell.pointer), label)
                for column, entry in zip(columns.values(), told, strict=True):
                    column.append(entry)
    return columns


@once
def lines(form: type[Report]) -> tuple[tuple[Place, tuple[str, str, str], str], ...]:
    """The cells of a form with their table, row and column in the tidy frame, and what the form prints on the way."""
    return tuple(
        (cell, (section.name, _dotted(row, section), _dotted(cell, row)), " · ".join(cell.labels[1:]))
        for section in Place(type=form).below()
        for *_, row in rows_of(section)
        for cell in row.cells()
    )


def _dotted(place: Place, above: Place) -> str:
    """The way from one place to another below it."""
    return place.pointer.removeprefix(f"{above.pointer}/").replace("/", ".")
