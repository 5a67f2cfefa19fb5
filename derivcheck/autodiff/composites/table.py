"""All composites, and the methods of arrays that are functions of NumPy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

import derivcheck.autodiff.composites.pieces
import derivcheck.autodiff.composites.products
import derivcheck.autodiff.composites.statistics  # noqa: F401 (they fill the table)
from derivcheck.autodiff.composites.array import Array, Axes
from derivcheck.autodiff.composites.composite import COMPOSITES, Rule
from derivcheck.ground.errors import UnsupportedOperation

__all__ = ["COMPOSITES", "METHODS", "UFUNC_METHODS"]


def _as_one(given: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a shape or axes, given as one argument, as several or not at all, as one argument or none."""
    return given if len(given) < 2 else (given,)


METHODS: dict[str, Rule] = {
    name: getattr(np, name)
    for name in "sum prod mean max min cumsum cumprod dot ravel squeeze swapaxes trace diagonal repeat take clip "
    "conjugate copy var std argmax argmin argsort any all nonzero".split()
}
"""What a method of an array does, by its name."""

# NumPy asks the objects of an array of objects for methods named like the ufuncs.
METHODS |= {
    name: getattr(np, name)
    for name in "sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh exp exp2 expm1 log log2 "
    "log10 log1p sqrt cbrt square reciprocal absolute fabs sign floor ceil trunc rint arctan2 hypot logaddexp deg2rad "
    "rad2deg degrees radians".split()
}
METHODS |= {
    "flatten": lambda a: np.copy(np.ravel(a)),
    "conj": np.conjugate,
    "reshape": lambda a, *shape, **options: np.reshape(a, *_as_one(shape), **options),
    "transpose": lambda a, *axes: np.transpose(a, *_as_one(axes)),
    "item": lambda a, *index: a[index] if index else np.reshape(a, ())[()],
    "tolist": lambda a: [e.tolist() for e in a] if a.ndim else a,
    "fill": lambda a, value: a.__setitem__(..., value),
}


def _reduce(ufunc: np.ufunc, a: object, axis: Axes = 0, **options: object) -> Any:
    return _known(_REDUCTIONS, ufunc, "reduce")(a, axis=axis, **options)


def _accumulate(ufunc: np.ufunc, a: object, axis: int = 0, **options: object) -> Any:
    return _known(_ACCUMULATIONS, ufunc, "accumulate")(a, axis=axis, **options)


def _outer(ufunc: np.ufunc, a: Array, b: Array) -> Any:
    return ufunc(np.reshape(a, np.shape(a) + (1,) * np.ndim(b)), b)


def _known(table: dict[np.ufunc, Rule], ufunc: np.ufunc, method: str) -> Rule:
    if ufunc not in table:
        raise UnsupportedOperation(f"there is no rule for numpy.{ufunc.__name__}.{method}")
    return table[ufunc]


_REDUCTIONS: dict[np.ufunc, Rule] = {np.add: np.sum, np.multiply: np.prod, np.maximum: np.max, np.minimum: np.min}
_ACCUMULATIONS: dict[np.ufunc, Rule] = {np.add: np.cumsum, np.multiply: np.cumprod}

UFUNC_METHODS: dict[str, Callable[..., Any]] = {"reduce": _reduce, "accumulate": _accumulate, "outer": _outer}
"""What ``ufunc.reduce`` and the like do, by the method's name."""
