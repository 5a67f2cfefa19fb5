"""Which coefficients of a series cancellation has lost, so that more bits are asked for."""

from __future__ import annotations

import pytest

from derivcheck.arithmetic.bounded import Bounded
from derivcheck.methods.differences.known_terms import _BITS, _lost

ROUNDING = 2.0**-_BITS
NO_ROUNDING = 2.0 ** (1 - _BITS // 4)
"""Just more than the part of its neighbours that a coefficient's bound may be."""


@pytest.mark.parametrize(
    ("given", "lost"),
    [
        ([(1, ROUNDING), (0, ROUNDING), (1, ROUNDING)], False),
        ([(1, 0), (0, 0), (1, 0)], False),
        ([(1, ROUNDING), (0, NO_ROUNDING), (1, ROUNDING)], True),
        # Its own size is among those that it is held to.
        ([(0, 1.0), (0, 0), (0, 0)], True),
        # It is not zero, whatever its bound.
        ([(1, 0.5), (2, 1.0), (3, NO_ROUNDING)], False),
        # What is three away is no neighbour; what is two away is one.
        ([(0, NO_ROUNDING * 1e-9), (1e-9, 0), (1e-9, 0), (1, 0)], True),
        ([(0, NO_ROUNDING * 1e-9), (1e-9, 0), (1, 0), (1, 0)], False),
        ([(1, 0), (1, 0), (1e-9, 0), (0, NO_ROUNDING * 1e-9)], False),
    ],
)
def test_a_bound_that_is_no_rounding_of_what_is_around_tells(given: list[tuple[float, float]], lost: bool) -> None:
    assert _lost([Bounded(value, bound) for value, bound in given]) is lost
