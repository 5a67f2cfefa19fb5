"""Factors that a claim is too large or too small by, in words."""

from __future__ import annotations

import math

from derivcheck.ground.allowances import gradients as allowances


def rounded(ratio: float) -> float:
    """Return a simple number within rounding of a ratio, or the ratio.

    >>> rounded(2.0000000000000004), rounded(1 / 3 * (1 + 1e-15)) == 1 / 3
    (2.0, True)
    """
    for simple in (round(ratio), 1 / round(1 / ratio) if round(1 / ratio) else math.inf):
        if simple and abs(ratio - simple) <= allowances.SIMPLE.value * abs(ratio):
            return float(simple)
    return ratio


def factor_text(excess: float, size: int) -> str:
    """Say by which factor a claim is too large or too small."""
    excess = rounded(excess)
    for text, number in {**_KNOWN, **_sizes(size)}.items():
        if abs(excess - number) <= allowances.SIMPLE.value * abs(number) and number != 1:
            return f"the claim is the derivative times {text}"
    inverse = rounded(1 / excess)
    if inverse == round(inverse) and abs(inverse) > 1:
        return f"the claim is the derivative times 1/{inverse:g}: divided by a number too often, such as a batch size?"
    return f"the claim is the derivative times {excess:.{_digits(excess)}g}"


def _digits(excess: float) -> int:
    """Return how many digits show what tells a factor from 1: ten, or two of the difference.

    >>> f"{1 + 1e-11:.{_digits(1 + 1e-11)}g}", f"{1.01:.{_digits(1.01)}g}"
    ('1.00000000001', '1.01')
    """
    off = abs(excess - 1)
    return min(17, max(10, 2 + math.ceil(-math.log10(off)))) if off else 10


def _sizes(n: int) -> dict[str, float]:
    """Return the factors that come from a number of components."""
    if n == 1:
        return {}
    counts = {f"{n} (as there are components)": n, f"1/{n} (of so many components)": 1 / n}
    return {**counts, f"{n}/{n - 1} (n/(n - 1))": n / (n - 1), f"{n - 1}/{n} ((n - 1)/n)": (n - 1) / n}


_KNOWN = {
    "2": 2.0,
    "1/2": 0.5,
    "pi/180 (degrees for radians)": math.pi / 180,
    "180/pi (degrees for radians)": 180 / math.pi,
    "pi": math.pi,
    "1/pi": 1 / math.pi,
    "2 pi": 2 * math.pi,
    "log(2)": math.log(2),
    "log(10)": math.log(10),
    "1/log(2)": 1 / math.log(2),
    "1/log(10)": 1 / math.log(10),
    "sqrt(2)": math.sqrt(2),
}
