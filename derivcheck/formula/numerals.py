"""The exact value of a number as typed."""

from __future__ import annotations

from fractions import Fraction

from derivcheck.ground.limits import MAX_INTEGER_BITS

# Longer exponents are out of range whatever the digits before them.
_EXPONENT_CHARACTERS = 9

SMALL = {str(n): Fraction(n) for n in range(100)}
"""The values of the numbers that nearly all formulas are made of."""


def exact(text: str) -> Fraction | None:
    """Return the rational that a decimal literal stands for, or None if it is out of range.

    Nothing is built that is much larger than MAX_INTEGER_BITS.

    Examples
    --------
    >>> exact("0.10"), exact("12e-1")
    (Fraction(1, 10), Fraction(6, 5))
    >>> exact("1e999999999") is None
    True
    """
    if text.isdecimal() and len(text) < 20:
        return Fraction(int(text))
    mantissa, _, exponent = text.lower().replace("\N{MINUS SIGN}", "-").partition("e")
    if len(exponent) > _EXPONENT_CHARACTERS:
        return None
    whole, _, decimals = mantissa.partition(".")
    decimals = decimals.rstrip("0")
    return _scaled((whole + decimals).lstrip("0") or "0", int(exponent or 0) - len(decimals))


def _scaled(digits: str, shift: int) -> Fraction | None:
    # A digit has more than three bits, so nearly nothing that the bits allow is refused here.
    if len(digits) + max(shift, 0) > MAX_INTEGER_BITS // 3 or -shift > MAX_INTEGER_BITS // 3:
        return None
    value = Fraction(int(digits) * 10 ** max(shift, 0), 10 ** max(-shift, 0))
    size = max(value.numerator.bit_length(), value.denominator.bit_length())
    return value if size <= MAX_INTEGER_BITS else None
