"""What a name in a formula stands for, and what to say where it stands for nothing."""

from __future__ import annotations

import keyword
import re
from collections.abc import Collection, Mapping

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.aliases import ALIASES
from derivcheck.formula.questions import Question
from derivcheck.formula.templates import TEMPLATES
from derivcheck.ground.limits import MAX_NAME_LENGTH

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

# How many arguments each takes: fewest and most.
_ARITIES: dict[str, tuple[int, float]] = {
    **{name: (row.arity, row.arity) for name, row in FUNCTIONS.items()},
    **{name: (count, count) for name, count in COMPOSED.items()},
    "log": (1, 2),
    **dict.fromkeys(("min", "max", "logaddexp", "logsumexp"), (2, float("inf"))),
    **{name: (row.fewest, len(row.parameters)) for name, row in TEMPLATES.items() if row.defaults},
}

USUAL = frozenset("xyzt")
"""Letters that are variables to everybody."""

ALIKE = (USUAL, frozenset("abc"), frozenset("pq"), frozenset("uvw"))
"""Letters that stand side by side in products."""

ANGLES = USUAL | frozenset("uvw\u03b8\u03c6\u03d5\u03b1\u03b2") | {"theta", "phi", "varphi", "alpha", "beta"}
"""Those, and letters that stand alone as the argument of a sine."""

CIRCULAR = frozenset(name for name in FUNCTIONS if name.rstrip("h") in ("sin", "cos", "tan", "cot", "sec", "csc"))
"""Circular and hyperbolic functions: sin^-1 is arcsin, and "sin 2 x" the sine of 2x."""

# Functions that other systems have, with what to write here.
_ELSEWHERE = {
    "psigamma": "polygamma(n, x)",
    "ellipke": "ellipk(m) or ellipe(m)",
    "diff": "the formula alone; a derivative to be taken is not read",
    "derivative": "the formula alone; a derivative to be taken is not read",
    "cis": "its real or imaginary part",
    "airy": "airyai(x) or airybi(x)",
    "fresnel": "fresnels(x) or fresnelc(x)",
}

# The same of one argument, with what they are, and what goes on behind that.
_CALLED_ELSEWHERE = {
    **dict.fromkeys(("factorial", "fac"), (("gamma(… + 1)",), "")),
    "sqr": (("…^2", "sqrt(…)"), ", for systems differ"),
    "lg": (("log10(…)", "log2(…)"), ", for books differ"),
    "frac": (("(… - floor(…))", "(… - trunc(…))"), ", for books differ"),
    "phi": (("normcdf(…)", "normpdf(…)"), ", the normal distribution function and its density"),
    "si": (("Si(…)", "(Si(…) - pi/2)"), ", which it is in some books"),
    "ci": (("Ci(…)",), ""),
    "ei": (("Ei(…)",), ""),
    "shi": (("Shi(…)",), ""),
    "chi": (("Chi(…)", "chi*(…)"), ""),
    "li": (("li(…)", "(li(…) - li(2))", "polylog(2, …)"), ", for books differ"),
    "dilog": (("polylog(2, …)", "spence(…)"), ", which is polylog(2, 1 - x)"),
    "cdf": (("normcdf(…)",), " for the normal distribution"),
    "pdf": (("normpdf(…)",), " for the normal distribution"),
}

_PRODUCT_OR_FUNCTION = " for a product, else write the function out"

# No factor with an index, nor a product of letters.
_WORD = re.compile("[^\\W\\d_]{4,}")

_WITH_DIGITS = re.compile("([a-z]+)([0-9]{1,3})")

# Functions that have no like here: another name would be another function.
_WITHOUT_LIKE = frozenset(
    "softmax ldexp frexp csgn nextafter copysign normppf besselh betainc ellipj ellippi ellipf "
    "csqrt cexp clog dexp dgamma dbeta dpois dbinom dunif dchisq pexp pgamma pbeta punif "
    "int sum prod limit re im arg conj gd hav "
    "theta delta dirac eta sinhc tri rect".split()
)


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
    if len(small) < 2 or name in GREEK or name == "Li" or _is_amplitude(name):
        return small if name == "Gamma" else None
    if small in FUNCTIONS or small in COMPOSED:
        return small
    return ALIASES.get(name) or ALIASES.get(small)


