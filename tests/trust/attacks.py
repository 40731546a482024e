"""The worst that can be given to each public entry point that takes outside text or data, in any size."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from attrs import evolve, frozen
from tests.trust.use import PROSE, ROOT, SOUND

import govinfo_schema as gs

SHARES: Final = (0.1875, 0.1875, 0.1875, 0.1875, 0.25)  # of the bytes of a large report: four texts, and its notes
NOTES: Final = 200
TEXTS: Final = ("introduction", "overview", "problems_and_improvements", "other_matters")
WHOSE: Final[Any] = {"year": 2025, "organ": "某局"}
HEAD: Final = "二、主动公开政府信息情况\n信息内容\t本年制发件数\n规章\t1\t2\t3\n三、收到和处理政府信息公开申请情况\n"
ROW: Final = "（一）予以公开"
FOURTH: Final = f"{HEAD}四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0\n四、政府信息公开行政复议、行政诉讼情况\n行政复议\n"


@frozen
class Attack:
    """One kind of hostile input.

    Attributes:
        entry: The public name that it is given to.
        kind: What it is.
        made: The input of so many bytes in UTF-8.
        call: What is timed.
    """

    entry: str
    kind: str
    made: Callable[[int], Any]
    call: Callable[[Any], object]


def fill(piece: str, size: int, before: str = "", after: str = "") -> str:
    """A piece again and again between two others, of about so many bytes."""
    room = size - len(f"{before}{after}".encode())
    return f"{before}{piece * max(room // len(piece.encode()), 0)}{after}"


def large(size: int, character: str = "𠀀") -> Any:
    """A report that is taken: long texts and as many notes as there may be."""
    texts = [fill(character, round(share * size)) for share in SHARES]
    notes = [{"at": "/requests", "text": texts[4][: len(texts[4]) // NOTES] or "x"}] * NOTES
    return json.loads(SOUND) | dict(zip(TEXTS, texts, strict=False)) | {"notes": notes}


def written(size: int) -> str:
    """The same as JSON."""
    return json.dumps(large(size), ensure_ascii=False)


def prose(piece: str, size: int) -> Any:
    """A report whose section one is a piece again and again, however long."""
    return evolve(gs.from_json(SOUND), overview=fill(piece, size))


def many(size: int, name: str = "a") -> dict[str, Any]:
    """A document with unknown names, as many as are looked through."""
    length = max(size // 9_000, 8)
    return {"edition": "2021"} | {f"{name}{number:05}".ljust(length, "x"): 1 for number in range(9_000)}


def _json() -> Iterator[tuple[str, Callable[[int], Any]]]:
    yield "a large report", written
    yield "a large report, escaped", lambda size: json.dumps(large(size // 3))
    yield "a text that is not closed", partial(fill, "一", before='{"edition":"2021","overview":"')
    yield "a text of quotation marks", lambda size: json.dumps({"edition": "2021", "overview": '"' * (size // 2)})
    yield "a text of lone surrogates", partial(fill, "\\ud800", before='{"edition":"2021","overview":"', after='"}')
    yield "backslashes", partial(fill, "\\", before='{"edition":"2021","overview":"')
    yield "brackets", partial(fill, "[")
    yield "objects in objects", partial(fill, '{"a":')
    yield "empty lists", partial(fill, "[],", before="[", after="0]")
    yield "unknown names", lambda size: json.dumps(many(size))
    yield "one long name", partial(fill, "total", before='{"edition":"2021","', after='":1}')
    yield "one name again and again", partial(fill, '"a":1,', before='{"edition":"2021",', after='"a":1}')
    yield "names that differ", lambda size: json.dumps({str(number): 1 for number in range(size // 12)})
    yield "digits", partial(fill, "1", before='{"edition":"2021","year":', after="}")
    yield "decimals", partial(fill, "1", before='{"edition":"2021","year":1.', after="}")
    yield "an exponent", partial(fill, "0", before='{"edition":"2021","year":1e', after="1}")
    yield "commas", partial(fill, ",")
    yield "spaces", partial(fill, " ")
    yield "line ends", partial(fill, "\n", after="x")
    yield "no UTF-8 at the end", lambda size: fill("一", size, '{"a":"').encode() + b"\xff"
    yield "zeros", bytes
    yield "notes", partial(fill, '{"at":"/","text":"x"},', before='{"edition":"2021","notes":[', after="0]}")


def _data() -> Iterator[tuple[str, Callable[[int], Any]]]:
    yield "a large report", large
    yield "unknown names", many
    yield "unknown names like known ones", partial(many, name="proactive_disclosure")
    yield "one long name", lambda size: json.loads(SOUND) | {"total" * (size // 5): 1}
    yield "a long edition", lambda size: {"edition": "2" * size}
    yield "a long text for a figure", lambda size: json.loads(SOUND) | {"year": "1" * size}
    yield "a large number", lambda size: json.loads(SOUND) | {"year": 1 << (8 * size)}
    yield "a long list", lambda size: json.loads(SOUND) | {"notes": [0] * (size // 8)}
    yield "notes with unknown names", lambda size: json.loads(SOUND) | {"notes": [{"x" * (size // 200): 1}] * 200}
    yield "texts of other planes", lambda size: json.loads(SOUND) | {"overview": "\U0001fffe" * (size // 4)}


def _texts() -> Iterator[tuple[str, Callable[[int], str]]]:
    table = gs.render(gs.from_json(SOUND), "markdown")
    row = f"{ROW}\t1\t2\t3\t4\t5\t6\t21\n"
    yield "tables again and again", partial(fill, table)
    yield "a long section one", partial(fill, PROSE, before="一、总体情况\n", after=table)
    for kind, piece in {
        "digits": "1", "grouped digits": ",111", "figures": "1 ", "cells": "1\t", "blank cells": "\t",
        "figures and words": "1 x ", "figures in brackets": "1(含", "brackets": "（", "spaces": " ", "line ends": "\n",
        "figures on lines": "1\n", "commas": "1,", "stops": "1.", "characters": "一", "labels": ROW, "bars": "|",
        "dashes": "—", "remarks": "[1]", "units": "1万元", "lines of words": "一二三四\n", "rows": row,
        "headings": "二、主动公开政府信息情况\n", "numbers of headings": "五、", "years": "2021年",
        "titles": "2021年政府信息公开工作年度报告\n", "the words of titles": "政府信息公开",
    }.items():  # fmt: skip
        yield f"{kind} after a label", partial(fill, piece, before=f"{HEAD}{ROW}", after="1x")
        yield f"{kind} in section four", partial(fill, piece, before=FOURTH, after="1")
    yield "a long word before figures", partial(fill, "一", before=f"{HEAD}{ROW}", after=" 1 2 3 4 5 6 21")
    yield "cells below heads", partial(fill, f"{ROW}\t1\t\t3\t4\n", before=f"{HEAD}自然人\t商业企业\t总计\n")
    yield "a title", partial(fill, "关于", before="2021年", after=HEAD)


def _pages() -> Iterator[tuple[str, Callable[[int], str]]]:
    page = gs.render(gs.from_json(SOUND), "html")
    row = f"<table><tr><td>信息内容<td>本年制发件数<tr><td>规章<td>1<td>2<td>3</table><table><tr><td>{ROW}"
    yield "pages again and again", partial(fill, page)
    for kind, piece in {
        "elements in elements": "<div>", "tables in tables": "<table><tr><td>", "rows in cells": "<div><tr><td>1",
        "cells": "<td>1", "rows": "<tr><td>1", "wide cells": "<td colspan=100>1",
        "wide and high cells": "<td colspan=100 rowspan=100>1", "high cells": "<td rowspan=100>1",
        "paragraphs": "<p>1", "remarks": "<sup>1", "line ends": "<br>", "entities": "&amp;", "digits": "1",
        "comments": "<!-- -->", "open comments": "<!--", "scripts": "<script>", "attributes": "<a ", "closed": "</div>",
        "characters": "一", "lists": "<ul><li>", "tables": "<table><tr><td>1</table>", "captions": "<caption>",
    }.items():  # fmt: skip
        yield kind, partial(fill, piece, before=row)


def _grids() -> Iterator[tuple[str, Callable[[int], Any]]]:
    head: list[list[object]] = [["信息内容", "本年制发件数"], ["规章", 1, 2, 3]]
    yield "rows", lambda size: [head, [[ROW, 1, 2, 3, 4, 5, 6, 21]] * (size // 24)]
    yield "columns", lambda size: [head, [[ROW, *[1] * (size // 2)]]]
    yield "a long cell", lambda size: [head, [[ROW, "1" * size]]]
    yield "tables", lambda size: [head, *[[[ROW, 1]]] * (size // 24)]
    yield "spaces", lambda size: [head, [[ROW, " " * size]]]
    yield "digits that ran together", lambda size: [head, [[ROW + "1 2 3 " + "1" * size]]]


def _prose() -> Iterator[tuple[str, Callable[[int], str]]]:
    for kind, piece in {
        "what reports say": PROSE, "figures": "1件", "parts that go on": "其中收到1件。", "shares": "占1%",
        "figures with their share": "1件占1%，", "digits": "1", "grouped digits": "1,111", "digits apart": "1 ",
        "none": "未收到", "no cases": "没有行政复议", "open brackets": "(1件", "closed brackets": "1件)",
        "quotation marks": "《", "years": "2024年", "months": "1月至", "organs": "省一二三四五六七八九十局",
        "each": "各一二三四五六七八", "since": "自一", "names": "以一", "spaces": " ", "characters": "一丁七",
        "Chinese figures": "一百二十", "respectively": "行政复议、行政诉讼分别为1件、2件，", "and": "行政复议、",
        "sums": "1件，2件，共3件，", "requests": "收到申请1件，", "sentences": "收到申请1件。", "lines": "1件\n",
        "all of a kind": "收到1件均为自然人，", "carried over": "收到1件结转下年度，", "letters": "a",
        "carried from year to year": "2024年结转1件，结转2026年1件，",
    }.items():  # fmt: skip
        yield kind, partial(fill, piece)


def _streams() -> Iterator[tuple[str, Callable[[int], Any]]]:
    line = gs.to_json(gs.from_json(SOUND))
    yield "reports", lambda size: fill(f"{line}\n", size).encode()
    yield "bad lines", lambda size: fill("x\n", size)
    yield "empty objects", lambda size: fill("{}\n", size)
    yield "line ends", lambda size: fill("\n", size)
    yield "pieces of one byte", lambda size: [line[at % len(line)] for at in range(size // 2)] + ["\n"]
    yield "one long line", lambda size: ["x" * size, "\n", line]
    yield "lines of brackets", lambda size: fill("[" * 500 + "\n", size)


def _frame(size: int, **more: Any) -> Any:
    from polars import DataFrame, lit  # noqa: PLC0415 - dear to load

    rows = DataFrame(gs.to_columns([gs.from_json(SOUND)], edition="2021")).drop("/notes")
    found = DataFrame({name: rows[name].new_from_index(0, max(size // 1_600, 1)) for name in rows.columns})
    return found.with_columns(**{name: lit(value) for name, value in more.items()})


def _frames() -> Iterator[tuple[str, Callable[[int], Any]]]:
    yield "reports", _frame
    yield "unknown columns", lambda size: _frame(1, **{f"/{number}".ljust(50, "x"): 1 for number in range(size // 50)})
    yield "one long column name", lambda size: _frame(1, **{"/total" * (size // 6): 1})
    yield "texts for figures", lambda size: _frame(1, **{"/requests/received/total": "1" * size})


def _ran(findings: Any) -> tuple[str, str]:
    return findings.table("zh"), findings.table("en")


def _two(piece: str, other: str, size: int) -> tuple[Any, Any]:
    """Two reports of which the texts are long and nearly the same."""
    report, long = gs.from_json(SOUND), fill(piece, size // len(TEXTS))
    before: dict[str, Any] = dict.fromkeys(TEXTS, long)
    now: dict[str, Any] = dict.fromkeys(TEXTS, other + long[: -len(other)])
    return evolve(report, year=report.year - 1, **before), evolve(report, **now)


def _pairs() -> Iterator[tuple[str, Callable[[int], Any]]]:
    yield "the same text twice", partial(_two, "一二三四五六七八九十", "十")
    yield "one character again and again", partial(_two, "一", "丁")
    yield "lines", partial(_two, "一二三\n", "十")


def _found(size: int) -> str:
    findings = json.loads(gs.to_json(gs.verify(gs.from_json(SOUND), extra=[]))) | {"findings": []}
    one = {"rule": "requests.balance", "verdict": "broken", "severity": "error", "responsible": "organ", "left_sum": 1,
           "left": ["/requests/received/total" + "x" * (size // 1_000)], "right": [], "right_sum": 2, "blanks": [],
           "note": None}  # fmt: skip
    return json.dumps(findings | {"findings": [one] * 900})


def _described(size: int) -> Any:
    schema = json.loads((ROOT / "schemas" / "report-2021.json").read_bytes())
    schema["$defs"]["Organ"]["properties"]["name"]["description"] = fill("; ", size, "x (", ")")
    return schema


def _lines(stream: Any) -> None:
    for _ in gs.iter_from_json_lines(stream):
        pass


def _columns(frame: Any) -> None:
    for _ in gs.from_columns(frame):
        pass


def _succeeding(pair: Any) -> object:
    return _ran(gs.verify_succession(*pair))


def _compared(pair: Any) -> object:
    return _ran(gs.compare(*pair))


def _attacks() -> Iterator[Attack]:
    told: list[tuple[str, Callable[[], Iterator[tuple[str, Callable[[int], Any]]]], Callable[[Any], object]]] = [
        ("from_json", _json, _refusing(gs.from_json)), ("from_data", _data, _refusing(gs.from_data)),
        ("problems", _data, gs.problems), ("validate", _data, _refusing(gs.validate)),
        ("read_text", _texts, partial(gs.read_text, **WHOSE)), ("read_html", _pages, partial(gs.read_html, **WHOSE)),
        ("read_tables", _grids, partial(gs.read_tables, **WHOSE)),
        ("claims", _prose, partial(gs.claims, year=2025)), ("iter_from_json_lines", _streams, _lines),
        ("verify_frame", _frames, _refusing(gs.verify_frame)),
        ("frame_findings", _frames, _refusing(gs.frame_findings)), ("from_columns", _frames, _refusing(_columns)),
        ("verify_succession", _pairs, _succeeding), ("compare", _pairs, _compared),
    ]  # fmt: skip
    for entry, kinds, call in told:
        yield from (Attack(entry, kind, made, call) for kind, made in kinds())
    for kind, made in _prose():
        yield Attack("verify_narrative", kind, _overview(made), lambda report: _ran(gs.verify_narrative(report)))
    for format_ in ("text", "markdown", "html"):
        yield Attack("render", format_, lambda size: gs.from_data(large(size)), partial(_rendered, format=format_))
    for kind, indent in {"plain": None, "indented": 2}.items():
        yield Attack("to_json", kind, lambda size: gs.from_data(large(size)), partial(gs.to_json, indent=indent))
    yield Attack("to_json", "built by hand", partial(prose, '"\\\n'), gs.to_json)
    yield Attack("verify", "a large report", lambda size: gs.from_data(large(size)), lambda one: _ran(gs.verify(one)))
    yield Attack("Findings.from_json", "pointers", _found, _refusing(lambda text: _ran(gs.Findings.from_json(text))))
    yield Attack("describe", "a long description", _described, gs.describe)


def _overview(made: Callable[[int], str]) -> Callable[[int], Any]:
    return lambda size: evolve(gs.from_json(SOUND), overview=made(size))


def _rendered(report: Any, format: Any) -> str:
    return gs.render(report, format, findings=gs.verify(report))


def _refusing(call: Callable[[Any], object]) -> Callable[[Any], object]:
    def called(given: Any) -> object:
        try:
            return call(given)
        except gs.InvalidReport as error:
            return str(error), error.message("en")

    return called


ATTACKS: Final = {(attack.entry, attack.kind): attack for attack in _attacks()}
