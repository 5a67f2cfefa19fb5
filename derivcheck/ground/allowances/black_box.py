"""Allowances of `methods/black_box`: derivatives and noise of code of which only the values are seen.

"The battery" is the functions of `tests/opaque_cases.py`, easy, hard, and with noise added.
"""

from __future__ import annotations

from derivcheck.ground.allowances.record import Allowance

EVALUATIONS = Allowance(
    64,
    "evaluations",
    "chosen: a limit on effort; three fits of 20 values",
    "declines where more fits find a radius",
)
ONE_SIDE_EVALUATIONS = Allowance(
    24, "evaluations", "derived: the 16 nodes of one fit and what its checks take", "whether a bend tells both slopes"
)
TARGET = Allowance(
    1e-9,
    "relative error",
    "chosen: finer than what a mistake in a formula makes, and reached in one or two fits",
    "how sharp the bound is at which no better radius is sought",
)
UNRESOLVED = Allowance(
    1e-3,
    "tail over the first coefficients",
    "derived: the coefficients of |x| fall like 2/(pi k^2), to 5e-3 of the first at degree 15",
    "whether a fit over a bend or an unresolved wave counts",
)
OFF_FIT = Allowance(
    40.0,
    "tails",
    "derived: a value is a sum of 16 terms, each off by a few tails, and noisy itself",
    "declines noisy code if smaller, overlooks a value beside the fit if larger",
)
DISAGREEMENT = Allowance(
    30.0,
    "raw errors",
    "chosen: five times the bounds, which are six raw errors",
    "whether estimates over two radii that contradict one another are declined",
)
OFF_BY_JUMPS = Allowance(
    8.0,
    "jumps between neighbouring floats",
    "derived: a few roundings of either sign make up one value, and a jump is one of them",
    "whether values off the fit next to x are rounding, which the bound then counts as a slope it may hide",
)
CHECK_DISTANCE = Allowance(
    1.7e-5,
    "part of the radius",
    "chosen: five orders of magnitude below the radius, as the documentation promises",
    "the width of structure beside x that is seen",
)
ERROR_OF_TAIL = Allowance(
    6.0,
    "tails",
    "derived: three independent coefficients are all below a sixth of their deviation with a chance of 0.13^3",
    "whether the bound of a noisy function holds",
)
ROUNDINGS = Allowance(
    64.0,
    "roundings of the value",
    "chosen: the roundings of some dozen operations in f",
    "whether a tail is taken for ordinary rounding or for noise and structure, which are looked into",
)
LEVEL = Allowance(
    10.0,
    "ratio of coefficients",
    "chosen: those of a resolved function fall by far more from one group to the next",
    "whether coefficients have stopped to fall, and so are noise or unresolved structure",
)
SIGNIFICANT = Allowance(
    3.0,
    "tails",
    "derived: normal noise exceeds three standard deviations once in 370 times",
    "which coefficients count as signal: the degree at which the fit is cut",
)
SCALE_RATIO = Allowance(
    32.0,
    "ratio of steps",
    "chosen: 11 steps cover 16 orders of magnitude",
    "whether the scale of structure is found",
)
SCALES = Allowance(
    11,
    "steps",
    "derived: 32^11 = 2^55, more than the digits of a float",
    "whether the scale of structure is found",
)
SETTLED = Allowance(
    0.2,
    "relative change of a slope",
    "derived: of sin(w x) it is (w h)^2/6, so that 16 nodes resolve more than h",
    "at which scale the slopes of f count as one slope; a bend has two",
)
MOVED = Allowance(
    2.0**-49,
    "part of the value",
    "chosen: the rounding of 16 operations",
    "whether a change of f between two points is one",
)
STEADY_RUN = Allowance(
    4,
    "changes in a row",
    "chosen: over 8^4, more than three decades of the step, and twice the runs that mislead on the battery with noise",
    "whether slopes that only happen to fall are taken for ones that converge",
)
STEADY_RATIO = Allowance(
    0.85,
    "of the change before",
    "derived: the slopes of |x|^(1 + a) fall by 8^-a, so that a of 0.08 and more converges",
    "whether slopes that diverge, or converge like 1/log h, have a limit",
)
STEADY_TAIL = Allowance(
    4.0,
    "parts of the rest of the series",
    "derived: with x/log(x) the rest is twice what the last ratio tells, and rounding spoils the last change too",
    "whether the bound of a coarse slope holds",
)
FIT_RADIUS = Allowance(
    1.5, "steps", "chosen: the fit reaches a little beyond the slopes that settled", "whether the next fit resolves f"
)
SPACING = Allowance(
    2.0**-46,
    "part of the point",
    "chosen: 2^6 floats and more, so that seven neighbours are distinct; ten times more lets waves pass for noise",
    "whether noise shows between neighbours",
)
SPACING_OF_RADIUS = Allowance(
    1e-6,
    "part of the radius",
    "chosen: so near that neither a bend nor a root aside looks like noise",
    "whether structure passes for noise",
)
STEP_PARTS = Allowance(
    26.0,
    "parts of the tail",
    "derived: seven neighbours within 6.5 spacings move f by a quarter of the tail, which is an eighth of a step",
    "whether a wave between the nodes passes for noise",
)
SAME_NOISE = Allowance(
    0.125,
    "ratio of deviations",
    "derived: the noise of a value is two or three times that of a coefficient; a quarter of that is rare",
    "declines noisy code if larger, takes structure for noise if smaller",
)
STEPS_ELSEWHERE = Allowance(
    0.93,
    "part of the radius",
    "chosen: near the ends, between nodes",
    "whether an f constant around x passes for steps",
)
CLEAR_MOVE = Allowance(
    2.0**-43,
    "part of the value",
    "chosen: the rounding of a thousand operations, between which any f stays the same",
    "whether a constant with rounding is taken for a staircase",
)
FIRST_RADIUS = Allowance(
    0.1,
    "part of the point",
    "calibrated on the battery: wider, most functions are not resolved by 16 nodes; narrower, noise weighs more",
    "how sharp the bound is, and whether one fit is enough",
)
LEAST_SCALE = Allowance(
    0.5, "distance from 0", "chosen: at 0 there is no scale but 1", "the radius that is tried at and beside 0"
)
STENCIL_REACH = Allowance(
    0.25,
    "part of the fit's radius",
    "chosen: high derivatives of the fit grow fast towards its ends",
    "whether high derivatives of the fit mean something between the nodes",
)
BETWEEN_PLACES = Allowance(
    2.0,
    "ratio of derivatives",
    "chosen: twice the largest at 17 places, since a peak may lie between them",
    "whether the truncation of a finite difference is bounded",
)
NOISE_OF_TAIL = Allowance(
    6.0,
    "tails",
    "derived: a coefficient is sqrt(8) times less noisy than a value, and the tail one of a few samples",
    "whether the round-off of a finite difference is bounded",
)
NOISE_OF_SCATTER = Allowance(
    10.0,
    "deviations from a parabola",
    "derived: with four degrees of freedom chance hides nine tenths of the noise once in 10,000 times",
    "whether the noise is bounded",
)
LEAST_NOISE = Allowance(
    4.0,
    "units in the last place",
    "derived: a few operations, all neighbours being off alike",
    "the least noise",
)
MASKED_DISTANCE = Allowance(
    2.0**-10,
    "part of the point",
    "calibrated on (1 - cos x)/x^2 for x down to 1e-8: steps times a smooth factor show there",
    "whether steps that are multiplied with something smooth are seen",
)
MASKED_SIZE = Allowance(
    0.01,
    "part of the value",
    "chosen: level coefficients that are larger belong to f",
    "whether a wave is taken for noise",
)
PLATEAU_FALL = Allowance(
    2.0**-12,
    "ratio of tails",
    "derived: over a quarter of the radius the coefficients of degree 13 of an analytic function fall by 2^-26",
    "whether what a fit leaves is taken for the errors of a solver, or for a function that is not resolved",
)
PLATEAU = Allowance(
    2.0**-20,
    "part of the value",
    "chosen: solvers are asked for six digits and more; pieces of a function that are joined differ by more",
    "whether joined pieces pass for the errors of a solver",
)
NARROWINGS = Allowance(
    7,
    "sixteenths of the radius",
    "derived: at 2^-28 of it half of the digits of f are left in its differences",
    "whether a wave of f is told from the errors of a solver",
)
EDGE_HALVINGS = Allowance(
    40,
    "halvings",
    "derived: 2^-40 of the way, over which no slope moves f by much",
    "whether a slope passes for a step",
)
EDGE_RISE = Allowance(
    2.0**-10,
    "part of the height",
    "chosen: a bend rises by far less next to its corner, a step by all of its own height",
    "whether a piece that is flat is one of a staircase",
)
