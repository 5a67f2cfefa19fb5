"""Comparisons of numbers of any arithmetic: they look at primals, and only say what is certain.

Of two intervals that overlap neither is known to be the larger, so that a branch cannot be chosen:
that is a DomainError, never a guess. Where the two sides are equal, the branches of the code meet,
and forward mode and Taylor series note the difference as an edge.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.arithmetic.dual import Dual, DualNumber
from derivcheck.arithmetic.running import RunningNumber
from derivcheck.arithmetic.taylor.taylor import Series, Taylor
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.numbers.number_array import FUNCTIONS, NumberArray, Space
from derivcheck.ground.errors import DomainError, UnsupportedOperation


class UndecidedBranch(DomainError):
    """Which way code goes is not certain where it compares numbers, or takes steps as floor and int do."""


_MEET = "branches of the code meet here: the two sides of a comparison are equal, or floor, round or int takes a step"

_WITHIN = "code may go either way here: the two sides of a comparison, or of a step, are equal to within their error"


def primal(x: object) -> Any:
    """Return the number under all levels of dual numbers and series."""
    while isinstance(x, DualNumber | Series):
        x = x.primal if isinstance(x, DualNumber) else x.coefficients[0]
    return x


def sign(space: Space, x: Array) -> int:
    """Return -1, 0 or 1.

    Raises
    ------
    UndecidedBranch
        The sign is not certain; or it is a ball without a radius at 0, whose neighbours have either.
    UnsupportedOperation
        The arithmetic has no order.
    """
    x = primal(x)
    value, radius = parts(space, x)
    if not radius and value == 0:
        return 0
    if not abs(value) > radius:
        raise UndecidedBranch(_MEET if value == 0 and radius == 0 else _WITHIN)
    return 1 if value > 0 else -1


def parts(space: Space, x: Any) -> tuple[Any, Any]:
    """Return the middle and the radius of a number that is no dual number."""
    if isinstance(x, RunningNumber):
        return x.value, x.bound
    if hasattr(x, "mid"):
        return x.mid(), x.rad()
    if isinstance(x, int | float) or hasattr(x, "_mpf_"):
        return x, 0
    raise UnsupportedOperation(f"{space.m.name} arithmetic has no comparisons, so no branches either")


def finite(space: Space, x: object) -> bool:
    """Return whether a number, and for an interval its radius, is finite."""
    value, radius = parts(space, primal(x))
    return all(v.is_finite() if hasattr(v, "is_finite") else abs(v) < float("inf") for v in (value, radius))


def _compared(test: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def rule(space: Space, a: object, b: object) -> Any:
        def one(x: object, y: object) -> bool:
            difference = primal(x) - primal(y)
            if isinstance(space.m, Dual) and (isinstance(x, DualNumber) or isinstance(y, DualNumber)):
                space.m.bends.append(difference)
            if isinstance(space.m, Taylor) and (isinstance(x, Series) or isinstance(y, Series)):
                space.m.edges.append(x - y)  # type: ignore[operator]
            return bool(test(sign(space, difference), 0))

        return plain(np.frompyfunc(one, 2, 1)(space.lift(a).data, space.lift(b).data))

    return rule


def _asked(question: Callable[[Space, Any], bool]) -> Callable[..., Any]:
    def rule(space: Space, a: object) -> Any:
        return plain(np.frompyfunc(lambda x: question(space, x), 1, 1)(space.lift(a).data))

    return rule


def plain(found: object) -> Any:
    """Return an array of truth values."""
    return np.asarray(found, dtype=bool)[()]


def _logical(ufunc: np.ufunc) -> Callable[..., Any]:
    return lambda space, *inputs: ufunc(*[np.not_equal(x, 0) if isinstance(x, NumberArray) else x for x in inputs])


FUNCTIONS.update(
    {
        np.less: _compared(operator.lt),
        np.less_equal: _compared(operator.le),
        np.greater: _compared(operator.gt),
        np.greater_equal: _compared(operator.ge),
        np.equal: _compared(operator.eq),
        np.not_equal: _compared(operator.ne),
        np.signbit: _asked(lambda space, x: sign(space, x) < 0),
        np.isfinite: _asked(finite),
        # A number that is not finite may be either; the arithmetics do not tell them apart.
        np.isnan: _asked(lambda space, x: not finite(space, x)),
        np.isinf: _asked(lambda space, x: not finite(space, x)),
    }
)
for _ufunc in (np.logical_and, np.logical_or, np.logical_xor, np.logical_not):
    FUNCTIONS[_ufunc] = _logical(_ufunc)
