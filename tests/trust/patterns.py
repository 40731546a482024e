"""Every regular expression of the package, driven with texts made of its own pieces: how its time grows.

They are not listed by hand: all that the package compiles while every step of use.py and the worst attacks of 2 kB run
is caught, with the place in the source; and every place in the source that compiles one must have been seen.

python -m tests.trust.patterns     prints those of which the time grows faster than the text
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from inspect import currentframe
from itertools import chain
from pathlib import Path
from random import Random
from subprocess import run
from time import process_time
from types import FrameType
from typing import Any, Final, cast

from attrs import frozen

ROOT: Final = Path(__file__).parents[2]
SOURCE: Final = ROOT / "src" / "govinfo_schema"
WAYS: Final = frozenset({"search", "match", "fullmatch", "finditer", "findall", "sub", "split"})
SHORT: Final = 1_000  # characters
LONG: Final = 4_000
LONGER: Final = 16_000
TRIED: Final = 600  # texts for each expression; five times as many for one of many pieces
AFTER: Final = ("", "\0", "。", "1", "\n")
COMMON: Final = (" ", "1", "一", "\n", "a", ",", "1,", "\t")
SUPERLINEAR: Final = 8.0  # of four times the text; 16 is quadratic


@frozen
class Expression:
    """A regular expression.

    Attributes:
        where: File and line that compile it.
        text: The expression.
        flags: As compiled.
        way: Which method is called.
    """

    where: str
    text: str
    flags: int
    way: str


@frozen
class Growth:
    """How the slowest text of all that were tried grows.

    Attributes:
        expression: The expression.
        tried: How many texts were tried.
        slowest: The one that took longest, shortened.
        seconds: Of 16,000 characters.
        ratio: That, by the time of a quarter of them.
    """

    expression: Expression
    tried: int
    slowest: str
    seconds: float
    ratio: float


def sites() -> dict[tuple[str, int], str]:
    """Every place in the source that compiles an expression, and how what it compiles is used."""
    told: dict[tuple[str, int], str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        used = {
            node.value.id: node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in WAYS
        }
        for holder in ast.walk(tree):
            target = holder.target if isinstance(holder, ast.AnnAssign) else None
            for node in ast.walk(holder):
                if isinstance(node, ast.Call) and _of_re(node.func):
                    name, at = getattr(node.func, "attr", ""), (path.relative_to(SOURCE).as_posix(), node.lineno)
                    own = used.get(target.id, "finditer") if isinstance(target, ast.Name) else told.get(at, "finditer")
                    told[at] = own if name == "compile" else "finditer" if name in {"search", "findall"} else name
    return told


def _of_re(called: ast.expr) -> bool:
    named = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re"
    return bool(named and getattr(called, "attr", "") in {*WAYS, "compile"})


def caught() -> list[Expression]:
    """What the package compiles; in a Python that has not loaded it yet."""
    seen: dict[tuple[str, int, str, int], None] = {}
    compiled: Callable[..., Any] = vars(re)["_compile"]  # the one door of `re`

    def watch(pattern: Any, flags: int) -> Any:
        frame = currentframe()
        while frame and frame.f_code.co_filename.endswith(("re/__init__.py", "functools.py", "patterns.py")):
            frame = frame.f_back
        frame = cast("FrameType", frame)
        path = Path(frame.f_code.co_filename)
        if isinstance(pattern, str) and SOURCE in path.parents:
            seen[path.relative_to(SOURCE).as_posix(), frame.f_lineno, pattern, int(flags)] = None
        return compiled(pattern, flags)

    setattr(re, "_compile", watch)  # noqa: B010 - checkers do not know it
    from tests.trust.attacks import ATTACKS  # noqa: PLC0415 - only now may it load the package
    from tests.trust.use import STEPS  # noqa: PLC0415

    for step in STEPS.values():
        step()
    for attack in ATTACKS.values():
        attack.call(attack.made(2_000))
    setattr(re, "_compile", compiled)  # noqa: B010
    ways = sites()
    told = [
        Expression(f"{file}:{line}", text, flags, ways.get((file, line), "finditer"))
        for file, line, text, flags in seen
    ]
    if missed := ways.keys() - {(file, line) for file, line, *_ in seen}:
        msg = f"not seen: {sorted(missed)}"
        raise LookupError(msg)
    return told


def pieces(expression: Expression) -> list[str]:
    """What an expression is made of: its words, a character of each of its sets."""
    tree: Any = vars(re)["_parser"].parse(expression.text, expression.flags)
    return list(dict.fromkeys(filter(None, chain(COMMON, _words(tree)))))


def _words(tree: Any) -> Iterator[str]:
    word = ""
    for kind, told in tree:
        name = str(kind)
        if name == "LITERAL":
            word += chr(told)
            yield chr(told)
            continue
        yield word
        word = ""
        if name == "IN":
            yield from (_member(*one) for one in told)
        elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            yield from _words(told[2])
        elif name in {"SUBPATTERN", "ASSERT", "ASSERT_NOT"}:
            yield from _words(told[-1])
        elif name == "ATOMIC_GROUP":
            yield from _words(told)
        elif name == "BRANCH":
            for branch in told[1]:
                yield from _words(branch)
    yield word


def _member(kind: Any, told: Any) -> str:
    if str(kind) == "RANGE":
        return chr(told[0])
    return chr(told) if str(kind) == "LITERAL" else ""


def texts(expression: Expression) -> Iterator[Callable[[int], str]]:
    """Texts of any length: one piece or two again and again, after a third, before an end that does not fit."""
    known, random = pieces(expression), Random(repr(expression.text))  # noqa: S311 - the same every time
    for piece in known:
        for after in AFTER:
            yield partial(_text, "", piece, after)
    for _ in range(TRIED * (5 if len(known) > 100 else 1)):
        many = "".join(random.choices(known, k=random.choice((1, 2, 2, 3))))
        yield partial(_text, random.choice(("", *known)), many, random.choice((*AFTER, *known)))


def _text(before: str, many: str, after: str, length: int) -> str:
    return before + many * (length // len(many)) + after


def grown(expression: Expression) -> Growth:
    """Drive one expression."""
    call = _call(expression)
    tried = list(texts(expression))
    short, long = ([_seconds(call, text(size)) for text in tried] for size in (SHORT, LONG))
    slow = sorted(range(len(tried)), key=lambda at: -long[at])[:5]
    steep = sorted((at for at in range(len(tried)) if long[at] > 3e-4), key=lambda at: -long[at] / short[at])[:5]
    worst: tuple[float, float, int] = (0.0, 0.0, 0)
    for at in dict.fromkeys([*slow, *steep]):
        few, more = (min(_seconds(call, tried[at](size)) for _ in range(2)) for size in (LONG, LONGER))
        worst = max(worst, (round(more / few, 2) if more > 2e-3 else 0.0, more, at))  # shorter times say nothing
    ratio, seconds, at = worst
    return Growth(expression, len(tried), tried[at](12), round(seconds, 6), ratio)


def _call(expression: Expression) -> Callable[[str], object]:
    method = getattr(re.compile(expression.text, expression.flags), expression.way)
    if expression.way == "sub":
        return partial(method, "")
    return (lambda text: sum(1 for _ in method(text))) if expression.way == "finditer" else method


def _seconds(call: Callable[[str], object], text: str) -> float:
    started = process_time()
    call(text)
    return max(process_time() - started, 1e-7)


def found() -> list[dict[str, Any]]:
    """What there is to say of each expression; in a Python of its own, for the package must not be loaded."""
    done = run([sys.executable, "-m", __spec__.name, "all"], capture_output=True, encoding="utf-8", check=True)
    told: list[dict[str, Any]] = ast.literal_eval(done.stdout)
    return told


if __name__ == "__main__":
    growths = [grown(expression) for expression in caught()]
    if sys.argv[1:]:
        told = [
            {"where": one.expression.where, "expression": one.expression.text[:80], "way": one.expression.way,
             "tried": one.tried, "slowest": one.slowest, "seconds": one.seconds, "ratio": one.ratio}
            for one in growths
        ]  # fmt: skip
        print(told)  # noqa: T201 - read by `found`
    else:
        print(len(growths), "expressions,", sum(one.tried for one in growths), "texts")  # noqa: T201
        for one in sorted(growths, key=lambda one: -one.ratio):
            if one.ratio > SUPERLINEAR:
                print(one.ratio, one.seconds, one.expression.where, one.expression.way, repr(one.slowest))  # noqa: T201
                print("    ", one.expression.text[:150])  # noqa: T201
