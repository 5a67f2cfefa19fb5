"""What a float constant in code stands for, and how far from it the float may be.

Code cannot hold 1/3 or 0.1: it holds the double next to it, or what a few operations on such
doubles gave. A reading is taken only where chance would hardly have put a double there: there are
about N log N fractions p/q with p q <= N in a binade, and 2**52 doubles.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from fractions import Fraction

from derivcheck.elementary.named_constants import ATOMS
from derivcheck.ground.allowances import code as allowances

UNIT = 2.0**-53
"""The unit roundoff of doubles."""


@dataclass(frozen=True, slots=True)
class NamedMultiple:
    """A rational times pi, e, or nothing."""

    factor: Fraction
    base: str = ""


def is_short(x: float) -> bool:
    """Return whether a double is a number with so few binary digits that it was meant.

    Examples
    --------
    >>> is_short(0.375), is_short(0.1)
    (True, False)
    """
    numerator = float(x).as_integer_ratio()[0]
    return (numerator >> max(0, (numerator & -numerator).bit_length() - 1)).bit_length() <= allowances.SHORT_BITS.value


@functools.lru_cache(maxsize=4096)
def read(x: float) -> NamedMultiple:
    """Return the simplest number that a double may stand for; the double itself where there is none.

    Examples
    --------
    >>> read(0.1).factor, read(1 / 3).factor, read(2 * math.pi)
    (Fraction(1, 10), Fraction(1, 3), NamedMultiple(factor=Fraction(2, 1), base='pi'))
    """
    exact = Fraction(float(x))
    if is_short(x):
        return NamedMultiple(exact)
    for base, worth in {"": 1.0, **ATOMS}.items():
        found = _simplest(exact / Fraction(worth))
        if _bits(found) <= (allowances.MULTIPLE_BITS if base else allowances.FRACTION_BITS).value:
            return NamedMultiple(found, base)
    decimal = Fraction(f"{x:.{allowances.DECIMAL_DIGITS.value}g}")
    return NamedMultiple(decimal if abs(decimal - exact) <= _reach(exact) else exact)


def _bits(x: Fraction) -> int:
    return x.numerator.bit_length() + x.denominator.bit_length()


def _reach(x: Fraction) -> Fraction:
    return abs(x) * Fraction(allowances.CONSTANT_ROUNDINGS.value * UNIT)


def _simplest(x: Fraction) -> Fraction:
    """Return the fraction of smallest denominator that rounding may have led from."""
    return simplest_between(*sorted((x - _reach(x), x + _reach(x))))


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """Return the fraction of smallest denominator in an interval without 0, by its continued fraction.

    Examples
    --------
    >>> simplest_between(Fraction(31, 100), Fraction(34, 100))
    Fraction(1, 3)
    """
    return -_between(-high, -low) if high < 0 else _between(low, high)


def _between(low: Fraction, high: Fraction) -> Fraction:
    whole = math.ceil(low)
    if whole <= high:
        return Fraction(whole)
    below = whole - 1
    return below + 1 / _between(1 / (high - below), 1 / (low - below))
