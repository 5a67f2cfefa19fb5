"""Functions of a distribution of `scipy.stats` by the code that SciPy has for location 0 and scale 1, seen through."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.ground.errors import UnsupportedOperation


def by_its_own_code(dist: Any, copied: Callable[[Any], Any], name: str, x: Any, *given: Any, **options: Any) -> Any:
    """Return a function of a distribution, by the code that SciPy has for location 0 and scale 1.

    Raises
    ------
    UnsupportedOperation
        x is not inside the support, or SciPy has no code of its own for it.
    """
    shapes, loc, scale = dist._parse_args(*given, **options)
    discrete = hasattr(dist, "_pmf")
    if name in ("ppf", "isf"):
        return _own(dist, copied, f"_{name}", x, *shapes) * scale + loc
    z = x - loc if discrete else (x - loc) / scale
    low, high = dist._get_support(*shapes)
    inside = (low <= z) & (z <= high) if discrete else (low < z) & (z < high)
    if not np.all(inside):
        raise UnsupportedOperation(f"there is a rule for {dist.name} inside its support only")
    if name.removeprefix("log") in ("pdf", "pmf"):
        log = _first(dist, copied, z, shapes, *(_DENSITIES if not discrete else _MASSES)[name.startswith("log")])
        return log if discrete else (log - np.log(scale) if name == "logpdf" else log / scale)
    both = _TWO_TAILS.get(name, ())
    if both and not _has_own(dist, f"_{name}") and all(_has_own(dist, part) for part in both):
        return _logarithm(*(_own(dist, copied, part, z, *shapes) for part in both))
    return _first(dist, copied, z, shapes, *_TAILS[name])


_TWO_TAILS = {"logcdf": ("_cdf", "_sf"), "logsf": ("_sf", "_cdf")}


def _logarithm(tail: Any, rest: Any) -> Any:
    """Return the logarithm of a tail by the smaller of both, which has all its digits."""
    smaller = np.less(tail, rest)
    if np.all(smaller):
        return np.log(tail)
    near = np.log1p(-1 * rest)
    return np.where(smaller, np.log(tail), near) if np.any(smaller) else near


_Way = tuple[str, Callable[[Any], Any]]
_DENSITIES: dict[bool, tuple[_Way, _Way]] = {
    True: (("_logpdf", lambda v: v), ("_pdf", np.log)),
    False: (("_pdf", lambda v: v), ("_logpdf", np.exp)),
}
_MASSES: dict[bool, tuple[_Way, _Way]] = {
    True: (("_logpmf", lambda v: v), ("_pmf", np.log)),
    False: (("_pmf", lambda v: v), ("_logpmf", np.exp)),
}
_TAILS: dict[str, tuple[_Way, ...]] = {
    "cdf": (("_cdf", lambda v: v), ("_sf", lambda v: 1 - v)),
    "sf": (("_sf", lambda v: v), ("_cdf", lambda v: 1 - v)),
    "logcdf": (("_logcdf", lambda v: v), ("_cdf", np.log)),
    "logsf": (("_logsf", lambda v: v), ("_sf", np.log), ("_cdf", lambda v: np.log1p(-v))),
}
"""By which code of a distribution a function is found, and what is made of its result; the first that there is."""


def _first(dist: Any, copied: Callable[[Any], Any], z: Any, shapes: Any, *ways: _Way) -> Any:
    for name, then in ways:
        if _has_own(dist, name):
            return then(_own(dist, copied, name, z, *shapes))
    raise UnsupportedOperation(f"SciPy has no formula for this function of {dist.name}")


def _has_own(dist: Any, name: str) -> bool:
    """Return whether a distribution has code of its own, and not that of all distributions."""
    stats = sys.modules["scipy.stats"]
    general = [vars(cls).get(name) for cls in (stats.rv_continuous, stats.rv_discrete, *stats.rv_continuous.__mro__)]
    return getattr(type(dist), name, None) not in (*general, None)


def _own(dist: Any, copied: Callable[[Any], Any], name: str, *given: Any) -> Any:
    if not _has_own(dist, name):
        raise UnsupportedOperation(f"SciPy has no formula for this function of {dist.name}")
    return copied(getattr(type(dist), name))(dist, *given)
