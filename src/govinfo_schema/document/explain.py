"""Why data is no report: every problem at its place, with the nearest name that the form knows."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any, Final, cast

from attrs import AttrsInstance, evolve, has
from cattrs import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from govinfo_schema.document import ijson
from govinfo_schema.errors import GovinfoError, Kind, Problem
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.form.walk import Member, members, places

_LONGEST_HINT: Final = 100
MOST_HINTS: Final = 100
_ANYTHING: Final = 0.01


class Refused(GovinfoError):
    """A value is none of its member's. Where it stands, and what should, is added on the way out."""

    def __init__(self, kind: Kind, value: object) -> None:
        super().__init__(kind, value)
        self.kind: Kind = kind
        self.value = value


def _no_edition(data: object) -> Problem:
    """Why a document names no edition that there is."""
    if not ijson.is_object(data):
        return Problem(pointer="", kind="type", found=ijson.show(data), expected="object")
    expected = " | ".join(f'"{edition}"' for edition in EDITIONS)
    document = ijson.plain(data)
    if "edition" not in document:
        return Problem(pointer="/edition", kind="missing", expected=expected)
    edition, found = ijson.plain(document["edition"]), ijson.show(document["edition"])
    kind: Kind = "unknown" if isinstance(edition, str) else "type"
    hint = nearest(edition if isinstance(edition, str) else found, EDITIONS)
    return Problem(pointer="/edition", kind=kind, found=found, expected=expected, hint=hint)


def explain(
    data: object, form: type[AttrsInstance] | None, shape: Iterable[Problem], limits: Sequence[Problem]
) -> Sequence[Problem]:
    """Find all problems of a document, one a pointer.

    Args:
        data: The document.
        form: The class of the edition that it names, if it names one.
        shape: What the form finds wrong; looked at only if the data can be looked through.
        limits: What `ijson.check` finds wrong.

    Returns:
        All of them in the order of the form, whichever gate asks; where data is too deep or too large, only that.
    """
    if any(problem.kind in ijson.FATAL for problem in limits):
        return limits
    if form is None:
        shape = [_no_edition(data)]
    found: dict[str | None, Problem] = {}
    for problem in shape:
        found.setdefault(problem.pointer, problem)
    for limit in limits:
        told = found.setdefault(limit.pointer, limit)
        if told.kind not in {limit.kind, "unknown"}:
            found[limit.pointer] = limit
        elif told.kind == limit.kind:
            found[limit.pointer] = evolve(told, found=limit.found)
    ordered = sorted(found.values(), key=lambda problem: _rank(problem.pointer or "", form))
    return [problem if form is None else _named(problem, form) for problem in ordered]


def _rank(pointer: str, cls: Any) -> list[int]:
    """Where a place stands in the order of the form: entries by number, other names after those of the form."""
    ranks: list[int] = []
    for step in pointer.split("/")[1:]:
        kinds = {member.name: member.type for member in members(cls)} if has(cls) else {}
        other = len(kinds) + (int(step) if step.isdecimal() else 0)
        ranks.append([*kinds].index(step) if step in kinds else other)
        cls = kinds.get(step, cls)
    return ranks


def at_their_places(error: Exception, cls: type[Any], value: Any, chain: ijson.Chain = None) -> Iterator[Problem]:
    """Walk the tree of exceptions that the converter raised, and say of each leaf where it stands."""
    if isinstance(error, ClassValidationError):
        value = ijson.plain(value)
        kinds = {member.name: member for member in members(cls)}
        named, others = error.group_exceptions()
        for inner, note in named:
            member, here = kinds[note.name], (chain, note.name)
            if note.name not in value:
                yield problem_at("missing", None, member, here)
            elif isinstance(inner, Refused):
                yield problem_at(inner.kind, inner.value, member, here)
            else:
                yield from at_their_places(inner, member.type, value[note.name], here)
        for other in others:
            yield from unknown(cast("ForbiddenExtraKeysError", other).extra_fields, cls, value, chain)
    elif isinstance(error, IterableValidationError):
        for inner, at in error.group_exceptions()[0]:
            index = int(at.index)
            yield from at_their_places(inner, cls, ijson.plain(value)[index], (chain, index))
    elif isinstance(error, Refused):
        yield problem_at(error.kind, error.value, None, chain, "string" if cls is str else "object")
    else:
        raise error  # no fault of the document: the caller's stack is full, say


def problem_at(kind: Kind, value: object, member: Member | None, chain: ijson.Chain, entry: str = "object") -> Problem:
    """Put a problem into words: what stands at a member, and what should; an entry of a list has no member."""
    there, hint = ijson.plain(value), None
    found = None if kind == "missing" else ijson.show(there)
    expected: str | None = member.expected if member else entry
    limits = {"range": member.bounds, "length": member.length}.get(kind) if member else None
    if member and member.pattern and kind in {"length", "pattern"}:
        kind, expected, hint = "pattern", member.pattern.regex, member.pattern.sample
    elif kind == "character":
        expected, found = None, ijson.odd_character(there)
    elif kind == "digits":
        expected = str(ijson.MAX_DIGITS)
    elif limits:
        expected, found = f"{limits.minimum}..{limits.maximum}", str(len(there)) if kind == "length" else found
    return Problem(pointer=ijson.pointer(chain), kind=kind, found=found, expected=expected, hint=hint)


def unknown(names: Iterable[object], cls: type[Any], value: Any, chain: ijson.Chain) -> Iterator[Problem]:
    """Members that a class does not have, each with the nearest that it has, by name or by label."""
    labels = {member.line.label: member.name for member in members(cls)}
    known = [*labels, *labels.values()]
    for number, name in enumerate(sorted(name for name in names if isinstance(name, str))):
        hint = nearest(name, known) if number < MOST_HINTS else None
        hint = labels.get(hint or "", hint)
        yield Problem(pointer=ijson.pointer((chain, name)), kind="unknown", found=ijson.show(value[name]), hint=hint)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name with most in common; `None` where there is nothing."""
    return next(iter(get_close_matches(name[:_LONGEST_HINT], known, n=1, cutoff=_ANYTHING)), None)


def _named(problem: Problem, form: type[AttrsInstance]) -> Problem:
    """Say the place in the form's words: the nearest place around it that the form prints."""
    pointer = problem.pointer or ""
    while pointer not in places(form):
        pointer = pointer.rpartition("/")[0]
    place = places(form)[pointer]
    return evolve(problem, label=" · ".join(place.labels), english=" · ".join(place.english))
