"""Truncated Taylor series over any arithmetic: all derivatives up to an order in one run.

A series holds the Taylor coefficients x_0, ..., x_d of a function of t at t = 0. Products,
quotients, powers, exponentials, logarithms, sines and hyperbolic sines follow the recurrences of
Griewank & Walther, "Evaluating Derivatives" (2nd ed., 2008), tables 13.1 and 13.2; a function
without a recurrence is the integral of its slope, which is one degree shorter.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.protocol import Operand
from derivcheck.arithmetic.taylor.recurrences import (
    Rule,
    bend,
    choice,
    constant_power,
    edge,
    exponential,
    general_power,
    half_of_pair,
    is_zero,
    logarithm,
    product,
    quotient,
    square_root,
    step,
)
from derivcheck.arithmetic.taylor.removable import LIMITS
from derivcheck.arithmetic.taylor.removable import power as power_at_zero
from derivcheck.arithmetic.taylor.special_recurrences import (
    atan2,
    bessel,
    by_own_value,
    derivative_of_order,
    gamma,
    integrate,
    logaddexp,
    sigmoid,
    sinc,
    softplus,
    tanh,
)
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.ground.errors import DomainError


@dataclass(frozen=True, slots=True, eq=False)
class Series(Operand):
    """Taylor coefficients, lowest degree first, with the arithmetic they belong to."""

    coefficients: tuple[Any, ...]
    arithmetic: Arithmetic

    # Branches go by the value itself.
    def __lt__(self, other: Number) -> Any:
        return self.coefficients[0] < _leading(other)

    def __le__(self, other: Number) -> Any:
        return self.coefficients[0] <= _leading(other)

    def __gt__(self, other: Number) -> Any:
        return self.coefficients[0] > _leading(other)

    def __ge__(self, other: Number) -> Any:
        return self.coefficients[0] >= _leading(other)


def _leading(x: Number) -> Any:
    return x.coefficients[0] if isinstance(x, Series) else x


class Taylor(Arithmetic):
    """Series over numbers of `inner`; what does not depend on the variable stays a number of `inner`.

    Parameters
    ----------
    inner : Arithmetic
    degree : int
        Degree at which series are cut off.
    unknown : number of `inner`, optional
        A NaN, which stands for coefficients that are not known. Given it, quotients 0/0 and roots
        of 0 have a series where they have a limit (`removable`); without it they are refused.

    Attributes
    ----------
    edges : list of Series
        What must not reach zero for f to stay smooth, as met on the way: divisors, the arguments of
        logarithms and roots, of |.|, sign, gamma functions, and the difference in max and min.
    lost : list of int
        How many coefficients each quotient 0/0 and root of 0 left unknown.

    Examples
    --------
    >>> from derivcheck.arithmetic.real import Real
    >>> m = Taylor(Real(), 3)
    >>> [float(c) for c in m.sin(m.variable(0.0)).coefficients]
    [0.0, 1.0, 0.0, -0.16666666666666666]
    """

    def __init__(self, inner: Arithmetic, degree: int, unknown: object = None) -> None:
        self.inner = inner
        self.unknown = unknown
        self.lost: list[int] = []
        self.degree = degree
        self.rank = inner.rank + 1
        self.name = f"Taylor {inner.name}"
        self.number = inner.number  # type: ignore[method-assign]
        self.exact = inner.exact  # type: ignore[method-assign]
        self.constant = inner.constant  # type: ignore[method-assign]
        self.edges: list[Series] = []

    def variable(self, value: Number) -> Series:
        """Return the independent variable at `value`: value + t."""
        return self.series([value, self.inner.number(1)])

    def series(self, coefficients: Sequence[object]) -> Series:
        """Return a series, cut off or filled up with zeros."""
        zero = self.inner.number(0)
        return Series((*coefficients, *[zero] * self.degree)[: self.degree + 1], self)

    def coefficients(self, result: Number) -> tuple[Any, ...]:
        """Return the coefficients of a result, which may be a constant."""
        return (result if isinstance(result, Series) else self.series([result])).coefficients

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the recurrence of a row, else leave it to the definition, else integrate the slope."""
        rule = RECURRENCES.get(row.name) or (None if row.definition else integrate)
        ordinary = functools.partial(_lifted, self, row, rule) if rule else functools.partial(_defined, self, row)
        if self.unknown is None or row.name not in LIMITS:
            return ordinary
        return functools.partial(_in_the_limit, self, row, ordinary)

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return a constant power."""
        if not isinstance(base, Series):
            return self.inner.power(base, exponent)
        if self.unknown is not None and exponent.denominator != 1 and is_zero(self, base.coefficients[0]):
            return power_at_zero(self, base, exponent)
        return Series(tuple(constant_power(self, base.coefficients, exponent)), self)

    def branch(self, left: Number, right: Number) -> bool | None:
        """Return what `inner` says of the values.

        Raises
        ------
        DomainError
            They are equal, so that two cases meet.
        """
        first, second = self.coefficients(left), self.coefficients(right)
        gap = [p - q for p, q in zip(first, second, strict=True)]
        if is_zero(self, gap[0]) and any(not is_zero(self, c) for c in gap):
            raise DomainError("two cases meet here")
        edge(self, gap)
        return self.inner.branch(first[0], second[0])

    def select(self, left: Number, right: Number, a: Number, b: Number) -> Any:
        """Return what is known of each coefficient."""
        sides = self.coefficients(left)[0], self.coefficients(right)[0]
        pairs = zip(self.coefficients(a), self.coefficients(b), strict=True)
        return Series(tuple(self.inner.select(*sides, p, q) for p, q in pairs), self)

    def of_degree(self, degree: int) -> Self:
        """Return the same arithmetic cut off elsewhere, with edges of its own."""
        other = self._again(degree)
        other.lost = self.lost
        return other

    def _again(self, degree: int) -> Self:
        return type(self)(self.inner, degree, self.unknown)

    def shorter(self) -> Self:
        """Return the same arithmetic cut off one degree earlier."""
        short = self.of_degree(self.degree - 1)
        short.edges = self.edges
        return short

    def __enter__(self) -> Taylor:
        self.inner.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self.inner.__exit__(*error)


def _lifted(m: Taylor, row: Elementary, rule: Rule, *arguments: Number) -> Any:
    """Apply a rule on coefficients; among constants the inner arithmetic's function."""
    if not any(isinstance(a, Series) for a in arguments):
        return getattr(m.inner, row.name)(*arguments)
    return Series(tuple(rule(m, row, *[m.coefficients(a) for a in arguments])), m)


