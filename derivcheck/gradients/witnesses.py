"""The witnesses of a derivative, in order: each gives all of it with a bound on the error, or refuses.

A reverse sweep costs a run of f a row, forward mode one a few columns, an adaptive estimate some an element.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from derivcheck.arithmetic.bounded import Bounded, joined
from derivcheck.autodiff.forward import partials
from derivcheck.gradients import faithful, float_program, high_precision
from derivcheck.gradients.blind_runs import blind
from derivcheck.gradients.nearest import is_sharp
from derivcheck.gradients.rounding import measured, wider
from derivcheck.gradients.subject import Subject, attempt
from derivcheck.gradients.sweep import Sweep
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import UnsupportedOperation


@dataclass(frozen=True)
class Witnessed(Bounded):
    """A derivative, an array of its shape, and the name of the witness that gave it."""

    witness: str = ""


Kind = str
"""What is differentiated: "gradient" of a number, "jacobian" of an array, or "hessian"."""

ORDERS = {"gradient": 1, "jacobian": 1, "hessian": 2, "third derivative": 3, "fourth derivative": 4}
"""The order of each; beyond 2, of a function of one number only."""

Witness = Callable[[Subject, Any, Kind, np.random.Generator], Bounded]


def first_witness(f: Subject, x: ArrayLike, kind: Kind, rng: np.random.Generator, first: str = "") -> Witnessed | None:
    """Return what the first witness says that does not refuse; None where each does.

    Parameters
    ----------
    first : str
        The witness to begin with: one that refused at a point will refuse next to it.
    """
    names = list(WITNESSES)
    for name in names[names.index(first) if first else 0 :]:
        # Code that has kept its last result is asked at other points meanwhile, and computes the next one anew.
        for _ in range(1 if name == ESTIMATE else 2):
            found = attempt(WITNESSES[name], f, x, kind, rng)
            if found is None:
                break
            if name == ESTIMATE or not attempt(blind, f, x, found.value, ORDERS[kind], rng):
                f.blind = name == ESTIMATE and f.blind
                return Witnessed(found.value, found.bound, found.plain, name)
            f.blind = True
    return None


def reverse_sweep(f: Subject, x: NDArray[Any], kind: Kind, rng: np.random.Generator) -> Bounded:
    """Return each row from a reverse sweep with running error bounds.

    Raises
    ------
    UnsupportedOperation
        The trace has no rule for what f does, or there are too many rows.
    """
    if ORDERS[kind] > 1:
        raise UnsupportedOperation("a reverse sweep gives first derivatives")
    sweep = Sweep(f, x)
    faithful.held(f, x, sweep.value.value, rng, sweep.value.bound)
    found = _shaped(sweep.rows, sweep, kind, x)
    if is_sharp(found, allowances.SHARP.value):
        return Bounded(found.value, found.bound, found.bound)
    best = attempt(_shaped, sweep.precise_rows, sweep, kind, x) or _long(f, x, kind, found) or found
    sharper = best.bound < found.bound
    best = Bounded(np.where(sharper, best.value, found.value), np.where(sharper, best.bound, found.bound))
    return Bounded(best.value, best.bound, _granted(f, x, kind, found, best.value, rng))


def _granted(
    f: Subject, x: NDArray[Any], kind: Kind, found: Bounded, exact: NDArray[Any], rng: np.random.Generator
) -> Any:
    """Return how far a float64 program may be off: a running bound, or what is sampled where a loop has widened that.

    Parameters
    ----------
    found : Bounded
        A run in float64.
    exact : array
        Its values without rounding.
    """
    if is_sharp(found, allowances.WIDENED.value):
        return found.bound
    if np.size(x) > MOST_FORWARD[kind].value:  # a sample takes a run for each few columns
        return float_program.settled(found, exact)
    seen = attempt(functools.partial(_sampled, f, x, kind, exact, rng))
    own = float_program.settled(Bounded(found.value, np.inf), exact)
    return np.minimum(found.bound, own if seen is None else np.maximum(own, seen))


def _sampled(f: Subject, x: NDArray[Any], kind: Kind, value: NDArray[Any], rng: np.random.Generator) -> Any:
    return float_program.sampled(functools.partial(_rescaled, f, x, kind), x, value, 1 + (kind == "hessian"), rng)


def high_precision_columns(f: Subject, x: NDArray[Any], kind: Kind, rng: np.random.Generator) -> Bounded:
    """Return each column from forward mode in high precision, with running error bounds.

    Raises
    ------
    UnsupportedOperation, DomainError
        The code does not run on such numbers, or there are too many columns.
    """
    if ORDERS[kind] > 1:
        raise UnsupportedOperation("columns are of first derivatives")
    primal, found = high_precision.columns(f, x)
    faithful.held(f, x, primal.value, rng, primal.plain)
    shape = np.shape(x) if kind == "gradient" else np.shape(found.value)
    found = found.each(lambda part: np.reshape(part, shape))
    rough = Bounded(found.value, found.plain)
    if is_sharp(rough, allowances.WIDENED.value):
        return found
    value = attempt(lambda: _FORWARD[kind](f, x))
    own = Bounded(found.value if value is None else value, found.plain)
    return Bounded(found.value, found.bound, _granted(f, x, kind, own, found.value, rng))


def _long(f: Subject, x: NDArray[Any], kind: Kind, found: Bounded) -> Bounded | None:
    """Return a sweep in a longer format, where one in float64 says little."""
    if wider(np.float64(0)) is None or is_sharp(found, allowances.WIDENED.value):
        return None
    if (longer := attempt(lambda: _shaped((sweep := Sweep(f, x, "longdouble")).rows, sweep, kind, x))) is None:
        return None
    value = longer.value.astype(np.float64)
    return Bounded(value, longer.bound + np.abs(longer.value - value).astype(np.float64))


def _shaped(rows: Callable[[], Iterable[Bounded]], sweep: Sweep, kind: Kind, x: NDArray[Any]) -> Bounded:
    """Return the rows of a sweep in the shape of a gradient or Jacobian."""
    if kind == "gradient":
        return next(iter(rows()))
    if math.prod(sweep.shape) > allowances.COLUMNS.value:
        raise UnsupportedOperation("too many rows to sweep one by one")
    full = (*sweep.shape, *np.shape(x))
    return joined(list(rows()), lambda found: np.reshape(found, full))


_FORWARD: dict[Kind, Callable[..., Any]] = {
    "gradient": partials.gradient,
    "jacobian": partials.jacobian,
    "hessian": partials.hessian,
}

MOST_FORWARD = {
    "gradient": allowances.COLUMNS,
    "jacobian": allowances.COLUMNS,
    "hessian": allowances.HESSIAN_COLUMNS,
}


def forward_mode(f: Subject, x: NDArray[Any], kind: Kind, rng: np.random.Generator) -> Bounded:
    """Return all columns from forward mode, with a bound that is measured.

    Raises
    ------
    UnsupportedOperation
        Forward mode has no rule for what f does, or there are too many columns.
    """
    if kind not in MOST_FORWARD or np.size(x) > MOST_FORWARD[kind].value:
        raise UnsupportedOperation("too many columns to push one by one")

    def columns(y: NDArray[Any]) -> Any:
        return _FORWARD[kind](f, y)

    faithful.held(f, x, partials.along(f, x, np.zeros_like(x))[0], rng)
    return sharpened(columns, x, rng, lambda value: _sampled(f, x, kind, value, rng))


def _rescaled(f: Subject, x: NDArray[Any], kind: Kind, s: NDArray[Any]) -> Any:
    return _FORWARD[kind](lambda z: f(s * z), x / s)


def sharpened(h: Callable[[Any], Any], x: NDArray[Any], rng: np.random.Generator, more: Any = None) -> Bounded:
    """Return h(x), from a longer format where it runs there, and a bound from measured noise, or from `more` of it."""
    value = np.asarray(h(x))
    noise = np.maximum(measured(h, x, value, rng), more(value) if more else 0)
    long = _run_long(h, x)
    if long is None or long.shape != value.shape:
        return Bounded(value, noise, noise)
    best = long.astype(np.float64)
    return Bounded(best, noise * allowances.LONGER_GAIN.value + np.abs(long - best).astype(np.float64), noise)


def _run_long(h: Callable[[Any], Any], x: NDArray[Any]) -> Any:
    if (point := wider(x)) is None:
        return None
    found = np.asarray(attempt(lambda: np.asarray(h(point[()]))))
    # Code that falls back to float64 on the way gains nothing.
    return found if found.dtype == np.longdouble and np.all(np.isfinite(found)) else None


def adaptive_estimate(f: Subject, x: NDArray[Any], kind: Kind, rng: np.random.Generator) -> Bounded:
    """Return each element from values of f alone, with the bound of the estimate.

    Raises
    ------
    UnsupportedOperation
        There are too many elements, or each estimate declines.
    """
    from derivcheck.gradients.opaque import estimates

    return estimates(f, x, kind, ORDERS[kind])


ESTIMATE = "adaptive estimate"

WITNESSES: dict[str, Witness] = {
    "reverse sweep": reverse_sweep,
    "high precision": high_precision_columns,
    "forward mode": forward_mode,
    ESTIMATE: adaptive_estimate,
}
"""Each witness by its name, the best first."""


def crossing(f: Subject, x: NDArray[Any], found: Witnessed, rng: np.random.Generator) -> tuple[str, bool] | None:
    """Hold a gradient or Jacobian against forward mode along a random direction.

    Returns
    -------
    (str, bool) or None
        The name of the second witness and whether it agrees; None where it refuses.
    """
    v = rng.choice([-1.0, 1.0], np.shape(x)) * (1 + rng.random(np.shape(x)))

    def along(y: NDArray[Any]) -> Any:
        return partials.along(f, y, v.astype(np.asarray(y).dtype))[1]

    def seen() -> tuple[Any, Any]:
        primal, tangent = partials.along(f, x, v)
        faithful.held(f, x, primal, rng)
        value = np.asarray(tangent)
        return value, measured(along, x, value, rng)

    if (ran := attempt(seen)) is None:
        return None
    value, noise = ran
    axes = np.ndim(x)
    expected, slack = (np.tensordot(a, b, axes) for a, b in ((found.value, v), (found.bound, np.abs(v))))
    size = np.tensordot(np.abs(found.value), np.abs(v), axes)
    # What all of its neighbours share, such as the error of a special function, is not in the noise that is measured.
    plain = 0.0 if found.plain is None else np.tensordot(found.plain, np.abs(v), axes)
    budget = noise + slack + plain + np.finfo(float).eps * np.size(x) * size
    off = np.abs(np.reshape(value, np.shape(expected)) - expected)
    if not np.all(np.isfinite(off)):
        return None
    return "forward mode", bool(np.all(off <= np.reshape(budget, np.shape(expected))))
