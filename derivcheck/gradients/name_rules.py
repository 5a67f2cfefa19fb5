"""Slips in the names of a claim's code: one for another, one too few, and what the chain rule makes of one."""

from __future__ import annotations

import ast
import copy
import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.gradients.edit_names import KnownNames
from derivcheck.gradients.edit_pieces import Found, become, replaced, setting

_FACTORS = {
    "mask": ("({0} > 0)", "the mask `{0} > 0`, as of max({0}, 0), is missing at `{{before}}`{{at}}"),
    "chain": ("(1 - {0} ** 2)", "the factor `1 - {0}**2`, as of a tanh, is missing at `{{before}}`{{at}}"),
    "chain ": ("({0} * (1 - {0}))", "the factor `{0} * (1 - {0})`, as of a sigmoid, is missing at `{{before}}`{{at}}"),
    "chain  ": ("(1 - {0})", "the factor `1 - {0}`, as of a sigmoid, is missing at `{{before}}`{{at}}"),
}

_LIKELY: dict[str, Callable[[Any], Any]] = {
    "mask": lambda u: u <= 0,
    "chain": lambda u: np.abs(u) <= 1,
    "chain ": lambda u: (u >= 0) & (u <= 1),
    "chain  ": lambda u: (u >= 0) & (u <= 1),
}
"""What is so of the values of a variable that such a factor is made of: of a mask somewhere, else everywhere."""


def missing_factor(node: Any, names: KnownNames) -> Found:
    """Yield what the chain rule brings, at each operation and variable."""
    variable = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names
    if not variable and (not isinstance(node, ast.BinOp) or isinstance(node.op, ast.Pow)):
        return
    for kind, (factor, said) in _FACTORS.items():
        for name in names:
            if _is_likely(kind, name, names) and not (variable and not names.fits(node.id, name)):
                by = ast.parse(factor.format(name), mode="eval").body
                yield kind.strip(), said.format(name), functools.partial(_multiply, by=by)


def _is_likely(kind: str, name: str, names: KnownNames) -> bool:
    if name not in names.values:
        return True
    value = np.asarray(names.values[name])
    if value.dtype.kind != "f" or not value.size:
        return False
    found = _LIKELY[kind](value)
    return bool(np.any(found) if kind == "mask" else np.all(found))


def _multiply(node: Any, by: Any) -> None:
    become(node, ast.BinOp(copy.copy(node), ast.Mult(), by))


def other_way(node: Any, names: KnownNames) -> Found:
    """Yield a name in reverse order, and less its mean."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        if not names.is_mask(node.id):
            yield "permuted", "", functools.partial(replaced, by=f"{node.id}[::-1]")
        for axis in ("", "axis=0", "axis=-1, keepdims=True"):
            mean = f"{node.id}.mean({axis})"
            said = f"the term `{mean}` is missing: `{{before}}`{{at}} is to be `({node.id} - {mean})`"
            yield "missing term", said, functools.partial(replaced, by=f"({node.id} - {mean})")


def lost_factor(node: Any, names: KnownNames) -> Found:
    """Yield a name times another one, or divided by it."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for name in filter(functools.partial(names.fits, node.id), names):
            said = f"the factor `{name}` is missing at `{{before}}`{{at}}"
            yield "factor", said, functools.partial(replaced, by=f"({node.id} * {name})")
            said = f"the divisor `{name}` is missing at `{{before}}`{{at}}"
            yield "factor", said, functools.partial(replaced, by=f"({node.id} / {name})")
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        for name in (name for name in names if np.ndim(names.values.get(name, 0.0)) and not names.is_mask(name)):
            said = f"the factor `{name}` is missing at `{{before}}`{{at}}"
            yield "factor", said, functools.partial(_multiply, by=ast.Name(name, ast.Load()))


def other_name(node: Any, names: KnownNames) -> Found:
    """Yield another name that stands for an array of the same shape."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for name in filter(functools.partial(names.alike, node.id), names):
            if name != node.id:
                yield "name", f"`{node.id}`{{at}} is to be `{name}`", setting("id", name)
