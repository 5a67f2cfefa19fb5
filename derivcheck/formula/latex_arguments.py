r"""Commands of LaTeX that take arguments: fractions and binomials."""

from __future__ import annotations

from collections.abc import Callable

from derivcheck.formula.latex_names import named
from derivcheck.formula.latex_tokens import Rewriter
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import GREEK


def fraction(rewriter: Rewriter, token: Token) -> None:
    r"""Read \frac and its two arguments."""
    if _is_derivative(rewriter.tokens[rewriter.index : rewriter.index + 6]):
        rewriter.fault(token)
    numbers = [part.kind for part in rewriter.tokens[rewriter.index : rewriter.index + 6]] == ["(", "number", ")"] * 2
    # 3\frac{1}{2} may be a mixed number.
    if numbers and rewriter.written and rewriter.written[-1].kind == "number":
        rewriter.fault(token)
    rewriter.write("(", "(", token)
    argument(rewriter, token, lambda _: _denominator(rewriter, token))


def _is_derivative(tokens: list[Token]) -> bool:
    r"""Return whether a fraction is one of differentials: \frac{d}{dx}."""
    texts = [token.text for token in tokens]
    if texts[:4] != ["{", "d", "}", "{"] or len(texts) < 6:
        return False
    return (texts[4] == "d" and tokens[5].kind == "name") or (len(texts[4]) == 2 and texts[4][0] == "d")


def _denominator(rewriter: Rewriter, token: Token) -> None:
    rewriter.write("/", "/", token)
    argument(rewriter, token, lambda _: rewriter.write(")", ")", token))


def binomial(rewriter: Rewriter, token: Token) -> None:
    r"""Read \binom and its two arguments."""
    rewriter.write("name", "binom", token)
    rewriter.write("(", "(", token)
    argument(rewriter, token, lambda _: _lower(rewriter, token))


def _lower(rewriter: Rewriter, token: Token) -> None:
    rewriter.write(",", ",", token)
    argument(rewriter, token, lambda _: rewriter.write(")", ")", token))


def argument(rewriter: Rewriter, token: Token, then: Callable[[Token], None]) -> None:
    r"""Read what a command takes: a group in braces, or one digit, letter or Greek letter."""
    following = rewriter.next()
    if following.text == "{":
        rewriter.opening(following, then)
        return
    rest = following.text[1:]
    if following.kind == "command" and rest in GREEK | {"pi"}:
        named(rewriter, following, rest)
    elif following.kind == "pi" or _is_divisible(following):
        rewriter.copy(following._replace(text=following.text[0]))
        if rest and following.kind != "pi":
            rewriter.index -= 1
            kind = "number" if rest.isdecimal() else following.kind
            rewriter.tokens[rewriter.index] = Token(kind, rest, following.position + 1)
    else:
        rewriter.index -= 1
        rewriter.fault(token)
    then(following)


def _is_divisible(token: Token) -> bool:
    """Return whether the first character of a number or name may be a command's argument, and the rest be read on."""
    if token.kind == "number":
        return token.text.isdecimal()
    rest = token.text[1:]
    return token.kind == "name" and (rest.isdecimal() or not rest[:1].isdecimal())
