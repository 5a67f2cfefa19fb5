"""Functions in names that are written together: sinx, 2xsinxcosx, bcosx, xsin(x)."""

from __future__ import annotations

import re
from collections.abc import Collection

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.functions_elsewhere import is_function_elsewhere
from derivcheck.formula.names import CIRCULAR, arity
from derivcheck.formula.questions import Question

# What stands behind the name of a function without parentheses: sinx, sin2x, cosθ, sinωt.
_ARGUMENT = "[0-9]*(?:[a-cf-hk-su-wγκλω][xyzt]|[A-Za-z\u03b1-\u03bf\u03c1-\u03c9])"
_LETTERS = {*"xyztuvw", *map(chr, range(0x3B1, 0x3CA))}

# Functions that people write so; of the others (gammax) nobody can say.
_SHORT = re.compile("(a|arc|ar)?(sin|cos|tan|cot|sec|csc)h?|ln|log|exp|sqrt|cbrt|erf")
_LONG = ("cosec", "cosech", "arccosec")
_WRITTEN_TOGETHER = sorted(
    (name for name in (*FUNCTIONS, *_LONG) if name in _LONG or (arity(name) == 1 and _SHORT.fullmatch(name))),
    key=len,
    reverse=True,
)
_WRITTEN_TOGETHER += ["arctg", "ctg", "tg"]

OF_OTHER_BOOKS = frozenset({"tg", "ctg", "cotg", "cosec", "cosech", "arctg", "sen", "arcsen", "senh"})
"""Names of other books for functions of angles, which before a power are no product."""

PIECE = re.compile(rf"({'|'.join(_WRITTEN_TOGETHER)})({_ARGUMENT})|(ln|sqrt|cbrt)([0-9]+)")
"""A function and what stands behind it."""

WITH_NUMBER = re.compile(rf"({'|'.join(_WRITTEN_TOGETHER)})[0-9]+")
"""Here a number is the argument to some, and an exponent or a base to others: sin2, log5."""

ANGLE_NUMBER = re.compile(f"([A-Za-z]?)({'|'.join(name for name in _WRITTEN_TOGETHER if name in CIRCULAR)})([0-9]+)")
"""The same of circular functions, where π behind it leaves no doubt: sin2πx."""

_ENDS = sorted({*CIRCULAR, *"arcsin arccos arctan sqrt cbrt exp ln log".split()}, key=len, reverse=True)

# Functions of one letter, behind which another one begins: sinxcos(x), lnxsin(x).
_BEFORE_ANOTHER = CIRCULAR | {"ln", "log", "tg", "ctg", "exp"}

# Logarithms that some take of the product behind them: lnxsqrt(x).
_OF_PRODUCT = re.compile("(.*?)(ln|log)([^\\W\\d_])(sqrt|cbrt|exp|e)")

# Before a function these letters may make another: asin, dsin of Fortran; isin is one of complex numbers to many.
_NO_COEFFICIENT = frozenset("adiDI")

# RTlnK, kTlnZ; mgsinθ, v0cosθ
_OF_CAPITAL = re.compile("([A-Za-z]{1,2})(ln)([A-Z])")
_FACTORS = "(?:[^\\W\\d_][0-9]?){1,2}|[b-df-hj-np-tv-zA-Zα-γε-ρτ-ω]{3,4}"
_OF_ANGLE = re.compile(
    f"(?!cosec)({_FACTORS})(sin|cos|tan|cot|sec|csc)([α-ωϕ])|((?!a[sct]|[diDI][sct]){_FACTORS})(sin|cos)(ωt)"
    "|([abc]{2})(sin|cos)([ABC])"
)

_COEFFICIENT = re.compile(rf"([^\W\d_])({'|'.join(name for name in _WRITTEN_TOGETHER if name[0] != 'a')})")


# c1cosx; x2sinx may have lost an exponent, and r2sinx and e2sinx too.
_OF_NUMBERED = re.compile(f"((?![xyzte])[A-Za-zα-ωϕ][0-9])({'|'.join(_WRITTEN_TOGETHER)})({_ARGUMENT})")

NUMBERED_FUNCTION = re.compile(f"([xyzter])([2-9])({'|'.join(_WRITTEN_TOGETHER)})([a-zα-ωϕ])")
"""A variable with a number, or one whose exponent has lost its place, before a function: x2sinx, r2sinθ."""

# Functions of which none begins with another a: alnx is a product, asinx may be an arcsine.
_NO_ARC = ("ln", "exp", "sqrt", "cbrt", "erf")

