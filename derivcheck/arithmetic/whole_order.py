"""The order of a function over balls: a whole number that is not too large."""

from __future__ import annotations

from derivcheck.elementary.number import Functions, Number
from derivcheck.ground.limits import MAX_FUNCTION_ORDER


def whole_order(m: Functions, order: Number) -> int | None:
    """Return an order as an integer; None for one that is not whole, negative, or too large to be evaluated.

    Parameters
    ----------
    m : Ball
    order : arb or number

    Returns
    -------
    int or None

    Examples
    --------
    >>> from derivcheck.arithmetic.ball import Ball
    >>> with Ball(64) as m:
    ...     print(whole_order(m, 3), whole_order(m, 10**10), whole_order(m, m.arb(3, 1)))
    3 None None
    """
    ball = m.arb(order)
    return int(ball.unique_fmpz()) if ball.is_integer() and 0 <= ball <= MAX_FUNCTION_ORDER else None