def _is_amplitude(name: str) -> bool:
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


def is_function_elsewhere(name: str) -> bool:
    """Return whether a name is a function in other systems, and of no row here: zeta(x) is no product.

    Examples
    --------
    >>> is_function_elsewhere("Phi"), is_function_elsewhere("alpha")
    (True, False)
    """
    small = name.lower()
    return small in _WITHOUT_LIKE or small in _ELSEWHERE or small in _CALLED_ELSEWHERE or name in LETTERS_TOO


def variable_fault(name: str, bound: Collection[str]) -> str | None:
    """Say why a name cannot be a variable, or return None if it can.

    Examples
    --------
    >>> variable_fault("alpha", ()) is None
    True
    >>> variable_fault("__class__", ())
    "'__class__' cannot be a name; leave out the double underscore"
    """
    if len(name) > MAX_NAME_LENGTH:
        return f"the name {name[:20]}… has {len(name)} characters; {MAX_NAME_LENGTH} are allowed"
    if "__" in name:
        return f"'{name}' cannot be a name; leave out the double underscore"
    if name in RESERVED and name not in bound:
        return f"'{name}' has another meaning and is no variable here; give it another name"
    return None


def bare_function_fault(name: str, kind: str, following: str) -> str:
    """Say how to write a function that stands without an argument, given the token behind it.

    Examples
    --------
    >>> bare_function_fault("sin", "+", "+")
    "'sin' is a function; write sin(x)"
    >>> bare_function_fault("sin", "**", "^")
    "'sin' is a function; write sin(x)**n for a power of it"
    """
    if kind in ("**", "superscript"):
        if name == "exp" and kind == "**":
            doubt = "'exp' is a function, whose argument is behind no sign of a power"
            return Question(doubt, f"exp{following}", ["exp "])
        return f"'{name}' is a function; write {name}(x)**n for a power of it"
    if name in GREEK:
        return f"'{name}' is a function; write {name}(x), or give {name} a value if it is a variable"
    if kind == "-" and (other := inverse(name)):
        return f"'{name}' is a function; write {name}(x), or {other}(x) for its inverse"
    simple = kind in ("name", "number") and len(following) <= MAX_NAME_LENGTH
    if kind == "asked" and len(following) == 2:  # sin nx
        simple, following = True, "*".join(following)
    arguments = ["x", "y"] if arity(name) > 1 else [following if simple else "x"]
    return f"'{name}' is a function; write {name}({', '.join(arguments)})"


