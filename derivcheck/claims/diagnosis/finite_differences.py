"""Claims that are finite differences of the function: close, and never exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.recognition import same
from derivcheck.claims.diagnosis.trial import SAMPLES, Trial
from derivcheck.elementary.number import Number
from derivcheck.ground.errors import DerivcheckError

At = Callable[[Any], Any]
"""f at the point plus a step."""

_STENCILS: dict[str, Callable[[At, Any], Any]] = {
    "forward": lambda f, h: (f(h) - f(0)) / h,
    "backward": lambda f, h: (f(0) - f(-h)) / h,
    "central": lambda f, h: (f(h) - f(-h)) / (2 * h),
}
"""Of the first derivative (Fornberg 1988, table 1 and 3)."""


@dataclass(frozen=True)
class FiniteDifference:
    """The claim is a difference of values of the function."""

    name: str
    step: str
    kind: str = "finite-difference"

    def said(self, trial: Trial) -> str:
        """Return the mistake in words."""
        return f"this is a {self.name} difference with the step {self.step}, an approximation and not the derivative"

    def corrections(self, trial: Trial) -> Iterator[Written]:
        """Yield the derivative."""
        yield trial.tangents_written[-1]


def finite_differences(trial: Trial) -> Iterator[FiniteDifference]:
    """Yield the finite differences that a claim is, with a number of its own as the step."""
    if (
        trial.tangents[-1] is None
        or trial.claim.order != 1
        or len(trial.claim.claimed.nodes) <= len(trial.claim.function.nodes)
    ):
        return
    for i, exact in enumerate(trial.claim.claimed.rationals):
        if exact and 0 < exact < 1 and not trial.claim.claimed.nodes[i].arguments and _divides(trial, exact):
            for name, stencil in _STENCILS.items():
                if _is(trial, stencil, exact):
                    yield FiniteDifference(name, trial.written[i].text)


def _divides(trial: Trial, step: Fraction) -> bool:
    """Return whether a claim divides by a step, or twice it; 2*x + 0.01 has rather a term too many."""
    claimed = trial.claim.claimed
    whole = {step, 2 * step}
    divisors = (claimed.rationals[n.arguments[1]] for n in claimed.nodes if n.operation == "div")
    return any(d in whole for d in divisors) or any(r and 1 / r in whole for r in claimed.rationals)


def _is(trial: Trial, stencil: Callable[[At, Any], Any], step: Fraction) -> bool:
    try:
        return all(same(trial.claimed[-1][s], stencil(_at(trial, s), trial.m.number(step))) for s in range(SAMPLES))
    except (DerivcheckError, ArithmeticError):
        return False


def _at(trial: Trial, sample: int) -> At:
    nodes: Sequence[Any] = trial.claim.function.nodes
    names = {str(n.value): trial.function[i][sample] for i, n in enumerate(nodes) if n.operation == "variable"}

    def at(step: Number) -> Any:
        return trial.claim.function.evaluate(trial.m, {**names, trial.claim.wrt: names[trial.claim.wrt] + step})

    return at
