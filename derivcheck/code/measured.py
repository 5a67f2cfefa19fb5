"""The comparison of all methods on code that shows only its values: the parts of its errors are measured, not exact.

Truncation is that of a polynomial which fits f near x (`methods.black_box.model`), evaluation
round-off is the rest. Beyond the window of the fit it is the other way round: round-off is no more
than the noise of f, and the rest is truncation. Each point says how far the two may be off.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.arithmetic.real import Real
from derivcheck.claims.conclusion import measured_reference
from derivcheck.code.program import CodeFunction
from derivcheck.elementary.number import Number
from derivcheck.formula.arguments import versions
from derivcheck.ground.allowances import code as allowances
from derivcheck.ground.errors import DomainError, UnsupportedOperation
from derivcheck.ground.outward import upward
from derivcheck.methods.black_box import adaptive, opaque_difference
from derivcheck.methods.black_box.chebyshev_fit import UNIT
from derivcheck.methods.black_box.model import Model
from derivcheck.methods.black_box.noise import noise
from derivcheck.methods.black_box.opaque import Opaque
from derivcheck.methods.comparison import Options, attempt, chosen_steps, judged
from derivcheck.methods.differences.error_curve import curves
from derivcheck.methods.differences.expansion import Expansion
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.methods.estimate import estimate_derivative
from derivcheck.methods.target import Target
from derivcheck.results import Comparison, CurvePoint, ErrorCurve, Estimate

_HIGHEST_ORDER = 2

_RUNNING = ("forward-mode", "complex-step")


@dataclass(frozen=True)
class MeasuredFunction(CodeFunction):
    """Code of which nothing is known but its values, with a polynomial in the place of its mathematics.

    Attributes
    ----------
    model : Model
    """

    model: Model = dataclasses.field(kw_only=True)

    @property
    def degree(self) -> int | None:
        """None: that the polynomial is one says nothing of f."""
        return None

    def predicted_values(self, real: Real, places: Number, off: Number) -> tuple[Any, Any]:
        """Return the polynomial, with the noise of f."""
        values, noise = self.model.values(places)
        return values, noise + off * self.model.slope

    def float_values(self, real: Real, places: Any, off: Any) -> tuple[Any, Any]:
        """Return the program's values, with the noise of f where it was measured."""
        values = np.array([self.value(x) for x in places], dtype=real.type)
        _, bounds = self.predicted_values(real, places, off)
        return values, np.where(np.isfinite(values), bounds, math.inf)


