"""Neighbours that are no product though no sign stands between them: numbers, words, suffixes of numbers."""

from __future__ import annotations

import re

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.capital_i import logarithm_beside
from derivcheck.formula.implicit_products import Neighbours
from derivcheck.formula.names import CALLED_ONLY, CIRCULAR, arity, function_named
from derivcheck.formula.questions import Question
from derivcheck.formula.symbols import FRACTIONS

_SCIENTIFIC = re.compile(r"([0-9.]+)[eE]([-+\u2212]?)([0-9]+)")

# In 4e2x; 3e8t is a speed times t.
_LOST_EXPONENTS = frozenset("2345")

# Words of spoken formulas, which are no factors.
_WORDS = frozenset("squared cubed over times plus minus divided by of to the power and or base root".split())

_PRODUCT = " for a product"

AT_A_POINT = "a point is none of a formula; write the formula alone, and give the point by itself, as --at x=3"
"""What to say of x^2 at x=3."""

# Words before a point.
_POINTS = frozenset({"at", "where", "when", "with", "given", "for"})

# Words with which one begins.
_SPOKEN = {
    "integrate": "an integral is none of a formula; write its value out",
    "limit": "a limit is none of a formula; write its value out",
    "cube": "write cbrt(x) for a cube root",
    "square": "write sqrt(x) for a square root, x^2 for a square",
    "base": "write log(x, b) for a logarithm to base b",
    "the": "write the formula with signs and brackets, such as sqrt(x) + 1",
    **dict.fromkeys(("differentiate", "derivative"), "write the formula alone, and check its derivative as the claim"),
}

# Exponents that may have lost their sign.
_DIGITS = frozenset("23456789")

# Behind a number in C, as in 1.0f, and in Fortran.
_SUFFIX = re.compile("[fF]|[dD][0-9]{1,3}")


def no_product_fault(n: Neighbours, *, known: bool) -> str | None:
    """Say why two neighbours are no product, or return None if they are; `known` where both are known words.

    Examples
    --------
    >>> no_product_fault(Neighbours("name", "x", "name", "y", True, False), known=True)
    >>> no_product_fault(Neighbours("name", "x", "number", "2", True, False), known=True)
    "no operator between 'x' and '2'; write *2 for a product"
    """
    if n.last == "name" and n.before in _SPOKEN and not known:
        return f"'{n.before}' is not read; {_SPOKEN[n.before]}"
    if n.kind == "name" and n.after in _POINTS and not (n.function or known):
        return AT_A_POINT
    if n.kind == "name" and n.after in _WORDS and not (n.function or known):
        return f"'{n.after}' is not read between operands; write the formula with signs, such as x^2/3"
    if n.last == "name" and n.before in CALLED_ONLY and not known:
        arguments = ", ".join((n.shown[1], "y")[: arity(function_named(n.before) or n.before)])
        return f"'{n.before}' is a function where an argument in brackets follows; write {n.before}({arguments})"
    if "In" in (n.before, n.after) and not known and (n.last == "name" or n.kind == "|"):
        return logarithm_beside(n.before, n.after, spaced=n.spaced)
    number = n.before[:20]
    if n.kind == "fraction" and n.last == "number":
        a, b = FRACTIONS[n.after]
        if number.isdecimal():
            mixed = f"{int(number) * int(b) + int(a)}/{b}"
            typed = f"{n.before}{' ' * n.spaced}{n.after}"
            readings = [f"({mixed})", f"{number}*({a}/{b})"]
            return Question(f"'{number}{n.after}' has two readings", typed, readings, back=len(typed) - 1)
    if n.last == "number" and "." in number and not n.spaced and _SUFFIX.fullmatch(n.after):
        plain = f"{n.before}e{n.after[1:]}" if n.after[1:] else n.before
        doubt, typed = f"'{number}{n.after}' is a number in C or Fortran", f"{n.before}{n.after}"
        return Question(doubt, typed, [plain, f"{n.before}*{n.after}"], back=len(n.before))
    if n.last == "number" and n.after == "j" and not n.spaced:
        return Question(f"'{number}j' is imaginary in Python", "j", ["*j"], " for a variable j")
    if (n.before, n.after) == ("x", "10"):
        return Question("'x 10' may have the sign of a product with 10", "x 10", ["*10", "x*10"], back=2)
    raised = n.after in _DIGITS and (n.last == "constant" or (n.before == ")" and n.last in ("group", "call")))
    if not n.spaced and (raised or n.kind == "fraction"):
        doubt = f"no operator between '{n.before:.20}' and '{n.after}'"
        return Question(doubt, n.after, [f"*{n.after}", f"^{n.after}"])
    words = n.last in ("name", "constant") and n.kind == "name" and not n.function
    if n.last == n.kind == "number" and len(n.after) == 3 and len(number) <= 3 and number.isdigit():
        typed, back = f"{number} {n.after}", len(number) + 1
        doubt = f"no operator between '{number}' and '{n.after}'"
        return Question(doubt, typed, [f"{number}{n.after}"], " if it is one number", back=back)
    if words and n.before[1:] in FUNCTIONS and arity(n.before[1:]) == 1:
        doubt, back = f"no operator between '{n.before:.20}' and '{n.after:.20}'", len(n.before) + n.spaced
        return Question(doubt, n.before, [f"{n.before[0]}*{n.before[1:]}"], back=back)
    if n.kind in ("number", "fraction") or (words and not known):
        if words and (function := _function_at_end(n.before)):
            product = f"{n.before[: -len(function)]}*{function}"
            return Question(f"'{n.before:.20}' is no function", n.before, [product], back=len(n.before) + n.spaced)
        return Question(f"no operator between '{n.before:.20}' and '{n.after:.20}'", n.after, [f"*{n.after}"], _PRODUCT)
    return None


def _function_at_end(name: str) -> str:
    """Return the circular or hyperbolic function that a name ends with behind one letter, or ""."""
    return name[1:] if name[1:] in CIRCULAR else ""


def scientific_fault(n: Neighbours) -> str | None:
    """Ask whether an exponent of ten is meant where a factor stands right behind it, or return None.

    Examples
    --------
    >>> scientific_fault(Neighbours("number", "3e-2", "name", "x", False, False))
    "'3e-2x' has several readings; write 3e-2*x, 3*e - 2*x or 3*e^(-2*x)"
    """
    found = _SCIENTIFIC.fullmatch(n.before) if n.last == "number" and not n.spaced else None
    if found is None:
        return None
    mantissa, sign, digits = found.groups()
    # Nobody writes 1*e, and only programs write 06.
    plain = not sign and digits not in _LOST_EXPONENTS
    if plain or mantissa == "1" or (len(digits) > 1 and digits[0] == "0"):
        return None
    called = "(…)" * (n.function or n.kind == "(")
    name = "" if n.kind == "(" else n.after
    other = f"e {sign} {digits}*{name}{called}" if sign else f"e^({digits}*{name}{called})"
    readings = [f"{n.before}*{name}{called}", f"{mantissa}*{other}"]
    if sign:
        readings.append(f"{mantissa}*e^({sign.removeprefix('+')}{digits}*{name}{called})")
    doubt = f"'{n.before:.20}{name:.20}{called}' has {'several' if sign else 'two'} readings"
    return Question(doubt, f"{n.before}{name}", readings, back=len(n.before))
