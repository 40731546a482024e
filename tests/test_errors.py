"""What a problem says, and that it says what to do."""

import pickle
from typing import get_args

import pytest

import govinfo_schema as gs
from govinfo_schema.errors import Kind, Language

CELL = "/requests/received/total"


@pytest.mark.parametrize(
    ("problem", "chinese", "english"),
    [
        (
            gs.Problem(
                pointer=CELL, kind="type", found='"3"', expected="integer | null", label="总计", english="total"
            ),
            '总计（/requests/received/total）：应为整数，空白时写 null，现为 "3"。请写阿拉伯数字的整数，不加引号。',
            'total (/requests/received/total): expected an integer, or null for a blank, found "3". '
            "Write a whole number in digits, without quotes.",
        ),
        (
            gs.Problem(pointer=CELL, kind="range", found="-1", expected="0..9007199254740991"),
            "/requests/received/total：不能小于 0，也不能大于 9007199254740991，现为 -1。请核对这个数。",
            "/requests/received/total: must not be below 0 or above 9007199254740991, found -1. Check the figure.",
        ),
        (
            gs.Problem(pointer="/requests", kind="missing", expected="object | null"),
            "/requests：缺少这一项。请补上，应为一组数据（对象），没有这一节时写 null。",
            "/requests: this member is missing. Add it: an object, or null for a section left out.",
        ),
        (
            gs.Problem(pointer="/totl", kind="unknown", found="1", hint="total"),
            "/totl：这一版格式里没有这一项（现为 1）。最接近的是“total”。若不是它，请删去这一项。",
            "/totl: this edition of the form has no such member (found 1). "
            "The nearest is “total”. If that is not meant, delete it.",
        ),
        (
            gs.Problem(pointer="/zz", kind="unknown", found="1"),
            "/zz：这一版格式里没有这一项（现为 1）。请删去这一项。",
            "/zz: this edition of the form has no such member (found 1). Delete it.",
        ),
        (
            gs.Problem(pointer="/edition", kind="unknown", found='"2020"', expected='"2019" | "2021"', hint="2021"),
            '/edition：只能是 "2019" 或 "2021"，现为 "2020"。请改为其中之一。最接近的是“2021”。',
            '/edition: expected "2019" or "2021", found "2020". Use one of these. The nearest is “2021”.',
        ),
        (
            gs.Problem(pointer="/edition", kind="type", found="2021", expected='"2019" | "2021"', hint="2021"),
            '/edition：应为"2019" 或 "2021"，现为 2021。请写成带引号的文字。最接近的是“2021”。',
            '/edition: expected "2019" or "2021", found 2021. Write text in quotes. The nearest is “2021”.',
        ),
        (
            gs.Problem(pointer="/period", kind="type", found="null", expected="object"),
            "/period：应为一组数据（对象），现为 null。这里不能空白：可有可无的，请整项删去；必须有的，请填上。",
            "/period: expected object, found null. "
            "It cannot be blank: leave the member out if it is optional, else fill it in.",
        ),
        (
            gs.Problem(pointer=None, kind="syntax", found='"}"', line=3, column=9),
            '第 3 行第 9 列：不是合法的 JSON，从 "}" 起读不下去。请从这里往前查：引号、逗号、括号是否成对、齐全。',
            'Line 3, column 9: not valid JSON from "}" on. Look before it for a missing quote, comma or bracket.',
        ),
        (
            gs.Problem(pointer=None, kind="syntax", found='""', line=1, column=28),
            "第 1 行第 28 列：不是合法的 JSON，从 文末 起读不下去。请从这里往前查：引号、逗号、括号是否成对、齐全。",
            "Line 1, column 28: not valid JSON from the end of the text on. "
            "Look before it for a missing quote, comma or bracket.",
        ),
        (
            gs.Problem(pointer="", kind="type", found="[…]", expected="object"),
            "整份文件：应为一组数据（对象），现为 […]。请写成 {…}，里面一项一项写名称和值。",
            "The document: expected object, found […]. Write {…} with a name and a value for each member.",
        ),
        (
            gs.Problem(pointer="/published_on", kind="pattern", found='"2026.1.31"', expected="^…$", hint="2025-01-31"),
            '/published_on：写法不对，现为 "2026.1.31"。请写成 2025-01-31 的样子。',
            '/published_on: found "2026.1.31", which is not written as it should be. Write it like 2025-01-31.',
        ),
    ],
)
def test_a_problem_says_what_is_wrong_and_what_to_do(problem: gs.Problem, chinese: str, english: str) -> None:
    assert chinese == problem.message() == problem.message("zh")
    assert english == problem.message("en")


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("language", get_args(Language))
def test_every_kind_has_a_sentence_in_both_languages(kind: Kind, language: Language) -> None:
    message = gs.Problem(pointer="/x", kind=kind, found="F", expected="E", hint="H").message(language)

    assert message.startswith(("/x：", "/x: "))
    assert message.endswith((".", "。"))
    assert not {"{", "}"} & set(message)


def test_a_long_list_of_problems_is_cut_and_counted() -> None:
    problems = [gs.Problem(pointer=f"/x{number}", kind="unknown", found="1") for number in range(25)]
    text = str(gs.InvalidReport(problems)).splitlines()

    assert "The document has 25 problem(s):" == gs.InvalidReport(problems).message("en").splitlines()[0]
    assert "- … and 5 more" == gs.InvalidReport(problems).message("en").splitlines()[-1]
    assert "文件有 25 处问题：" == text[0]
    assert "- ……另有 5 处" == text[-1]
    assert 22 == len(text)


def test_an_invalid_report_is_a_value_error_with_one_base_and_survives_pickling() -> None:
    error = gs.InvalidReport([gs.Problem(pointer="/x", kind="unknown", found="1")])
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert isinstance(error, ValueError)
    assert isinstance(error, gs.GovinfoError)
    assert issubclass(gs.InvalidForm, gs.GovinfoError)
    assert error.problems == again.problems
    assert str(error) == str(again)
