"""The head of a document: which year, whose report, what period, what the organ notes."""

from typing import Annotated, Final, TypeAlias

from attrs import frozen

from govinfo_schema.form.vocabulary import (
    CellPointer,
    CreditCode,
    Date,
    DivisionCode,
    Length,
    Line,
    ShortText,
    Text,
    Year,
)


@frozen(kw_only=True)
class Organ:
    """行政机关: whose report it is."""

    name: Annotated[ShortText, Line("机关名称", "name of the organ")]
    credit_code: Annotated[
        CreditCode | None, Line("统一社会信用代码", "unified social credit code", source="GB 32100")
    ] = None
    division_code: Annotated[
        DivisionCode | None, Line("行政区划代码", "administrative division code", source="GB/T 2260")
    ] = None


@frozen(kw_only=True)
class Period:
    """统计期限: the dates that the report says it covers, as `2024-01-01`."""

    start: Annotated[Date, Line("起始日期", "first day")]
    end: Annotated[Date, Line("截止日期", "last day")]


@frozen(kw_only=True)
class Note:
    """说明: a sentence of the organ that explains a cell or a section."""

    at: Annotated[CellPointer, Line("位置", "JSON Pointer of the cell or section")]
    text: Annotated[ShortText, Line("说明文字", "what the organ says")]


EDITION: Final = Line("格式版本", "edition of the form")
ReportYear: TypeAlias = Annotated[Year, Line("报告年度", "year reported on")]
ReportOrgan: TypeAlias = Annotated[Organ, Line("行政机关", "administrative organ")]
ReportPeriod: TypeAlias = Annotated[Period | None, Line("统计期限", "statistical period")]
PublishedOn: TypeAlias = Annotated[Date | None, Line("公布日期", "date of publication")]
Introduction: TypeAlias = Annotated[Text | None, Line("引言", "introduction")]
Notes: TypeAlias = Annotated[Annotated[tuple[Note, ...], Length(0, 200)] | None, Line("说明", "notes of the organ")]
