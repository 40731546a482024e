"""The page in a real browser: what it says is what the library says, nothing leaves it, everybody can use it."""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page
from tests.page.conftest import BUILT, PATIENCE, heard
from tests.page.given import JSON, REAL_REPORTS, SHARED, found, known, messages, read, text_of
from tests.printed.browser import ROOT, WIDTHS

import govinfo_schema as gs
from govinfo_schema.printed.html import lines

AXE: Final = ROOT / "docs" / "try" / "node_modules" / "axe-core" / "axe.min.js"


def paste(page: Page, text: str, year: str = "", organ: str = "") -> None:
    """Put a text into the box, and press the button; done when everything is shown."""
    page.fill("#source", text)
    page.fill("#year", year)
    page.fill("#organ", organ)
    page.click("button[type=submit]")
    settle(page)


def settle(page: Page) -> None:
    """Wait until the repairs are shown, or the problems."""
    page.wait_for_selector("#results[aria-busy=false]", state="attached", timeout=PATIENCE)


def shown(page: Page) -> dict[int, str]:
    """The findings that the page lists, by their number; those that are folded as well."""
    rows = page.locator("#found li").evaluate_all(
        "rows => rows.map(row => [Number(row.querySelector('button').textContent),"
        " row.querySelector('span').firstChild.textContent])"
    )
    return dict(sorted(rows))


def downloaded(page: Page, button: str) -> tuple[str, str]:
    """What a button saves: the name of the file and its text."""
    with page.expect_download() as saving:
        page.click(button)
    return saving.value.suggested_filename, Path(saving.value.path()).read_text(encoding="utf-8")


def agrees(page: Page, report: gs.Report | None) -> None:
    """The page shows what the library finds in this report."""
    if report is None:
        assert page.is_visible("#problems")
        assert page.is_hidden("#summary")
        return
    assert gs.to_json(report, indent=2) + "\n" == downloaded(page, "#download-json")[1]
    assert messages(report) == list(shown(page).values())
    printed = page.frame_locator("#page")
    assert gs.render(report, "html", findings=found(report)).count('class="found"') == printed.locator(".found").count()
    repairs = [repair.message() for repair in gs.suggest_repairs(report).repairs]
    told = page.locator(".repair > div > p").all_text_contents()
    assert repairs == told


@pytest.mark.parametrize("path", JSON, ids=lambda path: path.stem)
def test_the_page_says_of_every_json_what_the_library_says(opened: Page, path: Path) -> None:
    paste(opened, text_of(path))

    agrees(opened, read(text_of(path)))


@pytest.mark.parametrize("format", ["text", "html", "markdown"])
@pytest.mark.parametrize("name", ["pingtan-zrz-2020", "shuyang-fgj-2023"])
def test_what_the_library_prints_can_be_pasted(opened: Page, name: str, format: Any) -> None:
    report = gs.from_json((ROOT / "tests" / "examples" / "broken" / f"{name}.json").read_bytes())
    printed = gs.render(report, format)
    paste(opened, printed)

    agrees(opened, read(printed))


@pytest.mark.skipif(not REAL_REPORTS, reason=f"no published reports beside this tree ({SHARED.name})")
@pytest.mark.parametrize("path", REAL_REPORTS, ids=lambda path: path.name)
def test_the_page_says_of_published_reports_what_the_library_says(opened: Page, path: Path) -> None:
    text, (year, organ) = text_of(path), known(path)
    report = read(text, year, organ)
    paste(opened, text, year, organ)

    agrees(opened, report)
    assert (report is None) == (path.parent.name == "mixed" or path.name == "suqian-2023-2024.raw.txt")


def test_merged_cells_remarks_and_nested_tables_are_read_as_lxml_reads_them(opened: Page) -> None:
    row = "<tr><th rowspan=2>行政复议</th><td colspan='2'>3<sup>1</sup></td><td><p>1</p><p>2</p></td><td> </td></tr>"
    source = (
        f"<div>前<table><tr><td><table>{row}<tr><td>4<td rowspan=99999999>5</table></td></tr></table></div>后<br>末"
    )
    expected = [line.replace(" ", "") for _, _, line in lines(source) if line.strip()]
    text: str = opened.evaluate("async source => (await import('/html.js')).textOf(source)", source)

    assert expected == [line.replace(" ", "") for line in text.split("\n") if line.strip()]
    assert "3[1]\t\x1f\t1 2\t" in text


