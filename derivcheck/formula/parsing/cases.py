"""Formulas by cases: piecewise(x < 0, a, b), Piecewise((a, x < 0), (b, True)), a if x < 0 else b, x*(x > 0)."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.formula.conditions import CASES, Conditions
from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.before_operand import name, opening
from derivcheck.formula.parsing.brackets import CLOSING
from derivcheck.formula.parsing.calls import ARGUMENT, end_arguments
from derivcheck.formula.parsing.leaves import symbol
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.parsing.remainders import modulo
from derivcheck.formula.parsing.side_by_side import implicit_product
from derivcheck.formula.token_groups import arguments, closing, inside
from derivcheck.ground.errors import ParseError

_WORKS = "cases are conditions with values; piecewise(x < 0, a, b) or Piecewise((a, x < 0), (b, True)) would work"

# Behind these a condition is an operand; x^2 (x > 0) may as well say where x^2 holds.
_BEFORE_CONDITION = frozenset({"*", "+", "-", "(", ","})

_Pair = tuple[Sequence[Token], Sequence[Token]]


def name_before(reading: Reading, token: Token) -> bool:
    """Read a name that begins an operand."""
    text = token.text
    called = reading.tokens[reading.index].kind == "("
    if len(text) == 1 and not called:
        if text not in reading.meanings:
            return symbol(reading, token)
        place, reading.last = reading.meanings[text]
        reading.nodes.operands.append(place)
        return True
    if called and text in CASES:
        return _by_cases(reading, token)
    return name(reading, token)


def bracket_before(reading: Reading, token: Token) -> bool:
    """Read a bracket that begins an operand: a group, or a condition, which is 1 where it holds and else 0."""
    start = reading.index - 1
    if start not in reading.conditions or (start and reading.tokens[start - 1].kind not in _BEFORE_CONDITION):
        return opening(reading, token)
    if (end := closing(reading.tokens, start)) < 0:
        return opening(reading, token)
    test = Conditions(reading.text, reading.part).test(reading.tokens[reading.index : end], token)
    reading.index = end + 1
    reading.rewritten = True
    reading.last = "call"
    reading.nodes.put(reading.nodes.choose(test, _truth(reading, token), token.position))
    return True


def _truth(reading: Reading, token: Token) -> tuple[int, int]:
    """Return the places of 1 and 0."""
    for digit in "10":
        reading.nodes.number(digit, token.position)
    no, yes = reading.nodes.take(), reading.nodes.take()
    return yes, no


def name_after(reading: Reading, token: Token) -> bool:
    """Read a name after an operand: the second factor of a product, or the ``if`` of a case."""
    if token.text == "if":
        return _conditional(reading, token)
    if token.text == "mod" and reading.spaced(token) and "mod" not in reading.variables and _is_divided(reading):
        reading.rewritten = True
        return modulo(reading, token)
    return implicit_product(reading, token)


def _is_divided(reading: Reading) -> bool:
    """Return whether mod stands between two operands: x mod 2, but not x mod(y, 2)."""
    if reading.tokens[reading.index].kind != "(":
        return reading.tokens[reading.index].kind in ARGUMENT
    end = closing(reading.tokens, reading.index)
    return end > 0 and len(arguments(reading.tokens[reading.index + 1 : end])) == 1


def _by_cases(reading: Reading, token: Token) -> bool:
    end = closing(reading.tokens, reading.index)
    if end < 0:
        opening = reading.tokens[reading.index]
        message = f"'{opening.text}' is not closed at the end; add '{CLOSING[opening.text]}'"
        raise ParseError(message, reading.text, opening.position)
    parts = arguments(reading.tokens[reading.index + 1 : end])
    reading.index = end + 1
    reading.rewritten = True
    reading.last = "call"
    pairs, otherwise = _pairs(reading, token, parts)
    tests = [Conditions(reading.text, reading.part).test(condition, token) for condition, _ in pairs]
    values = [_value(reading, token, value) for _, value in pairs]
    nodes, place = reading.nodes, token.position
    found = _value(reading, token, otherwise) if otherwise is not None else nodes.undefined(place)
    for test, value in zip(reversed(tests), reversed(values), strict=True):
        found = nodes.choose(test, (value, found), place)
    nodes.put(found)
    return True


def _value(reading: Reading, token: Token, tokens: Sequence[Token]) -> int:
    if not tokens:
        reading.check("a value is missing between the cases; piecewise(x < 0, a, b) would work", token)
    return reading.part(tokens)


def _pairs(reading: Reading, token: Token, parts: list[Sequence[Token]]) -> tuple[list[_Pair], Sequence[Token] | None]:
    """Return each condition with its value, and the value that holds otherwise, or None."""
    if len(parts) <= 2 and (listed := inside(parts[0])) and _is_paired(arguments(listed)):
        parts = [*arguments(listed), *parts[1:]]  # Mathematica's list of lists
    if _is_paired(parts):
        found = [arguments(inside(part) or ()) for part in parts]
        alone = len(found[-1]) != 2
        reading.check(None if all(len(pair) == 2 for pair in found[:-1]) else _WORKS, token)
        return [(pair[1], pair[0]) for pair in found[: len(found) - alone]], parts[-1] if alone else None
    reading.check(_WORKS if len(parts) < 2 else None, token)
    last = parts[-1] if len(parts) % 2 else None
    return list(zip(parts[: len(parts) // 2 * 2 : 2], parts[1::2], strict=True)), last


def _is_paired(parts: Sequence[Sequence[Token]]) -> bool:
    """Return whether the first of the cases is a value with its condition, in brackets."""
    first = inside(parts[0])
    return first is not None and len(arguments(first)) == 2


def _conditional(reading: Reading, token: Token) -> bool:
    """Read the condition of ``a if x > 0 else b``, up to its else."""
    end_arguments(reading)
    tokens, depth, waiting = reading.tokens, 0, 0
    for end in range(reading.index, len(tokens)):
        part = tokens[end]
        depth += (part.kind == "(") - (part.kind == ")")
        waiting += (part.text == "if") - (part.text == "else")
        if depth < 0 or (not depth and (waiting < 0 or part.kind == ",")):
            break
    if tokens[end].text != "else":
        reading.check("a value for the other case is missing; write a if x > 0 else b", token)
    test = Conditions(reading.text, reading.part).test(tokens[reading.index : end], token)
    reading.stack.reduce()
    reading.stack.wait_for_else(test, token.position)
    reading.index = end + 1
    reading.rewritten = True
    return False
