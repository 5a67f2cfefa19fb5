"""Slips in the calculus of a claim's code: half of a product rule, a normalisation, a function too few or too much."""

from __future__ import annotations

import ast
import copy
import functools
from collections.abc import Iterator
from typing import Any

from derivcheck.gradients.edit_names import KnownNames, normalised
from derivcheck.gradients.edit_pieces import Found, become, plain, replaced

_PRODUCTS = ast.Mult | ast.MatMult


def product_rule(node: Any, names: KnownNames) -> Found:
    """Yield a product of which one factor is differentiated with that of which another one is: `da * b + a * db`."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, _PRODUCTS | ast.Div):
        return
    for text in _other_terms(node, names):
        said = f"the term `{text}` is missing beside `{{before}}`{{at}}, as of the product rule"
        yield "missing term", plain(said), functools.partial(_extended, by=text)


def _extended(node: Any, by: str) -> None:
    become(node, ast.BinOp(copy.copy(node), ast.Add(), ast.parse(by, mode="eval").body))


def _other_terms(node: Any, names: KnownNames) -> Iterator[str]:
    leaves = [n for n in ast.walk(node) if isinstance(n, ast.Name)]
    for one in leaves:
        if (function := _of_derivative(one.id, names)) is None:
            continue
        for other in leaves:
            slope = _derivative_of(other.id, names)
            if other is one or slope is None or _of_derivative(other.id, names) is not None:
                continue
            if isinstance(node.op, ast.Div) and other is node.right:
                yield f"-({_differentiated(node.left, {id(one): function})}) * {slope} / {other.id} ** 2"
            elif (text := _differentiated(node, {id(one): function, id(other): slope})) != ast.unparse(node):
                yield text


def _differentiated(node: Any, instead: dict[int, str]) -> str:
    """Return the text of a product with other names in some places."""
    found: Any = copy.deepcopy(node)
    pairs: list[tuple[Any, Any]] = [*zip(ast.walk(node), ast.walk(found), strict=True)]
    for old, new in pairs:
        if id(old) in instead:
            new.id = instead[id(old)]
    return ast.unparse(found)


def _derivative_of(name: str, names: KnownNames) -> str | None:
    return next((slope for form in _SLOPES if (slope := form.format(name)) in names), None)


def _of_derivative(name: str, names: KnownNames) -> str | None:
    return next((other for other in names if other != name and _derivative_of(other, names) == name), None)


_SLOPES = ("d{}", "d_{}", "{}_dot", "{}dot", "{}d", "D{}")


_NORMALISED = {
    "softmax": (
        "({d} - ({d} * {u}).sum({axis}))",
        "({u} * ({d} - ({d} * {u}).sum({axis})))",
        "({d} - {u} * {d}.sum({axis}))",
    ),
    "unit": ("({d} - {u} * ({d} * {u}).sum({axis}))",),
    "standard": (
        "({d} - {u} * ({d} * {u}).mean({axis}))",
        "({d} - {d}.mean({axis}) - {u} * ({d} * {u}).mean({axis}))",
    ),
}


def normalisation(node: Any, names: KnownNames) -> Found:
    """Yield a name less what a normalisation takes from it: means, or the part along what is normalised."""
    if not isinstance(node, ast.Name) or not isinstance(node.ctx, ast.Load) or node.id not in names.values:
        return
    for other in names.values:
        if other == node.id or not names.alike(other, node.id):
            continue
        for kind, axis in normalised(names.values[other]):
            for form in _NORMALISED[kind]:
                by = form.format(d=node.id, u=other, axis=axis)
                said = f"the term that normalising `{other}` brings is missing: `{{before}}`{{at}} is to be `{by}`"
                yield "normalisation", plain(said), functools.partial(replaced, by=by)


def diagonal(node: Any, names: KnownNames) -> Found:
    """Yield what is off the diagonal of a softmax's derivative, beside p (1 - p), which is all of a sigmoid's."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult):
        return
    parts = [ast.unparse(part) for part in _factors(node)]
    for name in names.values:
        rest = [part for part in parts if part not in (name, f"1 - {name}")]
        if len(rest) + 2 != len(parts) or name not in parts or f"1 - {name}" not in parts or not rest:
            continue
        product = " * ".join(f"({part})" for part in rest)
        for kind, axis in normalised(names.values[name]):
            if kind == "softmax":
                by = f"{name} * ({product} - ({product} * {name}).sum({axis}))"
                said = f"`{{before}}`{{at}} has the diagonal of a softmax's derivative only: it is to be `{by}`"
                yield "normalisation", plain(said), functools.partial(replaced, by=by)


def _factors(node: Any) -> Iterator[Any]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        yield from (*_factors(node.left), *_factors(node.right))
    else:
        yield node


def missing_function(node: Any, names: KnownNames) -> Found:
    """Yield a function of an array in its place: of those that the code calls, or that NumPy has."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and names.is_real(node.id):
        for name in names.functions:
            yield "function", "", functools.partial(replaced, by=f"{name}({node.id})")


def functions_of(tree: Any) -> list[str]:
    """Return functions of one argument that code calls, and the usual ones of the modules that it names.

    >>> functions_of(ast.parse("np.sum(s(x))"))
    ['np.sum', 's', 'np.exp', 'np.log', 'np.sqrt', 'np.tanh']
    """
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and len(n.args) == 1 and not n.keywords]
    called = [n.func for n in calls if isinstance(n.func, ast.Name | ast.Attribute)]
    plain_names = [n for n in called if isinstance(n, ast.Name) or isinstance(n.value, ast.Name)]
    roots = {n.value.id for n in ast.walk(tree) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)}
    usual = [f"{root}.{name}" for root in sorted(roots & {"np", "numpy"}) for name in ("exp", "log", "sqrt", "tanh")]
    return [*dict.fromkeys([*map(ast.unparse, plain_names), *usual])]


def swapped(node: Any, names: KnownNames) -> Found:
    """Yield differences and quotients with their sides exchanged."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Div):
        kind = "sign" if isinstance(node.op, ast.Sub) else "factor"
        yield kind, "", lambda n: become(n, ast.BinOp(n.right, n.op, n.left))


