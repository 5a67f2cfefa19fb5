"""Whether a claim that is wrong at negative values of a letter, as of a length or a mass, is right at positive ones."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from derivcheck.claims import points
from derivcheck.claims.claim import Claim, Gap, GapOutcome, gap
from derivcheck.claims.screening import suspects
from derivcheck.formula.domain import Range
from derivcheck.ground.allowances import claims as allowances

_POSITIVE = Range(0.0, math.inf, open_low=True)


@dataclass(frozen=True, slots=True)
class RightWherePositive:
    """The letters that have to be positive, and at how many such points the claim was right, and none wrong."""

    names: tuple[str, ...]
    points: int

    @property
    def text(self) -> str:
        """What was looked at, in words."""
        return f"right at all {self.points} points tried with {' and '.join(f'{name} > 0' for name in self.names)}"


def right_where_positive(claim: Claim, looked: Sequence[Gap]) -> RightWherePositive | None:
    """Return which letters have to be positive for a claim to be right; None where that is not all.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> claim = Claim(parse("asin(x/a)"), parse("1/sqrt(a^2 - x^2)"), "x")
    >>> found = right_where_positive(claim, [gap(claim, {"a": a, "x": 0.5}) for a in (2.0, -1.0)])
    >>> found.names, right_where_positive(claim, [gap(claim, {"a": 2.0, "x": 0.5})])
    (('a',), None)
    """
    wrong = [g for g in looked if g.outcome is GapOutcome.DIFFERENT]
    if not wrong or len(wrong[0].at) < 2 or not all(any(x < 0 for x in g.at.values()) for g in wrong):
        return None
    return next(filter(None, (_of(claim, names, looked) for names in _candidates(claim, wrong))), None)


def _candidates(claim: Claim, wrong: Sequence[Gap]) -> Iterator[tuple[str, ...]]:
    """Yield letters that may have to be positive: a parameter, the variable, all parameters, all."""
    negative = [name for name in wrong[0].at if any(g.at[name] < 0 for g in wrong)]
    others = tuple(name for name in negative if name != claim.wrt)
    yield from dict.fromkeys((name,) for name in (*others, claim.wrt) if name in negative)
    yield from (names for names in (others, (*others, claim.wrt)) if len(names) > 1)


def _of(claim: Claim, names: tuple[str, ...], looked: Sequence[Gap]) -> RightWherePositive | None:
    domain = claim.domain
    for name in names:
        domain = domain.limited(name, _POSITIVE)
    part = replace(claim, domain=domain)
    # Of its own, so that what is drawn for the verdict and the cause stays the same.
    fresh = [gap(part, at) for at in points.anywhere(part, {}, random.Random(0))]
    right = [g for g in fresh if g.outcome is GapOutcome.EQUAL and not g.vanishing]
    beside = [gap(part, at) for at in suspects(part, right[0].at)] if right else []
    told = [g for g in (*fresh, *beside, *looked) if g.at in domain]
    if any(g.outcome in (GapOutcome.DIFFERENT, GapOutcome.UNDECIDED) or g.vanishing for g in told):
        return None
    count = sum(g.outcome is GapOutcome.EQUAL for g in told)
    return RightWherePositive(names, count) if count >= allowances.POSITIVE_POINTS.value else None
