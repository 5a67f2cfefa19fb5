"""Finite-difference schemes: offsets are data, everything else is derived from them exactly.

A stencil for the derivative of order q has offsets g_i (in units of the step h) and weights c_i
with  D = sum c_i f(x + g_i h) / h^q.  The weights are Fornberg's ("Generation of finite difference
formulas on arbitrarily spaced grids", Math. Comp. 51, 1988), as SymPy computes them. By Taylor's
theorem D - f^(q)(x) is the sum over k >= p + q of  m_k f^(k)(x)/k! h^(k-q)  with the moments
m_k = sum c_i g_i^k; the order of accuracy p is where the first of them does not vanish.
"""

from __future__ import annotations

import functools
import importlib
import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from derivcheck.elementary.number import Number
from derivcheck.ground.errors import SchemeError
from derivcheck.ground.limits import MAX_OFFSETS, MAX_ORDER

Offsets = tuple[Fraction, ...]

# Short numbers only, since 1e999999999 is a fraction too.
_OFFSET = re.compile(r"[-+]?([0-9]{1,9}(/0{0,8}[1-9][0-9]{0,8})?|[0-9]{0,9}\.[0-9]{1,9})")


@dataclass(frozen=True)
class Scheme:
    """A named rule that gives the offsets for each order of derivative."""

    name: str
    offsets: Callable[[int], Sequence[int | Fraction]]


def _forward(accuracy: int) -> Callable[[int], Sequence[int]]:
    return lambda order: range(order + accuracy)


def _backward(accuracy: int) -> Callable[[int], Sequence[int]]:
    return lambda order: range(1 - order - accuracy, 1)


def _central(accuracy: int) -> Callable[[int], Sequence[int]]:
    def offsets(order: int) -> Sequence[int]:
        reach = (order + 1) // 2 - 1 + accuracy // 2
        return [g for g in range(-reach, reach + 1) if g or order % 2 == 0]

    return offsets


SCHEMES = (
    *(Scheme(f"forward-{p}", _forward(p)) for p in (1, 2, 3, 4)),
    *(Scheme(f"backward-{p}", _backward(p)) for p in (1, 2, 3, 4)),
    *(Scheme(f"central-{p}", _central(p)) for p in (2, 4, 6, 8)),
)

TABLE: Mapping[str, Scheme] = MappingProxyType({scheme.name: scheme for scheme in SCHEMES})
"""Scheme by name."""

DEFAULT = ("forward-1", "backward-1", "central-2", "central-4")
"""The schemes of a comparison that names none."""


@dataclass(frozen=True)
class Stencil:
    """A scheme for one order of derivative.

    Attributes
    ----------
    name : str
    order : int
        Order q of the derivative.
    offsets, weights : tuple of Fraction
        Nodes in units of h, and exact weights, by rising offset.
    """

    name: str
    order: int
    offsets: Offsets
    weights: tuple[Fraction, ...]

    @functools.cached_property
    def _moments(self) -> dict[int, Fraction]:
        return {}

    def moment(self, k: int) -> Fraction:
        """Return m_k = sum of c_i g_i^k."""
        if k not in self._moments:
            terms = (c * g**k for c, g in zip(self.weights, self.offsets, strict=True))
            self._moments[k] = sum(terms, Fraction(0))
        return self._moments[k]

    def absolute_moment(self, k: int) -> Fraction:
        """Return the sum of |c_i| |g_i|^k; for k = 0 the factor by which noise in f is amplified."""
        return sum((abs(c) * abs(g) ** k for c, g in zip(self.weights, self.offsets, strict=True)), Fraction(0))

    @functools.cached_property
    def accuracy(self) -> int:
        """Order of accuracy p."""
        # A stencil of n nodes is exact up to degree n - 1, and one more by symmetry.
        k = self.order + 1
        while self.moment(k) == 0:
            k += 1
        return k - self.order

    @functools.cached_property
    def constant(self) -> Fraction:
        """The exact error constant C: the truncation is C f^(p+q)(x) h^p + higher terms."""
        k = self.order + self.accuracy
        return self.moment(k) / math.factorial(k)

    @functools.cached_property
    def reach(self) -> Fraction:
        """Distance of the outermost node, in units of h."""
        return max(abs(g) for g in self.offsets)

    @functools.cached_property
    def denominator(self) -> int:
        """The common denominator of the weights."""
        return math.lcm(*(c.denominator for c in self.weights))

    def apply(self, values: Sequence[Number], step: Number) -> Any:
        """Return the finite difference of numbers of any kind, in their own arithmetic.

        Integer weights are summed from the lowest offset up and divided once, as one writes
        (f(x + h) - f(x - h)) / (2 h).
        """
        terms = [_times(int(c * self.denominator), value) for c, value in zip(self.weights, values, strict=True)]
        power = functools.reduce(operator.mul, [step] * self.order)
        return functools.reduce(operator.add, terms) / _times(self.denominator, power)


