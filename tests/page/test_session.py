"""What the page asks of the library, without a browser: in plain texts, and with nothing but attrs and cattrs."""

import json
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from tests.page.given import JSON, REAL_REPORTS, found, messages, text_of
from tests.run import ROOT, python

import govinfo_schema as gs
from docs import generate

SESSION: Any = import_module("docs.try.session")
BUILD: Any = import_module("docs.try.build")
# Everything the page does, where only what the page carries can be imported.
ALONE = """
import json, sys
from importlib.abc import MetaPathFinder

class Refuse(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"jsonschema", "jsonschema_rs", "lxml", "rpds", "referencing", "hypothesis"}:
            raise AssertionError(name)

sys.meta_path.insert(0, Refuse())
import session

for path in sys.argv[1:]:
    text = open(path, encoding="utf-8-sig").read()
    for language in ("zh", "en"):
        told = json.loads(session.look(text, 2020, "某局", language))
        if "json" in told:
            session.check(told["json"], language)
            found = json.loads(session.repairs(told["json"], language))["repairs"]
            [session.repaired(told["json"], at) for at, one in enumerate(found) if one["applies"]]
print(session.about())
"""


def test_nothing_on_its_way_imports_jsonschema_or_lxml() -> None:
    given = [
        *map(str, JSON),
        *map(str, REAL_REPORTS),
        str(ROOT / "pyproject.toml"),
        str(ROOT / "tests/check/messages.txt"),
    ]
    code, printed, complaints = python(
        "-c", f"import sys; sys.path.insert(0, {str(ROOT / 'docs' / 'try')!r})\n{ALONE}", *given
    )

    assert (0, "") == (code, complaints)
    assert f"{version('govinfo-schema')}\n" == printed


def test_the_pasted_example_shows_a_slip_its_repair_and_a_sentence_that_differs() -> None:
    text = BUILD.sample()
    reading = gs.read_text(text)
    assert reading.report is not None
    told = json.loads(SESSION.look(text, None, "", "zh"))

    assert ["broken", "broken", "warning"] == [one["kind"] for one in told["findings"]]
    assert ["requests.row_total", "requests.handled_total", "narrative.received"] == [
        one.rule for one in found(reading.report)
    ]
    assert messages(reading.report) == [one["message"] for one in told["findings"]]
    assert ["digits swapped"] == [repair.looks_like for repair in gs.suggest_repairs(reading.report).repairs]
    assert ([], []) == (told["doubts"], told["remarks"])


def test_what_cannot_be_read_has_problems_and_nothing_else() -> None:
    told = json.loads(SESSION.look("你好", None, "", "zh"))

    assert {
        "problems": [
            {"message": "没有找到年度报告的表格。请检查是否放错了文件，或者漏了表格", "kind": "form", "room": "reading"}
        ],
        "head": False,
    } == told
    assert ["problems"] == list(json.loads(SESSION.look("[]", None, "", "en")))


def test_of_many_problems_the_first_are_listed_and_the_rest_counted() -> None:
    data = json.loads(text_of(JSON[0]))
    text = json.dumps(data | {f"x{number}": number for number in range(300)})
    told = json.loads(SESSION.look(text, None, "", "en"))["problems"]

    assert 201 == len(told)
    assert {"message": "… and 100 more", "kind": "", "room": "problem"} == told[-1]
    assert "……另有 100 处" == json.loads(SESSION.look(text, None, "", "zh"))["problems"][-1]["message"]


def test_every_kind_that_is_told_can_be_looked_up() -> None:
    torn = "本年制发件数\t本年废止件数\t现行有效件数\n规章\t２\t1\t3\n一、本年新收政府信息公开申请数量\t1 1 2"
    told = json.loads(SESSION.look(torn, 2025, "某局", "zh"))
    listed = [*told["doubts"], *told["remarks"], *json.loads(SESSION.look("{", None, "", "zh"))["problems"]]
    page = generate.problems()

    assert {"normalised", "absent", "doubtful", "missing", "syntax"} <= {one["kind"] for one in listed}
    for one in listed:
        assert f'<span id="{one["room"]}.{one["kind"].replace(" ", "-")}"></span>' in page


def test_the_page_knows_the_reference_only_where_the_site_is_around_it(tmp_path: Path) -> None:
    assert BUILD.lookup(tmp_path / "page") == ""

    book = tmp_path / "generated" / "rule-book.html"
    book.parent.mkdir()
    book.touch()
    assert (tmp_path / "try" / BUILD.lookup(tmp_path / "try") / book.name).resolve() == book


def test_a_note_of_the_organ_takes_a_finding_off_the_broken() -> None:
    case = json.loads(text_of(ROOT / "schemas" / "conformance" / "2021" / "noted-cell.json"))
    report = gs.from_data(case["report"])
    told = json.loads(SESSION.check(gs.to_json(report), "zh"))

    assert "noted" in {one["kind"] for one in told["findings"]}
    assert len(gs.verify(report).errors) == sum(one["kind"] == "broken" for one in told["findings"])


def test_a_repair_that_leaves_a_figure_open_is_not_offered() -> None:
    reports = [gs.from_json(path.read_bytes()) for path in JSON]
    for report in reports:
        told = json.loads(SESSION.repairs(gs.to_json(report), "zh"))
        suggested = gs.suggest_repairs(report)
        assert [one["applies"] for one in told["repairs"]] == [
            None not in {change.proposed for change in repair.changes} for repair in suggested.repairs
        ]
        assert told["head"] == str(suggested).splitlines()[0]
        assert bool(told["end"]) == bool(suggested.repairs and not suggested.complete)


def test_a_repair_that_is_not_there_is_an_error() -> None:
    with pytest.raises(IndexError):
        SESSION.repaired(text_of(JSON[0]), 1_000)
