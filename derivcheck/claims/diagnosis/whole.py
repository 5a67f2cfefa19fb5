"""Mistakes that concern the whole claim: a constant factor, or the wrong variable."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from derivcheck.arithmetic.tangents import forward
from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.edits import RANKS, Edit
from derivcheck.claims.diagnosis.known_values import LINEAR
from derivcheck.claims.diagnosis.phrases import excerpt
from derivcheck.claims.diagnosis.recognition import Constant, recognise_common, same
from derivcheck.claims.diagnosis.trial import SAMPLES, Trial
from derivcheck.elementary.named_constants import REMARKS
from derivcheck.ground.errors import DerivcheckError

_MINUS_ONE, _ONE_OVER_E = Constant(Fraction(-1)), Constant(Fraction(1), "e", below=True)
_LOWERED = ", as if the exponent of e were lowered by 1, as that of a power is"


@dataclass(frozen=True)
class Multiple:
    """The claim is a number times the derivative.

    Attributes
    ----------
    ratio : Constant
    edit : Edit or None
        A number in the claim that may be changed instead of dividing.
    """

    kind: str
    sentence: str
    ratio: Constant
    edit: Edit | None = None

    def said(self, trial: Trial) -> str:
        """Return the mistake in words."""
        return self.sentence

    def corrections(self, trial: Trial) -> Iterator[Written]:
        """Yield the claim over the number."""
        if self.edit:
            yield from self.edit.corrections(trial)
        else:
            yield trial.writer.mul(self.ratio.reciprocal.written(trial.writer), trial.written[-1])


def multiples(trial: Trial, coefficients: Callable[[], Iterator[Edit]]) -> Iterator[Multiple]:
    """Yield the ways to correct a claim that is a multiple of the derivative.

    `coefficients` gives the edits of one, which are looked for only if they are needed.
    """
    pairs = zip(trial.claimed[-1], trial.derivatives, strict=True)
    ratios = [[trial.m.div(claimed, d)] if claimed != 0 and d != 0 else [] for claimed, d in pairs]
    for ratio in recognise_common(trial.m, ratios):
        if ratio == _MINUS_ONE:
            yield Multiple("sign", "the whole sign is wrong", ratio)
            continue
        kind, said = _in_words(trial, ratio)
        changed = itertools.islice(coefficients(), 1)
        yield from (Multiple(kind, said, ratio, edit) for edit in (*changed, None))


def _in_words(trial: Trial, ratio: Constant) -> tuple[str, str]:
    said = f"the claim is {ratio} times the derivative"
    for i in _spine(trial):
        rates = trial.tangents[i]
        assert rates is not None
        if all(same(r * g, d) for r, g, d in zip(rates, trial.claimed[-1], trial.derivatives, strict=True)):
            inner, rate = excerpt(trial.function_written[i]), excerpt(trial.tangents_written[i])
            if inner and rate:
                said += f": the factor {rate} from the inner function {inner} is missing"
            return "chain", said
    lowered = _LOWERED if ratio == _ONE_OVER_E and _has_exponential(trial) else ""
    return "factor", said + REMARKS.get(str(ratio), lowered)


def _has_exponential(trial: Trial) -> bool:
    nodes = trial.claim.function.nodes
    of_constants = (nodes[node.arguments[0]].operation == "constant" for node in nodes if node.operation == "pow")
    return any(node.operation == "exp" for node in nodes) or any(of_constants)


def _spine(trial: Trial) -> Iterator[int]:
    """Yield the inner functions of which the whole function is a function."""
    nodes, i = trial.claim.function.nodes, len(trial.function) - 1
    while len(varying := [j for j in nodes[i].arguments if trial.tangents[j] is not None]) == 1:
        if nodes[i].operation not in LINEAR:
            yield varying[0]
        i = varying[0]


@dataclass(frozen=True)
class OtherVariable:
    """The claim is the derivative with respect to another variable."""

    name: str
    kind: str = "variable"
    # After the likeliest wrong rules: of a**x, x*a**(x - 1) is rather the power rule than d/da.
    cost: tuple[float, float] = (RANKS["rule"] + 0.15, 0)

    def said(self, trial: Trial) -> str:
        """Return the mistake in words."""
        return f"this is the derivative with respect to {self.name}, not to {trial.claim.wrt}"

    def corrections(self, trial: Trial) -> Iterator[Written]:
        """Yield the claim with one derivative exchanged for the other, and the right one alone."""
        right, wrong = trial.tangents_written[-1], trial.differentiated(self.name)[-1]
        yield trial.writer.add(trial.written[-1], trial.writer.sub(right, wrong))
        yield right


def other_variables(trial: Trial) -> Iterator[OtherVariable]:
    """Yield the variables of which the claim is the derivative."""
    nodes = trial.claim.function.nodes
    names = {str(node.value): i for i, node in enumerate(nodes) if node.operation == "variable"}
    for name in names:
        if name != trial.claim.wrt and trial.claim.order == 1 and _is_derivative(trial, name, names):
            yield OtherVariable(name)


def _is_derivative(trial: Trial, name: str, names: dict[str, int]) -> bool:
    trial.effort.spend(len(trial.function))
    if trial.exhausted:
        return False
    try:
        for s in range(SAMPLES):
            values = {other: trial.function[i][s] for other, i in names.items()}
            run = forward(trial.claim.function, trial.m, values, name)
            if not same(trial.claimed[-1][s], run.derivative(trial.m)):
                return False
    except (DerivcheckError, ArithmeticError):
        return False
    return True