def test_every_example_is_one_click_away(opened: Page) -> None:
    files = json.loads((BUILT / "files.json").read_text(encoding="utf-8"))["examples"]

    assert len(files) == 4 == opened.locator("#examples button").count()
    for number, example in enumerate(files):
        opened.locator("#examples button").nth(number).click()
        settle(opened)
        agrees(opened, read(text_of(BUILT / "examples" / example["file"])))


def test_a_repair_is_applied_with_a_click_checked_again_and_undone(opened: Page) -> None:
    text = text_of(ROOT / "docs" / "examples" / "xinjiang-kjt-2019.json")
    report = gs.from_json(text)
    repair = gs.suggest_repairs(report).repairs[0]
    paste(opened, text)
    opened.click(".apply")
    opened.wait_for_selector("#undo")
    settle(opened)
    repaired = gs.apply_repair(report, repair)

    agrees(opened, repaired)
    assert "没有对不上的数；有 16 处因为空白，无法判断。" == opened.inner_text("#verdict")
    assert repair.message() in opened.inner_text("#applied")
    assert downloaded(opened, "#download-json")[0] == "新疆维吾尔自治区科学技术厅-2019-改后.json"
    assert text == opened.input_value("#source")

    opened.click("#undo")
    opened.wait_for_selector("#undo", state="hidden")
    settle(opened)
    agrees(opened, report)


def test_the_table_can_be_saved_as_a_page(opened: Page) -> None:
    text = text_of(ROOT / "docs" / "examples" / "suqian-2023.json")
    paste(opened, text)
    name, saved = downloaded(opened, "#download-page")
    report = gs.from_json(text)

    assert "宿迁市人民政府-2023.html" == name
    assert gs.render(report, "html", findings=found(report)) == saved


def test_each_problem_of_a_document_is_listed(opened: Page) -> None:
    data = json.loads(text_of(ROOT / "docs" / "examples" / "suqian-2023.json"))
    data["requests"]["received"]["total"] = "3"
    data["requests"]["received"]["totl"] = 3
    text = json.dumps(data, ensure_ascii=False)
    with pytest.raises(gs.InvalidReport) as refused:
        gs.from_json(text)
    paste(opened, text)

    expected = [f"{problem.message()} {problem.kind}" for problem in refused.value.problems]
    assert expected == opened.locator("#problems li").all_inner_texts()
    assert "读不成一份报告，有 2 处问题" == opened.inner_text("#problems h2")


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "不是合法的 JSON"), ("今天天气不错", "没有找到年度报告的表格"), ("<table><tr><td>1</table>", "没有找到")],
)
def test_what_is_no_report_is_told_so(opened: Page, text: str, said: str) -> None:
    paste(opened, text)

    assert said in opened.inner_text("#problems")


def test_an_empty_box_is_told_so_and_gets_the_focus(opened: Page) -> None:
    opened.fill("#source", "  ")
    opened.click("button[type=submit]")

    assert "请先粘贴一份报告" in opened.inner_text("#failure")
    assert "source" == opened.evaluate("document.activeElement.id")


def test_year_and_organ_are_asked_for_where_the_text_does_not_say_them(opened: Page) -> None:
    report = gs.from_json((ROOT / "tests" / "examples" / "sound" / "pingtan-2019.json").read_bytes())
    text = gs.render(report, "text").partition("\n")[2]
    paste(opened, text)
    assert "请填在上面的两个框里" in opened.inner_text("#problems")
    assert "year" == opened.evaluate("document.activeElement.id")

    paste(opened, text, "2019", "某市某局")
    agrees(opened, gs.read_text(text, year=2019, organ="某市某局").report)
    assert "某市某局 2019 年" in opened.inner_text("#summary-title")


