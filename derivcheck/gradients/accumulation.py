"""Claims that add at indices which are there twice: ``g[index] += d`` adds once, `numpy.add.at` each time."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.copies import Sight
from derivcheck.gradients.case import Case
from derivcheck.gradients.claimed import dense
from derivcheck.gradients.slips import Mend
from derivcheck.gradients.subject import attempt
from derivcheck.gradients.verdicts import ArrayGap

_TEXT = "where an index is there twice, `g[index] += d` adds only once: numpy.add.at(g, index, d) adds each time"


class Accumulating(np.ndarray[Any, Any]):
    """An array in which ``a[index] += b`` adds as often as an index is there.

    Examples
    --------
    >>> a = np.zeros(2).view(Accumulating)
    >>> a[[0, 0, 1]] += 1.0
    >>> a.tolist()
    [2.0, 1.0]
    """

    taken: tuple[Any, Any] | None = None
    """The array and the index that this one was read from."""

    def __array_finalize__(self, other: Any) -> None:
        self.taken = None

    def __getitem__(self, index: Any) -> Any:
        """Return elements, which remember where they were read."""
        found = super().__getitem__(index)
        if isinstance(found, Accumulating) and not np.may_share_memory(found, self):  # as of an array of indices
            found.taken = self.view(np.ndarray), index
        return found

    def __setitem__(self, index: Any, value: Any) -> None:
        """Write elements, but for those that have been added."""
        if not isinstance(value, _Added):
            super().__setitem__(index, value)

    def __iadd__(self, other: Any) -> Any:  # type: ignore[misc]  # what was added is no array
        """Add to the array that this was read from."""
        return self._accumulated(np.add, other) or super().__iadd__(other)

    def __isub__(self, other: Any) -> Any:  # type: ignore[misc]  # the same
        """Subtract from it."""
        return self._accumulated(np.subtract, other) or super().__isub__(other)

    def _accumulated(self, operation: np.ufunc, other: Any) -> Any:
        if self.taken is None:
            return None
        array, index = self.taken
        operation.at(array, index, np.asarray(other))
        return _Added()


class _Added:
    """Stands for elements that have been written already."""


class _Sight(Sight):
    """A run in which every new array accumulates."""

    def __init__(self) -> None:
        self._known = {}
        for make in (np.zeros, np.empty, np.ones, np.full, np.zeros_like, np.empty_like, np.ones_like, np.full_like):
            self.keep(make, _accumulating(make))
        self.builtins = {**vars(builtins), "__import__": self._import}


def _accumulating(make: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments, **options: np.asarray(make(*arguments, **options)).view(Accumulating)


def mended(case: Case, tried: Sequence[ArrayGap]) -> Mend | None:
    """Return what the claim gives where each addition counts; None where that is the same, or is not to be had."""
    if case.claim.call is None:
        return None
    call, found = case.claim.call.call, []
    for c in tried:
        value = attempt(lambda x: dense(_Sight().of(call)(x)), np.array(c.x).view(Accumulating))
        if value is None or np.shape(value) != np.shape(c.reference):
            return None
        found.append(np.array(value, dtype=np.float64))
    if all(np.array_equal(one, c.as_returned.claimed) for one, c in zip(found, tried, strict=True)):
        return None
    return Mend("duplicate indices", _TEXT, found)
