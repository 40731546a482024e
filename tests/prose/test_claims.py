"""What is read in a sentence: what is counted, how much, of whom and when, and where it stands."""

import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_schema as gs
from govinfo_schema.prose.lexicon import amount

ORGAN = "某市生态环境局"
CITY = "某市人民政府"

# The text, then `what number` of each claim in it, with its applicants and scope where they are not all and whole.
READ = {
    "收到政府信息公开申请75件，上年结转3件，共计78件。": "received 75; carried_in 3; received+carried_in 78; parts 78",
    "收到8份政府信息公开申请，均为自然人申请。": "received 8; received 8 natural_person",
    "收到申请9件，其余均为自然人申请。": "received 9",
    "收到申请30件（含上年结转3件）。": "received+carried_in 30; carried_in 3",
    "收到政府信息公开申请1件，结转下年度办理": "received 1; carried_over 1 unclear",
    "2022年结转2件申请，结转2024年3件，结转2023年1件。": "carried_in 2 unclear; carried_over 3; carried_in 1 unclear",
    "2023年结转4件申请，其中2021年结转1件。": "carried_over 4",
    "收到申请20件，18件已办结，2件正在办理。": "received 20; handled 18; carried_over 2",
    "收到申请20件，其中答复的18件。": "received 20; replied 18 unclear",
    "共办理申请20件，予以公开、部分公开分别为12件、8件。": ("processed 20; disclosed 12; partially_disclosed 8"),
    "收到申请20件，予以公开、部分公开、不予公开分别为12件、8件。": "received 20",
    "收到申请20件，予以公开和部分公开15件，不予公开、不予处理均为0件。": (
        "received 20; disclosed+partially_disclosed 15; withheld 0; not_processed 0"
    ),
    "收到申请9件，其中公开5件，其他2件。": "received 9; disclosed 5; other_handling 2; parts 9",
    "以其他方式处理申请7件（含逾期不补正5件、其他2件）。": (
        "other_handling 7; other_handling.not_supplemented_in_time 5; other_handling.other 2; parts 7"
    ),
    "收到申请9件，其中自然人7件，商业企业1件，其他1件。": (
        "received 9; received 7 natural_person; received 1 commercial_enterprise; received 1 other unclear; parts 9"
    ),
    "收到申请50件，均来自自然人。": "received 50; received 50 natural_person",
    "申请人中，自然人46件，其余4件均来自企业。": "received 46 natural_person; received 4 commercial_enterprise",
    "收到自然人、企业申请9件。": "",
    "收到申请1.2万件，答复1,150件，办结一百二十三件，新收十二件，受理两百件。": (
        "received 12000 unclear; replied 1150; handled 123; received 12 unclear; received 200 unclear"
    ),
    "收到申请８ ５件。": "received 85",
    "新收申请一万二千五百件，办结叁拾玖件，答复二〇件。": "received 12500; handled 39; replied 20",
    "收到申请约30件，收到申请30余件，收到申请30件以上，收到申请30多件。": "",
    "收到申请30人次，收到申请5封。": "",
    "未收到政府信息公开申请。": "received 0",
    "没有一件政府信息公开申请。": "received 0",
    "未收到法人或者其他组织提出的申请。": "received 0 organizations",
    "法人或者其他组织没有提出过申请。": "received 0 organizations",
    "未收到公民、法人或其他组织提出的申请。": "received 0",
    "未收到公民、企业提出的申请。": "",
    "依申请公开为零，无结转，未发生行政复议、行政诉讼。": "received 0; carried_over 0; reconsideration 0; litigation 0",
    "并非没有收到申请。": "",
    "未收到因依申请公开答复引起的行政复议。": "reconsideration 0",
    "未发生政府信息公开行政复议被纠正、行政诉讼败诉的情况。": "reconsideration.corrected 0 unclear",
    "未制发行政规范性文件，也无规章。": "normative_documents.issued 0",
    "申请全部办结。": "all_done 0",
    "收到申请5件，均已办结。": "received 5; all_done 0",
    "收到申请5件，结转下年度1件，其余均已办结。": "received 5; carried_over 1",
    "上年结转申请5件，均已办结。": "carried_in 5",
    "收到网上申请5件，均已办结。": "received 5 part",
    "予以公开30件，占办结总数的45.2%，自然人申请占97.2%，不予公开占5%。": (
        "disclosed 30; disclosed 45.2 unclear; received 97.2 natural_person; withheld 5"
    ),
    "增长45.2%，占比较大，公众满意占45%。": "",
    "无法提供率为33.3%。": "unable_to_provide 33.3",
    "政府信息公开行政复议12件：维持8件，纠正1件，尚未审结3件；行政诉讼2件，直接起诉1件。": (
        "reconsideration 12; reconsideration.upheld 8; reconsideration.corrected 1; reconsideration.pending 3; "
        "parts 12; litigation 2; litigation.direct 1"
    ),
    "因信息公开引发行政复议、行政诉讼案件共3件，其中维持2件。": (
        "reconsideration+litigation 3; reconsideration.upheld+litigation.upheld 2"
    ),
    "政府信息公开行政诉讼方面，全年共发生21件。": "litigation 21",
    "有1件涉及政府信息公开的行政复议，其中1件维持。": "reconsideration 1; reconsideration.upheld 1",
    "行政复议案件134件。": "reconsideration 134 unclear",
    "办理行政复议案件134件，维持30件。": "",
    "制发规范性文件5件，废止2件，现行有效30件。": (
        "normative_documents.issued 5; normative_documents.repealed 2; normative_documents.in_force 30"
    ),
    "制定规章3部，公开规范性文件8件，修订规章1件，制发公文9件。": "administrative_rules.issued 3 unclear",
    "制发5件行政规范性文件。": "normative_documents.issued 5",
    "行政事业性收费共120.5万元，信息处理费1.5万元，减免行政事业性收费3万元。": "charges 120.5; processing_fee 15000.0",
    "行政事业性收费1.8亿元，信息处理费0。": "charges 18000; processing_fee 0",
    "行政事业性收费5000元，信息处理费380元。": "charges 0.5; processing_fee 380",
    "认定主动公开公文418件、依申请公开93件、不予公开205件。": "",
    "公开信息30条，收到申请3条，依申请公开9条。": "received 3",
    "退税申请30件，征地类申请12件，申请共5件，申请4件。": "received 5 unclear; received 4 unclear",
    "受理来信30件，办结28件，结转2件。": "",
    "受理热线工单30件，均已办结，无结转。": "",
    "决定公开申请4件，对外公开文件9件。": "",
    "信息公开申请办理情况：决定公开4件。": "disclosed 4",
    "受理其余申请，办结相关事项5件。": "",
    "收到申请2件，比2022年增加1件，增长100%。": "received 2",
    "收到申请3件，其中公开1件": "received 3; disclosed 1",
    "收到申请3件，其中约2件为网上申请，收费5元，自然人2件，企业1件。": (
        "received 3; received 2 natural_person; received 1 commercial_enterprise"
    ),
    "因补正后仍不明确而不再答复的申请2件。": "",
    "收到申请3件，1件2024年结转，1件结转2024年。": "received 3; carried_over 1",
    "清理规范性文件30件，建议废止3件。": "",
    "受理行政复议，纠正案件2件。": "",
    "政府信息公开引发行政复议、行政诉讼均为1件。": "reconsideration 1; litigation 1",
    "收到申请（网上）5件。": "received 5",
    "没有不予公开的申请。": "withheld 0",
    "无": "",
    "未收到申请": "received 0",
    "收到申请9件，其中自然人7件，办结9件。": "received 9; received 7 natural_person; handled 9",
    "办结申请8件，予以公开、部分公开分别为5件、3件": "handled 8; disclosed 5; partially_disclosed 3",
    "收到申请5件（": "received 5",
    "收到申请9件，其中自然人7件（约5件为网上申请）、企业2件。": (
        "received 9; received 7 natural_person; received 2 commercial_enterprise; parts 9"
    ),
    "没有因政府信息公开申请引起的行政复议和行政诉讼。": "reconsideration 0; litigation 0",
    "收到申请9件，其中予以公开5件，告知已在网站公开2件。": "received 9; disclosed 5 unclear",
    "收到申请20件，结转下年度12件，其中因内容复杂延期办理5件。": "received 20; carried_over 12",
    "主动公开规章13件（含新制定5件，修改4件，废止4件）。": (
        "administrative_rules.issued 5 unclear; administrative_rules.repealed 4; parts 13"
    ),
    "收到申请3件，无申请件结转到下一年度。": "received 3; carried_over 0",
    "因政府信息公开引起行政复议6件、行政诉讼0件，其中维持3件。": (
        "reconsideration 6; litigation 0; reconsideration.upheld 3"
    ),
    "因政府信息公开引起行政复议6件、行政诉讼2件，其中维持3件。": "reconsideration 6; litigation 2",
    "因政府信息公开引起行政复议6件；行政诉讼2件，其中维持1件。": (
        "reconsideration 6; litigation 2; litigation.upheld 1"
    ),
    "政府信息公开申请未发生被行政复议纠错的情况。": "reconsideration.corrected 0",
    "收到申请8件，提起行政复议2件（1件已撤销申请）。": "received 8; reconsideration 2",
    "收到申请8件，其中逾期不补正3件，其他处理4件。": (
        "received 8; other_handling.not_supplemented_in_time 3; other_handling 4 unclear; parts 8"
    ),
    "受理申请8件，上年结转1件起诉件。": "received 8; carried_in 1 unclear",
    "主动公开41件、依申请公开392件、不予公开38件。": "",
    "制定规范性文件31件、制作46份多元形式图解。": "normative_documents.issued 31",
    "收到公民、法人及其他组织提出的申请3件。": "received 3",
    "作为市政府的行政复议机构，审结涉及政府信息公开的行政复议21件。": "",
    "按其他处理方式办理的21件，属于行政执法案卷不予公开的8件。": "other_handling 21; withheld.enforcement_file 8",
}
# The text, the organ, then the scope and the year of its first claim.
SCOPES = [
    ("2023年，我局收到申请5件。", ORGAN, "whole", 2023),
    ("2022年，我局收到申请5件。", ORGAN, "whole", 2022),
    ("上半年，收到申请5件，下半年办结3件。", ORGAN, "other time", None),
    ("上半年收到申请3件，全年共收到申请5件。", ORGAN, "other time", None),
    ("去年收到、今年作出答复的申请有3件。", ORGAN, "other time", None),
    ("截至6月底，收到申请5件。", ORGAN, "other time", None),
    ("自2008年施行以来，收到申请5件。", ORGAN, "other time", None),
    ("2021年至2023年，收到申请5件。", ORGAN, "other time", None),
    ("2023年1月1日至12月31日，收到申请5件。", ORGAN, "whole", 2023),
    ("2024年，计划收到申请5件。", ORGAN, "other time", 2024),
    ("办理因2022年政府信息公开引发的行政复议1件。", ORGAN, "other time", 2022),
    ("全市共收到申请5件。", ORGAN, "unclear", None),
    ("全市共收到申请5件。", CITY, "whole", None),
    ("全市各部门、各乡镇收到申请5件。", CITY, "whole", None),
    ("各乡镇收到申请5件。", CITY, "other organ", None),
    ("市本级收到申请5件。", CITY, "other organ", None),
    ("市政府收到申请5件。", CITY, "unclear", None),
    ("市政府新制定规章2件。", CITY, "whole", None),
    ("市公安局收到申请5件。", CITY, "other organ", None),
    ("市公安局收到申请5件。", "", "unclear", None),
    ("市环境局收到申请5件。", ORGAN, "whole", None),
    ("生态环境局收到申请5件。", ORGAN, "whole", None),
    ("桂苑街道收到申请5件。", ORGAN, "other organ", None),
    ("城西片区收到申请5件。", ORGAN, "unclear", None),
    ("通过网上收到申请5件。", ORGAN, "part", None),
    ("通过网上、信函等渠道收到申请5件。", ORGAN, "part", None),
    ("收到涉及征地的申请5件。", ORGAN, "part", None),
    ("经沟通，实际受理申请5件。", ORGAN, "unclear", None),
    ("收到村民送来的申请5件。", ORGAN, "unclear", None),
    ("其他渠道受理申请5件。", ORGAN, "part", None),
    ("审结涉及政府信息公开的行政复议5件。", ORGAN, "whole", None),
    ("审结涉及政府信息公开的行政复议5件。", "某市司法局", "unclear", None),
]


