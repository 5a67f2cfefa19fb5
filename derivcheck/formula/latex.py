r"""From the tokens of typeset mathematics and of libraries' names to those that the parser reads.

``\frac{a}{b}`` becomes ``((a)/(b))``, ``\left|x\right|`` becomes ``abs(x)``, ``np.sin`` becomes ``sin``: tokens for
tokens, each at its place in the text, so that the parser's limits and carets hold for them too.
"""

from __future__ import annotations

from collections.abc import Callable

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula import latex_accents, latex_arguments, latex_cases, latex_delimiters, latex_groups, latex_names
from derivcheck.formula.latex_commands import (
    FRACTIONS,
    ROUNDED,
    ROUNDED_ENDS,
    SIGNS,
    SPACES,
    TEXTS,
    UPRIGHT,
)
from derivcheck.formula.latex_tokens import Rewriter
from derivcheck.formula.lexer import Token, tokenize
from derivcheck.formula.names import GREEK
from derivcheck.formula.symbols import DEGREE, SUPERSCRIPTS


def rewrite(tokens: list[Token]) -> list[Token]:
    r"""Return the tokens of a formula without those of the kinds `TYPESET`.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> "".join(token.text for token in rewrite(tokenize(r"\frac{1}{\sqrt[3]{x}}+np.sin(x)")))
    '({1}/{root({x},3)})+sin(x)'
    """
    rewriter = Rewriter(tokens)
    while rewriter.index < len(rewriter.tokens):
        token = rewriter.next()
        _REWRITE.get(token.kind, Rewriter.copy)(rewriter, token)
    return rewriter.written


def _command(rewriter: Rewriter, token: Token) -> None:
    name, following = token.text, rewriter.following
    if name == r"\sqrt" and following.text == "(":
        rewriter.write("name", "sqrt", token)
    elif name in (r"\left", r"\right", r"\lvert", r"\rvert") and (name[2:] == "vert" or following.kind == "|"):
        latex_delimiters.bar(rewriter, token, name[1] == "l")
    elif name in _COMMANDS:
        _COMMANDS[name](rewriter, token)
    elif name not in SPACES:
        latex_names.named(rewriter, token, name[1:])


def _sign(rewriter: Rewriter, token: Token) -> None:
    sign = Token(SIGNS[token.text], TEXTS.get(token.text, token.text), token.position)
    _REWRITE.get(sign.kind, Rewriter.copy)(rewriter, sign)


def _root(rewriter: Rewriter, token: Token) -> None:
    r"""Read \sqrt and its argument; \sqrt[n]{x} is root(x, n)."""
    index: list[Token] = []
    if rewriter.following.text == "[":
        index = _root_index(rewriter)
        if not index:
            rewriter.fault(token)
            return
    _write_root(rewriter, token, index)


def _write_root(rewriter: Rewriter, token: Token, index: list[Token]) -> None:
    after = [Token(",", ",", token.position), *index] if index else []
    rewriter.write("name", "root" if after else "sqrt", token)
    rewriter.write("(", "(", token)
    latex_arguments.argument(
        rewriter, token, lambda _: rewriter.written.extend([*after, Token(")", ")", token.position)])
    )


def _root_index(rewriter: Rewriter) -> list[Token]:
    """Return what stands between square brackets, if there are no others in it."""
    for stop in range(rewriter.index + 1, len(rewriter.tokens)):
        if rewriter.tokens[stop].text in ("[", "]"):
            break
    inside = rewriter.tokens[rewriter.index + 1 : stop]
    if rewriter.tokens[stop].text != "]" or not inside:
        return []
    rewriter.index = stop + 1
    end = Token("end", "", inside[-1].position)
    return rewrite([*inside, end])[:-1]


def _color(rewriter: Rewriter, token: Token) -> None:
    r"""Pass over the name of a color: \color{red}{x^2}."""
    if rewriter.texts(3)[::2] == ["{", "}"]:
        rewriter.index += 3
    else:
        rewriter.fault(token)


def _root_of(rewriter: Rewriter, token: Token) -> None:
    r"""Read \root n \of x."""
    if rewriter.texts(2)[1:] != [r"\of"] or rewriter.following.kind not in ("number", "name"):
        rewriter.fault(token)
        return
    index = rewriter.next()
    rewriter.index += 1
    _write_root(rewriter, token, [index])


def _power(rewriter: Rewriter, token: Token) -> None:
    r"""Read the sign of a power, whose exponent is one token in LaTeX, or of degrees: 30^\circ."""
    if token.text == "^" and _degrees(rewriter):
        return
    rewriter.copy(token)
    if not rewriter.is_latex or token.text != "^":
        return
    following = rewriter.following
    if _is_one_of_several(following):
        rewriter.write("(", "(", following)
        latex_arguments.argument(rewriter, token, lambda _: rewriter.write(")", ")", following))


