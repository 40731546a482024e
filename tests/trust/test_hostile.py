"""Used as nobody meant it to be: by many threads at once, from process to process, stripped, in any locale."""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from copy import copy, deepcopy
from decimal import ROUND_UP, Context, Decimal, FloatOperation, Inexact, localcontext
from inspect import isclass
from pathlib import Path
from time import process_time
from typing import Any

import attrs
import pytest
from tests.tools.published import command
from tests.trust.attacks import FOURTH, HEAD, ROW, WHOSE
from tests.trust.use import PROSE, ROOT, SOUND, STEPS, THREADS, digest, inner, told

import govinfo_schema as gs
from govinfo_schema.form.vocabulary import MAXIMUM
from govinfo_schema.form.walk import figures, places, with_figures

VALUES = {name: step() for name, step in STEPS.items()}
DOCUMENT = gs.to_json(gs.from_json(SOUND), indent=2)
PAGE = gs.render(gs.from_json(SOUND), "html")
TABLES = gs.render(gs.from_json(SOUND), "markdown")


def use(*arguments: str, **environment: str) -> list[str]:
    """What `tests.trust.use` prints in a process of its own."""
    paths = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    done = subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONPATH": paths, "PYTHONUTF8": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout.splitlines()


def everything() -> list[Any]:
    """Every value of a public class that the steps give, inner ones too."""
    todo, found = [*VALUES.values()], list[Any]()
    for value in todo:
        todo += inner(value)
        found += [value] if type(value).__module__.startswith("govinfo_schema") else []
    return found


def first(text: str) -> gs.Problem:
    """What is wrong with a text, first of all."""
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_json(text)
    return caught.value.problems[0]


@pytest.mark.parametrize("task", ["together", "apart"])
def test_threads_that_all_use_it_for_the_first_time_get_the_same(task: str) -> None:
    assert [str(sorted(digest().items()))] * THREADS == use("-m", "tests.trust.use", task)


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        (["-O"], {}),
        ([], {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
        ([], {"PYTHONHASHSEED": "1"}),
        ([], {"PYTHONHASHSEED": "2"}),
        ([], {"PYTHONINTMAXSTRDIGITS": "640"}),
    ],
    ids=["-O", "locale C", "hash seed 1", "hash seed 2", "short ints"],
)
def test_what_it_says_does_not_hang_on_options_or_environment(options: list[str], environment: dict[str, str]) -> None:
    assert [str(sorted(digest().items()))] == use(*options, "-m", "tests.trust.use", **environment)


def test_without_docstrings_only_the_descriptions_of_classes_are_lost() -> None:
    (printed,) = use("-OO", "-m", "tests.trust.use")
    stripped = dict(json.loads(printed.replace("(", "[").replace(")", "]").replace("'", '"')))

    assert {"reference", "schema"} == {name for name, said in digest().items() if stripped[name] != said}


@pytest.mark.parametrize(
    "context",
    [Context(prec=3, rounding=ROUND_UP), Context(traps=[Inexact, FloatOperation])],
    ids=["three digits", "inexact is an error"],
)
def test_what_it_says_does_not_hang_on_the_caller_s_arithmetic(context: Context) -> None:
    plain = digest()
    with localcontext(context):
        assert plain == digest()


def test_every_public_class_is_tried() -> None:
    classes = {thing for name in gs.__all__ if isclass(thing := getattr(gs, name))}

    assert set() == classes - {cls for value in everything() for cls in type(value).__mro__}


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_values_survive_pickling(protocol: int) -> None:
    for value in everything():
        again = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - our own

        assert told(value) == told(again)
        assert isinstance(value, Exception) or value == again


def test_values_say_the_same_in_another_process(tmp_path: Path) -> None:
    there = tmp_path / "values"
    there.write_bytes(pickle.dumps(VALUES))
    script = (
        "import pathlib, pickle, sys; from tests.trust.use import told; there = pathlib.Path(sys.argv[1]);"
        "sent = pickle.loads(there.read_bytes()); print([told(value) for value in sent.values()]);"
        "there.write_bytes(pickle.dumps(sent))"
    )
    said = use("-c", script, str(there))
    again = pickle.loads(there.read_bytes())  # noqa: S301 - our own

    assert [str([told(value) for value in VALUES.values()])] == said
    assert {**VALUES, **again} == {**again, **{n: v for n, v in VALUES.items() if not isinstance(v, Exception)}}


