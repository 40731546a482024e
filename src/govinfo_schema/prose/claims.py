"""The figures that a text claims for what the form counts."""

import re
from collections.abc import Iterable
from decimal import Decimal, DefaultContext, localcontext
from typing import Final

from attrs import evolve

from govinfo_schema.errors import InvalidReport, Problem
from govinfo_schema.prose.claim import Claim, apart
from govinfo_schema.prose.lexicon import ALIKE, MOST, Amount, Token, amount, in_unit, sentences
from govinfo_schema.prose.lists import lists
from govinfo_schema.prose.naming import Sentence, none_of
from govinfo_schema.prose.setting import Setting
from govinfo_schema.prose.sight import (
    BREAKS,
    CARRIED,
    CASES,
    DOCUMENTS,
    FAR,
    FATES,
    OUTCOMES,
    SILENT,
    VERBS,
    Sight,
    ahead,
    before,
    stranger,
)

_NONE: Final = Amount(0, 0, "", about=False)
_ALL: Final = {"received", "processed", "received+carried_in"}
_PRAISE: Final = re.compile("获评|荣获|获得|被评|排名|考评")


def claims(text: str, *, year: int | None = None, organ: str = "") -> tuple[Claim, ...]:
    """Read the figures that a text claims for what the form counts; what cannot be told is left out.

    Args:
        text: Prose of section one or six.
        year: The year reported on, to tell what was carried in from what was carried over.
        organ: The name of the organ, to tell it from others.

    Returns:
        The claims in the order of the text.

    Raises:
        InvalidReport: The text has more than a million characters.
    """
    if len(text) > MOST:
        raise InvalidReport([Problem(pointer="", kind="size", found=str(len(text)), expected=str(MOST))])
    reader = _Reader(text, year, organ)
    with localcontext(DefaultContext):  # whatever digits the caller calculates with
        for sentence in sentences(text.translate(ALIKE)):
            reader.read(sentence)
    return tuple(sorted(reader.found, key=lambda claim: claim.offset))


