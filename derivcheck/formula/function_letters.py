"""Letters that before a parenthesis are a function to some readers and a factor to others: u(t - 1)."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.formula.lexer import Token

FUNCTION_LETTERS = frozenset("fghFGH\u0393\u03b6\u03c8\u03a6\u03a8") | {"Psi", "Phi", "zeta"}
"""Those that are functions to most readers, whatever else stands in the formula."""

_MEANT = {
    **dict.fromkeys(("u", "U", "H", "theta", "\u03b8", "Theta", "\u0398"), "heaviside"),
    **dict.fromkeys(("N", "Phi", "\u03a6"), "normcdf"),
    **dict.fromkeys(("phi", "\u03c6", "varphi", "\u03d5"), "normpdf"),
    **dict.fromkeys(("sigma", "\u03c3"), "sigmoid"),
    **{"W": "lambertw", "E": "ellipe", "zeta": "zeta", "\u03b6": "zeta", "\u0393": "gamma"},
    **dict.fromkeys(("Psi", "psi", "\u03c8"), "digamma"),
}
"""The function of the table that a letter most often is."""

OFTEN = frozenset({*_MEANT, *"PQpqD", "delta", "\u03b4", "\u0394", "Delta"})
"""Those that are functions to some readers where they stand nowhere alone."""

_LONGEST = 30


def letter_question(name: str, tokens: Sequence[Token], opening: int, text: str) -> str:
    """Ask what a letter before a parenthesis means.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> letter_question("u", tokenize("u(t - 1)"), 1, "u(t - 1)")
    "'u' before a parenthesis has two readings; write heaviside(t - 1) or u*(t - 1)"
    >>> letter_question("P", tokenize("P(1 - x)"), 1, "P(1 - x)")
    "'P' before a parenthesis has two readings; write P*(1 - x) for a product, or write the function P out"
    """
    argument = _argument(tokens, opening, text)
    known = _MEANT.get(name)
    asked = f"'{name}' before a parenthesis has two readings; write"
    if name == "E":
        several = f"'{name}' before a parenthesis has several readings; write"
        if argument == "…" or not argument.isalnum():
            return f"{several} {known}({argument}), e*({argument}), or give E a value if it is a variable"
        integral = f"ellipe({argument}) with the parameter m, ellipe({argument}^2) with the modulus k"
        return f"{several} {integral}, e*{argument}, or give E a value"
    if known:
        return f"{asked} {known}({argument}) or {name}*({argument})"
    return f"{asked} {name}*({argument}) for a product, or write the function {name} out"


def family_question(name: str, function: str, order: str, tokens: Sequence[Token], opening: int, text: str) -> str:
    """Ask whether a letter with an index is a function of that order or a factor."""
    argument = _argument(tokens, opening, text)
    called = f"{function}({order}, {argument})" if order and function != "lambertw" else f"{function}({argument})"
    return f"'{name}' before a parenthesis has two readings; write {called} or {name}*({argument})"


def _argument(tokens: Sequence[Token], opening: int, text: str) -> str:
    """Return what stands between the parentheses, as typed, if it is short."""
    depth = 0
    for token in tokens[opening : opening + _LONGEST]:
        depth += (token.kind == "(") - (token.kind == ")")
        if not depth:
            found = text[tokens[opening].position + 1 : token.position].strip()
            return found if 0 < len(found) <= _LONGEST and "\\" not in found else "…"
    return "…"
