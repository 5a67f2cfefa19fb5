"""A wrong rule of differentiation, applied at one place in the function or everywhere.

A derivative is linear in the derivative of each part of the function. So the claim says what the
derivative of a part was taken for, if everything else was done right:
``claim = derivative + adjoint * (taken - right)``, and that is compared with what the wrong rules
give (Griewank & Walther, "Evaluating Derivatives", 2nd ed., 2008, ch. 3, on adjoints).
"""

from __future__ import annotations

import functools
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.edits import RANKS
from derivcheck.claims.diagnosis.phrases import excerpt
from derivcheck.claims.diagnosis.recognition import CLOSE, same, same_values
from derivcheck.claims.diagnosis.rules_by_operation import RULES
from derivcheck.claims.diagnosis.special_rules import SPECIAL
from derivcheck.claims.diagnosis.trial import Trial, Values
from derivcheck.claims.diagnosis.wrong_rules import ANYWHERE, COPIED, IT_IS, MISSING, WrongRule, slope
from derivcheck.elementary import FUNCTIONS
from derivcheck.elementary.number import Number
from derivcheck.ground.errors import DerivcheckError

# Up to this length a right derivative, written anew, is easier to read than a patched claim.
MAX_REWRITTEN = 300


@dataclass(frozen=True, slots=True, eq=False)
class Subexpression:
    """One place in the function; `adjoint` is the derivative of the function with respect to it."""

    node: int
    parent: Subexpression | None
    argument: int
    adjoint: Values


@dataclass(frozen=True)
class RuleMistake:
    """A wrong rule at a place."""

    wrong: WrongRule
    place: Subexpression

    @property
    def cost(self) -> tuple[float, float]:
        """The smaller, the more plausible; of equal ones the outermost comes first."""
        return RANKS["rule"] + self.wrong.rank / 10, -self.place.node

    @property
    def kind(self) -> str:
        """The kind of mistake."""
        return self.wrong.kind

    def said(self, trial: Trial) -> str:
        """Return the mistake in words."""
        i = self.place.node
        varying = [j for j in trial.claim.function.nodes[i].arguments if trial.tangents[j] is not None]
        texts = {
            "v": trial.function_written[i],
            "u": trial.function_written[varying[0] if varying else i],
            "d": trial.tangents_written[i],
            "t": self.term(trial, trial.tangents_written[i]),
        }
        return _sentence(self.wrong.said, {key: excerpt(text) for key, text in texts.items()})

    def corrections(self, trial: Trial) -> Iterator[Written]:
        """Yield the claim with the right derivative of the part, and the derivative written anew."""
        m, i = trial.writer, self.place.node
        node = trial.claim.function.nodes[i]
        a, d = [[texts[j] for j in node.arguments] for texts in (trial.function_written, trial.tangents_written)]
        taken = self.wrong.rule(m, trial.function_written[i], a, d)
        yield m.add(trial.written[-1], self.term(trial, m.sub(trial.tangents_written[i], taken)))
        if self.wrong is not MISSING and len(trial.tangents_written[-1].text) <= MAX_REWRITTEN:
            yield trial.tangents_written[-1]

    def term(self, trial: Trial, derivative: Written) -> Written:
        """Return what a derivative of the part contributes to that of the function."""
        term: Written = trial.writer.mul(adjoint_written(trial, self.place), derivative)
        return term


def _sentence(pattern: str, words: dict[str, str]) -> str:
    """Fill the words in; without the right derivative where that is too long to be said."""
    sentence = pattern if words["d"] and words["v"] else pattern.removesuffix(IT_IS)
    return sentence.format(**{key: word or _TOO_LONG[key] for key, word in words.items()})


_TOO_LONG = {"v": "a part of the function", "u": "of a part of it", "t": "from a part of the function", "d": ""}


def special_mistakes(trial: Trial) -> Iterator[RuleMistake]:
    """Yield the wrong rules of special functions that explain a claim, which hardly do so by accident."""
    if any(node.operation in SPECIAL for node in trial.claim.function.nodes):
        yield from rule_mistakes(trial, SPECIAL, ())


