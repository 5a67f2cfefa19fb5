"""Claims that are the derivative of another order than the one asked for."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from derivcheck.arithmetic.tangents import forward
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.edits import RANKS
from derivcheck.claims.diagnosis.recognition import same
from derivcheck.claims.diagnosis.trial import SAMPLES, Trial
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError
from derivcheck.ground.limits import MAX_ORDER

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth"}


@dataclass(frozen=True)
class OtherOrder:
    """The claim is the derivative of another order."""

    order: int
    kind: str = "order"
    # After what is likelier to be done wrong: 2 for x^2 is rather a power without its x.
    cost: tuple[float, float] = (RANKS["rule"] + 0.12, 0)

    def said(self, trial: Trial) -> str:
        """Return the mistake in words."""
        asked = f"the {_ORDINALS[trial.claim.order]} is" if trial.claim.order == 1 else ""
        return (
            f"this is the {_ORDINALS[self.order]} derivative; "
            f"{asked or f'the one of order {trial.claim.order} is'} asked for"
        )

    def corrections(self, trial: Trial) -> Iterator[Written]:
        """Yield the derivative, one order after the other: of the claim, or where that went too far of f."""
        m = trial.writer
        names = {name: m.variable(name) for name in trial.claim.variables}
        further = trial.claim.order - self.order
        text = trial.written[-1] if further > 0 else trial.function_written[-1]
        for _ in range(further if further > 0 else trial.claim.order):
            formula = parse(text.text, trial.claim.variables)
            text = m.lift(forward(formula, m, names, trial.claim.wrt).derivative(m))
        yield text


@dataclass(frozen=True)
class Antiderivative:
    """The function is the derivative of the claim, and not the reverse."""

    kind: str = "integrated"
    cost: tuple[float, float] = (RANKS["rule"] + 0.12, 0)

    def said(self, trial: Trial) -> str:
        """Return the mistake in words."""
        return "this is an antiderivative of the function, not its derivative"

    def corrections(self, trial: Trial) -> Iterator[Written]:
        """Yield the derivative."""
        yield trial.tangents_written[-1]


def antiderivatives(trial: Trial) -> Iterator[Antiderivative]:
    """Yield that the claim was integrated, if it was."""
    nodes = trial.claim.claimed.nodes
    places = {str(n.value): i for i, n in enumerate(nodes) if n.operation == "variable"}
    try:
        for s in range(SAMPLES):
            names = {name: trial.claimed[i][s] for name, i in places.items()}
            rate = forward(trial.claim.claimed, trial.m, names, trial.claim.wrt).derivative(trial.m)
            if trial.claim.order != 1 or not same(rate, trial.function[-1][s]):
                return
    except (DerivcheckError, ArithmeticError):
        return
    yield Antiderivative()


def first_derivative(trial: Trial) -> Iterator[OtherOrder]:
    """Yield that the claim is the first derivative, if it is and another one is asked for."""
    return (found for found in _orders(trial) if found.order == 1) if trial.claim.order > 1 else iter(())


def other_orders(trial: Trial) -> Iterator[OtherOrder]:
    """Yield the other orders of which the claim is the derivative."""
    return (found for found in _orders(trial) if found.order > 1)


def _orders(trial: Trial) -> Iterator[OtherOrder]:
    nodes = trial.claim.function.nodes
    series = Taylor(trial.m, MAX_ORDER)
    seen = []
    for s in range(SAMPLES):
        trial.effort.spend(len(nodes))
        if trial.exhausted:
            return
        values = {str(n.value): trial.function[i][s] for i, n in enumerate(nodes) if n.operation == "variable"}
        try:
            values[trial.claim.wrt] = series.variable(values[trial.claim.wrt])
            seen.append(series.coefficients(trial.claim.function.evaluate(series, values)))
        except (DerivcheckError, ArithmeticError, KeyError):
            return
    for k in range(1, MAX_ORDER + 1):
        pairs = zip(trial.claimed[-1], seen, strict=True)
        if k != trial.claim.order and all(same(c, found[k] * math.factorial(k)) for c, found in pairs):
            yield OtherOrder(k)
