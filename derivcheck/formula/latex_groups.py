r"""Braces of LaTeX that hold no operand as a whole: of {{\sec }^{2}}x, {\ln}x, {{\log }_{2}}x, {{x}_{1}}."""

from __future__ import annotations

import re

from derivcheck.formula.function_letters import FUNCTION_LETTERS
from derivcheck.formula.latex_tokens import Rewriter
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import GREEK, arity, function_named
from derivcheck.formula.token_groups import closing, opening

_LETTERS = frozenset({"name", "letter", "pi"})
_BRACED = re.compile(r"[^\W\d_]\s?\{[^\W\d_]\}")
_ONE = re.compile("[^\\W\\d_](?:_[^\\W_])?")

# A differential, an imaginary unit, and Euler's number, whose exponent may have lost its sign.
_NO_FACTORS = frozenset("deiI")

# Letters of functions; before an exponential they are factors: P{e}^{rt}.
_FUNCTIONS = FUNCTION_LETTERS | frozenset({"E", "K", "Gamma", "psi"})


def without_braces(rewriter: Rewriter) -> bool:
    r"""Take out the end of a group whose brace has just been read, if it holds a function alone, or an index's letter.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> rewriter = Rewriter(tokenize(r"{{\sec }^{2}}x"))
    >>> rewriter.index = 1
    >>> without_braces(rewriter), "".join(token.text for token in rewriter.tokens)
    (True, '{{\\sec}^{2}x')
    """
    tokens = rewriter.tokens
    if rewriter.following.kind == "end":
        return False
    if tokens[rewriter.index + 1].text == "}" and tokens[rewriter.index + 2].text.startswith("_"):
        return _with_index(tokens, rewriter.index)
    end = _behind_function(tokens, rewriter.index)
    if end and tokens[end].text != "}":
        end = _behind_power(tokens, end)
    if not end or tokens[end].text != "}":
        return False
    del tokens[end]
    return True


def may_have_operands(text: str) -> bool:
    r"""Return whether a letter stands in braces behind another one.

    Examples
    --------
    >>> may_have_operands("x{e}^{x}"), may_have_operands("x^{2}")
    (True, False)
    """
    return _BRACED.search(text) is not None


def around_operand(rewriter: Rewriter) -> bool:
    r"""Take out the end of a group whose brace has just been read, if it holds one letter behind another: x{e}^{x}.

    Nothing is seen of it in print, so that the letter before it is no function.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> rewriter = Rewriter(tokenize("b{x}+c"))
    >>> rewriter.written, rewriter.index = rewriter.tokens[:1], 2
    >>> around_operand(rewriter), "".join(token.text for token in rewriter.tokens)
    (True, 'b{x+c')
    """
    before, tokens, place = rewriter.written[-1:], rewriter.tokens, rewriter.index
    if not before or before[0].kind not in _LETTERS or [part.text for part in tokens[place + 1 : place + 2]] != ["}"]:
        return False
    exponential = tokens[place].text == "e" and tokens[place + 2].kind == "**"
    factor = _is_letter(before[0]) and (exponential or before[0].text not in _FUNCTIONS)
    if not factor or before[0].text in _NO_FACTORS or not _is_letter(tokens[place]):
        return False
    if _is_argument(rewriter.written):
        return False
    del tokens[place + 1]
    return True


def _is_argument(written: list[Token]) -> bool:
    r"""Return whether the last letter stands behind a function and its power: of \ln x{e}^{x} nobody can say."""
    before = len(written) - 2
    if before > 0 and written[before].kind == ")":
        before = opening(written, before)
    if before > 0 and written[before - 1].kind == "**":
        before -= 2
    return before >= 0 and len(written[before].text) > 1 and function_named(written[before].text) is not None


def _is_letter(token: Token) -> bool:
    r"""Return whether a token is one letter, maybe with an index of one sign: x, x_1, \alpha."""
    if token.kind == "command":
        return token.text[1:] in GREEK
    return token.kind in _LETTERS and (_ONE.fullmatch(token.text) is not None or token.text in GREEK)


def without_brace_of_call(rewriter: Rewriter) -> bool:
    r"""Take out the end of a brace, just read, around the parentheses of a function of several arguments.

    Examples
    --------
    >>> from derivcheck.formula.lexer import Token, tokenize
    >>> rewriter = Rewriter(tokenize(r"{\left(0,x \right)}"))
    >>> rewriter.index = 1
    >>> rewriter.written.append(Token("name", "polygamma", 0))
    >>> without_brace_of_call(rewriter), "".join(token.text for token in rewriter.tokens)
    (True, '{\\left(0,x\\right)')
    """
    name = rewriter.written[-1] if rewriter.written else None
    function = function_named(name.text) if name and name.kind == "name" else None
    start = rewriter.index + (rewriter.following.text == r"\left")
    if function is None or arity(function) < 2 or rewriter.tokens[start].text != "(":
        return False
    end = closing(rewriter.tokens, start) + 1
    if not end or rewriter.tokens[end].text != "}":
        return False
    del rewriter.tokens[end]
    return True


def _with_index(tokens: list[Token], start: int) -> bool:
    r"""Take the brace from between a letter and its index, or a function and its base, and say whether it is one."""
    letter, index = tokens[start], tokens[start + 2]
    if letter.kind == "command":
        known = letter.text[1:] in GREEK or letter.text == r"\log"
        del tokens[start + 1 : start + 1 + known]
        return known
    if letter.kind != "name" or len(letter.text) > 1:
        return False
    tokens[start : start + 3] = [Token(index.kind, letter.text + index.text, index.position - 1)]
    return True


def _behind_function(tokens: list[Token], start: int) -> int:
    r"""Return the place behind \sec or {\sec}, or 0 if there is none."""
    braced = tokens[start].text == "{"
    name = tokens[start + braced]
    if name.kind != "command" or name.text[1:] in GREEK or function_named(name.text[1:]) is None:
        return 0
    closed = not braced or tokens[start + 2].text == "}"
    return start + 1 + 2 * braced if closed else 0


def _behind_power(tokens: list[Token], start: int) -> int:
    """Return the place behind an index, or a power whose exponent is one token or one group; 0 if there is none."""
    if tokens[start].text.startswith("_") and tokens[start].text != "_":
        return start + 1
    if tokens[start].text not in ("^", "_"):
        return 0
    if tokens[start + 1].text != "{":
        return start + 2 if start + 2 < len(tokens) else 0
    depth = 0
    for place in range(start + 1, len(tokens) - 1):
        depth += (tokens[place].text == "{") - (tokens[place].text == "}")
        if not depth:
            return place + 1
    return 0


TAKEN_OUT = (without_brace_of_call, without_braces, around_operand)
"""Each takes out the end of a group whose brace has just been read, if that is one of its kind, and says so."""
