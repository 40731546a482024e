"""What was probably misprinted: the smallest sets of cells, all of them, the likeliest first."""

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from tests.check.oracle import smallest_sets
from tests.check.test_complete import BLOCK, CORNER, DONE, nothing
from tests.generated import modest, sound

import govinfo_schema as gs
from govinfo_schema.check.slips import COSTS, SLIPS
from govinfo_schema.check.slips import slip as looks_like
from govinfo_schema.form.vocabulary import MAXIMUM
from govinfo_schema.form.walk import Figure, figures, with_figures

EXAMPLES = Path(__file__).parents[1] / "examples" / "broken"
RECEIVED = "/requests/received"
NOT_HELD = f"{DONE}/unable_to_provide/not_held"


def example(name: str) -> gs.Report:
    return gs.from_json((EXAMPLES / f"{name}.json").read_bytes())


def changes(repair: gs.Repair) -> dict[str, tuple[int, int | None]]:
    return {change.cell: (change.printed, change.proposed) for change in repair.changes}


def test_two_totals_were_left_at_0(xinjiang: gs.Report) -> None:
    suggestions = gs.suggest_repairs(xinjiang)
    (repair,) = suggestions.repairs

    assert suggestions.complete
    assert {f"{RECEIVED}/total": (0, 1), f"{DONE}/disclosed/total": (0, 1)} == changes(repair)
    assert "total left at 0" == repair.looks_like
    assert gs.verify(xinjiang).errors == repair.explains
    assert (
        "一、本年新收政府信息公开申请数量 · 总计：印为 0，应为 1；"
        "三、本年度办理结果 · （一）予以公开 · 总计：印为 0，应为 1。像是总计没有填，还是 0。"
    ) == repair.message()
    assert repair.message("en").endswith("printed 0, should be 1. It looks as if a total was left at 0.")


def test_a_published_report_with_one_figure_too_many() -> None:
    """A request counted both as handled and as carried over: three ways to see it, equally small."""
    suggestions = gs.suggest_repairs(example("pingtan-gaj-2021"))

    assert suggestions.complete
    assert ["figure with its total"] * 3 == [repair.looks_like for repair in suggestions.repairs]
    assert {"received": (1, 2), "carried_in": (0, 1), "carried_over": (1, 0)} == {
        repair.changes[0].cell.split("/")[2]: (repair.changes[0].printed, repair.changes[0].proposed)
        for repair in suggestions.repairs
    }
    assert "至少要改 2 格，同样少的改法有 3 种，最像的在前：" == str(suggestions).splitlines()[0]
    assert ("At least 2 cell(s) must be changed; 3 ways are equally small, the likeliest first:") == suggestions.table(
        "en"
    ).splitlines()[0]


def test_a_published_report_with_a_figure_under_the_wrong_applicant() -> None:
    suggestions = gs.suggest_repairs(example("pingtan-zrz-2020"))
    (repair,) = suggestions.repairs

    assert {f"{NOT_HELD}/organizations/legal_service_institution": (1, 0), f"{NOT_HELD}/total": (2, 1)} == changes(
        repair
    )
    assert [
        "至少要改 2 格，只有一种改法：",
        f"[1] {repair.message()}",
        "    这样改，下面 2 处就都成立：",
        *(f"    - {finding.message()}" for finding in gs.verify(example("pingtan-zrz-2020")).errors),
    ] == str(suggestions).splitlines()
    assert [
        "At least 2 cell(s) must be changed, and there is only one way:",
        f"[1] {repair.message('en')}",
        "    Then these 2 hold:",
    ] == suggestions.table("en").splitlines()[:3]


