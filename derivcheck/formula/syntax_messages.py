"""What no formula may contain, and what to write instead."""

from __future__ import annotations

import re
import unicodedata

from derivcheck.formula.questions import Question

DERIVATIVE = "a derivative to be taken is not read; write the formula alone, and check its derivative as the claim"

_COMPARES = "'{0}' compares; write one side, cases: piecewise(x < 0, a, b), or a factor: a*(x < 0)"

# Pattern of what stands there, in verbose syntax, the message, and what may be meant; the first that matches holds.
_FAULTS: tuple[tuple[str, ...], ...] = (
    # numbers
    (r"(0[xXbBoO][0-9a-fA-F]+)", "{0:.40} is not a decimal number; write it in decimal digits"),
    (
        r"([0-9.]+) \s* ([eE]) \s* ([-+\N{MINUS SIGN}]) \s* ([0-9]+)",
        "{0:.20}{1} {2} {3:.20} may be a number or not",
        "{0}{1}{2}{3}",
        "{0}*{1} {2} {3}",
    ),
    (
        r"[0-9.]+ _ (?: [0-9]+ _ )* (?! [0-9]{3} )",
        "an index is not read behind a number; it stands before an exponent, as in x_1^2",
    ),
    (r"([0-9]+_[0-9_]*)", "{0:.40} is not a number here; leave the underscores out"),
    (
        r"(?= \.?[0-9] ) ([0-9.]+ (?: [eE] [-+\N{MINUS SIGN}]? [0-9]+ )? [0-9.]*)",
        "{0:.40} is not a number; write it as 1.25 or 1e-3",
    ),
    # names
    (
        r"(np|numpy|math|cmath|sp|sympy|scipy|special|mpmath|mp|torch|jax|jnp|tf) \s* \. \s* (\w+)",
        "'{0}.{1:.40}' is no function of a formula; write it out in functions that derivcheck has, without a prefix",
    ),
    (
        r"([\w.]{1,60}) \. (\w{1,20}) (?= \s* [(\[] )",
        "'{0:.40}.{1}' is no function of a formula; write it out in functions that derivcheck has, without a prefix",
    ),
    (
        r"(\w+) \s* \. \s* (\w+)",
        "'{0:.20}.{1:.20}' is no name: a formula has no attributes; for a product write {0:.20}*{1:.20}",
    ),
    (r"std::(\w{1,40})", "'std::{0}' is no function of a formula; write it out in functions that derivcheck has"),
    # operators of Python and of mathematics that are none here
    (
        r"(==|!=|<=|>=|<|>|\u2260|\u2264|\u2265)",
        _COMPARES,
    ),
    (
        r"(\\ (?: [lg](?: t | eq? | eqslant ) | neq? )) (?! [A-Za-z] )",
        _COMPARES,
    ),
    (r"(:?=|\+=|-=)", "'{0}' has no place in a formula; give the right-hand side only, arguments unnamed"),
    (r"//", "'//' is a quotient rounded down; write / for division, or floor(x/2)"),
    (r"%", "'%' stands between two numbers, as in x % 2; write /100 for per cent"),
    (r"!!", "'!!' is not read; write the product of every other number out"),
    (r"!", "'!' is read behind a number, a name or a bracket; write gamma(n + 1) for n!"),
    (r"['\u2018\u2019\u201b\u2032]", "no quotes in a formula; for a derivative write it out"),
    (r"[\u2033\u2034]", "no primes in a formula; write the derivative out"),
    (r"[\"`\u201c\u201d]", "no quotes in a formula; write the formula alone"),
    (r"\\ [dt]?frac \s* \{ \s* (?: d | \\partial | \\mathrm \s* \{ d )", DERIVATIVE),
    (r"\u2202 | \\ (?: partial | nabla ) (?! [A-Za-z] )", DERIVATIVE),
    (
        r"(\\ [dt]?frac \s* \{ \s* [0-9.]+ \s* \} \s* \{ \s* [0-9.]+ \s* \})",
        "a fraction behind a number may be added to it or multiply it",
        "+{}",
        "*{}",
    ),
    (r"d [^\W\d_] (?! \w )", DERIVATIVE),
    (
        r"\\? log \s* _ \s* \{ \s* ([^{}]{1,30}?) \s* \}",
        "the base of a logarithm is one letter or a number; write log(x, {0})",
    ),
    (r"\\? log _", "the base of a logarithm is one letter or a number; write log(x, b)"),
    (
        r"(\\ l (?: floor | ceil ) | [\u2308\u230a] )",
        "'{0}' is closed by another sign; write floor(x), ceil(x), or floor(x + 1/2) for the nearest",
    ),
    (r"d (?= \} )", "an upright d is that of a differential; leave it out, or write d without braces for a variable"),
    (
        r"\^ \s* \{ \s* \( \s* ([ijkt]) \s* \) \s* \}",
        "'^{{({0})}}' may be a power, or the number of a step",
        "^{{{}}}",
        "_{{{}}}",
    ),
    (
        r"\^ \s* \{? \s* \( | \u207d",
        "an order in parentheses is that of a derivative, or the number of a step; write the derivative out, "
        "give the value at a step a name, such as x_k, or leave them out for a power",
    ),
    (r"\\ (?: i{0,3} | o ) int (?! [A-Za-z] )", "an integral is not read; write its value out"),
    (r"\\ (?: sum | prod ) (?! [A-Za-z] )", "a sum or product over an index is not read; write its terms out"),
    (r"\\ lim (?! [A-Za-z] )", "a limit is not read; write its value out"),
    (r"\\ infty (?! [A-Za-z] )", "infinity is no number; write what the formula tends to"),
    (r"\\ prime (?! [A-Za-z] )", "a derivative is not read; write it out"),
    (r"\\ (?: pm | mp ) (?! [A-Za-z] ) | [\u00b1\u2213]", "two signs are two formulas; write one of them"),
    (r"(\\ (?: color | textcolor | tag | label )) (?! [A-Za-z] )", "'{0}' is not read; leave it out"),
    (
        r"(\\ (?: (?: wide )? (?: hat | tilde ) | bar | overline )) (?! [A-Za-z] )",
        "'{0}' is read above one letter; give what it marks a name of its own",
    ),
    (
        r"(\\ d?dot) \s* \{? \s* \\? ([A-Za-z]{1,10})",
        "'{0}' marks a derivative; give it a name of its own, such as {1}_dot",
    ),
    (
        r"(\\ (?: d?dot | vec | underline | mathbb )) (?! [A-Za-z] )",
        "'{0}' is not read; give what it marks a name of its own",
    ),
    (r"\\ top (?! [A-Za-z] ) | \u1d40", "a transpose is not read; write its products of components out"),
    (r"\\ pmod (?! [A-Za-z] )", "'\\pmod' is not read; write mod(x, n) for the remainder"),
    (r"\\ [lr] angle (?! [A-Za-z] )", "angle brackets are not read; write the average or product out"),
    (
        r"(\\ (?: approx | sim | simeq | equiv | propto | cong )) (?! [A-Za-z] )",
        "'{0}' stands between two formulas; write one of them",
    ),
    (r"[\u208a-\u208e]", "an index has only letters and digits; give what it marks a name of its own"),
    (r"\\ (?: begin | end ) (?! [A-Za-z] )", "of environments only cases are read; write the formula alone"),
    (r"\\ \| | \u2016", "a norm is not read; write abs(x), or the root of a sum of squares"),
    (r"(?: \u00b0 | \\ circ )", "angles are in radians; write *pi/180 after a number of degrees"),
    (
        r"(\\ (?: frac | dfrac | tfrac | cfrac | sqrt | mathrm | operatorname | text )) (?! \w )",
        "'{0}' is not read so; write its arguments in braces, and * after a number",
    ),
    (
        r"(\\ (?: [A-Za-z]{1,20} | . )?)",
        "'{0}' is not read here; write what it means in signs, or in names such as sqrt(x)",
    ),
    (r"[:;]", "one formula at a time, without ':' and ';'"),
    (r"\?", "cases by '?' and ':' are not read; write piecewise(x < 0, a, b)"),
    (r"[~&@$#]", "an operator that is not arithmetic; there are + - * / ** and functions"),
    (r"\.", "a '.' outside a number; write * for a product"),
)

