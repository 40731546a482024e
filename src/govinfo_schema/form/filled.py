"""Rows, sections and forms to start from: all figures 0, or all blank."""

from collections.abc import Mapping

from govinfo_schema.form.walk import Place, T, members, once


def zeros(kind: type[T], /, **given: object) -> T:
    """Make a row, a section or a report in which every figure is 0.

    `zeros(form2021.Applicants, natural_person=3, total=3)` is a row of zeros but for two cells.

    Args:
        kind: A class of `form2019` or `form2021`.
        given: Members that are known; a report needs `year` and `organ`. Text sections not given are left out.

    Returns:
        An instance of the class.

    Raises:
        TypeError: A member that must be said is not given, or the class has no such member.
    """
    return _filled(kind, 0, given)


def blank(kind: type[T], /, **given: object) -> T:
    """Make a row, a section or a report in which every figure is blank.

    `blank(form2021.Report, year=2025, organ=form2021.Organ(name="…"))` is the empty form.

    Args:
        kind: A class of `form2019` or `form2021`.
        given: Members that are known; a report needs `year` and `organ`. Text sections not given are left out.

    Returns:
        An instance of the class.

    Raises:
        TypeError: A member that must be said is not given, or the class has no such member.
    """
    return _filled(kind, None, given)


def _filled(kind: type[T], figure: int | None, given: Mapping[str, object]) -> T:
    values = dict(given)
    for member in members(kind):
        if member.name in given or member.optional:
            continue
        if member.is_class and Place(type=member.type).cells():
            values[member.name] = _part(member.type, figure)
        elif member.is_cell:
            values[member.name] = figure if figure is None else member.type(figure)
        elif member.nullable:
            values[member.name] = None
    return kind(**values)


@once
def _part(kind: type[T], figure: int | None) -> T:
    """A row or a section filled throughout: the same for every report, for nothing can change it."""
    return _filled(kind, figure, {})
