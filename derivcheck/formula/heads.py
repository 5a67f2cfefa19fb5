r"""What may stand before a formula: ``f(x) =``, ``dy/dx =``, ``lambda x:``, ``@(x)``."""

from __future__ import annotations

import re
from typing import NamedTuple

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.names import ALIKE, GREEK, USUAL
from derivcheck.formula.typeset_heads import plain_head
from derivcheck.formula.wrappings import unwrapped

_LETTER = "[^\\W\\d]"
_SYMBOL = rf"(?: {_LETTER} | \\ (?: {'|'.join(sorted(GREEK))} ) (?! [A-Za-z] ) )"
_NAMES = rf"(?: {_LETTER}\w* | {_SYMBOL} ) (?: \s*,\s* (?: {_LETTER}\w* | {_SYMBOL} ) )*"

_VARIABLE = rf"(?: {_SYMBOL} (?: _\w{{1,20}}+ )? )"

_D = r"(?: d | \\mathrm\{d\} | \\partial | \u2202 )"
_FRACTION = r"\\ (?: frac|dfrac|tfrac ) \s*+ \{ \s*+"
_ORDER = r"(?: \^\{?[2-4]\}? | [\u00b2\u00b3\u2074] )?"
_PRIMES = r"(?: \s*+ ['\u2019\u2032-\u2034`]{1,4} | \^ (?: \{\s*+(?:\\prime\s*+){1,4}\} | \\prime | \{\([1-4]\)\} ) )"
# A variance, too: f(x | \mu, \sigma^2).
_PARAMETERS = rf"{_NAMES} (?: \s*+ \^ \{{? 2 \}}? )?"

# A random variable, in a head such as P(X = k).
_COMPARED = r"(?: (?<= [Pr][(\[] ) [A-Z] \s*+ (?: <=? | >=? | = | [\u2264\u2265] | \\[lg]eq? (?! [A-Za-z] ) ) \s*+ )"
_INDEX = (
    r"(?: \w{1,20} (?: \s*+ [-+\u2212] \s*+ [0-9] \s*+ )? | \\(?: text | mathrm ) \s*+ \{ \s*+ \w{1,20} \s*+ \} \s*+ )"
)

_HEAD = re.compile(
    rf"""
    \s*+ (?: {_LETTER} \s*+ (?: :=? | = | \\colon ) \s*+ )?
    (?P<arrow> {_LETTER} | \( \s*+ {_NAMES} \s*+ \) ) \s*+ (?: [-=]> | [\u21a6\u2192\u21d2\u27fc] | \\mapsto )
  | \s*+ (?: {_LETTER} \w{{0,40}} \s*+ = \s*+ )? @ \( \s*+ (?P<handle> {_NAMES} ) \s*+ \)
  | \s*+ (?: (?: {_FRACTION} {_D} {_ORDER} (?P<upper> [^=<>{{}}]*+ ) \}}
                \s*+ \{{ \s*+ {_D} \s*+ (?P<frac> {_VARIABLE} ) {_ORDER} \s*+ \}}
              | \({{0,2}} {_D} {_ORDER} \s*+ (?P<numerator> {_SYMBOL} )? \s*+ \)?
                \s*+ / \s*+ \(? {_D} \s*+ (?P<quotient> {_VARIABLE} ) {_ORDER} (?! \w ) \){{0,2}}
              | (?: \\partial | \u2202 | D ) _ \{{? {_SYMBOL} \}}? (?! \w )
            ) (?P<operand> [^=<>:\u2254]*+ )
          | d \s*+ (?P<whole> [(\[] [^=<>]+? [)\]] ) \s*+ / \s*+ d (?P<below> {_SYMBOL} )
          | (?P<primed> (?: \\left )? [(\[] [^=<>]+? [)\]] ) {_PRIMES}
          | \\ d?dot \s*+ \{{? \s*+ {_SYMBOL} \s*+ \}}?
          | (?: {_LETTER} \s*+ : \s*+ )? (?: {_LETTER} \w{{0,40}} (?: \{{ {_INDEX} \}} )? | {_SYMBOL} | \\Pr )
            {_PRIMES}? \s*+ (?: (?: \\left )? [(\[] \s*+ {_COMPARED}? (?P<call> {_NAMES} ) \s*+
                (?: (?: [;|] | \\mid (?! [A-Za-z] ) ) \s*+ (?P<parameters> {_PARAMETERS} ) \s*+ )?
                (?: \\right )? [)\]] )?
        ) \s*+ (?: :? = | \u2254 ) (?! [=>] )
  | \s*+ lambda \s+ (?P<lambda> {_NAMES} ) \s*+ :
  | \s*+ (?: {_LETTER} \w{{0,40}} \s*+ <- \s*+ )?
        (?: function (?: \s++ {_LETTER} \w{{0,40}} )? \s*+ | \\ ) \( \s*+ (?P<function> {_NAMES} ) \s*+ \)
        (?: \s*+ (?P<brace> \{{ ) )? (?: \s*+ return \b )?
  | \s*+ {_LETTER} \w{{0,40}} \s++ <<?- (?= \s )
  | \s*+ def \s+ {_LETTER} \w* \s*+ \( \s*+ (?P<def> {_NAMES} ) \s*+ \) \s*+ : \s*+ return \b
  | \s*+ (?: return \b | = (?! = ) )
    """,
    re.VERBOSE,
)

