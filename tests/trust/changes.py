"""What could be wrong in a file, one small thing at a time: another sign, number or word, a step left out, an order."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from itertools import pairwise
from typing import Any, Final, NamedTuple, cast

_SIGNS: Final[dict[type[ast.AST], type[Any]]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.BitXor: ast.BitOr,
}  # fmt: skip
_WORDS: Final = {
    "all": "any", "any": "all", "endswith": "startswith", "find": "rfind", "fullmatch": "match", "max": "min",
    "min": "max", "partition": "rpartition", "removeprefix": "removesuffix", "removesuffix": "removeprefix",
    "reversed": "iter", "rfind": "find", "rpartition": "partition", "search": "match", "sorted": "list",
    "startswith": "endswith", "strip": "lstrip",
}  # fmt: skip
_TOLD: Final = {"annotation", "returns", "decorator_list", "type_comment", "ctx", "op", "ops"}
"""Parts that tell checkers something, or that belong to what is around them."""


class Change(NamedTuple):
    """One thing to be changed in a tree: the line where it stands, what is changed in words, and how to do it."""

    line: int
    words: str
    make: Callable[[], None]


def changes(tree: ast.AST) -> Iterator[Change]:
    """All changes that could be made to a tree, always in the same order, no two of a line in the same words."""
    seen = Counter[tuple[int, str]]()
    for parent, name, at, node in _places(tree):
        for new, words in _others(node, parent):
            line: int = getattr(node, "lineno", 0) or getattr(parent, "lineno", 0)  # `for` and `if` within have none
            seen[line, words] += 1
            again = f" ({seen[line, words]})" if seen[line, words] > 1 else ""
            yield Change(line, words + again, partial(_put, parent, name, at, new))


def _places(parent: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Everything in a tree that may be changed: what it is in, the name of the part, its number there, itself."""
    for name, value in ast.iter_fields(parent):
        if name in _TOLD and not (isinstance(parent, ast.AnnAssign) and "Annotated[" in ast.unparse(parent.annotation)):
            continue
        parts: list[tuple[int | None, object]] = (
            [*enumerate(cast("list[object]", value))] if isinstance(value, list) else [(None, value)]
        )
        for at, node in parts:
            if not isinstance(node, ast.AST) or _is_told(parent, name, at, node):
                continue
            yield parent, name, at, node
            yield from _places(node)


def _is_told(parent: ast.AST, name: str, at: int | None, node: ast.AST) -> bool:
    """Whether a node is no code that runs: an import, a docstring, a type, what only checkers read."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "TypeVar":
        return True
    if isinstance(node, ast.FunctionDef) and any(ast.unparse(one) == "overload" for one in node.decorator_list):
        return True
    if isinstance(node, (ast.If, ast.Assign)) and ast.unparse(node).startswith(("if TYPE_CHECKING", "__all__")):
        return True
    if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias":
        return not {"Annotated", "Literal"} & {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
    called = ast.unparse(parent.func) if isinstance(parent, ast.Call) else ""
    return called == "cast" and name == "args" and at == 0


def _put(parent: ast.AST, name: str, at: int | None, new: ast.AST) -> None:
    if at is None:
        setattr(parent, name, new)
    else:
        getattr(parent, name)[at] = new


def _others(node: ast.AST, parent: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """What could stand in a node's place, each with the change in words."""
    for new in (*_signs(node), *_values(node, parent)):
        yield new, f"{_short(node)} → {_short(new)}"
    copy: Any = deepcopy(node)
    match copy:
        case ast.Raise() | ast.Continue() | ast.Break() | ast.AugAssign() | ast.Expr():
            yield ast.Pass(), f"{_short(node)} left out"
        case ast.ClassDef():
            yield from _rows(copy)
        case ast.Tuple(elts=parts, ctx=ast.Load()) | ast.List(elts=parts, ctx=ast.Load()) | ast.Set(elts=parts):
            if not isinstance(parent, ast.Subscript):
                yield from _fewer(copy, "elts", parts)
                yield from () if isinstance(copy, ast.Set) else _turned(copy, parts)
        case ast.Dict(keys=keys, values=values):
            for at, key in enumerate(keys):
                new = ast.Dict(keys=keys[:at] + keys[at + 1 :], values=values[:at] + values[at + 1 :])
                yield new, f"{{…}} without {_short(key or values[at])}"
        case ast.Call(args=args, keywords=keywords):
            yield from list(_fewer(copy, "args", args))[-1:] if len(args) > 1 else ()
            yield from _fewer(copy, "keywords", keywords)
        case ast.comprehension(ifs=ifs):
            yield from _fewer(copy, "ifs", ifs)
        case _:
            return


