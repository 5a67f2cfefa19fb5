"""What the examples share: where pictures go, how an error is explained, and four kinds of gradient."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sympy

import derivcheck as dc

Gradient = Callable[[Any], Any]

# Okabe and Ito's palette, which colour-blind readers can tell apart.
BLUE, VERMILLION, GREEN, PURPLE, ORANGE, INK = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#1b1b1f"

LOOK = {"font.size": 9, "axes.grid": True, "grid.color": "#e4e4e8", "legend.fontsize": 8, "legend.handlelength": 4}

SCHEMES = {"central-2": 1e-4, "forward-1": 1e-4}
"""Scheme: step. The finite differences that the examples compare."""

PARTS = {
    "truncation": "what the scheme leaves out, even in exact arithmetic",
    "argument": "x + h and x - h are rounded to the nearest floats",
    "evaluation": "the float program of f rounds its values",
    "arithmetic": "the difference and the division are rounded",
}


def run(tell: Callable[[Path], Any]) -> None:
    """Run an example from the command line, with its pictures in the folder of --out."""
    parser = argparse.ArgumentParser(description=sys.modules[tell.__module__].__doc__)
    parser.add_argument("--out", type=Path, help="folder for the pictures; a temporary one by default")
    out = parser.parse_args().out or Path(tempfile.mkdtemp(prefix="derivcheck-"))
    out.mkdir(parents=True, exist_ok=True)
    tell(out)
    print(f"\nPictures are in {out}")


def picture(out: Path, name: str, draw: Callable[[Any], None], size: tuple[float, float] = (7.0, 3.6)) -> None:
    """Draw a picture and save it in the folder; without matplotlib, say how to get it."""
    try:
        from matplotlib import style
        from matplotlib.figure import Figure
    except ImportError:
        print(f"  (no picture {name}: pip install matplotlib)")
        return
    with style.context(["default", LOOK]):
        figure = Figure(figsize=size, layout="constrained")
        draw(figure)
        for axes in figure.axes:
            axes.spines[["top", "right"]].set_visible(False)
            axes.set_axisbelow(True)
        figure.savefig(out / name, dpi=100, pil_kwargs={"optimize": True})


def heading(text: str) -> None:
    """Print a heading."""
    print(f"\n{text}\n{'-' * len(text)}")


def explain(point: Any) -> None:
    """Print the error of one finite difference, taken apart; the four parts add up to it exactly."""
    print(f"  h = {point.h:g}: estimate {point.estimate!r}, error {point.total:+.3e}, which is")
    for name, meaning in PARTS.items():
        print(f"    {getattr(point, name):+.3e}  {name:<10}  {meaning}")
    print(f"    Round-off of up to {point.predicted_roundoff:.1e} was to be expected; other machines may differ.")


def explain_schemes(formula: str, at: Any, steps: Mapping[str, float] = SCHEMES, wrt: str | None = None) -> list[Any]:
    """Print the errors of several schemes at a point, each taken apart, one a line; return them."""
    points = [dc.error_curve(formula, at, scheme, wrt=wrt, steps=[h]).points[0] for scheme, h in steps.items()]
    titles = " + ".join(f"{part:<10}" for part in PARTS)
    print(f"  {'scheme':<12}{'h':<9}{'estimate':<23}{'error':<10} = {titles}")
    for scheme, p in zip(steps, points, strict=True):
        parts = " + ".join(f"{getattr(p, part):<+10.1e}" for part in PARTS)
        print(f"  {scheme:<12}{p.h:<9.2g}{p.estimate!r:<23}{p.total:<+10.1e} = {parts}")
    return points


def symbols(names: str) -> Any:
    """Return SymPy's symbols of these names, separated by commas."""
    return sympy.symbols(names + ",")


def verify(function: Callable[[Any], Any], gradient: Gradient, names: str) -> Any:
    """Verify a gradient written in Python before it is used.

    Run on symbols instead of numbers, both functions return formulas, which derivcheck compares.
    """
    v = np.array(symbols(names))
    checks = dc.check_derivative(function(v), list(gradient(v)), wrt=[str(name) for name in v])
    for check in checks.components:
        print(f"  {check.verdict}: d/d{check.wrt[0]} = {check.claimed}")
        if check.verdict is dc.Verdict.REFUTED:
            print(f"    {check.reason}")
            print(f"    cause: {check.cause.text if check.cause else 'none found'}; corrected: {check.corrected}")
    return checks


def verify_code(function: Callable[[Any], Any], gradient: Gradient, x: Any) -> Any:
    """Verify a gradient in NumPy code, at a point of any shape and at fresh points nearby."""
    check = dc.check_gradient(function, gradient, x)
    print(f"  {check.verdict}: {check.reason}")
    return check


def central(f: Callable[[Any], Any], h: float = 1e-4) -> Gradient:
    """Return the gradient of f by central differences, one component after the other."""
    return lambda x: _quotients(f, x, h, -h)


def forward(f: Callable[[Any], Any], h: float = 1e-4) -> Gradient:
    """Return the gradient of f by forward differences."""
    return lambda x: _quotients(f, x, h, 0.0)


def _quotients(f: Callable[[Any], Any], x: Any, ahead: float, behind: float) -> Any:
    slopes = np.zeros_like(x)
    for i in np.ndindex(x.shape):  # any shape: a vector, or the matrix of a network
        there, here = x.copy(), x.copy()
        there[i] += ahead
        here[i] += behind
        slopes[i] = (f(there) - f(here)) / (ahead - behind)
    return slopes


def kinds(f: Callable[[Any], Any], by_hand: Gradient) -> dict[str, Gradient]:
    """Return four kinds of gradient of f: by hand, forward mode, and two finite differences with h = 1e-4."""
    return {
        "by hand": by_hand,
        "forward mode": lambda x: dc.gradient(f, x),
        "central difference": central(f),
        "forward difference": forward(f),
    }


STYLES: dict[str, dict[str, Any]] = {
    "by hand": {"color": INK, "linewidth": 4.0, "alpha": 0.35},
    "forward mode": {"color": GREEN, "linewidth": 2.2, "linestyle": (0, (4, 4))},
    "central difference": {"color": BLUE, "linewidth": 2.2, "linestyle": (4, (4, 4))},
    "forward difference": {"color": VERMILLION, "linewidth": 1.4, "linestyle": (0, (3, 1, 1, 1))},
}
"""How each kind is drawn; they may lie upon each other, so the dashes of one fill the gaps of another."""


def compare_with_scipy(f: Callable[[Any], Any], start: Sequence[float], **options: Any) -> Any:
    """Minimise f with scipy.optimize and return its result; None where SciPy is missing."""
    try:
        from scipy.optimize import minimize
    except ImportError:
        print("  (no comparison with scipy.optimize: pip install scipy)")
        return None
    found = minimize(f, np.array(start, dtype=float), **options)
    at = ", ".join(f"{x:.8g}" for x in np.ravel(found.x))
    print(f"  scipy.optimize {options.get('method', 'BFGS'):<10} ({at}) after {found.nit} steps")
    return found
