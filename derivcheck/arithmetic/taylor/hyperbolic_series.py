"""Power series of the hyperbolic functions over balls, by the library's exponential and the addition theorems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def _moved(m: Any, x: Any) -> tuple[Any, Any]:
    """Return sinh and cosh of a series without its constant term."""
    length = min(x.prec, m.length)
    u = m.arb_series([0, *(x[k] for k in range(1, length))], length)
    rising, falling = u.exp(), (-u).exp()
    return (rising - falling) / 2, (rising + falling) / 2


def _sinh(m: Any, x: Any) -> Any:
    sinh, cosh = _moved(m, x)
    return m.inner.sinh(x[0]) * cosh + m.inner.cosh(x[0]) * sinh


def _cosh(m: Any, x: Any) -> Any:
    sinh, cosh = _moved(m, x)
    return m.inner.cosh(x[0]) * cosh + m.inner.sinh(x[0]) * sinh


def _tanh(m: Any, x: Any) -> Any:
    """Return tanh x_0 + tanh u/cosh^2(x_0)/(1 + tanh x_0 tanh u) (DLMF 4.35.3), u being x less its constant term."""
    sinh, cosh = _moved(m, x)
    moved, at_point, sech = sinh / cosh, m.inner.tanh(x[0]), 1 / m.inner.cosh(x[0])
    return at_point + sech * sech * moved / (1 + at_point * moved)


HYPERBOLIC_SERIES: dict[str, Callable[..., Any]] = {"sinh": _sinh, "cosh": _cosh, "tanh": _tanh}
"""``function(m, x)`` of a series by name of the row."""
