"""What is installed is on record, with hashes and licences; what is built is the same bytes wherever it is built."""

import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.run import ROOT

from docs import licences
from govinfo_schema.document import ijson

PYPROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RECORDS: Final = ("core", "dev")
FREE: Final = {
    "0BSD", "Apache-2.0", "Artistic-1.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0",
    "MPL-2.0", "PSF-2.0", "Python-2.0", "Zlib", "public domain",
}  # fmt: skip
"""Licences of what developers use: free, and nothing that asks anything of a program tested with it."""
PERMISSIVE: Final = {"Apache-2.0", "BSD-3-Clause", "MIT", "PSF-2.0"}
"""Licences of what users install, all compatible with Apache-2.0."""
here = pytest.mark.skipif(
    (sys.platform, sys.version_info[:2]) != ("linux", (3, 11)), reason="the pages are of Linux and Python 3.11"
)


def asked(group: str) -> list[Requirement]:
    """What a dependency group asks for on this machine, with the groups that it includes."""
    found: list[Requirement] = []
    for one in PYPROJECT["dependency-groups"][group]:
        found += [Requirement(one)] if isinstance(one, str) else asked(one["include-group"])
    return [one for one in found if one.marker is None or one.marker.evaluate()]


def entries(name: str) -> list[tuple[str, list[str]]]:
    """The pinned requirements of a record, each with its hashes."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line.split(" --hash=") for line in text.splitlines() if not line.startswith("#")]
    return [(one.strip(), [digest.strip() for digest in hashes]) for one, *hashes in lines]


@pytest.mark.parametrize("name", RECORDS)
def test_every_requirement_is_one_version_with_the_hashes_of_its_files_and_no_place_to_get_it(name: str) -> None:
    found = entries(name)

    assert len(found) > 10
    for requirement, hashes in found:
        assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*==[\w.+]+( ; .+)?", requirement)
        assert hashes
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes)
    assert not re.search(r"://|/opt|index|find-links", (ROOT / "requirements" / f"{name}.txt").read_text("utf-8"))


@here
def test_the_records_are_in_step_with_pyproject() -> None:
    """All that is asked for, and what that needs, in versions that are allowed; and nothing else."""
    core, dev = (licences.pinned(name) for name in RECORDS)
    wanted = [*asked("dev"), Requirement(f"{licences.OURS}[all]")]
    declared = map(Requirement, distribution(licences.OURS).requires or ())
    allowed = {canonicalize_name(one.name): one.specifier for one in (*declared, *asked("dev"))}

    assert licences.closure_of(*wanted) - {licences.OURS} == dev.keys()
    assert licences.closure_of(*asked("install"), Requirement(licences.OURS)) - {licences.OURS} == core.keys()
    assert core.items() <= dev.items()
    assert {} == {name: versions for name, versions in allowed.items() if dev[name] not in versions}
    builders = [Requirement(one) for one in PYPROJECT["build-system"]["requires"]]
    assert all(one in asked("install") for one in builders)


@here
def test_what_is_installed_is_what_is_on_record() -> None:
    dev = licences.pinned("dev")

    assert dev == {name: distribution(name).version for name in dev}


def test_nothing_is_installed_but_by_the_record() -> None:
    """In the Makefile, and in the page to try; another Python is told aloud that it has no record."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installing = [line.strip() for line in makefile.splitlines() if "pip install" in line or "$(PIP)" in line]
    npm = [line for line in makefile.splitlines() if "npm " in line and not line.startswith("#")]

    assert [
        "PIP = $(BIN)/python -m pip install --quiet",
        "$(PIP) --require-hashes --no-build-isolation --requirement requirements/$(1).txt && \\",
        "$(PIP) --no-deps --no-build-isolation --editable .; \\",
        "$(PIP) --upgrade pip && $(PIP) --editable $(2); \\",
    ] == installing
    assert 'no hash is checked" >&2' in makefile
    assert 2 == len(npm)
    assert all("npm ci" in line and "--ignore-scripts" in line for line in npm)


def parts(said: str) -> set[str]:
    """The licences named in an expression."""
    return {part.strip("() ") for part in re.split(r" AND | OR | / ", said)}


@here
@pytest.mark.skipif(platform.machine() != "x86_64", reason="the page has a fuzzer that is for x86_64 only")
def test_the_page_of_licences_is_that_of_what_is_on_record() -> None:
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page()


