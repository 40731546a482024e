"""Some thousand texts: what is found in each, and how much of what they claim is read."""

import pytest
from tests.bench.narrative import TABLE, table
from tests.prose.corpus import SENTENCES, Sentence, sentences

FILES = sorted(path.stem for path in SENTENCES.glob("*.jsonl"))


@pytest.mark.parametrize("name", FILES)
def test_no_sentence_is_warned_of_that_an_official_could_defend(name: str) -> None:
    wrong = [
        (sentence.said["id"], rule)
        for sentence in sentences(name)
        for rule, severity in sentence.findings().items()
        if severity == "warning" and not sentence.right(rule, severity)
    ]

    assert [] == wrong


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_found_where_there_is_nothing(name: str) -> None:
    def wrong(sentence: Sentence) -> list[str]:
        labels = sentence.said["verdicts"]
        return [
            rule for rule, told in sentence.findings().items() if rule not in labels and not sentence.right(rule, told)
        ]

    assert {} == {sentence.said["id"]: rules for sentence in sentences(name) if (rules := wrong(sentence))}


def test_precision_and_recall_are_what_the_table_says() -> None:
    assert TABLE.read_text(encoding="utf-8").startswith(table())
