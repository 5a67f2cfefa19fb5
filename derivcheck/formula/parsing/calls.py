"""Functions: the name with its base and power, the argument with or without a parenthesis, and the nodes of both."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.aliases import BY_ARGUMENTS
from derivcheck.formula.expression import Expression
from derivcheck.formula.implicit_products import function_exponent, inverse_fault
from derivcheck.formula.letters_in_names import has_products
from derivcheck.formula.lexer import Token, tokenize
from derivcheck.formula.name_faults import arity_fault, bare_function_fault
from derivcheck.formula.names import CALLED_ONLY, COMPOSED, GREEK, LETTERS_TOO, arity, function_named, inverse
from derivcheck.formula.notations.doubtful_gamma import may_be_factor
from derivcheck.formula.operators import PendingFunction
from derivcheck.formula.parsing.leaves import leaf
from derivcheck.formula.parsing.reading import Handlers, Reading
from derivcheck.formula.parsing.short_arguments import check_sum
from derivcheck.formula.parsing.split_brackets import check_root
from derivcheck.formula.parsing.whole_degrees import OF_ANGLES, check_degrees
from derivcheck.formula.questions import Question
from derivcheck.formula.templates import TEMPLATES
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import NAMES, POWERS, SIGNS

_APART = "a bracket apart from its function has two readings; write sin(x)^n or sin((x)^n)"

BRACED = "braced"
"""The kind of a brace that opens a function's argument."""

ARGUMENT = frozenset({"(", "number", "fraction", "name", "letter", "pi", "root", "|"})
"""The kinds of token with which an argument begins."""

# An exponent that may end in the factor of an argument.
_TWO_DIGITS = re.compile("[2-9][2-9]")

# Functions, but variables where no parenthesis follows.
_WORDS_TOO = GREEK | LETTERS_TOO | CALLED_ONLY

_BY_ARGUMENTS = frozenset(name for name, _ in BY_ARGUMENTS)

# The operations of those that with so many arguments are one.
_OPERATIONS = {
    (name, row.arity): row.name
    for name, row in FUNCTIONS.items()
    if name not in COMPOSED and (name, row.arity) not in BY_ARGUMENTS
}

_NATURAL = frozenset({"ln", "log"})
_COMPOUND = frozenset("+-*/")

_LOGARITHMS = {"2": "log2", "10": "log10", "e": "log"}


def function_before(reading: Reading, token: Token) -> PendingFunction | None:
    """Read the name of a function, its base and its power, if an argument follows."""
    following = reading.tokens[reading.index]
    name, argued = token.text, following.kind in ARGUMENT
    if name.startswith("log_") and name not in reading.variables and function_named(name) is None:
        return _logarithm(reading, token, argued)
    argued = argued or _signed(reading, name)
    meant = function_named(name) if argued or following.kind in POWERS else None
    bound = name in reading.variables
    if meant is None or (following.kind != "(" and (bound or name in _WORDS_TOO or name.lower() in LETTERS_TOO)):
        return None
    if bound and name in LETTERS_TOO:
        return None
    return PendingFunction(meant, token) if argued else _powered(reading, meant, token)


def _signed(reading: Reading, name: str) -> bool:
    """Return whether the sign of an argument follows: exp -x, but not exp - x, nor sin -1, which may be an arcsine."""
    sign = reading.tokens[reading.index]
    if sign.kind != "-" or not reading.spaced(sign):
        return False
    operand = reading.tokens[reading.index + 1]
    if operand.text == "1" and inverse(name):
        return False
    return operand.kind in ARGUMENT and not reading.spaced(operand)


def _logarithm(reading: Reading, token: Token, argued: bool) -> PendingFunction:
    """Read the base of a logarithm: log_2(x), log_b x."""
    base = token.text[4:]
    if not argued or not (base.isdecimal() or len(base) == 1):
        reading.check(f"'{token.text:.20}' is a logarithm; write log_b(x) or log(x, b)", token)
    return PendingFunction("log", token, Token("number" if base.isdecimal() else "name", base, token.position + 4))


def _powered(reading: Reading, name: str, token: Token) -> PendingFunction | None:
    """Read the power between a function and its argument: sin^2(x), sin^-1(x)."""
    exponent, after = function_exponent(reading.tokens, reading.index)
    if not exponent or reading.tokens[after].kind not in ARGUMENT:
        return None
    reading.check(_digits_question(reading, name, exponent, reading.tokens[after]), token)
    reading.index = after
    if [part.text for part in exponent] != ["-", "1"]:
        return PendingFunction(name, token, None, exponent)
    typed = reading.text[token.position : reading.tokens[after].position].removesuffix(r"\left").rstrip()
    reading.check(inverse_fault(name, typed), token)
    return PendingFunction(inverse(name) or name, token)


