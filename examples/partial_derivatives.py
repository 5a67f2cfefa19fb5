"""
Partial derivatives
===================

Partial derivatives and the gradient: one variable at a time, and what each quotient gets wrong.

A partial derivative is the derivative along one axis while the other variables stand still. The
gradient collects them; minus the gradient points downhill.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import story

import derivcheck as dc

FORMULA = "x0**2 + x1**2"


def bowl(x: Any) -> Any:
    """Return the sum of squares."""
    return np.sum(x**2)


def by_hand(x: Any) -> Any:
    """Return its gradient."""
    return 2 * x


def partials() -> list[Any]:
    """Take both partial derivatives at (3, 4) by central differences with h = 1e-4, and explain them."""
    at = {"x0": 3.0, "x1": 4.0}
    points = []
    for name, truth in (("x0", 6), ("x1", 8)):
        story.heading(f"d/d{name} of {FORMULA} at (3, 4), truth {truth}")
        points.append(dc.error_curve(FORMULA, at, "central-2", wrt=name, steps=[1e-4]).points[0])
        story.explain(points[-1])
    print("\n  The squares have no third derivative: no truncation, round-off only.")
    return points


def gradients() -> tuple[Any, list[Any], list[Any]]:
    """Compare the gradient by hand with the other kinds at three points."""
    story.heading("The gradient (2 x0, 2 x1), first verified, then four times at three points")
    checks = [story.verify(bowl, by_hand, "x0, x1"), story.verify(bowl, by_hand, "a, b, c")]
    found = []
    for point in ([3.0, 4.0], [0.0, 2.0], [3.0, 0.0]):
        x = np.array(point)
        print(f"  at {point}")
        for kind, gradient in story.kinds(bowl, by_hand).items():
            print(f"    {kind:<20}{gradient(x)}")
        found.append(story.central(bowl)(x))
    print("  The differences by x0 at (3, 4); the forward one leaves out h/2 f'' = h.")
    return checks, found, story.explain_schemes(FORMULA, {"x0": 3.0, "x1": 4.0}, wrt="x0")


def forward_difference() -> Any:
    """Take the forward difference, which is off by h: its truncation is h/2 f'', and f'' is 2."""
    story.heading("The sum of three squares at (1, 1, 1), forward difference with h = 1e-5")
    print(f"  gradient {story.forward(bowl, 1e-5)(np.ones(3))}")
    at = {"a": 1.0, "b": 1.0, "c": 1.0}
    curve = dc.error_curve("a**2 + b**2 + c**2", at, "forward-1", wrt="a", steps=[1e-5])
    story.explain(curve.points[0])
    print(f"  The truncation is {curve.truncation_term} = h, exactly.")
    return curve.points[0]


def draw(figure: Any) -> None:
    """Draw minus the gradient as arrows over the level lines of the bowl."""
    axes = figure.subplots()
    x0, x1 = np.meshgrid(np.linspace(-1, 5, 13), np.linspace(-1, 5, 13))
    fine = np.linspace(-1, 5, 121)
    height = fine**2 + fine[:, None] ** 2
    axes.contour(fine, fine, height, levels=[1, 4, 9, 16, 25, 36], colors="#9a9aa2", linewidths=0.8)
    axes.quiver(x0, x1, -2 * x0, -2 * x1, color=story.BLUE, angles="xy", width=0.004)
    for point in ((3, 4), (0, 2), (3, 0)):
        axes.plot(*point, "o", color=story.VERMILLION)
        axes.annotate(f"({2 * point[0]}, {2 * point[1]})", point, (6, 6), textcoords="offset points", weight="bold")
    axes.set(xlabel="x0", ylabel="x1", aspect="equal", title="-∇(x0² + x1²), and ∇ at three points")


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    figures: dict[str, Any] = {"partials": partials()}
    figures["checks"], figures["gradients"], figures["schemes"] = gradients()
    figures["forward"] = forward_difference()
    story.picture(out, "partial-derivatives.png", draw, size=(4.6, 4.4))
    return {**figures, "forward gradient": story.forward(bowl, 1e-5)(np.ones(3))}


if __name__ == "__main__":
    story.run(tell)
