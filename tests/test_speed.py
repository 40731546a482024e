"""What the docs say of speed is what the benchmark wrote."""

import json

from tests.bench.speed import BEGIN, CHART, END, GOALS, HERE, PAGE, chart, page

FOUND = json.loads(HERE.with_suffix(".json").read_text(encoding="utf-8"))


def test_the_page_and_the_chart_say_what_was_measured() -> None:
    tables = HERE.with_suffix(".md").read_text(encoding="utf-8")

    assert tables == page(FOUND) + "\n", "run: python -m tests.bench.speed"
    assert f"{BEGIN}\n\n{tables}\n{END}" in PAGE.read_text(encoding="utf-8"), "run: python -m tests.bench.speed"
    assert chart(FOUND) == CHART.read_text(encoding="utf-8"), "run: python -m tests.bench.speed"


def test_every_goal_is_measured_at_least_seven_times() -> None:
    for goal in GOALS:
        assert 7 <= len(FOUND["times"][goal.case]) or "memory" in goal.case