def test_copies_are_equal_and_have_the_same_hash() -> None:
    for value in everything():
        if isinstance(value, Exception):
            assert told(value) == told(copy(value)) == told(deepcopy(value))
        else:
            assert 1 == len({value, copy(value), deepcopy(value)})
            assert told(value) == told(deepcopy(value))
            assert value != told(value)


def test_values_cannot_be_changed() -> None:
    for value in everything():
        for field in getattr(value, "__attrs_attrs__", ()):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(value, field.name, None)


def test_reports_that_differ_in_one_cell_are_not_equal(report: gs.Report) -> None:
    others = {with_figures(report, {cell: MAXIMUM}) for cell in figures(report)}

    assert len(figures(report)) == len(others)
    assert report not in others


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_read_the_same(end: str) -> None:
    def ended(text: str) -> str:
        return text.replace("\n", end)

    assert gs.from_json(DOCUMENT) == gs.from_json(ended(DOCUMENT)) == gs.from_json(ended(DOCUMENT).encode())
    for read, text in ((gs.read_text, TABLES), (gs.read_html, PAGE)):
        assert figures(_read(read(text))) == figures(_read(read(ended(text))))
        assert _prose(read(text)) == _prose(read(ended(text)))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_prose_with_line_ends_of_other_systems_claims_the_same(end: str) -> None:
    text = "全年新收申请 5 件\n其中自然人 3 件\n上年结转 2 件\n\n行政复议 1 件\n"

    def claimed(text: str) -> list[tuple[object, ...]]:
        return [(claim.what, claim.number, claim.applicants, claim.scope, claim.parts) for claim in gs.claims(text)]

    assert 4 <= len(claimed(text))
    assert claimed(text) == claimed(text.replace("\n", end))


def _read(reading: gs.Reading) -> gs.Report:
    assert reading.report is not None
    return reading.report


def _prose(reading: gs.Reading) -> list[list[str]]:
    report = _read(reading)
    return [(text or "").split() for text in (report.overview, report.problems_and_improvements, report.other_matters)]


def test_a_byte_order_mark_before_tables_or_prose_is_no_part_of_them() -> None:
    assert gs.read_text(TABLES).report == gs.read_text(f"\ufeff{TABLES}").report
    assert gs.read_html(PAGE).report == gs.read_html(f"\ufeff{PAGE}").report
    assert [claim.number for claim in gs.claims(PROSE)] == [claim.number for claim in gs.claims(f"\ufeff{PROSE}")]


def test_a_byte_order_mark_before_json_lines_is_named_and_the_rest_is_read() -> None:
    line = gs.to_json(gs.from_json(SOUND))
    for stream in (f"\ufeff{line}\r\n{line}\r\n", f"\ufeff{line}\r\n{line}\r\n".encode()):
        bad, good = gs.iter_from_json_lines(stream)

        assert ("encoding", 1, 1, "BOM") == (
            bad.problems[0].kind, bad.problems[0].line, bad.problems[0].column, bad.problems[0].found,
        )  # fmt: skip
        assert good.report == gs.from_json(SOUND)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_other_encodings_are_refused_with_a_place(encoding: str) -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_json(DOCUMENT.encode(encoding))
    (problem,) = caught.value.problems
    lines = [*gs.iter_from_json_lines(gs.to_json(gs.from_json(SOUND)).encode(encoding))]

    assert problem.kind in {"encoding", "syntax"}
    assert (1, 1) <= (problem.line or 0, problem.column or 0)
    assert lines
    assert [None] * len(lines) == [line.report for line in lines]
    assert {"encoding", "syntax"} >= {problem.kind for line in lines for problem in line.problems}


@pytest.mark.parametrize("read", [gs.read_text, gs.read_html])
def test_what_was_decoded_wrongly_is_no_report(read: Callable[[str], gs.Reading]) -> None:
    for encoding in ("utf-16-le", "gb18030"):
        wrong = read(TABLES.encode(encoding).decode("latin-1"))

        assert None is wrong.report
        assert ["form"] == [problem.kind for problem in wrong.problems]


@pytest.mark.parametrize(
    "page",
    [
        f'<?xml version="1.0" encoding="utf-8"?>\n{PAGE}',
        f'<?xml version="1.0" encoding="gb2312" standalone="yes"?>\n{PAGE}',
        PAGE.replace('charset="utf-8"', 'charset="gb2312"'),
        PAGE.replace("<body>", "<body>\x00"),
        PAGE.replace("</body>", "\ud800</body>"),
    ],
    ids=["declared", "declared otherwise", "charset", "NUL", "surrogate"],
)
def test_a_page_that_was_decoded_is_read_whatever_it_says_of_its_encoding(page: str) -> None:
    assert figures(_read(gs.read_html(PAGE))) == figures(_read(gs.read_html(page)))


