"""Everything that takes text from outside, each as a function of bytes that holds the library to what it promises.

Whatever the bytes are, only documented exceptions leave the library; what it accepts it can write and read again, with
extras and without; what it says can be printed; what it quotes stands in the text. An `AssertionError` is a broken
promise, any other exception is one that nobody was told of.
"""

import json
import math
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from random import Random
from typing import Any, Final, TypeGuard, TypeVar, cast, get_args
from zlib import crc32

import polars as pl
from attrs import evolve, frozen
from tests.trust import mutations, seeds

import govinfo_schema as gs
from govinfo_schema.bulk.gate import gate
from govinfo_schema.document import fast
from govinfo_schema.document.ijson import is_array, is_object
from govinfo_schema.form.walk import figures
from govinfo_schema.printed.sheet import seen

T = TypeVar("T")
_BASE: Final = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某市某局"))
_CYCLE: Final[list[Any]] = []
_CYCLE.append(_CYCLE)
_MARKED: Final[dict[str, Any]] = {
    "!nan": math.nan, "!infinity": math.inf, "!decimal": Decimal("1.50"), "!snan": Decimal("sNaN"), "!bytes": b"1",
    "!tuple": (1,), "!set": {1}, "!true": True, "!huge": Decimal("1E+999999"), "!cycle": _CYCLE, "!large": 10**5000,
}  # fmt: skip
_LINES: Final = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")


@frozen
class Target:
    """One way in.

    Attributes:
        run: Gives it an input, and asserts what is promised.
        seeds: Real inputs to begin with.
        mutate: Changes an input into another of its kind.
        longest: Bytes of the longest input that is made.
    """

    run: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    mutate: Callable[[bytes, Random], bytes]
    longest: int = 20_000


@contextmanager
def core_only() -> Generator[None]:
    """As where the extra `fast` is not installed."""
    made = fast.decoder, fast.encoder
    try:
        fast.decoder = fast.encoder = cast("Any", lambda: None)
        yield
    finally:
        fast.decoder, fast.encoder = made


def outcome(call: Callable[[], T]) -> T | tuple[gs.Problem, ...]:
    """What a call gives, or the problems for which it refuses, which can be told in lines."""
    try:
        return call()
    except gs.InvalidReport as error:
        refused = error.problems
    assert refused
    for problem in refused[:3]:
        assert not _LINES.intersection(problem.message("zh") + problem.message("en"))
    return refused


def _seldom(data: bytes) -> bool:
    """One input of eight, always the same: for what is dear, and hardly ever different."""
    return crc32(data) % 8 == 0


def _is_report(told: object) -> TypeGuard[gs.Report]:
    return isinstance(told, get_args(gs.Report))


def _is_sound(report: gs.Report) -> None:
    """A report that was accepted is one, and can be written and read again with the same digits."""
    assert gs.problems(report) == ()
    text = gs.to_json(report)
    assert gs.from_json(text) == report
    if _seldom(text.encode()):
        assert gs.to_json(gs.from_json(gs.to_json(report, indent=1))) == text
        assert gs.from_data(gs.to_data(report)) == report
        with core_only():
            assert gs.to_json(report) == text
        found = gs.verify(report)
        assert gs.Findings.from_json(gs.to_json(found)) == found
        assert not _LINES.intersection("".join(finding.message("zh") + finding.message("en") for finding in found))
        assert all(gs.render(report, kind, findings=found) for kind in ("html", "markdown", "text"))


def from_json(data: bytes) -> None:
    """A JSON text, as bytes, as text, as a line of a stream; with msgspec and without."""
    told = outcome(lambda: gs.from_json(data))
    if _is_report(told) or crc32(data) % 4 == 0:
        with core_only():
            assert outcome(lambda: gs.from_json(data)) == told
    if _is_report(told):
        _is_sound(told)
    if _seldom(data):
        half = len(data) // 2
        lines = list(gs.iter_from_json_lines([data[:half], data[half:]]))
        if lines and b"\n" not in data and data.strip():
            assert told == (lines[0].report or lines[0].problems)


def findings(data: bytes) -> None:
    """Findings as JSON, which come from whoever checked a report."""
    told = outcome(lambda: gs.Findings.from_json(data))
    if isinstance(told, gs.Findings):
        assert gs.Findings.from_json(gs.to_json(told)) == told
        assert told.table("zh")
        for finding in told:
            assert not _LINES.intersection(finding.message("zh") + finding.message("en"))


def odd(value: Any) -> Any:
    """A document with the marks in it turned into what JSON has not."""
    if is_object(value):
        return {
            odd(name) if name in {"!tuple", "!bytes", "!nan"} else name: odd(inner) for name, inner in value.items()
        }
    if is_array(value):
        return [odd(inner) for inner in value]
    return _MARKED.get(value, value) if isinstance(value, str) else value


