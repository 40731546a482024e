"""What a stranger found in ordinary pages: figures, titles and sections that were read otherwise than they are printed.

One test for each defect, that failed before it was mended.
"""

from decimal import Decimal
from typing import Any, Literal

import attrs
import pytest
from tests.generated import sound

import govinfo_schema as gs
from govinfo_schema.form.walk import figures

REPORT = sound("2021", 5)
TITLE = "某局2024年政府信息公开工作年度报告"
HEAD = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数"
RULES = "/proactive_disclosure/administrative_rules/"
FEES = "/proactive_disclosure/charges/amount"
DOCUMENTS = "<tr><td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数<tr><td>规章<td>0<td>0<td>"
APPLICANTS = "<tr><td>　<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计"
FORMATS: tuple[Literal["text", "markdown", "html"], ...] = ("text", "markdown", "html")


def read(text: str) -> gs.Report:
    """What is read of a text, which must be a report."""
    found = gs.read_text(text)
    assert found.report is not None
    return found.report


def page(rows: str) -> tuple[dict[str, object], dict[str, str]]:
    """The figures read of a page with a title, section two and rows more, and what is said of them."""
    found = gs.read_html(f"<h1>{TITLE}</h1><table>{DOCUMENTS}3</table><table>{rows}</table>")
    assert found.report is not None
    return {**figures(found.report)}, {remark.pointer: remark.kind for remark in (*found.notes, *found.problems)}


def printed_and_read(report: gs.Report, format_: Literal["text", "markdown", "html"]) -> gs.Report:
    """A report after printing and reading."""
    found = (gs.read_html if format_ == "html" else gs.read_text)(gs.render(report, format_))
    assert found.report is not None
    return found.report


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize(
    "sections",
    [
        {"problems_and_improvements": "部分申请于年底收到，需结转下年度继续办理。进一步规范答复文书。"},
        {"other_matters": "结转下年度继续办理的申请，均已告知申请人。"},
        {"other_matters": "图解\n结转下年度继续办理 12 件\n行政复议 3 件"},
        {"other_matters": "年底的申请结转下年度继续办理 1 0 0 0 0 0 1\n行政复议"},
        {"overview": "行政规范性文件现行有效件数420件。共收到申请3525件。"},
        {"overview": "公开信息 10 条。\n现行有效件数较多。本年新收政府信息公开申请 3 件。行政复议 1 件。\n第三段。"},
        {"overview": "工作良好。", "proactive_disclosure": None},
        {"overview": "工作良好。", "proactive_disclosure": None, "requests": None},
    ],
)
def test_words_of_the_tables_in_prose_do_not_move_the_tables(
    sections: dict[str, Any], format_: Literal["text", "markdown", "html"]
) -> None:
    """Section four was lost where a later one said 结转下年度; section one was cut where it named a column."""
    report = attrs.evolve(REPORT, **sections)
    found = printed_and_read(report, format_)

    assert figures(report) == figures(found)
    for section in ("overview", "problems_and_improvements", "other_matters"):
        assert getattr(report, section).split() == (getattr(found, section) or "").split()


@pytest.mark.parametrize(
    ("head", "row", "figure", "meant"),
    [
        ("采购总金额（亿元）", "政府集中采购", "1.5", (None, None)),
        ("采购总金额（千元）", "政府集中采购", "1.5", (None, None)),
        ("采购总金额（美元）", "政府集中采购", "1.5", (None, None)),
        ("采购总金额（百万元）", "政府集中采购", "1.5", (None, None)),
        ("采购总金额（亿元）", "政府集中采购", "0", (0, None)),
        ("采购总金额（万元）", "政府集中采购（元）", "1.5", (None, None)),
        ("采购总金额（万 元）", "政府集中采购", "1.5", (Decimal("1.5"), "万元")),
        ("采购总金额（万元人民币）", "政府集中采购", "1.5", (Decimal("1.5"), "万元")),
        ("采购总金额/万元", "政府集中采购", "1.5", (Decimal("1.5"), "万元")),
        ("采购总金额 单位：万元", "政府集中采购", "1.5", (Decimal("1.5"), "万元")),
        ("采购总金额（万元）", "政府集中采购", "5 元", (5, "元")),
    ],
)
def test_a_unit_that_the_form_does_not_know_is_not_taken_for_one(
    head: str, row: str, figure: str, meant: tuple[Decimal | None, str | None]
) -> None:
    """亿元 was read as 元, and 万 元 too."""
    text = f"某局2020年政府信息公开工作年度报告\n信息内容\t采购项目数量\t{head}\n{row}\t3\t{figure}\n"
    section = read(text).proactive_disclosure
    assert isinstance(section, gs.form2019.ProactiveDisclosure)

    assert meant == (section.procurement.amount, section.procurement.unit)


