"""
Regression
==========

A straight line through noisy points by stochastic gradient descent.

The error of one point is (y - βx - α)², with the gradient -2(y - βx - α)·(1, x). Stochastic descent
steps down the error of one point after the other, in an order that is shuffled for every epoch, and
shortens its steps by a tenth when an epoch does not improve the total. The exact answer is known
(least squares), so one can see what it gains, and which kind of gradient loses it again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import story

import derivcheck as dc

TRUE = np.array([1.0, 2.0])
"""Intercept α and slope β."""

XY = story.symbols("x, y")

Points = list[tuple[float, float]]


def data(count: int = 60) -> Points:
    """Return points near the line 1 + 2x, seeded."""
    rng = np.random.default_rng(7)
    x = rng.uniform(-1, 1, count)
    y = TRUE[0] + TRUE[1] * x + rng.normal(0, 0.1, count)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def error(v: Any, x: Any, y: Any) -> Any:
    """Return the error of one point; v is (α, β)."""
    return (y - v[1] * x - v[0]) ** 2


def slope(v: Any, x: Any, y: Any) -> Any:
    """Return the gradient of that by (α, β)."""
    residual = y - v[1] * x - v[0]
    return -2 * residual, -2 * residual * x


def planted(v: Any, x: Any, y: Any) -> Any:
    """Return it with the x forgotten in the second component."""
    residual = y - v[1] * x - v[0]
    return -2 * residual, -2 * residual


def verify(points: Points) -> dict[str, Any]:
    """Verify the gradient of one point as a formula, and that of the sum over all points as NumPy code."""
    story.heading("The gradient by hand for any x and y, verified; then with a planted mistake")
    checks = {}
    for name, claim in (("right", slope), ("planted", planted)):
        # The code runs on the letters x and y as well.
        checks[name] = story.verify(lambda v: error(v, *XY), lambda v: claim(v, *XY), "a, b")  # noqa: B023
    story.heading("The gradient of the sum over all points, at the start")
    x, y = np.transpose(points)
    total = lambda v: np.sum(error(v, x, y))  # noqa: E731
    checks["total"] = story.verify_code(total, lambda v: np.sum(slope(v, x, y), axis=1), np.array([0.3, -0.4]))
    return checks


def descend(points: Points, gradient: Callable[[Any, float, float], Any], epochs: int = 150) -> tuple[Any, list[Any]]:
    """Run stochastic gradient descent from (0, 0); return the best point, and that of every epoch."""
    rng = np.random.default_rng(0)
    v, size = (0.0, 0.0), 0.1
    best, lowest, path = v, float("inf"), [v]
    for _ in range(epochs):
        total = sum(error(v, x, y) for x, y in points)
        if total < lowest:
            best, lowest = v, total
        else:
            v, size = best, size * 0.9
        for i in rng.permutation(len(points)):
            d0, d1 = gradient(v, *points[i])
            v = v[0] - size * d0, v[1] - size * d1
        path.append(v)
    return np.array(best), path


def four_gradients(points: Points) -> tuple[Any, dict[str, Any], dict[str, list[Any]]]:
    """Descend with each kind of gradient, and compare with the exact solution."""
    exact = np.polyfit(*np.transpose(points), 1)[::-1]
    story.heading(f"60 points, 150 epochs; least squares gives α = {exact[0]:.8f}, β = {exact[1]:.8f}")
    ends, paths = {}, {}
    for kind in story.STYLES:
        ends[kind], paths[kind] = descend(points, by_kind(kind))
        print(f"  {kind:<20}{ends[kind]}   distance {np.linalg.norm(ends[kind] - exact):.1e}")
    return exact, ends, paths


def by_kind(kind: str) -> Callable[[Any, float, float], Any]:
    """Return the gradient of the error of one point, by one of the kinds of `story.kinds`."""
    if kind == "by hand":
        return slope
    if kind == "forward mode":
        return lambda v, x, y: dc.gradient(lambda w: error(w, x, y), np.array(v))
    make = {"central difference": story.central, "forward difference": story.forward}[kind]
    return lambda v, x, y: make(lambda w: error(w, x, y))(np.array(v))


def explain(point: tuple[float, float], exact: Any) -> list[Any]:
    """Take the forward difference of one point's error by α apart, at the solution."""
    story.heading("What the forward difference adds to every gradient: h, by α, and x²h, by β")
    at = {"a": float(exact[0]), "b": float(exact[1]), "x": point[0], "y": point[1]}
    found = story.explain_schemes("(y - b*x - a)**2", at, wrt="a")
    print("  The sum of such gradients vanishes h/2 = 5e-5 beside the solution, in α and in β: descent goes")
    print("  there, and keeps the best point on its way, here 3e-5 away. The data are not to blame.")
    return found


def draw(figure: Any, points: Points, exact: Any, paths: dict[str, list[Any]]) -> None:
    """Draw the points with the line, and how each run approaches it."""
    left, right = figure.subplots(1, 2)
    left.plot(*np.transpose(points), ".", color=story.BLUE)
    left.plot([-1, 1], [exact[0] - exact[1], exact[0] + exact[1]], color=story.VERMILLION)
    left.set(xlabel="x", ylabel="y", title="The points and the line")
    for kind, path in paths.items():
        right.semilogy(np.linalg.norm(np.array(path) - exact, axis=1), label=kind, **story.STYLES[kind])
    right.set(xlabel="epoch", ylabel="distance from least squares", title="Stochastic descent")
    right.legend()


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    points = data()
    checks = verify(points)
    exact, ends, paths = four_gradients(points)
    point = explain(points[0], exact)
    x, y = np.transpose(points)
    story.compare_with_scipy(lambda v: np.sum(error(v, x, y)), (0, 0))
    story.picture(out, "regression.png", lambda figure: draw(figure, points, exact, paths), size=(7.6, 3.3))
    return {"checks": checks, "exact": exact, "ends": ends, "point": point}


if __name__ == "__main__":
    story.run(tell)
