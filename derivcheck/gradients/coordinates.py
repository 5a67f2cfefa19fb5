"""What code calls an element of its variable."""

from __future__ import annotations

from typing import Any

import numpy as np


def coordinate(name: str, x: Any, index: tuple[int, ...]) -> dict[str, float]:
    """Return the element of x that a component of a derivative belongs to, by its name in code.

    >>> coordinate("w", np.array([[1.0, 2.0]]), (0, 1))
    {'w[0,1]': 2.0}
    """
    place = index[len(index) - np.ndim(x) :]
    return {called(name, place): float(np.asarray(x)[place])}


def called(name: str, place: tuple[int, ...]) -> str:
    """Return what code calls an element.

    >>> called("w", (0, 1)), called("x", ())
    ('w[0,1]', 'x')
    """
    return f"{name}[{','.join(map(str, place))}]" if place else name
