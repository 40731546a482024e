"""Python written from the declaration, where a loop over it would be too slow; it reads as a person would write it."""

from collections.abc import Callable, Iterable, Iterator
from linecache import cache
from typing import Any, cast

import attrs

from govinfo_schema.form.walk import Place


def written(name: str, argument: str, lines: Iterable[str], **known: object) -> Callable[[Any], Any]:
    """Make a function of its source, which `inspect.getsource` and tracebacks then show.

    Args:
        name: Name of the function.
        argument: Name of what it takes.
        lines: What it does.
        known: What it knows beside Python's own names.

    Returns:
        The function.
    """
    source, file = "\n    ".join([f"def {name}({argument}):", *lines]) + "\n", f"<{name}>"
    cache[file] = len(source), None, source.splitlines(keepends=True), file
    exec(compile(source, file, "exec"), known)  # noqa: S102 - our own words, made of the names of the form
    return cast("Callable[[Any], Any]", known[name])


def about(what: str, cls: type[Any]) -> str:
    """A name for a function that is written for a class: `construct_Applicants_of_form2021`."""
    return f"{what}_{cls.__name__}_of_{cls.__module__.rpartition('.')[2]}"


def objects(start: Place, base: str = "") -> Iterator[tuple[str, str, type[Any]]]:
    """The objects below a place in which figures stand: a name for each, how it is reached, its class."""
    for place in start.walk():
        if place is not start and attrs.has(place.type) and place.cells():
            around, _, name = place.pointer.rpartition("/")
            yield local(place.pointer, base), f"{local(around, base)}.{name}", place.type


def local(pointer: str, base: str = "") -> str:
    """The name of an object in written code: `handled__total` below the base `/requests`; `report` is the whole."""
    return pointer.removeprefix(base)[1:].replace("/", "__") or pointer[1:] or "report"


def cell(pointer: str, base: str = "") -> str:
    """How a figure is reached, once the objects around it have names."""
    around, _, name = pointer.rpartition("/")
    return f"{local(around, base)}.{name}"
