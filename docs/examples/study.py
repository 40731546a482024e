"""Study a folder of reports: how many do not add up, and how. Markdown, Chinese first.

python docs/examples/study.py FOLDER

Reads .json, .html, .htm and .txt, folders below included. Files whose names begin alike up to the first dot are one
report: the JSON is counted, and what was read of the others is held against it. A page or text that does not say whose
report it is takes it from its name: ORGAN-YEAR.html.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain
from pathlib import Path

import govinfo_schema as gs

READ = {".html": gs.read_html, ".htm": gs.read_html, ".txt": gs.read_text}
KINDS = {
    "乡镇、街道 townships": r"(镇|乡|街道)(人民政府|办事处)?$", "政府 governments": r"人民政府$",
    "部门 departments": r"(局|委员会|委|厅|部|办公室|办)$",
}  # fmt: skip
"""What the end of a name tells of an organ; the first that fits."""
PROSE = 200
UNKNOWN = "看不出 not told by the name"


def main(folder: Path) -> str:
    """The study of a folder."""
    read, unread = gather(folder)
    chosen = [next(iter(versions.values())) for versions in read.values()]
    checked = [(report, gs.verify(report)) for report in chosen]
    broken = [(report, findings, misprint(report)) for report, findings in checked if errors(findings)]
    undecided = sum(not errors(found) and found.counts["undecided"] > 0 for _, found in checked)
    errors_ = chain.from_iterable(errors(findings) for _, findings, _ in broken)
    others = (one for _, found in checked for one in found if one.severity != "error" and one.verdict == "broken")
    said = (
        "**{0} 份报告，{1} 份加不起来**，另有 {2} 份因空白无法判断。"
        "{1} of {0} reports do not add up; of {2} more blanks leave it open."
    )
    parts = [
        "# 一批报告的研究 · A study of a folder of reports",
        said.format(len(chosen), len(broken), undecided),
        "数的是这个文件夹里的，不是抽样，推不到别处。This counts a folder; it is no sample of others.",
        "## 加不起来的 · Reports that do not add up",
        table("机关 organ | 年度 year | 不成立 broken | 无法判断 undecided | 像是怎样写错的 likely misprint", (
            [report.organ.name, report.year, found.counts["broken"], found.counts["undecided"], slip]
            for report, found, slip in broken
        )),
        "## 哪些关系不成立 · By rule", by_rule(errors_),
        "## 像是怎样写错的 · Likely misprints",
        "每份取最像的一种改法。Of each report the likeliest repair.",
        table("写错的样子 slip | 份 reports", Counter(slip for *_, slip in broken).most_common()),
        "## 各种机关 · By kind of organ",
        "只看名称的末尾。By the end of the name only.",
        table("机关 organs | 份 reports | 加不起来 do not add up", (
            [name, total, Counter(kind(report) for report, *_ in broken)[name]]
            for name, total in Counter(map(kind, chosen)).most_common()
        )),
        "## 不是算术的警告、提示 · Warnings and notices", by_rule(others),
        "## 正文与表 · Prose against tables", *contradictions(read.values()),
        "## 一年接一年 · Year after year", *years(chosen),
        "## 从网页、文字读出的 · Read from pages and texts", pages(read),
        "## 读不了的 · Files that could not be read",
        table("文件 file | 原因 why", unread),
        "<!-- docs/examples/study.py -->",
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


Versions = dict[Path, gs.Report]
"""The files of one report, JSON first, each with what was read."""


def gather(folder: Path) -> tuple[dict[str, Versions], list[tuple[object, ...]]]:
    """What could be read, by name, and what not and why."""
    read: dict[str, Versions] = defaultdict(dict)
    unread: list[tuple[object, ...]] = []
    paths = (path for path in folder.rglob("*") if path.suffix.lower() in {".json", *READ})
    for path in sorted(paths, key=lambda path: (path.suffix.lower() != ".json", path.as_posix())):
        try:
            name = (path.parent / path.name.partition(".")[0]).relative_to(folder).as_posix()
            read[name][path] = one(path)
        except ValueError as error:  # InvalidReport is one
            unread.append((path.relative_to(folder).as_posix(), str(error).splitlines()[0][:200]))
    return {name: versions for name, versions in sorted(read.items()) if versions}, sorted(unread)


def one(path: Path) -> gs.Report:
    """The report in a file."""
    suffix, content = path.suffix.lower(), path.read_bytes()
    if suffix == ".json":
        try:
            return gs.from_json(content)
        except gs.InvalidReport as error:
            msg = f"{len(error.problems)} 处问题，第一处 first problem：{error.problems[0].message()}"
            raise ValueError(msg) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    reading = READ[suffix](text)
    named = re.match(r"(.+?)-?(20\d\d)", path.name)
    if reading.report is None and named:
        reading = READ[suffix](text, year=int(named[2]), organ=named[1])
    if reading.report is None:
        raise ValueError("；".join(problem.message() for problem in reading.problems))
    return reading.report


def errors(findings: gs.Findings) -> list[gs.Finding]:
    """The form's own arithmetic that does not hold."""
    return [finding for finding in findings if (finding.severity, finding.verdict) == ("error", "broken")]


