"""Where an argument without parentheses clearly ends, or goes on, at a sign of a product or quotient."""

from __future__ import annotations

from derivcheck.formula.function_powers import function_exponent
from derivcheck.formula.lexer import Token
from derivcheck.formula.operators import Group
from derivcheck.formula.parsing.calls import begins_function
from derivcheck.formula.parsing.divisions import root_may_go_on
from derivcheck.formula.parsing.divisors import ENDS, divided_by_own, ends
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import NAMES, POWERS

_OF_ANGLES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
# sqrt 2/2, sqrt 3/2; of sqrt 2/3 nobody can say.
_HALVED = (["2", "2"], ["3", "2"], ["3", "3"], ["5", "5"])
_THIN = ("\\,", "\\;", "\\:")
_ROOTS = frozenset({"sqrt", "cbrt"})
_OF_QUOTIENTS = frozenset({"ln", "log", "log10", "log2"})

# By an acceleration, a radius or a wavelength nobody divides an angle: v²sin2θ/g, 2d sinθ/λ of one piece.
_ANGLES = frozenset({"\N{GREEK SMALL LETTER THETA}", "\N{GREEK SMALL LETTER PHI}", "\N{GREEK SMALL LETTER ALPHA}"})
_NO_DIVISORS = frozenset("grRmLd") | {"\N{GREEK SMALL LETTER LAMDA}"}


def is_root(group: Group) -> bool:
    """Return whether a group is what stands under a root sign."""
    return group.function is not None and group.function.place.kind == "root"


def is_clear(reading: Reading, group: Group) -> bool:
    """Return whether the sign of a product or quotient just read ends the argument: sin x/cos x, sin x/x^2, sqrt3/2."""
    tokens, index = reading.tokens, reading.index
    sign, divisor = tokens[index - 1], tokens[index]
    if is_root(group):
        return sign.kind != "/" or not reading.is_wide("root") or not root_may_go_on(reading, sign)
    if begins_function(reading, index):
        return True
    argument = _argument(reading, group)
    if sign.kind != "/":
        # ln 2*2^x
        own = len(argument) == 1 and divisor.text == argument[0].text and tokens[index + 1].kind in POWERS
        exponential = divisor.text == "e" and tokens[index + 1].kind in POWERS
        quotient = divisor.text == "1" and tokens[index + 1].kind == "/"
        factor = (exponential or quotient) and is_written_together(reading, group)
        return own or factor or (_is_beside_number(group, argument) and not reading.spaced(sign))
    # Nobody means sin(x/x) by sin x/x, nor sin(2x/x^2) by sin 2x/x^2.
    natural = group.function is not None and group.function.place.text == "ln"
    if natural and divisor.kind in NAMES and _is_beside_number(group, argument):  # ln2/k
        return True
    same = divisor.kind in NAMES and divisor.text in [part.text for part in argument]
    if group.opening.text in _ROOTS and divisor.kind == "number":
        return _is_beside_number(group, argument) or [part.text for part in argument] + [divisor.text] in _HALVED
    angle = argument[-1].text in _ANGLES and divisor.text in _NO_DIVISORS and is_written_together(reading, group)
    whole = has_function(reading, index) or _is_of_letter(reading, group, argument)
    return whole or ((same or angle) and ends(tokens, index + 1))


def _is_of_letter(reading: Reading, group: Group, argument: list[Token]) -> bool:
    """Return whether the letter of an argument such as x or 2x is in the divisor; ln p/(1-p) may be of odds."""
    *factor, letter = argument
    name, own = group.function.name if group.function else "", divided_by_own(reading, letter)
    if not own or len(factor) > 1 or any(part.kind != "number" for part in factor):
        return False
    # ln(x/(x-1)) is an integral, and arctan(2x/(1-x^2)) twice an arctangent.
    doubtful = name in _OF_QUOTIENTS or name.startswith("a")
    start = reading.index + (reading.tokens[reading.index].kind == "root")
    divisor = reading.tokens[start : closing(reading.tokens, start) + 1]
    return not (doubtful and (factor or any(part.kind == "-" for part in divisor)))


def has_function(reading: Reading, opening: int) -> bool:
    """Return whether there is a function in the bracket of a divisor, which nobody means to be an argument."""
    if reading.tokens[opening].kind != "(":
        return False
    return any(begins_function(reading, i) for i in range(opening + 1, closing(reading.tokens, opening)))


def is_written_together(reading: Reading, group: Group) -> bool:
    """Return whether nothing stands between the function and its argument, or a thin space of LaTeX behind them."""
    argument = _argument(reading, group)
    before = reading.tokens[reading.index - 2 - len(argument)]
    place = reading.tokens[reading.index - 1].position
    return before.touches(argument[0]) or reading.text[max(place - 4, 0) : place].rstrip().endswith(_THIN)


def is_angle(reading: Reading, group: Group) -> bool:
    """Return whether a quotient is an angle, the argument as a whole: sin π/2, cos 2π/3; sin(π)/2 is 0."""
    tokens, index = reading.tokens, reading.index
    name = group.function.name if group.function else ""
    if tokens[index - 1].kind != "/" or name not in _OF_ANGLES or tokens[index].kind != "number":
        return False
    *factor, pi = _argument(reading, group)
    whole = not factor or (len(factor) == 1 and factor[0].text.isdecimal())
    return whole and (pi.kind == "pi" or pi.text in ("pi", "Pi", "PI")) and tokens[index + 1].kind in ENDS | NAMES


def _argument(reading: Reading, group: Group) -> list[Token]:
    """Return the tokens of the argument, up to the sign just read, without a power of the function: sin^2 x."""
    start = reading.index - 1
    while start and reading.tokens[start - 1].position > group.opening.position:
        start -= 1
    if reading.tokens[start].kind in POWERS:
        _, start = function_exponent(reading.tokens, start)
    return reading.tokens[start : reading.index - 1]


def _is_beside_number(group: Group, argument: list[Token]) -> bool:
    """Return whether a function is written right beside its number: sqrt3/2 and ln2*x, not sqrt 3/2."""
    place = group.opening.position + len(group.function.place.text if group.function else "")
    return len(argument) == 1 and argument[0].kind == "number" and argument[0].position == place
