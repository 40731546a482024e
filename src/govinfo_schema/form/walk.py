"""The one walk over the classes of a form. Whatever else needs rows, labels, bounds or figures takes it from here."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, ParamSpec, TypeAlias, TypeVar, Union, cast, get_args, get_origin

import attrs
from attrs import Attribute, AttrsInstance, frozen

from govinfo_schema.errors import InvalidForm, Language
from govinfo_schema.form.vocabulary import Bounds, Length, Line, Pattern

Figure: TypeAlias = int | Decimal | None
"""What stands in a cell; `None` is a blank."""

P = ParamSpec("P")
T = TypeVar("T", bound=AttrsInstance)
V = TypeVar("V")

_JSON_TYPES: Final[dict[type, str]] = {int: "integer", Decimal: "number", str: "string"}


def once(function: Callable[P, V]) -> Callable[P, V]:
    """`functools.cache` that keeps the signature, and takes classes, which type checkers hold to be unhashable."""
    return cast("Callable[P, V]", cache(function))


@frozen(kw_only=True)
class Member:
    """One member of a class, with all that its annotation says.

    Attributes:
        name: Identifier in the class and in JSON.
        line: What the form prints.
        type: `int`, `Decimal`, `str`, or a class of the form.
        nullable: May be `null`: a blank cell, or a section left out.
        optional: Is absent where the report does not say it; then `null` is no value.
        many: A list of `type`.
        choices: The only texts allowed; empty where any text is.
        is_class: One object with members of its own.
        is_cell: A figure of a table, in contrast to the year or a text.
        bounds: Limits of a number.
        length: Limits of a text or a list.
        pattern: How a text is written.
    """

    name: str
    line: Line
    type: type[Any]
    nullable: bool
    optional: bool
    many: bool
    choices: tuple[str, ...]
    is_class: bool
    is_cell: bool
    bounds: Bounds | None
    length: Length | None
    pattern: Pattern | None

    @property
    def expected(self) -> str:
        """What JSON must hold here, in the words of JSON Schema."""
        if self.choices:
            return " | ".join(f'"{choice}"' for choice in self.choices)
        name = "array" if self.many else _JSON_TYPES.get(self.type, "object")
        return f"{name} | null" if self.nullable else name


@frozen(kw_only=True)
class Place:
    """Where something stands in a form.

    Attributes:
        pointer: JSON Pointer from the report; identifiers need no escape.
        labels: What the form prints along the path.
        english: The same in English.
        unit: Unit of the figures here, empty where the form names none.
        source: Article of the 条例 or number of the notice.
        also: Other words that reports print for the last label.
        type: As in `Member`.
        is_cell: As in `Member`.
        bounds: As in `Member`.
    """

    pointer: str = ""
    labels: tuple[str, ...] = ()
    english: tuple[str, ...] = ()
    unit: str = ""
    source: str = ""
    also: tuple[str, ...] = ()
    type: type[Any]
    is_cell: bool = False
    bounds: Bounds | None = None

    @property
    def name(self) -> str:
        """The last name of the pointer."""
        return self.pointer.rpartition("/")[2]

    def told(self, language: Language) -> tuple[str, ...]:
        """What the form prints along the path, without the title of the section if there is more."""
        labels = self.labels if language == "zh" else self.english
        return labels[1:] or labels

    @once
    def below(self) -> "tuple[Place, ...]":
        """The places of the members of the class that stands here; none below a cell, a text or a list."""
        return tuple(
            attrs.evolve(
                self,
                pointer=f"{self.pointer}/{member.name}",
                labels=(*self.labels, member.line.label),
                english=(*self.english, member.line.english),
                unit=self.unit if member.line.unit is None else member.line.unit,
                source=self.source if member.line.source is None else member.line.source,
                also=member.line.also,
                type=list if member.many else member.type,
                is_cell=member.is_cell,
                bounds=member.bounds,
            )
            for member in (members(self.type) if attrs.has(self.type) else ())
        )

    @once
    def cells(self) -> "tuple[Place, ...]":
        """The cells here and below, in the order of print."""
        return tuple(below for below in self.walk() if below.is_cell)

    def walk(self) -> "Iterator[Place]":
        """This place and all below it, in the order of print."""
        yield self
        for place in self.below():
            yield from place.walk()


@once
def members(cls: type[AttrsInstance]) -> tuple[Member, ...]:
    """The members of a class in the order of print; a name with an underscore before it is none.

    Raises:
        InvalidForm: A member has no `Line`.
    """
    return tuple(_member(cls, field) for field in attrs.fields(cls) if not field.name.startswith("_"))


@once
def places(cls: type[AttrsInstance]) -> Mapping[str, Place]:
    """Every place of a form by its pointer, in the order of print, the report itself at `""`."""
    return {place.pointer: place for place in Place(type=cls).walk()}


def figures(report: AttrsInstance) -> dict[str, Figure]:
    """The figures of a report by pointer, blank ones included; a section left out has none."""
    found: dict[str, Figure] = {}
    for section, pointers, read_cells in sections(type(report)):
        if getattr(report, section) is not None:
            found.update(zip(pointers, read_cells(report), strict=True))
    return found


@once
def sections(cls: type[AttrsInstance]) -> tuple[tuple[str, tuple[str, ...], Callable[[Any], tuple[Figure, ...]]], ...]:
    """The tables of a form: the name of each, the pointers of its cells, and how to read them all if it is there."""
    return tuple(
        (section.name, tuple(cells), attrgetter(*(cell[1:].replace("/", ".") for cell in cells)))
        for section in Place(type=cls).below()
        if (cells := [cell.pointer for cell in section.cells()])
    )


@once
def read(pointer: str) -> Callable[[Any], Any]:
    """How to read what stands at a place; the sections around it must be there.

    What stands before a colon is the name of one of several reports.
    """
    return attrgetter(pointer.replace(":", "").removeprefix("/").replace("/", "."))


def unit(report: object, pointer: str) -> str | None:
    """The unit that a report prints for the amount at a place, where it prints one."""
    printed: str | None = getattr(read(pointer.rpartition("/")[0])(report), "unit", None)
    return printed


def rows_of(place: Place) -> Iterator[tuple[Place, ...]]:
    """Each row with the headings above it."""
    for below in place.below():
        if any(inner.is_cell for inner in below.below()):
            yield (below,)
        else:
            yield from ((below, *row) for row in rows_of(below))


def with_figures(report: T, changes: Mapping[str, Figure]) -> T:
    """A copy with some figures changed; what does not change is shared with the original.

    Args:
        report: A report.
        changes: New figures by pointer.

    Returns:
        The copy.

    Raises:
        AttributeError: There is no such place, or its section is left out.
        TypeError: There is no such cell.
    """
    tree: dict[str, Any] = {}
    for pointer, figure in changes.items():
        *path, name = pointer.split("/")[1:]
        branch = tree
        for step in path:
            branch = branch.setdefault(step, {})
        branch[name] = figure
    return cast("T", _with(report, tree))


def _with(part: Any, changes: dict[str, Any]) -> Any:
    groups: dict[str, dict[str, Any]] = {name: change for name, change in changes.items() if isinstance(change, dict)}
    inner = {name: _with(getattr(part, name), change) for name, change in groups.items()}
    return attrs.evolve(part, **(changes | inner))


def _member(cls: type[AttrsInstance], field: "Attribute[Any]") -> Member:
    annotation, notes = _peel(field.type)
    nullable = get_origin(annotation) in (Union, UnionType)
    if nullable:
        annotation, inner = _peel([arm for arm in get_args(annotation) if arm is not NoneType][-1])
        notes += inner
    said: dict[type, Any] = {type(note): note for note in notes}
    if Line not in said:
        msg = f"{cls.__module__}.{cls.__qualname__}.{field.name} has no Line"
        raise InvalidForm(msg)
    literal = get_origin(annotation) is Literal
    many = get_origin(annotation) is tuple
    optional = field.default is None
    return Member(
        name=field.name,
        line=said[Line],
        type=str if literal else get_args(annotation)[0] if many else annotation,
        nullable=nullable and not optional,
        optional=optional,
        many=many,
        choices=get_args(annotation) if literal else (),
        is_class=attrs.has(annotation),
        is_cell=nullable and not optional and Bounds in said,
        bounds=said.get(Bounds),
        length=said.get(Length),
        pattern=said.get(Pattern),
    )


def _peel(annotation: Any) -> tuple[Any, tuple[Any, ...]]:
    if get_origin(annotation) is Annotated:
        return annotation.__origin__, annotation.__metadata__
    return annotation, ()