def _times(weight: int, value: Number) -> Any:
    return value if weight == 1 else -value if weight == -1 else weight * value


def stencil(name: str, order: int = 1) -> Stencil:
    """Return the stencil of a scheme for the derivative of an order.

    Parameters
    ----------
    name : str
        A name of `TABLE`, or "offsets:" and distinct offsets, such as "offsets:-1,0,2".
    order : int
        Order of the derivative, 1 to 4.

    Raises
    ------
    SchemeError
        No such scheme, or the offsets are not usable.

    Examples
    --------
    >>> s = stencil("central-2")
    >>> [str(c) for c in s.weights], s.accuracy, str(s.constant)
    (['-1/2', '1/2'], 2, '1/6')
    """
    if not 1 <= order <= MAX_ORDER:
        raise SchemeError(f"no finite differences for order {order}; known: 1 to {MAX_ORDER}")
    if name.startswith("offsets:"):
        return _stencil(name, order, _parse_offsets(name, order))
    if name not in TABLE:
        raise SchemeError(f"no scheme {_short(name)!r}; known: {', '.join(TABLE)}, or offsets:-1,0,2")
    return _stencil(name, order, tuple(sorted(Fraction(g) for g in TABLE[name].offsets(order))))


def _parse_offsets(name: str, order: int) -> Offsets:
    texts = [text.strip() for text in name.removeprefix("offsets:").split(",")]
    if not all(_OFFSET.fullmatch(text) for text in texts):
        raise SchemeError(f"cannot read {_short(name)!r}; write offsets:-1,0,2 or offsets:-1/2,1/2")
    offsets = tuple(sorted(Fraction(text) for text in texts))
    if len(set(offsets)) < len(offsets):
        raise SchemeError(f"{_short(name)!r} names an offset twice")
    if not order < len(offsets) <= MAX_OFFSETS:
        needed = f"order {order} needs {order + 1} to {MAX_OFFSETS}"
        raise SchemeError(f"{_short(name)!r} has {len(offsets)} offsets; {needed}")
    if max(max(abs(g.numerator), g.denominator) for g in offsets) > 1000:
        raise SchemeError(f"{_short(name)!r} has an offset beyond 1000 or finer than 1/1000; scale the step instead")
    return offsets


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:57]}..."


@functools.cache
def _stencil(name: str, order: int, offsets: Offsets) -> Stencil:
    sympy = importlib.import_module("sympy")
    nodes = [sympy.Rational(g.numerator, g.denominator) for g in offsets]
    weights = sympy.finite_diff_weights(order, nodes, 0)[order][-1]
    exact = [Fraction(int(c.p), int(c.q)) for c in weights]
    # A node of weight zero (the centre, for an odd derivative) is not evaluated.
    kept = [(g, c) for g, c in zip(offsets, exact, strict=True) if c]
    return Stencil(name, order, tuple(g for g, _ in kept), tuple(c for _, c in kept))
