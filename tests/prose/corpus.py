"""Sentences written for the tests by varying what real reports say, labelled by hand; and how they are judged.

Each line of `sentences/*.jsonl` is a text with the cells that its report has (others are 0), what a careful reader
says it claims (`null` where nobody wrote that down), and the rules that must find something, with their severity;
`accept` names verdicts of which any is right, where people differ.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import frozen

import govinfo_schema as gs
from govinfo_schema.form.walk import with_figures

SENTENCES = Path(__file__).parent / "sentences"
ALIKE = {"processed": "handled", "replied": "handled", "carried": "carried_over", "received+carried_in": "received"}
"""What a claim calls otherwise than the labels."""
UNREAD = {"year", "parts"}
"""No figures of the form; they are judged by what is found."""
UNLABELLED = {"overview.topics", "section.says_nothing"}


@frozen
class Sentence:
    """One text with its labels."""

    said: Mapping[str, Any]

    @property
    def report(self) -> gs.Report:
        """A report with this text and these cells."""
        form = gs.form2019 if self.said["edition"] == "2019" else gs.form2021
        organ, texts = form.Organ(name=self.said["organ"]), {self.said["section"]: self.said["text"]}
        report: gs.Report = gs.zeros(form.Report, year=self.said["year"], organ=organ, **texts)
        cells = {
            pointer: Decimal(str(figure)) if pointer.endswith("/amount") else figure
            for pointer, figure in self.said["table"].items()
        }
        return with_figures(report, cells)

    def findings(self) -> dict[str, str]:
        """The severity of what is found, by rule."""
        found: dict[str, str] = {}
        for finding in reversed(gs.verify_narrative(self.report)):
            of_section_six = finding.rule.startswith("other_matters") and self.said["section"] != "other_matters"
            if finding.rule not in UNLABELLED and not of_section_six:
                found[finding.rule] = finding.severity
        return found

    def right(self, rule: str, severity: str | None) -> bool:
        """Whether a rule may find this; `None`: nothing."""
        accepted = self.said.get("accept", {}).get(rule, [])
        return self.said["verdicts"].get(rule) == severity or (severity or "none") in accepted

    def labelled(self) -> Counter[tuple[str, ...]]:
        """What a careful reader says it claims: what, number, applicants."""
        claims: list[list[str]] = self.said["claims"] or []
        told = ((what, number, *(column or ["total"])) for what, number, *column in claims)
        return Counter(claim for claim in told if claim[0] not in UNREAD)

    def read(self) -> Counter[tuple[str, ...]]:
        """What is read of the whole organ in this year, as the labels call it; nothing where there are no labels."""
        said = self.said
        if said["claims"] is None:
            return Counter()
        read = gs.claims(said["text"], year=said["year"], organ=said["organ"])
        kept = [claim for claim in read if claim.scope in {"whole", "unclear"} and claim.year in {None, said["year"]}]
        return Counter(
            (ALIKE.get(claim.what, claim.what), _number(claim), claim.applicants)
            for claim in kept
            if claim.what not in UNREAD
        )


def _number(claim: gs.Claim) -> str:
    number = int(claim.number) if claim.number == int(claim.number) else claim.number
    return f"{number}%" if claim.unit == "%" else str(number)


def sentences(name: str = "*") -> Iterator[Sentence]:
    """The sentences of a file, or of all."""
    for path in sorted(SENTENCES.glob(f"{name}.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield Sentence(json.loads(line))
