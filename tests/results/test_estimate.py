"""What an estimate promises, and the parts of the error of a step."""

from __future__ import annotations

import dataclasses
import math

import pytest

from derivcheck.results import CurvePoint, Estimate


@pytest.mark.parametrize(
    ("error", "bound", "holds"),
    [
        (0.5, 0.5, True),
        (-0.5, 0.5, True),
        (0.75, 0.5, False),
        (-0.75, 0.5, False),
        (math.nan, 0.5, False),
        (math.nan, math.inf, True),
        (3.0, math.inf, True),
    ],
)
def test_what_is_inside_its_bound_holds_and_so_does_what_declines(error: float, bound: float, holds: bool) -> None:
    assert Estimate("symbolic", 1.0, None, error, bound, 1).holds is holds


def test_all_that_is_not_truncation_is_roundoff() -> None:
    zeros = {f.name: 0.0 for f in dataclasses.fields(CurvePoint) if f.default is dataclasses.MISSING}
    point = CurvePoint(**{**zeros, "truncation": 64.0, "argument": 1.0, "evaluation": 2.0, "arithmetic": 4.0})
    assert point.roundoff == 7.0
    assert dataclasses.replace(point, evaluation=-8.0).roundoff == -3.0
