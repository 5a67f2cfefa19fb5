"""The amplitude or the arc function that acos may be: x = acos(ωt), r = a + acos(2θ), y = acosh(x/a), acos^3 t."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.formula.adjacent_factors import has_products
from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import POWERS

_CIRCULAR = frozenset({"asin", "acos", "atan"})
_HYPERBOLIC = frozenset(f"{name}h" for name in _CIRCULAR)
_ARCS = _CIRCULAR | _HYPERBOLIC
_OF_AMPLITUDES = frozenset({"asin", "acos"})
_PHASES = frozenset({"ω", "omega", "θ", "φ", "ϕ"})
_WAVES = frozenset({"kx", "kz", "nx", "nt", "wt", "mx"})

# No letter stands before the name of a function there.
_UPRIGHT = r"\operatorname{"


def check_arcs(reading: Reading) -> None:
    """Ask what acos means where it may be a factor with a cosine, in a formula without signs of products.

    Raises
    ------
    ParseError
        Its argument is hardly that of an inverse function, it has a power before its argument, or a is a variable.
    """
    tokens, text = reading.tokens, reading.text
    if "*" in text or any(token.kind == "*" for token in tokens):
        return
    products = has_products(tokens)
    amplitude = any(token.text == "a" for token in tokens) or (products and "a" in reading.variables)
    for i, token in enumerate(tokens):
        if token.text not in _ARCS or token.text in reading.variables:
            continue
        typed = text.startswith(token.text, token.position) and not text[: token.position].endswith(_UPRIGHT)
        called = tokens[i + 1].kind == "(" and (amplitude or products) and _may_be_product(tokens, i, amplitude)
        if typed and (called or _is_raised(tokens, i)):
            function, doubt = token.text[1:], f"'{token.text}' has two readings"
            reading.check(Question(doubt, token.text, [f"arc{function}", f"a*{function}"]), token)


def _is_raised(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a power stands before the argument, as in the astroid's acos^3 t; acos^-1 is asked elsewhere."""
    power, *exponent = tokens[index + 1 : index + 4]
    inverse = any(part.kind == "-" for part in exponent) or power.text.startswith("\N{SUPERSCRIPT MINUS}")
    return power.kind in POWERS and not inverse


def _may_be_product(tokens: Sequence[Token], index: int, amplitude: bool) -> bool:
    inside = [token.text for token in tokens[index + 2 : closing(tokens, index + 1)]]
    number = tokens[index - 1].kind == "number" and tokens[index - 1].touches(tokens[index])  # 3acos(x)
    number &= tokens[index].text in _OF_AMPLITUDES
    # Of a quotient the tables of integrals have arcs; the catenary is a*cosh(x/a).
    if "/" in inside or tokens[index].text in _HYPERBOLIC:
        return number or (amplitude and ("/" not in inside or tokens[index].text == "acosh"))
    phase = not _PHASES.isdisjoint(inside) or "".join(inside) in _WAVES or (len(inside) > 1 and "π" in inside)
    return amplitude or phase or number