def _degrees(rewriter: Rewriter) -> bool:
    r"""Read the raised circle of degrees, in braces or not, if it follows."""
    signs = rewriter.texts(3)
    braced = signs == ["{", r"\circ", "}"]
    if not braced and signs[:1] != [r"\circ"]:
        return False
    circle = rewriter.tokens[rewriter.index + braced]
    rewriter.index += 3 if braced else 1
    rewriter.write("fault", DEGREE, circle)
    return True


def _is_one_of_several(token: Token) -> bool:
    """Return whether a token may be an exponent and a factor behind it, or is one letter or digit."""
    if token.kind == "name":
        word = token.text in FUNCTIONS or token.text in GREEK or token.text in ("pi", "Pi", "PI")
        return token.text.isalpha() and len(token.text) <= 3 and not word
    return (token.kind == "number" and len(token.text) == 1) or (token.kind == "command" and token.text[1:] in GREEK)


def _raised(rewriter: Rewriter, token: Token) -> None:
    """Read raised signs that are more than one product; f⁽²⁾ is a derivative."""
    if token.text.translate(SUPERSCRIPTS)[0] == "(":
        rewriter.fault(token)
        return
    rewriter.write("**", "^", token)
    rewriter.write("(", "(", token)
    for part in tokenize(token.text.translate(SUPERSCRIPTS))[:-1]:
        place = token.position + part.position
        for i, text in enumerate(part.text if part.kind == "name" else [part.text]):
            if part.kind == "name" and text.isdecimal():
                rewriter.copy(Token("**", "**", place + i))  # e⁻ˣ²
            rewriter.copy(Token("number" if text.isdecimal() else part.kind, text, place + i))
    rewriter.write(")", ")", token)


def _opening(rewriter: Rewriter, token: Token) -> None:
    r"""Write an opening bracket, but those around a name that is set upright: {\rm sin}."""
    if token.text == "{" and rewriter.following.text in UPRIGHT:
        name, stop = latex_names.upright_name(rewriter.tokens, rewriter.index - 1)
        if name is not None:
            rewriter.index = stop
            latex_names.set_upright(rewriter, name)
            return
    # Behind the sign of a power, a group is an exponent.
    raised = rewriter.written and rewriter.written[-1].kind == "**"
    braced = token.text == "{" and not raised
    if not braced or not any(taken_out(rewriter) for taken_out in latex_groups.TAKEN_OUT):
        rewriter.opening(token)


def _tie(rewriter: Rewriter, token: Token) -> None:
    """Pass over the space of LaTeX that has the sign of Python's not."""
    if not (rewriter.is_latex and token.text == "~"):
        rewriter.copy(token)


def _letter_by_name(rewriter: Rewriter, token: Token) -> None:
    r"""Read a letter as Mathematica writes it: \[Alpha]."""
    name = rewriter.following.text
    small = name.removeprefix("Capital") if name.startswith("Capital") else name.lower()
    if rewriter.texts(2)[1:] != ["]"] or small not in GREEK | {"pi"}:
        rewriter.fault(token)
        return
    rewriter.index += 2
    rewriter.write("pi" if small == "pi" else "letter", small, token)


def _end(rewriter: Rewriter, token: Token) -> None:
    rewriter.end_over(rewriter.brackets[0], token)
    rewriter.copy(token)


Rewrite = Callable[[Rewriter, Token], None]

_COMMANDS: dict[str, Rewrite] = {
    r"\left": latex_delimiters.left,
    r"\right": latex_delimiters.right,
    **dict.fromkeys(SIGNS, _sign),
    **dict.fromkeys(FRACTIONS, latex_arguments.fraction),
    **dict.fromkeys((r"\binom", r"\dbinom", r"\tbinom"), latex_arguments.binomial),
    r"\sqrt": _root,
    **dict.fromkeys((r"\color", r"\textcolor"), _color),
    r"\root": _root_of,
    r"\over": Rewriter.over,
    r"\choose": Rewriter.choose,
    **dict.fromkeys(UPRIGHT, latex_names.upright),
    **dict.fromkeys(latex_accents.MARKS, latex_accents.accented),
    **dict.fromkeys(ROUNDED, latex_delimiters.rounded),
    **dict.fromkeys(ROUNDED_ENDS, latex_delimiters.rounded_end),
    r"\begin": latex_cases.begin,
    r"\\": latex_cases.row,
    r"\end": latex_cases.end,
    r"\[": _letter_by_name,
}

_REWRITE: dict[str, Rewrite] = {
    "command": _command,
    "qualified": latex_names.qualified,
    "subscripted": latex_names.subscripted,
    "name": latex_names.plain,
    "raised": _raised,
    "**": _power,
    "(": _opening,
    ")": Rewriter.closing,
    "and": latex_cases.column,
    "not": _tie,
    "end": _end,
}
