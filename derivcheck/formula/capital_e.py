"""The letters E and e: Euler's number, or an energy, a modulus, an angle, and beside ε₀ an elementary charge."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from derivcheck.formula.lexer import Token
from derivcheck.formula.questions import Question
from derivcheck.formula.token_groups import behind_square, closing
from derivcheck.formula.token_kinds import NAMES, SIGNS
from derivcheck.formula.whole_readings import replaced

E_QUESTION = Question("'E' has two readings", "E", ["e"], " for Euler's number, or give E a value if it is a variable")
"""What to ask of E."""

# A function of Mathematica with its bracket, or E as a library's name: Sin[x], math.E.
_SYSTEM = re.compile(r"[A-Z][A-Za-z]+\[|\.E\b")

_EPSILON = ("eps", "\u03b5", "\u03f5")
_PERMITTIVITY = frozenset(
    f"{letter}{index}" for letter in (*_EPSILON, "epsilon", "varepsilon") for index in ("0", "_0")
)

# e-x, 2e-x, e -x, e-2x, e-x², e-kt, e-t/τ, e-xcosx
_LOST_SIGN = re.compile(
    r"(?<![^\s()+\-0-9])e\s?[-\u2212\u2013\u2010]((?!e)(?:[2-9]?[^\W\d_]){1,2}(?:\u00b2|\^2)?(?:/(?:[2-9]|τ|RC|T|L))?)(?:(?![\w^\u00b2/])|(?=(?:sin|cos)[\w(^\s]))"
)
# The same piece elsewhere, of which all are mended alike; not e-x within e-x^2.
_ALIKE = r"(?<![^\W\d_])(?<![^\W\d_][0-9]){}(?=(?:sin|cos)[\w(^\s]|[^\w^\u00b2/]|\Z)"


_OF_CHARGES = frozenset({"B", "V", "\N{GREEK SMALL LETTER TAU}", "tau"})
_BEFORE_E = frozenset("abcd")
_COEFFICIENT = re.compile("b(?:eta)?(?:_?[0-9])?|β(?:_?[0-9])?")
_LOGARITHMS = frozenset({"ln", "log"})
_ALONE = re.compile(r"(?<![\w\\])e(?![A-Za-z0-9_])")

_ASKED = re.compile(r"(?<![\w\\])[eE]\s*\\?(?:sin|cos)")

# A head, which may name variables and parameters.
_HEAD = re.compile(r"(\s*[^\W\d]\w{0,20})(?:(?:\\left)?\(([^()=]{1,40}?)(?:\\right)?\))?\s*=(?!=)")
_NO_HEAD = re.compile(r"[^=<>:$@`]*")
_LONGEST = 160


def euler_fault(tokens: Sequence[Token], text: str) -> str | None:
    """Ask what E is, or return None where it is Euler's number: as the base of an exponential, or in a system's style.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> euler_fault(tokenize("x*E**(-x)"), "x*E**(-x)")
    >>> euler_fault(tokenize("E - E_0"), "E - E_0")
    "'E' has two readings; write e for Euler's number, or give E a value if it is a variable"
    """
    if _SYSTEM.search(text):
        return None
    exponential = any(
        a.text == "E" and _has_name(tokens, i + 1, b) for i, (a, b) in enumerate(itertools.pairwise(tokens))
    )
    return None if exponential else E_QUESTION


def has_energies(tokens: Sequence[Token]) -> bool:
    """Return whether there is another E with an index, beside which E is no Euler's number: E - E_0, not E_1(x) + E."""
    return any(token.text.startswith("E_") and behind.kind != "(" for token, behind in itertools.pairwise(tokens))


def has_euler(tokens: Sequence[Token]) -> bool:
    """Return whether Euler's number is there under its own letter."""
    return any(token.text == "e" for token in tokens)


def or_variable(question: str | None, name: str, text: str, position: int) -> str | None:
    """Return a question on E or e with a head that names it, so that it is a variable: f(E) = E - E_0.

    Examples
    --------
    >>> or_variable(E_QUESTION, "E", "E/R", 0).instead
    ('e/R', 'f(E) = E/R')
    >>> or_variable(E_QUESTION, "E", "I(t) = E/R", 7).instead
    ('I(t) = e/R', 'I(t; E) = E/R')
    """
    if not isinstance(question, Question) or len(text) > _LONGEST or question.typed == text:
        return question
    head = _HEAD.match(text)
    if head is None and not _NO_HEAD.fullmatch(text):
        return question
    named, arguments = head.groups() if head else ("f", None)
    if named.strip() == name:
        return question
    behind = text[head.end() :] if head else f" {text.strip()}"
    variable = f"{named}({f'{arguments}; ' * (arguments is not None)}{name}) ={behind}"
    start = head.end() if head else 0
    letter = re.compile(rf"(?<![\w\\]){name}(?![A-Za-z0-9_])")
    if question.typed == name and letter.match(text, position):
        # Beside an e that is asked about, another one would be taken for it.
        number = "exp(1)" if name == "E" and _ASKED.search(text, start) else question.instead[0]
        euler = [text[:start] + letter.sub(number, text[start:])]
    else:
        stop = position + len(question.typed) + text.startswith("\\", position)
        euler = [replaced(text, position, stop, piece) for piece in question.instead]
    given = "".join(question.otherwise.partition(", or ")[1:])
    otherwise = f" for Euler's number or a variable{given}"
    return Question(question.doubt, text, [*euler, variable], otherwise, back=position)


def quantity_fault(tokens: Sequence[Token], text: str) -> str | None:
    """Ask what e is where it may be a charge or an eccentricity and is the base of no exponential, or return None.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> def fault(text):
    ...     return quantity_fault(tokenize(text), text)
    >>> fault("e^2/(4*pi*eps0*r)")
    "'e' beside eps0 has two readings; write exp(1) for Euler's number, or give e a value for the charge"
    >>> fault("a*(1-e^2)")
    "'e' behind 1 may be Euler's number or an eccentricity; write a*(1-exp(1)^2) or a*(1-ε^2), or give e a value"
    >>> fault("e^x + x*e"), fault("x*ln(1+e)")
    (None, None)
    """
    places = [i for i, token in enumerate(tokens) if token[1] == "e" and token[0] == "name"]
    exponentials = [_has_name(tokens, i + 1, tokens[i + 1]) for i in places]
    if all(exponentials):
        return None
    eccentric = not any(exponentials) and any(_is_eccentricity(tokens, i) for i in places)
    if fault := _charge_fault(tokens, places, text):
        return fault
    if not any(exponentials) and (doubt := _other_letter(tokens, text)):
        return Question(doubt, "e", ["exp(1)"], " for Euler's number, or give e a value")
    return _eccentricity_fault(tokens[places[0]], text) if eccentric else None


def _other_letter(tokens: Sequence[Token], text: str) -> str:
    """Return the doubt whether e is the letter behind a, b, c and d, or the error of a model, or ""."""
    if "b" not in text and "\u03b2" not in text:
        return ""
    names = {token[1] for token in tokens}
    if names >= _BEFORE_E:
        return "'e' beside a, b, c and d may be Euler's number or the next letter"
    last = [token[1] for token in tokens[-3:]] == ["+", "e", ""]
    model = last and any(_COEFFICIENT.fullmatch(name) for name in names)
    return "'e' at the end of a model may be Euler's number or the error" if model else ""


def _charge_fault(tokens: Sequence[Token], places: Sequence[int], text: str) -> str | None:
    """Ask what e is beside the permittivity of vacuum, a field or voltage."""
    ends = [behind_square(tokens, i + 1) for i in places]
    # Of light, as in h*f - e*V; else a sign of a product is one of a program, whose e is the number.
    signed = any(tokens[end].kind == "*" for end in ends) and any(token[1] == "h" for token in tokens)
    behind = (tokens[end + (signed and tokens[end].kind == "*")][1] for end in ends)
    beside = next((name for name in behind if name in _OF_CHARGES), "")
    if any(epsilon in text for epsilon in _EPSILON):
        beside = next((token[1] for token in tokens if token[1] in _PERMITTIVITY), beside)
    if not beside:
        return None
    doubt, given = f"'e' beside {beside} has two readings", " for Euler's number, or give e a value for the charge"
    return Question(doubt, "e", ["exp(1)"], given)


def _eccentricity_fault(place: Token, text: str) -> Question:
    """Ask what e is in 1 - e^2, a(1 + e) and 1 + e*cos(θ)."""
    names = (r"\\exp(1)", r"\\varepsilon ") if "\\" in text else ("exp(1)", "\N{GREEK SMALL LETTER EPSILON}")
    readings = [_ALONE.sub(name, text) for name in names]
    doubt = "'e' behind 1 may be Euler's number or an eccentricity"
    return Question(doubt, text, readings, ", or give e a value", back=place.position)


def _is_eccentricity(tokens: Sequence[Token], i: int) -> bool:
    """Return whether e stands behind a 1 with which a bracket begins, alone, squared or before a cosine."""
    if tokens[i - 1].kind not in SIGNS or tokens[i - 2].text != "1":
        return False
    if tokens[i + 1 + (tokens[i + 1].kind == "*")].text in ("cos", "sin"):
        return True
    bracket = tokens[i - 3].kind == "(" and tokens[behind_square(tokens, i + 1)].kind == ")"
    return bracket and tokens[i - 4].text not in _LOGARITHMS


def lost_sign_fault(text: str, position: int) -> str | None:
    """Ask whether e-x is an exponential that has lost its sign, in all places alike, or return None.

    Examples
    --------
    >>> lost_sign_fault("1/(1+e-x)", 5).instead
    ('1/(1+e - x)', '1/(1+e^(-x))')
    >>> lost_sign_fault("e - x", 0), lost_sign_fault("2*(e-x)", 3)
    (None, None)
    """
    found = _LOST_SIGN.search(text)
    # What has lost its raised signs was typeset, and has no stars.
    if found is None or "*" in text:
        return None
    letter = found[1]
    doubt = f"'e-{letter}' may be a difference, or a power without its sign"
    readings = [f"e - {letter}", f"e^(-{letter})"]
    if len(text) > _LONGEST:
        return Question(doubt, found[0], readings)
    alike = re.compile(_ALIKE.format(re.escape(found[0])))
    return Question(doubt, text, [alike.sub(reading, text) for reading in readings], back=position)


def _has_name(tokens: Sequence[Token], index: int, sign: Token) -> bool:
    """Return whether the exponent whose sign stands at a place has a variable: E^2 may be the square of an energy."""
    if sign.kind == "superscript":
        return any(character.isalpha() for character in sign.text)
    if sign.kind != "**":
        return False
    start = index + 1 + (tokens[index + 1].kind == "-")
    stop = closing(tokens, start)
    return any(token.kind in NAMES for token in tokens[start : max(stop, start + 1)])
