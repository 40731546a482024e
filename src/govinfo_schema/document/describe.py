"""The published schema and rule book as a Markdown reference. All that it knows stands in these two files.

A description in the schema is `label (english; unit; source)`: the unit of a figure, the source where there is one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from attrs import evolve, field, frozen

from govinfo_schema.errors import InvalidForm, Language

_EXACT: Final = "decimals"  # how the last remark on a sum of money begins
_SHOWN: Final = 4  # more cells on a side are cut short
_WORDS: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "title": "{label}（{edition} 年版格式）", "schema": "模式", "rules": "规则", "head": "文件头", "comma": "，",
        "members": "名称|标识|指针|内容|出处", "cells": "名称|标识|指针|单位|界限|出处|规则", "rule book": "规则",
        "section": "标识 `{name}`，指针 `{pointer}`，{content}。", "null": "没有这一节时为 `null`", "row": "行",
        "of document": "关于文件的", "of narrative": "文字与表格之间的", "of succession": "两年之间的",
        "of consolidation": "汇总与各成员之间的", "of cells": "关于格的", "sides": "左边各格之和|右边各格之和",
        "absent": "可以没有", "text": "文字", "list": "列表", "object": "一组", "number": "数，小数须精确",
        "integer": "整数", "characters": "{low} 至 {high} 字", "exactly": "{low} 字", "entries": "最多 {high} 条",
        "range": "{low} 至 {high}", "blank": "空白为 `null`", "relation": "，关系 `{relation}`",
        "rule": "程度 `{severity}`{relation}。{explanation}出处：{source}。", "computes": "，左边一格由右边算出",
        "more": "{first} …… {last}（共 {count} 格）", "cells of": "各格：",
        "intro": "表里一格写着单位和它参与的规则的编号。空白不是 0：没有印出的格是 `null`。",
    },
    "en": {
        "title": "{label} ({edition} form)", "schema": "Schema", "rules": "rules", "head": "Head of the document",
        "members": "label|identifier|pointer|value|source", "rule book": "Rules", "row": "row", "comma": ", ",
        "cells": "label|identifier|pointer|unit|bounds|source|rules", "null": "`null` where it is left out",
        "section": "Identifier `{name}`, pointer `{pointer}`, {content}.", "of document": "On the document",
        "of narrative": "Between prose and tables", "of succession": "Between two years", "of cells": "On cells",
        "of consolidation": "Between a whole and its members", "sides": "sum of these|sum of those",
        "absent": "may be absent", "text": "text", "list": "list", "object": "object", "integer": "integer",
        "number": "number, decimals exact", "characters": "{low} to {high} characters", "exactly": "{low} characters",
        "entries": "at most {high} entries", "range": "{low} to {high}", "blank": "`null` for a blank",
        "rule": "Severity `{severity}`{relation}. {explanation} Source: {source}.", "cells of": "Cells: ",
        "relation": ", relation `{relation}`", "computes": ", the left is computed from the right",
        "more": "{first} … {last} ({count} cells)",
        "intro": "A cell of a table shows its unit and the numbers of the rules in which it takes part. Blank is not "
        "zero: a cell that is not printed is `null`.",
    },
}  # fmt: skip


@frozen(kw_only=True)
class _Place:
    """Where something stands in the schema, with what the description there says."""

    pointer: str = ""
    labels: tuple[str, ...] = ()
    unit: str = ""
    source: str = ""
    optional: bool = False
    schema: Mapping[str, Any] = field(factory=dict[str, Any])
    types: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.pointer.rpartition("/")[2]

    @property
    def is_cell(self) -> bool:
        return "null" in self.types and not {"integer", "number"}.isdisjoint(self.types)


@frozen
class _Book:
    """The schema of one edition and its rules: how to go down, and which rules a cell takes part in."""

    root: Mapping[str, Any]
    rules: Mapping[str, Any]
    language: Language

    def below(self, place: _Place) -> list[_Place]:
        """The members of what stands at a place; those of a list are of its first entry."""
        first = "items" in place.schema
        schema = self.resolved(place.schema["items"]) if first else place.schema
        above = evolve(place, pointer=f"{place.pointer}/0", schema=schema) if first else place
        return [self._member(above, name, told) for name, told in schema.get("properties", {}).items()]

    def _member(self, above: _Place, name: str, told: Mapping[str, Any]) -> _Place:
        label, _, rest = told["description"].removesuffix(")").partition(" (")
        english, *known = re.split(r"; (?![^(]{0,200}\))", rest)
        schema = self.resolved(told)
        types = schema.get("type", "string")
        types = (types,) if isinstance(types, str) else tuple(types)
        place = evolve(
            above, pointer=f"{above.pointer}/{name}", schema=schema, types=types,
            optional=above.optional or name not in above.schema["required"],
            labels=(*above.labels, label if self.language == "zh" else english or label),
        )  # fmt: skip
        known = [part for part in known if not part.startswith(_EXACT)]
        unit = known.pop(0) if known and place.is_cell else ""
        return evolve(place, unit=unit, source=known[0] if known else above.source)

    def resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """The schema, or the definition to which it refers."""
        reference: str = (schema.get("allOf") or [schema])[0].get("$ref", "")
        found = self.root if reference else schema
        for step in reference.split("/")[1:]:
            found = found[step]
        return found

    def rows(self, place: _Place, *above: _Place) -> Iterator[tuple[_Place, ...]]:
        """Each row with the headings above it."""
        for below in self.below(place):
            if any(inner.is_cell for inner in self.below(below)):
                yield (*above, below)
            else:
                yield from self.rows(below, *above, below)

    def leaves(self, place: _Place) -> Iterator[_Place]:
        """What has no member of its own, here and below; and lists."""
        inner = self.below(place)
        if not inner or "items" in place.schema:
            yield place
        for below in inner:
            yield from self.leaves(below)

    def taking_part(self, pointer: str) -> list[str]:
        """The ids of the rules in which a cell takes part."""
        return [
            rule["rule"]
            for rule in (*self.rules.get("cells", ()), *self.rules.get("succession", ()))
            if any(
                pointer == at.rpartition(":")[2] for here in rule["instances"] for at in here["left"] + here["right"]
            )
        ]


def describe(schema: Mapping[str, Any], rules: Mapping[str, Any] | None = None, language: Language = "zh") -> str:
    """Write the reference of a published schema: its tables, every cell, and the rules.

    Only what the two files say is used, so it serves whoever has the files alone.

    Args:
        schema: A schema of `schemas/report*.json`, of either draft, as data; of the file of both editions, one
            reference after the other.
        rules: A rule book of `schemas/rules-*.json`, as data: then each cell names its rules, and they are listed.
        language: `"zh"` or `"en"`.

    Returns:
        Markdown with pipe tables: for each section the table that people know, the label of a row to the left and
        those of the columns above, then each cell with identifier, JSON Pointer, unit, bounds, source and rules.

    Raises:
        InvalidForm: The rules are of another edition than the schema.
        KeyError: It is not a published schema of a report.
    """
    whole = _Book(schema, {}, language)
    roots = [whole.resolved(root) for root in schema.get("oneOf", [schema])]
    editions = [root["properties"]["edition"]["const"] for root in roots]
    if rules and rules["edition"] not in editions:
        msg = f"rules of {rules['edition']}, schema of {', '.join(editions)}"
        raise InvalidForm(msg)
    parts: list[str] = []
    for root, edition in zip(roots, editions, strict=True):
        book = _Book(schema, rules if rules and rules["edition"] == edition else {}, language)
        parts += [*_reference(book, root, edition), ""]
    return "\n".join(parts)


def _reference(book: _Book, root: Mapping[str, Any], edition: str) -> Iterator[str]:
    words = _WORDS[book.language]
    label = root["description"].partition(",")[0]
    if book.language == "en":
        label = "Annual report on government information disclosure"
    names = [
        f"{words['schema']} `{book.root['$id']}`",
        *([f"{words['rules']} `{book.rules['id']}`"] if book.rules else []),
    ]
    yield from (f"# {words['title'].format(label=label, edition=edition)}", "", words["comma"].join(names), "")
    yield from (words["intro"], "", f"## {words['head']}", "")
    members = book.below(_Place(schema=root))
    head = [place for place in members if "null" not in place.types]
    rows = [_member(leaf, words) for place in head for leaf in book.leaves(place)]
    yield from _table(words["members"].split("|"), rows)
    for place in members:
        if place not in head:
            content = words["comma"].join([_content(place, words), words["null"]])
            yield from ("", f"## {place.labels[-1]}", "")
            yield words["section"].format(name=place.name, pointer=place.pointer, content=content)
            yield from _section(book, place, words)
    if book.rules:
        yield from _rules(book, words)


def _section(book: _Book, section: _Place, words: Mapping[str, str]) -> Iterator[str]:
    """The tables of a section, one for each run of rows with the same columns under one article; then their cells."""
    of_rows = groupby(book.rows(section), key=lambda row: (row[-1].schema, row[-1].source if len(row) == 1 else ""))
    for (_, source), group in of_rows:
        rows = list(group)
        cells = [[leaf for leaf in book.leaves(row[-1]) if leaf.is_cell] for row in rows]
        ids = list(dict.fromkeys(id_ for row in cells for cell in row for id_ in book.taking_part(cell.pointer)))
        heads = [_named(cell, rows[0][-1]) for cell in cells[0]]
        body, said = list[list[str]](), set[str]()
        for row, line in zip(rows, cells, strict=True):
            new = [place for place in row[:-1] if place.pointer not in said]
            said.update(place.pointer for place in new)
            body += [[f"**{place.labels[-1]}** `{place.name}`", *([""] * len(line))] for place in new]
            body += [[_named(row[-1], (section, *row)[-2]), *(_marks(book, cell, ids) for cell in line)]]
        yield from ("", *([f"**{source}**", ""] if source else []))
        yield from _table([words["row"], *heads], body)
        if ids:
            yield from ("", *(f"{number}. {_link(id_)}" for number, id_ in enumerate(ids, 1)))
        told = [_cell(book, leaf, section, words) for row in rows for leaf in book.leaves(row[-1])]
        yield from ("", f"### {words['cells of']}{source or section.labels[-1]}", "")
        yield from _table(words["cells"].split("|"), told)


def _named(place: _Place, above: _Place) -> str:
    """Labels and names from below another place."""
    labels, name = place.labels[len(above.labels) :], place.pointer.removeprefix(f"{above.pointer}/")
    return f"{' · '.join(labels)} `{name}`"


def _marks(book: _Book, cell: _Place, ids: Sequence[str]) -> str:
    numbers = sorted(ids.index(id_) + 1 for id_ in book.taking_part(cell.pointer))
    return " ".join(filter(None, [cell.unit, ", ".join(map(str, numbers))]))


def _cell(book: _Book, cell: _Place, section: _Place, words: Mapping[str, str]) -> list[str]:
    label = " · ".join(cell.labels[len(section.labels) :])
    links = ", ".join(map(_link, book.taking_part(cell.pointer)))
    return [label, f"`{cell.name}`", f"`{cell.pointer}`", cell.unit, _content(cell, words), cell.source, links]


def _member(place: _Place, words: Mapping[str, str]) -> list[str]:
    label, content = " · ".join(place.labels), _content(place, words)
    return [label, f"`{place.name}`", f"`{place.pointer}`", content, place.source]


def _content(place: _Place, words: Mapping[str, str]) -> str:
    """What may stand at a place: its type and limits."""
    schema = place.schema
    told = [f"`{schema['const']}`"] if "const" in schema else [f"`{one}`" for one in schema.get("enum", ())]
    if not told:
        names = {"string": "text", "array": "list"}
        told = [words[names.get(place.types[0], place.types[0])]]
    if "maximum" in schema:
        told += [words["range"].format(low=schema["minimum"], high=schema["maximum"])]
    if "maxLength" in schema:
        low, high = schema.get("minLength", 0), schema["maxLength"]
        told += [words["characters" if low < high else "exactly"].format(low=low, high=high)]
    if "maxItems" in schema:
        told += [words["entries"].format(high=schema["maxItems"])]
    told += [f"`{schema['pattern']}`"] if "pattern" in schema else []
    told += [words["blank"]] if place.is_cell else [words["absent"]] if place.optional else []
    return words["comma"].join(told)


def _rules(book: _Book, words: Mapping[str, str]) -> Iterator[str]:
    """The rule book: first the rules on cells, each with its places, then the others in words."""
    yield from ("", f"## {words['rule book']}")
    told = [(kind, rule) for kind in ("cells", "succession") for rule in book.rules[kind]]
    told += [(rule["kind"], rule) for rule in book.rules["others"]]
    for kind in dict.fromkeys(kind for kind, _ in told):
        yield from ("", f"### {words[f'of {kind}']}")
        for rule in (rule for of, rule in told if of == kind):
            relation = words["relation"].format(**rule) if "relation" in rule else ""
            relation += words["computes"] if rule.get("computes") else ""
            explanation = rule[f"explanation_{book.language}"]
            yield from ("", f"#### {rule['rule']}", "", f"**{rule[f'label_{book.language}']}**", "")
            yield words["rule"].format(
                severity=rule["severity"], relation=relation, explanation=explanation, source=rule["source"]
            )
            if "instances" in rule:
                sides = [[_side(here[side], words) for side in ("left", "right")] for here in rule["instances"]]
                yield from ("", *_table(words["sides"].split("|"), sides))


def _side(pointers: Sequence[str], words: Mapping[str, str]) -> str:
    shown = [f"`{pointer}`" for pointer in pointers]
    if len(shown) <= _SHOWN:
        return " + ".join(shown)
    return words["more"].format(first=shown[0], last=shown[-1], count=len(shown))


def _link(id_: str) -> str:
    """To the heading of a rule, by the name that Markdown gives it."""
    return f"[{id_}](#{id_.replace('.', '').lower()})"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"
