r"""What may stand before a formula: ``f(x) =``, ``dy/dx =``, ``lambda x:``, ``@(x)``."""

from __future__ import annotations

import re
from typing import NamedTuple

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.wrappings import unwrapped

_LETTER = "[^\\W\\d]"
_NAMES = rf"{_LETTER}\w* (?: \s*,\s* {_LETTER}\w* )*"

_HEAD = re.compile(
    rf"""
    \s* (?: {_LETTER} \s* (?: :=? | \\colon ) \s* )?
    (?P<arrow> {_LETTER} | \( \s* {_NAMES} \s* \) ) \s* (?: [-=]> | [\u21a6\u2192\u21d2\u27fc] | \\mapsto )
  | \s* (?: {_LETTER} \w{{0,40}} \s* = \s* )? @ \( \s* (?P<handle> {_NAMES} ) \s* \)
  | \s* (?: \\ (?: frac|dfrac|tfrac ) \s* \{{ \s* (?: d | \\mathrm\{{d\}} | \\partial ) \s* {_LETTER}? \s* \}}
            \s* \{{ \s* (?: d | \\mathrm\{{d\}} | \\partial ) \s* (?P<frac> {_LETTER} ) \s* \}}
          | [d\u2202] {_LETTER}? \s* / \s* [d\u2202] (?P<quotient> {_LETTER} )
          | {_LETTER} \w{{0,40}} (?: ['\u2019\u2032-\u2034]{{1,4}} | \^\{{\\prime\}} )?
            \s* (?: (?: \\left )? [(\[] \s* (?P<call> {_NAMES} ) \s* (?: \\right )? [)\]] )?
        ) \s* :? = (?! = )
  | \s* lambda \s+ (?P<lambda> {_NAMES} ) \s* :
  | \s* function \s* \( \s* (?P<function> {_NAMES} ) \s* \) (?: \s* return \b )?
  | \s* def \s+ {_LETTER} \w* \s* \( \s* (?P<def> {_NAMES} ) \s* \) \s* : \s* return \b
  | \s* (?: return \b | = (?! = ) )
    """,
    re.VERBOSE,
)


class Body(NamedTuple):
    """Where in a text the formula stands, and the variables that the head names."""

    start: int
    stop: int
    variables: tuple[str, ...]


def body(text: str) -> Body:
    r"""Find the formula behind its head.

    Examples
    --------
    >>> body("f(x) = a*x"), body("$x^2$")
    (Body(start=6, stop=10, variables=('x',)), Body(start=1, stop=4, variables=()))
    """
    start, stop = unwrapped(text)
    match = _HEAD.match(text, start, stop)
    if match is None or text[match.start() : match.end()].strip(" =:").partition("(")[0] in FUNCTIONS:
        return Body(start, stop, ())
    named = next(filter(None, match.groups()), "")
    return Body(match.end(), stop, tuple(name.strip(" ()") for name in named.split(",")) if named else ())
