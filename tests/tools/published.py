"""The published files, the documents to try on them, and how other people's tools are started."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from tests.document.bad_values import BAD, Bad
from tests.document.test_codec import changed

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCHEMAS = ROOT / "schemas"
EDITIONS = ("2019", "2021")
NAMES = [f"report{edition}{twin}.json" for edition in ("-2019", "-2021", "") for twin in ("", ".draft-07")]
REPORTS = ROOT.parent / "shared" / "reports"
REAL = sorted(REPORTS.glob("*-20??.json"))
MIXED = sorted((REPORTS / "mixed").glob("*.json"))
OWN = [*sorted((ROOT / "tests" / "examples").glob("*/*.json")), ROOT / "docs" / "examples" / "xinjiang-kjt-2019.json"]
PATH = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))

ONLY_I_JSON = {"repeated", "character", "digits"}
"""Kinds of problems that no schema sees."""


def schema(name: str) -> dict[str, Any]:
    """A published file."""
    published: dict[str, Any] = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return published


def editions(name: str) -> list[str]:
    """The editions that a published file takes."""
    return [edition for edition in EDITIONS if edition in name] or list(EDITIONS)


def sound(name: str) -> list[Path]:
    """Every report at hand that a published file must take."""
    return [path for path in (*REAL, *OWN) if json.loads(path.read_bytes())["edition"] in editions(name)]


def cases(name: str) -> list[tuple[Bad, str]]:
    """Every bad value that a published file must refuse, with the document that it stands in."""
    return [
        (bad, changed(bad.edition, bad.at, bad.put))
        for bad in BAD
        if bad.edition in editions(name) and bad.kind not in ONLY_I_JSON
    ]


def refused(name: str) -> list[str]:
    """Every document that a published file must refuse: bad values, other editions, two forms in one."""
    others = [path for path in OWN if json.loads(path.read_bytes())["edition"] not in editions(name)]
    return [document for _, document in cases(name)] + texts([*others, *MIXED])


def texts(paths: list[Path]) -> list[str]:
    """What stands in files."""
    return [path.read_text(encoding="utf-8") for path in paths]


def command(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program of this environment."""
    program = str(shutil.which(arguments[0], path=PATH))
    return subprocess.run([program, *arguments[1:]], capture_output=True, encoding="utf-8", check=False, cwd=folder)


def node(script: str, given: object) -> dict[str, Any]:
    """Run one of the scripts beside this file; what it reads comes from a file, for Node cannot wait for a pipe."""
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
