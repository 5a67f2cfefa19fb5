"""One function of one variable, evaluated in any arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.real import Real
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
