"""What a figure counts: told by the words before it, else by those after it, else by what was counted last."""

import re
from collections.abc import Sequence
from typing import Final, Literal, cast

from attrs import define, field

from govinfo_schema.prose.claim import Claim
from govinfo_schema.prose.lexicon import ALIKE, Amount, Token
from govinfo_schema.prose.sight import BREAKS, CARRIED, CASES, DOCUMENTS, DONE, FAR, FATES, OUTCOMES, VERBS, Sight

_NEAR: Final = 40  # claims in which the one of all applicants is looked for
_OTHER: Final = re.compile("其余|(?:事项|信息|案件?)$")
_CASE: Final = re.compile(r"\w{1,3}[件案]")
_SUMS: Final[dict[tuple[str, ...], str]] = {
    ("received", "carried_in"): "received+carried_in",
    ("litigation.direct", "litigation.after_reconsideration"): "litigation",
}
_FEES: Final = frozenset({"charges", "processing_fee"})


@define
class Sentence:
    """A sentence, and what is known from those before it.

    Attributes:
        text: The whole text, as printed.
        tokens: Its words.
        year: The year reported on.
        topic: What the text speaks of: `request`, a kind of cases or documents, `other`.
        noun: The cases or documents counted last.
        said: What was claimed in it, and in the one before if it goes on with that.
        organ: The name of the organ.
        ours: The one before ends with cases on the disclosure of government information.
        attributes: It speaks of attributes of documents: 主动公开, 依申请公开, 不予公开.
        mapped: The words of the figures after 分别.
        stranger: Cases of another kind were counted.
    """

    text: str
    tokens: Sequence[Token]
    year: int | None
    topic: str
    noun: str
    said: list[Claim]
    organ: str
    ours: bool
    attributes: bool
    mapped: dict[int, str] = field(factory=dict[int, str])
    stranger: bool = False

    @property
    def whole(self) -> Claim | None:
        """What was counted last of all applicants."""
        counted = (claim for claim in reversed(self.said[-_NEAR:]) if claim.applicants == "total" and claim.unit != "%")
        return next((claim for claim in counted if claim.what not in CARRIED), None)

    def keep(self, claim: Claim) -> None:
        """Note a claim; of cases, whether what follows is of them or of those before: 复议 6 件、诉讼 0 件，其中…."""
        last = self.said[-1] if self.said else None
        self.said.append(claim)
        if not {*claim.what.split("+")} <= CASES:
            return
        self.noun = claim.what
        if last and last.what in CASES - {claim.what} and last.number:
            apart = ";" in self.text[last.offset : claim.offset].translate(ALIKE)
            self.noun = last.what if not claim.number else claim.what if apart else ""

    def names(self, at: int, left: Sight, right: Sight, figure: Amount) -> list[str]:
        """What a figure counts, in the words of `Claim.what`; several where it counts each, none if it is not known."""
        if at in self.mapped:
            return [self.mapped[at]]
        if left.more:
            return []
        if {"natural_person", "organizations"} <= {*left.columns}:  # 公民、法人或者其他组织: whoever may apply
            left.columns = []
        left_over = right.word is not None and right.word.name in CARRIED
        if left_over and {"尚有", "仍有", "还有"} & {token.name for token in self.tokens[max(at - 2, 0) : at]}:
            left.word = None  # 新收申请尚有 4 件未办结
        if left.word is not None:
            names = self._before(at, left.word, left, right)
        else:
            left.part |= right.part
            names = self._after(at, left, right, none=not figure.number)
        asked = left.request or right.request
        stray = bool(names) and names[0] in OUTCOMES | CARRIED | VERBS
        if stray and (self.attributes or (self.topic == "other" and not asked)):
            return []
        self._doubt(at, names, left)
        if not names or len(left.columns) > 1 or (left.columns and left.gaps) or not _counts(names[0], figure, asked):
            return []
        return ["received+carried_in"] if names[0] == "received" and self._includes(right.at) else names

    def about(self, at: int) -> Literal["ours", "other", ""]:
        """Whether cases, named here, are on the disclosure of information, or on something else, or nothing says so."""
        first = max(at - FAR, 0)
        told: Literal["ours", "other", ""] = "ours" if self.ours and not first else ""
        for token in self.tokens[first:at]:
            if token.kind in {"foi", "request"}:
                told = "ours"
            elif token.kind in {"noun", "other", "plan"} or (token.kind == "gap" and token.name not in self.organ):
                told = "other"
            elif token.kind in BREAKS and told == "other":
                told = ""
        rest = [token.kind for token in self.tokens[at + 1 : at + FAR]]
        inner = next((here for here, kind in enumerate(rest) if kind in {"parts", "subject", "semicolon"}), FAR)
        if rest[inner : inner + 1] == ["parts"] and {"foi", "request"} & {*rest[inner : inner + 4]}:
            return "other"  # 行政复议 143 件，其中信息公开类 15 件
        if told:
            return told
        if not {"foi", "request"} & {*rest}:
            return ""
        near = rest[: next(here for here, kind in enumerate(rest) if kind in {"foi", "request"})]
        return "ours" if {*near} <= {"figure", "subject", "pause", "and", "filler", "space"} else "other"

    def _includes(self, at: int) -> bool:
        """Whether a figure says that it includes those carried in: 40 件（含上年结转 3 件）."""
        after = [token for token in self.tokens[at + 1 : at + 6] if token.kind not in {"space", "comma", "open"}]
        return len(after) > 1 and after[0].kind == "parts" and after[1].name == "carried_in"

    def _before(self, at: int, word: Token, left: Sight, right: Sight) -> list[str]:
        """What the word before a figure says that it counts."""
        name, linked = word.name, left.linked
        if word.kind == "carry year":
            return self.carried(word)
        if word.kind == "cell":
            after = self.tokens[at + 1 : at + 3]  # 维持 6 件（直接起诉）
            some = [token.kind for token in after] == ["open", "subject"] and after[1].name in CASES
            some |= name in FATES and {"gap", "delta"} >= {token.kind for token in after[:1]} > set()  # 制作 4 份图解
            both = left.total and len({claim.what for claim in self.said[-_NEAR:] if claim.what in CASES}) > 1
            left.unclear |= name == "issued" and self._revised(at)
            return [] if left.listed or left.fate or some or both else self._cell(name, right)
        if word.kind == "publish":
            begins = left.at == 0 or self.tokens[left.at - 1].kind in BREAKS | {"pause", "parts", "sum"}
            plain = name == "公开" and begins
            decided = plain or self.text[word.start - 2 : word.start] == "决定"
            return ["disclosed"] * (decided and self.topic == "request" and self.tokens[at].name[-1] in "件起份宗")
        between = {token.name for token in self.tokens[left.at : at]}
        if word.kind != "subject" or (name in VERBS and not self._of_requests(left, right, between)):
            return []
        if name in VERBS - {"received"} and "的" in between and left.gaps:
            return []  # 因逾期不补正而不再处理的 6 件: a reason
        led: list[str] = []
        for token in self.tokens[max(left.at - 4, 0) : left.at]:
            led = [] if token.kind in BREAKS else [*led, token.name]
        new = "的" in between or led[-1:] == ["当年"] or left.fate or ("申请" in led and "received" in led)
        left.unclear |= bool(led[-1:] == ["实际"] if name == "received" else name in DONE and new)
        if name in DOCUMENTS:
            left.unclear |= left.fate == "issued" and self._revised(at)
            return [f"{name}.{left.fate}"] * (left.fate in FATES)
        if name in CASES and self._foreign(at, left):
            return []
        if left.listed and len(linked) > 1:
            return self._map(at, linked)
        return linked if left.every else ["+".join(reversed(linked))]

    def _doubt(self, at: int, names: list[str], left: Sight) -> None:
        """Figures that may be less than the row: of others the answer was that all is published; the rest of a row."""
        after = [token for token in self.tokens[at + 1 : at + 2] if token.kind == "gap"]
        for name in names:
            left.unclear |= "disclosed" in name.split("+") and self._published(at)
            left.unclear |= name in OUTCOMES and any(claim.what.startswith(f"{name}.") for claim in self.said[-FAR:])
            left.unclear |= name in CARRIED and any(_CASE.match(token.name) for token in after)

    def _published(self, at: int) -> bool:
        """Whether others are counted whose answer is that all is published, which may be among those disclosed."""
        published = False
        for token in self.tokens[max(at - FAR, 0) : at + FAR]:
            if token.kind == "figure" and token.name[-1] == "件" and published and token is not self.tokens[at]:
                return True
            published = token.kind not in BREAKS and (published or token.name in {"公开", "主动公开"})
        return False

    def _revised(self, at: int) -> bool:
        """Whether a figure is followed by others that may count as issued: 新制定 5 件，修改 4 件."""
        return bool({"修订", "修改", "联合"} & {token.name for token in self.tokens[at : at + 8]})

    def _foreign(self, at: int, left: Sight) -> bool:
        """Whether cases are none on the disclosure of information: 司法局 and governments decide cases of all kinds."""
        about = self.about(at)
        decides = any(token.name == "作为" for token in self.tokens[max(at - FAR, 0) : at])  # 作为行政复议机构
        if about == "ours" and not decides:
            left.unclear |= left.work and any(word in self.organ for word in ("司法", "政府"))  # they decide cases, too
            return False
        left.unclear |= self.tokens[at].kind == "figure"  # no cases at all: none of ours
        self.stranger |= bool(about or left.work)
        return self.stranger or decides

    def _of_requests(self, left: Sight, right: Sight, between: set[str]) -> bool:
        """Whether 收到, 办结 speak of requests."""
        if left.request or right.request:
            return True
        return right.open and self.topic == "request" and not any(map(_OTHER.search, between))

    def _after(self, at: int, left: Sight, right: Sight, *, none: bool) -> list[str]:
        """What a figure counts that no word before it tells of."""
        last, word = self.said[-1] if self.said else None, right.word
        if left.columns and (self.topic == "request" or self.whole):
            return [self.whole.what] if self.whole else ["received"]
        if self.tokens[at - 1].name in {"其他", "其他的"} and last:
            return self._rest(last, left)
        if left.total and not left.request and (sum_ := _SUMS.get(tuple(claim.what for claim in self.said[-2:]))):
            return [sum_]
        if word is not None:
            return self._ahead(word, left, right)
        if len(right.columns) == 1 and right.open and self.topic == "request":
            left.columns = right.columns
            return [self.whole.what if self.whole else "received"]
        if self.topic in CASES and left.total and right.open and not left.unclear and not left.request:
            return [self.topic]
        if left.request is None or not (none or _asks(left.request)):
            return []
        left.unclear |= not (left.columns or left.total or none or left.request.name[-1] in "数量")
        return ["received"]

    def _ahead(self, word: Token, left: Sight, right: Sight) -> list[str]:
        """What the word after a figure says that it counts: 3 件予以公开, 2 件结转下年度."""
        if word.kind == "cell":
            return self._cell(word.name, right)
        if word.kind == "carry year":
            return self.carried(word)
        if word.kind == "all done" or word.name in DONE:
            left.unclear |= word.kind != "all done"  # 其中 5 件已答复: not all that were handled, perhaps
            return ["handled"] * (self.topic == "request")
        after = self.tokens[right.at + 1 : right.at + 2]
        some = word.name in CASES and after and after[0].kind not in BREAKS | {"pause"}  # 其中 1 件行政诉讼被判…
        return [word.name] * (word.name not in VERBS | DOCUMENTS and not some)

    @staticmethod
    def _rest(last: Claim, left: Sight) -> list[str]:
        """其他 at the end of a list: of applicants, or of outcomes."""
        if last.applicants != "total":
            left.columns.append("other")
            return [last.what]
        group = last.what.partition(".")[0]
        return ["other_handling.other" if group == "other_handling" else "other_handling"] * (group in OUTCOMES)

    def _cell(self, cell: str, right: Sight) -> list[str]:
        """A column of section two or four, of the cases or documents named before, or after the figure."""
        noun = right.word.name if right.word and right.word.name in DOCUMENTS else self.noun
        if cell in FATES and self.topic not in DOCUMENTS and not right.word:
            return []
        fits = DOCUMENTS if cell in FATES else CASES
        return ["+".join(f"{one}.{cell}" for one in noun.split("+"))] if {*noun.split("+")} <= fits else []

    def _map(self, at: int, names: list[str]) -> list[str]:
        """Give each of the figures after 分别 its word."""
        figures = [at]
        for index in range(at + 1, len(self.tokens)):
            kind = self.tokens[index].kind
            if kind == "figure":
                figures.append(index)
            elif kind not in {"pause", "comma", "and", "space"}:
                break
        if len(figures) != len(names):
            return []
        self.mapped = dict(zip(figures, reversed(names), strict=True))
        return [self.mapped[at]]

    def carried(self, word: Token) -> list[str]:
        """2022年结转, 结转2024年: in or over, by the year of the report."""
        if self.year is None:
            return []
        since = int(cast("re.Match[str]", re.search(r"20\d\d", word.name))[0]) - self.year
        if word.name.startswith("20"):
            return {0: ["carried_over"], -1: ["carried_in"]}.get(since, [])
        return {1: ["carried_over"], 0: ["carried_in"], -1: ["carried_in"]}.get(since, [])


def _asks(request: Token) -> bool:
    """Whether 申请 is said, not only 依申请公开."""
    return "申请" in request.name.replace("依申请", "")


def _counts(name: str, figure: Amount, request: Token | None) -> bool:
    """Whether the unit is one for what is counted: 条 are published items, unless the sentence says 申请 N 条."""
    if name in _FEES:
        return figure.unit in {"元", "万元"} or not figure.number
    if figure.unit == "条":
        return request is not None and (_asks(request) or name == "received")
    return figure.unit not in {"元", "万元"} and (
        figure.unit not in {"个", "部"} or name.partition(".")[0] in DOCUMENTS
    )


def none_of(token: Token, fate: str, *, verb: bool) -> list[str]:
    """What a word after 未, 没有 says that there is none of."""
    if token.kind == "request":
        return ["received"] * verb
    if token.name in DOCUMENTS:
        return [f"{token.name}.{fate}"] * (fate in FATES)
    return [token.name]
