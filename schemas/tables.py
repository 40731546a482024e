"""The data dictionary: Frictionless Table Schemas of the wide frame and of the tidy one, made from the walk."""

from decimal import Decimal
from itertools import chain
from typing import Any

from govinfo_schema.bulk.columns import Column, all_columns, lines
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.vocabulary import MAXIMUM
from govinfo_schema.form.walk import places

PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
TYPES: dict[Any, str] = {int: "integer", Decimal: "number", str: "string", bool: "boolean", list: "array"}
KEYS = ["/organ/name", "/year", "/edition"]


def table_schemas() -> dict[str, dict[str, Any]]:
    """Of the columns of each edition, of those of all together, and of tidy rows, by the names of their files."""
    made = {f"columns-{edition}": wide(edition) for edition in EDITIONS}
    named = made | {"columns": wide(None), "tidy": tidy()}
    return {f"{name}.table-schema.json": schema for name, schema in named.items()}


def wide(edition: str | None) -> dict[str, Any]:
    """What `to_columns` lays out."""
    fields = [field(pointer, column, edition) for pointer, column in all_columns(edition).items()]
    return {"$schema": PROFILE, "fields": fields, "missingValues": [""], "primaryKey": KEYS}


def field(pointer: str, column: Column, edition: str | None) -> dict[str, Any]:
    """A column: type, labels, unit, article, and what it may hold."""
    member = column.member
    place = [places(form)[pointer] for form in EDITIONS.values() if pointer in places(form)][-1]
    kind = bool if member.is_class else list if member.many else member.type
    constraints: dict[str, Any] = {}
    if not column.section and (member.is_class or not (member.nullable or member.optional)):
        constraints["required"] = True
    if member.bounds:
        constraints |= {"minimum": member.bounds.minimum, "maximum": member.bounds.maximum}
    if member.length and kind is str:
        constraints |= {"minLength": member.length.minimum, "maxLength": member.length.maximum}
    if member.pattern:
        constraints["pattern"] = member.pattern.regex
    if member.choices:
        forms = [edition] if edition else [*EDITIONS]
        constraints["enum"] = [choice for one in forms if pointer in all_columns(one)
                               for choice in all_columns(one)[pointer].member.choices]  # fmt: skip
    said = [column.english, place.unit if member.is_cell else "", place.source]
    return {
        "name": pointer,
        "type": TYPES[kind],
        "title": column.label,
        "description": "; ".join(filter(None, said)),
        "constraints": constraints,
    }


def tidy() -> dict[str, Any]:
    """What `to_tidy` lays out; each row belongs to one of the wide frame."""
    every = [line for form in EDITIONS.values() for line in lines(form)]
    places = enumerate(("table", "row", "column"))
    choices = {name: list(dict.fromkeys(where[at] for _, where, _ in every)) for at, name in places}
    printed = [column.member.choices for name, column in all_columns().items() if name.endswith("/unit")]
    choices["unit"] = [*dict.fromkeys([*filter(None, (cell.unit for cell, *_ in every)), *chain(*printed)])]
    bounds = {"minimum": -MAXIMUM, "maximum": MAXIMUM}
    keys = dict(zip(("organ", "year", "edition"), KEYS, strict=True))
    of = {own: field(pointer, all_columns()[pointer], None) for own, pointer in keys.items()}
    fields = [{**of[own], "name": own} for own in keys]
    for name, title, english in (
        ("table", "表（节）", "the section: first part of the pointer"),
        ("row", "行", "the row: parts of the pointer, joined by dots"),
        ("column", "列", "the column: the rest of the pointer"),
        ("value", "数", "the figure, exact; empty where the cell is blank"),
        ("unit", "单位", "unit; empty where neither form nor report names one"),
        ("label", "名称", "what the form prints along the way"),
    ):
        needed = {} if name in {"value", "unit"} else {"required": True}
        limits = bounds if name == "value" else {"enum": choices[name]} if name in choices else {}
        fields.append({"name": name, "type": "number" if name == "value" else "string", "title": title,
                       "description": english, "constraints": needed | limits})  # fmt: skip
    return {
        "$schema": PROFILE,
        "fields": fields,
        "missingValues": [""],
        "primaryKey": [*keys, "table", "row", "column"],
        "foreignKeys": [{"fields": [*keys], "reference": {"resource": "columns", "fields": [*keys.values()]}}],
    }
