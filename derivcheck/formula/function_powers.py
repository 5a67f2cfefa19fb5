"""The power between a function and its argument: sin^2 x, sin^(n-1) x, tan⁻¹ x; and what a raised sign is made of."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import inverse
from derivcheck.formula.questions import Question
from derivcheck.formula.symbols import SUPERSCRIPTS

_INVERSES = {"ln": "exp(…)", "log": "exp(…)", "exp": "ln(…)", "sqrt": "…^2"}


def inverse_fault(name: str, typed: str) -> str | None:
    """Say that f^-1 may be the inverse or the reciprocal where both are usual, or return None.

    Examples
    --------
    >>> inverse_fault("sin", "sin^-1")
    >>> inverse_fault("log", "log^-1")
    'log^-1(x) may be 1/log(x) or the inverse function; write (1/log(…)) or exp(…)'
    """
    if inverse(name):
        return None
    readings = [f"(1/{name}(…))", *([_INVERSES[name]] if name in _INVERSES else [])]
    return Question(f"{name}^-1(x) may be 1/{name}(x) or the inverse function", typed, readings)


_IN_EXPONENT = frozenset({"number", "name", "letter", "pi", "+", "-", "*", "/"})


def function_exponent(tokens: Sequence[Token], index: int) -> tuple[list[Token], int]:
    """Return the exponent that stands at a place behind a function's name, and where it ends; empty if it is another.

    It is a number or a name, maybe with a sign, in brackets or not, or raised; in brackets it may be a sum or product.
    """
    if tokens[index].kind == "superscript":
        return _raised(tokens[index]), index + 1
    index += 1
    bracketed = tokens[index].kind == "("
    start = index + bracketed
    stop = start + 1 + (tokens[start].kind == "-")
    found = list(tokens[start:stop])
    closed = not bracketed or (stop < len(tokens) and tokens[stop].kind == ")")
    simple = bool(found) and found[-1].kind in ("number", "name", "letter") and not _is_function(found[-1])
    if not simple or not closed:
        return _written_out(tokens, start) if bracketed else ([], index)
    if len(found) > 1:
        found[0] = found[0]._replace(text="-")
    return found, stop + bracketed


def _is_function(token: Token) -> bool:
    return token.text in FUNCTIONS or token.text.startswith("log_")


def _written_out(tokens: Sequence[Token], start: int) -> tuple[list[Token], int]:
    """Return an exponent of several numbers and names in brackets, and where it ends: sin^(n-1) x, not f^{(n)}."""
    stop = start
    while tokens[stop].kind in _IN_EXPONENT and tokens[stop].text not in FUNCTIONS:
        stop += 1
    several = (
        tokens[stop].kind == ")" and stop > start + 1 and tokens[stop - 1].kind in ("number", "name", "letter", "pi")
    )
    return (list(tokens[start:stop]), stop + 1) if several else ([], start)


def _raised(token: Token) -> list[Token]:
    number, letters = split_superscript(token.text)
    if (number and letters) or len(letters) > 1:
        return []
    part = Token("number" if number else "name", number or letters, token.position)
    sign = [Token("-", "-", token.position)] if token.text.translate(SUPERSCRIPTS)[0] == "-" else []
    return [*sign, part]


def split_superscript(text: str) -> tuple[str, str]:
    """Return the number and the letters of a superscript, without its sign.

    Examples
    --------
    >>> split_superscript("⁻²ⁿ")
    ('2', 'n')
    """
    plain = text.translate(SUPERSCRIPTS).lstrip("+-")
    letters = plain.lstrip("0123456789")
    return plain[: len(plain) - len(letters)], letters