@pytest.mark.parametrize(
    ("caption", "head", "row"),
    [
        ("第二十条第（八）项（单位：元）", "本年收费金额（单位：万元）", "行政事业性收费"),
        ("单位：元", "本年收费金额", "行政事业性收费"),
        ("第二十条第（八）项", "本年收费金额（单位：万元）", "行政事业性收费（元）"),
        ("第二十条第（八）项", "本年收费金额 单位：元", "行政事业性收费"),
        ("第二十条第（八）项", "本年收费金额（单位：百万元）", "行政事业性收费"),
    ],
)
def test_charges_in_another_unit_than_the_forms_stay_blank(caption: str, head: str, row: str) -> None:
    """They were taken for 万元, without a word."""
    found = gs.read_text(f"{TITLE}\n二、主动公开政府信息情况\n{caption}\n信息内容\t{head}\n{row}\t3\n")

    assert found.report is not None
    assert figures(found.report)[FEES] is None
    assert FEES in {problem.pointer for problem in found.problems if problem.kind == "doubtful"}


def test_a_figure_over_several_columns_is_none_of_theirs() -> None:
    """It was given to the first, and the others were blank."""
    cells, said = page(f"{APPLICANTS}<tr><td>2.重复申请<td>5<td colspan=5>3<td>8<tr><td>3.其他<td colspan=7>0")
    rows = ("/requests/handled/not_processed/repeated", "/requests/handled/other_handling/other")

    assert {None} == {figure for cell, figure in cells.items() if cell.startswith(rows)}
    assert {"doubtful"} == {said[cell] for cell in cells if cell.startswith(rows)}


def test_a_figure_over_several_rows_is_none_of_theirs() -> None:
    """It was given to the first."""
    head = "<tr><td>信息内容<td>本年处理决定数量"
    cells, said = page(f"{head}<tr><td>行政处罚<td rowspan=2>100<tr><td>行政强制")

    assert cells["/proactive_disclosure/penalties/decisions"] is None
    assert "missing" == said["/proactive_disclosure/penalties"] == said["/proactive_disclosure/compulsion"]


def test_a_row_that_takes_two_of_the_page_is_read() -> None:
    head = "<tr><td>信息内容<td>本年处理决定数量"
    cells, _ = page(f"{head}<tr><td rowspan=2>行政处罚<td rowspan=2>100<tr><tr><td>行政强制<td>7")

    assert (100, 7) == (
        cells["/proactive_disclosure/penalties/decisions"],
        cells["/proactive_disclosure/compulsion/decisions"],
    )


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("12<br>30", None),
        ("12<p>30</p>", None),
        ("12<sup>[1]</sup>", 12),
        ("12<sup>①</sup>", 12),
        ("12<sup>注</sup>", 12),
        ("12①", 12),
        ("12*", 12),
        ("12<span style='vertical-align: super'>1</span>", 12),
        ("<del>9</del><ins>12</ins>", 12),
        ("<s>9</s>12", 12),
        ("<span style='display:none'>9</span>12", 12),
        ("<span style='text-decoration:line-through'>9</span>12", 12),
        ("1\u200b2", 12),
        ("12&#8203;", 12),
        ("\ufeff12\u00ad", 12),
    ],
)
def test_a_cell_is_read_as_it_is_seen(cell: str, meant: int | None) -> None:
    """Two lines were one number, so were a struck figure and the one beside it; what nobody sees lost the row."""
    found = gs.read_html(f"<h1>{TITLE}</h1><table>{DOCUMENTS}{cell}</table>")

    assert found.report is not None
    assert meant == figures(found.report)[f"{RULES}in_force"]
    assert (meant is None) == (f"{RULES}in_force" in {problem.pointer for problem in found.problems})


