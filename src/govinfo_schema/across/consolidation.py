"""A whole and its parts: the sum over departments, and what a published whole has too many or too few."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from itertools import chain, islice
from typing import Any, Final, TypeAlias

from attrs import evolve, frozen

from govinfo_schema.across.conversion import convert, leaves
from govinfo_schema.across.succession import same_organ
from govinfo_schema.check.document import Outcome
from govinfo_schema.check.findings import Finding, Findings
from govinfo_schema.check.rules import EXACT, total
from govinfo_schema.check.verify import About, gathered, judged, noted, of_document
from govinfo_schema.errors import UnfitReports
from govinfo_schema.form.editions import R, Report
from govinfo_schema.form.filled import blank
from govinfo_schema.form.head import Note, Organ
from govinfo_schema.form.instances import Instance, declared, instances
from govinfo_schema.form.walk import Figure, figures, once, read, sections, unit, with_figures

Figures: TypeAlias = Mapping[str, Figure]
_AT_ONCE: Final = 500  # reports whose columns are added together
_NAMED: Final = 20  # of more members the first are named
_UNITS: Final = "各成员的金额单位不同，或者没有写明；单位不同的没有相加。"
_WAYS: Final[Mapping[str, tuple[int, int]]] = {"missing": (-1, 0), "doubled": (1, 0), "stale": (-1, 1)}
"""How often the whole counts a member's figures more than once, and how often those of last year."""
_NOT_ADDED: Final = ("各成员之和（单位不同，没有相加）", "the sum of the members (units differ, not added)")
_NONE: Final = "there is no member"


def consolidate(members: Iterable[R], *, organ: Organ | str) -> R:
    """Add up the reports of the members of a whole, cell by cell.

    A cell that is blank in a member is blank in the sum. A section that some leave out is blank in them; one that all
    leave out is left out. Amounts of different units are not added: the cell is blank, and a note at it says so, as it
    does where a unit is not said. Texts and dates are left out. A sum may be larger than a cell can hold: `problems`
    says so.

    Args:
        members: Reports of one year on one edition of the form; read once, and not kept.
        organ: Whose report the sum is, or its name.

    Returns:
        A report of the same year and edition.

    Raises:
        UnfitReports: There is no member, or one is of another year or edition than the first.
    """
    rest = iter(members)
    first = next(rest, None)
    if first is None:
        raise UnfitReports(_NONE)
    form: Any = type(first)
    tables = sections(form)
    sums: dict[str, Any] = {cell: 0 for _, cells, _ in tables for cell in cells}
    units: dict[str, set[str | None]] = {cell: set() for cell in _amounts(form)}
    there, left_out, unclear, done, rest = set[str](), set[str](), set[str](), 0, chain([first], rest)
    while some := list(islice(rest, _AT_ONCE)):
        for number, member in enumerate(some, done):
            _same_kind(member, first, number)
            unclear.update(note.at for note in member.notes or () if note.text == _UNITS)
        done += len(some)
        with localcontext(prec=EXACT):
            for name, cells, read_cells in tables:
                having = [member for member in some if getattr(member, name) is not None]
                there |= {name} if having else set()
                left_out |= {name} if len(having) < len(some) else set()
                for cell, *column in zip(cells, *map(read_cells, having), strict=True):
                    sums[cell] = _plus(sums[cell], column)
        for cell in units:
            units[cell] |= _units(some, cell)
    unclear |= {cell for cell, said in units.items() if len(said) > 1 or None in said}
    carried: dict[str, Any] = {
        cell: None if name in left_out else sums[cell] for name, cells, _ in tables if name in there for cell in cells
    }
    for cell, said in units.items():
        if cell in carried:
            carried[cell] = None if len(said) > 1 else carried[cell]
            carried[_unit(cell)] = None if cell in unclear else next(iter(said), None)
    return with_figures(
        blank(
            type(first),
            year=first.year,
            organ=organ if isinstance(organ, Organ) else Organ(name=organ),
            notes=tuple(Note(at=cell, text=_UNITS) for cell in units if cell in unclear) or None,
            **{name: None for name, *_ in tables if name not in there},
        ),
        carried,
    )


