r"""From the tokens of typeset mathematics and of libraries' names to those that the parser reads.

``\frac{a}{b}`` becomes ``((a)/(b))``, ``\left|x\right|`` becomes ``abs(x)``, ``np.sin`` becomes ``sin``: tokens for
tokens, each at its place in the text, so that the parser's limits and carets hold for them too.
"""

from __future__ import annotations

from collections.abc import Callable

from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.conditions import CASES
from derivcheck.formula.lexer import LOWERED_DIGIT, Token
from derivcheck.formula.names import COMPOSED, CONSTANTS, GREEK, function_named

# What changes only the looks.
_SPACES = frozenset(
    r"\, \; \: \! \quad \qquad \displaystyle \textstyle \limits \nolimits \left \right \big \Big \bigg \Bigg "
    r"\bigl \bigr \Bigl \Bigr \biggl \biggr".split()
) | {"\\"}

_COMPARISONS = {
    **{r"\lt": "<", r"\gt": ">", r"\le": "<=", r"\leq": "<=", r"\leqslant": "<="},
    **{r"\ge": ">=", r"\geq": ">=", r"\geqslant": ">=", r"\ne": "!=", r"\neq": "!="},
}

_SIGNS = {
    **{r"\cdot": "*", r"\times": "*", r"\ast": "*", r"\div": "/"},
    **{r"\{": "(", r"\lbrace": "(", r"\}": ")", r"\rbrace": ")", r"\vert": "|"},
    **{r"\bmod": "%", r"\%": "%", r"\land": "and", r"\wedge": "and", r"\lor": "name", r"\vee": "name"},
    **dict.fromkeys(_COMPARISONS, "comparison"),
}
_TEXTS = {
    **{r"\{": "{", r"\lbrace": "{", r"\}": "}", r"\rbrace": "}", r"\vert": "|", r"\lor": "or", r"\vee": "or"},
    **_COMPARISONS,
}

# Brackets that are functions, and what ends them.
_ROUNDED = {r"\lfloor": "floor", r"\lceil": "ceil"}
_ROUNDED_ENDS = frozenset({r"\rfloor", r"\rceil"})

_UPRIGHT = frozenset(r"\mathrm \operatorname \text \mathit \textrm \mathop \mathbf \textit \rm".split())
_FRACTIONS = frozenset(r"\frac \dfrac \tfrac \cfrac".split())

_LOWERED = str.maketrans(LOWERED_DIGIT, "0123456789")


