"""The headings of sections: by their number and words, however numbered, or by the number alone."""

import re
from collections.abc import Iterator
from typing import Final

from attrs import AttrsInstance

from govinfo_schema.form.walk import once, places
from govinfo_schema.printed.render import LEFT_OUT
from govinfo_schema.printed.sheet import Sheet

_WORD: Final = 6  # characters by which a heading is known
_COMMON: Final = "政府信息公开"  # says nothing of which it is
_RANKS: Final = {"own": 0, "inner": 1, "other": 1, "alone": 2}


def headings(  # noqa: PLR0913 - what, and where
    sheet: Sheet, form: type[AttrsInstance], name: str, start: int, end: int, *, worded: bool = False
) -> Iterator[tuple[int, int]]:
    """Where the heading of a section stands: with its number and words, or else in the next best way.

    Args:
        sheet: The sheet.
        form: The form.
        name: The section.
        start: Where to look from.
        end: Where to look to.
        worded: A number alone is none.

    Yields:
        Where each begins, and where what it heads begins.
    """
    ranks = [*_RANKS][: -worded or None]
    told = (one for one in _heading(form, name).finditer(sheet.text, start, end) if one.lastgroup in ranks)
    found = [(_RANKS[one.lastgroup or ""], one.span()) for one in told]
    yield from (span for rank, span in found if rank == min(found)[0])


@once
def _heading(form: type[AttrsInstance], name: str) -> re.Pattern[str]:
    """How the heading of a section is found; text may follow its words on the line."""
    number, _, label = places(form)[f"/{name}"].labels[-1].partition("、")
    known = len(_COMMON) * label.startswith(_COMMON) + _WORD
    said = r"\s*+".join(label[:known]) + "".join(rf"(?:\s*+{character})?+" for character in label[known:])
    other = r"(?:[一二三四五六1-6]\s*+[、.,]|\([一二三四五六]\)|第[一二三四五六]部分)"
    told = (  # a few words more, where nothing but a colon follows: 及改进措施
        rf"^[# \t]*+(?P<own>{number}\s*+[、.]\s*+{said}(?:[^\n:。;,(\s]{{0,20}}(?=[ \t]*+(?:$|:)))?+[ \t]*+[:。]?+)",
        rf"^[# \t]*+(?P<other>(?:{other}\s*+)?+{said}[^\n:。;,、(\s]{{0,12}}[ \t]*+(?:$|:))",
        rf"^[# \t]*+(?P<alone>{number}\s*+[、.][^\n。;]{{0,60}}$)",
        rf"(?P<inner>{number}\s*+[、.]\s*+{said}[:。]?+)",
    )
    return re.compile("|".join(told), re.MULTILINE)


def left_out(sheet: Sheet, form: type[AttrsInstance], name: str) -> bool:
    """Whether a section is said to be left out."""
    spans = headings(sheet, form, name, 0, len(sheet.text))
    return any(sheet.raw[end : end + 40].strip().startswith(tuple(LEFT_OUT.values())) for _, end in spans)


def words(sheet: Sheet, span: tuple[int, int] | None) -> str | None:
    """The prose in a part, `None` where the report says that it has none."""
    told = sheet.raw[slice(*span)].strip() if span else None
    return None if told in LEFT_OUT.values() else told
