"""What users get: the files that are uploaded, installed where there is nothing of this tree."""

import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest
from tests.package.test_supply import entries
from tests.run import ROOT

from docs import licences

PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SOURCE: Final = ROOT / "src" / "govinfo_schema"
TYPING: Final = ROOT / "tests" / "typing"
TYPES: Final = dict(line.split("\t") for line in (TYPING / "revealed.tsv").read_text(encoding="utf-8").splitlines())
"""What an editor knows of each expression: mypy and pyright say the same."""
MISTAKES: Final = (TYPING / "mistakes.txt").read_text(encoding="utf-8").splitlines()
"""Lines that both must refuse."""
BEFORE: Final = """\
import govinfo_schema as gs
from govinfo_schema import form2021

report = gs.zeros(form2021.Report, year=2024, organ=form2021.Organ(name="某局"))
requests, disclosed = report.requests, report.proactive_disclosure
assert requests is not None and disclosed is not None
"""


def run(*command: str | Path, cwd: Path, check: bool = True) -> str:
    """What a program prints; of one that fails also what it complains of."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment | {"PYTHONUTF8": "1"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0 or not check, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sdist, and the wheel made of it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--quiet", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return {"wheel": next(folder.glob("*.whl")), "sdist": next(folder.glob("*.tar.gz"))}


@pytest.fixture(scope="module")
def elsewhere(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder away from this tree with an environment in it that has the wheel and what it needs, nothing else."""
    folder = tmp_path_factory.mktemp("elsewhere")
    run(sys.executable, "-m", "venv", "venv", cwd=folder)
    wheel = built["wheel"]
    needed = licences.closure()
    lines = [" --hash=".join([one, *hashes]) for one, hashes in entries("core") if one.partition("==")[0] in needed]
    digest = sha256(wheel.read_bytes()).hexdigest()
    (folder / "asked.txt").write_text("\n".join([*lines, f"{wheel} --hash=sha256:{digest}"]), encoding="utf-8")
    # With hashes pip takes nothing that is not listed: what the wheel says that it needs must be there.
    pip: list[str | Path] = [folder / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet", "--require-hashes"]
    run(*pip, "--requirement", "asked.txt", cwd=folder)
    (folder / "docs").mkdir()
    (folder / "docs" / "examples").symlink_to(ROOT / "docs" / "examples")
    return folder


def test_wheel_and_sdist_can_be_uploaded(built: dict[str, Path]) -> None:
    run(sys.executable, "-m", "twine", "check", "--strict", *built.values(), cwd=ROOT)
    run(Path(sys.executable).with_name("check-wheel-contents"), built["wheel"], cwd=ROOT)


def test_the_wheel_holds_the_package_and_nothing_else(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["wheel"]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}

    files = {path for path in SOURCE.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {path.relative_to(SOURCE.parent).as_posix() for path in files} == names
    assert "govinfo_schema/py.typed" in names


def test_the_sdist_holds_what_the_tests_and_the_docs_need(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}

    schemas = {path.relative_to(ROOT).as_posix() for path in (ROOT / "schemas").rglob("*") if path.suffix != ".pyc"}
    files = {name for name in schemas if (ROOT / name).is_file()}
    assert files <= names
    assert {
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "CITATION.cff",
        "conftest.py",
        "docs/try/package-lock.json",
        "SECURITY.md",
        "requirements/core.txt",
        "requirements/dev.txt",
    } <= names
    assert not [name for name in names if "node_modules" in name or name.startswith(("build/", "dist/"))]


def test_it_imports_from_the_wheel_without_any_extra(elsewhere: Path) -> None:
    script = (
        "import sys, importlib.util, govinfo_schema as gs; print(gs.__file__);"
        "print([name for name in ('lxml', 'hypothesis', 'jsonschema_rs') if importlib.util.find_spec(name)]);"
        "gs.validate(gs.to_data(gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name='x'))))"
    )
    place, extras = run(elsewhere / "venv" / "bin" / "python", "-c", script, cwd=elsewhere).splitlines()

    assert str(elsewhere / "venv") in place
    assert "[]" == extras


def test_the_first_example_of_the_readme_runs_from_the_wheel(elsewhere: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert example is not None
    assert "verify(" in example[1]
    (elsewhere / "first.txt").write_text(example[1], encoding="utf-8")
    told = run(elsewhere / "venv" / "bin" / "python", "-m", "doctest", "-v", "first.txt", cwd=elsewhere)

    assert f"{example[1].count('>>> ')} passed" in told.replace("passed and 0 failed", "passed")


@pytest.fixture(scope="module")
def typed(elsewhere: Path) -> tuple[Path, dict[int, str], list[int]]:
    """A user's file that reveals types and makes mistakes, what is expected on its lines, and the lines of mistakes."""
    lines = BEFORE.splitlines()
    expected = dict(enumerate(TYPES.values(), len(lines) + 1))
    lines += [f"reveal_type({expression})" for expression in TYPES]
    mistakes = list(range(len(lines) + 1, len(lines) + 1 + len(MISTAKES)))
    path = elsewhere / "theirs.py"
    path.write_text("\n".join([*lines, *MISTAKES, ""]), encoding="utf-8")
    return path, expected, mistakes


def plain(kind: str) -> str:
    """A type without the modules of its names; of mypy several literals as one."""
    short = re.sub(r"[A-Za-z_]\w*\.(?=[A-Za-z_])", "", kind)
    return short.replace("] | Literal[", ", ")


def test_mypy_knows_the_types_of_the_installed_package(typed: tuple[Path, dict[int, str], list[int]]) -> None:
    path, expected, mistakes = typed
    python = path.parent / "venv" / "bin" / "python"
    options: list[str | Path] = [
        "--strict",
        "--no-error-summary",
        "--python-executable",
        python,
        "--cache-dir",
        path.parent / "cache",
    ]
    told = run(sys.executable, "-m", "mypy", *options, path.name, cwd=path.parent, check=False)
    revealed = {int(line): plain(kind) for line, kind in re.findall(r':(\d+): note: Revealed type is "(.*)"', told)}

    assert expected == revealed
    assert mistakes == sorted({int(line) for line in re.findall(r":(\d+): error:", told)})


def test_pyright_knows_the_types_of_the_installed_package(typed: tuple[Path, dict[int, str], list[int]]) -> None:
    path, expected, mistakes = typed
    python = path.parent / "venv" / "bin" / "python"
    (path.parent / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}', encoding="utf-8")
    command: list[str | Path] = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", python, path.name]
    told: Sequence[dict[str, Any]] = json.loads(run(*command, cwd=path.parent, check=False))["generalDiagnostics"]
    at = {id(one): one["range"]["start"]["line"] + 1 for one in told}
    revealed = {
        at[id(one)]: plain(one["message"].partition('" is "')[2].removesuffix('"'))
        for one in told
        if one["severity"] == "information"
    }

    assert expected == revealed
    assert mistakes == sorted({at[id(one)] for one in told if one["severity"] == "error"})


def test_the_citation_is_valid_and_speaks_of_this_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    check = Path(sys.executable).with_name("check-jsonschema")
    run(check, "--builtin-schema", "vendor.citation-file-format", "CITATION.cff", cwd=ROOT)

    said = dict(re.findall(r"^(\w[\w-]*): (.+)$", citation, re.MULTILINE))
    assert PROJECT["version"] == said["version"]
    assert PROJECT["license"] == said["license"]
    assert [author["name"] for author in PROJECT["authors"]] == re.findall(r"^  - name: (.*)$", citation, re.MULTILINE)
    assert PROJECT["keywords"] == re.findall(r"^  - (?!name: )(.*)$", citation, re.MULTILINE)


def test_the_changelog_keeps_to_keep_a_changelog() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^(#{2,}) (.*)$", text, re.MULTILINE)
    releases = [name for level, name in heads if level == "##"]
    dated = [
        re.fullmatch(r"\[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d\d-\d\d)(?: \[YANKED\])?", name) for name in releases[1:]
    ]

    assert text.startswith("# ")
    assert "https://keepachangelog.com/" in text
    assert "[Unreleased]" == releases[0]
    assert None not in dated
    versions = [tuple(map(int, found.groups()[:3])) for found in dated if found]
    assert sorted(set(versions), reverse=True) == versions
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert {name for level, name in heads if level == "###"} <= kinds
    assert not [level for level, _ in heads if len(level) > 3]
    for release in re.split(r"^## .*$", text, flags=re.MULTILINE)[1:]:
        parts = re.findall(r"^### (.*)$", release, re.MULTILINE)
        assert len(set(parts)) == len(parts)
        assert all(part.strip() for part in re.split(r"^### .*$", release, flags=re.MULTILINE)[1:])


def test_the_promise_names_what_is_there() -> None:
    import govinfo_schema as gs  # noqa: PLC0415 - the other tests know only the wheel

    promise = (ROOT / "docs" / "compatibility.md").read_text(encoding="utf-8")
    for name in re.findall(r"`([A-Z]\w+)\.(\w+)`", promise):
        assert hasattr(getattr(gs, name[0]), name[1]) or name[1] in {
            field.name for field in getattr(gs, name[0]).__attrs_attrs__
        }
