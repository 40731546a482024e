"""The 2019 form (国办公开办函〔2019〕60号, on trial), for the reports of 2019 and 2020."""

from typing import Annotated, ClassVar, Final, Literal, TypeAlias

from attrs import frozen

from govinfo_schema.form import head, prose, shared, whole
from govinfo_schema.form.head import Note, Organ, Period
from govinfo_schema.form.shared import (
    Applicants,
    Litigation,
    NotProcessed,
    Organizations,
    Outcomes,
    ReviewAndLitigation,
    UnableToProvide,
    Withheld,
)
from govinfo_schema.form.vocabulary import Amount, Count, Line, Rule, SignedCount

__all__ = [
    "Applicants", "Charges", "Documents", "Handled", "Items", "Litigation", "NotProcessed", "Note", "Organ",
    "Organizations", "Outcomes", "Period", "ProactiveDisclosure", "Procurement", "Report", "Requests",
    "ReviewAndLitigation", "UnableToProvide", "Withheld",
]  # fmt: skip


@frozen(kw_only=True)
class Documents:
    """第二十条第（一）项: 规章 or 规范性文件, in 件."""

    issued: Annotated[Count | None, Line("本年新制作数量", "newly made this year")]
    newly_disclosed: Annotated[Count | None, Line("本年新公开数量", "newly disclosed this year")]
    disclosed_in_all: Annotated[Count | None, Line("对外公开总数量", "disclosed in all")]

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            id="documents.disclosed_within_stock", relation="<=", left=("newly_disclosed",),
            right=("disclosed_in_all",), severity="warning", label="本年新公开数量不大于对外公开总数量",
            english="newly disclosed ≤ disclosed in all",
            explanation="本年新公开的也在对外公开总数量之内。请核对这两格。",
            english_explanation="What was newly disclosed this year is part of what is disclosed in all. "
            "Check both cells.", source="栏目的含义",
        ),
    )  # fmt: skip


ItemsLastYear: TypeAlias = Annotated[Count | None, Line("上一年项目数量", "items last year", unit="项")]
Change: TypeAlias = Annotated[SignedCount | None, Line("本年增/减", "increase or decrease this year", unit="项")]
ITEMS_NOT_NEGATIVE: Final = Rule(
    id="items.not_negative", relation=">=", left=("items_last_year", "change"), severity="warning",
    label="上一年项目数量加本年增/减不小于 0", english="items last year + change ≥ 0",
    explanation="减少的项目不会多于上一年已有的项目。请核对这两格，特别是增减的正负号。",
    english_explanation="No more items can be dropped than there were. Check both cells, above all the sign.",
    source="栏目的含义",
)  # fmt: skip
ITEMS_FOLLOW: Final = Rule(
    id="succession.items", kind="succession", left=("now:items_last_year",),
    right=("before:items_last_year", "before:change"), severity="notice",
    label="上一年项目数量等于上年报告的上一年项目数量加增减", english="items last year = last year's items + change",
    explanation="上年年底有多少项，本年就从多少项算起。项目清单常常重新编制，那样可以不同。",
    english_explanation="This year starts with the items with which last year ended; lists are often drawn up anew.",
    source="栏目的含义",
)  # fmt: skip


@frozen(kw_only=True)
class Items:
    """第二十条第（五）项 and 第（六）项: items in 项, decisions in 件."""

    items_last_year: ItemsLastYear
    change: Change
    decisions: Annotated[Count | None, Line("处理决定数量", "decisions")]

    RULES: ClassVar[tuple[Rule, ...]] = (ITEMS_NOT_NEGATIVE, ITEMS_FOLLOW)


@frozen(kw_only=True)
class Charges:
    """第二十条第（八）项: items in 项."""

    items_last_year: ItemsLastYear
    change: Change

    RULES: ClassVar[tuple[Rule, ...]] = (ITEMS_NOT_NEGATIVE, ITEMS_FOLLOW)


