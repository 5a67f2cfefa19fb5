"""All methods at one point: the comparison that a user asks for."""

from __future__ import annotations

import dataclasses
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, overload

import numpy as np

from derivcheck.arithmetic.bounded import Bounded
from derivcheck.arithmetic.precise import Precise
from derivcheck.claims.singular import explained
from derivcheck.formula.arguments import (
    At,
    check_order,
    check_seed,
    choose_variables,
    read_formula,
    read_point,
    versions,
)
from derivcheck.formula.expression import Expression
from derivcheck.ground.errors import DerivcheckError, DomainError, InputError, PrecisionError
from derivcheck.ground.limits import MAX_STEPS
from derivcheck.methods import complex_step, forward_mode
from derivcheck.methods import symbolic as symbolic_method
from derivcheck.methods.differences import finite_difference
from derivcheck.methods.differences.error_curve import curves
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import DEFAULT, TABLE, Stencil, stencil
from derivcheck.methods.reference import enclose, reference
from derivcheck.methods.target import Target
from derivcheck.results import Comparison, Comparisons, ErrorCurve, Estimate, Verdict, joint

# Digits of the derivative against which errors are measured, whatever the number that is shown.
_MEASURING_DIGITS = 40

_MOST_DEFAULT_STEPS = 64

_LONGDOUBLE: Any = np.longdouble

_NOT_FINITE = "not finite in this float format"

_UNBOUNDED = "its error cannot be bounded in this float format, or over so wide a step"


@overload
def compare(
    function: Any,
    at: At,
    *,
    wrt: str | None = None,
    order: int = 1,
    schemes: Sequence[str] | None = None,
    steps: Sequence[float] | None = None,
    dtype: str = "float64",
    digits: int = 50,
    seed: int = 0,
    reproduce: str = "",
) -> Comparison: ...


@overload
def compare(
    function: Any,
    at: At,
    *,
    wrt: list[str] | tuple[str, ...],
    order: int = 1,
    schemes: Sequence[str] | None = None,
    steps: Sequence[float] | None = None,
    dtype: str = "float64",
    digits: int = 50,
    seed: int = 0,
    reproduce: str = "",
) -> Comparisons: ...


def compare(
    function: Any,
    at: At,
    *,
    wrt: str | Sequence[str] | None = None,
    order: int = 1,
    schemes: Sequence[str] | None = None,
    steps: Sequence[float] | None = None,
    dtype: str = "float64",
    digits: int = 50,
    seed: int = 0,
    reproduce: str = "",
) -> Comparison | Comparisons:
    """Compare every way to the derivative of a formula at a point.

    Parameters
    ----------
    function : str, SymPy expression or Expression
        The formula.
    at : float or mapping of str to float
        The point; a mapping gives every variable, parameters too.
    wrt : str or sequence of str, optional
        The variable or variables; it is inferred when there is just one.
    order : int
        Order of the derivative, 1 to 4.
    schemes : sequence of str, optional
        Names of `schemes.TABLE`, or "offsets:-1,0,2"; "all" stands for the whole table.
    steps : sequence of float, optional
        Steps of the error curves, in the unit of the variable.
    dtype : str
        "float64", "float32" or "longdouble".
    digits : int
        Digits of the reference.
    seed : int
        Recorded in the result; nothing in a comparison is random.
    reproduce : str
        Command line to print at the end of the report.

    Returns
    -------
    Comparison or Comparisons
        Every estimate with its error and bound; Comparisons, one a variable, where `wrt` is a sequence.

    Raises
    ------
    ParseError
        The formula cannot be read; the message has a caret under the place.
    InputError
        An argument cannot be used, such as a step that is not positive.
    DomainError
        There is no derivative at the point.

    Examples
    --------
    >>> result = compare("exp(2*x)/(1+sin(x**2))", 0.5, digits=20)
    >>> result.reference.value
    '2.6656617294070244483'
    >>> print(result.verdict)
    agrees
    """
    expression, point = _read(function, at)
    names = choose_variables(expression.variables, wrt or expression.declared or None, point)
    stencils = _stencils(schemes, order)
    options = _Options(order, stencils, steps, dtype, digits, check_seed(seed), reproduce)
    components = tuple(_compare(expression, point, name, options) for name in names)
    if len(components) == 1 and (wrt is None or isinstance(wrt, str)):
        return components[0]
    return Comparisons(components, *joint(components))


