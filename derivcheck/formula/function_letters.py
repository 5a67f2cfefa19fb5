"""Letters that before a parenthesis are a function to some readers and a factor to others: u(t - 1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivcheck.formula.lexer import Token
from derivcheck.formula.questions import Question
from derivcheck.formula.token_kinds import SIGNS

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


_LONGEST = 200

# What LaTeX reads as a product, or another letter of its own.
_PRODUCTS = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{2}|\\[A-Za-z]+\s*\(")

# x(0), x(2) of MATLAB, w[1]; a factor right behind is set apart.
_VALUE = re.compile(r"(?<![\w\\])([^\W\d_e])\((\d{1,2})\)")
_ELEMENT = re.compile(r"(?<![\w\\])([^\W\d_]{1,9})\[(\d{1,2})\]")
_VALUE_BEHIND, _ELEMENT_BEHIND = (re.compile(rf"{place.pattern}(?=[\w\\(\[])") for place in (_VALUE, _ELEMENT))


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
    if end not in (3, 4) or inside[1].kind not in SIGNS or name == inside[0].text:
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
        factor = "E*(…)" if "E_" in text else "e*(…)"
        inside = tokens[opening + 1 : opening + 3]
        if len(inside) == 2 and inside[1].kind == ")":
            doubt = "'E' before a parenthesis may be an elliptic integral, of the parameter or the modulus, or a factor"
            return Question(doubt, typed, ["ellipe(…)", "ellipe(…^2)", factor], ", or give E a value")
        doubt = "'E' before a parenthesis has several readings"
        return Question(doubt, typed, ["ellipe(…)", factor], ", or give E a value if it is a variable")
    if known and typed.startswith("\\") and len(text) <= _LONGEST and _PRODUCTS.search(text.replace(typed, "", 1)):
        position = tokens[opening - 1].position
        pieces = rf"\operatorname{{{known}}}", rf"{typed} \cdot "
        # Behind the head.
        start = text.rfind("=", 0, position) + 1
        wholes = [text[:start] + one_way(typed, piece, text[start:]) for piece in pieces]
        return Question(doubt, text, wholes, back=position)
    if known:
        return Question(doubt, typed, [f"{known}(…)", f"{name}*(…)"])
    return Question(doubt, typed, [f"{name}*(…)"], f" for a product, or write the function {name} out")


def family_question(name: str, function: str, order: str, tokens: Sequence[Token], opening: int, text: str) -> str:
    """Ask whether a letter with an index is a function of that order or a factor."""
    called = f"{function}({order}, …)" if order and function != "lambertw" else f"{function}(…)"
    doubt = f"'{name}' before a parenthesis has two readings"
    return Question(doubt, _typed(tokens, opening, text), [called, f"{name}*(…)"])


def value_question(name: str, text: str, position: int) -> str | None:
    """Ask whether x(0) is a value of x, or an element of an array, or a product; None where it is none of these.

    Examples
    --------
    >>> value_question("x", "x(0) + v(0)*t", 0)
    "'x(0)' may be a value of its own or a product; write x_0 + v_0*t or x*(0) + v*(0)*t"
    """
    found = _VALUE.match(text, position)
    if not found:
        return None
    known = _MEANT.get(name)
    wholes = [_VALUE.sub(r"\1_\2", _VALUE_BEHIND.sub(r"\1_\2 ", text)), _VALUE.sub(r"\1*(\2)", text)]
    wholes += [f"{text[:position]}{known}{text[position + len(name) :]}"] * (known is not None)
    doubt = f"'{found[0]}' may be a value of its own or a product"
    return Question(doubt, text, wholes, back=position)


def element_question(text: str, position: int) -> str | None:
    """Ask for x_0 instead of x[0], the element of an array; None where there is no number in the bracket.

    Examples
    --------
    >>> element_question("w[0] + w[1]*x", 0)
    "'w[' is an element of an array to some readers; write w_0 + w_1*x, or * for a product"
    """
    found = _ELEMENT.match(text, position)
    if not found:
        return None
    whole = _ELEMENT.sub(r"\1_\2", _ELEMENT_BEHIND.sub(r"\1_\2 ", text))
    doubt = f"'{found[1]}[' is an element of an array to some readers"
    return Question(doubt, text, [whole], ", or * for a product", back=position)


def one_way(typed: str, piece: str, text: str) -> str:
    """Return a text in which a letter before a bracket is read in one way.

    Examples
    --------
    >>> one_way("σ", "sigmoid", "σ(x)*(1 - σ(x))")
    'sigmoid(x)*(1 - sigmoid(x))'
    """
    start = "" if typed.startswith("\\") else r"(?<![\w\\])"
    called = re.compile(rf"{start}{re.escape(typed)}\s*(?=\(|\[|\\left\b)")
    return called.sub(lambda _: piece, text)


def _typed(tokens: Sequence[Token], opening: int, text: str) -> str:
    r"""Return the name before a bracket as it is in the text: \psi, J_{0}."""
    typed = text[tokens[opening - 1].position : tokens[opening].position].removesuffix(r"\left").strip()
    return typed if "{" in typed else typed.removesuffix("}")
