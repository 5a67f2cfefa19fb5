"""A central difference of f beside a wrong claim, to be held against it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """A central difference in one component, at one step.

    Attributes
    ----------
    h : float
        The step, in the unit of the variable.
    value : float
        The quotient; NaN where f has no value, or the step is rounded away.
    """

    h: float
    value: float
