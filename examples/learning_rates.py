"""
Learning rates
==============

Learning rates: too large, just too large, on the edge, good, slow; and when to stop.

On the sum of squares a step multiplies v by 1 - 2 lr, so everything about the rate can be said in
advance: it converges for 0 < lr < 1, and flips between two points for lr = 1. The second part stops
when the slope is small, and counts the steps.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import story

START, OTHER_START = (-0.38,), (1.048, -0.7)

RATES = {10.0: "diverges", 1.1: "diverges", 1.0: "oscillates", 0.1: "good", 0.01: "slow"}


def squares(v: Any) -> Any:
    """Return the sum of squares."""
    return np.sum(v**2)


def parabola(v: Any) -> Any:
    """Return x² + 2x + 3, with its minimum 2 at -1."""
    return v[0] ** 2 + 2 * v[0] + 3


def ellipse(v: Any) -> Any:
    """Return x² + 2y²."""
    return v[0] ** 2 + 2 * v[1] ** 2


def slope_of_squares(v: Any) -> Any:
    """Return the gradient of the sum of squares."""
    return 2 * v


def slope_of_parabola(v: Any) -> Any:
    """Return the gradient of the parabola, a vector of one component."""
    return np.array([2 * v[0] + 2])


def slope_of_ellipse(v: Any) -> Any:
    """Return the gradient of the ellipse."""
    return np.array([2 * v[0], 4 * v[1]])


def five_rates(steps: int = 20) -> dict[float, list[Any]]:
    """Descend from (-1, 1) with each rate."""
    story.heading(f"Sum of squares from (-1, 1), {steps} steps")
    paths: dict[float, list[Any]] = {}
    for lr, expected in RATES.items():
        path = [np.array([-1.0, 1.0])]
        for _ in range(steps):
            path.append(path[-1] - lr * slope_of_squares(path[-1]))
        paths[lr] = path
        print(f"  lr = {lr:<5g} {expected:<11} factor {1 - 2 * lr:+5.2f} a step: arrives at {path[-1]}")
    return paths


def until_flat(gradient: story.Gradient, start: Any, lr: float = 1e-2, small: float = 1e-5) -> tuple[Any, int]:
    """Descend until the gradient is no longer than `small`; return the point and the number of steps."""
    v, steps = np.array(start, dtype=float), 0
    while np.linalg.norm(slope := gradient(v)) > small and steps < 10_000:
        v, steps = v - lr * slope, steps + 1
    return v, steps


def count(name: str, f: Callable[[Any], Any], gradient: story.Gradient, size: int) -> dict[str, Any]:
    """Descend from seeded random starts, and count; predict the most, as each step shrinks a slope by 0.98."""
    story.heading(f"{name}, lr = 0.01, until the slope is at most 1e-5; starts drawn from (-2, 2)")
    rng = np.random.default_rng(0)
    starts = [rng.uniform(-2, 2, size) for _ in range(60)]
    runs = [until_flat(gradient, start) for start in starts]
    for start, (v, steps) in zip(starts[:3], runs, strict=False):
        print(f"  from {start}: {steps} steps to {v}, value {f(v):.10g}; predicted at most {most(gradient(start))}")
    counts, limit = sorted(steps for _, steps in runs), most(gradient(np.full(size, 2.0)))
    print(f"  60 starts: {counts[0]} to {counts[-1]} steps, half of them {counts[15]} to {counts[44]};")
    print(f"  anywhere in (-2, 2) at most {limit}, and near the minimum few: each 2 % of the distance costs a step.")
    return {"runs": runs, "counts": counts, "limit": limit}


def most(slope: Any) -> int:
    """Return in how many steps a slope has fallen to 1e-5, if every step leaves 0.98 of it."""
    return math.ceil(math.log(1e-5 / np.linalg.norm(slope)) / math.log(1 - 2 * 0.01))


def remark() -> list[int]:
    """Show starts that take 581 and 607 steps, as notes report without saying from where."""
    story.heading("Remark: 581 and 607 steps")
    print("  are counts reported from random starts that nobody wrote down. They are nothing unusual; for instance")
    found = [until_flat(slope_of_parabola, START)[1], until_flat(slope_of_ellipse, OTHER_START)[1]]
    print(f"  {found[0]} from {START[0]} and {found[1]} from {OTHER_START}, starts chosen here for these counts.")
    return found


def kinds_of_derivative() -> tuple[dict[str, tuple[Any, int]], list[Any]]:
    """Stop the same descent with each kind of derivative."""
    story.heading("x² + 2x + 3 from -0.38 with four kinds of derivative")
    found = {}
    for kind, gradient in story.kinds(parabola, slope_of_parabola).items():
        found[kind] = until_flat(gradient, START)
        v, steps = found[kind]
        print(f"  {kind:<20}{steps} steps, x + 1 = {v[0] + 1:+.3e}, f - 2 = {parabola(v) - 2:.1e}")
    print("  Stopped early, the first three leave 5e-6; the forward difference aims at -1 - h/2 instead.")
    print("  A slope of 1e-5 is far above the round-off of a central difference, so that one may stop there.")
    return found, story.explain_schemes("x**2 + 2*x + 3", -0.999995)


def draw(figure: Any, paths: dict[float, list[Any]]) -> None:
    """Draw each path over the level lines."""
    x = np.linspace(-2, 2, 101)
    cells = figure.subplots(1, 5, sharey=True)
    for axes, (lr, path) in zip(cells, paths.items(), strict=True):
        axes.contour(x, x, x**2 + x[:, None] ** 2, levels=[0.05, 0.5, 1, 2, 3, 5], colors="#9a9aa2", linewidths=0.7)
        near = [v for v in path if np.linalg.norm(v) < 100]  # what is farther out cannot be drawn straight
        steps = axes.plot(*np.transpose(near), "o-", color=story.BLUE, markersize=3.5, linewidth=1)
        start = axes.plot(-1, 1, "s", color=story.VERMILLION, markersize=5)
        axes.set(xlim=(-2, 2), ylim=(-2, 2), aspect="equal", title=f"lr = {lr:g}\n{RATES[lr]}", xlabel="v0")
        axes.grid(False)
    cells[0].set_ylabel("v1")
    labels = ["start (-1, 1)", "steps; those outside of the frame are cut off"]
    figure.legend(handles=[*start, *steps], labels=labels, loc="outside lower center", ncols=2, frameon=False)


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    story.heading("The gradients by hand, verified")
    checks = [
        story.verify(squares, slope_of_squares, "v0, v1"),
        story.verify(parabola, slope_of_parabola, "x"),
        story.verify(ellipse, slope_of_ellipse, "x, y"),
    ]
    paths = five_rates()
    story.picture(out, "learning-rates.png", lambda figure: draw(figure, paths), size=(8.0, 2.6))
    figures: dict[str, Any] = {"parabola": count("x² + 2x + 3", parabola, slope_of_parabola, 1)}
    figures["ellipse"] = count("x² + 2y²", ellipse, slope_of_ellipse, 2)
    figures["remark"] = remark()
    figures["kinds"], figures["points"] = kinds_of_derivative()
    story.compare_with_scipy(ellipse, (-1.5, 1.5), jac=slope_of_ellipse)
    return {"checks": checks, "paths": paths, **figures}


if __name__ == "__main__":
    story.run(tell)
