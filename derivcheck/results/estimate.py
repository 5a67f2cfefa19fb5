"""A value of the derivative: the reference, or what one method gives."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Reference:
    """The derivative in high precision.

    Attributes
    ----------
    value : str
        Decimal digits, correct to the last but one.
    digits : int
        Significant digits that were asked for.
    radius : str or None
        Bound on the error of `value`; None when the value is exact.
    certified : bool
        Whether the radius is proven (ball arithmetic) rather than estimated.

    Examples
    --------
    >>> from derivcheck import compare
    >>> compare("exp(x)", 1.0, digits=20).reference.value
    '2.7182818284590452354'
    """

    value: str
    digits: int
    radius: str | None
    certified: bool

    def __float__(self) -> float:
        return float(self.value)


@dataclass(frozen=True, slots=True)
class Estimate:
    """One witness's value of the derivative.

    Attributes
    ----------
    method : str
        "symbolic", "forward-mode", "complex-step", "adaptive", or the name of a scheme.
    value : float
        Of a comparison in longdouble a `numpy.longdouble`, in JSON a string.
    step : float or None
        The step, where the method has one.
    error : float
        `value` minus the reference; NaN when there is no reference.
    error_bound : float
        From an error analysis that does not look at the reference; infinite to decline.
    evaluations : int
        Evaluations of f that the value took.
    note : str or None
        Why there is no value or no bound, or what is special about it.

    Examples
    --------
    >>> from derivcheck import estimate_derivative
    >>> found = estimate_derivative("x**3", 2.0, method="central-2")
    >>> abs(found.value - 12) <= found.error_bound, found.evaluations
    (True, 2)
    """

    method: str
    value: float
    step: float | None
    error: float
    error_bound: float
    evaluations: int
    note: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the error is inside its bound; a method that declines, by an infinite one, violates nothing."""
        return self.error_bound == math.inf or abs(self.error) <= self.error_bound

    def tells(self, reference: Reference) -> bool:
        """Return whether the bound is below the derivative, of which it then leaves something known."""
        truth = Decimal(reference.value)
        return truth.is_nan() or (not truth and self.error_bound < math.inf) or self.error_bound < abs(truth)
