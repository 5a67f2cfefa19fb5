"""All methods on one target: each with its error against the reference, beside its own bound, and the error curves."""

from __future__ import annotations

import dataclasses
import math
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from derivcheck.arithmetic.bounded import Bounded
from derivcheck.arithmetic.precise import Precise
from derivcheck.formula.arguments import check_order, versions
from derivcheck.ground.errors import DerivcheckError, InputError
from derivcheck.ground.limits import MAX_STEPS
from derivcheck.ground.outward import nonzero_float
from derivcheck.ground.workers import interim
from derivcheck.methods import complex_step, forward_mode
from derivcheck.methods import symbolic as symbolic_method
from derivcheck.methods.differences import finite_difference
from derivcheck.methods.differences.error_curve import curves
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import DEFAULT, TABLE, Stencil, stencil
from derivcheck.methods.reference import enclose, reference
from derivcheck.methods.target import Target
from derivcheck.results import Comparison, ErrorCurve, Estimate, Reference, Verdict

# Digits of the derivative against which errors are measured, whatever the number that is shown.
_MEASURING_DIGITS = 40

_MOST_DEFAULT_STEPS = 64

_LONGDOUBLE: Any = np.longdouble

_NOT_FINITE = "not finite in this float format"

_UNBOUNDED = "the error cannot be bounded in this float format"


@dataclasses.dataclass(frozen=True)
class Options:
    """What a comparison may be asked for beside a function and a point.

    Attributes
    ----------
    stencils : sequence of Stencil
    steps : sequence of float, or None for those that suit the point
    dtype : str
    digits, seed : int
    reproduce : str
    """

    order: int
    stencils: Sequence[Stencil]
    steps: Sequence[float] | None
    dtype: str
    digits: int
    seed: int
    reproduce: str


def read_stencils(names: Sequence[str] | None, order: int) -> list[Stencil]:
    """Return the stencils of some names; "all" stands for the whole table.

    Raises
    ------
    SchemeError, InputError
    """
    wanted: list[str] = []
    for name in names or DEFAULT:
        wanted.extend(TABLE if name == "all" else (name,))
    return [stencil(name, check_order(order)) for name in dict.fromkeys(wanted)]


def true_derivative(target: Target, digits: int) -> tuple[Reference, Bounded]:
    """Return the reference as it is shown, and the number that errors are measured against.

    Raises
    ------
    InputError, DomainError, PrecisionError
        As `reference.enclose`.
    """
    shown, enclosure = reference(target, digits)
    if digits < _MEASURING_DIGITS:
        enclosure = enclose(target.function, target.x, target.order, _MEASURING_DIGITS)
    return shown, enclosure


def compared(target: Target, options: Options, exact: Reference, enclosure: Bounded) -> Comparison:
    """Return the comparison of all methods on a target whose derivative is known."""
    expansion = Expansion.of(target, options.stencils)
    derivative, estimates = _estimates(target, options.stencils, expansion)
    measured = tuple(_with_error(e, enclosure) for e in estimates)
    verdict, reason = judged(measured)
    function = target.function
    known = Comparison(
        function=function.text,
        variables=function.variables,
        wrt=(function.wrt,),
        order=options.order,
        at=target.at,
        derivative=derivative,
        reference=exact,
        estimates=measured,
        curves=(),
        claim=None,
        verdict=verdict,
        reason=reason,
        seed=options.seed,
        versions=versions(),
        dtype=options.dtype,
        reproduce=options.reproduce,
        read_as=function.read_as,
    )
    interim(lambda: known)
    steps = chosen_steps(options.steps, target, expansion.smooth)
    return dataclasses.replace(known, curves=curves(target, options.stencils, steps, expansion))


def curve_of(target: Target, scheme: Stencil, steps: Sequence[float] | None) -> ErrorCurve:
    """Return the error curve of one stencil.

    Raises
    ------
    InputError, DomainError
    """
    expansion = Expansion.of(target, [scheme])
    return curves(target, [scheme], chosen_steps(steps, target, expansion.smooth), expansion)[0]


def chosen_steps(steps: Sequence[float] | None, target: Target, smooth: float) -> list[float]:
    """Return the steps of error curves: those given, or those that suit the point.

    Parameters
    ----------
    steps : sequence of float, optional
    target : Target
    smooth : float
        Distance within which no pole, bend or edge of the domain is known.

    Raises
    ------
    InputError
        A step is no positive number of the float format, or there are too many.
    """
    if steps is None:
        return _default_steps(target, smooth)
    wanted = [float(h) for h in steps]
    if not 1 <= len(wanted) <= MAX_STEPS:
        raise InputError(f"{len(wanted)} steps; give 1 to {MAX_STEPS}")
    if bad := [h for h in wanted if not _usable(h, target)]:
        raise InputError(f"step {bad[0]} is not a positive {target.real.name} number")
    return wanted


