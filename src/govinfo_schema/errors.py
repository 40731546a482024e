"""Everything that is raised, under one base, and `Problem`: what is wrong with a document, as data."""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

from attrs import frozen

Language: TypeAlias = Literal["zh", "en"]

Kind: TypeAlias = Literal[
    "missing",
    "unknown",
    "type",
    "range",
    "length",
    "pattern",
    "choice",
    "repeated",
    "syntax",
    "encoding",
    "depth",
    "size",
    "count",
]

_SENTENCES: Final[dict[Language, dict[Kind, str]]] = {
    "zh": {
        "missing": "缺少这一项。请补上，应为{expected}。",
        "unknown": "这一版格式里没有这一项（现为 {found}）。",
        "type": "应为{expected}，现为 {found}。",
        "range": "应在 {expected} 之间，现为 {found}。请核对这个数。",
        "length": "长度应在 {expected} 之间，现为 {found}。请增删到这个长度。",
        "pattern": "写法不对，现为 {found}。请写成 {hint} 的样子。",
        "choice": "只能是 {expected}，现为 {found}。请改为其中之一。",
        "repeated": "同一个名称写了不止一次。请只留一个，否则后一个会盖住前一个。",
        "syntax": "不是合法的 JSON，读到 {found} 为止。请从这里查起：引号、逗号、括号是否成对、齐全。",
        "encoding": "文字不是规范的 UTF-8（{found}）。请以 UTF-8 编码（不带 BOM）重新保存或重新录入这段文字。",
        "depth": "嵌套太深，最多 {expected} 层。请检查括号；报告本身用不到这么多层。",
        "size": "内容太大，最多 {expected} 个字符，现为 {found}。请检查是否放错了文件。",
        "count": "数据项太多，最多 {expected} 项。请检查是否放错了文件；一份文件只放一份报告。",
    },
    "en": {
        "missing": "this member is missing. Add it: {expected}.",
        "unknown": "this edition of the form has no such member (found {found}).",
        "type": "expected {expected}, found {found}.",
        "range": "expected a number in {expected}, found {found}. Check the figure.",
        "length": "expected a length in {expected}, found {found}. Lengthen or shorten it.",
        "pattern": "found {found}, which is not written as it should be. Write it like {hint}.",
        "choice": "expected {expected}, found {found}. Use one of these.",
        "repeated": "the same name is written more than once. Keep one; the later would hide the earlier.",
        "syntax": "not valid JSON, read as far as {found}. Look here for a missing quote, comma or bracket.",
        "encoding": "text that is not proper UTF-8 ({found}). Save it as UTF-8 (without BOM) or type it anew.",
        "depth": "nested too deeply; {expected} levels are allowed. Check the brackets: a report needs far fewer.",
        "size": "too large; {expected} characters are allowed, found {found}. Check that this is the right file.",
        "count": "too many values; {expected} are allowed. Check the file: one document holds one report.",
    },
}

_ADVICE: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "integer": "请写阿拉伯数字的整数，不加引号。",
        "number": "请写阿拉伯数字，不加引号。",
        "string": "请写成带引号的文字。",
        "object": "请写成 {{…}}，里面一项一项写名称和值。",
        "array": "请写成 […] 列表。",
    },
    "en": {
        "integer": "Write a whole number in digits, without quotes.",
        "number": "Write a number in digits, without quotes.",
        "string": "Write text in quotes.",
        "object": "Write {{…}} with a name and a value for each member.",
        "array": "Write a list: […].",
    },
}

_TYPES_ZH: Final = {
    "integer": "整数",
    "number": "数",
    "string": "文字",
    "object": "一组数据（对象）",
    "array": "列表",
    "null": "空白（null）",
}

_NEAREST: Final[dict[Language, dict[str, str]]] = {
    "zh": {"one": "最接近的是“{hint}”。", "delete": "若不是它，请删去这一项。", "delete it": "请删去这一项。"},
    "en": {"one": "The nearest is “{hint}”.", "delete": "If that is not meant, delete it.", "delete it": "Delete it."},
}


class GovinfoError(Exception):
    """The base of everything that this package raises."""


class InvalidForm(GovinfoError, ValueError):
    """A form is declared wrongly: an equation names a cell that is not there, a rule has no id.

    Whoever declares a form or a rule sees it at the first use; the message names class and path.
    """


@frozen(kw_only=True)
class Problem:
    """One reason why a document is no report.

    Attributes:
        pointer: JSON Pointer (RFC 6901) of the place, `""` for the whole document; `None` where the text could not be
            read as JSON at all, which `line` and `column` then locate.
        kind: What is wrong, one word of a closed list (`missing`, `unknown`, `type`, `range`, …).
        found: What stands there, as shortened JSON; `None` where nothing does.
        expected: What should stand there, in the words of JSON Schema (`integer | null`, `0..9007199254740991`).
        hint: The nearest known name, or a sample of the right way to write it.
        line: Line of the text, from 1.
        column: Column of the text, from 1.
        label: The place in the form's own words, empty where the form has none.
        english: The same in English.
    """

    pointer: str | None
    kind: Kind
    found: str | None = None
    expected: str | None = None
    hint: str | None = None
    line: int | None = None
    column: int | None = None
    label: str = ""
    english: str = ""

    def message(self, language: Language = "zh") -> str:
        """Say in one line what is wrong and what to do.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            The place and a sentence, without a line break of its own.
        """
        known = self.kind == "unknown" and self.expected is not None  # an edition, not a member
        sentences = [_SENTENCES[language]["choice" if known else self.kind]]
        if self.kind == "type":
            sentences.append(_ADVICE[language].get((self.expected or "").partition(" ")[0], ""))
        if self.kind == "unknown":
            nearest = _NEAREST[language]
            sentences.append(nearest["one"] if self.hint else "")
            sentences.append("" if known else nearest["delete" if self.hint else "delete it"])
        said = ("" if language == "zh" else " ").join(filter(None, sentences))
        filled = said.format(found=self.found, expected=self._expectation(language), hint=self.hint)
        return f"{self._place(language)}{'：' if language == 'zh' else ': '}{filled}"

    def _expectation(self, language: Language) -> str:
        words = (self.expected or "").split(" | ")
        if language == "zh":
            spoken = "或".join(_TYPES_ZH.get(word, word) for word in words)
            return spoken.replace('"或"', '" 或 "').replace("..", " 至 ")
        return " or ".join(words).replace("null", "null (blank)").replace("..", " to ")

    def _place(self, language: Language) -> str:
        if self.pointer is None:
            return (
                f"第 {self.line} 行第 {self.column} 列"
                if language == "zh"
                else f"Line {self.line}, column {self.column}"
            )
        if language == "zh":
            return f"{self.label}（{self.pointer}）" if self.label else self.pointer or "整份文件"
        return f"{self.english} ({self.pointer})" if self.english else self.pointer or "The document"


class InvalidReport(GovinfoError, ValueError):
    """A document is no report of any edition.

    Attributes:
        problems: All of them, in the order of the form, one a pointer.
    """

    problems: tuple[Problem, ...]

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """List the first twenty problems in Chinese, one a line, and count the rest."""
        shown = [f"- {problem.message('zh')}" for problem in self.problems[:20]]
        rest = len(self.problems) - len(shown)
        return "\n".join([f"文件有 {len(self.problems)} 处问题：", *shown, *([f"- ……另有 {rest} 处"] if rest else [])])