def told(claim: gs.Claim) -> str:
    parts = [claim.what, str(claim.number)]
    parts += [claim.applicants] * (claim.applicants != "total")
    return " ".join(parts + [claim.scope] * (claim.scope != "whole" and claim.what != "parts"))


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=READ.keys())
def test_a_sentence_claims(text: str, expected: str) -> None:
    found = gs.claims(text, year=2023, organ=ORGAN)

    assert sorted(expected.split("; ")) == sorted(map(told, found)) or (expected == "" and found == ())
    assert all(text[claim.offset : claim.offset + len(claim.words)] == claim.words for claim in found)


@pytest.mark.parametrize(("text", "organ", "scope", "year"), SCOPES, ids=[f"{case[0]} {case[1]}" for case in SCOPES])
def test_a_claim_says_of_whom_and_when(text: str, organ: str, scope: str, year: int | None) -> None:
    first = gs.claims(text, year=2023, organ=organ)[0]

    assert (scope, year) == (first.scope, first.year)


def test_a_sentence_that_goes_on_speaks_of_the_same_time() -> None:
    found = gs.claims("2022年，我局收到申请9件。其中，予以公开5件，不予公开5件。", year=2023, organ=ORGAN)

    assert [2022, 2022, 2022] == [claim.year for claim in found if claim.what != "parts"]
    assert [(9, (5, 5))] == [(claim.number, claim.parts) for claim in found if claim.what == "parts"]


