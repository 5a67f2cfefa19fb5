"""Code that stops by a comparison of its own, `while abs(d) > 1e-6`: the same code with a smaller number there.

What such code leaves open may be as smooth as its result. It is run isolated, since it may not end.
"""

from __future__ import annotations

import ast
import copy
import operator
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import CodeType, FunctionType
from typing import Any

import numpy as np

from derivcheck.gradients.isolated_code import IsolatedCode
from derivcheck.gradients.source_trees import code_of
from derivcheck.gradients.subject import attempt
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.timeouts import TimeLimitReached, time_limit

_COMPARISONS = {"Lt": operator.lt, "LtE": operator.le, "Gt": operator.gt, "GtE": operator.ge}
_STOP = "__stop__"


@dataclass
class _Watch:
    """What takes the place of comparisons in a run: tolerances are smaller by a factor, and outcomes are kept."""

    factor: float = 1.0
    last: dict[int, bool] = field(default_factory=dict)
    largest: float = 0.0

    def stop(self, key: int, left: Any, right: Any, operation: str, side: int) -> Any:
        """Return the outcome of a comparison."""
        sides = [left, right]
        sides[side] = self._tighter(sides[side])
        found = _COMPARISONS[operation](*sides)
        if np.ndim(found) == 0:
            self.last[key] = bool(found)
        return found

    def _tighter(self, tolerance: Any) -> Any:
        if not isinstance(tolerance, float) or not 0 < tolerance <= allowances.TOLERANCE.value:
            return tolerance
        self.largest = max(self.largest, tolerance)
        return tolerance * self.factor


class OwnLoops:
    """Code whose loops end at tolerances.

    Parameters
    ----------
    call : callable
    part : int
        Of a pair of value and gradient that it returns.

    Examples
    --------
    >>> def root(a):
    ...     u = 1.0
    ...     while abs(u * u - a) > 1e-2:
    ...         u = (u + a / u) / 2
    ...     return u
    >>> root.__module__ = "model"  # code of this package's own modules is left alone
    >>> own = OwnLoops(root, 0)
    >>> own.read(2.0), f"{own.value(2.0, 1.0):.12f}", f"{own.value(2.0, 1e-12):.12f}"
    (0.01, '1.416666666667', '1.414213562373')
    """

    def __init__(self, call: Any, part: int) -> None:
        self.code = IsolatedCode.of(call, part, loops=True)
        self.instead: dict[FunctionType, CodeType] = {}
        self._endless: set[float] = set()

    def read(self, x: Any) -> float:
        """Return the largest tolerance that a run at a point compares with; 0 where there is none."""
        if attempt(self.code.copies().of, self.code.call) is None:
            return 0.0
        for function, tree in self.code.trees.items():
            if tree is not None and (changed := _watched(tree)) is not None:
                self.instead[function] = code_of(changed, function)
        if not self.instead:
            return 0.0
        seen = _Watch()
        return 0.0 if self._run(x, seen) is None else seen.largest

    def value(self, x: Any, factor: float) -> Any:
        """Return what the code gives with tolerances that are smaller by a factor.

        Raises
        ------
        ValueError
            It fails, or has not ended, there or at another point.
        """
        found = None if factor in self._endless else self._run(x, _Watch(factor))
        if found is None:
            self._endless.add(factor)
            raise ValueError("no value with a smaller tolerance")
        return found

    def _run(self, x: Any, watch: _Watch) -> Any:
        try:
            with time_limit(allowances.LOOP_SECONDS.value, processor=True) as limit:
                return attempt(self.code.run, x, self.instead, {_STOP: watch.stop})
        except TimeLimitReached:
            if not limit.fired:
                raise  # the limit of someone further out
            return None

    def factors(self, x: Any) -> Iterator[tuple[float, float]]:
        """Yield factors at which the code ends as it does with its own tolerances, the smallest first.

        With each goes the part of the value by which it may still be off: what the last of the steps changed.
        """
        own, value = _Watch(), None
        value = self._run(x, own)
        found: list[tuple[float, float]] = []
        while own.largest * (factor := (found[-1][0] if found else 1.0) * _STEP) > _LEAST:
            watch = _Watch(factor)
            tight = self._run(x, watch)
            # A loop that has run to its last count has not come to its tolerance.
            if tight is None or watch.last != own.last or np.shape(tight) != np.shape(value):
                break
            change = float(np.max(np.abs(tight - value))) / (float(np.max(np.abs(tight))) or 1.0)
            found.append((factor, max(change, 2.0**-52)))
            value = tight
        yield from reversed(found[1:])


_STEP = 2.0**-7
_LEAST = 2.0**-44
"""A tolerance that an iteration on numbers of the size of 1 comes to, in spite of its rounding."""


def _watched(tree: Any) -> Any:
    """Return a tree in which comparisons that end a loop or recursion are watched; None for one without any."""
    found = copy.deepcopy(tree)
    varying = _varying(found)
    keys = 0
    for node in _endings(found):
        side = _tolerance_of(node, varying)
        if side is not None:
            arguments = [ast.Constant(keys), node.left, *node.comparators]
            arguments += [ast.Constant(type(node.ops[0]).__name__), ast.Constant(side)]
            call = ast.copy_location(ast.Call(ast.Name(_STOP, ast.Load()), arguments, []), node)
            node.__class__, node.__dict__ = call.__class__, call.__dict__
            keys += 1
    return found if keys else None


def _endings(tree: Any) -> list[Any]:
    """Return the comparisons in conditions of `while`, and of `if` that leave a loop or a recursion."""
    inside = [node for loop in ast.walk(tree) if isinstance(loop, ast.While | ast.For) for node in ast.walk(loop)]
    recursive = any(isinstance(n, ast.Name) and n.id == getattr(tree, "name", "") for n in ast.walk(tree))
    branches = [n for n in (ast.walk(tree) if recursive else inside) if isinstance(n, ast.If) and _leaves(n)]
    tests = [node.test for node in inside if isinstance(node, ast.While)] + [node.test for node in branches]
    found = {id(node): node for test in tests for node in ast.walk(test) if isinstance(node, ast.Compare)}
    return [node for node in found.values() if len(node.ops) == 1 and type(node.ops[0]).__name__ in _COMPARISONS]


def _leaves(branch: ast.If) -> bool:
    return isinstance(branch.body[-1], ast.Break | ast.Return)


def _varying(tree: Any) -> set[str]:
    """Return the names that are assigned in loops; all that are assigned, where there is none."""
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.While | ast.For)] or [tree]
    return {n.id for loop in loops for n in ast.walk(loop) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _tolerance_of(node: ast.Compare, varying: set[str]) -> int | None:
    """Return which side of a comparison stays the same while the other one changes."""
    changes = [
        any(isinstance(n, ast.Name) and n.id in varying for n in ast.walk(part))
        for part in (node.left, *node.comparators)
    ]
    return {(True, False): 1, (False, True): 0}.get((changes[0], changes[1]))
