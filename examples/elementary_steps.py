"""
Elementary steps
================

exp(2x)/(1 + sin(x²)) taken apart: its elementary steps, their slopes, and its graph.

However long a formula is, the machine does one small thing after the other, and each small thing
has a slope that everyone knows. The chain rule multiplies them: from the input to the result
(forward: tangents), or from the result back to the inputs (reverse: adjoints). Both give the same
derivative, by different sums. On the command line the two tables and the graph are

    python -m derivcheck "exp(2*x)/(1+sin(x**2))" --at 0.5 --trace --dot graph.svg
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import story

import derivcheck as dc

FORMULA = "exp(2*x)/(1+sin(x**2))"
X = 0.5


def steps() -> Any:
    """Print each step with its value, its tangent and its adjoint."""
    story.heading(f"{FORMULA} at x = {X}, step by step")
    trace = dc.trace(FORMULA, X)
    print(f"  {'':<14}{'value':<22}{'d/dx (forward)':<22}d result/d step (reverse)")
    for step in (*trace.inputs, *trace.steps):
        numbers = f"{step.value:<22.16g}{step.tangent:<22.16g}{step.adjoint:.16g}"
        print(f"  {step.name:<2} = {step.operation:<9}{numbers}")
    (both,) = trace.agreement
    print(f"  forward {both.forward!r}, reverse {both.reverse!r}")
    print(f"  gap {both.gap:.0e}, rounding may explain {both.budget:.0e}")
    return trace


def by_hand() -> list[float]:
    """Do the forward sweep by hand, in plain Python, one line a step."""
    story.heading("The forward sweep by hand: (value, slope) pairs")
    z1, d1 = 2 * X, 2.0
    z2, d2 = np.exp(z1), np.exp(z1) * d1
    z3, d3 = X**2, 2 * X
    z4, d4 = np.sin(z3), np.cos(z3) * d3
    z5, d5 = 1 + z4, d4
    z6, d6 = z2 / z5, (d2 - z2 / z5 * d5) / z5
    tangents = [float(d) for d in (d1, d2, d3, d4, d5, d6)]
    for name, value, tangent in zip(("z1", "z2", "z3", "z4", "z5", "z6"), (z1, z2, z3, z4, z5, z6), tangents):  # noqa: B905
        print(f"  {name} = {value:<20.16g} slope {tangent:.16g}")
    return tangents


def reference() -> Any:
    """Tell which digits of both are right."""
    story.heading("Which digits are right?")
    comparison = dc.compare(FORMULA, X, digits=30)
    print(f"  {comparison.reference.value}  reference, error at most {comparison.reference.radius}")
    for e in comparison.estimates:
        print(f"  {e.value:<32.17g}  {e.method}, error {e.error:+.1e}")
    print("  The finite differences taken apart, each at the step that was predicted to be its best:")
    story.explain_schemes(FORMULA, X, {e.method: e.step for e in comparison.estimates[3:]})
    return comparison


def graph(out: Path, trace: Any) -> None:
    """Write the computational graph for Graphviz, and draw it where Graphviz is installed."""
    story.heading("The graph")
    source = out / "elementary-steps.dot"
    source.write_text(trace.to_dot(), "utf-8")
    print(f"  {source.name} for Graphviz, {len(trace.steps)} steps")
    if shutil.which("dot"):
        subprocess.run(["dot", "-Tsvg", str(source), "-o", str(source.with_suffix(".svg"))], check=True)
        print("  elementary-steps.svg drawn by Graphviz")
    else:
        print("  (no picture: install Graphviz, which brings the program dot)")


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    trace = steps()
    figures = {"trace": trace, "by hand": by_hand(), "comparison": reference()}
    graph(out, trace)
    return figures


if __name__ == "__main__":
    story.run(tell)
