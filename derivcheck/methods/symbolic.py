"""The symbolic derivative: SymPy's `diff`, lambdified and evaluated in floating point."""

from __future__ import annotations

import contextlib
import functools
import importlib
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.arithmetic.running import Running
from derivcheck.arithmetic.symbolic import WRITTEN_HERE, Symbolic
from derivcheck.elementary import ROWS
from derivcheck.elementary.number import Number
from derivcheck.formula.sympy_text import sympy_text
from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.errors import PrecisionError, UnsupportedOperation
from derivcheck.ground.timeouts import TimeLimitReached, time_limit
from derivcheck.methods.target import Function, Target
from derivcheck.results import Estimate


@dataclass(frozen=True)
class SymbolicDerivative:
    """A symbolic derivative.

    Attributes
    ----------
    expression : SymPy expression
    variables : tuple of str
        In the order in which a lambdified function takes them.
    text : str
    """

    expression: Any
    variables: tuple[str, ...]
    text: str

    def __str__(self) -> str:
        return self.text


@contextlib.contextmanager
def _patience() -> Iterator[None]:
    """Allow SymPy a time, and as much of Python's stack as there is."""
    try:
        with time_limit(allowances.SYMBOLIC_SECONDS.value):
            yield
    except TimeLimitReached:
        raise PrecisionError(f"no symbolic derivative within {allowances.SYMBOLIC_SECONDS.value} s") from None
    except RecursionError:
        raise PrecisionError("the formula is nested too deeply for a symbolic derivative") from None
    except ValueError as error:
        # Python refuses to write integers of more digits, such as SymPy makes of 2^(x + 1e8).
        if "integer string conversion" not in str(error):
            raise
        raise PrecisionError("SymPy's derivative holds an integer too long to be written") from None


def differentiate(function: Function, order: int) -> SymbolicDerivative:
    """Return SymPy's derivative of a formula.

    Raises
    ------
    PrecisionError
        The formula is too large or too deep to be differentiated symbolically in reasonable time.
    UnsupportedOperation
        SymPy has no such function.
    """
    expression = function.formula
    if expression.size > allowances.SYMBOLIC_SIZE.value:
        raise PrecisionError(f"the formula has {expression.size} operations, too many for a symbolic derivative")
    m = Symbolic()
    symbols = {name: m.variable(name) for name in expression.variables}
    with _patience():
        derivative = _derivative(m, expression.evaluate(m, symbols), m.variable(function.wrt), order)
        if derivative.has(m.sympy.Derivative):
            raise UnsupportedOperation("SymPy knows no derivative of a part of the formula")
        return SymbolicDerivative(derivative, tuple(symbols), sympy_text(derivative, symbols))


def _derivative(m: Symbolic, primal: Any, variable: Number, order: int) -> Any:
    """Return the derivative where no bend or jump is, which is where a derivative exists."""
    sympy, (magnitude, sign) = m.sympy, _of_real_numbers()
    known = primal.replace(sympy.Abs, magnitude).replace(sympy.sign, sign)
    smooth = sympy.diff(known, variable, order).replace(magnitude, sympy.Abs).replace(sign, sympy.sign)
    # Max and Min have steps as their slopes.
    smooth = smooth.replace(sympy.DiracDelta, lambda *_: sympy.S.Zero)
    return smooth.replace(sympy.Heaviside, lambda x, *_: (1 + sympy.sign(x)) / 2)


@functools.cache
def _of_real_numbers() -> tuple[Any, Any]:
    """Return |x| and sign(x) with their slopes; SymPy's own wonder whether log(x) might be complex."""
    sympy = importlib.import_module("sympy")
    sign = type("RealSign", (sympy.Function,), {"fdiff": lambda self, index=1: sympy.S.Zero})
    slope = {"fdiff": lambda self, index=1: sign(self.args[0])}
    return type("RealAbs", (sympy.Function,), slope), sign


def estimate(target: Target, derivative: SymbolicDerivative) -> Estimate:
    """Return the value of a symbolic derivative at the point, with its running error bound.

    Raises
    ------
    PrecisionError
        Printing a program takes too long.
    """
    m = Running(target.real, rounded_literals=True)
    with m:
        program = _program(m, derivative)
        at = {**target.function.parameters, target.function.wrt: target.x}
        result = m.lift(program(*[m.exact(at[name]) for name in derivative.variables]))
    return Estimate("symbolic", result.value, None, math.nan, m.bound(result), 0)


def _program(m: Running, derivative: SymbolicDerivative) -> Callable[..., Any]:
    """Return the derivative lambdified, as a function of numbers of `m`."""
    sympy = importlib.import_module("sympy")
    # Explicit modules: the default would import SciPy. Functions that NumPy lacks go by the table.
    own: dict[str, Callable[..., Any]] = {row.sympy: _Late(m, row.name) for row in ROWS if row.sympy and not row.numpy}
    own |= {name: _Late(m, name) for name in WRITTEN_HERE}
    own |= {"maximum": m.max, "minimum": m.min, "constant": m.constant}
    own |= {"number": lambda p, q: m.number(Fraction(p, q)), "power": lambda x, p, q: m.power(x, Fraction(p, q))}
    symbols = [sympy.Symbol(name, real=True) for name in derivative.variables]
    with _patience():
        printer = _printer()({**_PRINTER_SETTINGS, "user_functions": {name: name for name in own}})
        # NumPy itself, not its name: for that SymPy looks at every name in NumPy, and so imports its tests.
        return sympy.lambdify(symbols, derivative.expression, [own, np], printer=printer, cse=True)  # type: ignore[no-any-return]


_PRINTER_SETTINGS = {"fully_qualified_modules": False, "inline": True, "allow_unknown_functions": True}


@functools.cache
def _printer() -> Any:
    """Return a printer of programs whose constants are numbers of an arithmetic too.

    Python's own floats would carry no error bound, so that sin(1/3) had none.
    """
    base = importlib.import_module("sympy.printing.numpy").NumPyPrinter

    def power(self: Any, e: Any, **options: Any) -> str:
        root = e.exp.is_Rational and e.exp.q == 2 and abs(e.exp.p) == 1
        if root or not e.exp.is_Rational:
            return str(base._print_Pow(self, e, **options))
        return f"power({self._print(e.base)}, {e.exp.p}, {e.exp.q})"

    rules = {
        "_print_Rational": lambda self, e: f"number({e.p}, {e.q})",
        "_print_Pi": lambda self, e: "constant('pi')",
        "_print_Exp1": lambda self, e: "constant('e')",
        "_print_Pow": power,
        # NumPy means sin(pi x)/(pi x) by sinc(x), and its maximum takes numbers that it does not know in pairs only.
        "_print_sinc": lambda self, e: f"sinc({self._print(e.args[0])})",
        "_print_Max": lambda self, e: _nested("maximum", [self._print(a) for a in e.args]),
        "_print_Min": lambda self, e: _nested("minimum", [self._print(a) for a in e.args]),
    }
    rules |= {f"_print_{name}": rules["_print_Rational"] for name in ("Integer", "One", "Zero", "NegativeOne", "Half")}
    return type("Printer", (base,), rules)


def _nested(name: str, arguments: Sequence[str]) -> str:
    return functools.reduce(lambda a, b: f"{name}({a}, {b})", arguments)


class _Late:
    """A function of an arithmetic, looked up when it is called: it may need an extra that is not there."""

    def __init__(self, arithmetic: Running, name: str) -> None:
        self._arithmetic = arithmetic
        self._name = name

    def __call__(self, *arguments: object) -> Any:
        return getattr(self._arithmetic, self._name)(*arguments)
