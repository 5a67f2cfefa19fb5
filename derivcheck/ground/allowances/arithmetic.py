"""Allowances of `arithmetic`: how large the numbers of an evaluation may get, and how exact its functions are."""

from __future__ import annotations

from derivcheck.ground.allowances.record import Allowance

MAGNITUDE_BITS = Allowance(
    65_536,
    "bits",
    "chosen: effort; far beyond the 2^1024 of float64",
    "no value of a function, such as a sine, of a larger argument",
)
EXPONENT_BITS = Allowance(
    2_048,
    "bits",
    "derived: twice the exponent of the largest float64, so that a product of two is within",
    "no value of an exponential or a power of a larger one",
)
FUNCTION_SECONDS = Allowance(
    1.5, "seconds of processor time", "chosen: effort; no other value was tried", "no value of a special function"
)
ROUNDED_BITS = Allowance(
    4_096,
    "bits",
    "chosen: effort; the exponents of doubles, twice over",
    "no value of a function that is rounded from balls, where they know it less exactly",
)
NARROW = Allowance(
    2.0**-10,
    "width of an argument",
    "chosen: a slope with peaks varies by a thousandth over it",
    "whether the peak of a slope between the places that are looked at is bounded",
)
PRECISE_UNITS = Allowance(
    4.0,
    "unit roundoffs",
    "calibrated on 13 functions of mpmath at 1,300 points: 1.0 at most, correct rounding having 1",
    "whether the running bound of a function in high precision holds",
)
SQUARE_UNITS = Allowance(
    1.125,
    "unit roundoffs",
    "derived: one multiplication has 1, a call of pow 1.08 (0.54 units in the last place)",
    "whether the running bound of a square holds",
)
FLOAT32_ULPS = Allowance(
    4.0,
    "units in the last place",
    "calibrated on NumPy's own functions of float32: 3.83 for log, the least exact",
    "whether the running bound of a function in float32 and longdouble holds",
)
MOVED = Allowance(
    2.0**-20,
    "share of an operand",
    "chosen: far more than operands are uncertain by, which is its square at most, and far less than a domain is wide",
    "no value, for want of bits, where an operand that is hardly known is taken to be outside of a domain",
)
GATHERING = Allowance(
    50_000,
    "terms and factors",
    "chosen: effort; 1,000 integrals of a table take 1,000 in the median, and 13,000 at most",
    "whether a long formula is written with what is alike gathered, or as it is",
)