def test_a_table_copied_from_a_page_keeps_its_cells(opened: Page) -> None:
    report = gs.from_json((ROOT / "tests" / "examples" / "broken" / "pingtan-gaj-2021.json").read_bytes())
    opened.fill("#source", "")
    opened.evaluate(
        """html => { const data = new DataTransfer(); data.setData('text/html', html); data.setData('text/plain', 'x');
        document.getElementById('source').dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })) }""",
        gs.render(report, "html"),
    )
    paste(opened, opened.input_value("#source"))

    agrees(opened, report)


def test_a_file_is_opened_and_one_in_another_encoding_is_told_so(opened: Page, tmp_path: Path) -> None:
    text = text_of(ROOT / "docs" / "examples" / "suqian-2024.json")
    opened.set_input_files("#file", ROOT / "docs" / "examples" / "suqian-2024.json")
    settle(opened)
    agrees(opened, gs.from_json(text))

    (tmp_path / "gbk.txt").write_bytes("政府信息公开工作年度报告".encode("gbk"))
    opened.set_input_files("#file", tmp_path / "gbk.txt")
    opened.wait_for_selector("#failure:not([hidden])")
    assert "不是 UTF-8" in opened.inner_text("#failure")


def test_ids_and_kinds_lead_to_the_reference_where_the_site_is_around_the_page(
    opened: Page, browser: Browser, address: str
) -> None:
    text = text_of(BUILT / "examples" / "pasted.txt")
    report = read(text)
    assert report is not None
    files = json.loads((BUILT / "files.json").read_text(encoding="utf-8")) | {"lookup": "../generated/"}
    page = browser.new_page()
    page.route("**/files.json", lambda route: route.fulfill(json=files))
    page.goto(address)
    paste(page, text)
    rules = [finding.rule for finding in found(report)]
    assert [f"../generated/rule-book.html#{rule}" for rule in rules] == hrefs(page, "#found a")
    assert rules == page.locator("#found a").all_inner_texts()
    paste(page, "{")
    assert ["../generated/problems.html#problem.syntax"] == hrefs(page, "#problems a")
    page.close()

    paste(opened, text)
    assert rules == opened.locator("#found li code").all_inner_texts()
    assert [] == hrefs(opened, "#results a")


def hrefs(page: Page, links: str) -> list[str]:
    """Where links lead, as they are written."""
    written: list[str] = page.locator(links).evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return written


def test_a_number_leads_to_its_cell_in_the_table(opened: Page) -> None:
    paste(opened, text_of(ROOT / "docs" / "examples" / "xinjiang-kjt-2019.json"))
    opened.click(".see >> nth=0")

    assert "#f1" == opened.evaluate(
        "document.querySelector('iframe').contentDocument.activeElement.getAttribute('href')"
    )
    opened.wait_for_timeout(1_000)  # it glides there
    assert opened.evaluate(
        "(frame => { const mark = frame.contentDocument.activeElement.getBoundingClientRect();"
        " const top = frame.getBoundingClientRect().top + mark.top; return 0 < top && top < innerHeight })"
        "(document.querySelector('iframe'))"
    )


def test_hostile_text_does_not_run_and_fetches_nothing(opened: Page) -> None:
    bad = '</textarea><script>top.injected=1</script><img src="https://example.org/x.png" onerror="top.injected=1">'
    data = json.loads(text_of(ROOT / "docs" / "examples" / "suqian-2023.json")) | {"overview": bad, "introduction": bad}
    data["organ"]["name"] = bad
    told = heard(opened)
    before = len(told)
    paste(opened, json.dumps(data, ensure_ascii=False))
    agrees(opened, gs.from_json(json.dumps(data)))
    paste(opened, f"<h1>{bad}</h1>" + gs.render(gs.from_json(json.dumps(data)), "html") + bad)

    assert opened.evaluate("top.injected") is None
    assert not any("example.org" in line for line in told[before:])
    told[before:] = [line for line in told[before:] if "Content Security Policy" not in line]  # it is in the way, too