def test_without_the_year_of_the_report_nobody_knows_what_was_carried_where() -> None:
    assert () == gs.claims("2022年结转申请2件。")


def test_what_is_rounded_says_how_far() -> None:
    (rounded,) = gs.claims("全年收到申请1.2万件。")

    assert (12_000, 1_000) == (rounded.number, rounded.within)


@pytest.mark.parametrize(
    ("text", "number", "within", "unit"),
    [
        ("1.2万件", 12_000, 1_000, "件"),
        ("3万件", 30_000, 10_000, "件"),
        ("三万件", 30_000, 0, "件"),
        ("一万二千五百件", 12_500, 0, "件"),
        ("十件", 10, 0, "件"),
        ("二百零六件", 206, 0, "件"),
        ("45.20%", Decimal("45.2"), Decimal("0.01"), "%"),
        ("2.7亿元", 270_000_000, 10_000_000, "元"),
        ("12.5万元", Decimal("12.5"), Decimal("0.1"), "万元"),
        ("7", 7, 0, ""),
    ],
)
def test_a_number_is_read(text: str, number: int | Decimal, within: int | Decimal, unit: str) -> None:
    found = amount(text)

    assert (number, within, unit) == (found.number, found.within, found.unit)


WORDS = ["2022年", "收到", "申请", "5件", "，", "其中", "（", "）", "。", "均", "无", "自然人", "予以公开", "占", "45%",
         "、", "行政复议", "结转", "全市", "各", "制发", "规范性文件", "分别为", "共计", "其他",
         "信息处理费", "3万元", "已办结", "将"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=30).map("".join), st.integers(2019, 2025))
def test_any_text_is_read_without_an_error(text: str, year: int) -> None:
    for claim in gs.claims(text, year=year, organ=CITY):
        assert text[claim.offset : claim.offset + len(claim.words)] == claim.words
        assert claim == pickle.loads(pickle.dumps(claim))  # noqa: S301 - our own
