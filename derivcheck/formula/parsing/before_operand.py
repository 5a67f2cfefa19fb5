"""What begins an operand and is more than a leaf: a name that may be a function, a root, a sign, a bracket."""

from __future__ import annotations

import re

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.aliases import FAMILIES
from derivcheck.formula.function_letters import (
    FUNCTION_LETTERS,
    OFTEN,
    family_question,
    is_shifted,
    letter_question,
    value_question,
)
from derivcheck.formula.functions_elsewhere import is_function_elsewhere
from derivcheck.formula.lexer import Token
from derivcheck.formula.name_faults import unknown_function_fault
from derivcheck.formula.names import CONSTANTS, GREEK, LETTERS_TOO, is_known_word
from derivcheck.formula.operators import NEGATIVE, PendingFunction
from derivcheck.formula.parsing.array_elements import check_element, is_system_name
from derivcheck.formula.parsing.calls import ARGUMENT, begin_call, function_before
from derivcheck.formula.parsing.clear_calls import (
    is_amount,
    is_beside_fraction,
    is_concentration,
    is_growth,
    is_no_order,
    is_of_itself,
)
from derivcheck.formula.parsing.leaves import symbol
from derivcheck.formula.parsing.lost_backslashes import fraction_question
from derivcheck.formula.parsing.no_factors import bessel_question, beta_question, call_fault
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.parsing.rounding_brackets import rounding_fault
from derivcheck.formula.parsing.typeset_fractions import family_before_fraction, is_amplitude
from derivcheck.formula.parsing.written_signs import with_all_signs
from derivcheck.formula.questions import Question
from derivcheck.formula.syntax_messages import DERIVATIVE
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import SIGNS

_FAMILY = re.compile("([A-Z]|Li)_(\\w+)")
"""Functions with an index, such as the Bessel function J_0."""

# Functions that before a bracket may be factors: k1(1 - x), I0(1 - x).
_FACTORS_TOO = LETTERS_TOO | {name.upper() for name in LETTERS_TOO}

# Rates of reactions, which are more often written than the Bessel functions of SciPy: k1(x).
_RATES = frozenset({"k0", "k1"})

# Letters that with an index are factors: A_0(1 - x).
_AMPLITUDES = frozenset("ABCDGMNRVXZ")
_LIMITS = frozenset({"0", "inf", "max", "min"})
"""What is no order: of P_0(1 - x), L_inf(1 - e^(-kt))."""

# The same without the low line, and with 0, as at the start: P0(1 + r)^n.
_AMPLITUDE = re.compile(f"[{''.join(sorted(_AMPLITUDES))}][0-9]|[A-Za-eg-z]0|I[sS]|De")


# The variables that functions of such a family are functions of.
_OF_FUNCTIONS = frozenset("xzXZ")

# The brackets of these hold a base or an index: log[2](x).
_WITH_BASE = frozenset({"log", "root"})


def name(reading: Reading, token: Token) -> bool:
    """Read a name: a function with its argument, or a symbol."""
    following = reading.tokens[reading.index]
    if following.text == "[" and is_concentration(reading, token.text):
        reading.rewritten = True
        return symbol(reading, token)
    if token.text in _FACTORS_TOO and following.kind == "(":
        doubtful = _is_sum(reading) or reading.stands_alone(token.text) or not _is_plain(reading)
        doubtful |= token.text in _RATES and "**" not in reading.text
        _ask(reading, token, bessel_question(reading, token) if doubtful else None)
    if following.kind == "(" and token.text == "psi" and reading.text.startswith("\\", token.position):
        reading.check(letter_question("\N{GREEK SMALL LETTER PSI}", reading.tokens, reading.index, reading.text), token)
    if token.text == "beta" and following.kind == "(" and token.text not in reading.variables:
        _ask(reading, token, beta_question(reading))
    if following.kind == "(" and (token.text in FUNCTIONS or token.text in _WITH_BASE):
        base = _base_in_brackets(reading, token) if following.text == "[" or token.text == "root" else None
        return begin_call(reading, PendingFunction(token.text, token, base))
    if len(token.text) > 1 and (function := function_before(reading, token)):
        reading.rewritten = True
        return begin_call(reading, function)
    if following.kind == "(":
        return before_bracket(reading, token)
    if token.text == "lg" and following.kind in ARGUMENT and token.text not in reading.variables:
        reading.check(unknown_function_fault(token.text, ()), token)
    return symbol(reading, token)