def error_curve(
    function: Any,
    at: At,
    scheme: str = "central-2",
    *,
    steps: Sequence[float] | None = None,
    wrt: str | None = None,
    order: int = 1,
    dtype: str = "float64",
) -> ErrorCurve:
    """Return the exact decomposition of one scheme's error against the step.

    Parameters
    ----------
    function : str, SymPy expression or Expression
        The formula.
    at : float or mapping of str to float
        The point; a mapping gives every variable, parameters too.
    scheme : str
        A name of `schemes.TABLE`, such as "central-4", or "offsets:-1,0,2".
    steps : sequence of float, optional
        Steps, in the unit of the variable; two a decade without them.
    wrt : str, optional
        The variable; inferred when there is just one.
    order : int
        Order of the derivative, 1 to 4.
    dtype : str
        "float64", "float32" or "longdouble".

    Returns
    -------
    ErrorCurve
        At each step the total error and its four parts, which add up to it.

    Raises
    ------
    ParseError
        The formula cannot be read; the message has a caret under the place.
    InputError
        An argument cannot be used.
    SchemeError
        There is no such scheme.
    DomainError
        There is no derivative at the point.

    Examples
    --------
    >>> curve = error_curve("x^2", 2.0, steps=[10e-4])
    >>> curve.points[0].estimate, curve.points[0].truncation
    (3.9999999999995595, 0.0)
    """
    expression, point = _read(function, at)
    (name,) = choose_variables(expression.variables, wrt or expression.declared or None, point)
    target = Target.of(expression, point, name, check_order(order), dtype)
    stencils = [stencil(scheme, order)]
    expansion = Expansion.of(target, stencils)
    return curves(target, stencils, _steps(steps, target, expansion), expansion)[0]


@dataclasses.dataclass(frozen=True)
class _Options:
    order: int
    stencils: Sequence[Stencil]
    steps: Sequence[float] | None
    dtype: str
    digits: int
    seed: int
    reproduce: str


def _read(function: Any, at: At) -> tuple[Expression, dict[str, float]]:
    expression = read_formula(function, at if isinstance(at, Mapping) else ())
    return expression, read_point(expression.variables, at)


def _stencils(names: Sequence[str] | None, order: int) -> list[Stencil]:
    wanted: list[str] = []
    for name in names or DEFAULT:
        wanted.extend(TABLE if name == "all" else (name,))
    return [stencil(name, check_order(order)) for name in dict.fromkeys(wanted)]


def _steps(steps: Sequence[float] | None, target: Target, expansion: Expansion) -> list[float]:
    if steps is None:
        return _default_steps(target, expansion)
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


