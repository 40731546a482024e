"""The smallest sets of cells that could have been misprinted, after Fellegi and Holt."""

from collections.abc import Mapping, Sequence
from heapq import nsmallest
from itertools import islice, product
from typing import Final, TypeAlias

from attrs import field, frozen

from govinfo_schema.check.findings import Finding
from govinfo_schema.check.search import Search
from govinfo_schema.check.slips import COSTS, SLIPS, Change, Slip, alike, slip
from govinfo_schema.check.system import parts, system
from govinfo_schema.check.verify import verify
from govinfo_schema.errors import GovinfoError, Language
from govinfo_schema.form.editions import R, Report
from govinfo_schema.form.vocabulary import MAXIMUM
from govinfo_schema.form.walk import figures, places, with_figures

Ranked: TypeAlias = tuple[float, Slip, tuple[Change, ...]]
"""What a set of changes costs, what it looks like, and the changes."""
_SHIFTED: Final[Slip] = "row or column shifted"
_MOST_COMBINED: Final = 20_000  # of the repairs of parts, put together
_COMPARED: Final = 50  # repairs of one part, however few are asked for: the likeliest is not the first found
_SHOWN: Final = 5
_WORDS: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "change": "{place}：印为 {printed}，应为 {proposed}", "open": "{place}：印为 {printed}，应为别的数",
        "and": "；", "repair": "{changes}。{slip}。", "none": "没有需要改的。",
        "not found": "没有找到改得少的办法，请逐格核对原件。",
        "head": "至少要改 {cells} 格，同样少的改法有 {count} 种，最像的在前：",
        "found": "找到 {count} 种改法，最像的在前：", "one": "至少要改 {cells} 格，只有一种改法：",
        "more": "没有找全，可能还有别的改法。", "explains": "这样改，下面 {count} 处就都成立：",
    },
    "en": {
        "change": "{place}: printed {printed}, should be {proposed}",
        "open": "{place}: printed {printed}, should be another figure", "and": "; ", "repair": "{changes}. {slip}.",
        "none": "Nothing needs to be changed.",
        "not found": "No small change makes all equations hold; compare with the original, cell by cell.",
        "head": "At least {cells} cell(s) must be changed; {count} ways are equally small, the likeliest first:",
        "found": "{count} way(s) were found, the likeliest first:",
        "one": "At least {cells} cell(s) must be changed, and there is only one way:",
        "more": "The search was not exhaustive; there may be other ways.", "explains": "Then these {count} hold:",
    },
}  # fmt: skip


class UnfitRepair(GovinfoError, ValueError):
    """A repair leaves a value open, or was made for other figures; it is not applied."""


@frozen(kw_only=True)
class Repair:
    """Cells and the figures with which all equations hold.

    Attributes:
        changes: What is changed, in the order of the form.
        looks_like: What the slip looks like, one phrase of a closed list.
        explains: The findings that are gone once the repair is applied.
    """

    changes: tuple[Change, ...]
    looks_like: Slip
    explains: tuple[Finding, ...]
    _form: type[Report] = field(alias="form", repr=False, eq=False)

    def message(self, language: Language = "zh") -> str:
        """Say the repair in one sentence.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            One line.
        """
        words, cells, told = _WORDS[language], places(self._form), list[str]()
        for change in self.changes:
            place = " · ".join(cells[change.cell].told(language))
            kind = words["open" if change.proposed is None else "change"]
            told.append(kind.format(place=place, printed=change.printed, proposed=change.proposed))
        return words["repair"].format(changes=words["and"].join(told), slip=SLIPS[language][self.looks_like])


@frozen(kw_only=True)
class Suggestions:
    """How a report could be repaired. `str()` says it to people, each repair above the findings that it explains.

    Attributes:
        repairs: The likeliest first.
        complete: All the smallest sets of cells are there.
    """

    repairs: tuple[Repair, ...]
    complete: bool

    def table(self, language: Language = "zh") -> str:
        """Say what could be repaired: one slip, one sentence, the findings that it explains below.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            Lines of text.
        """
        words = _WORDS[language]
        if not self.repairs:
            return words["none" if self.complete else "not found"]
        sizes = [len(repair.changes) for repair in self.repairs]
        head = ("one" if len(sizes) == 1 else "head") if self.complete else "found"
        count = sizes.count(min(sizes)) if self.complete else len(sizes)
        lines = [words[head].format(cells=min(sizes), count=count)]
        explained: tuple[Finding, ...] = ()
        for number, repair in enumerate(self.repairs[:_SHOWN], 1):
            lines.append(f"[{number}] {repair.message(language)}")
            if repair.explains != explained:
                explained = repair.explains
                lines += [f"    {words['explains'].format(count=len(explained))}"]
                lines += [f"    - {finding.message(language)}" for finding in explained]
        return "\n".join([*lines, *([] if self.complete else [words["more"]])])

    def __str__(self) -> str:
        return self.table()