# Some arguments may be numbers: E(x, +0, z) =.
_ARGUMENT = rf"(?: {_LETTER}\w* | {_SYMBOL} | [-+\u2212]? [0-9]{{1,9}} (?: \.[0-9]{{1,9}} )? )"
_AT_NUMBERS = re.compile(
    rf"""
    \s*+ {_LETTER} \w{{0,40}} {_PRIMES}? \s*+ (?: \\left )? \( \s*+
    (?P<call> {_ARGUMENT} (?: \s*,\s* {_ARGUMENT} )+ ) \s*+ (?: \\right )? \) \s*+ :?= (?! = )
    """,
    re.VERBOSE,
)

# The same derivative on the right: 2x = dy/dx.
_BEHIND = re.compile(
    rf"""
    (?<! [<>=!:] ) = \s*+
    (?: \({{0,2}} d \s*+ {_SYMBOL} \s*+ \)? \s*+ / \s*+ \(? d \s*+ (?P<quotient> {_SYMBOL} ) \s*+ \){{0,2}}
      | {_FRACTION} d \s*+ {_SYMBOL} \s*+ \}} \s*+ \{{ \s*+ d \s*+ (?P<frac> {_SYMBOL} ) \s*+ \}}
      | {_LETTER} {_PRIMES} \s*+ (?: \( \s*+ (?P<call> {_SYMBOL} ) \s*+ \) )?
    ) \s*+ \Z
    """,
    re.VERBOSE,
)

# Behind dy/dx stands at most what y is a function of.
_ARGUMENTS = re.compile(rf"\s*+ (?: \( \s*+ {_NAMES} \s*+ \) )? \s*+", re.VERBOSE)

_DECLARED = re.compile(
    r"\s*+ (?: (?: const | let | var | double | float | auto ) \s++ (?= [^\W\d]\w*+ \s*+ [=(] ) )?", re.VERBOSE
)
"""What declares a name in other languages."""

_OPERATIONS = frozenset(
    "sqrt cbrt exp log log2 log10 sin cos tan cot sec csc asin acos atan abs sign max min floor ceil mod".split()
)
_EQUALS = re.compile(r"[=:\u2248]|\\approx")

_IN_EQUATIONS = frozenset(name for name, row in FUNCTIONS.items() if row.name in _OPERATIONS)
"""Functions that are the side of an equation rather than what is defined by it."""

_WITH_ANOTHER = ("frac", "quotient", "call", "lambda", "function")
"""Heads that may stand behind another: v = ds/dt = 2t, y = f(x) = 2x, f = lambda x: 2*x."""


class Body(NamedTuple):
    """Where in a text the formula stands, and the variables that the head names, with its parameters: f(x; λ)."""

    start: int
    stop: int
    variables: tuple[str, ...]
    parameters: tuple[str, ...] = ()


