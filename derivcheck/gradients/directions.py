"""Random directions: what one number each says about all components of a gradient.

The elements of a direction have a random sign and a size uniform between 1 and 2. If one
component of a claim is wrong by d, then, whatever the others are, the gap along a direction is
within a budget t with a chance of at most t/d: the element must lie in an interval of length 2t/d,
and its density is at most 1/2. Directions are independent, so k of them miss it with a chance of
at most (t/d)^k.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

COUNT = 10
"""Directions that a claim is tried along."""

MARGIN = 8.0
"""How many times its budget an error must be to count as one that would have shown."""


def draw(x: Any, rng: np.random.Generator, count: int = COUNT) -> Any:
    """Return random directions along a leading axis.

    >>> v = draw(np.zeros(3), np.random.default_rng(0))
    >>> v.shape, bool(np.all((1 <= np.abs(v)) & (np.abs(v) < 2)))
    ((10, 3), True)
    """
    shape = (count, *np.shape(x))
    return rng.choice([-1.0, 1.0], shape) * (1 + rng.random(shape))


def margin(count: int) -> float:
    """Return the MARGIN that as many directions need to miss no more than COUNT of them do; infinite for none.

    >>> margin(10), margin(5), margin(0)
    (8.0, 64.0, inf)
    """
    return float(MARGIN ** max(1.0, COUNT / count)) if count else math.inf


def miss_probability(count: int = COUNT) -> float:
    """Return the chance that a component wrong by MARGIN budgets goes unseen along all directions.

    >>> miss_probability() < 1e-9
    True
    """
    return float(MARGIN**-count)
