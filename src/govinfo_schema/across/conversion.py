"""A report on another edition of the form: what both forms print alike, and what is lost."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

import attrs
from attrs import field, frozen

from govinfo_schema.check.rules import total
from govinfo_schema.errors import Language
from govinfo_schema.form.editions import EDITIONS, Report
from govinfo_schema.form.filled import blank
from govinfo_schema.form.vocabulary import MAXIMUM
from govinfo_schema.form.walk import Place, members, once, places, read, sections, with_figures

Reason: TypeAlias = Literal["not on the form", "cannot be split", "added together"]

_REASONS: Final[dict[Language, dict[Reason, str]]] = {
    "zh": {
        "not on the form": "{place}：{value}，{edition} 年版格式没有同样的栏目",
        "cannot be split": "{place}：{value}，{edition} 年版格式分成几行，每行多少无从知道",
        "added together": "{place}：{value}，{edition} 年版格式合为一行，只留下几行之和",
    },
    "en": {
        "not on the form": "{place}: {value}; the {edition} form prints no such thing",
        "cannot be split": "{place}: {value}; the {edition} form has several rows here, and no one knows their shares",
        "added together": "{place}: {value}; the {edition} form has one row here, and only the sum is left",
    },
}


@frozen(kw_only=True)
class Lost:
    """What the other edition cannot carry.

    Attributes:
        pointer: Where it stands in the report.
        value: What stands there.
        reason: `not on the form`: the other form has no line that says the same; `cannot be split`: it has several rows
            for this one; `added together`: it has one row for several.
    """

    pointer: str
    value: int | Decimal | str
    reason: Reason
    _said: tuple[Place, str] = field(alias="said", repr=False, eq=False)

    def message(self, language: Language = "zh") -> str:
        """Say in one line what is lost and why.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            One line.
        """
        place, edition = self._said
        said = _REASONS[language][self.reason]
        return said.format(place=" · ".join(place.told(language)), value=self.value, edition=edition)


@frozen(kw_only=True)
class Conversion:
    """A report on another edition of the form.

    Attributes:
        report: The report; what cannot be known is blank.
        lost: What it does not carry, in the order of the form. Blanks are not listed.
    """

    report: Report
    lost: tuple[Lost, ...]


def convert(report: Report, edition: str) -> Conversion:
    """Put a report on another edition of the form, as far as both print the same.

    Carried are all texts, and each figure whose line both editions word alike. One row that the other form splits,
    （六）其他处理 in 2019, is the sum of its rows; where it is 0, so is each of them. No figure is made up: what the
    other form asks for and this one does not say is blank. The year stays, so `verify` may find that the form is not
    of it.

    Args:
        report: A report of any edition.
        edition: `"2019"` or `"2021"`.

    Returns:
        The report on that edition, and what was lost.

    Raises:
        KeyError: There is no such edition.
    """
    form, source = EDITIONS[edition], type(report)
    if form is source:
        return Conversion(report=report, lost=())
    tables = {name for name, *_ in sections(form)}
    given = {
        member.name: getattr(report, member.name)
        for member in members(form)
        if member.name != "edition" and (member.name not in tables or getattr(report, member.name) is None)
    }
    kept = [note for note in report.notes or () if note.at not in places(source).keys() - places(form).keys()]
    given["notes"] = None if report.notes is None else tuple(kept)
    carried, reasons = _carried(report, form)
    lost: dict[str, tuple[Any, Reason]] = {
        f"/notes/{number}": (note.text, "not on the form")
        for number, note in enumerate(report.notes or ())
        if note not in kept
    }
    lost |= {pointer: (read(pointer)(report), reasons[pointer]) for pointer in leaves(source) if pointer in reasons}
    known = places(source)
    return Conversion(
        report=with_figures(blank(form, **given), carried),
        lost=tuple(
            Lost(pointer=pointer, value=value, reason=reason, said=(known.get(pointer, known["/notes"]), edition))
            for pointer, (value, reason) in lost.items()
        ),
    )


def _carried(report: Report, form: type[Report]) -> tuple[dict[str, Any], dict[str, Reason]]:
    """What stands in the tables of the other form, and why each leaf of this one is lost that is."""
    source = type(report)
    there = {f"/{name}" for name, *_ in sections(source) if getattr(report, name) is not None}
    printed = {at: read(at)(report) for at in leaves(source) if f"/{at.split('/')[1]}" in there}
    same, splitting, adding = shared(source, form), _split(source, form), _split(form, source)
    added = {part for parts in adding.values() for part in parts}
    carried: dict[str, Any] = {}
    lost: dict[str, Reason] = {}
    for pointer, value in printed.items():
        if pointer in same:
            carried[pointer] = value
        elif pointer in splitting and not value:  # nothing, or a blank
            carried |= dict.fromkeys(splitting[pointer], value)
        elif value is not None and pointer not in added:
            lost[pointer] = "cannot be split" if pointer in splitting else "not on the form"
    for pointer, parts in adding.items():
        if parts[0] in printed:
            values = [printed[part] for part in parts]
            whole = None if None in values else total(values)
            carried[pointer] = whole if whole is not None and whole <= MAXIMUM else None
            if whole != 0:
                lost |= {part: "added together" for part in parts if printed[part] is not None}
    return carried, lost


@once
def leaves(form: type[Report]) -> Mapping[str, Place]:
    """The cells of the tables, and what else is printed in them, by pointer in the order of print."""
    tables = (places(form)[f"/{name}"] for name, *_ in sections(form))
    return {place.pointer: place for table in tables for place in table.walk() if not attrs.has(place.type)}


@once
def shared(one: type[Report], other: type[Report]) -> frozenset[str]:
    """The leaves of tables that two forms word alike; 本年 may be left out, for a report is of its year."""
    mine, theirs = (
        {at: place.labels[-1].removeprefix("本年") for at, place in leaves(form).items()} for form in (one, other)
    )
    return frozenset(dict(mine.items() & theirs.items()))


@once
def _split(coarse: type[Report], fine: type[Report]) -> Mapping[str, tuple[str, ...]]:
    """The cells of a row that has several rows of its shape on the other form, each with those that it splits into."""
    found: dict[str, tuple[str, ...]] = {}
    for pointer, row in places(coarse).items():
        rows = tuple(places(fine)[pointer].below()) if pointer in places(fine) else ()
        if rows and all(part.type is row.type for part in rows):
            for cell in row.cells():
                found[cell.pointer] = tuple(part.pointer + cell.pointer.removeprefix(pointer) for part in rows)
    return found
