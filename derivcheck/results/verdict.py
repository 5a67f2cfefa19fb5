"""What can be said of a derivative."""

from __future__ import annotations

import enum
from collections.abc import Iterable


class Verdict(enum.Enum):
    """What can be said of a derivative.

    Attributes
    ----------
    exit_status : int
        That of the command line: 0, 1 for refuted, 3 for unresolved.
    meaning : str
        In a few words.

    Examples
    --------
    >>> Verdict("refuted").exit_status, Verdict.REFUTED.meaning
    (1, 'further off than any error in the budget')
    """

    PROVED = "proved", 0, "symbolically identical"
    AGREES = "agrees", 0, "inside the error budget"
    REFUTED = "refuted", 1, "further off than any error in the budget"
    UNRESOLVED = "unresolved", 3, "neither can be said"

    def __new__(cls, value: str, exit_status: int, meaning: str) -> Verdict:
        """Make a member whose value is the word used in JSON."""
        member = object.__new__(cls)
        member._value_ = value
        return member

    def __init__(self, value: str, exit_status: int, meaning: str) -> None:
        self.exit_status = exit_status
        self.meaning = meaning

    def __str__(self) -> str:
        return str(self.value)


def worst_verdict(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict that the others are overshadowed by."""
    order = (Verdict.PROVED, Verdict.AGREES, Verdict.UNRESOLVED, Verdict.REFUTED)
    return max(verdicts, key=order.index)
