"""Functions that NumPy code may call and a formula may not."""

from __future__ import annotations

from typing import Any

from derivcheck.elementary.piecewise import PIECEWISE
from derivcheck.elementary.row import Elementary, Slope, one, zero
from derivcheck.ground.allowances import elementary as accuracy


def _of_numpy(name: str, *slopes: Slope | None, **rest: Any) -> Elementary:
    """Make a row that NumPy code may call and a formula may not."""
    return Elementary(name, slopes, numpy=name, **rest)


_EXTREMES = {row.name: row.slopes for row in PIECEWISE}

ONLY_IN_NUMPY = (
    _of_numpy("positive", one, definition=lambda m, x: x, error=0.0),
    _of_numpy("square", lambda m, x, y: 2 * x, definition=lambda m, x: x * x),
    _of_numpy("reciprocal", lambda m, x, y: -y * y, definition=lambda m, x: 1 / x),
    _of_numpy(
        "float_power",
        lambda m, a, b, y: b * m.pow(a, b - 1),
        lambda m, a, b, y: m.logarithmic(a, b, y),
        definition=lambda m, a, b: m.pow(a, b),
        error=accuracy.POWER,
    ),
    _of_numpy(
        "exp2",
        lambda m, x, y: m.log(m.number(2)) * y,
        definition=lambda m, x: m.exp(m.log(m.number(2)) * x),
        error=accuracy.EXPONENTIAL,
    ),
    _of_numpy(
        "logaddexp2",
        lambda m, a, b, y: m.exp2(a - y),
        lambda m, a, b, y: m.exp2(b - y),
        definition=lambda m, a, b: m.max(a, b) + m.log2(1 + m.exp2(-m.abs(a - b))),
        error=accuracy.LIBRARY,
        nearby=True,
        analytic=False,
    ),
    *(
        _of_numpy(name, lambda m, x, y: m.pi / 180, definition=lambda m, x: x * (m.pi / 180), error=accuracy.POWER)
        for name in ("deg2rad", "radians")
    ),
    *(
        _of_numpy(name, lambda m, x, y: 180 / m.pi, definition=lambda m, x: x * (180 / m.pi), error=accuracy.POWER)
        for name in ("rad2deg", "degrees")
    ),
    _of_numpy(
        "fabs", lambda m, x, y: m.sign(x), definition=lambda m, x: m.abs(x), error=0.0, analytic=False, smooth=False
    ),
    _of_numpy(
        "copysign",
        lambda m, a, b, y: m.copysign(1, a) * m.copysign(1, b),
        zero,
        error=0.0,
        analytic=False,
        smooth=False,
    ),
    # A NaN, which they leave out, is the one way in which they differ from max and min.
    *(
        _of_numpy(
            name,
            *_EXTREMES[kind],
            definition=lambda m, a, b, kind=kind: getattr(m, kind)(a, b),
            error=0.0,
            analytic=False,
            smooth=False,
        )
        for name, kind in (("fmax", "max"), ("fmin", "min"))
    ),
    _of_numpy("fmod", one, lambda m, a, b, y: -m.trunc(a / b), error=0.5, analytic=False, smooth=False),
    # Its second argument is the value at 0, where it jumps.
    _of_numpy("heaviside", zero, lambda m, a, b, y: 1 - m.abs(m.sign(a)), error=0.0, analytic=False, smooth=False),
)
