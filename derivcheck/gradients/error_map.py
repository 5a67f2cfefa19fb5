"""The error of finite differences in every component of a gradient, at the steps that people take and at the best one.

The gradient is that of the first witness that does not refuse (`witnesses`); an error that its bound
cannot tell from zero is told as large as the bound.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivcheck.arithmetic.bounded import Bounded
from derivcheck.code.slices import ComponentSlice, Entry, Index
from derivcheck.formula.arguments import versions
from derivcheck.gradients.naming import parts_of
from derivcheck.gradients.subject import Subject
from derivcheck.gradients.witnesses import first_witness
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import DomainError, InputError
from derivcheck.methods.differences.schemes import Stencil, stencil
from derivcheck.results.error_map import ErrorMap, MapRule

_EPS = float(np.finfo(np.float64).eps)

_GRID = [10.0 ** (k / 2) for k in range(-2, -25, -1)]
"""Steps that the best one is chosen from, in units of the larger of 1 and |x[i]|."""

_BEST = "central-2"


@dataclass(frozen=True)
class StepRule:
    """A scheme, the step that is taken with it, and who takes it.

    Attributes
    ----------
    scheme, name, source : str
    step : callable
        The step at a component.
    """

    scheme: str
    name: str
    source: str
    step: Callable[[float], float]


RULES = (
    StepRule("forward-1", "h = sqrt(eps)", "scipy.optimize.approx_fprime", lambda x: math.sqrt(_EPS)),
    StepRule(
        "central-2",
        "h = cbrt(eps) max(|x|, 0.1)",
        "statsmodels.tools.numdiff.approx_fprime(centered=True)",
        lambda x: float(np.cbrt(_EPS)) * max(abs(x), 0.1),
    ),
    StepRule("central-2", "h = 1e-06", "torch.autograd.gradcheck", lambda x: 1e-6),
    StepRule("central-2", "h = 1e-04", "many a textbook", lambda x: 1e-4),
)
"""Rules of thumb for h."""

_OWN = StepRule(_BEST, "own best step", "", lambda x: math.nan)


def error_map(f: Callable[[Any], Any], x: NDArray[Any], name: str, entry: Index | None, seed: int) -> ErrorMap:
    """Return the errors of finite differences in every component.

    Raises
    ------
    InputError
        There are too many components, or f does not return one number.
    DomainError
        No witness gives the gradient at the point.
    """
    if np.size(x) > allowances.MAPPED_COMPONENTS.value:
        most = allowances.MAPPED_COMPONENTS.value
        raise InputError(
            f"{np.size(x):,} components, and a map has {most:,} at most; compare one, or along a direction"
        )
    cut = Entry(f, entry)
    truth = _gradient(cut, x, np.random.default_rng(seed))
    places = list(np.ndindex(*np.shape(x)))
    columns = [_column(ComponentSlice(cut, x, place), float(np.asarray(x)[place]), truth, place) for place in places]
    rules = []
    for k, rule in enumerate((*RULES, _OWN)):
        step, error = (np.reshape([c[k][part] for c in columns], np.shape(x)) for part in (0, 1))
        rules.append(MapRule(f"{rule.scheme}, {rule.name}", rule.scheme, rule.source, step, error))
    return ErrorMap(
        function=cut.__name__,
        variable=str(name),
        at=x,
        reference=truth.value,
        radius=truth.bound,
        witness=truth.witness,
        rules=tuple(rules),
        parts=parts_of(name),
        seed=seed,
        versions=versions(),
    )


def _gradient(f: Entry, x: NDArray[Any], rng: np.random.Generator) -> Any:
    subject = Subject(f)
    value = subject.value(x)
    if np.size(value) != 1:
        raise InputError(f"{f.__name__} returns an array of shape {np.shape(value)}; choose an entry=")
    found = first_witness(subject, x, "gradient", rng)
    if found is None or not np.all(np.isfinite(found.value + found.bound)):
        raise DomainError(f"no witness gives the gradient of {f.__name__} at the point: it may bend there")
    return found


Column = list[tuple[float, float]]


def _column(f: ComponentSlice, x: float, truth: Bounded, place: Index) -> Column:
    """Return the step and the error of each rule, and of the best step, in one component."""
    slope, radius = float(np.asarray(truth.value)[place]), float(np.asarray(truth.bound)[place])
    found = [(h, _error(f, x, stencil(rule.scheme), h, slope, radius)) for rule in RULES for h in (rule.step(x),)]
    size, best = max(1.0, abs(x)), stencil(_BEST)
    tried = [one for one, rule in zip(found, RULES, strict=True) if rule.scheme == _BEST]
    tried += [(h * size, _error(f, x, best, h * size, slope, radius)) for h in _GRID]
    return [*found, min(tried, key=lambda one: (math.isnan(one[1]), abs(one[1])))]


def _error(f: ComponentSlice, x: float, scheme: Stencil, h: float, slope: float, radius: float) -> float:
    values = [_value(f, np.float64(x + float(g) * h)) for g in scheme.offsets]
    off = float(scheme.apply(values, np.float64(h))) - slope
    return off if not abs(off) < radius else math.copysign(radius, off)


def _value(f: ComponentSlice, s: Any) -> Any:
    try:
        with np.errstate(all="ignore"):
            return np.float64(np.asarray(f(s), dtype=np.float64).reshape(-1)[0])
    except Exception:  # the user's code may raise anything beside the point: no value there
        return np.float64(math.nan)
