"""Letters that before a parenthesis are a function to some readers and a factor to others: u(t - 1)."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.formula.lexer import Token
from derivcheck.formula.questions import Question

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

# What may be a function of time, or of the number of a step, at another time: x(t - 1), V(t + h).
_OF_TIME = dict.fromkeys("xyzswvqiVIRCQSTNYXMZ", "tnk") | dict.fromkeys("RCVS", "tnkx")
_STEPS = frozenset({"h", "Δx", "dx"})


def is_shifted(name: str, tokens: Sequence[Token], opening: int) -> bool:
    """Return whether a letter before a parenthesis may be a function of time, at another time.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> is_shifted("x", tokenize("x(t - 1)"), 1), is_shifted("a", tokenize("a(t - 1)"), 1)
    (True, False)
    """
    inside = [*tokens[opening + 1 : opening + 6]]
    end = next((i for i, token in enumerate(inside) if token.kind == ")"), 0)
    if end not in (3, 4) or inside[1].kind not in ("+", "-") or name == inside[0].text:
        return False
    variable, shift = inside[0].text, inside[end - 1]
    if (
        len(variable) != 1
        or shift.kind not in ("number", "name", "letter")
        or (end == 4 and inside[2].kind != "number")
    ):
        return False
    # x0 + v(t - t0)
    if name == "v" and shift.text.startswith("t"):
        return False
    return variable in _OF_TIME.get(name, "") or (variable == "x" and name == "y" and shift.text in _STEPS)


def letter_question(name: str, tokens: Sequence[Token], opening: int, text: str) -> str:
    """Ask what a letter before a parenthesis means.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> letter_question("u", tokenize("u(t - 1)"), 1, "u(t - 1)")
    "'u' before a parenthesis has two readings; write heaviside(…) or u*(…)"
    >>> letter_question("P", tokenize("P(1 - x)"), 1, "P(1 - x)")
    "'P' before a parenthesis has two readings; write P*(…) for a product, or write the function P out"
    """
    typed = _typed(tokens, opening, text)
    known = _MEANT.get(name)
    doubt = f"'{name}' before a parenthesis has two readings"
    if name == "E":
        inside = tokens[opening + 1 : opening + 3]
        if len(inside) == 2 and inside[1].kind == ")":
            doubt = "'E' before a parenthesis may be an elliptic integral, of the parameter or the modulus, or a factor"
            return Question(doubt, typed, ["ellipe(…)", "ellipe(…^2)", "e*(…)"], ", or give E a value")
        doubt = "'E' before a parenthesis has several readings"
        return Question(doubt, typed, ["ellipe(…)", "e*(…)"], ", or give E a value if it is a variable")
    if known:
        return Question(doubt, typed, [f"{known}(…)", f"{name}*(…)"])
    return Question(doubt, typed, [f"{name}*(…)"], f" for a product, or write the function {name} out")


def family_question(name: str, function: str, order: str, tokens: Sequence[Token], opening: int, text: str) -> str:
    """Ask whether a letter with an index is a function of that order or a factor."""
    called = f"{function}({order}, …)" if order and function != "lambertw" else f"{function}(…)"
    doubt = f"'{name}' before a parenthesis has two readings"
    return Question(doubt, _typed(tokens, opening, text), [called, f"{name}*(…)"])


def _typed(tokens: Sequence[Token], opening: int, text: str) -> str:
    r"""Return the name before a bracket as it is in the text: \psi, J_{0}."""
    typed = text[tokens[opening - 1].position : tokens[opening].position].removesuffix(r"\left").strip()
    return typed if "{" in typed else typed.removesuffix("}")
