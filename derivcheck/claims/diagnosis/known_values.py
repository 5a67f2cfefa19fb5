"""Values met in a function and its derivative, to be found again as what a claim lacks."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.recognition import FLOAT_CLOSE, finite, same
from derivcheck.claims.diagnosis.trial import Trial, Values
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import claims as allowances

LINEAR = frozenset({"add", "sub", "mul", "neg"})
"""Operations whose arguments are not the inner functions that a chain rule is for."""


@dataclass(frozen=True)
class Known:
    """A value with its name.

    Attributes
    ----------
    values : tuple of numbers
        One for each sample.
    text : callable
        Returns what to write for it.
    source : callable
        Returns the text that it belongs to: the inner function of an inner derivative.
    node : int
        The node of the function that it comes from; -1 for one of the claim.
    length : int
        Symbols that it takes to tell; 0 for what can be pointed to in the function.
    """

    values: Values
    text: Callable[[], Written]
    source: Callable[[], Written]
    node: int = -1
    length: int = 0


class KnownValues:
    """Known values in order, so that one is found by bisection."""

    def __init__(self, entries: Sequence[Known]) -> None:
        usable = [entry for entry in entries if all(finite(v) for v in entry.values)]
        self._entries = sorted(usable, key=lambda entry: float(entry.values[0]))
        self._keys = [float(entry.values[0]) for entry in self._entries]

    def find(self, wanted: Sequence[Sequence[Any]]) -> Iterator[Known]:
        """Yield the entries that have one of the wanted values at each sample."""
        for value in wanted[0]:
            for entry in self._near(value):
                if all(any(same(w, v) for w in ws) for ws, v in zip(wanted, entry.values, strict=True)):
                    yield entry

    def may_hold(self, keys: Iterable[float]) -> bool:
        """Tell whether one of some values of the first sample, in floats, may be known; a filter for `find`."""
        known, count, largest = self._keys, len(self._keys), allowances.LARGEST.value
        for key in keys:
            # Rounded themselves, the keys are given twice the room.
            spread = 2 * abs(key) * FLOAT_CLOSE
            start = bisect.bisect_left(known, key - spread)
            if start < count and known[start] <= key + spread and abs(key) < largest:
                return True
        return False

    def _near(self, value: Any) -> Sequence[Known]:
        if not finite(value):
            return ()
        key = float(value)
        spread = abs(key) * FLOAT_CLOSE
        start, stop = bisect.bisect_left(self._keys, key - spread), bisect.bisect_right(self._keys, key + spread)
        return self._entries[start:stop]


def expressions(trial: Trial) -> KnownValues:
    """Return the parts of the claim and of the function, without their numbers."""
    sizes = trial.claim.claimed.sizes
    return KnownValues(
        [
            *(
                _part(trial.function[i], i, trial, "function_written")
                for i in _telling(trial.function, trial.claim.function)
            ),
            *(
                _part(trial.claimed[i], i, trial, "written", sizes[i])
                for i in _telling(trial.claimed, trial.claim.claimed)
            ),
        ]
    )


def _telling(values: Sequence[Values], formula: Expression) -> Iterator[int]:
    """Yield the parts of a formula that are no numbers, and not the same at both samples by accident, as max(0, -9)."""
    varying: list[bool] = []
    for i, node in enumerate(formula.nodes):
        varying.append(node.operation == "variable" or any(varying[j] for j in node.arguments))
        if formula.rationals[i] is None and not (varying[i] and same(*values[i][:2])):
            yield i


def _part(values: Values, i: int, trial: Trial, texts: str, length: int = 0) -> Known:
    def text() -> Written:
        return getattr(trial, texts)[i]  # type: ignore[no-any-return]

    return Known(values, text, text, length=length)


def inner_derivatives(trial: Trial) -> KnownValues:
    """Return the derivatives of what stands inside a function, a power or a denominator; no numerator is inside."""
    nodes = trial.claim.function.nodes
    inside = {i for node in nodes if node.operation not in LINEAR for i in node.arguments[node.operation == "div" :]}
    return KnownValues([_inner(trial, i, pair) for i in sorted(inside) if (pair := trial.tangents[i]) is not None])


def _inner(trial: Trial, i: int, pair: Values) -> Known:
    return Known(pair, lambda: trial.tangents_written[i], lambda: trial.function_written[i], i)