def _base_in_brackets(reading: Reading, token: Token) -> Token | None:
    """Read the base of log[2](x) or the index of root[3](x) and root(3)(x), before the argument, or return None."""
    base, *brackets = reading.tokens[reading.index + 1 : reading.index + 4]
    if [part.text for part in brackets] not in (["]", "("], ["]", "{"], [")", "("]):
        return None
    if token.text in _WITH_BASE and base.kind in ("number", "name"):
        reading.index += 3
        reading.rewritten = True
        return base
    n = base.text if base.kind in ("number", "name") and len(base.text) < 20 else "n"
    product = f"{token.text}({n})*(…)"
    readings = [f"root(…, {n})", product] if token.text == "sqrt" else [product]
    typed = reading.text[token.position : brackets[0].end]
    reading.check(Question(f"'{token.text}[{n}]' is no function to all", typed, readings), token)
    return None


def before_bracket(reading: Reading, token: Token) -> bool:
    """Read a name before a bracket, which is a factor, or one of a family of functions."""
    opening = reading.tokens[reading.index]
    reading.check(call_fault(reading, token), token)
    if token.text == "frac":
        reading.check(fraction_question(reading, token), token)
    if is_concentration(reading, token.text):
        reading.rewritten = True
        return symbol(reading, token)
    if token.text in ("D", "d") and opening.text == "[":
        reading.check(DERIVATIVE, token)
    check_element(reading, token)
    if token.text in reading.variables or is_beside_fraction(reading, token.text, opening):
        return symbol(reading, token)
    if token.text == "\N{GREEK CAPITAL LETTER GAMMA}" and not reading.stands_alone(token.text):
        reading.rewritten = True
        return begin_call(reading, PendingFunction("gamma", token))
    if token.text in CONSTANTS and reading.tokens[reading.index + 1].kind == ")":
        reading.index += 2  # a spreadsheet's PI()
        reading.rewritten = True
        return symbol(reading, token)
    if family := _FAMILY.fullmatch(token.text):
        return _family(reading, token, *family.groups())
    if opening.text == "[" and is_system_name(token.text):
        reading.check(f"derivcheck has no function '{token.text:.40}'; write it out in functions that it has", token)
    _ask(reading, token, _not_a_function(reading, token))
    return symbol(reading, token)


def _ask(reading: Reading, token: Token, message: str | None) -> None:
    """Raise an error; what may be written instead has the signs of all products."""
    reading.check(with_all_signs(message, reading, token) if isinstance(message, Question) else message, token)


def _family(reading: Reading, token: Token, letter: str, order: str) -> bool:
    """Read a function whose order stands below it: J_0(x)."""
    function = FAMILIES.get(letter)
    simple = order.isdecimal() or len(order) == 1 or order in GREEK
    if (letter in _AMPLITUDES or (order in _LIMITS and function is None)) and (_is_sum(reading) or is_growth(reading)):
        return symbol(reading, token)
    if function is not None and _is_sum(reading) and is_no_order(reading, token.text):
        reading.rewritten = True
        return symbol(reading, token)
    if function is None or not simple or (function == "lambertw" and order != "0"):
        reading.check(unknown_function_fault(token.text, reading.variables), token)
    assert function is not None
    if reading.text.startswith(r"\frac", reading.tokens[reading.index].position):
        if is_amplitude(reading.text, token.text):
            reading.rewritten = True
            return symbol(reading, token)
        reading.check(family_before_fraction(reading, token, function), token)
    if letter != "Li" and (_is_sum(reading) or reading.stands_alone(token.text) or _is_factor(reading, letter, order)):
        shown = "" if function == "lambertw" else order
        question = family_question(token.text, function, shown, reading.tokens, reading.index, reading.text)
        _ask(reading, token, question)
    reading.rewritten = True
    base = Token("number" if order.isdecimal() else "name", order, token.position + len(letter) + 1)
    return begin_call(reading, PendingFunction(function, token, None if function == "lambertw" else base))


def _is_factor(reading: Reading, letter: str, order: str) -> bool:
    """Return whether a letter with an index may as well be a factor: I_1(t) may be a current at a time."""
    end = closing(reading.tokens, reading.index)
    inside = {part.text for part in reading.tokens[reading.index + 1 : end]}
    any_order = letter != "J" and len(order) == 1 and order.isalpha() and order.isascii()
    return any_order or inside.isdisjoint(_OF_FUNCTIONS)


