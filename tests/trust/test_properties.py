"""Every property test says its law, and of what was run for long nothing was found that still stands."""

import ast
import json
from pathlib import Path

from hypothesis import settings
from tests.trust.properties import LAWS, RECORD

TESTS = Path(__file__).parents[1]


def given(node: ast.AST) -> bool:
    """Whether a function is a property test."""
    named = [ast.unparse(one) for one in node.decorator_list] if isinstance(node, ast.FunctionDef) else []
    return any(name.startswith("given(") for name in named)


def test_every_property_test_says_its_law_in_both_languages() -> None:
    found = {
        f"{path.relative_to(TESTS).as_posix()}::{node.name}"
        for path in TESTS.rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and given(node)
    }

    assert LAWS.keys() == found


def test_what_is_on_record_was_run_for_long_and_nothing_stands() -> None:
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    least = settings.get_profile("long").max_examples / 20

    assert LAWS == {name: (entry["law_zh"], entry["law_en"]) for name, entry in record.items()}
    assert {} == {name: entry for name, entry in record.items() if entry["counterexamples"]}
    assert {} == {name: entry for name, entry in record.items() if entry["examples"] < least}


def test_each_property_honours_the_profile() -> None:
    for name in LAWS:
        text = (TESTS / name.partition("::")[0]).read_text(encoding="utf-8")
        assert "max_examples=" not in text.replace("max_examples=examples(", "")
