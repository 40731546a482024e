"""What the prose of a report says of its tables: the words for it, the rows it is held against, the rules on it."""

from typing import Final, TypeAlias

from attrs import frozen

from govinfo_schema.form.vocabulary import Rule, Severity

Reading: TypeAlias = tuple[str, ...]
"""Paths to rows, headings, blocks or cells whose figures are added; one with a minus before it is taken away."""


@frozen
class Subject:
    """Something of which prose gives the number.

    Attributes:
        what: Its name, as in `Claim`; the first part of it names the rule.
        words: A regular expression of the words for it.
        readings: What the number may be the sum of; one of them must fit.
        rule: The rule on it; not given, `what` names it.
    """

    what: str
    words: str
    readings: tuple[Reading, ...] = ()
    rule: str = ""


_ROWS: Final = ("disclosed", "partially_disclosed", "withheld", "unable_to_provide", "not_processed", "other_handling")
_HANDLED: Final = ("requests.handled.total",)
_OUTCOMES: Final = tuple(tuple(f"requests.handled.{row}" for row in _ROWS[:count]) for count in range(1, len(_ROWS)))
_RECEIVED: Final = (("requests.received",), ("requests.received", "requests.carried_in"))
_NEXT: Final = r"(?:至|到|入)?(?:下|次|明|来)一?个?年度?"
_WORK: Final = r"(?:继续|再)?(?:进行)?(?:办理|处理|答复|办结)?"
_OUTCOME: Final = r"(?:的?(?:答复|决定|处理)(?!率))?"
_BLOCKS: Final = {
    "reconsideration": ("reconsideration",),
    "litigation": ("litigation.direct", "litigation.after_reconsideration"),
    "litigation.direct": ("litigation.direct",),
    "litigation.after_reconsideration": ("litigation.after_reconsideration",),
}
_CASES: Final = r"(?:的?(?:申请|案件|案))?(?:数量|数)?"


def _blocks(what: str, *cells: str) -> Reading:
    signs = [("-", cell[1:]) if cell[0] == "-" else ("", cell) for cell in cells]
    return tuple(f"{sign}review_and_litigation.{block}.{cell}" for block in _BLOCKS[what] for sign, cell in signs)


def _case(what: str, words: str) -> Subject:
    """A kind of case: the total, or the total without what is pending."""
    return Subject(what, words, (_blocks(what, "total"), _blocks(what, "total", "-pending")))


REASONS: Final = {
    "withheld.state_secret": r"(?:属于|涉及)?国家秘密",
    "withheld.prohibited_by_law": r"(?:其他)?法律、?行政法规禁止公开",
    "withheld.endangers_security_or_stability": r"危及“?三安全一稳定”?",
    "withheld.third_party_rights": r"(?:保护|涉及|损害)第三方合法权益",
    "withheld.internal_affairs": r"(?:属于)?(?:三类)?内部事务性?信息",
    "withheld.deliberative_process": r"(?:属于)?(?:四类)?过程性信息",
    "withheld.enforcement_file": r"(?:属于)?行政执法案卷(?:信息)?",
    "withheld.administrative_inquiry": r"(?:属于)?行政查询(?:类)?事项",
    "unable_to_provide.not_held": r"(?:政府)?信息不存在|"
    r"(?:本机关|我局|本局|本单位|本街道|本镇)?(?:不掌握|不属于本机关掌握)(?:的?相关(?:政府)?信息)?",
    "unable_to_provide.must_be_created": r"(?:没有现成信息)?需要?另行制作|没有现成信息",
    "unable_to_provide.still_unclear": r"补正后(?:申请内容)?仍不明确",
    "not_processed.petition_or_complaint": r"信访、?举报、?投诉(?:类申请)?",
    "not_processed.repeated": r"重复(?:提出)?申请",
    "not_processed.published_material": r"要求提供公开出版物",
    "not_processed.excessive": r"(?:无正当理由)?大量反复申请",
    "other_handling.not_supplemented_in_time": r"逾期[不未]补正(?:而?不再(?:处理|办理))?",
    "other_handling.fee_not_paid_in_time": r"逾期[不未]缴费",
    "not_processed.confirmation_or_reissue": r"要求行政机关确认或重新出具(?:已获取信息)?",
}
"""The words for the reasons under 三, a row each."""

