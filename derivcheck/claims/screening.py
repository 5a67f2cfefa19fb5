"""Points at which a claim looks wrong in floating point, for high precision to judge.

A claim that is right on one piece of the domain of f may be wrong on another: 2/sqrt(1 - x^2) is
the derivative of asin(2x sqrt(1 - x^2)) only where 2x^2 < 1. So both are run on some hundred floats
at once, forward mode for f, and where they differ by most they are looked at properly. Floating
point decides nothing here but where to look.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.tangents import forward
from derivcheck.claims.claim import Claim
from derivcheck.formula.domain import Range
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DerivcheckError

# Off the integers, at which much is singular.
_AROUND_ZERO = np.linspace(-4.0, 4.0, 128) + 2.0**-7
_SCALES = np.exp2(np.linspace(-8.0, 12.0, 48) + 2.0**-7)
_AROUND_X = np.concatenate(
    [np.linspace(-3.0, 3.0, 32), np.exp2(-np.arange(1.0, 30.0)), -np.exp2(-np.arange(1.0, 30.0))]
)

_GRIDS = 256
"""Of as many points the floats around them are kept, some kilobytes each: those of a table have few values."""

# One, which knows already what was looked up before.
_FLOATS = Real()


def suspects(claim: Claim, at: Mapping[str, float]) -> Iterator[dict[str, float]]:
    """Yield the points at which the claim looks most wrong, if it does anywhere.

    Parameters
    ----------
    claim : Claim
        With formulas, and of order 1; others are not screened. Nothing outside of its domain is.
    at : mapping of str to float
        A point of the domain; the other variables stay as they are there.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> [point["x"] > 0 for point in suspects(Claim(parse("abs(x)"), parse("-1"), "x"), {"x": -2.0})]
    [True, True]
    """
    if claim.order != 1 or not (claim.function.nodes and claim.claimed.nodes):
        return
    within = claim.domain[claim.wrt]
    grid = _screened(within, at[claim.wrt], allowances.SCREENED.value)
    gaps, sizes = _gaps(claim, at, grid)
    known = np.flatnonzero(~np.isnan(gaps))
    if not within.bounded and 0 < len(known) < allowances.SCREENED.value // 2:
        # A domain that is small next to the scales looked at.
        ends = grid[max(0, known[0] - 1)], grid[min(len(grid) - 1, known[-1] + 1)]
        grid = np.linspace(*ends, allowances.SCREENED.value + 2)[1:-1]
        gaps, sizes = _gaps(claim, at, grid)
    above = gaps > allowances.NOTABLE.value
    if not above.any():
        return
    notable = np.where(above, gaps, 0.0)
    # The largest absolute gaps too: where the derivative is zero on one piece, the rounding of a cancelled sum
    # may be a relative gap of one.
    worst = [*_largest(notable), *_largest(notable * np.nan_to_num(sizes))]
    for i in dict.fromkeys(worst):
        short = float(f"{grid[i]:.5g}")
        yield {**at, claim.wrt: short if short in within else float(grid[i])}


def _largest(gaps: Any) -> Any:
    return [i for i in np.argsort(-gaps)[: allowances.SUSPECTS.value] if gaps[i]]


@functools.lru_cache(maxsize=_GRIDS)
def _screened(within: Range, x: float, count: int) -> Any:
    """Return the floats that are screened, which nobody may change."""
    grid = _spread(within, x, count)
    grid.flags.writeable = False
    return grid


def _spread(within: Range, x: float, count: int) -> Any:
    """Return a number of floats all over a range with two ends, or some on all scales from one end, or around 0."""
    if within.bounded:
        return np.linspace(within.low, within.high, count + 2)[1:-1]
    grid = _grid(x)
    if within.whole:
        return grid
    scaled = _SCALES * max(1.0, abs(within.inner) / 2)
    grid = np.concatenate([grid, within.low + scaled if np.isfinite(within.low) else within.high - scaled])
    return np.sort(grid[(grid > within.low) & (grid < within.high)])


def _grid(x: float) -> Any:
    with np.errstate(over="ignore"):
        around = x + abs(x) * _AROUND_X
    grid = np.sort(np.concatenate([_AROUND_ZERO, _SCALES, -_SCALES, around[np.isfinite(around)]]))
    return grid[np.append(True, grid[1:] != grid[:-1])]


def _gaps(claim: Claim, at: Mapping[str, float], grid: Any) -> tuple[Any, Any]:
    """Return |claim - derivative| relative to the size of both, NaN where either is not finite, and that size."""
    m = _FLOATS
    values = {**{name: m.exact(value) for name, value in at.items()}, claim.wrt: grid}
    with np.errstate(all="ignore"):
        try:
            run = forward(claim.function, m, values, claim.wrt)
            derivative = run.derivative(m)
            claimed = claim.claimed.evaluate(m, values)
        except DerivcheckError:
            nothing = np.full(grid.shape, np.nan)
            return nothing, nothing
        size = np.abs(derivative) + np.abs(claimed)
        gaps = np.where(size == 0, 0.0, np.abs(derivative - claimed) / size)
        # Beyond the end of the logarithm's domain its slope 1/x has values still.
        found = np.where(np.isfinite(size) & np.isfinite(run.values[-1]), gaps, np.nan)
    return (found, size) if found.ndim and size.ndim else (_on(grid, found), _on(grid, size))


def _on(grid: Any, found: Any) -> Any:
    """Return what may be the same everywhere, for each float of a grid."""
    return np.broadcast_to(found, grid.shape)
