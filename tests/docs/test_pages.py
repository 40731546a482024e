"""What the pages must have: every rule, kind and name can be looked up, every task is a click away, every block run."""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from sybil import Document
from sybil.parsers.abstract.lexers import LexingException
from tests.docs import blocks
from tests.document.bad_values import BAD
from tests.document.test_codec import changed

import govinfo_schema as gs
from docs import generate, picture, tables
from govinfo_schema.errors import Kind
from govinfo_schema.printed.remarks import Kind as RemarkKind

DOCS = blocks.ROOT / "docs"
OTHERS = {"generated", "node_modules"}
HAND = [blocks.ROOT / "README.md", *(path for path in sorted(DOCS.rglob("*.md")) if not OTHERS & {*path.parts})]
MADE = generate.pages()
BOOK, PROBLEMS, API = MADE["rule-book.md"], MADE["problems.md"], MADE["api.rst"]
RULES = {id_: rule for edition in ("2019", "2021") for id_, rule in gs.rules(edition).items()}
TASKS = sorted((DOCS / "how").glob("*.md"))


def part(page: str, anchor: str) -> str:
    """What stands under an anchor."""
    assert page.count(f'<span id="{anchor}"></span>') == 1
    return page.partition(f'<span id="{anchor}"></span>')[2].partition("<span id=")[0]


def regions(path: Path) -> int:
    """How many blocks of a page are run; of a session of prompts each is one."""
    text = path.read_text(encoding="utf-8")
    document = Document(text, str(path))
    count = 0
    for parser in blocks.parsers()[1:]:
        count += len(list(parser(document)))
    return count


