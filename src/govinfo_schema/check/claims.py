"""The figures that prose claims: what each counts, of whom and when it speaks."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal, TypeAlias, cast

from attrs import evolve, frozen

from govinfo_schema.check.lexicon import ALIKE, Amount, Token, amount, tokens
from govinfo_schema.check.lists import lists
from govinfo_schema.check.sight import BREAKS, CASES, DOCUMENTS, FATES, SILENT, VERBS, Sight, ahead, before

Scope: TypeAlias = Literal["whole", "unclear", "other time", "other organ", "part"]

_TIMES: Final = {"year", "part", "last year", "other year"}
_MONEY: Final = {"charges", "processing_fee"}
_OUTCOMES: Final = {"disclosed", "partially_disclosed", "withheld", "unable_to_provide", "not_processed", "other_handling"}
_ORGAN: Final = re.compile("(?:部门|单位|系统|机构|组织|街道|[镇乡局委厅办院所站队部馆]|中心|政府|公司|学校)$")
_PRAISE: Final = re.compile("获评|荣获|获得|被评|排名|考评")
_GOVERNMENT: Final = re.compile("政府$|[省市县区州盟旗]$|汇总")
_NONE: Final = Amount(0, 0, "", about=False)


@frozen(kw_only=True)
class Claim:
    """A figure in prose.

    Attributes:
        what: What it counts: `received`, `handled`, `reconsideration.upheld`; several joined by `+`, for their sum;
            `parts` for the sum of what is listed after it, `all_done` for nothing left undone, `year` for a sentence
            without a figure that speaks of a year.
        number: The figure, 0 where the prose says none.
        scope: Of whom and when: `whole` organ and year, `unclear` if it may be less, `other time`, `other organ`,
            `part` of the requests (a channel, a subject).
        words: The words, as printed.
        offset: Where they begin in the text, from 0.
        applicants: The column of section three, `total` for all applicants.
        year: The year that the sentence names, if it does.
        unit: 件, 元, 万元 or %.
        within: How far a rounded figure may be off.
        parts: Of `parts`: the figures of the list.
        complete: Of `parts`: the list is of all parts, so that it adds up to the figure.
    """

    what: str
    number: int | Decimal
    scope: Scope
    words: str
    offset: int
    applicants: str = "total"
    year: int | None = None
    unit: str = "件"
    within: int | Decimal = 0
    parts: tuple[int | Decimal, ...] = ()
    complete: bool = False


def claims(text: str, *, year: int | None = None, organ: str = "") -> tuple[Claim, ...]:
    """Read the figures that a text claims for what the form counts; what cannot be told is left out.

    Args:
        text: Prose of section one or six.
        year: The year reported on, to tell what was carried in from what was carried over.
        organ: The name of the organ, to tell it from others.

    Returns:
        The claims in the order of the text.
    """
    reader = _Reader(text, year, organ)
    sentence: list[Token] = []
    for token in tokens(text.translate(ALIKE)):
        sentence.append(token)
        if token.kind == "stop":
            reader.read(sentence)
            sentence = []
    reader.read(sentence)
    return tuple(sorted(reader.found, key=lambda claim: claim.offset))


class _Reader:
    """One reading of a text, sentence by sentence."""

    def __init__(self, text: str, year: int | None, organ: str) -> None:
        self.text, self.year, self.organ = text, year, organ
        self.found: list[Claim] = []
        self.said: list[Claim] = []
        self.topic = self.noun = ""
        self.time: tuple[Scope, int | None] = ("whole", None)
        self.place: Scope = "whole"
        self.foi, self.first = False, True

    def read(self, sentence: list[Token]) -> None:
        """Read one sentence; what it leaves open is as in the one before if it goes on with it."""
        self.tokens = [
            Token("gap", token.name, token.start, token.end) if self._stranger(sentence, at, token) else token
            for at, token in enumerate(sentence)
        ]
        first = next((token.kind for token in sentence if token.kind not in {"space", "also"}), "")
        self.wholes = [claim.number for claim in self.said if claim.applicants == "total" and claim.unit not in {"元", "万元", "%"}][-2:]
        self.goes_on = first == "parts"
        if not self.goes_on:
            self.said, self.time, self.place, self.noun = [], ("whole", None), "whole", ""
        kinds = {token.kind for token in self.tokens}
        self.before, self.foi = self.foi, bool(kinds & {"foi", "request"})
        self.attributes = "attribute" in kinds
        if not self.topic and any(t.kind in {"carry year", "request"} or t.name in {*_OUTCOMES, "carried_in", "carried_over"} for t in self.tokens):
            self.topic = "request"
        self.clause_time: tuple[Scope, int | None] | None = None
        self.mixed = False
        self.whole_named, self.begins, self.fresh = False, True, True
        self.mapped: dict[int, str] = {}
        for at, token in enumerate(self.tokens):
            self._token(at, token)
            self.begins = token.kind in BREAKS or (self.begins and token.kind in SILENT | _TIMES)
            self.fresh = token.kind in BREAKS or (self.fresh and token.kind not in {"subject", "request", "figure", "cell"})

        self._said_of_itself()

    def _said_of_itself(self) -> None:
        """What a sentence says against itself: lists and sums, and years."""
        for told in lists(self.tokens, self.wholes if self.goes_on else ()):
            exceeds = sum(told.parts) > told.number
            closed = told.names[-1:] in (["rest"], ["other_handling"]) or "sum" in told.kinds
            start, end = self.tokens[told.start].start, self.tokens[told.end].end
            claim = Claim(
                what="parts", number=told.number, scope="whole" if told.plain and (exceeds or closed) else "unclear",
                words=self.text[start:end], offset=start, parts=tuple(told.parts), complete=told.complete,
            )  # fmt: skip
            self.found.append(claim)
        self._years()
        self.first &= not any(token.kind not in SILENT | BREAKS for token in self.tokens)

    def _years(self) -> None:
        """A year that is not the report's, in a sentence that calls it this year, or that opens the text."""
        words = {token.name for token in self.tokens if token.kind == "this year"}
        named = [token for token in self.tokens if token.kind in {"year", "whole year"} and re.search(r"20\d\d", token.name)]
        opening = named and all(token.kind in SILENT for token in self.tokens[: self.tokens.index(named[0])])
        year = int(re.findall(r"20\d\d", named[0].name)[-1]) if named else self.year
        plan = any(token.kind == "plan" for token in self.tokens)
        if not opening or plan or year == self.year or self.year is None or any(int(t.name[:4]) == self.year for t in named if t.kind == "year"):
            return
        this = bool({"本年", "本年度", "今年"} & words) and year == self.year - 1
        kinds = {token.kind for token in self.tokens}
        about = "foi" in kinds and kinds & {"own", "all organs"} and not _PRAISE.search(self.text, *self._span())
        first = about and not self.found and self.first and "figure" not in kinds
        if this or first:
            end = self.tokens[-1].end if first else named[0].end
            self.found.append(
                Claim(what="year", number=year or 0, scope="whole" if this else "unclear", year=year,
                      words=self.text[named[0].start : end].strip(), offset=named[0].start)
            )  # fmt: skip

    def _span(self) -> tuple[int, int]:
        return self.tokens[0].start, self.tokens[-1].end

    @staticmethod
    def _stranger(sentence: list[Token], at: int, token: Token) -> bool:
        """Whether 申请 is one of another kind: 退税申请, 低保申请."""
        bare = token.kind == "request" and "公开" not in token.name and "信息" not in token.name
        return bare and at > 0 and sentence[at - 1].kind in {"gap", "other", "noun"}

    def _token(self, at: int, token: Token) -> None:
        if token.kind in BREAKS:
            self.clause_time, self.mixed = None, False
        elif token.kind == "request":
            self.topic = "request"
        elif token.kind == "noun":
            self.topic = "other"
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
        else:
            self._circumstance(token)

    # Of whom and when.

    def _circumstance(self, token: Token) -> None:
        """What a word says of the time or the organ: for the sentence if a clause begins with it, else for the clause."""
        told: tuple[Scope, int | None] | None = None
        if token.kind in {"this year", "whole year", "year"}:
            named = re.findall(r"20\d\d", token.name)
            told = ("whole", int(named[-1]) if named else None if self.said else self.time[1])
        elif token.kind in {"last year", "other year", "part"}:
            told = ("other time", None)
        if told:
            if token.kind == "this year" and self.mixed:
                told = ("other time", None)
            self.mixed |= told[0] != "whole"
            if self.begins or (self.fresh and told[0] != "whole"):
                self.time, self.clause_time = told, None
            else:
                self.clause_time = ("other time", told[1]) if told[1] not in {None, self.year} else told
            if told[1] and self.year and told[1] > self.year and any(other.kind == "plan" for other in self.tokens):
                self.time = ("other time", told[1])
        elif token.kind in {"all organs", "own"}:
            broad = token.kind == "all organs" and token.name[1] in "市县区省州盟旗域自" and not self._government()
            self.place, self.whole_named = "unclear" if broad else "whole", not broad
        elif token.kind == "each" and not self.whole_named:
            self.place = "other organ"
        elif token.kind == "narrow":
            self.place = "other organ"
        elif token.kind == "organ":
            self.place = self._named(token.name)

    def _government(self) -> bool:
        return not self.organ or bool(_GOVERNMENT.search(self.organ))

    def _named(self, name: str) -> Scope:
        """Whether a name is a short one for the organ itself; that of a whole government may mean its office alone."""
        letters = iter(self.organ)
        if not all(letter in letters for letter in name.removeprefix("某")):
            return "other organ" if self.organ else "unclear"
        return "unclear" if self.organ.endswith("政府") and name.endswith("政府") else "whole"

    def _scope(self, sight: Sight) -> tuple[Scope, int | None]:
        time, year = self.clause_time or self.time
        if self.place == "other organ" or time != "whole":
            return self.place if self.place == "other organ" else time, year
        named = {self._gap(gap) for gap in sight.gaps}
        if "other organ" in named:
            return "other organ", year
        if sight.part:
            return "part", year
        return "unclear" if sight.unclear or "unclear" in {self.place, *named} else "whole", year

    def _gap(self, words: str) -> Scope:
        """Who is named by words that are not understood: the organ by a part of its name, else nobody knows."""
        organ = _ORGAN.search(words)
        return "whole" if words in self.organ else self._named(words) if organ else "unclear"

    # What a figure counts.

    def _figure(self, at: int, figure: Amount) -> None:
        """Tell what a figure counts by the words before it, else by those after it."""
        left, right = before(self.tokens, at), ahead(self.tokens, at)
        around = {self.tokens[index].kind for index in (at - 1, at + 1) if 0 <= index < len(self.tokens)}
        glued = not figure.unit and figure.number and not right.open
        if figure.about or figure.unit in {"人次", "封"} or "approximate" in around or glued:
            return
        if figure.unit == "%":
            self._share(at, figure)
            return
        if at in self.mapped:
            names = [self.mapped[at]]
        elif left.word is None:
            names = self._after(at, left, right, none=not figure.number)
            left.part |= right.part
        else:
            names = self._names(at, left.word, left, right)
        stray = names and names[0] in _OUTCOMES | {"carried_in", "carried_over", "handled"}
        if stray and (self.attributes or (self.topic == "other" and not (left.request or right.request))):
            return  # 主动公开、依申请公开、不予公开 are attributes of documents, too
        if not names or len(left.columns) > 1 or not self._counts(names[0], figure, left.request or right.request):
            return
        if names[0] in {"received", "processed"} and self._with_carried_in(right.at):
            names = ["received+carried_in"]
        self._claim(names, _in_unit(names[0], figure), left, right)

    @staticmethod
    def _counts(name: str, figure: Amount, request: Token | None) -> bool:
        """Whether the unit is one for what is counted."""
        if name in _MONEY:
            return figure.unit in {"元", "万元"} or not figure.number
        if figure.unit == "条":
            return request is not None and ("申请" in request.name.replace("依申请", "") or name == "received")
        return figure.unit not in {"元", "万元"} and (figure.unit not in {"个", "部"} or name.partition(".")[0] in DOCUMENTS)

    def _with_carried_in(self, at: int) -> bool:
        """Whether a figure says that it includes those carried in: 40 件（含上年结转 3 件）."""
        after = [token for token in self.tokens[at + 1 : at + 6] if token.kind not in {"space", "comma", "open"}]
        return len(after) > 1 and after[0].kind == "parts" and after[1].name in {"carried_in"}

    def _claim(self, names: Iterable[str], figure: Amount, left: Sight, right: Sight) -> None:
        scope, year = self._scope(left)
        start, end = self.tokens[left.at].start, self.tokens[right.at].end
        for name in names:
            alone = name.startswith("administrative_rules") and not left.unclear  # only the government itself makes them
            claim = Claim(
                what=name, number=figure.number, within=figure.within, unit=figure.unit,
                scope="whole" if scope == "unclear" and alone else scope,
                applicants=(left.columns or ["total"])[0], year=year, words=self.text[start:end], offset=start,
            )  # fmt: skip
            self.found.append(claim)
            self.said.append(claim)
            if {*name.split("+")} <= CASES:
                self.noun = name

    def _names(self, at: int, word: Token, left: Sight, right: Sight) -> list[str]:
        """What the word before a figure says that it counts."""
        name, linked = word.name, left.linked
        if word.kind == "carry year":
            return self._carried(word)
        if word.kind == "cell":
            return self._cell(name, right)
        if word.kind == "publish":
            handled = self.topic == "request" and (name == "公开" or self.text[word.start - 2 : word.start] == "决定")
            return ["disclosed"] * (handled and self.tokens[at].name[-1:] in "件起份宗")
        if word.kind != "subject" or (name in VERBS and not self._of_requests(left, right)):
            return []
        if name in DOCUMENTS:
            return [f"{name}.{left.fate}"] * (left.fate in FATES)
        if name in CASES and not (self.foi or self.before):
            left.unclear = True
            return [] if left.work else linked if left.every else ["+".join(reversed(linked))]
        if left.listed and len(linked) > 1:
            self._map(at, linked)
            return [self.mapped[at]] if at in self.mapped else []
        return linked if left.every else ["+".join(reversed(linked))]

    def _after(self, at: int, left: Sight, right: Sight, *, none: bool) -> list[str]:
        """What a figure counts that no word before it tells of."""
        last = self.said[-1] if self.said else None
        whole = next((claim for claim in reversed(self.said) if claim.applicants == "total"), None)
        if left.columns and (self.topic == "request" or whole):
            return [whole.what] if whole and whole.unit != "%" else ["received"]
        if self.tokens[at - 1].name in {"其他", "其他的"} and last:
            left.columns += ["other"] * (last.applicants != "total")
            rest = "other_handling.other" if last.what.startswith("other_handling") else "other_handling"
            return [last.what] if left.columns else [rest] * (last.what.partition(".")[0] in _OUTCOMES)
        if left.total and not left.request and [claim.what for claim in self.said[-2:]] == ["received", "carried_in"]:
            return ["received+carried_in"]
        word = right.word
        if word is not None and word.kind == "cell":
            return self._cell(word.name, right)
        if word is not None and word.kind == "carry year":
            return self._carried(word)
        if word is not None and (word.kind == "all done" or word.name == "handled"):
            left.unclear |= left.word is None and word.kind != "all done"
            return ["handled"] * (self.topic == "request")
        if word is not None and word.name not in VERBS | DOCUMENTS:
            return [word.name]
        if self.topic in CASES and left.total and right.open and not left.unclear and not left.request:
            return [self.topic]
        asked = left.request is not None and (none or "申请" in left.request.name.replace("依申请", ""))
        left.unclear |= not (left.columns or left.total or none or (asked and left.request.name[-1] in "数量"))
        return ["received"] * (asked and all(self._gap(gap) == "whole" for gap in left.gaps))

    def _of_requests(self, left: Sight, right: Sight) -> bool:
        """Whether 收到, 办结 speak of requests."""
        return bool(left.request or right.request) or (right.open and self.topic == "request")

    def _cell(self, cell: str, right: Sight) -> list[str]:
        """A column of section two or four, of the cases or documents named before, or after the figure."""
        noun = right.word.name if right.word and right.word.name in DOCUMENTS else self.noun
        fits = DOCUMENTS if cell in FATES else CASES
        return ["+".join(f"{one}.{cell}" for one in noun.split("+"))] if {*noun.split("+")} <= fits else []

    def _map(self, at: int, names: list[str]) -> None:
        """Give each of the figures after 分别 its word."""
        figures = [at]
        for index in range(at + 1, len(self.tokens)):
            kind = self.tokens[index].kind
            if kind == "figure":
                figures.append(index)
            elif kind not in {"pause", "comma", "and", "space"}:
                break
        if len(figures) == len(names):
            self.mapped = dict(zip(figures, reversed(names), strict=True))

    def _carried(self, word: Token) -> list[str]:
        """2022年结转, 结转2024年: in or over, by the year of the report."""
        named = int(cast("re.Match[str]", re.search(r"20\d\d", word.name))[0])
        since = None if self.year is None else named - self.year
        if word.name.startswith("20"):
            return {0: ["carried_over"], -1: ["carried_in"]}.get(since, [])
        return {1: ["carried_over"], 0: ["carried_in"], -1: ["carried_in"]}.get(since, [])

    def _share(self, at: int, figure: Amount) -> None:
        """What a percentage after 占 is the share of: what stands before 占, else the figure before."""
        at_share = next(
            (i for i in range(at - 1, -1, -1) if self.tokens[i].kind in BREAKS | {"share", "figure"}), -1
        )
        if at_share < 0 or self.tokens[at_share].kind != "share":
            return
        left, last = before(self.tokens, at_share), self.said[-1] if self.said else None
        if left.word is None and not left.columns and not left.request and last and last.scope in {"whole", "unclear"}:
            left.columns = [last.applicants] if last.applicants != "total" else []
            self._claim([last.what], figure, left, Sight(at))
        elif left.word is not None and left.word.kind == "subject" and left.word.name not in VERBS | DOCUMENTS:
            self._claim(["+".join(reversed(left.linked))], figure, left, Sight(at))
        elif len(left.columns) == 1:
            self._claim(["received"], figure, left, Sight(at))

    # What is said without a figure.

    def _subject(self, at: int, token: Token) -> None:
        """Remember what the sentence speaks of; 收到 1 件，结转下年度 carries that one over."""
        if token.name in DOCUMENTS or (token.name in CASES and (self.foi or self.before)):
            self.noun = self.topic = token.name
        alone = self.begins and (at + 1 == len(self.tokens) or self.tokens[at + 1].kind in BREAKS)
        if token.name == "carried_over" and alone and self.said and self.said[-1].what in VERBS:
            last = self.said[-1]
            self._claim(["carried_over"], Amount(last.number, 0, "件", about=False), Sight(at, unclear=True), Sight(at))

    def _negation(self, at: int) -> None:
        """未收到申请, 没有行政复议、行政诉讼: none of them."""
        names: list[str] = []
        sight, fate, end = Sight(at), "", at
        verb = self.tokens[at].name in {"无", "没有", "暂无", "不存在", "未有"}
        for index in range(at + 1, len(self.tokens)):
            token = self.tokens[index]
            name = token.name
            if token.kind in {"about", "channel"}:
                sight.part = True
            elif token.kind == "column":
                sight.columns.append(name)
            elif token.kind == "cell" and name in FATES:
                fate = name
            elif token.kind == "cell" and names and names[-1] in CASES:
                names[-1] = f"{names[-1]}.{name}"
            elif token.kind == "subject" and name in VERBS:
                verb = name == "received"
            elif token.kind in {"subject", "request"}:
                said = "received" if token.kind == "request" else f"{name}.{fate}" if name in DOCUMENTS else name
                names += [said] * (verb if said == "received" else bool(fate) or name not in DOCUMENTS)
                end = index
            elif token.kind not in SILENT | {"pause", "and"}:
                del names[len(names) - (token.kind in {"other", "figure"}) :]
                break
        if {"natural_person", "organizations"} <= set(sight.columns):
            sight.columns.clear()
        if len(sight.columns) < 2:
            self._claim(names, _NONE, sight, Sight(end))

    def _all_done(self, at: int) -> None:
        """所有申请均已办结, but not 上年结转的 3 件均已办结."""
        left, last = before(self.tokens, at), self.said[-1] if self.said else None
        plain = not left.part and not left.columns and "carried_over" not in {claim.what for claim in self.said}
        counted = last is None or (last.what in {"received", "processed", "received+carried_in"} and last.scope == "whole")
        follows = at == 0 or self.tokens[at - 1].kind != "figure"
        if self.topic == "request" and plain and counted and follows:
            self._claim(["all_done"], _NONE, evolve(left, unclear=False), Sight(at))

    def _all_of_a_kind(self, at: int, token: Token) -> None:
        """均为自然人: as many as were counted last."""
        left = before(self.tokens, at)
        last = next((claim for claim in reversed(self.said) if claim.applicants == "total"), None)
        rest = ahead(self.tokens, at)
        others = {"其余", "除"} & {other.name for other in self.tokens}
        if left.every and left.word is None and not left.columns and rest.open and last and last.what in VERBS and not others:
            rest.columns = [token.name]
            self._claim([last.what], Amount(last.number, 0, "件", about=False), evolve(rest, at=left.at), rest)


def _in_unit(name: str, figure: Amount) -> Amount:
    """A fee in 元, charges in 万元."""
    if name == "processing_fee" and figure.unit == "万元":
        return evolve(figure, number=figure.number * 10_000, within=figure.within * 10_000, unit="元")
    if name == "charges" and figure.unit == "元":
        return evolve(figure, number=Decimal(figure.number) / 10_000, within=Decimal(1) / 10_000, unit="万元")
    return figure if figure.unit else evolve(figure, unit={"processing_fee": "元", "charges": "万元"}.get(name, "件"))
