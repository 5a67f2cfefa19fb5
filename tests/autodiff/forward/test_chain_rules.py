"""Every ufunc that has a derivative, against mpmath, at easy points and at the hard ends of its domain."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import mpmath
import numpy as np
import pytest

import derivcheck as dc
from derivcheck.autodiff.forward.chain_rules import BINARY, UNARY
from derivcheck.autodiff.forward.dual_array import BY_PRIMAL
from derivcheck.autodiff.forward.level import Level
from derivcheck.elementary import UFUNCS
from derivcheck.ground.errors import UnsupportedOperation

UNIT = 2.0**-53
DIGITS = 60

mp = mpmath.mp

PLACES: dict[str, tuple[Callable[..., Any], list[tuple[float, ...]]]] = {
    "exp": (mpmath.exp, [(0.5,), (-700.0,), (700.0,)]),
    "exp2": (lambda x: mpmath.mpf(2) ** x, [(0.5,), (-1000.0,), (1000.0,)]),
    "expm1": (mpmath.expm1, [(1e-9,), (-40.0,), (3.0,)]),
    "log": (mpmath.log, [(1e-300,), (1 + 2.0**-40,), (1e300,)]),
    "log2": (lambda x: mpmath.log(x, 2), [(1e-300,), (3.0,)]),
    "log10": (lambda x: mpmath.log(x, 10), [(1e-300,), (3.0,)]),
    "log1p": (mpmath.log1p, [(1e-12,), (-1 + 2.0**-20,), (1e10,)]),
    "sqrt": (mpmath.sqrt, [(1e-300,), (2.0,), (1e300,)]),
    "cbrt": (lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), [(-8.0,), (1e-200,), (3.0,)]),
    "square": (lambda x: x**2, [(-3.0,), (1e-100,)]),
    "reciprocal": (lambda x: 1 / x, [(-3.0,), (1e100,), (1e-100,)]),
    "sin": (mpmath.sin, [(0.5,), (1e9,), (-3.0,)]),
    "cos": (mpmath.cos, [(0.5,), (1e9,), (-3.0,)]),
    "tan": (mpmath.tan, [(0.5,), (1.57,), (-3.0,)]),
    "arcsin": (mpmath.asin, [(0.5,), (1 - 2.0**-40,), (-0.9,)]),
    "arccos": (mpmath.acos, [(0.5,), (1 - 2.0**-40,), (-0.9,)]),
    "arctan": (mpmath.atan, [(0.5,), (1e10,), (-3.0,)]),
    "sinh": (mpmath.sinh, [(1e-8,), (-30.0,)]),
    "cosh": (mpmath.cosh, [(1e-8,), (-30.0,)]),
    "tanh": (mpmath.tanh, [(18.0,), (100.0,), (-0.3,)]),
    "arcsinh": (mpmath.asinh, [(1e-8,), (-1e10,)]),
    "arccosh": (mpmath.acosh, [(1 + 2.0**-40,), (1e10,)]),
    "arctanh": (mpmath.atanh, [(1 - 2.0**-40,), (-0.3,)]),
    "absolute": (abs, [(-2.0,), (3.0,)]),
    "fabs": (abs, [(-2.0,), (3.0,)]),
    "sign": (mpmath.sign, [(-2.0,)]),
    "negative": (lambda x: -x, [(2.0,)]),
    "positive": (lambda x: +x, [(2.0,)]),
    "conjugate": (lambda x: x, [(2.0,)]),
    "floor": (mpmath.floor, [(2.5,), (-2.5,)]),
    "ceil": (mpmath.ceil, [(2.5,), (-2.5,)]),
    "trunc": (lambda x: mpmath.mpf(int(x)), [(2.5,), (-0.5,)]),
    "rint": (mpmath.nint, [(2.6,), (-2.4,)]),
    "deg2rad": (lambda x: x * mp.pi / 180, [(30.0,)]),
    "radians": (lambda x: x * mp.pi / 180, [(30.0,)]),
    "rad2deg": (lambda x: x * 180 / mp.pi, [(3.0,)]),
    "degrees": (lambda x: x * 180 / mp.pi, [(3.0,)]),
    "add": (lambda a, b: a + b, [(2.0, 3.0)]),
    "subtract": (lambda a, b: a - b, [(2.0, 3.0)]),
    "multiply": (lambda a, b: a * b, [(2.0, 3.0), (0.0, 0.3)]),
    "divide": (lambda a, b: a / b, [(2.0, 3.0), (1e-200, 1e-100), (0.0, -7.0)]),
    "power": (lambda a, b: a**b, [(2.0, 3.0), (0.3, -2.5), (1 + 2.0**-30, 1e6)]),
    "float_power": (lambda a, b: a**b, [(2.0, 3.0), (0.3, -2.5)]),
    "arctan2": (mpmath.atan2, [(2.0, 3.0), (-1.0, -0.5), (1e-10, 1.0)]),
    "hypot": (mpmath.hypot, [(3.0, 4.0), (1e-10, 2.0)]),
    "logaddexp": (lambda a, b: mpmath.log(mpmath.exp(a) + mpmath.exp(b)), [(1.0, 2.0), (-30.0, 30.0)]),
    "logaddexp2": (lambda a, b: mpmath.log(2**a + 2**b, 2), [(1.0, 2.0), (-30.0, 30.0)]),
    "maximum": (max, [(2.0, 3.0), (3.0, 2.0)]),
    "minimum": (min, [(2.0, 3.0), (3.0, 2.0)]),
    "fmax": (max, [(2.0, 3.0), (3.0, 2.0)]),
    "fmin": (min, [(2.0, 3.0), (3.0, 2.0)]),
    "copysign": (lambda a, b: abs(a) * mpmath.sign(b), [(2.0, -3.0), (-2.0, -3.0)]),
    "remainder": (lambda a, b: a - b * mpmath.floor(a / b), [(7.5, 2.0), (-7.5, 2.0), (7.5, -2.0)]),
    "fmod": (lambda a, b: a - b * int(a / b), [(7.5, 2.0), (-7.5, 2.0)]),
    "floor_divide": (lambda a, b: mpmath.floor(a / b), [(7.5, 2.0), (-7.5, 2.0)]),
    "heaviside": (lambda a, b: mpmath.mpf(a > 0), [(2.0, 0.5), (-2.0, 0.5)]),
}

TRIALS = [(name, at) for name, (_, places) in PLACES.items() for at in places]

# Each slope is at most five functions of at most 4 units in the last place (8 roundings u) each.
ROUNDINGS = 40


def conditioned(slope: mpmath.mpf, second: mpmath.mpf, x: float) -> float:
    """Return a bound on the error of a slope: its roundings, and those of 1 - x and the like inside it."""
    return float(ROUNDINGS * UNIT * abs(slope) + 4 * UNIT * abs(second * x)) + 2.0**-1074


@pytest.mark.parametrize(("name", "at"), TRIALS, ids=[f"{name}{at}" for name, at in TRIALS])
def test_slopes(name: str, at: tuple[float, ...]) -> None:
    exact = PLACES[name][0]
    ufunc = getattr(np, name)
    for i, x in enumerate(at):

        def along(t: Any, f: Callable[..., Any], i: int = i) -> Any:
            return f(*at[:i], t, *at[i + 1 :])

        found = dc.derivative(lambda t, along=along: along(t, ufunc), x)
        with mpmath.workdps(DIGITS):
            step = mpmath.mpf(2) ** (mpmath.frexp(x)[1] - 60 if x else -60)
            slope, second = truth(lambda t, along=along: along(mpmath.mpf(t), exact), mpmath.mpf(x), step)
            # The two-sided quotient is off by step**2 f'''/6, some 2**-120 in relative terms.
            assert abs(slope - mpmath.mpf(float(found))) <= conditioned(slope, second, x) + abs(slope) * 2.0**-80


def truth(f: Callable[[Any], Any], x: mpmath.mpf, step: mpmath.mpf) -> tuple[mpmath.mpf, mpmath.mpf]:
    """Return the first and second derivative by differences in ample precision."""
    with mpmath.extradps(3 * DIGITS):
        low, middle, high = f(x - step), f(x), f(x + step)
        return (high - low) / (2 * step), (high - 2 * middle + low) / step**2


def test_every_ufunc_with_a_row_is_tried() -> None:
    rules = {ufunc.__name__ for ufunc in [*UNARY, *BINARY] if hasattr(np, ufunc.__name__)}
    assert set(UFUNCS) <= rules
    assert rules - set(PLACES) - {"pow", "ldexp", "erf"} <= {"erfc", "jv"}


@pytest.mark.parametrize("name", sorted(n for n in dir(np) if isinstance(getattr(np, n), np.ufunc)))
def test_every_other_ufunc_is_refused_by_name(name: str) -> None:
    ufunc = getattr(np, name)
    products = {"matmul", "vecdot", "matvec", "vecmat", "divmod"}
    if ufunc in UNARY or ufunc in BINARY or ufunc in BY_PRIMAL or name in products:
        return
    with pytest.raises(UnsupportedOperation, match=ufunc.__name__):
        dc.derivative(lambda x: ufunc(*[x] * ufunc.nin), 2.0)


def test_a_planted_wrong_slope_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    right = UNARY[np.tanh]

    def wrong(level: Level, x: Any, t: Any) -> Any:
        y, _ = right(level, x, t)
        return y, (1 - y * y) * t

    monkeypatch.setitem(UNARY, np.tanh, wrong)
    with pytest.raises(AssertionError):
        test_slopes("tanh", (18.0,))


BENDS = {
    "absolute": lambda x: abs(x),
    "maximum": lambda x: np.maximum(x, -x),
    "floor": lambda x: np.floor(x),
    "rint": lambda x: np.rint(x + 0.5),
    "heaviside": lambda x: np.heaviside(x, 0.5),
    "remainder": lambda x: x % 1,
    "max": lambda x: np.max(np.stack([x, -x])),
}


@pytest.mark.parametrize("name", BENDS)
def test_bends_are_remembered(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    levels: list[Level] = []

    class Watched(Level):
        __slots__ = ()

        def __init__(self, lead: int, holomorphic: bool) -> None:
            super().__init__(lead, holomorphic)
            levels.append(self)

    monkeypatch.setattr("derivcheck.autodiff.forward.jvp.Level", Watched)
    with pytest.warns(dc.KinkWarning, match=f"{name} at 1 element"):
        dc.derivative(BENDS[name], 0.0)
    dc.derivative(lambda x: x + 1, 0.0)
    assert [level.bends for level in levels] == [{name: 1}, {}]


def test_ldexp() -> None:
    assert dc.derivative(lambda x: np.ldexp(x, 3), 5.0) == 8.0
    with pytest.raises(UnsupportedOperation, match="exponent"):
        dc.derivative(lambda x: np.ldexp(1.0, x), 5.0)


@pytest.mark.parametrize("name", "exp sin cos tan tanh arctan sqrt log1p arcsinh sinh expm1".split())
def test_second_derivatives(name: str) -> None:
    exact, places = PLACES[name]
    x, f = places[-1][0], getattr(np, name)
    found = dc.derivative(lambda t: dc.derivative(f, t), x)
    with mpmath.workdps(DIGITS):
        second = mpmath.diff(exact, mpmath.mpf(x), 2)
        # As for a slope, of a longer formula, over terms no larger than the result at these points.
        assert abs(second - mpmath.mpf(float(found))) <= 2 * ROUNDINGS * UNIT * abs(second) + math.ulp(0.0)
