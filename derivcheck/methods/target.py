"""One function of one variable, evaluated in any arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.elementary.number import Number
from derivcheck.formula.degree import degree
from derivcheck.formula.expression import Expression
from derivcheck.ground.errors import InputError


@dataclass(frozen=True)
class Function:
    """A formula as a function of `wrt`, its other variables fixed.

    Attributes
    ----------
    expression : Expression
    wrt : str
        The variable.
    parameters : mapping of str to float
        The doubles at which the other variables are held.
    """

    expression: Expression
    wrt: str
    parameters: Mapping[str, Any]

    def __call__(self, m: Arithmetic, x: object) -> Any:
        """Return f(x) for a number `x` of the arithmetic `m`."""
        values = {name: m.exact(value) for name, value in self.parameters.items()}
        return self.expression.evaluate(m, {**values, self.wrt: x})

    @property
    def text(self) -> str:
        """What the function is called in a report."""
        return self.expression.typed

    @property
    def read_as(self) -> str:
        """What was understood where the formula was typed in another way."""
        return self.expression.read_as

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the variables."""
        return self.expression.variables

    @property
    def branches(self) -> bool:
        """Whether it is code that no formula says: then a remainder over an interval may have no bound at any step."""
        return False

    @property
    def formula(self) -> Expression:
        """The function as a formula.

        Raises
        ------
        UnsupportedOperation
            It is code that no formula can say.
        """
        return self.expression

    @property
    def meant(self) -> Function:
        """The function with its constants as they were meant, to be shown."""
        return self

    @property
    def degree(self) -> int | None:
        """A bound on the degree of a polynomial; None where the function is not seen to be one."""
        return degree(self.expression, self.wrt)

    def scale(self, x: Any) -> float:
        """Return the size of what a step is added to, at a point."""
        return abs(float(x))

    def rounded(self, node: Number) -> Any:
        """Return the argument at which the program is run for a float, where it is not that float; else None."""
        return None

    def at(self, m: Arithmetic, argument: Number) -> Any:
        """Return f at an argument that `rounded` returned, in an arithmetic."""
        return self(m, m.exact(argument))

    def float_values(self, real: Real, places: Number, off: Number) -> tuple[Any, Any]:
        """Return the float program's values, and bounds on their distance from f beside the places.

        Parameters
        ----------
        real : Real
        places, off : arrays of shape (n,)
            Floats of the format, and how far each is from the number that it stands for.
        """
        return self.predicted_values(real, places, off)

    def predicted_values(self, real: Real, places: Any, off: Number) -> tuple[Any, Any]:
        """Return what `float_values` may be expected to return, without a run of code that is not ours."""
        m = Running(real)
        with m:
            found = m.lift(self(m, RunningNumber(m.inner.exact(places), off, m)))
            bounds = m.largest([found.bound])
        return np.broadcast_to(found.value, places.shape), np.broadcast_to(bounds, places.shape)


@dataclass(frozen=True)
class Target:
    """What is to be found: the derivative of a function at a float, in a float format.

    Attributes
    ----------
    function : Function
    x : NumPy float of the format of `real`
    order : int
        Order of the derivative.
    real : Real
        The floating-point arithmetic that is measured.
    """

    function: Function
    x: Any
    order: int
    real: Real

    @classmethod
    def of(cls, expression: Expression, at: Mapping[str, float], wrt: str, order: int, dtype: str) -> Target:
        """Return the target at the floats of `dtype` nearest to the point.

        Raises
        ------
        InputError
            There is no such format, or a value is beyond it.
        """
        real = Real(dtype)
        with np.errstate(over="ignore"):
            rounded = {name: real.type(value) for name, value in at.items()}
        if bad := [name for name, value in rounded.items() if not np.isfinite(value)]:
            raise InputError(f"{bad[0]} = {at[bad[0]]} is not a finite {dtype} number")
        others = {name: value for name, value in rounded.items() if name != wrt}
        return cls(Function(expression, wrt, others), rounded[wrt], order, real)

    @property
    def at(self) -> dict[str, float]:
        """The point, as it is in the float format."""
        point = {**self.function.parameters, self.function.wrt: self.x}
        return {name: float(point[name]) for name in sorted(point)}
