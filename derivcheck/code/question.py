"""What is asked about a pair of callables, one of which may be a formula."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from derivcheck.arithmetic.real import Real
from derivcheck.code.code import Code, name_of
from derivcheck.elementary.number import Number
from derivcheck.formula.arguments import check_domain_names, check_order, read_formula, read_point
from derivcheck.formula.domain import ANYWHERE, Domain
from derivcheck.formula.expression import Expression
from derivcheck.ground.errors import InputError


@dataclass(frozen=True)
class GivenSide:
    """One of function and claim, as it was given.

    Attributes
    ----------
    given : callable or Expression
    variable : str
    """

    given: Any
    variable: str

    @property
    def text(self) -> str:
        """The formula, or the name of the callable."""
        return self.given.typed if isinstance(self.given, Expression) else name_of(self.given)

    @property
    def expression(self) -> Expression:
        """Something to evaluate in any arithmetic."""
        return self.given if isinstance(self.given, Expression) else Code.of(self.given, self.variable)

    def __call__(self, x: Number) -> Any:
        """Return the value at a number of whatever kind; of a float, as the user's own program has it.

        Outside of the domain of code on floats that is NaN.
        """
        if isinstance(self.given, Expression):
            with Real() as m:
                return self.given.evaluate(m, {self.variable: x})
        if not isinstance(x, float):
            return self.given(x)
        try:
            with np.errstate(all="ignore"):
                return self.given(np.float64(x))
        except (ArithmeticError, ValueError):
            return math.nan

    def value(self, x: float) -> float:
        """Return the value as a float; NaN where there is none.

        Raises
        ------
        InputError
            The code fails, or what it returns is not a real number.
        """
        try:
            found = self(np.float64(x))
        except ArithmeticError:
            return math.nan
        except Exception as error:  # the user's code may raise anything, and is told what
            raise InputError(f"{self.text} raised {type(error).__name__} at {x:.10g}: {error}") from None
        return as_float(found, self.text)


def as_float(found: object, name: str) -> float:
    """Return a number, or an array of one number, as a float; NaN for one that is not real."""
    array = np.asarray(found)
    if array.dtype.kind not in "fiubc":
        raise InputError(f"{name} returned {type(found).__name__}, not a number")
    if array.size != 1:
        raise InputError(f"{name} returned an array of shape {array.shape}, not a number; see check_gradient")
    value = complex(array.reshape(-1)[0])
    return value.real if not value.imag and math.isfinite(value.real) else math.nan


@dataclass(frozen=True)
class CodeQuestion:
    """A function, the derivative claimed of it, and where.

    Attributes
    ----------
    function, claimed : GivenSide
    variable : str
    x : float or None
    order, seed : int
    prove : bool
    reproduce : str
    domain : Domain
        Of the variable.
    """

    function: GivenSide
    claimed: GivenSide
    variable: str
    x: float | None
    order: int
    seed: int
    prove: bool
    reproduce: str
    domain: Domain = ANYWHERE

    @classmethod
    def read(
        cls, function: Any, claimed: Any, at: Any, wrt: str | None, order: int, domain: Domain = ANYWHERE, **rest: Any
    ) -> CodeQuestion:
        """Return the question that the arguments of `check_derivative` ask.

        Raises
        ------
        ParseError, InputError
        """
        given = tuple(at) if isinstance(at, Mapping) else ()
        if claimed is True:
            function, claimed = _part(function, 0), _part(function, 1)
        sides = [_read(f, given) for f in (function, claimed)]
        variable = wrt or _variable(sides, given)
        if others := sorted({v for s in sides if isinstance(s, Expression) for v in s.variables} - {variable}):
            raise InputError(f"code of one number is compared with a formula of {others[0]} too; put its value in")
        if np.ndim(at):
            raise InputError(f"the point is one number, not an array of shape {np.shape(at)}; see check_gradient")
        x = None if at is None else read_point((variable,), at)[variable]
        ends = [GivenSide(s, variable) for s in sides]
        domain = domain.named(variable)
        check_domain_names(domain.names, (variable,))
        domain.check({} if x is None else {variable: x})
        return cls(ends[0], ends[1], variable, x, check_order(order), domain=domain, **rest)


def _part(function: Callable[[Any], Any], place: int) -> Callable[[Any], Any]:
    """Return the value, or the derivative, of code that returns both."""

    def part(x: Number) -> Any:
        return function(x)[place]

    part.__qualname__ = f"{name_of(function)}[{place}]"
    return part


def _read(given: object, names: tuple[str, ...]) -> Any:
    """Return a callable as it is, and anything else as a formula."""
    formula = not callable(given) or isinstance(given, Expression) or hasattr(given, "free_symbols")
    return read_formula(given, names) if formula else given


def _variable(sides: list[Any], given: tuple[str, ...]) -> str:
    """Return the name of the variable: that of a formula or a point, or x."""
    names = [v for s in sides if isinstance(s, Expression) for v in s.variables] or list(given)
    if len(set(names)) > 1:
        raise InputError(f"code of one number has one variable, not {', '.join(sorted(set(names)))}; name it with wrt")
    return names[0] if names else "x"
