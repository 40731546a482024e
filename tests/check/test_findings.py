"""What findings are and how a person reads them."""

import pickle
from decimal import Decimal

import pytest
from tests.check.test_verify import EQUATIONS

import govinfo_schema as gs
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import with_figures

RECEIVED = (
    "一、本年新收政府信息公开申请数量 · 总计：印为 0，应为 1"
    "（自然人 1 + 商业企业 0 + 科研机构 0 + 社会公益组织 0 + 法律服务机构 0 + 其他 0）"
)


def test_a_broken_total_shows_the_sum_with_its_numbers(xinjiang: gs.Report) -> None:
    first = gs.verify(xinjiang)[0]

    assert RECEIVED == first.message() == first.message("zh")
    assert (
        "Item 1, requests newly received this year · total: printed 0, should be 1 (natural persons 1 + "
        "commercial enterprises 0 + research institutions 0 + public-interest organizations 0 + "
        "legal service institutions 0 + others 0)"
    ) == first.message("en")


def test_an_undecided_finding_names_the_blank_cells(xinjiang: gs.Report) -> None:
    *_, column, balance = gs.verify(xinjiang, only=EQUATIONS)

    assert ("/requests/handled/total/total", "/requests/carried_over/total") == balance.blanks
    assert (
        "“总计”列：无法判断是否符合“第一项加第二项之和，等于第三项加第四项之和”，"
        "因为“（七）总计”“四、结转下年度继续办理”空白"
    ) == balance.message()
    assert (
        "三、本年度办理结果 · （七）总计 · 总计：无法判断是否符合“（七）总计等于本年度办理结果各行之和”，"
        "因为“（七）总计”“6.属于四类过程性信息”“7.属于行政执法案卷”“8.属于行政查询事项”"
        "“1.本机关不掌握相关政府信息”“2.没有现成信息需要另行制作”“3.补正后申请内容仍不明确”"
        "“1.信访举报投诉类申请”“2.重复申请”“3.要求提供公开出版物”“4.无正当理由大量反复申请”"
        "“5.要求行政机关确认或重新出具已获取信息”“（六）其他处理”空白"
    ) == column.message()
    assert (
        "column “total”: “item 1 + item 2 = item 3 + item 4” cannot be decided, because these cells are blank: "
        "“(7) total”, “Item 4, carried over to next year”"
    ) == balance.message("en")


def test_a_broken_balance_with_a_blank_says_how_far_apart_it_is_at_least() -> None:
    nothing = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局"))
    blank = with_figures(
        nothing, {"/requests/carried_over/natural_person": None, "/requests/handled/total/natural_person": 3}
    )
    (finding,) = [finding for finding in gs.verify(blank) if finding.rule == "requests.balance"]

    assert "broken" == finding.verdict
    assert (
        "“自然人”列：不合“第一项加第二项之和，等于第三项加第四项之和”："
        "一、本年新收政府信息公开申请数量 0 + 二、上年结转政府信息公开申请数量 0 = 0，"
        "（七）总计 3 + 四、结转下年度继续办理 空白；空白处无论怎样填，两边至少相差 3"
    ) == finding.message()
    assert finding.message("en").endswith(" blank; at least 3 apart in any case")


def test_a_missing_total_says_what_to_fill_in(xinjiang: gs.Report) -> None:
    (corner,) = [
        finding
        for finding in gs.verify(xinjiang)
        if finding.left == ("/requests/handled/total/total",) and finding.rule == "requests.row_total"
    ]

    assert (
        "三、本年度办理结果 · （七）总计 · 总计：没有填写，应填 1"
        "（自然人 1 + 商业企业 0 + 科研机构 0 + 社会公益组织 0 + 法律服务机构 0 + 其他 0）"
    ) == corner.message()
    assert "not filled in, should be 1 (" in corner.message("en")


def test_a_total_below_its_printed_parts_is_at_least_their_sum(report: gs.Report) -> None:
    block = "/review_and_litigation/reconsideration"
    short = with_figures(
        report,
        {
            f"{block}/{name}": value
            for name, value in zip(
                ("upheld", "corrected", "other", "pending", "total"), (2, 1, None, 0, 1), strict=True
            )
        },
    )
    (finding,) = gs.verify(short).errors

    assert ("broken", (f"{block}/other",)) == (finding.verdict, finding.blanks)
    assert (
        "行政复议 · 总计：印为 1，至少应为 3（结果维持 2 + 结果纠正 1 + 其他结果 空白 + 尚未审结 0）"
        == finding.message()
    )
    assert "printed 1, should be 3 or more (upheld 2 + corrected 1 + other outcomes blank + pending 0)" in (
        finding.message("en")
    )


