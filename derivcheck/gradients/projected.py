"""A Jacobian or Hessian that is too large to be looked at element by element: random combinations of its rows.

A combination of rows, with the weights of a random direction u, is the gradient of one number:
of u·f(x) for a Jacobian, of the derivative of f along u for a Hessian. A wrong element of the claim
is in it but for a chance that `directions` derives, and independent combinations multiply chances.
"""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derivcheck.autodiff.forward import partials
from derivcheck.claims.verdict_rule import detection_limit, verdict
from derivcheck.gradients import causes, faithful, obstacles, opaque
from derivcheck.gradients.along import SLOPES, Directional, Slopes, Wrong, along_directions
from derivcheck.gradients.case import ArrayFinding, Case
from derivcheck.gradients.claimed import ClaimedArray, dense
from derivcheck.gradients.directions import draw
from derivcheck.gradients.kinks import smooth_along
from derivcheck.gradients.rounding import last_operations
from derivcheck.gradients.subject import Subject, attempt, is_sparse
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.gradients.witnesses import ESTIMATE, MOST_FORWARD, first_witness, sharpened
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import DerivcheckError, InputError
from derivcheck.ground.outward import upward
from derivcheck.results import Cause, Verdict


def needed(kind: str, rows: int, columns: int) -> bool:
    """Return whether a derivative is too large for the witnesses of single elements.

    >>> needed("jacobian", 1000, 1000), needed("jacobian", 3, 1000), needed("hessian", 1, 1000)
    (True, False, True)
    """
    return (kind == "jacobian" and min(rows, columns) > allowances.COLUMNS.value) or (
        kind == "hessian" and columns > MOST_FORWARD[kind].value
    )


def judge(case: Case, shape: tuple[int, ...]) -> ArrayFinding:
    """Judge combinations of rows, and look into the rows that are wrong."""
    rows = shape[: len(shape) - np.ndim(case.x)]
    weights = draw(np.zeros(rows), case.rng)
    found = _combinations(case, weights)
    witness = found[0].witness
    others = _fresh_combinations(case, weights, witness)
    pairs = (*zip(weights, found, strict=False), *zip(weights, others, strict=False))
    u, wrong = next((pair for pair in pairs if pair[1].seen), (weights[0], None))
    tried = tuple(d.numbers for d in (found[0], *others))
    if wrong is None and (reason := _not_smooth(case, found[0], weights[0])):
        return ArrayFinding(Verdict.UNRESOLVED, reason, tried, directional=found[0], witnesses=(witness,))
    if wrong is None:
        limit = allowances.MARGIN.value * max(d.limit for d in found)
        whole = dataclasses.replace(found[0], limit=limit, shape=shape)
        return ArrayFinding(verdict(False, limit), "", tried, directional=whole, limit=limit, witnesses=(witness,))
    elements = _elements(case, _located(case, u, wrong), rows)
    whole = dataclasses.replace(wrong, wrong=elements, shape=shape)
    numbers = [found[0].numbers, *(d.numbers for d in others)]
    cause = causes.find(numbers, "x", causes.SCALED) or _transposed(case, weights[0], found[0].numbers)
    return ArrayFinding(Verdict.REFUTED, "", tried, cause=cause, directional=whole, witnesses=(witness,))


def _combinations(case: Case, weights: NDArray[Any]) -> list[Directional]:
    """Judge combinations at the point, up to the first that is wrong."""
    found: list[Directional] = []
    for u in weights:
        found.append(_combination(case, u, case.x, found[0].witness if found else "", find=False))
        if found[-1].seen:
            break
    return found


def _located(case: Case, u: ArrayLike, seen: Directional) -> Directional:
    """Return a combination that was seen to be wrong, with its wrong columns."""
    again = seen if seen.wrong else _combination(case, u, seen.x, seen.witness)
    return again if again.seen else seen


def _not_smooth(case: Case, found: Directional, u: NDArray[Any]) -> str:
    """Say why nothing is said of the point itself, "" where f is seen to be smooth there."""
    if found.witness == ESTIMATE:
        return "" if np.any(found.numbers.known) else _declined(case, u)
    smooth = smooth_along(case.f, case.exact, case.rng)
    if smooth is None:
        return f"whether {case.f.name} bends at the point could not be looked at: it fails beside it"
    bent = "not differentiable at the point: the derivative along a random direction differs on both sides"
    return "" if smooth else bent


def _declined(case: Case, u: NDArray[Any]) -> str:
    """Say what is known where an estimate declines: a bend has one-sided slopes whose bounds exclude each other."""
    declines = f"the {ESTIMATE} of {case.f.name} declines at the point along every direction"
    if case.kind != "jacobian":
        return declines
    v = draw(case.exact, case.rng, 1)[0]
    sides = opaque.one_sided(Subject(_combined(case, u)), case.exact, v)
    apart = abs(sides[1].value - sides[0].value) > sides[0].bound + sides[1].bound
    if not apart:
        return declines
    left, right = (f"{s.value:.6g} ± {upward(s.bound, 2)}" for s in sides)
    return (
        f"not differentiable at the point: along a random direction the slope is {left} before it and {right} after it"
    )


def _fresh_combinations(case: Case, weights: NDArray[Any], witness: str) -> list[Directional]:
    found = []
    nearby = case.nearby() if case.claim.call is not None else []
    for u, x in zip(weights, nearby, strict=False):
        try:
            found.append(_combination(case, u, x, witness, find=False))
        except DerivcheckError:  # code that fails at a fresh point says nothing about the point asked for
            continue
    return found


