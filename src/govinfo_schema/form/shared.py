"""What both editions print alike: section titles, the rows and columns of section three, section four."""

from typing import Annotated, ClassVar, Final, TypeAlias

from attrs import evolve, frozen

from govinfo_schema.form.vocabulary import Count, Line, Rule, Text

DETAIL_MISSING: Final = Rule(
    id="requests.detail_missing", relation="itemized", left=("total",), right=("*",), severity="notice",
    label="有总计就有分项", english="where there is a total there is a breakdown",
    explanation="请补填分项，没有的写 0。", english_explanation="Fill in the parts, 0 where there is nothing.",
    source="通行做法",
)  # fmt: skip
_TOTAL: Final = "“总计”的含义"
JUMP: Final = Rule(
    id="succession.jump", kind="succession", relation="near", left=("now:total",), right=("before:total",),
    severity="notice", label="两年的数相差不超过五倍", english="neither year is more than five times the other",
    explanation="一年是另一年的五倍以上，值得看一眼：是真有这样的变化，还是多写、少写了一位数字。",
    english_explanation="One year is more than five times the other: look whether it is so, or whether a digit is too "
    "many or too few.", source="通行做法",
)  # fmt: skip
JUMP_OF_ROWS: Final = evolve(JUMP, left=("now:",), right=("before:",))


@frozen(kw_only=True)
class Organizations:
    """法人或其他组织: five kinds of applicants that are not natural persons, in 件."""

    commercial_enterprise: Annotated[Count | None, Line("商业企业", "commercial enterprises")]
    research_institution: Annotated[Count | None, Line("科研机构", "research institutions")]
    public_interest_organization: Annotated[Count | None, Line("社会公益组织", "public-interest organizations")]
    legal_service_institution: Annotated[Count | None, Line("法律服务机构", "legal service institutions")]
    other: Annotated[Count | None, Line("其他", "others")]


@frozen(kw_only=True)
class Applicants:
    """申请人情况: one row of section three, seven figures in 件."""

    natural_person: Annotated[Count | None, Line("自然人", "natural persons")]
    organizations: Annotated[Organizations, Line("法人或其他组织", "legal persons and other organizations")]
    total: Annotated[Count | None, Line("总计", "total")]

    HEAD: ClassVar[Line] = Line("申请人情况", "applicants")
    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            id="requests.row_total", left=("total",), right=("*",), computes=True, label="总计等于各类申请人之和",
            english="total = sum over the kinds of applicants",
            explanation="一行的总计是自然人与五类法人或其他组织之和。",
            english_explanation="The total of a row is the sum of natural persons and five kinds of organizations.",
            source=_TOTAL,
        ),
        DETAIL_MISSING,
        JUMP,
    )  # fmt: skip


@frozen(kw_only=True)
class Withheld:
    """（三）不予公开: eight grounds."""

    state_secret: Annotated[Applicants, Line("1.属于国家秘密", "1. state secrets", source="条例第十四条")]
    prohibited_by_law: Annotated[Applicants, Line(
        "2.其他法律行政法规禁止公开", "2. disclosure prohibited by other laws or administrative regulations",
        source="条例第十四条",
    )]  # fmt: skip
    endangers_security_or_stability: Annotated[Applicants, Line(
        "3.危及“三安全一稳定”", "3. endangers “three securities and one stability”", source="条例第十四条",
    )]  # fmt: skip
    third_party_rights: Annotated[Applicants, Line(
        "4.保护第三方合法权益", "4. protection of third parties' lawful rights and interests", source="条例第十五条",
    )]  # fmt: skip
    internal_affairs: Annotated[
        Applicants, Line("5.属于三类内部事务信息", "5. three kinds of internal affairs", source="条例第十六条第一款")
    ]
    deliberative_process: Annotated[
        Applicants, Line("6.属于四类过程性信息", "6. four kinds of deliberative process", source="条例第十六条第二款")
    ]
    enforcement_file: Annotated[
        Applicants, Line("7.属于行政执法案卷", "7. administrative enforcement files", source="条例第十六条第二款")
    ]
    administrative_inquiry: Annotated[Applicants, Line(
        "8.属于行政查询事项", "8. matters of administrative inquiry", source="条例第三十六条第（七）项",
    )]  # fmt: skip


