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


def _question(text: str, domain: str, place: int) -> Question:
    whole = text[unwrapped(text)[0] : place].strip()
    doubt = f"'{domain:.40}' behind a formula is its domain"
    return Question(doubt, text, [whole], ", and give the domain by itself, as --domain", back=place)