def minus(node: Any, names: KnownNames) -> Found:
    """Yield values that are kept, returned or added to, with a minus before them."""
    for field in _VALUES.get(type(node), ()):
        found = getattr(node, field)
        for place, part in enumerate(found if isinstance(found, list) else [found]):
            if isinstance(part, ast.BinOp | ast.Call) and not isinstance(getattr(part, "op", None), ast.Add | ast.Sub):
                said = plain(f"a minus is missing before `{ast.unparse(part)}`{{at}}")
                yield "sign", said, functools.partial(_negate, field=field, place=place)


_VALUES: dict[type, tuple[str, ...]] = {
    **dict.fromkeys((ast.Assign, ast.AugAssign, ast.Return, ast.keyword), ("value",)),
    ast.BinOp: ("left",),
    ast.Dict: ("values",),
    **dict.fromkeys((ast.Tuple, ast.List), ("elts",)),
    ast.Lambda: ("body",),
}


def _negate(node: Any, field: str, place: int) -> None:
    found = getattr(node, field)
    part = found[place] if isinstance(found, list) else found
    become(part, ast.UnaryOp(ast.USub(), copy.copy(part)))


def mask(node: Any, names: KnownNames) -> Found:
    """Yield masks that are no longer negated, and what is chosen by one with both choices exchanged."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert | ast.Not):
        yield "mask", "", lambda n: become(n, n.operand)
    if _chooses(node) and not isinstance(node.args[0], ast.UnaryOp):
        said = "what `{before}`{at} chooses between is to be exchanged"
        yield "mask", said, lambda n: setattr(n, "args", [n.args[0], n.args[2], n.args[1]])
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and names.is_mask(node.id):
        yield "mask", "", functools.partial(replaced, by=f"(~{node.id})")


def _chooses(node: Any) -> bool:
    return isinstance(node, ast.Call) and _name_of(node) == "where" and len(node.args) == 3


_OTHERS = {
    "sin": ("cos",), "cos": ("sin",), "sinh": ("cosh",), "cosh": ("sinh",),
    "log10": ("log",), "log2": ("log",), "log1p": ("log",), "log": ("log1p",), "exp": ("expm1",), "expm1": ("exp",),
    "pdf": ("cdf", "sf"), "cdf": ("sf", "pdf"), "sf": ("cdf", "pdf"), "logcdf": ("logsf",), "logsf": ("logcdf",),
    "abs": ("sign",), "sign": ("abs",), "gammaln": ("digamma",), "maximum": ("minimum",), "minimum": ("maximum",),
}  # fmt: skip


def function(node: Any, names: KnownNames) -> Found:
    """Yield another function of the same kind, and the argument of a function in its place."""
    if not isinstance(node, ast.Call) or not node.args or (node.keywords and len(node.args) != 1):
        return
    for other in _OTHERS.get(_name_of(node), ()):
        yield "function", "", functools.partial(_renamed, name=other)
    if len(node.args) == 1 and not node.keywords and _name_of(node) not in _NO_MAPS and _is_map(node.func, names):
        said = f"the function `{ast.unparse(node.func)}` in `{{before}}`{{at}} is too much"
        yield "function", plain(said), lambda n: become(n, n.args[0])


_NO_MAPS = frozenset(
    """range len zeros ones empty eye arange enumerate reversed list tuple float int array asarray concatenate hstack
    vstack dstack stack column_stack block""".split()
)
"""Functions that make an array, or a number of another kind: what stands in them is no array by itself."""


def _is_map(called: Any, names: KnownNames) -> bool:
    """Return whether what is called is a function, by its own name or that in its module, and no method of an array."""
    while isinstance(called, ast.Attribute):
        called = called.value
    return isinstance(called, ast.Name) and called.id not in names


def _name_of(node: Any) -> str:
    return str(getattr(node.func, "attr", getattr(node.func, "id", "")))


def _renamed(node: Any, name: str) -> None:
    setattr(node.func, "attr" if isinstance(node.func, ast.Attribute) else "id", name)


def count(node: Any, names: KnownNames) -> Found:
    """Yield a loop over one more or one less at its end, or at its beginning."""
    if not isinstance(node, ast.Call) or _name_of(node) != "range" or not 0 < len(node.args) < 4:
        return
    for place, argument in enumerate(node.args[:2]):
        for by in ("+ 1", "- 1"):
            text = _moved(argument, by)
            yield "index", "", functools.partial(_with_argument, place=place, text=text)


def _moved(argument: Any, by: str) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, int):
        return str(argument.value + (1 if by == "+ 1" else -1))
    text = ast.unparse(argument)
    undone = " - 1" if by == "+ 1" else " + 1"
    return text.removesuffix(undone) if text.endswith(undone) else f"{text} {by}"


def _with_argument(node: Any, place: int, text: str) -> None:
    node.args[place] = ast.parse(text, mode="eval").body
