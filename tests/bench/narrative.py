"""Prose against tables: how much of what sentences claim is read, and how much of what is wrong is found.

python -m tests.bench.narrative             writes the tables to tests/bench/narrative.md
python -m tests.bench.narrative hostile     measures texts made to be slow, too; else what was measured stays
"""

import sys
from collections import Counter
from pathlib import Path
from time import process_time

from tests.prose.corpus import SENTENCES, sentences

import govinfo_schema as gs

TABLE = Path(__file__).with_suffix(".md")
HOSTILE = (
    "收到申请5件，其中", "（收到申请5件", "5件", "申请", "未", "1,111,111,", "1 1 ", "《a", "予以公开、", "县公安局",
    "占5%，", "2023年结转", "均为自然人，", "自然人5件、",
    "5件）", "5件，其中其中", "，共5件", "收到5件已办结，", "无申请、",
    "自2023", "1月1日至", "（（", "分别为5件、",
    "其中自然人5件。", "其中收到申请5件，结转下年度1件。",
)  # fmt: skip
MEASURED = "Seconds of the processor for texts made to be slow:"
SIZES = (125_000, 250_000, 500_000)


def table() -> str:
    """Precision and recall of the reading, per kind of claim, and of the findings, per rule."""
    read: dict[str, Counter[str]] = {}
    found: dict[str, Counter[str]] = {}
    for sentence in sentences():
        labelled, told = sentence.labelled(), sentence.read()
        for kind, claims in (("right", labelled & told), ("missed", labelled - told), ("wrong", told - labelled)):
            for claim, times in claims.items():
                read.setdefault(claim[0].partition(".")[0], Counter())[kind] += times
        findings = sentence.findings()
        for rule in {*findings, *sentence.said["verdicts"]}:
            severity = findings.get(rule)
            weaker = severity == "notice" and sentence.said["verdicts"].get(rule) == "warning"
            kind = "right" if sentence.right(rule, severity) else "missed" if severity is None or weaker else "wrong"
            found.setdefault(rule, Counter())[kind] += 1
    count = sum(1 for _ in sentences())
    lines = [f"{count} texts in {len(list(SENTENCES.glob('*.jsonl')))} files.", ""]
    lines += [*_rows("读出的数 claims read", read), "", *_rows("发现 findings", found)]
    return "\n".join(lines) + "\n"


def _rows(head: str, counted: dict[str, Counter[str]]) -> list[str]:
    rows = [f"| {head} | 对 right | 错 wrong | 漏 missed | 准 precision | 全 recall |", "|---|" + "---:|" * 5]
    for kind, counts in [*sorted(counted.items()), ("合计 all", sum(counted.values(), Counter[str]()))]:
        right, false, missed = counts["right"], counts["wrong"], counts["missed"]
        shares = (f"{right / total:.1%}" if total else "–" for total in (right + false, right + missed))
        rows.append(f"| {kind} | {right} | {false} | {missed} | {' | '.join(shares)} |")
    return rows


def hostile() -> list[str]:
    """Seconds of the processor for texts made to be slow, at three sizes: what doubles with the size is linear."""
    rows = ["| 重复 repeated | 125,000 字 | 250,000 字 | 500,000 字（1.5 MB） |", "|---|---:|---:|---:|"]
    for words in HOSTILE:
        told: list[str] = []
        for size in SIZES:
            text = (words * (size // len(words) + 1))[:size]
            started = process_time()
            gs.claims(text, year=2023, organ="某市人民政府")
            told.append(f"{process_time() - started:.1f} s")
        rows.append(f"| {words} | {' | '.join(told)} |")
        print(rows[-1], flush=True)  # noqa: T201 - the table, row by row as it is measured
    return rows


if __name__ == "__main__":
    measured = TABLE.read_text(encoding="utf-8").partition(MEASURED)[2] if TABLE.exists() else ""
    if "hostile" in sys.argv:
        measured = "\n\n" + "\n".join(hostile()) + "\n"
    TABLE.write_text(f"{table()}\n{MEASURED}{measured}", encoding="utf-8")
