"""The places in a claim, each with the values that would make the whole claim right.

A formula keeps equal subexpressions once, but a mistake is made in one place. So the formula is
walked as the tree that was typed, from the root, where the derivative is wanted, downwards.
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.inversion import inverses
from derivcheck.claims.diagnosis.recognition import FLOAT_CLOSE
from derivcheck.claims.diagnosis.trial import SAMPLES, Trial, Values

_SUMS = ("add", "sub")
_ARITHMETIC = frozenset({"add", "sub", "mul", "div", "neg"})


class Wanted:
    """For each sample, the values that would make the claim right; worked out when they are asked for."""

    __slots__ = ("_find", "_floats", "_found")

    def __init__(self, find: Callable[[int], list[Any]]) -> None:
        self._find = find
        self._found: dict[int, list[Any]] = {}
        self._floats: list[float] | None = None

    @property
    def floats(self) -> list[float]:
        """Those for the first sample, to see at a glance whether one can be it."""
        if self._floats is None:
            self._floats = [float(x) for x in self[0]]
        return self._floats

    def may_be(self, value: Any) -> bool:
        """Tell whether a number of the first sample may be wanted, by its leading digits."""
        target = float(value)
        room = abs(target) * FLOAT_CLOSE
        return any(abs(x - target) <= room for x in self.floats)

    def __getitem__(self, sample: int) -> list[Any]:
        if sample not in self._found:
            self._found[sample] = self._find(sample)
        return self._found[sample]

    def __iter__(self) -> Iterator[list[Any]]:
        return map(self.__getitem__, range(SAMPLES))


# Not frozen, for the sake of time, and changed by nobody, as `Written`.
@dataclass(slots=True, eq=False)
class Occurrence:
    """One place in a claim.

    Attributes
    ----------
    node : int
        What stands there.
    parent : Occurrence or None
    argument : int
        Which argument of the parent it is.
    wanted : Wanted
    exponent : bool
        Whether it is part of an exponent.
    """

    node: int
    parent: Occurrence | None
    argument: int
    wanted: Wanted
    exponent: bool = False


def occurrences(trial: Trial, reach: int | None = None) -> Iterator[Occurrence]:
    """Yield the places at which a value may make the claim right, the outermost first.

    Nothing is looked at inside a number such as 3/2, but for its factors. `reach` is how many
    periods away from the present value a sine's argument may be.
    """
    nodes = trial.claim.claimed.nodes
    queue = deque([Occurrence(len(nodes) - 1, None, 0, Wanted(lambda s: [trial.derivatives[s]]))])
    while queue and not trial.exhausted:
        place = queue.popleft()
        trial.effort.spend(1)
        yield place
        if trial.claim.claimed.rationals[place.node] is None or operation(trial, place) == "mul":
            queue.extend(_children(trial, place, reach))


def _children(trial: Trial, place: Occurrence, reach: int | None) -> Iterator[Occurrence]:
    node = trial.claim.claimed.nodes[place.node]
    for j, i in enumerate(node.arguments):
        exponent = (node.operation == "pow" and j == 1) or (place.exponent and node.operation in _ARITHMETIC)
        yield Occurrence(i, place, j, Wanted(functools.partial(_needed, trial, place, j, reach)), exponent)


def _needed(trial: Trial, parent: Occurrence, j: int, reach: int | None, sample: int) -> list[Any]:
    """Return the values of an argument that give the parent a value that it wants."""
    node = trial.claim.claimed.nodes[parent.node]
    arguments = [trial.claimed[i][sample] for i in node.arguments]
    found = inverses(trial.m, node.operation, j, parent.wanted[sample], arguments, reach)
    trial.effort.spend(len(found))
    return found


def operation(trial: Trial, place: Occurrence | None) -> str:
    """Return the operation of a place; "" above the root."""
    return trial.claim.claimed.nodes[place.node].operation if place else ""


def values(trial: Trial, place: Occurrence) -> Values:
    """Return the present values of a place."""
    return trial.claimed[place.node]


def replaced(trial: Trial, place: Occurrence, text: Written) -> Written:
    """Return the parent's text with another text in a place; the text itself at the root."""
    if place.parent is None:
        return text
    node = trial.claim.claimed.nodes[place.parent.node]
    arguments = [trial.written[i] for i in node.arguments]
    arguments[place.argument] = text
    return getattr(trial.writer, node.operation)(*arguments)  # type: ignore[no-any-return]


def surroundings(trial: Trial, place: Occurrence, text: Written) -> Written | None:
    """Return another text with what it stands in, a sum being taken as a whole; None if that is the whole claim."""
    top = place.parent
    if top is None:
        return None
    text = replaced(trial, place, text)
    while top.parent and operation(trial, top) in _SUMS and operation(trial, top.parent) in _SUMS:
        text, top = replaced(trial, top, text), top.parent
    return text if top.parent else None


def corrected(trial: Trial, place: Occurrence, text: Written) -> Written:
    """Return the text of the claim with another text in a place."""
    current: Occurrence | None = place
    while current:
        text, current = replaced(trial, current, text), current.parent
    return text


def term_number(trial: Trial, place: Occurrence) -> int | None:
    """Return which term of the claim a place is, counted from 1; None if it is part of one."""
    number = 1
    while place.parent:
        if operation(trial, place.parent) not in _SUMS:
            return None
        if place.argument == 1:
            left = trial.claim.claimed.nodes[place.parent.node].arguments[0]
            number += len(_terms(trial, left))
        place = place.parent
    return number


def is_repeated(trial: Trial, place: Occurrence) -> bool:
    """Tell whether a term stands twice in its sum."""
    top = place
    while top.parent and operation(trial, top.parent) in _SUMS:
        top = top.parent
    return _terms(trial, top.node).count(place.node) > 1


def _terms(trial: Trial, root: int) -> list[int]:
    """Return the nodes of the terms of a sum."""
    nodes = trial.claim.claimed.nodes
    found, waiting = [], [root]
    while waiting:
        i = waiting.pop()
        if nodes[i].operation in _SUMS:
            waiting += nodes[i].arguments
        else:
            found.append(i)
    return found
