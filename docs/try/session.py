"""What the page asks of the library, in texts: the worker of the page calls it in the browser.

Each function takes and gives JSON text or plain text, and keeps nothing: what is looked at comes with the call.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Any, Literal

import attrs

import govinfo_schema as gs

_SHOWN = 200  # problems, remarks or repairs of one kind that are listed


def look(text: str, year: int | None, organ: str, language: Literal["zh", "en"]) -> str:
    """Read what was pasted and check it.

    Args:
        text: JSON, if it begins with a brace or a bracket; else the text of a report, cells apart by tabs or spaces.
        year: The year, if a text does not say it.
        organ: The organ, if a text does not say it.
        language: Of all messages.

    Returns:
        JSON: `problems` that keep it from being read, or a `json` of the report with what `check` says of it; `remarks`
        on the reading, those that need somebody's eyes apart in `doubts`; `head` if year or organ is not known. Each
        problem and remark has its `message`, its `kind`, and the `room` in which the site explains the kind.
    """
    if text.lstrip().startswith(("{", "[")):
        try:
            report = gs.from_json(text)
        except gs.InvalidReport as error:
            return _json({"problems": _listed(error.problems, "problem", language)})
        return _json({"doubts": [], "remarks": [], **_checked(report, language)})
    reading = gs.read_text(text, year=year, organ=organ.strip() or None)
    doubts = _listed(reading.problems, "reading", language)
    remarks = _listed(reading.notes, "reading", language)
    if reading.report is None:
        return _json({"problems": doubts, "head": any(problem.kind == "head" for problem in reading.problems)})
    return _json({"doubts": doubts, "remarks": remarks, **_checked(reading.report, language)})


def check(text: str, language: Literal["zh", "en"]) -> str:
    """Check a report that the page already holds.

    Args:
        text: Its JSON.
        language: Of all messages.

    Returns:
        JSON: the `json` of the report, its `name` for a file, the `counts`, the `findings`, and the page that `render`
        makes with them.
    """
    return _json(_checked(gs.from_json(text), language))


def repairs(text: str, language: Literal["zh", "en"]) -> str:
    """Look for the smallest repairs of a report.

    Args:
        text: Its JSON.
        language: Of all messages.

    Returns:
        JSON: a sentence for the `head`, another for the `end` where not all were found, and each of the `repairs` with
        its message, what it explains, and whether it can be applied.
    """
    found = _suggested(text)
    lines = found.table(language).splitlines()
    told = [
        {
            "message": repair.message(language),
            "explains": [finding.message(language) for finding in repair.explains],
            "applies": all(change.proposed is not None for change in repair.changes),
        }
        for repair in found.repairs
    ]
    end = lines[-1] if told and not found.complete else ""
    return _json({"head": lines[0], "end": end, "repairs": told})


def repaired(text: str, number: int) -> str:
    """Apply one of the repairs.

    Args:
        text: JSON of a report.
        number: Which of the repairs that `repairs` lists, from 0.

    Returns:
        JSON of the repaired report.
    """
    return gs.to_json(gs.apply_repair(gs.from_json(text), _suggested(text).repairs[number]), indent=2)


def about() -> str:
    """The version of the library."""
    return version("govinfo-schema")


def _checked(report: gs.Report, language: Literal["zh", "en"]) -> dict[str, Any]:
    cells, prose = gs.verify(report), gs.verify_narrative(report)
    findings = attrs.evolve(cells, findings=(*cells, *prose))
    return {
        "json": gs.to_json(report, indent=2),
        "name": f"{report.organ.name}-{report.year}",
        "ok": findings.ok,
        "counts": findings.counts,
        "findings": [
            {"kind": _kind(finding), "message": finding.message(language), "rule": finding.rule} for finding in findings
        ],
        "page": gs.render(report, "html", findings=findings, language=language),
    }


def _kind(finding: gs.Finding) -> str:
    """Under which heading of the page a finding stands."""
    if finding.severity != "error":
        return finding.severity
    return "noted" if finding.note is not None and finding.verdict == "broken" else finding.verdict


@lru_cache(4)
def _suggested(text: str) -> gs.Suggestions:
    return gs.suggest_repairs(gs.from_json(text))


def _listed(told: Sequence[gs.Problem | gs.Remark], room: str, language: Literal["zh", "en"]) -> list[dict[str, str]]:
    """What each says, of very many the first."""
    more = len(told) - _SHOWN
    rest = f"……另有 {more} 处" if language == "zh" else f"… and {more} more"
    said = [{"message": one.message(language), "kind": one.kind, "room": room} for one in told[:_SHOWN]]
    return [*said, *([{"message": rest, "kind": "", "room": room}] if more > 0 else [])]


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)
