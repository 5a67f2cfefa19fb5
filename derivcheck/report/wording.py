"""Numbers, points and stencils in words that people read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from derivcheck.formula.domain import Range
from derivcheck.ground.outward import SMALLEST, upward
from derivcheck.results import ErrorCurve

MISSING = "-"
"""What stands for a number that could not be computed."""

# Digits that identify a number of the format, and its unit round-off.
FORMATS = {"float32": (9, 2.0**-24), "float64": (17, 2.0**-53), "longdouble": (17, 2.0**-64)}

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def size(value: float | None) -> str:
    """Three digits of a step.

    >>> size(1e-5), size(0.0), size(None)
    ('1.00e-05', '0', '-')
    """
    return _three(value, "")


def bound(value: float | None) -> str:
    """Three digits of a bound, rounded up.

    >>> bound(1.001e-10), bound(0.0), bound(None)
    ('1.01e-10', '0', '-')
    """
    return MISSING if value is None or math.isnan(value) else upward(value)


def step(h: float) -> str:
    """Three digits of a step, and the power of two that it is, where it is one.

    >>> step(1e-5), step(2.0**-17)
    ('1.00e-05', '2^-17 = 7.63e-06')
    """
    mantissa, exponent = math.frexp(h)
    return f"2^{exponent - 1} = {size(h)}" if mantissa == 0.5 else size(h)


def signed(value: float | Decimal | None) -> str:
    """Three digits of an error, with its sign; an exact zero is a bare 0.

    >>> signed(1.18e-10), signed(0.0), signed(float("nan"))
    ('+1.18e-10', '0', '-')

    The smallest double stands for all errors that are smaller.

    >>> signed(-5e-324), signed(Decimal("1.5e-400"))
    ('-<1e-323', '+1.50e-400')

    An infinite one is larger than all doubles.

    >>> signed(float("-inf")), signed(Decimal("-1e400"))
    ('->1.79e+308', '-1.00e+400')
    """
    return _three(value, "+")


def _three(value: float | Decimal | None, sign: str) -> str:
    if value is None or math.isnan(value):
        return MISSING
    if abs(value) == SMALLEST:
        return f"{'-' if value < 0 else sign}<1e-323"
    # By comparison: of a long decimal isinf and isfinite tell what it is as a double.
    if abs(value) == math.inf and sign:
        return f"{'-' if value < 0 else sign}>1.79e+308"
    # Adding zero turns -0 into 0.
    return f"{value:{sign}.2e}" if value else f"{value + 0:g}"


def significant(value: Any, dtype: str = "float64") -> str:
    """All the digits that identify a number of the format.

    >>> significant(0.1)
    '0.10000000000000001'
    """
    if math.isnan(value):
        return MISSING
    # Only a longdouble itself, not a float, has digits beyond those of a float.
    return f"{value:.{FORMATS[dtype][0]}g}" if isinstance(value, float) else str(value)


def shortest(value: float | None) -> str:
    """Write a number so that it reads back as the same double.

    >>> shortest(2.0), shortest(0.1)
    ('2', '0.1')
    """
    return MISSING if value is None or math.isnan(value) else repr(float(value)).removesuffix(".0")


def correct_digits(error: float | Decimal, reference: float | Decimal, dtype: str = "float64") -> str:
    """How many decimal digits are right: all, none, or minus log10 of the relative error.

    >>> correct_digits(1e-10, 2.0), correct_digits(0.0, 2.0), correct_digits(3.0, 2.0)
    ('10.3', 'all', 'none')
    """
    if error == 0:
        return "all"
    if not (math.isfinite(error) and reference):
        return MISSING
    # Either may be below the doubles, and a quotient of doubles may underflow or overflow.
    relative = float(abs(Decimal(error)).log10() - abs(Decimal(reference)).log10())
    if relative >= 0:
        return "none"
    return "all" if relative <= math.log10(FORMATS[dtype][1]) else f"{-relative:.1f}"


def superscript(exponent: int) -> str:
    """Write an exponent in raised digits.

    >>> "h" + superscript(-12), "h" + superscript(1)
    ('h⁻¹²', 'h')
    """
    return "" if exponent == 1 else str(exponent).translate(_SUPERSCRIPTS)


def clip(text: str, length: int) -> str:
    """Cut a long text, and say so by a last character '…'.

    >>> clip("exp(x)+1", 5)
    'exp(…'
    """
    return text if len(text) <= length else text[: length - 1] + "…"


def point(at: Mapping[str, float]) -> str:
    """Name the coordinates.

    >>> point({"x": 0.5, "a": 2.0})
    'x = 0.5, a = 2'
    """
    return ", ".join(f"{name} = {shortest(value)}" for name, value in at.items())


def domain(ranges: Mapping[str, Range]) -> str:
    """Say which values are meant.

    >>> domain({"x": Range(0.0, 1.0), "s": Range(0.0, open_low=True)})
    '0 <= x <= 1 and s > 0'
    """
    return " and ".join(r.text(name) for name, r in ranges.items())


def operator(wrt: tuple[str, ...], order: int) -> str:
    """Write the derivative as Leibniz does.

    >>> operator(("x",), 1), operator(("t",), 2)
    ('d/dx', 'd^2/dt^2')
    """
    power = "" if order == 1 else f"^{order}"
    return ", ".join(f"d{power}/d{name}{power}" for name in wrt)


def stencil(curve: ErrorCurve) -> str:
    """Write a scheme as a textbook does, with whole numbers over one denominator.

    A central difference reads (f(x+h) - f(x-h)) / (2h).
    """
    # Whole numbers: 1/12 and -2/3 become 1 and -8 over 12.
    weights = [Fraction(weight) for weight in curve.weights]
    common = math.lcm(*(weight.denominator for weight in weights))
    nodes = [Fraction(offset) for offset in curve.offsets]
    terms = [_term(weight * common, node) for node, weight in sorted(zip(nodes, weights, strict=True), reverse=True)]
    return f"({_sum(terms)}) / {_divisor(common, curve.order)}"


def _term(weight: Fraction, node: Fraction) -> str:
    factor = "" if abs(weight) == 1 else str(abs(weight))
    return f"{'-' if weight < 0 else '+'} {factor}f(x{_shift(node)})"


def _shift(node: Fraction) -> str:
    if node == 0:
        return ""
    factor = "" if abs(node) == 1 else f"{abs(node)}"
    return f"{'-' if node < 0 else '+'}{factor}{'*' if node.denominator > 1 else ''}h"


def _sum(terms: list[str]) -> str:
    text = " ".join(terms)
    return text.removeprefix("+ ") if text.startswith("+") else "-" + text[2:]


def _divisor(common: int, order: int) -> str:
    power = "h" if order == 1 else f"h^{order}"
    return power if common == 1 else f"({common}{power})"
