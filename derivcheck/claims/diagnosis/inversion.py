"""The inverse of every operation in each of its arguments.

``inverses(m, operation, j, wanted, arguments)`` returns the values that argument `j` may take so
that the operation gives `wanted`, the others staying as they are. Applied from the root of a
formula downwards it says what each part of the formula would have to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from derivcheck.arithmetic.ball import midpoint
from derivcheck.arithmetic.base import Arithmetic
from derivcheck.claims.diagnosis.recognition import finite, same
from derivcheck.elementary import TABLE
from derivcheck.elementary.number import Functions, Number
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError

Inverse = Callable[..., Iterable[Any]]

_NEWTON_STEPS = 12


def inverses(
    m: Arithmetic,
    operation: str,
    j: int,
    wanted: Sequence[Number],
    arguments: Sequence[Number],
    reach: int | None = None,
) -> list[Any]:
    """Return the values of argument `j` that give one of the values `wanted`.

    Examples
    --------
    >>> from derivcheck.arithmetic.precise import Precise
    >>> m = Precise(64)
    >>> [int(x) for x in inverses(m, "pow", 0, [m.number(9)], [m.number(2), m.number(2)])]
    [3, -3]
    """
    reach = allowances.NEAR_PERIODS.value if reach is None else reach
    found: list[Any] = []
    for w in wanted:
        try:
            found += [x for x in _values(m, operation, j, w, arguments, reach) if finite(x)]
        except (DerivcheckError, ArithmeticError, ValueError):
            continue
    return found[: allowances.BRANCHES.value]


def _values(m: Arithmetic, operation: str, j: int, w: Number, arguments: Sequence[Number], reach: int) -> Iterable[Any]:
    if operation in PERIODIC:
        return _periodic(m, operation, w, arguments[0], reach)
    if operation in _INVERSES:
        return _INVERSES[operation][j](m, w, *arguments)
    return _newton(m, operation, j, w, arguments)


def _newton(m: Arithmetic, operation: str, j: int, w: Number, arguments: Sequence[Number]) -> list[Any]:
    """Return the root next to the present value, for a function without an inverse of its own."""
    slope, current = TABLE[operation].slopes[j], list(arguments)
    if slope is None:
        return []
    for _ in range(_NEWTON_STEPS):
        value = getattr(m, operation)(*current)
        # Newton's method would only let a radius grow.
        current[j] = midpoint(m.div(w - value, slope(m, *current, value)) + current[j])
        # That step doubled the digits.
        if same(value, w):
            return [current[j]]
    return []


def _base(m: Functions, w: Number, a: Number, b: Number) -> list[Any]:
    size = m.exp(m.div(m.log(abs(w)), b))
    return [x for x in (size, -size) if _gives(m, x, b, w)]


def _gives(m: Functions, a: Number, b: Number, w: Number) -> bool:
    try:
        return same(m.pow(a, b), w)
    except DerivcheckError:
        return False


def _exponent(m: Functions, w: Number, a: Number, b: Number) -> list[Any]:
    return [m.div(m.log(abs(w)), m.log(abs(a)))]


def _periodic(m: Functions, operation: str, w: Number, present: Number, reach: int) -> list[Any]:
    """Return the roots in the periods around the present value, the nearest first."""
    multiple, roots = PERIODIC[operation]
    period, found = multiple * m.pi, []
    for root in roots(m, w):
        shift = round(float(present - root) / float(period))
        found += [(abs(k), root + (shift + k) * period) for k in range(-reach, reach + 1)]
    return [x for _, x in sorted(found, key=lambda pair: pair[0])]


def _sines(m: Functions, w: Number) -> tuple[Any, ...]:
    return m.asin(w), m.pi - m.asin(w)


def _cosines(m: Functions, w: Number) -> tuple[Any, ...]:
    return m.acos(w), -m.acos(w)


PERIODIC: dict[str, tuple[int, Callable[[Any, Any], tuple[Any, ...]]]] = {
    "sin": (2, _sines),
    "cos": (2, _cosines),
    "tan": (1, lambda m, w: (m.atan(w),)),
    "cot": (1, lambda m, w: (m.atan(m.div(1, w)),)),
    "sec": (2, lambda m, w: _cosines(m, m.div(1, w))),
    "csc": (2, lambda m, w: _sines(m, m.div(1, w))),
}
"""For each periodic function the period over pi, and the arguments that give a value within a period."""


def _both(x: Number) -> list[Any]:
    return [x, -x]


_INVERSES: dict[str, tuple[Inverse, ...]] = {
    "add": (lambda m, w, a, b: [w - b], lambda m, w, a, b: [w - a]),
    "sub": (lambda m, w, a, b: [w + b], lambda m, w, a, b: [a - w]),
    "mul": (lambda m, w, a, b: [m.div(w, b)], lambda m, w, a, b: [m.div(w, a)]),
    "div": (lambda m, w, a, b: [w * b], lambda m, w, a, b: [m.div(a, w)]),
    "neg": (lambda m, w, a: [-w],),
    "pow": (_base, _exponent),
    "sqrt": (lambda m, w, x: [w * w],),
    "cbrt": (lambda m, w, x: [w * w * w],),
    "exp": (lambda m, w, x: [m.log(w)],),
    "expm1": (lambda m, w, x: [m.log1p(w)],),
    "log": (lambda m, w, x: [m.exp(w)],),
    "log1p": (lambda m, w, x: [m.expm1(w)],),
    "log2": (lambda m, w, x: [m.exp(w * m.log(m.number(2)))],),
    "log10": (lambda m, w, x: [m.exp(w * m.log(m.number(10)))],),
    "asin": (lambda m, w, x: [m.sin(w)],),
    "acos": (lambda m, w, x: [m.cos(w)],),
    "atan": (lambda m, w, x: [m.tan(w)],),
    "acot": (lambda m, w, x: [m.cot(w)],),
    "asec": (lambda m, w, x: [m.sec(w)],),
    "acsc": (lambda m, w, x: [m.csc(w)],),
    "sinh": (lambda m, w, x: [m.asinh(w)],),
    "cosh": (lambda m, w, x: _both(m.acosh(w)),),
    "tanh": (lambda m, w, x: [m.atanh(w)],),
    "coth": (lambda m, w, x: [m.acoth(w)],),
    "sech": (lambda m, w, x: _both(m.asech(w)),),
    "csch": (lambda m, w, x: [m.acsch(w)],),
    "asinh": (lambda m, w, x: [m.sinh(w)],),
    "acosh": (lambda m, w, x: [m.cosh(w)],),
    "atanh": (lambda m, w, x: [m.tanh(w)],),
    "acoth": (lambda m, w, x: [m.coth(w)],),
    "asech": (lambda m, w, x: [m.sech(w)],),
    "acsch": (lambda m, w, x: [m.csch(w)],),
    "abs": (lambda m, w, x: _both(w),),
    "max": (lambda m, w, a, b: [w], lambda m, w, a, b: [w]),
    "min": (lambda m, w, a, b: [w], lambda m, w, a, b: [w]),
    **dict.fromkeys(("sign", "floor", "ceil", "trunc", "rint"), (lambda m, w, x: [],)),
}
