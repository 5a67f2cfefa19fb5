"""Root signs, with what stands under them: √x, √(x + 1), ³√x, √sinx."""

from __future__ import annotations

from derivcheck.formula.function_powers import split_superscript
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import function_named
from derivcheck.formula.operators import PendingFunction
from derivcheck.formula.parsing.call_nodes import finish_call
from derivcheck.formula.parsing.calls import begin_call, begins_function
from derivcheck.formula.parsing.divisors import ENDS
from derivcheck.formula.parsing.leaves import leaf
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.parsing.refusals import missing
from derivcheck.formula.parsing.short_arguments import check_sum
from derivcheck.formula.questions import Question
from derivcheck.formula.symbols import RAISED_SIGN
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import NAMES

_FACTORS = NAMES | {"number"}
_BARE = frozenset({"name", "letter", "number"})
_SIGNS = {"\N{SQUARE ROOT}": "sqrt", "\N{CUBE ROOT}": "cbrt"}
_STOPS = frozenset({*ENDS, "/", "comparison"})
_PAIR = len("rg")


def root_sign(reading: Reading, token: Token, index: Token | None = None) -> bool:
    """Read a root sign: of parentheses, a number or a name; `index` stands before it."""
    index = index or _index_in_brackets(reading)
    operand = reading.tokens[reading.index]
    function = _root(token, index)
    if operand.kind in ("(", "|", "root") or reading.is_wide("root") or _is_of_function(reading):
        return begin_call(reading, function)
    check_sum(reading, function.name)
    reading.index += 1
    reading.check(None if index else _factors_question(reading, token, operand), token)
    if operand.kind not in ("number", "fraction", "name", "letter", "pi") or reading.tokens[reading.index].kind == "(":
        reading.check("a root sign takes a number, a name or parentheses; write sqrt(…)", token)
    leaf(reading, operand)
    finish_call(reading, function, 1)
    reading.last = "root"
    return True


def _factors_question(reading: Reading, token: Token, operand: Token) -> str | None:
    """Ask how many factors are below a root sign: √x(x-1), √rg; None where there is another question, or none."""
    pair = operand.kind == "asked" and len(operand.text) == _PAIR
    if function_named(operand.text):
        return None
    if token.text not in _SIGNS or not (
        pair or (operand.kind in _FACTORS and reading.tokens[reading.index].kind == "(")
    ):
        return None
    stop, depth = reading.index, 0
    while depth or reading.tokens[stop].kind not in _STOPS:
        depth += (reading.tokens[stop].kind == "(") - (reading.tokens[stop].kind == ")")
        stop += 1
        if stop == len(reading.tokens):
            return None
    typed = reading.text[token.position : reading.tokens[stop].position].rstrip()
    root, first, below = _SIGNS[token.text], operand.text[0] if pair else operand.text, typed[1:].lstrip()
    below = "*".join(operand.text) + below[_PAIR:] if pair else below
    rest = below.removeprefix(first).lstrip().removeprefix("*")
    pieces = [f"{root}({first})*{rest}", f"{root}({below})"]
    if reading.text[: token.position].rstrip().endswith("/"):
        pieces.append(f"({pieces[0]})")
    return Question("how far the root goes is not clear", typed, pieces)


def _index_in_brackets(reading: Reading) -> Token | None:
    """Read the index of √[3](x), or return None."""
    if reading.tokens[reading.index].text != "[":
        return None
    index, *brackets = reading.tokens[reading.index + 1 : reading.index + 4]
    if index.kind not in ("number", "name") or [part.text for part in brackets] not in (["]", "("], ["]", "{"]):
        return None
    reading.index += 3
    reading.rewritten = True
    return index


def _is_of_function(reading: Reading) -> bool:
    """Return whether a function follows a root sign, which ends the factor: √sinx, not √sin(x)cos(x)."""
    argument = reading.tokens[min(reading.index + 1, len(reading.tokens) - 1)]
    if argument.kind not in _BARE and argument.kind != "(":
        return False
    end = closing(reading.tokens, reading.index + 1) if argument.kind == "(" else -1
    last = argument.kind != "(" or (end > 0 and reading.tokens[end + 1].kind in ENDS)
    return last and begins_function(reading, reading.index)


def _root(token: Token, index: Token | None) -> PendingFunction:
    if token.text == "\N{CUBE ROOT}":
        return PendingFunction("cbrt", token)
    if token.text == "\N{FOURTH ROOT}":
        index = Token("number", "4", token.position)
    return PendingFunction("root" if index else "sqrt", token, index)


def root_index(reading: Reading, token: Token) -> bool:
    """Read the raised index before a root sign: ³√x."""
    sign = reading.tokens[reading.index]
    number, letters = split_superscript(token.text)
    if (
        sign.text != "\N{SQUARE ROOT}"
        or len(letters) > 1
        or bool(number) == bool(letters)
        or token.text[0] in RAISED_SIGN
    ):
        return missing(reading, token)
    reading.index += 1
    index = Token("number" if number else "name", number or letters, token.position)
    return root_sign(reading, sign, index)