def _digits_question(reading: Reading, name: str, exponent: Sequence[Token], argument: Token) -> str | None:
    """Ask which digits of sin^22x are the exponent, or return None if all are."""
    digits, letter = exponent[0].text, argument.text
    if not _TWO_DIGITS.fullmatch(digits) or argument.kind not in NAMES or reading.spaced(argument):
        return None
    typed = reading.text[reading.tokens[reading.index - 1].position : argument.end]
    call = f"{name}({digits[1]}*{letter})"
    readings = [f"({call})^{digits[0]}" if name in _NATURAL else f"{call}^{digits[0]}", f"{name}({letter})^{digits}"]
    return Question(f"{name}^{digits}{letter:.20} has two readings", typed, readings)


def begins_function(reading: Reading, index: int) -> bool:
    """Return whether a function with its argument begins at a token."""
    token = reading.tokens[index]
    if token.kind != "name" or len(token.text) == 1:
        return False
    before, reading.index = reading.index, index + 1
    found = function_before(reading, token)
    reading.index = before
    return found is not None


def begin_call(reading: Reading, function: PendingFunction) -> bool:
    """Begin the argument of a function."""
    following = reading.tokens[reading.index]
    braced = following.text == "{" and _is_braced(reading, following)
    apart = following.kind == "(" and (
        function.place.text in _NATURAL and _may_be_squared(reading, function)
        if function.place.touches(following)
        else _is_apart(reading, function, following)
    )
    if check := _CHECKS.get(function.name):
        check(reading, function)
    wide = apart and reading.ask(function.place, "bracket apart", _APART)
    if following.kind == "(" and not (wide or (braced and reading.is_wide("braces"))):
        reading.rewritten |= following.text != "("
        reading.stack.open(following._replace(kind=BRACED) if braced else following, function)
        reading.index += 1
        return False
    if function.place.text == "choose":
        n, k = (reading.tokens[reading.index - i] for i in (2, 0))
        typed, back = reading.text[n.position : k.end], function.place.position - n.position
        doubt = "'choose' is not read between operands"
        reading.check(Question(doubt, typed, [f"binom({n.text:.20}, {k.text:.20})"], back=back), function.place)
    if arity(function.name) > 1:
        reading.check(bare_function_fault(function.name, following.kind, following.text), function.place)
    if following.kind in ("number", "name", "letter"):
        check_sum(reading, function.name)
    reading.stack.open(Token("bare", function.name, function.place.position), function, bare=True)
    return False


def _check_gamma(reading: Reading, function: PendingFunction) -> None:
    """Ask whether gamma is a factor before what hardly is an argument, or where it is a variable elsewhere."""
    if reading.tokens[reading.index].kind == "(":
        reading.check(_gamma_question(reading, function.place), function.place)


def _gamma_question(reading: Reading, place: Token) -> str | None:
    end = closing(reading.tokens, reading.index)
    if place.text != "gamma" or not reading.text.startswith("gamma", place.position) or end < 0:
        return None
    start, stop = reading.tokens[reading.index].end, reading.tokens[end].position
    variable = "gamma" in reading.variables or reading.stands_alone("gamma")
    terms = any(part.kind in SIGNS for part in reading.tokens[reading.index + 2 : end])
    if not (variable and terms) and not may_be_factor(reading.text[start:stop].strip()):
        return None
    doubt = "'gamma' before a bracket may be the gamma function or a factor"
    return Question(doubt, "gamma", ["Gamma", "gamma*"])


_CHECKS: Mapping[str, Callable[[Reading, PendingFunction], None]] = {
    "gamma": _check_gamma,
    "sqrt": check_root,
    **dict.fromkeys(OF_ANGLES, check_degrees),
}
"""What is asked where the argument of a function begins."""


def _is_apart(reading: Reading, function: PendingFunction, opening: Token) -> bool:
    r"""Return whether a bracket may be only a part of the argument: ln (x+1)^2, \ln(x+1)^2, sin (2π/T) t."""
    place = function.place
    typeset = reading.text.startswith("\\", place.position)
    if not typeset and not reading.spaced(opening):
        return False
    # SymPy's \\log{\\left(x \\right)}^{2}, and the bracket for the braces of \\sqrt{x}^3.
    if opening.text != "(" or opening.position == place.position:
        return False
    if arity(function.name) > 1 or function.exponent or function.base:
        return False
    end = closing(reading.tokens, reading.index)
    inside = reading.tokens[reading.index + 1 : end]
    if end < 0 or any(token.kind == "," for token in inside):
        return False
    behind = reading.tokens[end + 1]
    compound = any(token.kind in SIGNS for token in inside)
    if behind.kind in POWERS:
        return behind.text != "**" and (compound or not typeset)
    factor = behind.kind in ("name", "letter", "pi") and not begins_function(reading, end + 1)
    return factor and not typeset and len(inside) > 1 and reading.spaced(behind)


