"""The title of a report: the year reported on and the organ, told from links, dates and sentences."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from attrs import frozen

from govinfo_schema.printed.sheet import HAN, Sheet

_YEAR: Final = r"(?P<year>20\d\d|二[〇○零0Oo][〇○零0Oo一二三四五六七八九]{2})"
_DIGITS: Final = str.maketrans("〇○零Oo一二三四五六七八九", "00000123456789")
_AFTER_YEAR: Final = r"\s*+年?\s*+度?\s*+"
_REPORT: Final = re.compile(
    r"(?:政\s*+[府务]\s*+)?信\s*+息\s*+(?:[与和及、]\s*+政\s*+务\s*+)?公\s*+开\s*+(?:工\s*+作\s*+)?(?:情\s*+况\s*+)?(?:的\s*+)?"
    rf"(?:{_YEAR}{_AFTER_YEAR})?(?:年\s*+度\s*+)?(?:工\s*+作\s*+)?(?:情\s*+况\s*+)?(?:的\s*+)?(?:报\s*+告|年\s*+报)"
)
_BEFORE: Final = re.compile(rf"(?<!\d)[(\[〔]?\s{{0,9}}+{_YEAR}{_AFTER_YEAR}[)\]〕]?\s*+[-–—·]*+\s*+(?:关于)?$")
_BEHIND: Final = re.compile(rf"\s*+[(\[〔]?\s*+{_YEAR}{_AFTER_YEAR}[)\]〕]?[ \t]*+(?=\n|$)")
_FIRST: Final = re.compile(rf"(?:^|[\t>|《“:\s]){_YEAR}\s*+年?+\s*+度?+\s*+(?![\d./年月-])(?P<organ>\S.*)$")
_BRACKETS: Final = re.compile(r"\s*+\((?P<organ>[^()\n]{2,40})\)")
_ELSEWHERE: Final = re.compile(r"上一[篇条]|下一[篇条]|相关|链接|推荐|往[年期]|历年|解读|图解|附件\s*+\d*+\s*+:")
_GOES_ON: Final = re.compile(
    r"[》)」”\"*]*+(?:[\u4e00-\u9fff。;:,“]|(?<=》)\s*+\(|\s*+\((?:以下|下称|简称)"
    r"|[^\S\n]*+\n\s*+(?:[。;:,、》]|的|和|及|如下|予以|公布|等|由|所))"
)
_PARTS: Final = re.compile(r"[\t>|_《:/»→]|“(?![^”]{0,100}+”)|\s[-–—]\s")
_PREFIX: Final = re.compile(
    r"(?:20\d\d\s*+[年./-]\s*+\d{1,2}\s*+[月./-]\s*+\d{1,2}\s*+日?|关于(?:印发|公布|发布|报送|上报)?|附件\s*+\d*+|\d{1,2}[.、]"
    r"|【[^】]{0,30}】|\[[^\]]{0,30}\]|[^\w(〔“])*+"
)
_SUFFIX: Final = re.compile(r"(?:关于(?:印发|公布|发布|报送|上报|编制)?)?[\s·:,|\"“《(\[〔–—-]{0,20}+$")
_NO_ORGAN: Final = re.compile(
    "现[将公发予]|我[局市县区厅委镇乡街单]|编制(?!委|办)|要求|做好|通知|[如以]下|报告(?!厅)|信息公开|公布(?!乡|镇)"
    "|发布(?!中心)|组成|情况等|[。;,]"
    "|形成|查[看阅]|点击|全文|图解|解读|一图|印发|公示|来源|作者|见$"
    "|^(?:按照|根据|依[据照]|遵照|将(?!乐|台|军)|由|对|这是|下面|附(?!属)|各|全"
    "|本[局市县区厅委镇乡街单机部级](?!市))"
    "|^(?:首页|打印|目录|正文|标题|名称|当前位置)$"
)
_ORGAN: Final = re.compile(
    r"[^\d\s:,。;、《》>|_()]{2,40}(?:局|委|委员会|办|办公室|厅|政府|院|会|室|处|所|站|队|中心|镇|乡|街道|区|市|县|省|州|盟"
    r"|旗|部|署|社|司|馆|校|学|公司|集团|关|联|协|行|台|场|兵团|师|政协)(?:\([^()]{1,20}\))?"
)
_TORN: Final = re.compile("管?理?委?员?会|委会|街?道?办?事处|人?民?政?府?办?公室|税?务?局|厅")
"""The rest of a name that goes over two lines."""
_YEARS: Final = re.compile(r"20\d\d年?度?[\s–—-]*+$")  # 2023-2024年
_NAV: Final = re.compile(
    "(?:网站|手机站|本站|导航站|服务站|专区|交流区|大厅|个人中心|用户中心|新闻中心|政务服务中心|区县|县区|机关|平台)$"
    "|^(?:版权|主办|承办|发布|上级|魅力|走进|阳光|法治|服务型|中国.{1,3}[县区市]$)"
)
"""What pages of organs say above a text, and ends as their names do."""
_SAID: Final = re.compile("发布|来源|字号|字体|打印|浏览|日期|时间|作者|索引|年版格式")
"""What may stand behind a title on its line."""
_FAR: Final = 20_000  # characters above section one in which a title is looked for
_BEYOND: Final = 40  # characters that may stand behind a title on its line
_LEAD: Final = 100  # characters before 政府信息公开 on its line
_LINES: Final = 200  # characters above a title in which the name of the organ is looked for
T = TypeVar("T")


@frozen
class Title:
    """What a title says, or a line that may be one.

    Attributes:
        year: The year reported on.
        organ: The name of the organ, as printed; `None` where the line has none.
        beside: The name stands on the same line as the year.
        span: Where it stands.
    """

    year: int
    organ: str | None
    beside: bool
    span: tuple[int, int]


def title(sheet: Sheet, above: int, year: int | None = None) -> Title | None:
    """The title above a place: of several the year that is spoken of most often below, and the organ said most often.

    Args:
        sheet: The sheet.
        above: Where section one begins.
        year: The year, if it is known.
    """
    told = [one for one in _titles(sheet, max(above - _FAR, 0), above) if not year or one.year == year]
    if not told:
        return None
    years = [one.year for one in told if one.organ] or [one.year for one in told]
    spoken = {one: len(re.findall(rf"{one}\s?年(?!\s?\d)", sheet.text[above:])) for one in {*years}}
    most = max(spoken.values())
    year = _usual([one for one in years if spoken[one] == most])
    told = [one for one in told if one.year == year]
    names = {one: "".join(one.organ.split()) for one in told if one.organ}
    whole = {name for name in names.values() if not any(other.endswith(name) for other in {*names.values()} - {name})}
    named = [one for one in names if names[one] in whole]  # the others were torn off, in a line of prose
    named = [one for one in named if one.beside] or named
    organ = _usual([names[one] for one in named]) if named else ""
    printed = next((one.organ for one in reversed(named) if names[one] == organ), None)
    return Title(year, printed, beside=True, span=told[-1].span)


def _usual(said: Sequence[T]) -> T:
    """What is said most often, of several the last."""
    return max(reversed(said), key=Counter(said).__getitem__)


def _titles(sheet: Sheet, start: int, end: int) -> Iterator[Title]:
    """All lines that may be a title."""
    text = sheet.text
    for report in _REPORT.finditer(text, start, end):
        first = text.rfind("\n", 0, report.start()) + 1
        if not text[first : report.start()].strip():  # broken before 政府信息公开
            first = text.rfind("\n", 0, max(first - 1, 0)) + 1
        first = max(first, report.start() - _LEAD)
        lead = text[first : report.start()].strip()
        behind = _BEHIND.match(text, report.end(), end)
        if _ELSEWHERE.search(lead) or (not behind and _GOES_ON.match(text, report.end(), end)):
            continue
        year, name = _year_and_name(lead, report, behind)
        if year is None or _YEARS.search(name):
            continue
        organ, bracketed = _named(name), _BRACKETS.match(text, report.end(), end)
        if organ is None:
            continue
        stop = behind.end() if behind else bracketed.end() if bracketed else report.end()
        if organ == "":
            own = bracketed if bracketed and not behind and _ORGAN.fullmatch(bracketed["organ"]) else None
            organ = own["organ"] if own else _above(text[max(first - _LINES, 0) : first])
        if organ:
            at = text.rfind(organ, 0, stop)
            said_once = "政府" * organ.endswith("人民")  # 某县人民政府信息公开
            organ = sheet.raw[at : at + len(organ)] + said_once
        line = text.find("\n", stop, min(stop + _BEYOND, end))
        beyond = text[stop:line] if line > stop else ""
        span = (first, line if _SAID.search(beyond) or (line > stop and not HAN.search(beyond)) else stop)
        yield Title(int(year.translate(_DIGITS)), organ or None, beside=_named(name) != "", span=span)


def _year_and_name(lead: str, report: re.Match[str], behind: re.Match[str] | None) -> tuple[str | None, str]:
    """The year, and what stands where the name of the organ does."""
    if report["year"]:
        return report["year"], lead
    if before := _BEFORE.search(lead):
        return before["year"], lead[: before.start()]
    if behind and "\n" not in behind[0].rstrip():
        return behind["year"], lead
    if found := _FIRST.search(lead):
        return found["year"], found["organ"]
    return (behind["year"], lead) if behind else (None, lead)


def _named(words: str) -> str | None:
    """The organ that words name; empty where there are none, `None` where they are something else."""
    name = _PARTS.split(_SUFFIX.sub("", words))[-1]
    name = _PREFIX.sub("", name, count=1).strip(" 》」”")
    if not name:
        return ""
    parts = name.split()
    while len(parts) > 1 and len(parts) < len(name) / 2 and not _ORGAN.fullmatch(parts[0]):
        name = name[len(parts.pop(0)) :].strip()
    return name if _is_organ(name) else None


def _is_organ(name: str) -> bool:
    whole = 2 <= len(HAN.findall(name)) <= len(name) <= 60
    return whole and not _NO_ORGAN.search(name) and not _TORN.fullmatch(name)


def _above(before: str) -> str | None:
    """The organ on the line above, or on the one above that where the next is another name of it in brackets."""
    lines = [line.split("\t")[-1].strip(" #*") for line in before.split("\n") if line.strip()]
    if lines[-1:] and re.fullmatch(r"\([^()]+\)", lines[-1]):
        lines.pop()
    found = bool(lines) and _ORGAN.fullmatch(lines[-1]) and _is_organ(lines[-1]) and not _NAV.search(lines[-1])
    return lines[-1] if found else None
