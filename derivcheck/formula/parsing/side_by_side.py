"""Operands beside each other: a product without a sign, or what ends an argument without a parenthesis."""

from __future__ import annotations

import re

from derivcheck.formula.function_letters import FUNCTION_LETTERS
from derivcheck.formula.implicit_products import (
    AFTER_EXPONENT,
    Neighbours,
    argument_fault,
    two_readings_fault,
)
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import ANGLES, CIRCULAR, is_known_word
from derivcheck.formula.no_products import no_product_fault, scientific_fault
from derivcheck.formula.operators import BEFORE_DIVISION, BINARY, IN_EXPONENT
from derivcheck.formula.parsing.bare_arguments import has_function, is_root, is_written_together
from derivcheck.formula.parsing.calls import begins_function, end_arguments
from derivcheck.formula.parsing.clear_factors import is_below_line, is_clear_factor
from derivcheck.formula.parsing.divisors import ENDS
from derivcheck.formula.parsing.exponent_bases import base_of_exponent
from derivcheck.formula.parsing.no_factors import neighbour_fault
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.parsing.split_brackets import check_factor, check_numerator, check_odd_exponent
from derivcheck.formula.parsing.spoken_signs import WORDS, word_question
from derivcheck.formula.parsing.typeset_fractions import check_behind_fraction
from derivcheck.formula.questions import Question
from derivcheck.formula.token_kinds import FACTOR_BEGINNINGS, NAMES, POWERS
from derivcheck.ground.limits import MAX_TYPED_TOKENS

# Variables with a number, which are one factor each: m1 m2.
_NUMBERED = re.compile("[^\\W\\d_][0-9]{1,3}")

# Digits of the parts of a mixed number, and one more.
_SHORT = 4

# ln|x|
_BARRED = re.compile(r"([A-Za-z]{2,10}) ?\|([^|]{1,60})\|\Z")

# Letters that alone may be an angle, but no argument of a hyperbolic function.
_RATES = frozenset({"alpha", "beta", "\N{GREEK SMALL LETTER ALPHA}", "\N{GREEK SMALL LETTER BETA}"})

_BEGINNINGS = FACTOR_BEGINNINGS | {"number", "("}

# Orthogonal polynomials, of which a power stands before the argument: T_n^2(x).
_POLYNOMIAL = re.compile("[CHLPTU]_[nlmk]")

# Kinds of doubt other than what belongs to a denominator, by how their questions begin.
_KINDS = {
    AFTER_EXPONENT: "exponent",
    "a product without * after a root sign": "root",
    "where the argument in braces": "braces",
}


def implicit_product(reading: Reading, token: Token) -> bool:
    """Read a product without a sign, which the token begins the second factor of."""
    if token.text in WORDS:
        reading.check(word_question(reading, token), token)
    reading.check(neighbour_fault(reading, token), token)
    check_factor(reading, token)
    if token.kind == "(" and reading.text.startswith("+1)", token.end) and "pow" in reading.stack.waiting_factors():
        doubt = "a bracket with a sign behind an exponent is hardly a factor"
        reading.check(Question(doubt, "(", ["*(", " + ("]), token)
    if token.text == "x" and reading.spaced(token):
        reading.check(_sign_of_product(reading, token), token)
    if "frac" in reading.text:
        check_behind_fraction(reading, token)
    before, function = reading.tokens[reading.index - 2], begins_function(reading, reading.index - 1)
    neighbours = Neighbours(reading.last, before.text, token.kind, token.text, reading.spaced(token), function)
    known = all(
        is_known_word(name, reading.variables) or _NUMBERED.fullmatch(name) for name in (before.text, token.text)
    )
    reading.check(_mixed_number(reading, token), token)
    if not _is_factor_behind_bracket(reading, token):
        reading.check(no_product_fault(neighbours, known=known) or scientific_fault(neighbours), token)
    if reading.stack.group.bare and _ends_argument(reading, token, function):
        end_arguments(reading)
        neighbours = neighbours._replace(last=reading.last)
    polynomial = _POLYNOMIAL.fullmatch(reading.base_text) is not None
    if token.kind == "(" and reading.base == "name" and (polynomial or reading.base_text in FUNCTION_LETTERS):
        reading.check(_power_of_function(reading), token)
    operator = BINARY["*"]
    base = base_of_exponent(reading, token, function=function)
    fault = two_readings_fault(neighbours, reading.stack.waiting_factors(), base)
    if fault and neighbours.last == "barred":
        reading.check(_behind_bars(reading, token) or fault, token)
    clear = fault is not None and is_clear_factor(reading, token)
    # What is read though it looks like a question is shown.
    reading.rewritten |= clear or _is_scientific(neighbours) or token.kind == "number"
    if fault and not clear and fault.startswith(AFTER_EXPONENT):
        check_odd_exponent(reading, token)
    elif fault and not clear and token.kind in NAMES:
        check_numerator(reading, token)
    if fault and not clear and _is_wide(reading, token, fault, beside=_is_beside(neighbours)):
        operator = IN_EXPONENT if fault.startswith(AFTER_EXPONENT) else BEFORE_DIVISION
    reading.product_after_bar |= reading.last == "bar"
    # The token is read again, as an operand.
    reading.index -= 1
    reading.stack.push_binary(operator, token.position)
    return False


