"""Powers of which nobody can say how far they go where a formula has no sign of a product: x^3/2, e^t/τ, log(x+1)^2."""

from __future__ import annotations

import re

# Everyday exponents that are fractions, and letters for them.
_FRACTIONS = frozenset("3/2 5/2 7/2 2/3 4/3 5/3 3/4 7/5 m/n p/q a/b".split())

# A variable, and what it is divided by: t/τ, t/RC, x/a.
_LETTER = re.compile("[^\\W\\d_]")
_SCALE = re.compile("[^\\W\\d_](?:_?[0-9]|_[^\\W\\d_]|[A-Z])?|tau")

# Halves and doublings per time, decibels, and interest by months and the like.
_PER_TIME = frozenset("tL")
_DECIMAL = "10"
_PERIODS = frozenset({"4", "12", "52", "365"})

POWER_OF_ONE = re.compile(r"1\^[^0-9]")
"""How a power of 1 begins, before which a sign has two readings: -1^n."""

_QUOTIENT = re.compile(r"(\w+|\))\^([\w.]+)\Z")


def is_fraction(base: str, exponent: str, divisor: str) -> bool:
    """Return whether a quotient behind the sign of a power may be the exponent: x^3/2, x^m/n; not x^2/2, 2^3/2.

    Examples
    --------
    >>> is_fraction("x", "3", "2"), is_fraction("x", "2", "2"), is_fraction("2", "3", "2")
    (True, False, False)
    """
    return f"{exponent}/{divisor}" in _FRACTIONS and not base.isdecimal()


def is_rate(base: str, exponent: str, divisor: str) -> bool:
    """Return whether it may be the exponent of an exponential: e^t/τ, 2^t/5, 10^x/20, (1 + r)^n/12; not e^x/2, e^x/x.

    Examples
    --------
    >>> is_rate("e", "t", "τ"), is_rate("10", "x", "20"), is_rate("e", "x", "2"), is_rate("x", "t", "T")
    (True, True, False, False)
    """
    if base == ")":
        growth = exponent == "t" and (divisor.isdecimal() or _SCALE.fullmatch(divisor) is not None)
        return exponent != divisor and (growth or (exponent == "n" and divisor in _PERIODS))
    if not (base == "e" or base.isdecimal()) or not _LETTER.fullmatch(exponent) or exponent == divisor:
        return False
    if divisor.isdecimal():
        return base == _DECIMAL or (base != "e" and exponent in _PER_TIME)
    return _SCALE.fullmatch(divisor) is not None and divisor != "e"


def may_go_on(numerator: str, divisor: str) -> bool:
    """Return whether the numerator of a printed quotient is such a power, or one of 1.

    Examples
    --------
    >>> may_go_on("x^3", "2"), may_go_on("x^1", "y"), may_go_on("x^2", "y")
    (True, True, False)
    """
    if (found := _QUOTIENT.search(numerator)) is None:
        return False
    base, exponent = found.groups()
    return exponent == "1" or is_fraction(base, exponent, divisor) or is_rate(base, exponent, divisor)


def may_go_on_among_signs(numerator: str, divisor: str) -> bool:
    """Return whether it is one of e, or in time, which is asked beside signs of products, too.

    Examples
    --------
    >>> may_go_on_among_signs("-2*e^x", "y"), may_go_on_among_signs("2^x", "y"), may_go_on_among_signs("x^3", "2")
    (True, False, False)
    """
    found = _QUOTIENT.search(numerator)
    return found is not None and (found[1] == "e" or found[2] == "t") and is_rate(found[1], found[2], divisor)


def is_compound_logarithm(printed: str) -> bool:
    """Return whether a printed operand is a logarithm of several factors or terms: a power may be theirs.

    Examples
    --------
    >>> is_compound_logarithm("log(x + 1)"), is_compound_logarithm("log(x)"), is_compound_logarithm("log(sin(x))")
    (True, False, False)
    """
    return printed.startswith("log(") and any(sign in printed for sign in "+-*/")
