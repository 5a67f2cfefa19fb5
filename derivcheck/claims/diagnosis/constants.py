"""Constants that were differentiated as if they were variables: (e^2 x)' is not 2e x."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.edits import RANKS
from derivcheck.claims.diagnosis.phrases import excerpt
from derivcheck.claims.diagnosis.recognition import same_values
from derivcheck.claims.diagnosis.rule_mistakes import Subexpression, adjoint_written, places, taken_for
from derivcheck.claims.diagnosis.trial import Trial

_FORMS: tuple[Callable[[Any, Any, Any], Any], ...] = (
    lambda k, v, d: k * v,
    lambda k, v, d: k * d,
    lambda k, v, d: k * v + d,
)
"""What c u is taken to have as its derivative: c'u, c'u' or c'u + cu', with k = c'/c, v = c u and d = c u'."""


@dataclass(frozen=True)
class ConstantMistake:
    """A constant power that was differentiated in a product.

    Attributes
    ----------
    place : Subexpression
        The product.
    power : int
        The node of the constant.
    form : callable
        One of the forms.
    """

    place: Subexpression
    power: int
    form: Callable[[Any, Any, Any], Any]
    kind: str = "constant"
    # After the derivative with respect to another variable, which says the same of the whole function.
    cost: tuple[float, float] = (RANKS["rule"] + 0.16, 0)

    def said(self, trial: Trial) -> str:
        """Return the mistake in words."""
        constant = excerpt(trial.function_written[self.power]) or "a part of the function"
        return f"{constant} is a constant factor, which is kept and not differentiated"

    def corrections(self, trial: Trial) -> Iterator[Written]:
        """Yield the claim with the difference to the right derivative, and that written anew."""
        m, i, right = trial.writer, self.place.node, trial.tangents_written
        base, exponent = (trial.function_written[j] for j in trial.claim.function.nodes[self.power].arguments)
        wrong = self.form(m.div(exponent, base), trial.function_written[i], right[i])
        yield m.add(trial.written[-1], m.mul(adjoint_written(trial, self.place), m.sub(right[i], wrong)))
        yield right[-1]


def constant_mistakes(trial: Trial, bases: str) -> Iterator[ConstantMistake]:
    """Yield the constants that were differentiated, if that explains the claim.

    Parameters
    ----------
    trial : Trial
    bases : str
        "constant" for the powers of e and pi, "variable" for those of other variables.
    """
    powers = {power for power in _powers(trial) if _base(trial, power) == bases}
    if not powers or trial.claim.order != 1 or trial.tangents[-1] is None:
        return
    for place in places(trial):
        for power in powers.intersection(_factors(trial, place.node)):
            trial.effort.spend(len(_FORMS))
            yield from (ConstantMistake(place, power, form) for form in _FORMS if _explains(trial, place, power, form))


def _powers(trial: Trial) -> Iterator[int]:
    """Yield the powers of the function that do not depend on the variable."""
    for i, node in enumerate(trial.claim.function.nodes):
        if node.operation == "pow" and trial.tangents[i] is None:
            yield i


def _base(trial: Trial, power: int) -> str:
    nodes = trial.claim.function.nodes
    return nodes[nodes[power].arguments[0]].operation


def _factors(trial: Trial, node: int) -> tuple[int, ...]:
    """Return the factors of a product, or the numerator of a quotient."""
    operation, arguments, *_ = trial.claim.function.nodes[node]
    return {"mul": arguments, "div": arguments[:1]}.get(operation, ())


def _explains(trial: Trial, place: Subexpression, power: int, form: Callable[[Any, Any, Any], Any]) -> bool:
    taken, right = taken_for(trial, place), trial.tangents[place.node]
    base, exponent = (trial.function[j] for j in trial.claim.function.nodes[power].arguments)
    assert right is not None
    rates = (trial.m.div(n, b) for n, b in zip(exponent, base, strict=True))
    wrong = [form(k, v, d) for k, v, d in zip(rates, trial.function[place.node], right, strict=True)]
    return bool(taken) and same_values(taken, wrong)