def test_a_long_sum_is_told_without_its_zeros() -> None:
    nothing = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局"))
    total = "/requests/handled/total/natural_person"
    some = with_figures(nothing, {total: 1, "/requests/handled/disclosed/natural_person": 2})
    none = with_figures(nothing, {total: 1})

    assert "三、本年度办理结果 · （七）总计 · 自然人：印为 1，应为 2（（一）予以公开 2 + 其余 20 项为 0）" in (
        finding.message() for finding in gs.verify(some)
    )
    assert "三、本年度办理结果 · （七）总计 · 自然人：印为 1，应为 0（21 项都是 0）" in (
        finding.message() for finding in gs.verify(none)
    )


def test_a_broken_balance_names_its_column_and_both_sums() -> None:
    nothing = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局"))
    other = with_figures(nothing, {"/requests/carried_over/organizations/other": 2})
    messages = {finding.rule: finding for finding in gs.verify(other)}

    assert (
        "“法人或其他组织 · 其他”列：不合“第一项加第二项之和，等于第三项加第四项之和”："
        "一、本年新收政府信息公开申请数量 0 + 二、上年结转政府信息公开申请数量 0 = 0，"
        "（七）总计 0 + 四、结转下年度继续办理 2 = 2，两边相差 2"
    ) == messages["requests.balance"].message()
    assert "column “legal persons and other organizations · others”: against “item 1" in (
        messages["requests.balance"].message("en")
    )


def test_the_table_puts_what_is_broken_first_and_in_words(xinjiang: gs.Report) -> None:
    lines = str(gs.verify(xinjiang)).splitlines()

    assert "核对结果：成立 22 项，不成立 2 项，无法判断 16 项；警告 1 条；提示 2 条" == lines[0]
    assert ["不成立"] * 2 + ["无法判断"] * 16 == [line.split()[1] for line in lines[3:21]]
    assert f"[1] {RECEIVED}" == lines[22]
    assert ["[1]", "[2]", "[17]", "[18]"] == [line.split()[0] for line in lines[22:26]]
    assert ["[19] 警告：规范性文件", "[20] 提示：三、收到和处理", "[21] 提示：六、其他需"] == [
        line[: len(start)]
        for line, start in zip(
            lines[27:], ["[19] 警告：规范性文件", "[20] 提示：三、收到和处理", "[21] 提示：六、其他需"], strict=True
        )
    ]
    assert ["3", "无法判断", "空白", "0"] == lines[5].split()[:4]
    assert ["17", "无法判断", "空白", "0", "+", "空白", "×", "12"] == lines[19].split()[:8]
    english = gs.verify(xinjiang).table("en").splitlines()
    assert "checked: 22 hold, 2 broken, 16 undecided; warnings: 1; notices: 2" == english[0]
    assert ["verdict", "left", "right", "rule", "cell"] == english[2].split()


def test_a_sound_report_is_one_line(report: gs.Report) -> None:
    assert 1 == len(str(gs.verify(report)).splitlines())


def test_findings_are_a_sequence(xinjiang: gs.Report) -> None:
    findings = gs.verify(xinjiang)

    assert 21 == len(findings) == len(list(findings))
    assert findings[0] in findings
    assert findings[:2] == findings.errors
    assert not findings.ok
    assert "<Findings holds 22, broken 2, undecided 16, 21 in all>" == repr(findings)


def test_findings_can_be_pickled_and_compared(xinjiang: gs.Report) -> None:
    findings = gs.verify(xinjiang)
    again = pickle.loads(pickle.dumps(findings))  # noqa: S301 - our own bytes

    assert findings == again
    assert str(findings) == str(again)
    assert hash(findings[0]) == hash(again[0])


def test_counts_cannot_be_changed_from_outside(xinjiang: gs.Report) -> None:
    findings = gs.verify(xinjiang)
    findings.counts["broken"] = 0

    assert 2 == findings.counts["broken"]


@pytest.mark.parametrize("attribute", ["rule", "verdict", "note"])
def test_a_finding_is_frozen(xinjiang: gs.Report, attribute: str) -> None:
    with pytest.raises(AttributeError):
        setattr(gs.verify(xinjiang)[0], attribute, "")


