"""The wheel on each Python, with the lowest and with the highest version of all that it needs.

python -m tests.trust.versions [NAME ...]     only these, `3.12 lowest`, where said; what else was found is kept

Pythons are looked for as `python3.11` to `python3.14`, as pyenv gives them where it is there. Where there is no Python
3.14, Pyodide is taken, which is CPython 3.14 for WebAssembly: for it PyPI has no wheels of what jsonschema needs, of
lxml and of the engines of frames, so only what needs none of them is tried. It writes versions.json; `rows` makes the
lines of a table of it.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__)
ROOT: Final = HERE.parents[2]
FOUND: Final = HERE.with_suffix(".json")
PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
LEVELS: Final = ("lowest", "highest")
TESTS: Final = (
    "tests/form", "tests/document/test_codec.py", "tests/document/test_fast.py", "tests/document/test_ijson.py",
    "tests/document/test_schema.py", "tests/check/test_verify.py", "tests/check/test_findings.py",
    "tests/check/test_rules.py", "tests/prose/test_claims.py", "tests/across/test_conversion.py",
    "tests/across/test_comparison.py", "tests/test_errors.py", "tests/printed/test_digits.py",
    "tests/printed/test_rows.py", "tests/printed/test_render.py", "tests/trust/test_hostile.py",
)  # fmt: skip
IN_PYODIDE: Final = ("3.14", "highest")
PYODIDE: Final = "pyodide@314"
PURE: Final = (
    "attrs", "cattrs", "typing_extensions", "hypothesis", "sortedcontainers", "pytest", "pluggy", "iniconfig",
    "packaging", "pygments",
)  # fmt: skip
TESTS_IN_PYODIDE: Final = ("tests/form", "tests/document/test_codec.py", "tests/document/test_ijson.py",
                           "tests/check/test_verify.py", "tests/check/test_findings.py", "tests/prose/test_claims.py",
                           "tests/across/test_comparison.py", "tests/test_errors.py")  # fmt: skip
BY_SCHEMA: Final = "tests/check/test_verify.py::test_whatever_the_schema_passes_is_verified_without_an_error"
KEPT: Final = ROOT / "build" / "versions"
"""The environments: made once, for that takes longest."""
PROJECT: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def needed() -> dict[str, str]:
    """What the package and its extras need: the lowest version of each by name."""
    extras = PROJECT["optional-dependencies"]
    lines = [*PROJECT["dependencies"], *(line for name, listed in extras.items() if name != "all" for line in listed)]
    return dict(line.split(">=") for line in lines)


def rows() -> list[tuple[str, ...]]:
    """For each environment: Python, level, tests passed and failed, the versions."""
    told: dict[str, Any] = json.loads(FOUND.read_text(encoding="utf-8"))
    return [
        (one["python"], one["level"], str(one.get("passed", "")), str(one.get("failed", "")), one.get("why", ""),
         " ".join(f"{name} {version}" for name, version in one.get("versions", {}).items()))
        for one in told.values()
    ]  # fmt: skip


def interpreter(python: str) -> str | None:
    """Where a Python is, if there is one."""
    name = shutil.which(f"python{python}")
    there = name and run([name, "-c", "import sys; print(sys.executable)"])
    return there.stdout.strip() if there and there.returncode == 0 else None


def run(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a program without what belongs to this environment."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    pyenv = {"PYENV_VERSION": ":".join(PYTHONS[:3])}
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=kept | pyenv | {"PYTHONUTF8": "1"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def tried(python: str, level: str, wheel: Path) -> dict[str, Any]:
    """What the tests say in an environment of its own."""
    about = {"python": python, "level": level}
    if (found := interpreter(python)) is None:
        return about | (in_pyodide(wheel) if (python, level) == IN_PYODIDE else {"why": "no such Python here"})
    here = KEPT / f"{python}-{level}"
    own = here / "bin" / "python"
    constraints = KEPT / f"{level}.txt"
    lowest = [f"{name}=={version}" for name, version in needed().items()] if level == "lowest" else []
    constraints.write_text("\n".join([*lowest, ""]), encoding="utf-8")
    install: list[str | Path] = [own, "-m", "pip", "install", "-q", "--only-binary=:all:", "-c", constraints]
    commands: list[list[str | Path]] = [
        [found, "-m", "venv", here],
        [*install, f"{wheel}[all]", "pytest"],
        [*install, "--no-deps", "--force-reinstall", wheel],
    ]
    for command in commands[own.exists() :]:
        done = run(command)
        if done.returncode:
            return about | {"why": _last(done)}
    done = run([own, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--confcutdir=tests", *TESTS])
    return about | told(own, done)


def in_pyodide(wheel: Path) -> dict[str, Any]:
    """What the tests say in Pyodide, of the npm registry."""
    here = KEPT / "pyodide"
    site = here / "site"
    here.mkdir(exist_ok=True)
    shutil.rmtree(site, ignore_errors=True)
    shutil.copy(HERE.with_name("pyodide.mjs"), here)
    npm: list[str | Path] = [
        str(shutil.which("npm")),
        "install",
        "--silent",
        "--no-audit",
        "--no-fund",
        "--ignore-scripts",
    ]
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-deps",
        "--target",
        site,
        "--only-binary=:all:",
    ]
    for command in (
        [*npm, "--prefix", here, PYODIDE],
        [*pip, "--python-version", "3.14", "--implementation", "py", "--abi", "none", wheel, *PURE],
    ):
        done = run(command)
        if done.returncode:
            return {"why": _last(done)}
    given = ["-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", "--confcutdir=tests"]
    given += [*TESTS_IN_PYODIDE, "--deselect", BY_SCHEMA]
    done = run([str(shutil.which("node")), here / "pyodide.mjs", site, ROOT, *given])
    versions = {path.name.split("-")[0]: path.stem.split("-")[1] for path in site.glob("*.dist-info")}
    return {
        "python": f"{done.stdout.partition(chr(10))[0]} (Pyodide)", **_counts(done),
        "versions": {name: versions[name] for name in needed() if name in versions},
    }  # fmt: skip


def told(own: Path, done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """What tests said that a Python ran, and the versions of what it has."""
    listed = run([own, "-m", "pip", "list", "--format=json"]).stdout
    versions = {one["name"].lower().replace("_", "-"): one["version"] for one in json.loads(listed)}
    exact = run([own, "-c", "import platform; print(platform.python_version())"]).stdout.strip()
    return {"python": exact, **_counts(done), "versions": {name: versions[name] for name in needed()}}


def _counts(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    closing = [*filter(None, done.stdout.splitlines()), ""][-2:]
    counts = {kind: int(number) for number, kind in re.findall(r"(\d+) (passed|failed|errors?|skipped)", closing[0])}
    failing = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    print((done.stdout + done.stderr)[-6_000:] if done.returncode else "", file=sys.stderr)  # noqa: T201 - to be mended
    bad = counts.get("failed", 0) + counts.get("error", 0) + counts.get("errors", 0)
    why = {"why": " ".join(failing) or _last(done)} if done.returncode else {}
    return {"passed": counts.get("passed", 0), "failed": bad, "skipped": counts.get("skipped", 0), **why}


def _last(done: subprocess.CompletedProcess[str]) -> str:
    return [*filter(None, f"{done.stdout}\n{done.stderr}".splitlines()), ""][-2]


def wanted() -> Iterator[tuple[str, str]]:
    """The environments that were asked for, or all."""
    asked = sys.argv[1:]
    for python in PYTHONS:
        for level in LEVELS:
            if not asked or f"{python} {level}" in asked:
                yield python, level


def main() -> None:
    """Build the wheel, try it, and write what was found."""
    kept: dict[str, Any] = json.loads(FOUND.read_text(encoding="utf-8")) if FOUND.exists() else {}
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in KEPT.glob("*.whl"):
        old.unlink()
    built = run([sys.executable, "-m", "build", "--quiet", "--wheel", "--outdir", KEPT, ROOT])
    if built.returncode:
        raise SystemExit(built.stderr)
    (wheel,) = KEPT.glob("*.whl")
    for python, level in wanted():
        kept[f"{python} {level}"] = tried(python, level, wheel)
        print(kept[f"{python} {level}"], flush=True)  # noqa: T201 - it takes its time
        ordered = {f"{one} {two}": told for one in PYTHONS for two in LEVELS if (told := kept.get(f"{one} {two}"))}
        FOUND.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
