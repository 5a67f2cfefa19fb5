"""The comparison of all methods on code of one number: exact where the code runs in balls, else measured."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.real import Real
from derivcheck.claims.singular import explained
from derivcheck.code import measured
from derivcheck.code.measured import Measurement
from derivcheck.code.program import CodeFunction, target_of
from derivcheck.code.question import GivenSide
from derivcheck.code.traceable import is_traceable
from derivcheck.formula.arguments import check_order
from derivcheck.ground.errors import DerivcheckError, DomainError, InputError, UnsupportedOperation
from derivcheck.methods import comparison
from derivcheck.methods.comparison import Options, true_derivative
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.methods.target import Target
from derivcheck.results import Comparison, ErrorCurve

T = TypeVar("T")

# No digit is looked at, only whether each operation can be done.
_ANY_BITS = 128


@dataclass(frozen=True)
class CodeAtPoint:
    """Code of one number, and the point.

    Attributes
    ----------
    f : CodeFunction
    x : float
    """

    f: CodeFunction
    x: float

    @classmethod
    def of(cls, f: CodeFunction, x: float) -> CodeAtPoint:
        """Return code that has a value at the point.

        Raises
        ------
        InputError
            The code fails there, or returns no real number.
        DomainError
            The value is not finite.
        """
        if not math.isfinite(GivenSide(f.program, f.wrt).value(x)):
            raise DomainError(f"{f.text} has no finite value at {f.wrt} = {x:.10g}")
        return cls(f, x)

    def target(self, order: int, dtype: str) -> Target:
        """Return the derivative that is sought, of code that runs in balls.

        Raises
        ------
        UnsupportedOperation
            The code does not, or computes something else there.
        """
        m = Ball(_ANY_BITS)
        with m:
            _ = self.f(m, m.exact(self.x))  # refuses what takes too many operations
        if not is_traceable(GivenSide(self.f.program, self.f.wrt), self.x):
            raise UnsupportedOperation(f"{self.f.text} runs on floats only")
        return target_of(self.f, self.x, order, dtype)

    def either(self, order: int, exact: Callable[[], T], by_values: Callable[[str], T]) -> T:
        """Return what is had exactly of a derivative, else what is measured, which is told why."""
        try:
            return exact()
        except InputError:
            raise
        except DerivcheckError as error:
            try:
                return by_values(str(error))
            except DerivcheckError as other:
                known = other if isinstance(error, UnsupportedOperation) else error
                raise self._explained(order, known) from None

    def _explained(self, order: int, error: DerivcheckError) -> DerivcheckError:
        """Return an error that says what the formula does at the point which the code computes, if it is one."""
        return error if self.f.branches else explained(Target(self.f.meant, self.x, order, Real()), error)


def compared(subject: CodeAtPoint, options: Options) -> Comparison:
    """Return the comparison of all methods on code of one number.

    Raises
    ------
    DomainError, UnsupportedOperation, PrecisionError
    """

    def exactly() -> Comparison:
        target = subject.target(options.order, options.dtype)
        return comparison.compared(target, options, *true_derivative(target, options.digits))

    return subject.either(options.order, exactly, lambda why: measured.compared(subject.f, subject.x, options, why))


def error_curve(subject: CodeAtPoint, scheme: Stencil, steps: Sequence[float] | None, dtype: str) -> ErrorCurve:
    """Return the error curve of one scheme on code of one number.

    Raises
    ------
    DomainError, UnsupportedOperation, PrecisionError
    """
    order = check_order(scheme.order)
    return subject.either(
        order,
        lambda: comparison.curve_of(subject.target(order, dtype), scheme, steps),
        lambda _: Measurement.of(subject.f, subject.x, order, dtype).curves([scheme], steps)[0],
    )