def _signs(node: ast.AST) -> Iterator[ast.AST]:
    """Another sign or condition."""
    copy: Any = deepcopy(node)
    match copy:
        case ast.Compare(ops=ops):
            for at, sign in enumerate(ops):
                yield _with(copy, "ops", [*ops[:at], _SIGNS[type(sign)](), *ops[at + 1 :]])
        case ast.BinOp(right=ast.Constant(value=None)):
            return  # a type
        case ast.BoolOp(op=sign) | ast.BinOp(op=sign) | ast.AugAssign(op=sign) if type(sign) in _SIGNS:
            yield _with(copy, "op", _SIGNS[type(sign)]())
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            if not isinstance(test, (ast.Compare, ast.BoolOp, ast.UnaryOp)):
                yield _with(copy, "test", ast.UnaryOp(ast.Not(), test))
        case _:
            return


def _values(node: ast.AST, parent: ast.AST) -> Iterator[ast.AST]:
    """Another number, text or word."""
    copy: Any = deepcopy(node)
    match copy:
        case ast.Constant(value=bool() | int() | float() | str() | bytes() as value):
            more: Any = "X" if isinstance(value, str) else b"X" if isinstance(value, bytes) else 1
            if not isinstance(parent, ast.JoinedStr):
                yield ast.Constant(not value if isinstance(value, bool) else value + more)
        case ast.Name(id=name) if name in _WORDS and isinstance(parent, ast.Call):
            yield _with(copy, "id", _WORDS[name])
        case ast.Attribute(attr=name) if name in _WORDS:
            yield _with(copy, "attr", _WORDS[name])
        case ast.JoinedStr(values=values):
            yield _with(copy, "values", [*values, ast.Constant("X")])
        case _:
            return


def _rows(node: ast.ClassDef) -> Iterator[tuple[ast.AST, str]]:
    """Two rows of a class of the form in the other order, or each with what the other declares."""
    rows = [at for at, part in enumerate(node.body) if isinstance(part, ast.AnnAssign) and not part.value]
    if "Annotated[" not in ast.unparse(node):
        return
    for one, other in pairwise(rows):
        new: Any = deepcopy(node)
        first, second = new.body[one], new.body[other]
        new.body[one], new.body[other] = second, first
        yield new, f"{node.name}: {_short(second.target)} before {_short(first.target)}"
        new = deepcopy(node)
        first, second = new.body[one], new.body[other]
        first.annotation, second.annotation = second.annotation, first.annotation
        yield new, f"{node.name}: {_short(first.target)} declared as {_short(second.target)}, and the other way round"


def _with(node: Any, name: str, value: object) -> ast.AST:
    new: ast.AST = deepcopy(node)
    setattr(new, name, value)
    return new


def _fewer(node: ast.AST, name: str, parts: list[Any]) -> Iterator[tuple[ast.AST, str]]:
    for at, part in enumerate(parts):
        what = part.arg if isinstance(part, ast.keyword) and part.arg else _short(part)
        yield _with(node, name, parts[:at] + parts[at + 1 :]), f"{_short(node)} without {what}"


def _turned(node: ast.AST, parts: list[Any]) -> Iterator[tuple[ast.AST, str]]:
    for at, (one, other) in enumerate(pairwise(parts)):
        new = _with(node, "elts", [*parts[:at], other, one, *parts[at + 2 :]])
        yield new, f"{_short(node)} with {_short(other)} first"


def _short(node: ast.AST) -> str:
    """A node as Python on one line, the middle of a long one left out."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 80 else f"{text[:50]}…{text[-28:]}"
