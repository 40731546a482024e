"""Of whom and when a sentence speaks."""

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from govinfo_schema.prose.claim import Scope
from govinfo_schema.prose.lexicon import Token
from govinfo_schema.prose.sight import BREAKS, SILENT, Sight

When: TypeAlias = tuple[Scope, int | None]
"""The whole year or another time, and the year that is named."""

WHOLE: Final[When] = ("whole", None)
_TIMES: Final = frozenset({"year", "part", "last year", "other year"})
_COUNTS: Final = frozenset({"subject", "request", "figure", "cell"})
_GOVERNMENT: Final = re.compile("^$|政府$|管理?委员?会$|[省市县区州盟旗]$|汇总")
_ORGAN: Final = re.compile("(?:部门|单位|系统|机构|组织|街道|[镇乡局委厅办院所站队部馆级校]|中心|政府|公司|学校)$")


class Setting:
    """The time and the organ of a sentence, as far as it was read."""

    def __init__(self, tokens: Sequence[Token], year: int | None, organ: str, before: "Setting | None") -> None:
        self.year, self.organ = year, organ
        self.time: When = before.time if before else WHOLE
        self.place: Scope = before.place if before else "whole"
        self.plan = any(token.kind == "plan" for token in tokens)
        self.clause: When | None = None
        self.begins = self.fresh = True
        """Nothing but words of time; no figure and no word for one: stood in this clause up to now."""
        self.all_organs = self.other = self.counted = False
        """全市 was said; another time was said in this clause; a figure was read."""

    def hear(self, token: Token) -> None:
        """Take in the next word."""
        if token.kind in BREAKS:
            self.clause, self.begins, self.fresh, self.other = None, True, True, False
            return
        if token.kind in {"this year", "whole year", *_TIMES}:
            self._time(token)
        else:
            self._place(token)
        self.begins &= token.kind in SILENT | _TIMES
        self.fresh &= token.kind not in _COUNTS

    def _time(self, token: Token) -> None:
        """For the sentence, where a clause begins with it; else for the clause."""
        named = [int(year) for year in re.findall(r"20\d\d", token.name)]
        other = token.kind in {"part", "last year", "other year"} or (token.kind == "this year" and self.other)
        year = named[-1] if named else None if self.counted else self.time[1]
        told: When = ("other time", None) if other else ("whole", year)
        self.other |= other
        elsewhere = self.counted and year not in {None, self.year}  # 2022 年结余 2 件 in a sentence on this year
        if (self.begins and not elsewhere) or (self.fresh and other):
            self.time, self.clause = told, None
        else:
            self.clause = ("other time", year) if named and year != self.year else told
        if self.plan and year and self.year and year > self.year:
            self.time = ("other time", year)

    def _place(self, token: Token) -> None:
        if token.kind in {"all organs", "own"}:
            # 全市 in the report of a bureau is more than the bureau.
            broad = token.kind == "all organs" and token.name[1] in "市县区省州盟旗域自"
            broad &= not _GOVERNMENT.search(self.organ)
            self.place, self.all_organs = "unclear" if broad else "whole", not broad
        elif token.kind == "narrow" or (token.kind == "each" and not self.all_organs):
            self.place = "other organ"
        elif token.kind == "organ" and not (self.place == "other organ" and token.name == "政府"):  # 县级政府
            self.place = self._named(token.name)

    def _named(self, name: str) -> Scope:
        """Whether a name is a short one for the organ itself; that of a whole government may mean its office alone."""
        letters = iter(self.organ)
        if not all(letter in letters for letter in name.removeprefix("某")):
            return "other organ" if self.organ else "unclear"
        return "unclear" if self.organ.endswith("政府") and name.endswith("政府") else "whole"

    def gap(self, words: str) -> Scope:
        """Who is named by words that are not understood: the organ by a part of its name, else nobody knows."""
        if words == self.organ or (words in self.organ and not words.endswith("政府")):
            return "whole"
        return self._named(words) if _ORGAN.search(words) else "unclear"

    def scope(self, sight: Sight) -> When:
        """Of whom and when a figure is, and the year that is named."""
        time, year = self.clause or self.time
        named = {self.place, *map(self.gap, sight.gaps)}
        if sight.gaps:  # who is named speaks to the end of the sentence
            self.place = "other organ" if "other organ" in named else "unclear" if "unclear" in named else "whole"
        if "other organ" in named:
            return "other organ", year
        if time != "whole" or sight.part:
            return time if time != "whole" else "part", year
        return "unclear" if sight.unclear or "unclear" in named else "whole", year