def verify_consolidation(whole: Report, members: Iterable[Report], earlier: Iterable[Report] = ()) -> Findings:
    """Check each figure of a published whole against the sum over its members, and look for what explains the rest.

    Where one member missing from the whole, counted twice, or counted with last year's figures explains all that
    differs, a finding `consolidation.missing`, `.doubled` or `.stale` names it. If it is the only one, all findings on
    what differs are errors, else warnings; in section four a whole that is smaller is then a notice.

    Args:
        whole: The published report of the whole.
        members: The reports of its members, of the same year and edition.
        earlier: Last year's reports of the members, on any edition, in any order; not all need be there.

    Returns:
        The findings. Pointers say which report: `whole:/…`, `members:/…` for the sum of what is not blank,
        `member 12:/…` for `members[12]`, counted from 0. `counts` counts cells.

    Raises:
        UnfitReports: There is no member, or one is of another year or edition than the whole.
    """
    members = tuple(members)
    if not members:
        raise UnfitReports(_NONE)
    for number, member in enumerate(members):
        _same_kind(member, whole, number)
    form, of_members = type(whole), [figures(member) for member in members]
    organs = {f"member {number}": member.organ.name for number, member in enumerate(members)}
    about = About(form=form, notes=noted(whole, "whole:"), names={at: (name, name) for at, name in organs.items()})
    printed = figures(whole)
    cells = [
        _cell(instance, printed, of_members, (whole, *members))
        for instance in instances(form, "consolidation")
        if instance.left[0].partition(":")[2] in printed
    ]
    judgements = [(cell, cell.finding(about)) for cell in cells]
    broken = [cell for cell, finding in judgements if finding and finding.verdict == "broken"]
    explaining = _suspects(cells, broken, of_members, _of_last_year(whole, members, earlier)) if broken else ()
    suspects = [(way, number) for way, number in explaining if way != "missing" or members.count(members[number]) == 1]
    alone = len({number for _, number in suspects}) == 1
    found = [
        of_document(declared(form)[f"consolidation.{way}"], _outcome(broken, numbers, alone=alone), about)
        for way in _WAYS
        if (numbers := [number for how, number in suspects if how == way])
    ]
    for cell, finding in judgements:
        if finding:
            smaller = "review_and_litigation" in cell.instance.sections and cell.smaller
            severity = "error" if alone else "notice" if smaller else finding.severity
            found.append(evolve(finding, severity=severity) if finding.verdict == "broken" else finding)
    return gathered(whole.edition, sum(finding is None for _, finding in judgements), found)


@frozen(kw_only=True)
class _Cell:
    """A cell of the whole against its members."""

    instance: Instance
    pointer: str
    printed: Figure
    known: Figure
    """The sum over the members in which it is not blank; `None` where their units differ."""
    blank: tuple[int, ...]
    """The members in which it is blank."""

    @property
    def smaller(self) -> bool:
        """The whole is smaller than its members."""
        return self.printed is not None and self.known is not None and self.printed < self.known

    def finding(self, about: About) -> Finding | None:
        """What is found here; of the members in which it is blank the first are named."""
        open_ = [f"member {number}:{self.pointer}" for number in self.blank[:_NAMED]] if self.known is not None else []
        if self.known is None:
            about = evolve(about, names={**about.names, "members": _NOT_ADDED})
        right = (*self.instance.right, *open_)
        signed = self.instance.signed and frozenset((*self.instance.left, *right))
        instance = evolve(self.instance, right=right, signed=signed)
        return judged(instance, [self.printed], [self.known, *[None] * len(open_)], about)

    def fits(self, figures_: Iterable[tuple[int, Figures]]) -> bool:
        """Whether some filling of the blanks satisfies the rule if the whole counts these so often more."""
        if self.printed is None or self.known is None:
            return True
        known, blanks = self.known, len(self.blank)
        for times, some in figures_:
            figure = some.get(self.pointer)
            known, blanks = (known, blanks + times) if figure is None else (known + times * figure, blanks)
        return bool(self.instance.signed) or self.printed >= known if blanks else self.printed == known


