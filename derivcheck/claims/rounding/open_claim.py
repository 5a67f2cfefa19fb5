"""A claim whose decimals are unknowns: what it comes to for other values of them, and how it moves with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.dual import Dual
from derivcheck.claims.claim import Claim, Evaluation, evaluate
from derivcheck.formula.decimals import Decimal, opened


@dataclass(frozen=True)
class Unknown:
    """A decimal that may stand for another number; `in_claim` says whether the claim has it, or f."""

    name: str
    decimal: Decimal
    in_claim: bool


@dataclass(frozen=True)
class OpenClaim:
    """A claim in which some decimals are variables.

    Attributes
    ----------
    claim : Claim
        With the decimals as variables.
    unknowns : tuple of Unknown
    """

    claim: Claim
    unknowns: tuple[Unknown, ...]

    @classmethod
    def of(cls, claim: Claim, function: Sequence[Decimal], claimed: Sequence[Decimal]) -> OpenClaim:
        """Return a claim with some decimals of the function and of the claim opened."""
        # No formula has such a name.
        unknowns = [
            *(Unknown(f"#{d.node} of f", d, in_claim=False) for d in function),
            *(Unknown(f"#{d.node}", d, in_claim=True) for d in claimed),
        ]
        names = [{u.decimal.node: u.name for u in unknowns if u.in_claim is side} for side in (False, True)]
        open_function, open_claimed = opened(claim.function, names[0]), opened(claim.claimed, names[1])
        return cls(replace(claim, function=open_function, claimed=open_claimed, derivatives={}), tuple(unknowns))

    def centres(self, m: Ball) -> dict[str, Any]:
        """Return the decimals as typed."""
        return {u.name: m.number(u.decimal.value) for u in self.unknowns}

    def ranges(self, m: Ball) -> dict[str, Any]:
        """Return balls that hold every number that rounds to the decimals."""
        return {u.name: m.arb(m.number(u.decimal.value), m.number(u.decimal.half)) for u in self.unknowns}

    def evaluate(self, m: Ball, at: Mapping[str, float], constants: Mapping[str, Any]) -> Evaluation:
        """Return function, derivative and claim at a point for some values of the decimals.

        Raises
        ------
        DomainError, UnsupportedOperation
        """
        return evaluate(self.claim, m, {**self._point(m, at), **constants})

    def slope(self, m: Ball, at: Mapping[str, float], constants: Mapping[str, Any], name: str) -> Any:
        """Return how claim less derivative moves with one of the decimals: forward mode in it.

        Raises
        ------
        DomainError, UnsupportedOperation
        """
        dual = Dual(m)
        values = {**self._point(m, at), **constants, name: dual.variable(constants[name])}
        found = evaluate(self.claim, dual, values)
        return m.arb(dual.tangent(found.claimed - found.derivative))

    @staticmethod
    def _point(m: Ball, at: Mapping[str, float]) -> dict[str, Any]:
        return {name: m.exact(value) for name, value in at.items()}
