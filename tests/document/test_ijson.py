"""Hostile text is refused with one problem, never with another exception, never after a long wait."""

import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_schema as gs
from govinfo_schema.document import ijson
from govinfo_schema.document.layout import write

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
        ('{"a": 1 "b"}', "syntax", 1, 9, '"\\"b\\"}"'),
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
    ("data", "kind"),
    [
        (deep(100_000), "depth"),
        (cyclic(), "depth"),
        (bushy(), "count"),
        ([0] * 10_001, "count"),
        ("x" * 8_000_001, "size"),
    ],
    ids=["deep", "cyclic", "bushy", "long list", "long text"],
)
def test_data_too_deep_or_too_large_has_one_problem(data: object, kind: str) -> None:
    for where in (data, {"edition": "2021", "x": data}):
        with pytest.raises(gs.InvalidReport) as caught:
            gs.from_data(where)

        assert [("", kind)] == [(problem.pointer, problem.kind) for problem in caught.value.problems]


def test_text_that_is_too_long_tells_how_long_it_is_and_how_long_it_may_be() -> None:
    (problem,) = ijson.check(["x" * 5_000_000, "y" * 4_000_000])

    assert ("size", "9000000", "8000000") == (problem.kind, problem.found, problem.expected)


def test_ten_thousand_values_are_within_the_limit_and_no_more() -> None:
    assert [] == ijson.check([0] * 9_999)  # the list is one of them
    assert ["count"] == [problem.kind for problem in ijson.check([0] * 10_000)]


def test_a_number_beyond_all_doubles_is_told_the_bounds() -> None:
    (problem,) = ijson.check([10**400])

    assert ("/0", "range", "-1e308..1e308") == (problem.pointer, problem.kind, problem.expected)


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
        ("/\udfff", "character"),
        ("/a~1b/1", "type"),
        ("/a~1b/2/~0", "character"),
        ("/c", "type"),
        ("/\udfff", "character"),
    ] == [(problem.pointer, problem.kind) for problem in ijson.check(data)]


def test_what_json_has_no_word_for_is_told_all_that_it_has() -> None:
    (problem,) = ijson.check([object()])

    assert ("/0", "<object>") == (problem.pointer, problem.found)
    assert "object | array | string | number | boolean | null" == problem.expected


def test_a_long_text_is_cut_and_ends_in_dots() -> None:
    assert f'"{"甲" * ijson.SHOWN}"…' == ijson.show("甲" * 100)
    assert f'"{"甲" * ijson.SHOWN}"' == ijson.show("甲" * ijson.SHOWN)


@pytest.mark.parametrize("text", ["", "报告", "𠮷😀", "\ue000\ufffd\U0010fffd", "\ud7ff"])
def test_rare_characters_are_text(text: str) -> None:
    assert ijson.odd_character(text) is None


@pytest.mark.parametrize("odd", ["\udfff", "\ufdd0", "\ufdef", "\ufffe", "\U0001fffe", "\U0010ffff"])
def test_surrogates_and_noncharacters_are_not(odd: str) -> None:
    assert f"U+{ord(odd):04X}" == ijson.odd_character(f"报告😀{odd}")


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
            assert data == json.loads(write(data, indent))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[" * 4_000_000, "depth"),
        ("[" + "[]," * 2_000_000 + "[]]", "count"),
        ("[" + ",".join(['{"a":1,"a":1}'] * 500_000) + "]", "count"),
        ("[" + ",".join(["1.1"] * 1_500_000) + "]", "count"),
        ('["' + "a," * 3_000_000 + '"]', "type"),
        ('["' + "[" * 7_000_000 + '"]', "type"),
        ('["' + '\\"[,' * 1_500_000, "syntax"),
    ],
    ids=range(7),
)
def test_large_text_is_refused_before_the_scanner_sees_it_or_read_if_it_is_only_long(text: str, kind: str) -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_json(text)

    assert kind == caught.value.problems[0].kind


def test_a_raised_recursion_limit_does_not_let_a_depth_bomb_through() -> None:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(1_000_000)
    try:
        with pytest.raises(gs.InvalidReport):
            gs.from_json("[" * 200_000)
    finally:
        sys.setrecursionlimit(limit)


def test_pointers_of_many_faults_below_a_long_name_stay_short() -> None:
    inner = ",".join(f'"a{number}":NaN' for number in range(3_000))
    text = f'{{"{"b" * 1_000_000}": {{{inner}}}}}'
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_json(text)

    assert 3_001 == len(caught.value.problems)
    assert 150 > max(len(problem.pointer or "") for problem in caught.value.problems)


@pytest.mark.parametrize("name", ["a\nb", "a\u2028b", "\u202e", "\x00", "\x1b[31m"])
def test_a_name_cannot_break_or_colour_a_message(name: str) -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_json(json.dumps({"edition": "2021", name: name}))
    (problem,) = [problem for problem in caught.value.problems if problem.kind == "unknown"]

    assert f"/{name}" == problem.pointer
    assert problem.message().isprintable()
    assert problem.message("en").isprintable()
