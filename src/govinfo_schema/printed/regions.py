"""Where the parts of a report stand in a text: its title, its tables, and the prose between the headings."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import AttrsInstance, frozen

from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import Place, once, places
from govinfo_schema.printed.render import LEFT_OUT
from govinfo_schema.printed.rows import pattern
from govinfo_schema.printed.sheet import Sheet
from govinfo_schema.printed.tables import rows_of

_REPORT: Final = r"政府\s*+信息公开\s*+(?:工作)?\s*+(?:年度)?\s*+(?:工作)?报告"
_TITLES: Final = (
    re.compile(rf"(?:[^\n]{{0,20}}[:：])?([^\s#:：][^\n:：]{{1,60}}?)\s*+(20\d\d)\s*+年?度?\s*+{_REPORT}"),
    re.compile(rf"(?:)(20\d\d)\s*+年?度?\s*+([^\s#:：][^\n:：]{{1,60}}?)\s*+{_REPORT}"),
)
_HEAD: Final = 5_000  # characters in which a title stands
_WORD: Final = 6  # characters by which a heading is known
_TABLE: Final = re.compile(r"^[#\s|]*+(?:第\s*+二\s*+十\s*+条|信\s*+息\s*+内\s*+容)", re.MULTILINE)
PROSE: Final = ("overview", "problems_and_improvements", "other_matters")
_SECTIONS: Final = (
    PROSE[0], "proactive_disclosure", "requests", "review_and_litigation", *PROSE[1:],
)  # fmt: skip


@frozen
class Regions:
    """Where parts begin and end; prose by the name of its section."""

    two: tuple[int, int]
    three: tuple[int, int]
    four: tuple[int, int]
    prose: dict[str, tuple[int, int]]


def title(text: str) -> tuple[int | None, str | None, tuple[int, int]]:
    """The year and the organ in the title, and where it stands."""
    for at, form in enumerate(_TITLES):
        if found := form.search(text, 0, _HEAD):
            organ, year = found.groups() if at == 0 else (found[2], found[1])
            return int(year), organ.strip(), found.span()
    return None, None, (0, 0)


@once
def rows(form: type[AttrsInstance], section: str) -> tuple[Place, ...]:
    """The rows of a section."""
    return tuple(path[-1] for path in rows_of(places(form)[section]))


def editions(text: str) -> dict[str, list[str]]:
    """The columns found of section two that only one edition has, by edition."""
    found = {edition: [label for label in _own(edition) if pattern(label).search(text)] for edition in EDITIONS}
    return {edition: labels for edition, labels in found.items() if labels}


@once
def _own(edition: str) -> tuple[str, ...]:
    columns = {name: set(_columns(form)) for name, form in EDITIONS.items()}
    others = [label for name, labels in columns.items() if name != edition for label in labels]
    return tuple(label for label in sorted(columns[edition]) if not any(label in other for other in others))


@once
def _columns(form: type[AttrsInstance]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cell.labels[-1] for cell in places(form)["/proactive_disclosure"].cells()))


def regions(sheet: Sheet, form: type[AttrsInstance]) -> Regions:
    """Find the tables by their own words, and the prose by its headings around them."""
    text = sheet.text
    columns = [found.start() for label in _columns(form) if (found := pattern(label).search(text))]
    column = min(columns, default=0)
    heading = max(_headings(text, form, "proactive_disclosure", 0, column), default=None)
    table = _TABLE.search(text, 0, column)
    two = heading[0] if heading else table.start() if table else text.rfind("\n", 0, column) + 1
    first, last = (rows(form, "/requests")[at] for at in (0, -1))
    begun = pattern(first.labels[-1]).search(text, two)
    three = begun.start() if begun else len(text)
    ends = [found.end() for found in pattern(last.labels[-1]).finditer(text, three)]
    four_found = pattern("行政复议").search(text, ends[-1] if ends else three)
    four = four_found.start() if four_found else len(text)
    one = min(_headings(text, form, "overview", 0, two), default=None)
    five, six = (min(_headings(text, form, name, four, len(text)), default=None) for name in PROSE[1:])
    prose = {"overview": (one[1], two)} if one else {}
    if five:
        prose["problems_and_improvements"] = (five[1], six[0] if six and six > five else len(text))
    if six:
        prose["other_matters"] = (six[1], five[0] if five and five > six else len(text))
    stop = min((found[0] for found in (five, six) if found), default=len(text))
    return Regions((two, three), (three, four), (four, stop), prose)


def _headings(text: str, form: type[AttrsInstance], name: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where headings of a section begin and end: as the form words them, or a line with their number."""
    heading, others = _heading(form, name)
    for found in heading.finditer(text, start, end):
        if not others.search(text, *found.span()):
            yield found.span()


@once
def _heading(form: type[AttrsInstance], name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How the heading of a section is found, and what no heading of it says."""
    labels = {member: places(form)[f"/{member}"].labels[-1] for member in _SECTIONS}
    number, _, label = labels.pop(name).partition("、")
    said, rest = (r"\s*+".join(label[:_WORD]), "".join(rf"(?:\s*+{character})?+" for character in label[_WORD:]))
    line = r"^[#\s]*+"
    told = (
        rf"{line}(?:[一二三四五六]\s*+、\s*+)?+{said}[^\n。；]{{0,40}}$",
        rf"{line}{number}\s*+、[^\n。；]{{0,60}}$",
        rf"{number}\s*+、\s*+{said}{rest}",
    )
    others = "|".join(r"\s*+".join(other.partition("、")[2][: _WORD + 2]) for other in labels.values())
    return re.compile("|".join(told), re.MULTILINE), re.compile(others)


def words(sheet: Sheet, span: tuple[int, int] | None) -> str | None:
    """The prose in a part, `None` where the report says that it has none."""
    told = sheet.raw[slice(*span)].strip() if span else None
    return None if told in LEFT_OUT.values() else told
