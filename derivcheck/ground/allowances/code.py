"""Allowances of `code`: what a float constant in code stands for, and how far the constant may be off."""

from __future__ import annotations

from derivcheck.ground.allowances.record import Allowance

CONSTANT_ROUNDINGS = Allowance(
    8.0,
    "unit roundoffs",
    "derived: four operations, each of which rounds and brings in one rounded operand",
    "whether the rounding of a computed constant explains a gap, and how far from a number a float is read as it",
)
SHORT_BITS = Allowance(
    26,
    "bits",
    "derived: half a mantissa; of rounded doubles one in 2^27 has so few",
    "which constants are exact, and so leave no room for a gap",
)
FRACTION_BITS = Allowance(
    30,
    "bits",
    "derived: fractions of so many bits in all lie near one double in 10^5",
    "whether a constant is read as a fraction",
)
MULTIPLE_BITS = Allowance(
    16,
    "bits",
    "chosen: covers pi/180, and is far from what chance finds",
    "whether a constant is read as a fraction of pi or e",
)
DECIMAL_DIGITS = Allowance(
    11,
    "digits",
    "derived: decimals of so many digits lie near one double in 10^4",
    "whether a constant is read as a decimal that was typed",
)
MOVE_BITS = Allowance(
    384,
    "bits",
    "chosen: 96 for the move, 96 for the digits that agree, the rest for cancellation",
    "whether moved constants show more than the rounding of their own evaluation",
)
MOVE = Allowance(
    2.0**-96,
    "part of a constant",
    "derived: its square is beyond the digits that are judged, and itself far within those computed",
    "whether a sensitivity to a constant is one, or curvature or rounding",
)
SHARP = Allowance(
    2.0**-26,
    "detection limit",
    "chosen: half the digits of a float; it costs only runs",
    "how sharp the detection limit is where constants cancel",
)
FAR = Allowance(
    2.0**-20,
    "relative gap",
    "chosen: mistakes in formulas show in the first six digits; iterations that converge less far away leave less",
    "whether code that is right at and near the point is refuted by a point far away",
)
STEEPNESS = Allowance(
    8.0,
    "mean slopes from the point to a node",
    "chosen: a pole between the nodes makes f some times steeper at a node than on the way there",
    "whether the parts of a measured error are as far off as they say, where f is steep",
)
COMPARED_OPERATIONS = Allowance(
    400,
    "operations",
    "chosen: effort; each is done a few thousand times, which takes seconds",
    "whether code that is no formula is compared exactly, or measured",
)
