"""The quotient of two power series of the C library, which has exceptions of its own where the divisor may vanish."""

from __future__ import annotations

from typing import Any

from derivcheck.ground.errors import DomainError


def series_quotient(m: Any, a: Any, b: Any) -> Any:
    """Return a quotient of two series, or of a series and a ball.

    Parameters
    ----------
    m : BallSeries
    a, b : arb or arb_series

    Raises
    ------
    DomainError
        The divisor may be zero. The library refuses most of these too, but takes zero over anything for zero.

    Examples
    --------
    >>> from derivcheck.arithmetic.taylor.ball_series import BallSeries
    >>> with BallSeries(64, 2) as m:
    ...     print([float(c) for c in m.coefficients(series_quotient(m, 1, m.variable(m.inner.arb(2))))])
    [0.5, -0.25, 0.125]
    """
    if (b[0] if isinstance(b, m.arb_series) else m.inner.arb(b)).contains(0):
        raise DomainError("division by zero")
    return a / b
