"""Fresh points for a claim, in the common real domain of the function and the claim.

By the identity theorem a claim that agrees with the derivative at a generic point near x agrees
on the whole piece of the domain around x on which both are analytic. So the near point matters
most; the box that it is drawn from is proven to lie in that piece. A far point may
lie on another piece, beyond a pole, a kink or a gap.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.real import Real
from derivcheck.claims.claim import Claim, Gap, GapOutcome, evaluate, gap
from derivcheck.claims.joins import precisions
from derivcheck.formula.domain import Range
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError
from derivcheck.methods.reference import exact_arithmetic
from derivcheck.methods.target import Function

Point = dict[str, float]

# Values with few digits, small and large, for points at which no one has asked for anything else.
_SIMPLE = (1.0, 2.0, 0.5, 3.0, -1.0, 10.0, -2.0, 0.25, -10.0, 5.0, 100.0, -0.5, 0.1, -100.0, 20.0, 1e3, -3.0, 1e4, -1e4)
_PARAMETERS = (2.0, 3.0, 1.5, 0.5, 2.5, 1.0, 0.7, 4.0, 1.2, -1.0, -2.0)

_TRIED = 6  # simple points of each kind

# Half-widths of boxes around a point, as 2 to minus these, relative to each variable.
_BOX_EXPONENTS = (3, 6, 10, 16, 24, 36)


def near(claim: Claim, at: Mapping[str, float], rng: random.Random) -> Gap | None:
    """Return the gap at a point close by, in a box on which function and claim are smooth; None without a box.

    The box is proven; where Arb has not every function, it is taken as free of singularities when the point is.
    """
    return Neighbourhood(claim, at).gap(rng)


def beside(claim: Claim, at: Mapping[str, float], rng: random.Random) -> Iterator[Point]:
    """Yield points close by on both sides of one at which two pieces meet."""
    x = at[claim.wrt]
    for exponent in (e for e in _BOX_EXPONENTS[1::2] if e <= allowances.NARROWEST_BOX.value):
        for sign in (-1, 1):
            moved = x + sign * rng.uniform(0.4, 0.8) * _half_width(x, exponent)
            yield {**at, claim.wrt: float(f"{moved:.{3 + exponent * 3 // 10}g}")}


class Neighbourhood:
    """Boxes around a point, in some variables, from the widest; each is looked at once."""

    def __init__(self, claim: Claim, at: Mapping[str, float]) -> None:
        self._claim = claim
        self._at = at
        self._smooth: dict[tuple[tuple[str, ...], int], bool] = {}

    def gap(self, rng: random.Random) -> Gap | None:
        """Return the gap at a point in the first box on which function and claim are smooth, and it can be told."""
        provable = self._claim.provable
        for names in (tuple(self._at), (self._claim.wrt,)):
            for exponent in (e for e in _BOX_EXPONENTS if e <= allowances.NARROWEST_BOX.value):
                if provable and not self._is_smooth(names, exponent):
                    continue
                within = self._claim.domain
                moved = {n: _moved(self._at[n], exponent, rng, within[n]) for n in names}
                point = {**self._at, **moved}
                found = gap(self._claim, point)
                if found.outcome in (GapOutcome.EQUAL, GapOutcome.DIFFERENT):
                    return found
        return None

    def _is_smooth(self, names: tuple[str, ...], exponent: int) -> bool:
        box = names, exponent
        if box not in self._smooth:
            self._smooth[box] = smooth_on_box(self._claim, self._at, names, exponent)
        return self._smooth[box]


def _half_width(value: float, exponent: int) -> float:
    return float((abs(value) or 1.0) * 2.0**-exponent)


def _moved(value: float, exponent: int, rng: random.Random, within: Range) -> float:
    """Return a number in the box and in the domain, away from the middle, with no more digits than it needs."""
    width = _half_width(value, exponent)
    moved = value + rng.choice((-1, 1)) * rng.uniform(0.4, 0.8) * width
    moved = float(f"{moved:.{3 + exponent * 3 // 10}g}")
    return moved if moved in within else Range(*within.clipped(value - width, value + width)).draw(rng)


def _box(inner: Ball, value: float, exponent: int, within: Range) -> Any:
    """Return a ball around a value, that part of it which is in the domain."""
    width = _half_width(value, exponent)
    if within.whole:
        return inner.exact(value) + inner.arb(0, width)
    low, high = within.clipped(value - width, value + width)
    return inner.exact(low).union(inner.exact(high))


def smooth_on_box(claim: Claim, at: Mapping[str, float], names: tuple[str, ...], exponent: int) -> bool:
    """Return whether function and claim are proven smooth on a box of half-width 2 to minus `exponent`, relative."""
    # The bits of the first look at a gap, whose programs serve here too.
    inner = exact_arithmetic(next(precisions()))
    with inner:
        box = {name: inner.exact(value) for name, value in at.items()}
        box.update((name, _box(inner, at[name], exponent, claim.domain[name])) for name in names)
        try:
            found = evaluate(claim, inner, box)
        except DerivcheckError:
            return False
        finite = (inner.arb(found.value) + found.derivative + found.claimed).is_finite()
        return finite and not any(e.contains(0) for e in found.edges)


def far(claim: Claim, at: Mapping[str, float], rng: random.Random) -> Iterator[Point]:
    """Yield points far off in the variable, on both sides of 0, on its own scale and on that of 1."""
    x, within = at[claim.wrt], claim.domain[claim.wrt]
    for value in (-x, x * rng.uniform(2, 5), rng.uniform(1, 2), -rng.uniform(1, 2)):
        far_off = float(f"{value:.3g}")
        # With a domain every one of them is inside, and shows something.
        yield {**at, claim.wrt: far_off if far_off in within else within.draw(rng)}


def simple(claim: Claim, at: Mapping[str, float]) -> Iterator[Point]:
    """Yield points with few digits: first in the variable alone, then in the parameters too."""
    x = at[claim.wrt]
    order = sorted(_SIMPLE, key=lambda v: (v * x < 0, len(f"{v:g}"), abs(abs(v) - abs(x))))
    found = [{**at, claim.wrt: value} for value in order[:_TRIED]]
    others = [name for name in at if name != claim.wrt]
    for k in range(_TRIED if others else 0):
        found.append({**{name: _PARAMETERS[(k + j) % _TRIED] for j, name in enumerate(others)}, claim.wrt: x})
    yield from (point for point in found if point in claim.domain)


def anywhere(claim: Claim, given: Mapping[str, float], rng: random.Random) -> Iterator[Point]:
    """Yield points with few digits, on both sides of 0, where nobody has said which point matters."""
    free = [name for name in claim.variables if name not in given and name != claim.wrt]
    for k in range(allowances.CANDIDATES.value):
        x = _SIMPLE[k] if k < len(_SIMPLE) else float(f"{rng.choice((-1, 1)) * 10 ** rng.uniform(-3, 6):.3g}")
        yield inside(claim, {**given, **_parameters(free, k), claim.wrt: given.get(claim.wrt, x)}, rng)


def inside(claim: Claim, point: Point, rng: random.Random) -> Point:
    """Return a point with what is outside of the domain drawn from it."""
    within = claim.domain
    return {name: value if value in within[name] else within[name].draw(rng) for name, value in point.items()}


def _parameters(free: Sequence[str], k: int) -> Point:
    return {name: _PARAMETERS[(k + j) % len(_PARAMETERS)] for j, name in enumerate(free)}


def scanned(claim: Claim, given: Mapping[str, float]) -> Iterator[Point]:
    """Yield points of a domain that may be narrow and far off, such as that of asin(x/1000 - 5).

    Function and claim are evaluated in floating point on a grid, equally dense on all scales.
    """
    if claim.wrt in given:
        return
    free = [name for name in claim.variables if name not in given and name != claim.wrt]
    sizes = np.exp2(
        np.linspace(-allowances.SCAN_BELOW.value, allowances.SCAN_ABOVE.value, allowances.SCANNED.value // 2)
    )
    within = claim.domain[claim.wrt]
    all_over: Any = np.linspace(within.low, within.high, len(sizes))[1:-1] if within.bounded else []
    grid = np.concatenate([sizes, -sizes, all_over])
    grid = grid[(grid > within.low) & (grid < within.high)]
    for k in range(_TRIED if free else 1):
        wanted = _parameters(free, k).items()
        others = {**{n: v if v in claim.domain[n] else claim.domain[n].inner for n, v in wanted}, **given}
        inside = grid[_defined(claim, grid, others)]
        for x in inside[:: max(1, len(inside) // _TRIED)]:
            short = float(f"{x:.6g}")
            yield {**others, claim.wrt: short if short in within else float(x)}


def _defined(claim: Claim, grid: Any, others: Point) -> Any:
    """Return where both formulas have a finite value as float programs."""
    finite = np.ones(grid.shape, dtype=bool)
    with np.errstate(all="ignore"):
        for formula in (claim.function, claim.claimed):
            try:
                finite &= np.isfinite(Function(formula, claim.wrt, others)(Real(), grid))
            except DerivcheckError:
                finite &= False
    return finite
