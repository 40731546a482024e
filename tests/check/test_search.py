"""The search itself: what it finds first, and that it is the same everywhere."""

from random import Random

import pytest
from tests.check.test_complete import BLOCK, nothing
from tests.check.test_repair import changes
from tests.generated import modest
from tests.run import ROOT, python

import govinfo_schema as gs
from govinfo_schema.check.search import Search
from govinfo_schema.check.system import parts, system
from govinfo_schema.form.vocabulary import MAXIMUM
from govinfo_schema.form.walk import figures, with_figures


def test_the_likeliest_is_first_however_few_are_asked_for() -> None:
    """And as many as are asked for are all, if there are no more."""
    wrong = nothing({f"{BLOCK}/total": 3})
    every = gs.suggest_repairs(wrong)

    assert every.repairs[:1] == gs.suggest_repairs(wrong, limit=1).repairs
    assert every == gs.suggest_repairs(wrong, limit=len(every.repairs))


def test_what_no_cell_can_hold_is_not_proposed() -> None:
    one = nothing({f"{BLOCK}/total": 5, f"{BLOCK}/upheld": MAXIMUM, f"{BLOCK}/other": 1})

    assert [{f"{BLOCK}/upheld": (MAXIMUM, 4)}] == [changes(repair) for repair in gs.suggest_repairs(one).repairs]


SAME_ANYWHERE = """
from govinfo_schema.check.search import Search
from govinfo_schema.check.system import parts, system
from tests.check.test_search import blanked
for seed in range(40):
    applying, known = system(blanked(seed))
    search = Search(parts(applying)[0], known, 3, 3)
    search.run()
    print([sorted(cells) for cells in search.found])
"""


def test_a_search_that_was_cut_says_so() -> None:
    applying, known = system(nothing({f"{BLOCK}/total": 3}))
    (part,) = [part for part in parts(applying) if any(f"{BLOCK}/total" in found.terms for found in part)]
    search = Search(part, known, 3, 1)

    assert search.run()
    assert 2 == len(search.found)
    assert not search.exhausted


def blanked(seed: int) -> gs.Report:
    """Two slips and forty blanks: more ways to repair it than are looked at."""
    random = Random(seed)  # noqa: S311 - the same every time
    report = modest("2021", seed)
    cells = [cell for cell in figures(report) if cell.startswith("/requests")]
    return with_figures(report, dict.fromkeys(random.sample(cells, 40)) | dict.fromkeys(random.sample(cells, 2), 9))


def test_the_answer_is_the_same_in_every_process(monkeypatch: pytest.MonkeyPatch) -> None:
    said: set[tuple[int, str, str]] = set()
    for seed in "123":
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        said.add(python("-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}){SAME_ANYWHERE}"))

    assert [0] == [code for code, *_ in said]
