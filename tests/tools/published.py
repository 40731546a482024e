"""The published files, the documents to try on them, and how other people's tools are started."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NoReturn

from tests.document.bad_values import BAD, CHANGE, COUNT
from tests.document.test_codec import changed

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCHEMAS = ROOT / "schemas"
SHARED = ROOT.parent / "shared" / "reports"
PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))

EDITIONS = ("2019", "2021")
ONE_EDITION = [f"report-{edition}{draft}.json" for edition in EDITIONS for draft in ("", ".draft-07")]
NAMES = [*ONE_EDITION, "report.json", "report.draft-07.json"]

REAL = {f"real/{path.stem}": path.read_text(encoding="utf-8") for path in sorted(SHARED.glob("*-20??.json"))}
OWN = {
    f"{path.parent.name}/{path.stem}": path.read_text(encoding="utf-8")
    for folder in (ROOT / "tests", ROOT / "docs")
    for path in sorted((folder / "examples").rglob("*.json"))
}
CONFORMANCE = {
    f"{path.parent.name}/{path.stem}": json.dumps(json.loads(path.read_bytes())["report"])
    for path in sorted((SCHEMAS / "conformance").glob("*/*.json"))
}
WHOLE = {f"2021{COUNT}={put}": changed("2021", COUNT, put) for put in ("1.0", "1e2")}
"""Whole numbers that are not written as such."""
EDGES = {
    f"{edition}{at}": changed(edition, at, put)
    for edition, at, put in [
        ("2019", CHANGE, "-9007199254740991"),
        ("2021", COUNT, "9007199254740991"),
        ("2021", "/introduction", '""'),
        ("2021", "/organ/division_code", '"110000"'),
    ]
}
SOUND = {**REAL, **OWN, **CONFORMANCE, **WHOLE, **EDGES}
MIXED = {f"mixed/{path.stem}": path.read_text(encoding="utf-8") for path in (SHARED / "mixed").glob("*.json")}
DOCUMENTS = {**SOUND, **MIXED, **{str(bad): changed(bad.edition, bad.at, bad.put) for bad in BAD}}
"""Every document, by a name of its own."""
HUGE = f"2021{COUNT}={'9' * 20}"
"""The bad case with five thousand digits, at which Python's json stops."""


def schema(name: str) -> dict[str, Any]:
    """A published file."""
    published: dict[str, Any] = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return published


def editions(name: str) -> list[str]:
    """The editions that a published file takes."""
    return [edition for edition in EDITIONS if edition in name] or list(EDITIONS)


def sound(name: str) -> set[str]:
    """What a tool must take by a published file: every report of its editions."""
    return {label for label, text in SOUND.items() if json.loads(text)["edition"] in editions(name)}


def bad(name: str, *kinds: str) -> set[str]:
    """The bad cases of a published file's editions that are of one of the kinds."""
    return {str(case) for case in BAD if case.edition in editions(name) and case.kind in kinds}


def unseen(name: str) -> set[str]:
    """What no schema can see, and a tool that reads JSON takes: equal keys, odd characters, many digits."""
    return bad(name, "repeated", "character", "digits")


def read(text: str) -> Any:
    """A document, read as strictly as Python's json can: without NaN."""

    def refuse(constant: str) -> NoReturn:
        raise ValueError(constant)

    return json.loads(text, parse_constant=refuse)


def taken(accepts: Callable[[str], object]) -> set[str]:
    """The documents that a tool takes: it says so, and does not raise."""
    labels: set[str] = set()
    for label, text in DOCUMENTS.items():
        with suppress(ValueError, AssertionError):
            labels |= {label} if accepts(text) else set()
    return labels


def command(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program of this environment."""
    program = str(shutil.which(arguments[0], path=PATH))
    return subprocess.run([program, *arguments[1:]], capture_output=True, encoding="utf-8", check=False, cwd=folder)


def node(script: str, **given: object) -> dict[str, Any]:
    """Run one of the scripts beside this file; it reads a file, for Node does not wait for a pipe."""
    with TemporaryFile("w+", encoding="utf-8") as file:
        json.dump(given, file)
        file.seek(0)
        done = subprocess.run(
            [str(shutil.which("node", path=PATH)), str(HERE / script)],
            stdin=file,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert (0, "") == (done.returncode, done.stderr)
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed
