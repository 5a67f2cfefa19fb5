"""Which products and powers need no sign or parentheses, and what to say of those that have two readings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from derivcheck.formula.names import USUAL
from derivcheck.formula.questions import Question
from derivcheck.formula.symbols import FRACTIONS, SUPERSCRIPTS
from derivcheck.formula.token_kinds import NAMES

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


def _short(token: str, otherwise: str) -> str:
    return token if token.replace(".", "").isalnum() and len(token) <= 20 else otherwise
