"""What a result of so many rounded operations may be off by, for tests that compare floats."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

UNIT = 2.0**-53
"""Unit round-off of float64."""


def gamma(count: float, unit: float = UNIT) -> float:
    """Return Higham's bound on what so many roundings come to: n u / (1 - n u).

    Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed., 2002, lemma 3.1.
    """
    return count * unit / (1 - count * unit)


def rounded(expected: Any, count: float, size: Any = None, unit: float = UNIT) -> Any:
    """Return what equals the numbers that are within so many roundings of the expected ones.

    Parameters
    ----------
    expected : number or array
    count : float
        Roundings of both sides: half a unit in the last place each, so that of a function counts for more.
    size : number, optional
        What was rounded, where terms cancel in the result; by default each expected number itself.
    """
    if size is None:
        return pytest.approx(expected, rel=gamma(count, unit), abs=0)
    return pytest.approx(expected, rel=0, abs=gamma(count, unit) * float(np.max(np.abs(size))))
