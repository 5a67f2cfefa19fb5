"""The search for the one mistake that makes a claim wrong.

The whole claim is looked at first (its sign, a constant factor), then single edits of it, then
wrong rules of differentiation applied to the function. What is found is only a guess from two
points until the corrected claim agrees with the derivative at every point given and at one more,
to full precision. No cause is better than a wrong one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.claim import Claim
from derivcheck.claims.diagnosis.branches import WrongBranch, branches
from derivcheck.claims.diagnosis.brevity import cancels, is_brief
from derivcheck.claims.diagnosis.confirmation import Confirmation
from derivcheck.claims.diagnosis.constants import ConstantMistake, constant_mistakes
from derivcheck.claims.diagnosis.edits import RANKS, Edit, Rule, Search
from derivcheck.claims.diagnosis.exchanges import absolute, function, order, sign, undifferentiated
from derivcheck.claims.diagnosis.finite_differences import FiniteDifference, finite_differences
from derivcheck.claims.diagnosis.inversion import PERIODIC
from derivcheck.claims.diagnosis.last_step import LastStep, TermsOfProduct, last_steps, terms_of_products
from derivcheck.claims.diagnosis.numbers import factor, number, power, shifted_exponent
from derivcheck.claims.diagnosis.occurrences import Occurrence, occurrences
from derivcheck.claims.diagnosis.other_orders import (
    Antiderivative,
    OtherOrder,
    antiderivatives,
    first_derivative,
    other_orders,
)
from derivcheck.claims.diagnosis.parentheses import parentheses
from derivcheck.claims.diagnosis.recognition import BITS
from derivcheck.claims.diagnosis.rule_mistakes import RuleMistake, rule_mistakes, special_mistakes
from derivcheck.claims.diagnosis.rules_by_operation import RULES
from derivcheck.claims.diagnosis.systematic import SystematicMistake, systematic_mistakes
from derivcheck.claims.diagnosis.terms import (
    argument,
    inner_derivative,
    part_of_function,
    piece_of_product,
    piece_of_sum,
)
from derivcheck.claims.diagnosis.trial import Trial, prepare
from derivcheck.claims.diagnosis.whole import Multiple, OtherVariable, multiples, other_variables
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError
from derivcheck.methods.reference import exact_arithmetic
from derivcheck.results import Cause

FIRST_RULES: dict[Rule, str] = {
    sign: "sign",
    absolute: "absolute value",
    function: "cofunction",
    inner_derivative: "inner derivative",
    number: "exponent",
    parentheses: "parentheses",
    argument: "argument",
    order: "order of a function",
    shifted_exponent: "exponent shifted",
}
"""What is looked for first at each place in the claim, with the most plausible reason that it may give, in order."""

OTHER_RULES: tuple[Rule, ...] = (power, undifferentiated, factor, piece_of_product, part_of_function, piece_of_sum)
"""What is looked for if none of those explains the claim: it takes longer, or is less plausible."""

Ranked = OtherOrder | Antiderivative | Edit | OtherVariable | ConstantMistake | RuleMistake | LastStep | TermsOfProduct
"""What is tried in the order of its cost."""

Proposal = Ranked | WrongBranch | Multiple | SystematicMistake | FiniteDifference


@dataclass(frozen=True)
class Diagnosis:
    """The cause of a wrong claim.

    Attributes
    ----------
    kind : str
        "sign", "factor", "term-sign", "term-missing", "term-extra", "term-doubled", "coefficient",
        "exponent", "chain", "cofunction", "function", "argument", "reciprocal", "factor-missing",
        "factor-extra", "product-rule", "quotient-rule", "power-rule", "variable", "order",
        "not-differentiated", "integrated", "absolute-value", "parentheses", "value", "constant", "branch" or
        "finite-difference".
    text : str
        One sentence.
    corrected : Expression
        The claim without the mistake; it agrees with the derivative.
    """

    kind: str
    text: str
    corrected: Expression

    @property
    def cause(self) -> Cause:
        """The cause as results have it."""
        return Cause(self.kind, self.text)


def diagnose(claim: Claim, points: Sequence[Mapping[str, float]]) -> Diagnosis | None:
    """Return why a claim is wrong, or None where no single mistake explains it.

    Parameters
    ----------
    claim : Claim
        A claim that has been refuted.
    points : sequence of mapping
        Generic points of the common domain of the function and the claim, with values of all variables.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> claim = Claim(parse("x^2*sin(x)"), parse("2*x*sin(x) - x^2*cos(x)"), "x")
    >>> found = diagnose(claim, [{"x": 0.7}, {"x": 1.9}])
    >>> print(found.text, "|", found.corrected)
    the second term has the wrong sign | 2*x*sin(x) + x^2*cos(x)
    """
    if claim.function.branching or claim.claimed.branching:
        return None
    with exact_arithmetic(BITS) as m:
        try:
            trial = prepare(claim, m, points)
            return _explain(trial, points) if trial else None
        except (DerivcheckError, ArithmeticError):
            return None


def _explain(trial: Trial, points: Sequence[Mapping[str, float]]) -> Diagnosis | None:
    """Return the first proposal that is confirmed."""
    confirmation = Confirmation(trial, points)
    for proposal in _proposals(Search(trial)):
        if confirmation.exhausted:
            break
        if isinstance(proposal, Edit) and not is_brief(proposal, trial):
            continue
        try:
            corrected = _last_right(proposal.corrections(trial), confirmation)
            if corrected and not (isinstance(proposal, Edit) and cancels(proposal, corrected, trial)):
                return Diagnosis(proposal.kind, proposal.said(trial), corrected)
        except DerivcheckError:
            continue
    return None


def _last_right(texts: Iterator[Written], confirmation: Confirmation) -> Expression | None:
    """Return the last of several ways to write a correction, if all of them are right."""
    found = [confirmation.read(text) for text in texts]
    return found[-1] if all(found) else None


def _proposals(search: Search) -> Iterator[Proposal]:
    """Yield what may be wrong, the most plausible first, each group looked for only if it is needed."""
    trial, edits = search.trial, _FirstEdits(search)
    yield from constant_mistakes(trial, "constant")
    yield from _branches(trial, edits)
    yield from multiples(trial, edits.coefficients)
    yield from first_derivative(trial)
    yield from finite_differences(trial)
    yield from special_mistakes(trial)
    yield from edits.likely()
    changes = _edits(search, edits.places, OTHER_RULES)
    others: list[Ranked] = [
        *other_variables(trial),
        *constant_mistakes(trial, "variable"),
        *other_orders(trial),
        *antiderivatives(trial),
        *rule_mistakes(trial),
        *terms_of_products(trial),
        *last_steps(trial),
        *edits.unlikely(),
        *changes,
    ]
    yield from sorted(others, key=lambda proposal: proposal.cost)
    yield from systematic_mistakes(trial)
    if any(node.operation in PERIODIC for node in trial.claim.claimed.nodes):
        yield from _edits(search, list(occurrences(trial, allowances.FAR_PERIODS.value)), (sign, number))


def _branches(trial: Trial, edits: _FirstEdits) -> Iterator[Proposal]:
    """Yield that a sign is missing, and before it the |.| that is, if that is all that is wrong with a claim."""
    for branch in branches(trial):
        yield from edits.of(absolute)
        yield from rule_mistakes(trial, {"abs": RULES["abs"]}, ())
        yield branch


class _FirstEdits:
    """Edits by the rules that are tried first; a rule is tried when what it proposes could come next."""

    def __init__(self, search: Search) -> None:
        self._search = search
        self._found: dict[Rule, list[Edit]] = {}

    @functools.cached_property
    def places(self) -> list[Occurrence]:
        """The places in the claim."""
        return list(occurrences(self._search.trial))

    def of(self, rule: Rule) -> list[Edit]:
        """Return what a rule proposes."""
        if rule not in self._found:
            self._found[rule] = _edits(self._search, self.places, (rule,))
        return self._found[rule]

    def coefficients(self) -> Iterator[Edit]:
        """Yield the coefficients that may be wrong, the most plausible first."""
        return (edit for edit in self.of(number) if edit.why == "coefficient")

    def likely(self) -> Iterator[Edit]:
        """Yield the edits, the most plausible first, up to those that other mistakes often explain better."""
        waiting: list[Edit] = []
        for rule, best in FIRST_RULES.items():
            yield from (edit for edit in waiting if edit.cost[0] < RANKS[best])
            waiting = [edit for edit in waiting if edit.cost[0] >= RANKS[best]]
            waiting = sorted((*waiting, *self.of(rule)), key=_cost)
        yield from (edit for edit in waiting if edit.cost[0] <= RANKS["exponent shifted"])

    def unlikely(self) -> list[Edit]:
        """Return the other edits, the most plausible first."""
        found = sorted((edit for rule in FIRST_RULES for edit in self.of(rule)), key=_cost)
        return [edit for edit in found if edit.cost[0] > RANKS["exponent shifted"]]


def _cost(edit: Edit) -> tuple[float, float]:
    return edit.cost


def _edits(search: Search, places: Sequence[Occurrence], rules: Sequence[Rule]) -> list[Edit]:
    """Return what some rules propose, the most plausible first."""
    effort = search.trial.effort
    found = [edit for place in places if effort.left > 0 for rule in rules for edit in rule(search, place)]
    return sorted(found, key=_cost)
