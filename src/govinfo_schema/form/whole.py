"""What must hold of a report as a whole: of its sections, dates and codes."""

from typing import Final

from govinfo_schema.form.vocabulary import Rule

RULES: Final = (
    Rule(
        id="report.infeasible", kind="document", label="各处勾稽关系能同时成立",
        english="all equations can hold together",
        explanation="这几处单看都可能成立，合在一起，空白处无论怎样填都不成立。请核对这几处的各格。",
        english_explanation="Each of these may hold alone, but no filling of the blanks satisfies them together. "
        "Check their cells.", source="由各处勾稽关系推出",
    ),
    Rule(
        id="cell.blank", relation="filled", severity="notice", label="每格都填数", english="every cell is filled in",
        explanation="没有发生的写 0；空白就是没有填。请补填。",
        english_explanation="Write 0 where nothing happened; a blank says nothing. Fill them in.", source="通行做法",
    ),
    Rule(
        id="section.missing", kind="document", severity="warning", label="六节齐全",
        english="all six sections are there", explanation="报告没有这一节。格式规定的内容不能缺少，请补上。",
        english_explanation="The report leaves this section out; add it.",
        source="国办公开办函〔2019〕60号；国办公开办函〔2021〕30号；条例第五十条",
    ),
    Rule(
        id="documents.department_rules", kind="document", severity="notice", label="规章由有权制定的机关制定",
        english="administrative rules are made by organs that may make them",
        explanation="规章由国务院部门、省级政府、设区的市的政府制定，这类机关一般没有。请核对是否填错了行。",
        english_explanation="Ministries, provincial governments and governments of cities divided into districts make "
        "rules; an organ of this kind hardly does. Check that the figure stands in the right row.",
        source="一份省级模板",
    ),
    Rule(
        id="document.edition_and_year", kind="document", severity="warning", label="格式的版本适合报告的年度",
        english="the edition of the form fits the year",
        explanation="2019、2020 年度的报告用 2019 年版格式，2021 年度起用 2021 年版。请核对年度和格式。",
        english_explanation="Reports for 2019 and 2020 are on the 2019 form, those from 2021 on the 2021 form. "
        "Check year and form.", source="国办公开办函〔2019〕60号；国办公开办函〔2021〕30号",
    ),
    Rule(
        id="document.credit_code", kind="document", severity="warning", label="统一社会信用代码的校验码相符",
        english="the check character of the credit code fits",
        explanation="最后一位由前十七位算出，这里算出来的不同，代码里有写错的字。请对照证照核对。",
        english_explanation="The last character follows from the other seventeen; here it does not, so something is "
        "mistyped. Check it against the certificate.", source="GB 32100",
    ),
    Rule(
        id="document.dates", kind="document", severity="warning", label="日期存在，先后合理",
        english="dates exist and follow each other",
        explanation="日期应当是日历上有的，统计期限先起始后截止，公布在统计期限之后。请核对。",
        english_explanation="A date must be in the calendar, a period start before it ends, and the report be "
        "published after it. Check the dates.", source="日期的含义",
    ),
    Rule(
        id="document.period", kind="document", severity="notice", label="统计期限是报告年度的 1 月 1 日至 12 月 31 日",
        english="the period is 1 January to 31 December of the year",
        explanation="统计期限应当是报告年度的全年。当年成立或撤销的机关可以不同，其他机关请核对。",
        english_explanation="A report covers the whole year. An organ founded or dissolved in it may differ; "
        "others should check.", source="条例第四十九条",
    ),
    Rule(
        id="document.published_in_time", kind="document", severity="warning", label="按时公布",
        english="published in time",
        explanation="机关自己的报告，次年 1 月 31 日前公布；一级政府的报告由其主管部门在次年 3 月 31 日前公布。"
        "迟了的请尽快公布。",
        english_explanation="An organ's own report is due by 31 January of the next year, that of a whole local "
        "government by 31 March. If it is late, publish it soon.", source="条例第四十九条",
    ),
)  # fmt: skip
