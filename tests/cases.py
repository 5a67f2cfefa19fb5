"""Cases with known answers, shared by the tests."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import mpmath
from mpmath import mpf

from derivcheck.results import BestStep, Comparison, Comparisons, CurvePoint, ErrorCurve, Estimate, Reference, Verdict

STENCILS = {
    "forward-1": (1, {0: "-1", 1: "1"}, "1/2 f''(x) h"),
    "backward-1": (1, {-1: "-1", 0: "1"}, "-1/2 f''(x) h"),
    "central-2": (2, {-1: "-1/2", 1: "1/2"}, "1/6 f'''(x) h^2"),
    "central-4": (4, {-2: "1/12", -1: "-2/3", 1: "2/3", 2: "-1/12"}, "-1/30 f^(5)(x) h^4"),
}
STEPS = tuple(float(mpf(10) ** (-mpf(k) / 2)) for k in range(2, 33))
AT = 0.5
UNIT = 2.0**-53


def exact(x: mpf) -> mpf:
    """exp(2x)/(1+sin(x^2)) in the working precision of mpmath."""
    return mpmath.exp(2 * x) / (1 + mpmath.sin(x * x))


def rounded(x: float) -> float:
    """Evaluate it as a float program; each operation is correctly rounded, so no libm shows in a golden file."""
    sine = float(mpmath.sin(mpf(x * x)))
    return float(mpmath.exp(mpf(2.0 * x))) / (1.0 + sine)


def _functional(f: Callable[[mpf], mpf], nodes: list[mpf], weights: list[mpf], h: float) -> mpf:
    return mpmath.fsum(c * f(node) for c, node in zip(weights, nodes, strict=True)) / mpf(h)


def _point(stencil: dict[int, str], h: float, slope: mpf, leading: mpf) -> CurvePoint:
    weights = [mpf(Fraction(c).numerator) / Fraction(c).denominator for c in stencil.values()]
    ideal = [mpf(AT) + g * mpf(h) for g in stencil]
    used = [AT + g * h for g in stencil]
    terms = [float(Fraction(c)) * rounded(node) for c, node in zip(stencil.values(), used, strict=True)]
    # Not `sum`, which compensates for round-off since Python 3.12.
    program = functools.reduce(operator.add, terms) / h
    at_ideal = _functional(exact, ideal, weights, h)
    at_used = _functional(exact, [mpf(node) for node in used], weights, h)
    of_program = _functional(lambda node: mpf(rounded(float(node))), [mpf(node) for node in used], weights, h)
    gain = sum(abs(Fraction(c)) for c in stencil.values())
    return CurvePoint(
        h=h,
        estimate=program,
        total=float(program - slope),
        truncation=float(at_ideal - slope),
        argument=float(at_used - at_ideal),
        evaluation=float(of_program - at_used),
        arithmetic=float(program - of_program),
        predicted_truncation=float(leading),
        predicted_roundoff=float(gain) * UNIT * (3 * float(exact(mpf(AT))) + AT * abs(float(slope))) / h,
    )


def _curve(name: str, slope: mpf) -> ErrorCurve:
    accuracy, stencil, term = STENCILS[name]
    powers = [Fraction(c) * g ** (accuracy + 1) for g, c in stencil.items()]
    # The (p+1)-th Taylor coefficient times the moment of the stencil is C f^(p+1)(x).
    moment = sum(powers, Fraction(0))
    taylor = mpmath.taylor(exact, mpf(AT), accuracy + 1)[-1]
    constant = taylor * moment.numerator / moment.denominator
    points = tuple(_point(stencil, h, slope, constant * mpf(h) ** accuracy) for h in STEPS)
    best = min(points, key=lambda p: abs(p.total))
    noise = points[0].predicted_roundoff * points[0].h
    predicted = float((noise / (accuracy * abs(constant))) ** (mpf(1) / (accuracy + 1)))
    return ErrorCurve(
        scheme=name,
        offsets=tuple(stencil),
        weights=tuple(stencil.values()),
        order=1,
        accuracy=accuracy,
        truncation_term=term,
        exact=False,
        observed_order=accuracy - 0.002,
        roundoff_slope=-0.981,
        best=BestStep(best.h, abs(best.total)),
        predicted=BestStep(predicted, float(abs(constant)) * predicted**accuracy + noise / predicted),
        points=points,
        limits=f"Truncation limits the accuracy above h = {predicted:.1e}, evaluation round-off below.",
        limited_by=("truncation", "evaluation"),
    )


def _estimates(curves: tuple[ErrorCurve, ...], slope: mpf) -> tuple[Estimate, ...]:
    right = float(slope)
    near = right + 4.440892098500626e-16
    plain = (
        Estimate("symbolic", right, None, float(right - slope), 3.2e-15, 1),
        Estimate("forward-mode", near, None, float(near - slope), 4.1e-15, 1),
        Estimate("complex-step", right, 1e-30, float(right - slope), 5.3e-15, 1, "f is analytic at the point"),
    )
    return plain + tuple(_at_best(curve) for curve in curves)


def _at_best(curve: ErrorCurve) -> Estimate:
    point = min(curve.points, key=lambda p: abs(mpmath.log(p.h / curve.predicted.h)))
    bound = 2 * abs(point.predicted_truncation) + point.predicted_roundoff
    return Estimate(curve.scheme, point.estimate, point.h, point.total, bound, len(curve.offsets))


@functools.cache
def example_comparison() -> Comparison:
    """Compare four schemes for exp(2x)/(1+sin(x^2)) at 0.5, all numbers computed to 60 digits by mpmath."""
    with mpmath.workdps(60):
        sine, cosine = mpmath.sin(mpf("0.25")), mpmath.cos(mpf("0.25"))
        slope = mpmath.e * (2 * (1 + sine) - cosine) / (1 + sine) ** 2
        curves = tuple(_curve(name, slope) for name in STENCILS)
        return Comparison(
            function="exp(2*x)/(1+sin(x**2))",
            variables=("x",),
            wrt=("x",),
            order=1,
            at={"x": AT},
            derivative="-2*x*exp(2*x)*cos(x**2)/(sin(x**2) + 1)**2 + 2*exp(2*x)/(sin(x**2) + 1)",
            reference=Reference(mpmath.nstr(slope, 50), 50, "1.3e-52", certified=True),
            estimates=_estimates(curves, slope),
            curves=curves,
            claim=None,
            verdict=Verdict.AGREES,
            reason="all 7 methods are inside their error bounds",
            seed=0,
            versions={"derivcheck": "0.1.0", "sympy": "1.13"},
            reproduce='python -m derivcheck "exp(2*x)/(1+sin(x**2))" --at 0.5',
        )


def example_comparisons() -> Comparisons:
    """Two partial derivatives; the second has one estimate outside its bound."""
    first = example_comparison()
    wrong = replace(first.estimates[0], error_bound=1e-20)
    second = replace(
        first,
        wrt=("y",),
        estimates=(wrong, *first.estimates[1:]),
        verdict=Verdict.UNRESOLVED,
        reason="symbolic is outside its error bound",
    )
    return Comparisons((first, second), Verdict.UNRESOLVED, "d/dy: symbolic is outside its error bound")
