"""What to say of a name that stands for nothing: no variable, no function, or too few arguments."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from fractions import Fraction

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.capital_i import logarithm_called
from derivcheck.formula.fortran import DOUBLE
from derivcheck.formula.functions_elsewhere import CALLED_ELSEWHERE, ELSEWHERE, WITHOUT_LIKE
from derivcheck.formula.functions_in_names import PIECE, logarithm_of_product
from derivcheck.formula.names import CIRCULAR, COMPOSED, CONSTANTS, GREEK, RESERVED, USUAL, arity, inverse, is_amplitude
from derivcheck.formula.questions import Question
from derivcheck.formula.templates import TEMPLATES
from derivcheck.ground.limits import MAX_NAME_LENGTH, MAX_ZETA_ORDER

# How many arguments each takes: fewest and most.
_ARITIES: dict[str, tuple[int, float]] = {
    **{name: (row.arity, row.arity) for name, row in FUNCTIONS.items()},
    **{name: (count, count) for name, count in COMPOSED.items()},
    "log": (1, 2),
    **dict.fromkeys(("min", "max", "logaddexp", "logsumexp"), (2, float("inf"))),
    **{name: (row.fewest, len(row.parameters)) for name, row in TEMPLATES.items() if row.defaults},
}

_PRODUCT_OR_FUNCTION = " for a product, else write the function out"

# No factor with an index, nor a product of letters.
_WORD = re.compile("[^\\W\\d_]{4,}")

_CAPITALS = re.compile("(?!PV|FV)[A-Z]{2}")

_WITH_DIGITS = re.compile("([a-z]+)([0-9]{1,3})")


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
        return _of_factor(name)
    return next(
        fault
        for ask in (
            _of_letters,
            logarithm_called,
            _with_digits,
            _elsewhere,
            lambda name: variable_fault(name, bound),
            _of_parts,
        )
        if (fault := ask(name))
    )


def _of_factor(name: str) -> str:
    """Ask what a letter, or a name that has a value, is before a parenthesis."""
    if name == "K":
        doubt = "'K' before a parenthesis may be an elliptic integral, of the parameter or the modulus, or a factor"
        return Question(doubt, name, ["ellipk(…)", "ellipk(…^2)", "K*(…)"])
    return Question(f"'{name}' is not a function", name, [f"{name}*(…)"], _PRODUCT_OR_FUNCTION)


def _of_letters(name: str) -> str | None:
    """Ask for an amplitude before a function, or a letter that is the name of one."""
    if is_amplitude(name):
        readings = [f"{name.lower()}(…)", f"A*{name[1:]}(…)"]
        return Question(f"'{name}' may be an arc function, or A times another", name, readings)
    if name in GREEK and name in FUNCTIONS:
        return Question(f"'{name}' as a letter is no function", f"\\{name}", [f"{name}(…)", f"{name}*(…)"])
    return None


def _with_digits(name: str) -> str | None:
    """Ask what a number right behind the name of a function is: sin2(x), log3(x)."""
    found = _WITH_DIGITS.fullmatch(name)
    if found is None or found[1] not in FUNCTIONS:
        return None
    function, number = found.groups()
    readings = [f"{function}({number}*(…))", f"{function}(…)^{number}"]
    if function in ("log", "ln"):
        readings.insert(0, f"log(…, {number})")
    return Question(f"'{name}' has {'two' if len(readings) == 2 else 'several'} readings", name, readings)


def _elsewhere(name: str) -> str | None:
    """Say what a function of other systems is here."""
    small, shown = name.lower(), _shown(name)
    if function := DOUBLE.get(small):
        readings = [f"{function}(…)", f"{name[0]}*{function}(…)"]
        other = ", another one in R," if small in WITHOUT_LIKE else ","
        return Question(f"'{name}' is a function in Fortran{other} or a product", name, readings)
    if small in CALLED_ELSEWHERE:
        pieces, otherwise = CALLED_ELSEWHERE[small]
        return Question(f"unknown function '{shown}'", name, pieces, otherwise)
    if small in ELSEWHERE:
        return f"unknown function '{shown}'; write {ELSEWHERE[small]}"
    if small in WITHOUT_LIKE and name in GREEK:
        return Question(f"derivcheck has no function '{shown}'", name, [f"{name}*(…)"], _PRODUCT_OR_FUNCTION)
    if small in WITHOUT_LIKE:
        return f"derivcheck has no function '{shown}'; write it out in functions that it has, or give it as code"
    return None


def _of_parts(name: str) -> str:
    """Say of which functions and factors a name may be made, or which it may be by a slip."""
    if logarithms := logarithm_of_product(name):
        return Question(f"'{name}' has two readings", name, logarithms)
    if composition := _composition(name):
        return Question(f"unknown function '{name}'", name, [composition])
    if name[-1] in USUAL and (piece := PIECE.fullmatch(name)) and piece[1]:
        return Question(f"unknown function '{name}'", name, [f"{piece[1]}({piece[2]})*(…)"], _PRODUCT_OR_FUNCTION)
    if alike := _misspelt(name.lower()):
        return f"unknown function '{name}'; did you mean {alike}?"
    product = _product(name)
    if product != f"{name}*":
        return Question(f"unknown function '{name}'", name, [f"{product}(…)"], " for a product")
    if _WORD.fullmatch(name):
        return f"unknown function '{name}'; write the function out, or give {name} a value if it is a factor"
    letters = [f"{'*'.join(name)}*(…)"] * (_CAPITALS.fullmatch(name) is not None)
    return Question(f"unknown function '{name}'", name, [*letters, f"{product}(…)"], _PRODUCT_OR_FUNCTION)


def _shown(name: str) -> str:
    return name if len(name) <= MAX_NAME_LENGTH else f"{name[:20]}…"


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


WITH_ORDER = {"polygamma": math.inf, "zeta_derivative": MAX_ZETA_ORDER}
"""The highest order of functions whose first argument is how many times something is differentiated."""


def order_fault(name: str, order: object) -> str | None:
    """Say why a function has no such order, given its first argument if that is a number, or return None.

    Examples
    --------
    >>> order_fault("zeta_derivative", Fraction(10**10))
    'zeta_derivative(n, x) takes a whole number n >= 0, up to 100'
    """
    highest = WITH_ORDER[name]
    if isinstance(order, Fraction) and order.denominator == 1 and 0 <= order <= highest:
        return None
    return f"{name}(n, x) takes a whole number n >= 0" + (f", up to {highest}" if highest < math.inf else "")