@pytest.mark.parametrize(
    ("at", "put", "problem"),
    [
        ("edition", "2020", ("/edition", "unknown", '"2019" | "2021"')),
        ("edition", None, ("/edition", "type", '"2019" | "2021"')),
        ("holds", -1, ("/holds", "range", "0..9007199254740991")),
        ("findings", None, ("/findings", "type", "array")),
        ("findings", [3], ("/findings/0", "type", "object")),
        ("findings", [dict[str, int]()], ("/findings/0/rule", "missing", "string")),
        ("left", [3], ("/findings/0/left/0", "type", "string")),
        ("left", ["\ud800"], ("/findings/0/left/0", "character", None)),
        ("left_sum", "1", ("/findings/0/left_sum", "type", "number | null")),
        ("verdict", "wrong", ("/findings/0/verdict", "choice", '"broken" | "undecided"')),
        ("note", "", ("/findings/0/note", "length", "1..1000000")),
        ("message", "x", ("/findings/0/message", "unknown", None)),
    ],
)
def test_what_is_no_finding_is_refused_with_its_problem(
    xinjiang: gs.Report, at: str, put: object, problem: tuple[str, str, str | None]
) -> None:
    data = gs.to_data(gs.verify(xinjiang))
    (data if at in data else data["findings"][0])[at] = put
    with pytest.raises(gs.InvalidReport) as caught:
        gs.Findings.from_data(data)
    told = caught.value.problems[0]

    assert problem == (told.pointer, told.kind, told.expected)
    assert told.message("zh")
    assert told.message("en")


def test_findings_as_text_refuse_equal_keys(xinjiang: gs.Report) -> None:
    text = gs.to_json(gs.verify(xinjiang))

    assert gs.verify(xinjiang) == gs.Findings.from_json(text.encode())
    with pytest.raises(gs.InvalidReport, match="/holds"):
        gs.Findings.from_json(text.replace('"holds":22', '"holds": 1, "holds": 22'))
    with pytest.raises(gs.InvalidReport):
        gs.Findings.from_data([])


def test_a_table_of_findings_that_were_read_back_shows_the_same_sums(xinjiang: gs.Report) -> None:
    found = gs.verify(xinjiang)
    back = gs.Findings.from_json(gs.to_json(found))

    assert [finding.row() for finding in found] == [finding.row() for finding in back]
    assert ("不成立", "0", "1") == back[0].row()[:3]


@pytest.mark.parametrize(("edition", "label"), [("2019", "本年新制作数量"), ("2021", "本年制发件数")])
def test_findings_that_were_read_back_speak_in_the_words_of_their_own_edition(edition: str, label: str) -> None:
    """Of one cell that both editions have, under different labels."""
    report = gs.zeros(EDITIONS[edition], year=int(edition), organ=gs.form2021.Organ(name="某局"))
    report = with_figures(report, {"/proactive_disclosure/administrative_rules/issued": 1})
    found = gs.verify(report, only=["documents.department_rules"], organ_kind="department")
    (back,) = gs.Findings.from_data(gs.to_data(found))

    assert label in found[0].message()
    assert label in back.message()


def test_a_table_shows_what_is_broken_before_what_is_undecided(xinjiang: gs.Report) -> None:
    found = gs.verify(with_figures(xinjiang, {"/requests/received/natural_person": None}))
    verdicts = [finding.verdict for finding in found if finding.severity == "error"]
    shown = [line.split()[1] for line in str(found).split("\n\n")[1].splitlines()[1:]]

    assert verdicts != sorted(verdicts)
    assert ["不成立"] * verdicts.count("broken") + ["无法判断"] * verdicts.count("undecided") == shown


@pytest.mark.parametrize(
    "changes",
    [
        {"left": ["/nonsense"]},
        {"right": [""]},
        {"left": []},
        {"left_sum": None},
        {"rule": "section.missing"},
        {"rule": "cell.blank"},
    ],
)
def test_findings_that_verify_did_not_make_still_say_their_rule(
    xinjiang: gs.Report, changes: dict[str, object]
) -> None:
    data = gs.to_data(gs.verify(xinjiang))
    data["findings"] = [data["findings"][0] | changes]
    (finding,) = back = gs.Findings.from_data(data)

    assert f"{finding.rule}: 不成立" == finding.message()
    assert finding.rule in str(back)


def test_a_sum_of_amounts_is_exact() -> None:
    paid = Decimal("1." + "1" * 40)
    nothing = gs.zeros(gs.form2019.Report, year=2019, organ=gs.form2019.Organ(name="某局"))
    (finding,) = gs.verify(
        with_figures(nothing, {"/proactive_disclosure/procurement/amount": paid}), only=["procurement.items_and_amount"]
    )

    assert paid == finding.right_sum
