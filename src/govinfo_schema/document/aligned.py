"""Plain-text tables in which Chinese characters are two columns wide."""

from collections.abc import Sequence
from unicodedata import east_asian_width


def width(text: str) -> int:
    """Columns that a text takes in a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def aligned(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Lay out cells in columns, two spaces apart.

    Args:
        rows: Cells, as many in every row.
        right: Numbers of the columns that are set flush right, as figures are.

    Returns:
        A line for each row, without spaces at the end.
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(_set(cell, widths[at], flush=at in right) for at, cell in enumerate(row)).rstrip() for row in rows
    ]


def _set(cell: str, columns: int, *, flush: bool) -> str:
    space = " " * (columns - width(cell))
    return space + cell if flush else cell + space