def suggest_repairs(report: Report, at_most: int = 3, limit: int = 50) -> Suggestions:
    """Find the smallest sets of cells whose change makes all equations hold with counts from 0.

    Parts of the form that share no equation are looked at apart, and their repairs put together. A row or column that
    was shifted by one cell changes more cells than the smallest set; it is told beside the smallest.

    Args:
        report: A report of any edition, with blanks or without.
        at_most: How many cells to change in one part of the form, at most.
        limit: How many repairs to return, at most.

    Returns:
        The repairs, the likeliest first; none for a report whose equations all hold or can hold.
    """
    applying, known = system(report)
    order = {cell: at for at, cell in enumerate(figures(report))}
    of_parts: list[list[Ranked]] = []
    complete = True
    for part in parts(applying):
        search = Search(part, known, at_most, max(limit, _COMPARED))
        if search.run():
            of_parts.append(sorted(_ranked(search, order), key=lambda one: (one[0], [order[c.cell] for c in one[2]])))
            complete = complete and search.exhausted
    if not of_parts:
        return Suggestions(repairs=(), complete=True)
    together = list(islice(product(*of_parts), _MOST_COMBINED))
    best = nsmallest(limit, enumerate(together), key=lambda one: (sum(cost for cost, _, _ in one[1]), one[0]))
    broken = [finding for finding in verify(report) if (finding.verdict, finding.severity) == ("broken", "error")]
    repairs = tuple(_repair(report, chosen, broken) for _, chosen in best)
    return Suggestions(repairs=repairs, complete=complete and len(together) <= min(limit, _MOST_COMBINED - 1))


def _ranked(search: Search, order: Mapping[str, int]) -> list[Ranked]:
    """The smallest sets with what they look like; if one cell is not enough, also lines that were shifted."""
    lines = [(*inst.right, *inst.left) for inst in (found.instance for found in search.part) if inst.rule.computes]
    ranked: dict[tuple[Change, ...], tuple[float, Slip]] = {}
    for cells in search.found:
        changes = tuple(search.changes(sorted(cells, key=order.__getitem__)))
        ranked[changes] = slip(changes, lines, search.known)
    if not any(len(cells) == 1 for cells in search.found):
        shifted = (COSTS[_SHIFTED], _SHIFTED)
        for shift in search.shifts(lines):  # one may be among the smallest: it is told once
            changes = tuple(sorted(shift, key=lambda change: order[change.cell]))
            ranked[changes] = min(shifted, ranked.get(changes, shifted))
    fit = [(*looks, told) for told, looks in ranked.items() if all((one.proposed or 0) <= MAXIMUM for one in told)]
    search.exhausted = search.exhausted and bool(fit)  # what no cell can hold is no repair
    return fit


def apply_repair(report: R, repair: Repair) -> R:
    """Put the figures of a repair into a report.

    Args:
        report: The report for which it was suggested.
        repair: One of the suggestions.

    Returns:
        A copy with other figures in the cells that the repair names.

    Raises:
        UnfitRepair: A value is open, or the report prints other figures than the repair was made for.
    """
    printed = figures(report)
    for change in repair.changes:
        if change.proposed is None or printed.get(change.cell) != change.printed:
            other = f"the report prints {printed.get(change.cell)}, the repair is for {change.printed}"
            msg = f"{change.cell}: {'several figures fit; choose one' if change.proposed is None else other}"
            raise UnfitRepair(msg)
    return with_figures(report, {change.cell: change.proposed for change in repair.changes})


def _repair(report: Report, of_parts: Sequence[Ranked], broken: list[Finding]) -> Repair:
    changes = tuple(change for _, _, part in of_parts for change in part)
    changed = {change.cell for change in changes}
    return Repair(
        changes=changes,
        looks_like=alike([kind for _, kind, _ in of_parts]),
        explains=tuple(
            finding
            for finding in broken
            if finding.rule == "report.infeasible" or not changed.isdisjoint((*finding.left, *finding.right))
        ),
        form=type(report),
    )