@dataclass(frozen=True)
class Measurement:
    """What was seen of f by its values.

    Attributes
    ----------
    f : CodeFunction
    x : float
    estimates : tuple of Estimate
        Those that need no stencil.
    best : Estimate
        The one that serves as the reference.
    model : Model
    """

    f: CodeFunction
    x: float
    estimates: tuple[Estimate, ...]
    best: Estimate
    model: Model

    @classmethod
    def of(cls, f: CodeFunction, x: float, order: int, dtype: str = "float64") -> Measurement:
        """Return what is seen around a point.

        Raises
        ------
        UnsupportedOperation
            The order is beyond what values show, or the format is not float64.
        DomainError
            No derivative is seen.
        """
        if order > _HIGHEST_ORDER:
            raise UnsupportedOperation(f"{f.text} runs on floats only: derivatives of order 1 and 2, not {order}")
        if dtype != "float64":
            raise UnsupportedOperation(f"{f.text} runs on floats only, and is measured in float64, not in {dtype}")
        opaque = _opaque(f)
        fit, found = adaptive.fitted(opaque, x, order)
        if fit is None:
            raise DomainError(f"no derivative of {f.text} at {x:.10g} is seen in its values: {found.note}")
        others = [estimate_derivative(f.program, x, method=name, order=order) for name in _RUNNING]
        best = min((found, *(e for e in others if _confirmed(e, found))), key=lambda e: e.error_bound)
        rough = max(noise(opaque, x), opaque_difference.noise_of(fit))
        return cls(f, x, (found, *others), best, Model(fit, float(best.value), rough))

    @property
    def target(self) -> Target:
        """The code as a target, with the polynomial as what f is."""
        polynomial = CodeFunction.of(self.model, self.f.wrt)
        function = MeasuredFunction(
            polynomial.expression, self.f.wrt, {}, self.f.program, self.f.known, model=self.model
        )
        return Target(function, np.float64(self.x), self.model.fit.order, Real())

    def differences(self, stencils: Sequence[Stencil]) -> list[Estimate]:
        """Return the value of each stencil at a good step."""
        opaque = _opaque(self.f)
        found = [attempt(s.name, lambda s=s: opaque_difference.estimate(opaque, self.x, s)) for s in stencils]  # type: ignore[misc]
        return [dataclasses.replace(e, evaluations=len(s.offsets)) for e, s in zip(found, stencils, strict=True)]

    def curves(self, stencils: Sequence[Stencil], steps: Sequence[float] | None) -> tuple[ErrorCurve, ...]:
        """Return the error curves of stencils."""
        target = self.target
        known = Expansion.of(target, stencils)
        expansion = dataclasses.replace(known, smooth=self.model.fit.window.radius)
        chosen = chosen_steps(steps, target, math.inf)
        found = curves(target, stencils, chosen, expansion, self.revised)
        floor = f"errors below {upward(self.best.error_bound)} are not told from 0: the reference is known no better"
        return tuple(dataclasses.replace(c, notes=(*c.notes, floor)) for c in found)

    def revised(self, stencil: Stencil, p: CurvePoint) -> CurvePoint:
        """Return a point with its parts as they are best measured, and how far they may be off."""
        if not math.isfinite(p.total):
            return p
        roundoff = self._roundoff(stencil, p.h)
        inside = self.model.uncertainty(stencil, p.h) if self.model.reaches(stencil, p.h) else math.inf
        if inside <= roundoff:
            return dataclasses.replace(p, uncertainty=inside)
        argument = self._moved(stencil, p.h)
        return dataclasses.replace(
            p,
            truncation=p.total - argument - p.arithmetic,
            argument=argument,
            evaluation=0.0,
            uncertainty=roundoff + UNIT * abs(p.total),
        )

    def _roundoff(self, stencil: Stencil, h: float) -> float:
        """Return what rounding may make in a difference: of the values, and of the nodes where f is steep."""
        nodes = [self.x + float(g) * h for g in stencil.offsets]
        values = [float(self.f.value(np.float64(y))) for y in nodes]
        here = float(self.f.value(np.float64(self.x)))
        steep = [abs(v - here) / abs(y - self.x) for y, v in zip(nodes, values, strict=True) if y != self.x]
        slope = max(abs(self.model.slope), *steep, 0.0)
        moved = sum(abs(float(c)) * abs(y) for c, y in zip(stencil.weights, nodes, strict=True)) * slope
        weighed = moved / h**stencil.order
        return self.model.roundoff(stencil, h, max(map(abs, values))) + allowances.STEEPNESS.value * UNIT * weighed

    def _moved(self, stencil: Stencil, h: float) -> float:
        """Return what the rounding of the nodes makes, by the slope at x."""
        x, step = Fraction(self.x), Fraction(h)
        nodes = [Fraction(self.x + float(g) * h) - x - g * step for g in stencil.offsets]
        moved = sum((c * d for c, d in zip(stencil.weights, nodes, strict=True)), Fraction(0))
        return self.model.slope * float(moved / step**stencil.order)


def _opaque(f: CodeFunction) -> Opaque:
    return Opaque(lambda t: float(f.value(np.float64(t))))


def _confirmed(estimate: Estimate, by_values: Estimate) -> bool:
    """Return whether an estimate from a run in other numbers is one of what the program computes on floats."""
    return abs(estimate.value - by_values.value) <= estimate.error_bound + by_values.error_bound < math.inf


def compared(f: CodeFunction, x: float, options: Options, why: str) -> Comparison:
    """Return the comparison of all methods on code whose errors cannot be had exactly.

    Parameters
    ----------
    f : CodeFunction
    x : float
    options : Options
    why : str
        Why they cannot.

    Raises
    ------
    UnsupportedOperation, DomainError
        As `Measurement.of`.
    """
    seen = Measurement.of(f, x, options.order, options.dtype)
    estimates = tuple(_with_error(e, seen.best) for e in (*seen.estimates, *seen.differences(options.stencils)))
    verdict, reason = judged(estimates)
    return Comparison(
        function=f.text,
        variables=f.variables,
        wrt=(f.wrt,),
        order=options.order,
        at={f.wrt: x},
        derivative="",
        reference=measured_reference(seen.best.value, seen.best.error_bound),
        estimates=estimates,
        curves=seen.curves(options.stencils, options.steps),
        claim=None,
        verdict=verdict,
        reason=reason,
        seed=options.seed,
        versions=versions(),
        reproduce=options.reproduce,
        read_as=f.read_as,
        measured=_HOW.format(why=why, method=seen.best.method),
    )


_HOW = (
    "measured, not exact ({why}): the reference is the {method} estimate, truncation that of a polynomial which fits "
    "f, evaluation the rest"
)


def _with_error(estimate: Estimate, best: Estimate) -> Estimate:
    """Return an estimate with its error; what the reference cannot tell from zero, or from the bound, is none."""
    off, known = float(estimate.value) - float(best.value), best.error_bound
    untold = abs(off) <= known or estimate.error_bound < abs(off) <= estimate.error_bound + known
    return dataclasses.replace(estimate, error=0.0 if untold else off)
