"""Which method to differentiate a function with, at a point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derivcheck.results.estimate import Estimate
from derivcheck.results.result import SCHEMA, Result


@dataclass(frozen=True, slots=True, repr=False)
class Recommendation(Result):
    """Which method, scheme and step to take for a function at a point, with the error to expect.

    Attributes
    ----------
    function : str
    at : mapping of str to float
    wrt : tuple of str
    order : int
    best : Estimate or None
        The method with the least error bound; of methods whose bounds are of one size, one without a step. None
        where each bound is as large as the derivative, or larger.
    difference : Estimate or None
        The finite difference with the least error bound, where only values of f are to be had; None as above.
    cheap : Estimate or None
        The best of the differences that take the fewest evaluations.
    estimates : tuple of Estimate
        Everything that was tried and has a bound, the least bound first.
    text : str
        The same in words.
    schema : str
        Of the JSON form.

    Examples
    --------
    >>> from derivcheck import recommend
    >>> found = recommend("x**2", 3.0)
    >>> found.method, found.scheme
    ('forward-mode', 'central-2')
    """

    function: str
    at: Mapping[str, float]
    wrt: tuple[str, ...]
    order: int
    best: Estimate | None
    difference: Estimate | None
    cheap: Estimate | None
    estimates: tuple[Estimate, ...]
    text: str
    schema: str = field(default=SCHEMA)

    @property
    def method(self) -> str:
        """The name of the best method; "" where none is sure of a digit."""
        return self.best.method if self.best else ""

    @property
    def scheme(self) -> str:
        """The name of the best finite difference; "" where none is sure of a digit."""
        return self.difference.method if self.difference else ""

    @property
    def h(self) -> float | None:
        """The step of the best finite difference."""
        return self.difference.step if self.difference else None
