"""
By formula and by dual numbers
==============================

Derivatives without a step: by formula (symbolic) and by dual numbers (forward mode).

A dual number is a pair, value and slope. Every operation knows what it does to a slope: a product
(u, u')(v, v') gives (uv, u'v + uv'). Start with slope 1, run the program, and read the slope of the
result. There is no h, so there is no truncation; what is left is rounding in the last digit.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import story
import sympy

import derivcheck as dc


def logistic(x: Any) -> Any:
    """Return the logistic function, 0.5 at 0, with slope 0.25."""
    return 1 / (1 + np.exp(-x))


def forward_mode() -> dict[str, Any]:
    """Differentiate three functions by running them on dual numbers."""
    story.heading("Forward mode: value and derivative in one run")
    square = dc.jvp(lambda x: x**2, 5.0, 1.0)
    print(f"  x² at 5:                value {square[0]:g}, derivative {square[1]:g}")
    sigmoid = dc.jvp(logistic, 0.0, 1.0)
    print(f"  1/(1+exp(-x)) at 0:     value {sigmoid[0]:g}, derivative {sigmoid[1]:g}")
    gradient = dc.gradient(lambda v: v[0] ** 2 + v[1], np.array([2.0, 2.0]))
    print(f"  x² + y at (2, 2):       gradient ({gradient[0]:g}, {gradient[1]:g})")
    return {"square": square, "logistic": sigmoid, "gradient": gradient}


def by_hand_on_dual_numbers() -> Any:
    """Push the pair (0, 1) through the logistic function, line by line."""
    story.heading("The same for the logistic function, line by line")
    trace = dc.trace("1/(1 + exp(-x))", 0.0)
    for step in (*trace.inputs, *trace.steps):
        print(f"  {step.name:<3} = {step.operation:<9}  value {step.value:6.3f}   slope {step.tangent:6.3f}")
    return trace


def by_formula() -> dict[str, Any]:
    """Let SymPy differentiate two formulas, and verify what it says with everything but SymPy."""
    story.heading("By formula: SymPy's derivative, checked against exact values of the derivative")
    x, y = sympy.symbols("x y")
    formulas = {
        "x**2 + 2*x + 3": (x**2 + 2 * x + 3, x),
        "x**2 + 2*x*y + 3 + cos(x + 2*y)": (x**2 + 2 * x * y + 3 + sympy.cos(x + 2 * y), x),
    }
    found = {}
    for text, (expression, variable) in formulas.items():
        derivative = sympy.diff(expression, variable)
        check = dc.check_derivative(text, str(derivative), wrt="x")
        found[text] = derivative, check
        print(f"  d/dx {text}  =  {derivative}")
        print(f"    {check.verdict}: {check.reason}")
    return found


def all_witnesses() -> Any:
    """Compare both with finite differences, at the logistic function."""
    story.heading("All methods at the logistic function, x = 1")
    comparison = dc.compare("1/(1 + exp(-x))", 1.0)
    print(f"  reference    {comparison.reference.value}")
    for e in comparison.estimates:
        print(f"  {e.method:<13}{e.value:<22.17g}error {e.error:+.1e}, at most {e.error_bound:.1e}")
    print("  The finite differences taken apart, each at the step that was predicted to be its best:")
    story.explain_schemes("1/(1 + exp(-x))", 1.0, {e.method: e.step for e in comparison.estimates[3:]})
    return comparison


def draw(figure: Any) -> None:
    """Draw the logistic function and its slope, which one run gives for all x."""
    axes = figure.subplots()
    x = np.linspace(-6, 6, 241)
    value, slope = dc.jvp(logistic, x, 1.0)
    axes.plot(x, value, color=story.INK, label="1/(1 + exp(-x))")
    axes.plot(x, slope, "--", color=story.VERMILLION, label="its derivative, by forward mode")
    axes.plot([0, 0], [0.5, 0.25], "o", color=story.BLUE, label="at 0: 0.5 and 0.25")
    axes.set(xlabel="x", title="One run of the program on dual numbers gives both")
    axes.legend()


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    figures = {**forward_mode(), "trace": by_hand_on_dual_numbers(), "formulas": by_formula()}
    figures["comparison"] = all_witnesses()
    story.picture(out, "symbolic-and-automatic.png", draw)
    return figures


if __name__ == "__main__":
    story.run(tell)
