"""What a user does with the library, step by step; and what comes of each step, as a value and as text.

python -m tests.trust.use             a digest of what each step says
python -m tests.trust.use together    those that threads get, who take each step for the first time at one moment
python -m tests.trust.use apart       those that threads get, who each begin with another step
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from threading import Barrier, Thread
from typing import Any, Final

import govinfo_schema as gs
from govinfo_schema.document.ijson import is_array, is_object, is_tuple

ROOT: Final = Path(__file__).parents[2]
TEXT: Final = (ROOT / "docs" / "examples" / "xinjiang-kjt-2019.json").read_bytes()
SOUND: Final = (ROOT / "tests" / "examples" / "sound" / "city-2025.json").read_bytes()
PROSE: Final = (
    "2025年共收到政府信息公开申请 12 件，其中自然人 9 件、法人 2 件；予以公开 5 件，占 41.7%。结转下年度 1 件。"
)
THREADS: Final = 8


def _raised(call: Callable[[], object]) -> Exception | None:
    try:
        call()
    except gs.GovinfoError as error:
        return error
    return None


def _report() -> Any:
    return gs.from_json(TEXT)


def _sound(**changes: Any) -> Any:
    return gs.from_data(gs.to_data(gs.from_json(SOUND)) | changes)


def _dear() -> Any:
    """With an amount of more digits than Python calculates with where nothing else is said."""
    data = gs.to_data(_sound(overview=PROSE))
    data["proactive_disclosure"]["charges"]["amount"] = Decimal("12345678.901234567890123456789012345")
    return gs.from_data(data)


def _unfit() -> object:
    wrong = gs.suggest_repairs(_report()).repairs[0]
    return gs.apply_repair(gs.apply_repair(_report(), wrong), wrong)


STEPS: Final[Mapping[str, Callable[[], Any]]] = {
    "report": _report,
    "data": lambda: gs.to_data(_report()),
    "text": lambda: (gs.to_json(_report()), gs.to_json(_report(), indent=2)),
    "built": lambda: gs.zeros(gs.form2021.Report, year=2024, organ=gs.form2021.Organ(name="某局")),
    "blank": lambda: gs.blank(gs.form2019.Report, year=2019, organ=gs.form2019.Organ(name="某局")),
    "problems": lambda: gs.problems({"edition": "2021", "requets": 1, "year": "2024"}),
    "refused": lambda: _raised(lambda: gs.from_json('{"edition": "2019", "year": 1}')),
    "validate": lambda: gs.validate(gs.to_data(_report())),
    "findings": lambda: gs.verify(_report()),
    "totals": lambda: gs.compute_totals(_report()),
    "completion": lambda: gs.complete(_report()),
    "repairs": lambda: gs.suggest_repairs(_report()),
    "unfit": lambda: _raised(_unfit),
    "rules": lambda: dict(gs.rules("2021")),
    "no such rule": lambda: _raised(lambda: gs.verify(_report(), only=["nothing"])),
    "claims": lambda: gs.claims(PROSE, year=2025),
    "narrative": lambda: gs.verify_narrative(_sound(overview=PROSE)),
    "succession": lambda: gs.verify_succession(_sound(year=2024), _sound(overview=PROSE)),
    "series": lambda: gs.verify_series([_sound(), _sound(year=2023)]),
    "no series": lambda: _raised(lambda: gs.verify_series([])),
    "comparison": lambda: gs.compare(_sound(year=2024), _dear()),
    "against a dear one": lambda: gs.verify_consolidation(_dear(), [_sound(), _sound()]),
    "conversion": lambda: gs.convert(_report(), "2021"),
    "whole": lambda: gs.consolidate([_sound(), _sound()], organ=gs.form2021.Organ(name="某市")),
    "against its members": lambda: gs.verify_consolidation(_sound(), [_sound(), _sound()]),
    "as text": lambda: gs.render(_report(), "text", findings=gs.verify(_report())),
    "read from text": lambda: gs.read_text(gs.render(_sound(), "markdown")),
    "read from a page": lambda: gs.read_html(gs.render(_sound(), "html")),
    "read from tables": lambda: gs.read_tables(
        [[["信息内容", "本年制发件数"], ["规章", 1, 2, 3]]], year=2025, organ="某局"
    ),
    "lines": lambda: [*gs.iter_from_json_lines(b"[\n" + gs.to_json(_report()).encode())],
    "columns": lambda: gs.to_columns([_report(), _sound()]),
    "back from columns": lambda: [*gs.from_columns(gs.to_columns([_report(), _sound()]))],
    "tidy": lambda: gs.to_tidy([_report()]),
    "frame": lambda: [
        verified(import_module("polars").DataFrame(gs.to_columns([_report()], edition="2019"))).to_dicts()
        for verified in (gs.verify_frame, gs.frame_findings)
    ],
    "reference": lambda: gs.describe(gs.json_schema("2019")),
    "schema": lambda: gs.json_schema("2021"),
}  # fmt: skip
"""The steps by name; each begins with text, so that any of them can come first."""


def told(value: Any) -> str:
    """All that a value says, inner values too."""
    said: list[str] = [repr(value), str(value)]
    for name in ("message", "table"):
        if callable(getattr(value, name, None)):
            said += [getattr(value, name)(language) for language in ("zh", "en")]
    return "\n".join([*said, *map(told, inner(value))])


def inner(value: Any) -> Iterable[Any]:
    """The values of classes of the package that a value holds, one level down."""
    fields: Any = getattr(value, "__attrs_attrs__", ())
    held = [getattr(value, field.name) for field in fields if not field.name.startswith("_")]
    parts: list[Any] = held if fields else [value, getattr(value, "problems", ())]
    parts += [entry for part in parts if is_array(part) or is_tuple(part) for entry in part]
    parts += [entry for part in parts if is_object(part) for entry in part.values()]
    return [part for part in parts if part is not value and type(part).__module__.startswith("govinfo_schema")]


def digest(names: Iterable[str] = STEPS) -> dict[str, str]:
    """What each step says, shortened."""
    return {name: sha256(told(STEPS[name]()).encode()).hexdigest()[:16] for name in names}


def together() -> list[dict[str, str]]:
    """What each step says to each of several threads, who take every step at the same moment."""
    barrier, found = Barrier(THREADS), [dict[str, str]() for _ in range(THREADS)]

    def run(mine: dict[str, str]) -> None:
        for name in STEPS:
            barrier.wait()
            mine |= digest([name])

    threads = [Thread(target=run, args=(mine,)) for mine in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def apart() -> list[dict[str, str]]:
    """What each step says to each of several threads, who begin with different steps."""
    barrier, found = Barrier(THREADS), [dict[str, str]() for _ in range(THREADS)]
    names = [*STEPS]

    def run(number: int) -> None:
        first = number * len(names) // THREADS
        barrier.wait()
        found[number] |= digest([*names[first:], *names[:first]])

    threads = [Thread(target=run, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


if __name__ == "__main__":
    task, *_ = [*sys.argv[1:], "alone"]
    if task == "alone":
        print(sorted(digest().items()))  # noqa: T201 - read by the test
    else:
        sys.setswitchinterval(1e-6)
        for mine in {"together": together, "apart": apart}[task]():
            print(sorted(mine.items()))  # noqa: T201