TITLES = [
    ("2025年1月24日 某局 政府信息公开工作年度报告（2024年度）", 2024, "某局"),
    ("2025-01-24 某局2024年政府信息公开工作年度报告", 2024, "某局"),
    ("上一篇：某区2023年政府信息公开工作年度报告\n某局2024年政府信息公开工作年度报告", 2024, "某局"),
    ("某局2024年政府信息公开工作年度报告\n相关链接：某局2023年政府信息公开工作年度报告", 2024, "某局"),
    ("某局关于印发2024年政府信息公开工作年度报告", 2024, "某局"),
    ("关于公布某局2024年政府信息公开工作年度报告", 2024, "某局"),
    ("附件1 某局2024年政府信息公开工作年度报告", 2024, "某局"),
    ("【年报】某局2024年政府信息公开工作年度报告", 2024, "某局"),
    ("名称\t某局2024年政府信息公开工作年度报告", 2024, "某局"),
    ("《某局2024年政府信息公开工作年度报告》", 2024, "某局"),
    ("某市人民政府 - 某局2024年政府信息公开工作年度报告_某市人民政府门户网站", 2024, "某局"),
    ("某局2024年政府信息公开工作年度报告\n根据《条例》，编制2023年度政府信息公开工作年度报告。", 2024, "某局"),
    ("某局2024年政府信息公开工作年度报告\n现将我局2023年度政府信息公开工作报告如下：", 2024, "某局"),
    ("某局2024年政府信息公开工作年度报告\n按照《关于编制2023年政府信息公开工作年度报告\n的通知》", 2024, "某局"),
    (
        "某市某局\n2024年政府信息公开工作年度报告\n编制了《某\n市某局2024年政府信息公开工作年度报告》\n",
        2024,
        "某市某局",
    ),
    ("某局2024年政府信息公开工作年度报告\n字体：大 中 小\n2024年政府信息公开工作年度报告", 2024, "某局"),
    ("某市某局\n（某市版权局）\n2024年政府信息公开工作年度报告", 2024, "某市某局"),
    ("2024年某县人民政府信息公开工作年度报告", 2024, "某县人民政府"),
    ("某县人民政府2024年信息公开工作年度报告", 2024, "某县人民政府"),
    ("某区办公室政府信息公开工作2024年度报告", 2024, "某区办公室"),
    ("某局关于2024年度政府信息公开工作情况的报告", 2024, "某局"),
    ("某局二〇二四年政府信息公开工作年度报告", 2024, "某局"),
    ("某局——2024年政府信息公开工作年度报告", 2024, "某局"),
    ("某局（2024年）政府信息公开工作年度报告", 2024, "某局"),
    ("某局2024年政府信息\n公开工作年度报告", 2024, "某局"),
    ("某局2024年度\n政府信息公开工作年度报告", 2024, "某局"),
    ("某局政府信息公开工作年度报告\n2024年度", 2024, "某局"),
    ("首页\n某省某厅\n某市某局2024年度\n政府信息公开工作年度报告", 2024, "某市某局"),
    ("2024年政府信息公开工作年度报告（某市某局）", 2024, "某市某局"),
    ("某局2024年政府信息公开工作年度报告 发布时间：2025-01-20，来源：某局", 2024, "某局"),
    ("总体情况\n首页\n某局2024年政府信息公开工作年度报告", 2024, "某局"),
    ("平潭综合实验区（全区汇总）2019年政府信息公开工作年度报告", 2019, "平潭综合实验区（全区汇总）"),
    ("某市某局\n2024年政府信息公开工作年度报告（公开版）", 2024, "某市某局"),
    (
        "某局2024年政府信息公开工作年度报告\n我局发布了《某局2023年政府信息公开工作年度报告》（以下简称《年报》）。",
        2024,
        "某局",
    ),
    ("2024年某局政府信息公开工作年度报告\n2025年", 2024, "某局"),
    ("打印 某市某局2024年政府信息公开工作年度报告", 2024, "某市某局"),
    ("首页/年报/某市某局2024年政府信息公开工作年度报告", 2024, "某市某局"),
    ("★某市某局2024年政府信息公开工作年度报告", 2024, "某市某局"),
    ("某市“一带一路”建设办公室2024年政府信息公开工作年度报告", 2024, "某市“一带一路”建设办公室"),
    ("某市机构编制委员会办公室2024年政府信息公开工作年度报告", 2024, "某市机构编制委员会办公室"),
    ("某海关\n2024年政府信息公开工作年度报告", 2024, "某海关"),
    ("某市政府办公室 某市政务服务局2024年政府信息公开工作年度报告", 2024, "某市政府办公室 某市政务服务局"),
]


