"""
Newton's method
===============

Newton's method on x⁴ - 2x²: seven steps from 2 to the minimum at 1, if the second derivative is right.

Newton's method divides the slope by the curvature, x - f'(x)/f''(x), and doubles the number of
right digits with every step. How good must the derivatives be? The slope decides where the method
ends; the curvature only decides how fast it gets there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import story

import derivcheck as dc

FORMULA = "x**4 - 2*x**2"
START = 2.0
H = (1e-4, 1e-4, 1e-4, 1e-8)

Function = Callable[[float], float]

# Name: derivative by hand, and its order.
BY_HAND: dict[str, tuple[Function, int]] = {
    "first": (lambda x: 4 * x**3 - 4 * x, 1),
    "second": (lambda x: 12 * x**2 - 4, 2),
    "planted": (lambda x: 12 * x**2 - 4 * x, 2),  # an x that should have gone
}


def f(x: Any) -> Any:
    """Return the function to be minimised."""
    return x**4 - 2 * x**2


def slope(x: float) -> float:
    """Return f' by forward mode."""
    return float(dc.derivative(f, x))


def curvature(x: float) -> float:
    """Return f'' by forward mode through forward mode."""
    return float(dc.hessian(f, x))


def newton(first: Function, second: Function, steps: int = 7) -> list[float]:
    """Return all points of Newton's method."""
    path = [START]
    for _ in range(steps):
        path.append(path[-1] - first(path[-1]) / second(path[-1]))
    return path


def verify() -> dict[str, Any]:
    """Verify both derivatives by hand, and find what is wrong with a third."""
    story.heading("By hand: f' = 4x³ - 4x, f'' = 12x² - 4; and a planted mistake")
    checks = {}
    for name, (claim, order) in BY_HAND.items():
        checks[name] = check = dc.check_derivative(f, claim, START, order=order)
        print(f"  {name}, order {order}: {check.verdict}, {check.reason}")
        if check.cause:
            print(f"    cause: {check.cause.text}; corrected: {check.corrected}")
    return checks


def first_difference(h: float, behind: float) -> Function:
    """Return f' by central differences, or by forward ones if nothing is behind."""
    return lambda x: (f(x + h) - f(x - behind)) / (h + behind)


def second_difference(h: float) -> Function:
    """Return f'' by central differences."""
    return lambda x: (f(x + h) - 2 * f(x) + f(x - h)) / h**2


def kinds_of_derivative() -> dict[str, list[float]]:
    """Run Newton's method with derivatives of different kinds."""
    hand = BY_HAND["first"][0], BY_HAND["second"][0]
    choices = {
        "by hand": hand,
        "forward mode": (slope, curvature),
        "central difference": (first_difference(1e-4, 1e-4), second_difference(1e-4)),
        "forward difference": (first_difference(1e-4, 0.0), second_difference(1e-4)),
        "f'' with h = 1e-8": (hand[0], second_difference(1e-8)),
    }
    story.heading("Ten steps with derivatives of different kinds: distance from 1")
    paths = {}
    for kind, pair in choices.items():
        with np.errstate(divide="ignore", invalid="ignore"):
            paths[kind] = newton(*(np.vectorize(one, otypes=[float]) for one in pair), steps=10)
        print(f"  {kind:<20}" + " ".join(f"{abs(float(x) - 1):.0e}" for x in paths[kind][1:]))
    return paths


def explain() -> list[Any]:
    """Take the finite differences at the minimum apart."""
    story.heading("Why they end where they do: the quotients at x = 1, where f' is 0 and f'' is 8")
    points = []
    for scheme, order, h in zip(("central-2", "forward-1", "central-2", "central-2"), (1, 1, 2, 2), H, strict=True):
        print(f"  {scheme} of order {order}")
        points.append(dc.error_curve(FORMULA, 1.0, scheme, order=order, steps=[h]).points[0])
        story.explain(points[-1])
    print("  An error d of f' moves the end by d/f'' = d/8; an error of f'' does not move it. The distances above are")
    print(f"  these: central: {points[0].total / 8:.1e}; forward: {points[1].total / 8:.1e}.")
    print("  The second difference with h = 1e-8 divides the rounding of f, 1e-16, by h² = 1e-16: it is noise.")
    return points


def library() -> None:
    """Let SciPy's Newton find where f' is 0, with the same derivatives."""
    with contextlib.suppress(ImportError):  # the next comparison says how to get it
        from scipy.optimize import newton as scipy_newton

        x, report = scipy_newton(slope, START, fprime=curvature, full_output=True)
        print(f"  scipy.optimize newton     ({x:.8g}) after {report.iterations} steps")


def draw(figure: Any, paths: dict[str, list[float]]) -> None:
    """Draw how each run approaches the minimum."""
    axes = figure.subplots()
    styles = {**story.STYLES, "f'' with h = 1e-8": {"color": story.PURPLE, "linestyle": ":", "linewidth": 2}}
    for kind, path in paths.items():
        distance = [max(abs(float(x) - 1), 1e-17) for x in path]
        axes.semilogy(distance, label=kind, marker="o", markersize=3.5, **styles[kind])
    axes.set(xlabel="step", ylabel="|x - 1|  (0 drawn at 1e-17)", title="Newton's method on x⁴ - 2x² from 2")
    axes.legend()


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    checks = verify()
    story.heading("Newton's method from 2, derivatives by forward mode")
    path = newton(slope, curvature)
    for n, x in enumerate(path):
        print(f"  step {n}: {x!r}")
    rounding = dc.trace(FORMULA, path[3]).agreement[0].budget / curvature(path[3])
    print(f"  Rounding in f' moves step 4 by up to {rounding:.0e}, its last digits; the next steps correct that.")
    paths, points = kinds_of_derivative(), explain()
    story.heading("And a library")
    library()
    story.compare_with_scipy(lambda x: f(x[0]), [START], method="BFGS")
    story.picture(out, "newton.png", lambda figure: draw(figure, paths))
    return {"checks": checks, "path": path, "paths": paths, "points": points}


if __name__ == "__main__":
    story.run(tell)
