"""Printed tables to reports: every cell right, or blank with a problem that names it."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from time import process_time
from typing import Any, Literal, cast

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.generated import examples, sound

import govinfo_schema as gs
from govinfo_schema.form.walk import figures
from govinfo_schema.strategies import reports

REPORTS = Path(__file__).parents[3] / "shared" / "reports"
RAW = sorted((*REPORTS.glob("*.raw.*"), *REPORTS.glob("*.full.txt")))
OPEN = Path(__file__).with_name("open.tsv")
"""What the torn or run-on texts leave open: every problem of every table at hand, and the readings that remain."""
needs_reports = pytest.mark.skipif(not RAW, reason="../shared is absent")


def read(text: str, kind: str = "text") -> gs.Reading:
    """Read a text of one kind, for an organ and a year that it may not say."""
    return {"html": gs.read_html, "text": gs.read_text}[kind](text, year=2024, organ="某局")


def wrong(found: gs.Reading, meant: gs.Report) -> dict[str, object]:
    """Cells that were read otherwise than meant: the one failure that counts."""
    assert found.report is not None
    got = figures(found.report)
    return {cell: got[cell] for cell, figure in figures(meant).items() if got[cell] not in {None, figure}}


def unsaid(found: gs.Reading, meant: gs.Report) -> list[str]:
    """Cells that stayed blank though they are printed, and that no problem names."""
    assert found.report is not None
    got, told = figures(found.report), tuple(remark.pointer for remark in found.problems)
    return [
        cell for cell, figure in figures(meant).items() if got[cell] is None is not figure and not cell.startswith(told)
    ]


@needs_reports
@pytest.mark.parametrize("path", [path for path in RAW if "suqian" not in path.name], ids=lambda path: path.name)
def test_published_tables_are_read_right_or_left_blank_with_a_problem(path: Path) -> None:
    name = path.name.split(".")[0]
    meant = gs.from_json((REPORTS / f"{name}.json").read_bytes())
    found = read(path.read_text(encoding="utf-8"), "html" if path.suffix == ".html" else "text")
    assert found.report is not None
    assert type(meant) is type(found.report)
    assert {} == wrong(found, meant)
    assert [] == unsaid(found, meant)
    assert all(remark.message("zh") and remark.message("en") for remark in (*found.notes, *found.problems))


def problems() -> str:
    """What is open in the published tables, as it is kept."""
    lines: list[str] = []
    for path in RAW:
        found = read(path.read_text(encoding="utf-8"), "html" if path.suffix == ".html" else "text")
        lines += [path.name] if found.problems else [f"{path.name}\tnone"]
        for one in found.problems:
            readings = ("—" if figure is None else str(figure) for figure in one.readings)
            lines.append("\t".join(["", one.pointer or "", one.kind, *readings]))
    return "\n".join(lines) + "\n"


@needs_reports
def test_every_problem_of_every_published_table_is_on_record() -> None:
    """Every other cell is there: none is left blank unsaid."""
    assert OPEN.read_text(encoding="utf-8") == problems()


@needs_reports
def test_two_reports_side_by_side_are_said_not_guessed() -> None:
    found = read((REPORTS / "suqian-2023-2024.raw.txt").read_text(encoding="utf-8"))

    assert found.report is None
    assert ["里面不止一份报告。请分开来读"] == [problem.message() for problem in found.problems]


@pytest.mark.parametrize(("doubled", "kinds"), [(3, []), (4, ["reports"])])
def test_it_takes_more_than_three_rows_of_double_length_to_make_two_reports(doubled: int, kinds: list[str]) -> None:
    lines = gs.render(sound("2021", 3), "markdown").splitlines()
    rows = [
        at for at, line in enumerate(lines) if re.search(r"[一二四]、.*申请|[1-4]\.", line) and line.count("|") == 9
    ]
    for at in rows[:doubled]:
        label, *cells = lines[at].strip("|").split("|")
        lines[at] = "|".join(["", label, *cells, *cells, ""])

    assert doubled <= len(rows)
    assert kinds == [problem.kind for problem in gs.read_text("\n".join(lines)).problems if problem.kind == "reports"]


@needs_reports
def test_a_whole_report_is_read_with_its_year_and_its_prose() -> None:
    found = gs.read_text((REPORTS / "xinjiang-kjt-2019.full.txt").read_text(encoding="utf-8"))
    assert found.report is not None

    assert (2019, "自治区科技厅") == (found.report.year, found.report.organ.name)
    assert "加强组织领导" in str(found.report.overview)
    assert "第二十条" not in str(found.report.overview)
    assert found.report.problems_and_improvements
    assert found.report.other_matters is None
    assert any(note.kind == "left over" for note in found.notes)


@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
@pytest.mark.parametrize("seed", range(40))
def test_what_is_printed_is_read_back(seed: int, kind: str) -> None:
    meant = attrs.evolve(sound(("2019", "2021")[seed % 2], seed), introduction="根据条例第五十条编制。")
    page = gs.render(meant, "html" if kind == "html" else "text" if kind == "text" else "markdown")
    found = gs.read_html(page) if kind == "html" else gs.read_text(page)
    assert found.report is not None

    assert figures(meant) == figures(found.report)
    assert (meant.year, meant.overview) == (found.report.year, found.report.overview)
    assert "根据条例第五十条编制。" == found.report.introduction
    assert () == found.problems


@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
@settings(max_examples=examples(2.5), phases=[Phase.explicit, Phase.generate])
@given(report=reports(), marked=st.booleans())
def test_whatever_is_in_the_cells_is_read_back(
    report: gs.Report, kind: Literal["text", "markdown", "html"], marked: bool
) -> None:
    """But for names and prose that are labels of the form."""
    prose = {"overview": "正文。", "problems_and_improvements": None, "other_matters": ""}
    report = attrs.evolve(report, organ=attrs.evolve(report.organ, name="某局"), **cast("Any", prose))
    page = gs.render(report, kind, findings=gs.verify(report) if marked else None)
    found = (gs.read_html if kind == "html" else gs.read_text)(page, year=report.year, organ=report.organ.name)
    assert found.report is not None

    data, told = gs.to_data(report), gs.to_data(found.report)
    if data["proactive_disclosure"] and data["proactive_disclosure"].get("procurement", {}).get("amount", 0) is None:
        data["proactive_disclosure"]["procurement"].pop("unit", None)  # of a blank no unit is printed
    for section in ("proactive_disclosure", "requests", "review_and_litigation"):
        assert data[section] == told[section]


def page_break(random: Random, lines: list[str]) -> list[str]:
    at = random.randrange(len(lines))
    return [*lines[:at], "", f"- {random.randint(2, 9)} -", "", *lines[at:]]


def head_again(random: Random, lines: list[str]) -> list[str]:
    heads = [line for line in lines if "自然人" in line]
    at = random.randrange(len(lines))
    return [*lines[:at], *heads[:1], *lines[at:]]


def spaced(random: Random, lines: list[str]) -> list[str]:
    at = random.choice([number for number, line in enumerate(lines) if "." in line[:9] or "、" in line[:9]])
    words = lines[at].strip("|").strip()[:8]
    return [*lines[:at], lines[at].replace(words, " ".join(words)), *lines[at + 1 :]]


def full_width(random: Random, lines: list[str]) -> list[str]:
    wide = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))
    return [line.translate(wide) if random.random() < 0.3 and "、" not in line[:6] else line for line in lines]


def variant(random: Random, lines: list[str]) -> list[str]:
    told = {
        "行政规范性文件": "规范性文件",
        "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
        "（四）": "(四) ",
        "1.": "1、",
    }
    return [line.replace(word, other) for line in lines for word, other in [random.choice(list(told.items()))]]


def torn_label(random: Random, lines: list[str]) -> list[str]:
    at = random.choice(
        [number for number, line in enumerate(lines) if "5.要求行政机关" in line or "（二）部分公开" in line]
    )
    return [*lines[:at], lines[at].replace("确认或", "确认或\n").replace("区分", "区\n分"), *lines[at + 1 :]]


def lost_column(random: Random, lines: list[str]) -> list[str]:
    at = random.randint(2, 8)
    return [
        "|".join(cell for number, cell in enumerate(line.split("|")) if number != at) if line.count("|") == 9 else line
        for line in lines
    ]


def lost_label(random: Random, lines: list[str]) -> list[str]:
    at = random.choice([number for number, line in enumerate(lines) if "属于" in line])
    cells = lines[at].split("|")
    return [*lines[:at], "|".join([cells[0], " ", *cells[2:]]), *lines[at + 1 :]]


def empty_column(random: Random, lines: list[str]) -> list[str]:
    at = random.randint(1, 9)
    return [
        "|".join([*line.split("|")[:at], "  ", *line.split("|")[at:]]) if line.count("|") == 9 else line
        for line in lines
    ]


def broken_row(random: Random, lines: list[str]) -> list[str]:
    at = random.choice([number for number, line in enumerate(lines) if line.count("|") == 9 and "0" in line])
    cells = lines[at].split("|")
    cut = random.randint(3, 8)
    return [*lines[:at], "|".join(cells[:cut]) + "|", "|".join(cells[cut:]), *lines[at + 1 :]]


def no_borders(random: Random, lines: list[str]) -> list[str]:
    return [" ".join(line.replace("|", " " * random.randint(1, 3)).split()) for line in lines]


DAMAGE = [
    page_break, head_again, spaced, full_width, variant, torn_label, lost_column, lost_label, empty_column, broken_row,
    no_borders,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("seed", range(25))
def test_damage_leaves_figures_right_or_blank_with_a_problem(
    seed: int, damage: Callable[[Random, list[str]], list[str]]
) -> None:
    random = Random(seed)  # noqa: S311 - the same every time
    meant = sound(("2019", "2021")[seed % 2], seed)
    lines = damage(random, gs.render(meant, "markdown").splitlines())
    found = gs.read_text("\n".join(lines))

    assert {} == wrong(found, meant)
    assert [] == unsaid(found, meant)


def test_tables_are_read_as_libraries_give_them(report: gs.Report) -> None:
    """Cells that cover several columns repeated or left empty, figures as numbers, empty columns."""
    grids: list[list[list[object]]] = []
    for line in gs.render(report, "markdown").splitlines():
        if line.startswith("|"):
            label, *cells = [cell.strip() for cell in line.strip("|").split("|")]
            grids.append(
                [[label, None, label, *[int(cell) if cell.isdecimal() else cell or None for cell in cells], None]]
            )
    found = gs.read_tables(grids, year=report.year, organ=report.organ.name)
    assert found.report is not None

    assert figures(report) == figures(found.report)
    assert () == found.problems


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", ["form"]),
        ("今天天气很好。", ["form"]),
        ("本年制发件数 本年新制作数量 对外公开总数量 现行有效件数", ["editions"]),
        ("信息内容\t本年制发件数\n规章\t1\t2\t3", ["head"]),
        ("x" * 8_000_001, ["size"]),
        ("x" * 1_000_001, ["size"]),
    ],
)
def test_what_is_no_report_has_one_problem(text: str, kinds: list[str]) -> None:
    for found in (gs.read_text(text), gs.read_html(text), gs.read_tables([[[text]]])):
        assert (None, kinds) == (found.report, [problem.kind for problem in found.problems])
        assert found.problems[0].message("en")


def test_several_figures_in_one_cell_are_as_many_and_a_figure_may_stick_to_its_label() -> None:
    head = "<tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr>"
    rows = (
        "<tr><td>一、本年新收<p>政府信息公开</p><p>申请数量</p></td><td><p>1</p><p>0</p></td><td>0 0 0 0 1</td></tr>"
        "<tr><td>二、上年结转政府信息公开申请数量2</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>2</td></tr>"
    )
    found = gs.read_html(f"<table>{head}{rows}</table>", year=2025, organ="某局")
    assert isinstance(found.report, gs.form2021.Report)
    assert found.report.requests is not None

    assert (1, 0, 1) == _outline(found.report.requests.received)
    assert (2, 0, 2) == _outline(found.report.requests.carried_in)


def _outline(row: gs.form2021.Applicants) -> tuple[int | None, ...]:
    return row.natural_person, row.organizations.commercial_enterprise, row.total


def test_figures_that_may_belong_to_a_row_between_are_not_read() -> None:
    """A page lost the end of one label, its figures and the beginning of the next label."""
    text = "本年制发件数\n一、本年新收政府信息公开申请数量结转政府信息公开申请数量 3 0 0 0 0 0 3\n规章 1 2 3"
    found = gs.read_text(text, year=2025, organ="某局")
    assert isinstance(found.report, gs.form2021.Report)
    assert found.report.requests is not None

    assert None is found.report.requests.received.total
    assert "3" in "".join(figure for note in found.notes for figure in note.printed)


def test_an_edition_is_known_by_its_tables_and_not_by_what_sentences_say() -> None:
    table = "信息内容\t本年制发件数\n规章\t1\t2\t3"
    prose = "一、总体情况\n对外公开总数量，比上年增加。\n二、主动公开政府信息情况\n"
    row = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请\t1\t0\t0\t0\t0\t0\t1"
    only = gs.read_text(row, year=2025, organ="某局")
    assert isinstance(only.report, gs.form2021.Report)
    assert only.report.requests is not None

    assert isinstance(read(prose + table).report, gs.form2021.Report)
    assert ["editions"] == [problem.kind for problem in read(f"对外公开总数量\n{table}").problems]
    assert 1 == only.report.requests.handled.other_handling.not_supplemented_in_time.total


def test_a_head_is_looked_for_in_the_lines_above_but_not_without_end() -> None:
    grid = [["信息内容", "本年制发件数", "", "本年废止件数", "现行有效件数"], *[["", "", "", "", ""]] * 70]
    for rows, kinds in [(grid[:1], set[str]()), (grid, {"inferred"})]:
        found = gs.read_tables([[*rows, ["规章", "1", "", "2", "3"]]], year=2025, organ="某局")
        assert found.report is not None

        assert 3 == figures(found.report)["/proactive_disclosure/administrative_rules/in_force"]
        assert kinds == {note.kind for note in found.notes} - {"absent"}


@needs_reports
def test_what_mixes_two_editions_is_said_and_no_figure_is_lost() -> None:
    text = (REPORTS / "mixed" / "pingtan-shs-2021.raw.txt").read_text(encoding="utf-8")
    found = read(text)
    (problem,) = found.problems

    assert (None, "editions") == (found.report, problem.kind)
    assert "本年新制作数量" in problem.printed
    assert "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请" in problem.printed
    assert sorted(re.findall(r"\d", text)) == sorted(re.findall(r"\d", "".join(found.notes[0].printed)))


@pytest.mark.parametrize(
    ("printed", "value", "kind"),
    [
        ("\uff15", 5, "normalised"), ("1,234", 1234, "normalised"), ("/", None, "normalised"), ("7", 7, None),
        ("22（其中修订16件）", 22, "normalised"), ("+2", 2, "normalised"), ("\uff13 ", 3, "normalised"),
        ("", None, None),
        ("\uff0d", None, "normalised"), ("3.5", None, "doubtful"),
        ("-4", None, "doubtful"), ("9" * 30, None, "doubtful"),
        ("9" * 5_000, None, "doubtful"),
    ],
)  # fmt: skip
def test_a_cell_says_where_it_stands_and_how_it_was_written(printed: str, value: int | None, kind: str | None) -> None:
    grid = [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "0", printed, "0"]]
    for found in (
        gs.read_tables([[["无关"]], grid], year=2025, organ="某局"),
        gs.read_html(f"<table><tr><td>无关</table><table>{_rows(grid)}</table>", year=2025, organ="某局"),
        gs.read_text("\n".join(["无关", *["\t".join(row) for row in grid]]), year=2025, organ="某局"),
    ):
        assert isinstance(found.report, gs.form2021.Report)
        assert found.report.proactive_disclosure is not None
        repealed = "/proactive_disclosure/administrative_rules/repealed"
        source = found.sources[repealed]
        remarks = [remark for remark in (*found.notes, *found.problems) if remark.pointer == repealed]

        assert value == found.report.proactive_disclosure.administrative_rules.repealed
        assert ([kind] if kind else []) == [remark.kind for remark in remarks]
        assert printed.strip() == source.printed
        assert (source.table, source.row, source.column) in {(1, 1, 2), (None, 2, 2)}
        assert not gs.problems(found.report)
        for remark in remarks:
            assert (remark.source, (printed.strip(),)) == (source, remark.printed)
            assert ((value,) if kind == "normalised" else ()) == remark.readings
            assert remark.message("zh").startswith(f"{repealed}：印作 ")


def _rows(grid: list[list[str]]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in grid)


def test_what_a_page_says_before_between_and_after_its_tables_knows_its_line() -> None:
    grid = [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "0", "0", "0"]]
    page = (
        f"<p>甲 11</p><table>{_rows(grid)}</table><p>乙 12</p><table><tr><td>丙</td></tr></table><p>丁</p><p>戊 13</p>"
    )
    found = gs.read_html(page, year=2025, organ="某局")
    told = {note.printed: note.source for note in found.notes if note.kind == "left over"}

    assert {("11",), ("12",), ("13",)} == told.keys()
    assert {None} == {source.table for source in told.values() if source}
    assert [1, 4, 9] == [source.row for source in told.values() if source]


def test_every_figure_knows_its_cell(report: gs.Report) -> None:
    page = [line for line in gs.render(report, "markdown").splitlines() if line.startswith("|")]
    grid = [[cell.strip() for cell in line.strip("|").split("|")] for line in page]
    found = gs.read_tables([grid], year=report.year, organ=report.organ.name)

    for pointer, figure in figures(report).items():
        source = found.sources[pointer]
        assert source.table == 0
        assert source.printed == grid[source.row][source.column]
        assert figure is None or str(figure) in source.printed


def test_a_figure_of_a_text_with_each_cell_on_a_line_of_its_own_knows_its_line_and_no_table(report: gs.Report) -> None:
    rows = [line for line in gs.render(report, "markdown").splitlines() if line.startswith("|")]
    cells = [cell.strip() for line in rows for cell in line.strip("|").split("|")]
    found = gs.read_text("\n".join(cells), year=report.year, organ=report.organ.name)

    assert found.sources
    assert {None} == {source.table for source in found.sources.values()}
    assert all(source.row < len(cells) for source in found.sources.values())


def test_the_number_of_a_remark_is_no_part_of_a_figure() -> None:
    row = "<tr><td>规章</td><td>1<sup>2</sup></td><td>0</td><td>0</td></tr>"
    found = gs.read_html(f"<table>{_rows([['信息内容', '本年制发件数', '本年废止件数', '现行有效件数']])}{row}</table>",
                         year=2025, organ="某局")  # fmt: skip
    issued = "/proactive_disclosure/administrative_rules/issued"

    assert found.report is not None
    assert (1, "1[2]") == (figures(found.report)[issued], found.sources[issued].printed)


def test_a_last_cell_left_blank_of_three_is_blank() -> None:
    grid = [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "1", "0", ""]]
    found = gs.read_tables([grid], year=2025, organ="某局")
    rules = "/proactive_disclosure/administrative_rules"

    assert found.report is not None
    assert [1, 0, None] == [figures(found.report)[f"{rules}/{name}"] for name in ("issued", "repealed", "in_force")]
    assert [] == [note.kind for note in (*found.notes, *found.problems) if note.pointer.startswith(rules)]


def test_a_column_that_is_gone_is_known_by_the_heads_of_the_others() -> None:
    meant = sound("2021", 7)
    lines = lost_column(_Fixed(4), gs.render(meant, "markdown").splitlines())
    found = gs.read_text("\n".join(lines))
    assert found.report is not None

    missing = {problem.pointer for problem in found.problems if problem.kind == "missing"}
    assert {cell for cell in figures(meant) if cell.endswith("/research_institution")} == missing
    assert {cell: figure for cell, figure in figures(meant).items() if cell not in missing} == {
        cell: figure for cell, figure in figures(found.report).items() if cell not in missing
    }


class _Fixed(Random):
    """Draws what it was given."""

    def __init__(self, drawn: int) -> None:
        super().__init__(0)
        self.drawn = drawn

    def randint(self, a: int, b: int) -> int:
        assert a <= self.drawn <= b
        return self.drawn


def test_a_row_with_blanks_in_the_middle_and_at_its_end_has_lost_no_figure() -> None:
    row = ["一、本年新收政府信息公开申请数量", "3", "", "0", "0", "0", "0", ""]
    found = gs.read_tables([[["信息内容", "本年制发件数"], row]], year=2025, organ="某局")
    assert isinstance(found.report, gs.form2021.Report)
    assert found.report.requests is not None

    assert (3, None, None) == _outline(found.report.requests.received)
    assert 0 == found.report.requests.received.organizations.research_institution
    assert not [remark for remark in found.problems if remark.kind == "doubtful"]


def test_figures_that_merged_cells_repeat_count_once() -> None:
    grid = [
        ["信息内容", "本年制发件数", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "2", "2", "3", "4"],
        ["行政规范性文件", "5", "6", "7", "8"],
        ["信息内容", "本年处理决定数量", "本年处理决定数量", "本年处理决定数量", "本年处理决定数量"],
        ["行政许可", "9", "9", "9", ""],
    ]
    found = gs.read_tables([grid], year=2025, organ="某局")
    assert isinstance(found.report, gs.form2021.Report)
    assert found.report.proactive_disclosure is not None

    told = found.report.proactive_disclosure
    assert 9 == told.licensing.decisions
    assert gs.form2021.Documents(issued=2, repealed=3, in_force=4) == told.administrative_rules
    assert gs.form2021.Documents(issued=None, repealed=None, in_force=None) == told.normative_documents
    assert 9 == told.licensing.decisions
    assert ["doubtful"] * 3 == [p.kind for p in found.problems if p.pointer.startswith("/proactive_disclosure/norm")]


def test_two_lines_that_differ_for_one_row_both_count_for_nothing() -> None:
    lines = gs.render(sound("2021", 3), "markdown").splitlines()
    for label, row in [
        ("一、本年新收政府信息公开申请数量", "/requests/received/"),
        ("行政许可", "/proactive_disclosure/licensing/"),
    ]:
        at = next(number for number, line in enumerate(lines) if label in line)
        other = re.sub(r"\d+ \|$", "987654 |", lines[at])
        found = gs.read_text("\n".join([*lines[: at + 1], other, *lines[at + 1 :]]))
        assert found.report is not None

        assert {None} == {figure for cell, figure in figures(found.report).items() if cell.startswith(row)}
        assert any(problem.pointer.startswith(row) and "987654" in problem.printed for problem in found.problems)


@pytest.mark.parametrize(
    ("title", "year", "organ"),
    [
        ("某市某局2025年政府信息公开工作年度报告", 2025, "某市某局"),
        ("某市某局\n2025年政府信息公开工作年度报告", 2025, "某市某局"),
        ("标题：某市某局 2025 年度政府信息公开工作年度报告", 2025, "某市某局"),
        ("2025年某市某局政府信息公开工作年度报告", 2025, "某市某局"),
        ("某县2025年政府信息公开工作报告", 2025, "某县"),
    ],
)
def test_the_title_says_the_year_and_the_organ(title: str, year: int, organ: str) -> None:
    found = gs.read_text(f"{title}\n信息内容\t本年制发件数\n规章\t1\t2\t3")
    assert found.report is not None

    assert (year, organ) == (found.report.year, found.report.organ.name)


def test_prose_is_split_by_its_headings_however_they_are_numbered() -> None:
    text = """某局2025年政府信息公开工作年度报告
