"""A claim over an interval: which parts are proven, with the bound there, and the gap itself at points between."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from derivcheck.claims.claim import Claim, gap
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError, InputError
from derivcheck.report import wording
from derivcheck.report.palette import BLUE, FAINT, INK, ORANGE, VERMILLION
from derivcheck.report.plot import canvas
from derivcheck.results import Certificate, Check

HEIGHT = 4.25
"""Inches."""

POINTS = 121
"""Points at which the gap is worked out."""

NARROWEST = 300
"""Part of the interval that is still seen: what is narrower is drawn so wide."""

ROOM = 10
"""Factor above and below what is drawn."""

TITLE_LENGTH = 90
"""Characters of a title that fit the width."""

_GAP = "|claim - derivative|"

_WRONG = {
    **{"linestyle": "none", "marker": "X", "markersize": 11, "color": VERMILLION, "markeredgecolor": INK},
    **{"clip_on": False, "zorder": 5},
}


def draw(result: Check) -> Any:
    """Draw the gap against x with the proven bound, over a strip of what is proven and what is not.

    Parameters
    ----------
    result : Check
        With a certificate.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    InputError
        There is no certificate.
    """
    certificate = result.certificate
    if certificate is None:
        raise InputError("nothing to draw: the claim was not examined over an interval")
    drawn = canvas.blank(HEIGHT)
    above, strip = drawn.subplots(2, 1, sharex=True, height_ratios=(5, 1))
    _gaps(above, list(_sampled(result, certificate.interval)), certificate.epsilon)
    _strip(strip, certificate, result.wrt[0])
    strip.set_xlabel(result.wrt[0])
    drawn.suptitle(wording.clip(_title(result, certificate), TITLE_LENGTH), parse_math=False)
    drawn.legend(loc="outside lower center", ncols=4, frameon=False)
    return drawn


def _title(result: Check, certificate: Certificate) -> str:
    formula = wording.clip(" ".join(result.function.split()), TITLE_LENGTH // 2)
    return f"Claimed {wording.operator(result.wrt, result.order)} of {formula}: {certificate.verdict} over the interval"


def _gaps(axes: Any, found: Sequence[tuple[float, float]], epsilon: float) -> None:
    sizes = [size for _, size in found if size]
    axes.set_yscale("log")
    if sizes:
        drawn = [(x, size or math.nan) for x, size in found]
        axes.plot(*zip(*drawn, strict=True), color=INK, linewidth=1.2, label=_GAP)
    else:
        said = f"{_GAP} is 0, within its proven error, at {len(found)} points"
        axes.text(0.5, 0.25, said, ha="center", transform=axes.transAxes)
    if 0 < epsilon < math.inf:
        axes.axhline(epsilon, color=BLUE, linewidth=2, label="proven bound")
        axes.set_ylim(min([epsilon, *sizes]) / ROOM, max([epsilon, *sizes]) * ROOM)
    elif not sizes:
        axes.set_yticks([])
        axes.set_yticks([], minor=True)
    axes.set_ylabel("gap")
    axes.grid(True, color=FAINT, linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)


def _sampled(result: Check, interval: tuple[float, float]) -> Iterator[tuple[float, float]]:
    """Yield points of the interval with the size of the gap; 0 where it is proven to be within its error."""
    names = sorted({*result.variables, *result.at, *result.wrt})
    claim = Claim(parse(result.function, names), parse(result.claimed, names), result.wrt[0], result.order)
    low, high = interval
    for x in (low + (high - low) * i / (POINTS - 1) for i in range(POINTS)):
        size = _size(claim, {**result.at, result.wrt[0]: x})
        if size is not None:
            yield x, size


def _size(claim: Claim, at: Mapping[str, float]) -> float | None:
    try:
        found = gap(claim, at)
    except DerivcheckError:
        return None
    if found.difference is None:
        return None
    exact = found.difference.precise()
    value, bound = abs(float(exact.value)), float(exact.bound)
    return value if value > bound else 0.0


def _strip(axes: Any, certificate: Certificate, name: str) -> None:
    looks: Mapping[str, tuple[Any, Mapping[str, Any]]] = {
        "proven": (certificate.proven, {"color": BLUE, "alpha": 0.75}),
        "not proven": (certificate.unresolved, {"facecolor": ORANGE, "edgecolor": INK, "hatch": "////", "lw": 0.5}),
    }
    width = certificate.interval[1] - certificate.interval[0]
    for label, (parts, look) in looks.items():
        bars = [(low, max(high - low, width / NARROWEST)) for low, high in parts]
        if bars:
            axes.broken_barh(bars, (0, 1), label=label, **look)
    if certificate.counterexample:
        axes.plot([certificate.counterexample[name]], [0.5], label="wrong here", **_WRONG)
    axes.set(yticks=[], ylim=(0, 1), xlim=certificate.interval)
    axes.spines[["top", "right", "left"]].set_visible(False)
