"""NumPy code run in high precision, in balls, which hold the truth: for small arrays, as it is slow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.bounded import Bounded, joined
from derivcheck.autodiff.numbers.evaluation import differentiate, evaluate
from derivcheck.autodiff.numbers.number_array import Space
from derivcheck.elementary.number import Number
from derivcheck.gradients.nearest import nearest, sharpest
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import DomainError, UnsupportedOperation

_FLOAT_BITS = 53


def value(f: Callable[[Any], Any], x: object, literal: Callable[[Any], float] | None = None) -> Bounded:
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
    given = np.asarray(x, dtype=np.float64)

    def run(m: Ball) -> Bounded:
        def read(constant: Number) -> Any:
            return m.arb(m.exact(constant), literal(constant) if literal else 0)

        return nearest(evaluate(f, given, Space(m, read, left=[_affordable(given)])), m.bits)

    # A constant that is off is so with any number of bits.
    return run(Ball(allowances.BITS.value)) if literal else sharpest(run)


def columns(f: Callable[[Any], Any], x: ArrayLike) -> tuple[Bounded, Bounded]:
    """Return f(x), and the Jacobian, of shape ``f(x).shape + x.shape``, a column a run.

    Raises
    ------
    UnsupportedOperation, DomainError
        The code does not run on such numbers, there are too many columns, or f bends at the point.
    """
    primals: list[Bounded] = []
    found = sharpest(lambda m: _columns(f, x, m, primals))
    return primals[-1], found


def _columns(f: Callable[[Any], Any], x: ArrayLike, m: Ball, primals: list[Bounded]) -> Bounded:
    """Return the Jacobian, and put f(x) into a list."""
    space = Space(m, left=[_affordable(x)])
    found = []
    for unit in np.eye(np.size(x)).reshape(-1, *np.shape(x)):
        run = differentiate(f, x, unit, space)
        if not all(edge != 0 for edge in run.edges):  # balls differ where they surely do
            raise DomainError("f bends or jumps at the point")
        found.append(nearest(run.tangent, m.bits))
    shape = (*np.shape(found[0].value), *np.shape(x))
    primal = nearest(run.value, m.bits)
    primals.append(replace(primal, plain=primal.plain * max(space.units) / 2.0**-_FLOAT_BITS))
    return joined(found, lambda columns: np.stack(columns, axis=-1).reshape(shape))


def _affordable(x: ArrayLike) -> int:
    """Return how many operations may be done; a point of many elements is refused before code spreads them."""
    if np.size(x) > allowances.PRECISE_ELEMENTS.value:
        raise UnsupportedOperation("too many elements for high precision")
    return allowances.PRECISE_OPERATIONS.value
