r"""Heads set in LaTeX, in the signs of the others: ``\omega_d =``, ``f(x_{1}, x_{2}) =``, ``\mathrm{FL}(p_t) =``."""

from __future__ import annotations

import re

from derivcheck.formula.latex_commands import UPRIGHT
from derivcheck.formula.names import GREEK, function_named

_SIGN = re.compile(r"(?<![<>=!:])(?::?=|\u2254|\u2248|\\approx(?![A-Za-z]))(?![=>])")
_APPROXIMATE = frozenset({"\u2248", "\\approx"})
# Behind a derivative only: dy/dx: 3x^2.
_COLON = re.compile(r"(?<![<>=!:])(?::(?=\s)|=>)")
_DERIVATIVE = re.compile(r"\s*(?:\(?d\w?/\(?d\w|\w['\u2019\u2032])")

_FACE = re.compile(
    rf"(?P<before>\w?) \\ (?: {'|'.join(face[1:] for face in sorted(UPRIGHT))} ) \*? \s* "
    r"\{ (?P<name> [^\W_][\w ]* ) \}",
    re.VERBOSE,
)
# Behind a letter it is a factor: n\lambda = d.
_COMMAND = re.compile(r"(?<![^\W_])\\([A-Za-z]+)")

_MARKED = r"\s*\{?\s*(\\?[A-Za-z]+)\s*\}?"

_REWRITTEN = (
    (r"\\(?:left|right)(?![A-Za-z])|\\[,;:!]|&\s*\Z", ""),
    (r"\{\s*\\(?:rm|bf|it)\s+(\w+)\s*\}", r"\1"),
    (r"(?<=[^\W\d])_\s*\{\s*(\w{1,20})(?:\s*,\s*(\w{1,20}))?\s*\}", r"_\1\2"),
    (r"\\(?:wide)?(hat|tilde)(?![A-Za-z])" + _MARKED, r"\2_\1"),
    (r"\\(?:bar|overline)(?![A-Za-z])" + _MARKED, r"\1_bar"),
    # Groups that change nothing: \frac{{dy}}{{dx}}, f{(x)}, {y}'.
    (r"\{\s*\{([^{}]*)\}\s*\}", r"{\1}"),
    (r"\{\s*(\([^{}]*\))\s*\}", r"\1"),
    (r"\{\s*([^\W\d_])\s*\}(?=\s*['^\u2019\u2032(])", r"\1"),
    (r"\^\s*(?:\{\s*('+)\s*\}|('+))", r"\1\2"),
    (r"(?<=_)\\infty(?![A-Za-z])", "inf"),
    # Of AsciiMath: ((d(y))/(d(x))).
    (r"(?<![^\W\d_])d\s*\(\s*(\w)\s*\)", r"d\1"),
    # A concentration and an absolute value.
    (r"\A\s*(?:\[\s*([A-Z]\w*)\s*\]|\|\s*([A-Z])\s*\|)\s*\Z", r"\1\2"),
)
_RULES = tuple((re.compile(pattern), written) for pattern, written in _REWRITTEN)


def plain_head(text: str, start: int, stop: int) -> tuple[str, int]:
    r"""Return what stands before the first sign of equality, with it, in plain signs, and where it ends; "" if none.

    Examples
    --------
    >>> plain_head(r"\omega_d = 3x", 0, 13), plain_head(r"f{\left(x_{1} \right)} = 3", 0, 26)
    (('omega_d =', 10), ('f(x_1 ) =', 24))
    >>> plain_head(r"\frac{\mathrm{dy}}{\mathrm{dx}} = 2x", 0, 36)[0]
    '\\frac{dy}{dx} ='
    """
    sign = _SIGN.search(text, start, stop)
    if sign is None and _DERIVATIVE.match(text, start):
        sign = _COLON.search(text, start, stop)
    if sign is None:
        return "", start
    if sign[0] in _APPROXIMATE and not text[start : sign.start()].rstrip().endswith(")"):
        return "", start  # a value: x = 2, to some digits
    head = _FACE.sub(_named, text[start : sign.start()])
    for pattern, written in _RULES:
        head = pattern.sub(written, head)
    return f"{_COMMAND.sub(_letter, head)}=", sign.end()


def _named(face: re.Match[str]) -> str:
    r"""Return a name that is set upright, which is none with the letter before it: x\mathrm{y}."""
    before = face["before"]
    joint = " " if before and before != "_" else ""
    return f"{before}{joint}{face['name'].strip().replace(' ', '_')}"


def _letter(command: re.Match[str]) -> str:
    r"""Return a Greek letter or a function without its backslash; other commands as they are."""
    name = command[1]
    return name if name in GREEK or name == "pi" or function_named(name) else command[0]
