"""
A bowl
======

Gradient descent on x0² + x1² with three step lengths, where two results are made by round-off.

Downhill is minus the gradient, so repeat x = x - lr * gradient(x). A good learning rate lr arrives,
a tiny one stays where it is, and a huge one flies away, until floating point stops it in a way that
no formula explains: derivcheck does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import story

import derivcheck as dc

START = (-3.0, 4.0)


def f(x: Any) -> Any:
    """Return the function to be minimised."""
    return x[0] ** 2 + x[1] ** 2


def by_hand(x: Any) -> Any:
    """Return its gradient."""
    return 2 * x


def descend(gradient: story.Gradient, lr: float, steps: int = 100) -> list[Any]:
    """Return all points of a gradient descent."""
    path = [np.array(START)]
    for _ in range(steps):
        path.append(path[-1] - lr * gradient(path[-1]))
    return path


def three_rates() -> dict[float, Any]:
    """Run 100 steps with the central-difference gradient, h = 1e-4, and with the exact one."""
    story.heading("100 steps from (-3, 4): central differences with h = 1e-4, and by hand")
    found = {}
    for lr in (0.1, 10.0, 1e-10):
        found[lr] = descend(story.central(f), lr)[-1]
        print(f"  lr = {lr:<6g}  central {found[lr]}   by hand {descend(by_hand, lr)[-1]}")
    print("  On paper each step multiplies x by 1 - 2 lr: lr = 0.1 gives (0.8)^100 (-3, 4), and so on.")
    print("  With lr = 10 it is (-19)^100, about 1e128. Why does the central difference stop at 1e13?")
    return found


def frozen() -> tuple[int, dict[float, Any]]:
    """Find the step after which nothing moves, and take the finite difference there apart."""
    path = descend(story.central(f), 10.0)
    stop = next(i for i in range(100) if np.array_equal(path[i], path[i + 1]))
    story.heading(f"lr = 10: from step {stop} on, nothing moves; the gradient there, by central differences")
    points = {}
    for x in path[stop]:
        point = dc.error_curve("x**2", float(x), "central-2", steps=[1e-4]).points[0]
        points[float(x)] = point
        print(f"  x = {x:.8e}: floats near x are {np.spacing(abs(x)):.1e} apart, true derivative {2 * x:.8e}")
        story.explain(point)
    print("  x + h and x - h are both rounded to x: argument round-off is the whole derivative. The")
    print("  estimate is 0, which descent takes for a minimum. The digits above are round-off: they are left by the")
    print("  last step that each component takes, where h is still felt, but wrongly:")
    for i in (0, 1):
        last = max(n for n in range(stop) if path[n][i] != path[n + 1][i])
        estimate = story.central(f)(path[last])[i]
        print(f"    x{i}, step {last + 1:>2}, from {path[last][i]:.8e}: {estimate:.8e} for {2 * path[last][i]:.8e}")
    return stop, points


def tiny() -> list[Any]:
    """Show what round-off does to the digits of the tiny rate."""
    story.heading("lr = 1e-10: 100 steps move by 100 * 1e-10 * 2x = 6e-8 and 8e-8")
    points = [dc.error_curve("x**2", x, "central-2", steps=[1e-4]).points[0] for x in START]
    for x, point in zip(START, points, strict=True):
        moved, rounding = 100 * 1e-10 * point.total, np.spacing(abs(x)) / 2
        print(f"  the quotient at {x:g} is off by {point.total:+.1e} (truncation {point.truncation:g}, all round-off),")
        print(f"    which moves the end by {-moved:+.0e}; the 100 roundings of x move it by up to {100 * rounding:.0e}")
    print("  So the digits shown, eight after the point, do not depend on round-off: neither on that of the quotient,")
    print("  which would show in the 18th place, nor on that of x, which may show from the 14th on.")
    return points


def accuracy(out: Path) -> dict[str, float]:
    """Descend for longer with each kind of gradient, and see how near it gets."""
    story.heading("lr = 0.1 for 400 steps, with four kinds of gradient: distance from the minimum")
    paths = {kind: descend(gradient, 0.1, 400) for kind, gradient in story.kinds(f, by_hand).items()}
    distances = {kind: [float(np.linalg.norm(x)) for x in path] for kind, path in paths.items()}
    for kind, distance in distances.items():
        print(f"  {kind:<20}{distance[-1]:.2e}")
    print("  The forward difference is 2x + h, which vanishes at x = -h/2: it arrives there, 7.1e-5 away.")
    print("  The central one is exact on paper, but beside h = 1e-4 an x of 1e-20 is rounded away: the quotient is 0.")
    story.explain_schemes("x**2", paths["central difference"][-1][0])

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        for kind, distance in distances.items():
            axes.semilogy(distance, label=kind, **story.STYLES[kind])
        axes.set(xlabel="step", ylabel="distance from (0, 0)", title="Descent on x0² + x1² with lr = 0.1")
        axes.legend()

    story.picture(out, "bowl.png", draw)
    return {kind: distance[-1] for kind, distance in distances.items()}


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    story.heading("The gradient by hand, verified")
    checks = [story.verify(f, by_hand, "x0, x1")]
    figures = {"checks": checks, "ends": three_rates(), "frozen": frozen(), "tiny": tiny(), "accuracy": accuracy(out)}
    story.compare_with_scipy(f, START)
    return figures


if __name__ == "__main__":
    story.run(tell)
