"""
In the wild
===========

Derivatives that other people derived by hand: those of SciPy, scikit-learn and statsmodels.

Each row of the tables in `wild/` is a function of a library, and what the library has for its derivative.
Nearly all are right. Of those that are refuted some are meant that way, some are finite differences, and
some are mistakes; one of these makes standard errors too small. Scikit-learn and statsmodels come with
the extra `wild`; without them, their tables and the story of that one are left out.
"""

from __future__ import annotations

import importlib
import time
import warnings
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import story

import derivcheck as dc

LIBRARIES = ("scipy", "sklearn", "statsmodels")
HINT = "pip install 'sympy-derivcheck[wild]'"


LEAST = 1e-20
"""What is below is drawn there."""


def tables() -> dict[str, list[Any]]:
    """Return the rows of each library that is there."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = importlib.import_module(f"wild.of_{name}").ROWS
        except ImportError as error:
            print(f"  (no table of {name}, since {error.name} is missing: {HINT})")
    return found


def largest_gap(check: Any) -> float:
    """Return the largest gap of a refuted claim, relative to the derivative there, or to the largest one if it is 0."""
    if not check.components:
        return abs(float(check.gap) / float(check.reference.value))
    largest = max(abs(part.reference) for part in check.components)
    return max(abs(part.gap) / (abs(part.reference) or largest or 1.0) for part in check.components)


def measure(check: Any) -> str:
    """Return what a verdict is about: how wrong the claim is, or which error would have shown."""
    if check.verdict is dc.Verdict.REFUTED:
        return f"gap {largest_gap(check):.0e}"
    return f"limit {check.detection_limit:.0e}" if check.detection_limit is not None else ""


def judge(row: Any) -> tuple[Any, float]:
    """Check a row, and return with the verdict the seconds that it took."""
    start = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the libraries, at points that derivcheck tries
        check = row.check()
    return check, time.perf_counter() - start


def table(rows: list[Any]) -> list[tuple[Any, Any]]:
    """Print what becomes of the rows of a library, one a line; return the checks."""
    checks = []
    print(f"  {'where':<50}{'derivative of':<16}{'verdict':<11}{'witness':<21}{'':<12}{'s':>4}")
    for row in rows:
        check, seconds = judge(row)
        witness = check.witnesses[0] if check.witnesses else ""
        print(f"  {row.name:<50}{row.of:<16}{check.verdict!s:<11}{witness:<21}{measure(check):<12}{seconds:4.1f}")
        checks.append((row, check))
    return checks


def explain(checks: list[tuple[Any, Any]]) -> None:
    """Print of the claims that do not agree what derivcheck says, and what is known from elsewhere."""
    for row, check in checks:
        if check.verdict is not dc.Verdict.AGREES:
            print(f"  {row.name}\n    {check.cause.text if check.cause else check.reason}")
            if row.note:
                print(f"    ({row.note})")


def draw(figure: Any, checks: list[tuple[Any, Any]], errors: dict[str, Any]) -> None:
    """Draw the detection limits of what agrees by witness, and the standard errors."""
    left, right = figure.subplots(1, 2, width_ratios=(3, 2))
    limits: dict[str, list[float]] = {}
    for _, check in checks:
        if check.verdict is dc.Verdict.AGREES:
            limits.setdefault(check.witnesses[0], []).append(max(check.detection_limit, LEAST))
    for place, (witness, found) in enumerate(sorted(limits.items(), key=lambda item: np.median(item[1]))):
        left.semilogx(found, np.full(len(found), place), "|", color=story.BLUE, markersize=9)
        left.text(LEAST, place + 0.2, f"{witness} ({len(found)})", fontsize=8)
    left.set(yticks=[], xlim=(LEAST / 10, 1), ylim=(-0.5, len(limits)))
    left.set(
        title="What agrees, by witness", xlabel="smallest relative error that would show (at the left end: or less)"
    )
    for (name, values), colour in zip(errors.items(), (story.VERMILLION, story.GREEN, story.INK), strict=False):
        right.plot(range(len(values)), values, "o", label=name, color=colour)
    right.set(title="Standard errors", xlabel="parameter of ZeroInflatedPoisson", ylim=(0, None), xticks=range(4))
    if errors:
        right.legend()


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    checks: list[tuple[Any, Any]] = []
    for name, rows in tables().items():
        story.heading(f"{name}: {len(rows)} derivatives")
        checks += table(rows)
    told = Counter(str(check.verdict) for _, check in checks)
    story.heading(f"{len(checks)} derivatives: " + ", ".join(f"{n} {verdict}" for verdict, n in sorted(told.items())))
    explain(checks)
    figures: dict[str, Any] = {"checks": checks, "errors": {}}
    if find_spec("statsmodels"):
        story.heading("The zero block of ZeroInflatedPoisson.hessian")
        figures |= importlib.import_module("wild.zero_block").tell()
    story.picture(out, "in-the-wild.png", lambda figure: draw(figure, checks, figures["errors"]), size=(7.6, 3.3))
    return figures


if __name__ == "__main__":
    story.run(tell)
