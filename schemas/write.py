"""Write the published files, all of them made from the classes.

python -m schemas.write            writes what is missing or has changed
python -m schemas.write --release  also records the schemas as released: from then on they never change
"""

import csv
import hashlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from attrs import frozen
from schemas.cases import cases
from schemas.tables import table_schemas

import govinfo_schema as gs
from govinfo_schema.document.layout import write
from govinfo_schema.document.schema import schema_of
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.instances import instances
from govinfo_schema.form.vocabulary import Length, Line, Relation, RuleKind, Severity
from govinfo_schema.form.walk import places

HERE = Path(__file__).parent
RELEASED = HERE / "released.json"


def files() -> dict[str, str]:
    """Every published file by its name."""
    schemas = {edition: gs.json_schema(edition) for edition in EDITIONS}
    made = {f"report-{edition}.json": schema for edition, schema in schemas.items()}
    made["report.json"] = any_edition(schemas)
    made |= {name.replace(".json", ".draft-07.json"): draft_07(schema) for name, schema in made.items()}
    made["rules.schema.json"] = schema_of(RuleBook, "urn:govinfo-schema:rules:2", "RuleBook")
    made |= table_schemas()
    made["findings.schema.json"] = schema_of(gs.Findings, "urn:govinfo-schema:findings:2", "Findings")
    texts = {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made.items()}
    for edition in EDITIONS:
        texts[f"codes-{edition}.csv"] = codes(edition)
        texts[f"rules-{edition}.json"] = gs.to_json(rule_book(edition), indent=2) + "\n"
        texts |= conformance(edition)
    return texts


def draft_07(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema for editors and older tools: only the names of the dialect and of `$defs` differ."""
    text = json.dumps(schema).replace('"$defs"', '"definitions"').replace('"#/$defs/', '"#/definitions/')
    twin: dict[str, Any] = json.loads(text)
    return twin | {"$schema": "http://json-schema.org/draft-07/schema#", "$id": f"{schema['$id']}:draft-07"}


def any_edition(schemas: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """One file for a report of any edition; a class that editions print differently is named with its edition."""
    definitions: dict[str, Any] = {}
    differing = _differing([schema["$defs"] for schema in schemas.values()])
    for edition, schema in schemas.items():
        text = json.dumps(schema)
        for name in differing:
            text = text.replace(f'"#/$defs/{name}"', f'"#/$defs/{name}{edition}"')
            text = text.replace(f'"title": "{name}"', f'"title": "{name}{edition}"')
        root = json.loads(text)
        definitions |= {inner["title"]: inner for inner in root.pop("$defs").values()}
        definitions[root["title"]] = {
            name: value for name, value in root.items() if name not in {"$schema", "$id", "examples"}
        }
    newest = list(schemas.values())[-1]
    return {
        "$schema": newest["$schema"],
        "$id": f"urn:govinfo-schema:report:{'-'.join(schema['$id'].rpartition(':')[2] for schema in schemas.values())}",
        "title": "Report",
        "description": "政府信息公开工作年度报告 (a report of any edition)",
        "examples": newest["examples"],
        "oneOf": [{"$ref": f"#/$defs/{schema['title']}"} for schema in schemas.values()],
        "$defs": definitions,
    }


def _differing(editions: list[dict[str, Any]]) -> set[str]:
    """The classes that editions define differently, and those in which they stand."""
    names = {name for definitions in editions for name in definitions}
    found = {name for name in names if any(other.get(name) != editions[0].get(name) for other in editions)}
    while more := {
        name
        for name in names - found
        if any(f'"#/$defs/{inner}"' in json.dumps(editions[0].get(name)) for inner in found)
    }:
        found |= more
    return found


def codes(edition: str) -> str:
    """The lines of a form as a code list: sections, headings, rows and cells."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", "label_zh", "label_en", "unit", "source", "parent", "order"])
    tables = [place for place in places(EDITIONS[edition]).values() if place.pointer and place.cells()]
    for order, place in enumerate(tables, 1):
        code = place.pointer[1:].replace("/", ".")
        unit = place.unit if place.is_cell else ""
        writer.writerow([code, place.labels[-1], place.english[-1], unit, place.source, code.rpartition(".")[0], order])
    return text.getvalue()


@frozen(kw_only=True)
class Sides:
    """一条规则在一处涉及的格。 The cells of a rule at one place."""

    left: Annotated[tuple[str, ...], Length(1, 1_000), Line("左边各格", "pointers of the cells on the left")]
    right: Annotated[tuple[str, ...], Length(0, 1_000), Line("右边各格", "pointers of the cells on the right")]


@frozen(kw_only=True)
class CellRule:
    """关于格的规则：两边之和的关系。 A rule on cells: how the sums of both sides relate."""

    rule: Annotated[str, Length(1, 200), Line("编号", "id of the rule")]
    severity: Annotated[Severity, Line("程度", "severity")]
    relation: Annotated[Relation, Line("关系", "relation of the sum on the left to the sum on the right")]
    computes: Annotated[
        str | None, Length(4, 4), Line("算出的一边", "`left`: its one cell is printed as the sum of the right")
    ]
    label_zh: Annotated[str, Length(1, 200), Line("名称", "label in Chinese")]
    label_en: Annotated[str, Length(1, 200), Line("英文名称", "label in English")]
    explanation_zh: Annotated[str, Length(1, 500), Line("说明", "explanation in Chinese")]
    explanation_en: Annotated[str, Length(1, 500), Line("英文说明", "explanation in English")]
    source: Annotated[str, Length(1, 200), Line("出处", "source")]
    instances: Annotated[tuple[Sides, ...], Length(1, 1_000), Line("各处", "where the rule speaks")]


