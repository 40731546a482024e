"""What stands around a figure in its sentence, from it to the end of the clause or the next figure."""

from collections.abc import Sequence
from typing import Final

from attrs import define, field

from govinfo_schema.prose.lexicon import Token

VERBS: Final = frozenset({"received", "handled", "replied", "processed"})
CARRIED: Final = frozenset({"carried_in", "carried_over", "carried"})
DONE: Final = frozenset({"handled", "replied"})
CASES: Final = frozenset({"reconsideration", "litigation", "litigation.direct", "litigation.after_reconsideration"})
DOCUMENTS: Final = frozenset({"administrative_rules", "normative_documents"})
OUTCOMES: Final = frozenset({
    "disclosed", "partially_disclosed", "withheld", "unable_to_provide", "not_processed", "other_handling",
})  # fmt: skip
FATES: Final = frozenset({"issued", "repealed", "in_force"})
SILENT: Final = frozenset({
    "filler", "space", "foi", "sum", "parts", "also", "every", "suit", "own", "all organs", "this year", "whole year",
})  # fmt: skip
BREAKS: Final = frozenset({"comma", "semicolon", "stop", "open", "close", "colon"})
FAR: Final = 60  # words that are looked back
_STOPS: Final = frozenset({"comma", "semicolon", "stop", "open", "figure", "nought", "all done", "except"})
_DECISIVE: Final = frozenset({
    "subject", "cell", "carry year", "delta", "than", "negation", "rate", "share", "publish",
})  # fmt: skip


@define
class Sight:
    """What is seen on one side of a figure.

    Attributes:
        at: Where the words begin, or end, that belong to it.
        word: The word that says what it counts.
        linked: The names of words joined to it by 、 or 和, the nearest first.
        fate: What was done to documents: a column of section two, or `publish`.
        request: The noun 申请, if it stands there.
        columns: The kinds of applicants named.
        gaps: What stands where the organ, or whose requests, may be named.
        part: A channel or a subject is named, or a plan.
        unclear: Something stands there that is not understood.
        every: 均, 都 or 各 stands there.
        listed: 分别 stands there.
        total: 共计 stands there.
        work: Someone is at work on what is counted: 办理, 受理, 审理.
        open: Nothing else stands there up to the end of the clause.
        more: Something that is counted stands in brackets before the figure: 公开（含部分公开）5 件.
    """

    at: int
    word: Token | None = None
    linked: list[str] = field(factory=list[str])
    fate: str = ""
    request: Token | None = None
    columns: list[str] = field(factory=list[str])
    gaps: list[str] = field(factory=list[str])
    part: bool = False
    unclear: bool = False
    every: bool = False
    listed: bool = False
    total: bool = False
    work: bool = False
    open: bool = False
    more: bool = False
    _joins: str = "near"

    def mark(self, token: Token) -> bool:
        """Note a channel, a subject or a kind of applicants."""
        self.part |= token.kind in {"about", "channel"}
        self.columns += [token.name] * (token.kind == "column")
        return token.kind in {"about", "channel", "column"}

    def back(self, token: Token, index: int) -> bool:
        """Look at the next token on the left; whether to go on."""
        kind = token.kind
        if kind in _STOPS:
            return False
        if kind in {"channel", "about", "plan", "office", "channels"}:
            self.part |= kind in {"channel", "about", "plan"}
            self.work |= kind == "office"
            self.unclear |= kind == "channels"
        elif self.word is not None:
            self._further(token, index)
        elif kind in SILENT or kind == "colon":
            self.every |= kind == "every"
            self.listed |= token.name.startswith("分别")
            self.total |= kind == "sum" or token.name in {"总量", "总数", "数量"}
        elif kind == "column":
            self.columns.append(token.name)
            self.at = index
        elif kind == "request":
            self.request, self.at = token, index
        elif kind in _DECISIVE:
            self.word, self.at, self.linked = token, index, [token.name]
        elif kind in {"pause", "and"}:
            return bool(self.request or self.columns)
        elif self.request:
            self.gaps += [token.name] * (kind == "gap")
        else:
            self.unclear = True
            return False
        return True

    def _further(self, token: Token, index: int) -> None:
        """Look at what stands before the word: words joined to it, what was done to it, who is at work."""
        name, word = token.name, self.linked[0]
        self.unclear |= word in DOCUMENTS and not self.fate and token.kind in {"gap", "organ"}  # 制定区政府规范性文件
        if token.kind == "subject":
            self.work |= name in VERBS
            if self._joins == "near" and (word in VERBS or name.startswith(f"{word}.")) and name not in VERBS:
                self.word, self.at, self.linked = token, index, [name]
            elif self._joins == "joined" and (name in CASES) == (word in CASES) and name not in VERBS:
                self.linked.append(name)
                self.at = index
            self._joins = "near" if self._joins != "" else ""
        elif self._joins == "joined" and name == "公开" and word in OUTCOMES:
            self.linked.append("disclosed")
            self.at = index
        elif not self.fate and (token.kind == "publish" or name in FATES):
            self.fate, self.at = "publish" if token.kind == "publish" else name, index
        elif token.kind in {"pause", "and"} and self._joins:
            self._joins = "joined"
        elif token.kind not in SILENT:
            self.unclear |= token.kind == "gap" and self._joins == "near" and word == "withheld"  # a reason
            if self._joins == "near" and word in VERBS:
                self.gaps += [token.name] * (token.kind == "gap")
                self.part |= token.kind == "other"
            self._joins = ""


def before(tokens: Sequence[Token], at: int) -> Sight:
    """Look back from a figure; what stands in brackets right before it is passed over."""
    sight, index, first = Sight(at), at, max(at - FAR, 0)
    while index > first:
        index -= 1
        if tokens[index].kind == "close":
            close, index = index, next((i for i in range(index - 1, first - 1, -1) if tokens[i].kind == "open"), index)
            sight.more |= any(token.kind == "subject" for token in tokens[index:close])
        elif not sight.back(tokens[index], index):
            break
    return sight


def ahead(tokens: Sequence[Token], at: int) -> Sight:
    """Look on from a figure to the word that says what it counts."""
    sight = Sight(at)
    for index in range(at + 1, min(at + FAR, len(tokens))):
        token = tokens[index]
        if token.kind in BREAKS | {"pause"}:
            break
        if token.kind == "parts":
            return sight
        if token.kind == "request":
            sight.request, sight.at = token, index
        elif token.kind in {"subject", "cell", "carry year", "all done"}:
            sight.word, sight.at = token, index
            return sight
        elif sight.mark(token):
            sight.at = index if token.kind == "column" else sight.at
        elif token.kind not in SILENT:
            return sight
    sight.open = True
    return sight


def stranger(sentence: Sequence[Token], at: int) -> bool:
    """Whether 申请 is one of another kind: 退税申请, 低保申请."""
    token = sentence[at]
    bare = token.kind == "request" and "公开" not in token.name and "信息" not in token.name
    return bare and at > 0 and sentence[at - 1].kind in {"gap", "other", "noun"}
