"""What a name in a formula stands for, and what to say where it stands for nothing."""

from __future__ import annotations

import keyword
from collections.abc import Collection

from derivcheck.elementary import FUNCTIONS
from derivcheck.ground.limits import MAX_NAME_LENGTH

CONSTANTS = {"pi": "pi", "\N{GREEK SMALL LETTER PI}": "pi", "e": "e", "E": "e"}
"""Each name of a constant, with the value of its node."""

RESERVED = frozenset({*keyword.kwlist, "inf", "nan", "oo", "infinity", "Infinity", "NaN"})
"""Names that are variables only where they are bound: they mean something else to most readers."""

# Where it differs from the one number of arguments of the row: fewest and most.
_ARITIES: dict[str, tuple[int, float]] = {"log": (1, 2), "min": (2, float("inf")), "max": (2, float("inf"))}

# Functions that other systems have, with what to write here.
_ELSEWHERE = {
    "factorial": "gamma(n + 1)",
    "fac": "gamma(n + 1)",
    "pow": "x**y",
    "power": "x**y",
    "square": "x**2",
    "exp2": "2**x",
    "exp10": "10**x",
    "cis": "its real or imaginary part",
    "tg": "tan(x)",
    "ctg": "cot(x)",
    "cosec": "csc(x)",
    "arctg": "atan(x)",
    "sh": "sinh(x)",
    "ch": "cosh(x)",
    "th": "tanh(x)",
    "lg": "log10(x)",
    "ld": "log2(x)",
    "lb": "log2(x)",
    "erfcx": "exp(x**2)*erfc(x)",
    "clip": "min(max(x, a), b)",
    "relu": "max(x, 0)",
    "polygamma": "digamma(x) for polygamma(0, x)",
    "root": "x**(1/n)",
    "nthroot": "x**(1/n)",
    "radians": "x*pi/180",
    "degrees": "x*180/pi",
    "deg2rad": "x*pi/180",
    "rad2deg": "x*180/pi",
}


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
    """Say how to write a function that stands without parentheses, given the token behind it.

    Examples
    --------
    >>> bare_function_fault("sin", "name", "x")
    "'sin' is a function; write sin(x)"
    >>> bare_function_fault("sin", "**", "^")
    "'sin' is a function; write sin(x)**n for a power of it"
    """
    if kind in ("**", "superscript"):
        return f"'{name}' is a function; write {name}(x)**n for a power of it"
    simple = kind in ("name", "number") and len(following) <= MAX_NAME_LENGTH
    arguments = [following if simple else "x", "y"][: FUNCTIONS[name].arity]
    return f"'{name}' is a function; write {name}({', '.join(arguments)})"


def unknown_function_fault(name: str, bound: Collection[str]) -> str:
    """Say what to write instead of ``name(…)`` where that is no function.

    Examples
    --------
    >>> unknown_function_fault("sinn", ())
    "unknown function 'sinn'; did you mean sin?"
    >>> unknown_function_fault("x", ())
    "'x' is not a function; for a product write x*(…)"
    """
    if len(name) == 1 or name in bound or name in CONSTANTS:
        return f"'{name}' is not a function; for a product write {name}*(…)"
    shown = name if len(name) <= MAX_NAME_LENGTH else f"{name[:20]}…"
    if name in _ELSEWHERE:
        return f"unknown function '{shown}'; write {_ELSEWHERE[name]}"
    if alike := _nearest(name):
        return f"unknown function '{shown}'; did you mean {alike}?"
    return variable_fault(name, bound) or f"unknown function '{shown}'; for a product write {shown}*(…)"


def _nearest(name: str) -> str:
    # Imported here because right formulas never need it.
    import difflib

    close = difflib.get_close_matches(name.lower()[:MAX_NAME_LENGTH], FUNCTIONS, n=1)
    return close[0] if close else ""


def arity_fault(name: str, count: int) -> str | None:
    """Say how many arguments a function takes, or return None if `count` is right.

    Examples
    --------
    >>> arity_fault("atan2", 1)
    'atan2 takes 2 arguments, not 1'
    >>> arity_fault("max", 1)
    'max takes 2 or more arguments, not 1'
    """
    fewest, most = _ARITIES.get(name, (FUNCTIONS[name].arity,) * 2)
    if fewest <= count <= most:
        return None
    wanted = f"{fewest}" if most == fewest else f"{fewest} or {most if most < 9 else 'more'}"
    return f"{name} takes {wanted} argument{'s' if wanted != '1' else ''}, not {count}"
