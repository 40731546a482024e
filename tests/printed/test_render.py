"""The tables of the form, in a terminal and on a page."""

from decimal import Decimal
from html.parser import HTMLParser

import attrs
import pytest

import govinfo_schema as gs
from govinfo_schema.document.aligned import width
from govinfo_schema.errors import Language
from govinfo_schema.form.walk import figures, places


def test_every_label_and_every_figure_of_a_report_is_printed(report: gs.Report) -> None:
    text = gs.render(report, format="text")
    printed = {word.removesuffix("元") for word in text.split()}

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

    assert ["8.属于行政查询事项", *["0"] * 6, "—"] == blank.split()
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


class Grid(HTMLParser):
    """The tables of a page with every merged cell spread out: rows of (label or figure)."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[dict[tuple[int, int], tuple[str, str]]] = []
        self.open: tuple[str, int, int, list[str]] | None = None
        self.row = self.column = -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "table":
            self.tables.append({})
            self.row = -1
        elif tag == "tr":
            self.row, self.column = self.row + 1, 0
        elif tag in {"th", "td"}:
            self.open = (tag, int(told.get("colspan") or 1), int(told.get("rowspan") or 1), [])

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[3].append(data)

    def handle_endtag(self, tag: str) -> None:
        if self.open and tag == self.open[0]:
            _, across, down, text = self.open
            table = self.tables[-1]
            while (self.row, self.column) in table:
                self.column += 1
            for row in range(down):
                for column in range(across):
                    assert (self.row + row, self.column + column) not in table, "cells lie on each other"
                    table[self.row + row, self.column + column] = (tag, "".join(text))
            self.open = None


def grids(page: str) -> list[dict[tuple[int, int], tuple[str, str]]]:
    """The tables of a page; each must be a full rectangle."""
    parser = Grid()
    parser.feed(page)
    for table in parser.tables:
        rows, columns = max(row for row, _ in table) + 1, max(column for _, column in table) + 1
        assert rows * columns == len(table)
    return parser.tables


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_has_the_tables_of_the_form_and_every_cell_under_its_labels(
    report: gs.Report, language: Language
) -> None:
    found: dict[tuple[str, ...], str] = {}
    for table in grids(gs.render(report, "html", language=language)):
        for (row, column), (tag, text) in table.items():
            if tag == "td":
                heads = [table[above, column][1] for above in range(row) if table[above, column][0] == "th"]
                labels = [table[row, left][1] for left in range(column) if table[row, left][0] == "th"]
                found[(*dict.fromkeys(labels + heads),)] = text
    head = {"zh": "申请人情况", "en": "applicants"}[language]
    for pointer, figure in figures(report).items():
        place = places(type(report))[pointer]
        section, *labels = place.labels if language == "zh" else place.english
        key = next(k for k in found if set(labels) == set(k) - {head} and len(k) >= len(labels))
        assert section
        assert found[key].removesuffix("元").removesuffix("万") == str(figure)


def test_the_heads_of_section_three_are_merged_as_the_notice_has_them(report: gs.Report) -> None:
    page = gs.render(report, "html")
    rows = {"2019": 20, "2021": 22}[report.edition]

    assert '<th scope="colgroup" colspan="3" rowspan="3">（本列数据的勾稽关系为：第一项加第二项之和，' in page
    assert '<th scope="colgroup" colspan="7">申请人情况</th>' in page
    assert '<th scope="colgroup" colspan="5">法人或其他组织</th>' in page
    assert f'<th scope="rowgroup" rowspan="{rows}">三、本年度办理结果</th>' in page
    assert '<th scope="rowgroup" rowspan="8">（三）不予公开</th>' in page
    assert '<th scope="colgroup" colspan="10">行政诉讼</th>' in page
    assert "<caption>第二十条第（一）项</caption>" in page


def test_findings_stand_at_their_cells_and_below(xinjiang: gs.Report) -> None:
    findings = gs.verify(xinjiang)
    page = gs.render(xinjiang, "html", findings=findings)

    assert '<td class="found">0<sup><a href="#f1">1</a></sup><sup><a href="#f18">18</a></sup></td>' in page
    assert f'<li id="f1">{findings[0].message()}</li>' in page
    assert '<h2>六、其他需要报告的事项<sup><a href="#f21">21</a></sup></h2>' in page
    assert len(findings) == page.count("<li id=")
    text = gs.render(xinjiang, "text", findings=findings)
    assert "0[1][18]" in text
    assert text.endswith(f"[21] {findings[20].message()}")


def test_markdown_has_a_table_for_each_article(report: gs.Report) -> None:
    lines = gs.render(report, "markdown").splitlines()

    assert "## 二、主动公开政府信息情况" in lines
    assert "第二十条第（一）项" in lines
    assert 1 < sum(line.startswith("|---|") for line in lines)
    assert next(line for line in lines if "（七）总计" in line).startswith("| 　（七）总计 | ")


def test_markdown_tells_findings(xinjiang: gs.Report) -> None:
    lines = gs.render(xinjiang, "markdown", findings=gs.verify(xinjiang), language="en").splitlines()

    assert "## What was found" in lines
    assert lines[-1].startswith("[21] VI. Other matters to report")


def test_an_amount_is_printed_with_its_unit_where_the_report_has_one() -> None:
    bought = gs.form2019.Procurement(items=2, amount=Decimal("1690.9913"), unit="万元")
    section = gs.zeros(gs.form2019.ProactiveDisclosure, procurement=bought)
    report = gs.zeros(gs.form2019.Report, year=2020, organ=gs.form2019.Organ(name="某局"), proactive_disclosure=section)

    assert "1690.9913万元" in gs.render(report, "text")
    assert "<td>1690.9913万元</td>" in gs.render(report, "html")


def test_hostile_text_cannot_get_into_a_page() -> None:
    name = gs.form2021.Organ(name="<script>alert(1)</script>\u202e")
    report = gs.zeros(gs.form2021.Report, year=2024, organ=name, overview='"><img src=x onerror=alert(1)>\n</style>')
    page = gs.render(report, "html")

    assert "<script" not in page
    assert "<img" not in page
    assert 1 == page.count("</style>")
    assert "\u202e" not in page
