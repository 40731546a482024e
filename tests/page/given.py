"""What people may paste, and what the library itself says of it; read here by lxml, in the browser by the DOM."""

from pathlib import Path
from typing import Final

import attrs
from tests.printed.browser import ROOT

import govinfo_schema as gs
from govinfo_schema.errors import Language

SHARED: Final = ROOT.parent / "shared" / "reports"
JSON: Final = sorted([*(ROOT / "docs" / "examples").glob("*.json"), *(ROOT / "tests" / "examples").rglob("*.json")])
REAL: Final = sorted([*SHARED.glob("*.json"), *SHARED.glob("*.raw.*"), *SHARED.glob("mixed/*")])
REAL_REPORTS: Final = [path for path in REAL if path.name not in {"about.json", "succession.json"}]


def text_of(path: Path) -> str:
    """A file as it is pasted."""
    return path.read_text(encoding="utf-8-sig")


def known(path: Path) -> tuple[str, str]:
    """Year and organ of a published text, which has often lost its title; the JSON beside it says them."""
    twin = path.with_name(path.name.partition(".")[0] + ".json")
    if path.suffix == ".json" or not twin.exists():
        return "", ""
    report = gs.from_json(twin.read_bytes()) if twin.parent == SHARED else None
    return (str(report.year), report.organ.name) if report else ("2021", "某局")


def read(text: str, year: str = "", organ: str = "") -> gs.Report | None:
    """The report that the library reads of a text; `None` where there is none."""
    if text.lstrip().startswith("{"):
        try:
            return gs.from_json(text)
        except gs.InvalidReport:
            return None
    reading = gs.read_html if "<table" in text.lower() else gs.read_text
    return reading(text, year=int(year) if year else None, organ=organ or None).report


def messages(report: gs.Report, language: Language = "zh") -> list[str]:
    """What is found in a report, as the page numbers it."""
    return [finding.message(language) for finding in found(report)]


def found(report: gs.Report) -> gs.Findings:
    """The findings on cells, then those on prose."""
    cells = gs.verify(report)
    return attrs.evolve(cells, findings=(*cells, *gs.verify_narrative(report)))
