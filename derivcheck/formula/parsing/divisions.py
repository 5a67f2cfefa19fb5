"""The sign of a division where some take what follows into an exponent, a root or an argument: x^1/2, √x/2."""

from __future__ import annotations

import math
from collections.abc import Sequence

from derivcheck.formula.implicit_products import braced_fault
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import function_named
from derivcheck.formula.notations.doubtful_powers import is_fraction, is_rate
from derivcheck.formula.operators import BINARY, NEGATIVE, POWER, Operator
from derivcheck.formula.parsing.calls import begins_function
from derivcheck.formula.parsing.divisors import divided_by_own
from derivcheck.formula.parsing.quotients_of_sums import quotient_of_sums
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.parsing.split_brackets import check_hyperbolic
from derivcheck.formula.questions import Question
from derivcheck.formula.token_groups import end_of_group, opening
from derivcheck.formula.token_kinds import NAMES, POWERS, SIGNS

# In the exponent x^1/2, and behind the sign in e^-x^2/2.
_IN_EXPONENT = Operator(5, "div")
_BEHIND_SIGN = Operator(3.5, "div")

# What makes another divisor of it: a^2, a(b + c).
_GO_ON = frozenset({*POWERS, "(", "root"})
_FACTORS = frozenset({"name", "letter", "number", "fraction", "superscript", ")"})

_ROOT_GOES_ON = "/ after a root sign has two readings; write sqrt(a)/b or sqrt(a/b)"
_EXPONENT_GOES_ON = "/ after an exponent has two readings; write (x^a)/b or x^(a/b)"


def division(reading: Reading, token: Token) -> Operator:
    """Return the operator of a division."""
    check_hyperbolic(reading, token)
    reading.check(quotient_of_sums(reading, token), token)
    if reading.tokens[reading.index].text == "1":
        reading.check(_divided_by_one(reading, token), token)
    if reading.last == "braced" and not _is_clear(reading, 4):
        reading.ask(token, "braces", braced_fault(token.text))
    elif reading.last == "root" and root_may_go_on(reading, token):
        reading.ask(token, "root", _ROOT_GOES_ON)
    elif (wide := _in_exponent(reading, token)) and reading.ask(token, "division in an exponent", _EXPONENT_GOES_ON):
        return wide
    return BINARY["/"]


def _divided_by_one(reading: Reading, token: Token) -> str | None:
    """Ask whether the sum behind /1 is the divisor, without spaces: 1/1+x^2; nobody divides by 1."""
    one, sign = reading.tokens[reading.index : reading.index + 2]
    beyond = reading.tokens[min(reading.index + 2, len(reading.tokens) - 1)]
    if sign.kind not in SIGNS or any(map(reading.spaced, (one, sign, beyond))):
        return None
    end = end_of_group(reading.tokens, reading.index)
    typed = reading.text[token.position : reading.tokens[end].position].rstrip()
    return Question("/1 before a sum has two readings", typed, [f"/({typed[1:]})", typed[2:]])


def _is_clear(reading: Reading, back: int) -> bool:
    """Return whether the divisor is a function, or what is divided by itself if it belonged to the argument."""
    tokens, index = reading.tokens, reading.index
    same = tokens[index].kind == "name" and tokens[index].text == tokens[index - back + 1].text
    return same or begins_function(reading, index) or tokens[index].kind == "root"


def root_may_go_on(reading: Reading, token: Token) -> bool:
    """Return whether the divisor may stand below the root to some: √x/2, but not √3/2."""
    radicand = reading.tokens[reading.index - 2]
    return (
        radicand.kind in NAMES
        and _is_tight(reading, token)
        and not (_is_clear(reading, 3) or divided_by_own(reading, radicand))
    )


def _is_tight(reading: Reading, token: Token) -> bool:
    return not reading.spaced(token) and not reading.spaced(reading.tokens[reading.index])