SUBJECTS: Final = (
    Subject(
        "carried_in",
        rf"(?:(?:上|前)一?年度?|去年|往年)的?(?:结转|转入|接转|遗留|转接|转来|未办结)(?:至?到?(?:本|今)年度?)?{_WORK}"
        r"|结转自?(?:上|去)一?年度?",
        (("requests.carried_in",),),
    ),
    Subject(
        "carried_over",
        rf"(?:结转|转|顺延|延期|延续|延|跨){_NEXT}{_WORK}|(?:正在|正按\w{{1,6}}?|尚在|仍在|仍)(?:办理|处理|审查)(?:之?中|过程中)?"
        r"|在办(?!理)|(?:尚)?未(?:办结|办理完毕)|待(?:办结|答复)|(?:下|次)一?年度?(?:结转|继续办理)|(?:办理|处理)中",
        (("requests.carried_over",),),
    ),
    Subject("carried", r"结转(?!自|20)", (("requests.carried_over",), ("requests.carried_in",)), "carried_over"),
    Subject("disclosed", rf"(?:予以|同意|全部|准予|完全)公开{_OUTCOME}", (("requests.handled.disclosed",),)),
    Subject("partially_disclosed", rf"(?:予以)?部分公开{_OUTCOME}", (("requests.handled.partially_disclosed",),)),
    Subject("withheld", rf"(?:不予|不同意|不)公开{_OUTCOME}", (("requests.handled.withheld",),)),
    Subject("unable_to_provide", rf"无法提供{_OUTCOME}", (("requests.handled.unable_to_provide",),)),
    Subject("not_processed", r"不予?处理(?:的?(?:答复|决定))?", (("requests.handled.not_processed",),)),
    Subject("other_handling", r"作?其他(?:方式)?处理(?:方式|情形)?", (("requests.handled.other_handling",),)),
    Subject("other_handling.other", "", (("requests.handled.other_handling.other",),)),
    *(Subject(row, words, ((f"requests.handled.{row}",),)) for row, words in REASONS.items()),
    Subject(
        "litigation.direct",
        r"(?:未经复议)?直接(?:起诉|提起行政诉讼|诉讼)",
        (_blocks("litigation.direct", "total"),),
    ),
    Subject(
        "litigation.after_reconsideration",
        r"经?复议后(?:再?起诉|提起行政诉讼|诉讼)",
        (_blocks("litigation.after_reconsideration", "total"),),
    ),
    _case("reconsideration", rf"(?:行政)?复议{_CASES}"),
    _case("litigation", rf"(?:行政)?诉讼{_CASES}"),
    *(
        Subject(f"{what}.{cell}", "", (_blocks(what, cell),))
        for what in _BLOCKS
        for cell in ("upheld", "corrected", "other", "pending")
    ),
    Subject("administrative_rules", r"(?:政府|地方政府|部门)?规章"),
    Subject("normative_documents", r"(?:行政)?规范性文件"),
    *(
        Subject(f"{what}.{cell}", "", ((f"proactive_disclosure.{what}.{cell}",),))
        for what in ("administrative_rules", "normative_documents")
        for cell in ("issued", "repealed", "in_force")
    ),
    Subject("charges", r"行政事业性收费", (("proactive_disclosure.charges.amount",),)),
    Subject("processing_fee", r"信息处理费用?|信息公开(?:类|信息)?收费|收取(?:任何|相关)?费用|实际?收[取到]?(?=\d)"),
    Subject(
        "received",
        r"新?(?:收到|接收到?|受理|接到|(?<!征)收办|收悉|新收|接获|收件"
        r"|登记(?=政府信息|依申请|信息公开))(?:到|了)?",
        _RECEIVED,
    ),
    Subject("handled", r"(?:办理完毕|办结|办复|审结)(?:了|完毕|完成)?", (_HANDLED, _OUTCOMES[-1])),
    Subject("replied", r"(?:答复|回复)(?:了|完毕|完成)?", (_HANDLED, *_OUTCOMES), "handled"),
    Subject("processed", r"办理|处理", (_HANDLED, *_RECEIVED), "handled"),
)  # fmt: skip
"""Those of one table in the order in which they are looked for: longer words before those within them."""

COLUMNS: Final = {
    "organizations": r"法人(?:或者?|和|及|以及|、|与)其他组织",
    "commercial_enterprise": r"商业企业|企业",
    "research_institution": r"科研(?:机构|院所|单位)",
    "public_interest_organization": r"(?:社会)?公益(?:性)?组织",
    "legal_service_institution": r"法律服务机构",
    "natural_person": r"自然人|公民|个人",
    "other": r"其他(?:组织|主体)",
}
"""The words for the kinds of applicants, by the columns of section three."""

CELLS: Final = {
    "upheld": r"(?:结果)?(?:被)?维持",
    "corrected": r"(?:结果)?(?:被)?(?:纠正|撤销(?!申请|复议|起诉))|(?:被|(?<=复议))纠错",
    "other": r"其他结果",
    "pending": r"(?:尚未|未)审结",
    "issued": r"新?(?:制发|制定|制作|印发|出台|颁布|新增)(?:出台|印发|发布)?",
    "repealed": r"废止(?:或|和|、)?(?:宣布)?(?:失效)?",
    "in_force": r"(?:现行|继续|仍然?|保持)有效|有效(?=的?(?:行政)?(?:规范性文件|规章))",
}
"""The words for the columns of sections two and four."""


def _rule(id_: str, severity: Severity, *said: str, source: str = "正文与表格应当一致") -> Rule:
    label, english, explanation, english_explanation = said
    return Rule(
        id=id_, kind="narrative", severity=severity, label=label, english=english, explanation=explanation,
        english_explanation=english_explanation, source=source,
    )  # fmt: skip


