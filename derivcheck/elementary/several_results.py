"""Functions of `scipy.special` with several results, each of which is a row: ``airy(x)`` is Ai, Ai', Bi and Bi'."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from derivcheck.elementary.row import Elementary
from derivcheck.elementary.special import SPECIAL

_HOMES = dict.fromkeys(row.scipy for row in SPECIAL if row.scipy and row.output is not None)

ROWS_OF: Mapping[str, tuple[Elementary, ...]] = MappingProxyType(
    {
        home: tuple(sorted((row for row in SPECIAL if row.scipy == home), key=lambda row: row.output or 0))
        for home in _HOMES
        if home
    }
)
"""The rows of the results, in order, by the name of the function."""


def each_result(ufunc: Any, by_row: Callable[[Elementary, Callable[..., Any]], Any]) -> tuple[Any, ...] | None:
    """Return what `by_row` makes of each row and the function of that result alone; None if there is but one result.

    Examples
    --------
    >>> import scipy.special
    >>> each_result(scipy.special.sici, lambda row, function: (row.name, round(float(function(1.0)), 3)))
    (('Si', 0.946), ('Ci', 0.337))
    """
    rows = ROWS_OF.get(ufunc.__name__)
    return rows and tuple(by_row(row, _only(ufunc, place)) for place, row in enumerate(rows))


def _only(ufunc: Any, place: int) -> Callable[..., Any]:
    return lambda *arguments: ufunc(*arguments)[place]