def _cell(instance: Instance, printed: Figures, of_members: Sequence[Figures], reports: Sequence[Report]) -> _Cell:
    pointer = instance.left[0].partition(":")[2]
    figures_ = [some.get(pointer) for some in of_members]
    one_unit = pointer not in _amounts(type(reports[0])) or len(_units(reports, pointer)) <= 1
    return _Cell(
        instance=instance,
        pointer=pointer,
        printed=printed[pointer],
        known=total(figures_) if one_unit else None,
        blank=tuple(number for number, figure in enumerate(figures_) if figure is None),
    )


def _suspects(
    cells: Sequence[_Cell], broken: Sequence[_Cell], of_members: Sequence[Figures], before: Mapping[int, Figures]
) -> Iterator[tuple[str, int]]:
    """The members that explain all, each with the way in which they do; what differs is looked at first."""
    differing = {cell.pointer for cell in broken}
    ordered = sorted(cells, key=lambda cell: cell.pointer not in differing)
    with localcontext(prec=EXACT):
        for number, now in enumerate(of_members):
            for way, (more, of_before) in _WAYS.items():
                if not of_before or number in before:
                    counted = [(more, now), (of_before, before[number])] if of_before else [(more, now)]
                    if all(cell.fits(counted) for cell in ordered):
                        yield way, number


def _outcome(broken: Sequence[_Cell], suspects: Sequence[int], *, alone: bool) -> Outcome:
    left = {f"whole:{cell.pointer}": "" for cell in broken}
    right = {f"member {number}:{cell.pointer}": "" for number in suspects[:_NAMED] for cell in broken}
    return Outcome(left, right, severity=None if alone else "warning")


def _of_last_year(whole: Report, members: Sequence[Report], earlier: Iterable[Report]) -> dict[int, Figures]:
    """Last year's figures of the members that have some, by their numbers, on the form of the whole."""
    known: dict[str, Report] = {}
    for report in earlier:
        known |= {key: report for key in (report.organ.name, report.organ.credit_code) if key}
    found: dict[int, Figures] = {}
    for number, member in enumerate(members):
        for key in (member.organ.name, member.organ.credit_code):
            if key and key in known and same_organ(known[key].organ, member.organ):
                found[number] = figures(convert(known[key], whole.edition).report)
    return found


def _same_kind(member: Report, like: Report, number: int) -> None:
    if type(member) is not type(like) or member.year != like.year:
        found, wanted = (f"{report.year} on the {report.edition} form" for report in (member, like))
        msg = f"member {number} is of {found}, not of {wanted}"
        raise UnfitReports(msg)


def _plus(known: Any, column: Iterable[Any]) -> Any:
    """The sum with a column; a blank, which cannot be added, makes it blank for good."""
    try:
        return None if known is None else sum(column, known)
    except TypeError:
        return None


@once
def _amounts(form: type[Report]) -> tuple[str, ...]:
    """The cells whose unit a report may say."""
    return tuple(cell for cell, place in leaves(form).items() if place.type is Decimal and _unit(cell) in leaves(form))


def _unit(cell: str) -> str:
    return f"{cell.rpartition('/')[0]}/unit"


def _units(reports: Iterable[Report], cell: str) -> set[str | None]:
    """The units in which reports print an amount; nothing is nothing in any unit, and a blank without one says none."""
    section = cell.split("/")[1]
    said = [(read(cell)(report), unit(report, cell)) for report in reports if getattr(report, section) is not None]
    return {in_ for amount, in_ in said if amount != 0 and (amount, in_) != (None, None)}
