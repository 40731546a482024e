"""A report on the other edition of the form, and what is lost on the way."""

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.generated import sound

import govinfo_schema as gs
from govinfo_schema.across.conversion import leaves, shared
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import figures, read, with_figures
from govinfo_schema.strategies import reports

OTHER = {"2019": "2021", "2021": "2019"}
OTHER_HANDLING = "/requests/handled/other_handling"
SECTION_TWO = "/proactive_disclosure"


def nothing(edition: str, **given: Any) -> gs.Report:
    """A report in which nothing happened."""
    return gs.zeros(EDITIONS[edition], year=int(edition), organ=gs.form2021.Organ(name="某局"), **given)


def printed(report: gs.Report) -> dict[str, Any]:
    """What a report says at every place that something can be lost from."""
    there = [at for at in leaves(type(report)) if getattr(report, at.split("/")[1]) is not None]
    notes = {f"/notes/{number}": note.text for number, note in enumerate(report.notes or ())}
    return {at: read(at)(report) for at in there} | notes


def test_what_both_forms_word_alike_is_carried() -> None:
    alike = shared(gs.form2019.Report, gs.form2021.Report)
    of_requests = {at for at in alike if at.startswith("/requests/")}

    assert {f"{SECTION_TWO}/{row}/decisions" for row in ("licensing", "penalties", "compulsion")} == {
        at for at in alike if at.startswith(f"{SECTION_TWO}/")
    }
    assert (22 * 7, 15) == (len(of_requests), len(alike) - 3 - len(of_requests))
    assert alike == shared(gs.form2021.Report, gs.form2019.Report)


def test_what_is_lost_says_where_what_and_why() -> None:
    report = with_figures(
        nothing("2019"),
        {
            f"{SECTION_TWO}/licensing/decisions": 7,
            f"{SECTION_TWO}/licensing/change": -2,
            f"{SECTION_TWO}/administrative_rules/issued": None,
            f"{OTHER_HANDLING}/natural_person": 3,
        },
    )
    done = gs.convert(report, "2021")
    lost = {one.pointer: (one.value, one.reason) for one in done.lost}
    handled = gs.to_data(done.report)["requests"]["handled"]["other_handling"]

    assert ("2021", 2019, 7) == (
        done.report.edition,
        done.report.year,
        figures(done.report)[f"{SECTION_TWO}/licensing/decisions"],
    )
    assert (-2, "not on the form") == lost[f"{SECTION_TWO}/licensing/change"]
    assert (0, "not on the form") == lost[f"{SECTION_TWO}/normative_documents/issued"]
    assert (3, "cannot be split") == lost[f"{OTHER_HANDLING}/natural_person"]
    assert f"{SECTION_TWO}/administrative_rules/issued" not in lost
    assert list(lost) == [at for at in leaves(type(report)) if at in lost]
    assert [None, None, None] == [row["natural_person"] for row in handled.values()]
    assert [0, 0, 0] == [row["total"] for row in handled.values()]
    assert figures(done.report)[f"{SECTION_TWO}/normative_documents/issued"] is None
    assert ["broken"] == [found.verdict for found in gs.verify(done.report, only=["document.edition_and_year"])]


def test_three_rows_are_added_to_one_and_told() -> None:
    rows = [f"{OTHER_HANDLING}/{row}" for row in ("not_supplemented_in_time", "fee_not_paid_in_time", "other")]
    report = with_figures(
        nothing("2021"),
        {
            f"{rows[0]}/natural_person": 2, f"{rows[2]}/natural_person": 3,
            f"{rows[0]}/total": 2**53 - 1, f"{rows[1]}/total": 1, f"{rows[1]}/organizations/other": None,
        },
    )  # fmt: skip
    done = gs.convert(report, "2019")
    lost = {one.pointer: one.value for one in done.lost if one.reason == "added together"}
    row = {
        at.removeprefix(OTHER_HANDLING): figure for at, figure in figures(done.report).items() if OTHER_HANDLING in at
    }

    assert {"/natural_person": 5, "/organizations/other": None, "/total": None} == {
        at: figure for at, figure in row.items() if figure != 0
    }
    assert {
        f"{rows[0]}/natural_person": 2, f"{rows[1]}/natural_person": 0, f"{rows[2]}/natural_person": 3,
        f"{rows[0]}/organizations/other": 0, f"{rows[2]}/organizations/other": 0,
        f"{rows[0]}/total": 2**53 - 1, f"{rows[1]}/total": 1, f"{rows[2]}/total": 0,
    } == lost  # fmt: skip
    assert () == gs.problems(done.report)


def test_a_loss_says_itself_in_two_languages() -> None:
    report = with_figures(nothing("2019"), {f"{OTHER_HANDLING}/total": 3})
    *_, last = gs.convert(report, "2021").lost

    assert "三、本年度办理结果 · （六）其他处理 · 总计：3，2021 年版格式分成几行，每行多少无从知道" == last.message()
    assert (
        "Item 3, outcomes this year · (6) other handling · total: 3; the 2021 form has several rows here, "
        "and no one knows their shares"
    ) == last.message("en")


def test_notes_at_places_that_both_forms_have_are_carried() -> None:
    note = gs.form2019.Note
    notes = (
        note(at="/requests/received", text="甲"),
        note(at=f"{SECTION_TWO}/procurement", text="乙"),
        note(at="/别处", text="丙"),
    )
    done = gs.convert(nothing("2019", notes=notes), "2021")

    assert (notes[0], notes[2]) == done.report.notes
    assert ("/notes/1", "乙", "说明：乙，2021 年版格式没有同样的栏目") == (
        done.lost[0].pointer, done.lost[0].value, done.lost[0].message(),
    )  # fmt: skip


def test_the_same_edition_changes_nothing(report: gs.Report) -> None:
    assert gs.Conversion(report=report, lost=()) == gs.convert(report, report.edition)
    with pytest.raises(KeyError):
        gs.convert(report, "2020")


@pytest.mark.parametrize("edition", EDITIONS)
@given(data=st.data())
def test_there_and_back_equals_the_original_but_for_what_is_lost(edition: str, data: st.DataObject) -> None:
    report = data.draw(reports(edition) | reports(edition, st.none() | st.integers(0, 2)))
    there = gs.convert(report, OTHER[edition])
    back = gs.convert(there.report, edition).report
    lost = {one.pointer: one.value for one in there.lost}
    before, after = printed(report), printed(back)

    assert {at: before[at] for at in lost} == lost
    assert None not in lost.values()
    assert {at: value for at, value in before.items() if at not in lost and not at.startswith("/notes")} == {
        at: value for at, value in after.items() if at not in lost and not at.startswith("/notes")
    }
    assert {*after} - {*before} == set()
    assert all(after.get(at) is None for at in lost if not at.startswith("/notes"))
    texts = ("year", "organ", "period", "published_on", "introduction", "overview", "other_matters")
    assert [getattr(report, name) for name in texts] == [getattr(back, name) for name in texts]
    assert {type(there.report), type(back)} == set(EDITIONS.values())


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_was_sound_stays_sound(edition: str) -> None:
    for seed in range(20):
        assert () == gs.verify(gs.convert(sound(edition, seed), OTHER[edition]).report).errors


def test_sections_left_out_stay_left_out() -> None:
    report = evolve(nothing("2021"), requests=None, proactive_disclosure=None)
    done = gs.convert(report, "2019")

    assert (None, None, ()) == (done.report.requests, done.report.proactive_disclosure, done.lost)