class _Reader:
    """One reading of a text, sentence by sentence."""

    def __init__(self, text: str, year: int | None, organ: str) -> None:
        self.text, self.year, self.organ = text, year, organ
        self.found: list[Claim] = []
        self.first, self.worked, self.others, self.chain = True, False, False, 0
        self.sentence = Sentence(text, [], year, "", "", [], organ, ours=False, attributes=False)
        self.setting = Setting([], year, organ, None)

    def read(self, told: list[Token]) -> None:
        """Read one sentence; what it leaves open is as in the one before if it goes on with that."""
        self.tokens = [evolve(token, kind="gap") if stranger(told, at) else token for at, token in enumerate(told)]
        goes_on = next((token.kind for token in told if token.kind not in {"space", "also"}), "") == "parts"
        kinds, names, last = {t.kind for t in self.tokens}, {t.name for t in self.tokens}, self.sentence
        asks = kinds & {"carry year", "request"} or names & {*OUTCOMES, *CARRIED, "申请人"}
        cases = next((at for at in range(len(last.tokens) - 1, -1, -1) if last.tokens[at].name in CASES), None)
        self.sentence = Sentence(
            self.text, self.tokens, self.year, last.topic or "request" * bool(asks), last.noun * goes_on,
            last.said if goes_on else [], self.organ, ours=cases is not None and last.about(cases) == "ours",
            attributes="attribute" in kinds,
        )  # fmt: skip
        self.others = bool(names & {"其余", "除"})
        self.setting = Setting(self.tokens, self.year, self.organ, self.setting if goes_on else None)
        wholes = [
            claim.number
            for claim in last.said[-FAR:]
            if claim.applicants == "total" and claim.unit not in {"元", "%"} and claim.number
            if claim.what not in {"carried_over", "carried"}
        ]
        begun = len(self.found)
        self.chain = self.chain if goes_on else begun  # where the sentences begin of which this goes on
        recent = max(self.chain, begun - FAR)
        for at, token in enumerate(self.tokens):
            self._token(at, token)
            self.setting.hear(token)
            if token.kind in {"semicolon", "stop"} or at + 1 == len(self.tokens):
                self.found[begun:] = apart(self.found[begun:])
                begun = len(self.found)
        if any(claim.what in {"carried_over", "carried"} and claim.number for claim in self.found[recent:]):
            self.found[recent:] = [claim for claim in self.found[recent:] if claim.what != "all_done"]
        self._lists(wholes[-4:] if goes_on else [])
        self._year()
        self.first &= not kinds - SILENT - BREAKS

    def _token(self, at: int, token: Token) -> None:
        if token.kind in BREAKS:
            self.worked = False
        elif token.kind == "request":
            self.sentence.topic = "request"
        elif token.kind == "noun":
            self.sentence.topic = "other"
        elif token.kind == "subject":
            self._subject(at, token)
        elif token.kind in {"figure", "nought"}:
            self._figure(at, amount(token.name) if token.kind == "figure" else _NONE)
        elif token.kind == "negation":
            self._negation(at)
        elif token.kind == "all done":
            self._all_done(at)
        elif token.kind == "column":
            self._all_of_a_kind(at, token)

    def _claim(self, names: Iterable[str], figure: Amount, left: Sight, right: Sight) -> None:
        """Keep what a figure claims."""
        scope, year = self.setting.scope(left)
        start, end = self.tokens[left.at].start, self.tokens[right.at].end
        inner = any(token.kind == "parts" for token in self._behind(left.at))
        cleared = any(token.name == "清理" for token in self._behind(left.at))
        for name in names:
            if name == "carried" and not figure.number:
                name = "carried_over"  # noqa: PLW2901 - 无结转 speaks of what is left at the end
            told = in_unit(name, figure)
            made = name.startswith("administrative_rules") and not left.unclear  # only the government itself makes them
            column = (left.columns or ["total"])[0]
            among = inner and any(
                (said.what, said.applicants, said.unit) == (name, column, told.unit) and said.number >= told.number
                for said in self.sentence.said[-FAR:]
            )
            whose = scope
            if scope == "whole" and (among or (cleared and name.endswith("in_force"))):
                whose = "part"  # 制定规范性文件 9 件，其中新制定 7 件
            elif scope == "whole" and column == "other":
                whose = "unclear"  # 其他主体 may be all others
            claim = Claim(
                what=name, number=told.number, within=told.within, unit=told.unit,
                scope="whole" if whose == "unclear" and made else whose, applicants=column,
                year=year, words=self.text[start:end], offset=start,
            )  # fmt: skip
            self.found.append(claim)
            self.sentence.keep(claim)
            self.setting.counted = True

    def _figure(self, at: int, figure: Amount) -> None:
        left, right = before(self.tokens, at), ahead(self.tokens, at)
        around = {self.tokens[index].kind for index in (at - 1, at + 1) if 0 <= index < len(self.tokens)}
        glued = not figure.unit and figure.number and not right.open
        if figure.about or figure.unit in {"人次", "封"} or "approximate" in around or glued:
            return
        if figure.unit == "%":
            self._share(at, figure)
        else:
            names = self.sentence.names(at, left, right, figure)
            known = left.word or self.sentence.said or {"foi", "request"} & {word.kind for word in self._behind(at)}
            if not names and (self.worked or (not known and figure.unit in {"件", "起", "宗", "例"})):
                self.sentence.topic = "other"  # 受理来信 30 件: nor is what follows without a noun of its own
            if left.word is None and left.request and any(self.setting.gap(gap) != "whole" for gap in left.gaps):
                return  # 征地类申请 30 件: some of the requests
            self._claim(names, figure, left, right)

    def _share(self, at: int, figure: Amount) -> None:
        """What a percentage after 占 is the share of: what stands before 占, else the figure before."""
        share = next((i for i in range(at - 1, -1, -1) if self.tokens[i].kind in BREAKS | {"share", "figure"}), -1)
        if share < 0 or self.tokens[share].kind != "share":
            return
        if {"all organs", "organ", "each"} & {token.kind for token in self.tokens[share:at]}:  # 占全市总量的 7.6%
            return
        left, said = before(self.tokens, share), self.sentence.said
        last = said[-1] if said else None
        nothing = share == 0 or self.tokens[share - 1].kind in BREAKS | {"pause"}
        if nothing and last and self._is_last(share, last) and last.scope in {"whole", "unclear"}:
            left.columns, left.unclear = [last.applicants] if last.applicants != "total" else [], True
            self._claim([last.what], figure, left, Sight(at))
        elif nothing:
            return
        elif left.word is not None and left.word.kind == "subject" and left.word.name not in VERBS | DOCUMENTS:
            self._claim(["+".join(reversed(left.linked))], figure, left, Sight(at))
        elif len(left.columns) == 1:
            self._claim(["received"], figure, left, Sight(at))

    def _subject(self, at: int, token: Token) -> None:
        """Remember what the sentence speaks of; 收到 1 件，结转下年度 carries that one over."""
        sentence = self.sentence
        self.worked |= token.name in VERBS | CASES
        if token.name in DOCUMENTS or (token.name in CASES and sentence.about(at) == "ours"):
            sentence.noun = sentence.topic = token.name
        alone = self.setting.begins and (at + 1 == len(self.tokens) or self.tokens[at + 1].kind in BREAKS)
        last = sentence.said[-1] if sentence.said else None
        if token.name == "carried_over" and alone and last and last.what in VERBS and self._is_last(at, last):
            figure = Amount(last.number, 0, "件", about=False)
            self._claim(["carried_over"], figure, Sight(at, unclear=True), Sight(at))

    def _behind(self, at: int) -> list[Token]:
        """The words that stand before a place, as far as is looked back."""
        return self.tokens[max(at - FAR, 0) : at]

    def _is_last(self, at: int, claim: Claim) -> bool:
        """Whether a claim is of the figure that stands next before a token; a figure between is of something else."""
        ends = next((token.end for token in reversed(self._behind(at)) if token.kind == "figure"), 0)
        return ends <= claim.offset + len(claim.words)

    def _negation(self, at: int) -> None:
        """未收到申请, 没有行政复议、行政诉讼: none of them."""
        names, sight, end = list[str](), Sight(at), at
        verb = self.tokens[at].name in {"无", "没有", "暂无", "不存在", "未有"}
        for index in range(at + 1, min(at + FAR, len(self.tokens))):
            token = self.tokens[index]
            name = token.name
            verb &= name != "因"  # 没有因公开申请引起的复议: no word on requests
            if sight.mark(token):
                continue
            if token.kind == "cell":
                names = [f"{one}.{name}" for one in names] if name not in FATES else names
                sight.fate = name
            elif token.kind == "subject" and name in VERBS:
                verb = name == "received"
                names = [one for one in names if one != "received"]  # 未收到因依申请公开答复引起的…
            elif token.kind in {"subject", "request"}:
                if not (name in CASES and self.sentence.about(index) == "other"):
                    names = [] if name in CARRIED and end == index - 1 else names  # 无申请结转下年度
                    names += none_of(token, sight.fate, verb=verb and not names)
                end = index
            elif token.kind not in SILENT | {"pause", "and"} and name not in {"一件", "一份", "1件"}:
                del names[len(names) - (token.kind in {"other", "figure"}) :]
                sight.unclear |= token.kind not in BREAKS
                break
        if self.sentence.topic == "other":
            names = [name for name in names if name not in CARRIED]
        if names:
            self._none(names, sight, end)

    def _none(self, names: list[str], sight: Sight, end: int) -> None:
        """Keep that there is none, of those who are named before the word or after it."""
        left = before(self.tokens, sight.at)
        columns = [*left.columns, *sight.columns]
        sight.columns = [] if {"natural_person", "organizations"} <= {*columns} else columns
        sight.part, sight.gaps = sight.part or left.part, left.gaps
        if len(sight.columns) < 2:
            self._claim(names, _NONE, sight, Sight(end))

    def _all_done(self, at: int) -> None:
        """所有申请均已办结, but not 上年结转的 3 件均已办结."""
        left, said = before(self.tokens, at), self.sentence.said
        counted = not said or (said[-1].what in _ALL and said[-1].scope == "whole")
        plain = not (left.part or left.columns or {"carried_over", "carried"} & {claim.what for claim in said[-10:]})
        now = any("目前" in token.name for token in self._behind(at))  # when the report was written
        now |= [token.kind for token in self.tokens[at + 1 : at + 2]] == ["open"]
        rest = {"其余", "除"} & {token.name for token in self._behind(at)}
        if self.sentence.topic == "request" and plain and counted and not rest:
            self._claim(["all_done"], _NONE, evolve(left, unclear=now), Sight(at))

    def _all_of_a_kind(self, at: int, token: Token) -> None:
        """均为自然人: as many as were counted last."""
        left, rest, last = before(self.tokens, at), ahead(self.tokens, at), self.sentence.whole
        alone = left.every and left.word is None and not left.columns and rest.open
        if alone and last and last.what in VERBS and not self.others:
            left.columns = [token.name]
            self._claim([last.what], Amount(last.number, 0, "件", about=False), left, rest)

    def _lists(self, wholes: list[int | Decimal]) -> None:
        """Sums with their parts: surely of one piece, if they cannot overlap and exceed the sum, or end in 其他."""
        for told in lists(self.tokens, wholes):
            closed = told.complete and (told.names[-1:] in (["rest"], ["other_handling"]) or "sum" in told.kinds)
            sure = told.plain and (sum(told.parts) > told.number or closed)
            start, end = self.tokens[told.start].start, self.tokens[told.end].end
            claim = Claim(
                what="parts", number=told.number, scope="whole" if sure else "unclear", words=self.text[start:end],
                offset=start, parts=tuple(told.parts), complete=told.complete,
            )  # fmt: skip
            self.found.append(claim)

    def _year(self) -> None:
        """A sentence that calls another year this year, or that opens the text with another year."""
        dated = [token for token in self.tokens if token.kind in {"year", "whole year"} and "20" in token.name]
        years = [int(year) for token in dated for year in re.findall(r"20\d\d", token.name)]
        begins = bool(dated) and {token.kind for token in self.tokens[: self.tokens.index(dated[0])]} <= SILENT
        if not begins or self.setting.plan or self.year is None or self.year in years:
            return
        kinds, end = {token.kind for token in self.tokens}, self.tokens[-1].end
        counted = next((at for at, token in enumerate(self.tokens) if token.kind == "figure"), None)
        named = {token.name for token in self.tokens[:counted]}  # behind a figure two years are compared
        this = years[0] == self.year - 1 and bool({"本年", "本年度", "今年"} & named)
        ours = "foi" in kinds and kinds & {"own", "all organs"} and not _PRAISE.search(self.text, dated[0].start, end)
        opening = self.first and not self.found and "figure" not in kinds
        if this or (ours and opening):
            words = self.text[dated[0].start : dated[0].end if this else end].strip()
            claim = Claim(
                what="year", number=years[0], scope="whole" if this else "unclear", year=years[0], words=words,
                offset=dated[0].start,
            )  # fmt: skip
            self.found.append(claim)
