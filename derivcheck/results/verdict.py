"""What can be said of a derivative."""

from __future__ import annotations

import enum
from collections.abc import Iterable


class Verdict(enum.Enum):
    """What can be said of a derivative; `exit_status` is that of the command line."""

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