def _in_exponent(reading: Reading, token: Token) -> Operator | None:
    """Return the division within the exponent if some read it so: x^1/2, x^-3/2, e^-x/2 and e^-x^2/2."""
    waiting = [operator for operator, _ in reading.stack.group.waiting[-3:]]
    if not waiting or POWER not in waiting or not _is_tight(reading, token) or _is_clear(reading, 3):
        return None
    place = reading.stack.group.waiting[-len(waiting) + waiting.index(POWER)][1]
    numerator, divisor = reading.tokens[reading.index - 2], reading.tokens[reading.index]
    if reading.text[place] != "^" and not _is_root(reading, numerator, divisor):
        return None
    # (P/P0)^-γ/(γ-1) is no quotient of powers to some.
    if reading.base_text == "e" and divided_by_own(reading, numerator):
        return None
    if waiting[-1] == POWER and len(waiting) > 1 and waiting[-2] == NEGATIVE and waiting[-3:-2] == [POWER]:
        return _BEHIND_SIGN
    if waiting[-2:] == [POWER, NEGATIVE]:
        return None if _is_whole(reading, numerator, divisor) else _BEHIND_SIGN
    if waiting[-1] != POWER or reading.tokens[reading.index - 3].kind != "**":
        return None
    return _IN_EXPONENT if numerator.text == "1" or _may_be_exponent(reading, numerator, divisor) else None


def _is_root(reading: Reading, numerator: Token, divisor: Token) -> bool:
    """Return whether a power to 1 in a program is hardly meant: x**1/2; but x**1/2 + x**2/4 is printed by programs."""
    fraction = numerator.text == "1" and divisor.kind == "number"
    return fraction and not _is_polynomial(reading.tokens, reading.base_text)


def _may_be_exponent(reading: Reading, numerator: Token, divisor: Token) -> bool:
    """Return whether a quotient may be the exponent in x^3/2 and e^t/τ, without signs of products and coefficients."""
    tokens, index = reading.tokens, reading.index
    typed, end = divisor.text, index + 1
    if divisor.kind == "(" and divisor.position == tokens[end].position:  # RC, which is below the line as a whole
        typed, end = tokens[end].text + tokens[end + 1].text, end + 3
    parts = tokens[index - 4].text, numerator.text, typed
    if divisor.kind == "end" or tokens[end].kind in _GO_ON:
        return False
    if is_rate(*parts) or (_is_factor(reading) and is_rate("10", *parts[1:])):
        # Programs write exp(t)/T, and do divide 2^x/y.
        return not reading.program or parts[0] == "e" or numerator.text == "t"
    return not reading.program and is_fraction(*parts) and _is_power(reading) and not _is_polynomial(tokens, parts[0])


def _is_factor(reading: Reading) -> bool:
    """Return whether a power of e is set apart from the factor before it: √x e^x/2."""
    base = reading.index - 4
    e = reading.tokens[base]
    return base > 0 and e.text == "e" and reading.spaced(e) and reading.tokens[base - 1].kind in _FACTORS


def _is_power(reading: Reading) -> bool:
    """Return whether a power is that of a letter or bracket, and in no argument and no exponent: not sin(x)^3/2."""
    tokens, base = reading.tokens, reading.index - 4
    start = opening(tokens, base) if tokens[base].kind == ")" else base
    within = reading.stack.group.function or any(
        group.waiting and group.waiting[-1][0] == POWER for group in reading.stack.outer
    )
    return not (within or (start < base and start and function_named(tokens[start - 1].text)))


def _is_polynomial(tokens: Sequence[Token], base: str) -> bool:
    """Return whether another power of the letter is whole, or another quotient is one of a power: x^3 - x^2/3."""
    powers = zip(tokens, tokens[1:], tokens[2:], tokens[3:], [*tokens[4:], tokens[-1]], strict=False)
    return any(
        sign.kind == "**"
        and exponent.kind == "number"
        and (behind.kind == "/" or other.text == base)
        and not (behind.kind == "/" and (exponent.text == "1" or is_fraction(other.text, exponent.text, divisor.text)))
        for other, sign, exponent, behind, divisor in powers
    )


def _is_whole(reading: Reading, numerator: Token, divisor: Token) -> bool:
    """Return whether nobody writes such a fraction: x^-2/2, 10^-3/x."""
    if numerator.kind != "number":
        return False
    if divisor.text.isdecimal() and numerator.text.isdecimal():
        return math.gcd(int(numerator.text[:9]), int(divisor.text[:9])) > 1
    return reading.base == "number"
