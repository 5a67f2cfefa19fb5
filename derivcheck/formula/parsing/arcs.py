"""The amplitude or the arc function that acos may be: x = acos(ωt), r = a + acos(2θ)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivcheck.formula.conditions import closing
from derivcheck.formula.letters_in_names import has_products
from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question

_ARCS = frozenset({"asin", "acos", "atan"})
_PHASES = frozenset({"ω", "omega", "θ", "φ", "ϕ"})
_WAVES = frozenset({"kx", "kz", "nx", "nt", "wt", "mx"})


_ARC = re.compile(r"\ba(sin|cos|tan)\(")


def with_arcs(formula: str) -> str:
    """Return a formula with arc functions by names that cannot be taken for products.

    Examples
    --------
    >>> with_arcs("asin(a*x)")
    'arcsin(a*x)'
    """
    return _ARC.sub(r"arc\1(", formula)


def check_arcs(reading: Reading) -> None:
    """Ask what acos means where it may be a factor with a cosine, in a formula without signs of products.

    Raises
    ------
    ParseError
        Its argument is hardly that of an inverse function, or a stands alone.
    """
    tokens = reading.tokens
    if any(token.kind == "*" for token in tokens) or not has_products(tokens):
        return
    for i, token in enumerate(tokens):
        called = token.text in _ARCS and tokens[i + 1].kind == "(" and token.text not in reading.variables
        if called and reading.text.startswith(token.text, token.position) and _may_be_product(tokens, i):
            function, doubt = token.text[1:], f"'{token.text}' has two readings"
            reading.check(Question(doubt, token.text, [f"arc{function}", f"a*{function}"]), token)


def _may_be_product(tokens: Sequence[Token], index: int) -> bool:
    end = closing(tokens, index + 1)
    inside = [token.text for token in tokens[index + 2 : end]]
    phase = not _PHASES.isdisjoint(inside) or "".join(inside) in _WAVES or (len(inside) > 1 and "π" in inside)
    outside = any(token.text == "a" for token in (*tokens[:index], *tokens[end:]))
    return "/" not in inside and (phase or (outside and "a" not in inside))
