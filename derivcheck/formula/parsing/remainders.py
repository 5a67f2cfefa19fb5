"""Remainders and numbers of per cent: x % 2, x mod 2, x %% 2 of R, (1 + 5%)^t."""

from __future__ import annotations

from derivcheck.formula.lexer import Token
from derivcheck.formula.names import function_named, is_known_word
from derivcheck.formula.operators import TIGHT_REMAINDER
from derivcheck.formula.parsing.divisors import ENDS
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.parsing.refusals import fault
from derivcheck.formula.parsing.signs import binary
from derivcheck.formula.questions import Question

_NO_DIVISOR = ENDS | {"*"}

_LONGEST = 40

# Words from here on may begin a comment.
_LONGEST_LETTER = 4

_SUM_MODULO = "mod behind a sum has two readings; write a + mod(b, n) or mod(a + b, n)"
_TIGHT_REMAINDER = "%% behind a product or quotient binds more tightly in R; write a*mod(b, n) or mod(a*b, n)"


def modulo(reading: Reading, token: Token) -> bool:
    """Read the word between a dividend and a divisor; behind a sum nobody can say how much is divided."""
    waiting = reading.stack.group.waiting
    if any(operator.precedence == 1 for operator, _ in waiting) and reading.ask(token, "mod", _SUM_MODULO):
        reading.stack.reduce()
    return binary(reading, token._replace(kind="%"))


def remainder(reading: Reading, token: Token) -> bool:
    """Read the sign of a remainder; a number of per cent is none."""
    following = reading.tokens[reading.index]
    if following.text in ("pi", "e") and reading.spaced(token) and token.touches(following):
        doubt = f"'%{following.text}' may be Maxima's constant, or behind a sign of remainder"
        reading.check(Question(doubt, f"%{following.text}", [f"*{following.text}", f"% {following.text}"]), token)
    if following.kind == "/":
        reading.check("'%/%' is a quotient rounded down; write floor(x/2)", token)
    if token.text == "%%":
        return _remainder_of_r(reading, token)
    if reading.last == "number" and following.kind == ")" and not reading.spaced(token):
        return _per_cent(reading, token)
    reading.check(_remainder_fault(reading, token, following), token)
    per_cent = reading.last == "number" and reading.spaced(following) and not reading.spaced(token)
    if reading.last == "number" and (per_cent or following.kind in _NO_DIVISOR) and not reading.spaced(token):
        number = reading.tokens[reading.index - 2].text
        doubt = "'%' stands between two numbers, as in x % 2"
        reading.check(Question(doubt, f"{number}%", [f"({number}/100)"], " for per cent", back=len(number)), token)
    return (fault if following.kind in _NO_DIVISOR or per_cent else binary)(reading, token)


def _per_cent(reading: Reading, token: Token) -> bool:
    """Read a number of per cent at the end of a bracket: (1 + 5%)^t."""
    if "pow" in reading.stack.waiting_factors():
        fault(reading, token)
    reading.nodes.number("100", token.position)
    reading.nodes.apply("div", 2, token.position)
    reading.rewritten = True
    reading.last = "group"
    return True


def _remainder_fault(reading: Reading, token: Token, following: Token) -> str | None:
    """Ask whether 5%x is five per cent of x, and whether a word behind % is a comment, or return None."""
    name = following.text
    if following.kind != "name" or name in reading.variables:
        return None
    spaced, number = reading.spaced(token) or reading.spaced(following), reading.tokens[reading.index - 2]
    # 5%x and 5 % x; what is longer may be a comment.
    even = "*" not in reading.text and reading.spaced(token) == reading.spaced(following) and len(name) == 1
    factor = number.kind == reading.last == "number" and (even or not spaced)
    if factor and len(number.text + name) < _LONGEST:
        typed = reading.text[number.position : following.end]
        readings = [f"mod({number.text}, {name})", f"{number.text}/100*{name}"]
        return Question(f"'{typed}' has two readings", typed, readings, back=token.position - number.position)
    if len(name) > _LONGEST_LETTER and spaced and not (is_known_word(name, ()) or function_named(name)):
        return (
            f"'%' before '{name:.20}' may begin a comment; leave it out, or write mod(…, {name:.20}) for the remainder"
        )
    return None


def _remainder_of_r(reading: Reading, token: Token) -> bool:
    """Read R's sign of a remainder, which comes before products and quotients; to Python's reader it does not."""
    if {"mul", "div"}.isdisjoint(reading.stack.waiting_factors()) or not reading.ask(
        token, "remainder", _TIGHT_REMAINDER
    ):
        return binary(reading, token)
    reading.stack.push_binary(TIGHT_REMAINDER, token.position)
    return False
