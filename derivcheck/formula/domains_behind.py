"""A domain in braces behind a formula, as graphing calculators have it: y = x^2 {x < 0}."""

from __future__ import annotations

import re

from derivcheck.formula.questions import Question
from derivcheck.ground.errors import ParseError

_DOMAIN = re.compile(
    r"""
    (?: (?<= [^\W_] ) | (?<= [)\]}] ) ) \s* (?P<domain> (?: \\left \s* )? \\? \{
    [^{}:,]* (?: [<>\u2264\u2265] | \\ [lg] (?: t | eq? | eqslant ) (?! [A-Za-z] ) ) [^{}:,]*
    \} ) \s* \Z
    """,
    re.VERBOSE,
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
    if found := _DOMAIN.search(text):
        doubt = f"'{found['domain']:.40}' behind a formula is its domain"
        place = found.start("domain")
        whole = text[:place].rstrip()
        question = Question(doubt, text, [whole], ", and give the domain by itself, as --domain", back=place)
        raise ParseError(question, text, place)
