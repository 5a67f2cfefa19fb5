"""NumPy code run in high precision, with running error bounds: for small arrays, as it is slow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.arithmetic.bounded import Bounded, joined
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.autodiff.numbers.evaluation import differentiate, evaluate
from derivcheck.autodiff.numbers.number_array import Space
from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import DomainError, UnsupportedOperation

_FLOAT_BITS = 53


def value(f: Callable[[Any], Any], x: Any, literal: Callable[[Any], Any] | None = None) -> Bounded:
    """Return f(x) rounded to float64, with a bound that counts this rounding too.

    Parameters
    ----------
    f : callable
    x : number or array
    literal : callable, optional
        Bound on the error of a float constant of the code; by default constants are exact.

    Raises
    ------
    UnsupportedOperation, DomainError
        The code does not run on such numbers.

    Examples
    --------
    >>> found = value(lambda x: (1 - np.cos(x)) / x**2, np.float64(1e-9))
    >>> float(found.value)
    0.5
    """
    if np.size(x) > allowances.PRECISE_ELEMENTS.value:
        raise UnsupportedOperation("too many elements for high precision")
    m = Running(Precise(allowances.BITS.value))

    def read(constant: Number) -> Any:
        near = m.exact(constant)
        return RunningNumber(near.value, near.bound + literal(constant), m) if literal else near

    return _rounded(
        evaluate(f, np.asarray(x, dtype=np.float64), Space(m, read, left=[allowances.PRECISE_OPERATIONS.value]))
    )


def columns(f: Callable[[Any], Any], x: ArrayLike) -> Bounded:
    """Return the Jacobian, of shape ``f(x).shape + x.shape``, a column a run.

    Raises
    ------
    UnsupportedOperation, DomainError
        The code does not run on such numbers, there are too many columns, or f bends at the point.
    """
    if np.size(x) > allowances.PRECISE_COLUMNS.value:
        raise UnsupportedOperation("too many columns for high precision")
    m = Space(Running(Precise(allowances.BITS.value)), left=[allowances.PRECISE_OPERATIONS.value])
    found = []
    for unit in np.eye(np.size(x)).reshape(-1, *np.shape(x)):
        run = differentiate(f, x, unit, m)
        if any(_zero(edge) for edge in run.edges):
            raise DomainError("f bends or jumps at the point")
        found.append(_rounded(run.tangent))
    shape = (*np.shape(found[0].value), *np.shape(x))
    return joined(found, lambda columns: np.stack(columns, axis=-1).reshape(shape))


def _zero(edge: Number) -> bool:
    return bool(abs(getattr(edge, "value", edge)) <= getattr(edge, "bound", 0))


def _rounded(numbers: Number) -> Bounded:
    objects = np.asarray(numbers, dtype=object)
    exact = np.asarray(np.frompyfunc(lambda e: getattr(e, "value", e), 1, 1)(objects), dtype=object)
    if not all(map(_finite, exact.flat)):
        raise DomainError("not a finite number")
    near = np.asarray(np.frompyfunc(float, 1, 1)(exact), dtype=np.float64)
    radius = np.asarray(np.frompyfunc(_radius, 2, 1)(objects, near), dtype=np.float64)
    return Bounded(near, radius, np.asarray(np.frompyfunc(_plain, 1, 1)(objects), dtype=np.float64))


def _plain(number: Number) -> float:
    """Return a bound for the same operations in float64: to first order, running bounds grow like the unit roundoff."""
    return float(getattr(number, "bound", 0) * 2 ** (allowances.BITS.value - _FLOAT_BITS))


def _finite(number: Number) -> bool:
    return bool(number - number == 0)


def _radius(number: Number, near: float) -> float:
    # Rounded up: a bound that is itself a float64.
    off = abs(getattr(number, "value", number) - near) + getattr(number, "bound", 0)
    return float(off) * (1 + 2.0**-50)