def _in_the_limit(m: Taylor, row: Elementary, ordinary: Callable[..., Any], *arguments: Number) -> Any:
    """Apply a row that may have a series where its ordinary rule has none."""
    if not any(isinstance(a, Series) for a in arguments):
        return ordinary(*arguments)
    return LIMITS[row.name](m, ordinary, *arguments)


def _defined(m: Taylor, row: Elementary, *arguments: Number) -> Any:
    """Apply the definition, but take the value itself from the inner arithmetic's own function."""
    values = [m.coefficients(a)[0] for a in arguments]
    value = getattr(m.inner, row.name)(*values)
    if not any(isinstance(a, Series) for a in arguments):
        return value
    assert row.definition is not None
    try:
        result = row.definition(m, *arguments)
    except DomainError:
        # The row has a value here; what fails is a part of its definition, which nobody typed.
        raise DomainError(f"{row.name} has no derivative here") from None
    return m.series([value, *m.coefficients(result)[1:]])


RECURRENCES: dict[str, Rule] = {
    "add": lambda m, row, a, b: [p + q for p, q in zip(a, b, strict=True)],
    "sub": lambda m, row, a, b: [p - q for p, q in zip(a, b, strict=True)],
    "neg": lambda m, row, a: [-p for p in a],
    "mul": product,
    "div": quotient,
    "pow": general_power,
    "sqrt": square_root,
    "exp": exponential,
    "log": logarithm,
    "sin": half_of_pair(("sin", "cos"), -1, 0),
    "cos": half_of_pair(("sin", "cos"), -1, 1),
    "sinh": half_of_pair(("sinh", "cosh"), 1, 0),
    "cosh": half_of_pair(("sinh", "cosh"), 1, 1),
    "sinc": sinc,
    **dict.fromkeys(
        "sinc_derivative zeta_derivative ellipk_derivative ellipe_derivative exprel_derivative".split(),
        derivative_of_order,
    ),
    "tanh": tanh,
    "sigmoid": sigmoid,
    "softplus": softplus,
    "logaddexp": logaddexp,
    "atan2": atan2,
    "gamma": gamma,
    **dict.fromkeys(("lambertw", "erfinv", "erfcinv", "ndtri"), by_own_value),
    "besselj": bessel((1, -1)),
    "bessely": bessel((1, -1)),
    "besseli": bessel((1, 1)),
    "besselk": bessel((-1, -1)),
    "abs": bend,
    "sign": bend,
    "max": choice,
    "min": choice,
    **dict.fromkeys(("floor", "ceil", "trunc", "rint"), step),
}
"""Rule by name of the row."""
