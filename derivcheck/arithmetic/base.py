"""What every arithmetic offers: numbers, constants, and the elementary functions as attributes."""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable
from fractions import Fraction
from functools import partial
from types import TracebackType
from typing import Any, Self

from derivcheck.elementary import TABLE, Elementary
from derivcheck.elementary.number import Number
from derivcheck.ground.errors import UnsupportedOperation

PYTHON_OPERATORS: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "neg": operator.neg,
}


class Arithmetic:
    """A namespace of elementary functions over one kind of number.

    ``m.sin(x)`` looks the row "sin" up in `elementary.TABLE`, and takes the function of this
    arithmetic's library or else the row's definition in terms of other rows. The numbers
    themselves carry Python's operators. An arithmetic is also a context manager, entered around
    any computation in it, because some libraries keep their precision in a global.
    """

    name = "arithmetic"
    rank = 0
    """How many arithmetics it is stacked upon; the higher one takes the numbers of the lower."""

    encloses = False
    """Whether a number is an interval, which may hold zero without being zero."""

    @property
    def key(self) -> Hashable | None:
        """What is prepared for one arithmetic serves all with the same key; None for one that stands alone."""
        return None

    def number(self, value: Fraction | int) -> Any:
        """Return the number nearest to an exact rational."""
        raise NotImplementedError

    def exact(self, value: Any) -> Any:
        """Return a floating-point number (of any NumPy format) without rounding."""
        raise NotImplementedError

    def interval(self, radius: Any) -> Any:
        """Return zero, as a number that is wrong by at most `radius` where numbers say how wrong they are."""
        return 0 * radius

    def integer(self, x: Any) -> int | None:
        """Return the integer that a number is, or None if it is not known to be one."""
        return None

    def constant(self, name: str) -> Any:
        """Return "pi" or "e"."""
        raise NotImplementedError

    def native(self, row: Elementary) -> Callable[..., Any] | None:
        """Return the library's own function for a row, or None."""
        return PYTHON_OPERATORS.get(row.name)

    def power(self, base: Any, exponent: Fraction) -> Any:
        """Return `base` to a constant exponent, known exactly."""
        raise NotImplementedError

    def logarithmic(self, base: Number, exponent: Number, power: Number) -> Any:
        """Return log(base) times base**exponent; 0, not NaN, where the base is 0 and the exponent positive."""
        settled = self.is_zero(base) and self.is_positive(exponent)
        return 0 * power if settled else self.log(base) * power

    def unless_zero(self, factor: Number, product: Callable[[], Any]) -> Any:
        """Return a product; 0 where its factor is exactly 0, also where the other one has no value."""
        return 0 * factor if self.is_zero(factor) else product()

    def is_zero(self, x: Number) -> bool:
        """Tell whether a number is exactly zero, and no variable that happens to be."""
        return bool(x == 0)

    def is_positive(self, x: Any) -> bool:
        """Tell whether a number is surely positive."""
        return bool(x > 0)

    def typed_power(self, base: Any, exponent: Any, exact: Fraction) -> Any:
        """Return a power as the formula was typed; only floating point looks at the rounded `exponent`."""
        return self.power(base, exact)

    def raising(self, exponent: Fraction) -> Callable[[Any], Any]:
        """Return `power` to one exponent, for many bases."""
        return lambda base: self.power(base, exponent)

    def typed_raising(self, exact: Fraction) -> Callable[[Any, Any], Any]:
        """Return `typed_power` to one exponent, for many bases."""
        return lambda base, exponent: self.typed_power(base, exponent, exact)

    def branch(self, left: Number, right: Number) -> bool | None:
        """Return whether the left number is greater than the right one, None if that is not known.

        Raises
        ------
        UnsupportedOperation
            The numbers have no order.
        """
        raise UnsupportedOperation(f"{self.name} arithmetic has no comparison")

    def select(self, left: Number, right: Number, a: Number, b: Number) -> Any:
        """Return what is known of a value that is `a` where `left` is greater than `right`, and else `b`.

        Raises
        ------
        UnsupportedOperation
            The numbers have no order.
        """
        raise UnsupportedOperation(f"{self.name} arithmetic has no comparison")

    def function(self, row: Elementary) -> Callable[..., Any]:
        """Return the function of a row in this arithmetic.

        Raises
        ------
        UnsupportedOperation
            There is neither a native function nor a definition.
        """
        if (native := self.native(row)) is not None:
            return native
        if row.definition is not None:
            return partial(row.definition, self)
        raise UnsupportedOperation(f"{self.name} arithmetic has no {row.name}")

    @property
    def pi(self) -> Any:
        """The circle constant."""
        return self.constant("pi")

    def __getattr__(self, name: str) -> Any:
        if name not in TABLE:
            raise AttributeError(name)
        found = self.function(TABLE[name])
        self.__dict__[name] = found  # the next look-up does not come here
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None
