"""Bounds as they leave the program: rounded outward, so that what is shown still holds."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

# In bits; rationals with longer ones take seconds and more.
_LONGEST_EXPONENT = 2**15

SMALLEST = math.ulp(0.0)
"""The smallest double; as an error it stands for all smaller ones too."""


def exact(value: Any) -> Fraction:
    """Return a finite number as an exact rational.

    Parameters
    ----------
    value : int, float, Fraction, a floating-point number of NumPy or of mpmath, or a ball without a radius

    Raises
    ------
    ValueError, OverflowError
        It is not finite.

    Examples
    --------
    >>> exact(0.75), exact(Fraction(1, 3))
    (Fraction(3, 4), Fraction(1, 3))
    """
    if isinstance(value, int | Fraction):
        return Fraction(value)
    if hasattr(value, "mid"):
        return _scaled(*map(int, value.man_exp()))
    if hasattr(value, "as_integer_ratio"):
        return Fraction(*value.as_integer_ratio())
    sign, mantissa, exponent, _ = value._mpf_
    if not mantissa and exponent:  # how it writes infinities and NaN
        raise OverflowError(f"{value} is not finite")
    return _scaled(-int(mantissa) if sign else int(mantissa), int(exponent))


def _scaled(mantissa: int, exponent: int) -> Fraction:
    return Fraction(mantissa << exponent) if exponent >= 0 else Fraction(mantissa, 1 << -exponent)


def upward(bound: Any, digits: int = 3) -> str:
    """Return the shortest bound that is not below the given one, in `digits` significant digits.

    Parameters
    ----------
    bound : number
        Not negative; an infinite one, or NaN, has no digits.
    digits : int

    Examples
    --------
    >>> upward(3.5746e-30), upward(1e-5), upward(9.999), upward(0.0), upward(math.inf)
    ('3.58e-30', '1.01e-05', '1.00e+01', '0', 'inf')

    The double 1e-5 lies a little above one hundred-thousandth, so 1.00e-05 would not bound it.
    """
    if bound in (0, math.inf) or bound != bound:
        return f"{float(bound):g}"
    mantissa, exponent = _by_logarithm(bound, digits) if is_enormous(bound) else _in_decimals(exact(bound), digits)
    if mantissa == 10**digits:  # 9.999 to three digits is 10.0
        mantissa, exponent = mantissa // 10, exponent + 1
    text = str(mantissa)
    return f"{text[0]}{'.' if digits > 1 else ''}{text[1:]}e{exponent:+03d}"


def is_enormous(value: Any) -> bool:
    """Return whether a number of mpmath has an exponent that no exact rational can be written out with.

    >>> import mpmath
    >>> is_enormous(mpmath.mpf(2) ** 10**9), is_enormous(mpmath.mpf(10) ** -400), is_enormous(0.1)
    (True, False, False)
    """
    return hasattr(value, "_mpf_") and bool(value) and abs(value.context.mag(value)) > _LONGEST_EXPONENT


def _in_decimals(value: Fraction, digits: int) -> tuple[int, int]:
    """Return so many digits of a number, rounded up, and its exponent."""
    exponent = decade(value)
    return math.ceil(value / Fraction(10) ** (exponent - digits + 1)), exponent


def _by_logarithm(bound: Any, digits: int) -> tuple[int, int]:
    """Return digits and exponent of an enormous number, the last digit one more than enough."""
    wide = type(bound.context)()
    wide.prec = 128 + abs(wide.mag(bound)).bit_length()
    exponent = int(wide.floor(wide.log10(bound)))
    mantissa = int(wide.ceil(bound / wide.mpf(10) ** (exponent - digits + 1))) + 1
    return (mantissa, exponent) if mantissa <= 10**digits else (mantissa // 10 + 1, exponent + 1)


def upper_float(bound: Any) -> float:
    """Return the smallest double that is not below a bound.

    >>> upper_float(Fraction(1, 3)) > Fraction(1, 3) > math.nextafter(upper_float(Fraction(1, 3)), 0)
    True
    """
    near = float(bound)
    if not math.isfinite(near):
        return near
    if is_enormous(bound):
        return math.nextafter(near, math.inf)  # beside 0: what is too large for a double is infinite above
    return near if Fraction(near) >= exact(bound) else math.nextafter(near, math.inf)


def nonzero_float(value: Any) -> float:
    """Return the nearest double; of a number too small for one the smallest of its sign, since it is not 0.

    >>> nonzero_float(Fraction(-1, 10**400)), nonzero_float(Fraction(0)), nonzero_float(0.1)
    (-5e-324, 0.0, 0.1)
    """
    near = float(value)
    if near or not value:
        return near
    return SMALLEST if value > 0 else -SMALLEST


def decade(value: Fraction) -> int:
    """Return the exponent of the largest power of ten that is not above a positive number.

    >>> decade(Fraction(1, 1000)), decade(Fraction(10**20 - 1)), decade(Fraction(10**20))
    (-3, 19, 20)
    """
    guess = math.floor((value.numerator.bit_length() - value.denominator.bit_length()) * math.log10(2))
    return next(e for e in (guess + 1, guess, guess - 1) if Fraction(10) ** e <= value)
