"""The symbolic derivative: SymPy's `diff`, lambdified and evaluated in floating point."""

from __future__ import annotations

import importlib
import math
from dataclasses import dataclass
from typing import Any

from derivcheck.arithmetic.running import Running
from derivcheck.arithmetic.symbolic import Symbolic
from derivcheck.deadline import TimeLimitReached, time_limit
from derivcheck.elementary import ROWS
from derivcheck.errors import PrecisionError
from derivcheck.function import Function, Target
from derivcheck.limits import MAX_SYMBOLIC_SECONDS, MAX_SYMBOLIC_SIZE
from derivcheck.model import Estimate


@dataclass(frozen=True)
class Derivative:
    """A symbolic derivative.

    Attributes
    ----------
    expression : SymPy expression
    variables : tuple of str
        In the order in which a lambdified function takes them.
    """

    expression: Any
    variables: tuple[str, ...]

    def __str__(self) -> str:
        return str(self.expression)


def differentiate(function: Function, order: int) -> Derivative:
    """Return SymPy's derivative of a formula.

    Raises
    ------
    PrecisionError
        The formula is too large to be differentiated symbolically in reasonable time.
    UnsupportedOperation
        SymPy has no such function.
    """
    expression = function.expression
    if expression.size > MAX_SYMBOLIC_SIZE:
        raise PrecisionError(f"the formula has {expression.size} operations, too many for a symbolic derivative")
    m = Symbolic()
    symbols = {name: m.variable(name) for name in expression.variables}
    try:
        with time_limit(MAX_SYMBOLIC_SECONDS):
            primal = expression.evaluate(m, symbols)
            derivative = m.sympy.diff(primal, m.variable(function.wrt), order)
            return Derivative(_away_from_jumps(m, derivative), tuple(symbols))
    except TimeLimitReached:
        raise PrecisionError(f"no symbolic derivative within {MAX_SYMBOLIC_SECONDS} s") from None


def _away_from_jumps(m: Symbolic, derivative: Any) -> Any:
    """Return the derivative where no jump is, which is where a derivative exists."""
    delta, step = m.sympy.DiracDelta, m.sympy.Heaviside
    smooth = derivative.replace(lambda e: e.func is delta, lambda e: m.sympy.S.Zero)
    return smooth.replace(lambda e: e.func is step, lambda e: (1 + m.sympy.sign(e.args[0])) / 2)


def estimate(target: Target, derivative: Derivative) -> Estimate:
    """Return the value of a symbolic derivative at the point, with its running error bound."""
    sympy = importlib.import_module("sympy")
    m = Running(target.real, rounded_literals=True)
    with m:
        # Explicit modules: the default would import SciPy. Functions that NumPy lacks go by the table.
        own = {row.sympy: _Late(m, row.name) for row in ROWS if row.sympy and not row.numpy}
        symbols = [sympy.Symbol(name, real=True) for name in derivative.variables]
        program = sympy.lambdify(symbols, derivative.expression, modules=[own, "numpy"], cse=True)
        at = {**target.function.parameters, target.function.wrt: target.x}
        result = m.lift(program(*[m.exact(at[name]) for name in derivative.variables]))
    return Estimate("symbolic", result.value, None, math.nan, m.bound(result), 0)


class _Late:
    """A function of an arithmetic, looked up when it is called: it may need an extra that is not there."""

    def __init__(self, arithmetic: Running, name: str) -> None:
        self._arithmetic = arithmetic
        self._name = name

    def __call__(self, *arguments: Any) -> Any:
        return getattr(self._arithmetic, self._name)(*arguments)
