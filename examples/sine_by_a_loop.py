"""
Sine by a loop
==============

The derivative of a program: sin x as a series, summed in a loop that decides when to stop.

The loop adds terms of the Maclaurin series until one falls below a threshold, so how often it
runs depends on x. A dual number compares by its value, takes the same branches as the float, and
brings the derivative of exactly those operations: that of the polynomial that was summed.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import story
import sympy

import derivcheck as dc

X = math.pi / 4


def sine(x: Any, threshold: float = 1e-4) -> Any:
    """Sum x - x³/3! + x⁵/5! - … until a term is smaller than the threshold."""
    total = 0.0
    for i in range(100):
        coefficient = (-1) ** i / math.factorial(2 * i + 1)
        term = coefficient * x ** (2 * i + 1)
        total = total + term
        if abs(term) < threshold:
            break
    return total


def through_the_loop() -> dict[float, tuple[float, float]]:
    """Differentiate the loop for a rough and for a fine threshold."""
    found = {}
    for threshold in (1e-4, 1e-150):
        story.heading(f"At π/4 with threshold {threshold:g}")
        value, slope = (float(number) for number in dc.jvp(lambda x: sine(x, threshold), X, 1.0))  # noqa: B023
        run = dc.trace(lambda x: sine(x, threshold), X)  # noqa: B023
        last = next(step for step in reversed(run.steps) if step.adjoint == 1)  # the sum, not the term compared
        for name, number, truth in (("value", value, math.sin(X)), ("derivative", slope, math.cos(X))):
            ulps = abs(number - truth) / math.ulp(truth)
            print(f"  {name:<11}{number!r:<22}off by {abs(number - truth):.1e} = {ulps:.3g} units in the last place")
        print(f"  rounding may have moved them by {last.value_bound:.1e} and {last.tangent_bound:.1e}, at most")
        found[threshold] = value, slope
    print("  The derivative of a cut series is the series of cos, cut one power earlier: it is less accurate.")
    return found


def not_the_loops_fault() -> Any:
    """Take the loop with the threshold 1e-4 for what it is, a polynomial, and look at a finite difference."""
    story.heading("A finite difference of the same polynomial, h = 1e-4")
    curve = dc.error_curve("x - x**3/6 + x**5/120 - x**7/5040", X, "central-2", steps=[1e-4])
    story.explain(curve.points[0])
    exact = float(dc.derivative("x - x**3/6 + x**5/120 - x**7/5040", X))
    print(f"  Against cos(π/4) its error is {curve.points[0].estimate - math.cos(X):+.1e}:")
    print(f"  the cut series alone makes {exact - math.cos(X):+.1e} of that, and no step can mend it.")
    return curve.points[0]


def taylor() -> dict[str, tuple[list[float], list[float]]]:
    """Compare the coefficients from Taylor arithmetic with SymPy's."""
    story.heading("Taylor coefficients at 0, by Taylor arithmetic and by SymPy")
    x = sympy.Symbol("x")
    found = {}
    for text in ("sin(x)", "exp(x)", "1/(1 - x)", "exp(2*x)/(1 + sin(x**2))"):
        ours = [float(c) for c in dc.taylor(text, 0.0, 7)]
        series = sympy.series(sympy.sympify(text), x, 0, 8).removeO()
        exact = [series.coeff(x, k) for k in range(8)]
        worst = max(abs(a - float(b)) / math.ulp(float(b)) for a, b in zip(ours, exact, strict=True))
        print(f"  {text}: {', '.join(str(c) for c in exact)}   (largest gap {worst:.0f} units in the last place)")
        found[text] = ours, [float(c) for c in exact]
    return found


def draw(figure: Any) -> None:
    """Draw the error of value and derivative for thresholds from 1 to 1e-17."""
    axes = figure.subplots()
    thresholds = [10.0 ** (-k / 2) for k in range(35)]
    pairs = [dc.jvp(lambda x: sine(x, threshold), X, 1.0) for threshold in thresholds]  # noqa: B023
    floor = 2.0**-54  # an error of 0 has no place on a logarithmic axis
    values = [max(abs(float(v) - math.sin(X)), floor) for v, _ in pairs]
    slopes = [max(abs(float(d) - math.cos(X)), floor) for _, d in pairs]
    axes.loglog(thresholds, values, "o-", color=story.BLUE, markersize=4, label="value, against sin (0 drawn at 6e-17)")
    axes.loglog(thresholds, slopes, "^--", color=story.VERMILLION, markersize=4, label="derivative, against cos")
    axes.set(xlabel="threshold at which the loop stops", ylabel="|error|", title="sin by a loop at π/4, differentiated")
    axes.set_ylim(bottom=np.sqrt(0.1) * floor)
    axes.invert_xaxis()
    axes.legend()


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    figures = {"loop": through_the_loop(), "polynomial": not_the_loops_fault(), "taylor": taylor()}
    story.picture(out, "sine-by-a-loop.png", draw)
    return figures


if __name__ == "__main__":
    story.run(tell)
