"""Python code of one number where a formula would stand: evaluated in any arithmetic.

A constant of the code is a double; what was meant lies within its rounding. In arithmetics that
carry errors a constant is therefore an interval, so that a gap which the rounding of constants
explains is no gap, and one that it does not is proven.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any, cast

from derivcheck.arithmetic import base
from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.protocol import exact_exponent
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.autodiff.numbers.evaluation import call
from derivcheck.autodiff.numbers.number_array import NumberArray, Space, boxed
from derivcheck.autodiff.sight.through import Through
from derivcheck.code.constants import UNIT, is_short, read
from derivcheck.elementary.number import Number
from derivcheck.formula.expression import Expression
from derivcheck.formula.program import FormulaArithmetic
from derivcheck.ground.allowances import code as allowances
from derivcheck.ground.errors import InputError
from derivcheck.ground.limits import MAX_CODE_OPERATIONS


@dataclass(frozen=True)
class Code(Expression):
    """A callable of one number, used like a formula; it has no nodes.

    Attributes
    ----------
    function : callable
    variable : str
        What its argument is called.
    literal : callable
        ``literal(m, x)``: the number of an arithmetic that a float constant is.
    most : int
        Operations after which a run is given up.

    Examples
    --------
    >>> from derivcheck.arithmetic.precise import Precise
    >>> code = Code.of(lambda t: t * t + 1, "t")
    >>> m = Precise(60)
    >>> print(code.evaluate(m, {"t": m.number(3)}))
    10.0
    """

    function: Callable[[Any], Any]
    variable: str
    literal: Callable[[FormulaArithmetic, Any], Any] | None = None
    most: int = MAX_CODE_OPERATIONS

    @classmethod
    def of(cls, function: Callable[[Any], Any], variable: str) -> Code:
        """Return a callable as code."""
        return cls(name_of(function), (), function if isinstance(function, Through) else Through(function), variable)

    @property
    def variables(self) -> tuple[str, ...]:
        """The name of the argument."""
        return (self.variable,)

    def evaluate(self, m: FormulaArithmetic, values: Mapping[str, Any]) -> Any:
        """Return the value of the code in an arithmetic.

        Raises
        ------
        DomainError, UnsupportedOperation
            As `evaluation.evaluate`.
        InputError
            It is an array of several numbers.
        """
        space = Space(cast(base.Arithmetic, m), partial(self.literal or uncertain, m), exponent, [self.most])
        found = call(self.function, NumberArray(boxed(values[self.variable]), space)).data
        return single(found)

    def evaluate_all(self, m: FormulaArithmetic, values: Mapping[str, Any]) -> list[Any]:
        """Return the value, the only one that is known of."""
        return [self.evaluate(m, values)]


def name_of(function: Callable[..., Any]) -> str:
    """Return the name of a callable."""
    named = next((n for n in ("__qualname__", "__name__") if hasattr(function, n)), None)
    return str(getattr(function, named) if named else type(function).__name__).rpartition("<locals>.")[2]


def single(found: Any) -> Any:
    """Return the only element of an array.

    Raises
    ------
    InputError
        There are several, or none.
    """
    if found.size != 1:
        raise InputError(f"the code returns an array of shape {found.shape}, not a number; see check_gradient")
    return found.reshape(-1)[0]


def uncertain(m: FormulaArithmetic, x: Any) -> Any:
    """Return a float constant as a number that holds whatever it may be the rounding of."""
    inner = getattr(m, "inner", None)
    if is_short(x):
        return m.exact(x)
    radius = rounding(float(x))
    if isinstance(m, Ball):
        return m.arb(float(x), radius)
    if isinstance(m, Running):
        return RunningNumber(m.inner.exact(x), m.inner.exact(radius), m)
    return m.exact(x) if inner is None else uncertain(inner, x)


def as_it_is(m: FormulaArithmetic, x: Number) -> Any:
    """Return a float constant as the number that it is."""
    return m.exact(x)


def rounding(x: float) -> float:
    """Return how far a constant may be from what was meant."""
    meant = read(x)
    if meant.base or meant.factor == Fraction(x):
        return allowances.CONSTANT_ROUNDINGS.value * UNIT * abs(x)
    # The conversion, the sum and the product may round down.
    return float(abs(meant.factor - Fraction(x))) * (1 + 4 * UNIT)


def exponent(x: Any) -> Fraction | None:
    """Return the exact value of an exponent in code; None where it was rounded, and is a number like others."""
    exact = exact_exponent(x)
    return exact if exact is None or is_short(float(x)) else None
