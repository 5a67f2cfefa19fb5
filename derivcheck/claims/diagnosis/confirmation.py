"""Confirmation of a proposal: the corrected claim must agree with the derivative, to full precision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.claim import GapOutcome, gap
from derivcheck.claims.diagnosis.trial import Trial
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError


class Confirmation:
    """Tries corrected claims, as many as the effort of the search allows.

    Parameters
    ----------
    trial : Trial
        Of the claim that is wrong.
    points : sequence of mapping
        Where a right one must agree with the derivative, besides the fresh points of the trial.
    """

    def __init__(self, trial: Trial, points: Sequence[Mapping[str, float]]) -> None:
        self.trial = trial
        self.points = (*trial.fresh, *points)

    @property
    def exhausted(self) -> bool:
        """Whether nothing more is tried."""
        return self.trial.exhausted

    def read(self, text: Written) -> Expression | None:
        """Return a corrected claim if it is right at every point."""
        if self.exhausted:
            return None
        # A correction deep inside of f is longer than the claim by the derivatives of all that is around it.
        self.trial.effort.spend(max(len(text.text), len(self.trial.claim.claimed.nodes) * len(self.points)))
        try:
            corrected = parse(text.text, self.trial.claim.variables, program=True)
        except DerivcheckError:
            return None
        claim = replace(self.trial.claim, claimed=corrected)
        return corrected if all(gap(claim, point).outcome is GapOutcome.EQUAL for point in self.points) else None
