"""Single edits that might make a claim right.

Each rule looks at one place in the claim, at its present values and at the values that would
make the claim right there, and proposes what to write instead. Proposals are cheap guesses in
order of plausibility; whether one is true is confirmed elsewhere.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.arithmetic.text.writing import Written
from derivcheck.claims.diagnosis.known_values import KnownValues, expressions, inner_derivatives
from derivcheck.claims.diagnosis.occurrences import Occurrence, corrected, operation, surroundings, values
from derivcheck.claims.diagnosis.phrases import excerpt
from derivcheck.claims.diagnosis.recognition import same
from derivcheck.claims.diagnosis.trial import Trial
from derivcheck.elementary.number import Number

PLAUSIBILITY = (
    "sign",
    "absolute value",
    "cofunction",
    "inner derivative",
    "exponent",
    "coefficient",
    "sign in front",
    "parentheses",
    "unit",
    "argument",
    "function",
    "order of a function",
    "exponent shifted",
    # From here on, only if none of those is confirmed.
    "exponent of a name",
    # Wrong rules of differentiation, and then edits that they often explain better.
    "rule",
    "not differentiated",
    "function elsewhere",
    "term too many",
    "inner derivative elsewhere",
    "exponent of a part",
    "factor",
    "inner derivative too many",
    "piece",
    "piece of a sum",
)
"""Kinds of mistake, the most plausible first: what is rather an oversight than a coincidence of values."""

RANKS = {name: rank for rank, name in enumerate(PLAUSIBILITY)}


@dataclass(frozen=True)
class Edit:
    """A proposal.

    Attributes
    ----------
    why : str
        One of `PLAUSIBILITY`.
    kind : str
        As it is reported.
    place : Occurrence
    writing : Written, or callable that returns it
        What to write there.
    saying : str, or callable that returns it
        The mistake in words.
    size : float
        Of two edits for the same reason the smaller one is the more plausible.
    length : int
        Symbols of a piece that is told, and cannot be pointed to in f.
    """

    why: str
    kind: str
    place: Occurrence
    writing: Written | Callable[[], Written]
    saying: str | Callable[[], str]
    size: float = 0
    length: int = 0

    @property
    def text(self) -> Written:
        """What to write there; put together when it is asked for, where many edits are proposed and few are tried."""
        return self.writing() if callable(self.writing) else self.writing

    @property
    def sentence(self) -> str:
        """The mistake in words."""
        return self.saying() if callable(self.saying) else self.saying

    @property
    def cost(self) -> tuple[float, float]:
        """The smaller, the more plausible."""
        return RANKS[self.why], self.size

    def said(self, trial: Trial) -> str:
        """Return the mistake in words, and what to write where that is short."""
        # The whole claim is shown corrected anyway.
        around = surroundings(trial, self.place, self.text)
        shown = excerpt(around) if around else ""
        return f"{self.sentence}: write {shown}" if shown else self.sentence

    def corrections(self, trial: Trial) -> Iterator[Written]:
        """Yield the claim with the edit made."""
        yield corrected(trial, self.place, self.text)


_BENT = frozenset({"abs", "sign", "sqrt", "max", "min"})


class Search:
    """What the rules share: the trial, and the values that a missing piece may have."""

    def __init__(self, trial: Trial) -> None:
        self.trial = trial
        self.m = trial.m
        self.write = trial.writer
        self._without_inner: set[Occurrence] = set()

    @functools.cached_property
    def bent(self) -> bool:
        """Whether function or claim has an absolute value in it, be it as a root of a square."""
        formulas = self.trial.claim.function, self.trial.claim.claimed
        called = any(node.operation in _BENT for formula in formulas for node in formula.nodes)
        return called or any(e and e.denominator % 2 == 0 for formula in formulas for e in formula.exponents)

    @functools.cached_property
    def functions(self) -> frozenset[str]:
        """The operations of the function."""
        return frozenset(node.operation for node in self.trial.claim.function.nodes)

    @functools.cached_property
    def expressions(self) -> KnownValues:
        """Parts of the function and of the claim."""
        return expressions(self.trial)

    @functools.cached_property
    def inner(self) -> KnownValues:
        """Inner derivatives of the function."""
        return inner_derivatives(self.trial)

    def now(self, place: Occurrence) -> Written:
        """Return the present text of a place."""
        return self.trial.written[place.node]

    def name(self, place: Occurrence) -> str:
        """Return the present text of a place, if it is short."""
        return excerpt(self.now(place)) or "a part of the claim"

    def outer(self, place: Occurrence) -> str:
        """Return the operation that the place is an argument of; "" for the whole claim."""
        return operation(self.trial, place.parent)

    def is_number(self, place: Occurrence) -> bool:
        """Whether only numbers stand there."""
        return self.trial.claim.claimed.rationals[place.node] is not None

    def in_product(self, place: Occurrence) -> bool:
        """Whether a factor here is one of the parent too, which is looked at instead."""
        return self.outer(place) in ("mul", "div", "neg")

    def in_sum(self, place: Occurrence) -> bool:
        """Whether the parent is a sum."""
        return self.outer(place) in ("add", "sub")

    def ratios(self, place: Occurrence) -> list[list[Any]]:
        """Return, for each sample, the wanted values over the present one."""
        pairs = zip(place.wanted, values(self.trial, place), strict=True)
        return [[self.m.div(w, v) for w in wanted] if v != 0 else [] for wanted, v in pairs]

    def quotients(self, place: Occurrence) -> list[float]:
        """Return the first sample of `ratios` in floats, to see at a glance whether one can be known."""
        present = self.trial.floats[place.node]
        return [w / present if present else math.nan for w in place.wanted.floats]

    def may_lack_inner(self, place: Occurrence) -> bool:
        """Tell at a glance whether an inner derivative, or one over it, may be what a place lacks.

        A factor that makes a product right does so at each of its factors, and divides a divisor.
        """
        if place.parent in self._without_inner and self.in_product(place):
            self._without_inner.add(place)
            return False
        ratios = self.quotients(place)
        if self.inner.may_hold(ratios + [1 / ratio for ratio in ratios if ratio]):
            return True
        if self.trial.floats[place.node]:
            self._without_inner.add(place)
        return False

    def differences(self, place: Occurrence) -> list[list[Any]]:
        """Return, for each sample, the wanted values less the present one."""
        return [[w - v for w in wanted] for wanted, v in zip(place.wanted, values(self.trial, place), strict=True)]


Rule = Callable[[Search, Occurrence], Iterator[Edit]]


def wants(place: Occurrence, target: Sequence[Number]) -> bool:
    """Tell whether the target is a wanted value at every sample."""
    return place.wanted.may_be(target[0]) and all(
        any(same(w, t) for w in wanted) for wanted, t in zip(place.wanted, target, strict=True)
    )
