"""The 2021 form (国办公开办函〔2021〕30号), for the reports of 2021 and later."""

from typing import Annotated, ClassVar, Literal

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
from govinfo_schema.form.vocabulary import Amount, Count, Line, Rule

__all__ = [
    "Applicants", "Charges", "Decisions", "Documents", "Handled", "Litigation", "NotProcessed", "Note", "Organ",
    "Organizations", "OtherHandling", "Outcomes", "Period", "ProactiveDisclosure", "Report", "Requests",
    "ReviewAndLitigation", "UnableToProvide", "Withheld",
]  # fmt: skip


@frozen(kw_only=True)
class Documents:
    """第二十条第（一）项: 规章 or 行政规范性文件, in 件."""

    issued: Annotated[Count | None, Line("本年制发件数", "issued this year")]
    repealed: Annotated[Count | None, Line("本年废止件数", "repealed this year")]
    in_force: Annotated[Count | None, Line("现行有效件数", "in force")]

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            id="documents.issued_within_stock", relation="<=", left=("issued",), right=("in_force", "repealed"),
            severity="warning", label="本年制发件数不大于现行有效件数与本年废止件数之和",
            english="issued ≤ in force + repealed",
            explanation="本年制发的，不是现行有效，就是本年已经废止；否则年初的件数成了负数。请核对这三格。",
            english_explanation="What was issued this year is in force or was repealed; else the stock at the start of "
            "the year is negative. Check the three cells.", source="栏目的含义",
        ),
        Rule(
            id="succession.in_force_at_most", kind="succession", relation="<=", severity="warning",
            left=("now:in_force", "now:repealed"), right=("before:in_force", "now:issued"),
            label="本年现行有效与废止之和，不大于上年现行有效与本年制发之和",
            english="in force + repealed ≤ in force last year + issued",
            explanation="文件不会凭空多出来：本年有效的和废止的，不是上年有效的，就是本年制发的。请核对两年的报告。",
            english_explanation="No document comes from nowhere: what is in force or repealed this year was in force "
            "last year or issued this year. Check both reports.", source="栏目的含义",
        ),
        Rule(
            id="succession.in_force_at_least", kind="succession", relation=">=", severity="notice",
            left=("now:in_force", "now:repealed"), right=("before:in_force", "now:issued"),
            label="本年现行有效与废止之和，不小于上年现行有效与本年制发之和",
            english="in force + repealed ≥ in force last year + issued",
            explanation="有文件不见了。自行失效的、集中清理掉的常常不计入废止；若不是这样，请核对两年的报告。",
            english_explanation="Documents are gone. Those that lapsed or were cleared away are often not counted as "
            "repealed; if that is not it, check both reports.", source="通行做法",
        ),
    )  # fmt: skip


@frozen(kw_only=True)
class Decisions:
    """第二十条第（五）项 and 第（六）项, in 件."""

    decisions: Annotated[Count | None, Line("本年处理决定数量", "decisions this year")]


@frozen(kw_only=True)
class Charges:
    """第二十条第（八）项, in 万元."""

    amount: Annotated[Amount | None, Line("本年收费金额（单位：万元）", "amount charged this year", unit="万元")]


@frozen(kw_only=True)
class ProactiveDisclosure:
    """二、主动公开政府信息情况"""

    administrative_rules: Annotated[Documents, shared.ADMINISTRATIVE_RULES]
    normative_documents: Annotated[Documents, Line(
        "行政规范性文件", "administrative normative documents", source="条例第二十条第（一）项", also=("规范性文件",),
    )]  # fmt: skip
    licensing: Annotated[Decisions, shared.LICENSING]
    penalties: Annotated[Decisions, shared.PENALTIES]
    compulsion: Annotated[Decisions, shared.COMPULSION]
    charges: Annotated[Charges, shared.CHARGES]

    CORNER: ClassVar[Line] = shared.CONTENT
    RULES: ClassVar[tuple[Rule, ...]] = (shared.JUMP_OF_ROWS,)


@frozen(kw_only=True)
class OtherHandling:
    """（六）其他处理: three reasons."""

    not_supplemented_in_time: Annotated[Applicants, Line(
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "1. not supplemented in time without good reason, no longer processed", source="条例第三十条",
        also=("逾期不补正",),
    )]  # fmt: skip
    fee_not_paid_in_time: Annotated[Applicants, Line(
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "2. fee not paid in time, no longer processed", source="条例第四十二条；国办函〔2020〕109号",
        also=("逾期不缴费",),
    )]  # fmt: skip
    other: Annotated[Applicants, Line("3.其他", "3. other")]


@frozen(kw_only=True)
class Handled:
    """三、本年度办理结果"""

    disclosed: shared.DisclosedRow
    partially_disclosed: shared.PartiallyDisclosedRow
    withheld: shared.WithheldRows
    unable_to_provide: shared.UnableToProvideRows
    not_processed: shared.NotProcessedRows
    other_handling: Annotated[OtherHandling, shared.OTHER_HANDLING]
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
    """政府信息公开工作年度报告, 2021 edition.

    An optional member is absent when it is `None`; a section that is `None` is left out of the report; a cell that is
    `None` is blank. Blank is not zero.
    """

    edition: Annotated[Literal["2021"], head.EDITION] = "2021"
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

    SINCE: ClassVar[int] = 2021
    REVISION: ClassVar[int] = 3
    """Raised with every change of its published files: what stands under an `$id` never changes."""
    RULES: ClassVar[tuple[Rule, ...]] = (*whole.RULES, *prose.RULES, *prose.RULES_2021)
