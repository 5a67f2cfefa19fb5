"""The logarithm that log is where ln, or pH or pK, stands in the same formula, or a number that may be its base."""

from __future__ import annotations

import re

from derivcheck.formula.lexer import Token
from derivcheck.formula.notations.clear_names import ACIDITY
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import POWERS

_BESIDE_LN = Question("'log' beside 'ln' has two readings", "log", ["log10", "ln"])
_OF_ACIDITY = Question("'log' beside pH or pK has two readings", "log", ["log10", "ln"])

# With a number right behind it, or nothing, it is asked for itself.
_LOG = re.compile(r"\\?log(?![0-9]|\s*\Z)")


def may_be_decimal(text: str) -> bool:
    """Return whether there stands something beside which log may have the base 10.

    Examples
    --------
    >>> may_be_decimal("pH = -log(x)"), may_be_decimal("x log(x)")
    (True, False)
    """
    return "ln" in text or "pH" in text or "pK" in text or "pOH" in text


def check_logarithms(reading: Reading) -> None:
    """Ask what log means beside ln or pH, where it has no base and no library: log x + ln x, pH = -log x.

    Raises
    ------
    ParseError
        A logarithm of either kind is there.
    """
    tokens = reading.tokens
    beside_ln = any(token.text == "ln" for token in tokens)
    if not beside_ln and not ACIDITY.search(reading.text):
        return
    for i, token in enumerate(tokens):
        if token.text == "log" and _LOG.match(reading.text, token.position) and not has_base(reading, i):
            reading.check(_BESIDE_LN if beside_ln else _OF_ACIDITY, token)


def base_question(reading: Reading, token: Token) -> Question | None:
    """Ask what a whole number is that stands apart between log and a bracket: log 6 (3x); None if there is none."""
    number, opening = reading.tokens[reading.index : reading.index + 2]
    apart = reading.spaced(number) and reading.text.startswith("log", token.position)
    if token.text != "log" or not apart or opening.text != "(" or not number.text.isdecimal() or number.text == "1":
        return None
    end = closing(reading.tokens, reading.index + 1)
    inside = reading.tokens[reading.index + 1 : end]
    if any(part.kind == "," for part in inside) or reading.tokens[end + 1].kind in POWERS:
        return None
    typed, n = reading.text[token.position : number.end], number.text
    doubt = f"'{typed:.20}' before a bracket has several readings"
    return Question(doubt, typed, [f"log({n})*(…)", f"log({n}*(…))", f"log(…, {n})"])


def has_base(reading: Reading, index: int) -> bool:
    """Return whether there are several arguments behind a logarithm, or a base in brackets."""
    opening = reading.tokens[index + 1]
    if opening.kind != "(":
        return False
    end = closing(reading.tokens, index + 1)
    base = opening.text == "[" and reading.tokens[end + 1].kind == "("
    return base or any(token.kind == "," for token in reading.tokens[index + 1 : end])
