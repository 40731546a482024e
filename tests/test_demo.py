"""The examples: the one that `make demo` runs, and the one for many reports."""

from pathlib import Path

from tests.run import ROOT, python

MANY = str(ROOT / "docs" / "examples" / "check_many.py")
EXAMPLE = str(ROOT / "docs" / "examples" / "check_a_report.py")


def test_the_demo_names_two_broken_totals_and_sixteen_undecided_and_fills_them_in() -> None:
    code, printed, _ = python(EXAMPLE)

    assert 0 == code
    assert "新疆维吾尔自治区科学技术厅 2019 年度报告" in printed
    assert "成立 22 项，不成立 2 项，无法判断 16 项" in printed
    assert 2 == printed.count("  不成立  ")
    assert 16 == printed.count("  无法判断  ")
    assert 2 == printed.count("：印为 0，应为 1（自然人 1 + 商业企业 0 + ")
    filled = [line for line in printed.split("补算总计以后")[1].splitlines() if line.startswith("  （七）总计")]
    assert [["（七）总计", "1", "0", "0", "0", "0", "0", "1"]] == [line.split() for line in filled]


def test_a_file_that_is_no_report_ends_with_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("{}", encoding="utf-8")
    code, _, complaints = python(EXAMPLE, str(path))

    assert 1 == code
    assert "文件有 1 处问题：" in complaints
    assert "Traceback" not in complaints


def test_a_file_of_many_reports_is_checked_by_several_processes_and_every_bad_line_is_numbered(tmp_path: Path) -> None:
    example = (ROOT / "docs" / "examples" / "xinjiang-kjt-2019.json").read_text(encoding="utf-8").replace("\n", "")
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join([*["{}"] * 450, "", example]), encoding="utf-8")
    code, printed, progress = python(MANY, str(path))

    assert 0 == code
    told = printed.splitlines()
    assert [f"{number}: " for number in range(1, 451)] == [line[: line.index(": ") + 2] for line in told[:450]]
    assert ["452: 一、本年新收政府信息公开申请数量", "452: 三、本年度办理结果"] == [
        line.partition(" · ")[0] for line in told[450:]
    ]
    assert "100%" in progress
