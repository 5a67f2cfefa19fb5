"""The same wrong rule of differentiation, applied throughout the function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.recognition import same
from derivcheck.claims.diagnosis.rule_mistakes import MAX_REWRITTEN
from derivcheck.claims.diagnosis.rules_by_operation import FAMILIES, RULES
from derivcheck.claims.diagnosis.trial import Trial
from derivcheck.claims.diagnosis.wrong_rules import WrongRule, slope
from derivcheck.elementary.number import Functions
from derivcheck.ground.errors import DerivcheckError


@dataclass(frozen=True)
class SystematicMistake:
    """A wrong rule that was applied throughout.

    Attributes
    ----------
    kind : str
    sentence : str
    rules : mapping of int to WrongRule
        By node of the function.
    """

    kind: str
    sentence: str
    rules: dict[int, WrongRule]

    def said(self, trial: Trial) -> str:
        """Return the mistake in words."""
        return f"{self.sentence}, in several places"

    def corrections(self, trial: Trial) -> Iterator[Written]:
        """Yield the claim with the difference to the right derivative, and that written anew."""
        m, right = trial.writer, trial.tangents_written[-1]
        wrong = _derivative(trial, self.rules, m, trial.function_written)
        yield m.add(trial.written[-1], m.sub(right, wrong))
        if len(right.text) <= MAX_REWRITTEN:
            yield right


def systematic_mistakes(trial: Trial) -> Iterator[SystematicMistake]:
    """Yield the wrong rules that explain a claim when they are applied throughout."""
    if trial.claim.order != 1:
        return
    for family, applying in _applying(trial).items():
        for rules in _choices(applying):
            trial.effort.spend(len(trial.function))
            if not trial.exhausted and _explains(trial, rules):
                yield SystematicMistake(next(iter(rules.values())).kind, family, rules)


def _applying(trial: Trial) -> dict[str, dict[int, list[WrongRule]]]:
    """Return the nodes at which the rules of each family apply, with those rules; several may share a name."""
    found: dict[str, dict[int, list[WrongRule]]] = {family: {} for family in FAMILIES}
    for i, node in enumerate(trial.claim.function.nodes):
        if trial.tangents[i] is not None and node.operation in RULES:
            varying = trial.varying(i)
            for rule in RULES[node.operation]:
                if rule.family in found and rule.fits(varying):
                    found[rule.family].setdefault(i, []).append(rule)
    return found


def _choices(found: dict[int, list[WrongRule]]) -> Iterator[dict[int, WrongRule]]:
    """Yield, for each wrong rule of a family, the nodes where it applies."""
    # A wrong rule at a single place is a `RuleMistake`.
    if len(found) > 1:
        for k in range(max(map(len, found.values()))):
            yield {i: rules[min(k, len(rules) - 1)] for i, rules in found.items()}


def _explains(trial: Trial, rules: dict[int, WrongRule]) -> bool:
    try:
        return all(
            same(claimed, _derivative(trial, rules, trial.m, [values[s] for values in trial.function]))
            for s, claimed in enumerate(trial.claimed[-1])
        )
    except (DerivcheckError, ArithmeticError):
        return False


def _derivative(trial: Trial, rules: dict[int, WrongRule], m: Functions, values: Sequence[object]) -> Any:
    """Return the derivative of the function by wrong rules, in any arithmetic."""
    tangents: list[Any] = []
    for i, node in enumerate(trial.claim.function.nodes):
        a, d = [values[j] for j in node.arguments], [tangents[j] for j in node.arguments]
        if node.operation == "variable":
            tangents.append(m.number(int(node.value == trial.claim.wrt)))
        elif i in rules:
            tangents.append(rules[i].rule(m, values[i], a, d))
        else:
            varying = [j for j, k in enumerate(node.arguments) if trial.tangents[k] is not None]
            terms = (slope(m, node.operation, j, a, values[i]) * d[j] for j in varying)
            tangents.append(sum(terms, start=m.number(0)))
    return tangents[-1]
