"""A refuted claim, evaluated at two generic points, with what a search for its mistake needs.

Every quantity is a tuple with one high-precision number for each sample point.
"""

from __future__ import annotations

import functools
import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.arithmetic.base import Arithmetic
from derivcheck.arithmetic.tangents import Forward, forward
from derivcheck.arithmetic.text.simplifying import Simplifying
from derivcheck.arithmetic.text.style import Style, shared_style, style_of
from derivcheck.arithmetic.text.writing import Writing, Written, written
from derivcheck.claims.claim import Claim, differentiate
from derivcheck.claims.diagnosis.recognition import finite, same
from derivcheck.claims.diagnosis.rewriting import WrittenDerivatives
from derivcheck.elementary import TABLE
from derivcheck.formula.expression import Expression
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError

SAMPLES = 2

# Relative distances of a sample from a given point. At round numbers formulas agree by accident
# (x**2 is 2*x at 2), so the samples are beside them; the nearer ones serve a narrow domain.
_DISTANCES = (0.03, 0.03, 1e-3, 1e-5)

# Points that are looked for beyond a bend.
_FAR_POINTS = 8

Values = tuple[Any, ...]


@dataclass
class Effort:
    """The values that a search may still try: a count, so that what is found does not depend on the machine."""

    left: int

    def spend(self, values: int) -> None:
        """Count values as tried."""
        self.left -= values


@dataclass(frozen=True)
class Trial:
    """A claim at its sample points.

    Attributes
    ----------
    claim : Claim
    m : Arithmetic
        In which the numbers below are.
    derivatives : tuple of numbers
        What the claim should be.
    claimed : list of tuple of numbers
        The value of each node of the claim.
    function : list of tuple of numbers
        The value of each node of the function.
    tangents : list of tuple of numbers or None
        Its derivative, where the node depends on the variable.
    fresh : tuple of mapping
        More points, for a confirmation.
    effort : Effort
        What the search may still take.
    given : tuple of mapping
        The points that the samples are beside; at some of them the claim may be right.
    """

    claim: Claim
    m: Arithmetic
    derivatives: Values
    claimed: list[Values]
    function: list[Values]
    tangents: list[Values | None]
    fresh: tuple[Mapping[str, float], ...]
    effort: Effort
    given: tuple[Mapping[str, float], ...] = ()

    @property
    def exhausted(self) -> bool:
        """Whether the effort of the search is spent."""
        return self.effort.left <= 0

    def arguments(self, node: int) -> list[list[Any]]:
        """Return, for each sample, the values of the arguments of a node of the function."""
        places = self.claim.function.nodes[node].arguments
        return [[self.function[i][s] for i in places] for s in range(SAMPLES)]

    def rates(self, node: int) -> list[list[Any]]:
        """Return, for each sample, the derivatives of the arguments of a node of the function."""
        zero = (self.m.number(0),) * SAMPLES
        rates = [self.tangents[i] or zero for i in self.claim.function.nodes[node].arguments]
        return [[rate[s] for rate in rates] for s in range(SAMPLES)]

    def varying(self, node: int) -> str:
        """Return a sign for each argument of a node of the function.

        "x" is the variable itself, "u" another function of it, "c" does not depend on it.
        """
        nodes = self.claim.function.nodes
        places = nodes[node].arguments
        return "".join("c" if self.tangents[i] is None else "u" if nodes[i].arguments else "x" for i in places)

    @functools.cached_property
    def floats(self) -> list[float]:
        """The value of each node of the claim at the first sample, to see at a glance what it may be."""
        return [float(values[0]) for values in self.claimed]

    @functools.cached_property
    def negative(self) -> list[bool]:
        """Whether each node of the claim is negative at a sample."""
        return [any(v < 0 for v in values) for values in self.claimed]

    @functools.cached_property
    def writer(self) -> Simplifying:
        """Writes what replaces a part of the claim, in the claim's own style."""
        return Simplifying(self._style(self.claim.claimed, self.claim.function))

    @functools.cached_property
    def written(self) -> list[Written]:
        """The text of each node of the claim."""
        return self._written(self.claim.claimed, self.writer.style)

    @functools.cached_property
    def function_written(self) -> list[Written]:
        """The text of each node of the function."""
        return self._written(self.claim.function, self._style(self.claim.function, self.claim.claimed))

    def _style(self, own: Expression, other: Expression) -> Style:
        return shared_style(own, other, style_of(self.claim.claimed).power)

    def _written(self, expression: Expression, style: Style) -> list[Written]:
        # What is put together from these texts is simplified, but they themselves are left as typed.
        return written(expression, Writing(style, self.writer))

    @functools.cached_property
    def tangents_written(self) -> Sequence[Written]:
        """The text of the derivative of each node of the function."""
        return self.differentiated(self.claim.wrt)

    def differentiated(self, name: str) -> Sequence[Written]:
        """Return the text of the derivative of each node of the function with respect to a variable."""
        return WrittenDerivatives(self.claim.function, self.writer, name)


