"""Python started as a user starts it."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def python(*arguments: str, source: Path = ROOT / "src", given: str | None = None) -> tuple[int, str, str]:
    """Run Python on arguments with a copy of the package; its exit code, what it printed, what it complained of."""
    done = subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(source)},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr
