"""Do the tests mind? One thing in a file of the library is changed, and the tests of its room are run against it.

python -m tests.trust.mutants [FILE …] [--each 40] [--jobs 2] changes so many things in every file, or in those named,
and writes what became of them to mutants.json. It runs the tests that are likely to kill, of each as many cases as fit
into a second; `--again` runs all of the group against those that survived, `--again TEST …` these tests in full.
survivors.tsv says why no test kills the others.
"""

import argparse
import ast
import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from hashlib import sha256
from pathlib import Path
from random import Random
from threading import Lock
from typing import Any, Final, NamedTuple

from tests.trust.changes import changes
from tests.trust.forked import ROOT, SOURCE, Mutant, load, tried

HERE: Final = Path(__file__).with_suffix(".json")
REASONS: Final = Path(__file__).with_name("survivors.tsv")
SLOW: Final = ROOT / "build" / "slow-tests"
_CHECK: Final = "tests/check tests/across/test_succession.py tests/prose/test_narrative.py tests/test_errors.py"
_CODEC: Final = "tests/document tests/test_errors.py tests/check/test_findings.py"


class Group(NamedTuple):
    """Files that are counted together, the tests that are likely to kill their mutants, and all that may."""

    files: tuple[str, ...]
    first: tuple[str, ...]
    tests: tuple[str, ...]


def _group(files: str, first: str, tests: str) -> Group:
    return Group(tuple(f"{file}.py" for file in files.split()), tuple(first.split()), tuple(tests.split()))


GROUPS: Final[Mapping[str, Group]] = {
    "codec": _group(
        "document/codec document/construct document/text document/fast document/ijson document/explain",
        "tests/document/test_codec.py",
        _CODEC,
    ),
    "totals": _group("check/totals", "", _CHECK),
    "verify": _group(
        "check/plainly check/verify check/document check/rules check/findings",
        "tests/check/test_conformance.py tests/check/test_verify.py",
        f"{_CHECK} tests/test_schemas.py",
    ),
    "repair": _group(
        "check/complete check/system check/search check/slips check/repair", "tests/check/test_repair.py", _CHECK
    ),
    "reading": _group(
        "printed/read printed/rows printed/digits printed/regions printed/sheet printed/html printed/tables "
        "printed/title printed/headings",
        "tests/printed/test_odd_pages.py tests/printed/test_read.py",
        "tests/printed/test_read.py tests/printed/test_odd_pages.py tests/printed/test_digits.py "
        "tests/printed/test_rows.py",
    ),
    "declarations": _group(
        "form/form2019 form/form2021 form/shared form/head form/whole form/vocabulary form/editions",
        "tests/form tests/test_schemas.py",
        "tests/form tests/test_schemas.py tests/check/test_conformance.py tests/check/test_rules.py "
        "tests/check/test_verify.py tests/across/test_succession.py tests/across/test_consolidation.py "
        "tests/document/test_codec.py tests/printed/test_read.py",
    ),
}


class _Found:
    """What became of the changes so far, as it stands in mutants.json."""

    def __init__(self, path: Path) -> None:
        self.path, self.lock = path, Lock()
        self.files: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def put(self, file: str, said: Mapping[str, Any]) -> None:
        """Add what is known of a file, and write all down."""
        with self.lock:
            self.files[file] = said
            text = json.dumps(dict(sorted(self.files.items())), ensure_ascii=False, indent=1)
            self.path.write_text(text + "\n", encoding="utf-8")


def mutants(file: str, each: int) -> tuple[int, list[Mutant]]:
    """How many changes a file has, and so many of them, the same every time; more of them are always also fewer."""
    tree = ast.parse((SOURCE / file).read_text(encoding="utf-8"))
    found = [Mutant(file, number, one.line, one.words) for number, one in enumerate(changes(tree))]
    Random(file).shuffle(found)  # noqa: S311 - the same every time
    return len(found), found[:each]


_LOCKS: Final = {group.tests: Lock() for group in GROUPS.values()}


def _slow(tests: tuple[str, ...]) -> frozenset[str]:
    """The tests that take too long to be run against every change, as found once while nothing is changed."""
    path = SLOW / f"{sha256(' '.join(tests).encode()).hexdigest()[:12]}.json"
    with _LOCKS[tests]:
        if not path.exists():
            _, seen = tried(Mutant("errors.py", None), (tests,), frozenset(), {})
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(seen["failed"]), encoding="utf-8")
        return frozenset(json.loads(path.read_text(encoding="utf-8")))


def run(file: str, group: Group, each: int, found: _Found, again: Sequence[str] | None) -> None:
    """Try the changes of a file that were not tried yet; or `again` those that survived, with these tests or all."""
    digest = sha256((SOURCE / file).read_bytes()).hexdigest()
    of, chosen = mutants(file, each)
    known: dict[str, Any] = found.files.get(file, {})
    before: list[dict[str, Any]] = known.get("mutants", []) if known.get("digest") == digest else []
    done = {(one["line"], one["words"]): one for one in before}
    survived = {key for key, one in done.items() if one["outcome"] == "survived"} - _same(file)
    kills = Counter(one["by"] for one in done.values() if one["by"])
    named = f"tests/{file.replace('/', '/test_')}"
    for mutant in (one for one in chosen if (one[2:] not in done if again is None else one[2:] in survived)):
        first = [*([named] if (ROOT / named).exists() else ()), *group.first]
        first += [test.partition("::")[0] for test, _ in kills.most_common(2)]
        stages = [[one] for one in dict.fromkeys(first)] if again is None else [again or group.tests]
        code, seen = tried(mutant, stages, None if again else _slow(group.tests), kills)
        outcome = "timeout" if os.WIFSIGNALED(code) else "killed" if code else "survived"
        by = next(iter(seen.get("failed", ())), "")
        kills[by] += outcome == "killed"
        done[mutant[2:]] = {"line": mutant.line, "words": mutant.words, "outcome": outcome, "by": by}
        found.put(file, {"digest": digest, "of": of, "mutants": [done[key] for key in sorted(done)]})


def reasons() -> dict[tuple[str, str, str], tuple[str, str]]:
    """Why no test kills some mutants, by file, line and words: `same`, no test can; or `left`, no test is worth it."""
    lines = [one.split("\t") for one in REASONS.read_text(encoding="utf-8").splitlines()]
    return {(file, line, words): (kind, why) for file, line, words, kind, why in lines}


def _same(file: str) -> set[tuple[int, str]]:
    """The changes of a file, by line and words, that no test can tell from what they change."""
    lines = (SOURCE / file).read_text(encoding="utf-8").splitlines()
    told = {(line, words) for (name, line, words), (kind, _) in reasons().items() if (name, kind) == (file, "same")}
    return {(at, words) for at, line in enumerate(lines, 1) for here, words in told if here == line.strip()}


def rows(path: Path = HERE) -> Iterator[tuple[str, ...]]:
    """The rows of a table: of each group of files what became of its mutants."""
    files = _Found(path).files
    yield "group", "possible", "tried", "killed", "survived", "equivalent", "killed of the others"
    for name, group in GROUPS.items():
        said = {file: files[file] for file in group.files if file in files}
        of = sum(one["of"] for one in said.values())
        tried_ = sum(len(one["mutants"]) for one in said.values())
        left = {
            (file, one["line"], one["words"])
            for file, all_ in said.items()
            for one in all_["mutants"]
            if one["outcome"] == "survived"
        }
        same = left & {(file, *one) for file in said for one in _same(file)}
        killed = tried_ - len(left)
        numbers = (of, tried_, killed, len(left) - len(same), len(same))
        yield name, *(f"{number:,}" for number in numbers), f"{killed / max(tried_ - len(same), 1):.1%}"


def main() -> None:
    """As the command line says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*")
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--again", nargs="*")
    given = parser.parse_args()
    load()
    found = _Found(HERE)
    jobs = [(file, group) for group in GROUPS.values() for file in group.files]
    Random(0).shuffle(jobs)  # noqa: S311 - so that a run that was cut has seen some of every group
    with ThreadPoolExecutor(given.jobs) as pool:
        started = [
            pool.submit(run, file, group, given.each, found, given.again)
            for file, group in jobs
            if not given.files or file in given.files
        ]
        for one in as_completed(started):
            one.result()
    for row in rows():
        print(" | ".join(row))  # noqa: T201


if __name__ == "__main__":
    main()
