"""A large gradient held against derivatives along random directions: a few runs, whatever the number of components."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derivcheck.arithmetic.bounded import Bounded, joined
from derivcheck.autodiff.forward import jvp
from derivcheck.claims.verdict_rule import detection_limit, explained
from derivcheck.elementary.number import Number
from derivcheck.gradients import faithful
from derivcheck.gradients.directions import draw, margin
from derivcheck.gradients.localise import localise
from derivcheck.gradients.rounding import measured
from derivcheck.gradients.subject import Subject, attempt
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.gradients.witnesses import ESTIMATE
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import InputError


@dataclass(frozen=True)
class Wrong:
    """A wrong component: its flat index, the claim, the derivative, and the budget of their gap."""

    place: int
    claimed: float
    reference: float
    budget: float


@dataclass(frozen=True)
class Directional:
    """What random directions say.

    Attributes
    ----------
    witness : str
    limit : float
        Relative to the largest component: an error that would have shown, but for `miss_probability`.
    wrong : tuple of Wrong
        Worst first; some of them, if there are many.
    seen : bool
        Whether the claim is wrong along one of them.
    numbers : ArrayGap
        The claim and the derivative along each direction, as if they were components.
    x : array
        The point.
    shape : tuple of int
        That of the derivative, which the flat index of a component counts in.
    """

    witness: str
    limit: float
    wrong: tuple[Wrong, ...]
    seen: bool
    numbers: ArrayGap
    x: Any
    shape: tuple[int, ...]


Slopes = Callable[[Subject, Any, Any, np.random.Generator], Bounded]
"""Derivatives of f at x along directions (a leading axis), with bounds."""


def pushed(f: Subject, x: ArrayLike, directions: ArrayLike, rng: np.random.Generator) -> Bounded:
    """Return derivatives from forward mode, several directions a run, with measured bounds."""
    found = [_chunk(f, x, part, rng) for part in _chunks(directions, x)]
    return joined(found, np.concatenate)


def _chunks(directions: Any, x: ArrayLike) -> list[Any]:
    size = jvp.chunk_size(np.size(x))
    return [directions[i : i + size] for i in range(0, len(directions), size)]


def _chunk(f: Subject, x: Any, directions: NDArray[Any], rng: np.random.Generator) -> Bounded:
    def run(y: NDArray[Any]) -> tuple[Any, Any]:
        point = np.asarray(y)
        value, tangents = jvp.push(f, point, directions.astype(point.dtype), lead=1)
        return value, np.reshape(tangents, len(directions))

    primal, value = run(x)
    faithful.held(f, x, primal, rng)
    return Bounded(value, measured(lambda y: run(y)[1], x, value, rng))


def estimated(f: Subject, x: ArrayLike, directions: ArrayLike, rng: np.random.Generator) -> Bounded:
    """Return adaptive estimates along each direction."""
    from derivcheck.gradients.opaque import along

    return along(f, x, directions)


SLOPES: dict[str, Slopes] = {"forward mode": pushed, ESTIMATE: estimated}


def along_directions(
    f: Subject,
    x: Number,
    claim: ArrayLike,
    noise: Any,
    rng: np.random.Generator,
    counts: Mapping[str, int] | None = None,
    find: bool = True,
    witnesses: Mapping[str, Slopes] | None = None,
) -> Directional:
    """Hold a claimed gradient against derivatives along random directions.

    Parameters
    ----------
    counts : mapping of str to int, optional
        How many directions a witness is asked for, where not the usual number.
    find : bool
        Whether to look for the wrong components.
    witnesses : mapping of str to Slopes, optional
        `SLOPES` unless told otherwise.

    Raises
    ------
    InputError
        No witness gives a derivative along a direction.
    """
    for witness, slopes in (witnesses or SLOPES).items():
        directions = draw(x, rng, (counts or {}).get(witness))
        first = allowances.FIRST_DIRECTIONS.value if witness == ESTIMATE else len(directions)
        look = functools.partial(_sloped, slopes, f, x, rng)
        if (found := attempt(_said, look, directions, first, claim, noise)) is None:
            continue
        with np.errstate(all="ignore"):
            return _judge(witness, look, found, directions[: len(found.value)], x, claim, noise, find)
    raise InputError(f"no witness gives a derivative of {f.name} along a direction")


def _said(look: Callable[[Any], Bounded], directions: Any, first: int, claim: ArrayLike, noise: Number) -> Bounded:
    """Return the derivatives along directions, of the first only if the claim is wrong along one of those."""
    found = look(directions[:first])
    if len(directions) <= first:
        return found
    with np.errstate(all="ignore"):
        gaps = _products(claim, directions[:first]) - found.value
        budgets = found.bound + _slack(claim, noise, directions[:first])
    if np.any(~explained(gaps, budgets) & np.isfinite(found.bound)):
        return found
    rest = look(directions[first:])
    return joined([found, rest], np.concatenate)


def _sloped(slopes: Slopes, f: Subject, x: Number, rng: np.random.Generator, directions: object) -> Bounded:
    with np.errstate(all="ignore"):
        return slopes(f, x, directions, rng)


def _judge(
    witness: str,
    slopes: Callable[[Any], Bounded],
    found: Bounded,
    directions: NDArray[Any],
    x: Number,
    claim: Any,
    noise: Any,
    find: bool,
) -> Directional:
    budgets = found.bound + _slack(claim, noise, directions)
    gaps = _products(claim, directions) - found.value
    parts = (_products(x, directions), _products(claim, directions), found.value, found.bound, budgets - found.bound)
    numbers = ArrayGap(*parts, size=np.size(claim))
    limit = _limit(numbers, claim)
    # A witness that declines, with an infinite bound, accuses nobody; a claim that is NaN is wrong.
    seen = numbers.refuted
    if not np.any(seen) and np.all(np.isfinite(claim)):
        return Directional(witness, limit, (), False, numbers, x, np.shape(claim))

    def residual(v: ArrayLike) -> tuple[Any, Any]:
        seen = slopes(v)
        return _products(claim, v) - seen.value, seen.bound + _slack(claim, noise, v)

    places = [int(i) for i in np.flatnonzero(~np.isfinite(claim))[: allowances.FOUND.value]]
    if not places and find:
        places = localise(residual, directions[int(np.argmax(np.where(seen, np.abs(gaps) / budgets, 0)))])
    return Directional(witness, limit, _details(slopes, places, claim, noise), True, numbers, x, np.shape(claim))


def _limit(numbers: ArrayGap, claim: NDArray[Any]) -> float:
    """Return the error that would have shown along the directions in which a witness did not decline."""
    probed = int(np.count_nonzero(numbers.known))
    budget = float(np.max(numbers.budget, initial=0.0, where=numbers.known))
    largest = float(np.max(np.abs(claim))) or 1.0
    return margin(probed) * float(detection_limit(budget, largest)) if probed else math.inf


def _products(claim: object, directions: Any) -> Any:
    return np.sum((claim * directions).reshape(len(directions), -1), axis=1)


def _slack(claim: Any, noise: object, directions: Any) -> Any:
    """Return what the rounding of the claim, and of adding it up in pairs, contributes along directions."""
    size = np.sum(np.abs(claim * directions).reshape(len(directions), -1), axis=1)
    own = np.sum((noise * np.abs(directions)).reshape(len(directions), -1), axis=1)
    # NumPy adds blocks of 128 in 8 rows, and the blocks in pairs (Higham 2002, §4.2).
    depth = 16 + np.log2(max(2, np.size(claim)))
    return own + depth * np.finfo(float).eps * size


def _details(
    slopes: Callable[[Any], Bounded], places: list[int], claim: NDArray[Any], noise: ArrayLike
) -> tuple[Wrong, ...]:
    """Look at each wrong component by itself."""
    if not places:
        return ()
    units = np.zeros((len(places), np.size(claim)))
    units[np.arange(len(places)), places] = 1
    seen = slopes(units.reshape(len(places), *np.shape(claim)))
    flat, off = np.ravel(claim), np.ravel(noise)
    found = [
        Wrong(place, float(flat[place]), float(value), float(bound + off[place]))
        for place, value, bound in zip(places, seen.value, seen.bound, strict=True)
    ]
    return tuple(sorted(found, key=lambda w: -abs(w.claimed - w.reference) if math.isfinite(w.claimed) else -math.inf))
