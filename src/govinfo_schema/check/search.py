"""The search for the smallest sets of cells, after Fellegi and Holt, in one part of the form."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from govinfo_schema.check.slips import Change
from govinfo_schema.check.system import Contradiction, Equation, possible, solve

MOST_NODES: Final = 20_000
_SLACK, _BOUND = "+", "="  # names that no cell has


class Search:
    """The search in one part of the form: a tree over contradictions, each of which a repair must resolve."""

    def __init__(self, part: Sequence[Equation], known: Mapping[str, int], at_most: int, limit: int) -> None:
        self.part, self.known, self.limit = part, known, limit
        self.nodes = 0
        self.at_most = at_most
        self.found: list[frozenset[str]] = []
        self.exhausted = True
        self.of_cell: dict[str, list[Equation]] = {}
        for equation in part:
            for cell in equation.terms:
                self.of_cell.setdefault(cell, []).append(equation)
        self.most = max(map(len, self.of_cell.values()))
        self.open = [equation for equation in part if not equation.terms.keys() <= known.keys()]
        self.broken = [equation for equation in part if equation not in self.open and equation.rest(known)]

    def run(self) -> bool:
        """Look for ever larger sets. False if nothing needs repair."""
        if not self.contradictions(frozenset()):
            return False
        for size in range(1, self.at_most + 1):
            self.descend(frozenset(), frozenset(), size)
            if self.found or not self.exhausted:
                return True
        self.exhausted = False
        return True

    def descend(self, freed: frozenset[str], tried: frozenset[str], left: int) -> None:
        """Find all sets with `left` more cells than are freed, without those that were tried."""
        self.nodes += 1
        if len(self.found) > self.limit or self.nodes > MOST_NODES:
            self.exhausted = False
            return
        contradictions = self.contradictions(freed, left)
        if not contradictions:
            self.found.append(freed)
            return
        choices = [
            [c for c in cells if c in self.known and c not in tried and c not in freed] for cells in contradictions
        ]
        cells = min(choices, key=len)
        if left == 1:
            cells = [cell for cell in cells if all(cell in other for other in choices)]
        if left and len(contradictions) <= left * self.most:
            for cell in cells:
                self.descend(freed | {cell}, tried, left - 1)
                tried |= {cell}

    def contradictions(self, freed: frozenset[str], left: int = 0) -> list[list[str]]:
        """Sets of cells of each of which one more must be freed; none if the freed cells are enough."""
        broken = [equation for equation in self.broken if freed.isdisjoint(equation.terms)]
        found = [list(equation.terms) for equation in broken]
        open_, known = self.opened(freed)
        while open_ and len(found) <= left * self.most:
            try:
                solve(open_, known)
            except Contradiction as more:
                together = [equation for equation in open_ if equation in more.equations]
                found.append(list(dict.fromkeys(cell for equation in together for cell in equation.terms)))
                open_ = [equation for equation in open_ if equation not in more.equations]
            else:
                break
        return found

    def opened(self, freed: frozenset[str]) -> tuple[list[Equation], dict[str, int]]:
        """The equations with blanks or freed cells, and the figures that stay."""
        touched = (equation for cell in sorted(freed) for equation in self.of_cell[cell])
        known = {cell: figure for cell, figure in self.known.items() if cell not in freed}
        return [*dict.fromkeys((*touched, *self.open))], known

    def changes(self, cells: Sequence[str]) -> Iterator[Change]:
        """The cells of a set with what must stand there, if that is one count only."""
        equations, known = self.opened(frozenset(cells))
        values = solve(equations, known)
        for cell in cells:
            value, several = values[cell], False
            for sign, bound in ((-1, value + 1), (1, value - 1)):  # can it be more, can it be less?
                other = Equation(self.part[0].instance, {cell: 1, _SLACK: sign, _BOUND: -1})
                several = several or (bound >= 0 and possible([*equations, other], {**known, _BOUND: bound}))
            yield Change(cell=cell, printed=self.known[cell], proposed=None if several else value)

    def shifts(self, lines: Sequence[tuple[str, ...]]) -> Iterator[list[Change]]:
        """Lines of the table with which all holds once they are moved back by one cell."""
        for line in lines:
            if line[0] in self.of_cell and all(cell in self.known for cell in line):
                for moved, gap in ((line[1:], line[-1]), (line[:-1], line[0])):
                    there = [cell for cell in line if cell != gap]
                    values = dict(zip(there, (self.known[cell] for cell in moved), strict=True))
                    others = {gap} | {cell for cell, figure in values.items() if figure != self.known[cell]}
                    if any(others.isdisjoint(equation.terms) for equation in self.broken):
                        continue
                    search = Search(self.part, {**self.known, **values}, 0, 1)
                    if not search.contradictions(frozenset([gap])):
                        (last,) = search.changes([gap])
                        figures = {**values, gap: last.proposed}
                        changes = [Change(cell=c, printed=self.known[c], proposed=figures[c]) for c in line]
                        yield [change for change in changes if change.printed != change.proposed]
