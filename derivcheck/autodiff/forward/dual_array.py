"""Dual numbers over NumPy arrays: what forward mode of NumPy code computes with.

A `DualArray` is a primal of any shape and its tangent: of the same shape for one direction, with
a leading axis for several. It takes part in NumPy's protocols, so that code written for arrays
runs on it unmodified; what has no rule is refused by name, never computed without its tangent.
The primal may be a `DualArray` of a level begun earlier, which makes higher derivatives.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.typing import DTypeLike

from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.composites.composite import float_format
from derivcheck.autodiff.composites.masking import is_masked, masked
from derivcheck.autodiff.composites.methods import UFUNC_METHODS, ArrayMethods
from derivcheck.autodiff.composites.results import with_out
from derivcheck.autodiff.forward.chain_rules import BINARY, UNARY, binary, constant_power, find, in_last, unary
from derivcheck.autodiff.forward.level import BinaryRule, Level
from derivcheck.elementary import Elementary
from derivcheck.elementary.several_results import each_result
from derivcheck.ground.errors import UnsupportedOperation

FUNCTIONS: dict[Any, Callable[..., Any]] = {}
"""Rule by function of NumPy that is not elementwise; `dual_functions` fills it."""

# These look at the primal and return plain arrays: their values do not move with the variable.
BY_PRIMAL = frozenset(
    getattr(np, name)
    for name in "less less_equal greater greater_equal equal not_equal isnan isinf isfinite signbit "
    "logical_and logical_or logical_xor logical_not".split()
)

NUMBERS = frozenset({int, float, bool, complex, *np.sctypeDict.values()} - {np.object_})
"""Types of single numbers, which are constants."""

_NO_FLOAT = "a dual number has no {}(): it would lose the derivative; of math use NumPy's function, such as np.sin"


class DualArray(ArrayMethods):
    """A primal and its tangent at a level.

    Attributes
    ----------
    primal : array, NumPy scalar, or DualArray of an earlier level
    tangent : the same
        Of the shape of the primal, after a leading axis if the level has one; a single number
        stands for a tangent that is equal everywhere.
    level : Level
    viewed : bool
        Set if a view of it was taken, which must see what is assigned.
    """

    __slots__ = ("level", "primal", "tangent", "viewed")
    __hash__ = None  # type: ignore[assignment]
    viewed: bool

    def __init__(self, primal: Any, tangent: Any, level: Level) -> None:
        self.primal = primal
        self.tangent = tangent
        self.level = level

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: object, **options: object) -> Any:
        if method == "__call__" and not options:
            if (simple := UNARY.get(ufunc)) is not None:
                level = self.level
                return DualArray(*simple(level, self.primal, self.tangent), level)
            found = each_result(ufunc, lambda row, part: self.by_row(row, part, *inputs))
            return apply(ufunc, inputs) if found is None else found
        if (rule := UFUNC_METHODS.get(method)) is None:
            raise UnsupportedOperation(f"forward mode has no rule for numpy.{ufunc.__name__}.{method}")
        return rule(ufunc, *inputs, **options)

    def __array_function__(
        self, function: Callable[..., Any], types: object, arguments: Sequence[Any], options: Mapping[str, Any]
    ) -> Any:
        if is_masked(function, options):
            return masked(function, arguments, {**options})
        if (rule := FUNCTIONS.get(function)) is None:
            raise UnsupportedOperation(f"forward mode has no rule for numpy.{function.__name__}")
        return (
            with_out(rule, function.__name__, arguments, options) if "out" in options else rule(*arguments, **options)
        )

    def __array__(self, dtype: npt.DTypeLike | None = None, copy: bool | None = None) -> np.ndarray[Any, Any]:
        """Return an array of dual numbers, slow but right; to a float format there is no way."""
        return self.objects(dtype)

    def by_row(self, row: Elementary, function: Callable[..., Any], *arguments: Any) -> Any:
        """Return a function of the table that NumPy does not have."""
        if row.arity == 2:
            return combine(binary(row, function), *arguments)
        return DualArray(*unary(row, function)(self.level, self.primal, self.tangent), self.level)

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the primal."""
        return self.primal.shape  # type: ignore[no-any-return]

    @property
    def ndim(self) -> int:
        """Number of axes of the primal."""
        return self.primal.ndim  # type: ignore[no-any-return]

    @property
    def dtype(self) -> Any:
        """Format of the primal."""
        return self.primal.dtype

    def astype(self, dtype: DTypeLike, **options: Any) -> Any:
        """Return the array in another float format; integers and truth values are constant but for their jumps."""
        if np.dtype(dtype).kind in "iub":
            return plain_value(np.trunc(self) if np.dtype(dtype).kind != "b" else self).astype(dtype, **options)
        found = float_format(dtype)
        return DualArray(self.primal.astype(found), self.tangent.astype(found), self.level)

    def __getitem__(self, key: object) -> Any:
        return FUNCTIONS[operator.getitem](self, key)

    def __setitem__(self, key: object, value: object) -> None:
        FUNCTIONS[operator.setitem](self, key, value)

    def __bool__(self) -> bool:
        return bool(plain_value(self))

    def __float__(self) -> float:
        raise UnsupportedOperation(_NO_FLOAT.format("float"))

    def __int__(self) -> int:
        return int(plain_value(np.trunc(self)))

    def __complex__(self) -> complex:
        raise UnsupportedOperation(_NO_FLOAT.format("complex"))

    def __repr__(self) -> str:
        return f"DualArray({self.primal!r}, {self.tangent!r}, level {self.level.number})"

    def __add__(self, other: Any) -> Any:
        if type(other) in NUMBERS:
            return DualArray(self.primal + other, +self.tangent, self.level)
        return combine(_ADD, self, other)

    def __radd__(self, other: Any) -> Any:
        if type(other) in NUMBERS:
            return DualArray(other + self.primal, +self.tangent, self.level)
        return combine(_ADD, other, self)

    def __sub__(self, other: Any) -> Any:
        if type(other) in NUMBERS:
            return DualArray(self.primal - other, +self.tangent, self.level)
        return combine(_SUBTRACT, self, other)

    def __rsub__(self, other: Any) -> Any:
        if type(other) in NUMBERS:
            return DualArray(other - self.primal, -self.tangent, self.level)
        return combine(_SUBTRACT, other, self)

    def __mul__(self, other: Any) -> Any:
        if type(other) in NUMBERS:
            return DualArray(self.primal * other, self.level.product(other, self.tangent), self.level)
        return combine(_MULTIPLY, self, other)

    def __rmul__(self, other: Any) -> Any:
        if type(other) in NUMBERS:
            return DualArray(other * self.primal, self.level.product(other, self.tangent), self.level)
        return combine(_MULTIPLY, other, self)

    def __truediv__(self, other: Any) -> Any:
        return combine(_DIVIDE, self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return combine(_DIVIDE, other, self)

    def __pow__(self, other: Any) -> Any:
        if type(other) in NUMBERS:
            return DualArray(*constant_power(self.level, self.primal, other, self.tangent, operator.pow), self.level)
        return combine(_POWER, self, other)

    def __rpow__(self, other: Any) -> Any:
        return combine(_POWER, other, self)

    def __neg__(self) -> Any:
        return DualArray(-self.primal, -self.tangent, self.level)

    def __pos__(self) -> Any:
        return DualArray(+self.primal, +self.tangent, self.level)


_ADD, _SUBTRACT, _MULTIPLY = BINARY[np.add], BINARY[np.subtract], BINARY[np.multiply]
_DIVIDE, _POWER = BINARY[np.divide], BINARY[operator.pow]


def apply(ufunc: np.ufunc, inputs: tuple[Any, ...]) -> Any:
    """Return a ufunc of dual numbers.

    Raises
    ------
    UnsupportedOperation
        There is no rule for it.
    """
    if (rule := BINARY.get(ufunc)) is not None:
        return combine(rule, *inputs)
    if ufunc in BY_PRIMAL:
        return ufunc(*map(plain_value, inputs))
    if ufunc in FUNCTIONS:
        return FUNCTIONS[ufunc](*inputs)
    if find(ufunc) is not None:
        return ufunc(*inputs)
    *parameters, x = inputs
    plain = not any(isinstance(p, DualArray) for p in parameters)
    if plain and isinstance(x, DualArray) and (one := in_last(ufunc, parameters)) is not None:
        whole: Any = np.broadcast_to(x, np.broadcast_shapes(*map(np.shape, inputs)))
        return DualArray(*one(whole.level, whole.primal, whole.tangent), whole.level)
    raise UnsupportedOperation(f"forward mode has no rule for {ufunc.__name__}")


def combine(rule: BinaryRule, a: Any, b: Any) -> Any:
    """Return the result of a rule of two arguments, at the later of their levels."""
    if type(a) is not DualArray:
        a = lifted(a)
    if type(b) is not DualArray:
        b = lifted(b)
    if a is NotImplemented or b is NotImplemented:
        return NotImplemented
    first = a.level if type(a) is DualArray else None
    second = b.level if type(b) is DualArray else None
    if first is second:
        return _with_level(first, rule, a.primal, b.primal, a.tangent, b.tangent)
    if first is None or (second is not None and second.number > first.number):
        return _with_level(second, rule, a, b.primal, None, b.tangent)
    return _with_level(first, rule, a.primal, b, a.tangent, None)


def _with_level(level: Any, rule: BinaryRule, a: Any, b: Any, ta: Any, tb: Any) -> DualArray:
    if level.lead:
        return _with_lead(level, rule, a, b, ta, tb)
    y, t = rule(level, a, b, ta, tb)
    if t.ndim and t.shape != y.shape:
        t = spread(t, y.shape)
    return DualArray(y, t, level)


def _with_lead(level: Any, rule: BinaryRule, a: Any, b: Any, ta: Any, tb: Any) -> DualArray:
    p, q = _ndim(a), _ndim(b)
    if p < q and ta is not None:
        ta = deepened(ta, q - p)
    elif q < p and tb is not None:
        tb = deepened(tb, p - q)
    y, t = rule(level, a, b, ta, tb)
    return DualArray(y, t if t.shape[1:] == y.shape else spread(t, (t.shape[0], *y.shape)), level)


def _ndim(x: Array) -> int:
    return 0 if type(x) in NUMBERS else x.ndim


def deepened(t: Array, extra: int) -> Any:
    """Return a tangent with so many axes of length 1 after the leading one, to broadcast like the primal."""
    return np.reshape(t, (t.shape[0], *(1,) * extra, *t.shape[1:]))


def spread(t: Array, shape: tuple[int, ...]) -> Any:
    """Return a tangent broadcast to a shape, in memory of its own."""
    return +np.broadcast_to(t, shape)


class Placeholder:
    """Something that stands for a dual array, which `materialize` returns."""

    __slots__ = ()

    def materialize(self) -> DualArray:
        """Return the dual array."""
        raise NotImplementedError


def lifted(x: object) -> Any:
    """Return lists and arrays of objects that hold dual numbers as one dual number; others as they are."""
    if type(x) in NUMBERS or type(x) is DualArray:
        return x
    if isinstance(x, np.ndarray):
        return x if x.dtype.kind != "O" else _assembled(x)
    if isinstance(x, list | tuple):
        parts = [lifted(e) for e in x]
        return np.stack(parts) if any(type(e) is DualArray for e in parts) else np.asarray(x)
    if hasattr(x, "tocsr"):
        return NotImplemented  # a sparse matrix knows its own products
    return x.materialize() if isinstance(x, Placeholder) else x


def _assembled(x: np.ndarray[Any, Any]) -> Any:
    return np.reshape(np.stack(list(x.flat)), x.shape) if x.size else x.astype(float)


def plain_value(x: object) -> Any:
    """Return the plain number under all levels."""
    x = x.materialize() if isinstance(x, Placeholder) else x
    while type(x) is DualArray:
        x = x.primal
    return x