@frozen(kw_only=True)
class OtherRule:
    """其他规则，只有文字。 Another rule, in words: on sections, dates, codes, or between reports."""

    rule: Annotated[str, Length(1, 200), Line("编号", "id of the rule")]
    kind: Annotated[RuleKind, Line("种类", "kind")]
    severity: Annotated[Severity, Line("程度", "severity")]
    label_zh: Annotated[str, Length(1, 200), Line("名称", "label in Chinese")]
    label_en: Annotated[str, Length(1, 200), Line("英文名称", "label in English")]
    explanation_zh: Annotated[str, Length(1, 500), Line("说明", "explanation in Chinese")]
    explanation_en: Annotated[str, Length(1, 500), Line("英文说明", "explanation in English")]
    source: Annotated[str, Length(1, 200), Line("出处", "source")]


@frozen(kw_only=True)
class RuleBook:
    """一版格式的规则手册。 The rule book of an edition."""

    id: Annotated[
        str, Length(1, 200), Line("名称", "URN of the rule book; its last number is raised with every change")
    ]
    edition: Annotated[str, Length(1, 20), Line("格式版本", "edition of the form")]
    signed: Annotated[tuple[str, ...], Length(0, 1_000), Line("可为负数的格", "pointers of cells that may be negative")]
    cells: Annotated[tuple[CellRule, ...], Length(1, 1_000), Line("关于格的规则", "rules on cells")]
    succession: Annotated[
        tuple[CellRule, ...],
        Length(0, 1_000),
        Line("两年之间关于格的规则", "rules on cells of two consecutive years; `before:` and `now:` say which"),
    ]
    others: Annotated[tuple[OtherRule, ...], Length(0, 1_000), Line("其他规则", "other rules")]


def rule_book(edition: str) -> RuleBook:
    """The rules of an edition as plain data."""
    kinds: tuple[RuleKind, ...] = ("cells", "succession")
    found = [here for kind in kinds for here in instances(EDITIONS[edition], kind)]
    cells: dict[str, list[CellRule]] = {kind: [] for kind in kinds}
    others: list[OtherRule] = []
    for rule in gs.rules(edition).values():
        said: dict[str, Any] = {
            "rule": rule.id,
            "severity": rule.severity,
            "label_zh": rule.label,
            "label_en": rule.english,
            "explanation_zh": rule.explanation,
            "explanation_en": rule.english_explanation,
            "source": rule.source,
        }
        sides = tuple(Sides(left=here.left, right=here.right) for here in found if here.rule.id == rule.id)
        if rule.kind in cells and sides:
            computes = "left" if rule.computes else None
            cells[rule.kind].append(CellRule(**said, relation=rule.relation, computes=computes, instances=sides))
        else:
            others.append(OtherRule(**said, kind=rule.kind))
    signed = {at: None for here in found for at in (*here.left, *here.right) if at in here.signed and ":" not in at}
    name = f"urn:govinfo-schema:rules-{edition}:{EDITIONS[edition].REVISION}"
    of_cells, succession = (tuple(cells[kind]) for kind in kinds)
    return RuleBook(
        id=name, edition=edition, signed=tuple(signed), cells=of_cells, succession=succession, others=tuple(others)
    )


def conformance(edition: str) -> Iterator[tuple[str, str]]:
    """The conformance cases, one a file."""
    for case in cases(edition):
        data = {
            "why": case.why,
            "organ_kind": case.organ_kind,
            "published_on": case.published_on,
            "report": gs.to_data(case.report(edition)),
            "findings": gs.to_data(case.findings(edition)),
        }
        yield f"conformance/{edition}/{case.name}.json", write(data, 2) + "\n"


def released() -> dict[str, str]:
    """The digest of each schema and rule book that was released, by its name."""
    digests: dict[str, str] = json.loads(RELEASED.read_text(encoding="utf-8")) if RELEASED.exists() else {}
    return digests


def digests() -> Iterator[tuple[str, str]]:
    """The `$id` of each schema, or `id` of each rule book, and its digest as it is now."""
    for name, text in files().items():
        data: dict[str, Any] = json.loads(text) if name.endswith(".json") else {}
        if identifier := data.get("$id", data.get("id")):
            yield identifier, hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    for path in (HERE / "conformance").rglob("*.json"):
        path.unlink()
    for name, text in files().items():
        (HERE / name).parent.mkdir(parents=True, exist_ok=True)
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
    if changed := [name for name, digest in digests() if released().get(name, digest) != digest]:
        sys.exit(
            f"released with other content: {', '.join(changed)}. "
            "Raise REVISION in the class Report of that edition (src/govinfo_schema/form; for rules.schema.json "
            "and findings.schema.json the number in this file), then run this again."
        )
    if "--release" in sys.argv:
        RELEASED.write_text(json.dumps(released() | dict(digests()), indent=2) + "\n", encoding="utf-8")
