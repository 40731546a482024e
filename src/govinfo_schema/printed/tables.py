"""The tables of a form as the notice prints them: heads over several columns, labels over several rows."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeAlias

from attrs import frozen

from govinfo_schema.errors import Language
from govinfo_schema.form.vocabulary import Line
from govinfo_schema.form.walk import Place, rows_of

Node: TypeAlias = "tuple[str, list[Node]]"
"""A head and those below it."""


@frozen
class Heading:
    """A label, and how many columns and rows it covers."""

    label: str
    across: int = 1
    down: int = 1


@frozen
class Table:
    """One table.

    Attributes:
        caption: What stands above it; empty where nothing does.
        head: The rows of heads, the corner first.
        body: For each row the labels that begin in it, and its cells.
        columns: The labels of the columns alone.
    """

    caption: str
    head: tuple[tuple[Heading, ...], ...]
    body: tuple[tuple[tuple[Heading, ...], tuple[Place, ...]], ...]
    columns: tuple[str, ...]


def tables(section: Place, language: Language, *, one_row: bool = True) -> Iterator[Table]:
    """The tables of a section, one for each run of rows with the same columns under one article.

    Args:
        section: A section with cells.
        language: Of the labels.
        one_row: Print in one row what the form prints in one row.
    """
    corner = getattr(section.type, "CORNER", Line("", ""))
    if one_row and getattr(section.type, "ONE_ROW", False):
        yield _table("", None, _nodes(section, language), [((), section.cells())])
        return
    rows = list(rows_of(section))
    for _, run in groupby(rows, key=lambda row: (row[-1].type, row[-1].source if len(row) == 1 else "")):
        group = list(run)
        first = group[0][-1]
        article = first.source.removeprefix("条例") if len({row[-1].type for row in rows}) > 1 else ""
        heads, above = _nodes(first, language), getattr(first.type, "HEAD", None)
        heads = [(_said(above, language), heads)] if above else heads
        width = max(map(len, group))
        yield _table(article, Heading(_said(corner, language), width), heads, list(_body(group, width, language)))


def _table(
    caption: str,
    corner: Heading | None,
    heads: list[Node],
    body: Sequence[tuple[tuple[Heading, ...], tuple[Place, ...]]],
) -> Table:
    height = _height(heads)
    levels: list[list[Heading]] = [[] for _ in range(height)]
    if corner:
        levels[0].append(Heading(corner.label, corner.across, height))
    _put(heads, levels, 0)
    return Table(caption, tuple(map(tuple, levels)), tuple(body), tuple(_leaves(heads)))


def _said(line: Line, language: Language) -> str:
    return line.label if language == "zh" else line.english


def label(place: Place, language: Language) -> str:
    """What the form prints at a place."""
    return (place.labels if language == "zh" else place.english)[-1]


def _nodes(place: Place, language: Language) -> list[Node]:
    return [(label(below, language), _nodes(below, language)) for below in place.below() if below.cells()]


def _leaves(nodes: list[Node]) -> Iterator[str]:
    for name, below in nodes:
        yield from _leaves(below) if below else [name]


def _height(nodes: list[Node]) -> int:
    return 1 + max((_height(below) for _, below in nodes if below), default=0)


def _put(nodes: list[Node], levels: list[list[Heading]], level: int) -> None:
    for name, below in nodes:
        down = 1 if below else len(levels) - level
        levels[level].append(Heading(name, len(list(_leaves(below))) or 1, down))
        _put(below, levels, level + 1)


def _body(
    rows: Sequence[tuple[Place, ...]], width: int, language: Language
) -> Iterator[tuple[tuple[Heading, ...], tuple[Place, ...]]]:
    """The labels that begin in a row: headings of those above it that were not yet said, and its own."""
    said: set[Place] = set()
    for *above, row in rows:
        new = [place for place in above if place not in said]
        said.update(new)
        heads = [Heading(label(place, language), 1, sum(place in other for other in rows)) for place in new]
        yield (*heads, Heading(label(row, language), width - len(above))), row.cells()
