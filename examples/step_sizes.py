"""
The best of eight step sizes
============================

Descent that tries the step sizes 100, 10, 1, …, 1e-5 at every step, and keeps the best.

No learning rate to choose: at every point all are tried, and the lowest value wins. A long step may
leave the domain of the function; a guard gives such a point the value +∞, so that it never wins.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import story

SIZES = [10.0**-k for k in range(-2, 6)]
"""100, 10, 1, …, 1e-5."""

CENTRE = np.array([7.0, 70.0, 7.0, 4.0])


def minus_density(x: Any) -> Any:
    """Return minus the normal density with mean 1 and deviation 1: its minimum is the density's maximum."""
    return -np.exp(-((x[0] - 1) ** 2) / 2) / math.sqrt(2 * math.pi)


def slope_of_minus_density(x: Any) -> Any:
    """Return the gradient of that."""
    return np.array([-(x[0] - 1) * minus_density(x)])


# Name: function and gradient by hand. math.log raises an error outside its domain.
FUNCTIONS: dict[str, tuple[Callable[[Any], Any], story.Gradient]] = {
    "Σv²": (lambda v: np.sum(v**2), lambda v: 2 * v),
    "(v0-3)² + (v1-2)²": (
        lambda v: (v[0] - 3) ** 2 + (v[1] - 2) ** 2,
        lambda v: np.array([2 * (v[0] - 3), 2 * (v[1] - 2)]),
    ),
    "Σ(x-c)²": (lambda v: np.sum((v - CENTRE) ** 2), lambda v: 2 * (v - CENTRE)),
    "-density": (minus_density, slope_of_minus_density),
    "x - log x": (lambda x: x[0] - math.log(x[0]), lambda x: 1 - 1 / x),
}

STARTS = (
    ("Σv²", [10, 20, 4, 5]),
    ("Σv²", [10, 20, 4, 5, 0, 1]),
    ("(v0-3)² + (v1-2)²", [5000, 50]),
    ("Σ(x-c)²", [0, 0, 0, 0]),
    ("-density", [1]),
    ("-density", [3]),
    ("-density", [-2]),
    ("x - log x", [5]),
)


def guarded(f: Callable[[Any], Any]) -> Callable[[Any], float]:
    """Return f, with +∞ where it cannot be evaluated."""

    def safe(v: Any) -> float:
        try:
            value = float(f(v))
        except (ValueError, ArithmeticError):
            return math.inf
        return value if value == value else math.inf  # NaN is not below anything, nor above

    return safe


def minimise(f: Callable[[Any], Any], gradient: story.Gradient, start: Any, small: float = 1e-12) -> tuple[Any, int]:
    """Descend until the best of all steps gains less than `small`; return the point and the steps taken."""
    safe, v, steps = guarded(f), np.array(start, dtype=float), 0
    while True:
        slope = gradient(v)
        best = min((v - size * slope for size in SIZES), key=safe)
        if not safe(v) - safe(best) > small or steps == 10_000:
            return v, steps
        v, steps = best, steps + 1


def verify() -> list[Any]:
    """Verify every gradient by hand before it is used."""
    story.heading("The gradients by hand, verified")
    sizes = {"Σv²": 6, "(v0-3)² + (v1-2)²": 2, "Σ(x-c)²": 4}
    checks = [story.verify(*FUNCTIONS[name], ", ".join(f"v{i}" for i in range(n))) for name, n in sizes.items()]
    checks.append(story.verify_code(*FUNCTIONS["-density"], np.array([3.0])))
    checks.append(story.verify_code(*FUNCTIONS["x - log x"], np.array([5.0])))
    return checks


def best_of_eight() -> dict[str, Any]:
    """Minimise everything."""
    story.heading("The best of eight step sizes at every step")
    ends = {}
    for name, start in STARTS:
        end, steps = minimise(*FUNCTIONS[name], start)
        ends[f"{name} from {start}"] = end
        print(f"  {name:<18} from {start!s:<22} to {np.round(end, 5)} after {steps} steps")
    guard = guarded(FUNCTIONS["x - log x"][0])
    print(f"  From 5 the step 100 would lead x - log x to -75; the guard says {guard([-75.0])}.")
    far, _ = minimise(minus_density, slope_of_minus_density, [12.0])
    print(f"  From 12 the density does not arrive: it stays at {far[0]:g}, where the slope is")
    print(f"  {slope_of_minus_density(far)[0]:.0e}: right, verified, and too small to follow.")
    return {"ends": ends, "far": far}


def kinds_of_gradient(out: Path) -> tuple[dict[str, Any], list[Any]]:
    """Minimise with each kind of gradient, from far away, where h = 1e-4 is small beside x."""
    story.heading("(v0-3)² + (v1-2)² from (5000, 50) with four kinds of gradient: distance from (3, 2)")
    f, by_hand = FUNCTIONS["(v0-3)² + (v1-2)²"]
    found = {}
    for kind, gradient in story.kinds(f, by_hand).items():
        v, path = np.array([5000.0, 50.0]), []
        for _ in range(150):
            path.append(float(np.linalg.norm(v - [3, 2])))
            slope = gradient(v)
            v = min((v - size * slope for size in SIZES), key=f)
        found[kind] = path
        print(f"  {kind:<20}{path[-1]:.1e}")
    points = []
    for x in (5000.0, 3.0):
        print(f"  The differences by v0 at {x:g}:")
        points += story.explain_schemes("(x - 3)^2", x)

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        for kind, path in found.items():
            axes.semilogy(path, label=kind, **story.STYLES[kind])
        axes.set(xlabel="step", ylabel="distance from (3, 2)", title="The best of eight step sizes, four gradients")
        axes.legend()

    story.picture(out, "step-sizes.png", draw)
    return found, points


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    checks = verify()
    figures = {"checks": checks, "sizes": SIZES, **best_of_eight()}
    figures["others"], figures["points"] = kinds_of_gradient(out)
    story.compare_with_scipy(FUNCTIONS["(v0-3)² + (v1-2)²"][0], (5000, 50))
    return figures


if __name__ == "__main__":
    story.run(tell)
