"""Code that stops by a comparison of its own, `while abs(d) > 1e-6`: the same code with a smaller number there.

What such code leaves open may be as smooth as its result. It is run isolated, since it may not end.
"""

from __future__ import annotations

import ast
import itertools
import operator
from dataclasses import dataclass, field
from types import CodeType, FunctionType
from typing import Any

import numpy as np

from derivcheck.gradients.code_contents import nonlocals
from derivcheck.gradients.convergence import left_open
from derivcheck.gradients.isolated_code import IsolatedCode
from derivcheck.gradients.loop_endings import STOP, TOLERANCE, endings, watched
from derivcheck.gradients.source_trees import code_of, tree_of
from derivcheck.gradients.subject import attempt
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.timeouts import TimeLimitReached, time_limit

_COMPARISONS = {"Lt": operator.lt, "LtE": operator.le, "Gt": operator.gt, "GtE": operator.ge}


@dataclass
class _Watch:
    """What takes the place of comparisons in a run: tolerances are smaller by a factor, and outcomes are kept."""

    factor: float = 1.0
    last: dict[int, bool] = field(default_factory=dict)
    largest: float = 0.0

    def stop(self, key: int, left: Any, right: Any, operation: str, side: int) -> Any:
        """Return the outcome of a comparison."""
        sides = [left, right]
        sides[side] = self.tolerance(sides[side])
        found = _COMPARISONS[operation](*sides)
        if np.ndim(found) == 0:
            self.last[key] = bool(found)
        return found

    @property
    def names(self) -> dict[str, Any]:
        """What the code finds under the names of what is watched; a loop that prints does so no more."""
        return {STOP: self.stop, TOLERANCE: self.tolerance, "print": lambda *given, **options: None}

    def tolerance(self, tolerance: Any) -> Any:
        """Return a smaller one; what is none as it is."""
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
        """Return the largest tolerance that a run at a point compares with; 0 where there is none.

        Of code that cannot be run isolated it is the largest that is written in it.
        """
        runs = attempt(self.code.copies().of, self.code.call) is not None
        for function, tree in self.code.trees.items():
            if tree is not None and (changed := watched(tree)) is not None:
                self.instead[function] = code_of(changed, function)
        seen = _Watch()
        if self.instead and self._run(x, seen) is not None:
            return seen.largest
        return 0.0 if runs and not self.instead else _written(self.code.call)

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
                return attempt(self.code.run, x, self.instead, watch.names)
        except TimeLimitReached:
            if not limit.fired:
                raise  # the limit of someone further out
            return None

    def factors(self, x: Any) -> list[tuple[float, float]] | None:
        """Return factors at which the code ends as it does with its own tolerances, the smallest first.

        With each goes the part of the value by which it may still be off, as its changes from factor to factor show.
        None where smaller tolerances change the value by no less: then it is what the code is to stop at, and no error.
        """
        own = _Watch()
        values, factors = [self._run(x, own)], [1.0]
        while own.largest * (factor := factors[-1] * allowances.LOOP_STEP.value) > allowances.LOOP_LEAST.value:
            watch = _Watch(factor)
            tight = self._run(x, watch)
            # A loop that has run to its last count has not come to its tolerance.
            if tight is None or watch.last != own.last or np.shape(tight) != np.shape(values[0]):
                break
            values.append(tight)
            factors.append(factor)
        if len(values) < _LEAST_VALUES:
            return []
        size = float(np.max(np.abs(values[-1]))) or 1.0
        changes = [float(np.max(np.abs(b - a))) for a, b in itertools.pairwise(values)]
        found = left_open(size, changes)
        if found is None:
            return None
        parts = [max(change / size, _ROUNDING) for change in found]
        return [*zip(factors[1:], parts, strict=True)][::-1]


_LEAST_VALUES = 3
"""Which have two changes, so that it is seen whether these fall."""

_ROUNDING = 2.0**-52


def open_at(tolerance: float) -> float:
    """Return what part of a value, or of its slope, is taken to be open where a loop stops at a tolerance.

    Where smaller ones cannot be tried, nothing tells how fast the loop converges.

    >>> open_at(1e-8) == 1e-4
    True
    """
    return float(tolerance**allowances.LOOP_POWER.value)


def _written(call: Any) -> float:
    """Return the largest tolerance that stands in the code of a function, as a number or a name for one."""
    function = getattr(call, "__func__", call)
    if not isinstance(function, FunctionType) or (tree := tree_of(function)) is None:
        return 0.0
    known = {**function.__globals__, **nonlocals(function), **(function.__kwdefaults__ or {})}
    code = function.__code__
    given = function.__defaults__ or ()
    known.update(zip(code.co_varnames[code.co_argcount - len(given) : code.co_argcount], given, strict=True))
    found = [0.0]
    for node, side in endings(tree):
        parts = [node] if isinstance(node, ast.Call) else [(node.left, *node.comparators)[side]]
        for part in (part for whole in parts for part in ast.walk(whole)):
            value = part.value if isinstance(part, ast.Constant) else known.get(getattr(part, "id", ""))
            found += [value] if isinstance(value, float) and 0 < value <= allowances.TOLERANCE.value else []
    return max(found)
