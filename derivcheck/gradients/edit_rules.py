"""Slips that an edit of a claim's code mends: for a node of its syntax tree, what may be meant instead."""

from __future__ import annotations

import ast
import functools
import itertools
from collections.abc import Callable
from typing import Any

from derivcheck.gradients.calculus_rules import (
    count,
    diagonal,
    function,
    mask,
    minus,
    missing_function,
    normalisation,
    product_rule,
    swapped,
)
from derivcheck.gradients.edit_names import KnownNames
from derivcheck.gradients.edit_pieces import Found, become, plain, setting
from derivcheck.gradients.name_rules import lost_factor, missing_factor, other_name, other_way

_SUMS = frozenset("sum mean prod max min cumsum std var norm argmax logsumexp softmax".split())
_AXES = (0, 1, -1, None, 2)


def _axis(node: Any, names: KnownNames) -> Found:
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


def _is_method(node: Any, names: KnownNames) -> bool:
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


def _sign(node: Any, names: KnownNames) -> Found:
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _OTHER_SIGN:
        part = node.right if isinstance(node, ast.BinOp) else node.value
        said = plain(f"the sign before `{ast.unparse(part)}`{{at}} is wrong")
        yield "sign", said, lambda n: setattr(n, "op", _OTHER_SIGN[type(n.op)]())


def _turned(node: Any, names: KnownNames) -> Found:
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


def _minus(node: Any, names: KnownNames) -> Found:
    """Yield an argument without its minus."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and not isinstance(node.operand, ast.Constant):
        said = plain(f"the minus before `{ast.unparse(node.operand)}`{{at}} does not belong there")
        yield "sign", said, lambda n: become(n, n.operand)


_REVERSED: dict[type, type] = {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.LtE: ast.GtE}


def _comparison(node: Any, names: KnownNames) -> Found:
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _REVERSED:
        yield "mask", "", lambda n: setattr(n, "ops", [_REVERSED[type(n.ops[0])]()])


def _too_much(node: Any, names: KnownNames) -> Found:
    """Yield products and sums without one of their parts, and quotients for products."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div | ast.Add | ast.Sub):
        noun = "factor" if isinstance(node.op, ast.Mult | ast.Div) else "term"
        kind = {"factor": "factor", "term": "extra term"}[noun]
        said = f"the {noun} `{ast.unparse(node.right)}` in `{{before}}`{{at}} is too much"
        yield kind, plain(said), lambda n: become(n, n.left)
        if isinstance(node.op, ast.Mult | ast.Add):
            said = f"the {noun} `{ast.unparse(node.left)}` in `{{before}}`{{at}} is too much"
            yield kind, plain(said), lambda n: become(n, n.right)


_OTHER_FACTOR: dict[type, type] = {ast.Mult: ast.Div, ast.Div: ast.Mult}


def _quotient(node: Any, names: KnownNames) -> Found:
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _OTHER_FACTOR:
        yield "factor", "", lambda n: setattr(n, "op", _OTHER_FACTOR[type(n.op)]())


def _exponent(node: Any, names: KnownNames) -> Found:
    power = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)
    if power and type(known := _constant(node.right)) in (int, float):
        for by in (1, -1):
            yield "exponent", "", setting("right", ast.Constant(known + by))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and isinstance(node.right, ast.Name):
        by_square = ast.BinOp(node.right, ast.Pow(), ast.Constant(2))
        yield "exponent", "", setting("right", by_square)


def _accumulated(node: Any, names: KnownNames) -> Found:
    """Yield an assignment that adds to what is there."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Subscript):
        yield "overwritten", "", lambda n: become(n, ast.AugAssign(n.targets[0], ast.Add(), n.value))


def _index(node: Any, names: KnownNames) -> Found:
    if isinstance(node, ast.Subscript):
        for part in ast.walk(node.slice):
            if isinstance(part, ast.Constant) and type(part.value) is int:
                spot = list(ast.walk(node.slice)).index(part)
                for by in (1, -1):
                    yield "index", "", functools.partial(_move, spot=spot, by=by)


def _move(node: Any, spot: int, by: int) -> None:
    part: Any = list(ast.walk(node.slice))[spot]
    part.value += by


def _index_order(node: Any, names: KnownNames) -> Found:
    """Yield an index with two of its parts exchanged."""
    parts = node.slice.elts if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple) else []
    for place, (one, next_one) in enumerate(itertools.pairwise(parts)):
        if ast.unparse(one) != ast.unparse(next_one):
            yield "index", "", functools.partial(_exchange, place=place)


def _exchange(node: Any, place: int) -> None:
    parts = node.slice.elts
    parts[place], parts[place + 1] = parts[place + 1], parts[place]


RULES: tuple[Callable[[Any, KnownNames], Found], ...] = (
    *(
        _axis,
        _sign,
        _minus,
        _comparison,
        mask,
        swapped,
        _turned,
        _accumulated,
        _quotient,
        _exponent,
        _index,
        _index_order,
        count,
    ),
    *(_too_much, function, product_rule, diagonal, minus, other_name),
    *(normalisation, missing_factor, other_way, missing_function, lost_factor),
)
"""Each kind of slip, the likeliest and the fewest first."""

STILL: frozenset[Any] = frozenset(
    (_sign, _minus, minus, _comparison, mask, swapped, _quotient, _exponent, _index, _index_order, function)
)
"""Rules that leave arrays as large as they are."""
