"""A file dropped into `tests/examples` is a test: what is sound breaks nothing, what is broken reads as recorded."""

from pathlib import Path
from typing import get_args

import pytest

import govinfo_schema as gs
from govinfo_schema.errors import Language

EXAMPLES = Path(__file__).parents[1] / "examples"


def paths(folder: str) -> list[Path]:
    return sorted((EXAMPLES / folder).glob("*.json"))


@pytest.mark.parametrize("path", paths("sound"), ids=lambda path: path.stem)
def test_a_sound_example_breaks_nothing(path: Path) -> None:
    findings = gs.verify(gs.from_json(path.read_bytes()))

    assert [] == [finding for finding in findings if finding.severity == "error"]


@pytest.mark.parametrize("path", paths("sound"), ids=lambda path: path.stem)
def test_a_sound_example_prints_as_recorded(path: Path) -> None:
    report = gs.from_json(path.read_bytes())
    recorded = path.with_suffix(".txt").read_text(encoding="utf-8")
    said = [gs.render(report, format="text", language=language) for language in get_args(Language)]
    said += [gs.verify(report).table(language) for language in get_args(Language)]

    assert recorded == "\n\n".join(said) + "\n"


@pytest.mark.parametrize("path", paths("broken"), ids=lambda path: path.stem)
def test_a_broken_example_reads_as_recorded(path: Path) -> None:
    findings = gs.verify(gs.from_json(path.read_bytes()))
    recorded = path.with_suffix(".txt").read_text(encoding="utf-8")

    assert recorded == f"{findings.table('zh')}\n\n{findings.table('en')}\n"


@pytest.mark.parametrize("path", paths("sound") + paths("broken"), ids=lambda path: path.stem)
def test_an_example_is_written_back_as_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text == gs.to_json(gs.from_json(text), indent=2) + "\n"
