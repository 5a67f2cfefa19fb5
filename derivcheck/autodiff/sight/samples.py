"""What a run of code sees in place of functions of samples of `scipy.stats`, whose own code takes plain floats only."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.choosing import choosing, where_alike
from derivcheck.ground.errors import UnsupportedOperation


def _entropy(pk: Any, qk: Any = None, base: Any = None, axis: Any = 0) -> Any:
    """Return the entropy, or the relative one, of what is made to add up to 1."""
    special = sys.modules["scipy.special"]
    qk = qk if qk is None else _along(qk, axis)[0]
    pk, axis = _along(pk, axis)
    p = pk / np.sum(pk, axis=axis, keepdims=True)
    parts = special.entr(p) if qk is None else special.rel_entr(p, qk / np.sum(qk, axis=axis, keepdims=True))
    found = np.sum(parts, axis=axis)
    return found if base is None else found / np.log(base)


def _along(a: Any, axis: Any) -> tuple[Any, int]:
    """Return an array and the axis that a function of samples works along: None stands for all elements."""
    if isinstance(axis, tuple):
        raise UnsupportedOperation("there is a rule for functions of samples along one axis, or of all elements")
    found = np.stack(a) if isinstance(a, list | tuple) else a
    return (np.ravel(found), 0) if axis is None else (found, axis)


def _moment(a: Any, order: Any = 1, axis: Any = 0) -> Any:
    if not isinstance(order, int) or order < 2:
        raise UnsupportedOperation("there is a rule for scipy.stats.moment of a whole order of 2 or more")
    a, axis = _along(a, axis)
    return np.mean((a - np.mean(a, axis=axis, keepdims=True)) ** order, axis=axis)


def _skew(a: Any, axis: Any = 0, bias: bool = True) -> Any:
    a, axis = _along(a, axis)
    n = a.shape[axis]
    found = _moment(a, 3, axis) / _moment(a, 2, axis) ** 1.5
    return found if bias else found * np.sqrt((n - 1.0) * n) / (n - 2.0)


def _kurtosis(a: Any, axis: Any = 0, fisher: bool = True, bias: bool = True) -> Any:
    a, axis = _along(a, axis)
    n = a.shape[axis]
    found = _moment(a, 4, axis) / _moment(a, 2, axis) ** 2
    if not bias:
        found = ((n * n - 1.0) * found - 3 * (n - 1.0) ** 2) / ((n - 2.0) * (n - 3.0)) + 3
    return found - 3 if fisher else found


def _zscore(a: Any, axis: Any = 0, ddof: int = 0) -> Any:
    given, axis = _along(a, axis)
    found = (given - np.mean(given, axis=axis, keepdims=True)) / np.std(given, axis=axis, ddof=ddof, keepdims=True)
    return np.reshape(found, np.shape(a))


_RULES: dict[str, Callable[..., Any]] = {
    "entropy": _entropy,
    "moment": _moment,
    "skew": _skew,
    "kurtosis": _kurtosis,
    "zscore": _zscore,
}


def replacements() -> dict[Any, Any]:
    """Return what stands for each function, where `scipy.stats` is in use."""
    module = sys.modules.get("scipy.stats")
    found = {} if module is None else {getattr(module, name): rule for name, rule in _RULES.items()}
    return {function: choosing(function, where_alike(function, rule)) for function, rule in found.items()}
