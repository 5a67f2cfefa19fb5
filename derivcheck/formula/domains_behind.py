"""A domain behind a formula, in braces, as graphing calculators have it, or a comma: y = x^2 {x < 0}, ln x, x > 0."""

from __future__ import annotations

import re

from derivcheck.formula.questions import Question
from derivcheck.formula.wrappings import unwrapped
from derivcheck.ground.errors import ParseError

_COMPARISON = r"(?: [<>\u2208\u2260\u2264\u2265] | \\ (?: in | [lgn] (?: t | eq? | eqslant ) ) (?! [A-Za-z] ) )"

_BEHIND_COMMA = re.compile(
    rf"""
    , (?: \s | \\q?quad | \\[,;:>\s] | for | \\text \{{ \s* for \s* \}} )*
    (?P<domain> [^\W\d]\w* \s* {_COMPARISON} )
    """,
    re.VERBOSE,
)

_BEHIND_WORD = re.compile(
    rf"(?: for | where | when ) \s* \}}? (?: \s | \\[,;:>\s] )* (?P<domain> [^\W\d]\w* \s* {_COMPARISON} )", re.VERBOSE
)
_BEFORE_WORD = re.compile(r"(?: \s | , | \\q?quad | \\[,;:>\s] | \\text \s* \{ )+ \Z", re.VERBOSE)

# Behind an operand, and no index or exponent.
_BRACES = re.compile(rf"\{{ [^{{}}:,]* {_COMPARISON} [^{{}}:,]* \}} \s* \Z", re.VERBOSE)
_BEFORE = re.compile(
    r"(?: [^\W_] | [)\]}|] ) (?P<space> (?: \s | \\[,;:\s] )* ) (?P<domain> (?: \\left \s* )? \\? ) \Z", re.VERBOSE
)


def check_domain(text: str) -> None:
    """Ask for a formula without the domain that stands behind it; cases, with their colons, are none.

    Raises
    ------
    ParseError
        There is one.

    Examples
    --------
    >>> check_domain("{x < 0: 1, 2}")
    >>> check_domain("y = x^2 {x < 0}")
    Traceback (most recent call last):
    derivcheck.ground.errors.ParseError: '{x < 0}' behind a formula is its domain; write y = x^2, and give the domain \
by itself, as --domain
    """
    brace = text.rfind("{")
    if _BRACES.match(text, brace) and (before := _BEFORE.search(text[:brace])):
        place = before.start("space")
        raise ParseError(_question(text, text[before.start("domain") :].strip(), place), text, place)


def domain_question(text: str, comma: int) -> Question | None:
    r"""Ask for a formula without the domain behind a comma; None if there is none.

    Examples
    --------
    >>> domain_question(r"ln x,\quad x > 0", 4)
    "'x > 0' behind a formula is its domain; write ln x, and give the domain by itself, as --domain"
    """
    found = _BEHIND_COMMA.match(text, comma)
    return _question(text, text[found.start("domain") : unwrapped(text)[1]], comma) if found else None


def worded_question(text: str, word: int) -> Question | None:
    r"""Ask for a formula without the domain behind such a word as for; None if there is none.

    Examples
    --------
    >>> worded_question(r"\ln x \quad\text{for } x > 0", 17)
    "'x > 0' behind a formula is its domain; write \\ln x, and give the domain by itself, as --domain"
    """
    found, before = _BEHIND_WORD.match(text, word), _BEFORE_WORD.search(text[:word])
    if not found or not before:
        return None
    return _question(text, text[found.start("domain") : unwrapped(text)[1]], before.start(), word)


def _question(text: str, domain: str, place: int, position: int | None = None) -> Question:
    """Ask for what stands before a place, where the error is unless it is at another position."""
    whole = text[unwrapped(text)[0] : place].strip()
    doubt = f"'{domain:.40}' behind a formula is its domain"
    back = place if position is None else position
    return Question(doubt, text, [whole], ", and give the domain by itself, as --domain", back=back)
