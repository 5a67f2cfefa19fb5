"""A claim of another shape than the derivative: what makes it one of the right shape, where the numbers fit then."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivcheck.gradients.case import ArrayFinding, Case
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.gradients.witnesses import Witnessed
from derivcheck.results import Cause, Verdict

Change = Callable[[Any], Any]


def judged(case: Case, claim: NDArray[Any], shape: tuple[int, ...], first: Witnessed | None) -> ArrayFinding:
    """Return that a claim has the wrong shape, with what is missing or too much where that is seen."""
    reason = f"the claim has shape {claim.shape}, the derivative {shape}"
    for kind, said, change, of_derivative in _changes(claim.shape, shape) if first is not None else ():
        assert first is not None
        if _fits(case, claim, first, change, of_derivative):
            return ArrayFinding(Verdict.REFUTED, f"{reason}: {said}", cause=Cause(kind, f"the claim {said[3:]}"))
    hint = "; a column of numbers broadcasts to a matrix where it meets a row" if 1 in claim.shape else ""
    return ArrayFinding(Verdict.REFUTED, reason, cause=Cause("shape", f"{reason}{hint}"))


def _changes(claimed: tuple[int, ...], shape: tuple[int, ...]) -> Iterator[tuple[str, str, Change, Change]]:
    """Yield a kind and a sentence with what makes a claim, or the derivative, of one shape."""
    if claimed[::-1] == shape:
        yield "transposed", "it is transposed", np.transpose, _same
    if math.prod(claimed) == math.prod(shape):
        yield "shape", "it has the right numbers in another shape", functools.partial(_reshaped, shape=shape), _same
    for axes in _dropped(claimed, shape):
        over = f"over {_axes(axes)}, such as that of a batch"
        yield "sum", f"it is not summed {over}", functools.partial(np.sum, axis=axes), _same
        yield "sum", f"it is not averaged {over}", functools.partial(np.mean, axis=axes), _same
    for axes in _dropped(shape, claimed):
        yield "sum", f"it is summed over {_axes(axes)} too", _same, functools.partial(np.sum, axis=axes)


def _same(a: Any) -> Any:
    return a


def _reshaped(a: Any, shape: tuple[int, ...]) -> Any:
    return np.reshape(a, shape)


def _dropped(long: tuple[int, ...], short: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield the axes without which one shape is the other."""
    for axes in itertools.combinations(range(len(long)), len(long) - len(short)) if len(long) > len(short) else ():
        if tuple(size for axis, size in enumerate(long) if axis not in axes) == short:
            yield axes


def _axes(axes: tuple[int, ...]) -> str:
    return f"axis {axes[0]}" if len(axes) == 1 else f"axes {', '.join(map(str, axes))}"


def _fits(case: Case, claim: NDArray[Any], first: Witnessed, change: Change, of_derivative: Change) -> bool:
    seen = case.evaluated(case.claim, case.x, claim)
    noise = change(np.broadcast_to(seen.noise, claim.shape))
    value, bound = (of_derivative(np.asarray(part)) for part in (first.value, first.bound))
    rounding = np.finfo(np.float64).eps * claim.size * change(np.abs(np.broadcast_to(seen.value, claim.shape)))
    gap = ArrayGap(case.x, change(seen.value), value, bound, noise + rounding)
    plain = of_derivative(np.broadcast_to(first.plain, np.shape(first.value)))
    granted = replace(seen, noise=gap.noise).noise_beside(plain)
    found = replace(gap, noise=granted)
    telling = np.any(value != 0)
    return bool(telling and np.all(found.known) and not np.any(found.refuted))
