"""What fuzzing begins with: the real reports where they are, examples, conformance cases, labelled sentences."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import polars as pl

import govinfo_schema as gs

ROOT: Final = Path(__file__).parents[2]
REPORTS: Final = ROOT.parent / "shared" / "reports"
NOT_IN_COLUMNS: Final = frozenset({
    "report.infeasible", "document.dates", "document.period", "document.credit_code", "document.published_in_time",
    "documents.department_rules",
})  # fmt: skip
"""Rules that a frame does not judge."""
NO_FRAME: Final = (
    pl.exceptions.PolarsError, pl.exceptions.PanicException, TypeError, ValueError, AttributeError, OverflowError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What Polars raises where values and type do not go together."""
_ROWS: Final = 12  # of a section, in a short text


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


@cache
def reports() -> tuple[gs.Report, ...]:
    """Real reports, and those of the conformance cases, which break every rule in turn."""
    files = [*sorted(REPORTS.glob("*-20??.json")), *sorted((ROOT / "tests" / "examples").rglob("*.json"))]
    cases = [json.loads(path.read_bytes()) for path in sorted((ROOT / "schemas" / "conformance").rglob("*.json"))]
    return (*(gs.from_json(path.read_bytes()) for path in files), *(gs.from_data(case["report"]) for case in cases))


def documents() -> list[bytes]:
    """JSON documents: whole, with one section only, of neither edition, and none at all."""
    told = [gs.to_json(report).encode() for report in reports()]
    for report in reports()[::9]:
        data = gs.to_data(report)
        for kept in ("", "proactive_disclosure", "requests", "review_and_litigation"):
            sections = {name: None for name in gs.to_data(report) if name[:3] in {"pro", "req", "rev"} and name != kept}
            short = gs.from_data(data | sections | {"overview": "无", "notes": [{"at": "/requests", "text": "见附件"}]})
            told.append(gs.to_json(short).encode())
    others = [path.read_bytes() for path in sorted((REPORTS / "mixed").glob("*.json"))]
    return [
        *told,
        *others,
        b"{}",
        b"[]",
        b"null",
        b'{"edition":"2021"}',
        b"\xef\xbb\xbf{}",
        b'{"a":1,"a":2}',
        b"\n{}\n[]",
    ]


def findings() -> list[bytes]:
    """What is found wrong with reports, and between them."""
    every = [gs.verify(report) for report in reports()[::2]]
    years = [gs.verify_succession(*pair) for pair in pairwise(reports()[:8])]
    told = [gs.to_json(found).encode() for found in [*every, *years] if found]
    return [*told, b'{"edition":"2021","holds":0,"findings":[]}']


def texts() -> list[bytes]:
    """Tables as text: as published, as printed by the library, and the beginning of each section alone."""
    files = [*REPORTS.rglob("*.txt"), *(ROOT / "tests" / "examples").rglob("*.txt")]
    told = [path.read_bytes() for path in sorted(files)]
    printed = [gs.render(report, kind) for report in reports()[:6:2] for kind in ("text", "markdown")]
    told += [text.encode() for text in printed]
    short = ["\n".join(_beginnings(text.split("\n"))) for text in (*(text.decode() for text in told),)]
    return [*told, *(text.encode() for text in short), "2021 年版格式".encode(), b""]


def _beginnings(lines: list[str]) -> Iterator[str]:
    """The first lines of a text, and those after each heading."""
    left = _ROWS
    for line in lines:
        left = _ROWS if line.strip("# ")[:2] in {"二、", "三、", "四、"} else left - 1
        if left > 0:
            yield line


def pages() -> list[bytes]:
    """Pages: as published, as printed by the library, and their tables alone."""
    told = [path.read_bytes() for path in sorted(REPORTS.glob("*.html"))]
    told += [gs.render(report, "html", findings=gs.verify(report)).encode() for report in reports()[:9:4]]
    tables = [page[page.find(b"<table") : page.find(b"</table>") + 8] for page in told]
    return [*told, *tables, b'<?xml version="1.0"?><table><tr><td>1<sup>2</sup></td></tr></table>', b""]


def grids() -> list[bytes]:
    """Tables as lists of rows of cells, figures as texts or as numbers."""
    told: list[bytes] = []
    for text in texts():
        rows = [line.replace("|", "\t").split("\t") for line in text.decode().split("\n")]
        cells = [[int(cell) if cell.strip().isdecimal() else cell or None for cell in row] for row in rows]
        told.append(_text([cells]))
    return told


def sentences() -> list[bytes]:
    """Prose: the sentences that were labelled by hand, and whole reports."""
    files = sorted((ROOT / "tests" / "prose" / "sentences").glob("*.jsonl"))
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    whole = [path.read_bytes() for path in REPORTS.glob("*.full.txt")]
    return [*(json.loads(line)["text"].encode() for line in lines), *whole]


@cache
def frame(edition: str) -> pl.LazyFrame:
    """A frame of three reports, of one edition or of all."""
    of_edition = [report for report in reports() if report.edition == edition][:3]
    return pl.LazyFrame(gs.to_columns(of_edition or reports()[:3], edition=edition if of_edition else None))


def frames() -> list[bytes]:
    """Frames with a column of an odd type, missing, of a caller's own, with values out of bounds."""
    cell, amount = "/requests/received/total", "/proactive_disclosure/charges/amount"
    told: list[dict[str, list[Any]]] = [
        {}, {cell: ["Float64", [1.5, None, "!nan"]]}, {cell: ["UInt64", [2**64 - 1, 0, 1]]},
        {cell: ["String", ["1"]]},
        {cell: ["Int128", [2**100, -1]]}, {amount: ["Decimal", ["1.50", "0"]]}, {amount: ["Float32", ["!infinity"]]},
        {"/organ/name": ["Categorical", ["某局", ""]]}, {"/year": ["Int8", [1]]}, {"/edition": ["Null", []]},
        {"/requests": ["Boolean", [False, True]]}, {"/overview": ["Binary", []]}, {"region": ["String", ["a"]]},
        {"broken": ["Int64", [1]]}, {"#": ["Int64", [1]]}, {"/unknown": ["Date", []]}, {cell: ["Object", ["!set"]]},
        {"/notes": ["List", []]}, {"/year": ["Int64", [2019, 2999, None]]}, {"rule": ["Struct", []]},
    ]  # fmt: skip
    of_others = [{"edition": edition, "columns": put} for edition in ("2019", "") for put in told[:2]]
    dropped = [{"edition": "2021", "drop": drop} for drop in ([cell], ["/overview"], ["/requests"])]
    return [_text(one) for one in (*({"edition": "2021", "columns": put} for put in told), *of_others, *dropped)]
