"""Functions of SciPy that cut their order to a whole number, of which the table has the function of any order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.ground.errors import UnsupportedOperation

_CUT = frozenset(("kn", "yn", "expn"))


def of_whole_order(ufunc: np.ufunc) -> Callable[..., Any]:
    """Return a ufunc; of one that cuts its order, a function that refuses an order which is not whole.

    Raises
    ------
    UnsupportedOperation
        By the function.

    Examples
    --------
    >>> of_whole_order(np.exp) is np.exp
    True
    """
    if ufunc.__name__ not in _CUT:
        return ufunc

    def function(order: Any, x: Any) -> Any:
        if np.any(np.not_equal(order, np.floor(order))):
            raise UnsupportedOperation(f"scipy.special.{ufunc.__name__} cuts its order to a whole number")
        return ufunc(order, x)

    return function
