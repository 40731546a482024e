"""Every fenced block of the README and the docs is run, in whatever language; one that nobody can run is an error.

| language | what is done |
|---|---|
| `python` | run; prompts as a doctest, with the output exactly as printed |
| `console` | each `$ command` is run in the root of the repository, its output exactly as printed where any is shown |
| `javascript` | run by Node, beside the published schemas and the npm packages of `tests/tools` |
| `json`, `yaml` | parsed |

Of a command two are not carried out, because they would install or build: of `make` it is asked whether there is such a
target, of `pip install` whether the name and the extras are ours or on record in pyproject.toml.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from packaging.requirements import Requirement
from ruamel.yaml import YAML
from sybil import Example
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.typing import Parser

ROOT: Final = Path(__file__).parents[2]
BIN: Final = Path(sys.executable).parent
PATH: Final = os.pathsep.join((str(BIN), os.environ.get("PATH", "")))
PYPROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_FENCE: Final = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[^\n]*)$", re.MULTILINE)


def run(command: list[str], folder: Path) -> str:
    """Run a program of this environment; what it printed, or what went wrong."""
    program = shutil.which(command[0], path=PATH)
    if program is None and command[0] == "java":
        pytest.skip("there is no Java here")
    if program is None:
        return f"no such program: {command[0]}"
    env = os.environ | {"PATH": PATH, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT / "src"), "JAVA_TOOL_OPTIONS": ""}
    done = subprocess.run(
        [program, *command[1:]], cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout if done.returncode == 0 else f"exit {done.returncode}\n{done.stdout}{done.stderr}"


def console(example: Example) -> str | None:
    """Run the commands of a session and compare what they print."""
    for part in re.split(r"^\$ ", str(example.parsed), flags=re.MULTILINE)[1:]:
        line, _, expected = part.partition("\n")
        command = line.partition("  #")[0].split()
        if command[0] == "make":
            command.insert(1, "-n")
        printed = _installable(command) if command[:2] == ["pip", "install"] else run(command, ROOT)
        told = command[0] not in {"make", "pip"} and expected.strip()
        if printed.startswith(("exit ", "no such")) or (told and expected.rstrip() != printed.rstrip()):
            return f"{line}\n--- expected\n{expected}\n--- printed\n{printed}"
    return None


def _installable(command: list[str]) -> str:
    """Nothing if what `pip install` names is this package with extras that it has, or a package of ours."""
    listed = [Requirement(one).name for one in _listed()]
    for word in command[2:]:
        named = Requirement(
            word.strip('"').replace(".[", "govinfo-schema[").replace(".", "govinfo-schema", word == ".")
        )
        extras = set(PYPROJECT["project"]["optional-dependencies"])
        known = named.extras <= extras if named.name == PYPROJECT["project"]["name"] else named.name in listed
        if not known:
            return f"exit 1: {word}"
    return ""


def _listed() -> list[str]:
    groups: list[list[object]] = [*PYPROJECT["dependency-groups"].values(), PYPROJECT["project"]["dependencies"]]
    return [one for group in groups for one in group if isinstance(one, str)]


def _yaml(text: str) -> object:
    reader: Any = YAML(typ="safe")
    return reader.load(text)


def javascript(example: Example) -> str | None:
    """Run a script beside the schemas, the examples and the npm packages."""
    with TemporaryDirectory() as folder:
        for name in ("schemas", "docs", "tests/tools/node_modules"):
            (Path(folder) / Path(name).name).symlink_to(ROOT / name)
        script = Path(folder) / "block.mjs"
        script.write_text(str(example.parsed), encoding="utf-8")
        printed = run(["node", str(script)], Path(folder))
        return printed if printed.startswith(("exit ", "no such")) else None


def parsed(read: Callable[[str], object]) -> Callable[[Example], str | None]:
    """An evaluator that only reads."""

    def evaluate(example: Example) -> str | None:
        read(str(example.parsed))
        return None

    return evaluate


RUN: Final[dict[str, Callable[[Example], str | None]]] = {
    "console": console, "javascript": javascript,
    "json": parsed(json.loads), "yaml": parsed(_yaml),
}  # fmt: skip
DIRECTIVES: Final = ("{toctree}",)
"""Blocks of the page that are no code."""


def parsers() -> list[Parser]:
    """For every language that there is a way to run it."""
    return [PythonCodeBlockParser(), *(CodeBlockParser(language, evaluate) for language, evaluate in RUN.items())]


def languages(text: str) -> list[str]:
    """The languages of the fenced blocks of a page, in their order; empty where a fence names none."""
    found: list[str] = []
    closing = ""
    for fence in _FENCE.finditer(text):
        if not closing:
            found.append(fence["language"].strip())
            closing = fence["fence"]
        elif fence["fence"].startswith(closing) and not fence["language"].strip():
            closing = ""
    return found
