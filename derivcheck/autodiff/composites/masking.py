"""Sums, products, means and extremes of some elements, or that begin with a number: ``where=`` and ``initial=``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.composite import number_like
from derivcheck.ground.errors import UnsupportedOperation

_BEGINNINGS: dict[Any, tuple[float | None, np.ufunc]] = {
    np.sum: (0.0, np.add),
    np.prod: (1.0, np.multiply),
    np.max: (None, np.maximum),
    np.min: (None, np.minimum),
    np.amax: (None, np.maximum),
    np.amin: (None, np.minimum),
}
"""By function: what leaves a result as it is, if there is such a number, and how a beginning is joined to it."""


def is_masked(function: Callable[..., Any], options: Mapping[str, Any]) -> bool:
    """Return whether a function is asked for a part of the elements, or to begin with a number."""
    given = (options.get("where", True) is not True, options.get("initial", np._NoValue) not in (None, np._NoValue))
    return any(given) and (function in _BEGINNINGS or function is np.mean)


def masked(function: Callable[..., Any], arguments: Sequence[Any], options: dict[str, Any]) -> Any:
    """Return what a function of NumPy gives with ``where=`` and ``initial=``, in terms of the function without.

    Raises
    ------
    UnsupportedOperation
        Of a largest or smallest element, which has no beginning.
    """
    where, initial = options.pop("where", True), options.pop("initial", np._NoValue)
    a, *rest = arguments
    if function is np.mean:
        kept = {name: value for name, value in options.items() if name in ("axis", "keepdims")}
        count = np.sum(np.broadcast_to(where, np.shape(a)), *rest[:1], **kept)
        total = np.sum(a, *rest, where=where, **options)
        return total / (count.astype(total.dtype) if total.dtype.kind == "f" else count)
    neutral, join = _BEGINNINGS[function]
    if where is not True:
        if neutral is None and initial is np._NoValue:
            raise UnsupportedOperation(f"numpy.{function.__name__} with where= takes initial= too")
        a = np.where(where, a, initial if neutral is None else neutral)
    found = function(a, *rest, **options)
    return found if initial in (None, np._NoValue) else join(found, number_like(found, initial))
