"""What a function that is known to a part of itself only leaves open in its derivative."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivcheck.gradients.witnesses import ORDERS
from derivcheck.ground.allowances import black_box as allowances
from derivcheck.ground.errors import InputError


def read_accuracy(accuracy: object) -> float:
    """Return a relative accuracy of f.

    Raises
    ------
    InputError
        It is no number from 0 to 1.

    Examples
    --------
    >>> read_accuracy(1e-8)
    1e-08
    """
    if not isinstance(accuracy, int | float | np.floating | np.integer) or not 0 <= accuracy < 1:
        raise InputError(f"accuracy is the part of f that is not known, such as 1e-8, and not {accuracy!r}")
    return float(accuracy)


def leeway(kind: str, x: Any, value: NDArray[Any], accuracy: float) -> Any:
    """Return how far each element of a derivative is open, where f is off by a part of itself.

    Parameters
    ----------
    kind : str
    x : array or number
    value : array or number
        f(x).
    accuracy : float

    Returns
    -------
    array
        Of the shape of the derivative.

    Notes
    -----
    Values that are off by d, in either direction, move a difference over a radius r by d / r, and a second
    difference over two radii by no more than 4 d / (r s). The radius is the one over which opaque code is looked at.

    Examples
    --------
    >>> leeway("gradient", np.array([1.0, 2.0]), 3.0, 1e-8)
    array([3.0e-07, 1.5e-07])
    """
    radius = allowances.FIRST_RADIUS.value * np.maximum(np.abs(x), allowances.LEAST_SCALE.value)
    off = accuracy * np.abs(value)
    if kind == "jacobian":
        return np.multiply.outer(off, 1 / radius)
    if ORDERS[kind] == 1:
        return np.reshape(off, ()) / radius
    return 4 * np.reshape(off, ()) / np.multiply.outer(radius, radius)


def notes(name: str, accuracy: float) -> tuple[str, ...]:
    """Return the sentence that records what the caller said of f, if anything was said."""
    said = f"{name} was said to be known to {accuracy:g} of itself: its derivative is known to what that leaves"
    return (said,) if accuracy else ()
