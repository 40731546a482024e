"""Blanks that follow from the equations, each with its reason; of the others what they can be."""

from collections.abc import Sequence
from math import inf
from typing import Generic

from attrs import field, frozen

from govinfo_schema.check.system import Bounds, Contradiction, Equation, Values, contradictory, possible, solve, system
from govinfo_schema.errors import Language
from govinfo_schema.form.editions import R
from govinfo_schema.form.vocabulary import MAXIMUM, Rule
from govinfo_schema.form.walk import Place, figures, places, with_figures


@frozen(kw_only=True)
class Derived:
    """What an equation says of a blank cell.

    Attributes:
        cell: Pointer of the cell.
        value: What must stand there.
        why: Id of the rule from which it follows.
        contested: Other equations say something else, so the cell stays blank.
    """

    cell: str
    value: int
    why: str
    contested: bool = False
    _rule: Rule = field(alias="rule", repr=False, eq=False)
    _place: Place = field(alias="place", repr=False, eq=False)

    def message(self, language: Language = "zh") -> str:
        """Say in one line what follows and why.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            One line.
        """
        rule, zh = self._rule, language == "zh"
        place = " · ".join(self._place.told(language))
        but = ("，但和别的等式矛盾，所以空着", ", but other equations contradict it, so it stays blank")[not zh]
        told = (
            f"{place}：没有填写，由“{rule.label}”推出应为 {self.value}"
            if zh
            else f"{place}: not filled in, {self.value} follows from “{rule.english}”"
        )
        return told + but * self.contested


@frozen(kw_only=True)
class Completion(Generic[R]):
    """A report with all the blanks filled that follow.

    Attributes:
        report: The report, what follows filled in.
        derived: What was filled in, and why.
        contested: What contradictory equations say of a blank that was therefore left blank: each value, and why.
        bounds: The lowest and the highest that each remaining blank can be; `None`: no bound.
    """

    report: R
    derived: tuple[Derived, ...]
    contested: tuple[Derived, ...]
    bounds: dict[str, tuple[int | None, int | None]] = field(hash=False)


def complete(report: R) -> Completion[R]:
    """Fill in the blanks that follow from the equations, repeatedly, until nothing more follows.

    A total follows from its parts, the last part from its total; where a sum of counts is 0, so are its parts. An
    equation that is broken whatever its blanks hold is left aside. Where equations contradict each other about a blank,
    it stays blank, and `contested` says what each of them would have it be.

    Args:
        report: A report of any edition.

    Returns:
        The report with its blanks filled, what was derived, what is contested, and bounds of the rest.
    """
    applying, known = system(report)
    sound = tuple(equation for equation in applying if possible([equation], known))
    contested: set[str] = set()
    others: dict[str, tuple[Equation, int]] = {}
    bounds, refuted = Bounds(()), {""}
    while refuted:
        bounds = Bounds(cell for equation in sound for cell in equation.terms if cell not in known)
        try:
            bounds.tighten(sound, known, contested)
        except Contradiction as found:
            clashing = {cell for cell, _ in found.clashes}
            # A total is doubted before its parts: of an equation that computes one, only the total.
            contested |= {_doubtful(cell, equation, clashing) for cell, equation in found.clashes}
        else:
            refuted = _refuted(sound, known, bounds.settled(), others)
            contested |= refuted
    cells = places(type(report))

    def reasons(cell: str) -> list[Derived]:
        """What each equation says of a cell, where it leaves only one count."""
        told: list[tuple[Equation, int]] = []
        for equation in sound:
            ends = {name: limits for name, *limits in bounds.implied(equation, known)}
            if cell in ends and max(ends[cell][0], 0) == ends[cell][1]:
                told.append((equation, int(ends[cell][1])))
        if cell in others and others[cell][1] not in {value for _, value in told}:
            told.append(others[cell])
        rules = ((equation.instance.rule, value) for equation, value in told)
        return [
            Derived(cell=cell, value=value, why=rule.id, contested=cell in contested, rule=rule, place=cells[cell])
            for rule, value in rules
        ]

    printed = figures(report)
    order = [cell for cell in printed if cell in bounds.low]
    # A cell that only contested ones hold in place has no reason of its own, and stays blank; so does one too large.
    why = {cell: reasons(cell) for cell in order if bounds.low[cell] == bounds.high[cell]}
    derived = {cell: found[0] for cell, found in why.items() if found and found[0].value <= MAXIMUM}
    return Completion(
        report=with_figures(report, {cell: found.value for cell, found in derived.items()}),
        derived=tuple(derived.values()),
        contested=tuple(reason for cell in order if cell in contested for reason in reasons(cell)),
        bounds={
            cell: _limits(cells[cell], bounds)
            for cell, figure in printed.items()
            if figure is None and cell not in derived
        },
    )


def _refuted(
    system: Sequence[Equation], known: Values, told: Values, others: dict[str, tuple[Equation, int]]
) -> set[str]:
    """Of the values told those that the others refute if one of the equations that contradict each other is left out.

    Where the others leave but one value, it goes to `others`, with one of its equations.
    """
    refuted: set[str] = set()
    for wrong in contradictory(system, known):
        left = [equation for equation in system if equation is not wrong]
        while more := contradictory(left, known):  # elsewhere, or by other equations
            left = [equation for equation in left if equation not in more]
        found = solve(left, known)
        values = {cell: value for cell, value in told.items() if cell in found}
        if possible(left, {**known, **values}):
            continue
        for cell, value in values.items():
            if not possible(left, {**known, cell: value}):
                refuted.add(cell)
                own = next(equation for equation in left if cell in equation.terms)
                if not any(
                    possible(left, {**known, cell: found[cell] + step}) for step in (-1, 1) if found[cell] + step >= 0
                ):
                    others[cell] = own, found[cell]
    return refuted


def _limits(cell: Place, bounds: Bounds) -> tuple[int | None, int | None]:
    least = None if cell.bounds and cell.bounds.minimum < 0 else 0
    high = bounds.high.get(cell.pointer, inf)
    return int(bounds.low[cell.pointer]) if cell.pointer in bounds.low else least, None if high == inf else int(high)


def _doubtful(cell: str, equation: Equation, clashing: set[str]) -> str:
    left = equation.instance.left[0]
    return left if equation.instance.rule.computes and left in clashing else cell