def _transposed(case: Case, u: ArrayLike, numbers: ArrayGap) -> Cause | None:
    claim = case.claim.raw(case.x)
    square = np.ndim(claim) == 2 and claim.shape[0] == claim.shape[1]
    # Along directions the single elements of a combination are not known.
    if case.kind != "jacobian" or not square or numbers.size:
        return None
    turned = dataclasses.replace(numbers, claimed=claim @ np.ravel(u))
    return None if np.any(turned.refuted) else Cause("transposed", "the claim is transposed")


def _combination(case: Case, u: ArrayLike, x: Any, witness: str = "", find: bool = True) -> Directional:
    """Judge the gradient of one combination.

    Parameters
    ----------
    witness : str
        Which one has judged another combination: those that refused it are not asked again.
    find : bool
        Whether to look for the wrong columns, where that takes runs of f.
    """
    f, g = Subject(_combined(case, u)), Subject(_rows(case, u))
    exact = np.asarray(x, dtype=np.float64)
    claim = ClaimedArray(g)
    value = claim.value(x)
    seen = case.evaluated(claim, x, value)
    ways = {name: ask for name, ask in _witnesses(case, u).items() if witness != ESTIMATE or name == ESTIMATE}
    said = None if witness == ESTIMATE else first_witness(f, exact[()], "gradient", case.rng)
    if said is None:
        try:
            return along_directions(f, exact, seen.value, seen.noise, case.rng, find=find, witnesses=ways)
        except InputError:
            raise InputError(obstacles.opaque(case, (np.size(u), np.size(x)))) from None
    noise = seen.noise_beside(said.plain)
    numbers = ArrayGap(x, seen.value, np.asarray(said.value), np.asarray(said.bound), noise)
    wrong = tuple(_wrong(numbers, place) for place in numbers.refuted_places[: allowances.FOUND.value])
    largest = float(np.max(np.abs(seen.value))) or 1.0
    limit = allowances.MARGIN.value * float(detection_limit(np.max(numbers.budget), largest))
    return Directional(said.witness, limit, wrong, bool(wrong), numbers, x, np.shape(value))


def _witnesses(case: Case, u: Any) -> Mapping[str, Slopes]:
    """Return what gives the derivatives of a combination: of a Hessian's an estimate takes the values of f itself."""
    if case.kind == "jacobian":
        return SLOPES
    return {**SLOPES, ESTIMATE: lambda f, x, directions, rng: opaque.bilinear(case.f, x, u, directions)}


def _wrong(c: ArrayGap, place: int) -> Wrong:
    parts = (c.claimed, c.reference, c.budget)
    return Wrong(place, *(float(np.ravel(part)[place]) for part in parts))


def _combined(case: Case, u: Any) -> Callable[[Any], Any]:
    """Return the function whose gradient is a combination of rows."""
    f = case.f
    if case.kind == "jacobian":
        return lambda y: np.sum(u * f(y))
    return lambda y: partials.along(f, y, u)[1]


def _rows(case: Case, u: Any) -> Callable[[Any], Any]:
    """Return the claim about this gradient."""
    weights = np.ravel(u)
    shape = np.shape(case.x)

    def rows(y: ArrayLike) -> Any:
        claim = case.claim.raw(y)
        matrix = claim if is_sparse(claim) else np.reshape(claim, (weights.size, math.prod(shape)))
        return np.reshape(weights @ matrix, shape)

    return rows


def _elements(case: Case, found: Directional, rows: tuple[int, ...]) -> tuple[Wrong, ...]:
    """Look into the worst columns of a claim, element by element."""
    elements: list[Wrong] = []
    for column in found.wrong[: allowances.LINES.value]:
        elements += _column(case, found.x, column.place, rows)
    return tuple(sorted(elements, key=lambda w: -abs(w.claimed - w.reference)))


def _pushed(f: Subject, unit: NDArray[Any], y: NDArray[Any]) -> Any:
    return np.ravel(partials.along(f, y, unit.astype(y.dtype))[1])


def _truth(case: Case, pushed: Callable[[Any], Any], unit: NDArray[Any], x: NDArray[Any]) -> Any:
    faithful.held(case.f, x, partials.along(case.f, x, unit)[0], case.rng)
    return sharpened(pushed, x, case.rng)


def _column(case: Case, x: Any, place: int, rows: tuple[int, ...]) -> list[Wrong]:
    unit = np.zeros(np.size(x))
    unit[place] = 1
    exact, unit = np.asarray(x, dtype=np.float64), unit.reshape(np.shape(x))
    claim = case.claim.raw(x)
    matrix = claim.tocsc() if is_sparse(claim) else np.reshape(claim, (-1, np.size(x)))
    column = dense(matrix[:, [place]]).ravel()
    noise = last_operations(column)
    if case.kind == "jacobian":
        pushed = functools.partial(_pushed, case.f, unit)
        truth = attempt(_truth, case, pushed, unit, exact) or opaque.worst(case.f, exact, unit, column)
        numbers = ArrayGap(x, column, truth.value, truth.bound, noise)
        wrong = [_wrong(numbers, place) for place in numbers.refuted_places[: allowances.FOUND.value]]
    else:
        g = Subject(_combined(case, unit))
        claimed, off = column.reshape(rows), noise.reshape(rows)
        wrong = list(along_directions(g, exact, claimed, off, case.rng, witnesses=_witnesses(case, unit)).wrong)
    size = int(np.size(x))
    return [dataclasses.replace(w, place=w.place * size + place) for w in wrong]
