"""Claims that are right on one branch of the function and have the wrong sign on the other, as 1 for sqrt(x^2)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.exchanges import COFUNCTIONS
from derivcheck.claims.diagnosis.recognition import same, same_values
from derivcheck.claims.diagnosis.trial import Trial, far_points, sampled

_BRANCHED = frozenset({"sqrt", "abs", "sign", "hypot", "max", "min", *(f for f in COFUNCTIONS if f.startswith("a"))})
"""Roots, what has a corner, and inverse functions: their derivatives may change the sign from piece to piece."""

_POINTS = 8


@dataclass(frozen=True)
class WrongBranch:
    """The claim is the derivative on one branch only, and minus the derivative elsewhere."""

    kind: str = "branch"

    def said(self, trial: Trial) -> str:
        """Return the mistake in words."""
        return (
            "the claim is right on one branch, with the wrong sign on another: a sign or an absolute value is missing"
        )

    def corrections(self, trial: Trial) -> Iterator[Written]:
        """Yield the derivative."""
        yield trial.tangents_written[-1]


def branches(trial: Trial) -> Iterator[WrongBranch]:
    """Yield that a claim has the wrong sign on a branch, if it is right elsewhere and the sign is all that is wrong."""
    # That other letters are meant to be positive is said elsewhere.
    alone = trial.claim.order == 1 and tuple(trial.claim.variables) == (trial.claim.wrt,)
    if not alone or not same_values(trial.claimed[-1], [-d for d in trial.derivatives]):
        return
    if _is_branched(trial):
        points = itertools.chain(trial.given, trial.fresh, far_points(trial.given[0], _POINTS))
        signs = [_sign(trial, at) for at in points]
        trial.effort.spend(len(signs) * len(trial.function))
        if 1 in signs and 0 not in signs:
            yield WrongBranch()


def _is_branched(trial: Trial) -> bool:
    formulas = trial.claim.function, trial.claim.claimed
    roots = (e for formula in formulas for e in formula.exponents if e is not None)
    called = any(node.operation in _BRANCHED for formula in formulas for node in formula.nodes)
    return called or any(e.denominator > 1 for e in roots)


def _sign(trial: Trial, at: Mapping[str, float]) -> int | None:
    """Return 1 where a claim is right, -1 where its sign is wrong, 0 where it is wrong otherwise, None without one."""
    found = sampled(trial.claim, trial.m, at)
    if found is None:
        return None
    claimed, derivative = found.claimed[-1], found.derivative
    return 1 if same(claimed, derivative) else -1 if same(claimed, -derivative) else 0
