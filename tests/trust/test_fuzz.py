"""Every target of the fuzzer on every seed, and on some hundred changes of them: seconds, without Atheris."""

import json
from pathlib import Path
from random import Random

import pytest
from tests.trust import fuzz
from tests.trust.targets import TARGETS

CHANGES = {"read_text": 100, "read_html": 100, "read_tables": 100, "frame": 40}
USUAL = 300


def test_every_target_is_known_to_the_command() -> None:
    assert fuzz.NAMES == tuple(TARGETS)


@pytest.mark.parametrize("name", TARGETS)
def test_real_inputs_are_taken_as_promised(name: str) -> None:
    for seed in TARGETS[name].seeds():
        TARGETS[name].run(seed)


@pytest.mark.parametrize("name", TARGETS)
def test_changed_inputs_are_taken_as_promised(name: str) -> None:
    target = TARGETS[name]
    seeds = target.seeds()
    for number in range(CHANGES.get(name, USUAL)):
        random = Random(number)  # noqa: S311 - the same every time
        changed = target.mutate(random.choice(seeds), random)
        target.run(changed[: target.longest])


def test_what_is_raised_ends_no_run_and_is_kept_once_for_each_place(tmp_path: Path) -> None:
    def fail(data: bytes) -> None:
        raise ValueError(data)

    (tmp_path / "found").mkdir()
    run = fuzz.watched(fail, tmp_path)
    run(b"first")
    run(b"second")
    kept = {path.suffix: path for path in (tmp_path / "found").iterdir()}

    assert {".input", ".txt"} == kept.keys()
    assert b"first" == kept[".input"].read_bytes()
    assert "ValueError: b'first'" in kept[".txt"].read_text(encoding="utf-8")


def test_the_table_says_what_was_measured() -> None:
    measured = json.loads(fuzz.KEPT.read_text(encoding="utf-8"))

    assert fuzz.TABLE.read_text(encoding="utf-8") == fuzz.table(measured)
    assert {*fuzz.NAMES} == {*measured}