def _is_sum(reading: Reading) -> bool:
    """Return whether there is a sum or difference in the parentheses that follow."""
    end = closing(reading.tokens, reading.index)
    inside = reading.tokens[reading.index + 1 : end]
    return any(part.kind in SIGNS for part in inside[1:])


def _is_plain(reading: Reading) -> bool:
    """Return whether one name or number is the argument in parentheses that follow, or the formula has signs."""
    end = closing(reading.tokens, reading.index)
    return end == reading.index + 2 or "*" in reading.text


def _not_a_function(reading: Reading, token: Token) -> str | None:
    """Say why a name before a parenthesis is no factor, or return None if it is one."""
    name = token.text
    if name in CONSTANTS and name != "E":
        return None
    inside, after = (reading.tokens[min(reading.index + i, len(reading.tokens) - 1)] for i in (1, 2))
    alone = inside.kind in ("name", "number", "letter") and inside.text != name and after.kind == ")"
    stem = name.partition("_")[0]
    if _AMPLITUDE.fullmatch(name) and (_is_sum(reading) or is_growth(reading)):
        reading.rewritten = True
        return None
    alone = alone and (len(stem) == 1 or stem in GREEK) and (len(inside.text) == 1 or inside.text in GREEK)
    doubtful = name in OFTEN or is_shifted(name, reading.tokens, reading.index)
    if inside.kind == "number" and after.kind == ")" and (value := value_question(name, reading.text, token.position)):
        return value
    if name in FUNCTION_LETTERS or (doubtful and not (reading.stands_alone(name) or is_amount(reading, name))):
        return letter_question(name, reading.tokens, reading.index, reading.text)
    if alone:
        return unknown_function_fault(name, reading.variables)
    # The beta function has two arguments.
    doubtful = is_function_elsewhere(name) and not (name == "beta" and _is_sum(reading))
    if doubtful and name in GREEK:
        doubtful = not (is_of_itself(reading, name) or _is_set_apart(reading, token))  # η(1 - η)
    factor = is_known_word(name, reading.variables) and not doubtful
    return None if factor else unknown_function_fault(name, reading.variables)


def _is_set_apart(reading: Reading, token: Token) -> bool:
    r"""Return whether a space of LaTeX is between a letter and a bracket, which no function has: \eta\,(y - x)."""
    return r"\," in reading.text[token.end : reading.tokens[reading.index].position]


def letter(reading: Reading, token: Token) -> bool:
    """Read a name that can only be a variable, but before a parenthesis may be a function after all."""
    if reading.tokens[reading.index].kind == "(":
        return before_bracket(reading, token)
    return symbol(reading, token)


def positive(reading: Reading, token: Token) -> bool:
    """Pass over a sign that changes nothing."""
    _check_two_signs(reading, token)
    return False


def negative(reading: Reading, token: Token) -> bool:
    """Read the sign of what follows."""
    _check_two_signs(reading, token)
    reading.stack.push(NEGATIVE, token.position)
    return False


def _check_two_signs(reading: Reading, token: Token) -> None:
    """Ask for +- typed for ±; programs print it for two signs, and write signs of products."""
    before = reading.tokens[reading.index - 2]
    if {before.kind, token.kind} != {"+", "-"} or not before.touches(token):
        return
    quadratic = [part.text for part in reading.tokens[reading.index - 3 : reading.index + 1 : 3]] == ["b", "sqrt"]
    if ("*" in reading.text and not quadratic) or reading.text.startswith("="):
        return
    typed = f"{before.text}{token.text}"
    doubt = f"'{typed}' may stand for two signs, which are two formulas"
    reading.check(Question(doubt, typed, [before.text, token.text], back=len(before.text)), token)


def _parameter_fault(reading: Reading, token: Token) -> str | None:
    """Say that a number alone in square brackets is hardly one, as in a fit of ROOT: [0]*exp(-x/[1])."""
    number, *behind = reading.tokens[reading.index : reading.index + 2]
    if token.text != "[" or not number.text.isdecimal() or behind[0].text != "]":
        return None
    typed = f"[{number.text}]"
    return Question(f"'{typed}' may be a parameter with a number", typed, [f"p_{number.text}", f"({number.text})"])


def opening(reading: Reading, token: Token) -> bool:
    """Begin a group."""
    if token.text != "(":
        reading.check(rounding_fault(reading, token), token)
        reading.check(_parameter_fault(reading, token), token)
    reading.stack.open(token)
    return False
