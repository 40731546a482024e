"""HTML to lines of text: a row of a table is one line, its cells apart by tabs, merged cells spread out."""

import re
from collections.abc import Iterator
from importlib import import_module
from itertools import filterfalse
from typing import Any, Final

from govinfo_schema.printed.digits import is_figure
from govinfo_schema.printed.sheet import COVERED, Line
from govinfo_schema.prose.lexicon import MOST

MOST_SPAN: Final = 100  # rows or columns that one cell may cover
MERGED: Final = "↕"
"""Stands behind a figure that is printed once for several rows, so that it is none of theirs."""
_UNSEEN: Final = {"script", "style", "head", "del", "s", "strike", "template"}
_HIDDEN: Final = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden|line-through", re.IGNORECASE)
_RAISED: Final = re.compile(r"vertical-align\s*+:\s*+super", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d{1,3}+")
_BLOCKS: Final = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "br", "tr", "section", "caption", "title"}


def lines(page: str) -> Iterator[Line]:
    """The lines of a page in their order; of tables inside each other only the inner ones are tables."""
    parser: Any = import_module("lxml.html")  # an extra
    reader = parser.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:  # as bytes: a text that names its encoding is refused, and cut where a character is none
        root = parser.document_fromstring(page.replace("\0", "").encode(errors="replace"), parser=reader)
    except parser.etree.ParserError:  # nothing but space and comments
        return
    words: list[str] = []
    number = tables = 0
    skipped: Any = None
    for event, element in parser.etree.iterwalk(root, events=("start", "end")):
        if skipped is not None:
            if event == "end" and element is skipped:
                words.append(element.tail or "")
                skipped = None
            continue
        if event == "start" and _unseen(element):
            skipped = element
            continue
        if event == "start" and element.tag == "table" and element.find(".//table") is None:
            yield from _outside(words, number)
            number += "".join(words).count("\n") + 1
            words.clear()
            yield from ((tables, row, line) for row, line in enumerate(_table(element, parser.etree.iterwalk)))
            tables += 1
            skipped = element
            continue
        words.append(_said(event, element))
    yield from _outside(words, number)


def _outside(words: list[str], number: int) -> Iterator[Line]:
    """The lines outside of tables that say something, by their numbers."""
    yield from ((None, at, line) for at, line in enumerate("".join(words).split("\n"), number) if line.strip())


def _table(table: Any, walk: Any) -> Iterator[str]:
    """The rows of a table."""
    covered: dict[int, tuple[int, str]] = {}
    for row in filterfalse(_unseen, table.iter("tr")):
        cells: list[str] = []
        below = row.getnext()
        shares = below is not None and "".join(below.itertext()).strip() != ""  # else a row takes two of the page
        for cell in (*filterfalse(_unseen, row.iterchildren("td", "th")), None):
            while (above := covered.get(len(cells), (0, "")))[0] > 0:
                covered[len(cells)] = (above[0] - 1, above[1])
                cells.append(above[1])
            if cell is not None:
                text, down = _text(cell, walk), _span(cell.get("rowspan"))
                text += MERGED * (down > 1 and shares and is_figure(text) and text != "")
                for at in range(_span(cell.get("colspan"))):
                    told = text if at == 0 or not text else COVERED
                    covered[len(cells)] = (down - 1, COVERED if text else "")
                    cells.append(told)
            if len(cells) > MOST:
                break
        yield "\t".join(cells)


def _text(cell: Any, walk: Any) -> str:
    """The text of a cell as it is seen; what stands on lines of its own stays apart, the mark of a note in brackets."""
    told = [cell.text or ""]
    skipped: Any = None
    for event, element in walk(cell, events=("start", "end")) if len(cell) else ():
        raised = element.tag == "sup" or (_RAISED.search(element.get("style", "")) and "".join(told).strip())
        if skipped is not None or element is cell:
            if event == "end" and element is skipped:
                told.append(element.tail or "")
                skipped = None
        elif event == "start" and (_unseen(element) or raised):
            mark = _DIGITS.search("".join(element.itertext())) if raised else None
            told.append(f"[{mark[0]}]" if mark else "")
            skipped = element
        else:
            told.append(_said(event, element))
    return " ".join("".join(told).split())


def _unseen(element: Any) -> bool:
    """Whether nobody sees an element, or it is struck out."""
    return element.tag in _UNSEEN or element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _said(event: str, element: Any) -> str:
    """What an element says before its children, or after them."""
    apart = "\n" if element.tag in _BLOCKS else ""
    if element.tag == "sup":  # the number of a remark is no part of a figure
        apart = "[" if event == "start" else "]"
    said = element.text if event == "start" else element.tail
    return f"{apart}{said or ''}"


def _span(value: str | None) -> int:
    return min(max(int(value), 1), MOST_SPAN) if value and value.isdecimal() and len(value) < 9 else 1
