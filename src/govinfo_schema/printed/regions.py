"""Where the parts of a report stand in a text: its title, its tables, and the prose between the headings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from attrs import AttrsInstance, frozen

from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import Place, once, places, rows_of
from govinfo_schema.printed.render import LEFT_OUT
from govinfo_schema.printed.rows import pattern
from govinfo_schema.printed.sheet import Sheet

_REPORT: Final = r"政府\s*+信息公开\s*+(?:(?:工作)?\s*+(?:年度)?\s*+(?:工作)?\s*+报告|年报)"
_DATE: Final = r"20\d\d\s*+[年./-]\s*+\d{1,2}\s*+[月./-]\s*+\d{1,2}\s*+日?\s*+"
_ISSUED: Final = "关于(?:印发|公布|发布)?"
_ORGAN: Final = (
    rf"(?:{_DATE}|{_ISSUED}|附件\s*+\d*+\s*+|\d{{1,2}}[.、]\s*+|【[^】\n]{{1,9}}】)*+"
    rf"(?P<organ>[^\s#:,。;][^\n:,。;]{{1,60}}?)(?<![\s>|/_—–-])(?:{_ISSUED})?\s*+"
)
_YEAR: Final = r"(?P<year>20\d\d)\s*+年?+度?+\s*+(?![\d./-])"
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
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_ROW: Final = re.compile(r"[\u4e00-\u9fff \n]{0,8}+(?:[^\u4e00-\u9fff\d\t]*+[\d\t]){6}")  # rest of a label, figures
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


def title(sheet: Sheet, form: type[AttrsInstance]) -> tuple[int | None, str | None, tuple[int, int]]:
    """The year and the organ in the title, and where it stands: of several the last above section one."""
    text = sheet.text
    headings = (found.start() for found in _heading(form, "overview").finditer(text) if found["alone"] is None)
    first = next(headings, None)
    told = [found for form_ in _TITLES for found in form_.finditer(text, 0, min(_HEAD, first or _HEAD))]
    told = [found for found in told if not in_sentence(text, *found.span())]
    if not told:
        return None, None, (0, 0)
    found = told[0] if first is None else max(told, key=lambda title: title.end())
    line = text.find("\n", found.end(), found.end() + _LINE)
    return int(found["year"]), sheet.raw[slice(*found.span("organ"))].strip(), (found.start(), max(line, found.end()))


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
    requests = [pattern(row.labels[-1], row.also) for row in rows(form, "/requests")]
    column = _second(text, form, requests)
    heading = max(_spans(_heading(form, TABLES[0]), text, 0, column), default=None)
    table = _TABLE.search(text, 0, column)
    two = heading[0] if heading else table.start() if table else text.rfind("\n", 0, column) + 1
    review = min(_spans(_heading(form, TABLES[2]), text, column, len(text)), default=(len(text), 0))
    begun = [found.start() for label in requests if (found := label.search(text, column, review[0]))]
    three = min(begun, default=review[0])
    end = _end_of_requests(text, three, requests[-1]) or min(three, column)  # of what stands before section four
    four_found = pattern("行政复议").search(text, max(end, three))
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


def _second(text: str, form: type[AttrsInstance], requests: Sequence[re.Pattern[str]]) -> int:
    """Where the first column of section two is, below its heading if that is there; else where the next table is."""
    columns = [*_in_tables(text, map(pattern, _columns(form)))]
    headings = [start for start, _ in _spans(_heading(form, TABLES[0]), text, 0, len(text))]
    below = [at for at in columns if min(headings, default=at) <= at]  # what stands above is of a list, or of prose
    if not columns:
        after = [start for start, _ in _spans(_heading(form, TABLES[1]), text, 0, len(text))]
        rows_ = [*_in_tables(text, requests)]
        return min([*rows_, *after[-1:], len(text)])
    return min(below or columns)


def _end_of_requests(text: str, three: int, last: re.Pattern[str]) -> int:
    """Where the label of the last row of section three ends; later prose and annexes say it as well."""
    labels = [found for found in last.finditer(text, three) if _printed(found)]
    ends = [found.end() for found in labels if not _HAN.match(text, found.start() - 1)]
    return max([end for end in ends if _ROW.match(text, end)] or ends, default=0)


def _in_tables(text: str, labels: Iterable[re.Pattern[str]]) -> Iterator[int]:
    """Where labels stand in tables, and not in sentences."""
    for label in labels:
        yield from (found.start() for found in label.finditer(text) if _printed(found))


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