SLIP_CASES: list[tuple[dict[str, Figure], dict[str, Figure], str]] = [
    # what stands there, what is printed instead, what it looks like
    ({f"{RECEIVED}/natural_person": 12}, {f"{RECEIVED}/natural_person": 1}, "digit dropped"),
    ({f"{RECEIVED}/natural_person": 12}, {f"{RECEIVED}/natural_person": 122}, "digit doubled"),
    ({f"{RECEIVED}/natural_person": 12}, {f"{RECEIVED}/natural_person": 132}, "digit added"),
    ({f"{RECEIVED}/natural_person": 12}, {f"{RECEIVED}/natural_person": 21}, "digits swapped"),
    ({f"{RECEIVED}/natural_person": 12}, {f"{RECEIVED}/natural_person": 17}, "digit misread"),
    ({f"{RECEIVED}/natural_person": 12}, {f"{RECEIVED}/natural_person": 500}, "another figure"),
    ({f"{RECEIVED}/natural_person": 12}, {f"{RECEIVED}/total": 0}, "total left at 0"),
    (
        {f"{RECEIVED}/natural_person": 12, f"{RECEIVED}/organizations/other": 30},
        {f"{RECEIVED}/total": 30},
        "total short of a part",
    ),
    (
        {f"{RECEIVED}/natural_person": 12},
        {f"{RECEIVED}/natural_person": 0, f"{RECEIVED}/organizations/commercial_enterprise": 12},
        "neighbouring cell",
    ),
    (
        {f"{RECEIVED}/natural_person": 12, f"{RECEIVED}/organizations/other": 31},
        {f"{RECEIVED}/natural_person": 31, f"{RECEIVED}/organizations/other": 12},
        "cells swapped",
    ),
    (
        {f"{RECEIVED}/natural_person": 1, f"{RECEIVED}/organizations/commercial_enterprise": 3},
        {f"{RECEIVED}/natural_person": 13, f"{RECEIVED}/organizations/commercial_enterprise": 0},
        "cells glued",
    ),
    (
        {f"{RECEIVED}/natural_person": 13},
        {f"{RECEIVED}/natural_person": 1, f"{RECEIVED}/organizations/commercial_enterprise": 3},
        "cell split",
    ),
    (
        {f"{RECEIVED}/natural_person": 12},
        {f"{RECEIVED}/natural_person": 40, f"{RECEIVED}/total": 40},
        "figure with its total",
    ),
    (
        {f"{RECEIVED}/natural_person": 12},
        {f"{RECEIVED}/natural_person": 1, f"{DONE}/disclosed/organizations/other": 500},
        "several slips",
    ),
]


def consistent(figures_: dict[str, Figure]) -> gs.Report:
    """A sound report in which what is received is disclosed."""
    report = nothing(
        figures_ | {cell.replace(RECEIVED, f"{DONE}/disclosed"): figure for cell, figure in figures_.items()}
    )
    return gs.compute_totals(report)


@pytest.mark.parametrize(("there", "printed", "slip"), SLIP_CASES, ids=[slip for *_, slip in SLIP_CASES])
def test_a_slip_is_recognised_and_undone(there: dict[str, Figure], printed: dict[str, Figure], slip: str) -> None:
    meant = consistent(there)
    suggestions = gs.suggest_repairs(with_figures(meant, printed))
    first = suggestions.repairs[0]

    assert slip == first.looks_like
    assert meant == gs.apply_repair(with_figures(meant, printed), first)


SHIFTED: tuple[dict[str, Figure], dict[str, Figure], str] = (
    {f"{RECEIVED}/organizations/legal_service_institution": 5},
    {
        f"{RECEIVED}/organizations/legal_service_institution": 0,
        f"{RECEIVED}/organizations/other": 5,
        f"{RECEIVED}/total": 0,
    },
    "row or column shifted",
)


def test_every_repair_reads_as_recorded() -> None:
    """One of each slip, in both languages; the file was read as a whole."""
    lines: list[str] = []
    for there, printed, slip in [*SLIP_CASES, SHIFTED]:
        first = gs.suggest_repairs(with_figures(consistent(there), printed)).repairs[0]
        lines += [slip, f"  {first.message()}", f"  {first.message('en')}"]

    assert Path(__file__).with_name("repairs.txt").read_text(encoding="utf-8").splitlines() == lines


def test_every_slip_is_in_the_table_and_has_words() -> None:
    tried = {slip for *_, slip in SLIP_CASES} | {"row or column shifted"}

    assert tried == set(COSTS) | {"several slips"} == set(SLIPS["zh"]) == set(SLIPS["en"])


LINES = [
    [f"{RECEIVED}/{cell}" for cell in (
        "natural_person", "organizations/commercial_enterprise", "organizations/research_institution",
        "organizations/public_interest_organization", "organizations/legal_service_institution", "organizations/other",
        "total",
    )],
    [cell for cell in figures(nothing({})) if cell.startswith(DONE) and cell.endswith("/natural_person")],
]  # fmt: skip


@pytest.mark.parametrize("line", LINES, ids=["row", "column"])
@pytest.mark.parametrize("by", [1, -1])
def test_a_line_that_was_shifted_by_one_cell_has_an_explanation_of_its_own(line: list[str], by: int) -> None:
    meant = sound("2021", 11)
    stood = [figures(meant)[cell] for cell in line]
    moved = [0, *stood[:-1]] if by > 0 else [*stood[1:], 0]
    printed = with_figures(meant, dict(zip(line, moved, strict=True)))
    shifted = [found for found in gs.suggest_repairs(printed).repairs if found.looks_like == "row or column shifted"]

    assert [meant] == [gs.apply_repair(printed, repair) for repair in shifted]


