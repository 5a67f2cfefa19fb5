"""A formula as a NumPy function, so that what differentiates Python code takes formulas too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from derivcheck.autodiff.numbers.array_real import namespace
from derivcheck.formula.arguments import read_formula
from derivcheck.formula.expression import Expression
from derivcheck.ground.errors import InputError


class ArrayProgram:
    """A formula as a function of an array.

    Of one variable, the array holds its values; of several, the first axis runs over the
    variables in alphabetical order.

    Examples
    --------
    >>> float(ArrayProgram(read_formula("x*y", ()))(np.array([2.0, 3.0])))
    6.0
    """

    def __init__(self, expression: Expression) -> None:
        self.expression = expression
        self.variables = expression.variables or ("x",)

    def __call__(self, x: Any) -> Any:
        """Return the value of the formula."""
        return self.expression.evaluate(namespace(x.dtype), self.values(x))

    def values(self, x: Any) -> dict[str, Any]:
        """Return the variables by name."""
        if len(self.variables) == 1:
            return {self.variables[0]: x}
        if x.ndim == 0 or len(x) != len(self.variables):
            names = ", ".join(self.variables)
            raise InputError(f"the formula has the variables {names}; give an array of {len(self.variables)} values")
        return dict(zip(self.variables, x, strict=True))


def as_program(function: object) -> Callable[..., Any]:
    """Return a callable as it is, and a formula (text, SymPy expression, Expression) as a `Program`.

    Raises
    ------
    ParseError
        The text is no formula.
    """
    if isinstance(function, str | Expression) or not callable(function):
        return ArrayProgram(read_formula(function, ()))
    return function


def as_point(function: Callable[..., Any], x: object) -> Any:
    """Return a point as a number or array; a mapping of names to numbers in the order of the variables.

    Raises
    ------
    InputError
        It is a mapping for a callable, or names are missing or unknown.
    """
    if not isinstance(x, Mapping):
        return x
    if not isinstance(function, ArrayProgram):
        raise InputError("a mapping of names to numbers is a point of a formula; give a callable an array")
    names = function.variables
    if set(names) != set(x):
        raise InputError(f"the formula has the variables {', '.join(names)}; the point has {', '.join(x)}")
    values = [x[name] for name in names]
    return np.array(values) if len(names) > 1 else values[0]
