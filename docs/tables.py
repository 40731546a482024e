"""Write the tables of rules, remarks and scopes that stand in pages written by hand, each between two marks.

python -m docs.tables     `<!-- generated: rules succession -->` … `<!-- end -->`; a test holds the pages against it
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final, get_args

from attrs import evolve

import govinfo_schema as gs
from docs import generate
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.printed.remarks import NoteKind, ProblemKind
from govinfo_schema.prose.claim import Scope

PAGES: Final = sorted(Path(__file__).parent.glob("*.md"))
_MARKED: Final = re.compile(r"(<!-- generated: (\w+)((?: \w+)*) -->\n).*?(?=<!-- end -->)", re.DOTALL)


def filled(page: str) -> str:
    """A page with what stands between its marks made anew."""
    return _MARKED.sub(lambda mark: f"{mark[1]}\n{TABLES[mark[2]](*mark[3].split())}\n", page)


def rules(*kinds: str) -> str:
    """The rules of some kinds, in the order of the rule book."""
    books = {edition: gs.rules(edition) for edition in EDITIONS}
    found = {id_: rule for book in books.values() for id_, rule in book.items() if rule.kind in kinds}
    rows = [
        [
            looked_up(f"rule-book.html#{rule.id}", rule.id),
            f"`{rule.severity}`",
            "、".join(edition for edition, book in books.items() if rule.id in book),
            f"{rule.label}<br>{rule.english}",
        ]
        for rule in found.values()
    ]
    return generate.table(["id", "程度 severity", "版本 editions", "规则 rule"], rows)


def remarks(room: str) -> str:
    """The kinds of remark that stand among the notes of a reading, or among its problems, and what they say."""
    rows: list[list[str]] = []
    for kind in get_args({"notes": NoteKind, "problems": ProblemKind}[room]):
        said = evolve(generate.remark(kind), pointer="")
        told = "<br>".join(said.message(language) for language in generate.LANGUAGES)
        rows.append([looked_up(f"problems.html#reading.{kind.replace(' ', '-')}", kind), told])
    return generate.table([f"`{room}`", "消息 message"], rows)


def scopes() -> str:
    """For each scope of a claim what becomes of a figure that differs from the table; the library is asked."""
    organ = gs.form2021.Organ(name="某市某局")
    report = evolve(gs.zeros(gs.form2021.Report, year=2024, organ=organ), overview="收到政府信息公开申请3件。")
    (claim,) = gs.claims(report.overview or "", year=report.year, organ=organ.name)
    rows: list[list[str]] = []
    for scope in get_args(Scope):
        found = gs.verify_narrative(report, read={"overview": [evolve(claim, scope=scope)]})
        told = [f"`{finding.severity}`" for finding in found if finding.rule == f"narrative.{claim.what}"]
        rows.append([f"`{scope}`", *(told or ["不比 not compared"])])
    return generate.table(["scope", "与表不同 differs from the table"], rows)


def trust(what: str) -> str:
    """What was tried to break the library, as it stands on record in tests/trust."""
    from tests.trust import fuzz, mutants, properties, versions, worst  # noqa: PLC0415 - only where they are asked for

    if what in {"worst", "expressions", "versions"} and not (versions if what == "versions" else worst).FOUND.exists():
        return "还没有量过。 Not measured yet."
    if what == "fuzz":
        return fuzz.table(json.loads(fuzz.KEPT.read_text(encoding="utf-8"))).rstrip()
    if what == "properties":
        known = properties.on_record().values()
        rows = [
            [
                f"{one['law_zh']}<br>{one['law_en']}",
                f"{one['examples']:,}",
                f"{one['seconds']:,}",
                f"{one['counterexamples']}",
            ]
            for one in known
        ]
        return generate.table(["规律 law", "例子 examples", "秒 seconds", "反例 counterexamples"], rows)
    if what == "mutants":
        _, *told = mutants.rows()
        heads = [
            "组 group",
            "可变 possible",
            "试了 tried",
            "杀掉 killed",
            "活着 survived",
            "等价 equivalent",
            "杀掉的占 share",
        ]
        return generate.table(heads, [[*row] for row in told])
    if what == "versions":
        heads = ["Python", "依赖 level", "通过 passed", "失败 failed", "为什么 why", "版本 versions"]
        return generate.table(heads, [[*row] for row in versions.rows()])
    if what == "expressions":
        heads = ["文件 file", "正则 expressions", "试了 tried", "四倍长时的倍数 growth for four times the text"]
        return generate.table(heads, [[*row] for row in worst.expressions()])
    heads = ["入口 entry", "攻法 attacks", "最坏的 worst", "1 MB s", "2 MB s", "4 MB s",
             "200 ÷ 50 kB", "2 ÷ 1 MB", "4 ÷ 2 MB", "内存 MB"]  # fmt: skip
    return generate.table(heads, [[*row] for row in worst.rows()])


def looked_up(address: str, name: str) -> str:
    """A name that leads to its anchor in the reference; Markdown has no way to name such an anchor."""
    return f'<a href="generated/{address}"><code>{name}</code></a>'


TABLES: Final[dict[str, Callable[..., str]]] = {"rules": rules, "remarks": remarks, "scopes": scopes, "trust": trust}

if __name__ == "__main__":
    for path in PAGES:
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
