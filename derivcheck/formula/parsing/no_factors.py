r"""What looks like a factor and is none to most readers: the index of x_{i+1}, O(x^2), \Delta x, x^T."""

from __future__ import annotations

import re

from derivcheck.formula.capital_e import or_variable
from derivcheck.formula.function_letters import family_question
from derivcheck.formula.lexer import Token
from derivcheck.formula.name_questions import TRANSPOSE, TRANSPOSE_OUT
from derivcheck.formula.names import CIRCULAR, CONSTANTS, GREEK, USUAL
from derivcheck.formula.operators import NEGATIVE, POWER
from derivcheck.formula.parsing.logarithms import has_base
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import NAMES, SIGNS

INDEX = (
    "an index has only letters and digits, and stands right behind a letter, as in x_12^2; "
    "give what this means a name of its own, or write it out"
)
"""Why what stands below the line is not read, such as n+1."""

_REMAINDER = "O(…) is the order of a remainder, which is no formula; leave it out, or write O*(…) for a product"
_BETA = Question("'B' is no function of several arguments here", "B", ["beta(\u2026)"], " if it is the beta function")
_BINOMIAL = Question("'C' is no function of several arguments here", "C", ["binom(\u2026)"], " for the binomial")
_SUM = "a sum over an index is not read; write its terms out, or put * behind it for a product"
_ECCENTRICITY = "'e' before {0} may be Euler's number or an eccentricity"
_BASE = "'e' before {0} may be Euler's number, a base without the sign of its power, or an eccentricity"
_OF_FUNCTIONS = "'{0}' may be a value of functions or a product; write the functions out, or * for a product"

_OF_SEVERAL = {"B": _BETA, "C": _BINOMIAL}

_SMALL = "\N{GREEK SMALL LETTER DELTA}"
_DIFFERENCES = {
    **dict.fromkeys(("Delta", "\N{GREEK CAPITAL LETTER DELTA}"), "\N{GREEK CAPITAL LETTER DELTA}"),
    **dict.fromkeys(("delta", _SMALL), _SMALL),
}


# ^T, ^{T}, ^{\mathrm{T}}
_TRANSPOSED = re.compile(r"\^\s*\{?\s*T\s*\}?")

# First letters of the names of a small delta.
_RATES = frozenset({"d", "\N{GREEK SMALL LETTER DELTA}"})

# What exponents of double precision begin with: 1d-3.
_FORTRAN = frozenset("dD")

_DECIBELS = frozenset({"10", "20"})
_DECIBEL = "'log' behind 10 or 20 may have the base 10, as for decibels, or be natural"

_ORDERS = frozenset("ijklmnt")
_BESSEL = re.compile("([jyikJYIK])([01])")

# Indices of roots that are lost in copying; 2√x is a product.
_INDICES = {"n": "\N{SUPERSCRIPT LATIN SMALL LETTER N}", "3": "\N{SUPERSCRIPT THREE}"}


def call_fault(reading: Reading, token: Token) -> str | None:
    """Say why a name before a parenthesis is no factor whatever the name has as its value, or return None."""
    opening = reading.tokens[reading.index]
    name = token.text
    if name.endswith("_") and "__" not in name:
        return INDEX
    if name in reading.variables:
        return None
    if name in _OF_SEVERAL and _has_several(reading):
        return _OF_SEVERAL[name]
    if name == "O":
        return _REMAINDER
    if name == "e" and opening.text == "(" and not reading.spaced(opening) and not _has_several(reading):
        inside, after = (reading.tokens[min(reading.index + i, len(reading.tokens) - 1)] for i in (1, 2))
        single = inside.kind in NAMES and after.kind == ")"
        shown = f"'e({inside.text:.20})'" if single else "'e' before a parenthesis"
        return Question(f"{shown} has two readings", "e", ["exp(…)", "e*…" if single else "e*(…)"])
    return None


def _has_several(reading: Reading) -> bool:
    """Return whether there are several arguments in the bracket that follows."""
    end = closing(reading.tokens, reading.index)
    return any(token.kind == "," for token in reading.tokens[reading.index : max(end, 0)])


def beta_question(reading: Reading) -> str | None:
    """Ask whether beta(1 - x) is a product, or return None where the beta function has its two arguments."""
    if _has_several(reading) or reading.tokens[reading.index + 1].kind == ")":
        return None
    return Question("beta takes 2 arguments, not 1", "beta", ["beta*(\u2026)"], " for a product")


def bessel_question(reading: Reading, token: Token) -> str | None:
    """Ask whether k1(1 - x) is a Bessel function or a product, or return None if the name is of neither."""
    found = _BESSEL.fullmatch(token.text)
    if not found or not reading.text.startswith(token.text, token.position):
        return None
    kind, order = found.groups()
    return family_question(token.text, f"bessel{kind.lower()}", order, reading.tokens, reading.index, reading.text)


