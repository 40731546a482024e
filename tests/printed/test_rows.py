"""Rows in text, where labels lie on each other."""

from govinfo_schema.form.walk import Place
from govinfo_schema.printed.rows import Found, found_rows


def test_of_two_labels_on_each_other_the_first_counts() -> None:
    rows = [Place(type=int, labels=(label,)) for label in ("甲乙", "乙丙")]

    assert [Found(0, ("1",)), Found(1, ("2",))] == list(found_rows("甲乙丙1\n乙丙2", rows, 1))
