"""Power series of balls in the C library (Arb's, through python-flint): `Taylor` over `Ball`, many times faster.

What the library lacks, the Bessel functions for instance, goes through the recurrences of `Taylor`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.base import PYTHON_OPERATORS, Arithmetic
from derivcheck.arithmetic.taylor.gamma_series import BETA_SERIES, GAMMA_SERIES, is_order
from derivcheck.arithmetic.taylor.hyperbolic_series import HYPERBOLIC_SERIES
from derivcheck.arithmetic.taylor.series_quotient import series_quotient
from derivcheck.arithmetic.taylor.taylor import Series, Taylor
from derivcheck.elementary import Elementary
from derivcheck.elementary.number import Number
from derivcheck.formula.expression import Expression
from derivcheck.ground.errors import DomainError

NATIVE = frozenset("exp log sin cos tan sqrt asin acos atan erf erfc".split())
"""Functions of which the library's series is taken; those of the gamma functions are far wider than need be."""

_OWN: dict[str, Callable[..., Any]] = {**GAMMA_SERIES, **HYPERBOLIC_SERIES}


def is_quick(expression: Expression) -> bool:
    """Return whether all of a formula is done by the library, whose series cost little more at a higher degree.

    >>> from derivcheck.formula.parser import parse
    >>> is_quick(parse("x^2*tanh(x)")), is_quick(parse("besselj(0, x)"))
    (True, False)
    """
    return all(node.operation in _RULES or node.operation in _PLAIN for node in expression.nodes)


class BallSeries(Arithmetic):
    """Power series of balls; what does not depend on the variable stays a ball.

    Parameters
    ----------
    bits : int
        Working precision of the balls.
    degree : int
        Degree at which series are cut off. Like the precision it is a global of the library, so
        compute inside ``with``.

    Attributes
    ----------
    inner : Ball
    edges : list of Series
        As those of `Taylor`; atan2 on its branch cut is among them.
    """

    name = "ball series"

    def __init__(self, bits: int, degree: int) -> None:
        self.inner = Ball(bits)
        self.length = degree + 1
        self.taylor = Taylor(self.inner, degree)
        self.edges = self.taylor.edges
        self.arb_series = self.inner.flint.arb_series
        self.number = self.inner.number  # type: ignore[method-assign]
        self.exact = self.inner.exact  # type: ignore[method-assign]
        self.constant = self.inner.constant  # type: ignore[method-assign]

    def variable(self, value: Number) -> Any:
        """Return the independent variable at a ball: value + t."""
        return self.arb_series([value, 1], self.length)

    def coefficients(self, result: Number) -> tuple[Any, ...]:
        """Return the coefficients of a result, which may be a constant; NaN for those that are not known."""
        if not isinstance(result, self.arb_series):
            return self.taylor.coefficients(result)
        known = [result[k] for k in range(min(result.prec, self.length))]
        return (*known, *[self.inner.arb("nan")] * (self.length - len(known)))

    def native(self, row: Elementary) -> Callable[..., Any]:
        """Return the library's series function, or the recurrence of `Taylor`."""
        if row.name in PYTHON_OPERATORS:
            return functools.partial(series_quotient, self) if row.name == "div" else PYTHON_OPERATORS[row.name]
        function = _RULES.get(row.name, _by_recurrence)
        return functools.partial(_refusing, functools.partial(function, self, row))

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return a constant power."""
        if not isinstance(base, self.arb_series):
            return self.inner.power(base, exponent)
        if exponent.denominator == 1 and exponent >= 0:
            return base ** int(exponent)
        _check_away_from_zero(base)
        return base ** (int(exponent) if exponent.denominator == 1 else self.number(exponent))

    def branch(self, left: Number, right: Number) -> bool | None:
        """Return whether the left number is surely greater, or surely not, as `Taylor` does."""
        return self.taylor.branch(*[Series(self.coefficients(x), self.taylor) for x in (left, right)])

    def select(self, left: Number, right: Number, a: Number, b: Number) -> Any:
        """Return balls that hold the coefficients of both values."""
        lifted = [Series(self.coefficients(x), self.taylor) for x in (left, right, a, b)]
        return self.arb_series(list(self.taylor.select(*lifted).coefficients), self.length)

    def __enter__(self) -> BallSeries:
        self.inner.__enter__()
        self._outer = self.inner.flint.ctx.cap
        self.inner.flint.ctx.cap = self.length
        return self

    def __exit__(self, *error: Any) -> None:
        self.inner.flint.ctx.cap = self._outer
        self.inner.__exit__(*error)


def _by_library(m: BallSeries, row: Elementary, x: Number) -> Any:
    if not isinstance(x, m.arb_series):
        return getattr(m.inner, row.name)(x)
    if row.name == "sqrt":
        _check_away_from_zero(x)
    return getattr(x, row.ball or row.name)()


def _check_away_from_zero(x: Any) -> None:
    """Refuse what has no series at 0: the library takes sqrt(t^2), which is |t|, for 0 + 0 t, and 0^-1 for 0."""
    if x[0].contains(0):
        raise DomainError("a root or a negative power of what may be 0")


def _own(m: BallSeries, row: Elementary, *arguments: Any) -> Any:
    *order, x = arguments
    if not isinstance(x, m.arb_series) or not all(is_order(m, n) for n in order):
        return _by_recurrence(m, row, *arguments)
    try:
        return _OWN[row.name](m, *order, x)
    except DomainError:
        # Over a wide ball a recurrence may have a value where a closed form has none.
        return _by_recurrence(m, row, *arguments)


def _of_two(m: BallSeries, row: Elementary, *arguments: Any) -> Any:
    if not any(isinstance(a, m.arb_series) for a in arguments):
        return getattr(m.inner, row.name)(*arguments)
    lifted = [a if isinstance(a, m.arb_series) else m.arb_series([m.inner.arb(a)], m.length) for a in arguments]
    return BETA_SERIES[row.name](m, *lifted)


def _by_recurrence(m: BallSeries, row: Elementary, *arguments: Any) -> Any:
    lifted = [Series(m.coefficients(a), m.taylor) if isinstance(a, m.arb_series) else a for a in arguments]
    if row.name == "atan2":
        _note_branch_cut(m, *[m.taylor.coefficients(a) for a in lifted])
    result = getattr(m.taylor, row.name)(*lifted)
    return m.arb_series(list(result.coefficients), m.length) if isinstance(result, Series) else result


def _refusing(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a rule; what the library refuses by its own exceptions has no series, and is no mistake in derivcheck."""
    try:
        return function(*arguments)
    except (ValueError, ZeroDivisionError) as error:
        raise DomainError(f"no series of balls: {error}") from error


_RULES: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(NATIVE, _by_library),
    **dict.fromkeys(_OWN, _own),
    **dict.fromkeys(BETA_SERIES, _of_two),
}
"""The rule ``function(m, row, *arguments)`` by name of the row; the others have recurrences."""

_PLAIN = frozenset("pow variable number constant abs sign max min".split()).union(PYTHON_OPERATORS)
"""Steps of a formula that are quick without such a rule."""


def _note_branch_cut(m: BallSeries, y: Any, x: Any) -> None:
    """Note a zero edge where atan2 jumps, on the negative half of the x axis."""
    if y[0].contains(0) and not x[0] > 0:
        m.edges.append(Series(y, m.taylor))
