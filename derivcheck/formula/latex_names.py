r"""Names in LaTeX and of libraries: ``\alpha``, ``\mathrm{e}``, ``x_{1}``, ``\log_2``, ``np.sin``."""

from __future__ import annotations

import keyword
import re

from derivcheck.elementary import FUNCTIONS, ROWS
from derivcheck.formula.aliases import ALIASES, BY_LIBRARY, FAMILIES
from derivcheck.formula.bessel_letters import BESSEL
from derivcheck.formula.conditions import CASES
from derivcheck.formula.latex_commands import UPRIGHT
from derivcheck.formula.latex_tokens import Rewriter
from derivcheck.formula.lexer import Token
from derivcheck.formula.names import COMPOSED, CONSTANTS, GREEK, LETTERS_TOO, function_named
from derivcheck.formula.symbols import LOWERED, LOWERED_SIGN

# TeX takes one letter; people type log_10 all the same.
_INDEX = re.compile("_(?:[0-9]+|[A-Za-z](?![A-Za-z]{2}))")

# Functions of SciPy that return several results, with the number of each.
_PARTS = {(row.scipy, str(row.output)): row.name for row in ROWS if row.scipy and row.output is not None}
_WITH_PARTS = {"lambertw", *(name for name, _ in _PARTS)}

_IN_INDEX = frozenset({"max", "min", "sup", "inf", "star", "infty"})


def qualified(rewriter: Rewriter, token: Token) -> None:
    """Leave out the library before the name of a function or constant."""
    library, name = re.split(r"(?:\.|::)(?=\w+$)", token.text)
    name = BY_LIBRARY.get((library, name), "" if library.endswith("norm") else name)
    if name in _WITH_PARTS and rewriter.following.kind == "(":
        _write_part(rewriter, token, name)
    elif name in CONSTANTS or name in CASES or (name and function_named(name)):
        rewriter.write("name", name, token)
    elif name == "tau":
        for kind, text in (("(", "("), ("number", "2"), ("*", "*"), ("pi", "pi"), (")", ")")):
            rewriter.write(kind, text, token)
    else:
        rewriter.fault(token)


def _write_part(rewriter: Rewriter, token: Token, name: str) -> None:
    """Read the part that is taken of a function's results: scipy.special.airy(x)[0], scipy.special.lambertw(x).real."""
    place = len(rewriter.written)
    rewriter.write("name", name, token)

    def pick(_: Token) -> None:
        texts = rewriter.texts(3)
        if texts[:2] == [".", "real"] and name == "lambertw":
            rewriter.index += 2
        elif texts[::2] == ["[", "]"] and (part := _PARTS.get((name, texts[1]))):
            rewriter.index += 3
            rewriter.written[place] = rewriter.written[place]._replace(text=part)

    rewriter.opening(rewriter.next(), pick)


def subscripted(rewriter: Rewriter, token: Token) -> None:
    r"""Write an index as in x_1, however it is typed: x_{1}, x₁, x_\nu, x_{\mathrm{max}}."""
    name = _with_index(token.text)
    name += index_typeset(rewriter) if name.endswith("_") else ""
    stem, _, index = name.partition("_")
    if stem == "log" and not _is_base(index):
        rewriter.fault(token)
    elif len(stem) == 1 or stem in GREEK:
        rewriter.write("name" if index.isdigit() or not index else "letter", name, token)
    elif len(stem) == 2 and stem[1].isdecimal():
        rewriter.write("letter", name, token)
    elif len(stem) == 2 and stem not in FAMILIES and len(index) > 1 and not index.isdigit():
        rewriter.write("name", name[0], token)
        rewriter.write("letter", name[1:], token)
    else:
        rewriter.write("name", name, token)


def _is_base(index: str) -> bool:
    """Return whether an index is the base of a logarithm; of log_{2x} nobody can say where it ends."""
    return index.isdigit() or len(index) <= 1 or index in GREEK


def _with_index(text: str) -> str:
    base = text.rstrip(LOWERED_SIGN)
    index = text[len(base) :].translate(LOWERED)
    name = f"{base}_{index}" if index and not base.endswith("_") else base + index
    return name.replace("{", "").replace("}", "")


def plain(rewriter: Rewriter, token: Token) -> None:
    r"""Write a name as it is, with its index where that is a command: J_\nu."""
    if token.text.endswith("_") and rewriter.following.kind == "command":
        token = token._replace(text=token.text + index_typeset(rewriter))
    rewriter.copy(token)


def index_typeset(rewriter: Rewriter) -> str:
    """Read an index that has commands, or return "" if it is none."""
    name, stop = upright_name(rewriter.tokens, rewriter.index, inner=True)
    if name is None:
        return ""
    rewriter.index = stop
    return _with_index(name.text.removeprefix("\\").replace("infty", "inf"))


