"""
The last digits
===============

Where the last digits of 0.1999999999990898 come from.

The central difference of a quadratic is exact on paper, whatever h is. In floating point it is
off in the thirteenth digit nevertheless. derivcheck takes each such error apart: none of it is
truncation, and a step that is a power of two takes another part away.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import story

import derivcheck as dc

CASES: tuple[tuple[str, Callable[[float], float], float, float], ...] = (
    ("0.01*x**2 + 0.1*x", lambda x: 0.01 * x**2 + 0.1 * x, 5.0, 1e-4),
    ("0.01*x**2 + 0.1*x", lambda x: 0.01 * x**2 + 0.1 * x, 10.0, 1e-4),
    ("x**2", lambda x: x**2, 2.0, 10e-4),
)


def central(f: Callable[[float], float], x: float, h: float) -> float:
    """Return the central difference quotient, as everyone writes it."""
    return (f(x + h) - f(x - h)) / (2 * h)


def take_apart(text: str, f: Callable[[float], float], x: float, h: float) -> Any:
    """Print the quotient of the program, and what derivcheck says of its error."""
    story.heading(f"{text} at {x:g}, central difference with h = {h:g}")
    curve = dc.error_curve(text, x, "central-2", steps=[h])
    print(f"  the program gives {central(f, x, h)!r}")
    story.explain(curve.points[0])
    print(f"  Is the scheme exact for this function? {curve.exact}: f''' is 0, so there is nothing to truncate.")
    return curve.points[0]


def the_argument() -> None:
    """Show that the program does not evaluate f where one thinks."""
    story.heading("The largest part, argument round-off, in plain sight")
    x, h = 5.0, 1e-4
    print(f"  5 + 1e-4 is the float     {Decimal(x + h)!s:.30}")
    print(f"  and not                   {Decimal(x) + Decimal(h)!s:.30}")
    print("  The quotient divides by 2h, but its two nodes are not exactly 2h apart.")


def a_better_step() -> Any:
    """Take the power of two next to 1e-4: x + h and x - h are floats then."""
    story.heading("The same with h = 2^-13, near 1e-4: no argument round-off is left")
    point = dc.error_curve("0.01*x**2 + 0.1*x", 5.0, "central-2", steps=[2.0**-13]).points[0]
    story.explain(point)
    return point


def draw(figure: Any, points: list[Any]) -> None:
    """Draw the parts of each error, side by side on a common scale."""
    axes = figure.subplots()
    colors = (story.BLUE, story.VERMILLION, story.ORANGE, story.INK)
    for place, (part, color) in enumerate(zip(story.PARTS, colors, strict=True)):
        places = [row + (place - 1.5) * 0.2 for row in range(len(points))]
        axes.barh(places, [getattr(p, part) * 1e13 for p in points], 0.18, color=color, label=part)
    axes.axvline(0, color=story.INK, linewidth=0.8)
    axes.set_yticks(range(len(points)), [repr(p.estimate) for p in points])
    axes.set(xlabel="part of the error, in units of 1e-13", title="What the error of each number is made of")
    axes.invert_yaxis()
    axes.legend(loc="lower left")


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    points = [take_apart(*case) for case in CASES]
    the_argument()
    power_of_two = a_better_step()
    story.picture(out, "last-digits.png", lambda figure: draw(figure, points))
    programs = [central(f, x, h) for _, f, x, h in CASES]
    return {"programs": programs, "points": points, "power of two": power_of_two}


if __name__ == "__main__":
    story.run(tell)
