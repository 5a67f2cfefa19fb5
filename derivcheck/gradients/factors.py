"""Factors that a claim is too large or too small by, in words."""

from __future__ import annotations

import math
from fractions import Fraction

from derivcheck.claims.diagnosis.recognition import Constant
from derivcheck.elementary.named_constants import NAMED, REMARKS
from derivcheck.ground.allowances import claims
from derivcheck.ground.allowances import gradients as allowances

_MOST_BELOW = 30
"""What a fraction may be over: of such fractions chance finds none within rounding of a factor."""

_TELLING = 5
"""Components from which on n/(n - 1) is no factor that a slip of another kind has: 2, 3/2 and 4/3 are."""


def rounded(ratio: float) -> float:
    """Return a simple number within rounding of a ratio, or the ratio.

    >>> rounded(2.0000000000000004), rounded(1 / 3 * (1 + 1e-15)) == 1 / 3
    (2.0, True)
    """
    for simple in (round(ratio), 1 / round(1 / ratio) if round(1 / ratio) else math.inf):
        if simple and _near(simple, ratio):
            return float(simple)
    return ratio


def is_simple(excess: float) -> bool:
    """Return whether a factor is a fraction of small numbers, or one of named constants, to within rounding.

    >>> is_simple(1.5), is_simple(-1 / 128), is_simple(3**0.5), is_simple(16.17285487)
    (True, True, True, False)
    """
    small = Fraction(excess).limit_denominator(claims.MULTIPLE.value)
    whole = [rounded(number) for number in (excess, 1 / excess)]
    known = [float(small), *_named(excess).values()]
    return any(n == round(n) for n in whole) or any(n and _near(n, excess) for n in known)


def _near(number: float, other: float) -> bool:
    return abs(number - other) <= allowances.SIMPLE.value * abs(other)


def factor_text(excess: float, size: int, slack: float = 0.0) -> str:
    """Say by which factor a claim is too large or too small; `slack` is how far the factor may be off, relatively."""
    excess = _simple(rounded(excess), slack)
    for text, number in {"2": 2.0, "1/2": 0.5, **_named(excess), **_sizes(size)}.items():
        if number != 1 and abs(excess - number) <= max(_named_within(slack), allowances.SIMPLE.value) * abs(number):
            return f"the claim is the derivative times {text}"
    fraction = Fraction(excess).limit_denominator(_MOST_BELOW)
    if min(abs(fraction.numerator), fraction.denominator) > 1 and _near(float(fraction), excess):
        return f"the claim is the derivative times {fraction}"
    inverse = rounded(1 / excess)
    if inverse == round(inverse) and abs(inverse) > 1:
        said = f"{'-' if inverse < 0 else ''}1/{abs(inverse):g}"
        return f"the claim is the derivative times {said}: divided by a number too often, such as a batch size?"
    return f"the claim is the derivative times {excess:.{_digits(excess, slack)}g}"


def _simple(excess: float, slack: float) -> float:
    """Return the whole number, or one over it, that a factor is to within what it may be off.

    >>> _simple(0.5000001405, 1e-6), _simple(-1.0000001, 1e-6), _simple(0.5000001405, 1e-8)
    (0.5, -1.0, 0.5000001405)
    """
    for simple in (round(excess), 1 / round(1 / excess) if round(1 / excess) else 0.0):
        if 0 < abs(excess - simple) <= min(slack, allowances.SLACK.value) * abs(excess) and simple not in (0, 1):
            return float(simple)
    return excess


def _named_within(slack: float) -> float:
    """Return how near a factor must be to a named one: farther off chance would find a name."""
    return min(slack, allowances.NAMED_SLACK.value)


def _digits(excess: float, slack: float = 0.0) -> int:
    """Return how many digits show what tells a factor from 1: ten, or two of the difference; not more than are known.

    >>> f"{1 + 1e-11:.{_digits(1 + 1e-11)}g}", f"{1.01:.{_digits(1.01)}g}"
    ('1.00000000001', '1.01')
    >>> f"{1e300:.{_digits(1e300, 1e295)}g}"  # of which not one is known
    '1e+300'
    """
    off = abs(excess - 1)
    telling = 2 + math.ceil(-math.log10(off)) if off else 1
    known = 1 + math.ceil(-math.log10(slack)) if slack else 17
    return min(17, max(10, telling), max(telling, known, 1))


def _named(excess: float) -> dict[str, float]:
    """Return the multiples of named constants, and of one over them, that are nearest to a factor."""
    found = {}
    for unit, value in NAMED.items():
        for below, worth in ((False, value), (True, 1 / value)):
            fraction = (Fraction(excess) / Fraction(worth)).limit_denominator(claims.MULTIPLE.value)
            if 0 < abs(fraction.numerator) * fraction.denominator <= claims.MULTIPLE.value:
                text = str(Constant(fraction, unit, below))
                found[f"{text}{REMARKS.get(text, '')}"] = float(fraction) * worth
    return found


def _sizes(n: int) -> dict[str, float]:
    """Return the factors that come from a number of components."""
    if n == 1:
        return {}
    counts: dict[str, float] = {f"{n} (as there are components)": n, f"1/{n} (of so many components)": 1 / n}
    if n < _TELLING:
        return counts
    return {**counts, f"{n}/{n - 1} (n/(n - 1))": n / (n - 1), f"{n - 1}/{n} ((n - 1)/n)": (n - 1) / n}
