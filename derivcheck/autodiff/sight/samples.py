"""What a run of code sees in place of functions of samples of `scipy.stats`, whose own code takes plain floats only."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.arrays import holds
from derivcheck.ground.errors import UnsupportedOperation


def _entropy(pk: Any, qk: Any = None, base: Any = None, axis: int = 0) -> Any:
    """Return the entropy, or the relative one, of what is made to add up to 1."""
    special = sys.modules["scipy.special"]
    p = pk / np.sum(pk, axis=axis, keepdims=True)
    parts = special.entr(p) if qk is None else special.rel_entr(p, qk / np.sum(qk, axis=axis, keepdims=True))
    found = np.sum(parts, axis=axis)
    return found if base is None else found / np.log(base)


def _moment(a: Any, order: int = 1, axis: int = 0, **options: Any) -> Any:
    if options:
        raise UnsupportedOperation("there is a rule for scipy.stats.moment of order and axis")
    off = a - np.mean(a, axis=axis, keepdims=True)
    return np.mean(off**order, axis=axis)


def _skew(a: Any, axis: int = 0, bias: bool = True) -> Any:
    n = a.shape[axis]
    found = _moment(a, 3, axis) / _moment(a, 2, axis) ** 1.5
    return found if bias else found * np.sqrt((n - 1.0) * n) / (n - 2.0)


def _kurtosis(a: Any, axis: int = 0, fisher: bool = True, bias: bool = True) -> Any:
    n = a.shape[axis]
    found = _moment(a, 4, axis) / _moment(a, 2, axis) ** 2
    if not bias:
        found = ((n * n - 1.0) * found - 3 * (n - 1.0) ** 2) / ((n - 2.0) * (n - 3.0)) + 3
    return found - 3 if fisher else found


def _zscore(a: Any, axis: int = 0, ddof: int = 0) -> Any:
    return (a - np.mean(a, axis=axis, keepdims=True)) / np.std(a, axis=axis, ddof=ddof, keepdims=True)


_RULES: dict[str, Callable[..., Any]] = {
    "entropy": _entropy,
    "moment": _moment,
    "skew": _skew,
    "kurtosis": _kurtosis,
    "zscore": _zscore,
}


def _choosing(plain: Callable[..., Any], rule: Callable[..., Any]) -> Callable[..., Any]:
    def choose(*given: Any, **options: Any) -> Any:
        live = holds(given) or holds([*options.values()])
        return rule(*given, **options) if live else plain(*given, **options)

    return choose


def replacements() -> dict[Any, Any]:
    """Return what stands for each function, where `scipy.stats` is in use."""
    module = sys.modules.get("scipy.stats")
    names = () if module is None else tuple(_RULES)
    return {(function := getattr(module, name)): _choosing(function, _RULES[name]) for name in names}
