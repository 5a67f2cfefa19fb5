"""
Rosenbrock's valley
===================

Rosenbrock's valley: 50,000 steps of gradient descent, or six of Newton's method.

100(x1 - x0²)² + (x0 - 1)² has its minimum at (1, 1), at the end of a long bent valley with steep
walls. The walls force a small learning rate, and the floor is nearly flat: descent creeps. Newton's
method uses the second derivatives too, and jumps. First, though, the gradient is verified; a wrong
sign in it is found, and named, before it costs 50,000 steps.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import story

import derivcheck as dc

FORMULA = "100*(x1 - x0**2)**2 + (x0 - 1)**2"
START = (0.0, 2.0)
LR = 0.001


def f(x: Any) -> Any:
    """Return Rosenbrock's function."""
    return 100 * (x[1] - x[0] ** 2) ** 2 + (x[0] - 1) ** 2


def gradient(x: Any) -> tuple[Any, Any]:
    """Return its gradient, derived by hand."""
    return -400 * x[0] * (x[1] - x[0] ** 2) + 2 * (x[0] - 1), 200 * (x[1] - x[0] ** 2)


def planted(x: Any) -> tuple[Any, Any]:
    """Return the gradient with a mistake: the minus sign of the inner derivative is forgotten."""
    return 400 * x[0] * (x[1] - x[0] ** 2) + 2 * (x[0] - 1), 200 * (x[1] - x[0] ** 2)


def hessian(x: Any) -> Any:
    """Return the second derivatives, derived by hand."""
    return np.array([[1200 * x[0] ** 2 - 400 * x[1] + 2, -400 * x[0]], [-400 * x[0], 200 + 0 * x[0]]])


def verify() -> dict[str, Any]:
    """Verify the gradient, the planted mistake, and the rows of the Hessian as gradients of the gradient."""
    story.heading("The gradient by hand, verified")
    checks = {"gradient": story.verify(f, gradient, "x0, x1")}
    story.heading("With a planted mistake")
    checks["planted"] = story.verify(f, planted, "x0, x1")
    story.heading("The Hessian by hand, verified: each row is the gradient of one component")
    for i in (0, 1):
        checks[f"row {i}"] = story.verify(lambda x: gradient(x)[i], lambda x: hessian(x)[i], "x0, x1")  # noqa: B023
    return checks


def descend(steps: int) -> list[tuple[float, float]]:
    """Return all points of a gradient descent, in plain floats, which are fast."""
    path = [START]
    for _ in range(steps):
        x0, x1 = path[-1]
        d0, d1 = gradient((x0, x1))
        path.append((x0 - LR * d0, x1 - LR * d1))
    return path


def newton(start: tuple[float, float], steps: int = 7) -> list[Any]:
    """Return all points of Newton's method, with first and second derivatives by forward mode."""
    path = [np.array(start)]
    for _ in range(steps):
        path.append(path[-1] - np.linalg.solve(dc.hessian(f, path[-1]), dc.gradient(f, path[-1])))
    return path


def last_digits(path: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Compare the two sources of round-off in the fourth step: the gradient, and the update itself."""
    found = []
    print("  The last digits are round-off. In the fourth step it comes from two sides, about as much from each:")
    for i, slope in enumerate(gradient(story.symbols("x0, x1"))):
        trace = dc.trace(str(slope), {"x0": path[3][0], "x1": path[3][1]})
        moved = LR * trace.steps[-1].value_bound
        update = (np.spacing(path[4][i]) + np.spacing(LR * abs(trace.value))) / 2
        found.append((moved, float(update)))
        print(f"    x{i}: lr times the rounding of the gradient up to {moved:.0e}, of x - lr*d itself {update:.0e}")
    print("  and every step before left its own. The path forgets them: descent corrects itself.")
    return found


def other_gradients() -> tuple[dict[str, Any], list[Any]]:
    """Let 1,000 steps run with each kind of gradient, and see how far apart they end."""
    story.heading("1,000 steps with four kinds of gradient: where they end, and how far from the one by hand")
    exact = np.array(descend(1000)[-1])
    found = {}
    for kind, slope in story.kinds(f, lambda x: np.array(gradient(x))).items():
        x = np.array(START)
        for _ in range(1000):
            x = x - LR * slope(x)
        found[kind] = x
        print(f"  {kind:<20}{x}   {np.linalg.norm(x - exact):.1e}")
    at = {"x0": START[0], "x1": START[1]}
    print("  What the differences do at the start, by x0:")
    return found, story.explain_schemes(FORMULA, at, wrt="x0")


def draw(figure: Any, path: list[tuple[float, float]], jumps: list[Any]) -> None:
    """Draw both paths over the level lines, and how f falls."""
    left, right = figure.subplots(1, 2, width_ratios=[1.2, 1])
    x, y = np.linspace(-0.6, 1.4, 161), np.linspace(-0.6, 2.2, 161)
    height = np.log10(f((x, y[:, None])) + 1e-3)
    left.contour(x, y, height, levels=np.arange(-2.5, 3, 0.5), colors="#b0b0b8", linewidths=0.7, linestyles="-")
    # In the valley the points lie dense; a few hundred show the same line.
    left.plot(*np.transpose(path[:60] + path[60::100]), ".-", color=story.BLUE, markersize=3, label="gradient descent")
    left.plot(*np.transpose(jumps), "s--", color=story.VERMILLION, markersize=5, label="Newton")
    left.plot(1, 1, "*", color=story.ORANGE, markersize=13, markeredgecolor=story.INK, label="minimum", zorder=5)
    left.set(xlabel="x0", ylabel="x1", ylim=(-0.6, 2.2), xlim=(-0.6, 1.4), title="Paths from (0, 2)")
    left.legend(loc="lower left")
    counts = np.unique(np.geomspace(1, len(path) - 1, 300).astype(int))
    right.loglog(counts, [f(path[n]) for n in counts], color=story.BLUE)
    right.loglog(range(1, 6), [f(x) for x in jumps[1:6]], "s--", color=story.VERMILLION, markersize=5)
    right.set(xlabel="step", ylabel="f", title="How f falls", ylim=(1e-22, 1e6))


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    checks = verify()
    story.heading(f"Gradient descent from {START} with lr = {LR}")
    path = descend(50_000)
    for n in (1, 2, 3, 4, 1000, 50_000):
        print(f"  step {n:>6}: {path[n]}")
    roundings = last_digits(path)
    story.heading("Newton's method from the same start")
    jumps = newton(START)
    for n, x in enumerate(jumps):
        print(f"  step {n}: {x}")
    others, points = other_gradients()
    story.heading("And a library")
    story.compare_with_scipy(f, START, jac=lambda x: np.array(gradient(x)), hess=hessian, method="Newton-CG")
    story.compare_with_scipy(f, START, jac=lambda x: np.array(gradient(x)), method="BFGS")
    story.picture(out, "rosenbrock.png", lambda figure: draw(figure, path, jumps), size=(7.6, 3.8))
    return {"checks": checks, "path": path, "newton": jumps, "others": others, "roundings": roundings, "points": points}


if __name__ == "__main__":
    story.run(tell)
