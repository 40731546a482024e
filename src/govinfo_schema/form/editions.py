"""Which forms there are, and which serves which year."""

from collections.abc import Mapping
from typing import Final, TypeAlias, TypeVar, get_args

import attrs

from govinfo_schema.form import form2019, form2021

Report: TypeAlias = form2019.Report | form2021.Report
"""A report on any edition of the form. A new edition joins here, and nowhere else."""

R = TypeVar("R", bound=Report)

EDITIONS: Final[Mapping[str, type[Report]]] = {attrs.fields(cls).edition.default: cls for cls in get_args(Report)}
"""The classes by the name of their edition, the oldest first."""


def edition_for(year: int) -> str | None:
    """The edition on which the report of a year is printed: the last that was in force. `None` before the first."""
    return max((edition for edition, form in EDITIONS.items() if year >= form.SINCE), default=None)