def _parsed(data: bytes) -> Any:
    """The bytes as JSON; as text where they are none."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def from_data(data: bytes) -> None:
    """Data in the shape of a document; classes and schema give one answer."""
    document = odd(_parsed(data))
    told = outcome(lambda: gs.from_data(document))
    if _is_report(told):
        assert gs.problems(document) == ()
        _is_sound(told)
    elif _seldom(data):
        assert gs.problems(document) == told


def _is_honest(found: gs.Reading, printed: str | None) -> None:
    """A reading has a report or says why not; the report is one; what it says can be printed; sources are there."""
    for remark in (*found.notes[:4], *found.notes[-2:], *found.problems[:4]):
        assert not _LINES.intersection(remark.message("zh") + remark.message("en"))
        assert not remark.pointer or remark.pointer.startswith("/")
    if found.report is None:
        assert found.problems
        return
    if crc32(repr(found.notes).encode("utf-8", "replace")) % 8 == 0:
        assert gs.from_data(gs.to_data(found.report)) == found.report
        assert gs.problems(found.report) == ()
    printed = None if printed is None else seen(printed)
    for pointer, value in figures(found.report).items():
        source = found.sources.get(pointer)
        assert value is None or source is not None
        if source is not None and printed is not None:
            assert all(piece in printed for piece in source.printed.split()), (pointer, source.printed)


def _asked(data: bytes) -> dict[str, Any]:
    """Year and organ are given for three inputs of four."""
    return {} if crc32(data) % 4 == 0 else {"year": 2024, "organ": "某局"}


def read_text(data: bytes) -> None:
    """A text that was pasted."""
    text = data.decode("utf-8", "surrogateescape")
    _is_honest(gs.read_text(text, **_asked(data)), text)


def read_html(data: bytes) -> None:
    """A page."""
    _is_honest(gs.read_html(data.decode("utf-8", "surrogateescape"), **_asked(data)), None)


def read_tables(data: bytes) -> None:
    """Grids: JSON lists of rows of cells, or lines of cells between tabs."""
    told, text = odd(_parsed(data)), data.decode("utf-8", "surrogateescape")
    grids: Any = told if _is_grids(told) else [[line.split("\t") for line in text.split("\n")]]
    _is_honest(gs.read_tables(grids, **_asked(data)), None)


def _is_grids(told: Any) -> bool:
    return is_array(told) and all(is_array(grid) and all(map(is_array, grid)) for grid in told)


def claims(data: bytes) -> None:
    """Prose, and what is found wrong with it beside tables of zeros."""
    text = data.decode("utf-8", "surrogateescape")
    asked: dict[str, Any] = {} if crc32(data) % 4 == 0 else {"year": 2024, "organ": "某市某局"}
    found = gs.claims(text, **asked)
    for claim in found:
        assert text[claim.offset : claim.offset + len(claim.words)] == claim.words
        assert claim.number >= 0
    assert [claim.offset for claim in found] == sorted(claim.offset for claim in found)
    if not _seldom(data):
        return
    report = evolve(_BASE, overview=text, other_matters=text)
    for finding in gs.verify_narrative(report, read={"overview": found, "other_matters": found}):
        assert not _LINES.intersection(finding.message("zh") + finding.message("en"))
        assert finding.quote is None or finding.quote.words == text[finding.quote.offset :][: len(finding.quote.words)]


def frame(data: bytes) -> None:
    """A frame of real reports of which some columns were replaced: `{"columns": {NAME: [TYPE, [VALUE, …]]}, …}`.

    Whether it is taken is asked every time; what is found in it, of one input of 64.
    """
    lazy = _frame(_parsed(data))
    if lazy is None:
        return
    taken = outcome(lambda: gate(lazy, ("broken", "undecided")))
    if crc32(data) % 64:
        return
    made = lazy.collect()
    judged = outcome(lambda: gs.verify_frame(made))
    found = outcome(lambda: gs.frame_findings(made)) if _seldom(data[1:]) else ()
    assert isinstance(found, tuple) or {*found["verdict"]} <= {"broken", "undecided"}
    if isinstance(judged, tuple):
        assert judged == taken
        return
    assert len(judged) == len(made)
    assert judged["broken"].null_count() == judged["undecided"].null_count() == 0
    for row, counted in enumerate(judged.select("broken", "undecided").iter_rows()):
        told = outcome(partial(_first, made[row : row + 1]))
        if _is_report(told):
            counts = gs.verify(told, without=seeds.NOT_IN_COLUMNS).counts
            assert (counts["broken"], counts["undecided"]) == counted


def _first(rows: pl.DataFrame) -> gs.Report:
    return next(gs.from_columns(rows.to_dict(as_series=False)))


def _frame(told: Any) -> pl.LazyFrame | None:
    """The frame that an input describes; `None` where Polars itself makes none of it."""
    if not is_object(told) or not is_object(told.get("columns", {})):
        return None
    whole, dropped = seeds.frame(str(told.get("edition"))), told.get("drop", [])
    height, put = 3, list[pl.Series]()
    try:
        if is_array(dropped) and dropped:
            whole = whole.drop([str(name) for name in dropped], strict=False)
        for name, column in told.get("columns", {}).items():
            kind, values = column
            kept = [value for value in map(odd, values) if not (is_array(value) or is_object(value))][:height]
            dtype = getattr(pl, kind)
            put.append(pl.Series(name, kept + [None] * (height - len(kept)), dtype=dtype, strict=False))
        made = whole.with_columns(put)
        made.collect_schema()
    except seeds.NO_FRAME:
        return None
    return made


TARGETS: Final = {
    "from_json": Target(from_json, seeds.documents, mutations.document),
    "from_data": Target(from_data, seeds.documents, mutations.document),
    "findings": Target(findings, seeds.findings, mutations.document),
    "claims": Target(claims, seeds.sentences, mutations.text, 4_000),
    "read_text": Target(read_text, seeds.texts, mutations.text),
    "read_html": Target(read_html, seeds.pages, mutations.page),
    "read_tables": Target(read_tables, seeds.grids, mutations.document),
    "frame": Target(frame, seeds.frames, mutations.document, 2_000),
}