def test_a_shift_that_is_among_the_smallest_is_told_once() -> None:
    """One figure and its total, moved by one cell: three cells, whether called a shift or not."""
    there, printed, _ = SHIFTED
    repairs = gs.suggest_repairs(with_figures(consistent(there), printed)).repairs

    assert len(repairs) == len({repair.changes for repair in repairs})
    assert "row or column shifted" == repairs[0].looks_like


def test_a_shift_of_more_cells_is_not_said_to_be_the_least() -> None:
    """How few would do was not found out."""
    meant = consistent(dict(zip(LINES[0][:6], [7, 3, 2, 5, 1, 4], strict=True)))
    stood = [figures(meant)[cell] for cell in LINES[0]]
    suggestions = gs.suggest_repairs(with_figures(meant, dict(zip(LINES[0], [0, *stood[:-1]], strict=True))))

    assert [7] == [len(repair.changes) for repair in suggestions.repairs]
    assert "找到 1 种改法，最像的在前：" == str(suggestions).splitlines()[0]
    assert "1 way(s) were found, the likeliest first:" == suggestions.table("en").splitlines()[0]


def test_a_sound_report_needs_no_repair(report: gs.Report) -> None:
    assert ((), True) == (gs.suggest_repairs(report).repairs, gs.suggest_repairs(report).complete)
    assert "没有需要改的。" == str(gs.suggest_repairs(report))
    assert "Nothing needs to be changed." == gs.suggest_repairs(report).table("en")


def test_what_too_many_slips_hide_is_said_so() -> None:
    random = Random(1)  # noqa: S311 - the same every time
    wrong = with_figures(
        sound("2021", 5), {cell: random.randint(1, 99) for cell in figures(nothing({})) if DONE in cell}
    )
    suggestions = gs.suggest_repairs(wrong)

    assert ((), False) == (suggestions.repairs, suggestions.complete)
    assert "没有找到改得少的办法，请逐格核对原件。" == str(suggestions)
    assert ("No small change makes all equations hold; compare with the original, cell by cell.") == suggestions.table(
        "en"
    )


def test_limits_are_kept_and_said() -> None:
    wrong = nothing({f"{BLOCK}/total": 3, BLOCK.replace("reconsideration", "litigation/direct/total"): 4})

    assert (25, True) == (len(gs.suggest_repairs(wrong).repairs), gs.suggest_repairs(wrong).complete)
    assert (2, False) == (len(gs.suggest_repairs(wrong, limit=2).repairs), gs.suggest_repairs(wrong, limit=2).complete)
    assert str(gs.suggest_repairs(wrong, limit=2)).endswith("没有找全，可能还有别的改法。")
    lines = gs.suggest_repairs(wrong, limit=2).table("en").splitlines()
    assert "2 way(s) were found, the likeliest first:" == lines[0]
    assert "The search was not exhaustive; there may be other ways." == lines[-1]


def test_a_value_that_is_not_unique_is_open_and_not_applied() -> None:
    wrong = nothing({f"{BLOCK}/total": 1, f"{BLOCK}/upheld": 2, f"{BLOCK}/other": None})
    opened = next(r for r in gs.suggest_repairs(wrong).repairs if r.changes[0].cell == f"{BLOCK}/total")

    assert {f"{BLOCK}/total": (1, None)} == changes(opened)
    assert "行政复议 · 总计：印为 1，应为别的数。看不出是怎样写错的。" == opened.message()
    assert opened.message("en").endswith(" · total: printed 1, should be another figure. What happened cannot be told.")
    with pytest.raises(gs.UnfitRepair, match=r"total: several figures fit; choose one$"):
        gs.apply_repair(wrong, opened)


def test_a_value_that_may_be_0_or_1_is_open() -> None:
    wrong = nothing({f"{BLOCK}/total": 1, f"{BLOCK}/corrected": 3, f"{BLOCK}/pending": None})

    assert {f"{BLOCK}/corrected": (3, None)} == changes(gs.suggest_repairs(wrong).repairs[0])


def test_two_cells_of_which_one_is_open_are_told_one_by_one() -> None:
    of_two = [gs.Change(cell="/a", printed=12, proposed=9), gs.Change(cell="/c", printed=3, proposed=None)]

    assert "figure with its total" != looks_like(of_two, [("/a", "/b", "/c")], {"/a": 12, "/b": 0, "/c": 3})[1]


def test_a_repair_made_for_other_figures_is_not_applied(xinjiang: gs.Report) -> None:
    repair = gs.suggest_repairs(xinjiang).repairs[0]

    with pytest.raises(gs.UnfitRepair):
        gs.apply_repair(nothing({f"{RECEIVED}/total": 5}), repair)
    with pytest.raises(gs.UnfitRepair, match=r"the report prints 5, the repair is for \d+$"):
        gs.apply_repair(nothing({change.cell: 5 for change in repair.changes}), repair)
    with pytest.raises(gs.UnfitRepair):
        gs.apply_repair(gs.from_data(gs.to_data(xinjiang) | {"requests": None}), repair)


