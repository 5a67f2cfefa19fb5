"""What each allowance of arithmetic decides: beside the honest outcome stands what another value makes of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest
from allowance import changed

from derivcheck.arithmetic.ball import Ball, undefined
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.arithmetic.special_floats import rounded
from derivcheck.claims.claim import Claim
from derivcheck.claims.diagnosis.shortest import shortest
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import arithmetic as allowances
from derivcheck.ground.allowances.record import Allowance
from derivcheck.ground.errors import DomainError, PrecisionError


def has_value(function: str, x: Any, bits: int = 64) -> bool:
    m = Precise(bits)
    try:
        return bool(m.context.isfinite(getattr(m, function)(*[m.context.mpf(a) for a in x])))
    except (DomainError, PrecisionError):
        return False


def precise_bounds_hold() -> bool:
    """Whether functions in 64 bits are within their bounds of those in 300 bits."""
    rng = np.random.default_rng(0)
    narrow, wide = Running(Precise(64)), Precise(300)
    return all(
        abs(getattr(wide, name)(wide.exact(x)) - found.value) <= found.bound
        for name in ("exp", "sin", "log", "atan", "tanh", "gamma", "erf", "asinh")
        for x in rng.uniform(0.1, 3, 50)
        for found in [getattr(narrow, name)(narrow.exact(x))]
    )


def squares_hold() -> bool:
    x = np.random.default_rng(0).uniform(1, 2, 200)
    with Running(Real()) as m:
        found = m.exact(x) ** 2
    with mpmath.workprec(200):
        exact = [mpmath.mpf(float(a)) ** 2 for a in x]
        off = [abs(e - mpmath.mpf(float(v))) for e, v in zip(exact, found.value, strict=True)]
        return all(o <= mpmath.mpf(float(b)) for o, b in zip(off, found.bound, strict=True))


def float32_holds() -> bool:
    """Whether functions of float32 are within their bounds of those of float64."""
    x = np.random.default_rng(0).uniform(0.1, 30, 200_000).astype(np.float32)
    with Running(Real("float32")) as m:
        found = {name: getattr(m, name)(m.exact(x)) for name in ("exp", "log", "sin", "cos", "tanh", "log1p")}
    truth = {name: getattr(np, name)(x.astype(np.float64)) for name in found}
    return all(np.all(np.abs(truth[name] - one.value) <= one.bound * (1 + 1e-7)) for name, one in found.items())


def steep_bound_holds() -> bool:
    """Whether a bound holds where the argument is so uncertain that its slope has a peak in between."""
    formula, x = parse("tanh(((1e20 + x) - 1e20) + 3000)"), -5000.0
    with Running(Real()) as m:
        found = m.lift(formula.evaluate(m, {"x": m.exact(np.float64(x))}))
    return bool(abs(found.value - math.tanh(x + 3000)) <= found.bound)


def more_bits_are_tried() -> bool:
    """Whether a root of what is positive, but lost in the rounding of 128 bits, is not given up."""
    formula = parse("sqrt(sqrt(x)^2 - x + 1e-45)")
    with Ball(512) as m:
        assert formula.evaluate(m, {"x": m.arb(3)}).is_finite()
    with Ball(128) as m:
        return not any(undefined(formula, m, {"x": m.arb(n)}) for n in range(2, 40))


MENDED = Claim(parse("x^3*sin(x)"), parse("3*x^(3-1)*sin(x) + x^3*cos(x)"), "x")


OUTCOMES: list[tuple[Allowance[Any], float, Callable[[], bool]]] = [
    (allowances.MAGNITUDE_BITS, 6_553, lambda: has_value("sin", [mpmath.mpf(2) ** 20_000])),
    (allowances.EXPONENT_BITS, 204, lambda: has_value("exp", [mpmath.mpf(2) ** 300])),
    (allowances.FUNCTION_SECONDS, 0.002, lambda: has_value("polygamma", [3, "-4000.3"], 3000)),
    (allowances.ROUNDED_BITS, 409, lambda: math.isfinite(rounded("zeta_derivative")(2.0, -1e-144))),
    (allowances.NARROW, 1e300, steep_bound_holds),
    (allowances.PRECISE_UNITS, 0.4, precise_bounds_hold),
    (allowances.SQUARE_UNITS, 0.1125, squares_hold),
    (allowances.FLOAT32_ULPS, 0.4, float32_holds),
    (allowances.MOVED, 4.0, more_bits_are_tried),
    (allowances.GATHERING, 20, lambda: len(shortest(MENDED, MENDED.claimed, [{"x": 0.5}])) < len(MENDED.claimed.typed)),
]


@pytest.mark.parametrize(("record", "value", "good"), OUTCOMES)
def test_another_value_gives_no_value_or_a_bound_that_does_not_hold(
    record: Allowance[Any], value: float, good: Callable[[], bool]
) -> None:
    assert good()
    with changed(record, value):
        assert not good()