def test_what_users_install_is_permissive() -> None:
    found = {name: licences.licence(name) for name in licences.runtime()}

    assert {"hypothesis": "MPL-2.0"} == {name: said for name, said in found.items() if not parts(said) <= PERMISSIVE}
    assert ["hypothesis"] == licences.runtime()["hypothesis"]


def test_the_licence_of_every_tool_is_known_and_free() -> None:
    tools = {name: licences.licence(name) for name in licences.pinned("dev")}
    packages = {name: said for name, versions in licences.npm().items() for _, said in versions}

    assert {"docutils": {"GPL"}} == {
        name: parts(said) - FREE for name, said in (tools | packages).items() if not parts(said) <= FREE
    }  # of docutils one file for an editor is under the GPL, the rest is not


def copy(to: Path, *, junk: bool, year: int) -> Path:
    """The tree elsewhere, its files of another time; with or without what a working tree has lying about."""
    shutil.copytree(ROOT, to, ignore=shutil.ignore_patterns(
        ".git", ".venv", "build", "dist", "node_modules", "__pycache__", ".*_cache", ".hypothesis", "generated"
    ))  # fmt: skip
    if junk:
        for name in (
            "build/x",
            "dist/x",
            "docs/generated/x.md",
            "tests/__pycache__/x.pyc",
            "tests/tools/node_modules/x",
        ):
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            (to / name).write_text("x", encoding="utf-8")
    time = (year - 1_970) * 31_557_600
    for path in to.rglob("*"):
        os.utime(path, (time, time))
    return to


def built(tree: Path, **environment: str) -> dict[str, bytes]:
    """The files that are uploaded, built of a tree."""
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(
        [sys.executable, "-m", "build", "--quiet", "--no-isolation", "--outdir", str(tree / "out"), str(tree)],
        env=kept | environment, cwd=tree, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: path.read_bytes() for path in (tree / "out").iterdir()}


def test_two_builds_at_other_places_and_times_are_the_same_bytes(tmp_path: Path) -> None:
    one = built(copy(tmp_path / "a", junk=False, year=2001), TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    other = built(
        copy(tmp_path / "elsewhere" / "deep", junk=True, year=2024), TZ="Asia/Shanghai", PYTHONHASHSEED="2", LC_ALL="C"
    )

    assert {".whl", ".gz"} == {Path(name).suffix for name in one}
    assert one == other


def test_no_rule_on_security_is_off_for_the_package() -> None:
    """Ruff selects all; what a file may do is said at its line, and why."""
    lint = PYPROJECT["tool"]["ruff"]["lint"]
    said = [line for path in (ROOT / "src").rglob("*.py") for line in path.read_text("utf-8").splitlines()
            if re.search(r"noqa:? *([A-Z]+\d+, *)*S\d", line)]  # fmt: skip

    assert ["ALL"] == lint["select"]
    assert [] == [rule for rule in lint["ignore"] if re.fullmatch(r"S\d*", rule)]
    assert {"tests/**": ["S101", "S603"]} == {
        files: rules for files, all_ in lint["per-file-ignores"].items()
        if (rules := [rule for rule in all_ if re.fullmatch(r"S\d*", rule)])
    }  # fmt: skip
    assert [
        'exec(compile(source, file, "exec"), known)  # noqa: S102 - our own words, made of the names of the form'
    ] == [line.strip() for line in said]


def test_what_the_policy_says_of_limits_and_versions_is_so() -> None:
    policy = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    versions = [one.rpartition(" :: ")[2] for one in PYPROJECT["project"]["classifiers"] if "Python :: 3." in one]

    for said in (
        f"{ijson.MAX_CHARACTERS // 10_000} 万字符、{ijson.MAX_DEPTH} 层、{ijson.MAX_VALUES // 10_000} 万个值",
        f"{ijson.MAX_CHARACTERS:,} characters, {ijson.MAX_DEPTH} levels, {ijson.MAX_VALUES:,} values",
        f"前后各 {ijson.MAX_DIGITS} 位", f"numbers {ijson.MAX_DIGITS} digits either side",
        f"Python {versions[0]} 到 {versions[-1]}", f"现在是 {PYPROJECT['project']['version'].rpartition('.')[0]}",
    ):  # fmt: skip
        assert said in policy
    assert not re.search(r"https?://|\S+@\S+\.\w", policy)
