"""Mistakes in a second derivative: a wrong rule from first to second, terms of (uv)'' missing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from derivcheck.arithmetic.tangents import forward
from derivcheck.arithmetic.taylor.taylor import Taylor
from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.claim import Claim
from derivcheck.claims.diagnosis.edits import RANKS
from derivcheck.claims.diagnosis.other_orders import samples
from derivcheck.claims.diagnosis.phrases import LONGEST
from derivcheck.claims.diagnosis.recognition import CLOSE, same
from derivcheck.claims.diagnosis.rewriting import WrittenDerivatives
from derivcheck.claims.diagnosis.rule_mistakes import RuleMistake, rule_mistakes
from derivcheck.claims.diagnosis.shortest import Forms
from derivcheck.claims.diagnosis.trial import Trial
from derivcheck.claims.diagnosis.wrong_rules import MISSING
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError


@dataclass(frozen=True)
class LastStep:
    """A wrong rule from the first derivative to the second.

    Attributes
    ----------
    mistake : RuleMistake
    step : Trial
        Of the claim as the derivative of the first derivative.
    """

    mistake: RuleMistake
    step: Trial

    @property
    def kind(self) -> str:
        """The kind of mistake."""
        return self.mistake.kind

    @property
    def cost(self) -> tuple[float, float]:
        """The smaller, the more plausible."""
        return self.mistake.cost

    def said(self, trial: Trial) -> str:
        """Return the mistake in words."""
        if self.mistake.wrong is not MISSING:
            return f"from the first derivative to the second: {self.mistake.said(self.step)}"
        text = self.mistake.term(self.step, self.step.tangents_written[self.mistake.place.node])
        # One after the other, 2*x and 2*x are a product that nobody writes so.
        gathered = Forms(trial.claim).of(parse(text.text, trial.claim.variables, program=True))
        return f"the term {gathered if len(gathered) <= LONGEST else 'from a part of the first derivative'} is missing"

    def corrections(self, trial: Trial) -> Iterator[Written]:
        """Yield what the mistake has as corrections of the step."""
        yield from self.mistake.corrections(self.step)


def last_steps(trial: Trial) -> Iterator[LastStep]:
    """Yield the wrong rules that explain a second derivative as that of a right first one."""
    step = _last_step(trial) if trial.claim.order == 2 else None
    if step:
        found = (mistake for mistake in rule_mistakes(step) if mistake.kind in _KINDS)
        yield from (LastStep(mistake, step) for mistake in found)


_KINDS = frozenset(("product-rule", "quotient-rule", "chain", "term-missing"))
"""Kinds of mistakes; a sign, or a part copied, in one of many terms of a second derivative is rather an accident."""


def _last_step(trial: Trial) -> Trial | None:
    """Return the claim as the derivative of the first derivative, at the same samples."""
    try:
        claim = replace(trial.claim, function=_derivative(trial.claim.function, trial), order=1)
        return _restarted(trial, claim)
    except (DerivcheckError, ArithmeticError):
        return None


def _derivative(function: Expression, trial: Trial) -> Expression:
    text = WrittenDerivatives(function, trial.writer, trial.claim.wrt)[-1]
    return parse(text.text, trial.claim.variables, program=True)


def _restarted(trial: Trial, claim: Claim) -> Trial:
    runs = [forward(claim.function, trial.m, at, claim.wrt) for at in samples(trial)]
    trial.effort.spend(len(claim.function.nodes) * len(runs))
    values = list(zip(*(run.values for run in runs), strict=True))
    tangents = [None if pair[0] is None else pair for pair in zip(*(run.tangents for run in runs), strict=True)]
    return replace(trial, claim=claim, function=values, tangents=tangents)


@dataclass(frozen=True)
class TermsOfProduct:
    """Terms of (uv)'' are missing.

    Attributes
    ----------
    missing : tuple of str
        As the rule has them.
    """

    missing: tuple[str, ...]
    kind: str = "product-rule"
    # Before the rules for the last step: what the terms have in common is easily hit by one of those.
    cost: tuple[float, float] = (RANKS["rule"] + 0.05, 0)

    def said(self, trial: Trial) -> str:
        """Return the mistake in words."""
        verb = "are" if len(self.missing) > 1 else "is"
        return f"product rule: (uv)'' is u''v + 2u'v' + uv'', of which {' and '.join(self.missing)} {verb} missing"

    def corrections(self, trial: Trial) -> Iterator[Written]:
        """Yield the second derivative."""
        first = _derivative(trial.claim.function, trial)
        yield WrittenDerivatives(first, trial.writer, trial.claim.wrt)[-1]


def terms_of_products(trial: Trial) -> Iterator[TermsOfProduct]:
    """Yield the terms of a second derivative of a product without which it is the claim."""
    function = trial.claim.function
    varies = [trial.tangents[i] is not None for i in function.nodes[-1].arguments]
    if trial.claim.order != 2 or function.nodes[-1].operation != "mul" or not all(varies):
        return
    trial.effort.spend(len(trial.function) * 2)
    try:
        terms = [_terms(trial, at) for at in samples(trial)]
    except (DerivcheckError, ArithmeticError):
        return
    present = [name for name in terms[0] if any(abs(of[name]) > abs(sum(of.values())) * CLOSE for of in terms)]
    for count in range(1, len(present)):
        for missing in itertools.combinations(present, count):
            if _are_missing(trial, missing, terms):
                yield TermsOfProduct(missing)


def _are_missing(trial: Trial, missing: Sequence[str], terms: Sequence[dict[str, Any]]) -> bool:
    pairs = zip(trial.claimed[-1], terms, strict=True)
    return all(same(claimed, sum(value for name, value in of.items() if name not in missing)) for claimed, of in pairs)


def _terms(trial: Trial, at: dict[str, Any]) -> dict[str, Any]:
    """Return the terms of (uv)'' at a sample."""
    series = Taylor(trial.m, 2)
    moving = {**at, trial.claim.wrt: series.variable(at[trial.claim.wrt])}
    found = trial.claim.function.evaluate_all(series, moving)
    u, v = (series.coefficients(found[i]) for i in trial.claim.function.nodes[-1].arguments)
    return {"u''v": 2 * u[2] * v[0], "2u'v'": 2 * u[1] * v[1], "uv''": 2 * u[0] * v[2]}
