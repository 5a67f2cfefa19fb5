"""From text to a checked formula.

An operator-precedence parser. It is in one of two states, before an operand or after one, and a
table says what each kind of token does there. Nothing is rewritten: the nodes are the operations
typed, in the order in which Python would do them. What could be read in two ways is refused, with
both readings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NoReturn

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.expression import Expression
from derivcheck.formula.implicit_products import implicit_product_fault, second_power_fault
from derivcheck.formula.lexer import KINDS, SUPERSCRIPTS, Token, tokenize
from derivcheck.formula.names import CONSTANTS, arity_fault, bare_function_fault, unknown_function_fault, variable_fault
from derivcheck.formula.operators import BINARY, NEGATIVE, POWER, OperatorStack
from derivcheck.formula.syntax_messages import fault_at, missing_operand
from derivcheck.ground.errors import ParseError


def parse(text: str, variables: Iterable[str] = ()) -> Expression:
    """Read a formula.

    It may have Python's arithmetic, ``^`` for powers, products without a sign (``2x``,
    ``2(x+1)``, ``(x+1)(x-1)``), ``|x|``, superscripts and the signs of typeset mathematics.

    Parameters
    ----------
    text : str
        The formula, such as ``"exp(2x)/(1 + sin(x^2))"``.
    variables : iterable of str
        Names that are variables even if they also name a constant, or a function (which such a
        name still is before a parenthesis). Unknown names are variables anyway.

    Returns
    -------
    Expression
        Its last node is the result, and every node is part of it.

    Raises
    ------
    ParseError
        The text is no formula, or has two readings, or exceeds one of the `limits`. The message
        says what would work, and `position` where the fault is.

    Examples
    --------
    >>> [node.operation for node in parse("2x + 1").nodes]
    ['number', 'variable', 'mul', 'number', 'add']
    >>> parse("sinn(x)")
    Traceback (most recent call last):
    derivcheck.ground.errors.ParseError: unknown function 'sinn'; did you mean sin?
    """
    return _Parser(text, frozenset(variables)).run()


class _Parser:
    __slots__ = ("index", "last", "meanings", "nodes", "stack", "text", "tokens", "variables")

    def __init__(self, text: str, variables: frozenset[str]) -> None:
        self.text = text
        self.variables = variables
        self.tokens = tokenize(text)
        self.index = 0
        self.stack = OperatorStack(text)
        self.nodes = self.stack.nodes
        self.meanings: dict[str, tuple[str, str]] = {}
        # What the operand just read ends with, in the words of `implicit_product_fault`.
        self.last = ""

    def run(self) -> Expression:
        tokens, end, handlers = self.tokens, len(self.tokens), _BEFORE_OPERAND
        while (index := self.index) < end:
            token = tokens[index]
            self.index = index + 1
            handlers = _AFTER_OPERAND if handlers[token[0]](self, token) else _BEFORE_OPERAND
        return self.nodes.expression()

    def check(self, message: str | None, place: Token) -> None:
        """Raise the error that a message tells of, if there is one."""
        if message:
            raise ParseError(message, self.text, place.position)

    # Each method from here reads one token, and returns whether an operand is complete after it.

    def fault(self, token: Token) -> bool:
        raise ParseError(fault_at(self.text, token.position), self.text, token.position)

    def missing(self, token: Token) -> bool:
        before = self.tokens[self.index - 2] if self.index > 1 else None
        function = self.stack.group.function
        if before and function and (before.kind, token.kind) == ("(", ")"):
            self.check(arity_fault(function.text, 0), function)
        raise ParseError(missing_operand(before and before.text, token.text), self.text, token.position)

    # Before an operand.

    def number(self, token: Token) -> bool:
        self.nodes.number(token.text, token.position)
        self.last = "number"
        return True

    def name(self, token: Token) -> bool:
        if self.tokens[self.index].kind == "(":
            return self.call(token)
        return self.symbol(token)

    def symbol(self, token: Token) -> bool:
        """Read a variable or constant; the sign π is one even before a parenthesis."""
        meaning = self.meanings.get(token.text)
        if meaning is None:
            meaning = self.meanings[token.text] = self.meaning(token)
        self.nodes.leaf(*meaning, token.position)
        self.last = token.kind
        return True

    def meaning(self, token: Token) -> tuple[str, str]:
        """Return the operation and value of the node for a name."""
        name = token.text
        if name not in self.variables:
            if name in FUNCTIONS:
                following = self.tokens[self.index]
                self.check(bare_function_fault(name, following.kind, following.text), token)
            if name in CONSTANTS:
                return "constant", CONSTANTS[name]
        self.check(variable_fault(name, self.variables), token)
        return "variable", name

    def call(self, token: Token) -> bool:
        """Read the name of a function and the parenthesis behind it."""
        if token.text not in FUNCTIONS:
            self.check(unknown_function_fault(token.text, self.variables), token)
        self.stack.open(self.tokens[self.index], token)
        self.index += 1
        return False

    def root(self, token: Token) -> bool:
        operand = self.tokens[self.index]
        if operand.kind == "(":
            return self.call(token._replace(text="sqrt"))
        self.index += 1
        if operand.kind not in ("number", "name", "pi") or self.tokens[self.index].kind == "(":
            self.check("a root sign takes a number, a name or parentheses; write sqrt(…)", token)
        _BEFORE_OPERAND[operand.kind](self, operand)
        self.nodes.call("sqrt", 1, token.position)
        self.last = "root"
        return True

    def positive(self, token: Token) -> bool:
        return False

    def negative(self, token: Token) -> bool:
        self.stack.push(NEGATIVE, token.position)
        return False

    def bracket(self, token: Token) -> bool:
        self.stack.open(token)
        return False

    # After an operand.

    def binary(self, token: Token) -> bool:
        self.stack.push_binary(BINARY[token.kind], token.position)
        return False

    def power(self, token: Token) -> bool:
        self.check(second_power_fault(self.last), token)
        self.stack.push(POWER, token.position)
        return False

    def superscript(self, token: Token) -> bool:
        self.check(second_power_fault(self.last), token)
        exponent = token.text.translate(SUPERSCRIPTS)
        self.nodes.number(exponent.lstrip("+-"), token.position)
        if exponent.startswith("-"):
            self.nodes.apply("neg", 1, token.position)
        self.nodes.apply("pow", 2, token.position)
        self.last = "superscript"
        return True

    def implicit_product(self, token: Token) -> bool:
        before, waiting = self.tokens[self.index - 2].text, self.stack.waiting_factors()
        self.check(implicit_product_fault(self.last, before, token.kind, token.text, waiting), token)
        # The token is read again, as an operand.
        self.index -= 1
        self.stack.push_binary(BINARY["*"], token.position)
        return False

    def bar(self, token: Token) -> bool:
        opening = self.stack.group.opening
        if opening.kind == "|":
            self.stack.close()
            self.nodes.call("abs", 1, opening.position)
            self.last = "bar"
            return True
        # After a number it can only open ("2|x|"); after anything else it was meant to close.
        if self.last != "number" and any(group.opening.kind == "|" for group in self.stack.outer):
            self.unclosed("before '|'")
        return self.implicit_product(token)

    def parenthesis(self, token: Token) -> bool:
        group = self.stack.group
        if group.opening.kind == "formula":
            self.check("')' closes nothing; leave it out, or write '(' before", token)
        if group.opening.kind == "|":
            self.unclosed("before ')'")
        self.stack.close()
        self.last = "call" if group.function else "group"
        if group.function:
            self.apply(group.function, len(self.nodes) - group.operands_below)
        return True

    def apply(self, function: Token, count: int) -> None:
        self.check(arity_fault(function.text, count), function)
        self.nodes.call(function.text, count, function.position)

    def comma(self, token: Token) -> bool:
        if self.stack.group.function is None:
            self.check("',' stands only between arguments of a function; a decimal point is '.'", token)
        self.stack.reduce()
        return False

    def end(self, token: Token) -> bool:
        if self.stack.outer:
            self.unclosed("at the end")
        self.stack.reduce()
        return True

    def unclosed(self, where: str) -> NoReturn:
        opening = self.stack.group.opening
        closing = ")" if opening.kind == "(" else opening.kind
        raise ParseError(f"'{opening.kind}' is not closed {where}; add '{closing}'", self.text, opening.position)


_Handler = Callable[[_Parser, Token], bool]

_BEFORE_OPERAND: dict[str, _Handler] = {
    **dict.fromkeys(KINDS, _Parser.missing),
    "number": _Parser.number,
    "name": _Parser.name,
    "pi": _Parser.symbol,
    "root": _Parser.root,
    "+": _Parser.positive,
    "-": _Parser.negative,
    "(": _Parser.bracket,
    "|": _Parser.bracket,
    "fault": _Parser.fault,
}

_AFTER_OPERAND: dict[str, _Handler] = {
    **dict.fromkeys(("number", "name", "pi", "root", "("), _Parser.implicit_product),
    **dict.fromkeys(BINARY, _Parser.binary),
    "**": _Parser.power,
    "superscript": _Parser.superscript,
    "|": _Parser.bar,
    ")": _Parser.parenthesis,
    ",": _Parser.comma,
    "end": _Parser.end,
    "fault": _Parser.fault,
}