def test_a_number_of_any_size_in_a_table_is_read_or_named() -> None:
    for cell in (10**5_000, float("inf"), Decimal("1e400"), "9" * 5_000, "1" * 100_000):
        found = gs.read_tables([[["信息内容", "本年制发件数"], ["规章", cell, 2, 3]]], year=2025, organ="某局")

        assert found.report is not None
        assert None is figures(found.report)["/proactive_disclosure/administrative_rules/issued"]
        assert found.problems


@pytest.mark.parametrize("read", [gs.from_json, gs.read_text, gs.read_html, gs.claims])
def test_bytes_or_nothing_where_a_text_is_due_are_refused_as_such(read: Callable[[Any], object]) -> None:
    for thing in (None, 3, *([b"\xff\xfe"] if read in {gs.read_text, gs.claims} else [])):
        with pytest.raises((TypeError, AttributeError, gs.InvalidReport)):
            read(thing)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}{ROW}{'1' * 100_000}", f"{FOURTH}111{',111' * 25_000}1", f"{FOURTH}{'1 2 3 4 x ' * 10_000}",
        f"{HEAD}{ROW}{'1,' * 50_000}x\t1\t2\t3", f"{HEAD}{ROW}{'一' * 300_000} 1 2 3",
    ],
    ids=["digits", "grouped digits", "figures and words", "commas in a cell", "a long word"],
)  # fmt: skip
def test_a_line_without_end_in_a_table_does_not_keep_one_waiting(text: str) -> None:
    """20 KB of digits took ten seconds, and four times as long when twice as long."""
    started = process_time()
    gs.read_text(text, **WHOSE)

    assert 10 > process_time() - started


def test_many_unknown_columns_and_long_names_are_answered_at_once() -> None:
    """Each of a thousand names was held against all known ones."""
    names = {f"/{number}".ljust(60, "x"): [1] for number in range(1_000)} | {"/total" * 50_000: [1]}
    started = process_time()
    with pytest.raises(gs.InvalidReport) as caught:
        next(gs.from_columns(gs.to_columns([gs.from_json(SOUND)], edition="2021") | names))

    assert len(names) == len(caught.value.problems)
    assert 10 > process_time() - started


def test_a_misspelt_column_is_told_the_name_that_was_meant() -> None:
    columns = gs.to_columns([gs.from_json(SOUND)], edition="2021")
    column = "/requests/handled/withheld/prohibited_by_law/organizations/commercial_enterprise"
    columns[column.replace("prohibited", "prohibted")] = columns.pop(column)
    with pytest.raises(gs.InvalidReport) as caught:
        next(gs.from_columns(columns))

    assert column in {problem.hint for problem in caught.value.problems} | {p.pointer for p in caught.value.problems}


def test_copied_texts_of_the_largest_size_are_told_at_once() -> None:
    """Two texts of 100,000 characters took a second, and four times as long when twice as long."""
    text = "全年主动公开信息，回应群众关切。" * 12_500
    now = attrs.evolve(gs.from_json(SOUND), overview=f"又{text[1:]}")
    started = process_time()
    found = gs.verify_succession(attrs.evolve(now, year=now.year - 1, overview=text), now)

    assert 200_000 == len(text)
    assert "succession.text_copied" in {finding.rule for finding in found}
    assert 2 > process_time() - started


@pytest.mark.parametrize("amount", ["9007199254740991", "0.1", "1e-7", "73802895.90", "123456789012.345"])
@pytest.mark.parametrize("end", ["maximum", "minimum"])
def test_the_largest_numbers_go_through_javascript_and_back(
    report: gs.Report, amount: str, end: str, tmp_path: Path
) -> None:
    cells = places(type(report))
    largest = with_figures(
        report,
        {
            cell: Decimal(amount) if cells[cell].type is Decimal else getattr(cells[cell].bounds, end)
            for cell in figures(report)
        },
    )
    sent = tmp_path / "sent.json"
    sent.write_text(gs.to_json(largest), encoding="utf-8")
    done = command("node", "-p", f"JSON.stringify(JSON.parse(fs.readFileSync({json.dumps(str(sent))}, 'utf8')))")

    assert (0, "") == (done.returncode, done.stderr)
    assert largest == gs.from_json(done.stdout)
    assert end == "minimum" or MAXIMUM in figures(largest).values()
