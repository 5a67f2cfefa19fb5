"""Functions that bend, jump, or take the larger of two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivcheck.elementary.row import Elementary, function, one, zero


def _step(name: str, edge: Callable[..., Any], *, also: tuple[str, ...] = (), mpmath: str | None = "") -> Elementary:
    """Make a row that is constant between its jumps."""
    rest: dict[str, Any] = {"error": 0.0, "analytic": False, "smooth": False, "edge": edge}
    return function(name, zero, also=also, numpy=name, mpmath=mpmath, ball=None, sympy=None, **rest)


PIECEWISE = (
    function(
        "abs",
        lambda m, x, y: m.sign(x),
        also=("fabs", "Abs"),
        numpy="absolute",
        sympy="Abs",
        error=0.0,
        analytic=False,
        smooth=False,
    ),
    function("sign", zero, also=("sgn",), ball="sgn", error=0.0, analytic=False, smooth=False),
    # At a tie the two one-sided slopes differ; their mean is taken, and the tie reported as a kink.
    function(
        "max",
        lambda m, a, b, y: (1 + m.sign(a - b)) / 2,
        lambda m, a, b, y: (1 - m.sign(a - b)) / 2,
        numpy="maximum",
        sympy="Max",
        error=0.0,
        analytic=False,
        smooth=False,
    ),
    function(
        "min",
        lambda m, a, b, y: (1 - m.sign(a - b)) / 2,
        lambda m, a, b, y: (1 + m.sign(a - b)) / 2,
        numpy="minimum",
        sympy="Min",
        error=0.0,
        analytic=False,
        smooth=False,
    ),
    function(
        "hypot",
        lambda m, a, b, y: a / y,
        lambda m, a, b, y: b / y,
        ball=None,
        sympy=None,
        definition=lambda m, a, b: m.sqrt(a * a + b * b),
        steepest=1.0,
    ),
    _step("floor", lambda m, x: m.sin(m.pi * x)),
    _step("ceil", lambda m, x: m.sin(m.pi * x), also=("ceiling",)),
    # Towards 0, where it does not jump.
    _step("trunc", lambda m, x: m.sinc(m.pi * x), mpmath=None),
    # Halves to the even neighbour, as NumPy and Python have it.
    _step("rint", lambda m, x: m.cos(m.pi * x), also=("round",), mpmath="nint"),
    # With the sign of the divisor, as Python has it: x - y floor(x/y).
    function(
        "remainder",
        one,
        lambda m, a, b, y: -m.floor_divide(a, b),
        also=("mod", "Mod"),
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, a, b: a - b * m.floor(a / b),
        error=0.5,
        analytic=False,
        smooth=False,
        edge=lambda m, a, b: m.sin(m.pi * (a / b)),
    ),
    Elementary(
        "floor_divide",
        (zero, zero),
        numpy="floor_divide",
        definition=lambda m, a, b: m.floor(a / b),
        error=0.0,
        analytic=False,
        smooth=False,
        edge=lambda m, a, b: m.sin(m.pi * (a / b)),
    ),
)
