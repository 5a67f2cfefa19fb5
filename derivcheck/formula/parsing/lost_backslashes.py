r"""Commands of LaTeX that have lost their backslash, and Typst's: frac{1}{x}, frac(a, b), x cdot y, x dot y."""

from __future__ import annotations

import re

from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_groups import arguments, closing
from derivcheck.formula.token_kinds import FACTOR_BEGINNINGS

PRODUCTS = {"cdot": "\N{MIDDLE DOT}", "dot": "\N{MIDDLE DOT}", "times": "\N{MULTIPLICATION SIGN}"}
"""Names of the signs of a product, with the sign, beside which letters without one stay a product."""

_PRODUCT = re.compile(rf"(?<![\\\w])(?:{'|'.join(PRODUCTS)})(?=\s)")
_FRACTION = re.compile(r"(?<![\\\w])frac(?=\s*\{)")
_BEGINNINGS = FACTOR_BEGINNINGS | {"number", "(", "-"}
_ATOM = re.compile(r"[^\W\d_]|[0-9]+")

# Where one argument in parentheses stands before another one, it may as well be a part of a number.
_PARTS = ("floor", "trunc")


def product_question(reading: Reading, token: Token) -> Question | None:
    """Ask for the product whose sign is written by its name, in all places alike, or return None if it is none."""
    following = reading.tokens[reading.index]
    apart = reading.spaced(token) and reading.spaced(following) and following.kind in _BEGINNINGS
    if not apart or token.text in reading.variables:
        return None
    written = _PRODUCT.sub(lambda found: PRODUCTS[found[0]], _FRACTION.sub(r"\\frac", reading.text))
    return Question(f"'{token.text}' is the name of a sign", reading.text, [written], back=token.position)


def fraction_question(reading: Reading, token: Token) -> Question | None:
    r"""Ask for \frac{a}{b}, or the quotient that AsciiMath and Typst write so; None for one argument alone."""
    tokens, text = reading.tokens, reading.text
    end = closing(tokens, reading.index)
    opening, behind = tokens[reading.index], tokens[end + 1]
    if end < 0:
        return None
    if opening.text == behind.text == "{":
        doubt = "'frac' is a fraction of LaTeX without its backslash"
        return Question(doubt, text, [_FRACTION.sub(r"\\frac", text)], back=token.position)
    parts = arguments(tokens[reading.index + 1 : end])
    if len(parts) == 2 and opening.text == "(" and all(parts):
        comma = parts[1][0].position
        between = text.rindex(",", opening.end, comma)
        quotient = _quotient(text[opening.end : between], text[between + 1 : tokens[end].position])
        typed = text[token.position : tokens[end].end]
        return Question("'frac' of two arguments is a fraction in Typst", typed, [quotient])
    return _of_two_brackets(reading, token, end) if opening.text == behind.text == "(" else None


def _of_two_brackets(reading: Reading, token: Token, end: int) -> Question | None:
    """Ask for frac(a)(b), a fraction in AsciiMath, but to others the fractional part of a, times b."""
    tokens, text = reading.tokens, reading.text
    stop = closing(tokens, end + 1)
    if stop < 0:
        return None
    above, below = (
        text[tokens[i].end : tokens[j].position].removesuffix("\\right")
        for i, j in ((reading.index, end), (end + 1, stop))
    )
    # Of a whole number nothing is left.
    parts = () if above.strip().isdecimal() else _PARTS
    pieces = [f"({_operand(above)} - {part}({above}))*({below})" for part in parts]
    doubt = "'frac' before two brackets may be a fraction, or a fractional part"
    return Question(doubt, text[token.position : tokens[stop].end], [_quotient(above, below), *pieces])


def _quotient(above: str, below: str) -> str:
    """Return a quotient in brackets of its own."""
    return f"({_operand(above.strip())}/{_operand(below.strip())})"


def _operand(text: str) -> str:
    return text if _ATOM.fullmatch(text) else f"({text})"
