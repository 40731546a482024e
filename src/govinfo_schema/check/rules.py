"""The rule book of an edition, and what its relations mean where cells are blank."""

from collections.abc import Callable, Collection, Hashable, Mapping
from decimal import Decimal, localcontext
from difflib import get_close_matches
from functools import lru_cache
from math import inf
from typing import Any, Final, TypeAlias, cast

from attrs import evolve, frozen

from govinfo_schema.check.plainly import Group, groups
from govinfo_schema.errors import InvalidForm
from govinfo_schema.form.editions import EDITIONS, Report
from govinfo_schema.form.instances import Instance, declared, instances, spread
from govinfo_schema.form.vocabulary import CHECKED_BY, Relation, Rule, RuleKind
from govinfo_schema.form.walk import Figure, Place

Number: TypeAlias = int | float | Decimal
Range: TypeAlias = tuple[Number, Number]
"""The lowest and the highest that a sum can be, whatever stands in its blanks."""
EXACT: Final = 1_000
"""Digits with which amounts are added: they have some 400 at most, so no sum is rounded."""
_SMALL, _TIMES = 20, 5  # what `near` means


def rules(edition: str) -> dict[str, Rule]:
    """The rules of an edition, by their ids.

    Args:
        edition: `"2019"` or `"2021"`.

    Returns:
        The rules, those of a row before those of the table around it, the rules on the document last.

    Raises:
        KeyError: There is no such edition.
    """
    return dict(declared(EDITIONS[edition]))


@frozen
class Choice:
    """The rules that are looked at in the reports of a form.

    Attributes:
        numbers: Which of the form's instances on cells.
        groups: All groups of them, each with how many of severity `error` are among these.
        own: Instances of the caller's own rules; of another kind than `cells`, all instances.
        others: The rules that no sum of cells can say.
    """

    numbers: frozenset[int]
    groups: tuple[tuple[Group, int], ...]
    own: tuple[Instance, ...]
    others: tuple[Rule, ...]


def chosen(
    form: type[Report],
    only: Collection[str] | None,
    without: Collection[str],
    extra: Collection[Rule],
    kind: RuleKind = "cells",
) -> Choice:
    """The rules that are asked for, a caller's own among them.

    Those of kind `cells` are followed by those on the document, those between reports by those of their own kind.

    Raises:
        InvalidForm: A rule is named that no edition has, or a rule of the caller is declared wrongly.
    """
    named = None if only is None else frozenset(only)
    own = tuple(evolve(rule, left=tuple(rule.left), right=tuple(rule.right)) for rule in extra)  # of lists, too
    return _chosen(cast("Hashable", form), named, frozenset(without), own, kind)


@lru_cache(maxsize=256)
def _chosen(
    form: Any, only: frozenset[str] | None, without: frozenset[str], extra: tuple[Rule, ...], kind: RuleKind
) -> Choice:
    known: dict[str, RuleKind] = {
        id_: rule.kind for cls in (*EDITIONS.values(), form) for id_, rule in declared(cls).items()
    }
    for rule in extra:
        if rule.id in known or rule.kind != kind:
            msg = f"rule {rule.id}: a rule of your own has an id of its own and is here of kind {kind}"
            raise InvalidForm(msg)
        known[rule.id] = kind
    for id_ in {*(only or ()), *without} - known.keys():
        msg = f"there is no rule {id_}; nearest: {', '.join(get_close_matches(id_, known, n=1, cutoff=0.0))}"
        raise InvalidForm(msg)
    others_by = {CHECKED_BY[known[id_]] for id_ in only or ()}
    if others_by and CHECKED_BY[kind] not in others_by:
        msg = f"{', '.join(sorted(only or ()))}: looked at by {', '.join(sorted(others_by))}, not by {CHECKED_BY[kind]}"
        raise InvalidForm(msg)
    wanted = (known.keys() if only is None else only) - without
    found = {number: one for number, one in enumerate(instances(form, kind)) if one.rule.id in wanted}
    own = [instance for rule in extra if rule.id in wanted for instance in spread(Place(type=form), rule)]
    others = [rule for rule in declared(form).values() if rule.kind == ("document" if kind == "cells" else kind)]
    errors = {number for number, one in found.items() if one.rule.severity == "error"}
    return Choice(
        numbers=frozenset(found),
        groups=tuple((group, len(errors.intersection(group.numbers))) for group in groups(form) if kind == "cells"),
        own=tuple(own if kind == "cells" else [*found.values(), *own]),
        others=tuple(rule for rule in others if rule.id in wanted and not rule.left),
    )


def holds(instance: Instance, left: list[Figure], right: list[Figure]) -> bool | None:
    """Whether a rule holds with every filling of the blanks; `None` where that depends on them.

    Args:
        instance: The rule at its place.
        left: What is printed on its left.
        right: What is printed on its right.
    """
    relation = instance.rule.relation
    if relation == "filled":
        return None not in left
    if relation == "itemized":
        return not total(left) or any(figure is not None for figure in right)
    return _RELATIONS[relation](
        _range(instance.left, left, instance.signed), _range(instance.right, right, instance.signed)
    )


def _range(pointers: tuple[str, ...], printed: list[Figure], signed: frozenset[str]) -> Range:
    known = total(printed)
    if None not in printed:
        return known, known
    falls = any(figure is None and pointer in signed for pointer, figure in zip(pointers, printed, strict=True))
    return -inf if falls else known, inf


def total(printed: list[Figure]) -> int | Decimal:
    """The sum of what is printed, a blank counted as 0."""
    known = [figure for figure in printed if figure is not None]
    if Decimal not in map(type, known):
        return sum(known)
    with localcontext(prec=EXACT):
        return sum(known)


def less(one: int | Decimal, other: int | Decimal) -> int | Decimal:
    """One figure less another, whatever digits the caller calculates with."""
    with localcontext(prec=EXACT):
        return one - other


def _equal(left: Range, right: Range) -> bool | None:
    if left[0] > right[1] or right[0] > left[1]:
        return False
    return True if left[0] == left[1] == right[0] == right[1] else None


def _at_most(left: Range, right: Range) -> bool | None:
    return True if left[1] <= right[0] else False if left[0] > right[1] else None


def _zero_together(left: Range, right: Range) -> bool | None:
    known = [0 if high == 0 else 1 if low > 0 or high < 0 else None for low, high in (left, right)]
    return None if None in known else known[0] == known[1]


def _near(left: Range, right: Range) -> bool | None:
    with localcontext(prec=EXACT):
        least = [(left[0], right[1] * _TIMES), (right[0], left[1] * _TIMES)]
        most = [(left[1], right[0] * _TIMES), (right[1], left[0] * _TIMES)]
    if min(left[0], right[0]) > 0 and any(one >= _SMALL and one > other for one, other in least):
        return False
    none = min(left[1], right[1]) <= 0 or max(left[1], right[1]) < _SMALL
    return True if none or all(one <= other for one, other in most) else None


_RELATIONS: Final[Mapping[Relation, Callable[[Range, Range], bool | None]]] = {
    "=": _equal,
    "<=": _at_most,
    ">=": lambda left, right: _at_most(right, left),
    "zero together": _zero_together,
    "near": _near,
}
