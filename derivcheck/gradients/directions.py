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

from derivcheck.ground.allowances import gradients as allowances


def draw(x: Any, rng: np.random.Generator, count: int | None = None) -> Any:
    """Return random directions along a leading axis.

    >>> v = draw(np.zeros(3), np.random.default_rng(0))
    >>> v.shape, bool(np.all((1 <= np.abs(v)) & (np.abs(v) < 2)))
    ((10, 3), True)
    """
    shape = (count or allowances.DIRECTIONS.value, *np.shape(x))
    return rng.choice([-1.0, 1.0], shape) * (1 + rng.random(shape))


def margin(count: int) -> float:
    """Return the margin that as many directions need to miss no more than the usual number does; infinite for none.

    >>> margin(10), margin(5), margin(0)
    (8.0, 64.0, inf)
    """
    return float(allowances.MARGIN.value ** max(1.0, allowances.DIRECTIONS.value / count)) if count else math.inf


def miss_probability(count: int | None = None) -> float:
    """Return the chance that a component wrong by a margin of budgets goes unseen along all directions.

    >>> miss_probability() < 1e-9
    True
    """
    return float(allowances.MARGIN.value ** -(count or allowances.DIRECTIONS.value))
