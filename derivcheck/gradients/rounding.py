"""How much rounding there is in the value of NumPy code: bounded where it can be traced, measured elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derivcheck.elementary.number import Number
from derivcheck.gradients.subject import attempt
from derivcheck.gradients.sweep import running_value
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.methods.black_box.noise import spread

_WIDER = {"float16": "float32", "float32": "float64", "float64": "longdouble"}


def unit_of(x: Number) -> float:
    """Return the unit roundoff of an array's format.

    >>> unit_of(np.float32(1)) == 2.0**-24
    True
    """
    dtype = np.asarray(x).dtype
    return float(np.finfo(dtype if dtype.kind == "f" else np.float64).eps) / 2


def wider(x: object) -> Any | None:
    """Return an array in the next longer format; None where there is none that is longer."""
    array = np.asarray(x)
    name = _WIDER.get(array.dtype.name)
    if name is None or np.finfo(name).eps == np.finfo(array.dtype).eps:
        return None
    return array.astype(name)


def neighbours(x: object, rng: np.random.Generator) -> list[Any]:
    """Return points a few units in the last place away from `x` in every element; zeros stay."""
    array = np.asarray(x)
    found = []
    for _ in range(allowances.NEIGHBOURS.value):
        units = rng.integers(1, allowances.NEIGHBOUR_UNITS.value + 1, array.shape) * rng.choice([-1, 1], array.shape)
        found.append((array * (1 + 2 * unit_of(array) * units)).astype(array.dtype))
    return found


def measured(f: Callable[[Any], Any], x: ArrayLike, value: NDArray[Any], rng: np.random.Generator) -> Any:
    """Return how far the rounding error of ``f(x)`` may reach, for each element of the value.

    It is seen from two sides: values at neighbours differ by rounding noise (Moré & Wild,
    "Estimating computational noise", 2011), and a run in the next longer format shows the error
    itself, even one that neighbours share.
    """
    noise = allowances.SAFETY.value * spread(runs(f, neighbours(x, rng)), value)
    if (long := wider(x)) is not None:
        noise = np.maximum(noise, allowances.LONGER_RUN.value * spread(runs(f, [long]), value))
    return noise + last_operations(value)


def last_operations(value: Any) -> Any:
    """Return what is granted to numbers of which nothing is known but their format."""
    return allowances.VALUE_UNITS.value * unit_of(value) * np.abs(value)


def runs(f: Callable[[Any], Any], points: Iterable[Any]) -> Iterator[Any]:
    """Yield f at points; where the code fails, nothing."""
    for point in points:
        if (value := attempt(f, point)) is not None:
            yield value


def reach(f: Callable[[Any], Any], x: ArrayLike, value: NDArray[Any], rng: np.random.Generator) -> Any:
    """Return a bound on the rounding error of ``f(x)``.

    It is the running bound of a trace, or what is measured. Where the trace is far more
    pessimistic than what a longer format shows, that is taken.
    """
    seen = measured(f, x, value, rng)
    if (found := attempt(running_value, f, x, np.asarray(x).dtype.name)) is None:
        return seen
    bound = np.reshape(found.bound, np.shape(found.value))
    if np.shape(bound) != np.shape(value):
        return seen
    same = np.asarray(found.value) == np.asarray(value)
    least = unit_of(value) * np.abs(value)
    return np.where(np.isfinite(bound) & same, np.minimum(np.maximum(bound, least), seen), seen)
