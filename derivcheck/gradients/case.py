"""What is examined, a function, a claim about its derivative and a point; and what is found."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from derivcheck.autodiff.structure import Structure
from derivcheck.gradients import fresh_points
from derivcheck.gradients.along import Directional
from derivcheck.gradients.bounds import Bounds
from derivcheck.gradients.claimed import ClaimedArray, EvaluatedClaim
from derivcheck.gradients.kinks import Sides
from derivcheck.gradients.naming import Variable
from derivcheck.gradients.subject import Subject, parameter
from derivcheck.gradients.time_budget import TimeBudget
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.results import Cause, Verdict


@dataclass
class Case:
    """What is examined.

    Attributes
    ----------
    kind : str
        "gradient", "jacobian" or "hessian".
    f : Subject
    claim : ClaimedArray
    x : array or number
        As the user gave it, in a float format.
    variable : str
        What the code calls it.
    notes : tuple of str
        What the user is warned of.
    integers : array or number, optional
        The point in the integer format that the user gave it in.
    accuracy : float
        What part of f is not known, as the user says.
    precise : bool
        Whether the claim is run in high precision: false once it has refused, as it will again.
    bounds : Bounds, optional
        Of the elements of the point: f is asked for no point outside, and fresh points lie inside.
    structure : Structure, optional
        Of a point that is made of several arrays: `x` is flat then.
    rng : numpy.random.Generator
    tightening : TimeBudget
        For all that is done to see what tolerances of the code leave open.
    """

    kind: str
    f: Subject
    claim: ClaimedArray
    x: Any
    seed: int
    reproduce: str
    variable: str = ""
    notes: tuple[str, ...] = ()
    integers: Any = None
    accuracy: float = 0.0
    precise: bool = True
    bounds: Bounds | None = None
    structure: Structure | None = None
    rng: np.random.Generator = field(init=False)
    tightening: TimeBudget = field(default_factory=lambda: TimeBudget(allowances.TIGHTENED_SECONDS.value))

    def __post_init__(self) -> None:
        self.rng = np.random.default_rng(self.seed)
        parts = self.structure.parts if self.structure is not None else ()
        self.variable = Variable(self.variable or parameter(self.f.call), parts, self.kind == "hessian")
        self.restrict(self.bounds)

    def restrict(self, bounds: Bounds | None) -> None:
        """Ask f for no point outside of bounds."""
        self.bounds = self.f.within = bounds

    def evaluated(self, claim: ClaimedArray, x: Any, value: Any) -> EvaluatedClaim:
        """Return the claim, or one made of it, at a point without its rounding, or with a bound on that."""
        seen = claim.evaluate(x, value, self.rng, self.precise)
        self.precise = seen.lost is not None
        return seen

    @property
    def exact(self) -> Any:
        """The point in float64, which holds it exactly."""
        return np.asarray(self.x, dtype=np.float64)[()]

    def nearby(self, rng: np.random.Generator | None = None) -> list[Any]:
        """Return fresh points, inside the bounds."""
        return fresh_points.points(self.x, rng or self.rng, self.bounds)


@dataclass(frozen=True)
class ArrayFinding:
    """A verdict with what it rests on; an empty `reason` is written from the rest."""

    verdict: Verdict
    reason: str
    tried: tuple[ArrayGap, ...] = ()
    shown: ArrayGap | None = None
    cause: Cause | None = None
    limit: float = math.nan
    sides: Sides | None = None
    directional: Directional | None = None
    witnesses: tuple[str, ...] = ()