@frozen(kw_only=True)
class UnableToProvide:
    """（四）无法提供: three reasons."""

    not_held: Annotated[Applicants, Line(
        "1.本机关不掌握相关政府信息", "1. not held by this organ", source="条例第三十六条第（四）、（五）项",
    )]  # fmt: skip
    must_be_created: Annotated[
        Applicants, Line("2.没有现成信息需要另行制作", "2. would have to be created", source="条例第三十八条")
    ]
    still_unclear: Annotated[
        Applicants, Line("3.补正后申请内容仍不明确", "3. still unclear after supplementing", source="条例第三十条")
    ]


@frozen(kw_only=True)
class NotProcessed:
    """（五）不予处理: five reasons."""

    petition_or_complaint: Annotated[
        Applicants, Line("1.信访举报投诉类申请", "1. petitions, reports, complaints", source="条例第三十九条第一款")
    ]
    repeated: Annotated[Applicants, Line("2.重复申请", "2. repeated requests", source="条例第三十六条第（六）项")]
    published_material: Annotated[
        Applicants, Line("3.要求提供公开出版物", "3. requests for published material", source="条例第三十九条第二款")
    ]
    excessive: Annotated[Applicants, Line(
        "4.无正当理由大量反复申请", "4. large numbers of repeated requests without good reason",
        source="条例第三十五条",
    )]  # fmt: skip
    confirmation_or_reissue: Annotated[Applicants, Line(
        "5.要求行政机关确认或重新出具已获取信息", "5. requests to confirm or reissue information already obtained",
        source="",
    )]  # fmt: skip


OTHER_HANDLING: Final = Line("（六）其他处理", "(6) other handling")
HANDLED: Final = Line("三、本年度办理结果", "Item 3, outcomes this year")

DisclosedRow: TypeAlias = Annotated[
    Applicants, Line("（一）予以公开", "(1) disclosed", source="条例第三十六条第（一）、（二）项")
]
PartiallyDisclosedRow: TypeAlias = Annotated[Applicants, Line(
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "(2) partially disclosed (severable; counted only here)", source="条例第三十七条",
)]  # fmt: skip
WithheldRows: TypeAlias = Annotated[Withheld, Line("（三）不予公开", "(3) withheld", source="条例第三十六条第（三）项")]
UnableToProvideRows: TypeAlias = Annotated[UnableToProvide, Line("（四）无法提供", "(4) unable to provide")]
NotProcessedRows: TypeAlias = Annotated[NotProcessed, Line("（五）不予处理", "(5) not processed")]
HandledTotalRow: TypeAlias = Annotated[Applicants, Line("（七）总计", "(7) total")]

ReceivedRow: TypeAlias = Annotated[
    Applicants, Line("一、本年新收政府信息公开申请数量", "Item 1, requests newly received this year")
]
CarriedInRow: TypeAlias = Annotated[
    Applicants, Line("二、上年结转政府信息公开申请数量", "Item 2, requests carried in from last year")
]
CarriedOverRow: TypeAlias = Annotated[Applicants, Line("四、结转下年度继续办理", "Item 4, carried over to next year")]

HANDLED_TOTAL: Final = Rule(
    id="requests.handled_total", left=("handled.total",), right=("handled.*",), computes=True,
    label="（七）总计等于本年度办理结果各行之和", english="(7) total = sum of all outcomes",
    explanation="每一列的（七）总计是第三项“本年度办理结果”下各行之和。",
    english_explanation="In each column, (7) total is the sum of all rows under item 3.", source=_TOTAL,
)  # fmt: skip

BALANCE: Final = Rule(
    id="requests.balance", left=("received", "carried_in"), right=("handled.total", "carried_over"),
    label="第一项加第二项之和，等于第三项加第四项之和", english="item 1 + item 2 = item 3 + item 4",
    explanation="新收的和上年结转的申请，不是在本年度办理完毕，就是结转下年度。每一列都是如此。",
    english_explanation="Requests received or carried in are either handled this year or carried over; in each column.",
    source="格式第三节表头",
)  # fmt: skip

CARRIED: Final = Rule(
    id="succession.carried", kind="succession", left=("now:carried_in",), right=("before:carried_over",), crosses=True,
    severity="warning", label="本年的上年结转等于上年的结转下年度继续办理",
    english="carried in this year = carried over last year",
    explanation="上年结转下来的申请，本年应当如数接着办理。机构合并、拆分，或者上年的报告更正过，可以不同，请加以说明。",
    english_explanation="What was carried over last year is what is carried in this year, unless organs were merged or "
    "split or last year's report was corrected; say so in a note.", source="栏目的含义",
)  # fmt: skip


