"""What reading gives back: the report, where each figure stood, and what was not plain."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from attrs import field, frozen

from govinfo_schema.errors import Language, printable
from govinfo_schema.form.editions import Report
from govinfo_schema.form.walk import Figure

NoteKind: TypeAlias = Literal["normalised", "inferred", "short", "left over", "absent"]
ProblemKind: TypeAlias = Literal["doubtful", "missing", "editions", "reports", "head", "form", "size"]
Kind: TypeAlias = Literal[NoteKind, ProblemKind]
_SAYS: Final[dict[Language, dict[Kind, str]]] = {
    "zh": {
        "normalised": "印作 {printed}，读作 {readings}",
        "inferred": "按位置或逐一排除读出：{printed}",
        "short": "这一行少了一个数：{printed}。看不出少的是哪一格，只读了各种读法都一致的格，其余空着。请对照原件填写",
        "left over": "没有读进报告的数：{printed}",
        "absent": "没有找到这一节，当作报告没有这一节。如果原件有，请补上",
        "doubtful": "印作 {printed}，{readings}，所以空着。请对照原件填写",
        "missing": "没有找到这一行或这一格。请对照原件填写",
        "editions": "两版格式的栏目混在一起（{printed}），看不出是哪一版。请只留一份报告再读",
        "reports": "里面不止一份报告。请分开来读",
        "head": "看不出是哪一年、哪个机关的报告，或者给出的不能用。请用 year=（四位数）、organ= 写明",
        "form": "没有找到年度报告的表格。请检查是否放错了文件，或者漏了表格",
        "size": "内容太大。请检查是否放错了文件",
    },
    "en": {
        "normalised": "printed {printed}, read as {readings}",
        "inferred": "read by position or by ruling out: {printed}",
        "short": "one figure of the row is lost: {printed}; what is the same wherever it was is read. Fill in the rest",
        "left over": "figures not read into the report: {printed}",
        "absent": "this section was not found; it is held to be left out. Add it if the original has it",
        "doubtful": "printed {printed}, {readings}, so it stays blank; fill it in from the original",
        "missing": "this row or cell was not found; fill it in from the original",
        "editions": "columns of two editions of the form are mixed ({printed}); keep one report and read again",
        "reports": "there is more than one report; read them one by one",
        "head": "year or organ is not said, or cannot be used as given; give year= (four digits) and organ=",
        "form": "no table of an annual report was found; check that this is the right file, with its tables",
        "size": "too large; check that this is the right file",
    },
}
_READINGS: Final[dict[Language, tuple[str, str, str, str]]] = {
    "zh": ("、", "空白", "可能是 {}", "可能的读法太多，或者这一格不能填这样的数"),
    "en": (", ", "blank", "which may be {}", "which reads in too many ways, or is no figure for this cell"),
}


@frozen(kw_only=True)
class Source:
    """Where something is printed; everything counts from 0.

    Attributes:
        table: Which table of the page or of the grids; `None` in a text, and on a page outside its tables.
        row: Which row of the table, or line of the text.
        column: Which cell of the row; merged cells count for each column that they cover.
        printed: What is printed there.
    """

    table: int | None
    row: int
    column: int
    printed: str


@frozen(kw_only=True)
class Remark:
    """What reading has to say of a place.

    Attributes:
        kind: Notes are `normalised` (written otherwise than read), `inferred` (read by position or by ruling out),
            `short` (a row has lost a figure), `left over` (not in the report) and `absent` (a section of prose that was
            not found). Problems are `doubtful` (several readings), `missing` (a row or a cell), `head` (year or organ),
            `editions` (two forms in one), `reports` (two reports in one), `form` (not this form) and `size`.
        pointer: The row or cell; empty for the whole.
        printed: The figures as printed.
        readings: The values possible, `None` for a blank; of a normalised figure the one read. Empty if too many.
        source: Where the first of the figures stands.
    """

    kind: Kind
    pointer: str = ""
    printed: tuple[str, ...] = ()
    readings: tuple[Figure, ...] = ()
    source: Source | None = None

    def message(self, language: Language = "zh") -> str:
        """Say it in one line.

        Args:
            language: `"zh"` or `"en"`.

        Returns:
            The place and a sentence.
        """
        apart, blank, several, many = _READINGS[language]
        readings = apart.join(blank if value is None else str(value) for value in self.readings)
        if self.kind == "doubtful":
            readings = several.format(readings) if self.readings else many
        said = _SAYS[language][self.kind].format(printed=" ".join(self.printed) or blank, readings=readings)
        return printable(f"{self.pointer}{'：' if language == 'zh' else ': '}{said}" if self.pointer else said)


@frozen(kw_only=True)
class Reading:
    """What was read.

    Attributes:
        report: The report; `None` where the problems say that there is none.
        notes: What was not read as it is printed, and what was left over.
        problems: What could not be read.
        sources: Where the figure of each cell is printed, by pointer.
    """

    report: Report | None
    notes: tuple[Remark, ...]
    problems: tuple[Remark, ...]
    sources: Mapping[str, Source] = field(factory=dict[str, Source], hash=False)
