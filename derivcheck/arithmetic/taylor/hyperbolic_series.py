"""Power series of the hyperbolic functions over balls, by the library's exponential.

All but sinh and cosh are quotients of exp(-|x|) (DLMF 4.28), which stays bounded however far a ball reaches.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from derivcheck.arithmetic.taylor.series_quotient import series_quotient


def _moved(m: Any, x: Any) -> Any:
    """Return a series without its constant term."""
    length = min(x.prec, m.length)
    return m.arb_series([0, *(x[k] for k in range(1, length))], length)


def _by_sum(names: tuple[str, str], m: Any, x: Any) -> Any:
    """Return sinh or cosh, the first of the names, by the addition theorem (DLMF 4.35.1, 4.35.2)."""
    value, slope = (getattr(m.inner, name)(x[0]) for name in names)
    u = _moved(m, x)
    rising, falling = u.exp(), (-u).exp()
    return value * (rising + falling) / 2 + slope * (rising - falling) / 2


def _by_decay(name: str, m: Any, x: Any) -> Any:
    """Return a row of `_DECAYING`; its value at x_0, of which a sum may lose digits, by itself."""
    sign = -1 if x[0] < 0 else 1
    decay = m.inner.exp(-sign * x[0]) * (-sign * _moved(m, x)).exp()
    return _moved(m, _DECAYING[name](m, sign, decay)) + getattr(m.inner, name)(x[0])


def _softplus(m: Any, x: Any) -> Any:
    return (_by_decay("sigmoid", m, x) * x.derivative()).integral() + m.inner.softplus(x[0])


_DECAYING: dict[str, Callable[..., Any]] = {
    "tanh": lambda m, sign, e: sign - sign * series_quotient(m, 2 * e * e, 1 + e * e),
    "coth": lambda m, sign, e: sign + sign * series_quotient(m, 2 * e * e, 1 - e * e),
    "sech": lambda m, sign, e: series_quotient(m, 2 * e, 1 + e * e),
    "csch": lambda m, sign, e: sign * series_quotient(m, 2 * e, 1 - e * e),
    "sigmoid": lambda m, sign, e: (sign > 0) - sign * series_quotient(m, e, 1 + e),
}
"""``function(m, sign, e)`` by name of the row: of the sign of x_0, and the series of exp(-sign x)."""

HYPERBOLIC_SERIES: dict[str, Callable[..., Any]] = {
    "sinh": functools.partial(_by_sum, ("sinh", "cosh")),
    "cosh": functools.partial(_by_sum, ("cosh", "sinh")),
    **{name: functools.partial(_by_decay, name) for name in _DECAYING},
    "softplus": _softplus,
}
"""``function(m, x)`` of a series by name of the row."""
