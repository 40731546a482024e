"""Rows in text, where labels lie on each other."""

from govinfo_schema.form.walk import Place
from govinfo_schema.printed.rows import found_rows
from govinfo_schema.printed.sheet import Sheet


def test_of_two_labels_on_each_other_the_first_counts() -> None:
    rows = [Place(type=int, labels=(label,)) for label in ("甲乙", "乙丙")]

    sheet = Sheet.of([(None, 0, "甲乙丙1"), (None, 1, "乙丙2")])
    found = found_rows(sheet, (0, 8), rows, ("",))

    assert [(0, ("1",)), (1, ("2",))] == [(group.row, group.texts) for group in found]


def test_a_space_within_a_decimal_does_not_cut_it() -> None:
    sheet = Sheet.of([(None, 0, "甲乙 9116 .36 0 1. 5万元 2.其他 0")])
    found = list(found_rows(sheet, (0, len(sheet.text)), [Place(type=int, labels=("甲乙",))], ("",)))

    assert [("9116.36", "0", "1.5万元", "2")] == [group.texts for group in found]
