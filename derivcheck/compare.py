"""All methods at one point: the comparison that a user asks for."""

from __future__ import annotations

import dataclasses
import importlib.metadata
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from derivcheck import schemes as schemes_
from derivcheck.arithmetic.precise import Precise
from derivcheck.error_curve import curves
from derivcheck.errors import DerivcheckError, DomainError, InputError, MissingExtraError
from derivcheck.expansion import Expansion
from derivcheck.expression import Expression
from derivcheck.function import Target
from derivcheck.limits import MAX_ORDER, MAX_STEPS
from derivcheck.methods import complex_step, finite_difference, forward_mode
from derivcheck.methods import symbolic as symbolic_method
from derivcheck.model import Comparison, Comparisons, ErrorCurve, Estimate, Verdict
from derivcheck.parser import parse
from derivcheck.reference import Enclosure, reference
from derivcheck.schemes import Stencil, stencil

Point = float | Mapping[str, float]


def compare(
    function: Any,
    at: Point,
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
    Comparison, or Comparisons where `wrt` names several variables

    Raises
    ------
    ParseError, InputError, DomainError

    Examples
    --------
    >>> result = compare("exp(2*x)/(1+sin(x**2))", 0.5, digits=20)
    >>> result.reference.value
    '2.6656617294070244483'
    >>> print(result.verdict)
    agrees
    """
    expression, point = _parsed(function, at)
    names = _wrt(expression, wrt, point)
    stencils = _stencils(schemes, order)
    options = _Options(order, stencils, steps, dtype, digits, seed, reproduce)
    components = tuple(_compare(expression, point, name, options) for name in names)
    if len(components) == 1 and (wrt is None or isinstance(wrt, str)):
        return components[0]
    worst = max(components, key=lambda c: _SEVERITY.index(c.verdict))
    return Comparisons(components, worst.verdict, f"d/d{worst.wrt[0]}: {worst.reason}")


def error_curve(
    function: Any,
    at: Point,
    scheme: str = "central-2",
    *,
    steps: Sequence[float] | None = None,
    wrt: str | None = None,
    order: int = 1,
    dtype: str = "float64",
) -> ErrorCurve:
    """Return the exact decomposition of one scheme's error against the step.

    Parameters and errors are those of `compare`.

    Examples
    --------
    >>> curve = error_curve("x^2", 2.0, steps=[10e-4])
    >>> curve.points[0].estimate, curve.points[0].truncation
    (3.9999999999995595, 0.0)
    """
    expression, point = _parsed(function, at)
    (name,) = _wrt(expression, wrt, point)
    target = Target.of(expression, point, name, _order(order), dtype)
    stencils = [stencil(scheme, order)]
    expansion = Expansion.of(target, stencils)
    return curves(target, stencils, _steps(steps, target), expansion)[0]


@dataclasses.dataclass(frozen=True)
class _Options:
    order: int
    stencils: Sequence[Stencil]
    steps: Sequence[float] | None
    dtype: str
    digits: int
    seed: int
    reproduce: str


_SEVERITY = (Verdict.PROVED, Verdict.AGREES, Verdict.UNRESOLVED, Verdict.REFUTED)


def _parsed(function: Any, at: Point) -> tuple[Expression, dict[str, float]]:
    given = tuple(at) if isinstance(at, Mapping) else ()
    expression = function if isinstance(function, Expression) else parse(str(function), variables=given)
    point = dict(at) if isinstance(at, Mapping) else _single(expression, float(at))
    if missing := [name for name in expression.variables if name not in point]:
        raise InputError(f"no value for {', '.join(missing)}; give one with {missing[0]}=...")
    if bad := [name for name, value in point.items() if not math.isfinite(value)]:
        raise InputError(f"{bad[0]} = {point[bad[0]]} is not a finite number")
    return expression, {name: float(value) for name, value in point.items()}


def _single(expression: Expression, value: float) -> dict[str, float]:
    names = expression.variables or ("x",)
    if len(names) > 1:
        example = ", ".join(f"{name}=..." for name in names)
        raise InputError(f"the formula has the variables {', '.join(names)}; give each a value: {example}")
    return {names[0]: value}


def _wrt(expression: Expression, wrt: str | Sequence[str] | None, point: Mapping[str, float]) -> tuple[str, ...]:
    if wrt is None:
        names = expression.variables or tuple(point)[:1]
        if len(names) != 1:
            raise InputError(f"differentiate with respect to which of {', '.join(names)}? Name it with wrt")
        return names
    names = (wrt,) if isinstance(wrt, str) else tuple(wrt)
    if unknown := [name for name in names if name not in point]:
        raise InputError(f"no variable {unknown[0]!r}; known: {', '.join(point)}")
    return names


def _order(order: int) -> int:
    if not 1 <= order <= MAX_ORDER:
        raise InputError(f"order must be 1 to {MAX_ORDER}, not {order}")
    return order


def _stencils(names: Sequence[str] | None, order: int) -> list[Stencil]:
    wanted: list[str] = []
    for name in names or schemes_.DEFAULT:
        wanted.extend(schemes_.TABLE if name == "all" else (name,))
    return [stencil(name, _order(order)) for name in dict.fromkeys(wanted)]


def _steps(steps: Sequence[float] | None, target: Target) -> list[float]:
    if steps is None:
        return _default_steps(target)
    wanted = [float(h) for h in steps]
    if not 1 <= len(wanted) <= MAX_STEPS:
        raise InputError(f"{len(wanted)} steps; give 1 to {MAX_STEPS}")
    for h in wanted:
        if not (math.isfinite(h) and target.real.type(h) > 0):
            raise InputError(f"step {h} is not a positive {target.real.name} number")
    return wanted


def _default_steps(target: Target) -> list[float]:
    """Return two steps a decade, from a tenth of the larger of 1 and |x| down to where x + h is x."""
    size = abs(float(target.x)) or 1.0
    top = math.log10(max(1.0, size)) - 1
    bottom = math.log10(target.real.unit * min(1.0, size))
    first, last = round(2 * top), max(math.floor(2 * bottom), -600)
    return [10.0 ** (k / 2) if k % 2 else float(f"1e{k // 2}") for k in range(first, last - 1, -1)]


def _compare(expression: Expression, point: Mapping[str, float], name: str, options: _Options) -> Comparison:
    target = Target.of(expression, point, name, options.order, options.dtype)
    _ = target.function(Precise(64), Precise(64).exact(target.x))  # a point outside the domain is named first
    exact, enclosure = reference(target, options.digits)
    expansion = Expansion.of(target, options.stencils)
    derivative, estimates = _estimates(target, options.stencils, expansion)
    measured = tuple(_with_error(e, enclosure) for e in estimates)
    verdict, reason = _verdict(measured)
    return Comparison(
        function=expression.text,
        variables=expression.variables,
        wrt=(name,),
        order=options.order,
        at=target.at,
        derivative=derivative,
        reference=exact,
        estimates=measured,
        curves=curves(target, options.stencils, _steps(options.steps, target), expansion),
        claim=None,
        verdict=verdict,
        reason=reason,
        seed=options.seed,
        versions=_versions(),
        dtype=options.dtype,
        reproduce=options.reproduce,
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
    except MissingExtraError as error:
        return _declined(method, str(error))
    except DerivcheckError as error:
        return _declined(method, str(error))


def _declined(method: str, why: str) -> Estimate:
    return Estimate(method, math.nan, None, math.nan, math.inf, 0, note=why)


def _with_error(estimate: Estimate, exact: Enclosure) -> Estimate:
    if not math.isfinite(estimate.value):
        return estimate
    context = Precise(exact.bits).context
    return dataclasses.replace(estimate, error=float(context.mpf(estimate.value) - exact.value))


def _verdict(estimates: Sequence[Estimate]) -> tuple[Verdict, str]:
    judged = [e for e in estimates if math.isfinite(e.error_bound)]
    if wrong := [e for e in judged if not e.holds]:
        names = ", ".join(e.method for e in wrong)
        return Verdict.REFUTED, f"further off than its error bound: {names}"
    if not judged:
        return Verdict.UNRESOLVED, "no method gave a value with an error bound"
    return Verdict.AGREES, f"each of {len(judged)} methods is inside its own error bound of the reference"


def _versions() -> dict[str, str]:
    return {name: importlib.metadata.version(name) for name in ("sympy", "numpy", "mpmath")}