def _may_be_squared(reading: Reading, function: PendingFunction) -> bool:
    """Return whether a power behind a logarithm may be one of its argument: ln(x+1)^2, log(2x)^3, not ln(x)^2."""
    tokens, place = reading.tokens, function.place
    if function.exponent or function.base or reading.program:
        return False
    end = closing(tokens, reading.index)
    typed = reading.text.startswith(place.text, place.position) and reading.text[place.position - 1] != "."
    if end < 0 or tokens[end + 1].text != "^" or not typed:
        return False
    inside = tokens[reading.index + 1 : end]
    compound = has_products(inside) or any(token.kind in _COMPOUND for token in inside[1:])
    return compound and all(token.kind != "," for token in inside)


def _is_braced(reading: Reading, opening: Token) -> bool:
    r"""Return whether a function's argument is in braces only, which are not seen in print: \ln{2}x."""
    inside = reading.tokens[reading.index + 1]
    if reading.text[opening.position] != "{":
        return False
    end = closing(reading.tokens, reading.index + 1) if inside.kind == "(" else -1
    return end < 0 or reading.tokens[end + 1].text != "}"


def finish_call(reading: Reading, function: PendingFunction, count: int) -> None:
    """Write the nodes of a function of the operands on top."""
    place = function.place
    if function.base is None and (operation := _OPERATIONS.get((function.name, count))):
        reading.nodes.apply(operation, count, place.position)
    elif function.base is None:
        if function.name in _BY_ARGUMENTS:
            function = function._replace(name=BY_ARGUMENTS.get((function.name, count), function.name))
        reading.check(arity_fault(function.name, count), place)
        if function.name in TEMPLATES and not (function.name in FUNCTIONS and count == FUNCTIONS[function.name].arity):
            _expand(reading, function, count)
        else:
            reading.nodes.call(function.name, count, place.position)
    else:
        reading.check(arity_fault("ln", count), place)
        _finish_with_base(reading, function, function.base)
    if function.exponent:
        _raise(reading, function.exponent)


def _finish_with_base(reading: Reading, function: PendingFunction, base: Token) -> None:
    """Write the nodes of a logarithm with its base, or of a root or function with its index or order."""
    place = function.place.position
    if function.name == "log" and base.text in _LOGARITHMS:
        reading.nodes.call(_LOGARITHMS[base.text], 1, place)
        return
    leaf(reading, base)
    if function.name not in ("log", "root"):
        reading.nodes.swap()
    reading.nodes.call(function.name, 2, place)


def _expand(reading: Reading, function: PendingFunction, count: int) -> None:
    """Write out what a function is short for."""
    row, place = TEMPLATES[function.name], function.place.position
    short = bool(row.short) and count == row.fewest
    for default in () if short else row.defaults[count - row.fewest :]:
        reading.nodes.number(default.removeprefix("-"), place)
        if default.startswith("-"):
            reading.nodes.apply("neg", 1, place)
    names = row.parameters[: row.fewest] if short else row.parameters
    reading.nodes.graft(_template(row.short if short else row.formula, reading.handlers), names, place)


_READ: dict[str, Expression] = {}


def _template(formula: str, handlers: Handlers) -> Expression:
    """Return the formula of a template, read once."""
    if formula not in _READ:
        _READ[formula] = Reading(formula, tokenize(formula), frozenset(), handlers).run()
    return _READ[formula]


def _raise(reading: Reading, tokens: Sequence[Token]) -> None:
    """Raise the operand on top to a sign and a number or name, or to a sum or product."""
    if len(tokens) > 1 + (tokens[0].text == "-"):
        reading.nodes.put(reading.part(tokens))
        reading.nodes.apply("pow", 2, tokens[0].position)
        return
    leaf(reading, tokens[-1])
    if tokens[0].text == "-":
        reading.nodes.apply("neg", 1, tokens[0].position)
    reading.nodes.apply("pow", 2, tokens[0].position)


def end_arguments(reading: Reading) -> None:
    """End the arguments without parentheses that are open."""
    while reading.stack.group.bare:
        function = reading.stack.close().function
        assert function is not None
        finish_call(reading, function, 1)
        reading.last = "bare"
