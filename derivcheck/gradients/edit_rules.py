"""Slips that an edit of a claim's code mends: for a node of its syntax tree, what may be meant instead."""

from __future__ import annotations

import ast
import copy
import functools
from collections.abc import Callable, Iterator
from typing import Any

Change = Callable[[Any], None]
"""Changes a node of a tree in place."""

Found = Iterator[tuple[str, str, Change]]
"""A kind, what is said, with fields for the piece and its line, or "" for the usual words, and the change."""

_SUMS = frozenset("sum mean prod max min cumsum std var norm argmax logsumexp softmax".split())
_AXES = (0, 1, -1, None, 2)


def _setting(name: str, value: object) -> Change:
    return lambda node: setattr(node, name, value)


def become(target: Any, other: Any) -> None:
    """Make a node another one, in place."""
    where = {key: value for key, value in vars(target).items() if key in _PLACES}
    target.__class__ = other.__class__
    target.__dict__.clear()
    target.__dict__.update({**where, **other.__dict__})


_PLACES = ("lineno", "col_offset", "end_lineno", "end_col_offset")


def _axis(node: Any, names: list[str]) -> Found:
    if not isinstance(node, ast.Call) or _called(node) not in _SUMS:
        return
    given = next((k for k in node.keywords if k.arg == "axis"), None)
    place = 0 if _is_method(node, names) else 1
    known = _constant(given.value) if given else _constant(node.args[place]) if len(node.args) > place else None
    for axis in _AXES:
        if axis != known:
            yield "axis", "", functools.partial(_set_axis, axis=axis, place=place)
            if axis is not None and all(k.arg != "keepdims" for k in node.keywords):
                yield "axis", "", functools.partial(_set_axis, axis=axis, place=place, keep=True)
    if _called(node) in ("sum", "mean"):
        other = "mean" if _called(node) == "sum" else "sum"
        yield "sum", "", lambda n: setattr(n.func, "attr", other)


def _set_axis(node: Any, axis: int | None, place: int, keep: bool = False) -> None:
    value = ast.Constant(axis)
    given = next((k for k in node.keywords if k.arg == "axis"), None)
    if given is not None:
        given.value = value
    elif len(node.args) > place:
        node.args[place] = value
    else:
        node.keywords.append(ast.keyword("axis", value))
    if keep:
        node.keywords.append(ast.keyword("keepdims", ast.Constant(True)))


def _called(node: Any) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _is_method(node: Any, names: list[str]) -> bool:
    """Return whether a function is that of an array, and not of a module."""
    root = node.func.value
    while isinstance(root, ast.Attribute):
        root = root.value
    return not isinstance(root, ast.Name) or root.id in names


def _constant(node: Any) -> Any:
    try:
        return ast.literal_eval(node)
    except ValueError:
        return ...


_OTHER_SIGN: dict[type, type] = {ast.Add: ast.Sub, ast.Sub: ast.Add}


def _sign(node: Any, names: list[str]) -> Found:
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _OTHER_SIGN:
        part = node.right if isinstance(node, ast.BinOp) else node.value
        said = _plain(f"the sign before `{ast.unparse(part)}`{{at}} is wrong")
        yield "sign", said, lambda n: setattr(n, "op", _OTHER_SIGN[type(n.op)]())


def _turned(node: Any, names: list[str]) -> Found:
    """Yield products with one factor transposed, or no longer."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        for side in ("left", "right"):
            yield "transposed", "", functools.partial(_turn, side=side)


def _turn(node: Any, side: str) -> None:
    setattr(node, side, _transposed(getattr(node, side)))


def _transposed(node: Any) -> Any:
    if isinstance(node, ast.Attribute) and node.attr == "T":
        return node.value
    return ast.Attribute(node, "T", ast.Load())


def _minus(node: Any, names: list[str]) -> Found:
    """Yield an argument without its minus."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and not isinstance(node.operand, ast.Constant):
        said = _plain(f"the minus before `{ast.unparse(node.operand)}`{{at}} does not belong there")
        yield "sign", said, lambda n: become(n, n.operand)


_REVERSED: dict[type, type] = {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.LtE: ast.GtE}


def _comparison(node: Any, names: list[str]) -> Found:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _REVERSED:
        yield "mask", "", lambda n: setattr(n, "ops", [_REVERSED[type(n.ops[0])]()])


_FACTORS = {
    "mask": ("({0} > 0)", "the mask `{0} > 0`, as of max({0}, 0), is missing at `{{before}}`{{at}}"),
    "chain": ("(1 - {0} ** 2)", "the factor `1 - {0}**2`, as of a tanh, is missing at `{{before}}`{{at}}"),
    "chain ": ("({0} * (1 - {0}))", "the factor `{0} * (1 - {0})`, as of a sigmoid, is missing at `{{before}}`{{at}}"),
}