def test_the_year_is_the_one_that_the_text_speaks_of() -> None:
    """The last of several titles was taken: that of a list, or of a menu."""
    titles = (
        "某局2024年政府信息公开工作年度报告\n某局2023年政府信息公开工作年度报告\n某局2023年政府信息公开工作年度报告"
    )
    table = f"二、主动公开政府信息情况\n{HEAD}\n规章\t0\t0\t3\n"
    text = f"{titles}\n一、总体情况\n2024年，公开10条，比2023年1月多。2024年受理申请3件。\n{table}"

    assert 2024 == read(text).year
    found = gs.read_text(text, year=2023)
    assert found.report is not None
    assert (2023, "某局") == (found.report.year, found.report.organ.name)


def test_a_title_in_what_is_hidden_is_none() -> None:
    hidden = "<div style='display:none'>某局2019年政府信息公开工作年度报告</div>"
    found = gs.read_html(f"<h1>{TITLE}</h1>{hidden}<p>一、总体情况<p>好。<p>二、主动公开<table>{DOCUMENTS}3</table>")

    assert found.report is not None
    assert 2024 == found.report.year


@pytest.mark.parametrize(("title", "year", "organ"), TITLES)
def test_year_and_organ_are_those_of_the_title(title: str, year: int, organ: str) -> None:
    """A date was the year, a link or a sentence the title, what stands before or above it a part of the name."""
    report = read(f"{title}\n一、总体情况\n工作良好。\n二、主动公开政府信息情况\n{HEAD}\n规章\t0\t0\t3\n")

    assert (year, organ) == (report.year, report.organ.name)
    assert "工作良好。" == report.overview


@pytest.mark.parametrize(
    "title",
    [
        "某局2023-2024年政府信息公开工作年度报告",
        "首页 - 2024年政府信息公开工作年度报告",
        "发布时间：2025-01-20\n2024年政府信息公开工作年度报告",
        "打印\n2024年政府信息公开工作年度报告",
        "网上办事大厅\n2024年政府信息公开工作年度报告",
        "国家税务总局某省\n税务局2024年政府信息公开工作年度报告",
        "某局2024年度政府信息公开工作年度报告解读",
        "某局2024年依申请公开及政府信息公开工作年度报告",
    ],
)
def test_a_title_of_two_years_or_of_no_organ_is_none(title: str) -> None:
    """The organ was 某局2023-, 首页 -, 025-01-20 or 打印."""
    assert ["head"] == [problem.kind for problem in gs.read_text(f"{title}\n{HEAD}\n规章\t0\t0\t3\n").problems]


SECTIONS = """{title}
{one}
公开10条。
二、主动公开政府信息情况
{head}
规章	0	0	3
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量	12	0	0	0	0	1	13
四、结转下年度继续办理	0	0	0	0	0	0	0
四、政府信息公开行政复议、行政诉讼情况
0	0	0	0	0	0	0	0	0	0	0	0	0	0	0
{five}
{six}"""


