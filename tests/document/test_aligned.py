"""Columns line up although Chinese characters are two wide."""

from govinfo_schema.document.aligned import aligned, width


def test_a_chinese_character_and_full_width_punctuation_are_two_columns_wide() -> None:
    assert 6 == width("总计：")
    assert 5 == width("total")


def test_columns_are_two_spaces_apart_and_figures_flush_right() -> None:
    assert ["自然人   1  a", "other   10"] == aligned([["自然人", "1", "a"], ["other", "10", ""]], right=frozenset({1}))
