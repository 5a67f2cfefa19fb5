"""Function values at the nodes of all stencils, each computed once.

For every step h and offset g there are two places: x + g h exactly, and the float that the
program uses for it. f is evaluated by its float program (with running error bounds, all nodes in
one vectorised run) at the floats, and in high precision at both.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from derivcheck.arithmetic.ball import Ball
from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.running import Running
from derivcheck.ground.allowances import methods as allowances
from derivcheck.ground.errors import DomainError
from derivcheck.methods.differences.schemes import Stencil
from derivcheck.methods.reference import exact_arithmetic, in_balls, middle
from derivcheck.methods.target import Target


class Samples:
    """Values of f at the nodes of some stencils and steps.

    Parameters
    ----------
    target : Target
    stencils : sequence of Stencil
    steps : array of the target's float format
    """

    def __init__(self, target: Target, stencils: Sequence[Stencil], steps: Any) -> None:
        self.target = target
        self.steps = steps
        self.offsets = sorted({g for s in stencils for g in s.offsets})
        self._column = {g: j for j, g in enumerate(self.offsets)}
        real = target.real
        with np.errstate(all="ignore"):
            reach = np.array([real.number(g) for g in self.offsets], dtype=real.type)
            self.nodes = target.x + reach * steps[:, None]
        self.values, self.bounds = self._float_values()

    def _float_values(self) -> tuple[Any, Any]:
        places, inverse = np.unique(self.nodes, return_inverse=True)
        m = Running(self.target.real)
        with m:
            result = m.lift(self.target.function(m, m.exact(places)))
        shape = self.nodes.shape
        values = np.broadcast_to(result.value, places.shape)[inverse].reshape(shape)
        return values, np.broadcast_to(result.bound, places.shape)[inverse].reshape(shape)

    def columns(self, stencil: Stencil) -> list[int]:
        """Return the columns of the arrays that hold a stencil's nodes."""
        return [self._column[g] for g in stencil.offsets]

    def estimates(self, stencil: Stencil) -> Any:
        """Return the float program's finite difference at every step."""
        with np.errstate(all="ignore"):
            return stencil.apply([self.values[:, j] for j in self.columns(stencil)], self.steps)


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
        return self._value(self.m.exact(self.samples.nodes[self.row, column]))

    def _value(self, x: Any) -> Any:
        # Nodes that coincide, on paper and as floats, share one value, so their difference is exactly 0.
        key = middle(self.m, x)
        if key not in self._values:
            value = self.samples.target.function(self.m, x)
            if hasattr(value, "is_finite") and not value.is_finite():
                raise DomainError("no finite value at a node")
            self._values[key] = value
        return self._values[key]