def test_the_page_speaks_english(opened: Page) -> None:
    text = text_of(BUILT / "examples" / "pasted.txt")
    report = read(text)
    assert report is not None
    paste(opened, text)
    opened.click("#language")
    settle(opened)
    try:
        assert "en" == opened.get_attribute("html", "lang")
        assert messages(report, "en") == list(shown(opened).values())
        repairs = [repair.message("en") for repair in gs.suggest_repairs(report).repairs]
        assert repairs == opened.locator(".repair > div > p").all_text_contents()
        assert (
            gs.render(report, "html", findings=found(report), language="en") == downloaded(opened, "#download-page")[1]
        )
        said = "".join(
            opened.locator(part).inner_text()
            for part in ("header div", "label[for=source]", "#status", "#summary", "#findings", "#repairs", "footer")
        )
        for own in ("政府信息公开工作年度报告", "某市某局", "收到政府信息公开申请55件"):
            said = said.replace(own, "")
        assert [] == re.findall("[\u4e00-\u9fff]+", said)
    finally:
        opened.click("#language")
        settle(opened)
    assert messages(report) == list(shown(opened).values())


def test_it_can_be_used_with_keys_alone(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector("#examples button")
    reached: list[str] = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent"))

    assert ["跳到结果", "language", "一段粘贴的文字"] == reached[:3]
    assert ["source", "year", "organ", "file", "检查"] == reached[6:11]
    page.focus("#examples button")
    page.keyboard.press("Enter")
    settle(page)
    assert "results" == page.evaluate("document.activeElement.id")
    page.focus(".apply")
    page.keyboard.press("Space")
    page.wait_for_selector("#undo")
    page.close()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: make page")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=list(WIDTHS))
@pytest.mark.parametrize(
    "path", [BUILT / "examples" / "pasted.txt", JSON[-1], ROOT / "Makefile"], ids=lambda path: path.stem
)
def test_axe_finds_no_fault_and_nothing_overflows(opened: Page, path: Path, width: int, *, dark: bool) -> None:
    opened.set_viewport_size({"width": width, "height": 900})
    opened.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    paste(opened, text_of(path))
    opened.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    opened.evaluate(AXE.read_text(encoding="utf-8"))
    faults = opened.evaluate(
        "axe.run(document, { iframes: false }).then(told => told.violations.flatMap(fault =>"
        " fault.nodes.map(node => `${fault.id}: ${node.target} ${node.failureSummary}`)))"
    )
    scrolls = (
        "[document, ...[...document.querySelectorAll('iframe:not([hidden] *)')].map(frame => frame.contentDocument)]"
    )
    widths = opened.evaluate(f"{scrolls}.map(page => page.documentElement.scrollWidth)")
    frames = opened.evaluate(
        "[...document.querySelectorAll('iframe:not([hidden] *)')]"
        ".map(frame => frame.contentDocument.documentElement.scrollHeight - frame.clientHeight)"
    )
    opened.set_viewport_size({"width": 1280, "height": 900})
    opened.emulate_media(color_scheme="light", reduced_motion="no-preference")

    assert [] == faults
    assert max(widths) <= width
    assert max(frames, default=0) <= 1


def test_how_far_loading_is_and_that_it_failed_are_told(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector("#amount:has-text('MB')")
    assert "第一次要下载约" in page.inner_text("#status")
    page.click("#examples button >> nth=0")  # before it is ready
    settle(page)
    told = json.loads((BUILT / "files.json").read_text(encoding="utf-8"))
    total = f"{told['bytes'] / 1e6:.1f}"
    assert f"{total} / {total} MB" == page.text_content("#amount")

    page.context.route("**/*.wasm", lambda route: route.abort())
    page.goto(address + "?again")
    page.wait_for_selector("#failure:not([hidden])", timeout=PATIENCE)
    assert "没能载入 Python：/pyodide/pyodide.asm.wasm" in page.inner_text("#failure")
    page.close()


def test_of_two_looks_at_once_the_last_is_shown(opened: Page) -> None:
    first, second = (text_of(ROOT / "docs" / "examples" / f"suqian-{year}.json") for year in (2023, 2024))
    opened.fill("#source", first)
    opened.click("button[type=submit]")
    paste(opened, second)

    agrees(opened, gs.from_json(second))


def test_nothing_was_fetched_from_elsewhere_and_nothing_went_wrong(opened: Page, address: str) -> None:
    paste(opened, text_of(BUILT / "examples" / "pasted.txt"))

    assert [] == [told for told in heard(opened) if not told.startswith((address, "blob:", "data:", "about:"))]