def _sign_of_product(reading: Reading, token: Token) -> str | None:
    """Ask whether an x behind a power of x is the sign of a product, as in x^2 x cos x, or return None."""
    following, before = reading.tokens[reading.index], reading.tokens[reading.index - 2]
    raised = before.kind == "superscript" and reading.tokens[reading.index - 3].text == "x"
    same = before.text == "x" or raised or (reading.base_text == "x" and "pow" in reading.stack.waiting_factors())
    if not same or following.kind not in _BEGINNINGS or not reading.spaced(following):
        return None
    return Question("'x' behind a power of x may be the sign of a product", "x", ["*", "*x"])


def _mixed_number(reading: Reading, token: Token) -> str | None:
    """Ask whether a number before a fraction is added to it: 2 1/2 x; None where there is no such fraction."""
    if token.kind != "number" or reading.last != "number" or not reading.spaced(token):
        return None
    before = reading.tokens[reading.index - 2]
    sign, divisor = [*reading.tokens[reading.index :], token, token][:2]
    numbers = before.text, token.text, divisor.text
    if sign.kind != "/" or not all(number.isdecimal() and len(number) < _SHORT for number in numbers):
        return None
    whole, numerator, denominator = map(int, numbers)
    typed = reading.text[before.position : divisor.end]
    readings = [f"({whole * denominator + numerator}/{denominator})", f"{whole}*({numerator}/{denominator})"]
    doubt, back = f"'{typed}' has two readings", token.position - before.position
    return Question(doubt, typed, readings, back=back)


def _behind_bars(reading: Reading, token: Token) -> str | None:
    """Ask whether a factor right behind ln|x| belongs to the argument, or return None where no letter does."""
    found = _BARRED.search(reading.text, 0, token.position)
    if found is None or token.kind not in NAMES:
        return None
    function, inside = found.groups()
    readings = [f"{function}(abs({inside}))*{token.text}", f"{function}(abs({inside})*{token.text})"]
    doubt = f"'{token.text:.20}' right behind bars after a function has two readings"
    return Question(doubt, found[0] + token.text, readings, back=len(found[0]))


def _is_wide(reading: Reading, token: Token, fault: str, *, beside: bool) -> bool:
    """Return whether a factor is wanted in the exponent or the denominator before it, where that is decided."""
    if is_below_line(reading, token):
        reading.rewritten = True
        return True
    kind = next((kind for start, kind in _KINDS.items() if fault.startswith(start)), "")
    if kind == "exponent" and _is_behind_exponent(reading, token):
        kind = "function behind an exponent"
    return reading.ask(token, kind, fault) if kind else reading.ask_denominator(token, fault, beside=beside)


def _is_behind_exponent(reading: Reading, token: Token) -> bool:
    """Return whether a function stands behind a factor that is in the exponent already: e^2xsin3x, e^2x√x, e^2xe^x."""
    if all(operator is not IN_EXPONENT for operator, _ in reading.stack.group.waiting):
        return False
    power = token.text == "e" and reading.tokens[reading.index].kind in POWERS
    return power or token.kind in ("root", "|") or begins_function(reading, reading.index - 1)


def _is_beside(n: Neighbours) -> bool:
    """Return whether a letter stands right behind what is before it: 1/2a, not 1/2 a."""
    return n.kind in ("name", "letter", "pi") and not n.spaced and not n.function


def _is_scientific(n: Neighbours) -> bool:
    """Return whether a factor stands right behind an exponent of ten: 1e-3x."""
    return n.last == "number" and not n.spaced and "e" in n.before


