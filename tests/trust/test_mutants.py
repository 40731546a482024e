"""The runner of mutants itself: what a test minds is killed, what none can see survives, and both are counted."""

import json
from pathlib import Path

import pytest
from tests.run import python
from tests.trust import mutants
from tests.trust.forked import SOURCE

TRIED = """
from tests.trust.forked import tried
from tests.trust.mutants import mutants
_, found = mutants("document/aligned.py", 1_000)
for words in ("2 → 3", "'WF' → 'WFX'"):
    (mutant,) = [one for one in found if one.words == words]
    print(tried(mutant, [["tests/document/test_aligned.py"]])[0] == 0)
"""


def test_a_change_that_a_test_minds_is_killed_and_one_that_none_can_see_survives() -> None:
    """A character is two columns wide, not three; no character has the width X."""
    assert (0, "False\nTrue\n", "") == python("-c", TRIED)


def test_what_became_of_mutants_is_counted_by_group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, same = tmp_path / "mutants.json", tmp_path / "survivors.tsv"
    outcomes = {1: "killed", 2: "timeout", 3: "survived", 4: "survived"}
    said = [{"line": line, "words": "0 → 1", "outcome": outcome, "by": ""} for line, outcome in outcomes.items()]
    found.write_text(json.dumps({"check/totals.py": {"digest": "", "of": 2_000, "mutants": said}}), encoding="utf-8")
    third = (SOURCE / "check" / "totals.py").read_text(encoding="utf-8").splitlines()[2].strip()
    same.write_text(f"check/totals.py\t{third}\t0 → 1\tsame\tbecause\n", encoding="utf-8")
    monkeypatch.setattr(mutants, "REASONS", same)

    assert ("totals", "2,000", "4", "2", "1", "1", "66.7%") == next(
        row for row in mutants.rows(found) if row[0] == "totals"
    )


def test_what_every_reason_speaks_of_still_stands_in_its_file() -> None:
    """The reason must not outlive the code that it speaks of."""
    lines = {file: (SOURCE / file).read_text(encoding="utf-8") for file, *_ in mutants.reasons()}

    assert [] == [(file, line) for file, line, _ in mutants.reasons() if line not in lines[file]]
