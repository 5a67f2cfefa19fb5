r"""LaTeX, as a textbook sets it: ``\frac{x^{2}}{\sin\left(x\right)}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from derivcheck.formula.names import GREEK
from derivcheck.formula.nodes import Node
from derivcheck.formula.notations.doubtful_powers import POWER_OF_ONE
from derivcheck.formula.notations.known_angles import in_radians
from derivcheck.formula.notations.notation import (
    ATOM,
    POWER,
    PRODUCT,
    SIGN,
    SUM,
    Notation,
    Text,
    comparison,
    written,
)


def latex(nodes: Sequence[Node]) -> str:
    r"""Return a formula in LaTeX, operation for operation; it is read back as the same.

    Examples
    --------
    >>> from derivcheck.formula.parser import parse
    >>> print(latex(parse("2x sin(x)/sqrt(1 + alpha)").nodes))
    \frac{2 x \cdot \sin\left(x\right)}{\sqrt{1 + \alpha}}
    """
    return written(nodes, _LATEX)[-1].text


_COMMANDS = {
    **{name: f"\\{name}" for name in ("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth")},
    **{f"a{name}": f"\\arc{name}" for name in ("sin", "cos", "tan")},
    **{"log": "\\ln", "exp": "\\exp", "max": "\\max", "min": "\\min", "log2": "\\log_{2}", "log10": "\\log_{10}"},
    "gamma": "\\Gamma",
}
"""Functions that LaTeX has a command for; the others are set upright by their names."""

_RAISED = frozenset(_COMMANDS[name] for name in ("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh"))
"""Those whose powers are written at the name."""

_AROUND = {
    "sqrt": r"\sqrt{%s}",
    "cbrt": r"\sqrt[3]{%s}",
    "abs": r"\left|%s\right|",
    "floor": r"\left\lfloor %s\right\rfloor",
    "ceil": r"\left\lceil %s\right\rceil",
}
"""What stands around the argument where a function has a sign of its own."""


def _bracketed(text: str) -> str:
    return rf"\left({text}\right)"


def _at_least(a: Text, binding: int) -> str:
    return a.text if a.binding >= binding else _bracketed(a.text)


def _right(a: Text, binding: int) -> str:
    return _bracketed(a.text) if a.text.startswith("-") else _at_least(a, binding)


# What is read of a letter with a mark.
_MARKED = re.compile(rf"([A-Za-z]|{'|'.join(sorted(GREEK))})_(hat|bar|tilde)(?:_([A-Za-z0-9]+))?")


def _name(kind: str, name: str) -> Text:
    if kind == "constant":
        return Text(r"\pi" if name == "pi" else name)
    if name in GREEK:
        return Text(f"\\{name}")
    if len(name) == 1 and name != "_":
        return Text(name)
    head, _, index = name.partition("_")
    if marked := _MARKED.fullmatch(name):
        letter, mark, index = marked.groups()
        return Text(rf"\{mark}{{{_name(kind, letter).text}}}" + (f"_{{{index}}}" if index else ""))
    if index.isascii() and index and "_" not in index and (head in GREEK or len(head) == 1):
        return Text(f"{_name(kind, head).text}_{{{index}}}")
    return Text(rf"\mathrm{{{name}}}")


def _call(operation: str, arguments: Sequence[Text]) -> Text:
    if operation in _AROUND:
        return Text(_AROUND[operation] % arguments[0].text)
    command = _COMMANDS.get(operation, rf"\operatorname{{{operation}}}")
    return Text(command + _bracketed(", ".join(in_radians(operation, a.text) for a in arguments)))


def _by_cases(left: Text, right: Text, a: Text, b: Text) -> Text:
    otherwise = b.cases or rf"{b.text} & \text{{otherwise}}"
    rest = "" if b.text == r"\frac{0}{0}" else rf" \\ {otherwise}"
    cases = f"{a.text} & {comparison(left, right)}{rest}"
    return Text(rf"\begin{{cases}} {cases} \end{{cases}}", cases=cases)


def _multiplied(a: Text, b: Text) -> Text:
    left, right = _at_least(a, PRODUCT), _right(b, SIGN)
    # A number stands before a single name without a sign, as 2 x does; 2 e - 3 may be 0.002.
    plain = a.is_number and right not in ("e", "E") and ((len(right) == 1 and right.isalpha()) or right[1:] in GREEK)
    return Text(f"{left} {right}" if plain else rf"{left} \cdot {right}", PRODUCT)


def _raised(a: Text, b: Text) -> Text:
    command, _, argument = a.text.partition(r"\left(")
    if a.binding == ATOM and command in _RAISED and b.text.isdecimal():
        return Text(rf"{command}^{{{b.text}}}\left({argument}", POWER)
    plain = a.binding == ATOM and (a.text[0] != "\\" or a.text[1:] in GREEK)
    base = a.text if plain else _bracketed(a.text)
    return Text(f"{base}^{{{b.text}}}", POWER)


_OPERATORS: dict[str, Callable[..., Text]] = {
    "add": lambda a, b: Text(f"{a.text} + {_right(b, PRODUCT)}", SUM),
    "sub": lambda a, b: Text(f"{a.text} - {_right(b, PRODUCT)}", SUM),
    "mul": _multiplied,
    "div": lambda a, b: Text(rf"\frac{{{a.text}}}{{{b.text}}}"),
    "neg": lambda a: Text(f"-{_bracketed(a.text) if POWER_OF_ONE.match(a.text) else _right(a, SIGN)}", SIGN),
    "pow": _raised,
}

_CONSTANTS = {"e": r"\exp\left(1\right)", "pi": "\N{GREEK SMALL LETTER PI}"}

_LATEX = Notation(_OPERATORS, _call, _name, _by_cases, _CONSTANTS)
