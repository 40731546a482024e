"""The rules on cells of a form as straight code, written once from their instances: which of them do not plainly hold.

Where a figure is blank, or a rule is broken, its instance is named, and `rules.holds` decides.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from textwrap import wrap
from typing import Any, Final

from attrs import AttrsInstance, frozen

from govinfo_schema.form.instances import Instance, instances
from govinfo_schema.form.walk import Place, once, places
from govinfo_schema.form.written import cell, objects, written

_BROKEN: Final[dict[str, str]] = {
    "=": "{} != {}", "<=": "{} > {}", ">=": "{} < {}", "zero together": "({} > 0) != ({} > 0)",
}  # fmt: skip
_OF_BLANKS: Final = {"filled", "itemized"}


@frozen
class Group:
    """The instances of the rules that look into the same sections.

    Attributes:
        sections: Names of the report's members; all of them must be there.
        numbers: Which of the form's instances these are.
        doubtful: Names those that do not plainly hold in a report; its source is what `inspect.getsource` shows.
    """

    sections: tuple[str, ...]
    numbers: tuple[int, ...]
    doubtful: Callable[[Any], list[int]]


@once
def groups(form: type[AttrsInstance]) -> tuple[Group, ...]:
    """All instances of a form's rules on cells, by the sections in which their cells are."""
    numbered: dict[tuple[str, ...], dict[int, Instance]] = {}
    for number, instance in enumerate(instances(form)):
        numbered.setdefault(instance.sections, {})[number] = instance
    return tuple(
        Group(sections, tuple(found), _function(form, sections, found)) for sections, found in numbered.items()
    )


def _function(form: type[AttrsInstance], sections: tuple[str, ...], found: dict[int, Instance]) -> Callable[[Any], Any]:
    name = f"doubtful_{'_'.join(sections)}_of_{form.__module__.rpartition('.')[2]}"
    base = f"/{sections[0]}" if len(sections) == 1 else ""
    added = {number: instance for number, instance in found.items() if _is_exact(form, instance)}
    # A blank that is added raises; what must be filled in is looked at where one did, or where another cell is blank.
    filled = {number: found[number] for number in found if found[number].rule.relation in _OF_BLANKS}
    seen = {pointer for instance in added.values() for pointer in (*instance.left, *instance.right)}
    others = {pointer: None for instance in filled.values() for pointer in (*instance.left, *instance.right)}
    blank = ["found", *(f"{cell(pointer, base)} is None" for pointer in others if pointer not in seen)]
    lines = [
        f"found = {[number for number in found if number not in {*added, *filled}]}",
        *(line for section in sections for line in _objects(places(form)[f"/{section}"], base)),
        *(line for number, instance in added.items() for line in _lines(number, instance, base)),
        *(_if(" or ".join(blank), f"found += {[*filled]}") if filled else ()),
        "return found",
    ]
    return written(name, "report", lines)


def _objects(section: Place, base: str) -> Iterator[str]:
    yield f"{section.name} = report.{section.name}"
    yield from (f"{own} = {reached}" for own, reached, _ in objects(section, base))


def _lines(number: int, instance: Instance, base: str) -> Iterator[str]:
    rule, left, right = instance.rule, _sum(instance.left, base), _sum(instance.right, base)
    if rule.relation == "=" and len(instance.left) == len(instance.right) == 1:
        left = f"0 + {left}"  # so that a blank raises here, too
    yield f"# {rule.id}: {rule.label}"
    yield "try:"
    yield from (f"    {line}" for line in _if(_BROKEN[rule.relation].format(left, right), f"found.append({number})"))
    yield "except TypeError:  # a blank"
    yield f"    found.append({number})"


def _if(condition: str, then: str) -> Iterator[str]:
    """A statement, the condition on as many lines as it takes."""
    first, *more = wrap(condition, 100, break_long_words=False, break_on_hyphens=False)
    yield from (
        [f"if ({first}", *(f"    {line}" for line in more[:-1]), f"    {more[-1]}):"] if more else [f"if {first}:"]
    )
    yield f"    {then}"


def _sum(pointers: Sequence[str], base: str) -> str:
    return " + ".join(cell(pointer, base) for pointer in pointers) or "0"


def _is_exact(form: type[AttrsInstance], instance: Instance) -> bool:
    """Whether straight code decides it: amounts are compared, but their sums would be rounded."""
    amounts = Decimal in {places(form)[pointer].type for pointer in (*instance.left, *instance.right)}
    return (
        instance.rule.relation in _BROKEN
        and not (amounts and max(len(instance.left), len(instance.right)) > 1)
        and not (instance.signed and instance.rule.relation == "zero together")
    )
