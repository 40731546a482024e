"""The example that `make demo` runs."""

import os
import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"


def demo(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the example as a user does."""
    return subprocess.run(
        [sys.executable, str(EXAMPLES / "check_a_report.py"), *arguments],
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_demo_names_two_broken_totals_and_sixteen_undecided_and_fills_them_in() -> None:
    done = demo()

    assert 0 == done.returncode
    assert "新疆维吾尔自治区科学技术厅 2019 年度报告" in done.stdout
    assert "成立 22 项，不成立 2 项，无法判断 16 项" in done.stdout
    assert 2 == done.stdout.count("  不成立  ")
    assert 16 == done.stdout.count("  无法判断  ")
    assert 2 == done.stdout.count("：印为 0，应为 1（自然人 1 + 商业企业 0 + ")
    filled = [line for line in done.stdout.split("补算总计以后")[1].splitlines() if line.startswith("  （七）总计")]
    assert [["（七）总计", "1", "0", "0", "0", "0", "0", "1"]] == [line.split() for line in filled]


def test_a_file_that_is_no_report_ends_with_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("{}", encoding="utf-8")
    done = demo(str(path))

    assert 1 == done.returncode
    assert "文件有 1 处问题：" in done.stderr
    assert "Traceback" not in done.stderr
