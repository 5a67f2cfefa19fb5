"""Claims about code that stops at a tolerance: of a function of SciPy that it calls, or of a loop of its own.

The error of a root that an iteration stops at may be as smooth as the root itself, and is then not seen in values. So
the claim is held against the same code with tighter tolerances; where that does not run, to what its own leave open.
"""

from __future__ import annotations

import functools
import math
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.copies import recorded
from derivcheck.gradients import solver_floor
from derivcheck.gradients.case import Case
from derivcheck.gradients.claimed import dense
from derivcheck.gradients.known_accuracy import leeway
from derivcheck.gradients.own_loops import OwnLoops, open_at
from derivcheck.gradients.solver_tightening import tightened
from derivcheck.gradients.solver_tolerances import Asked, left, watched
from derivcheck.gradients.solvers import FLAT, SOLVERS
from derivcheck.gradients.subject import Subject, attempt
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.gradients.witnesses import ESTIMATE, first_witness
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import InputError


@dataclass(frozen=True)
class _Tighter:
    """The same code with tighter tolerances.

    Attributes
    ----------
    f, claim : callable
        Which raise where there is no value.
    open : float
        The part of itself by which f may still be off.
    """

    f: Callable[[Any], Any]
    claim: Callable[[Any], Any] | None
    open: float


@dataclass(frozen=True)
class Stops:
    """At what tolerances code stops.

    Attributes
    ----------
    said : str
        What it does, for a note.
    part : float
        Of its value that this leaves open.
    tighter : callable
        Yields the same code with tighter ones, the tightest first.
    """

    said: str
    part: float
    tighter: Callable[[], Iterator[_Tighter]]


def eased(case: Case, tried: Sequence[ArrayGap]) -> tuple[ArrayGap, ...] | None:
    """Return gaps with what tolerances of the code leave open, and note that; None where that does not explain them.

    Parameters
    ----------
    case : Case
    tried : sequence of ArrayGap
        One of which is beyond its budget.
    """
    stops = None if case.accuracy else of_solvers(case) or of_loops(case)
    if stops is None:
        return None
    found = _sharper(case, tried, stops)
    if found is None:
        found = tuple(replace(c, bound=c.bound + leeway(case.kind, c.x, case.f.value(c.x), stops.part)) for c in tried)
    return None if any(np.any(c.refuted) for c in found) else _noted(case, stops, found)


def filled(case: Case, tried: Sequence[ArrayGap]) -> tuple[ArrayGap, ...] | None:
    """Return gaps beside the derivative of the code with tighter tolerances, and note that; None where it has none.

    For code of which too little is known with its own, which may leave steps in its values.
    """
    stops = None if case.accuracy else of_solvers(case) or of_loops(case)
    found = None if stops is None else _sharper(case, tried, stops)
    return None if stops is None or found is None else _noted(case, stops, found)


def _noted(case: Case, stops: Stops, found: tuple[ArrayGap, ...]) -> tuple[ArrayGap, ...]:
    note = f"{case.f.name} {stops.said}: the claim is judged to what that leaves"
    case.notes += (note,) if note not in case.notes else ()
    return found


def of_solvers(case: Case) -> Stops | None:
    """Return at what tolerances functions of SciPy stop that code calls; None where it calls none of them."""
    known = asked(case.f, case.x)
    if known.worst is None:
        return None
    name, part, said = known.worst
    floor = SOLVERS[name].floor
    # What is flat to a part is flat over the square root of that.
    off = max(math.sqrt(part) if floor == FLAT else part, floor)

    def tighter() -> Iterator[_Tighter]:
        for level in levels():
            instead = tightened(level)
            claim = case.claim.call and functools.partial(run_with, case.claim.call, instead)
            yield _Tighter(functools.partial(run_with, case.f, instead), claim, left(known, level))

    return Stops(f"calls {name} of SciPy, which stops at a tolerance, {said}", off, tighter)


def levels() -> tuple[float, ...]:
    """Return relative tolerances that are asked for instead, until the code runs with one."""
    first, last = allowances.TIGHTEST.value, allowances.TIGHT_ENOUGH.value
    return first, math.sqrt(first * last), last