def upright_name(tokens: list[Token], start: int, *, inner: bool = False) -> tuple[Token | None, int]:
    r"""Return the name in braces and commands such as \mathrm, and where they end; None if there is none."""
    place, depth = start, 0
    while tokens[place].text == "{" or tokens[place].text in UPRIGHT:
        depth += tokens[place].text == "{"
        place += 1
    stop = place + 1 + depth
    name = tokens[place]
    plain = name.text.removeprefix("\\")
    if (name.kind == "command" and plain not in GREEK | _IN_INDEX) or (name.kind == "number" and not plain.isalnum()):
        return None, start
    closed = all(token.text == "}" for token in tokens[place + 1 : stop]) and stop < len(tokens)
    kinds = ("name", "subscripted", *(("command", "number") if inner else ("qualified",)))
    return (name, stop) if closed and (depth or inner) and name.kind in kinds else (None, start)


def upright(rewriter: Rewriter, token: Token) -> None:
    r"""Read a name set upright, such as \mathrm{e}; without braces only the looks change."""
    if token.text == r"\operatorname" and rewriter.texts(2) == ["*", "{"]:
        rewriter.index += 1
    if rewriter.cases and rewriter.texts(4)[2:] in ([".", "}"], [",", "}"]):  # \text{otherwise.}
        del rewriter.tokens[rewriter.index + 2]
    name, stop = upright_name(rewriter.tokens, rewriter.index)
    if name is not None:
        rewriter.index = stop
        set_upright(rewriter, name)
    elif token.text not in (r"\rm", r"\bf", r"\it"):
        rewriter.fault(token)


def set_upright(rewriter: Rewriter, token: Token) -> None:
    """Write a name that is set upright: a function or constant, or else a variable."""
    if token.kind == "qualified":
        qualified(rewriter, token)
        return
    if token.text == "d":  # of a differential
        rewriter.fault(token)
        return
    name = _with_index(token.text) + index_below(rewriter)
    letter, _, order = name.partition("_")
    family = letter in FAMILIES and (order.isdecimal() or len(order) < 2)
    following = rewriter.following
    called_only = name.lower() in LETTERS_TOO or BESSEL.fullmatch(name)
    if (called_only and following.text not in ("(", "[", r"\left")) or (
        _may_be_variable(name) and _ends_operand(following)
    ):
        rewriter.write("letter", name, token)
        return
    known = name in CONSTANTS or name in CASES or keyword.iskeyword(name) or function_named(name) or name == "lg"
    rewriter.write("name" if known or family or len(name) == 1 else "letter", name, token)


def _may_be_variable(name: str) -> bool:
    """Return whether a name is a function only to some, or by its small letters: Th, Sh; not Sin."""
    return name in ALIASES or (name.lower() in ALIASES and len(name) == 2)


def _ends_operand(token: Token) -> bool:
    """Return whether a token stands behind a variable, and no function."""
    return token.kind in ("end", ")", ",", "*", "/", "+", "-") or token.text in (r"\right", r"\cdot", "}")


def named(rewriter: Rewriter, token: Token, name: str) -> None:
    r"""Read a Greek letter or a function; \gamma is a letter, \Gamma before a bracket a function."""
    following = rewriter.following
    bracket = following.kind == "(" or following.text == r"\left"
    if name in CONSTANTS:
        rewriter.write("name", name, token)
    elif name in GREEK and not (bracket and name in ("Gamma", "psi")):
        rewriter.write("letter", name + index_below(rewriter), token)
    elif name in FUNCTIONS or name in COMPOSED or function_named(name) or name == "lg":
        # The base below a logarithm.
        index = index_below(rewriter) if name == "log" else ""
        if not _is_base(index[1:]):
            rewriter.fault(token)
        rewriter.write("name", (function_named(name) or name) + index, token)
    else:
        rewriter.fault(token)


def index_below(rewriter: Rewriter) -> str:
    """Read the index of the name before, if it has one."""
    index = rewriter.following
    if not index.text.startswith("_") or index.kind not in ("name", "subscripted"):
        return ""
    rewriter.index += 1
    text = index.text.translate(LOWERED)
    if text == "_":
        return "_" + index_typeset(rewriter)
    taken = _INDEX.match(text)
    if taken and taken.end() < len(text) and (text[taken.end() :].isdecimal() or not text[taken.end()].isdecimal()):
        rest = text[taken.end() :].replace("{", "").replace("}", "")
        kind = "number" if rest[0].isdecimal() else "name"
        rewriter.index -= 1
        rewriter.tokens[rewriter.index] = Token(kind, rest, index.position + taken.end())
        return taken[0]
    return text.replace("{", "").replace("}", "")
