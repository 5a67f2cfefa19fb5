"""What the verdict rule allows: `claims.verdict_rule`."""

from __future__ import annotations

from derivcheck.ground.allowances.record import Allowance

MEANINGFUL = Allowance(
    2.0**-7,
    unit="relative error",
    why="a forgotten term, factor or sign changes a derivative by more than one part in 128 somewhere near the point",
    decides="where a check that could not have seen a larger error is unresolved instead of a pass",
)