def unknown_function_fault(name: str, bound: Collection[str]) -> str:
    """Say what to write instead of ``name(…)`` where that is no function.

    Examples
    --------
    >>> unknown_function_fault("sinn", ())
    "unknown function 'sinn'; did you mean sin?"
    >>> unknown_function_fault("f", ())
    "'f' is not a function; write f*(…) for a product, else write the function out"
    >>> unknown_function_fault("ksin", ())
    "unknown function 'ksin'; write k*sin(…) for a product"
    """
    if len(name) == 1 or name in bound or name in CONSTANTS:
        if name == "K":
            doubt = "'K' before a parenthesis may be an elliptic integral, of the parameter or the modulus, or a factor"
            return Question(doubt, name, ["ellipk(…)", "ellipk(…^2)", "K*(…)"])
        return Question(f"'{name}' is not a function", name, [f"{name}*(…)"], _PRODUCT_OR_FUNCTION)
    shown = name if len(name) <= MAX_NAME_LENGTH else f"{name[:20]}…"
    small = name.lower()
    if _is_amplitude(name):
        readings = [f"{small}(…)", f"A*{small[1:]}(…)"]
        return Question(f"'{name}' may be an arc function, or A times another", name, readings)
    if name in GREEK and name in FUNCTIONS:
        return Question(f"'{name}' as a letter is no function", f"\\{name}", [f"{name}(…)", f"{name}*(…)"])
    if (found := _WITH_DIGITS.fullmatch(name)) and found[1] in FUNCTIONS:
        function, number = found.groups()
        readings = [f"{function}({number}*(…))", f"{function}(…)^{number}"]
        if function in ("log", "ln"):
            readings.insert(0, f"log(…, {number})")
        return Question(f"'{name}' has {'two' if len(readings) == 2 else 'several'} readings", name, readings)
    if small in _CALLED_ELSEWHERE:
        pieces, otherwise = _CALLED_ELSEWHERE[small]
        return Question(f"unknown function '{shown}'", name, pieces, otherwise)
    if small in _ELSEWHERE:
        return f"unknown function '{shown}'; write {_ELSEWHERE[small]}"
    if small in _WITHOUT_LIKE:
        return f"derivcheck has no function '{shown}'; write it out in functions that it has, or give it as code"
    if fault := variable_fault(name, bound):
        return fault
    if composition := _composition(shown):
        return Question(f"unknown function '{shown}'", name, [composition])
    if alike := _misspelt(small):
        return f"unknown function '{shown}'; did you mean {alike}?"
    product = _product(shown)
    if product != f"{shown}*":
        return Question(f"unknown function '{shown}'", name, [f"{product}(…)"], " for a product")
    if _WORD.fullmatch(name):
        return f"unknown function '{shown}'; write the function out, or give {shown} a value if it is a factor"
    return Question(f"unknown function '{shown}'", name, [f"{product}(…)"], _PRODUCT_OR_FUNCTION)


def _product(name: str) -> str:
    """Return a name with a sign before the function it ends with: ``k*sin``."""
    ends = [i for i in range(1, len(name) - 1) if name[i:] in FUNCTIONS]
    return f"{name[: ends[0]]}*{name[ends[0] :]}" if ends else f"{name}*"


def _composition(name: str) -> str:
    """Return a function of a function that are written together, with its brackets, or "": ``ln(sin(…))``."""
    ends = (i for i in range(2, len(name) - 1) if name[i:] in CIRCULAR and name[:i] in FUNCTIONS)
    return next((f"{name[:i]}({name[i:]}(…))" for i in ends), "")


def _misspelt(name: str) -> str:
    """Return the function from which a name differs by one slip of the keys, or ""."""
    if not 3 <= len(name) <= MAX_NAME_LENGTH or "_" in name:
        return ""
    return next((function for function in FUNCTIONS if len(function) > 2 and _one_slip(name, function)), "")


def _one_slip(a: str, b: str) -> bool:
    """Return whether one letter is too much, missing, another, or two neighbours have changed places."""
    if len(a) > len(b):
        a, b = b, a
    # A first letter that differs makes another word: xsin is no slip for sin or asin.
    start = next((i for i, (p, q) in enumerate(zip(a, b, strict=False)) if p != q), len(a))
    rest, other = a[start:], b[start:]
    if len(a) < len(b):
        return start > 0 and rest == other[1:]
    swapped = len(rest) > 1 and rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or (start > 0 and rest[1:] == other[1:])


def arity_fault(name: str, count: int) -> str | None:
    """Say how many arguments a function takes, or return None if `count` is right.

    Examples
    --------
    >>> arity_fault("atan2", 1)
    'atan2 takes 2 arguments, not 1'
    >>> arity_fault("max", 1)
    'max takes 2 or more arguments, not 1'
    """
    fewest, most = _ARITIES[name]
    if fewest <= count <= most:
        return None
    wanted = f"{fewest}" if most == fewest else f"{fewest} or {most if most < 9 else 'more'}"
    return f"{name} takes {wanted} argument{'s' if wanted != '1' else ''}, not {count}"
