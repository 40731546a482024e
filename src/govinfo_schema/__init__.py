"""The typed standard for 政府信息公开工作年度报告, China's annual reports on government information disclosure.

Every public name has its one address here; the classes of a form are in `form2019` and `form2021`.
"""

from govinfo_schema import form2019, form2021
from govinfo_schema.bulk.columns import from_columns, to_columns, to_tidy
from govinfo_schema.bulk.frame import frame_findings, verify_frame
from govinfo_schema.check.complete import Completion, Derived, complete
from govinfo_schema.check.findings import Finding, Findings
from govinfo_schema.check.repair import Repair, Suggestions, UnfitRepair, apply_repair, suggest_repairs
from govinfo_schema.check.rules import rules
from govinfo_schema.check.slips import Change
from govinfo_schema.check.totals import compute_totals
from govinfo_schema.check.verify import verify
from govinfo_schema.document.codec import from_data, from_json, to_data, to_json
from govinfo_schema.document.schema import json_schema, problems, validate
from govinfo_schema.errors import GovinfoError, InvalidForm, InvalidReport, Problem
from govinfo_schema.form.editions import Report
from govinfo_schema.form.filled import blank, zeros
from govinfo_schema.form.vocabulary import Rule
from govinfo_schema.printed.read import read_html, read_tables, read_text
from govinfo_schema.printed.remarks import Reading, Remark, Source
from govinfo_schema.printed.render import render

__all__ = [
    "Change", "Completion", "Derived", "Finding", "Findings", "GovinfoError", "InvalidForm", "InvalidReport",
    "Problem", "Reading", "Remark", "Repair", "Report", "Rule", "Source", "Suggestions", "UnfitRepair",
    "apply_repair", "blank", "complete", "compute_totals", "form2019", "form2021", "frame_findings", "from_columns",
    "from_data", "from_json", "json_schema", "problems", "read_html", "read_tables", "read_text", "render", "rules",
    "suggest_repairs", "to_columns", "to_data", "to_json", "to_tidy", "validate", "verify", "verify_frame", "zeros",
]  # fmt: skip