_LOOKALIKES = {
    "\N{INFINITY}": "what the formula tends to, or T_inf for an index",
    "\N{MICRO SIGN}": "mu",
    "\N{DOUBLE VERTICAL LINE}": "abs(x)",
    "\N{DIVIDES}": "|",
    "\N{INTEGRAL}": "the integral's value",
    "\N{N-ARY SUMMATION}": "the terms out",
}


def fault_at(text: str, position: int) -> str:
    """Say why no formula goes on as `text` does at a position, and what would work.

    Examples
    --------
    >>> fault_at("y = x", 2)
    "'=' has no place in a formula; give the right-hand side only, arguments unnamed"
    """
    for pattern, message, *readings in _FAULTS:
        # Compiled only here, because right formulas never need it.
        if match := re.compile(pattern, re.VERBOSE).match(text, position):
            said = message.format(*match.groups())
            return Question(said, match[0], [piece.format(*match.groups()) for piece in readings]) if readings else said
    return _unknown(text[position])


def missing_operand(before: str | None, after: str) -> str:
    """Say that an operand is missing between two tokens, of which there may be only one, or none.

    Examples
    --------
    >>> missing_operand("+", "")
    "an operand is missing after '+'; a number, a name or '(' would work"
    """
    if not before and not after:
        return "the formula is empty; one such as x**2*sin(x) would work"
    if (before, after) == ("(", ")"):
        return "an operand is missing in '()'; a number or a name would work"
    if before and after:
        where = f"between '{before}' and '{after}'"
    else:
        where = f"after '{before}'" if before else f"before '{after}'"
    return f"an operand is missing {where}; a number, a name or '(' would work"


def _unknown(character: str) -> str:
    code = f"U+{ord(character):04X}"
    shown = f"'{character}' ({code})" if character.isprintable() else f"the character {code}"
    remedy = "use Latin or Greek letters" if character.isalpha() else "leave it out"
    if hint := _replacement(character):
        remedy = f"write {hint}"
    return f"{shown} has no meaning in a formula; {remedy}"


def _replacement(character: str) -> str:
    """Return the plain form of a typographic variant such as a full-width digit, or ""."""
    plain = unicodedata.normalize("NFKC", character).replace("\N{FRACTION SLASH}", "/")
    useful = plain.isascii() and plain.isprintable() and ("." not in plain)
    return _LOOKALIKES.get(character, plain if useful else "")
