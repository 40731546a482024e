"""Where the parts of a report stand in a text: its tables, and the prose between the headings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import AttrsInstance, frozen

from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import Place, once, places, rows_of
from govinfo_schema.printed.headings import headings
from govinfo_schema.printed.rows import pattern
from govinfo_schema.printed.sheet import HAN, Sheet

_EDITION: Final = re.compile(r"(20\d\d)\s*+年版格式")
_HEAD: Final = 5_000  # characters in which the edition may be said
_NEAR: Final = 20  # characters around a label that tell whether it stands in a sentence
_ROW: Final = re.compile(r"[\u4e00-\u9fff \n]{0,8}+(?:[^\u4e00-\u9fff\d\t]*+[\d\t]){6}")  # rest of a label, figures
_MARKS: Final = re.compile(r"[。;]|(?<!\d),|,(?!\d)")
_TABLE: Final = re.compile(r"^[#| \t]*+(?:第\s*+二\s*+十\s*+条|信\s*+息\s*+内\s*+容)", re.MULTILINE)
TABLES: Final = ("proactive_disclosure", "requests", "review_and_litigation")
PROSE: Final = ("overview", "problems_and_improvements", "other_matters")


@frozen
class Regions:
    """Where the tables of sections two, three and four begin and end, where section one does, and prose by section."""

    two: tuple[int, int]
    three: tuple[int, int]
    four: tuple[int, int]
    above: int
    prose: dict[str, tuple[int, int]]


@once
def rows(form: type[AttrsInstance], section: str) -> tuple[Place, ...]:
    """The rows of a section."""
    return tuple(path[-1] for path in rows_of(places(form)[section]))


def editions(text: str) -> dict[str, list[str]]:
    """The labels found that only one edition has, columns of section two and rows of section three, by edition."""
    found = {
        edition: [label for label in _own(edition) if any(map(_printed, pattern(label).finditer(text)))]
        for edition in EDITIONS
    }
    said = _EDITION.search(text, 0, _HEAD)
    if said and said[1] in EDITIONS and not any(found.values()):
        found[said[1]] = [said[0]]
    return {edition: labels for edition, labels in found.items() if labels}


def _printed(label: re.Match[str]) -> bool:
    """Whether a label stands in a table, and not in a sentence."""
    return not in_sentence(label.string, *label.span())


def in_sentence(text: str, start: int, end: int) -> bool:
    """Whether near what stands here, on its line, are the marks of a sentence."""
    before, after = text[max(start - _NEAR, 0) : start], text[end : end + _NEAR]
    return bool(_MARKS.search(before.rpartition("\n")[2]) or _MARKS.search(after.partition("\n")[0]))


@once
def _own(edition: str) -> tuple[str, ...]:
    labels = {
        name: {*_columns(form), *(row.labels[-1] for row in rows(form, "/requests"))} for name, form in EDITIONS.items()
    }
    others = [
        place.labels[-1]
        for name in labels
        if name != edition
        for place in places(EDITIONS[name]).values()
        if place.labels
    ]
    return tuple(label for label in sorted(labels[edition]) if not any(label in other for other in others))


@once
def _columns(form: type[AttrsInstance]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.labels[-1] for cell in places(form)["/proactive_disclosure"].cells()))


def regions(sheet: Sheet, form: type[AttrsInstance]) -> Regions:
    """Find the tables by their own words, and the prose by its headings around them."""
    text, length = sheet.text, len(sheet.text)
    requests = [pattern(row.labels[-1], row.also) for row in rows(form, "/requests")]
    column = _second(sheet, form, requests)
    heading = max(headings(sheet, form, TABLES[0], 0, column), default=None)
    table = _TABLE.search(text, heading[0] if heading else 0, column)
    begins = table.start() if table else text.rfind("\n", 0, column) + 1
    two = heading[0] if heading else begins
    review = min(headings(sheet, form, TABLES[2], column, length), default=(length, 0))
    begun = [found.start() for label in requests if (found := label.search(text, column, review[0]))]
    three = min(begun, default=review[0])
    end = _end_of_requests(text, three, requests[-1]) or min(three, column)  # of what stands before section four
    four_found = pattern("行政复议").search(text, max(end, three))
    four = four_found.start() if four_found else length
    one = max(headings(sheet, form, PROSE[0], 0, two), default=None)  # above it may be a table of contents
    one = one or min(headings(sheet, form, PROSE[0], end, length, worded=True), default=None)
    headed = {PROSE[0]: one}
    for name in PROSE[1:]:
        below = min(headings(sheet, form, name, end, length), default=None)
        first = one[1] if one else 0
        headed[name] = below or min(headings(sheet, form, name, first, begins, worded=True), default=None)  # an annex
    borders = sorted({two, begins, length, *(span[0] for span in headed.values() if span)})
    prose = {name: (span[1], next(at for at in borders if at >= span[1])) for name, span in headed.items() if span}
    stop = min((span[0] for span in headed.values() if span and span[0] >= four), default=length)
    return Regions((two, three), (three, four), (four, stop), min(one[0] if one else two, two), prose)


def _second(sheet: Sheet, form: type[AttrsInstance], requests: Sequence[re.Pattern[str]]) -> int:
    """Where the first column of section two is, below its heading if that is there; else where the next table is."""
    text = sheet.text
    columns = [*_in_tables(text, map(pattern, _columns(form)))]
    headed = [start for start, _ in headings(sheet, form, TABLES[0], 0, len(text))]
    below = [at for at in columns if min(headed, default=at) <= at]  # what stands above is of a list, or of prose
    if not columns:
        after = [start for start, _ in headings(sheet, form, TABLES[1], 0, len(text))]
        rows_ = [*_in_tables(text, requests)]
        return min([*rows_, *after[-1:], len(text)])
    return min(below or columns)


def _end_of_requests(text: str, three: int, last: re.Pattern[str]) -> int:
    """Where the label of the last row of section three ends; later prose and annexes say it as well."""
    labels = [found for found in last.finditer(text, three) if _printed(found)]
    ends = [found.end() for found in labels if not HAN.match(text, found.start() - 1)]
    return max([end for end in ends if _ROW.match(text, end)] or ends, default=0)


def _in_tables(text: str, labels: Iterable[re.Pattern[str]]) -> Iterator[int]:
    """Where labels stand in tables, and not in sentences."""
    for label in labels:
        yield from (found.start() for found in label.finditer(text) if _printed(found))
