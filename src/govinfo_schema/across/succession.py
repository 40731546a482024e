"""One organ's reports of consecutive years: what follows from one year for the next."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final

from attrs import frozen

from govinfo_schema.check.document import Outcome
from govinfo_schema.check.findings import Finding, Findings
from govinfo_schema.check.messages import called
from govinfo_schema.check.rules import Choice, chosen
from govinfo_schema.check.verify import About, gathered, noted, of_cells, of_document
from govinfo_schema.errors import UnfitReports
from govinfo_schema.form.editions import Report
from govinfo_schema.form.head import Organ
from govinfo_schema.form.instances import Instance
from govinfo_schema.form.vocabulary import Rule
from govinfo_schema.form.walk import members, places, unit

_ALIKE: Final = 0.95
_SHORT: Final = 200  # characters, digits left out
_COMPARED: Final = 20_000


@frozen
class Pair:
    """The reports of two years; rules call them by these names."""

    before: Report
    now: Report

    @property
    def follows(self) -> bool:
        """One year comes after the other."""
        return self.now.year == self.before.year + 1

    @property
    def alike(self) -> bool:
        """Both are on one edition of the form."""
        return self.now.edition == self.before.edition


def verify_succession(
    previous: Report,
    current: Report,
    *,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
    extra: Collection[Rule] = (),
) -> Findings:
    """Check what an organ's report of one year says against its report of the year before.

    Any two reports are taken. Years that do not follow each other, and different organs, are findings; the rules on
    figures and texts are for years that do follow. Across a change of form only those of them are that cross it.

    Args:
        previous: The report of the year before.
        current: The report of the year.
        only: Ids of the rules to look at; `None` for all of kind `succession`.
        without: Ids of rules to leave out.
        extra: Rules of your own of kind `succession`: `now:requests.carried_in`, `before:requests.carried_over`.

    Returns:
        The findings, warnings before notices. Pointers say which report: `before:/…`, `now:/…`. `counts` counts the
        instances of all rules on figures.

    Raises:
        InvalidForm: A rule is named that no edition has, or a rule of your own is declared wrongly.
    """
    pair = Pair(previous, current)
    names = {"before": called(str(previous.year), {}), "now": called(str(current.year), {})}
    holding, found = _verify(pair, chosen(type(current), only, without, extra, "succession"), names, {})
    return gathered(current.edition, holding, found)


def verify_series(
    reports: Iterable[Report],
    *,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
    extra: Collection[Rule] = (),
) -> Findings:
    """Check an organ's reports of a run of years, each against the one before.

    Gaps, doubles and other organs are findings.

    Args:
        reports: In any order. Of two for one year the one given later is held against the next year.
        only: As in `verify_succession`.
        without: As in `verify_succession`.
        extra: As in `verify_succession`.

    Returns:
        The findings, warnings before notices, each in the order of years. Pointers say the year: `2023:/…`; of a second
        report for it `2023 other:/…`.

    Raises:
        InvalidForm: As in `verify_succession`.
        UnfitReports: There is no report.
    """
    years = sorted(reports, key=lambda report: report.year)
    if not years:
        msg = "there is no report"
        raise UnfitReports(msg)
    extra, found, holding = tuple(extra), list[Finding](), 0
    for pair in map(Pair, years, years[1:]):
        twice = " other" if pair.now.year == pair.before.year else ""
        prefixes = {"before": str(pair.before.year), "now": f"{pair.now.year}{twice}"}
        held, more = _verify(pair, chosen(type(pair.now), only, without, extra, "succession"), {}, prefixes)
        holding += held
        found += more
    return gathered(years[-1].edition, holding, found)


def same_organ(one: Organ, other: Organ) -> bool:
    """Whether two organs are one: by their credit codes where both have one, else by their names."""
    if one.credit_code and other.credit_code:
        return one.credit_code == other.credit_code
    return one.name == other.name


def _verify(
    pair: Pair, wanted: Choice, names: Mapping[str, tuple[str, str]], prefixes: Mapping[str, str]
) -> tuple[int, list[Finding]]:
    notes = noted(pair.before, "before:") + noted(pair.now, "now:")
    about = About(form=type(pair.now), notes=notes, names=names, prefixes=prefixes)
    found: list[Finding] = []
    holding = 0
    for instance in wanted.own:
        if pair.follows and _applies(instance, pair):
            finding = of_cells(pair, instance, about)
            found += [finding] if finding else []
            holding += finding is None
    for rule in wanted.others:
        found += (of_document(rule, outcome, about) for outcome in _CHECKS[rule.id](pair))
    return holding, found


def _applies(instance: Instance, pair: Pair) -> bool:
    """Whether both reports have the cells, in sections that are there, and print amounts in one unit."""
    cells = (*instance.left, *instance.right)
    on_both = pair.alike or (
        instance.rule.crosses and {cell.rpartition(":")[2] for cell in cells} <= places(type(pair.before)).keys()
    )
    sections = [getattr(report, name) for report in (pair.before, pair.now) for name in instance.sections]
    return on_both and None not in sections and len({unit(pair, cell) for cell in cells}) == 1


def _gap(pair: Pair) -> Iterator[Outcome]:
    if not pair.follows and pair.now.year != pair.before.year:
        yield Outcome({"now:/year": ""}, {"before:/year": ""})


def _double(pair: Pair) -> Iterator[Outcome]:
    if pair.now.year == pair.before.year:
        yield Outcome({"now:/year": ""}, {"before:/year": ""})


def _organ(pair: Pair) -> Iterator[Outcome]:
    if not same_organ(pair.now.organ, pair.before.organ):
        yield Outcome({"now:/organ/name": pair.now.organ.name}, {"before:/organ/name": pair.before.organ.name})


def _text_copied(pair: Pair) -> Iterator[Outcome]:
    for member in members(type(pair.now)) if pair.alike and pair.follows else ():
        if member.nullable and member.type is str:
            texts = [re.sub(r"\d", "", getattr(report, member.name) or "") for report in (pair.before, pair.now)]
            if min(map(len, texts)) > _SHORT and (share := likeness(*texts)) >= _ALIKE:
                said = f"{share:.0%}"
                yield Outcome(
                    {f"now:/{member.name}": (f"有 {said} 相同", f"{said} the same")}, {f"before:/{member.name}": ""}
                )


def likeness(one: str, other: str) -> float:
    """How alike two texts are: twice the length of the longest text that is found in both, by both lengths together.

    What can be left out to find it may stand anywhere. The bits of one whole number stand for the characters of the
    first text, so a character of the second takes a few operations (Crochemore and others, 2001; Hyyrö, 2004).
    Of longer texts than any report has the beginnings are compared. Below 0.95 only a bound is given that it does not
    exceed.
    """
    most = 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other))
    if most < _ALIKE:
        return most  # in whatever order
    one, other = one[:_COMPARED], other[:_COMPARED]
    where: dict[str, int] = {}
    for at, character in enumerate(one):
        where[character] = where.get(character, 0) | 1 << at
    free = all_ = (1 << len(one)) - 1
    for character in other:
        met = free & where.get(character, 0)
        free = (free + met | free - met) & all_
    return 2 * (len(one) - free.bit_count()) / (len(one) + len(other))


_CHECKS: Final[Mapping[str, Callable[[Pair], Iterator[Outcome]]]] = {
    "succession.gap": _gap,
    "succession.double": _double,
    "succession.organ": _organ,
    "succession.text_copied": _text_copied,
}
"""How the rules that no sum of cells can say are looked at, by their ids."""
