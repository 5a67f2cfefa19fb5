"""Conditions of formulas by cases: comparisons joined by and, or, not, as Python, SymPy and Mathematica write them.

A condition stands only where cases are told apart, so it is read from the tokens between two known places.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from derivcheck.formula.lexer import Token
from derivcheck.formula.node_stack import Test
from derivcheck.formula.token_groups import arguments, inside, split
from derivcheck.ground.errors import ParseError
from derivcheck.ground.limits import MAX_NESTING

CASES = frozenset({"piecewise", "Piecewise", "where", "ifelse", "If", "IF", "if", "Which"})
"""Names of functions by cases: conditions with their values, or pairs of a value and a condition."""

_ALWAYS = {**dict.fromkeys(("True", "true", "otherwise", "Otherwise", "else", "default"), True), "False": False}

_INTRODUCED = frozenset({"if", "for", "when"})

_SIGNS = {"\N{LESS-THAN OR EQUAL TO}": "<=", "\N{GREATER-THAN OR EQUAL TO}": ">=", "\N{NOT EQUAL TO}": "!="}

_RELATIONS = {"Eq": "==", "Ne": "!=", "Lt": "<", "Le": "<=", "Gt": ">", "Ge": ">="}

_JOINTS = {"And": "and", "Or": "or"}

_NUMBER_OF_PARTS = {"Not": 1, "ITE": 3}

Read = Callable[[Sequence[Token]], int]
"""Reads a formula from tokens, and returns the place of its node."""


def that_hold_conditions(tokens: Sequence[Token]) -> frozenset[int]:
    """Return the indices of the brackets that hold a condition: (x > 0), but not ((x > 0)*x) or (x if x > 0 else 1)."""
    found, choosing, open_brackets, closed = set(), set(), [-1], -1
    for i, token in enumerate(tokens):
        if token.kind == "(":
            open_brackets.append(i)
        elif token.kind == ")" and len(open_brackets) > 1:
            closed = open_brackets.pop()
        elif token.text == "if":
            choosing.add(open_brackets[-1])
        elif token.kind == "comparison" or (closed in found and _joins(tokens, i) and tokens[i - 1].kind == ")"):
            found.add(open_brackets[-1])
    return frozenset(i for i in found - choosing if i >= 0 and tokens[i].text in "([")


class Conditions:
    """Reads conditions.

    Parameters
    ----------
    text : str
        The formula, for messages.
    read : callable
        Reads one side of a comparison.
    """

    def __init__(self, text: str, read: Read) -> None:
        self._text = text
        self._read = read

    def test(self, tokens: Sequence[Token], place: Token, depth: int = 0) -> Test:
        """Return the condition that tokens mean.

        Parameters
        ----------
        place : Token
            Where to point if there are none.

        Raises
        ------
        ParseError
        """
        if depth > MAX_NESTING:
            raise self._fault(f"conditions nested more than {MAX_NESTING} deep; write fewer", place)
        if tokens and tokens[0].text in _INTRODUCED:
            tokens = tokens[1:]
        if not tokens:
            raise self._fault("a condition is missing; one such as x < 0 would work", place)
        for joint in ("or", "and"):
            parts = list(split(tokens, lambda i, joint=joint: _joins(tokens, i) == joint))  # type: ignore[misc]
            if len(parts) > 1:
                return self._joined(joint, [self.test(part, tokens[0], depth + 1) for part in parts], tokens[0])
        if tokens[0].text in ("not", "~"):
            return "not", self.test(tokens[1:], tokens[0], depth + 1), None
        if len(tokens) == 1 and tokens[0].text in _ALWAYS:
            return _ALWAYS[tokens[0].text]
        if (within := inside(tokens)) is not None:
            return self.test(within, tokens[0], depth + 1)
        if (called := inside(tokens[1:])) is not None and tokens[0].text in (*_RELATIONS, *_JOINTS, *_NUMBER_OF_PARTS):
            return self._called(tokens[0], arguments(called), depth)
        return self._comparison(tokens)

    def _joined(self, joint: str, tests: Sequence[Test], place: Token) -> Test:
        if len(tests) > MAX_NESTING:
            raise self._fault(f"a condition of more than {MAX_NESTING} parts; write fewer", place)
        found = tests[-1]
        for test in tests[-2::-1]:
            found = (joint, test, found)
        return found

    def _called(self, name: Token, parts: Sequence[Sequence[Token]], depth: int) -> Test:
        if name.text in _RELATIONS and len(parts) == 2:
            return _RELATIONS[name.text], *map(self._side, parts, (name, name))  # type: ignore[return-value]
        number = _NUMBER_OF_PARTS.get(name.text, 2 if name.text in _RELATIONS else len(parts))
        if len(parts) != number:
            raise self._fault(f"{name.text} takes {number} argument{'s' * (number > 1)}, not {len(parts)}", name)
        tests = [self.test(part, name, depth + 1) for part in parts]
        if name.text in _JOINTS:
            return self._joined(_JOINTS[name.text], tests, name)
        return _chosen(*tests) if name.text == "ITE" else ("not", tests[0], None)

    def _comparison(self, tokens: Sequence[Token]) -> Test:
        """Read a < b, or a chain such as a < b <= c."""
        parts = list(split(tokens, lambda i: tokens[i].kind == "comparison"))
        if len(parts) < 2:
            shown = "a condition compares two numbers, such as x < 0; write one, or True"
            raise self._fault(shown, tokens[0])
        sides = [self._side(part, tokens[0]) for part in parts]
        ends = list(itertools.accumulate(len(part) + 1 for part in parts[:-1]))
        signs = [_SIGNS.get(tokens[end - 1].text, tokens[end - 1].text) for end in ends]
        return self._joined("and", list(zip(signs, sides[:-1], sides[1:], strict=True)), tokens[0])

    def _side(self, tokens: Sequence[Token], place: Token) -> int:
        if not tokens:
            raise self._fault("a side of this comparison is missing; one such as x < 0 would work", place)
        return self._read(tokens)

    def _fault(self, message: str, place: Token) -> ParseError:
        return ParseError(message, self._text, place.position)


def _chosen(test: Test, yes: Test, no: Test) -> Test:
    """Return SymPy's if-then-else of conditions."""
    return "or", ("and", test, yes), ("and", ("not", test, None), no)


def _joins(tokens: Sequence[Token], i: int) -> str:
    """Return "and" or "or" where a token joins two conditions; a bar does so only between brackets."""
    token = tokens[i]
    if token.kind == "|" and 0 < i < len(tokens) - 1:
        return "or" if tokens[i - 1].kind == ")" and (tokens[i + 1].kind in ("(", "not")) else ""
    if token.kind == "and" or token.text == "and":
        return "and"
    return "or" if token.text == "or" else ""
