"""What the tests share: where things are, and one sound report of each edition."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase

import govinfo_schema as gs

ROOT = Path(__file__).parents[1]

# How fast a machine draws examples is no verdict on what they try. `long` is for a night: other examples every time.
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    print_blob=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow],
)
found = DirectoryBasedExampleDatabase(ROOT / ".hypothesis" / "examples")
settings.register_profile("long", settings.get_profile("ci"), derandomize=False, max_examples=500, database=found)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(params=["pingtan-2019", "city-2025"])
def report(request: pytest.FixtureRequest) -> gs.Report:
    """A sound report with many figures, of either edition."""
    return gs.from_json((ROOT / "tests" / "examples" / "sound" / f"{request.param}.json").read_bytes())


@pytest.fixture
def xinjiang() -> gs.Report:
    """A report of 2019 with two totals left at 0 and fourteen not printed."""
    return gs.from_json((ROOT / "docs" / "examples" / "xinjiang-kjt-2019.json").read_bytes())