# Aωcos(ωt), kAcos(kx)
_BEHIND_TWO = re.compile("(?!d|ar|ln)[^\\W\\d_][b-zB-ZAα-ω](sin|cos|tan|sinh|cosh|tanh)")

# NBAωsin(ωt), kTln(Z), nRTln(V)
_BEHIND_SEVERAL = re.compile(
    "(?!d|ar)[A-Za-z]{2,3}[α-ω](sin|cos)|[A-Za-z]{0,1}[A-Za-z][A-Z](ln)|(?!l[ng]|tg|[sct]h)[b-df-hj-np-tv-zA-Zμ]{3}(sin|cos|tan)"
)


# lnsinx, lnlnx, sqrtcosx
_PLAIN = "(?:sin|cos|tan|cot|sec|csc)h?|ln|log|exp|sqrt|cbrt"
_NESTED = re.compile(f"({_PLAIN})({_PLAIN})([^\\W\\d_])")

# What is left, and is no word: functions each with one or two letters, or π before one.
_RUN_TOGETHER = re.compile(f"[^\\W\\d_]{{0,2}}(?:(?:{_PLAIN})[0-9]*(?:pi)?[^\\W\\d_]{{0,2}})+")
# With those of other books, arcs and capitals, too: lntgx, arcsinsqrtx, SinxCosx, and one: 2Sinx, senx.
_ANY = "(?:arc|ar|a)?(?:sin|cos|tan|cot|sec|csc)h?|(?:arc)?c?tg|cotg|sen|ln|lg|log|exp|sqrt|cbrt|abs|erf"
_CHAIN = re.compile(f"[^\\W\\d_]{{0,2}}(?:(?:{_ANY})[0-9]*(?:pi)?[^\\W\\d_]{{0,2}}){{2,}}", re.IGNORECASE)
_OF_FUNCTION = re.compile(f"([^\\W\\d_]?)({_ANY})({_ANY})([^\\W\\d_])", re.IGNORECASE)
_OF_CAPITALS = re.compile("([^\\W\\d_]?)(Sin|Cos|Tan|Cot|Sec|Csc|Ln|Log|Exp|Sqrt|sen)([xyzθ])")
_NO_ARGUMENT = re.compile(f"[^\\W\\d_]*?(?:{_PLAIN})")
_OF_ONE = re.compile(f"({_PLAIN})([^\\W\\d_])")
_OF_TWO = re.compile(f"({_PLAIN})([^\\W\\d_])([^\\W\\d_])")


def is_doubtful(name: str) -> bool:
    """Return whether a name may be a times a sine or an arcsine, a logarithm of 2x or to base 2."""
    arc = name[0] == "a" and not name.startswith(("arc", "ar")) and not name[1:].startswith(_NO_ARC)
    return arc or (name[:3] == "log" and name[3:4].isdecimal())


def with_functions(name: str, known: Collection[str]) -> list[str]:
    """Return the parts of letters, then functions each with an argument, such as 2xsinxcosx; none if it is not so.

    Examples
    --------
    >>> with_functions("xsinxcosx", "x"), with_functions("bcosx", "x"), with_functions("using", "x")
    (['x', 'sin', 'x', 'cos', 'x'], ['b', 'cos', 'x'], [])
    """
    nested = _NESTED.fullmatch(name)
    if nested and nested[3] in {*known, *_LETTERS}:
        return [*nested.groups()]
    if clear := _OF_CAPITAL.fullmatch(name) or _OF_ANGLE.fullmatch(name):
        factors, function, argument = filter(None, clear.groups())
        return [*re.findall("[^\\W\\d_][0-9]?", factors), function, *argument]
    if numbered := _OF_NUMBERED.fullmatch(name):
        factor, function, argument = numbered.groups()
        letters = argument.lstrip("0123456789")
        return [factor, function, *filter(None, [argument.removesuffix(letters), *letters])]
    first, factor = PIECE.search(name), coefficient(name)
    if first is None or not set(name[: first.start()]) <= {*known, "e", factor}:
        return []
    parts, place = [*name[: first.start()]], first.start()
    while piece := PIECE.match(name, place):
        function, argument = filter(None, piece.groups())
        letters = argument.lstrip("0123456789")
        angle = len(letters) == 2
        if angle and function not in CIRCULAR:
            return []
        if not angle and not {*letters} <= {*known, *_LETTERS, factor} and not (function in ("ln", "log") and parts):
            return []
        parts += [function, *filter(None, [argument.removesuffix(letters), *letters])]
        place = piece.end()
    return parts if place == len(name) else []


