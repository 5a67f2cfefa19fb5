"""The chain rule for each ufunc of NumPy, on plain primals and tangents.

A rule of one argument is ``rule(level, x, t) -> (y, dy)``; one of two arguments
``rule(level, a, b, ta, tb) -> (y, dy)``, where a tangent is None if that argument is a constant,
though not both are. What the table of elementary functions says is used as it stands, except
where the general form costs a needless pass over the data or is wrong at a single point.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from derivcheck.arithmetic.real import Real
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.forward.kink_rules import copysign, extreme, heaviside, nothing, remainder, step, whole
from derivcheck.autodiff.forward.level import BinaryRule, Level, Pair, UnaryRule, add_to, take_from
from derivcheck.autodiff.numbers.array_real import namespace
from derivcheck.elementary import IN_CODE, UFUNCS, Elementary
from derivcheck.elementary.whole_orders import of_whole_order
from derivcheck.ground.errors import UnsupportedOperation


def unary(row: Elementary, function: Callable[[Any], Any]) -> UnaryRule:
    """Return the rule that the slope of a row gives."""
    (slope,) = row.slopes
    assert slope is not None

    def rule(level: Level, x: Array, t: Array) -> Pair:
        y = function(x)
        m = namespace(y.dtype)
        if not row.smooth:
            level.bend(row.name, row.edge_value(m, x) == 0, t)
        s = slope(m, x, y)
        return y, level.product(s, t) if s is x or s is y else level.scale(s, t)

    return rule


def binary(row: Elementary, function: Callable[[Any, Any], Any]) -> BinaryRule:
    """Return the rule that the slopes of a row give."""

    def rule(level: Level, a: object, b: object, ta: Array | None, tb: Array | None) -> Pair:
        y = function(a, b)
        m = namespace(y.dtype)
        if not row.smooth:
            level.bend(row.name, row.edge_value(m, a, b) == 0)
        moving = [(slope, t) for slope, t in zip(row.slopes, (ta, tb), strict=True) if t is not None]
        return y, functools.reduce(operator.add, [level.product(_slope(row, s, m, a, b, y), t) for s, t in moving])

    return rule


def _slope(row: Elementary, slope: Callable[..., Any] | None, m: Real, a: object, b: object, y: object) -> Any:
    if slope is None:
        raise UnsupportedOperation(f"{row.name} has no known derivative in its first argument")
    return slope(m, a, b, y)


def _add(level: Level, a: Array, b: Array, ta: Any, tb: Any) -> Pair:
    # A tangent is copied, never shared, so that updates in place reach one number only.
    return a + b, +ta if tb is None else +tb if ta is None else ta + tb


def _subtract(level: Level, a: Array, b: Array, ta: Any, tb: Any) -> Pair:
    return a - b, +ta if tb is None else -tb if ta is None else ta - tb


def _multiply(level: Level, a: Array, b: Array, ta: Array, tb: Array) -> Pair:
    if tb is None:
        return a * b, level.product(b, ta)
    if ta is None:
        return a * b, level.product(a, tb)
    return a * b, add_to(level.product(b, ta), level.product(a, tb))


def _divide(level: Level, a: Array, b: Array, ta: Array, tb: Array) -> Pair:
    y = a / b
    if tb is None:
        return y, level.quotient(ta, b)
    if ta is None:
        return y, level.scale(-y / b, tb)
    return y, level.quotient(take_from(ta, level.product(y, tb)), b)


def _negative(level: Level, x: Array, t: Array) -> Pair:
    return -x, -t


def _positive(level: Level, x: Array, t: Array) -> Pair:
    return +x, +t


def _conjugate(level: Level, x: Array, t: Array) -> Pair:
    refuse_holomorphic(level, "conjugate")
    return np.conjugate(x), np.conjugate(t)


def refuse_holomorphic(level: Level, name: str) -> None:
    """Raise where a function of a complex variable has no complex derivative."""
    if level.holomorphic:
        raise UnsupportedOperation(f"numpy.{name} has no complex derivative; differentiate along real numbers")


def _exp(level: Level, x: Array, t: Array) -> Pair:
    y = np.exp(x)
    return y, level.product(y, t)


def _log(level: Level, x: Array, t: Array) -> Pair:
    return np.log(x), level.quotient(t, x)


def _sin(level: Level, x: Array, t: Array) -> Pair:
    return np.sin(x), level.scale(np.cos(x), t)


def _cos(level: Level, x: Array, t: Array) -> Pair:
    y = np.sin(x)
    return np.cos(x), level.scale(np.negative(y, y) if type(y) is np.ndarray else -y, t)


def _sqrt(level: Level, x: Array, t: Array) -> Pair:
    y = np.sqrt(x)
    return y, level.scale(0.5 / y, t)


def _square(level: Level, x: Array, t: Array) -> Pair:
    return x * x, level.scale(x + x, t)


def _modulus(level: Level, x: Array, t: Array) -> Pair:
    """Return |x|; of complex numbers its rate of change, Re(conj(x) t) / |x|."""
    if x.dtype.kind != "c":
        level.bend("absolute", x == 0, t)
        return np.absolute(x), level.scale(np.sign(x), t)
    refuse_holomorphic(level, "absolute")
    y = np.absolute(x)
    return y, level.quotient(np.real(level.product(np.conjugate(x), t)), y)


def constant_power(level: Level, a: Array, n: Array, t: Array, power: Callable[[Any, Any], Any]) -> Pair:
    """Return a**n for a plain number n; 0 * a**-1 would be NaN at a = 0."""
    if n == 0:
        return power(a, n), nothing(t)
    if n == 1:
        return power(a, n), +t
    y = power(a, n)
    return y, level.scale(2 * a if n == 2 else n * a ** (n - 1), t)


def _power_rule(power: Callable[[Any, Any], Any]) -> BinaryRule:
    def rule(level: Level, a: Array, b: Array, ta: Any, tb: Any) -> Pair:
        if tb is None and not isinstance(b, np.ndarray) and not hasattr(b, "tangent"):
            return constant_power(level, a, b, ta, power)
        y = power(a, b)
        along_base = None if ta is None else level.product(np.where(b == 0, 0, b * power(a, b - 1))[()], ta)
        if tb is None:
            return y, along_base
        along_exponent = level.product(_logarithmic(a, b, y), tb)
        return y, along_exponent if along_base is None else add_to(along_exponent, along_base)

    return rule


def _logarithmic(a: Array, b: Array, y: Array) -> Any:
    """Return log(a) a**b, which is 0 at a = 0 < b."""
    return np.where((a == 0) & (b > 0), 0, np.log(a) * y)[()]


def _ldexp(level: Level, a: Array, b: Array, ta: Array, tb: Array) -> Pair:
    if ta is None:
        raise UnsupportedOperation("numpy.ldexp takes an integer exponent, which has no derivative")
    return np.ldexp(a, b), np.ldexp(ta, b)


UNARY: dict[Any, UnaryRule] = {
    np.negative: _negative,
    np.positive: _positive,
    np.conjugate: _conjugate,
    np.exp: _exp,
    np.log: _log,
    np.sin: _sin,
    np.cos: _cos,
    np.sqrt: _sqrt,
    np.square: _square,
    np.absolute: _modulus,
    np.fabs: _modulus,
    np.sign: step(np.sign, lambda x, y: x == 0, "sign"),
    np.floor: step(np.floor, lambda x, y: x == y, "floor"),
    np.ceil: step(np.ceil, lambda x, y: x == y, "ceil"),
    np.trunc: step(np.trunc, lambda x, y: (x == y) & (x != 0), "trunc"),
    np.rint: step(np.rint, lambda x, y: np.absolute(x - y) == 0.5, "rint"),
}
"""Rule by ufunc of one argument."""

BINARY: dict[Any, BinaryRule] = {
    np.add: _add,
    np.subtract: _subtract,
    np.multiply: _multiply,
    np.divide: _divide,
    np.power: _power_rule(np.power),
    np.float_power: _power_rule(np.float_power),
    operator.pow: _power_rule(operator.pow),
    np.maximum: extreme(np.maximum, operator.gt, "maximum"),
    np.minimum: extreme(np.minimum, operator.lt, "minimum"),
    np.fmax: extreme(np.fmax, operator.gt, "fmax"),
    np.fmin: extreme(np.fmin, operator.lt, "fmin"),
    np.remainder: remainder(np.remainder, np.floor_divide, "remainder"),
    np.fmod: remainder(np.fmod, lambda a, b: np.trunc(a / b), "fmod"),
    np.floor_divide: step(np.floor_divide, whole, "floor_divide"),
    np.heaviside: heaviside,
    np.copysign: copysign,
    np.ldexp: _ldexp,
}
"""Rule by ufunc of two arguments; `operator.pow` is ``**``, which NumPy computes in its own way."""

for _name, _row in UFUNCS.items():
    _function = getattr(np, _name)
    if _function not in UNARY and _function not in BINARY:
        if _row.arity == 1:
            UNARY[_function] = unary(_row, _function)
        else:
            BINARY[_function] = binary(_row, _function)


def in_last(ufunc: np.ufunc, parameters: Sequence[Array]) -> UnaryRule | None:
    """Return the rule of a ufunc of several parameters in its last argument, where one is known."""
    row = IN_CODE.get(ufunc.__name__)
    if row is None or row.arity < 3 or ufunc.nin != row.arity or (slope := row.slopes[-1]) is None:
        return None

    def known(m: Any, x: Any, y: Any) -> Any:
        found = slope(m, *parameters, x, y)
        if np.any(np.isnan(found) & np.isfinite(y)):
            raise UnsupportedOperation(f"the slope of scipy.special.{ufunc.__name__} is not known well enough here")
        return found

    return unary(replace(row, slopes=(known,)), lambda x: ufunc(*parameters, x))


def find(ufunc: np.ufunc) -> UnaryRule | BinaryRule | None:
    """Return the rule of a ufunc that is not in the tables yet, such as one of `scipy.special`."""
    row = IN_CODE.get(ufunc.__name__)
    if row is None or ufunc.nin != row.arity or ufunc.nout != 1 or row.arity > 2:
        return None
    if row.arity == 1:
        UNARY[ufunc] = unary(row, ufunc)
        return UNARY[ufunc]
    BINARY[ufunc] = binary(row, of_whole_order(ufunc))
    return BINARY[ufunc]
