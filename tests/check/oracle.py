"""An exact solver's answer: all the smallest sets of cells with which all equations can hold."""

from importlib import import_module
from typing import Any

import numpy as np

import govinfo_schema as gs
from govinfo_schema.check.system import system

optimize: Any = import_module("scipy.optimize")  # it has no types


def smallest_sets(report: gs.Report, at_most: int) -> set[frozenset[str]]:
    """All sets of the smallest size that repair a report, by mixed-integer programming, one after the other."""
    applying, known = system(report)
    cells = list(dict.fromkeys(cell for equation in applying for cell in equation.terms))
    printed = [cell for cell in cells if cell in known]
    number = {cell: at for at, cell in enumerate(cells)}
    most = sum(known.values()) + 1  # no cell of a smallest repair, and no blank, needs more
    width = len(cells) + len(printed)
    rows: list[Any] = []
    low: list[float] = []
    high: list[float] = []

    def constrain(factors: dict[int, float], least: float, most: float) -> None:
        row = np.zeros(width)
        for at, factor in factors.items():
            row[at] = factor
        rows.append(row)
        low.append(least)
        high.append(most)

    for equation in applying:
        constrain({number[cell]: sign for cell, sign in equation.terms.items()}, 0, 0)
    for at, cell in enumerate(printed, len(cells)):
        constrain({number[cell]: 1, at: -most}, -np.inf, known[cell])
        constrain({number[cell]: 1, at: most}, known[cell], np.inf)
    found: set[frozenset[str]] = set()
    cost = np.concatenate([np.zeros(len(cells)), np.ones(len(printed))])
    bounds = optimize.Bounds(np.zeros(width), np.concatenate([np.full(len(cells), most), np.ones(len(printed))]))
    while True:
        answer = optimize.milp(
            cost,
            constraints=optimize.LinearConstraint(np.array(rows), low, high),
            bounds=bounds,
            integrality=np.ones(width),
        )
        assert answer.status in {0, 2}, answer.message
        size = round(answer.fun) if answer.status == 0 else at_most + 1
        if size > at_most or size == 0 or (found and size > len(next(iter(found)))):
            return found
        freed = [at for at in range(len(cells), width) if answer.x[at] > 0.5]
        found.add(frozenset(printed[at - len(cells)] for at in freed))
        constrain(dict.fromkeys(freed, 1), -np.inf, len(freed) - 1)
