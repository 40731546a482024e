"""Values and shapes that are no report, each with the exact problem. Both gates must give them one answer.

A case changes one place of a sound document: `put` is the JSON text that stands there instead, `None` takes the member
away. What follows is the problem: its pointer (the place, where not said), kind, found, expected, hint.
"""

from typing import Literal

from attrs import frozen

COUNT = "/requests/received/total"
CELL = "0..9007199254740991"
SIGNED = "-9007199254740991..9007199254740991"
CHANGE = "/proactive_disclosure/licensing/change"
AMOUNT = "/proactive_disclosure/charges/amount"
PAID = "/proactive_disclosure/procurement/amount"
UNIT = "/proactive_disclosure/procurement/unit"
NULLABLE = "integer | null"
DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
DIGITS = "400"
ROW = "/requests/handled/withheld/state_secret"


@frozen
class Bad:
    """One change and the problem that it must give."""

    at: str
    put: str | None
    kind: str
    found: str | None = None
    expected: str | None = None
    hint: str | None = None
    pointer: str = ""
    edition: Literal["2019", "2021"] = "2021"

    @property
    def problem(self) -> tuple[str, str, str | None, str | None, str | None]:
        """What stands in the `Problem`."""
        return (self.pointer or self.at, self.kind, self.found, self.expected, self.hint)

    def __str__(self) -> str:
        return f"{self.edition}{self.at}={'missing' if self.put is None else self.put[:20]}"


def _old(at: str, put: str | None, kind: str, found: str | None = None, expected: str | None = None) -> Bad:
    return Bad(at, put, kind, found, expected, edition="2019")