def _usable(h: float, target: Target) -> bool:
    with np.errstate(over="ignore", under="ignore"):
        step = target.real.type(h)
    return bool(np.isfinite(step) and step > 0)


def _default_steps(target: Target, smooth: float) -> list[float]:
    """Return two steps a decade (fewer where there are many) down to where x + h is x.

    The first is a tenth of the larger of 1 and |x|, but no more than a decade beyond the distance to
    the nearest pole, bend or edge of the domain that is known.
    """
    size = math.log10(target.function.scale(target.x) or 1.0)
    # Steps are doubles, whatever the format.
    least = math.ceil(2 * math.log10(max(target.real.smallest_normal, sys.float_info.min)))
    last = max(math.floor(2 * (math.log10(target.real.unit) + size)), least)
    first = round(2 * max(0.0, size)) - 2
    if 0 < smooth < math.inf:
        first = max(min(first, math.floor(2 * math.log10(smooth)) + 2), last)
    stride = -((last - first) // _MOST_DEFAULT_STEPS)
    return [10.0 ** (k / 2) if k % 2 else float(f"1e{k // 2}") for k in range(first, last - 1, -max(stride, 1))]


def _estimates(target: Target, stencils: Sequence[Stencil], expansion: Expansion) -> tuple[str, list[Estimate]]:
    try:
        derivative = symbolic_method.differentiate(target.function, target.order)
        text, first = (
            _text(target, derivative),
            attempt("symbolic", lambda: symbolic_method.estimate(target, derivative)),
        )
    except DerivcheckError as error:
        text, first = "", declined("symbolic", str(error))
    return text, [
        first,
        attempt("forward-mode", lambda: forward_mode.estimate(target)),
        attempt("complex-step", lambda: complex_step.estimate(target, expansion)),
        *(attempt(s.name, lambda s=s: finite_difference.estimate(target, s, expansion)) for s in stencils),  # type: ignore[misc]
    ]


def _text(target: Target, derivative: symbolic_method.SymbolicDerivative) -> str:
    meant = target.function.meant
    return str(derivative if meant is target.function else symbolic_method.differentiate(meant, target.order))


def attempt(method: str, estimate: Callable[[], Estimate]) -> Estimate:
    """Return an estimate, or say why there is none: one method's failure must not lose the others."""
    try:
        return estimate()
    except DerivcheckError as error:
        return declined(method, str(error))


def declined(method: str, why: str) -> Estimate:
    """Return the estimate of a method that gives none."""
    return Estimate(method, math.nan, None, math.nan, math.inf, 0, note=why)


def _with_error(estimate: Estimate, exact: Bounded) -> Estimate:
    """Return the estimate with its error, which is that of the value in its own format, as a double."""
    value = float(estimate.value)
    if not math.isfinite(value):
        return dataclasses.replace(estimate, value=math.nan, error_bound=math.inf, note=estimate.note or _NOT_FINITE)
    off = Precise(exact.value.context.prec).exact(estimate.value) - exact.value
    # A difference that the reference cannot tell from zero is none.
    error = nonzero_float(off) if abs(off) > exact.bound else 0.0
    unbounded = _UNBOUNDED if estimate.step is None else f"{_UNBOUNDED}, or over so wide a step"
    note = estimate.note or (None if math.isfinite(estimate.error_bound) else unbounded)
    # A longdouble carries more than a float.
    kept = estimate.value if type(estimate.value) is _LONGDOUBLE else value
    # Both are doubles; below the smallest one a bound is rounded up, as the error is.
    bound = max(estimate.error_bound, math.ulp(0.0)) if error else estimate.error_bound
    return dataclasses.replace(estimate, value=kept, error=error, error_bound=bound, note=note)


def judged(estimates: Sequence[Estimate]) -> tuple[Verdict, str]:
    """Return the verdict on methods whose errors are known, and its reason."""
    bounded = [e for e in estimates if math.isfinite(e.error_bound)]
    if wrong := [e for e in bounded if not e.holds]:
        names = ", ".join(e.method for e in wrong)
        return Verdict.REFUTED, f"further off than its error bound: {names}"
    if not bounded:
        return Verdict.UNRESOLVED, "no method gave a value with an error bound"
    if len(bounded) == len(estimates):
        return Verdict.AGREES, f"each of {len(bounded)} methods is inside its own error bound of the reference"
    those = f"each of {len(bounded)} methods that have" if len(bounded) > 1 else "the one method that has"
    return Verdict.AGREES, f"{those} an error bound is inside it of the reference"