一、工作基本情况
根据条例第二十条，公开行政许可 123 件、规章 4 件。五、加强保障。
二、主动公开政府信息情况
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t1\t2\t3
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1
四、政府信息公开行政复议、行政诉讼情况
0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0
五、政府信息公开工作存在的主要问题
人手不足 3 处。
六、其他需要报告的事项
收取信息处理费 0 元。"""
    found = gs.read_text(text)
    assert isinstance(found.report, gs.form2021.Report)
    assert found.report.proactive_disclosure is not None

    assert "根据条例第二十条，公开行政许可 123 件、规章 4 件。五、加强保障。" == found.report.overview
    assert "人手不足 3 处。" == found.report.problems_and_improvements
    assert "收取信息处理费 0 元。" == found.report.other_matters
    assert None is found.report.proactive_disclosure.licensing.decisions
    assert not [note for note in found.notes if note.kind in {"left over", "absent"}]

    lost = gs.read_text(text.replace("一、工作基本情况", "").replace("六、其他需要报告的事项", ""))
    assert lost.report is not None
    assert ["/overview", "/other_matters"] == [note.pointer for note in lost.notes if note.kind == "absent"]
    assert "收取信息处理费 0 元。" in str(lost.report.problems_and_improvements)
    assert ("123", "4") in [note.printed for note in lost.notes]


def test_prose_that_no_report_can_hold_is_a_problem() -> None:
    table = "信息内容\t本年制发件数\n规章\t1\t2\t3"
    found = gs.read_text(f"一、总体情况\n甲\ud800乙\n二、主动公开政府信息情况\n{table}", year=2025, organ="某局")
    assert found.report is not None

    assert None is found.report.overview
    assert "/overview" in [problem.pointer for problem in found.problems]
    for year, organ in [(1900, "某局"), (2025, "某\ud800局")]:
        assert ["head"] == [problem.kind for problem in gs.read_text(table, year=year, organ=organ).problems]


def test_a_single_row_of_zeros_for_other_handling_is_its_three_rows() -> None:
    meant = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局"))
    lines = gs.render(meant, "markdown").splitlines()
    start = next(at for at, line in enumerate(lines) if "（六）其他处理" in line)
    zeros = "| （六）其他处理 |" + " 0 |" * 7
    assert meant == gs.read_text("\n".join([*lines[:start], zeros, *lines[start + 4 :]])).report

    ones = zeros.replace(" 0 |", " 1 |", 1)
    found = gs.read_text("\n".join([*lines[:start], ones, *lines[start + 4 :]]))
    assert {"left over"} == {note.kind for note in found.notes}
    assert 3 == len(found.problems)


def test_the_unit_of_procurement_is_read() -> None:
    bought = "信息内容\t采购项目数量\t采购总金额\n政府集中采购\t2\t1690.9913万元\n"
    found = read(bought + "信息内容\t本年新制作数量\n规章\t1\t2\t3\n其他主动公开文件\t7")
    data = gs.to_data(found.report) if found.report else {}

    assert {"items": 2, "amount": 1690.9913, "unit": "万元"} == {
        name: float(value) if name == "amount" else value
        for name, value in data["proactive_disclosure"]["procurement"].items()
    }
    assert [("left over", ("7",))] == [(note.kind, note.printed) for note in found.notes if note.kind == "left over"]


@pytest.mark.parametrize(
    ("head", "row", "printed", "unit"),
    [
        ("采购总金额", "政府集中采购", "5", None), ("采购总金额", "政府集中采购", "5元", "元"),
        ("采购总金额（元）", "政府集中采购", "5", "元"), ("采购总金额", "政府集中采购（万元）", "5", "万元"),
        ("采购总金额（单位：万元）", "政府集中采购", "5 元", "元"),
    ],
)  # fmt: skip
def test_the_unit_stands_beside_the_figure_or_in_the_labels(
    head: str, row: str, printed: str, unit: str | None
) -> None:
    found = read(f"信息内容\t本年新制作数量\n规章\t1\t2\t3\n信息内容\t采购项目数量\t{head}\n{row}\t2\t{printed}")
    assert isinstance(found.report, gs.form2019.Report)
    assert found.report.proactive_disclosure is not None

    assert gs.form2019.Procurement(items=2, amount=5, unit=unit) == found.report.proactive_disclosure.procurement  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["text", "markdown", "html"])
@pytest.mark.parametrize("items", [None, 2])
@pytest.mark.parametrize("amount", ["0", "0.00", "7"])
def test_the_unit_is_kept_beside_a_blank_and_of_nothing(
    kind: Literal["text", "markdown", "html"], items: int | None, amount: str
) -> None:
    data = gs.to_data(gs.zeros(gs.form2019.Report, year=2019, organ=gs.form2019.Organ(name="某局")))
    data["proactive_disclosure"]["procurement"] = {"items": items, "amount": Decimal(amount), "unit": "元"}
    page = gs.render(gs.from_data(data), kind)
    found = (gs.read_html if kind == "html" else gs.read_text)(page, year=2019, organ="某局")

    assert found.report is not None
    assert data["proactive_disclosure"] == gs.to_data(found.report)["proactive_disclosure"]


@pytest.mark.parametrize(
    ("head", "printed", "amount"),
    [
        ("本年收费金额（单位：万元）", "5", 5), ("本年收费金额（单位：万元）", "5万元", 5),
        ("本年收费金额（单位：万元）", "5元", None), ("本年收费金额（单位：元）", "5", None),
        ("本年收费金额（单位：元）", "0", 0), ("本年收费金额", "0.50", "0.5"),
    ],
)  # fmt: skip
def test_an_amount_in_another_unit_than_that_of_its_cell_is_not_read(head: str, printed: str, amount: object) -> None:
    found = read(f"信息内容\t本年制发件数\n规章\t1\t2\t3\n信息内容\t{head}\n行政事业性收费\t{printed}")
    assert found.report is not None
    figure = figures(found.report)["/proactive_disclosure/charges/amount"]

    assert (None if amount is None else Decimal(str(amount))) == figure
    assert (amount is None) == ("/proactive_disclosure/charges/amount" in [p.pointer for p in found.problems])


def test_words_right_behind_a_table_are_kept(report: gs.Report) -> None:
    page = gs.render(attrs.evolve(report, other_matters="表后就是正文。"), "html")
    page = re.sub(
        r"</table>(?!.*</table>)", "</table>五、存在的主要问题及改进情况<script>1</script>", page, flags=re.DOTALL
    )

    found = gs.read_html(page, year=report.year, organ="某局").report

    assert found is not None
    assert found.problems_and_improvements is not None
    assert found.other_matters == "表后就是正文。"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000,
        "<table><tr><td rowspan=1000000000 colspan=1000000000>规章</td></tr>" + "<tr><td>1</td></tr>" * 2_000,
        "<script>alert(1)</script>" * 10_000,
        "<table>" * 5_000 + "规章",
        "（ " * 100_000 + "一 " * 100_000,
        "1" * 500_000,
    ],
    ids=["deep", "spans", "scripts", "tables", "brackets", "digits"],
)
def test_hostile_pages_are_answered(page: str) -> None:
    for text in (page, f"本年制发件数{page}"):
        started = process_time()
        assert read(text, "html").report is None or read(text, "html").problems
        assert read(text).report is None or read(text).problems
        assert 60 > process_time() - started


class _Blank:
    """What a library puts into a blank cell: pandas has `NaT` and `NA`, Decimal a `NaN`."""

    def __init__(self, said: str) -> None:
        self.said = said

    def __str__(self) -> str:
        return self.said


@pytest.mark.parametrize("said", ["None", "nan", "NaN", "NaT", "<NA>"])
def test_what_a_library_puts_into_a_blank_cell_is_a_blank(said: str) -> None:
    heads = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    found = gs.read_tables([[heads, ["规章", 1, _Blank(said), 3]]], year=2025, organ="某局")
    assert isinstance(found.report, gs.form2021.Report)
    assert found.report.proactive_disclosure is not None

    assert gs.form2021.Documents(issued=1, repealed=None, in_force=3) == (
        found.report.proactive_disclosure.administrative_rules
    )


def test_numbers_are_floats_where_a_library_fills_blanks_with_nan() -> None:
    row: list[object] = ["二、上年结转政府信息公开申请数量", 1.0, float("nan"), 0.0, 0.0, 0, 2.0, 3.0]
    grid: list[list[object]] = [["信息内容", "本年制发件数"], ["行政事业性收费", 4068.208], row]
    found = gs.read_tables([grid], year=2025, organ="某局")
    assert isinstance(found.report, gs.form2021.Report)
    assert found.report.requests is not None
    assert found.report.proactive_disclosure is not None

    assert (1, None, 3) == _outline(found.report.requests.carried_in)
    assert Decimal("4068.208") == found.report.proactive_disclosure.charges.amount
    assert "nan" not in str(found.sources)


@pytest.mark.parametrize(
    "title",
    [
        "某市某局2021年政府信息公开年报",
        "关于某市某局2021年政府信息公开工作年度报告",
        "某市某局政府信息公开工作年度报告（2021年度）",
    ],
)
def test_headings_are_not_looked_for_in_a_table_of_contents_nor_among_the_points_of_a_section(title: str) -> None:
    contents = "目 录\n一、总体情况\n二、主动公开政府信息情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项\n"
    points = "一、学习不够\n六、宣传不够"
    tables = "二、主动公开政府信息情况\n信息内容\t本年制发件数\n规章\t1\t2\t3\n"
    prose = f"五.存在的主要问题及改进情况\n{points}\n六.其他需要报告的事项\n无。"
    report = gs.read_text(f"{title}\n{contents}一、总体情况\n正文。\n{tables}{prose}").report
    assert report is not None

    assert (2021, "某市某局") == (report.year, report.organ.name)
    assert ("正文。", points, "无。") == (
        report.overview, report.problems_and_improvements, report.other_matters,
    )  # fmt: skip


@pytest.mark.parametrize(("above", "below", "kinds"), [(0, 30_000, []), (30_000, 100, []), (5_000, 20_000, ["head"])])
def test_a_title_is_not_far_from_the_beginning_or_from_section_one(above: int, below: int, kinds: list[str]) -> None:
    title, table = "某市某局2021年政府信息公开年报", "信息内容\t本年制发件数\n规章\t1\t2\t3\n"
    lines = ["\n" * above, title, "\n" * below, table]

    assert kinds == [problem.kind for problem in gs.read_text("".join(lines)).problems if problem.kind == "head"]


def test_what_a_sentence_counts_is_no_figure_of_a_row() -> None:
    """A row is blank, or left out, and the prose beside the table has its label and a figure."""
    table = "信息内容\t本年处理决定数量\n行政许可\t\n信息内容\t本年制发件数\n规章\t1\t2\t3\n"
    found = gs.read_text(f"{table}全年公开行政许可 12 件，行政处罚 7 件。\n", year=2025, organ="某局")
    assert isinstance(found.report, gs.form2021.Report)
    assert found.report.proactive_disclosure is not None

    assert None is found.report.proactive_disclosure.licensing.decisions
    assert None is found.report.proactive_disclosure.penalties.decisions
    assert ("12", "7") in [note.printed for note in found.notes]


def test_prose_is_found_where_section_four_is_left_out() -> None:
    table = "信息内容\t本年制发件数\n规章\t1\t2\t3\n四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0\n"
    report = gs.read_text(f"{table}五、存在的主要问题及改进情况\n行政复议多。\n", year=2025, organ="某局").report
    assert report is not None

    assert "行政复议多。" == report.problems_and_improvements


@pytest.mark.parametrize(("more", "total"), [(1, None), (2, 3)])
def test_it_takes_more_than_fifty_lines_of_one_figure_to_make_each_line_a_cell(more: int, total: int | None) -> None:
    labels = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "（二）部分公开",
        "1.属于国家秘密",
        "2.其他法律行政法规禁止公开",
        "3.危及“三安全一稳定”",
    ]
    rows = [line for label in labels for line in (label, "3", "0", "0", "0", "0", "0", "3")]
    found = gs.read_text("\n".join(["本年制发件数", *rows, *["0"] * more]), year=2025, organ="某局")
    assert isinstance(found.report, gs.form2021.Report)
    assert found.report.requests is not None

    assert total == found.report.requests.received.total


@pytest.mark.parametrize("seed", range(4))
def test_each_cell_may_have_a_line_of_its_own(seed: int) -> None:
    """As tools give pages that lose the rows of a table."""
    meant = sound(("2019", "2021")[seed % 2], seed)
    text = gs.render(meant, "markdown").replace("| ", "\n").replace("|", "\n")
    found = gs.read_text("\n\n".join(text.splitlines()))
    assert found.report is not None

    assert figures(meant) == figures(found.report)
    assert () == found.problems
