"""Which products and powers need no sign or parentheses, and what to say of those that have two readings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.lexer import FRACTIONS, SUPERSCRIPTS, Token
from derivcheck.formula.names import USUAL, inverse
from derivcheck.formula.questions import Question
from derivcheck.formula.token_kinds import NAMES
from derivcheck.ground.limits import MAX_ZETA_ORDER

_TWO_READINGS = "a product without * after {0} has two readings; write {1}"

AFTER_EXPONENT = "a product without * after an exponent"
"""How the question begins whether a factor belongs to an exponent."""

# Bases after whose numeric exponent a factor is one of its own: x^2y is x^2*y, while e^2x may be e^(2x).
_CLEAR_BASES = frozenset({"name", "group", "call", "bar"})

_LONGEST = 45


class Neighbours(NamedTuple):
    """Two operands side by side.

    Attributes
    ----------
    last : str
        What the operand before ends with: "number", "name" (a variable), "constant" (pi, e), "superscript",
        "root" (√x), "group", "call", "powered" (sin^2(x)), "braced" (sin{x}), "bare" (sin x), "bar" (|x|) or
        "barred" (ln|x|).
    before, after : str
        The neighbouring tokens as typed.
    kind : str
        Kind of the token after.
    spaced : bool
        Whether there is white space between them.
    function : bool
        Whether the token after is a function.
    """

    last: str
    before: str
    kind: str
    after: str
    spaced: bool
    function: bool

    @property
    def shown(self) -> tuple[str, str]:
        """The two as they are shown in an example."""
        return _short(self.before, "b"), _short(self.after, "c")


def two_readings_fault(n: Neighbours, waiting: Sequence[str], base: str) -> str | None:
    """Say between which readings of a product nobody can choose, or return None if there is one.

    Parameters
    ----------
    n : Neighbours
    waiting : sequence of str
        The operations that bind at least as strongly as a product and wait for the operand before.
    base : str
        What the base of the last power ended with, in the words of `Neighbours.last`.

    Examples
    --------
    >>> two_readings_fault(Neighbours("number", "2", "name", "x", False, False), [], "")
    >>> two_readings_fault(Neighbours("number", "2", "name", "x", False, False), ["div"], "")
    'a product without * after / has two readings; write a/(2*x) or (a/2)*x'
    """
    b, c = n.shown
    if n.last == "root" and n.kind != "root" and not (n.spaced and (n.function or n.kind == "superscript")):
        return _TWO_READINGS.format("a root sign", f"sqrt({b})*{c} or sqrt({b}*{c})")
    if n.last == "barred" and n.kind == "|":
        return "bars beside bars after a function have two readings; write abs(…)"
    if n.last == "barred" and n.kind in NAMES and not (n.spaced or n.function):
        return f"'{c}' right behind bars after a function has two readings; write (ln|x|)*{c} or ln(|x|*{c})"
    if "pow" in waiting and not _ends_exponent(n, waiting, base):
        return _TWO_READINGS.format("an exponent", f"a**({b}*{c}) or a**{b}*{c}")
    if "div" in waiting:
        return _TWO_READINGS.format("/", f"a/({b}*{c}) or (a/{b})*{c}")
    if n.last == "braced" and not n.function:
        return braced_fault(n.after)
    return None


def braced_fault(following: str) -> str:
    r"""Say that braces around an argument are not seen in print: \ln{2}x.

    Examples
    --------
    >>> braced_fault("x")
    'where the argument in braces ends before x is not seen in print, it has two readings; write parentheses'
    """
    return (
        f"where the argument in braces ends before {following:.20} is not seen in print, it has two readings; "
        "write parentheses"
    )


def _ends_exponent(n: Neighbours, waiting: Sequence[str], base: str) -> bool:
    """Return whether a factor behind an exponent is clearly none of it."""
    raised = n.before in FRACTIONS
    if n.last == "group" and not raised:
        return not _goes_on_behind_sign(n, waiting)
    if n.last in ("bare", "barred") or waiting.count("pow") > 1:
        return False
    if n.spaced:
        return True
    if n.last == "number" or raised:
        return base in _CLEAR_BASES
    # e^x(x+1) is read as e^x*(x+1) by everybody, and e^r(T-t) is not.
    return n.last == "name" and n.kind == "(" and (n.before in USUAL or base == "clear")


def _goes_on_behind_sign(n: Neighbours, waiting: Sequence[str]) -> bool:
    """Return whether a letter stands right behind a bracket that is an exponent but for its sign: e^-(a+b)t."""
    signed = [*waiting[-2:]] == ["pow", "neg"] and n.before == ")"
    return signed and n.kind in ("name", "letter", "pi") and not (n.spaced or n.function)


def argument_fault(function: str, following: str) -> str:
    """Say that nobody can tell where the argument of a function without parentheses ends.

    Examples
    --------
    >>> argument_fault("sin", "/")
    'where the argument of sin ends before / is not clear, it has two readings; write sin(…)'
    """
    where = f"where the argument of {function} ends before {following:.20} is not clear"
    return f"{where}, it has two readings; write {function}(…)"


def question(readings: Sequence[str]) -> str | None:
    """Ask which of a few formulas is meant, of which the short ones are shown; None if there are no two.

    Parameters
    ----------
    readings : sequence of str
        The first two are what is read if nothing, or everything, is taken together.

    Examples
    --------
    >>> question(["x/2", "1/(2*x)"])
    'this has two readings; write x/2 or 1/(2*x)'
    >>> question(["sin(x)*x/2", "sin(x/(2*x))", "sin(x)/(2*x)", "sin(x/(2*x))"])
    'this has several readings; write sin(x)*x/2, sin(x/(2*x)) or sin(x)/(2*x)'
    """
    if len(set(readings)) < 2 or max(map(len, readings[:2])) > _LONGEST:
        return None
    short = [reading for reading in dict.fromkeys(readings) if len(reading) <= _LONGEST]
    *others, last = short if sum(map(len, short)) <= 3 * _LONGEST else short[:2]
    if not others:
        return None
    count = "two" if len(others) == 1 else "several"
    return f"this has {count} readings; write {', '.join(others)} or {last}"


SECOND_POWERS = {
    "superscript": "a power of a superscript has two readings; write (x**a)**b or x**(a**b)",
    "root": "a power after a root sign has two readings; write sqrt(x)**n or sqrt(x**n)",
    "powered": "a second power of a function has two readings; write (sin(x)**a)**b",
    "braced": "a power after an argument in braces has two readings; write sin(x)**n or sin(x**n)",
    "barred": "a power after bars has two readings; write log(abs(x))**n or log(abs(x)**n)",
}
"""Why no power may follow what the operand before it ends with."""


def raised_root_fault(base: str, raised: str, radicand: str) -> str | None:
    """Ask whether the raised sign between a factor and a root is an exponent or an index: x³√y; x²√y is clear.

    Examples
    --------
    >>> raised_root_fault("x", "³", "y")
    'x³√y has two readings; write ^(3)*sqrt(y) or *root(y, 3)'
    """
    if raised == "\N{SUPERSCRIPT TWO}":
        return None
    n, a, b = raised.translate(SUPERSCRIPTS), _short(base, "a"), _short(radicand, "b")
    typed, readings = f"{raised}√{b}", [f"^({n})*sqrt({b})", f"*root({b}, {n})"]
    return Question(f"{a}{typed} has two readings", typed, readings)


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

WITH_ORDER = {"polygamma": math.inf, "zeta_derivative": MAX_ZETA_ORDER}
"""The highest order of functions whose first argument is how many times something is differentiated."""


def order_fault(name: str, order: object) -> str | None:
    """Say why a function has no such order, given its first argument if that is a number, or return None.

    Examples
    --------
    >>> order_fault("zeta_derivative", Fraction(10**10))
    'zeta_derivative(n, x) takes a whole number n >= 0, up to 100'
    """
    highest = WITH_ORDER[name]
    if isinstance(order, Fraction) and order.denominator == 1 and 0 <= order <= highest:
        return None
    return f"{name}(n, x) takes a whole number n >= 0" + (f", up to {highest}" if highest < math.inf else "")


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


def _short(token: str, otherwise: str) -> str:
    return token if token.replace(".", "").isalnum() and len(token) <= 20 else otherwise
