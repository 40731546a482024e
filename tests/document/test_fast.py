"""With msgspec and without it: the same reports, the same problems, the same text."""

import json
import re
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.document.bad_values import BAD, Bad
from tests.document.test_codec import ORGAN, changed
from tests.document.test_every_place import whole

import govinfo_schema as gs
from govinfo_schema.document import codec, fast
from govinfo_schema.form.editions import EDITIONS
from govinfo_schema.strategies import damaged_documents, reports

PLAIN = {edition: json.dumps(whole(edition), ensure_ascii=False, default=float) for edition in EDITIONS}


@contextmanager
def without_msgspec() -> Generator[None]:
    """As where the extra is not installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "msgspec", None)
        for made in (fast.decoder, fast.encoder):
            made.cache_clear()
        yield
    for made in (fast.decoder, fast.encoder):
        made.cache_clear()


def outcome(call: Callable[[], object]) -> object:
    """What comes of a call: a value with its types, or problems."""
    try:
        return repr(call())
    except gs.InvalidReport as error:
        return error.problems


def same(call: Callable[[], object]) -> object:
    """What comes of a call with msgspec, if the same comes without it."""
    found = outcome(call)
    with without_msgspec():
        assert outcome(call) == found
    return found


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that the strict way would have to look at is a mistake."""

    def fail(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(codec, "build", fail)
    monkeypatch.setattr(codec, "to_data", fail)


@given(reports())
def test_any_report_is_written_and_read_the_same(report: gs.Report) -> None:
    text = gs.to_json(report)

    assert repr(report) == same(lambda: gs.from_json(text))
    assert repr(text) == same(lambda: gs.to_json(report))
    same(lambda: gs.to_json(report, indent=2))


@given(damaged_documents(), st.sampled_from([None, 0]))
def test_any_damaged_document_has_the_same_problems(document: dict[str, Any], indent: int | None) -> None:
    text = json.dumps(document, default=str, indent=indent)

    same(lambda: gs.from_json(text))
    same(lambda: gs.from_json(text.encode()))


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_a_bad_value_has_the_same_problem(bad: Bad) -> None:
    assert isinstance(same(lambda: gs.from_json(changed(bad.edition, bad.at, bad.put))), tuple)


TEXTS = {
    "a text that is escaped": ('"……"', r'"\u653f\u5e9c \ud83d\ude00"'),
    "escaped quotes and backslashes": ('"……"', r'"\"\\\"\\\\\\\" \\"'),
    "a text that is an escaped backslash": ('"……"', r'"\\"'),
    "a name that is escaped": ('"year"', r'"\u0079ear"'),
    "white space of every kind": (":", " \r\n\t: \n"),
    "a negative zero": ('"total": 0', '"total": -0'),
    "a digit less": ('"amount": 0.0', '"amount": 12'),
    "many digits": ('"amount": 0.0', '"amount": 123456789.000000000000000000000000000000000000000010'),
    "a power of ten": ('"amount": 0.0', '"amount": 1.50E+2'),
    "a blank amount": ('"amount": 0.0', '"amount": null'),
    "no section two": (r'"proactive_disclosure": \{.*\}, "requests"', '"proactive_disclosure": null, "requests"'),
    "the largest count": ('"total": 0', '"total": 9007199254740991'),
}


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("change", TEXTS)
def test_what_is_usual_is_read_at_once_and_written_at_once(change: str, edition: str) -> None:
    text = re.sub(TEXTS[change][0], lambda _: TEXTS[change][1], PLAIN[edition])
    report = gs.from_json(text)

    assert text != PLAIN[edition]
    assert repr(report) == same(lambda: gs.from_json(text.encode()))
    if change not in {"a power of ten", "many digits"}:  # they are written out with care
        assert report == gs.from_json(gs.to_json(report))


NOTES = r'"notes": \[(.*?)\]'
ODD = {
    "a whole float": ('"total": 0', '"total": 1.0'),
    "a whole power of ten": ('"total": 0', '"total": 1e2'),
    "a negative whole zero": ('"total": 0', '"total": -0.0'),
    "a float that a double rounds to a count": ('"total": 0', '"total": 4503599627370497.25'),
    "a number that orjson takes for a float": ('"total": 0', '"total": 1000000000000000000000000000000'),
    "a leading zero": ('"total": 0', '"total": 00'),
    "a number beyond any": ('"total": 0', f'"total": {"9" * 5_000}'),
    "an amount with too many digits": ('"amount": 0.0', f'"amount": 0.{"1" * 500}'),
    "an amount with too large a power": ('"amount": 0.0', '"amount": 0e99999999999999999999'),
    "an amount in quotes": ('"amount": 0.0', '"amount": "12.5"'),
    "an amount that is no number": ('"amount": 0.0', '"amount": "NaN"'),
    "an amount in a list": ('"amount": 0.0', '"amount": [[0]]'),
    "an equal name": ('"year"', '"year": 2000, "year"'),
    "an equal name, escaped": ('"year"', r'"\u0079ear": 2000, "year"'),
    "an equal name before a null": ('"overview"', '"overview": null, "overview"'),
    "an equal object": ('"organ"', '"organ": {"name": "甲"}, "organ"'),
    "an equal row": ('"received"', '"received": 0, "received"'),
    "a null for an optional member": ('"period": {[^}]*}', '"period": null'),
    "a null for a text": ('"introduction": "……"', '"introduction": null'),
    "an unknown name": ('"year"', '"": "", "year"'),
    "an unknown name and no edition": ('"edition": "....", ', '"editor": "2021", '),
    "an edition that there is not": ('"edition": "20', '"edition": "30'),
    "two editions": ('"year"', '"edition": "2019", "year"'),
    "a lone surrogate": ('"……"', r'"\ud800"'),
    "a noncharacter": ('"……"', '"\ufffe"'),
    "a noncharacter, escaped": ('"……"', r'"\ufdd0"'),
    "a noncharacter beyond 16 bits": ('"……"', '"\U0001ffff"'),
    "a control character": ('"……"', '"\n"'),
    "a date with a line end": ('"2025-01-20"', r'"2025-01-20\n"'),
    "an empty name of the organ": ('"name": "某局"', '"name": ""'),
    "two hundred and one notes": (NOTES, '"notes": [' + ", ".join(['{"at": "/a", "text": "b"}'] * 201) + "]"),
    "many values": (NOTES, f'"notes": [{", ".join(["0"] * 10_000)}]'),
    "depth": (NOTES, f'"notes": {"[" * 5_000}'),
    "a byte-order mark": ("^", "\ufeff"),
    "a rest": ("$", " 1"),
    "no end": ("}$", ""),
    "a comma too many": ("}$", ",}"),
    "a long text": ('"……"', f'"{"长" * 199_999}"'),
    "a text that is too long": ('"……"', f'"{"长" * 200_001}"'),
    "one that is no text": ("^.*$", "[]"),
}  # fmt: skip


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("change", ODD)
def test_what_is_odd_is_told_the_same(change: str, edition: str) -> None:
    text = re.sub(ODD[change][0], lambda _: ODD[change][1], PLAIN[edition])

    assert text != PLAIN[edition]
    assert same(lambda: gs.from_json(text)) == same(lambda: gs.from_json(text.encode("utf-8", "surrogatepass")))


@pytest.mark.parametrize("text", ["\ud800", b"\xff", b'{"edition": "2021", "year": "\xff"}', bytearray(b"{}"), None])
def test_what_is_no_text_is_told_the_same(text: Any) -> None:
    assert isinstance(same(lambda: gs.from_json(text)), tuple)


class Name(str):
    __slots__ = ()


def built(**given: Any) -> Any:
    """A report built by hand, of anything."""
    return attrs.evolve(gs.zeros(gs.form2021.Report, year=2025, organ=ORGAN, overview="……"), **given)


ROW = gs.zeros(gs.form2021.Applicants)
PAID = gs.zeros(gs.form2021.ProactiveDisclosure)
LIKE_A_ROW: Any = SimpleNamespace(natural_person=0, organizations=gs.zeros(gs.form2021.Organizations), total=0)


BUILT = [
    built(overview="\ufffe"),
    built(overview="\ud800"),
    built(overview=Name("甲")),
    built(overview=b"1"),
    built(edition="2019"),
    built(year=True),
    built(year=2025.0),
    built(year=2**60),
    built(year=10**400),
    built(notes=[gs.form2021.Note(at="/year", text="甲")]),
    built(notes=(gs.form2021.Note(at="/year", text="甲"),)),
    built(notes=({"at": "/year", "text": "甲"},)),
    built(organ={"name": "甲", "credit_code": None}),
    built(organ=SimpleNamespace(name="甲", credit_code=None, division_code=None)),
    built(requests="无"),
    built(requests=gs.zeros(gs.form2019.Requests)),
    built(requests=attrs.evolve(gs.zeros(gs.form2021.Requests), received=cast("Any", gs.to_data(ROW)))),
    built(requests=attrs.evolve(gs.zeros(gs.form2021.Requests), received=LIKE_A_ROW)),
    built(proactive_disclosure=attrs.evolve(PAID, charges=gs.form2021.Charges(amount=Decimal("NaN")))),
    built(proactive_disclosure=attrs.evolve(PAID, charges=gs.form2021.Charges(amount=Decimal("1e-7")))),
    built(proactive_disclosure=attrs.evolve(PAID, charges=gs.form2021.Charges(amount=1.5))),  # type: ignore[arg-type]
    built(proactive_disclosure=attrs.evolve(PAID, charges=gs.form2021.Charges(amount=3))),  # type: ignore[arg-type]
    built(proactive_disclosure=attrs.evolve(PAID, charges=gs.form2021.Charges(amount="3"))),  # type: ignore[arg-type]
    ROW,
    gs.verify(built()),
]


@pytest.mark.parametrize("number", range(len(BUILT)))
def test_what_was_built_by_hand_is_written_or_refused_the_same(number: int) -> None:
    same(lambda: gs.to_json(BUILT[number]))
