"""Claims that are the derivative of another order than the one asked for."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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
            formula = parse(text.text, trial.claim.variables, program=True)
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
    trial.effort.spend(len(trial.claimed))
    if trial.claim.order == 1 and _everywhere(trial, _is_integrated):
        yield Antiderivative()


def _is_integrated(trial: Trial, at: Mapping[str, Any]) -> bool:
    rate = forward(trial.claim.claimed, trial.m, at, trial.claim.wrt).derivative(trial.m)
    return same(rate, trial.claim.function.evaluate(trial.m, at))


def _everywhere(trial: Trial, holds: Callable[[Trial, Mapping[str, Any]], bool]) -> bool:
    """Return whether something holds at the samples, and beyond bends, where f is another function.

    It holds too where the claim is right, as cos(x) is for sqrt(sin(x)^2) on every other piece, if it can be told.
    """
    try:
        found = all(holds(trial, at) for at in (*samples(trial), *_exact(trial, trial.fresh)))
    except (DerivcheckError, ArithmeticError):
        return False
    return found and all(_may_hold(trial, holds, at) for at in _exact(trial, trial.given))


def _may_hold(trial: Trial, holds: Callable[[Trial, Mapping[str, Any]], bool], at: Mapping[str, Any]) -> bool:
    try:
        return holds(trial, at)
    except (DerivcheckError, ArithmeticError):
        return True


def samples(trial: Trial) -> Iterator[dict[str, Any]]:
    """Yield the values of the variables at each sample."""
    formulas = ((trial.claim.claimed, trial.claimed), (trial.claim.function, trial.function))
    places = {
        str(node.value): found[i]
        for formula, found in formulas
        for i, node in enumerate(formula.nodes)
        if node.operation == "variable"
    }
    yield from ({name: values[s] for name, values in places.items()} for s in range(SAMPLES))


def _exact(trial: Trial, points: Iterable[Mapping[str, float]]) -> Iterator[dict[str, Any]]:
    yield from ({name: trial.m.exact(value) for name, value in at.items()} for at in points)


def first_derivative(trial: Trial) -> Iterator[OtherOrder]:
    """Yield that the claim is the first derivative, if it is and another one is asked for."""
    return (found for found in _orders(trial) if found.order == 1) if trial.claim.order > 1 else iter(())


def other_orders(trial: Trial) -> Iterator[OtherOrder]:
    """Yield the other orders of which the claim is the derivative."""
    return (found for found in _orders(trial) if found.order > 1)


def _orders(trial: Trial) -> Iterator[OtherOrder]:
    trial.effort.spend(len(trial.function))
    at, series = next(samples(trial)), Taylor(trial.m, MAX_ORDER)
    if trial.exhausted or trial.claim.wrt not in at:
        return
    try:
        found = _derivatives(series, trial, at)
    except (DerivcheckError, ArithmeticError):
        return
    for k in range(1, MAX_ORDER + 1):
        alike = k != trial.claim.order and same(trial.claimed[-1][0], found[k])
        if alike and _everywhere(trial, functools.partial(_is_order, series, k)):
            yield OtherOrder(k)


def _is_order(series: Taylor, k: int, trial: Trial, at: Mapping[str, Any]) -> bool:
    return same(trial.claim.claimed.evaluate(trial.m, at), _derivatives(series, trial, at)[k])


def _derivatives(series: Taylor, trial: Trial, at: Mapping[str, Any]) -> list[Any]:
    """Return f and its derivatives at a point."""
    moving = {**at, trial.claim.wrt: series.variable(at[trial.claim.wrt])}
    found = series.coefficients(trial.claim.function.evaluate(series, moving))
    return [c * math.factorial(k) for k, c in enumerate(found)]