def of_loops(case: Case) -> Stops | None:
    """Return at what tolerances loops of the code itself stop; None where there are none."""
    own = OwnLoops(case.f.through.call, 0)
    if not (largest := own.read(case.x)):
        return None
    # Where time runs out, nothing is known but the tolerance itself.
    found = case.tightening.spent_on(lambda: (own.factors(case.x),))
    factors = [] if found is None else found[0]
    if factors is None:
        return None
    claim = None if case.claim.call is None else OwnLoops(case.claim.call.through.call, 1)
    if claim is not None and factors:
        case.tightening.spent_on(lambda: claim.read(case.x))

    def tighter() -> Iterator[_Tighter]:
        for factor, open_ in factors:
            of_claim = None if claim is None else functools.partial(claim.value, factor=factor)
            yield _Tighter(functools.partial(own.value, factor=factor), of_claim, open_)

    return Stops(f"has a loop that stops at a tolerance, {largest:.3g}", open_at(largest), tighter)


def stops(call: Any, x: Any) -> bool:
    """Return whether code stops at a tolerance, in a loop of its own or in a function of SciPy.

    Examples
    --------
    >>> stops(math.sin, 1.0)
    False
    """
    return OwnLoops(call, 0).read(x) > 0 or asked(Subject(call), x).worst is not None


def asked(f: Subject, x: Any) -> Asked:
    """Return the tolerances that code asks functions of SciPy for at a point."""
    found = Asked()
    attempt(run_with, f, watched(found), x)
    found.end()
    return found


def run_with(f: Subject, instead: dict[Any, Any], x: Any) -> Any:
    """Return what code gives where functions are replaced.

    Raises
    ------
    Exception
        That of the code; InputError where nothing is replaced.
    """
    if not instead:
        raise InputError("nothing to replace")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a tolerance that is not reached is told so
        return recorded(f.through.call, x, instead)


def _sharper(case: Case, tried: Sequence[ArrayGap], stops: Stops) -> tuple[ArrayGap, ...] | None:
    """Return gaps beside the derivative of the code with tighter tolerances; None where that is not to be had.

    What is refuted beside one tolerance is so by more than the next one changes the derivative.
    """
    first = None
    for one in stops.tighter():
        found = case.tightening.spent_on(functools.partial(_beside, case, tried, one)) if _runs(case, one) else None
        if found is None:
            continue
        if first is not None:
            return tuple(map(_apart, first, found))
        if not any(np.any(c.refuted) for c in found):
            return found
        first = found
    return first


def _runs(case: Case, tighter: _Tighter) -> bool:
    """Return whether code with tighter tolerances runs, in so little time that there is enough for an estimate.

    A first run may be slow for reasons of its own, such as modules that it loads.
    """

    def in_time() -> bool:
        before = case.tightening.left
        value = case.tightening.spent_on(lambda: attempt(tighter.f, case.x))
        took, left = before - case.tightening.left, case.tightening.left
        return value is not None and took * allowances.TIGHTENED_RUNS.value <= left

    return in_time() or in_time()


def _apart(first: ArrayGap, second: ArrayGap) -> ArrayGap:
    """Return gaps with what two estimates differ by beyond their bounds."""
    beyond = np.abs(first.reference - second.reference) - first.bound - second.bound
    return replace(first, bound=first.bound + np.where(beyond > 0, beyond, 0.0))


def _beside(case: Case, tried: Sequence[ArrayGap], tighter: _Tighter) -> tuple[ArrayGap, ...] | None:
    """Return gaps beside the derivative of other code; after one that is refuted, no further ones."""
    other = replace(case, f=Subject(tighter.f, name=case.f.name), notes=())
    found: list[ArrayGap] = []
    for c in tried:
        gap = _gap(case, other, c, tighter)
        if gap is not None and not np.all(gap.known):
            gap = solver_floor.filled(other, gap)
        if gap is None or np.any(c.refuted & ~gap.known):
            return None
        found += solver_floor.reconsidered(other, (gap,)).tried
        if np.any(found[-1].refuted):
            break
    return tuple(found)


def _gap(case: Case, other: Case, c: ArrayGap, tighter: _Tighter) -> ArrayGap | None:
    at = np.asarray(c.x, dtype=np.float64)[()]
    seen = attempt(first_witness, other.f, at, case.kind, np.random.default_rng(case.seed), ESTIMATE)
    if seen is None:
        return None
    more = leeway(case.kind, c.x, other.f.value(c.x), tighter.open)
    changed = 0.0 if tighter.claim is None else attempt(_changed, tighter.claim, c)
    return replace(
        c,
        reference=np.asarray(seen.value),
        bound=seen.bound + more,
        noise=c.noise + (0.0 if changed is None else changed),
    )


def _changed(claim: Callable[[Any], Any], c: ArrayGap) -> Any:
    """Return what a claim leaves open that stops at tolerances itself."""
    return np.abs(np.reshape(dense(claim(c.x)), np.shape(c.claimed)).astype(float) - c.as_returned.claimed)
