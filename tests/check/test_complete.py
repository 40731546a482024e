"""Blanks that follow from the equations, and those that do not."""

from random import Random

import pytest
from tests.generated import sound

import govinfo_schema as gs
from govinfo_schema.check.system import contradictory, possible, system
from govinfo_schema.form.vocabulary import MAXIMUM
from govinfo_schema.form.walk import Figure, figures, with_figures

BLOCK = "/review_and_litigation/reconsideration"
DONE = "/requests/handled"
CORNER = f"{DONE}/total/total"


def nothing(changes: dict[str, Figure]) -> gs.Report:
    """A report of zeros but for some cells."""
    report = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局"))
    return with_figures(report, changes)


def test_thirteen_of_fourteen_totals_follow_and_the_corner_is_contested(xinjiang: gs.Report) -> None:
    done = gs.complete(xinjiang)

    assert 13 == len(done.derived)
    assert {0} == {derived.value for derived in done.derived}
    assert [
        (CORNER, 1, "requests.row_total"),
        (CORNER, 0, "requests.handled_total"),
        (CORNER, 0, "requests.balance"),
    ] == [(derived.cell, derived.value, derived.why) for derived in done.contested]
    assert {CORNER: (0, None)} == done.bounds
    assert (
        "三、本年度办理结果 · （三）不予公开 · 6.属于四类过程性信息 · 总计："
        "没有填写，由“总计等于各类申请人之和”推出应为 0" == done.derived[0].message()
    )
    assert "total: not filled in, 0 follows from “total = sum over the kinds of applicants”" in (
        done.derived[0].message("en")
    )


def test_the_corner_follows_once_the_repair_is_applied(xinjiang: gs.Report) -> None:
    repaired = gs.apply_repair(xinjiang, gs.suggest_repairs(xinjiang).repairs[0])
    done = gs.complete(repaired)

    assert 14 == len(done.derived)
    assert (CORNER, 1) in [(derived.cell, derived.value) for derived in done.derived]
    assert {"holds": 40, "broken": 0, "undecided": 0} == gs.verify(done.report).counts
    assert () == done.contested


@pytest.mark.parametrize(
    ("changes", "derived"),
    [
        ({f"{BLOCK}/total": None, f"{BLOCK}/upheld": 2}, {f"{BLOCK}/total": 2}),
        ({f"{BLOCK}/total": 5, f"{BLOCK}/upheld": 2, f"{BLOCK}/other": None}, {f"{BLOCK}/other": 3}),
        (
            {f"{BLOCK}/total": 2, f"{BLOCK}/upheld": 2, f"{BLOCK}/other": None, f"{BLOCK}/pending": None},
            {f"{BLOCK}/other": 0, f"{BLOCK}/pending": 0},
        ),
        ({f"{BLOCK}/total": 3, f"{BLOCK}/upheld": None, f"{BLOCK}/other": None}, {}),
        ({f"{BLOCK}/total": 1, f"{BLOCK}/upheld": 2, f"{BLOCK}/other": None}, {}),
        (
            {"/requests/received/natural_person": None, "/requests/received/total": None},
            {"/requests/received/natural_person": 0, "/requests/received/total": 0},
        ),
    ],
    ids=["total", "last part", "nothing left", "two open", "broken", "by the balance"],
)
def test_what_follows_is_filled_in(changes: dict[str, Figure], derived: dict[str, int]) -> None:
    done = gs.complete(nothing(changes))

    assert derived == {found.cell: found.value for found in done.derived}
    assert figures(nothing(changes)) | derived == figures(done.report)


def test_what_does_not_follow_has_bounds() -> None:
    done = gs.complete(nothing({f"{BLOCK}/total": 3, f"{BLOCK}/upheld": None, f"{BLOCK}/other": None}))
    old = gs.blank(gs.form2019.Report, year=2020, organ=gs.form2021.Organ(name="某局"))

    assert {f"{BLOCK}/upheld": (0, 3), f"{BLOCK}/other": (0, 3)} == done.bounds
    assert (None, None) == gs.complete(old).bounds["/proactive_disclosure/licensing/change"]
    assert (0, None) == gs.complete(old).bounds["/proactive_disclosure/licensing/decisions"]
    assert len(figures(old)) == len(gs.complete(old).bounds)


def test_both_blanks_of_a_balance_that_their_rows_break_are_contested() -> None:
    """The rows say 5 and 0, the balance 4 and 1; nobody knows which is wrong."""
    rows = {"received": "/requests/received", "over": "/requests/carried_over"}
    report = nothing(
        {
            f"{rows['received']}/natural_person": 5,
            f"{rows['received']}/total": None,
            f"{rows['over']}/natural_person": 1,
            f"{rows['over']}/total": None,
            f"{DONE}/disclosed/natural_person": 4,
            f"{DONE}/disclosed/total": 3,
            f"{DONE}/total/natural_person": 4,
            CORNER: 3,
        }
    )
    done = gs.complete(report)

    assert {(f"{rows['received']}/total", 5), (f"{rows['over']}/total", 1)} == {
        (found.cell, found.value) for found in done.contested if found.why == "requests.row_total"
    }
    assert () == done.derived


