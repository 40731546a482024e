"""The example programs do what the pages say of them."""

import json
import shutil
from pathlib import Path

import pytest
from tests.docs.blocks import PATH, ROOT, run

import govinfo_schema as gs

VERDICTS = {"error": "不成立", "warning": "警告", "notice": "提示"}


def line(finding: gs.Finding, label: str) -> str:
    """What the examples in other languages print of a finding."""
    verdict = "无法判断" if finding.verdict == "undecided" else VERDICTS[finding.severity]
    sums = f"左边 {finding.left_sum}，右边 {finding.right_sum}"
    if finding.left_sum is None:
        sums = f"{len(finding.blanks)} 格空白"
    return f"{verdict}  {label}：{sums}  {finding.left[0]}{' …' if len(finding.left) > 1 else ''}"


@pytest.mark.skipif(shutil.which("java", path=PATH) is None, reason="there is no Java")
@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_java_finds_the_same_as_we_do_in_every_conformance_case(edition: str, tmp_path: Path) -> None:
    rules = gs.rules(edition)
    expected: list[str] = []
    paths: list[str] = []
    for path in sorted((ROOT / "schemas" / "conformance" / edition).glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        target = tmp_path / path.name
        target.write_text(json.dumps(case["report"]), encoding="utf-8")
        paths.append(str(target))
        found = gs.Findings.from_data(case["findings"])
        expected += [line(one, rules[one.rule].label) for one in found if rules[one.rule].kind == "cells"]
    book = str(ROOT / "schemas" / f"rules-{edition}.json")
    printed = run(["java", "docs/examples/Verify.java", book, *paths], ROOT)

    assert sorted(expected) == sorted(printed.splitlines())


def test_a_file_that_is_no_report_is_named_and_the_rest_is_checked(tmp_path: Path) -> None:
    shutil.copy(ROOT / "docs" / "examples" / "suqian-2024.json", tmp_path)
    (tmp_path / "bad.json").write_text("[]", encoding="utf-8")
    printed = run(["python", "docs/examples/check_a_folder.py", str(tmp_path)], ROOT).splitlines()

    assert printed[0].startswith("bad.json：不是报告，1 处问题。")
    assert printed[1].startswith("suqian-2024.json：宿迁市人民政府 2024，不成立 0，")