@frozen(kw_only=True)
class Procurement:
    """第二十条第（九）项: items in 项, amount in the unit that the report prints, where it prints one."""

    items: Annotated[Count | None, Line("采购项目数量", "procurement items", unit="项")]
    amount: Annotated[Amount | None, Line("采购总金额", "total amount", unit="")]
    unit: Annotated[Literal["元", "万元"] | None, Line("采购总金额的单位", "unit of the total amount", unit="")] = None

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            id="procurement.items_and_amount", relation="zero together", left=("items",), right=("amount",),
            severity="notice", label="采购项目数量与采购总金额同为 0，或者都不为 0",
            english="items and amount are both 0, or neither is",
            explanation="有采购项目一般就有金额，有金额一般就有项目。请核对这两格。",
            english_explanation="Where there are items there is mostly an amount, and the reverse. Check both cells.",
            source="通行做法",
        ),
    )  # fmt: skip


@frozen(kw_only=True)
class ProactiveDisclosure:
    """二、主动公开政府信息情况"""

    administrative_rules: Annotated[Documents, shared.ADMINISTRATIVE_RULES]
    normative_documents: Annotated[
        Documents, Line("规范性文件", "normative documents", source="条例第二十条第（一）项", also=("行政规范性文件",))
    ]
    licensing: Annotated[Items, shared.LICENSING]
    other_services: Annotated[
        Items, Line("其他对外管理服务事项", "other external management and services", source="条例第二十条第（五）项")
    ]
    penalties: Annotated[Items, shared.PENALTIES]
    compulsion: Annotated[Items, shared.COMPULSION]
    charges: Annotated[Charges, shared.CHARGES]
    procurement: Annotated[
        Procurement, Line("政府集中采购", "centralized government procurement", source="条例第二十条第（九）项")
    ]

    CORNER: ClassVar[Line] = shared.CONTENT
    RULES: ClassVar[tuple[Rule, ...]] = (shared.JUMP_OF_ROWS,)


@frozen(kw_only=True)
class Handled:
    """三、本年度办理结果"""

    disclosed: shared.DisclosedRow
    partially_disclosed: shared.PartiallyDisclosedRow
    withheld: shared.WithheldRows
    unable_to_provide: shared.UnableToProvideRows
    not_processed: shared.NotProcessedRows
    other_handling: Annotated[Applicants, shared.OTHER_HANDLING]
    total: shared.HandledTotalRow


@frozen(kw_only=True)
class Requests:
    """三、收到和处理政府信息公开申请情况"""

    received: shared.ReceivedRow
    carried_in: shared.CarriedInRow
    handled: Annotated[Handled, shared.HANDLED]
    carried_over: shared.CarriedOverRow

    CORNER: ClassVar[Line] = shared.BALANCE_PRINTED
    RULES: ClassVar[tuple[Rule, ...]] = (shared.HANDLED_TOTAL, shared.BALANCE, shared.CARRIED)


@frozen(kw_only=True)
class Report:
    """政府信息公开工作年度报告, 2019 edition.

    An optional member is absent when it is `None`; a section that is `None` is left out of the report; a cell that is
    `None` is blank. Blank is not zero.
    """

    edition: Annotated[Literal["2019"], head.EDITION] = "2019"
    year: head.ReportYear
    organ: head.ReportOrgan
    period: head.ReportPeriod = None
    published_on: head.PublishedOn = None
    introduction: head.Introduction = None
    notes: head.Notes = None
    overview: shared.Overview
    proactive_disclosure: Annotated[ProactiveDisclosure | None, shared.PROACTIVE_DISCLOSURE]
    requests: Annotated[Requests | None, shared.REQUESTS]
    review_and_litigation: shared.ReviewAndLitigationSection
    problems_and_improvements: shared.ProblemsAndImprovements
    other_matters: shared.OtherMatters

    SINCE: ClassVar[int] = 2019
    REVISION: ClassVar[int] = 3
    """Raised with every change of its published files: what stands under an `$id` never changes."""
    RULES: ClassVar[tuple[Rule, ...]] = (*whole.RULES, *prose.RULES)
