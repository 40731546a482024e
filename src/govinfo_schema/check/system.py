"""The form's own equations as one system: what follows from them, and which of them contradict each other."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import inf
from typing import Final, TypeAlias

from attrs import AttrsInstance, frozen

from govinfo_schema.form.instances import Instance, instances
from govinfo_schema.form.walk import figures, once

Number: TypeAlias = int | float
Values: TypeAlias = Mapping[str, int]
Row: TypeAlias = dict[str | int, int | Fraction]
Reasons: TypeAlias = "Mapping[str, frozenset[Equation]]"
_ROUNDS: Final = 100  # bounds that still move may move for ever; the simplex decides then


@frozen(eq=False)
class Equation:
    """One equation: its terms, +1 on the left and -1 on the right."""

    instance: Instance
    terms: Mapping[str, int]

    def rest(self, known: Values) -> int:
        """What the known cells leave over: 0 if all are known and the equation holds."""
        return sum(sign * known[cell] for cell, sign in self.terms.items() if cell in known)


class Contradiction(Exception):
    """No counts from 0 satisfy these equations; where bounds clash, it names cells and what clashes there."""

    def __init__(self, equations: Iterable[Equation], clashes: Iterable[tuple[str, Equation]] = ()) -> None:
        super().__init__()
        self.equations = frozenset(equations)
        self.clashes = tuple(clashes)


@once
def equations(form: type[AttrsInstance]) -> tuple[Equation, ...]:
    """The equations of a form, those of a row before those of the table around it."""
    return tuple(
        Equation(found, dict.fromkeys(found.left, 1) | dict.fromkeys(found.right, -1))
        for found in instances(form)
        if (found.rule.relation, found.rule.severity) == ("=", "error")
    )


def system(report: AttrsInstance) -> tuple[tuple[Equation, ...], dict[str, int]]:
    """The equations that apply to a report, and the figures in them; a blank has none."""
    printed = figures(report)
    applying = tuple(found for found in equations(type(report)) if found.terms.keys() <= printed.keys())
    known = {cell: printed[cell] for found in applying for cell in found.terms}
    return applying, {cell: int(figure) for cell, figure in known.items() if figure is not None}


@once
def parts(system: tuple[Equation, ...]) -> tuple[tuple[Equation, ...], ...]:
    """The groups of equations that share no cell with each other."""
    groups: list[tuple[Equation, ...]] = []
    for equation in system:
        joined = [group for group in groups if any(equation.terms.keys() & other.terms.keys() for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append((*(other for group in joined for other in group), equation))
    return tuple(groups)


class Bounds:
    """The lowest and the highest count that each open cell can be, each with the equations from which that follows."""

    def __init__(self, cells: Iterable[str]) -> None:
        self.low: dict[str, Number] = dict.fromkeys(cells, 0)
        self.high: dict[str, Number] = dict.fromkeys(self.low, inf)
        self.why_low: dict[str, frozenset[Equation]] = dict.fromkeys(self.low, frozenset())
        self.why_high = dict(self.why_low)

    def implied(self, equation: Equation, known: Values) -> Iterator[tuple[str, Number, Number]]:
        """What an equation says of each of its open cells, given the bounds of the others."""
        cells = [(cell, sign) for cell, sign in equation.terms.items() if cell in self.low]
        lows = [self.low[cell] if sign > 0 else -self.high[cell] for cell, sign in cells]
        highs = [self.high[cell] if sign > 0 else -self.low[cell] for cell, sign in cells]
        rest = equation.rest(known)
        least, most = rest + sum(low for low in lows if low != -inf), rest + sum(high for high in highs if high != inf)
        endless = lows.count(-inf), highs.count(inf)
        for (cell, sign), low, high in zip(cells, lows, highs, strict=True):
            below = -inf if endless[0] > (low == -inf) else least - (0 if low == -inf else low)
            above = inf if endless[1] > (high == inf) else most - (0 if high == inf else high)
            yield (cell, -above, -below) if sign > 0 else (cell, below, above)

    def tighten(self, system: Iterable[Equation], known: Values, aside: Collection[str] = ()) -> None:
        """Draw all conclusions, round by round, so that none depends on the order of the equations.

        Args:
            system: The equations.
            known: The figures in them.
            aside: Open cells of which nothing is concluded.

        Raises:
            Contradiction: Equations leave nothing that a cell could be.
        """
        system = tuple(system)
        moved: set[str] = set(self.low)
        for _ in range(_ROUNDS):
            news = [
                (cell, low, high, equation)
                for equation in system
                if not moved.isdisjoint(equation.terms)
                for cell, low, high in self.implied(equation, known)
                if cell not in aside and (low > self.low[cell] or high < self.high[cell])
            ]
            moved = {cell for cell, *_ in news}
            before = (dict(self.why_low), dict(self.why_high))
            for cell, low, high, equation in news:
                if low > self.low[cell]:
                    self.low[cell], self.why_low[cell] = low, self._why(cell, equation, before, lower=True)
                if high < self.high[cell]:
                    self.high[cell], self.why_high[cell] = high, self._why(cell, equation, before, lower=False)
            if clashes := [(cell, equation) for cell, _, _, equation in news if self.low[cell] > self.high[cell]]:
                raise Contradiction(self.why_low[clashes[0][0]] | self.why_high[clashes[0][0]], clashes)
            if not news:
                return

    def _why(
        self, cell: str, equation: Equation, before: tuple[Reasons, Reasons], *, lower: bool
    ) -> frozenset[Equation]:
        """The equations behind a new bound: this one, and those behind the bounds of its other cells that it used."""
        own = equation.terms[cell]
        others = (
            before[lower == (sign == own)].get(other, frozenset())
            for other, sign in equation.terms.items()
            if other != cell
        )
        return frozenset({equation}).union(*others)

    def settled(self) -> dict[str, int]:
        """The cells that can be one count only."""
        return {cell: int(low) for cell, low in self.low.items() if low == self.high[cell]}


def solve(system: Sequence[Equation], known: Values) -> dict[str, int]:
    """Find counts from 0 for the open cells with which all equations hold: bounds first, then the simplex.

    The equations of the form are a network, so the corners that the simplex visits are whole numbers.

    Raises:
        Contradiction: There are none.
    """
    for equation in system:
        if equation.terms.keys() <= known.keys() and equation.rest(known):
            raise Contradiction([equation])
    open_ = [equation for equation in system if not equation.terms.keys() <= known.keys()]
    bounds = Bounds(cell for equation in open_ for cell in equation.terms if cell not in known)
    bounds.tighten(open_, known)
    settled = bounds.settled()
    left = [equation for equation in open_ if any(cell in bounds.low.keys() - settled for cell in equation.terms)]
    try:
        return settled | _simplex(left, {**known, **settled})
    except Contradiction as found:
        cells = [cell for equation in found.equations for cell in equation.terms if cell in bounds.low]
        reasons = (why[cell] for cell in cells for why in (bounds.why_low, bounds.why_high))
        raise Contradiction(found.equations.union(*reasons)) from None


def possible(system: Sequence[Equation], known: Values) -> bool:
    """Whether some filling of their blanks satisfies equations."""
    try:
        solve(system, known)
    except Contradiction:
        return False
    return True


def smallest(system: Sequence[Equation], known: Values) -> list[Equation]:
    """Of equations that contradict each other the fewest that do, as far as leaving each of a first set out tells.

    Without any one of these they do not. None if nothing contradicts.
    """
    best = contradictory(system, known)
    for equation in best if len(best) > 2 else ():  # another set lacks one of these
        best = min(best, contradictory([other for other in system if other is not equation], known) or best, key=len)
    return best


def contradictory(system: Sequence[Equation], known: Values) -> list[Equation]:
    """Of equations that contradict each other some that do; without any one of these they do not."""
    try:
        solve(system, known)
    except Contradiction as found:
        kept = [equation for equation in system if equation in found.equations]
    else:
        return []
    for equation in tuple(kept):
        fewer = [other for other in kept if other is not equation]
        kept = kept if possible(fewer, known) else fewer
    return kept


def _simplex(system: Sequence[Equation], known: Values) -> dict[str, int]:
    """The first phase of the simplex method by Bland's rule, which never goes in circles.

    A row is an equation; its number stands for what it lacks as long as no cell makes it up, `""` for its right side.
    The goal is the sum of what they lack.
    """
    rows: list[Row] = []
    for number, equation in enumerate(system):
        rest = equation.rest(known)
        turn = 1 if rest <= 0 else -1
        rows.append({cell: turn * sign for cell, sign in equation.terms.items() if cell not in known})
        rows[-1] |= {number: 1, "": -turn * rest}
    basis: list[str | int] = list(range(len(rows)))
    cells = {cell for row in rows for cell in row if isinstance(cell, str)}
    goal: Row = {cell: sum(row.get(cell, 0) for row in rows) for cell in cells}
    while entering := min((cell for cell in cells if cell and goal.get(cell, 0) > 0), default=None):
        ratios = [
            (Fraction(row[""]) / row[entering], isinstance(basis[at], str), basis[at], at)
            for at, row in enumerate(rows)
            if row.get(entering, 0) > 0
        ]
        at = min(ratios)[-1]
        basis[at], factor = entering, rows[at][entering]
        if factor != 1:
            rows[at] = {cell: Fraction(value) / factor for cell, value in rows[at].items()}
        for row in (*rows[:at], *rows[at + 1 :], goal):
            if times := row.get(entering):
                for cell, value in rows[at].items():
                    row[cell] = row.get(cell, 0) - times * value
    if goal.get(""):
        raise Contradiction(equation for number, equation in enumerate(system) if goal.get(number) != -1)
    found = {cell: int(rows[at][""]) for at, cell in enumerate(basis) if isinstance(cell, str)}
    return dict.fromkeys(cells - {""}, 0) | found