def neighbour_fault(reading: Reading, token: Token) -> str | None:
    """Say why a name or parenthesis behind an operand is no factor, or return None."""
    before = reading.tokens[reading.index - 2]
    if token.text == "log" and before.text in _DECIBELS and "pow" not in reading.stack.waiting_factors():
        return None if has_base(reading, reading.index - 1) else Question(_DECIBEL, "log", ["log10", "ln"])
    if token.text in _FORTRAN and reading.last == "number" and not reading.spaced(token):
        return _double_precision(reading, token)
    if before.text == "e" and token.text in CIRCULAR and reading.last == "constant":
        # Raised signs are lost where products have none: esinx.
        lost = before.touches(token) and "*" not in reading.text
        doubt = (_BASE if lost else _ECCENTRICITY).format(token.text)
        pieces = [f"*{token.text}", *[f"^{token.text}"] * lost]
        asked_of = Question(doubt, token.text, pieces, " for the number, or give e a value")
        return or_variable(asked_of, "e", reading.text, token.position)
    if token.text == "\N{SQUARE ROOT}" and before.text in _INDICES and before.touches(token):
        return _of_root(before.text, reading.text[: before.position])
    if before.text == "\N{GREEK CAPITAL LETTER SIGMA}" and before.text not in reading.variables:
        return _SUM
    if token.kind == "name" and token.text.startswith("_") and token.text not in reading.variables:
        return INDEX
    if token.kind == "(":
        return _of_functions(reading)
    constant = token.text in CONSTANTS and token.text != "E"
    named = token.kind in NAMES and before.kind in NAMES and not constant
    short = len(token.text.partition("_")[0]) == 1 or token.text in GREEK
    called = reading.tokens[reading.index].kind == "("
    if not named or not short or called or before.text in reading.variables:
        return None
    small = _DIFFERENCES.get(before.text)
    if small is None or _is_decay(reading, before.text):
        return None
    doubt = f"'{before.text} {token.text:.20}' may be one name or a product"
    typed = reading.text[before.position : token.end + reading.text.startswith("\\", token.position)]
    # A small one is a name with the usual variables only.
    one = f"{before.text}_{token.text}" if small == _SMALL and token.text not in USUAL else f"{small}{token.text}"
    readings = [one, f"{before.text}*{token.text}"]
    return Question(doubt, typed, readings, f", or give {before.text} a value", back=token.position - before.position)


def _of_root(index: str, typed: str) -> Question:
    """Ask whether n√x and 3√x are a factor and the square root, or the nth root, whose index is raised."""
    doubt = f"'{index}√' may be {index} times a square root, or the root with this index"
    apart = " " * typed[-1:].isalnum()
    return Question(doubt, f"{index}√", [f"{index}*√", f"{apart}{_INDICES[index]}√"], back=1)


def _double_precision(reading: Reading, token: Token) -> str | None:
    """Ask whether 1d-3 is a number of Fortran, or return None."""
    end = len(reading.tokens) - 1
    before, sign, digits = (reading.tokens[min(reading.index + i, end)] for i in (-2, 0, 1))
    mantissa = before.text
    tight = token.touches(sign) and sign.touches(digits)
    if token.text in reading.variables or sign.kind not in SIGNS or digits.kind != "number" or not tight:
        return None
    if "." not in mantissa and mantissa != "1":
        return None
    typed = f"{mantissa}{token.text}{sign.text}{digits.text}"
    readings = [f"{mantissa}e{sign.text}{digits.text}", f"{mantissa}*{token.text} {sign.text} {digits.text}"]
    doubt = f"'{typed:.30}' is a number in Fortran"
    return Question(doubt, typed, readings, f", or give {token.text} a value", back=len(mantissa))


def _is_decay(reading: Reading, name: str) -> bool:
    r"""Return whether a letter is a rate and no difference, as behind the sign of an exponent: e^{-\delta t}."""
    outer, waiting = reading.stack.outer, reading.stack.group.waiting
    signed = [operator for operator, _ in waiting] == [NEGATIVE]
    return (
        name[0] in _RATES and signed and bool(outer) and bool(outer[-1].waiting) and outer[-1].waiting[-1][0] == POWER
    )


def _of_functions(reading: Reading) -> str | None:
    """Ask whether (f + g)(x) is a value of the sum of two functions."""
    place = reading.index - 2
    if reading.tokens[place].kind != ")":
        return None
    names: list[str] = []
    while place and reading.tokens[place - 1].kind in ("name", "letter", "+", "-", "*", "/"):
        place -= 1
        names += [reading.tokens[place].text] * (reading.tokens[place].kind in NAMES)
    functions = names and set("".join(names)) <= set("fgh") and reading.variables.isdisjoint(names)
    if not functions or reading.tokens[place - 1].kind != "(":
        return None
    start, stop = reading.tokens[place - 1].position, reading.tokens[reading.index - 2].position
    return _OF_FUNCTIONS.format(f"{reading.text[start : stop + 1]:.40}(…)")


def is_derivative(reading: Reading) -> bool:
    r"""Return whether the exponent that follows is the order of a derivative or step: x^{(n)}, \theta^{(t+1)}."""
    if reading.last != "name" or [part.text for part in reading.tokens[reading.index : reading.index + 2]] != [
        "{",
        "(",
    ]:
        return False
    order, *closings = reading.tokens[reading.index + 2 : reading.index + 5]
    if [part.kind for part in closings] in (["+", "number"], ["-", "number"]):
        closings = reading.tokens[reading.index + 5 : reading.index + 7]
    return (order.kind == "number" or order.text in _ORDERS) and [part.kind for part in closings] == [")", ")"]


def transpose_fault(reading: Reading, token: Token) -> str | None:
    """Ask whether x^T is a power where the formula is LaTeX or another factor follows."""
    if token.text != "^" or reading.last != "name" or "T" in reading.variables:
        return None
    exponent = reading.index
    while reading.tokens[exponent].kind == "(":
        exponent += 1
    after = reading.tokens[min(2 * exponent - reading.index + 1, len(reading.tokens) - 1)]
    typeset = "\\" in reading.text or "{" in reading.text
    if reading.tokens[exponent].text != "T" or reading.tokens[exponent + 1].kind not in (")", *NAMES, "end"):
        return None
    if not typeset and after.kind not in NAMES:
        return None
    written = _TRANSPOSED.match(reading.text, token.position)
    pieces = ["**T", "*" if after.kind in NAMES else ""]
    return Question(TRANSPOSE, written[0] if written else "^T", pieces, TRANSPOSE_OUT)
