"""Predicted best steps over every place of the grid with every scheme: how near their errors are to the measured best.

Run by name: ``python -m pytest tests/benchmarks/test_curve_grid_many.py -s``.
"""

from __future__ import annotations

import math
import sys

import curve_cases
from curve_cases import FUNCTIONS, SCHEMES, Case

UNIT = 2.0**-53


def excess(case: Case) -> float:
    """How much larger the error at the predicted step is than the least of steps that move x; see `test_curve_grid`."""
    floor = max(UNIT * case.derivative, sys.float_info.min)
    sizes = (
        math.fsum(map(abs, (p.truncation, p.argument, p.evaluation, p.arithmetic)))
        for p in case.points
        if p.estimate and p.h > case.spacing
    )
    return max(abs(case.at_prediction.total), floor) / max(min(sizes, default=math.inf), floor)


def test_the_share_within_a_factor() -> None:
    cases = [
        curve_cases.case(formula, x, name, order)
        for formula, points in FUNCTIONS.items()
        for x in points
        for name, order in SCHEMES
    ]
    told = [case for case in cases if "No step" in case.curve.limits]
    found = {str(case): excess(case) for case in cases if case not in told and case.points}
    shares = [sum(ratio <= factor for ratio in found.values()) / len(found) for factor in (10, 100)]
    print(f"\n{len(cases)} curves; {len(told)} say that no step is any good; of {len(found)} others")
    print(f"{shares[0]:.1%} within 10, {shares[1]:.1%} within 100")
    for case, ratio in sorted(found.items(), key=lambda one: -one[1]):
        if ratio > 100:
            print(f"{ratio:.3g}  {case}")
    assert shares[0] >= 0.95
    assert shares[1] >= 0.98
