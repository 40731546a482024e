"""Texts and documents changed at random: one seed, one change; of lines, words and values, not of single bits.

Every function takes bytes and gives bytes, so that what a fuzzer keeps is a text that anyone can open.
"""

import json
import re
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any, Final

from govinfo_schema.document.ijson import is_array, is_object
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import places

_MOST: Final = 30_000  # characters; what grew larger is cut
_CHARACTERS: Final = (
    "\0", "\t", "\n", "\r", "\x0b", "\x1c", "\x1f", "\x7f", "\x85", "\xa0", "\u2028", "\u3000", "\ufeff", "\ufdd0",
    "\ufffe", "\udcff", "\U0010ffff", "\u0301", "\u202e", "\u200b", "|", "/", "—", "-", "+", ".", ",", "，", "。",
    "：", "（", "）", "(", ")", "[1]", "[1234]", "《", "》", '"', "\\", "{", "}", "[", "]", "２", "٣", "²", "①", "½",
    "〇",
)  # fmt: skip
_NUMBERS: Final = (
    "0", "1", "-1", "+1", "00", "01", "1.0", "1.5", "1e3", "1E400", "1e-400", "-0", "-0.0", "0.000000001", "1,234",
    "1,23", "12,345,678.90", "9007199254740991", "9007199254740992", "9" * 21, "9" * 401, "1." + "0" * 400,
    "9" * 4500, "NaN", "Infinity", "-Infinity", "1元", "2万元", "3笔", "4[2]", "5（其中 2）", "1.2万", "45.2%",
    "一百二十三", "3亿元",
)  # fmt: skip
_PHRASES: Final = (
    "2024年", "2023年度", "本年度", "上半年", "截至12月31日", "1月1日至12月31日", "全市", "我局", "市政府",
    "某县公安局", "收到政府信息公开申请", "受理", "办结", "答复", "均已办结", "结转下年度", "上年结转", "其中",
    "分别为", "共计", "其余", "自然人", "法人", "予以公开", "部分公开", "不予公开", "行政复议", "行政诉讼", "维持",
    "尚未审结", "制定规章", "规范性文件", "现行有效", "废止", "信息处理费", "行政处罚", "没有", "未收到", "占",
    "同比增长", "约", "件", "、", "；", "年度报告", "政府信息公开工作年度报告", "2021年版格式", "报告没有这一节",
    "一、总体情况", "信息内容", "第二十条第（一）项",
)  # fmt: skip
_TAGS: Final = (
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "<td colspan=7>", '<td rowspan="3">',
    "<sup>1</sup>", "<td colspan=99999999>", "<td colspan=100 rowspan=100>", "<td colspan=²>", "<p>", "</p>", "<br>",
    "<div>", "<script>", "</script>", "<style>", "<!--", "-->", "<?xml version='1.0' encoding='gbk'?>", "<?php",
    "<![CDATA[", "]]>", "&#0;", "&nbsp;", "&lt;", "&#55296;", "&#x110000;", "<!DOCTYPE html>", "<html>", "<head>",
    "<body>", "<meta charset=gbk>", "<title>", "<caption>", "<base>", "<svg>", "<math>", "<template>", "<select>",
    "<frameset>", "<plaintext>",
)  # fmt: skip
_VALUES: Final = (
    "null", "true", "false", "[]", "{}", '""', "0", "-1", "1", "1.5", "1.0", "-0.0", "9007199254740991",
    "9007199254740992", "-9007199254740992", "18446744073709551616", "1" + "0" * 400,
)  # fmt: skip
_MARKS: Final = (
    "!nan",
    "!infinity",
    "!decimal",
    "!snan",
    "!bytes",
    "!tuple",
    "!set",
    "!true",
    "!huge",
    "!cycle",
    "!large",
)
"""What stands in a document for what JSON has not: see `targets.odd`."""


@cache
def _labels() -> tuple[str, ...]:
    """What the forms print."""
    return tuple({label for form in EDITIONS.values() for place in places(form).values() for label in place.labels})


@cache
def _names() -> tuple[str, ...]:
    """Names and pointers that the forms have."""
    return tuple({name for form in EDITIONS.values() for at in places(form) for name in (at, at.rpartition("/")[2])})


def _word(random: Random) -> str:
    return random.choice(random.choice((_CHARACTERS, _CHARACTERS, _NUMBERS, _PHRASES, _labels())))


def text(data: bytes, random: Random) -> bytes:
    """A text in which lines, spans and figures were moved, doubled, lost, or replaced."""
    return _each(data, random, _text)


def page(data: bytes, random: Random) -> bytes:
    """The same of HTML."""
    return _each(
        data, random, lambda told, random: _put(told, random, _TAGS) if random.random() < 0.3 else _text(told, random)
    )


