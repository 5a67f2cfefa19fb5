"""Which number is this? From many digits to 3/2, 1.001, pi/180 or sqrt(2).

A number met in a search is recognised only from far more digits than its name has, so that a
name is hardly ever an accident; it is confirmed elsewhere in any case.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.ball import midpoint
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.text.simplifying import Simplifying
from derivcheck.arithmetic.text.writing import Written
from derivcheck.elementary.named_constants import NAMED
from derivcheck.elementary.number import Number
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.outward import exact

BITS = 256
"""Working precision of the search, in bits."""

# Two numbers of the search are taken for the same if this many leading bits agree: more than any
# accident would make agree, and few enough to leave room for cancellation.
CLOSE = 2.0**-allowances.AGREEMENT_BITS.value

FLOAT_CLOSE = 1e-12
"""How far two floats may be apart, relatively, that stand for the same number of the search; only a filter."""


@dataclass(frozen=True)
class Constant:
    """A recognised number: a fraction, or a fraction times or over a unit.

    Attributes
    ----------
    fraction : Fraction
    unit : str
        A constant formula, or "" for 1.
    below : bool
        Whether the fraction is divided by the unit.
    """

    fraction: Fraction
    unit: str = ""
    below: bool = False

    @property
    def complexity(self) -> int:
        """Bits of the fraction, and some for a unit."""
        f = self.fraction
        return f.numerator.bit_length() + f.denominator.bit_length() - 1 + 4 * bool(self.unit)

    @property
    def reciprocal(self) -> Constant:
        """One over it."""
        return Constant(1 / self.fraction, self.unit, bool(self.unit) and not self.below)

    def written(self, m: Simplifying) -> Written:
        """Return it as text."""
        unit = _formula(self.unit).evaluate(m, {}) if self.unit else m.number(1)
        text: Written = (m.div if self.below else m.mul)(m.number(self.fraction), unit)
        return text

    def __str__(self) -> str:
        return self.written(Simplifying()).text


def finite(x: Number) -> bool:
    """Tell whether a high-precision number is one (an interval that is NaN compares as False)."""
    return bool(abs(x) < allowances.LARGEST.value)


def same(a: Number, b: Number) -> bool:
    """Tell whether two high-precision numbers agree in their leading bits."""
    return bool(abs(a - b) <= abs(b) * CLOSE)


def same_values(firsts: Sequence[Number], seconds: Sequence[Number]) -> bool:
    """Tell whether numbers agree, each with its partner."""
    return all(same(a, b) for a, b in zip(firsts, seconds, strict=True))


def recognise(m: Arithmetic, x: Number, scale: Number = 1, units: Iterable[str] = NAMED) -> Constant | None:
    """Return the short name of a number, or None.

    Parameters
    ----------
    m : Arithmetic
        Balls or mpmath, of `BITS` bits.
    x : number of `m`
    scale : number of `m`
        What `x` is measured with: it is zero if it is far smaller.
    units : iterable of str
        Formulas of constants of which it may be a multiple.

    Examples
    --------
    >>> from derivcheck.arithmetic.precise import Precise
    >>> m = Precise(BITS)
    >>> print(recognise(m, m.number(1001) / 1000), recognise(m, m.pi / 180))
    1.001 pi/180
    """
    if abs(x) <= abs(scale) * CLOSE:
        return Constant(Fraction(0))
    if found := _rational(x):
        return Constant(found)
    candidates = ((_rational(quotient), unit, below) for unit, below, quotient in _quotients(m, x, units))
    return next(
        (Constant(f, unit, below) for f, unit, below in candidates if f and _product(f) <= allowances.MULTIPLE.value),
        None,
    )


def _quotients(m: Arithmetic, x: Number, units: Iterable[str]) -> Iterator[tuple[str, bool, Any]]:
    """Yield the number over each unit, and times each unit."""
    for unit in units:
        value = _formula(unit).evaluate(m, {})
        yield unit, False, x / value
        yield unit, True, x * value


def _rational(x: Number) -> Fraction | None:
    """Return the short fraction that a number is, or None."""
    if not finite(x):
        return None
    given = exact(midpoint(x))
    near = given.limit_denominator(allowances.DENOMINATOR.value)
    close = abs(given - near) <= abs(given) * Fraction(CLOSE)
    return near if close and (_product(near) <= allowances.FRACTION.value or _is_decimal(near)) else None


def _product(f: Fraction) -> int:
    return abs(f.numerator) * f.denominator


def _is_decimal(f: Fraction) -> bool:
    return bool(10**15 % f.denominator == 0)


@functools.cache
def _formula(text: str) -> Expression:
    return parse(text, program=True)


def recognise_common(m: Arithmetic, candidates: Iterable[Sequence[Any]], scale: Number = 1) -> list[Constant]:
    """Return the recognised numbers that are candidates at every sample."""
    firsts, *others = candidates
    common = [x for x in firsts if all(any(_alike(x, y, scale) for y in ys) for ys in others)]
    found = (recognise(m, x, scale) for x in common)
    return [c for c in found if c is not None]


def _alike(x: Number, y: Number, scale: Number) -> bool:
    return same(x, y) or bool(abs(x - y) <= abs(scale) * CLOSE)
