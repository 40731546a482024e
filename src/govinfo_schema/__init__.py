"""The typed standard for 政府信息公开工作年度报告, China's annual reports on government information disclosure.

Every public name has its one address here; the classes of a form are in `form2019` and `form2021`. A name is loaded
when it is first asked for, so a program pays for what it uses; checkers and editors read the imports below.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from govinfo_schema import form2019, form2021
    from govinfo_schema.across.comparison import Comparison, Difference, compare
    from govinfo_schema.across.consolidation import consolidate, verify_consolidation
    from govinfo_schema.across.conversion import Conversion, Lost, convert
    from govinfo_schema.across.succession import verify_series, verify_succession
    from govinfo_schema.bulk.columns import from_columns, to_columns, to_tidy
    from govinfo_schema.bulk.frame import frame_findings, verify_frame
    from govinfo_schema.bulk.stream import Line, iter_from_json_lines
    from govinfo_schema.check.complete import Completion, Derived, complete
    from govinfo_schema.check.findings import Finding, Findings, Quote
    from govinfo_schema.check.repair import Repair, Suggestions, UnfitRepair, apply_repair, suggest_repairs
    from govinfo_schema.check.rules import rules
    from govinfo_schema.check.slips import Change
    from govinfo_schema.check.totals import compute_totals
    from govinfo_schema.check.verify import verify
    from govinfo_schema.document.codec import from_data, from_json, to_data, to_json
    from govinfo_schema.document.describe import describe
    from govinfo_schema.document.schema import json_schema, problems, validate
    from govinfo_schema.errors import GovinfoError, InvalidForm, InvalidReport, Problem, UnfitReports
    from govinfo_schema.form.editions import Report
    from govinfo_schema.form.filled import blank, zeros
    from govinfo_schema.form.vocabulary import Rule
    from govinfo_schema.printed.read import read_html, read_tables, read_text
    from govinfo_schema.printed.remarks import Reading, Remark, Source
    from govinfo_schema.printed.render import render
    from govinfo_schema.prose.claim import Claim
    from govinfo_schema.prose.claims import claims
    from govinfo_schema.prose.narrative import verify_narrative

__all__ = [
    "Change", "Claim", "Comparison", "Completion", "Conversion", "Derived", "Difference", "Finding", "Findings",
    "GovinfoError", "InvalidForm", "InvalidReport", "Line", "Lost", "Problem", "Quote", "Reading", "Remark", "Repair",
    "Report", "Rule", "Source", "Suggestions", "UnfitRepair", "UnfitReports", "apply_repair", "blank", "claims",
    "compare", "complete", "compute_totals", "consolidate", "convert", "describe", "form2019", "form2021",
    "frame_findings", "from_columns", "from_data", "from_json", "iter_from_json_lines", "json_schema", "problems",
    "read_html", "read_tables", "read_text", "render", "rules", "suggest_repairs", "to_columns", "to_data", "to_json",
    "to_tidy", "validate", "verify", "verify_consolidation", "verify_frame", "verify_narrative", "verify_series",
    "verify_succession", "zeros",
]  # fmt: skip

_HOMES: Final = {
    "across.comparison": "Comparison Difference compare", "across.consolidation": "consolidate verify_consolidation",
    "across.conversion": "Conversion Lost convert", "across.succession": "verify_series verify_succession",
    "bulk.columns": "from_columns to_columns to_tidy", "bulk.frame": "frame_findings verify_frame",
    "bulk.stream": "Line iter_from_json_lines", "check.complete": "Completion Derived complete",
    "check.findings": "Finding Findings Quote",
    "check.repair": "Repair Suggestions UnfitRepair apply_repair suggest_repairs", "check.rules": "rules",
    "check.slips": "Change", "check.totals": "compute_totals", "check.verify": "verify",
    "document.codec": "from_data from_json to_data to_json", "document.describe": "describe",
    "document.schema": "json_schema problems validate",
    "errors": "GovinfoError InvalidForm InvalidReport Problem UnfitReports", "form.editions": "Report",
    "form.filled": "blank zeros", "form.vocabulary": "Rule",
    "printed.read": "read_html read_tables read_text", "printed.remarks": "Reading Remark Source",
    "printed.render": "render", "prose.claim": "Claim", "prose.claims": "claims",
    "prose.narrative": "verify_narrative",
}  # fmt: skip


def __dir__() -> list[str]:
    return [*globals(), *__all__]


if not TYPE_CHECKING:  # pragma: no branch - so that checkers still see a name that there is not

    def __getattr__(name: str) -> object:
        if name in {"form2019", "form2021"}:
            return import_module(f"{__name__}.{name}")
        for module, names in _HOMES.items():
            if name in names.split():
                return globals().setdefault(name, getattr(import_module(f"{__name__}.{module}"), name))
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
