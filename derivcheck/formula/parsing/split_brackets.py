"""Brackets and exponents that hardly end where they do: sin(n+1)x, sin ½x of LaTeX, n x^n-1, x^n+1/(n+1)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from derivcheck.formula.lexer import Token
from derivcheck.formula.names import ANGLES, CIRCULAR, CONSTANTS, USUAL
from derivcheck.formula.operators import PendingFunction
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_groups import behind_square, closing, end_of_group, opening
from derivcheck.formula.token_kinds import FACTOR_BEGINNINGS, NAMES, POWERS, SIGNS, TERM_ENDS

_OF_ANGLES = frozenset({"x", "t", "\N{GREEK SMALL LETTER THETA}", "\N{GREEK SMALL LETTER PHI}", "theta", "phi"})
_FEWEST = 3

_INDEX = re.compile("[nkmN\u03b1-\u03c9]")
_LOGARITHMS = frozenset({"pH", "pK"})
_COEFFICIENTS = frozenset({"name", "letter", "number", ")"})
_FACTORS = FACTOR_BEGINNINGS | {"("}
_LEFT = r"\left"
_ROOTS = frozenset({"sqrt", "\N{SQUARE ROOT}"})
_SUM_OF_TWO = len("e^x-e^-x")


def check_factor(reading: Reading, token: Token) -> None:
    """Ask whether a variable right behind the bracket of a sine belongs to its argument: sin(n+1)x.

    Raises
    ------
    ParseError
        It may: there is a sum, product or quotient in the bracket, and no variable.
    """
    if reading.last != "call" or token.text not in _OF_ANGLES or reading.spaced(token):
        return
    close = reading.index - 2
    start = opening(reading.tokens, close)
    inside = reading.tokens[start + 1 : close]
    function = reading.tokens[start - 1]
    letters = {part.text for part in inside if part.kind in NAMES}
    pi = any(part.kind == "pi" for part in inside)
    fraction = [part.kind for part in inside] == ["number", "/", "number"]
    if function.text not in CIRCULAR or len(inside) < _FEWEST or letters & ANGLES or not (letters or pi or fraction):
        return
    bracket = reading.tokens[start]
    left = len(_LEFT) * reading.text.endswith(_LEFT, 0, bracket.position)
    typed, rest = (reading.text[bracket.position - left : stop] for stop in (token.end, token.position))
    doubt = f"'{token.text}' behind the bracket may be a factor, or belong to the argument"
    reading.check(Question(doubt, typed, [f"{rest}*{token.text}", f"({typed})"], back=left), bracket)


def check_numerator(reading: Reading, token: Token) -> None:
    """Ask whether a sum with a root is all divided, before the last letter of -b+√(b²-4ac)/2a.

    Raises
    ------
    ParseError
        It is a sum of two in its bracket, of which the second one is the root.
    """
    tokens, last = reading.tokens, reading.index - 1
    root = opening(tokens, last - 3) if last > _FEWEST and tokens[last - 3].kind == ")" else 0
    divisor = tokens[last - 1]
    if (
        root < _FEWEST
        or [divisor.kind, tokens[last - 2].kind] != ["number", "/"]
        or tokens[root - 1].text not in _ROOTS
    ):
        return
    start = root - 3 - (root > _FEWEST and tokens[root - 4].kind == "-")
    whole = start == 0 or tokens[start - 1].kind == "("
    if tokens[root - 2].kind not in SIGNS or not whole or not divisor.touches(token):
        return
    place = tokens[start].position
    numerator = reading.text[place : tokens[last - 2].position].rstrip()
    below = f"{divisor.text}{token.text}"
    pieces = [f"({numerator})/({below})", f"{numerator}/({below})", f"{numerator}/{divisor.text}*{token.text}"]
    doubt = "what is divided is not clear"
    reading.check(Question(doubt, reading.text[place : token.end], pieces, back=token.position - place), token)


def check_hyperbolic(reading: Reading, sign: Token) -> None:
    """Ask whether the sum of two exponentials is divided, or the last one or its exponent: e^x-e^-x/2.

    Raises
    ------
    ParseError
        It is such a sum.
    """
    tokens, place = reading.tokens, reading.index - 1
    parts = tokens[max(place - _SUM_OF_TWO, 0) : place]
    texts = [part.text for part in parts]
    divisor = tokens[reading.index]
    alike = texts[:2] == ["e", "^"] and texts[2:3] == texts[7:] and texts[4:7] == ["e", "^", "-"]
    if not alike or parts[3].kind not in SIGNS or divisor.text != "2":
        return
    first, last = parts[0].position, parts[4].position
    numerator, before = reading.text[first : sign.position].rstrip(), reading.text[first:last]
    pieces = [f"({numerator})/2", f"{before}(e^(-{texts[2]}))/2", f"{before}e^(-{texts[2]}/2)"]
    typed, back = reading.text[first : divisor.end], sign.position - first
    reading.check(Question("what is divided is not clear", typed, pieces, back=back), sign)


def check_odd_exponent(reading: Reading, token: Token) -> None:
    """Ask where the exponent ends in x^2n+1, before its letter.

    Raises
    ------
    ParseError
        It is a number, a letter right behind it, and ± a number.
    """
    tokens, index = reading.tokens, reading.index
    number, sign, last = [*tokens[index - 2 : index - 1], *tokens[index : index + 2], *tokens[-1:] * 2][:3]
    behind = tokens[min(index + 2, len(tokens) - 1)]
    odd = tokens[index - 3].text == "^" and sign.kind in SIGNS and last.kind == number.kind == "number"
    if (
        odd
        and behind.kind not in _FACTORS
        and all(a.touches(b) for a, b in ((number, token), (token, sign), (sign, last)))
    ):
        typed, rest = reading.text[number.position : last.end], reading.text[sign.position : last.end]
        pieces = [f"({typed})", f"({number.text}{token.text}){rest}", f"{number.text} {token.text}{rest}"]
        doubt = "how far the exponent goes is not clear"
        reading.check(Question(doubt, typed, pieces, back=token.position - number.position), token)


def check_exponent_of_sum(reading: Reading) -> None:
    """Ask where the exponent ends in n x^n-1, a*r^n-1, x^k-1 e^-x, p^k q^n-k and x^n+1/(n+1), which lost a bracket.

    Raises
    ------
    ParseError
        The sum may be the exponent.
    """
    tokens, index = reading.tokens, reading.index
    if tokens[index + 1].kind not in SIGNS:
        return
    exponent, sign, term, behind = [*tokens[index : index + 4], *tokens[-1:] * 4][:4]
    tight = exponent.touches(sign) and sign.touches(term)
    if exponent.kind not in NAMES or not tight or tokens[index - 1].text != "^":
        return
    factor = term.text == "1" and (behind.kind in _FACTORS or (behind.text == "*" and term.touches(behind)))
    one = term.text == "1" and _is_exponent_less_one(tokens, index)
    if factor or one or (term.kind in NAMES and _is_exponent_less_symbol(tokens, index)):
        typed = reading.text[exponent.position : term.end]
        pieces = [f"{exponent.text} {sign.text} {term.text}", f"({typed})"]
        if reading.text.startswith(f"/{typed}", term.end):  # x^n+1/n+1
            pieces = [f"{piece}/{pieces[i]}" for i, piece in enumerate(pieces)]
            typed = f"{typed}/{typed}"
        pieces = pieces[factor and behind.kind in _FACTORS :]  # Nobody subtracts 1 e^-x.
        reading.check(Question("how far the exponent goes is not clear", typed, pieces), exponent)


def _is_exponent_less_one(tokens: Sequence[Token], index: int) -> bool:
    """Return whether the exponent at a place, and 1 more or less, is known from a series or an integral."""
    exponent, sign = tokens[index : index + 2]
    whole = [exponent.text, sign.text, "1"]
    base = opening(tokens, index - 2) if tokens[index - 2].kind == ")" else index - 2
    bracket = [part.text for part in tokens[base + 1 : index - 2]]
    before = base - 1 - (tokens[base - 1].kind == "*")
    behind = [part.text for part in tokens[index + 3 : index + 8]]
    if bracket == ["-", "1"] or behind[:5] == ["/", "(", *whole] or behind[:4] == ["/", *whole]:
        return True
    coefficient = tokens[before] if before >= 0 else None
    if coefficient is None:
        return False
    if coefficient.kind == ")":  # (n+1)x^n+1
        inside = [part.text for part in tokens[opening(tokens, before) + 1 : before]]
        if inside == whole:
            return True
    if sign.kind != "-" or coefficient.kind not in _COEFFICIENTS:
        return False
    if coefficient.text == exponent.text:
        return True
    letter = tokens[base].text
    terms = bool(bracket) or not (letter in USUAL or letter in CONSTANTS)
    return terms and (_INDEX.fullmatch(exponent.text) is not None or (bool(bracket) and exponent.text not in USUAL))


def _is_exponent_less_symbol(tokens: Sequence[Token], index: int) -> bool:
    """Return whether the symbol behind an exponent is another one, or both are logarithms: p^k q^n-k, 10^pKa-pH."""
    exponent, sign, term = tokens[index : index + 3]
    behind = tokens[index + 3]
    if {exponent.text[:2], term.text[:2]} <= _LOGARITHMS:
        return True
    if sign.kind != "-" or behind.kind not in TERM_ENDS or {exponent.text, term.text} & USUAL:
        return False
    return any(a.kind == "**" and b.text == term.text for a, b in itertools.pairwise(tokens[: index - 1]))


def check_root(reading: Reading, function: PendingFunction) -> None:
    """Ask whether all of a sum of squares stands under the root in √(x-a)²+(y-b)², and in √(x²)+(y²).

    Raises
    ------
    ParseError
        It may.
    """
    place = function.place
    if (reading.program and place.kind != "root") or reading.tokens[reading.index].kind != "(":
        return
    tokens, text = reading.tokens, reading.text
    close = closing(tokens, reading.index)
    if close < 0 or text[tokens[reading.index].position] != "(":
        return
    sign = behind_square(tokens, close + 1)
    if tokens[sign].kind not in SIGNS or not _may_be_under_root(tokens, close, sign, place):
        return
    stop = tokens[end_of_group(tokens, sign)].position
    opened, closed, behind = (tokens[i].position for i in (reading.index, close, sign))
    inside, square, rest = text[opened : closed + 1], text[closed + 1 : behind].rstrip(), text[behind:stop].rstrip()
    doubt = "how far the root goes is not clear"
    narrow = f"sqrt({inside}{square})" if place.kind == "root" else f"(sqrt{inside}){square}"
    typed = text[place.position : stop].rstrip()
    reading.check(Question(doubt, typed, [f"sqrt({inside}{square} {rest})", f"{narrow} {rest}"]), place)


def _may_be_under_root(tokens: Sequence[Token], close: int, sign: int, place: Token) -> bool:
    """Return whether a sum behind a root sign, or with another square also behind sqrt, may stand under it."""
    squared, signed = sign > close + 1, place.kind == "root"
    if squared and signed and tokens[close - 2].kind != "(":  # not √(a)²+1, which is offered
        return True
    # What a program prints has spaces, or the sign of powers of Python.
    printed = tokens[close + 1].text == "**" or not tokens[sign - 1].touches(tokens[sign])
    if printed and not signed:
        return False
    other = closing(tokens, sign + 1) if tokens[sign + 1].kind == "(" else -1
    if other < 0:
        return False
    if squared:
        return behind_square(tokens, other + 1) > other + 1
    return signed and all(any(part.kind in POWERS for part in tokens[i - 2 : i]) for i in (close, other))
