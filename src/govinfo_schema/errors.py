"""Everything that is raised, under one base, and `Problem`: what is wrong with a document, as data."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias
from unicodedata import category

from attrs import frozen

Language: TypeAlias = Literal["zh", "en"]

Kind: TypeAlias = Literal[
    "missing", "unknown", "type", "range", "digits", "length", "pattern", "choice", "repeated", "character",
    "syntax", "encoding", "depth", "size", "count",
]  # fmt: skip

_SENTENCES: Final[dict[Language, dict[Kind, str]]] = {
    "zh": {
        "missing": "缺少这一项。请补上，应为{expected}。",
        "unknown": "这一版格式里没有这一项（现为 {found}）。",
        "type": "应为{expected}，现为 {found}。",
        "range": "不能小于 {low}，也不能大于 {high}，现为 {found}。请核对这个数。",
        "digits": "这个数的位数太多，现为 {found}。请写成普通的数，最多 {expected} 位。",
        "length": "长度不能小于 {low}，也不能大于 {high}，现为 {found}。请增删。",
        "pattern": "写法不对，现为 {found}。请写成 {hint} 的样子。",
        "choice": "只能是 {expected}，现为 {found}。请改为其中之一。",
        "repeated": "同一个名称写了不止一次。请只留一个，否则后一个会盖住前一个。",
        "character": "文字里有别的程序读不了的字符（{found}）。请删去这个字符，或重新录入这段文字。",
        "syntax": "不是合法的 JSON，从 {found} 起读不下去。请从这里往前查：引号、逗号、括号是否成对、齐全。",
        "encoding": "文件不是规范的 UTF-8（遇到 {found}）。请以 UTF-8 编码、不带 BOM 重新保存。",
        "depth": "嵌套太深，最多 {expected} 层。请检查括号；报告本身用不到这么多层。",
        "size": "内容太大，最多 {expected} 个字符，现为 {found}。请检查是否放错了文件。",
        "count": "数据项太多，最多 {expected} 项。请检查是否放错了文件；一份文件只放一份报告。",
    },
    "en": {
        "missing": "this member is missing. Add it: {expected}.",
        "unknown": "this edition of the form has no such member (found {found}).",
        "type": "expected {expected}, found {found}.",
        "range": "must not be below {low} or above {high}, found {found}. Check the figure.",
        "digits": "a number with too many digits, found {found}. Write it plainly, with {expected} digits at most.",
        "length": "its length must not be below {low} or above {high}, found {found}. Lengthen or shorten it.",
        "pattern": "found {found}, which is not written as it should be. Write it like {hint}.",
        "choice": "expected {expected}, found {found}. Use one of these.",
        "repeated": "the same name is written more than once. Keep one; the later would hide the earlier.",
        "character": "a character that other programs cannot read ({found}). Delete it, or type the text anew.",
        "syntax": "not valid JSON from {found} on. Look before it for a missing quote, comma or bracket.",
        "encoding": "not proper UTF-8 (met {found}). Save the file anew as UTF-8, without BOM.",
        "depth": "nested too deeply; {expected} levels are allowed. Check the brackets: a report needs far fewer.",
        "size": "too large; {expected} characters are allowed, found {found}. Check that this is the right file.",
        "count": "too many values; {expected} are allowed. Check the file: one document holds one report.",
    },
}

_ADVICE: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "integer": "请写阿拉伯数字的整数，不加引号。", "number": "请写阿拉伯数字，不加引号。",
        "string": "请写成带引号的文字。", "object": "请写成 {{…}}，里面一项一项写名称和值。",
        "array": "请写成 […] 列表。", "null": "这里不能空白：可有可无的，请整项删去；必须有的，请填上。",
        "unknown": "若不是它，请删去这一项。", "alone": "请删去这一项。", "nearest": "最接近的是“{hint}”。",
    },
    "en": {
        "integer": "Write a whole number in digits, without quotes.",
        "number": "Write a number in digits, without quotes.", "string": "Write text in quotes.",
        "object": "Write {{…}} with a name and a value for each member.", "array": "Write a list: […].",
        "null": "It cannot be blank: leave the member out if it is optional, else fill it in.",
        "unknown": "If that is not meant, delete it.", "alone": "Delete it.", "nearest": "The nearest is “{hint}”.",
    },
}  # fmt: skip

_EXPECTED: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "integer": "整数", "number": "数", "string": "文字", "object": "一组数据（对象）", "array": "列表",
        "integer | null": "整数，空白时写 null", "number | null": "数，空白时写 null",
        "boolean": "真或假（布尔值）",
        "string | null": "文字，没有这一节时写 null", "object | null": "一组数据（对象），没有这一节时写 null",
    },
    "en": {
        "integer | null": "an integer, or null for a blank", "number | null": "a number, or null for a blank",
        "string | null": "text, or null for a section left out",
        "object | null": "an object, or null for a section left out",
    },
}  # fmt: skip


_LISTED: Final = 20


class GovinfoError(Exception):
    """The base of everything that this package raises."""


class InvalidForm(GovinfoError, ValueError):
    """A form is declared wrongly: an equation names a cell that is not there, a rule has no id.

    Whoever declares a form or a rule sees it at the first use; the message names class and path.
    """


class UnfitReports(GovinfoError, ValueError):
    """Reports cannot be taken together: there is none, or they are of different years or editions."""


@frozen(kw_only=True)
class Problem:
    """One reason why a document is no report.

    Attributes:
        pointer: JSON Pointer (RFC 6901) of the place, `""` for the whole document, names of over 100 characters cut;
            `None` where the text could not be read as JSON at all: then `line` and `column` say where.
        kind: What is wrong, one word of a closed list.
        found: What stands there, as shortened JSON; for `length` and `size` how long it is, for `character` and
            `encoding` the character; `None` where nothing stands.
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
        edition = self.kind == "unknown" and self.expected is not None
        kind, low_high = "choice" if edition else self.kind, (self.expected or "").partition("..")
        advice = [_ADVICE[language].get(key, "") for key in self._advice(edition=edition)]
        sentence = ("" if language == "zh" else " ").join(filter(None, [_SENTENCES[language][kind], *advice]))
        found, expected = printable(self.found or ""), self._expectation(language)
        if (kind, found) == ("syntax", '""'):
            found = "文末" if language == "zh" else "the end of the text"
        said = sentence.format(found=found, expected=expected, low=low_high[0], high=low_high[2], hint=self.hint)
        return f"{self._place(language)}{'：' if language == 'zh' else ': '}{said}"

    def _advice(self, *, edition: bool) -> Iterator[str]:
        if self.kind == "type":
            first = "null" if self.found == "null" else (self.expected or "").partition(" ")[0]
            yield "string" if first.startswith('"') else first
        if self.hint and self.kind != "pattern":
            yield "nearest"
        if self.kind == "unknown" and not edition:
            yield "unknown" if self.hint else "alone"

    def _expectation(self, language: Language) -> str:
        expected, words = self.expected or "", _EXPECTED[language]
        either = " 或 " if language == "zh" else " or "
        return words.get(expected) or either.join(words.get(word, word) for word in expected.split(" | "))

    def _place(self, language: Language) -> str:
        zh = language == "zh"
        if self.pointer is None:
            return f"第 {self.line} 行第 {self.column} 列" if zh else f"Line {self.line}, column {self.column}"
        pointer, label = printable(self.pointer), self.label if zh else self.english
        if label:
            return f"{label}（{pointer}）" if zh else f"{label} ({pointer})"
        return pointer or ("整份文件" if zh else "The document")


def printable(text: str) -> str:
    """The text with every character escaped that would break a line, hide, or drive a terminal."""
    if text.isprintable():  # nearly always, and much faster
        return text
    return "".join(
        character if character.isprintable() or category(character) == "Zs" else ascii(character)[1:-1]
        for character in text
    )


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
        return self.message()

    def message(self, language: Language = "zh") -> str:
        """List the first twenty problems, one a line, and count the rest.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            Lines of text.
        """
        zh, rest = language == "zh", len(self.problems) - _LISTED
        head = f"文件有 {len(self.problems)} 处问题：" if zh else f"The document has {len(self.problems)} problem(s):"
        more = f"- ……另有 {rest} 处" if zh else f"- … and {rest} more"
        listed = [f"- {problem.message(language)}" for problem in self.problems[:_LISTED]]
        return "\n".join([head, *listed, *([more] if rest > 0 else [])])
