"""Functions that bend, jump, or take the larger of two."""

from __future__ import annotations

from derivcheck.elementary.row import function, zero

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
)