BAD = [
    # a count
    Bad(COUNT, "-1", "range", "-1", CELL),
    Bad(COUNT, "9007199254740992", "range", "9007199254740992", CELL),
    Bad(COUNT, "1e400", "range", "1E+400", CELL),
    Bad(COUNT, "-1e400", "range", "-1E+400", CELL),
    Bad(COUNT, "1e1000000", "range", "1e1000000", CELL),
    Bad(COUNT, "1e-1000000", "digits", "1e-1000000", DIGITS),
    Bad(COUNT, "1." + "0" * 710, "digits", "1." + "0" * 38 + "…", DIGITS),
    Bad(COUNT, "9" * 5000, "range", "9" * 40 + "…", CELL),
    Bad(COUNT, "1e17", "range", "1E+17", CELL),
    Bad(COUNT, "9007199254740992.0", "range", "9007199254740992.0", CELL),
    Bad(COUNT, "-1.0", "range", "-1.0", CELL),
    Bad(COUNT, "9007199254740991.5", "range", "9007199254740991.5", CELL),
    Bad("/year", "-100000000000000000000.5", "range", "-100000000000000000000.5", "2008..2999"),
    Bad(COUNT, "1.5", "type", "1.5", NULLABLE),
    Bad(COUNT, "-0.5", "type", "-0.5", NULLABLE),
    Bad(COUNT, "1e-1", "type", "0.1", NULLABLE),
    Bad(COUNT, "NaN", "type", "NaN", NULLABLE),
    Bad(COUNT, "Infinity", "type", "Infinity", NULLABLE),
    Bad(COUNT, "-Infinity", "type", "-Infinity", NULLABLE),
    Bad(COUNT, "true", "type", "true", NULLABLE),
    Bad(COUNT, "false", "type", "false", NULLABLE),
    Bad(COUNT, '"3"', "type", '"3"', NULLABLE),
    Bad(COUNT, '"３"', "type", '"３"', NULLABLE),
    Bad(COUNT, '""', "type", '""', NULLABLE),
    Bad(COUNT, '"/"', "type", '"/"', NULLABLE),
    Bad(COUNT, "[]", "type", "[…]", NULLABLE),
    Bad(COUNT, "[3]", "type", "[…]", NULLABLE),
    Bad(COUNT, "{}", "type", "{…}", NULLABLE),
    Bad(COUNT, None, "missing", None, NULLABLE),
    # a count that may be negative
    _old(CHANGE, "-9007199254740992", "range", "-9007199254740992", SIGNED),
    _old(CHANGE, "9007199254740992", "range", "9007199254740992", SIGNED),
    _old(CHANGE, "-1.5", "type", "-1.5", NULLABLE),
    _old(CHANGE, '"-1"', "type", '"-1"', NULLABLE),
    _old(CHANGE, '"+2"', "type", '"+2"', NULLABLE),
    _old(CHANGE, "true", "type", "true", NULLABLE),
    _old(CHANGE, None, "missing", None, NULLABLE),
    # an amount
    Bad(AMOUNT, "-0.01", "range", "-0.01", CELL),
    Bad(AMOUNT, "9007199254740991.5", "range", "9007199254740991.5", CELL),
    Bad(AMOUNT, "1e400", "range", "1E+400", CELL),
    Bad(AMOUNT, "1e1000000", "range", "1e1000000", CELL),
    Bad(AMOUNT, "1e-401", "digits", "1E-401", DIGITS),
    Bad(AMOUNT, "0e401", "digits", "0E+401", DIGITS),
    Bad(AMOUNT, "0." + "1" * 5000, "digits", "0." + "1" * 38 + "…", DIGITS),
    Bad(AMOUNT, "0." + "2" * 401, "digits", "0." + "2" * 38 + "…", DIGITS),
    Bad(AMOUNT, "NaN", "type", "NaN", "number | null"),
    Bad(AMOUNT, "true", "type", "true", "number | null"),
    Bad(AMOUNT, '"12.5"', "type", '"12.5"', "number | null"),
    Bad(AMOUNT, '"12.5万元"', "type", '"12.5万元"', "number | null"),
    Bad(AMOUNT, "{}", "type", "{…}", "number | null"),
    Bad(AMOUNT, None, "missing", None, "number | null"),
    _old(PAID, "-1", "range", "-1", CELL),
    _old(PAID, '"24000元"', "type", '"24000元"', "number | null"),
    # the unit of an amount: optional, never null
    _old(UNIT, '"美元"', "choice", '"美元"', '"元" | "万元"'),
    _old(UNIT, '""', "choice", '""', '"元" | "万元"'),
    _old(UNIT, "null", "type", "null", '"元" | "万元"'),
    _old(UNIT, "10000", "type", "10000", '"元" | "万元"'),
    # edition and year
    Bad("/edition", '"2020"', "unknown", '"2020"', '"2019" | "2021"', "2021"),
    Bad("/edition", '"2019年版"', "unknown", '"2019年版"', '"2019" | "2021"', "2019"),
    Bad("/edition", '"试行"', "unknown", '"试行"', '"2019" | "2021"'),
    Bad("/edition", "2021", "type", "2021", '"2019" | "2021"', "2021"),
    Bad("/edition", "null", "type", "null", '"2019" | "2021"'),
    Bad("/edition", None, "missing", None, '"2019" | "2021"'),
    Bad("/year", "2007", "range", "2007", "2008..2999"),
    Bad("/year", "3000", "range", "3000", "2008..2999"),
    Bad("/year", '"2025"', "type", '"2025"', "integer"),
    Bad("/year", "null", "type", "null", "integer"),
    Bad("/year", "2025.5", "type", "2025.5", "integer"),
    Bad("/year", "true", "type", "true", "integer"),
    Bad("/year", None, "missing", None, "integer"),
    # the organ
    Bad("/organ", '"某局"', "type", '"某局"', "object"),
    Bad("/organ", "null", "type", "null", "object"),
    Bad("/organ", None, "missing", None, "object"),
    Bad("/organ/name", None, "missing", None, "string"),
    Bad("/organ/name", "null", "type", "null", "string"),
    Bad("/organ/name", '""', "length", "0", "1..2000"),
    Bad("/organ/name", "1", "type", "1", "string"),
    Bad("/organ/name", '"\\ud800"', "character", "U+D800"),
    Bad("/organ/name", '"\\uffff"', "character", "U+FFFF"),
    Bad("/organ/credit_code", "null", "type", "null", "string"),
    Bad("/organ/credit_code", '"1111"', "pattern", '"1111"', "^[0-9A-Z]{18}$", "11110000MB0123456X"),
    Bad(
        "/organ/credit_code",
        '"11110000mb0123456x"',
        "pattern",
        '"11110000mb0123456x"',
        "^[0-9A-Z]{18}$",
        "11110000MB0123456X",
    ),
    Bad("/organ/division_code", "110000", "type", "110000", "string"),
    Bad("/organ/division_code", '"１１００００"', "pattern", '"１１００００"', "^[0-9]{6}$", "110000"),
    Bad("/organ/division_code", '"110000\\n"', "pattern", '"110000\\n"', "^[0-9]{6}$", "110000"),
    # optional members
    Bad("/period", "null", "type", "null", "object"),
    Bad("/period", '{"start": "2025-01-01"}', "missing", None, "string", pointer="/period/end"),
    Bad("/period", "[]", "type", "[…]", "object"),
    Bad("/published_on", "null", "type", "null", "string"),
    Bad("/published_on", '"2026年1月31日"', "pattern", '"2026年1月31日"', DATE, "2025-01-31"),
    Bad("/published_on", '"2026-1-31"', "pattern", '"2026-1-31"', DATE, "2025-01-31"),
    Bad("/published_on", "20260131", "type", "20260131", "string"),
    Bad("/introduction", "null", "type", "null", "string"),
    Bad("/notes", "null", "type", "null", "array"),
    Bad("/notes", '"更正"', "type", '"更正"', "array"),
    Bad("/notes", "{}", "type", "{…}", "array"),
    Bad("/notes", "[null]", "type", "null", "object", pointer="/notes/0"),
    Bad("/notes", '[{"at": "/year"}]', "missing", None, "string", pointer="/notes/0/text"),
    Bad(
        "/notes",
        '[{"at": "/year", "text": "甲"}, {"at": "year", "text": "乙"}]',
        "pattern",
        '"year"',
        "^/",
        "/requests/received/total",
        pointer="/notes/1/at",
    ),
    Bad("/notes", f"[{', '.join(['0'] * 201)}]", "length", "201", "0..200"),
    # texts and sections
    Bad("/overview", "3", "type", "3", "string | null"),
    Bad("/overview", "[]", "type", "[…]", "string | null"),
    Bad("/overview", f'"{"长" * 200_001}"', "length", "200001", "0..200000"),
    Bad("/overview", None, "missing", None, "string | null"),
    Bad("/other_matters", None, "missing", None, "string | null"),
    Bad("/requests", None, "missing", None, "object | null"),
    Bad("/requests", "[]", "type", "[…]", "object | null"),
    Bad("/requests", "0", "type", "0", "object | null"),
    Bad("/requests", '"无"', "type", '"无"', "object | null"),
    Bad("/requests/handled", "null", "type", "null", "object"),
    Bad("/requests/handled", None, "missing", None, "object"),
    Bad(ROW, "null", "type", "null", "object"),
    Bad(ROW, "[0, 0, 0, 0, 0, 0, 0]", "type", "[…]", "object"),
    Bad(ROW, None, "missing", None, "object"),
    Bad(f"{ROW}/organizations", "0", "type", "0", "object"),
    Bad(f"{ROW}/organizations", None, "missing", None, "object"),
    # members that the form does not have
    Bad("/requests/received/totl", "1", "unknown", "1", None, "total"),
    Bad("/requests/received/总计", "1", "unknown", "1", None, "total"),
    Bad("/requests/received/a~1b~0c", "1", "unknown", "1", None, "total"),
    Bad("/requests/recieved", "{}", "unknown", "{…}", None, "received"),
    Bad("/remarks", '"无"', "unknown", '"无"', None, "year"),
    Bad("/proactive_disclosure/procurement", "null", "unknown", "null", None, "normative_documents"),
    Bad("/requests/handled/other_handling/total", "0", "unknown", "0", None, "other"),
    Bad("/requests/handled/other_handling/other", "0", "unknown", "0", None, "total", edition="2019"),
    Bad("/requests/received/", "0", "unknown", "0"),
    # what is no I-JSON
    Bad("/organ/name", '"甲", "name": "乙"', "repeated"),
    Bad(COUNT, '0, "total": 0', "repeated"),
]
