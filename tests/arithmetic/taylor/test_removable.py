"""Quotients of series that start with zeros: what is known of them, and what is not."""

from __future__ import annotations

import math

import numpy as np
import pytest

from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.ground.errors import DomainError


def test_what_shifting_takes_is_not_known() -> None:
    m = Taylor(Real(), 4, np.float64(math.nan))
    x = m.variable(np.float64(0))
    found = (m.sin(x) / x).coefficients
    assert found[:4] == (1.0, 0.0, -1 / 6, 0.0)
    assert math.isnan(found[4])
    assert m.lost == [1]


def test_zeros_up_to_the_degree_ask_for_a_higher_one() -> None:
    m = Taylor(Real(), 2, np.float64(math.nan))
    x = m.variable(np.float64(0))
    with pytest.raises(DomainError, match="division by zero"):
        x**5 / x**4
    assert sum(m.lost) > m.degree


def test_without_unknowns_nothing_is_removable() -> None:
    m = Taylor(Real(), 4)
    x = m.variable(np.float64(0))
    with pytest.raises(DomainError):
        m.sin(x) / x


def test_a_leading_coefficient_that_is_only_tiny_makes_a_pole() -> None:
    """The planted fault: x + 1e-300 is not taken for x."""
    m = Taylor(Real(), 4, np.float64(math.nan))
    x = m.variable(np.float64(0))
    with pytest.raises(DomainError):
        (x + 1e-300) / x
