"""Special functions in floating point where SciPy's ufunc is not the function as it stands, or there is none."""

from __future__ import annotations

import functools
import importlib
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.arithmetic.ball import Ball
from derivcheck.elementary import TABLE
from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import arithmetic as allowances
from derivcheck.ground.limits import MAX_FINE_ORDER

# A double has 53 bits; a ball of so many more decides nearly always how it is rounded.
_KNOWN_BITS = 90
_FIRST_BITS = 128

# Below the smallest normal number by this factor a product on the way may have underflowed.
_LOST = 2.0**40


# The fourth power of it is far below a unit in the last place.
_FIRST_TERM = 2.0**-20

# Ai(110) is below the smallest subnormal number.
_AIRY_ENDS = 110.0

# The square of it is.
_ONE_TERM = 2.0**-60


def _special() -> Any:
    return importlib.import_module("scipy.special")


def _like(value: object, x: Number) -> Any:
    """Return values in the format of the argument."""
    return np.asarray(value).astype(np.asarray(x).dtype)[()]


def _lambertw(x: Number) -> Any:
    value = _special().lambertw(x)
    return _like(np.where(value.imag == 0, value.real, np.nan), x)


def _besselk(order: Number, x: Number) -> Any:
    """Return K, which SciPy's own kv takes for 0 from x = 700 on."""
    return _special().kve(order, x) * np.exp(-x)


def _bessel(name: str) -> Callable[..., Any]:
    """Return J or I; near 0, where SciPy's underflow, by the first term of their series (DLMF 10.2.2, 10.25.2)."""

    def function(order: Any, x: Any) -> Any:
        found = getattr(_special(), name)(order, x)
        near = (np.abs(x) < _ONE_TERM) & (x != 0)
        return _like(np.where(near, _first_term(name, np.asarray(order), x), found), x) if np.any(near) else found

    return function


def _first_term(name: str, order: Any, x: Any) -> Any:
    """Return (x/2)^n / n!; of a negative whole n that of -n, of J with the sign of (-1)^n."""
    whole = (order < 0) & (order == np.floor(order))
    n = np.where(whole, -order, order)
    sign = np.where(whole & (order % 2 == 1) & (name == "jv"), -1, 1)
    return sign * (x / 2) ** n * _special().rgamma(n + 1)


def _one_of(name: str, place: int, *, above_zero: bool = False) -> Callable[..., Any]:
    """Return one of the results of a function; NaN below zero where it is real only above."""

    def function(x: Any) -> Any:
        found = getattr(_special(), name)(x)[place]
        return np.where(x > 0, found, np.nan)[()].astype(found.dtype) if above_zero else found

    return function


def _airy(name: str, place: int) -> Callable[..., Any]:
    """Return Ai or its slope, which SciPy takes for 0 from 103.9 on, above the smallest normal number."""

    def function(x: Any) -> Any:
        found = _special().airy(x)[place]
        lost = (found == 0) & (x > 0) & (x < _AIRY_ENDS)
        return _like(np.where(lost, rounded(name)(x), found), x) if np.any(lost) else found

    return function


def _fresnel_sine(x: Any) -> Any:
    """Return S; where SciPy takes it for 0 by the first term of its series (DLMF 7.6.4)."""
    small = np.abs(x) < _FIRST_TERM
    return _like(np.where(small, np.pi / 6 * x * x * x, _special().fresnel(x)[0]), x)


def _exponential_integral(order: Any, x: Any) -> Any:
    """Return E_n; SciPy has none for n < 0, where each is a sum of positive terms (DLMF 8.19.12).

    SciPy cuts the decimals of an order off, and has it wrong from 2^31 on.
    """
    orders = np.asarray(order, dtype=float)
    if np.any((orders != np.rint(orders)) | (np.abs(orders) > MAX_FINE_ORDER)):
        return _like(rounded("expint")(order, x), x)
    n = float(np.ravel(order)[0])
    if n > 0:
        return _like(np.where(np.asarray(x) > 0, _special().expn(order, x), np.nan), x)
    rest, found = np.exp(-x), np.exp(-x) / x
    for k in range(1, 1 - int(n)):
        found = (rest + k * found) / x
    return _like(np.where(np.asarray(x) > 0, found, np.nan), x)


