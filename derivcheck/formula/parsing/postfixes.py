"""Signs behind their operand: factorials, n!, and angles in degrees, 30°."""

from __future__ import annotations

import math
import re

from derivcheck.formula.angle_units import RADIAN
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import ANGLES, CIRCULAR, USUAL
from derivcheck.formula.operators import POWER, PendingFunction
from derivcheck.formula.parsing.call_nodes import finish_call
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.parsing.refusals import fault
from derivcheck.formula.questions import Question
from derivcheck.formula.symbols import DEGREE
from derivcheck.formula.token_kinds import NAMES

# The factorials of larger numbers are no doubles.
_LARGEST_FACTORIAL = 170

# As typed in LaTeX, in braces or not.
_CIRCLE = re.compile(r"\\circ|\{\s*\\circ\s*\}")

_SCALES = frozenset("CF")

# Letters that alone are angles.
_ANGLES = ANGLES - {*USUAL, *"uvw"} | frozenset({"\N{GREEK SMALL LETTER PSI}", "psi", "\N{GREEK SMALL LETTER GAMMA}"})

_OPERANDS = frozenset({"number", "name", "group"})

_RAISED_FACTORIAL = "a factorial behind an exponent has two readings; write x^(n!) or (x^n)!"
_RAISED_ANGLE = "degrees behind an exponent have two readings; write x^(n*pi/180) or x^n*pi/180"


def postfix(reading: Reading, token: Token) -> bool:
    """Read a sign behind its operand; no other token that is a fault means anything."""
    if reading.last in _OPERANDS:
        if token.text == "!" and reading.tokens[reading.index].text != "!":
            return _factorial(reading, token)
        if token.text == DEGREE and not _is_unit(reading, token):
            reading.check(_standard_state(reading, token), token)
            return _degrees(reading, token)
        if token.text == RADIAN:
            reading.rewritten, reading.last = True, "superscript"
            return True
    return fault(reading, token)


def _factorial(reading: Reading, token: Token) -> bool:
    """Read a factorial, exactly if it is one of a whole number, and else as a gamma function."""
    _end_power(reading, token, "factorial", _RAISED_FACTORIAL)
    nodes, value = reading.nodes, reading.nodes.exact_number()
    if reading.last == "number" and value is not None and value.denominator == 1 and value <= _LARGEST_FACTORIAL:
        nodes.drop_number()
        nodes.number(str(math.factorial(int(value))), token.position)
    else:
        nodes.number("1", token.position)
        nodes.apply("add", 2, token.position)
        nodes.call("gamma", 1, token.position)
    reading.rewritten = True
    reading.last = "group"
    return True


def _end_power(reading: Reading, token: Token, kind: str, fault: str) -> None:
    """Ask whether a sign behind an exponent belongs to it, or to the whole power."""
    if "pow" in reading.stack.waiting_factors() and not reading.ask(token, kind, fault):
        reading.stack.reduce(POWER.precedence)
        reading.last = "group"


def _degrees(reading: Reading, token: Token) -> bool:
    """Read an angle in degrees."""
    _end_power(reading, token, "degrees", _RAISED_ANGLE)
    finish_call(reading, PendingFunction("radians", token), 1)
    reading.rewritten = True
    # What follows an angle may belong to it no more than what follows a superscript.
    reading.last = "superscript"
    return True


def _standard_state(reading: Reading, token: Token) -> str | None:
    r"""Ask whether ΔG° is of the standard state, or return None behind a number, a bracket, or an angle."""
    name, groups = reading.tokens[reading.index - 2], (reading.stack.group, *reading.stack.outer)
    if (
        reading.last != "name"
        or name.text in _ANGLES
        or any(g.function and g.function.name in CIRCULAR for g in groups)
    ):
        return None
    doubt = f"'°' behind {name.text:.20} may be the standard state or degrees"
    text, index = reading.text, name.text.partition("_")[2]
    if text[name.position : token.position] != name.text:
        start = text.rfind("_" if index else "^", name.position, token.position)
        circle = _CIRCLE.match(text, token.position - text.startswith("{", token.position - 1))
        typed = text[start : circle.end() if circle else token.end]
        instead = f"_{{{index}0}}" if index else "_0"
        return Question(doubt, typed, [instead], " for the standard state", back=token.position - start)
    readings = [f"{name.text}0" if index else f"{name.text}_0", f"({name.text}·π/180)"]
    return Question(doubt, f"{name.text}{text[token.position]}", readings, back=len(name.text))


def _is_unit(reading: Reading, token: Token) -> bool:
    """Return whether a letter stands right behind the sign, or one of a scale: 20° C."""
    following = reading.tokens[reading.index]
    adjacent = following.position == token.position + 1 or following.text in _SCALES
    return following.kind in NAMES and adjacent
