"""What is said of one claim among many: a line of the results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from derivcheck.results.check import Cause
from derivcheck.results.result import plain

PASSING = ("proved", "agrees")
"""Verdicts of claims that passed; the others are "refuted", "unresolved" and "error"."""


@dataclass(frozen=True)
class ClaimResult:
    """The verdict on one claim among many; true where it passed.

    Attributes
    ----------
    id : str or int
        As given; the number of the claim, from 1, where none was.
    verdict : str
        "proved", "agrees", "refuted", "unresolved", or "error" where the claim cannot be read.
    reason : str
        Of an unresolved claim it begins with "timeout", "memory" or "crash" where that is why.
    gap : float or None
        The claim minus the derivative where the verdict is shown.
    detection_limit : float or None
        Smallest relative error of the claim that would have shown; None unless it passed.
    cause : Cause or None
    seconds : float
        Wall-clock time of this claim in its worker.
    readings : tuple of str
        Of an error: where a formula may mean several, those that can be typed instead of it.

    Examples
    --------
    >>> result = ClaimResult("a", "error", "no formula")
    >>> bool(result), result.to_dict()["verdict"]
    (False, 'error')
    """

    id: Any
    verdict: str
    reason: str
    gap: float | None = None
    detection_limit: float | None = None
    cause: Cause | None = None
    seconds: float = 0.0
    readings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether the claim passed."""
        return self.verdict in PASSING

    def to_dict(self) -> dict[str, Any]:
        """Return the result in JSON types; NaN and infinities become None."""
        told: dict[str, Any] = plain(self)
        return told
