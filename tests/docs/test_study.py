"""The study of the reports at hand: its page is what the script says of them, and it says what it cannot read."""

import re
import shutil
from pathlib import Path

import pytest
from tests.docs.blocks import ROOT, run

REPORTS = ROOT.parent / "shared" / "reports"
PAGE = ROOT / "docs" / "study.md"
EXAMPLES = ROOT / "docs" / "examples"

PASTED = """信息内容  本年制发件数  本年废止件数  现行有效件数
规章  0  0  0
一、本年新收政府信息公开申请数量  1 0 0 0 0 0 2
"""


def study(folder: Path) -> str:
    return run(["python", "docs/examples/study.py", str(folder)], ROOT)


@pytest.mark.skipif(not REPORTS.exists(), reason="../shared is absent")
def test_the_page_is_what_the_script_says_of_the_reports_at_hand() -> None:
    assert PAGE.read_text(encoding="utf-8") == study(REPORTS)


@pytest.mark.skipif(not REPORTS.exists(), reason="../shared is absent")
def test_no_sentence_of_a_report_is_carried_to_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    prose = (REPORTS / "xinjiang-kjt-2019.full.txt").read_text(encoding="utf-8")
    sentences = [sentence for sentence in re.split(r"[。；\n]", prose) if len(sentence) > 20 and "，" in sentence]

    assert len(sentences) > 20
    assert [] == [sentence for sentence in sentences if sentence in page]


def test_a_folder_of_every_kind_of_file_is_studied(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("suqian-2023.json", "suqian-2024.json"):
        shutil.copy(EXAMPLES / name, tmp_path / "below")
    shutil.copy(EXAMPLES / "xinjiang-kjt-2019.json", tmp_path / "某镇人民政府-2019.json")
    (tmp_path / "wrong.json").write_text("[]", encoding="utf-8")
    (tmp_path / "wrong.html").write_text("<p>……", encoding="utf-8")
    (tmp_path / "wrong.txt").write_bytes(b"\xff\xff")
    (tmp_path / "某局-2024.txt").write_bytes(PASTED.encode("gb18030"))
    lines = study(tmp_path).splitlines()

    assert "**4 份报告，2 份加不起来**" in lines[2]
    assert 1 == sum(line.startswith("| 某局 | 2024 | 1 | ") for line in lines)
    assert {"wrong.json", "wrong.html", "wrong.txt"} == {line.split(" | ")[0][2:] for line in lines if "wrong." in line}
    assert "1 个机关，1 对年度" in "".join(lines)


def test_what_comes_from_a_file_stands_on_one_line_and_is_no_markup(tmp_path: Path) -> None:
    text = (EXAMPLES / "xinjiang-kjt-2019.json").read_text(encoding="utf-8")
    odd = text.replace("新疆维吾尔自治区科学技术厅", r"<b>\n|</b>")
    (tmp_path / "odd.json").write_text(odd, encoding="utf-8")

    assert "| &lt;b&gt; &#124;&lt;/b&gt; | 2019 | 2 | 16 |" in study(tmp_path)


def test_an_empty_folder_is_said_to_be_one(tmp_path: Path) -> None:
    assert "**0 份报告，0 份加不起来**" in study(tmp_path)