def test_blanks_that_contradict_each_other_are_one_finding() -> None:
    """Each equation alone could hold: the row says 2, the column 1."""
    row = f"{DONE}/disclosed"
    cells: dict[str, Figure] = {f"{row}/natural_person": None, f"{row}/total": 2, f"{DONE}/total/natural_person": 1}
    cells |= {
        f"{DONE}/total/organizations/other": 1,
        CORNER: 2,
        f"{RECEIVED}/natural_person": 1,
        f"{RECEIVED}/total": 2,
    }
    cells |= {f"{RECEIVED}/organizations/other": 1, f"{DONE}/not_processed/repeated/organizations/other": 1}
    cells |= {f"{DONE}/not_processed/repeated/total": None}
    wrong = nothing(cells)
    (error, *_) = (finding for finding in gs.verify(wrong) if finding.rule == "report.infeasible")

    assert ("broken", "error") == (error.verdict, error.severity)
    assert {f"{row}/total", f"{DONE}/total/natural_person"} == set(error.left)
    assert error.message().startswith(
        "三、本年度办理结果 · （一）予以公开 · 总计 “总计等于各类申请人之和”、"
        "三、本年度办理结果 · （七）总计 · 自然人 “（七）总计等于本年度办理结果各行之和”："
        "不合“各处勾稽关系能同时成立”。"
    )
    assert error in gs.suggest_repairs(wrong).repairs[0].explains


def test_where_one_is_broken_alone_nothing_else_is_said() -> None:
    """`report.infeasible` is for what no single equation shows."""
    blanks = (f"{DONE}/disclosed/total", f"{DONE}/not_processed/repeated/natural_person")
    wrong = nothing({f"{DONE}/disclosed/natural_person": 1} | dict.fromkeys(blanks))

    assert [f"{DONE}/total/natural_person"] == [finding.left[0] for finding in gs.verify(wrong).errors]


@pytest.mark.parametrize("seed", range(500))
def test_an_exact_solver_finds_the_same_sets(seed: int) -> None:
    """A third of the cases with blanks, a third with two slips."""
    random = Random(seed)  # noqa: S311 - the same every time
    report = modest(random.choice(["2019", "2021"]), seed)
    cells = [cell for cell in figures(report) if cell.startswith(("/requests", "/review"))]
    blanks = random.sample(cells, random.choice([3, 10, 20])) if seed % 3 == 1 else []
    for cell in random.sample([cell for cell in cells if cell not in blanks], 2 if seed % 3 == 2 else 1):
        was = int(figures(report)[cell] or 0)
        slip = random.choice([0, 1, was + 1, was * 10 + 3, max(was - 2, 0), was + 9])
        report = with_figures(report, {cell: slip})
    report = with_figures(report, dict.fromkeys(blanks))
    suggestions = gs.suggest_repairs(report, limit=10_000)
    smallest = [repair for repair in suggestions.repairs if repair.looks_like != "row or column shifted"]

    broken = {
        finding.rule for finding in gs.verify(report) if finding.verdict == "broken" and finding.severity == "error"
    }

    assert suggestions.complete
    assert bool(broken) == bool(smallest)
    assert smallest_sets(report, 3) == {frozenset(changes(repair)) for repair in smallest}
    for repair in suggestions.repairs:
        if all(change.proposed is not None for change in repair.changes):
            repaired = gs.apply_repair(report, repair)
            assert () == gs.verify(repaired).errors
            assert () == gs.suggest_repairs(repaired).repairs
            assert all(change.printed != change.proposed for change in repair.changes)
    assert all(repair.message("zh") and repair.message("en") for repair in suggestions.repairs)
    assert list(suggestions.repairs) == list(gs.suggest_repairs(report, limit=10_000).repairs)


def test_changes_stand_in_the_order_of_the_form(xinjiang: gs.Report) -> None:
    order = list(figures(xinjiang))
    cells = [change.cell for change in gs.suggest_repairs(xinjiang).repairs[0].changes]

    assert all(order.index(first) < order.index(second) for first, second in pairwise(cells))


def test_what_no_cell_can_hold_is_no_repair() -> None:
    row = "/review_and_litigation/reconsideration"
    report = gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局"))
    report = with_figures(report, {f"{row}/upheld": MAXIMUM, f"{row}/corrected": 5, f"{row}/total": 3})
    suggestions = gs.suggest_repairs(report)

    assert () == suggestions.repairs
    assert "没有找到改得少的办法，请逐格核对原件。" == suggestions.table("zh")