@pytest.mark.parametrize("path", HAND, ids=lambda path: path.relative_to(blocks.ROOT).as_posix())
def test_every_block_is_in_a_language_that_is_run_and_none_is_skipped(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    languages = [language for language in blocks.languages(text) if language not in blocks.DIRECTIVES]

    assert {*languages} <= {"python", *blocks.RUN}
    assert regions(path) == len([language for language in languages if language != "python"])
    assert "SKIP" not in text
    assert not re.search(r"<!--+\s*;?\s*(skip|invisible)", text)
    assert "    >>>" not in text.replace("  ```", "")


@pytest.mark.parametrize(
    ("language", "source"),
    [
        ("console", "$ python -c print(1)\n2\n"),
        ("console", "$ python -c 1/0\n"),
        ("console", "$ nothing-of-that-name\n"),
        ("console", "$ make nothing-of-that-name\n"),
        ("console", "$ pip install nothing-of-that-name\n"),
        ("console", '$ pip install ".[nothing]"\n'),
        ("javascript", 'throw new Error("no");\n'),
        ("json", "{\n"),
        ("yaml", "a: [\n"),
    ],
)
def test_a_wrong_block_is_noticed(language: str, source: str) -> None:
    document = Document(f"```{language}\n{source}```\n", "page.md")
    parser = next(one for one in blocks.parsers() if list(_safely(one, document)))
    (region,) = parser(document)
    example: Any = SimpleNamespace(parsed=source)
    failed = False
    try:
        failed = bool(blocks.RUN[language](example))
    except Exception:  # noqa: BLE001 - whatever a reader raises
        failed = True

    assert failed
    assert region.parsed == source


def _safely(parser: Any, document: Document) -> list[Any]:
    try:
        return list(parser(document))
    except LexingException:
        return []


@pytest.mark.parametrize("id_", RULES)
def test_every_rule_is_an_anchor_under_which_its_words_stand_in_both_languages(id_: str) -> None:
    rule, told = RULES[id_], part(BOOK, id_)

    for words in (rule.label, rule.english, rule.explanation, rule.english_explanation, rule.source, rule.severity):
        assert words in told


def test_rules_that_the_pages_speak_of_exist_and_have_the_severity_that_is_said() -> None:
    rooms = "|".join({id_.partition(".")[0] for id_ in RULES} - {"report", "requests", "document"})
    for path in HAND:
        for line in path.read_text(encoding="utf-8").splitlines():
            ids = re.findall(rf"`((?:{rooms})\.[a-z_]+)`", line)
            assert {*ids} <= RULES.keys(), f"{path.name}: {line}"


@pytest.mark.parametrize("path", tables.PAGES, ids=lambda path: path.stem)
def test_tables_of_rules_remarks_and_scopes_are_those_that_the_library_gives(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert tables.filled(text) == text
    if path.stem != "study":  # all of which a script writes
        assert not re.search(rf"^\| `({'|'.join([*RULES, *generate.REMARKS])})`", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("rules succession", ["succession.carried", "`warning`", "2019、2021", "carried in this year"]),
        ("rules document consolidation", ["report.infeasible", "consolidation.stale", "`error`"]),
        ("remarks notes", ["#reading.left-over", "没有读进报告的数：〔印的〕", "印作 〔印的〕，读作 1<br>"]),
        ("remarks problems", ["#reading.doubtful", "which may be 1, 2"]),
        ("scopes", ["| `whole` | `warning` |", "| `unclear` | `notice` |", "| `part` | 不比 not compared |"]),
    ],
)
def test_a_table_is_written_between_its_marks_and_what_stood_there_goes(mark: str, said: list[str]) -> None:
    before, after = f"before\n<!-- generated: {mark} -->\n", "<!-- end -->\nafter\n"
    page = tables.filled(f"{before}typed\n{after}")

    assert page.startswith(before)
    assert page.endswith(after)
    assert "typed" not in page
    assert all(one in page for one in said)
    assert tables.filled(page) == page


def test_every_message_about_a_report_can_be_looked_up() -> None:
    for path in sorted((generate.SCHEMAS / "conformance").rglob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        for finding in gs.verify(gs.from_data(case["report"]), organ_kind=case["organ_kind"]):
            rule, told = RULES[finding.rule], part(BOOK, finding.rule)
            assert "> " in told, finding.rule
            message = finding.message()
            assert rule.label in message or rule.explanation in message or rule.computes, message


def test_every_kind_of_problem_and_of_remark_is_an_anchor_with_its_message_in_both_languages() -> None:
    for kind in get_args(Kind):
        told = part(PROBLEMS, f"problem.{kind}")
        assert all(one in told for language in generate.LANGUAGES for one in generate.sentences(kind, language))
    for kind in get_args(RemarkKind):
        told = part(PROBLEMS, f"reading.{kind.replace(' ', '-')}")
        assert all(generate.remark(kind).message(language) in told for language in generate.LANGUAGES)


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_every_message_about_a_document_can_be_looked_up(bad: Any) -> None:
    with pytest.raises(gs.InvalidReport) as caught:
        gs.from_json(changed(bad.edition, bad.at, bad.put))
    for problem in caught.value.problems:
        for language in generate.LANGUAGES:
            told, message = part(PROBLEMS, f"problem.{problem.kind}"), problem.message(language)
            known = [one for one in generate.sentences(problem.kind, language) if fixed(one) in message]
            assert known
            assert known[0] in told


def fixed(sentence: str) -> str:
    """The words of a message that do not depend on the document."""
    pieces = list(re.split(r"/〔位置〕[：:] ?|〔\w+〕| or | 或 |第 1 行|Line 1|[，。,.]", sentence))
    return max(pieces, key=len)


def test_every_public_name_is_in_the_reference() -> None:
    modules = {"form2019": gs.form2019, "form2021": gs.form2021}
    names = set(
        re.findall(r"^\.\. (?:auto|py:)?(?:function|class|data|module):: govinfo_schema\.(\S+)$", API, re.MULTILINE)
    )

    assert {*gs.__all__} | {f"{key}.{name}" for key, module in modules.items() for name in module.__all__} == names


@pytest.mark.parametrize("path", TASKS, ids=lambda path: path.stem)
def test_every_task_is_one_click_from_the_start_pages_and_the_readme(path: Path) -> None:
    link = f"how/{path.name}"

    assert f"]({link})" in (DOCS / "index.md").read_text(encoding="utf-8")
    if path.stem not in {"start", "try"}:
        assert f"](docs/{link})" in HAND[0].read_text(encoding="utf-8")
        assert f"](../{link})" in (DOCS / "en" / "index.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", TASKS, ids=lambda path: path.stem)
def test_of_every_task_each_paragraph_stands_there_in_chinese_and_then_in_english(path: Path) -> None:
    said = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    parts = [part for part in re.split(r"\n\n+", said.strip()) if part]
    headings = [part for part in parts if part.startswith("#")]
    prose = [part for part in parts if not part.startswith("#")]

    assert all(re.search(r"^#+ (.* · )?[A-Z]", heading) for heading in headings)
    assert all(re.search("[。：]", part) for part in prose[::2])
    assert [] == [part for part in prose[1::2] if re.search("[，。：、；]", part)]
    assert len(prose) % 2 == 0


def test_figures_of_the_pages_are_asked_of_the_library_and_of_the_bench() -> None:
    figures = generate.substitutions()

    assert {"40", "42"} == {figures["equations_2019"], figures["equations_2021"]}
    for name in re.findall(r"\{\{ (\w+) \}\}", "".join(path.read_text(encoding="utf-8") for path in HAND)):
        assert name in figures
    for path in (blocks.ROOT / "tests" / "bench").glob("*.md"):
        assert path.read_text(encoding="utf-8") in MADE["bench.md"]


def test_the_picture_shows_what_the_readme_prints() -> None:
    page = picture.page()
    printed = re.findall(r"^[一三]、.*：印为.*$", HAND[0].read_text(encoding="utf-8"), re.MULTILINE)

    assert 2 == len(printed)
    assert all(f">{line}</li>" in page for line in printed)
    assert (DOCS / "pictures" / "readme.png").stat().st_size > 10_000