def body(text: str) -> Body:
    r"""Find the formula behind its head.

    Examples
    --------
    >>> body("f(x) = a*x"), body("$x^2$")
    (Body(start=6, stop=10, variables=('x',), parameters=()), Body(start=1, stop=4, variables=(), parameters=()))
    """
    start, stop = unwrapped(text)
    match = _HEAD.match(text, _DECLARED.match(text, start, stop).end(), stop)  # type: ignore[union-attr]
    end = match.end() if match else start
    if match is None and _EQUALS.search(text):
        if behind := _behind(text, start, stop):
            return behind
        at_numbers = _AT_NUMBERS.match(text, start, stop)
        if at_numbers and (variables := _names(at_numbers["call"])):
            return Body(at_numbers.end(), stop, variables)
        head, end = plain_head(text, start, stop)
        match = _HEAD.fullmatch(head) if head else None
    if match is None or _is_function(match[0]):
        return Body(start, stop, ())
    if not _is_derivative_of_one(match):
        return Body(start, stop, ())
    if _is_product(match[0], text[end:stop]):
        return Body(end - 1, stop, ())  # from the sign on, which is refused
    if (another := _HEAD.match(text, end, stop)) and any(another[name] for name in _WITH_ANOTHER):
        match, end = another, another.end()
    named = next((match[name] for name in _NAMING if match[name]), "")
    if match["brace"]:
        stop = _closed(text, stop)
    return Body(end, stop, _names(named), _names(match["parameters"]))


def _is_function(head: str) -> bool:
    """Return whether a head is a function that stands in equations: sin(x) = 1/2, but not softplus(x) = …."""
    return head.strip(" =:").partition("(")[0] in _IN_EQUATIONS


def _behind(text: str, start: int, stop: int) -> Body | None:
    """Find the formula before a derivative, where nothing else is an equation."""
    if text.count("=", start, stop) != 1:
        return None
    found = _BEHIND.search(text[:stop], text.index("=", start))
    return Body(start, found.start(), _names(found["quotient"] or found["frac"] or found["call"])) if found else None


def _names(written: str | None) -> tuple[str, ...]:
    names = (name.partition("^")[0].strip(" ()\\") for name in (written or "").split(","))
    return tuple(name for name in names if name and not name.lstrip("-+\u2212 ")[:1].isdecimal())


# Differentials, pH, y_p without its low line, and letters that may be functions or have components.
_NAMED = re.compile("[dΔδ].|p[HK]|[xyzt][chimnp]")
_OF_FUNCTION = re.compile("f[xyzt]|[ghuvwFGHV][xyz]|[A-Z]t")

_LETTERS = re.compile(r"\s*+ ( [^\W\d_]{2,4} ) \s*+ =", re.VERBOSE)


def _is_product(head: str, right: str) -> bool:
    """Return whether a head is a product of letters, and so the side of an equation: xy = 5, ky = sin x."""
    found = _LETTERS.fullmatch(head)
    if found is None or (name := found[1]) in GREEK or not name.isalpha():
        return False
    if USUAL.issuperset(name):
        return len({*name}) == len(name)
    if len(name) > 2 or "*" in right or _NAMED.fullmatch(name):
        return False
    if _stands_alone(name[0], right) or any(letters.issuperset(name) for letters in ALIKE):
        return True
    return not _OF_FUNCTION.fullmatch(name) and (not USUAL.isdisjoint(name) or _stands_alone(name[1], right))


def _stands_alone(letter: str, text: str) -> bool:
    return re.search(rf"(?<!{_LETTER}){letter}(?!\w)", text) is not None


_NAMING = ("arrow", "handle", "frac", "quotient", "below", "call", "lambda", "function", "def")


def _closed(text: str, stop: int) -> int:
    """Return where the body of a function ends before its closing brace, if that is the last sign."""
    body = text[:stop].rstrip()
    return len(body[:-1].rstrip().removesuffix(";")) if body.endswith("}") else stop


def _is_derivative_of_one(head: re.Match[str]) -> bool:
    """Return whether all that a head says is of which function it is the derivative, if of any."""
    operand = head["operand"] or ""
    named = (head["upper"] or head["numerator"] or "").strip()
    if named and not _ARGUMENTS.fullmatch(operand):
        return False
    return all(map(_is_one, (named, operand, head["whole"] or "", head["primed"] or "")))


def _is_one(operand: str) -> bool:
    """Return whether an operand is no sum, which would be a side of an equation: d/dx (y) + y = 0."""
    depth = 0
    for character in operand:
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and character in "+-\N{MINUS SIGN}":
            return False
    return True