def test_what_leans_on_contested_cells_is_not_derived() -> None:
    """At most 3 by its row, at least 3 by the balance; but both lean on cells that others contradict."""
    received, over = "/requests/received", "/requests/carried_over"
    cells: dict[str, Figure] = {
        f"{received}/natural_person": None, f"{received}/organizations/other": None, f"{received}/total": 3,
        f"{over}/natural_person": None, f"{over}/total": 5,
        f"{DONE}/disclosed/natural_person": 3, f"{DONE}/disclosed/organizations/other": 2, f"{DONE}/disclosed/total": 5,
        f"{DONE}/total/natural_person": 3, f"{DONE}/total/organizations/other": 2, CORNER: 5,
    }  # fmt: skip
    done = gs.complete(nothing(cells))

    assert () == done.derived
    assert (0, None) == done.bounds[f"{received}/natural_person"]
    assert [(f"{received}/organizations/other", 2), (f"{over}/natural_person", 5)] == [
        (found.cell, found.value) for found in done.contested
    ]


def squeezed(total: int) -> dict[str, Figure]:
    """（七）总计 says `total`, the rows around it one less; no equation alone shows it."""
    cells = ("organizations/research_institution", "organizations/public_interest_organization", "total")
    rows = ("/requests/carried_in", f"{DONE}/other_handling/other")
    return {
        **{f"{row}/{cell}": None for row in rows for cell in cells},
        **{f"{DONE}/total/{cell}": None for cell in cells[:2]},
        f"{DONE}/withheld/enforcement_file/{cells[1]}": 1,
        CORNER: total,
    }


@pytest.mark.parametrize(
    "elsewhere", [{}, {f"{BLOCK}/total": 3, f"{BLOCK}/upheld": 2, f"{DONE}/disclosed/natural_person": 7}]
)
def test_what_others_refute_as_soon_as_one_equation_is_wrong_is_contested(elsewhere: dict[str, Figure]) -> None:
    done = gs.complete(nothing(squeezed(88) | elsewhere))
    other = f"{DONE}/other_handling/other/total"
    contested = [(found.value, found.why) for found in done.contested if found.cell == other]

    assert other not in {derived.cell for derived in done.derived}
    assert other in done.bounds
    assert [(88, "requests.handled_total"), (87, "requests.row_total")] == contested
    assert all(found.contested for found in done.contested)
    assert not any(found.contested for found in done.derived)
    assert done.contested[0].message().endswith("，但和别的等式矛盾，所以空着")
    assert done.contested[0].message("en").endswith(", but other equations contradict it, so it stays blank")


@pytest.mark.parametrize("seed", [1, 9, 40, 50, 136, 172])
def test_what_is_derived_stays_possible_whichever_equation_is_wrong(seed: int) -> None:
    """Of sound reports with blanks and slips; in each of these equations contradict each other."""
    random = Random(seed)  # noqa: S311 - the same every time
    report = sound(("2019", "2021")[seed % 2], seed)
    cells = [cell for cell in figures(report) if "requests" in cell or "review" in cell]
    changes: dict[str, Figure] = dict.fromkeys(random.sample(cells, random.choice([3, 10, 30, 60])))
    changes |= {cell: random.randrange(30) for cell in random.sample(cells, random.choice([0, 1, 2, 5]))}
    report = with_figures(report, changes)
    derived = {found.cell: found.value for found in gs.complete(report).derived}
    applying, known = system(report)
    sound_ = [equation for equation in applying if possible([equation], known)]

    for wrong in contradictory(sound_, known):
        left = [equation for equation in sound_ if equation is not wrong]
        if not contradictory(left, known):
            assert not contradictory(left, known | derived)


def test_a_total_too_large_for_a_cell_stays_blank() -> None:
    large: dict[str, Figure] = {f"{BLOCK}/total": None, f"{BLOCK}/upheld": MAXIMUM, f"{BLOCK}/other": 1}

    assert () == gs.complete(nothing(large)).derived
    assert {f"{BLOCK}/total": (MAXIMUM + 1, MAXIMUM + 1)} == gs.complete(nothing(large)).bounds


@pytest.mark.parametrize("seed", range(60))
def test_what_is_derived_is_what_stood_there(seed: int) -> None:
    """Blanks in a sound report: no figure that is printed is contradicted, and nothing is broken."""
    random = Random(seed)  # noqa: S311 - the same every time
    whole = figures(report := sound(random.choice(["2019", "2021"]), seed))
    cells = random.sample(
        [cell for cell in whole if cell.startswith(("/requests", "/review"))], random.choice([3, 30, 90])
    )
    done = gs.complete(with_figures(report, dict.fromkeys(cells)))

    assert {found.cell: whole[found.cell] for found in done.derived} == {
        found.cell: found.value for found in done.derived
    }
    assert () == done.contested
    assert done.bounds.keys() | {found.cell for found in done.derived} == set(cells)
    for cell, (low, high) in done.bounds.items():
        assert (low or 0) <= (whole[cell] or 0) <= (high if high is not None else MAXIMUM)
    assert () == gs.verify(done.report).errors
    assert () == gs.complete(done.report).derived


@pytest.mark.parametrize("seed", range(60))
def test_a_figure_that_is_printed_is_never_touched(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - the same every time
    report = sound("2021", seed)
    cells = [cell for cell in figures(report) if cell.startswith(("/requests", "/review"))]
    changes: dict[str, Figure] = {cell: random.randint(0, 9) for cell in random.sample(cells, 3)}
    broken = with_figures(report, dict.fromkeys(random.sample(cells, 20)) | changes)
    done = gs.complete(broken)

    assert {cell: figure for cell, figure in figures(broken).items() if figure is not None}.items() <= (
        figures(done.report).items()
    )
    assert {found.cell for found in done.contested}.isdisjoint(found.cell for found in done.derived)