def by_rule(findings: Iterable[gs.Finding]) -> str:
    """How often each rule is broken, the most frequent first."""
    rules = gs.rules("2019") | gs.rules("2021")
    counts = Counter(finding.rule for finding in findings).most_common()
    head = "规则 rule | 说的是 label | in English | 处 places"
    return table(head, ((f"`{rule}`", rules[rule].label, rules[rule].english, count) for rule, count in counts))


def misprint(report: gs.Report) -> str:
    """What the likeliest repair looks like."""
    for repair in gs.suggest_repairs(report).repairs:
        return f"{repair.message().rstrip('。').rpartition('。')[2]} · {repair.looks_like}"
    return "没有改得少的办法 · no small repair"


def kind(report: gs.Report) -> str:
    """The kind of organ, as far as its name tells."""
    return next((told for told, end in KINDS.items() if re.search(end, report.organ.name)), UNKNOWN)


def prose(report: gs.Report) -> int:
    """How much text a report has."""
    return sum(len(text or "") for text in (report.overview, report.problems_and_improvements, report.other_matters))


def contradictions(read: Iterable[Versions]) -> Iterator[str]:
    """Where prose says other figures than the tables; of the files of a report that which has most prose speaks."""
    longest = [max(versions.values(), key=prose) for versions in read]
    count = sum(prose(report) > PROSE for report in longest)
    yield (
        f"{count} 份有正文（{PROSE} 字以上），其中与表不合的："
        f"In {count} with more than {PROSE} characters of prose, what is said otherwise than in the tables:"
    )
    found = chain.from_iterable(gs.verify_narrative(report) for report in longest if prose(report) > PROSE)
    yield by_rule(finding for finding in found if finding.rule.startswith("narrative."))


def years(reports: Iterable[gs.Report]) -> Iterator[str]:
    """Each organ's consecutive years."""
    organs: dict[str, list[gs.Report]] = defaultdict(list)
    for report in reports:
        organs[report.organ.name].append(report)
    series = [of_one for of_one in organs.values() if len({report.year for report in of_one}) > 1]
    found = [gs.verify_series(of_one) for of_one in series]
    pairs = sum(len(of_one) - 1 for of_one in series)
    held = sum(findings.counts["holds"] for findings in found)
    yield (
        f"{len(series)} 个机关，{pairs} 对年度，{held} 处接得上。"
        f"{len(series)} organs, {pairs} pairs of years, {held} places hold."
    )
    yield by_rule(one for findings in found for one in findings if one.verdict == "broken")


def pages(read: dict[str, Versions]) -> str:
    """Cells read from pages and texts, against the JSON of the same report."""
    rows: list[list[object]] = []
    for versions in read.values():
        (first, meant), *others = versions.items()
        for path, report in others if first.suffix.lower() == ".json" else ():
            cells = [cell for row in gs.compare(meant, report).rows.values() for cell in row]
            cells = [cell for cell in cells if not cell.pointer.endswith("/unit")]
            blank = sum(cell.kind == "blanked" for cell in cells)
            rows.append([path.name, blank, len(cells) - blank])
    return table("文件 file | 没有读出的格 left blank | 读得不同的格 read otherwise", rows)


def table(head: str, rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table, or a word that there is nothing."""
    lines = [f"| {' | '.join(map(cell, row))} |" for row in rows]
    line = f"|{' --- |' * (head.count('|') + 1)}"
    return "\n".join([f"| {head} |", line, *lines]) if lines else "没有。 None."


def cell(said: object) -> str:
    """What stands in a table, on one line and without markup of its own: names and messages come from the files."""
    return escape(" ".join(str(said).split()), quote=False).replace("|", "&#124;")


if __name__ == "__main__":
    sys.stdout.write(main(Path(sys.argv[1])))
