"""The tables of the form in a terminal."""

import attrs

import govinfo_schema as gs
from govinfo_schema.check.tables import width
from govinfo_schema.form.walk import figures, places


def test_every_label_and_every_figure_of_a_report_is_printed(report: gs.Report) -> None:
    text = gs.render(report, format="text")
    printed = set(text.split())

    for pointer, figure in figures(report).items():
        assert places(type(report))[pointer].labels[-1] in text
        assert str(figure) in printed


def test_a_table_lines_up(xinjiang: gs.Report) -> None:
    lines = gs.render(xinjiang, format="text").splitlines()
    start = lines.index("三、收到和处理政府信息公开申请情况")
    head, *rows = lines[start + 2 : start + 30]
    rows = [row for row in rows if row.rstrip().endswith("0")]

    assert {width(head)} == {width(row) for row in rows[:2]}
    assert "社会公益组织" in head


def test_a_blank_cell_is_blank_and_a_missing_section_is_said(xinjiang: gs.Report) -> None:
    text = gs.render(xinjiang, format="text")
    (blank,) = [line for line in text.splitlines() if line.strip().startswith("8.属于行政查询事项")]

    assert ["8.属于行政查询事项", *["0"] * 6] == blank.split()
    assert text.endswith("六、其他需要报告的事项\n（报告没有这一节）")


def test_a_table_section_left_out_is_said_in_english_too(report: gs.Report) -> None:
    text = gs.render(attrs.evolve(report, requests=None), format="text", language="en")

    assert "III. Requests received and handled\n(left out of the report)" in text
    assert "IV. Administrative reconsideration and litigation\n\n" in text


def test_hostile_text_cannot_drive_the_terminal() -> None:
    name = gs.form2021.Organ(name="某\x1b[31m局\r")
    report = gs.zeros(gs.form2021.Report, year=2024, organ=name, overview="一\n\x1b]0;x\x07二")

    lines = gs.render(report, format="text").splitlines()

    assert all(line.isprintable() for line in lines)
    assert ["一", "\\x1b]0;x\\x07二"] == lines[3:5]
