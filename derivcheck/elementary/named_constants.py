"""The constants by whose names numbers are called: one table for formulas, for code and for arrays."""

from __future__ import annotations

import math

NAMED = {
    "pi": math.pi,
    "sqrt(2)": math.sqrt(2),
    "sqrt(3)": math.sqrt(3),
    "log(2)": math.log(2),
    "log(10)": math.log(10),
    "sqrt(pi)": math.sqrt(math.pi),
    "e": math.e,
    "pi**2": math.pi**2,
    "sqrt(2*pi)": math.sqrt(2 * math.pi),
}
"""Each as a formula, with its double, the likeliest first."""

COMPOSED = ("sqrt(2/pi)", "log(2*pi)", "sqrt(5)", "log(3)", "sqrt(6)", "sqrt(2*e)", "pi*sqrt(2)")
"""Formulas of further constants that are typed as decimals, and are hardly ever the factor of a mistake."""

ATOMS = {"pi": NAMED["pi"], "e": NAMED["e"]}
"""Those that are no function of others."""

REMARKS = dict.fromkeys(("pi/180", "180/pi"), ", as if for degrees instead of radians")
"""What a factor tells of a mistake, after its name."""
