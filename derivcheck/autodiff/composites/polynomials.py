"""Coefficients of polynomials, the highest first, and what `numpy` makes of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.composites.composite import as_doubles, composite, float_kind
from derivcheck.ground.errors import UnsupportedOperation


@composite("vander", "x")
def powers(x: Any, N: int | None = None, increasing: bool = False) -> Any:
    """Return ``numpy.vander``."""
    count = len(x) if N is None else N
    x = as_doubles(x)
    columns = [np.ones(x.shape, dtype=float_kind(x)) + 0 * x]
    while len(columns) < count:
        columns.append(columns[-1] * x)
    columns = columns[:count]
    return np.stack(columns if increasing else columns[::-1], axis=-1)


@composite("polyder", "p")
def derivative(p: Any, m: int = 1) -> Any:
    """Return ``numpy.polyder``."""
    p = as_doubles(p) if m else p
    for _ in range(m):
        p = p[:-1] * np.arange(len(p) - 1, 0, -1).astype(float_kind(p))
    return p


@composite("polyint", "p")
def antiderivative(p: Any, m: int = 1, k: Any = None) -> Any:
    """Return ``numpy.polyint``."""
    p = as_doubles(p)
    constants = np.zeros(m) if k is None else np.broadcast_to(np.asarray(k, dtype=np.float64), (m,))
    for constant in constants:
        powers_ = np.arange(len(p), 0, -1).astype(float_kind(p))
        p = np.concatenate([p / powers_, np.full(1, constant, dtype=float_kind(p))])
    return p


@composite("polymul", "a1", "a2")
def product(a1: Any, a2: Any) -> Any:
    """Return ``numpy.polymul`` of coefficients whose first is not 0."""
    if not (np.all(a1[:1] != 0) and np.all(a2[:1] != 0)):
        raise UnsupportedOperation("there is a rule for numpy.polymul of polynomials that do not begin with 0")
    rows = [np.pad(a1 * a2[k], (k, len(a2) - 1 - k)) for k in range(len(a2))]
    return np.sum(np.stack(rows), axis=0)


@composite("polyadd", "a1", "a2")
def total(a1: Any, a2: Any) -> Any:
    """Return ``numpy.polyadd``."""
    long = max(len(a1), len(a2))
    first, second = (np.pad(a, (long - len(a), 0)) if len(a) < long else a for a in (a1, a2))
    return first + second


@composite("polysub", "a1", "a2")
def difference(a1: Array, a2: Array) -> Any:
    """Return ``numpy.polysub``."""
    return np.polyadd(a1, -1 * a2)


@composite("poly", "seq_of_zeros")
def of_roots(seq_of_zeros: Any) -> Any:
    """Return ``numpy.poly`` of real roots."""
    if seq_of_zeros.ndim != 1:
        raise UnsupportedOperation("there is a rule for numpy.poly of roots, not of a matrix")
    one = np.ones(1, dtype=float_kind(seq_of_zeros))
    found, zero = one, 0 * one
    for i in range(len(seq_of_zeros)):
        found = np.concatenate([found, zero]) - np.concatenate([zero, found * seq_of_zeros[i]])
    return found
