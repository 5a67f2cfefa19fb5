"""What holds of a claim on an interval: the bound that is proven, and where a wrong claim is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derivcheck.results.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is proven about a claim over an interval.

    Attributes
    ----------
    verdict : Verdict
        AGREES where the gap is bounded on the whole interval; REFUTED; or UNRESOLVED.
    interval : pair of float
    epsilon : float
        Proven bound on |claim - f'| over the proven part; NaN where there is none.
    boxes : int
        Boxes looked at.
    proven, unresolved : tuple of pairs of float
        Which parts of the interval are covered by the bound, and which are not.
    counterexample : mapping of str to float or None
        A point at which the gap is proven not to be zero.
    text : str
        All this in a sentence or two.
    """

    verdict: Verdict
    interval: tuple[float, float]
    epsilon: float
    boxes: int
    proven: tuple[tuple[float, float], ...]
    unresolved: tuple[tuple[float, float], ...]
    counterexample: Mapping[str, float] | None
    text: str


@dataclass(frozen=True, slots=True)
class Extent:
    """On which interval around a point a claim that is wrong elsewhere was right wherever it was tried.

    Attributes
    ----------
    low, high : float
        Its ends, found by bisection between points.
    wrong_below, wrong_above : bool
        Whether the claim is wrong next to that end; else it is the last point that was tried on that side.
    proven : pair of float or None
        The part around the point on which the gap is proven to be below the round-off of float64.
    points, undecided : int
        At how many points of the interval the claim was tried and right, and at how many it could not be told.
    parameters : mapping of str to float
        The values that the other variables had.
    """

    low: float
    high: float
    wrong_below: bool
    wrong_above: bool
    proven: tuple[float, float] | None
    points: int = 0
    undecided: int = 0
    parameters: Mapping[str, float] = field(default_factory=dict)
