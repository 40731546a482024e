"""The two forms against the official form, row by row."""

import re
from collections import Counter
from pathlib import Path

import attrs
import pytest

import govinfo_schema as gs
from govinfo_schema.form.editions import EDITIONS, edition_for
from govinfo_schema.form.instances import instances
from govinfo_schema.form.walk import Place, members, places

FORM = Path(__file__).parents[3] / "shared" / "form.md"


def test_the_table_of_requests_has_161_cells_in_2019_and_175_in_2021() -> None:
    """23 and 25 rows of seven figures."""
    assert [161, 175] == [len(places(cls)["/requests"].cells()) for cls in EDITIONS.values()]


def test_the_review_table_has_fifteen_cells_and_proactive_disclosure_22_and_10() -> None:
    assert [15, 15] == [len(places(cls)["/review_and_litigation"].cells()) for cls in EDITIONS.values()]
    assert [22, 10] == [len(places(cls)["/proactive_disclosure"].cells()) for cls in EDITIONS.values()]


@pytest.mark.parametrize(("edition", "rows", "total"), [("2019", 23, 40), ("2021", 25, 42)])
def test_equations_hold_at_as_many_places_as_the_rules_say(edition: str, rows: int, total: int) -> None:
    counted = Counter(found.rule.id for found in instances(EDITIONS[edition]) if found.rule.severity == "error")

    assert {
        "requests.row_total": rows,
        "requests.handled_total": 7,
        "requests.balance": 7,
        "reconsideration.total": 1,
        "litigation.direct_total": 1,
        "litigation.after_reconsideration_total": 1,
    } == counted
    assert total == counted.total()


def test_members_of_a_report_stand_in_the_order_of_the_document() -> None:
    assert [
        "edition",
        "year",
        "organ",
        "period",
        "published_on",
        "introduction",
        "notes",
        "overview",
        "proactive_disclosure",
        "requests",
        "review_and_litigation",
        "problems_and_improvements",
        "other_matters",
    ] == [field.name for field in attrs.fields(gs.form2021.Report)]
    assert [field.name for field in attrs.fields(gs.form2019.Report)] == [
        field.name for field in attrs.fields(gs.form2021.Report)
    ]


def test_a_unit_and_a_source_are_inherited_until_a_line_says_another() -> None:
    old, new = places(gs.form2019.Report), places(gs.form2021.Report)

    assert "件" == new["/requests/received/total"].unit
    assert "万元" == new["/proactive_disclosure/charges/amount"].unit
    assert "项" == old["/proactive_disclosure/licensing/change"].unit
    assert "" == old["/proactive_disclosure/procurement/amount"].unit
    assert "条例第二十条第（八）项" == new["/proactive_disclosure/charges/amount"].source
    assert "条例第十六条第二款" == new["/requests/handled/withheld/enforcement_file/total"].source
    assert "" == new["/requests/handled/not_processed/confirmation_or_reissue/total"].source


@pytest.mark.parametrize(
    ("year", "edition"), [(2018, None), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2999, "2021")]
)
def test_a_year_has_the_edition_that_the_notices_say(year: int, edition: str | None) -> None:
    assert edition == edition_for(year)


def test_editions_export_the_same_names_but_for_the_rows_that_only_one_has() -> None:
    old, new = set(gs.form2019.__all__), set(gs.form2021.__all__)

    assert {"Items", "Procurement"} == old - new
    assert {"Decisions", "OtherHandling"} == new - old


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_line_reads_as_recorded(edition: str) -> None:
    lines = [
        "\t".join((place.pointer, place.labels[-1], place.english[-1], place.unit, place.source))
        for place in list(places(EDITIONS[edition]).values())[1:]
    ]
    recorded = Path(__file__).with_name(f"lines-{edition}.tsv").read_text(encoding="utf-8")

    assert recorded.splitlines() == lines


def test_other_words_that_reports_print_for_a_line_read_as_recorded() -> None:
    old, new = ({place.name: place.also for place in places(cls).values() if place.also} for cls in EDITIONS.values())

    assert {"normative_documents": ("行政规范性文件",), "charges": ("行政事业型收费",)} == old
    assert {
        "normative_documents": ("规范性文件",),
        "charges": ("行政事业型收费",),
        "not_supplemented_in_time": ("逾期不补正",),
        "fee_not_paid_in_time": ("逾期不缴费",),
    } == new


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_sample_of_how_a_text_is_written_is_written_so(edition: str) -> None:
    samples = [
        (member.pattern.regex, member.pattern.sample, member.length)
        for place in (*places(EDITIONS[edition]).values(), Place(type=gs.form2021.Note))
        for member in (members(place.type) if attrs.has(place.type) else ())
        if member.pattern
    ]

    assert 6 == len(samples)
    for regex, sample, length in samples:
        assert re.search(regex, sample)
        assert length
        assert length.minimum <= len(sample) <= length.maximum


@pytest.mark.skipif(not FORM.exists(), reason="the official form is not beside the project")
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_printed_label_stands_in_the_official_form(edition: str) -> None:
    printed = re.sub(r"\s", "", FORM.read_text(encoding="utf-8"))
    sections = [place for place in Place(type=EDITIONS[edition]).below() if place.cells()]
    labels = {label for section in sections for cell in section.cells() for label in cell.labels[1:]}

    assert [] == sorted(label for label in labels if label not in printed)
