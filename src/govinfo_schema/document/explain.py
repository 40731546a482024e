"""Why data is no report: every problem at its place, with the nearest name that the form knows."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any, Final, cast

from attrs import evolve
from cattrs import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from govinfo_schema.document import ijson
from govinfo_schema.errors import GovinfoError, Kind, Problem
from govinfo_schema.form.editions import EDITIONS, Report
from govinfo_schema.form.walk import members, places

_LONGEST_HINT: Final = 40
_MOST_HINTS: Final = 100
_ANYTHING: Final = 0.01


class Refused(GovinfoError):
    """A value is none of its member's. Where it stands is added on the way out."""

    def __init__(
        self,
        kind: Kind,
        value: object = None,
        expected: str | None = None,
        hint: str | None = None,
        found: str | None = None,
    ) -> None:
        super().__init__(kind, expected)
        shown = ijson.show(value) if found is None else found
        self.problem = Problem(pointer="", kind=kind, found=shown, expected=expected, hint=hint)


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
    hint = _nearest(edition if isinstance(edition, str) else found, EDITIONS)
    return Problem(pointer="/edition", kind=kind, found=found, expected=expected, hint=hint)


def explain(data: object, form: type[Report] | None, failed: Exception | None) -> Sequence[Problem]:
    """Find all problems of a document, one a pointer.

    Args:
        data: The document.
        form: The class of the edition that it names, if it names one.
        failed: What the converter raised, if it did.

    Returns:
        What the form expects, in its order, then what is no I-JSON; where data is too deep or too large, only that.
    """
    limits = ijson.check(data)
    if any(problem.kind in {"depth", "count"} for problem in limits):
        return limits
    shape: Iterable[Problem] = ()
    if form is None:
        shape = [_no_edition(data)]
    elif failed is not None:
        shape = _at_their_places(failed, form, data, None)
    found: dict[str | None, Problem] = {}
    for problem in (*shape, *limits):
        found.setdefault(problem.pointer, problem)
    return [problem if form is None else _named(problem, form) for problem in found.values()]


def _at_their_places(error: Exception, cls: type[Any], value: Any, chain: ijson.Chain) -> Iterator[Problem]:
    """Walk the tree of exceptions and say of each leaf where it stands."""
    if isinstance(error, ClassValidationError):
        value = ijson.plain(value)
        kinds = {member.name: member for member in members(cls)}
        named, others = error.group_exceptions()
        for inner, note in named:
            expected, here = kinds[note.name].expected, (chain, note.name)
            if note.name not in value:
                yield Problem(pointer=ijson.pointer(here), kind="missing", expected=expected)
            elif isinstance(inner, Refused) and inner.problem.kind == "type":
                yield evolve(inner.problem, pointer=ijson.pointer(here), expected=expected)
            else:
                yield from _at_their_places(inner, kinds[note.name].type, value[note.name], here)
        for other in others:
            yield from _unknown(cast("ForbiddenExtraKeysError", other).extra_fields, cls, value, chain)
    elif isinstance(error, IterableValidationError):
        for inner, at in error.group_exceptions()[0]:
            index = int(at.index)
            yield from _at_their_places(inner, cls, ijson.plain(value)[index], (chain, index))
    elif isinstance(error, Refused):
        yield evolve(error.problem, pointer=ijson.pointer(chain))
    else:
        raise error  # no fault of the document: the caller's stack is full, say


def _unknown(names: Iterable[object], cls: type[Any], value: Any, chain: ijson.Chain) -> Iterator[Problem]:
    labels = {member.line.label: member.name for member in members(cls)}
    known = [*labels, *labels.values()]
    for number, name in enumerate(sorted(name for name in names if isinstance(name, str))):
        hint = _nearest(name, known) if number < _MOST_HINTS else None
        hint = labels.get(hint or "", hint)
        yield Problem(pointer=ijson.pointer((chain, name)), kind="unknown", found=ijson.show(value[name]), hint=hint)


def _nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name with most in common; `None` where there is nothing."""
    return next(iter(get_close_matches(name[:_LONGEST_HINT], known, n=1, cutoff=_ANYTHING)), None)


def _named(problem: Problem, form: type[Report]) -> Problem:
    """Say the place in the form's words: the nearest place around it that the form prints."""
    pointer = problem.pointer or ""
    while pointer not in places(form):
        pointer = pointer.rpartition("/")[0]
    place = places(form)[pointer]
    return evolve(problem, label=" · ".join(place.labels), english=" · ".join(place.english))
