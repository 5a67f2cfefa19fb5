"""What an allowance is: a number that decides something and is not derived where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Number = TypeVar("Number", int, float)


@dataclass(frozen=True)
class Allowance(Generic[Number]):
    """A number that can turn a verdict, a bound or a cause.

    Attributes
    ----------
    value : int or float
    unit : str
        What it counts: "bits", "units in the last place", "ratio", "points", ….
    why : str
        A derivation, a source, or "calibrated on …".
    decides : str
        What would come out otherwise if it were another number.
    """

    value: Number
    unit: str
    why: str
    decides: str