def document(data: bytes, random: Random) -> bytes:
    """JSON with values replaced, members lost, added and doubled; what is no JSON is changed as a text."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return text(data, random)
    if random.random() < 0.15:
        return text(data, random)
    for _ in range(random.choice((1, 1, 2, 4))):
        told = _document(told, random)
    plain = json.dumps(told, ensure_ascii=random.random() < 0.3, indent=random.choice((None, None, 1)))
    if random.random() < 0.2:
        plain = _number(plain, random)
    return plain.encode("utf-8", "surrogatepass")[: 4 * _MOST]


def _each(data: bytes, random: Random, change: Callable[[str, Random], str]) -> bytes:
    told = data.decode("utf-8", "surrogateescape")
    for _ in range(random.choice((1, 1, 2, 4))):
        told = change(told, random)[:_MOST]
    return told.encode("utf-8", "surrogateescape")


def _put(told: str, random: Random, words: tuple[str, ...]) -> str:
    at = random.randint(0, len(told))
    return told[:at] + random.choice(words) + told[at:]


def _text(told: str, random: Random) -> str:
    change = random.choice((_line, _line, _span, _span, _number, _insert, _insert, _wide))
    return change(told, random)


def _line(told: str, random: Random) -> str:
    lines = told.split("\n")
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    kind = random.randrange(6)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(to, lines[at])
    elif kind == 2:
        lines[at], lines[to] = lines[to], lines[at]
    elif kind == 3:
        lines[at : at + 2] = ["".join(lines[at : at + 2])]
    elif kind == 4:
        lines = lines[min(at, to) : max(at, to) + 1]
    else:
        separator = random.choice(("\t", "|", " ", ""))
        lines[at] = separator.join(re.split(r"[\t| ]+", lines[at]))
    return "\n".join(lines)


def _span(told: str, random: Random) -> str:
    start = random.randint(0, len(told))
    end = min(start + random.choice((1, 2, 5, 20, 200)), len(told))
    kind = random.randrange(4)
    if kind == 0:
        return told[:start] + told[end:]
    if kind == 1:
        return told[:end] + told[start:end] * random.choice((1, 1, 2, 60)) + told[end:]
    to = random.randint(0, len(told))
    return told[:to] + told[start:end] + told[to:] if kind == 2 else told[:start] + _word(random) + told[end:]


def _number(told: str, random: Random) -> str:
    found = list(re.finditer(r"\d[\d,.]*", told))
    if not found:
        return _insert(told, random)
    one = random.choice(found)
    return told[: one.start()] + random.choice(_NUMBERS) + told[one.end() :]


def _insert(told: str, random: Random) -> str:
    return _put(told, random, (_word(random),))


def _wide(told: str, random: Random) -> str:
    """Full-width digits and marks, on one line or everywhere."""
    table = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    lines = told.split("\n")
    at = random.randrange(len(lines))
    return "\n".join(line.translate(table) if number == at else line for number, line in enumerate(lines))


def _document(told: Any, random: Random) -> Any:
    """One change somewhere in it."""
    if not (is_object(told) or is_array(told)) or not told or random.random() < 0.02:
        return _value(told, random)
    inside, name = _member(told, random)
    kind = random.randrange(8)
    if kind == 0:
        del inside[name]
    elif kind == 1 and is_object(inside):
        inside[random.choice((_word(random), random.choice(_names())))] = _value(inside[name], random)
    elif kind == 1:
        inside.insert(random.randint(0, len(inside)), inside[name])
    elif kind == 2:
        other, key = _member(told, random)
        inside[name] = json.loads(json.dumps(other[key]))
    elif kind == 3 and isinstance(inside[name], str):
        inside[name] = _text(inside[name], random)
    else:
        inside[name] = _value(inside[name], random)
    return told


def _member(told: Any, random: Random) -> tuple[Any, Any]:
    """Some value in a document: what holds it, and its name."""
    inside = told
    while True:
        name = random.choice([*inside] if is_object(inside) else range(len(inside)))
        below = inside[name]
        if not (is_object(below) or is_array(below)) or not below or random.random() < 0.2:
            return inside, name
        inside = below


def _value(now: Any, random: Random) -> Any:
    kind = random.randrange(7)
    if kind == 0:
        return json.loads(random.choice(_VALUES))
    if kind == 1:
        return random.choice((float("nan"), float("inf"), 1e308, 5e-324, 1e-7, 0.1))
    if kind == 2:
        return random.choice(_MARKS)
    if kind == 3:
        return random.choice((*_names(), "2019", "2021", "万元", "元", "2024-02-30", "2024-01-01\n", "0" * 18))
    if kind == 4:
        return random.randint(0, 30)
    if kind == 5:
        return random.choice(([now], {"total": now}, [now] * 201, [[[[now]]]]))
    return _word(random) * random.choice((1, 1, 3, 700))