def _total_of_block(id_: str, block: str, label: str, english: str) -> Rule:
    return Rule(
        id=id_, left=(f"{block}.total",), right=(f"{block}.*",), computes=True, source=_TOTAL,
        label=f"{label}总计等于各种结果之和", english=f"{english}: total = sum of outcomes",
        explanation="总计是结果维持、结果纠正、其他结果、尚未审结四格之和。",
        english_explanation="The total is the sum of upheld, corrected, other outcomes and pending.",
    )  # fmt: skip


PENDING: Final = Rule(
    id="succession.pending", kind="succession", relation=">=", crosses=True, severity="notice",
    left=("now:reconsideration.total",), right=("before:reconsideration.pending",),
    label="上年尚未审结的案件仍在本年的总计之内", english="cases pending last year are in this year's total",
    explanation="上年尚未审结的，本年不是审结了就是仍未审结，一般都会计入。请核对两年的报告。",
    english_explanation="A case pending last year is decided this year or still pending, and mostly counted again. "
    "Check both reports.", source="由各年报告的做法推出，没有正式规定",
)  # fmt: skip


CONTENT: Final = Line("信息内容", "content")
BALANCE_PRINTED: Final = Line(
    f"（本列数据的勾稽关系为：{BALANCE.label}）", f"(cross-check in each column: {BALANCE.english})"
)


@frozen(kw_only=True)
class Outcomes:
    """One block of section four, five figures in 件."""

    upheld: Annotated[Count | None, Line("结果维持", "upheld")]
    corrected: Annotated[Count | None, Line("结果纠正", "corrected")]
    other: Annotated[Count | None, Line("其他结果", "other outcomes")]
    pending: Annotated[Count | None, Line("尚未审结", "pending")]
    total: Annotated[Count | None, Line("总计", "total")]

    RULES: ClassVar[tuple[Rule, ...]] = (DETAIL_MISSING, JUMP)


@frozen(kw_only=True)
class Litigation:
    """行政诉讼: two blocks."""

    direct: Annotated[Outcomes, Line("未经复议直接起诉", "direct, without reconsideration")]
    after_reconsideration: Annotated[Outcomes, Line("复议后起诉", "after reconsideration")]


@frozen(kw_only=True)
class ReviewAndLitigation:
    """四、政府信息公开行政复议、行政诉讼情况"""

    reconsideration: Annotated[Outcomes, Line("行政复议", "administrative reconsideration")]
    litigation: Annotated[Litigation, Line("行政诉讼", "administrative litigation")]

    ONE_ROW: ClassVar[bool] = True
    RULES: ClassVar[tuple[Rule, ...]] = (
        _total_of_block("reconsideration.total", "reconsideration", "行政复议", "reconsideration"),
        _total_of_block("litigation.direct_total", "litigation.direct", "未经复议直接起诉", "direct litigation"),
        _total_of_block(
            "litigation.after_reconsideration_total", "litigation.after_reconsideration", "复议后起诉",
            "litigation after reconsideration",
        ),
        PENDING,
        evolve(
            PENDING, left=("now:litigation.direct.total", "now:litigation.after_reconsideration.total"),
            right=("before:litigation.direct.pending", "before:litigation.after_reconsideration.pending"),
        ),
    )  # fmt: skip


ADMINISTRATIVE_RULES: Final = Line("规章", "administrative rules", source="条例第二十条第（一）项")
LICENSING: Final = Line("行政许可", "administrative licensing", source="条例第二十条第（五）项")
PENALTIES: Final = Line("行政处罚", "administrative penalty", source="条例第二十条第（六）项")
COMPULSION: Final = Line("行政强制", "administrative compulsion", source="条例第二十条第（六）项")
CHARGES: Final = Line(
    "行政事业性收费", "administrative and institutional charges", source="条例第二十条第（八）项",
    also=("行政事业型收费",),
)  # fmt: skip

PROACTIVE_DISCLOSURE: Final = Line("二、主动公开政府信息情况", "II. Proactive disclosure", unit="件")
REQUESTS: Final = Line("三、收到和处理政府信息公开申请情况", "III. Requests received and handled", unit="件")

Overview: TypeAlias = Annotated[Text | None, Line("一、总体情况", "I. Overview")]
ReviewAndLitigationSection: TypeAlias = Annotated[ReviewAndLitigation | None, Line(
    "四、政府信息公开行政复议、行政诉讼情况", "IV. Administrative reconsideration and litigation", unit="件",
)]  # fmt: skip
ProblemsAndImprovements: TypeAlias = Annotated[
    Text | None, Line("五、存在的主要问题及改进情况", "V. Main problems and improvements")
]
OtherMatters: TypeAlias = Annotated[Text | None, Line("六、其他需要报告的事项", "VI. Other matters to report")]
