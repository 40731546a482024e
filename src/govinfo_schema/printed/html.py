"""HTML to lines of text: a row of a table is one line, its cells apart by tabs, merged cells spread out."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

_MOST_SPAN: Final = 100  # rows or columns that one cell may cover
_BLOCKS: Final = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "br", "tr", "section", "caption", "title"}


def lines(page: str) -> Iterator[str]:
    """The lines of a page in their order; of tables inside each other only the inner ones are tables."""
    parser: Any = import_module("lxml.html")  # an extra
    if not page.strip():
        return
    root = parser.document_fromstring(page, parser=parser.HTMLParser(huge_tree=True, remove_comments=True))
    words: list[str] = []
    skipped: Any = None
    for event, element in parser.etree.iterwalk(root, events=("start", "end")):
        if skipped is not None:
            skipped = None if event == "end" and element is skipped else skipped
            continue
        if event == "end":
            if element.tag in _BLOCKS:
                words.append("\n")
        elif element.tag in {"script", "style", "head"}:
            skipped = element
            continue
        elif element.tag == "table" and element.find(".//table") is None:
            words += ["\n", *(f"{line}\n" for line in _table(element))]
            skipped = element
            continue
        elif element.tag in _BLOCKS:
            words.append("\n")
        words.append((element.text if event == "start" else element.tail) or "")
    yield from "".join(words).split("\n")


def _table(table: Any) -> Iterator[str]:
    """The rows of a table."""
    covered: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in (*row.iterchildren("td", "th"), None):
            while (above := covered.get(len(cells), (0, "")))[0] > 0:
                covered[len(cells)] = (above[0] - 1, above[1])
                cells.append(above[1])
            if cell is not None:
                text = "".join("".join(cell.itertext()).split())
                for _ in range(_span(cell.get("colspan"))):
                    covered[len(cells)] = (_span(cell.get("rowspan")) - 1, text)
                    cells.append(text)
        yield "\t".join(cells)


def _span(value: str | None) -> int:
    return min(max(int(value), 1), _MOST_SPAN) if value and value.isdecimal() and len(value) < 9 else 1