FIVE, SIX = "存在的主要问题及改进情况", "其他需要报告的事项"


@pytest.mark.parametrize(
    ("one", "five", "six", "meant"),
    [
        ("一、总体情况", f"五、{FIVE}\n人少。", f"六、{SIX}：无", ("公开10条。", "人少。", "无")),
        (
            "一、总体情况",
            "五、存在的主要问题和改进措施：人员不足，将培训",
            f"六、{SIX} 无",
            ("公开10条。", "人员不足，将培训", "无"),
        ),
        (
            "一、总体情况 无投诉，",
            f"五、{FIVE}。\n人少。",
            f"六、{SIX}（无）",
            ("无投诉，\n公开10条。", "人少。", "（无）"),
        ),
        ("总体情况", f"{FIVE}\n人少。", f"{SIX}\n无。", ("公开10条。", "人少。", "无。")),
        ("1、总体情况", f"5、{FIVE}\n人少。", f"6、{SIX}\n无。", ("公开10条。", "人少。", "无。")),
        ("（一）总体情况", f"（五）{FIVE}\n人少。", f"（六）{SIX}\n无。", ("公开10条。", "人少。", "无。")),
        ("第一部分 总体情况", f"第五部分 {FIVE}\n人少。", f"第六部分 {SIX}\n无。", ("公开10条。", "人少。", "无。")),
        (
            "本报告由\n总体情况、主动公开政府信息情况等六部分组成\n一、总体情况",
            f"五、{FIVE}\n人少，\n{SIX}较多，\n钱少。",
            f"六、{SIX}\n无。",
            ("公开10条。", f"人少，\n{SIX}较多，\n钱少。", "无。"),
        ),
        (
            "目录：\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n一、总体情况",
            f"五、{FIVE}\n人少。",
            f"六、{SIX}\n无。",
            ("公开10条。", "人少。", "无。"),
        ),
    ],
)
def test_sections_begin_behind_the_words_of_their_headings(
    one: str, five: str, six: str, meant: tuple[str, str, str]
) -> None:
    """Text on the line of a heading was lost, and a line of prose that begins as one was taken for it."""
    report = read(SECTIONS.format(title=TITLE, head=HEAD, one=one, five=five, six=six))

    assert meant == (report.overview, report.problems_and_improvements, report.other_matters)


def test_headings_of_a_page_stand_on_lines_of_their_own() -> None:
    sections = f"<h2>一、总体情况</h2>好。<h2>二、主动公开</h2><table>{DOCUMENTS}3</table><h2>六、其他事项</h2>无。"
    found = gs.read_html(f"<h1>{TITLE}</h1>{sections}")

    assert found.report is not None
    assert ("好。", "无。") == (found.report.overview, found.report.other_matters)


def test_a_figure_that_sticks_to_its_label_and_a_label_over_two_lines_are_found_where_they_stand() -> None:
    grid = [HEAD.split("\t"), ["规章12", "0", "3"], ["行政规范\n性文件", "1", "0", "4"]]
    found = gs.read_tables([grid], year=2024, organ="某局")

    assert found.report is not None
    assert (12, "12") == (figures(found.report)[f"{RULES}issued"], found.sources[f"{RULES}issued"].printed)
    assert 4 == figures(found.report)["/proactive_disclosure/normative_documents/in_force"]


def test_tables_without_headings_may_be_an_annex() -> None:
    prose = f"一、总体情况\n公开10条。\n二、主动公开政府信息情况\n见附表。\n五、{FIVE}\n人少。\n六、{SIX}\n无。\n附表"
    report = read(f"{TITLE}\n{prose}\n{HEAD}\n规章\t0\t0\t3\n")

    assert "无。\n附表" == report.other_matters
    assert 3 == figures(report)[f"{RULES}in_force"]


