"""JSON Lines: cut anywhere, a bad line named by its number, memory that does not grow."""

import pickle
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.document.test_codec import ORGAN

import govinfo_schema as gs
from govinfo_schema.document import ijson

SOUND = gs.to_json(gs.zeros(gs.form2021.Report, year=2025, organ=ORGAN, overview="甲\u2028乙\x85"))
STREAM = f'{SOUND}\r\n\r\n \t\n{{"edition": "2021"\n[]\n\n{SOUND}'


def told(lines: Iterator[gs.Line]) -> list[tuple[int, bool, list[str]]]:
    """Number, whether there is a report, kinds of problems."""
    return [(line.number, line.report is not None, [problem.kind for problem in line.problems]) for line in lines]


KNOWN: list[tuple[int, bool, list[str]]] = [(1, True, []), (4, False, ["syntax"]), (5, False, ["type"]), (7, True, [])]


def test_a_bad_line_is_told_by_its_number_and_the_rest_goes_on() -> None:
    assert KNOWN == told(gs.iter_from_json_lines([STREAM]))
    assert KNOWN == told(gs.iter_from_json_lines(STREAM.encode() + b"\n"))
    assert [11, 14, 15, 17] == [line.number for line in gs.iter_from_json_lines(STREAM, start=11)]
    assert [(14, 19), (None, None)] == [
        (problem.line, problem.column)
        for line in gs.iter_from_json_lines(STREAM, start=11)
        for problem in line.problems
    ]
    assert gs.from_json(SOUND) == next(gs.iter_from_json_lines(STREAM)).report


@given(st.lists(st.integers(0, len(STREAM.encode())), max_size=8), st.booleans())
def test_pieces_may_be_cut_anywhere(cuts: list[int], text: bool) -> None:
    whole: Any = STREAM if text else STREAM.encode()
    ends = [0, *sorted(cuts), len(whole)]
    pieces = [whole[start:end] for start, end in pairwise(ends)]

    assert KNOWN == told(gs.iter_from_json_lines(pieces))


def test_pieces_may_be_single_characters_and_there_may_be_none() -> None:
    assert KNOWN == told(gs.iter_from_json_lines(iter(STREAM)))
    assert [] == told(gs.iter_from_json_lines([])) == told(gs.iter_from_json_lines(["", "\n"]))


def test_a_line_is_there_before_the_next_piece_is_taken() -> None:
    def pieces() -> Iterator[str]:
        yield f"{SOUND}\n"
        pytest.fail("the line should have been read first")

    assert next(gs.iter_from_json_lines(pieces())).report


def test_a_line_that_is_too_long_is_refused_and_not_kept() -> None:
    piece, times = b" " * 1_000_000, 50
    tracemalloc.start()
    lines = [*gs.iter_from_json_lines([*[piece] * times, b"1\n", SOUND.encode()])]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert [1, 2] == [line.number for line in lines]
    problem = lines[0].problems[0]
    assert ("size", str(times * len(piece) + 1), str(ijson.MAX_CHARACTERS)) == (
        problem.kind, problem.found, problem.expected,
    )  # fmt: skip
    assert lines[1].report
    assert 3 * ijson.MAX_CHARACTERS > peak


def test_the_last_line_may_be_too_long() -> None:
    assert [(1, False, ["size"])] == told(gs.iter_from_json_lines(["x" * 5_000_000] * 2))


def test_text_and_bytes_are_not_mixed() -> None:
    pieces: Any = ["{", b"}"]
    with pytest.raises(TypeError):
        list(gs.iter_from_json_lines(pieces))


def test_memory_does_not_grow_with_the_stream() -> None:
    def used(number: int) -> int:
        tracemalloc.start()
        for line in gs.iter_from_json_lines(f"{SOUND}\n" for _ in range(number)):
            assert line.report
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    used(10)
    assert used(400) < 1.05 * used(100)


def test_lines_findings_and_functions_can_be_pickled() -> None:
    line = next(gs.iter_from_json_lines(STREAM))
    assert line.report
    for thing in (line, gs.verify(line.report), gs.verify, gs.from_json, gs.complete, gs.iter_from_json_lines):
        assert thing == pickle.loads(pickle.dumps(thing))  # noqa: S301 - our own
    with ThreadPoolExecutor(2) as pool:
        assert [gs.from_json(SOUND)] * 20 == list(pool.map(gs.from_json, [SOUND] * 20))
