"""The outline of the explorer's report."""

from __future__ import annotations

import derivcheck as dc
from derivcheck.report.explorer.summary import summary


def test_a_check_gives_the_verdict_and_a_comparison_the_picture() -> None:
    check, comparison = dc.check_derivative("x^2", "3x", 1.0), dc.compare("x^2", 1.0)
    assert isinstance(check, dc.Check)
    assert isinstance(comparison, dc.Comparison)
    both, alone = summary([check, comparison]), summary([comparison])
    assert (both.verdict, alone.verdict) == (dc.Verdict.REFUTED, dc.Verdict.AGREES)
    wanted = ["The claim", "Error against the step", "Methods", "The derivative"]
    assert [section.heading for section in both.sections][:4] == wanted
    assert [section.heading for section in alone.sections][:3] == wanted[1:]
