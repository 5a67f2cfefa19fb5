"""Brackets and exponents that hardly end where they do: sin(n+1)x, sin ½x of LaTeX, n x^n-1, x^n+1/(n+1)."""

from __future__ import annotations

from derivcheck.formula.conditions import opening
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import ANGLES, CIRCULAR
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question

_SYMBOLS = frozenset({"name", "letter"})
_OF_ANGLES = frozenset({"x", "t", "\N{GREEK SMALL LETTER THETA}", "\N{GREEK SMALL LETTER PHI}", "theta", "phi"})
_FEWEST = 3
_LEFT = r"\left"


def check_factor(reading: Reading, token: Token) -> None:
    """Ask whether a variable right behind the bracket of a sine belongs to its argument: sin(n+1)x.

    Raises
    ------
    ParseError
        It may: there is a sum, product or quotient in the bracket, and no variable.
    """
    if reading.last != "call" or token.text not in _OF_ANGLES or reading.spaced(token):
        return
    close = reading.index - 2
    start = opening(reading.tokens, close)
    inside = reading.tokens[start + 1 : close]
    function = reading.tokens[start - 1] if start > 0 else token
    letters = {part.text for part in inside if part.kind in _SYMBOLS}
    pi = any(part.kind == "pi" for part in inside)
    if function.text not in CIRCULAR or len(inside) < _FEWEST or letters & ANGLES or not (letters or pi):
        return
    bracket = reading.tokens[start]
    left = len(_LEFT) * reading.text.endswith(_LEFT, 0, bracket.position)
    typed, rest = (reading.text[bracket.position - left : stop] for stop in (token.end, token.position))
    doubt = f"'{token.text}' behind the bracket may be a factor, or belong to the argument"
    reading.check(Question(doubt, typed, [f"{rest}*{token.text}", f"({typed})"], back=left), bracket)


def check_exponent_of_sum(reading: Reading) -> None:
    """Ask where the exponent ends in n x^n-1 and x^n+1/(n+1), which have lost a bracket.

    Raises
    ------
    ParseError
        The exponent is a factor before, too, or the sum with 1 a divisor behind.
    """
    tokens, index = reading.tokens, reading.index
    exponent, sign, one = [*tokens[index : index + 3], *tokens[-1:] * 3][:3]
    tight = exponent.touches(sign) and sign.touches(one)
    if exponent.kind not in _SYMBOLS or sign.kind not in ("+", "-") or one.text != "1" or not tight:
        return
    # n x^n-1, and n*x^n-1.
    before = tokens[max(index - 3 - (index > 3 and tokens[index - 3].text == "*"), 0)]
    coefficient = index > 2 and sign.kind == "-" and before.text == exponent.text and tokens[index - 1].text == "^"
    divisor = [part.text for part in tokens[index + 3 : index + 8]] == ["/", "(", exponent.text, sign.text, "1"]
    if coefficient or divisor:
        typed = reading.text[exponent.position : one.end]
        pieces = [f"{exponent.text} {sign.text} 1", f"({typed})"]
        reading.check(Question("how far the exponent goes is not clear", typed, pieces), exponent)
