"""Allowances of `claims`: a claimed formula at points, on intervals, its proof, and the cause of a wrong one.

"Effort" is a limit that only ever turns a verdict into unresolved, a proof into an agreement, or a cause into none.
"""

from __future__ import annotations

from derivcheck.ground.allowances.record import Allowance

AGREEMENT_BITS = Allowance(
    96,
    "bits",
    "chosen: 29 digits, a dozen more than a constant that is typed has",
    "how small a gap, next to the derivative, counts as none; the first precision has twice as many bits",
)
MOST_BITS = Allowance(
    3072,
    "bits",
    "chosen: effort; cancellation of 900 digits",
    "unresolved where function or claim cancel more than that",
)
ZERO_BITS = Allowance(
    1100,
    "bits",
    "derived: the smallest float64 is 2^-1074, with 26 bits to spare",
    "whether a derivative that cannot be told from zero is zero, and a claim of 0 right",
)
CANDIDATES = Allowance(
    40, "points", "chosen: effort; twice the list of simple points", "unresolved where the common domain is not found"
)
SCANNED = Allowance(
    16_384,
    "floats",
    "derived: over 100 powers of two a domain that is 1% of its distance wide holds one of 80 an octave",
    "unresolved where the common domain is narrower",
)
SCAN_BELOW = Allowance(
    40, "powers of two", "chosen: lengths in units of 1e-12", "unresolved where the domain is closer to 0"
)
SCAN_ABOVE = Allowance(
    60, "powers of two", "chosen: beyond 1e18 floats are no integers", "unresolved where the domain is farther off"
)
NARROWEST_BOX = Allowance(
    36,
    "powers of two",
    "chosen: 1e-11 of the point, with room for floats",
    "unresolved closer to a singularity",
)
BEND = Allowance(
    2.0**-10,
    "part of the derivative",
    "chosen: what a smooth formula seldom moves by from a double to the next",
    "whether it is said of a point that f bends before the next double",
)
SUSPECTS = Allowance(
    2,
    "points",
    "chosen: the rounding of a cancelled sum may look worst at one",
    "whether a claim that is wrong on another piece of the domain is refuted",
)
UNCOVERED = Allowance(
    6,
    "points",
    "chosen: effort; four of the usual points lie far off, on both sides of 0",
    "whether a claim that has no value where f is differentiable is found out beside an agreement",
)
NOTABLE = Allowance(
    2.0**-26,
    "relative gap",
    "chosen: half of the digits; a larger loss costs a look in high precision, not a verdict",
    "which float gaps are looked at in high precision",
)
SCREENED = Allowance(
    128,
    "floats",
    "chosen: effort; one vectorised run of them",
    "whether a narrow domain is seen",
)
SIDE_DISTANCE = Allowance(
    64, "powers of two", "chosen: below the spacing of floats", "what a kink, pole or jump is called, and its slopes"
)
SIDE_STEP = Allowance(
    96,
    "powers of two",
    "derived: x^(1/8) gains 12 bits over it",
    "whether a slope that grows slowly is seen to grow",
)
SIDE_GAIN = Allowance(
    12, "bits", "derived: what x^(1/8) gains over a step of 96", "whether values beside a point have a limit"
)
BOXES = Allowance(4096, "boxes", "chosen: effort", "unresolved on an interval that takes more")
DOUBLINGS = Allowance(
    20,
    "powers of two",
    "chosen: effort; six decades on either side of 1, or of the size of the end",
    "how much of a half-line is proven by balls",
)
SHARE = Allowance(
    32,
    "part of the boxes",
    "chosen: effort; twenty intervals of a half-line, of which the last alone takes all",
    "how far out a half-line is proven, and how much of where a refuted claim is right",
)
EXTENT_OPERATIONS = Allowance(
    4_000,
    "boxes times nodes",
    "chosen: effort; a tenth of a second",
    "how much of where a refuted claim is right is proven, on either side",
)
POSITIVE_POINTS = Allowance(
    8,
    "points",
    "chosen: that a wrong claim is right at so many points, and wrong at none, is no accident",
    "whether a refuted claim is said to be right where a letter is positive",
)
BISECTIONS = Allowance(
    40,
    "halvings",
    "derived: to 12 digits of the distance between a right and a wrong point",
    "the digits of where a claim turns wrong",
)
CLOSENESS = Allowance(
    8,
    "times the bits of agreement",
    "chosen: 1,536 bits, with which a term that falls like exp(-x) shows up to x = 1,000",
    "whether a claim that is refuted elsewhere is called right at a point",
)
BOX_OPERATIONS = Allowance(
    400_000,
    "boxes times nodes",
    "chosen: effort; no other value was tried",
    "unresolved on an interval for a long formula",
)
ROUGH_BITS = Allowance(
    64,
    "bits",
    "measured: with 128 Arb takes over 30 times as long for incomplete gamma functions over a box",
    "how many boxes an interval takes, and how long",
)
COARSE_BITS = Allowance(
    128,
    "bits",
    "chosen: twice as many, where with the fewer a sum that cancels is not finite over a box",
    "unresolved on an interval where a sum cancels more than 38 digits",
)
CHEAP_BITS = Allowance(
    384,
    "bits",
    "measured: up to so many a look takes as long as with fewer, as most of it is Python's",
    "how many boxes are looked at where a point takes more bits",
)
BOX_SECONDS = Allowance(
    12.0,
    "seconds",
    "chosen: effort; what a verdict may take on the command line, less what a proof may take and the rest",
    "unresolved on an interval where a box takes long, as where numbers are as small as exp(-1e24)",
)
BOX_WIDTH = Allowance(
    2.0**-44,
    "part of the interval",
    "derived: 2^9 floats of the larger end",
    "unresolved instead of smaller boxes",
)
SINGULAR_WIDTH = Allowance(
    2.0**-14,
    "part of the interval",
    "chosen: 1e-4 of the interval is set aside around a pole",
    "how much of an interval with a singular point is proven",
)
LOCATION_WIDTH = Allowance(
    2.0**-50, "part of the interval", "derived: a few floats of the larger end", "the digits of a singular point"
)
SCALE_SAMPLES = Allowance(
    5, "points", "chosen: ends, middle and quarters", "the slope that the proven bound is relative to"
)
CLUSTER = Allowance(
    16,
    "boxes",
    "chosen: a simple singular point leaves two or three",
    "whether one such point is said to be several",
)
POLE_GROWTH = Allowance(
    2.0, "ratio", "derived: 1/x^(1/8) doubles over 2^8", "whether a singular point is called a pole"
)
PROOF_SECONDS = Allowance(
    10.0, "seconds", "chosen: effort; what a user waits for", "agrees instead of proved where a proof takes longer"
)
PROOF_BYTES = Allowance(
    2**30, "bytes", "chosen: effort; those of the terms below", "agrees instead of proved where a proof takes more"
)
PROOF_TERMS = Allowance(
    2_000_000,
    "terms",
    "chosen: effort; fits into those bytes",
    "agrees instead of proved where a proof takes more",
)
PROOF_STARTS = Allowance(
    100,
    "starts",
    "calibrated on a sum of six exponentials times sines, which takes more than ten",
    "agrees instead of proved where a proof needs more finer and finer generators",
)
PRIMES = Allowance(
    1024, "size", "chosen: effort; numbers that people type", "no proof that log(103) + log(107) is log(11021)"
)
FACTORED_TERMS = Allowance(
    300,
    "terms",
    "chosen: effort; a fourth power of four terms has 35",
    "no proof of a root of a longer power",
)
PROOF_POINTS = Allowance(
    16, "points", "chosen: no other value was tried but 1, which is too few", "whether an unsound step of SymPy is told"
)
MORE_PROOF_POINTS = Allowance(
    200,
    "points",
    "chosen: effort; 20 miss a domain such as that of asin(x - 4)",
    "agrees instead of proved without one",
)
WHOLE_NUMBERS = Allowance(
    0.3,
    "part of the points",
    "chosen: negative numbers have powers there; 0.03 is too little",
    "whether proofs of them are confirmed",
)
SEARCH = Allowance(
    50_000,
    "values",
    "calibrated on 400 wrong claims: half take 140, one in a hundred 2,900 or more, none more than 6,200",
    "no cause for a huge claim",
)
BRANCHES = Allowance(
    100, "values", "chosen: effort; two sines within one another have 14^2", "no cause inside a sine of a sine"
)
NEAR_PERIODS = Allowance(3, "periods", "chosen: effort", "no cause for a wrong argument of a sine")
FAR_PERIODS = Allowance(24, "periods", "chosen: effort", "no cause for a wrong number inside of a sine far off")
LARGEST = Allowance(1e300, "size", "derived: a number of the search is compared as a float64", "no cause beyond it")
DENOMINATOR = Allowance(
    10**9, "size", "chosen: nine decimals are more than people type", "whether a decimal is recognised"
)
FRACTION = Allowance(
    10**7,
    "numerator times denominator",
    "chosen: seven digits in all, of the 29 that agree",
    "which fractions are named as a cause",
)
MULTIPLE = Allowance(
    400, "numerator times denominator", "chosen: covers pi/180 and 360/pi", "which multiples of pi are named as a cause"
)
ROUNDED_DIGITS = Allowance(
    15,
    "digits",
    "derived: the decimals of so many digits that float64 keeps apart; with fewer, a program is worse for it",
    "agrees to the digits of its constants, or refuted with a rounded constant as the cause",
)
ROUNDED_GROWTH = Allowance(
    1000.0,
    "ratio",
    "chosen: three digits that the formula may lose of those of its constants",
    "refuted where decimals cancel, so that their last digits are most of the derivative",
)
ROUNDED_UNKNOWNS = Allowance(
    8, "decimals", "chosen: effort; the published slope of a tanh form has four", "no cause where more were rounded"
)
ROUNDED_REACH = Allowance(
    2.0,
    "units in the last place",
    "derived: a decimal is cut off by less than one; the rest is for curvature and float rounding",
    "which gaps may come from rounded decimals",
)
FEW_DIGITS = Allowance(
    2,
    "digits",
    "chosen: such as 0.5 and 1.5, which are exact beside longer ones; of up to twice as many only 1/3, pi and "
    "the like are known again",
    "whether a short decimal is called rounded, or wrong",
)
NEWTON_STEPS = Allowance(
    9,
    "steps",
    "derived: from one digit to 60 by doubling takes six",
    "no cause where a decimal of few digits is far from its number",
)
SHOWN_CONSTANT = Allowance(20, "digits", "chosen: five more than float64 has", "how a constant without a name is shown")
