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
_MARKS: Final = r"[ \t]*+(?:\[\d{1,3}\][ \t]*+)*+"  # of notes
_NOUN: Final = "(?:情况|措施|事项|打算|计划|建议|方向|办法|对策|问题|思路|说明|不足)"
_ABOUT: Final = {
    "overview": "总体|概|基本|情况|综述|开展",
    "proactive_disclosure": "公开",
    "requests": "申请|公开",
    "review_and_litigation": "复议|诉讼",
    "problems_and_improvements": "问题|不足|改进|整改|困难|短板|打算|下一步",
    "other_matters": "其[他它]|事项|说明|收费|附件|收取|需要",
}
_RANKS: Final = {"own": 0, "other": 1, "alone": 2, "inner": 3, "foreign": 4}


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
    ranks = [one for one in _RANKS if not (worded and one == "alone")]
    told = (one for one in _heading(form, name).finditer(sheet.text, start, end) if one.lastgroup in ranks)
    found = [(_RANKS[one.lastgroup or ""], one.span()) for one in told]
    best = min((rank for rank, _ in found), default=0)
    yield from (span for rank, span in found if rank == best)


@once
def _heading(form: type[AttrsInstance], name: str) -> re.Pattern[str]:
    """How the heading of a section is found; text may follow its words on the line."""
    number, _, label = places(form)[f"/{name}"].labels[-1].partition("、")
    known = len(_COMMON) * label.startswith(_COMMON) + _WORD
    said = r"\s*+".join(label[:known]) + "".join(rf"(?:\s*+{character})?+" for character in label[known:])
    digit = "一二三四五六".index(number) + 1
    own = rf"{number}(?:\s*+[、.,:)·﹑､]|[ \t])"
    otherwise = rf"(?:{digit}\s*+[、.,]|\({number}\)|第{number}部分[、.:]?+)"
    foreign = r"(?:[一二三四五六七1-7]\s*+[、.,]|\([一二三四五六七]\)|第[一二三四五六七]部分)"
    open_, close = r"^[# \t*【▌■●◆]*+", rf"{_MARKS}[】*]*+[:。]?+"
    about = rf"{number}\s*+[、.](?=[^\n。;:,]{{0,40}}?(?:{_ABOUT[name]}))"
    more = rf"(?:[^\n:。;,(\s]{{0,18}}{_NOUN}(?={_MARKS}[】*]*+(?:$|:)))?+"
    told = (
        rf"{open_}(?P<own>{own}\s*+{said}{more}{close})",
        rf"{open_}(?P<other>(?:{otherwise}\s*+)?+{said}{more}{_MARKS}(?:$|:))",
        rf"{open_}(?P<alone>{about}[^\n。;:,(\s]{{0,40}}+(?:[ \t]*+[及和与][ \t]*+[^\n。;:,\s]{{0,20}}+)?+:?)",
        rf"{open_}(?P<foreign>{foreign}\s*+{said}{more}{_MARKS}(?:$|:))",
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