def rule_mistakes(
    trial: Trial, table: Mapping[str, Sequence[WrongRule]] = RULES, others: Sequence[WrongRule] = ANYWHERE
) -> Iterator[RuleMistake]:
    """Yield the wrong rules of a table, each at its place, that explain a claim; others for what is not in it."""
    if trial.claim.order == 1:
        for place in places(trial):
            taken = taken_for(trial, place)
            rules = table.get(trial.claim.function.nodes[place.node].operation, others)
            trial.effort.spend(len(rules))
            for wrong in rules:
                if taken and _explains(trial, place, wrong, taken):
                    yield RuleMistake(wrong, place)


def places(trial: Trial) -> Iterator[Subexpression]:
    """Yield the places in the function that depend on the variable, the outermost first."""
    ones = tuple(trial.m.number(1) for _ in trial.derivatives)
    queue = deque([Subexpression(len(trial.function) - 1, None, 0, ones)])
    while queue and not trial.exhausted:
        place = queue.popleft()
        trial.effort.spend(1)
        yield place
        queue.extend(_children(trial, place))


def _children(trial: Trial, place: Subexpression) -> Iterator[Subexpression]:
    node = trial.claim.function.nodes[place.node]
    values = list(zip(place.adjoint, trial.arguments(place.node), trial.function[place.node], strict=True))
    for j, i in enumerate(node.arguments):
        if trial.tangents[i] is not None:
            try:
                adjoint = tuple(outer * slope(trial.m, node.operation, j, a, v) for outer, a, v in values)
            except (DerivcheckError, ArithmeticError):
                continue
            yield Subexpression(i, place, j, adjoint)


def taken_for(trial: Trial, place: Subexpression) -> Sequence[Any]:
    """Return what the derivative of a place was taken for, at each sample."""
    right = trial.tangents[place.node]
    try:
        shares = [
            trial.m.div(claimed - derivative, adjoint)
            for claimed, derivative, adjoint in zip(trial.claimed[-1], trial.derivatives, place.adjoint, strict=True)
        ]
    except (DerivcheckError, ArithmeticError):
        return []
    return [r + share for r, share in zip(right, shares, strict=True)] if right else []


def _explains(trial: Trial, place: Subexpression, wrong: WrongRule, taken: Sequence[Number]) -> bool:
    """Tell whether a wrong rule gives what the derivative was taken for, at every sample."""
    right = trial.tangents[place.node]
    assert right is not None
    if wrong is MISSING:
        # Zero comes out as rounding.
        return all(abs(t) <= abs(r) * CLOSE for t, r in zip(taken, right, strict=True))
    if not wrong.fits(trial.varying(place.node)) or (wrong is COPIED and _is_bare(trial, place)):
        return False
    if not wrong.numeric and same_values(trial.claimed[-1][:-1], trial.claimed[-1][1:]):
        return False
    parts = zip(trial.function[place.node], trial.arguments(place.node), trial.rates(place.node), strict=True)
    try:
        return all(same(t, wrong.rule(trial.m, v, a, d)) for t, (v, a, d) in zip(taken, parts, strict=True))
    except (DerivcheckError, ArithmeticError):
        return False


def _is_bare(trial: Trial, place: Subexpression) -> bool:
    """Tell whether a place is the variable in a function, for which nobody writes x x'."""
    nodes = trial.claim.function.nodes
    return not nodes[place.node].arguments and (place.parent is None or nodes[place.parent.node].operation in FUNCTIONS)


def adjoint_written(trial: Trial, place: Subexpression) -> Written:
    """Return the adjoint of a place as text."""
    slopes = []
    while place.parent:
        above = place.parent.node
        node = trial.claim.function.nodes[above]
        texts = [trial.function_written[i] for i in node.arguments]
        slopes.append(slope(trial.writer, node.operation, place.argument, texts, trial.function_written[above]))
        place = place.parent
    return functools.reduce(trial.writer.mul, slopes[::-1], trial.writer.number(1))
