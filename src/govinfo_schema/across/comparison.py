"""Two reports side by side: what changed, cell by cell and section by section."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, islice
from typing import Any, Final, Literal, TypeAlias, overload

from attrs import frozen

from govinfo_schema.across.conversion import leaves, shared
from govinfo_schema.check.rules import less
from govinfo_schema.document.aligned import aligned
from govinfo_schema.errors import Language, printable
from govinfo_schema.form.editions import Report
from govinfo_schema.form.walk import Figure, Place, members, places, read, rows_of, sections, unit

Kind: TypeAlias = Literal["changed", "filled", "blanked", "new", "gone"]

_WORDS: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "years": "{organ}：{before} 年 → {now} 年，{count} 处不同",
        "versions": "{organ}：{now} 年的两份，{count} 处不同",
        "editions": "（两份的格式不同，只比较两版说法相同的栏目）",
        "year": "{year} 年", "former": "原来", "latter": "现在", "absolute": "增减", "relative": "增减率",
        "blank": "空白", "left out": "无此节", "changed": "{place}：文字不同，{before} 字 → {now} 字",
        "new": "{place}：原来没有这一节，现在有", "gone": "{place}：原来有这一节，现在没有",
    },
    "en": {
        "years": "{organ}: {before} → {now}, {count} differences",
        "versions": "{organ}: two versions of {now}, {count} differences",
        "editions": " (on two editions of the form: only what both word alike)",
        "year": "{year}", "former": "before", "latter": "now", "absolute": "change", "relative": "in percent",
        "blank": "blank", "left out": "no section",
        "changed": "{place}: the text differs, {before} characters → {now}",
        "new": "{place}: left out before, there now", "gone": "{place}: there before, left out now",
    },
}  # fmt: skip


@frozen(kw_only=True)
class Difference:
    """What stands at one place of two reports that do not agree there.

    Attributes:
        pointer: Where; on both forms.
        kind: `changed`: something else; `filled`: blank before; `blanked`: blank now; `new`: its section was left out
            before; `gone`: its section is left out now.
        before: What stood there: a figure, a text; `None` for a blank, for what was left out, and for a whole table.
        now: What stands there now.
        absolute: Now less before, of two figures in one unit; else `None`.
        relative: The same divided by before; `None` also where that was 0 or less.
    """

    pointer: str
    kind: Kind
    before: Figure | str
    now: Figure | str
    absolute: int | Decimal | None = None
    relative: Fraction | None = None


@frozen(kw_only=True, repr=False)
class Comparison(Sequence[Difference]):
    """Where two reports differ, in the order of the form: texts and tables. `str()` is a table for people in Chinese.

    Attributes:
        previous: The one report.
        current: The other.
        differences: All of them; none where the reports agree.
    """

    previous: Report
    current: Report
    differences: tuple[Difference, ...]

    @property
    def rows(self) -> dict[str, tuple[Difference, ...]]:
        """The differences in tables, those of one row together, by the pointer of the row."""
        rows = _rows(type(self.current))
        inside = [difference for difference in self.differences if difference.pointer in rows]
        return {at: tuple(of_row) for at, of_row in groupby(inside, lambda found: rows[found.pointer].pointer)}

    def table(self, language: Language = "zh") -> str:
        """Lay out the differences for a terminal: the figures row by row, then what there is to say of whole sections.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            Lines of text, Chinese characters counted two columns wide.
        """
        words, years = _WORDS[language], (self.previous.year, self.current.year)
        said = {"organ": printable(self.current.organ.name), "before": years[0], "now": years[1], "count": len(self)}
        versions, other_form = years[0] == years[1], self.previous.edition != self.current.edition
        heads = [words["former"], words["latter"]] if versions else [words["year"].format(year=year) for year in years]
        known, rows = places(type(self.current)), self.rows
        lines = [["", *heads, words["absolute"], words["relative"]]]
        for at, differences in rows.items():
            lines += [_line(known[one.pointer], len(known[at].told(language)), one, language) for one in differences]
        told_lines = iter(aligned(lines, frozenset({1, 2, 3, 4})))
        figures = [next(told_lines)]
        for at, differences in rows.items():
            figures += [_joined(known[at], language), *islice(told_lines, len(differences))]
        told = [
            words[found.kind].format(
                place=_joined(known[found.pointer], language), before=len(str(found.before)), now=len(str(found.now))
            )
            for found in self.differences
            if found.pointer.count("/") == 1
        ]
        blocks = [
            [words["versions" if versions else "years"].format(**said) + words["editions"] * other_form],
            figures if rows else [],
            told,
        ]
        return "\n\n".join("\n".join(block) for block in blocks if block)

    def __str__(self) -> str:
        return self.table()

    def __repr__(self) -> str:
        return f"<Comparison {self.previous.year} {self.current.year}, {len(self)} differences>"

    def __len__(self) -> int:
        return len(self.differences)

    @overload
    def __getitem__(self, index: int) -> Difference: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Difference, ...]: ...
    def __getitem__(self, index: int | slice) -> Difference | tuple[Difference, ...]:
        return self.differences[index]


def compare(previous: Report, current: Report) -> Comparison:
    """Find where two reports differ: of two years, or two versions of one.

    Sections and the introduction are compared, not the head of the document; on two editions of the form only what both
    word alike.

    Args:
        previous: The earlier.
        current: The later.

    Returns:
        The differences, none where the reports agree.
    """
    found: list[Difference] = []
    tables = {name for name, *_ in sections(type(current))}
    for member in members(type(current)):
        before, now = getattr(previous, member.name), getattr(current, member.name)
        text = member.type is str and not member.choices and not member.pattern
        if (text and before != now) or (member.name in tables and (before is None) != (now is None)):
            kind: Kind = "new" if before is None else "gone" if now is None else "changed"
            values = {"before": before, "now": now} if text else {"before": None, "now": None}
            found.append(Difference(pointer=f"/{member.name}", kind=kind, **values))
        if member.name in tables:
            found += _in_table(previous, current, member.name)
    return Comparison(previous=previous, current=current, differences=tuple(found))


def _in_table(previous: Report, current: Report, section: str) -> Iterator[Difference]:
    there = [getattr(report, section) is not None for report in (previous, current)]
    both = shared(type(previous), type(current))
    for pointer in leaves(type(current)):
        if pointer in both and pointer.startswith(f"/{section}/"):
            before, now = (
                read(pointer)(report) if is_there else None
                for report, is_there in zip((previous, current), there, strict=True)
            )
            if before != now:
                missing: Kind = "filled" if there[0] else "new"
                kind = (
                    missing if before is None else "changed" if now is not None else "blanked" if there[1] else "gone"
                )
                comparable = kind == "changed" and unit(previous, pointer) == unit(current, pointer)
                yield _difference(pointer, kind, before, now, comparable=comparable and not isinstance(now, str))


def _difference(pointer: str, kind: Kind, before: Any, now: Any, *, comparable: bool) -> Difference:
    if not comparable:
        return Difference(pointer=pointer, kind=kind, before=before, now=now)
    more = less(now, before)
    relative = Fraction(more) / Fraction(before) if before > 0 else None
    return Difference(pointer=pointer, kind=kind, before=before, now=now, absolute=more, relative=relative)


def _rows(form: type[Report]) -> dict[str, Place]:
    """The row in which each leaf of the tables stands."""
    tables = (places(form)[f"/{name}"] for name, *_ in sections(form))
    return {place.pointer: row for table in tables for *_, row in rows_of(table) for place in row.walk()}


def _joined(place: Place, language: Language, depth: int = 0) -> str:
    return " · ".join(place.told(language)[depth:])


def _line(place: Place, depth: int, found: Difference, language: Language) -> list[str]:
    """A line of the table: what differs in a row, both figures, what is between them."""
    words = _WORDS[language]
    before = words["left out"] if found.kind == "new" else _figure(found.before, language)
    now = words["left out"] if found.kind == "gone" else _figure(found.now, language)
    more = "" if found.absolute is None else f"{Decimal(found.absolute):+f}"
    tenths = None if found.relative is None else round(found.relative * 1_000)
    share = "" if tenths is None else f"{Decimal(f'{tenths}e-1'):+f}%"
    return [f"  {_joined(place, language, depth)}", before, now, more, share]


def _figure(figure: Figure | str, language: Language) -> str:
    return (
        _WORDS[language]["blank"] if figure is None else f"{figure:f}" if isinstance(figure, Decimal) else str(figure)
    )