class _Rewriter:
    __slots__ = ("cases", "index", "pending", "tokens", "written")

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.index = 0
        self.written: list[Token] = []
        # For each open bracket, what to do once it is closed.
        self.pending: list[Callable[[Token], None] | None] = []
        # How many environments of cases are open.
        self.cases = 0

    def run(self) -> list[Token]:
        while self.index < len(self.tokens):
            token = self.next()
            _REWRITE.get(token.kind, _Rewriter.copy)(self, token)
        return self.written

    def next(self) -> Token:
        token = self.tokens[self.index]
        self.index += 1
        return token

    def copy(self, token: Token) -> None:
        self.written.append(token)

    def write(self, kind: str, text: str, place: Token) -> None:
        self.written.append(Token(kind, text, place.position))

    def opening(self, token: Token, then: Callable[[Token], None] | None = None) -> None:
        self.copy(token)
        self.pending.append(then)

    def closing(self, token: Token) -> None:
        self.copy(token)
        if self.pending and (then := self.pending.pop()):
            then(token)

    def qualified(self, token: Token) -> None:
        """Leave out the library before the name of a function or constant."""
        name = token.text.rpartition(".")[2]
        if name in CONSTANTS or name in CASES or function_named(name):
            self.copy(Token("name", name, token.position + len(token.text) - len(name)))
        else:
            self.write("fault", token.text, token)

    def subscripted(self, token: Token) -> None:
        r"""Write an index as in x_1, however it is typed: x_{1}, x₁."""
        base = token.text.rstrip(LOWERED_DIGIT)
        index = token.text[len(base) :].translate(_LOWERED)
        name = f"{base}_{index}" if index and not base.endswith("_") else base + index
        self.write("name", name.replace("{", "").replace("}", ""), token)

    def command(self, token: Token) -> None:
        name = token.text
        following = self.tokens[self.index]
        if name in (r"\left", r"\right", r"\lvert", r"\rvert") and (name[2:] == "vert" or following.kind == "|"):
            self.bar(token, name[1] == "l")
        elif name in _SPACES:
            return
        elif name in _SIGNS:
            self.sign(token)
        elif name in _FRACTIONS:
            self.fraction(token)
        elif name == r"\sqrt":
            self.root(token)
        elif name in _UPRIGHT:
            self.upright(token)
        elif name in _ROUNDED:
            self.write("name", _ROUNDED[name], token)
            self.write("(", "(", token)
        elif name in _ROUNDED_ENDS:
            self.write(")", ")", token)
        elif name in _ENVIRONMENT:
            _ENVIRONMENT[name](self, token)
        else:
            self.named(token, name[1:])

    def bar(self, token: Token, opens: bool) -> None:
        """Write a bar of which it is known whether it opens or closes."""
        if token.text[2:] != "vert":
            self.index += 1
        if opens:
            self.write("name", "abs", token)
            self.opening(Token("(", "|", token.position))
        else:
            self.closing(Token(")", "|", token.position))

    def sign(self, token: Token) -> None:
        sign = Token(_SIGNS[token.text], _TEXTS.get(token.text, token.text), token.position)
        _REWRITE.get(sign.kind, _Rewriter.copy)(self, sign)

    def fraction(self, token: Token) -> None:
        if [part.text for part in self.tokens[self.index : self.index + 4]] == ["{", "d", "}", "{"]:
            self.write("fault", token.text, token)
        numbers = [part.kind for part in self.tokens[self.index : self.index + 6]] == ["(", "number", ")"] * 2
        # 3\frac{1}{2} may be a mixed number.
        if numbers and self.written and self.written[-1].kind == "number":
            self.write("fault", token.text, token)
        self.write("(", "(", token)
        self.argument(token, lambda _: self.denominator(token))

    def denominator(self, token: Token) -> None:
        self.write("/", "/", token)
        self.argument(token, lambda _: self.write(")", ")", token))

    def root(self, token: Token) -> None:
        r"""Read \sqrt and its argument; \sqrt[n]{x} is root(x, n)."""
        index, after = self.tokens[self.index : self.index + 3], []
        if index and index[0].text == "[":
            if len(index) < 3 or index[1].kind not in ("number", "name") or index[2].text != "]":
                self.write("fault", token.text, token)
                return
            self.index += 3
            after = [Token(",", ",", token.position), index[1]]
        self.write("name", "root" if after else "sqrt", token)
        self.write("(", "(", token)
        self.argument(token, lambda _: self.written.extend([*after, Token(")", ")", token.position)]))

    def argument(self, token: Token, then: Callable[[Token], None]) -> None:
        r"""Read what a command takes: a group in braces, or one digit, letter or Greek letter."""
        following = self.next()
        if following.text == "{":
            self.opening(following, then)
            return
        rest = following.text[1:]
        if following.kind == "command" and rest in GREEK | {"pi"}:
            self.named(following, rest)
        elif following.kind == "pi" or (following.kind in ("number", "name") and following.text[0] != "."):
            self.copy(following._replace(text=following.text[0]))
            if rest and following.kind != "pi":
                self.index -= 1
                kind = "number" if rest[0].isdigit() else following.kind
                self.tokens[self.index] = Token(kind, rest, following.position + 1)
        else:
            self.index -= 1
            self.write("fault", token.text, token)
        then(following)

    def upright(self, token: Token) -> None:
        r"""Read a name set upright, such as \mathrm{e}; without braces only the looks change."""
        group = self.tokens[self.index : self.index + 3]
        if [t.text for t in group[::2]] == ["{", "}"] and group[1].kind in ("name", "qualified", "subscripted"):
            self.index += 3
            self.tokens[self.index - 1] = group[1]
            self.index -= 1
        elif token.text != r"\rm":
            self.write("fault", token.text, token)

    def begin(self, token: Token) -> None:
        r"""Read \begin{cases}: each row is a value and its condition."""
        if self.is_cases(token):
            self.cases += 1
            self.write("name", "Piecewise", token)
            self.write("(", "(", token)
            self.write("(", "(", token)

    def is_cases(self, token: Token) -> bool:
        group = [part.text for part in self.tokens[self.index : self.index + 3]]
        if group not in (["{", "cases", "}"], ["{", "dcases", "}"]):
            self.write("fault", token.text, token)
            return False
        self.index += 3
        return True

    def column(self, token: Token) -> None:
        """Write the comma between a value and its condition, which may have been typed."""
        if not self.cases:
            self.copy(token)
        elif self.written[-1].kind != ",":
            self.write(",", ",", token)

    def row(self, token: Token) -> None:
        if not self.cases:
            self.write("fault", token.text, token)
            return
        if self.tokens[self.index].text == r"\end":
            return
        if self.written[-1].kind == ",":
            self.written.pop()
        for sign in "),(":
            self.write(sign, sign, token)

    def end(self, token: Token) -> None:
        if self.cases and self.is_cases(token):
            self.cases -= 1
            self.write(")", ")", token)
            self.write(")", ")", token)
        elif not self.cases:
            self.write("fault", token.text, token)

    def named(self, token: Token, name: str) -> None:
        r"""Read a Greek letter or a function; \gamma is a letter, \Gamma before a bracket a function."""
        bracket = self.tokens[self.index].kind == "(" or self.tokens[self.index].text == r"\left"
        if name in CONSTANTS:
            self.write("name", name, token)
        elif name in GREEK and not (bracket and name in ("Gamma", "psi")):
            self.write("letter", name + self.index_below(), token)
        elif name in FUNCTIONS or name in COMPOSED or function_named(name) or name == "lg":
            self.function(token, function_named(name) or name)
        else:
            self.write("fault", token.text, token)

    def function(self, token: Token, name: str) -> None:
        r"""Read the name of a function, and the base below a logarithm."""
        self.write("name", name + (self.index_below() if name == "log" else ""), token)

    def index_below(self) -> str:
        """Read the index of the name before, if it has one."""
        index = self.tokens[self.index]
        if not index.text.startswith("_") or index.kind not in ("name", "subscripted"):
            return ""
        self.index += 1
        return index.text.translate(_LOWERED).replace("{", "").replace("}", "")


_ENVIRONMENT: dict[str, Callable[[_Rewriter, Token], None]] = {
    r"\begin": _Rewriter.begin,
    r"\\": _Rewriter.row,
    r"\end": _Rewriter.end,
}

_REWRITE: dict[str, Callable[[_Rewriter, Token], None]] = {
    "command": _Rewriter.command,
    "qualified": _Rewriter.qualified,
    "subscripted": _Rewriter.subscripted,
    "(": _Rewriter.opening,
    ")": _Rewriter.closing,
    "and": _Rewriter.column,
}


def rewrite(tokens: list[Token]) -> list[Token]:
    r"""Return the tokens of a formula without those of the kinds `TYPESET`.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> "".join(token.text for token in rewrite(tokenize(r"\frac{1}{\sqrt[3]{x}}+np.sin(x)")))
    '({1}/{root({x},3)})+sin(x)'
    """
    return _Rewriter(tokens).run()
