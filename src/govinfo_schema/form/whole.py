"""What must hold of a report as a whole, of its sections, dates and codes; and of several reports as wholes."""

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
    Rule(
        id="succession.gap", kind="succession", severity="warning", label="年度一年接着一年",
        english="one year follows the other",
        explanation="两份报告不是先后相连的两个年度，年度之间的规则无从核对。请补上缺的年度，或者核对年度和先后。",
        english_explanation="These are not two years that follow each other, so nothing between them can be checked. "
        "Add the missing years, or check year and order.", source="年度的含义",
    ),
    Rule(
        id="succession.double", kind="succession", severity="warning", label="一个年度只有一份报告",
        english="one report a year",
        explanation="同一年度有两份报告。若是更正过的，只留更正后的一份；两份有什么不同，可以逐格比较。",
        english_explanation="There are two reports for one year. If one corrects the other, keep that; compare them "
        "cell by cell.", source="年度的含义",
    ),
    Rule(
        id="succession.organ", kind="succession", severity="warning", label="各年是同一个机关的报告",
        english="all years are of one organ",
        explanation="两份报告的机关不同。改了名称的请写上统一社会信用代码；不是同一个机关的请分开核对。",
        english_explanation="The two reports are of different organs. If only the name has changed, give the credit "
        "code; else check them apart.", source="年度之间的规则只对一个机关而言",
    ),
    Rule(
        id="succession.text_copied", kind="succession", severity="notice", label="文字不照抄上年",
        english="the text is not copied from last year",
        explanation="除了数字，这一节几乎逐字与上年相同。内容不应雷同，请写本年的情况。",
        english_explanation="But for the figures this section is almost word for word last year's. Write about this "
        "year.", source="国办公开办函〔2021〕30号",
    ),
    Rule(
        id="consolidation.sum", kind="consolidation", severity="warning", left=("whole:",), right=("members:",),
        label="汇总等于各成员之和", english="the whole = the sum of its members",
        explanation="汇总的每一格是各成员这一格之和。第四节里一件诉讼可能有几个被告，汇总小于各成员之和不一定是错。",
        english_explanation="Each figure of the whole is the sum over its members. In section four one suit may be "
        "against several of them, so the whole may be smaller.", source="汇总的含义",
    ),
    Rule(
        id="consolidation.missing", kind="consolidation", label="每个成员都计入汇总",
        english="every member is in the whole",
        explanation="汇总正好少了它的数，像是漏了它的报告。请补上以后重新汇总。",
        english_explanation="The whole lacks exactly its figures, as if its report had been left out. Add it and "
        "consolidate anew.", source="汇总的含义",
    ),
    Rule(
        id="consolidation.doubled", kind="consolidation", label="每个成员只计一次",
        english="every member is in the whole once",
        explanation="汇总正好多了它的数，像是把它的报告计了两次。请去掉一次以后重新汇总。",
        english_explanation="The whole has exactly its figures too many, as if its report had been counted twice. "
        "Take one away and consolidate anew.", source="汇总的含义",
    ),
    Rule(
        id="consolidation.stale", kind="consolidation", label="每个成员计入的是本年的数",
        english="every member is in the whole with this year's figures",
        explanation="换成它上年的数就正好相符，像是把它上年的报告计入了。请换成本年的以后重新汇总。",
        english_explanation="With its figures of last year all agrees, as if last year's report had been counted. "
        "Put in this year's and consolidate anew.", source="汇总的含义",
    ),
)  # fmt: skip
