"""Write the published files, all of them made from the classes.

python schemas/write.py            writes what is missing or has changed
python schemas/write.py --release  also records the schemas as released: from then on they never change
"""

import csv
import hashlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import govinfo_schema as gs
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import places

HERE = Path(__file__).parent
RELEASED = HERE / "released.json"


def files() -> dict[str, str]:
    """Every published file by its name."""
    schemas = {edition: gs.json_schema(edition) for edition in EDITIONS}
    made = {f"report-{edition}.json": schema for edition, schema in schemas.items()}
    made["report.json"] = any_edition(schemas)
    made |= {name.replace(".json", ".draft-07.json"): draft_07(schema) for name, schema in made.items()}
    texts = {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made.items()}
    return texts | {f"codes-{edition}.csv": codes(edition) for edition in EDITIONS}


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


def released() -> dict[str, str]:
    """The digest of each schema that was released, by its `$id`."""
    digests: dict[str, str] = json.loads(RELEASED.read_text(encoding="utf-8")) if RELEASED.exists() else {}
    return digests


def digests() -> Iterator[tuple[str, str]]:
    """The `$id` and digest of each schema as it is now."""
    for name, text in files().items():
        if name.endswith(".json"):
            yield json.loads(text)["$id"], hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    for name, text in files().items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")
    if changed := [name for name, digest in digests() if released().get(name, digest) != digest]:
        sys.exit(
            f"released with other content: {', '.join(changed)}. "
            "Raise REVISION in the class Report of that edition (src/govinfo_schema/form), then run this again."
        )
    if "--release" in sys.argv:
        RELEASED.write_text(json.dumps(released() | dict(digests()), indent=2) + "\n", encoding="utf-8")
