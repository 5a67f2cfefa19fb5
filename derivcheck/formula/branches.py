"""Formulas by cases: a choice between two values by a comparison, made before either of them is looked at.

The node "select" has four arguments: the two sides of a comparison and two values, the first of which holds
where the left side is greater than the right one. What is not chosen is not evaluated, so that it need
have no value: log(x) in ``piecewise(x > 0, log(x), 0)`` at -1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

SELECT = "select"
"""The operation of a choice, which is no function of the table: it does not take the values of all its arguments."""


def fill(
    nodes: Sequence[Any],
    steps: Mapping[int, Callable[[list[Any]], Any]],
    slots: list[Any],
    m: Any,
    located: Callable[[ArithmeticError, int], ArithmeticError],
) -> list[Any]:
    """Evaluate the last node, and what it takes for that.

    Parameters
    ----------
    nodes : sequence of Node
    steps : mapping of int to callable
        For each node that is an operation, a function that takes the slots.
    slots : list
        One a node, None but for the numbers, constants and variables; filled, with zeros for what was not chosen.
    m : Arithmetic
        Its ``branch(l, r)`` says whether l > r, None where that is not known; ``select(l, r, a, b)`` is what is known
        of the value then.
    located : callable
        Turns an error at a node into the one that is raised.
    """
    known = [value is not None for value in slots]
    chosen: dict[int, Sequence[int]] = {}
    waiting = [len(nodes) - 1]
    while waiting:
        place = waiting[-1]
        if known[place]:
            waiting.pop()
            continue
        arguments = nodes[place].arguments
        choice = nodes[place].operation == SELECT
        try:
            if choice and place not in chosen and known[arguments[0]] and known[arguments[1]]:
                chosen[place] = _chosen(m, [slots[i] for i in arguments[:2]], arguments[2:])
            wanted = chosen.get(place, arguments[:2]) if choice else arguments
            missing = [i for i in wanted if not known[i]]
            waiting += missing
            if not missing and (place in chosen or not choice):
                slots[place] = _selected(m, slots, arguments, chosen[place]) if choice else steps[place](slots)
                known[place] = True
        except ArithmeticError as error:
            raise located(error, place) from None
    for place, there in enumerate(known):
        if not there:
            slots[place] = m.number(0)
    return slots


def _chosen(m: Any, sides: Sequence[Any], values: Sequence[int]) -> Sequence[int]:
    greater = m.branch(*sides)
    return values if greater is None else values[:1] if greater else values[1:]


def _selected(m: Any, slots: list[Any], arguments: Sequence[int], chosen: Sequence[int]) -> Any:
    return slots[chosen[0]] if len(chosen) == 1 else m.select(*[slots[i] for i in arguments])
