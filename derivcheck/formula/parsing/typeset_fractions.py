r"""Fractions of LaTeX that are, or may be, arguments without brackets: \sin\frac{1}{2}\theta, J_0\frac{x}{2}."""

from __future__ import annotations

import re

from derivcheck.formula.lexer import Token
from derivcheck.formula.names import CONSTANTS
from derivcheck.formula.parsing.calls import begins_function
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_groups import closing, opening
from derivcheck.formula.token_kinds import NAMES

_FRACTION = re.compile(r"\\[td]?frac")
_FACTOR = re.compile(r"\\?[^\W\d_]+")
_HEAD = re.compile(r"\s*([A-Z])\s*(?:(?:\\left)?\([^()=]*\)\s*)?=")
_CALLS = frozenset({"call", "powered"})


def check_behind_fraction(reading: Reading, token: Token) -> None:
    r"""Ask whether a letter behind a fraction belongs to the argument: \sin\frac{1}{2} x.

    Raises
    ------
    ParseError
        It may: it stands right behind a fraction that is an argument without brackets.
    """
    if token.kind not in NAMES or token.text in CONSTANTS or begins_function(reading, reading.index - 1):
        return
    bracket = _fraction(reading, reading.index - 2)
    factor = _FACTOR.match(reading.text, token.position)
    if bracket is None or factor is None:
        return
    rest = reading.text[bracket.position : token.position]
    pieces = [f"({rest.rstrip()}) {factor[0]}", f"({rest}{factor[0]})"]
    doubt = f"'{factor[0]:.20}' behind the fraction may be a factor, or belong to the argument"
    reading.check(Question(doubt, rest + factor[0], pieces), bracket)


def check_power_of_fraction(reading: Reading, token: Token) -> None:
    r"""Ask what a power behind a fraction is of: in \cos\frac{x}{2}^2 the function, in \frac{x}{1 + x}^2 what is below.

    Raises
    ------
    ParseError
        It may be of the fraction, too.
    """
    alone = reading.last == "group"
    bracket = _fraction(reading, reading.index - 2, alone=alone)
    if bracket is None:
        return
    exponent = reading.tokens[reading.index]
    end = reading.tokens[closing(reading.tokens, reading.index)] if exponent.kind == "(" else exponent
    fraction, power = (reading.text[a:b] for a, b in ((bracket.position, token.position), (token.position, end.end)))
    if alone:
        reading.check(_of_divisor(reading, bracket, fraction, power), bracket)
    doubt = "a power behind a fraction may be that of the argument, or of the function"
    reading.check(Question(doubt, fraction + power, [f"({fraction}){power}", f"(({fraction}){power})"]), bracket)


def _of_divisor(reading: Reading, bracket: Token, fraction: str, power: str) -> Question:
    r"""Return the question whether a power is of a fraction or of what is below its line: \frac{x}{1 + x}^2."""
    below = reading.tokens[opening(reading.tokens, reading.index - 3)]
    split = below.end - bracket.position
    divisor = fraction[split:].rstrip().removesuffix("}")
    doubt = "a power behind a fraction may be that of the fraction, or of what is below its line"
    pieces = [rf"\left({fraction.rstrip()}\right){power}", f"{fraction[:split]}({divisor}){power}}}"]
    return Question(doubt, fraction + power, pieces)


def family_before_fraction(reading: Reading, token: Token, function: str) -> Question:
    r"""Ask whether a function whose order stands below it is a factor where no bracket is seen: J_0\frac{x}{2}."""
    bracket = reading.tokens[reading.index]
    last = reading.tokens[closing(reading.tokens, reading.index) - 1]
    name, fraction = (reading.text[a:b] for a, b in ((token.position, bracket.position), (bracket.position, last.end)))
    order = "" if function == "lambertw" else f"{token.text.partition('_')[2]}, "
    doubt = f"'{name.strip():.20}' before a fraction may be a function or a factor"
    return Question(doubt, name + fraction, [f"{function}({order}{fraction})", rf"{name.rstrip()}\cdot {fraction}"])


def is_amplitude(text: str, name: str) -> bool:
    r"""Return whether a letter with the index 0 is a value of what its head names: I(t) = I_0\frac{…}; and E_0.

    Examples
    --------
    >>> is_amplitude(r"I(t) = I_0\frac{x}{2}", "I_0"), is_amplitude(r"I_0\frac{x}{2}", "I_0")
    (True, False)
    """
    head = _HEAD.match(text)
    return name == "E_0" or (name == "I_0" and head is not None and head[1] == "I")


def _fraction(reading: Reading, last: int, *, alone: bool = False) -> Token | None:
    """Return the bracket of a fraction that ends at a token, if it is an argument; what is typeset has none."""
    if not (alone or reading.last in _CALLS) or reading.tokens[last].kind != ")":
        return None
    bracket = reading.tokens[opening(reading.tokens, last)]
    return bracket if _FRACTION.match(reading.text, bracket.position) else None
