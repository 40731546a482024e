"""Where the parts of a report stand in a text: its title, its tables, and the prose between the headings."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import AttrsInstance, frozen

from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import Place, once, places, rows_of
from govinfo_schema.printed.render import LEFT_OUT
from govinfo_schema.printed.rows import pattern
from govinfo_schema.printed.sheet import Sheet

_REPORT: Final = r"政府\s*+信息公开\s*+(?:(?:工作)?\s*+(?:年度)?\s*+(?:工作)?\s*+报告|年报)"
_ORGAN: Final = r"(?:关于)?+(?P<organ>[^\s#:][^\n:]{1,60}?)(?:关于)?\s*+"
_YEAR: Final = r"(?P<year>20\d\d)\s*+年?度?\s*+"
_TITLES: Final = (
    re.compile(rf"(?:[^\n]{{0,20}}:)?{_ORGAN}{_YEAR}{_REPORT}"),
    re.compile(rf"{_YEAR}{_ORGAN}{_REPORT}"),
    re.compile(rf"{_ORGAN}{_REPORT}\s*+\(\s*+{_YEAR}\)"),
)
_EDITION: Final = re.compile(r"(20\d\d)\s*+年版格式")
_HEAD: Final = 5_000  # characters in which a title stands
_LINE: Final = 40  # characters that may stand behind a title
_WORD: Final = 6  # characters by which a heading is known
_NEAR: Final = 20  # characters around a label that tell whether it stands in a sentence
_MARKS: Final = re.compile(r"[。;]|(?<!\d),|,(?!\d)")
_TABLE: Final = re.compile(r"^[#| \t]*+(?:第\s*+二\s*+十\s*+条|信\s*+息\s*+内\s*+容)", re.MULTILINE)
TABLES: Final = ("proactive_disclosure", "requests", "review_and_litigation")
PROSE: Final = ("overview", "problems_and_improvements", "other_matters")


@frozen
class Regions:
    """Where parts begin and end; prose by the name of its section."""

    two: tuple[int, int]
    three: tuple[int, int]
    four: tuple[int, int]
    prose: dict[str, tuple[int, int]]


def title(text: str) -> tuple[int | None, str | None, tuple[int, int]]:
    """The year and the organ in the title, and where it stands."""
    for form in _TITLES:
        if found := form.search(text, 0, _HEAD):
            line = text.find("\n", found.end(), found.end() + _LINE)
            return int(found["year"]), found["organ"].strip(), (found.start(), max(line, found.end()))
    return None, None, (0, 0)


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


def regions(sheet: Sheet, form: type[AttrsInstance], titled: int) -> Regions:
    """Find the tables by their own words, and the prose by its headings around them; a title ends at `titled`."""
    text = sheet.text
    columns = [found.start() for label in _columns(form) if (found := pattern(label).search(text))]
    column = min(columns, default=0)
    heading = max(_spans(_heading(form, TABLES[0]), text, 0, column), default=None)
    table = _TABLE.search(text, 0, column)
    two = heading[0] if heading else table.start() if table else text.rfind("\n", 0, column) + 1
    review = min(_spans(_heading(form, TABLES[2]), text, column, len(text)), default=(len(text), 0))
    requests = [pattern(row.labels[-1], row.also) for row in rows(form, "/requests")]
    begun = [found.start() for label in requests if (found := label.search(text, column, review[0]))]
    three, last = min(begun, default=review[0]), requests[-1]
    ends = [found.end() for found in last.finditer(text, three)]
    end = ends[-1] if ends else min(three, max(columns, default=0))  # of what stands before section four
    four_found = pattern("行政复议").search(text, ends[-1] if ends else three)
    four = four_found.start() if four_found else len(text)
    lasts = (_heading(form, name).finditer(text, 0, two) for name in PROSE[1:])  # of a table of contents
    listed = max((last.end() for found in lasts for last in found if last["alone"] is None), default=0)
    one = min(_spans(_heading(form, "overview"), text, listed, two), default=None)
    five, six = (min(_spans(_heading(form, name), text, end, len(text)), default=None) for name in PROSE[1:])
    prose = {"overview": (one[1], two)} if one else {}
    if one and titled and sheet.text[titled : one[0]].strip():
        prose["introduction"] = (titled, one[0])
    if five:
        prose["problems_and_improvements"] = (five[1], six[0] if six and six > five else len(text))
    if six:
        prose["other_matters"] = (six[1], five[0] if five and five > six else len(text))
    stop = min((found[0] for found in (five, six) if found), default=len(text))
    return Regions((two, three), (three, four), (four, stop), prose)


def _spans(heading: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where a heading stands in its own words; with its number alone only where none does."""
    found = list(heading.finditer(text, start, end))
    yield from (one.span() for one in [one for one in found if one["alone"] is None] or found)


@once
def _heading(form: type[AttrsInstance], name: str) -> re.Pattern[str]:
    """How the heading of a section is found: as the form words it, or as a line with its number."""
    number, _, label = places(form)[f"/{name}"].labels[-1].partition("、")
    said, rest = (r"\s*+".join(label[:_WORD]), "".join(rf"(?:\s*+{character})?+" for character in label[_WORD:]))
    told = (
        rf"^[# \t]*+(?:[一二三四五六]\s*+[、.]\s*+)?+{said}[^\n。；]{{0,40}}$",
        rf"^[# \t]*+(?P<alone>{number})\s*+[、.][^\n。；]{{0,60}}$",
        rf"{number}\s*+[、.]\s*+{said}{rest}",
    )
    return re.compile("|".join(told), re.MULTILINE)


def left_out(sheet: Sheet, form: type[AttrsInstance], name: str) -> bool:
    """Whether a section is said to be left out."""
    spans = _spans(_heading(form, name), sheet.text, 0, len(sheet.text))
    return any(sheet.raw[end : end + 40].strip().startswith(tuple(LEFT_OUT.values())) for _, end in spans)


def words(sheet: Sheet, span: tuple[int, int] | None) -> str | None:
    """The prose in a part, `None` where the report says that it has none."""
    told = sheet.raw[slice(*span)].strip() if span else None
    return None if told in LEFT_OUT.values() else told
