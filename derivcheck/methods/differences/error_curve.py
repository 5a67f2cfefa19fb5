"""The error of a finite difference against the step, decomposed exactly.

With S the exact functional sum c_i (.) / h^q, x_i = x + g_i h on paper, y_i the floats that the
program uses for them, F the float program of f and D the program's finite difference,

    D - f^(q)(x) = [S f(x_i) - f^(q)(x)]  truncation
                 + [S f(y_i) - S f(x_i)]  argument round-off
                 + [S F(y_i) - S f(y_i)]  evaluation round-off
                 + [D - S F(y_i)]         arithmetic round-off.

Each bracket is computed in high precision, so the four add up to the total.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from derivcheck.arithmetic.bounded import Bounded, middle
from derivcheck.arithmetic.precise import Precise
from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.errors import DomainError
from derivcheck.ground.outward import nonzero_float
from derivcheck.methods.differences import best_step
from derivcheck.methods.differences.error_regimes import Regimes, limiting, limiting_parts, roundoff_law
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.measured_best import measured_best, passed_over
from derivcheck.methods.differences.power_laws import fit, smaller_half
from derivcheck.methods.differences.sampling import ExactRow, Samples
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.methods.reference import coefficients, error_exponent
from derivcheck.methods.target import Target
from derivcheck.results import CurvePoint, ErrorCurve

_PRECISION_UNIT = 128

_FLOATS = Precise(64).context

_NAN = float("nan")
_NO_PARTS = (_NAN, _NAN, _NAN, _NAN, _NAN, _NAN)


Revision = Callable[[Stencil, CurvePoint], CurvePoint]


def curves(
    target: Target,
    stencils: Sequence[Stencil],
    steps: Sequence[float],
    expansion: Expansion,
    revise: Revision = lambda _, point: point,
) -> tuple[ErrorCurve, ...]:
    """Return the error curve of each stencil at the same steps, sharing the values of f.

    Parameters
    ----------
    target : Target
    stencils : sequence of Stencil
    steps : sequence of float
    expansion : Expansion
        With terms enough for the stencils.
    revise : callable, optional
        What makes of a point the one that counts.

    Raises
    ------
    DomainError
        f has no derivative at the point.
    """
    sizes = np.array(sorted({target.real.type(h) for h in steps}, reverse=True), dtype=target.real.type)
    samples = Samples(target, stencils, sizes)
    points = _all_points(samples, stencils, expansion)
    return tuple(
        _curve(s, [revise(s, point) for point in column], expansion) for s, column in zip(stencils, points, strict=True)
    )


def _all_points(samples: Samples, stencils: Sequence[Stencil], expansion: Expansion) -> list[list[CurvePoint]]:
    target = samples.target
    exponent = error_exponent(target.function, target.x)
    bits = [max(_bits_needed(expansion, s, float(h), exponent) for s in stencils) for h in samples.steps]
    smallest = min(expansion.scale(s, float(h)) for s in stencils for h in samples.steps)
    truth = _derivative(target, max(bits), smallest)
    estimates = [samples.differences(s) for s in stencils]
    points: list[list[CurvePoint]] = [[] for _ in stencils]
    for row, b in enumerate(bits):
        exact = ExactRow(samples, row, b, exponent)
        with exact.m:
            for column, (s, (values, bounds)) in enumerate(zip(stencils, estimates, strict=True)):
                predicted = expansion.truncation(s, float(samples.steps[row])), float(bounds[row])
                points[column].append(_point(exact, s, values[row], truth, predicted, accurate=expansion.exact(s)))
    return points


def _derivative(target: Target, bits: int, smallest: Number) -> Bounded:
    """Return f^(q)(x) and a bound on its error, so precise that the smallest size of interest is resolved."""
    while True:
        found = coefficients(target.function, target.x, target.order, bits)
        bits *= 2
        if found is not None:
            coefficient = found[target.order]
            if coefficient.bound * 2**allowances.RESOLUTION_BITS.value <= smallest or bits > allowances.MOST_BITS.value:
                scale = math.factorial(target.order)
                value = 0 * coefficient.value if coefficient.may_be_zero else coefficient.value
                return Bounded(value * scale, coefficient.bound * scale)


def _bits_needed(expansion: Expansion, stencil: Stencil, h: float, exponent: int) -> int:
    """Return the precision at which the truncation and the derivative, which may be tiny, are resolved."""
    smallest = _FLOATS.mag(expansion.scale(stencil, h))
    lift = math.log2(float(stencil.absolute_moment(0))) - stencil.order * math.log2(h) - smallest
    bits = max(int(exponent + lift) + allowances.RESOLUTION_BITS.value, _span(expansion.target, h))
    # Few different precisions, since each has its own constants to be computed.
    return min(_PRECISION_UNIT * -(-bits // _PRECISION_UNIT), allowances.MOST_BITS.value)


def _span(target: Target, h: float) -> int:
    """Return the bits from the larger of x and h to the end of the smaller, which x + h has."""
    size = math.frexp(float(target.x))[1] - math.frexp(h)[1] if target.x else 0
    return abs(size) + allowances.RESOLUTION_BITS.value


def _point(
    exact: ExactRow,
    stencil: Stencil,
    estimate: Any,
    truth: Bounded,
    predicted: tuple[float, float],
    *,
    accurate: bool,
) -> CurvePoint:
    h = float(exact.samples.steps[exact.row])
    try:
        parts = _parts(exact, stencil, estimate, truth, accurate=accurate)
    except DomainError as error:
        return CurvePoint(h, *_NO_PARTS, *predicted, note=f"outside the domain: {error}")
    if parts is None or not all(map(math.isfinite, parts)):
        return CurvePoint(h, *_NO_PARTS, *predicted, note="x + g h, f there or an error is not finite")
    return CurvePoint(h, float(estimate), *parts, *predicted)


def _parts(
    exact: ExactRow, stencil: Stencil, estimate: object, truth: Bounded, *, accurate: bool
) -> tuple[float, float, float, float, float] | None:
    """Return total, truncation, argument, evaluation and arithmetic; None where the program has no value."""
    samples, row = exact.samples, exact.row
    columns = samples.columns(stencil)
    if not np.all(np.isfinite([*samples.nodes[row, columns], *samples.values[row, columns], estimate])):
        return None
    m = exact.m
    values: tuple[list[Any], ...] = (
        [exact.on_paper(g) for g in stencil.offsets],
        [exact.at_float(j) for j in columns],
        [m.exact(samples.values[row, j]) for j in columns],
    )
    paper, floats, program = (middle(stencil.apply(v, exact.step), m.bits) for v in values)
    final = middle(m.exact(estimate), m.bits)
    derivative, radius = truth.value, truth.bound
    if accurate:
        # The stencil is exact for f: no rounding of the working precision may pass for truncation.
        floats, paper = derivative if values[0] == values[1] else floats, derivative
    # Nor for any other part: what cannot be distinguished from its neighbour is equal to it.
    noise = exact.noise * float(stencil.absolute_moment(0)) / middle(exact.step, m.bits) ** stencil.order
    floats = _settled(_settled(floats, derivative, noise + radius), program, noise)
    paper = _settled(paper, floats, 2 * noise)
    derivative = _settled(derivative, paper, noise + radius)
    return (
        nonzero_float(final - derivative),
        nonzero_float(paper - derivative),
        nonzero_float(floats - paper),
        nonzero_float(program - floats),
        nonzero_float(final - program),
    )


def _settled(value: Number, other: Number, noise: Number) -> Any:
    return other if abs(value - other) <= noise else value


def _curve(stencil: Stencil, points: Sequence[CurvePoint], expansion: Expansion) -> ErrorCurve:
    predicted = best_step.predicted(expansion, stencil)
    good = [p for p in points if math.isfinite(p.total)]
    roundoff = Regimes.of(good, expansion.target.real.unit).roundoff
    best = measured_best(stencil, good, expansion)
    failed = [p.note for p in points if p.note]
    lost = f"{len(failed)} step{'s' * (len(failed) > 1)} could not be evaluated: {failed[0]}" if failed else ""
    return ErrorCurve(
        scheme=stencil.name,
        offsets=tuple(int(g) if g.denominator == 1 else str(g) for g in stencil.offsets),
        weights=tuple(str(c) for c in stencil.weights),
        order=stencil.order,
        accuracy=stencil.accuracy,
        truncation_term=_term_text(stencil, expansion),
        exact=expansion.exact(stencil),
        observed_order=fit(smaller_half(good, _truncation), _truncation).slope if expansion.leading(stencil) else _NAN,
        roundoff_slope=roundoff_law(roundoff, expansion.spacing).slope,
        best=best,
        predicted=predicted,
        points=tuple(points),
        limits=limiting(stencil, good, expansion),
        limited_by=limiting_parts(good, expansion.target.real.unit),
        notes=tuple(filter(None, (lost, passed_over(good, best, expansion)))),
    )


def _truncation(p: CurvePoint) -> float:
    return p.truncation


_ORDINALS = {1: "f'", 2: "f''", 3: "f'''"}


def _term_text(stencil: Stencil, expansion: Expansion) -> str:
    """Return the leading error term, such as 1/6 f''' h^2."""
    k = expansion.leading(stencil)
    if expansion.exact(stencil):
        return "0"
    if k is None:
        return f"none up to h^{len(expansion.terms) - 1 - stencil.order}"
    power = k - stencil.order
    derivative = _ORDINALS.get(k, f"f^({k})")
    return f"{stencil.moment(k) / math.factorial(k)} {derivative} h" + (f"^{power}" if power > 1 else "")
