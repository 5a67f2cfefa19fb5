"""What a name in a formula stands for: a variable, a constant, a function."""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Mapping

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.aliases import ALIASES
from derivcheck.formula.templates import TEMPLATES

CONSTANTS = {"pi": "pi", "\N{GREEK SMALL LETTER PI}": "pi", "Pi": "pi", "PI": "pi", "M_PI": "pi", "e": "e", "E": "e"}
"""Each name of a constant, with the value of its node."""

RESERVED = frozenset({*keyword.kwlist, "inf", "nan", "oo", "infinity", "Infinity", "NaN"} - {"lambda"})
"""Names that are variables only where they are bound: they mean something else to most readers."""

GREEK = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho varrho sigma "
    "varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Sigma Upsilon Phi Psi Omega "
    "hbar ell".split()
)
"""Names of letters, which are as good as the letters."""

LETTERS_TOO = frozenset("beta zeta Ei E1 Si Ci Shi Chi li j0 j1 y0 y1 i0 i1 k0 k1".split())
"""Functions that are variables where no parenthesis follows."""

CALLED_ONLY = frozenset(
    "rem fix ramp step clip clamp add plus minus times multiply divide subtract negative degrees radians arch "
    "integer rational mul float".split()
)
"""The same for words that name other things too."""

# The number of arguments of what is no function of the table but written out by the parser.
COMPOSED: Mapping[str, int] = {
    **dict.fromkeys(("pow", "power", "root", "nthroot", "surd"), 2),
    **dict.fromkeys(("square", "exp2", "exp10", "reciprocal", "trigamma"), 1),
    **{name: row.fewest for name, row in TEMPLATES.items()},
}
"""Functions that are written out in operations and functions of the table, with their number of arguments."""

USUAL = frozenset("xyzt")
"""Letters that are variables to everybody."""

ALIKE = (USUAL, frozenset("abc"), frozenset("pq"), frozenset("uvw"))
"""Letters that stand side by side in products."""

LOST_EXPONENT = re.compile("[xyzt][2-9]")
"""A variable with a number that may have been its exponent."""

ANGLES = USUAL | frozenset("uvw\u03b8\u03c6\u03d5\u03b1\u03b2") | {"theta", "phi", "varphi", "alpha", "beta"}
"""Those, and letters that stand alone as the argument of a sine."""

CIRCULAR = frozenset(name for name in FUNCTIONS if name.rstrip("h") in ("sin", "cos", "tan", "cot", "sec", "csc"))
"""Circular and hyperbolic functions: sin^-1 is arcsin, and "sin 2 x" the sine of 2x."""


def arity(name: str) -> int:
    """Return the number of arguments of a function, the least one where there are several."""
    return COMPOSED.get(name) or FUNCTIONS[name].arity


def function_named(name: str) -> str | None:
    """Return the function that a name means where an argument follows it, or None.

    Examples
    --------
    >>> function_named("ArcTan"), function_named("tg"), function_named("x")
    ('arctan', 'tan', None)
    """
    if name in FUNCTIONS or name in COMPOSED:
        return name
    small = name if name.islower() else name.lower()
    # In capitals another function.
    if len(small) < 2 or name in GREEK or name == "Li" or is_amplitude(name):
        return small if name == "Gamma" else None
    if small in FUNCTIONS or small in COMPOSED:
        return small
    return ALIASES.get(name) or ALIASES.get(small)


def is_amplitude(name: str) -> bool:
    """Return whether a name is read as A times a function by some, and as an arc function by others: Acos."""
    return name[0] == "A" and name[1:] in CIRCULAR


def inverse(name: str) -> str | None:
    """Return the inverse of a circular or hyperbolic function.

    Examples
    --------
    >>> inverse("sinh"), inverse("log")
    ('asinh', None)
    """
    return f"a{name}" if name in CIRCULAR and f"a{name}" in FUNCTIONS else None


def is_known_word(name: str, bound: Collection[str]) -> bool:
    """Return whether a name can only be one factor: a letter, one with an index, or a name that has a value.

    Examples
    --------
    >>> [is_known_word(name, {"rate"}) for name in ("x", "x_1", "alpha", "rate", "time")]
    [True, True, True, True, False]
    """
    stem = name.partition("_")[0]
    return len(stem) == 1 or stem in GREEK or name in bound or name in CONSTANTS
