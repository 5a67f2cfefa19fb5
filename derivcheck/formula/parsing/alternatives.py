"""All readings of a text in which some doubts are open: each decided for the narrow reading, and for the wide one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from derivcheck.formula.expression import Expression
from derivcheck.formula.nodes import Node, cancelling
from derivcheck.formula.questions import Question
from derivcheck.ground.errors import ParseError

_MOST_RUNS = 12
"""How often a text is read again for its readings."""


class Run(Protocol):
    """A reading of the text with some doubts decided, which keeps the kinds of those that it met besides."""

    asked: dict[str, None]

    def run(self) -> Expression:
        """Return the formula."""


def alternatives(
    again: Callable[[Mapping[str, bool]], Run], written: Callable[[Sequence[Node]], str]
) -> tuple[list[str], ParseError | None]:
    """Return all readings, none and all taken wide first, and a question that is left in some, or None.

    Parameters
    ----------
    again : callable
        Begins to read the text with some doubts decided.
    written : callable
        Writes the nodes of a reading as a formula.
    """
    found: dict[str, int] = {}
    later: ParseError | None = None
    waiting: list[dict[str, bool]] = [{}]
    for _ in range(_MOST_RUNS):
        if not waiting:
            break
        decided = waiting.pop(0)
        reading = again(decided)
        try:
            nodes = reading.run().nodes
            found.setdefault(written(nodes), cancelling(nodes))
        except ParseError as error:
            later = later or (error if isinstance(error.args[0], Question) else None)
        kinds = [*reading.asked]
        waiting += [{**decided, **dict.fromkeys(kinds[:i], False), kinds[i]: True} for i in range(len(kinds))]
    plain = [reading for reading, count in found.items() if count == min(found.values())]
    return plain if len(plain) > 1 else [*found], later