def _figure(what: str, words: str, english: str, more: str = "", more_english: str = "") -> Rule:
    return _rule(
        f"narrative.{what}",
        "warning",
        f"正文所说的{words}与表格一致",
        f"text and table agree on {english}",
        f"{more}请核对正文和表格，改正写错的一处。",
        f"{more_english}Check both and mend the one that is wrong.",
    )


_EITHER: Final = (
    "“收到”单算新收、连同上年结转都不是这个数。",
    "Neither new requests alone nor with those carried in. ",
)
_DECIDED_TOO: Final = ("算不算尚未审结的都不是这个数。", "Neither with nor without pending cases. ")
_NOTICE: Final = "国办公开办函〔2021〕30号"
_FEES: Final = "通行做法；国办函〔2020〕109号"

RULES: Final = (
    _figure("received", "收到的申请", "requests received", *_EITHER),
    _figure("carried_in", "上年结转的申请", "requests carried in"),
    _figure("handled", "办结、答复的申请", "requests handled"),
    _figure("carried_over", "结转下年度的申请", "requests carried over"),
    _figure("disclosed", "予以公开", "disclosed"),
    _figure("partially_disclosed", "部分公开", "partially disclosed"),
    _figure("withheld", "不予公开", "withheld"),
    _figure("unable_to_provide", "无法提供", "unable to provide"),
    _figure("not_processed", "不予处理", "not processed"),
    _figure("other_handling", "其他处理", "other handling"),
    _figure("reconsideration", "行政复议", "administrative reconsideration", *_DECIDED_TOO),
    _figure("litigation", "行政诉讼", "administrative litigation", *_DECIDED_TOO),
    _figure("administrative_rules", "规章", "administrative rules"),
    _figure("normative_documents", "规范性文件", "normative documents"),
    _rule("narrative.parts", "warning", "一句话里的总数与各项之和相符", "a sum in a sentence agrees with its parts",
          "请核对这句话里的各个数。", "Check the figures of the sentence.", source="“总数”的含义"),
    _rule("narrative.all_done", "warning", "说全部办结，就没有结转下年度的",
          "all done means that nothing is carried over",
          "说申请已经全部办结，表里却有结转下年度继续办理的。请核对。",
          "The text says that all requests are done, but the table carries some over. Check both."),
    _rule("narrative.year", "warning", "正文说的是报告年度的事", "the text speaks of the year reported on",
          "报告说的是另一年的事，可能是沿用了往年的文字。请核对年份。",
          "The sentence speaks of another year; it may have been copied from an earlier report. Check the year.",
          source="条例第四十九条"),
    _rule("section.says_nothing", "warning", "第一、五节有实际内容", "sections one and five say something",
          "格式规定这一节写实际情况，不能只写“无”或几个字。请补写。",
          "The form asks for substance here. Write more than “none” or a few words.", source=_NOTICE),
)  # fmt: skip
"""The rules on prose in both editions."""

RULES_2021: Final = (
    _figure("charges", "行政事业性收费", "administrative and institutional charges"),
    _rule("overview.topics", "notice", "第一节说到五个方面", "section one speaks of five topics",
          "格式要求总体情况写明这些方面。请补写。", "The form asks for these topics. Add them.", source=_NOTICE),
    _rule("other_matters.processing_fee", "notice", "第六节写明信息处理费", "section six tells the processing fee",
          "请写明收取信息处理费的情况，没有收取的也要写明。", "Say what processing fee was charged, even if none.",
          source=_FEES),
    _rule("other_matters.fee_and_charges", "notice", "信息处理费不多于行政事业性收费", "processing fee ≤ charges",
          "信息处理费是行政事业性收费的一种，收费金额不应更少。请核对单位（元、万元）和金额。",
          "The processing fee is one of the charges, so these cannot be less. Check unit (元, 万元) and amount.",
          source=_FEES),
    _rule("other_matters.fee_step", "notice", "信息处理费是 10 元的整数倍", "a processing fee is a multiple of 10 元",
          "按页、按件计收的标准都是 10 元的整数倍。请核对金额。", "All rates are multiples of 10 元. Check the amount.",
          source="国办函〔2020〕109号"),
)  # fmt: skip
"""Those on what only the 2021 form asks for."""

TOPICS: Final = (
    ("主动公开", "proactive disclosure", r"主动公开|公开[^。]{0,12}信息|发布[^。]{0,12}信息|信息发布"),
    ("依申请公开", "disclosure on request", r"依申请|申请"),
    ("政府信息管理", "information management", (
        r"信息管理|信息资源|规范性文件|保密审查|发布审[核查]|三审|动态调整|台账|目录|管理制度"
    )),
    ("政府信息公开平台建设", "platforms", r"平台|网站|专栏|公报|公众号|新媒体|微信|专区"),
    ("监督保障", "supervision", r"监督|考核|培训|评议|责任追究|保障|领导小组|问责"),
)  # fmt: skip
"""What the notice asks section one of the 2021 form to speak of, with words by which it is known."""
