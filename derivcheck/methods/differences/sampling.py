"""Function values at the nodes of all stencils, each computed once.

For every step h and offset g there are two places: x + g h exactly, and the float that the
program uses for it. f is evaluated by its float program (with running error bounds, all nodes in
one vectorised run) at the floats, and in high precision at both.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.bounded import middle
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import exact_fraction
from derivcheck.arithmetic.running import Running, RunningNumber
from derivcheck.arithmetic.slope_bounds import WIDENING
from derivcheck.elementary.number import Number
from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.errors import DomainError
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.methods.reference import exact_arithmetic, in_balls
from derivcheck.methods.target import Target


class Samples:
    """Values of f at the nodes of some stencils and steps.

    A bound on a value holds its distance from f(x + g h): it knows of the rounding of the node.

    Parameters
    ----------
    target : Target
    stencils : sequence of Stencil
    steps : array of the target's float format
    predicted : bool
        Whether the values need only be what may be expected, so that the user's code does not run.
    """

    def __init__(self, target: Target, stencils: Sequence[Stencil], steps: Any, *, predicted: bool = False) -> None:
        self.target = target
        function = target.function
        self._program = function.predicted_values if predicted else function.float_values
        self.steps = steps
        self.offsets = sorted({g for s in stencils for g in s.offsets})
        self._column = {g: j for j, g in enumerate(self.offsets)}
        real = target.real
        with np.errstate(all="ignore"):
            reach = np.array([real.number(g) for g in self.offsets], dtype=real.type)
            shifts = reach * steps[:, None]
            self.nodes = target.x + shifts
            self.displacements = self._displacements(reach, shifts)
            self.values, self.bounds = self._float_values()

    def _displacements(self, reach: Any, shifts: ArrayLike) -> Any:
        """Return bounds on the distances from x + g h to the floats, by the roundings of g, of g h and of the sum."""
        x, real = self.target.x, self.target.real
        # What a sum loses is a float (Knuth's two-sum).
        back = self.nodes - x
        lost = np.abs((x - (self.nodes - back)) + (shifts - back))
        # Nothing is lost in a product with a power of two, unless it underflows.
        scaled = (np.frexp(np.abs(reach))[0] == 0.5) | (np.frexp(self.steps)[0] == 0.5)[:, None]
        normal = (np.abs(shifts) >= real.smallest_normal) | (np.abs(reach) >= 1) | (reach == 0)
        product = np.where(scaled & normal, 0, real.unit * np.abs(shifts) + real.tiny)
        off = [float(abs(exact_fraction(near) - g)) for near, g in zip(reach, self.offsets, strict=True)]
        return WIDENING * (lost + product + np.array(off) * self.steps[:, None])

    def _float_values(self) -> tuple[Any, Any]:
        places, inverse = np.unique(self.nodes, return_inverse=True)
        inverse = inverse.reshape(-1)
        off = np.zeros(places.shape)
        np.maximum.at(off, inverse, self.displacements.reshape(-1).astype(np.float64))
        values, bounds = self._program(self.target.real, places, off)
        return values[inverse].reshape(self.nodes.shape), bounds[inverse].reshape(self.nodes.shape)

    def columns(self, stencil: Stencil) -> list[int]:
        """Return the columns of the arrays that hold a stencil's nodes."""
        return [self._column[g] for g in stencil.offsets]

    def differences(self, stencil: Stencil) -> tuple[Any, Any]:
        """Return the float program's finite difference at every step, and a bound on all its round-off.

        The bound is infinite where the difference is not finite.
        """
        m = Running(self.target.real)
        with m:
            numbers = [RunningNumber(self.values[:, j], self.bounds[:, j], m) for j in self.columns(stencil)]
            found = stencil.apply(numbers, m.exact(self.steps))
            return found.value, np.where(np.isfinite(found.value), m.largest([found.bound]), math.inf)


class ExactRow:
    """High-precision values of f around the nodes of one step, computed when first asked for.

    Parameters
    ----------
    samples : Samples
    row : int
    bits : int
        Working precision P.
    exponent : int
        As `reference.error_exponent` returns it: values of f are off by about 2^(exponent - P).

    Attributes
    ----------
    noise : mpf
        An allowance for that error.
    """

    def __init__(self, samples: Samples, row: int, bits: int, exponent: int) -> None:
        self.noise = Precise(bits).context.ldexp(1, exponent + allowances.SAMPLE_BITS.value - bits)
        self.samples = samples
        self.row = row
        in_arb = in_balls(samples.target.function.expression)
        self.m: Ball | Precise = exact_arithmetic(bits) if in_arb else Precise(bits)
        self._values: dict[Any, Any] = {}
        with self.m:
            self._x = self.m.exact(samples.target.x)
            self.step = self.m.exact(samples.steps[row])

    def on_paper(self, offset: Fraction) -> Any:
        """Return f(x + g h)."""
        return self._value(self._x + self.m.number(offset) * self.step)

    def at_float(self, column: int) -> Any:
        """Return f, in high precision, at the float that the program uses."""
        node, function = self.samples.nodes[self.row, column], self.samples.target.function
        argument = function.rounded(node)
        if argument is None:
            return self._value(self.m.exact(node))
        return self._once(("float", column), lambda: function.at(self.m, argument))

    def _value(self, x: Number) -> Any:
        # Nodes that coincide, on paper and as floats, share one value, so their difference is exactly 0.
        return self._once(middle(x, self.m.bits), lambda: self.samples.target.function(self.m, x))

    def _once(self, key: Any, evaluate: Callable[[], Any]) -> Any:
        if key not in self._values:
            value = evaluate()
            if hasattr(value, "is_finite") and not value.is_finite():
                raise DomainError("no finite value at a node")
            self._values[key] = value
        return self._values[key]
