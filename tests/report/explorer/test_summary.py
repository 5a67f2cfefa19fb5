"""The outline of the explorer's report."""

from __future__ import annotations

from dataclasses import replace

import pytest

import derivcheck as dc
from derivcheck.report.explorer.summary import best_steps, summary


def test_a_check_gives_the_verdict_and_a_comparison_the_picture() -> None:
    check, comparison = dc.check_derivative("x^2", "3x", 1.0), dc.compare("x^2", 1.0)
    assert isinstance(check, dc.Check)
    assert isinstance(comparison, dc.Comparison)
    both, alone = summary([check, comparison]), summary([comparison])
    assert (both.verdict, alone.verdict) == (dc.Verdict.REFUTED, dc.Verdict.AGREES)
    headings = [section.heading for section in both.sections]
    assert headings == ["The claim", *(section.heading for section in alone.sections)]


def test_best_steps_are_those_of_the_curves() -> None:
    curve = dc.error_curve("sin(x)", 1.0, "central-2")
    ((name, step, error, _, predicted),) = (row.cells for row in best_steps([curve]).rows)
    assert name == "central-2"
    assert float(step.split(" = ")[-1]) == pytest.approx(curve.best.h, rel=0.005)  # three digits are shown
    assert float(error) == pytest.approx(abs(curve.best.error), rel=0.005)
    assert float(predicted) == pytest.approx(curve.predicted.error, rel=0.005)


def test_a_curve_without_a_best_step_says_so() -> None:
    curve = dc.error_curve("sin(x)", 1.0, "central-2", steps=[0.1])
    none = replace(curve.best, h=float("nan"))
    assert best_steps([replace(curve, best=none)]).rows[0].cells[1:3] == ("none", "none")
