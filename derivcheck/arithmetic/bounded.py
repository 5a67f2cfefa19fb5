"""A number with a bound on its error: what any witness gives, and any claim comes to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mpmath.libmp import from_float, from_man_exp

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.precise import precise_context
from derivcheck.arithmetic.running import Running
from derivcheck.elementary.number import Number

_SHOWN_BITS = 128


@dataclass(frozen=True)
class Bounded:
    """A number, or an array of them, and a bound on its error.

    Attributes
    ----------
    value, bound : numbers of one kind (Python's, mpmath's or Arb's), or two arrays of one shape
        The truth is between ``value - bound`` and ``value + bound``, element by element.
    plain : array or None
        A bound on the error of a float64 program of the same numbers, where `value` is sharper than that.

    See Also
    --------
    derivcheck.arithmetic.running.RunningNumber : a number to calculate with, which a bound comes from.
    derivcheck.results.Reference : digits to be shown, and a radius that covers their rounding.

    Examples
    --------
    >>> import numpy as np
    >>> Bounded(0.1, 0.2).may_be_zero, Bounded(np.array([0.1, 0.3]), np.array([0.2, 0.2])).may_be_zero
    (True, array([ True, False]))
    """

    value: Any
    bound: Any
    plain: Any = None

    @classmethod
    def of(cls, m: Ball | Running, x: Any) -> Bounded | None:
        """Return a number of an arithmetic that bounds errors, in the numbers of its own; None where it is not finite.

        >>> with Ball(64) as m:
        ...     third = Bounded.of(m, m.arb(1) / 3)
        >>> third is not None and float(third.bound) < 1e-19
        True
        """
        if isinstance(m, Running):
            x = m.lift(x)
            return cls(x.value, x.bound) if x.is_finite() else None
        ball = m.arb(x) if isinstance(x, int) else x
        return cls(ball.mid(), ball.rad()) if ball.is_finite() else None

    @property
    def may_be_zero(self) -> Any:
        """Whether the truth may be zero."""
        return abs(self.value) <= self.bound

    def precise(self, bits: int = _SHOWN_BITS) -> Bounded:
        """Return a number as mpmath's, exactly; the result of an operation on them has so many bits."""
        return Bounded(middle(self.value, bits), middle(self.bound, bits))

    def each(self, change: Callable[[Any], Any]) -> Bounded:
        """Return the arrays, each changed in the same way.

        >>> import numpy as np
        >>> Bounded(np.zeros(4), np.ones(4)).each(lambda part: np.reshape(part, (2, 2))).bound.shape
        (2, 2)
        """
        return Bounded(change(self.value), change(self.bound), None if self.plain is None else change(self.plain))


def joined(parts: Sequence[Bounded], join: Callable[[list[Any]], Any]) -> Bounded:
    """Return arrays with bounds as one, such as by ``numpy.concatenate``; `plain` only if each has it.

    >>> import numpy as np
    >>> joined([Bounded(np.zeros(2), np.ones(2))] * 3, np.concatenate).value.shape
    (6,)
    """
    plain = [part.plain for part in parts]
    known = all(each is not None for each in plain)
    return Bounded(join([p.value for p in parts]), join([p.bound for p in parts]), join(plain) if known else None)


def middle(x: Number, bits: int) -> Any:
    """Return the midpoint of a ball, or a float or mpmath number, as mpmath's of a precision, without rounding.

    >>> with Ball(64) as m:
    ...     print(middle(m.arb(3) / 4, 10))
    0.75
    """
    return precise_context(bits).make_mpf(_mpf(x))


def _mpf(x: Any) -> Any:
    # Balls first, which most are: to be asked for what it has not takes a number as long as to be converted.
    if hasattr(x, "mid"):
        return from_man_exp(*map(int, x.mid().man_exp()))
    return x._mpf_ if hasattr(x, "_mpf_") else from_float(float(x))
