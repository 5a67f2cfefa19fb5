"""The user's program where a formula's would stand: its own values, and its mathematics in every arithmetic.

The finite differences of code are those of the numbers that the program itself returns. What f is,
in high precision, is its operations with their float constants as they are: written down as a
formula where that goes (`transcription`), else the code run again (`code`).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.arithmetic.slope_bounds import WIDENING
from derivcheck.autodiff.numbers.number_comparisons import UndecidedBranch
from derivcheck.autodiff.sight.through import culprit
from derivcheck.code.code import Code, as_it_is, name_of
from derivcheck.code.transcription import transcribe
from derivcheck.elementary.number import Number
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import code as allowances
from derivcheck.ground.errors import DerivcheckError, DomainError, InputError, UnsupportedOperation
from derivcheck.methods.target import Function, Target


@dataclass(frozen=True)
class CodeFunction(Function):
    """Code of one number as the function of a target.

    Attributes
    ----------
    program : callable
        Takes a float, returns a real number.
    known : dict
        What the program returned, by its argument: it is run once for each.
    near : dict
        What the same operations with running errors gave, by argument and displacement.

    Examples
    --------
    >>> f = CodeFunction.of(lambda x: 0.01 * x**2 + 0.1 * x, "x")
    >>> values, bounds = f.float_values(Real(), np.array([5.0]), np.zeros(1))
    >>> float(values[0]), bool(abs(values[0] - 0.75) <= bounds[0] < 1e-15)
    (0.75, True)
    """

    program: Callable[[Any], Any]
    known: dict[Any, Any] = field(default_factory=dict)
    near: dict[Any, tuple[Any, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, program: Callable[[Any], Any], variable: str) -> CodeFunction:
        """Return a callable as a function; by a formula where it computes one."""
        try:
            expression = transcribe(program, variable, exact=True)
        except DerivcheckError:
            expression = run(program, variable)
        return cls(expression, variable, {}, program)

    def __call__(self, m: Any, x: object) -> Any:
        """Return f(x) for a number `x` of the arithmetic `m`."""
        try:
            return super().__call__(m, x)
        except UndecidedBranch as error:
            place = culprit(error.__traceback__)
            way_out = "try another point, or give the code of one side alone"
            raise DomainError(f"{error}{place and f', at {place}'}; {way_out}") from None
        except DomainError as error:
            # A place in the formula that was read off is none in the user's code.
            raise DomainError(str(error).partition(" (at ")[0]) from None

    @property
    def text(self) -> str:
        """The name of the program."""
        return name_of(self.program)

    @property
    def read_as(self) -> str:
        """The formula that the code computes, its constants as they were meant; "" where it is more than a formula."""
        return "" if self.branches else self.meant.expression.typed

    @functools.cached_property
    def meant(self) -> Function:
        """The formula that the code computes, its constants as they were meant."""
        return Function(transcribe(self.program, self.wrt), self.wrt, {})

    @property
    def variables(self) -> tuple[str, ...]:
        """The argument."""
        return (self.wrt,)

    @property
    def branches(self) -> bool:
        """Whether the code chooses its way by its values, or is too long for a formula."""
        return isinstance(self.expression, Code)

    @property
    def formula(self) -> Expression:
        """The formula that the code computes."""
        if self.branches:
            raise UnsupportedOperation("no formula is read off this code: it branches, is long, or takes arrays")
        return self.expression

    @property
    def degree(self) -> int | None:
        """A bound on the degree of a polynomial."""
        return None if self.branches else super().degree

    def value(self, x: Number) -> Any:
        """Return what the program returns for a float, in the format of the float; NaN where it fails."""
        if x not in self.known:
            self.known[x] = _value(self.program, x)
        return self.known[x]

    def float_values(self, real: Real, places: Any, off: Any) -> tuple[Any, Any]:
        """Return the program's own values, and bounds on their distance from f beside the places.

        A bound is that of the same operations with running errors, and how far the program is from those.
        """
        values = np.array([self.value(x) for x in places], dtype=real.type)
        near, bounds = self.predicted_values(real, places, off)
        with np.errstate(all="ignore"):
            apart = np.abs(values - near).astype(np.float64) * WIDENING
            found = bounds + apart
        return values, np.where(np.isfinite(found), found, math.inf)

    def predicted_values(self, real: Real, places: Any, off: Any) -> tuple[Any, Any]:
        """Return the values of the same operations, with running error bounds."""
        try:
            return super().predicted_values(real, places, off)
        except DerivcheckError:  # whatever else, it may branch, and then each place goes its own way
            found = [self._running(real, x, d) for x, d in zip(places, off, strict=True)]
        return np.array([v for v, _ in found], dtype=real.type), np.array([b for _, b in found])

    def _running(self, real: Real, x: Number, off: Any) -> tuple[Any, float]:
        key = (x, float(off))
        if key not in self.near:
            m = Running(real)
            try:
                with m:
                    found = m.lift(self(m, RunningNumber(m.inner.exact(x), off, m)))
                    self.near[key] = found.value, float(m.bound(found))
            except DerivcheckError:
                self.near[key] = math.nan, math.inf
        return self.near[key]


def run(program: Callable[[Any], Any], variable: str) -> Code:
    """Return a callable as code that is run in every arithmetic, its constants the numbers that they are."""
    return Code(name_of(program), (), program, variable, as_it_is, allowances.COMPARED_OPERATIONS.value)


def _value(program: Callable[[Any], Any], x: Any) -> Any:
    nothing = type(x)(math.nan)
    try:
        with np.errstate(all="ignore"):
            found = np.asarray(program(x))
    except Exception:  # the user's code may raise anything; beside the point that is a place without a value
        return nothing
    if found.size != 1 or found.dtype.kind not in "fiubc":
        return nothing
    value = found.reshape(-1)[0]
    return nothing if found.dtype.kind == "c" and value.imag else type(x)(value.real)


def target_of(f: CodeFunction, x: float, order: int, dtype: str) -> Target:
    """Return the target of a derivative of code.

    Raises
    ------
    InputError
        There is no such float format, or the point is beyond it.
    """
    real = Real(dtype)
    with np.errstate(over="ignore"):
        point = real.type(x)
    if not np.isfinite(point):
        raise InputError(f"{f.wrt} = {x} is not a finite {dtype} number")
    return Target(f, point, order, real)
