"""The conformance cases: what is changed in a sound report. What must be found is what `verify` finds, and reviewed.

A case changes cells of `zeros` (all figures 0) or `dense` (every cell has a figure of its own, and all adds up).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from attrs import field, frozen

import govinfo_schema as gs
from govinfo_schema.check.document import OrganKind
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import Figure, figures, places, with_figures

ROOT = Path(__file__).parents[1]
RECEIVED, CARRIED_IN, OVER, DONE = (f"/requests/{row}" for row in ("received", "carried_in", "carried_over", "handled"))
TOTAL = f"{DONE}/total"
REVIEW = "/review_and_litigation/reconsideration"
NORMS = "/proactive_disclosure/normative_documents"
BOUGHT = "/proactive_disclosure/procurement"
LICENSING = "/proactive_disclosure/licensing"
RULES_ISSUED = "/proactive_disclosure/administrative_rules/issued"


@frozen
class Case:
    """One report and why it is there."""

    name: str
    why: str
    cells: Mapping[str, Figure] = field(factory=dict[str, Figure])
    base: str = "dense"
    other: dict[str, Any] = field(factory=dict[str, Any])
    organ_kind: OrganKind | None = None
    published_on: str | None = None

    def report(self, edition: str) -> gs.Report:
        """The report itself."""
        if self.base not in {"zeros", "dense"}:
            return gs.from_json((ROOT / self.base).read_bytes())
        base = zeros(edition) if self.base == "zeros" else dense(edition)
        changed: Any = with_figures(base, self.cells)
        return gs.from_data(gs.to_data(changed) | self.other)

    def findings(self, edition: str) -> gs.Findings:
        """What must be found in it."""
        day = date.fromisoformat(self.published_on) if self.published_on else None
        return gs.verify(self.report(edition), organ_kind=self.organ_kind, published_on=day)


def zeros(edition: str) -> gs.Report:
    """A report in which nothing happened."""
    form = EDITIONS[edition]
    texts = {"overview": "……", "problems_and_improvements": "……", "other_matters": "……"}
    return gs.zeros(form, year=form.SINCE, organ=gs.form2021.Organ(name="某市某局"), **texts)


def dense(edition: str) -> gs.Report:
    """A sound report without a zero: a term left out of any sum is missed at once."""
    number = count(1)
    report = zeros(edition)
    report = with_figures(report, {pointer: next(number) for pointer in figures(report)})
    stock = {"2019": "disclosed_in_all", "2021": "in_force"}[edition]
    report = with_figures(report, {f"/proactive_disclosure/{row}/{stock}": 500 for row in ROWS})
    report = gs.compute_totals(report)
    known = figures(report)
    columns = [pointer.removeprefix(TOTAL) for pointer in known if pointer.startswith(f"{TOTAL}/")]
    balanced = {
        f"{RECEIVED}{column}": sum(int(known[f"{row}{column}"] or 0) for row in (TOTAL, OVER))
        - int(known[f"{CARRIED_IN}{column}"] or 0)
        for column in columns
    }
    return gs.compute_totals(with_figures(report, balanced))


ROWS = ("administrative_rules", "normative_documents")


def cases(edition: str) -> Iterator[Case]:
    """All cases of an edition."""
    form, full = EDITIONS[edition], figures(dense(edition))
    year = form.SINCE
    cells = [place.pointer for place in places(form).values() if place.is_cell]
    totals = [pointer for pointer in cells if pointer.endswith("/total")]
    slips = (
        dict.fromkeys(totals, 1) | {cell: 2 for cell in cells if cell.startswith(f"{TOTAL}/")} | {f"{TOTAL}/total": 9}
    )
    wrong = {cell: int(full[cell] or 0) + slip for cell, slip in slips.items()}
    low = {cell: int(full[cell] or 0) - slip for cell, slip in slips.items()}
    yield Case("zeros", "全 0 的报告。 All figures 0.", base="zeros")
    yield Case("dense", "每格都有数，全都对得上。 Every cell has a figure, and all adds up.")
    yield Case("every-equation-broken", "每一处总计都多了。 Every total is too large.", wrong)
    yield Case("every-equation-broken-low", "每一处总计都少了。 Every total is too small.", low)
    yield Case("all-blank", "空白的格式。 The empty form.", dict.fromkeys(cells))
    for pointer in totals[:2]:
        yield Case(f"total-{pointer.split('/')[2]}-blank", "总计空白。 A total is blank.", {pointer: None})
    yield Case("part-blank", "分项空白，无法判断。 A part is blank: undecided.", {f"{REVIEW}/other": None})
    short = {f"{REVIEW}/other": None, f"{REVIEW}/total": 1}
    yield Case("part-blank-broken", "分项空白，总计仍然太小。 A part is blank, the total too small.", short)
    equal = {f"{REVIEW}/other": None, f"{REVIEW}/total": sum(int(full[f"{REVIEW}/{part}"] or 0) for part in PARTS)}
    yield Case("part-blank-equal", "已填的正好等于总计，空白仍无法判断。 Equal so far, still undecided.", equal)
    over = {f"{OVER}/natural_person": None, f"{TOTAL}/natural_person": 10**6}
    yield Case("balance-blank-broken", "结转空白，办结已经太多。 Broken whatever the blank holds.", over)
    torn = {f"{DONE}/disclosed/natural_person": None, f"{DONE}/disclosed/total": 10**6, f"{TOTAL}/total": None}
    torn |= {f"{RECEIVED}/total": None, f"{RECEIVED}/natural_person": None, f"{OVER}/total": None}
    yield Case("impossible", "单看都可能，合起来不可能。 Each may hold, not all together.", torn)
    only_total = {cell: None for cell in cells if cell.startswith(f"{RECEIVED}/") and not cell.endswith("/total")}
    yield Case("only-total", "一行只有总计。 A row with nothing but its total.", only_total)
    yield Case(
        "only-total-zero", "总计是 0，分项空白。 A total of 0 needs no parts.", only_total | {f"{RECEIVED}/total": 0}
    )
    yield Case("only-total-blank", "一行全空白。 A row all blank.", only_total | {f"{RECEIVED}/total": None})
    detail = [cell for cell in cells if cell.startswith(("/requests/", "/review")) and cell not in totals]
    yield Case("only-totals", "处处只有总计。 Totals everywhere, and nothing else.", dict.fromkeys(detail))
    parts = {f"{REVIEW}/{part}": None for part in (*PARTS, "other")}
    yield Case("only-total-in-section-four", "四节一块只有总计。 A block with nothing but its total.", parts)
    for member in ("proactive_disclosure", "requests", "review_and_litigation", "overview", *TEXTS):
        yield Case(
            f"without-{member.replace('_', '-')}", "缺一节。 A section is left out.", wrong, other={member: None}
        )
    yield from _of_the_edition(edition)
    yield from _of_the_document(edition, year)
    yield from _noted(wrong)
    for path in sorted([*ROOT.glob("tests/examples/*/*.json"), *ROOT.glob("docs/examples/*.json")]):
        if gs.from_json(path.read_bytes()).edition == edition:
            why = "真实报告的数字。 The figures of a published report."
            yield Case(path.stem, why, base=str(path.relative_to(ROOT)))


TEXTS = ("problems_and_improvements", "other_matters")
PARTS = ("upheld", "corrected", "pending")


def _of_the_edition(edition: str) -> Iterator[Case]:
    if edition == "2021":
        issued, repealed, stock = (f"{NORMS}/{cell}" for cell in ("issued", "repealed", "in_force"))
        sides: dict[str, tuple[int | None, int | None, int | None]]
        sides = {"at": (5, 2, 3), "below": (5, 3, 1), "over": (4, 2, 3), "stock-blank": (5, 2, None)}
        sides |= {"repealed-blank": (5, None, 3), "nothing-issued": (0, None, None), "issued-blank": (None, 2, 3)}
        for name, (made, ended, left) in sides.items():
            why = "制发、废止、有效。 Issued against repealed and in force."
            yield Case(f"stock-{name}", why, {issued: made, repealed: ended, stock: left})
        return
    new, stock = f"{NORMS}/newly_disclosed", f"{NORMS}/disclosed_in_all"
    pairs: dict[str, tuple[int | None, int | None]]
    pairs = {"at": (3, 3), "below": (3, 2), "blank": (3, None), "nothing-new": (0, None)}
    for name, pair in pairs.items():
        yield Case(
            f"stock-{name}",
            "新公开与公开总数。 Newly disclosed and in all.",
            dict(zip((new, stock), pair, strict=True)),
        )
    before, change = f"{LICENSING}/items_last_year", f"{LICENSING}/change"
    items: dict[str, tuple[int | None, int | None]]
    items = {"at": (3, -3), "below": (3, -4), "change-blank": (3, None), "before-blank": (None, -1)}
    items |= {"before-blank-grown": (None, 2), "both-blank": (None, None)}
    for name, pair in items.items():
        yield Case(
            f"items-{name}", "项目增减。 Items and their change.", dict(zip((before, change), pair, strict=True))
        )
    bought: dict[str, tuple[int | None, int | None]]
    bought = {"nothing-paid": (5, 0), "nothing-bought": (0, 1), "items-blank": (None, 3), "amount-blank": (0, None)}
    bought |= {"both-blank": (None, None), "nothing": (0, 0)}
    for name, (number, amount) in bought.items():
        pair_ = {f"{BOUGHT}/items": number, f"{BOUGHT}/amount": amount}
        yield Case(f"procurement-{name}", "采购项目与金额。 Items and amount.", pair_)


def _of_the_document(edition: str, year: int) -> Iterator[Case]:
    wrong_year = {"2019": 2023, "2021": 2020}[edition]
    yield Case("other-year", "格式与年度不符。 The form of another year.", other={"year": wrong_year})
    for name, code in {
        "right": "91350100M000100Y43",
        "wrong": "91350100M000100Y44",
        "letter": "91350100I000100Y43",
    }.items():
        organ = {"name": "某市某局", "credit_code": code}
        yield Case(f"credit-code-{name}", "统一社会信用代码。 The credit code.", other={"organ": organ})
    periods = {
        "whole": (f"{year}-01-01", f"{year}-12-31"),
        "half": (f"{year}-01-01", f"{year}-06-30"),
        "backwards": (f"{year}-12-31", f"{year}-01-01"),
        "impossible": (f"{year}-01-01", f"{year}-13-31"),
    }
    for name, (start, end) in periods.items():
        yield Case(f"period-{name}", "统计期限。 The period.", other={"period": {"start": start, "end": end}})
    yield Case("published-before", "公布早于期末。 Published too early.", other={"published_on": f"{year}-06-30"})
    for day in (f"{year + 1}-01-31", f"{year + 1}-02-01", f"{year + 1}-03-31", f"{year + 1}-04-01"):
        yield Case(f"published-{day[5:]}", "公布日期。 The date of publication.", other={"published_on": day})
        for kind in KINDS:
            name = f"published-{day[5:]}-{kind.replace(' ', '-')}"
            yield Case(name, "公布日期与机关种类。 Date and kind.", organ_kind=kind, published_on=day)
    yield Case(
        "county-without-rules", "县级政府没有规章。 No rules.", {RULES_ISSUED: 0}, organ_kind="county government"
    )


KINDS: tuple[OrganKind, ...] = ("city government", "county government", "department")


def _noted(wrong: dict[str, int]) -> Iterator[Case]:
    notes = {
        "cell": [f"{RECEIVED}/total"],
        "row": [RECEIVED],
        "section": ["/requests"],
        "elsewhere": [f"{REVIEW}/upheld"],
        "twice": [f"{RECEIVED}/total", f"{RECEIVED}/natural_person"],
        "a-name-that-begins-alike": ["/requests/receive"],
    }
    for name, places_ in notes.items():
        said = [{"at": at, "text": f"说明{number}"} for number, at in enumerate(places_, 1)]
        yield Case(f"noted-{name}", "机关的说明。 Notes of the organ.", wrong, other={"notes": said})
    said = [{"at": "/other_matters", "text": "无"}]
    yield Case(
        "noted-section", "缺一节，有说明。 A missing section, noted.", other={"other_matters": None, "notes": said}
    )
