"""
The difference quotient
=======================

The difference quotient: off by 10 at h = 10, and better the smaller h is, at two different speeds.

The slope of a chord is near the slope of the curve. This story takes a chord that is far too
long, shortens it, and finds that a chord around the point (central) improves twice as fast,
digit for digit, as one to its side (forward, backward). Taylor's theorem says why.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import story
import sympy

import derivcheck as dc

QUOTIENTS = {
    "forward-1": lambda f, x, h: (f(x + h) - f(x)) / h,
    "backward-1": lambda f, x, h: (f(x) - f(x - h)) / h,
    "central-2": lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h),
}


def a_chord_too_long(out: Path) -> tuple[list[float], list[Any]]:
    """Estimate the derivative 2x of x² with h = 10."""
    story.heading("x² with h = 10: actual derivative 2x, and the forward quotient")
    x = np.arange(-10.0, 10.0)
    _, actual = dc.jvp(lambda x: x**2, x, 1.0)
    estimate = QUOTIENTS["forward-1"](lambda x: x**2, x, 10.0)
    for row in zip(x[::5], actual[::5], estimate[::5], strict=True):
        print("  x = {:4g}   actual {:4g}   estimate {:4g}".format(*row))
    print(f"  off by {sorted({float(gap) for gap in estimate - actual})} everywhere: ((x+h)² - x²)/h is 2x + h")
    points = story.explain_schemes("x**2", 3.0, {"forward-1": 10.0, "central-2": 10.0})

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        axes.plot(x, actual, "x", color=story.VERMILLION, label="actual: 2x")
        axes.plot(x, estimate, "+", color=story.BLUE, markersize=8, label="estimate: forward quotient, h = 10")
        axes.set(xlabel="x", ylabel="derivative of x²", title="Actual against estimate: off by exactly 10 = h")
        axes.legend()

    story.picture(out, "actual-and-estimate.png", draw)
    return [float(gap) for gap in estimate - actual], points


def shorter_and_shorter() -> None:
    """Print the three quotients of sin at 1 as h falls."""
    story.heading("sin at 1, where the derivative is cos 1 = 0.5403023058681398: errors as h falls")
    print(f"  {'h':>6}" + "".join(f"{name:>14}" for name in QUOTIENTS))
    for h in (1.0, 0.1, 0.01, 0.001):
        errors = [quotient(np.sin, 1.0, h) - np.cos(1.0) for quotient in QUOTIENTS.values()]
        print(f"  {h:6g}" + "".join(f"{error:+14.2e}" for error in errors))
    print("  A tenth of h: a tenth of the one-sided errors, a hundredth of the central one.")


def why() -> dict[str, str]:
    """Let SymPy expand each quotient in powers of h; f1, f2, … stand for f', f'', …."""
    story.heading("Why: the quotients by Taylor's theorem, f(x+s) = f + f1 s + f2 s²/2 + f3 s³/6 + …")
    h, *f = sympy.symbols("h f f1 f2 f3 f4")

    def series(s: Any) -> Any:
        return sum(fk * s**k / sympy.factorial(k) for k, fk in enumerate(f))

    leading = {}
    for name, quotient in QUOTIENTS.items():
        error = sympy.expand(quotient(series, 0, h) - f[1])
        leading[name] = str(sympy.LT(error.coeff(h) * h or error.coeff(h, 2) * h**2, h))
        print(f"  {name:<10}  error = {sympy.collect(error, h)}  ->  leading term {leading[name]}")
    print("  The central quotient is even in h: the terms with odd powers cancel.")
    return leading


def slopes(out: Path) -> dict[str, float]:
    """Measure on logarithmic axes how fast each error falls."""
    story.heading("Error curves of sin at 1")
    curves = {name: dc.error_curve("sin(x)", 1.0, name) for name in QUOTIENTS}
    for name, curve in curves.items():
        print(f"  {name:<10}  truncation {curve.truncation_term}: slope {curve.observed_order:.2f}", end="; ")
        print(f"best h = {curve.best.h:.0e} with error {curve.best.error:.0e}")
        print(textwrap.fill(curve.limits, 100, initial_indent="    ", subsequent_indent="    "))

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        marks = (("o", 8, story.BLUE), ("v", 4, story.VERMILLION), ("^", 5, story.GREEN))
        for (name, curve), (mark, size, color) in zip(curves.items(), marks, strict=True):
            h = [p.h for p in curve.points]
            style = {"color": color, "markersize": size, "markerfacecolor": "none" if size == 8 else color}
            label = f"{name}: slope {curve.observed_order:.0f}"
            axes.loglog(h, [abs(p.total) or np.nan for p in curve.points], mark, label=label, **style)
            axes.loglog(h, [abs(p.predicted_truncation) for p in curve.points], color=color, linewidth=0.9)
        axes.set(ylim=(1e-13, 10), xlabel="step h", ylabel="|error|")
        axes.set_title("Error of the derivative of sin at 1; lines: Taylor's leading terms")
        axes.annotate("round-off, like 1/h", (1e-12, 1e-4), rotation=-22, color=story.INK)
        axes.legend(loc="lower left")

    story.picture(out, "difference-quotients.png", draw)
    return {name: curve.observed_order for name, curve in curves.items()}


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    gaps, points = a_chord_too_long(out)
    shorter_and_shorter()
    return {"gaps": gaps, "points": points, "leading": why(), "slopes": slopes(out)}


if __name__ == "__main__":
    story.run(tell)