def _default_steps(target: Target, expansion: Expansion) -> list[float]:
    """Return two steps a decade (fewer where there are many) down to where x + h is x.

    The first is a tenth of the larger of 1 and |x|, but no more than a decade beyond the distance to
    the nearest pole, bend or edge of the domain that is known.
    """
    size = math.log10(abs(float(target.x)) or 1.0)
    # Steps are doubles, whatever the format.
    least = math.ceil(2 * math.log10(max(target.real.smallest_normal, sys.float_info.min)))
    last = max(math.floor(2 * (math.log10(target.real.unit) + size)), least)
    first = round(2 * max(0.0, size)) - 2
    if 0 < expansion.smooth < math.inf:
        first = max(min(first, math.floor(2 * math.log10(expansion.smooth)) + 2), last)
    stride = -((last - first) // _MOST_DEFAULT_STEPS)
    return [10.0 ** (k / 2) if k % 2 else float(f"1e{k // 2}") for k in range(first, last - 1, -max(stride, 1))]


def _compare(expression: Expression, point: Mapping[str, float], name: str, options: _Options) -> Comparison:
    target = Target.of(expression, point, name, options.order, options.dtype)
    _ = target.function(Precise(64), Precise(64).exact(target.x))  # a point outside the domain is named first
    try:
        exact, enclosure = reference(target, options.digits)
    except (DomainError, PrecisionError) as error:
        raise explained(target, error) from error
    if options.digits < _MEASURING_DIGITS:
        enclosure = enclose(target.function, target.x, target.order, _MEASURING_DIGITS)
    expansion = Expansion.of(target, options.stencils)
    derivative, estimates = _estimates(target, options.stencils, expansion)
    measured = tuple(_with_error(e, enclosure) for e in estimates)
    verdict, reason = _verdict(measured)
    return Comparison(
        function=expression.typed,
        variables=expression.variables,
        wrt=(name,),
        order=options.order,
        at=target.at,
        derivative=derivative,
        reference=exact,
        estimates=measured,
        curves=curves(target, options.stencils, _steps(options.steps, target, expansion), expansion),
        claim=None,
        verdict=verdict,
        reason=reason,
        seed=options.seed,
        versions=versions(),
        dtype=options.dtype,
        reproduce=options.reproduce,
        read_as=expression.read_as,
    )


def _estimates(target: Target, stencils: Sequence[Stencil], expansion: Expansion) -> tuple[str, list[Estimate]]:
    try:
        derivative = symbolic_method.differentiate(target.function, target.order)
        text, first = str(derivative), _attempt("symbolic", lambda: symbolic_method.estimate(target, derivative))
    except DerivcheckError as error:
        text, first = "", _declined("symbolic", str(error))
    return text, [
        first,
        _attempt("forward-mode", lambda: forward_mode.estimate(target)),
        _attempt("complex-step", lambda: complex_step.estimate(target, expansion)),
        *(_attempt(s.name, lambda s=s: finite_difference.estimate(target, s, expansion)) for s in stencils),  # type: ignore[misc]
    ]


def _attempt(method: str, estimate: Callable[[], Estimate]) -> Estimate:
    """Return an estimate, or say why there is none: one method's failure must not lose the others."""
    try:
        return estimate()
    except DerivcheckError as error:
        return _declined(method, str(error))


def _declined(method: str, why: str) -> Estimate:
    return Estimate(method, math.nan, None, math.nan, math.inf, 0, note=why)


def _with_error(estimate: Estimate, exact: Bounded) -> Estimate:
    """Return the estimate with its error, which is that of the value in its own format, as a double."""
    value = float(estimate.value)
    if not math.isfinite(value):
        return dataclasses.replace(estimate, value=math.nan, error_bound=math.inf, note=estimate.note or _NOT_FINITE)
    off = Precise(exact.value.context.prec).exact(estimate.value) - exact.value
    # A difference that the reference cannot tell from zero is none.
    error = float(off) if abs(off) > exact.bound else 0.0
    note = estimate.note or (None if math.isfinite(estimate.error_bound) else _UNBOUNDED)
    # A longdouble carries more than a float.
    kept = estimate.value if type(estimate.value) is _LONGDOUBLE else value
    return dataclasses.replace(estimate, value=kept, error=error, note=note)


def _verdict(estimates: Sequence[Estimate]) -> tuple[Verdict, str]:
    judged = [e for e in estimates if math.isfinite(e.error_bound)]
    if wrong := [e for e in judged if not e.holds]:
        names = ", ".join(e.method for e in wrong)
        return Verdict.REFUTED, f"further off than its error bound: {names}"
    if not judged:
        return Verdict.UNRESOLVED, "no method gave a value with an error bound"
    return Verdict.AGREES, f"each of {len(judged)} methods is inside its own error bound of the reference"