def prepare(claim: Claim, m: Arithmetic, points: Sequence[Mapping[str, float]]) -> Trial | None:
    """Evaluate a claim beside the points; None where there are too few at which it is wrong."""
    found = list(itertools.islice(_samples(claim, m, points), SAMPLES + 1))
    if len(found) <= SAMPLES:
        return None
    *chosen, last = found
    return Trial(
        claim,
        m,
        tuple(sample.derivative for sample in chosen),
        list(zip(*(sample.claimed for sample in chosen), strict=True)),
        list(zip(*(sample.function.values for sample in chosen), strict=True)),
        [None if pair[0] is None else pair for pair in zip(*(s.function.tangents for s in chosen), strict=True)],
        (last.at, *_beyond_bends(claim, m, points)),
        Effort(allowances.SEARCH.value),
        tuple(points),
    )


@dataclass(frozen=True)
class _Sample:
    at: Mapping[str, float]
    derivative: Any
    claimed: list[Any]
    function: Forward


def _samples(claim: Claim, m: Arithmetic, points: Sequence[Mapping[str, float]]) -> Iterator[_Sample]:
    """Yield samples beside the points at which the claim is wrong."""
    rng = random.Random(0)
    for distance in _DISTANCES:
        for point in points:
            sample = sampled(claim, m, {name: _beside(rng, value, distance) for name, value in point.items()})
            if sample and not same(sample.claimed[-1], sample.derivative):
                yield sample


def _beside(rng: random.Random, value: float, distance: float) -> float:
    shift = rng.choice((-1, 1)) * rng.uniform(0.3, 1) * distance
    return value * (1 + shift) if value else shift


def sampled(claim: Claim, m: Arithmetic, at: Mapping[str, float]) -> _Sample | None:
    """Return the claim and the function at a point; None where one of them has no value."""
    exact = {name: m.exact(value) for name, value in at.items()}
    try:
        claimed = claim.claimed.evaluate_all(m, exact)
        function = forward(claim.function, m, exact, claim.wrt)
        derivative = function.derivative(m) if claim.order == 1 else differentiate(claim, m, exact).derivative
    except DerivcheckError:
        return None
    return _Sample(at, derivative, claimed, function) if finite(claimed[-1]) and finite(derivative) else None


def _beyond_bends(claim: Claim, m: Arithmetic, points: Sequence[Mapping[str, float]]) -> Iterator[Mapping[str, float]]:
    """Yield points far from the given ones if a formula has a bend, beyond which it is another function."""
    nodes = (*claim.function.nodes, *claim.claimed.nodes)
    if all(TABLE[node.operation].smooth for node in nodes if node.operation in TABLE):
        return
    yield from (at for at in far_points(points[0], _FAR_POINTS) if sampled(claim, m, at))


def far_points(point: Mapping[str, float], count: int) -> Iterator[Mapping[str, float]]:
    """Yield points on both sides of 0, as far from it as a given one within a factor of some."""
    rng = random.Random(0)
    for _ in range(count):
        yield {name: value * rng.choice((-1, 1)) * rng.uniform(0.2, 4) for name, value in point.items()}
