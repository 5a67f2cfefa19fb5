"""How many digits a right claim loses when it is evaluated in floating point."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from derivcheck.arithmetic.real import Real
from derivcheck.claims.claim import Gap
from derivcheck.elementary import TABLE
from derivcheck.formula.expression import Expression
from derivcheck.ground.errors import DerivcheckError

# One, which knows already what was looked up before.
_FLOATS = Real()


def warning(claimed: Expression, gap: Gap) -> str | None:
    """Return a sentence when the float64 value of the claim loses digits, measured against the derivative.

    Each operation of an ordinary evaluation is off by as much as its row of the elementary table
    says; what is more than their sum is the formula's doing. A value beyond the range of float64 is
    not judged.

    Examples
    --------
    >>> from derivcheck.claims.claim import Claim, gap
    >>> from derivcheck.formula.parser import parse
    >>> claim = Claim(parse("tanh(x)"), parse("1 - tanh(x)^2"), "x")
    >>> "of 16 digits" in warning(claim.claimed, gap(claim, {"x": 15.0}))
    True
    """
    if gap.derivative is None:
        return None
    truth = gap.derivative.precise().value
    if float(truth) in (0.0, math.inf, -math.inf):
        return None
    value = _float_value(claimed, gap.at)
    error = abs((value - truth) / truth) if math.isfinite(value) else math.inf
    allowance = 2 * _FLOATS.unit * sum(TABLE[n.operation].ulps if n.operation in TABLE else 0.5 for n in claimed.nodes)
    if error <= allowance:
        return None
    return _text(value, float(truth), float(error))


def _text(value: float, truth: float, error: float) -> str:
    lost = min(16.0, 16 + math.log10(error)) if error else 0.0
    digits = next((n for n in range(10, 17) if f"{value:.{n}g}" != f"{truth:.{n}g}"), 17)
    shown = f"it gives {value:.{digits}g}, the truth is {truth:.{digits}g}"
    return f"in float64 the claim loses {lost:.0f} of 16 digits here: {shown}"


def _float_value(claimed: Expression, at: Mapping[str, Any]) -> float:
    try:
        with np.errstate(all="ignore"):
            found = claimed.evaluate(_FLOATS, {name: _FLOATS.exact(value) for name, value in at.items()})
        return float(np.real(found))
    except DerivcheckError:
        return math.nan