def _is_factor_behind_bracket(reading: Reading, token: Token) -> bool:
    """Return whether a number behind a bracket is clearly a factor: ln(2)2^x, cos(x^2)2x."""
    if token.kind != "number" or reading.last not in ("group", "call", "powered"):
        return False
    if reading.tokens[reading.index - 2].text == reading.tokens[reading.index].text == "!":  # 5!7!
        return True
    if reading.last == "powered":  # sec^2(5x)5
        return not reading.spaced(token)
    following = reading.tokens[reading.index]
    return following.kind == "**" or (_is_whole_factor(reading) and _is_coefficient(token, following))


def _is_whole_factor(reading: Reading) -> bool:
    """Return whether the bracket before ends a call or an exponent, of which a power is hardly meant: e^(x^2)2x."""
    return reading.last == "call" or "pow" in reading.stack.waiting_factors()


def _is_coefficient(token: Token, following: Token) -> bool:
    """Return whether a name stands right behind a number, which is its factor: cos(x^2)2x, not (x + 1)2."""
    return token.touches(following) and following.kind in ("name", "letter", "pi") and token.text[-1].isdecimal()


def _power_of_function(reading: Reading) -> str | None:
    """Say what f^-1(x) is not, if there is one."""
    name = reading.base_text
    if "pow" not in reading.stack.waiting_factors() and reading.last != "superscript":
        return None
    if name in ("Phi", "\N{GREEK CAPITAL LETTER PHI}"):
        return (
            f"'{name}' before a power may be a function; write norminv(…) for its inverse, normcdf(…)^n for its power"
        )
    return Question(f"'{name}' before a power and a parenthesis may be a function", "(", ["*("], " for a product")


def _ends_argument(reading: Reading, token: Token, function: bool) -> bool:
    """Return whether what follows a function's argument without parentheses is a factor of its own."""
    group = reading.stack.group
    if is_root(group):  # 1/√2π e^(-x²/2)
        exponential = token.text == "e" and reading.spaced(token) and reading.tokens[reading.index].kind in POWERS
        return exponential and not reading.ask(token, "exponential", argument_fault("sqrt", token.text))
    nested = reading.stack.outer[-1].bare
    name = group.opening.text
    whole = reading.last != "number" or "pow" in reading.stack.waiting_factors()
    if function and whole and not nested:
        return True
    if reading.last == "call" and token.kind in NAMES and not nested:  # sin cos(x)a
        return not reading.ask(token, "argument", argument_fault(name, token.text))
    apart = token.kind == "(" and reading.spaced(token)
    if whole and not nested and _is_clear_end(reading, token, name) and (apart or is_written_together(reading, group)):
        return True
    inside = token.kind in ("name", "letter", "pi") and not function and name not in ("sqrt", "cbrt")
    if inside and reading.last == "name" and reading.spaced(token) and not _is_parameter(reading, name):
        return not reading.ask(token, "argument", argument_fault(name, token.text))
    power = "pow" in reading.stack.waiting_factors() or reading.last == "superscript"
    spaced = reading.spaced(token) and (power or (reading.last == "number" and name not in CIRCULAR))
    exponential = power and token.text == "e" and reading.tokens[reading.index].kind in POWERS  # ln x^2e^x
    if (inside and not spaced and not exponential) or (token.kind == "root" and reading.last == "number"):
        return False
    return not reading.ask(token, "argument", argument_fault(name, token.text))


def _is_clear_end(reading: Reading, token: Token, function: str) -> bool:
    """Return whether a factor is none of an argument that is written together: cosx e^sinx, secx(secxtanx)."""
    if token.kind == "(":
        return function in CIRCULAR and has_function(reading, reading.index - 1)
    return token.text == "e" and reading.spaced(token) and reading.tokens[reading.index].kind in POWERS


def _is_parameter(reading: Reading, function: str) -> bool:
    """Return whether the factor before clearly belongs to the argument of a sine: sin k x, sin ω t, tanh β h."""
    before = reading.tokens[reading.index - 2].text
    if function not in CIRCULAR:
        return False
    return (before not in ANGLES and not _is_angle_elsewhere(reading)) or (function[-1] == "h" and before in _RATES)


def _is_angle_elsewhere(reading: Reading) -> bool:
    """Return whether such a letter is all the argument of another function: sin a cos b x."""
    tokens = reading.tokens
    return len(tokens) <= MAX_TYPED_TOKENS and any(
        function.text in CIRCULAR
        and angle.kind == "name"
        and len(angle.text) == 1
        and angle.text not in ANGLES
        and (behind.kind in ENDS or begins_function(reading, i + 2))
        for i, (function, angle, behind) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False))
    )
