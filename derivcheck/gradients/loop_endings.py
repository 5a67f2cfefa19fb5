"""Where code leaves a loop or recursion by a comparison with a tolerance, in its syntax tree."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import Any

STOP, TOLERANCE = "__stop__", "__tolerance__"
"""What takes the place of such a comparison, and of a tolerance that is an argument, in a tree that is watched."""

COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)

_CLOSE = {"allclose": (("rtol", 2, 1e-5), ("atol", 3, 1e-8)), "isclose": (("rel_tol", 2, 1e-9), ("abs_tol", 3, 0.0))}
"""Functions that compare (`isclose` is that of `math`): their tolerances, the places of these, and the defaults."""


def watched(tree: Any) -> Any:
    r"""Return a tree in which comparisons that end a loop or recursion are watched; None for one without any.

    Examples
    --------
    >>> code = "def f(a):\n  while abs(a) > 1e-6:\n    a = a / 2\n  return a"
    >>> ast.unparse(watched(ast.parse(code).body[0])).splitlines()[1]
    "    while __stop__(0, abs(a), 1e-06, 'Gt', 1):"
    >>> watched(ast.parse("def f(a):\n  return a > 1e-6").body[0]) is None
    True
    """
    found = copy.deepcopy(tree)
    count = 0
    for node, side in endings(found):
        if isinstance(node, ast.Call):
            _with_tolerances(node)
        else:
            arguments = [ast.Constant(count), node.left, *node.comparators]
            arguments += [ast.Constant(type(node.ops[0]).__name__), ast.Constant(side)]
            _become(node, ast.Call(ast.Name(STOP, ast.Load()), arguments, []))
        count += 1
    return found if count else None


def _become(node: Any, other: Any) -> None:
    other = ast.copy_location(other, node)
    node.__class__, node.__dict__ = other.__class__, other.__dict__


def _with_tolerances(node: ast.Call) -> None:
    """Give a function that compares its tolerances by name, and to be looked at."""
    for name, place, default in _CLOSE[_called(node)]:
        given = next((k.value for k in node.keywords if k.arg == name), None)
        given = given or (node.args[place] if len(node.args) > place else ast.Constant(default))
        node.keywords = [k for k in node.keywords if k.arg != name]
        node.keywords.append(ast.keyword(name, ast.Call(ast.Name(TOLERANCE, ast.Load()), [given], [])))
    del node.args[2:]


def _called(node: Any) -> str:
    return str(getattr(node.func, "attr", getattr(node.func, "id", ""))) if isinstance(node, ast.Call) else ""


def endings(tree: Any) -> Iterator[tuple[Any, int]]:
    """Yield what ends loops: comparisons with the side, 0 or 1, that is a tolerance, and calls that compare."""
    varying = _varying(tree)
    for node in {id(node): node for test in _tests(tree) for node in ast.walk(test)}.values():
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], COMPARISONS):
            if (side := _tolerance_of(node, varying)) is not None:
                yield node, side
        elif _called(node) in _CLOSE:
            yield node, 1


def _tests(tree: Any) -> list[Any]:
    """Return the conditions of `while`, and of `if` that leave a loop or a recursion, with those that they name."""
    inside = [node for loop in ast.walk(tree) if isinstance(loop, ast.While | ast.For) for node in ast.walk(loop)]
    recursive = any(isinstance(n, ast.Name) and n.id == getattr(tree, "name", "") for n in ast.walk(tree))
    branches = [n for n in (ast.walk(tree) if recursive else inside) if isinstance(n, ast.If) and _leaves(n)]
    tests: list[Any] = [node.test for node in inside if isinstance(node, ast.While)] + [node.test for node in branches]
    flags = {node.id for test in tests for node in ast.walk(test) if isinstance(node, ast.Name)}
    assigned = [node for node in inside if isinstance(node, ast.Assign) and _names(node.targets) & flags]
    return tests + [node.value for node in assigned if isinstance(node.value, ast.Compare | ast.BoolOp | ast.Call)]


def _names(nodes: list[Any]) -> set[str]:
    return {node.id for node in nodes if isinstance(node, ast.Name)}


def _leaves(branch: ast.If) -> bool:
    return isinstance(branch.body[-1], ast.Break | ast.Return)


def _varying(tree: Any) -> set[str]:
    """Return the names that are assigned or changed in loops; all that are, where there is none."""
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.While | ast.For)] or [tree]
    found: set[str] = set()
    for node in (node for loop in loops for node in ast.walk(loop)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            found |= _names([node.value])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _GROWING:
            found |= _names([node.func.value])
    return found


_GROWING = ("append", "extend", "insert", "add", "update")


def _tolerance_of(node: ast.Compare, varying: set[str]) -> int | None:
    """Return which side stays the same while the other one changes, or is a multiple of something that does."""
    sides = (node.left, *node.comparators)
    changes = [_changes(side, varying) for side in sides]
    if all(changes):
        changes = [not _is_scaled(side, varying) for side in sides]
    return {(True, False): 1, (False, True): 0}.get((changes[0], changes[1]))


def _changes(part: Any, varying: set[str]) -> bool:
    return any(isinstance(node, ast.Name) and node.id in varying for node in ast.walk(part))


def _is_scaled(part: Any, varying: set[str]) -> bool:
    """Return whether a side is a product with a constant, such as `tol * abs(x)`, or a sum with one."""
    sums = isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mult | ast.Add)
    return sums and not (_changes(part.left, varying) and _changes(part.right, varying))
