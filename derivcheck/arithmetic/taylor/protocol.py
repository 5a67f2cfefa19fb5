"""What a recurrence asks of the arithmetic of series that it is a rule of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, Self

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.elementary.number import Number


class SeriesArithmetic(Protocol):
    """An arithmetic of truncated series: `taylor.Taylor`."""

    inner: Arithmetic
    degree: int
    unknown: Any
    lost: list[int]
    edges: list[Any]

    def variable(self, value: Number) -> Any:
        """Return the independent variable."""

    def series(self, coefficients: Sequence[object]) -> Any:
        """Return a series, cut off or filled up with zeros."""

    def coefficients(self, result: Number) -> tuple[Any, ...]:
        """Return the coefficients of a result, which may be a constant."""

    def of_degree(self, degree: int) -> Self:
        """Return the same arithmetic cut off elsewhere."""

    def shorter(self) -> Self:
        """Return the same arithmetic cut off one degree earlier."""

    def __getattr__(self, name: str) -> Any:
        """Return an elementary function."""