def _missing(node: Any, names: list[str]) -> Found:
    """Yield what the chain rule brings, at each operation."""
    if not isinstance(node, ast.BinOp) or isinstance(node.op, ast.Pow):
        return
    for kind, (factor, said) in _FACTORS.items():
        for name in names:
            by = ast.parse(factor.format(name), mode="eval").body
            yield kind.strip(), said.format(name), functools.partial(_multiply, by=by)


def _multiply(node: Any, by: Any) -> None:
    become(node, ast.BinOp(copy.copy(node), ast.Mult(), by))


def _too_much(node: Any, names: list[str]) -> Found:
    """Yield products and sums without one of their parts, and quotients for products."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div | ast.Add | ast.Sub):
        noun = "factor" if isinstance(node.op, ast.Mult | ast.Div) else "term"
        kind = {"factor": "factor", "term": "extra term"}[noun]
        said = f"the {noun} `{ast.unparse(node.right)}` in `{{before}}`{{at}} is too much"
        yield kind, _plain(said), lambda n: become(n, n.left)
        if isinstance(node.op, ast.Mult | ast.Add):
            said = f"the {noun} `{ast.unparse(node.left)}` in `{{before}}`{{at}} is too much"
            yield kind, _plain(said), lambda n: become(n, n.right)


def _plain(said: str) -> str:
    """Return a sentence for `format`, whose only fields are ours."""
    kept = {"{before}": "\0", "{at}": "\1"}
    for field, mark in kept.items():
        said = said.replace(field, mark)
    said = said.replace("{", "{{").replace("}", "}}")
    for field, mark in kept.items():
        said = said.replace(mark, field)
    return said


_OTHER_FACTOR: dict[type, type] = {ast.Mult: ast.Div, ast.Div: ast.Mult}


def _quotient(node: Any, names: list[str]) -> Found:
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _OTHER_FACTOR:
        yield "factor", "", lambda n: setattr(n, "op", _OTHER_FACTOR[type(n.op)]())


def _exponent(node: Any, names: list[str]) -> Found:
    power = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)
    if power and type(known := _constant(node.right)) in (int, float):
        for by in (1, -1):
            yield "exponent", "", _setting("right", ast.Constant(known + by))


def _accumulated(node: Any, names: list[str]) -> Found:
    """Yield an assignment that adds to what is there."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Subscript):
        yield "overwritten", "", lambda n: become(n, ast.AugAssign(n.targets[0], ast.Add(), n.value))


def _index(node: Any, names: list[str]) -> Found:
    if isinstance(node, ast.Subscript):
        for part in ast.walk(node.slice):
            if isinstance(part, ast.Constant) and type(part.value) is int:
                spot = list(ast.walk(node.slice)).index(part)
                for by in (1, -1):
                    yield "index", "", functools.partial(_move, spot=spot, by=by)


def _move(node: Any, spot: int, by: int) -> None:
    part: Any = list(ast.walk(node.slice))[spot]
    part.value += by


def _other_way(node: Any, names: list[str]) -> Found:
    """Yield a name in reverse order, and less its mean."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        yield "permuted", "", functools.partial(_replaced, by=f"{node.id}[::-1]")
        for axis in ("", "axis=0", "axis=-1, keepdims=True"):
            mean = f"{node.id}.mean({axis})"
            said = f"the term `{mean}` is missing: `{{before}}`{{at}} is to be `({node.id} - {mean})`"
            yield "missing term", said, functools.partial(_replaced, by=f"({node.id} - {mean})")


def _replaced(node: Any, by: str) -> None:
    become(node, ast.parse(by, mode="eval").body)


def _lost_factor(node: Any, names: list[str]) -> Found:
    """Yield a name times another one."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for name in names:
            said = f"the factor `{name}` is missing at `{{before}}`{{at}}"
            yield "factor", said, functools.partial(_replaced, by=f"({node.id} * {name})")


def _other_name(node: Any, names: list[str]) -> Found:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for name in names:
            if name != node.id:
                yield "name", f"`{node.id}`{{at}} is to be `{name}`", _setting("id", name)


RULES: tuple[Callable[[Any, list[str]], Found], ...] = (
    *(_axis, _sign, _minus, _comparison, _turned, _accumulated, _quotient, _exponent, _index, _too_much),
    *(_missing, _other_name, _other_way, _lost_factor),
)
"""Each kind of slip, the likeliest and the fewest first."""
