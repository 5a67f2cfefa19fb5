"""From text to a checked formula.

An operator-precedence parser. It is in one of two states, before an operand or after one, and a
table says what each kind of token does there. Before it, `latex` and `split_names` turn what is
typeset or written together into plain tokens. The nodes are the operations typed, in the order in
which Python would do them. What could be read in two ways is refused, with both readings, which the
same parser finds when it is told which of two to take.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NoReturn

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.expression import Expression
from derivcheck.formula.heads import Body, body
from derivcheck.formula.implicit_products import (
    Neighbours,
    argument_fault,
    function_exponent,
    inverse_fault,
    no_product_fault,
    order_fault,
    question,
    second_power_fault,
    split_superscript,
    two_readings_fault,
)
from derivcheck.formula.latex import rewrite
from derivcheck.formula.lexer import FRACTIONS, KINDS, TYPESET, Token, tokenize
from derivcheck.formula.names import (
    CIRCULAR,
    CONSTANTS,
    GREEK,
    arity,
    arity_fault,
    bare_function_fault,
    function_named,
    inverse,
    is_function_elsewhere,
    is_known_word,
    unknown_function_fault,
    variable_fault,
)
from derivcheck.formula.operators import (
    BEFORE_DIVISION,
    BINARY,
    IN_EXPONENT,
    NEGATIVE,
    POWER,
    Function,
    Group,
    OperatorStack,
)
from derivcheck.formula.split_names import asked, has_names_to_split, split_names
from derivcheck.formula.syntax_messages import fault_at, missing_operand
from derivcheck.formula.writing import written_out
from derivcheck.ground.errors import ParseError

OPENING = {")": "(", "]": "[", "}": "{", "|": "|"}
"""The bracket that each closing one ends; the bars of LaTeX say which they are."""

CLOSING = {opening: closing for closing, opening in OPENING.items()}

FUNCTION_LETTERS = frozenset("fghFGH\u0393\u03b6\u03c8\u03a6\u03a8")
"""Letters that before a bracket are functions to most readers."""

_FAMILY = re.compile("[A-Z]_\\w+")
"""Functions with an index, such as the Bessel function J_0."""

_ARGUMENT = frozenset({"(", "number", "fraction", "name", "letter", "pi", "root", "|"})
"""The kinds of token with which an argument begins."""

# What every head has, and hardly a formula without one.
_HEAD_SIGN = re.compile(r"[=:$>\\\u21a6]")

# The same for tokens of the kinds `TYPESET`.
_TYPESET_SIGN = re.compile(r"[^\x00-\x7f]|[\\{]|[A-Za-z]\.")

_LONGEST_SHOWN = 200

_ENDS = frozenset({"end", ")", "+", "-", ",", "|"})

_POWERS = frozenset({"**", "superscript"})

_LOGARITHMS = {"2": "log2", "10": "log10", "e": "log"}


def parse(text: str, variables: Iterable[str] = ()) -> Expression:
    """Read a formula.

    It may have Python's arithmetic, ``^`` for powers, products without a sign (``2x``, ``x(x+1)``),
    functions without parentheses (``sin 2x``, ``sin^2 x``), ``|x|``, typeset signs, LaTeX, the names
    of NumPy, SymPy and Mathematica, and a head (``f(x) =``).

    Parameters
    ----------
    text : str
        The formula, such as ``"exp(2x)/(1 + sin(x^2))"``.
    variables : iterable of str
        Names that are variables even if they also name a constant, or a function (which such a
        name still is before a parenthesis). Unknown names are variables anyway, but products
        where each of their letters is a variable of these.

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
    >>> parse("2xsin x").read_as, parse("2xy", "xy").read_as
    ('2*x*sin(x)', '2*x*y')
    >>> parse("1/2x")
    Traceback (most recent call last):
    derivcheck.ground.errors.ParseError: this has two readings; write x/2 or 1/(2*x)
    >>> parse("sinn(x)")
    Traceback (most recent call last):
    derivcheck.ground.errors.ParseError: unknown function 'sinn'; did you mean sin?
    """
    found = body(text) if _HEAD_SIGN.search(text) else Body(0, len(text), ())
    bound = frozenset((*variables, *found.variables))
    tokens = tokenize(text, found.start, found.stop)
    typeset = bool(_TYPESET_SIGN.search(text)) and not TYPESET.isdisjoint({token.kind for token in tokens})
    if typeset:
        tokens = rewrite(tokens)
    parts = tokens
    if has_names_to_split(tokens, bound):
        parts = split_names(tokens, bound, typeset="\\" in text or "{" in text)
    parser = _Parser(text, parts, bound)
    expression = parser.run()
    if typeset or parser.rewritten or found.start or len(parts) > len(tokens):
        return replace(expression, declared=found.variables, read_as=written_out(expression))
    return expression


class _Parser:
    __slots__ = (
        *("base", "index", "last", "meanings", "nodes", "product_after_bar"),
        *("rewritten", "stack", "text", "tokens", "variables", "wide"),
    )

    def __init__(self, text: str, tokens: list[Token], variables: frozenset[str], wide: bool | None = None) -> None:
        self.text = text
        self.variables = variables
        self.tokens = tokens
        # Of two readings the one in which more belongs to an exponent, a denominator or an argument, or the other;
        # None where to ask.
        self.wide = wide
        self.index = 0
        self.stack = OperatorStack(text)
        self.nodes = self.stack.nodes
        self.meanings: dict[str, tuple[str, str, str]] = {}
        # What the operand just read ends with, in the words of `implicit_products`, and the base of the last power.
        self.last = ""
        self.base = ""
        self.product_after_bar = False
        # Whether a function was typed in another way than name(…).
        self.rewritten = False

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

    def ask(self, place: Token, otherwise: str) -> bool:
        """Return whether the wide one of two readings is wanted, where that is decided; else raise both of them."""
        if self.wide is None:
            raise ParseError(self.both_readings() or otherwise, self.text, place.position)
        return self.wide

    def both_readings(self) -> str | None:
        """Return the question which of the two is meant, or None if there are no two short formulas."""
        if len(self.text) > _LONGEST_SHOWN:
            return None
        readings = []
        for wide in (False, True):
            with contextlib.suppress(ParseError):
                readings.append(written_out(_Parser(self.text, self.tokens, self.variables, wide).run(), by_hand=True))
        return question(readings)

    def spaced(self, token: Token) -> bool:
        """Return whether there is white space before a token."""
        return self.text[token.position - 1 : token.position].isspace()

    # Each method from here reads one token, and returns whether an operand is complete after it.

    def fault(self, token: Token) -> bool:
        raise ParseError(fault_at(self.text, token.position), self.text, token.position)

    def asked(self, token: Token) -> bool:
        raise ParseError(asked(token.text), self.text, token.position)

    def missing(self, token: Token) -> bool:
        before = self.tokens[self.index - 2] if self.index > 1 else None
        function = self.stack.group.function
        if before and function and (before.kind, token.kind) == ("(", ")"):
            self.check(arity_fault(function.name, 0), function.place)
        raise ParseError(missing_operand(before and before.text, token.text), self.text, token.position)

    # Before an operand.

    def number(self, token: Token) -> bool:
        self.nodes.number(token.text, token.position)
        self.last = "number"
        return True

    def leaf(self, token: Token) -> None:
        """Read an operand of one token that is no function."""
        (_Parser.symbol if token.kind == "name" else _BEFORE_OPERAND[token.kind])(self, token)

    def fraction(self, token: Token) -> bool:
        for part in FRACTIONS[token.text]:
            self.nodes.number(part, token.position)
        self.nodes.apply("div", 2, token.position)
        self.last = "group"
        return True

    def name(self, token: Token) -> bool:
        following = self.tokens[self.index].kind
        if following == "(" and token.text in FUNCTIONS:
            self.check(self.two_brackets(token), token)
            return self.call(Function(token.text, token))
        if len(token.text) > 1 and (function := self.function(token)):
            self.rewritten = True
            return self.call(function)
        if following == "(":
            self.check(self.not_a_function(token), token)
        elif token.text == "lg" and following in _ARGUMENT and token.text not in self.variables:
            self.check(unknown_function_fault(token.text, ()), token)
        return self.symbol(token)

    def symbol(self, token: Token) -> bool:
        """Read a variable or constant; the sign π is one even before a parenthesis."""
        meaning = self.meanings.get(token.text)
        if meaning is None:
            meaning = self.meanings[token.text] = self.meaning(token)
        operation, value, self.last = meaning
        self.nodes.leaf(operation, value, token.position)
        return True

    def meaning(self, token: Token) -> tuple[str, str, str]:
        """Return the operation and value of the node for a name, and what an operand ends with after it."""
        name = token.text
        if name not in self.variables and token.kind != "letter":
            if name in FUNCTIONS:
                following = self.tokens[self.index]
                self.check(bare_function_fault(name, following.kind, following.text), token)
            if name in CONSTANTS:
                return "constant", CONSTANTS[name], "constant"
        self.check(variable_fault(name, self.variables), token)
        return "variable", name, "name"

    def two_brackets(self, token: Token) -> str | None:
        """Ask for the meaning of sqrt[3](x) and log[2](x), which look like LaTeX or Maple."""
        if self.tokens[self.index].text != "[":
            return None
        brackets = [part.text for part in self.tokens[self.index + 2 : self.index + 4]]
        if brackets[:1] != ["]"] or brackets[1:] not in (["("], ["{"]):
            return None
        return f"{token.text}[n](x) has two readings; write root(x, n), log(x, n) or {token.text}(n)*(x)"

    def not_a_function(self, token: Token) -> str | None:
        """Say why a name before a bracket is no factor, or return None if it is one."""
        name = token.text
        if self.tokens[self.index].text == "[" and not self.spaced(self.tokens[self.index]):
            return f"'{name}[' is an element of an array to some readers; write {name}*(…) for a product"
        if name in self.variables or name in CONSTANTS:
            return None
        inside, closing = (self.tokens[min(self.index + i, len(self.tokens) - 1)] for i in (1, 2))
        alone = inside.kind in ("name", "number") and inside.text != name and closing.kind == ")"
        alone = alone and len(name.partition("_")[0]) == len(inside.text) == 1
        if name in FUNCTION_LETTERS or alone or _FAMILY.fullmatch(name):
            return unknown_function_fault(name, self.variables)
        factor = is_known_word(name, self.variables) and not is_function_elsewhere(name)
        return None if factor else unknown_function_fault(name, self.variables)

    # Functions.

    def function(self, token: Token) -> Function | None:
        """Read the name of a function, its base and its power, if an argument follows."""
        following = self.tokens[self.index]
        name, argued = token.text, following.kind in _ARGUMENT
        if name.startswith("log_") and name not in self.variables:
            return self.logarithm(token, argued)
        meant = function_named(name) if argued or following.kind in _POWERS else None
        if meant is None or (following.kind != "(" and (name in self.variables or name in GREEK)):
            return None
        return Function(meant, token) if argued else self.powered(meant, token)

    def logarithm(self, token: Token, argued: bool) -> Function:
        """Read the base of a logarithm: log_2(x), log_b x."""
        base = token.text[4:]
        if not argued or not (base.isdigit() or len(base) == 1):
            self.check(f"'{token.text:.20}' is a logarithm; write log_b(x) or log(x, b)", token)
        return Function("log", token, Token("number" if base.isdigit() else "name", base, token.position + 4))

    def powered(self, name: str, token: Token) -> Function | None:
        """Read the power between a function and its argument: sin^2(x), sin^-1(x)."""
        exponent, after = function_exponent(self.tokens, self.index)
        if not exponent or self.tokens[after].kind not in _ARGUMENT:
            return None
        self.index = after
        if [part.text for part in exponent] != ["-", "1"]:
            return Function(name, token, None, exponent)
        self.check(inverse_fault(name), token)
        return Function(inverse(name) or name, token)

    def call(self, function: Function) -> bool:
        """Begin the argument of a function."""
        following = self.tokens[self.index]
        if following.kind == "(":
            self.rewritten |= following.text != "("
            self.stack.open(following, function)
            self.index += 1
            return False
        if arity(function.name) > 1:
            self.check(bare_function_fault(function.name, following.kind, following.text), function.place)
        self.stack.open(Token("bare", function.name, function.place.position), function, bare=True)
        return False

    def apply(self, function: Function, count: int) -> None:
        """Write the nodes of a function of the operands on top."""
        place = function.place
        if function.base is None:
            self.check(arity_fault(function.name, count), place)
            self.nodes.call(function.name, count, place.position)
        elif name := _LOGARITHMS.get(function.base.text):
            self.check(arity_fault("ln", count), place)
            self.nodes.call(name, 1, place.position)
        else:
            self.check(arity_fault("ln", count), place)
            self.leaf(function.base)
            self.nodes.call("log", 2, place.position)
        if function.exponent:
            self.exponent(function.exponent)

    def exponent(self, tokens: Sequence[Token]) -> None:
        """Raise the operand on top to a sign and a number or name."""
        self.leaf(tokens[-1])
        if tokens[0].text == "-":
            self.nodes.apply("neg", 1, tokens[0].position)
        self.nodes.apply("pow", 2, tokens[0].position)

    def end_arguments(self) -> None:
        """End the arguments without parentheses that are open."""
        while self.stack.group.bare:
            function = self.stack.close().function
            assert function is not None
            self.apply(function, 1)
            self.last = "bare"

    def root(self, token: Token) -> bool:
        operand = self.tokens[self.index]
        function = Function("cbrt" if token.text == "\N{CUBE ROOT}" else "sqrt", token)
        if operand.kind in ("(", "|") or self.wide:
            return self.call(function)
        self.index += 1
        if operand.kind not in ("number", "fraction", "name", "letter", "pi") or self.tokens[self.index].kind == "(":
            self.check("a root sign takes a number, a name or parentheses; write sqrt(…)", token)
        self.leaf(operand)
        self.nodes.call(function.name, 1, token.position)
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

    def sum(self, token: Token) -> bool:
        if self.stack.group.bare:
            self.end_arguments()
        self.stack.push_binary(BINARY[token.kind], token.position)
        return False

    def product(self, token: Token) -> bool:
        group = self.stack.group
        if group.bare and (self.is_clear(group) or not self.ask(token, argument_fault(group.opening.text, token.text))):
            self.end_arguments()
        self.stack.push_binary(BINARY[token.kind], token.position)
        return False

    def is_clear(self, group: Group) -> bool:
        """Return whether a sign of a product or quotient clearly ends an argument without parentheses."""
        sign, after, beyond = self.tokens[self.index - 1], self.tokens[self.index], self.tokens[self.index + 1 :][:1]
        argument = self.tokens[self.index - 3 : self.index - 1]
        # Nobody means sin(x/x) by sin x/x.
        same = sign.kind == "/" and [t.text for t in argument] == [
            group.function and group.function.place.text,
            after.text,
        ]
        ended = bool(beyond) and beyond[0].kind in _ENDS
        return self.is_root(group) or self.begins_function(self.index) or (same and ended)

    def is_root(self, group: Group) -> bool:
        return group.function is not None and group.function.place.kind == "root"

    def begins_function(self, index: int) -> bool:
        """Return whether a function with its argument begins at a token."""
        token = self.tokens[index]
        if token.kind != "name" or len(token.text) == 1:
            return False
        before, self.index = self.index, index + 1
        found = self.function(token)
        self.index = before
        return found is not None

    def power(self, token: Token) -> bool:
        self.check(second_power_fault(self.last), token)
        self.base = self.last
        self.stack.push(POWER, token.position)
        return False

    def superscript(self, token: Token) -> bool:
        self.check(second_power_fault(self.last), token)
        self.exponent_raised(token)
        self.last = "superscript"
        return True

    def exponent_raised(self, token: Token) -> None:
        """Raise the operand on top to a raised number, letter or product of both, such as ²ⁿ."""
        number, letters = split_superscript(token.text)
        parts = [Token("number", number, token.position)] if number else []
        parts += [Token("name", letter, token.position) for letter in letters]
        for i, part in enumerate(parts):
            self.leaf(part)
            if i:
                self.nodes.apply("mul", 2, token.position)
        if token.text.startswith("\N{SUPERSCRIPT MINUS}"):
            self.nodes.apply("neg", 1, token.position)
        self.nodes.apply("pow", 2, token.position)

    def implicit_product(self, token: Token) -> bool:
        before, function = self.tokens[self.index - 2], self.begins_function(self.index - 1)
        neighbours = Neighbours(self.last, before.text, token.kind, token.text, self.spaced(token), function)
        known = all(is_known_word(name, self.variables) for name in (before.text, token.text))
        self.check(no_product_fault(neighbours, known=known), token)
        if self.stack.group.bare and self.ends_argument(token, function):
            self.end_arguments()
            neighbours = neighbours._replace(last=self.last)
        operator = BINARY["*"]
        fault = two_readings_fault(neighbours, self.stack.waiting_factors(), self.base)
        if fault and self.ask(token, fault):
            operator = IN_EXPONENT if "pow" in self.stack.waiting_factors() else BEFORE_DIVISION
        self.product_after_bar |= self.last == "bar"
        # The token is read again, as an operand.
        self.index -= 1
        self.stack.push_binary(operator, token.position)
        return False

    def ends_argument(self, token: Token, function: bool) -> bool:
        """Return whether what follows a function's argument without parentheses is a factor of its own."""
        group = self.stack.group
        if self.is_root(group):
            return False
        nested = self.stack.outer[-1].bare
        name = group.opening.text
        whole = self.last != "number" or "pow" in self.stack.waiting_factors()
        if function and whole and not nested:
            return True
        inside = token.kind in ("name", "letter", "pi") and not function and name not in ("sqrt", "cbrt")
        spaced = self.spaced(token) and (
            "pow" in self.stack.waiting_factors()
            or self.last == "superscript"
            or (self.last == "number" and name not in CIRCULAR)
        )
        if (inside and not spaced) or (token.kind == "root" and self.last == "number"):
            return False
        return not self.ask(token, argument_fault(name, token.text))

    def bar(self, token: Token) -> bool:
        outer = next((g for g in reversed([*self.stack.outer, self.stack.group]) if not g.bare), None)
        if outer and outer.opening.kind == "|":
            self.end_arguments()
            self.stack.close()
            self.nodes.call("abs", 1, outer.opening.position)
            self.last = "bar"
            self.end_barred(outer)
            return True
        # After a number it can only open ("2|x|"); after anything else it was meant to close.
        if self.last != "number" and any(group.opening.kind == "|" for group in self.stack.outer):
            self.end_arguments()
            self.unclosed("before '|'")
        if self.last != "number" and self.product_after_bar:
            self.check("bars beside bars have two readings; write abs(…)", token)
        return self.implicit_product(token)

    def end_barred(self, bars: Group) -> None:
        """End the argument of a function that consists of bars: ln|x|."""
        group = self.stack.group
        if group.bare and not group.waiting and bars.operands_below == group.operands_below:
            function = self.stack.close().function
            assert function is not None
            self.apply(function, 1)
            self.last = "barred"

    def parenthesis(self, token: Token) -> bool:
        if self.stack.group.bare:
            self.end_arguments()
        group = self.stack.group
        if group.opening.kind == "formula":
            self.check(f"'{token.text}' closes nothing; leave it out, or write '{OPENING[token.text]}' before", token)
        if group.opening.kind == "|":
            self.unclosed(f"before '{token.text}'")
        if OPENING[token.text] != group.opening.text:
            self.unclosed(f"before '{token.text}'")
        self.stack.close()
        self.last = "group"
        if group.function:
            self.call_ends(group, group.function)
        return True

    def call_ends(self, group: Group, function: Function) -> None:
        """Write the nodes of a call, now that its parenthesis is closed."""
        count = len(self.nodes) - group.operands_below
        if function.name == "polygamma" and count == 2:
            self.check(order_fault(self.nodes.exact_number(1)), function.place)
        # Mathematica's order of arguments: Log[b, x].
        if function.place.text == "Log" and group.opening.text == "[" and count == 2:
            self.nodes.swap()
        self.apply(function, count)
        self.last = "powered" if function.exponent else "call"

    def comma(self, token: Token) -> bool:
        self.end_arguments()
        if self.stack.group.function is None:
            self.check("',' stands only between arguments of a function; a decimal point is '.'", token)
        self.stack.reduce()
        return False

    def end(self, token: Token) -> bool:
        self.end_arguments()
        if self.stack.outer:
            self.unclosed("at the end")
        self.stack.reduce()
        return True

    def unclosed(self, where: str) -> NoReturn:
        opening = self.stack.group.opening
        closing = CLOSING[opening.text]
        raise ParseError(f"'{opening.text}' is not closed {where}; add '{closing}'", self.text, opening.position)


_Handler = Callable[[_Parser, Token], bool]

_BEFORE_OPERAND: dict[str, _Handler] = {
    **dict.fromkeys(KINDS, _Parser.missing),
    "number": _Parser.number,
    "fraction": _Parser.fraction,
    "name": _Parser.name,
    **dict.fromkeys(("pi", "letter"), _Parser.symbol),
    "root": _Parser.root,
    "+": _Parser.positive,
    "-": _Parser.negative,
    "(": _Parser.bracket,
    "|": _Parser.bracket,
    "asked": _Parser.asked,
    "fault": _Parser.fault,
}

_AFTER_OPERAND: dict[str, _Handler] = {
    **dict.fromkeys(("number", "fraction", "name", "letter", "pi", "root", "("), _Parser.implicit_product),
    **dict.fromkeys("+-", _Parser.sum),
    **dict.fromkeys("*/", _Parser.product),
    "**": _Parser.power,
    "superscript": _Parser.superscript,
    "|": _Parser.bar,
    ")": _Parser.parenthesis,
    ",": _Parser.comma,
    "end": _Parser.end,
    "asked": _Parser.asked,
    "fault": _Parser.fault,
}
