"""What is said of one answer of a student or a model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from derivcheck.results.check import Cause
from derivcheck.results.result import plain


@dataclass(frozen=True, slots=True)
class Grade:
    """The grade of one answer; true where it is correct.

    Attributes
    ----------
    correct : bool
        Whether the answer is the derivative, by a verdict "proved" or "agrees"; what could not be read or decided
        is not.
    verdict : str
        "proved", "agrees", "refuted", "unresolved", or "error" where the answer cannot be read.
    feedback : str
        One or two sentences for who answered, which do not give the answer away.
    cause : Cause or None
        The mistake, for who teaches: its sentence may give the answer away.
    seconds : float
        Wall-clock time that the grade took in its worker.
    readings : tuple of str
        Where the answer may mean several formulas: those that can be typed instead of it.

    Examples
    --------
    >>> grade = Grade(True, "agrees", "Correct.", None, 0.01)
    >>> bool(grade), grade.to_dict()["verdict"]
    (True, 'agrees')
    """

    correct: bool
    verdict: str
    feedback: str
    cause: Cause | None
    seconds: float
    readings: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Return whether the answer is correct."""
        return self.correct

    def to_dict(self) -> dict[str, Any]:
        """Return the grade in JSON types."""
        told: dict[str, Any] = plain(self)
        return told