def _zeta(x: Any) -> Any:
    """Return zeta, which older SciPy has right of 1 only."""
    right = np.asarray(x) > 1
    return _like(np.where(right, _special().zeta(np.where(right, x, 2)), rounded("zeta")(x)), x)


def _incomplete_gamma(name: str) -> Callable[..., Any]:
    """Return the incomplete gamma function; SciPy's is 0 far above the smallest doubles."""

    def function(a: Number, x: Any) -> Any:
        found = getattr(_special(), name)(a, x)
        lost = (found < _LOST * np.finfo(np.asarray(found).dtype).tiny) & (x > 0)
        return _like(np.where(lost, rounded(name)(a, x), found), x) if np.any(lost) else found

    return function


def _within_allowance(name: str) -> Callable[..., Any]:
    """Return SciPy's function where it is as accurate as the row says, and else NaN, by which a run refuses."""

    def function(*arguments: Any) -> Any:
        found, known = getattr(_special(), name)(*arguments), rounded(name)(*arguments)
        units = TABLE[name].ulps * np.finfo(np.asarray(found).dtype).eps
        return _like(np.where(np.abs(found - known) <= units / 2 * np.abs(known), found, np.nan), arguments[-1])

    return function


def rounded(name: str) -> Callable[..., Any]:
    """Return the function of a row that is rounded from balls, for what SciPy lacks or loses.

    Examples
    --------
    >>> float(rounded("dawson_slope")(np.float64(1e8)))  # 1 - 2 x F(x) is 0 in floats
    -5.0000000000000005e-17
    """
    return lambda *x: _like(np.frompyfunc(functools.partial(_from_ball, name), len(x), 1)(*x), x[-1])


def _from_ball(name: str, *arguments: Any) -> Any:
    bits, wide = _FIRST_BITS, isinstance(arguments[-1], np.longdouble)
    while bits <= allowances.ROUNDED_BITS.value:
        with Ball(bits) as m:
            found = m.arb(getattr(m, name)(*map(m.exact, arguments)))
            if found.rel_accuracy_bits() >= _KNOWN_BITS or found.is_exact():
                high = float(found.mid())
                return np.longdouble(high) + float(found.mid() - high) if wide else high
        bits *= 2
    return math.nan


OWN: dict[str, Callable[..., Any]] = {
    "lambertw": _lambertw,
    "besselj": _bessel("jv"),
    "besseli": _bessel("iv"),
    "besselk": _besselk,
    "polygamma": lambda order, x: _like(_special().polygamma(order, x), x),
    **{
        name: rounded(name)
        for name in (
            *("dawson_slope", "erfcx_slope", "zeta_derivative", "ellipk_derivative", "ellipe_derivative"),
            *("exprel_derivative", "polylog"),
        )
    },
    "Si": _one_of("sici", 0),
    "Ci": _one_of("sici", 1, above_zero=True),
    "Shi": _one_of("shichi", 0),
    "Chi": _one_of("shichi", 1, above_zero=True),
    "fresnels": _fresnel_sine,
    "fresnelc": _one_of("fresnel", 1),
    **{name: _one_of("airy", i) for i, name in enumerate(("airyai", "airyaiprime", "airybi", "airybiprime"))},
    **{name: _airy(name, i) for i, name in enumerate(("airyai", "airyaiprime"))},
    "expint": _exponential_integral,
    "zeta": _zeta,
    **{name: _incomplete_gamma(name) for name in ("gammainc", "gammaincc")},
    **{name: _within_allowance(name) for name in ("hyp1f1", "hyp2f1")},
}
"""Function by name of the row."""
