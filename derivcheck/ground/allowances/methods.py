"""Allowances of `methods`: the reference, and derivatives of formulas with a bound."""

from __future__ import annotations

from derivcheck.ground.allowances.record import Allowance

ZERO_BITS = Allowance(
    8_192,
    "bits",
    "chosen: half of them are digits of the radius, 2^-4096, four times beyond the exponents of float64",
    "whether a derivative that cannot be told from zero is reported as zero",
)
MOST_BITS = Allowance(
    60_000, "bits", "chosen: effort; cancellation of 18,000 digits", "no reference where more bits are needed"
)
TERM_BITS = Allowance(
    4_096,
    "bits",
    "chosen: effort; of the Bessel function K at 100 some 300 bits cancel",
    "whether a term of the error that cancellation has lost is known, or only bounded",
)
SYMBOLIC_SIZE = Allowance(
    5_000,
    "operations",
    "chosen: effort; no other value was tried",
    "no symbolic derivative, nor a proof in this process, of a larger formula",
)
SYMBOLIC_SECONDS = Allowance(
    10.0, "seconds", "chosen: effort; what a user waits for", "no symbolic derivative where it takes longer"
)
SAMPLE_BITS = Allowance(
    8,
    "bits",
    "chosen: the error of f at the nodes may be 256 times that at x",
    "whether rounding of the working precision passes for a part of the error",
)
RESOLUTION_BITS = Allowance(
    64, "bits", "derived: more than the digits of the floats that are shown", "the digits of the parts of an error"
)
SLOPE_JUMP = Allowance(
    2.0**-20,
    "relative change of a slope",
    "derived: of a smooth f it is |x f''/f'| 2^-52, so 2^-20 only where slopes change within 2^-32 of x",
    "whether forward mode of code is declined at a jump of its slope",
)
DIVISION_UNITS = Allowance(
    2.0,
    "roundings of the real operation",
    "derived: Smith's method scales, multiplies and divides",
    "whether the bound of the complex step holds for quotients",
)
ROOT_UNITS = Allowance(
    2.5,
    "roundings of the real operation",
    "derived: the modulus, a sum and a root",
    "whether the bound of the complex step holds for square roots",
)
LOGARITHM_UNITS = Allowance(
    2.0,
    "roundings of the real operation",
    "derived: the modulus and the argument",
    "whether the bound of the complex step holds for logarithms",
)
CROSSING_RATIO = Allowance(
    10.0,
    "ratio of steps",
    "chosen: a decade, since round-off scatters over one; the sentence says 'about'",
    "whether the sentence on a curve tells of steps at which now truncation, now round-off is larger",
)
EVEN_STEPS = Allowance(
    0.1,
    "log2 of an error",
    "chosen: 7 %, far below the factor of two or more by which a predicted round-off is too large",
    "which of the steps with nearly the same predicted error is taken: the largest",
)