def before_power(name: str, known: Collection[str]) -> list[str]:
    """Return the parts of functions before e, or before a function, of which a power follows, or none.

    Examples
    --------
    >>> before_power("xsinxe", "x"), before_power("tanxsec", "x")
    (['x', 'sin', '(', 'x', ')', 'e'], ['tan', '(', 'x', ')', 'sec'])
    """
    end = next((end for end in ("e", *_ENDS) if name.endswith(end)), "")
    parts = with_functions(name.removesuffix(end), known) if end and name != end else []
    functions = [part for part in parts if len(part) > 1 and part.isalpha()]
    if not functions or not _BEFORE_ANOTHER.issuperset(functions) or _OF_PRODUCT.fullmatch(name):
        return []
    first = parts.index(functions[0])
    written = parts[:first]
    for part in parts[first:]:
        if part in functions:
            written += [")"] * ("(" in written) + [part, "("]
        else:
            written.append(part)
    return [*written, ")", end]


def run_together(name: str) -> str | None:
    """Ask for functions that run together in a name, or return None if there are none.

    Examples
    --------
    >>> run_together("lnxy")
    "'lnxy' has two readings; write ln(x*y) or ln(x)*y, or give lnxy a value"
    """
    if capital := _OF_CAPITALS.fullmatch(name):
        factor, function, letter = capital.groups()
        return _one_or(name, factor, f"{function.lower()}({letter})")
    if not (_RUN_TOGETHER.fullmatch(name) or _CHAIN.fullmatch(name)) or _NO_ARGUMENT.fullmatch(name):
        return None
    if nested := _OF_FUNCTION.fullmatch(name):
        factor, outer, inner, letter = nested.groups()
        return _one_or(name, factor, f"{outer.lower()}({inner.lower()}({letter}))")
    if one := _OF_ONE.fullmatch(name):
        function, letter = one.groups()
        return _one_or(name, "", f"{function}({letter})")
    if (two := _OF_TWO.fullmatch(name)) and two[3] != "e":
        function, a, b = two.groups()
        readings = [f"{function}({a}*{b})", f"{function}({a})*{b}"]
        return Question(f"'{name}' has two readings", name, readings, f", or give {name} a value")
    meant = "write * between factors, and brackets around arguments"
    return f"'{name:.20}' may be one name or functions run together; {meant}, or give it a value"


def _one_or(name: str, factor: str, call: str) -> Question:
    product = f"{factor}*{call}".removeprefix("*")
    return Question(f"'{name}' may be one name or {product}", name, [product], f", or give {name} a value")


def logarithm_of_product(name: str, behind: str = "(…)") -> tuple[str, str] | None:
    """Return what a logarithm before a root or an exponential may be, given what is behind the name, or None.

    Examples
    --------
    >>> logarithm_of_product("lnxsqrt"), logarithm_of_product("lnxe", "^x")
    (('ln(x)*sqrt(…)', 'ln(x*sqrt(…))'), ('ln(x)*e^x', 'ln(x*e^x)'))
    """
    found = _OF_PRODUCT.fullmatch(name)
    if found is None or len(found[1]) > 1:
        return None
    factor, function, letter, inner = found.groups()
    before = f"{factor}*{function}".removeprefix("*")
    return f"{before}({letter})*{inner}{behind}", f"{before}({letter}*{inner}{behind})"


def has_angle(name: str) -> bool:
    """Return whether a name has a sine of a Greek letter in it, and so is several: vcosθt."""
    return re.search("(cosec|sin|cos|tan|cot|sec|csc)h?[0-9]*[α-ωϕ]", name) is not None


def coefficient(name: str) -> str:
    """Return the letter that a name begins with, if it can only be a factor of the function behind it, or "".

    Examples
    --------
    >>> [coefficient(name) for name in ("rsin", "bcosx", "asin", "dexp", "rate")]
    ['r', 'b', '', '', '']
    """
    found = _COEFFICIENT.match(name)
    if found is None or is_function_elsewhere(found[0]):
        return ""
    letter, function = found.groups()
    if letter == "a" and function in _NO_ARC:
        return letter
    return "" if letter in _NO_COEFFICIENT or (letter == "A" and function in CIRCULAR) else letter


def function_at_end(name: str, known: Collection[str]) -> str:
    """Return the function that a name ends with, after letters that are known, or ""."""
    if coefficient(name) and name[1:] in _WRITTEN_TOGETHER:
        return name[1:]
    if _BEHIND_TWO.fullmatch(name):
        return name[2:]
    if several := _BEHIND_SEVERAL.fullmatch(name):
        return str(next(filter(None, several.groups())))
    ends = (name[i:] for i in range(1, len(name) - 1) if set(name[:i]) <= {*known, "e"})
    return next((end for end in ends if end in FUNCTIONS), "")
