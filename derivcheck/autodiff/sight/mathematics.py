"""What a run of code sees in place of the functions of `math`: those of NumPy, for numbers that carry derivatives."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.sight.arrays import holds
from derivcheck.autodiff.sight.choosing import choosing

_SAME = (
    "sqrt exp exp2 expm1 log log2 log10 log1p sin cos tan sinh cosh tanh cbrt hypot degrees radians fabs copysign fmod "
    "isnan isinf isfinite"
)
_OTHER = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2", "pow": "power"}
_OTHER |= {"asinh": "arcsinh", "acosh": "arccosh", "atanh": "arctanh"}
_SPECIAL = {"erf": "erf", "erfc": "erfc", "gamma": "gamma", "lgamma": "gammaln"}


def _log(x: Array, base: Array | None = None) -> Any:
    return np.log(x) if base is None else np.log(x) / np.log(base)


def _sum(numbers: Any) -> Any:
    return functools.reduce(lambda a, b: a + b, numbers, 0.0)


def _product(numbers: Any, *, start: Any = 1) -> Any:
    return functools.reduce(lambda a, b: a * b, numbers, start)


def _special(name: str) -> Callable[..., Any]:
    def of_scipy(x: Array) -> Any:
        from scipy import special

        return getattr(special, name)(x)

    return of_scipy


def _rules() -> dict[str, Callable[..., Any]]:
    found: dict[str, Callable[..., Any]] = {name: getattr(np, name) for name in _SAME.split()}
    found |= {name: getattr(np, of) for name, of in _OTHER.items()}
    found |= {name: _special(of) for name, of in _SPECIAL.items()}
    return found | {"log": _log, "fsum": _sum, "prod": _product}


def _of_numbers(plain: Callable[..., Any], rule: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that takes floats as ever, and other numbers by its rule."""
    numbers = choosing(plain, rule)

    @functools.wraps(plain)
    def run(*given: Any, **options: Any) -> Any:
        listed = [list(a) if hasattr(a, "__next__") else a for a in given]
        if plain not in _OF_LISTS and holds(listed) and any(np.size(a) != 1 for a in listed):
            raise TypeError("only arrays of one number can be converted to a number")
        return numbers(*listed, **options)

    return run


_OF_LISTS = (math.fsum, math.prod)

REPLACEMENTS: dict[Any, Any] = {
    getattr(math, name): _of_numbers(getattr(math, name), rule)
    for name, rule in _rules().items()
    if hasattr(math, name)
}
"""What stands for each function of `math`."""
