"""
The rule of thumb
=================

Is h = 1e-4 a good step? Often, and here is why; and five functions for which it is not.

"h = 1e-4 works well in practice"; "a smaller h is better in theory, but not in floating point".
Both are right for central differences of a function whose values and derivatives are of the size of 1.
Truncation then is about h²/6 = 2e-9 and round-off about 1e-16/h = 1e-12: nine digits, far from where
noise begins. (Not so for forward differences: their truncation is h/2, so that 1e-4 leaves four digits,
and the best step is about 1e-8, with eight.)

The rule knows nothing of the function, though. Let L be the distance over which f changes, and
F the size of its values. Truncation is about (h/L)² of the derivative, round-off about
1e-16 F/h. So h = 1e-4 is too large where L is small (steep, oscillating, near the edge of the
domain), and too small where F is large beside the change of f over a distance of h: on a large
background, or far out, where f changes slowly and floats are far apart, so that x + h is rounded to
one of a few floats near x.
"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import story

import derivcheck as dc

RULE = 1e-4
STEPS = [10.0 ** (-k / 2) for k in range(2, 27)] + [RULE]

FUNCTIONS = {
    "tame": ("exp(x)*sin(x)", 1.0),
    "steep": ("exp(1000*x)", 0.1),
    "oscillating": ("sin(20000*x)", 1.0),
    "near the edge": ("log(x)", 1.1e-4),
    "badly scaled": ("1e8 + sin(x)", 1.0),
    "far out": ("sqrt(x)", 1e12),
}


def measure(text: str, x: float) -> dict[str, Any]:
    """Return the curve of central differences, and its relative errors at h = 1e-4 and at the best step."""
    slope = abs(float(dc.derivative(text, x)))
    curve = dc.error_curve(text, x, "central-2", steps=STEPS)
    rule = next(p for p in curve.points if p.h == RULE)
    predicted = dc.error_curve(text, x, "central-2", steps=[curve.predicted.h]).points[0]
    return {
        "curve": curve,
        "rule": abs(rule.total) / slope,
        "parts": rule,
        "predicted h": curve.predicted.h,
        "predicted": abs(predicted.total) / slope,
        "slope": slope,
    }


def table(found: dict[str, dict[str, Any]]) -> None:
    """Print how good the rule is, beside the step that derivcheck predicts without knowing the truth."""
    story.heading("Central differences: relative error at h = 1e-4, and at the step that derivcheck predicts")
    print(f"  {'':<13}{'function':<15}{'x':>8}{'at 1e-4':>10}   {'predicted h':>11}{'error there':>13}")
    for name, one in found.items():
        text, x = FUNCTIONS[name]
        numbers = f"{one['rule']:>10.0e}   {one['predicted h']:>11.0e}{one['predicted']:>13.0e}"
        print(f"  {name:<13}{text:<15}{x:>8g}{numbers}")


def by_hand() -> dict[str, float]:
    """Find the best step from f and f''' alone, where h²/6 |f'''| and 1e-16 |f|/h together are least."""
    story.heading("The same by hand: h = (3 u |f|/|f'''|)^(1/3), with u = 1.1e-16 the rounding of a float")
    found = {}
    for name, (text, x) in FUNCTIONS.items():
        f, _, _, third = dc.taylor(text, x, 3)  # Taylor coefficients: the third is f'''/6
        found[name] = (3 * 2.0**-53 * abs(f) / abs(6 * third)) ** (1 / 3)
        print(f"  {name:<13}|f| = {abs(f):<8.1g}|f'''| = {abs(6 * third):<8.1g}h = {found[name]:.0e}")
    print("  This counts one rounding, of the result. Those inside count too, as that of 1000*x before exp: so steps")
    print("  that derivcheck predicts are longer where the function is steep.")
    return found


def reasons(found: dict[str, dict[str, Any]]) -> None:
    """Say for each function which part of the error spoils h = 1e-4."""
    story.heading("Which part of the error it is at h = 1e-4, relative to the derivative")
    for name, one in found.items():
        parts = {part: getattr(one["parts"], part) / one["slope"] for part in story.PARTS}
        worst = max(parts, key=lambda part: abs(parts[part]))
        print(f"  {name:<13}{worst:<11}{parts[worst]:+.1e}")
        print(textwrap.fill(one["curve"].limits, 96, initial_indent=" " * 15, subsequent_indent=" " * 15))
    x = FUNCTIONS["far out"][1]
    print(f"  Far out, at {x:g}, floats are 1.2e-4 apart: x + h is not x, but x {x + RULE - x:+.2e}, a fifth too far;")
    print("  more comes from evaluation: over 2h sqrt changes by 1.0e-10; floats near its values are 1.2e-10 apart.")


def smaller_is_not_better() -> list[Any]:
    """Walk down from h = 1e-1 for the tame function."""
    story.heading("A smaller h, for the tame function: better in theory (truncation), not in floating point")
    points = dc.error_curve("exp(x)*sin(x)", 1.0, "central-2", steps=[10.0**-k for k in range(1, 14, 2)]).points
    for p in points:
        print(f"  h = {p.h:.0e}   error {p.total:+.1e} = truncation {p.truncation:+.1e} + round-off {p.roundoff:+.1e}")
    return list(points)


def one_sided(tame: Any) -> Any:
    """Show that the rule is for central differences."""
    story.heading("The rule is for central differences: the tame function, error at h = 1e-4, and at the best h")
    curve = dc.error_curve("exp(x)*sin(x)", 1.0, "forward-1", steps=STEPS)
    for one in (tame, curve):
        rule = next(abs(p.total) for p in one.points if p.h == RULE)
        print(f"  {one.scheme:<11}{rule:.0e}   {one.best.error:.0e} at h = {one.best.h:.0e}")
    return curve


def draw(figure: Any, found: dict[str, dict[str, Any]]) -> None:
    """Draw one error curve a function, with the rule as an upright line."""
    cells = figure.subplots(2, 3, sharex=True, sharey=True)
    for axes, (name, one) in zip(cells.flat, found.items(), strict=True):
        points, slope = one["curve"].points, one["slope"]
        h = [p.h for p in points]
        axes.loglog(h, [abs(p.predicted_truncation) / slope for p in points], "--", color=story.BLUE, linewidth=1.2)
        axes.loglog(h, [p.predicted_roundoff / slope for p in points], ":", color=story.VERMILLION, linewidth=1.6)
        axes.loglog(h, [abs(p.total) / slope or 1e-17 for p in points], "o", color=story.INK, markersize=3)
        axes.axvline(RULE, color=story.ORANGE, linewidth=2.5, alpha=0.8, zorder=0)
        axes.axvline(one["predicted h"], color=story.GREEN, linewidth=1.5, linestyle=(0, (4, 2)), zorder=0)
        if one["predicted h"] > 1:
            axes.text(0.97, 0.05, f"h predicted: {one['predicted h']:.0e} →", ha="right", transform=axes.transAxes)
        axes.set(ylim=(1e-14, 1e3), xlim=(1e-13, 1), xlabel="step h", ylabel="relative error")
        axes.label_outer()
        axes.set_title("{}: {} at {:g}".format(name, *FUNCTIONS[name]), fontsize=8.5)
    labels = {
        "truncation, predicted": {"color": story.BLUE, "linestyle": "--"},
        "round-off, bound": {"color": story.VERMILLION, "linestyle": ":"},
        "error, measured": {"color": story.INK, "marker": "o", "linestyle": "none", "markersize": 4},
        "h = 1e-4": {"color": story.ORANGE, "linewidth": 2.5},
        "h predicted": {"color": story.GREEN, "linestyle": (0, (4, 2))},
    }
    lines = [axes.plot([], [], label=label, **style)[0] for label, style in labels.items()]
    figure.legend(handles=lines, loc="outside lower center", ncols=5, frameon=False)


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    found = {name: measure(*case) for name, case in FUNCTIONS.items()}
    table(found)
    steps, _ = by_hand(), reasons(found)
    points, forward = smaller_is_not_better(), one_sided(found["tame"]["curve"])
    story.picture(out, "rule-of-thumb.png", lambda figure: draw(figure, found), size=(8.0, 4.8))
    return {"found": found, "by hand": steps, "tame": points, "forward": forward}


if __name__ == "__main__":
    story.run(tell)
