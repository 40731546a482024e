"""Hostile text is refused with one problem, never with another exception, never after a long wait."""

import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_schema as gs
from govinfo_schema.document import ijson

LARGE = "x" * 50_000_000


def deep(levels: int) -> Any:
    """Lists in lists."""
    value: Any = []
    for _ in range(levels - 1):
        value = [value]
    return value


def cyclic() -> list[Any]:
    """A list that holds itself."""
    value: list[Any] = []
    value.append(value)
    return value


def bushy() -> Any:
    """Few objects, but endless ways through them."""
    value: Any = 0
    for _ in range(25):
        value = [value, value, value, value]
    return value


@pytest.mark.parametrize(
    ("text", "pointer", "kind", "found"),
    [
        ("[" * 100_000, "", "depth", None),
        ('{"a":' * 100_000, "", "depth", None),
        (f"{'[' * 40}{']' * 40}", "", "depth", None),
        (LARGE, "", "size", "50000000"),
        (LARGE.encode(), "", "size", "50000000"),
        (f"[{','.join(['0'] * 10_001)}]", "", "count", None),
        ("[]", "", "type", "[…]"),
        ("null", "", "type", "null"),
        ("3", "", "type", "3"),
        ('"报告"', "", "type", '"报告"'),
        ("{}", "/edition", "missing", None),
    ],
    ids=range(11),
)
def test_a_document_that_is_none_has_one_problem(text: str, pointer: str, kind: str, found: str | None) -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_json(text)

    assert [(pointer, kind, found)] == [
        (problem.pointer, problem.kind, problem.found) for problem in caught.value.problems
    ]


@pytest.mark.parametrize(
    ("text", "kind", "line", "column", "found"),
    [
        ("", "syntax", 1, 1, '""'),
        ("{", "syntax", 1, 2, '""'),
        ('{"a": 1,}', "syntax", 1, 9, '"}"'),
        ('{\n  "a": １\n}', "syntax", 2, 8, '"１\\n}"'),
        ('{"a": 01}', "syntax", 1, 8, '"1}"'),
        ('{"a": "\n"}', "syntax", 1, 8, '"\\n\\"}"'),
        ("{}{}", "syntax", 1, 3, '"{}"'),
        ("'", "syntax", 1, 1, '"\'"'),
        ("\ufeff{}", "encoding", 1, 1, "BOM"),
        (b"\xef\xbb\xbf{}", "encoding", 1, 1, "BOM"),
        ("{\n  “}".encode("gbk"), "encoding", 2, 3, "0xA1"),
        ("{}".encode("utf-16"), "encoding", 1, 1, "0xFF"),
        ("{}".encode("utf-16-le"), "syntax", 1, 2, '"\\u0000}\\u0000"'),
        (b'{"a": "\xed\xa0\x80"}', "encoding", 1, 8, "0xED"),
    ],
)
def test_what_is_no_json_is_named_by_line_and_column(
    text: str | bytes, kind: str, line: int, column: int, found: str
) -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_json(text)
    (problem,) = caught.value.problems

    assert (None, kind, line, column, found) == (
        problem.pointer,
        problem.kind,
        problem.line,
        problem.column,
        problem.found,
    )


def test_windows_line_ends_are_white_space() -> None:
    text = gs.to_json(gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局")), indent=2)

    assert gs.from_json(text) == gs.from_json(text.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("data", "kind"), [(deep(100_000), "depth"), (cyclic(), "depth"), (bushy(), "count"), ([0] * 10_001, "count")]
)
def test_data_too_deep_or_too_large_has_one_problem(data: object, kind: str) -> None:
    for where in (data, {"edition": "2021", "x": data}):
        with pytest.raises(gs.InvalidReport) as caught:
            gs.from_data(where)

        assert [("", kind)] == [(problem.pointer, problem.kind) for problem in caught.value.problems]


@pytest.mark.parametrize("thing", [None, 3, {}, [b"{}"]])
def test_what_is_neither_text_nor_bytes_is_refused(thing: Any) -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_json(thing)

    assert [("", "type", "string")] == [
        (problem.pointer, problem.kind, problem.expected) for problem in caught.value.problems
    ]


@pytest.mark.parametrize("levels", [1, 32])
def test_depth_within_the_limit_is_no_problem(levels: int) -> None:
    assert [] == ijson.check(deep(levels))


def test_every_fault_in_data_is_found_with_its_pointer() -> None:
    data = {"a/b": [1, float("nan"), {"~": "\ufdd0"}], "c": {1, 2}, "\udfff": "\U0001ffff", "ok": [True, None, 1.5]}

    assert [
        ("/\\udfff", "encoding"),
        ("/a~1b/1", "type"),
        ("/a~1b/2/~0", "encoding"),
        ("/c", "type"),
        ("/\\udfff", "encoding"),
    ] == [(problem.pointer, problem.kind) for problem in ijson.check(data)]


@given(st.text() | st.binary())
def test_any_text_is_refused_or_a_report(text: str | bytes) -> None:
    with pytest.raises(gs.InvalidReport):
        gs.from_json(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(JSON, st.sampled_from(["2019", "2021"]))
def test_any_data_is_refused_or_a_report(data: Any, edition: str) -> None:
    for document in (data, {"edition": edition, "requests": data}, {"edition": edition, "notes": [data]}):
        with pytest.raises(gs.InvalidReport):
            gs.from_data(document)
        with pytest.raises(gs.InvalidReport):
            gs.from_json(json.dumps(document))


@given(JSON)
def test_what_check_passes_is_written_and_read_back(data: Any) -> None:
    if not ijson.check(data):
        for indent in (None, 2):
            assert data == json.loads(ijson.write(data, indent))


def test_a_low_recursion_limit_of_the_caller_is_no_other_exception() -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(200)
    try:
        with pytest.raises(gs.InvalidReport):
            gs.from_json("[" * 1_000)
    finally:
        sys.setrecursionlimit(limit)