def test_a_row_without_a_label_is_the_one_between_its_neighbours_though_others_are_missing() -> None:
    zeros, lines = "0 0 0 0 0 0 0", ["一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1", "（一）予以公开 1 0 0 0 0 0 1"]
    text = "\n".join([TITLE, HEAD, "规章\t0\t0\t3", *lines, zeros, f"1.属于国家秘密 {zeros}"])
    cells = figures(read(text))

    assert 0 == cells["/requests/handled/partially_disclosed/total"]
    assert None is cells["/requests/carried_in/total"]


def test_the_tables_may_be_an_annex_of_the_text() -> None:
    """All prose was lost."""
    text = SECTIONS.format(title=TITLE, head=HEAD, one="", five="", six="").split("\n", 3)[3]
    prose = "一、总体情况\n公开10条。\n五、存在的主要问题及改进情况\n人少。\n六、其他需要报告的事项\n无。"
    report = read(f"{TITLE}\n{prose}\n附表\n{text}")

    assert ("公开10条。", "人少。", "无。\n附表") == (
        report.overview, report.problems_and_improvements, report.other_matters,
    )  # fmt: skip
    assert 13 == figures(report)["/requests/received/total"]


@pytest.mark.parametrize(
    ("five", "six", "meant"),
    [
        ("五、存在问题及改进情况\n仍有不足。\n（一）存在的主要问题\n人少。", "六、其他事项\n无。",
         ("仍有不足。\n（一）存在的主要问题\n人少。", "无。")),
        ("五、存在问题：人员不足，经费不足", "六、其它需要报告的事项：无", ("人员不足，经费不足", "无")),
        (f"五、{FIVE}一是人少", f"六、{SIX}无", ("一是人少", "无")),
        (f"五、{FIVE}\n五、加强培训\n六、加强考核\n继续努力。", "", ("五、加强培训\n六、加强考核\n继续努力。", None)),
    ],
)  # fmt: skip
def test_points_of_a_section_are_no_sections(five: str, six: str, meant: tuple[str, str | None]) -> None:
    """Sub-headings and points of a list were taken for sections; text behind a heading otherwise worded was lost."""
    report = read(SECTIONS.format(title=TITLE, head=HEAD, one="一、概述", five=five, six=six))

    assert ("公开10条。", *meant) == (report.overview, report.problems_and_improvements, report.other_matters)


@pytest.mark.parametrize(
    "row", ["行政事业性收费\t7270（元）", "行政事业性收费\t7270(单位：元)", "行政许可\t12（万件）", "行政许可\t12元"]
)
def test_a_unit_in_brackets_behind_a_figure_is_seen(row: str) -> None:
    """7270（元） was read as 7270 万元."""
    found = gs.read_text(f"{TITLE}\n二、主动公开政府信息情况\n信息内容\t本年收费金额（单位：万元）\n{row}\n")

    assert found.report is not None
    assert {None} == {*figures(found.report).values()}


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>行政处罚<td style='DISPLAY: none'>9<td>12",
        "<tr><td>行政处罚<td hidden>9<td>12",
        "<tr hidden><td>行政处罚<td>9<tr><td>行政处罚<td>12",
        "<tr><td>行政处罚<td><span hidden>9</span>12",
        "<tr><td>行政处罚<td>12<SPAN STYLE='VERTICAL-ALIGN: super'>1</SPAN>",
    ],
)
def test_what_is_hidden_is_not_read(rows: str) -> None:
    """Rows and cells that nobody sees were read, and so were styles in capitals."""
    assert 12 == page(f"<tr><td>信息内容<td>本年处理决定数量{rows}")[0]["/proactive_disclosure/penalties/decisions"]


@pytest.mark.parametrize("format_", FORMATS)
def test_spaces_are_printed_as_spaces(format_: Literal["text", "markdown", "html"]) -> None:
    r"""A paragraph began with \u3000\u3000."""
    report = attrs.evolve(REPORT, overview="　　首行缩进，\u00a0中间有空格。")
    printed = gs.render(report, format_)

    assert "　　首行缩进，\u00a0中间有空格。" in printed
    assert "\\" not in printed
