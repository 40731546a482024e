"""JSON Lines: one report a line, as many as there are, in memory that does not grow."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve, frozen

from govinfo_schema.document.codec import from_json
from govinfo_schema.document.ijson import MAX_CHARACTERS, limit
from govinfo_schema.errors import InvalidReport, Problem
from govinfo_schema.form.editions import Report


@frozen(kw_only=True)
class Line:
    """One line of a stream.

    Attributes:
        number: Which line it is, blank ones counted.
        report: The report on it; `None` where it is none.
        problems: Why it is none; where it is no JSON, `line` of the problem is that of the stream.
    """

    number: int
    report: Report | None = None
    problems: tuple[Problem, ...] = ()


def iter_from_json_lines(chunks: Iterable[str] | Iterable[bytes] | bytes, *, start: int = 1) -> Iterator[Line]:
    r"""Read reports from JSON Lines: one JSON document a line. A bad line does not keep the rest from being read.

    Args:
        chunks: The text in pieces, cut anywhere: an open file, or what comes over a network; bytes are UTF-8. Lines end
            in `\n` or `\r\n`, the last one may have no end.
        start: Number of the first line, where the pieces begin in the middle of a stream.

    Yields:
        Each line that is not blank, as soon as it is there. One that is too long is refused without being kept.
    """
    for number, (text, length) in enumerate(_lines((chunks,) if isinstance(chunks, (str, bytes)) else chunks), start):
        if length > MAX_CHARACTERS:
            yield Line(number=number, problems=(limit("size", length),))
        elif text.strip():
            yield _line(number, text)


def _line(number: int, text: str | bytes) -> Line:
    try:
        return Line(number=number, report=from_json(text))
    except InvalidReport as error:
        placed = (evolve(problem, line=number) if problem.line else problem for problem in error.problems)
        return Line(number=number, problems=tuple(placed))


def _lines(chunks: Iterable[Any]) -> Iterator[tuple[Any, int]]:
    """The lines without their ends, and how long they are; of one that is too long only a part is there."""
    kept: list[Any] = []
    length = 0
    for chunk in chunks:
        *whole, rest = chunk.split("\n" if isinstance(chunk, str) else b"\n")
        for last in whole:
            kept.append(last)
            yield chunk[:0].join(kept), length + len(last)
            kept, length = [], 0
        length += len(rest)
        if length > MAX_CHARACTERS:
            kept = [chunk[:0]]
        elif rest:
            kept.append(rest)
    if length:
        yield kept[0][:0].join(kept), length
