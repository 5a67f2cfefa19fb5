"""Greek letters by their names beside other letters or functions: lambdat, rhogh, rcostheta, sin2theta."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence, Set

from derivcheck.formula.functions_in_names import NUMBERED_FUNCTION, with_functions
from derivcheck.formula.greek_names import of_vectors
from derivcheck.formula.lexer import Token
from derivcheck.formula.token_kinds import POWERS

_LETTERS = {
    "alpha": "α",
    "beta": "β",
    "epsilon": "ε",
    "gamma": "γ",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "omega": "ω",
    "chi": "χ",
    "phi": "φ",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "theta": "θ",
}
_SPELLINGS = {letter: name for name, letter in _LETTERS.items()}
# By its name it is a function.
_LETTERS["psi"] = "ψ"
_SPELLED = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))

# Before the usual variables, and ρgh; not thetas, muk, alphan, which are plurals or have an index.
_PRODUCT = re.compile("[αβεκλρτφωθ][xyzt]|[μσ]t|ρg[a-zA-Z]")
# Angles and stresses of a direction where products have their signs: cos(thetax).
_OF_DIRECTION = re.compile("[ερτφθ][xyz]")
_COMPONENT = re.compile("[α-ω][xyz]")
_DOUBTFUL = re.compile("[α-ω][xyzt]")
_OF_ANGLE = re.compile(
    "(?![xyzter][2-9]|a[sct])(?:[^\\W\\d_][0-9]?){0,3}?(?:(?:sin|cos|tan|cot|sec|csc)[0-9]?(?:[θφαβ]|ωt))+"
)

_CALLED = re.compile(f"([^\\W\\d_]?)(sin|cos|tan|cot|sec|csc)({'|'.join(_LETTERS)})")

ARC_OF_ANGLE = re.compile("a(sin|cos|tan)(theta|phi|alpha|beta)")
"""An arc function of a Greek letter, or a times another function."""


def spelled_products(
    tokens: Sequence[Token], names: Set[str], known: Set[str], *, signed: bool
) -> Mapping[str, Sequence[str]]:
    """Return the factors of such names, of those that are products to every reader.

    Parameters
    ----------
    tokens : sequence of Token
    names : set of str
        Those that may be taken apart.
    known : set of str
        Letters that are variables.
    signed : bool
        Whether the formula has signs of products.

    Examples
    --------
    >>> from derivcheck.formula.lexer import tokenize
    >>> tokens = tokenize("r*e^(-lambdat) + rcostheta*thetas + alphax*x")
    >>> names = {"lambdat", "rcostheta", "thetas", "alphax"}
    >>> found = spelled_products(tokens, names, {"x"}, signed=True)
    >>> sorted(found.items())
    [('lambdat', ['lambda', 't']), ('rcostheta', ['r', 'cos', 'theta'])]
    """
    short = {name: _short(name) for name in names if _SPELLED.search(name)}
    if not short:
        return {}
    one = of_vectors(set(short.values()))
    # A sign multiplies one name, and a power of one hardly is a square of the angle: alphax*x, costheta**2.
    raised = {a.text for a, b in itertools.pairwise(tokens) if b.kind in POWERS}
    one |= {short[name] for name in _factors_by_sign(tokens) & short.keys() if _COMPONENT.fullmatch(short[name])}
    one |= {short[name] for name in raised & short.keys() if _OF_ANGLE.fullmatch(short[name])}
    found = {name: _factors(letters, known, signed=signed) for name, letters in short.items() if letters not in one}
    return {name: [_SPELLINGS.get(part, part) for part in parts] for name, parts in found.items() if parts}


def spelled_doubt(name: str) -> str:
    """Return the product that a name may be where it is no product to every reader, or "".

    Examples
    --------
    >>> spelled_doubt("gammat"), spelled_doubt("mux"), spelled_doubt("thetas")
    ('gamma*t', 'mu*x', '')
    """
    letters = _short(name) if _SPELLED.match(name) else ""
    return "*".join(_SPELLINGS.get(part, part) for part in letters) if _DOUBTFUL.fullmatch(letters) else ""


def numbered_function(name: str) -> tuple[str, str, str] | None:
    """Return letter, number and function in a name that may have lost the sign of a power: x2sinx, r2sintheta.

    Examples
    --------
    >>> numbered_function("r2sintheta"), numbered_function("rsintheta")
    (('r', '2', 'sin(theta)'), None)
    """
    found = NUMBERED_FUNCTION.fullmatch(_short(name))
    if found is None:
        return None
    letter, n, function, argument = found.groups()
    return letter, n, f"{function}({argument if argument in name else _SPELLINGS[argument]})"


def raised_function(name: str, power: str) -> list[str]:
    """Return what a power of a function of a Greek letter may be; empty where the name is none.

    Examples
    --------
    >>> raised_function("rcostheta", "^2"), raised_function("theta", "^2")
    (['r*cos(theta)^2', 'r*cos(theta^2)'], [])
    """
    found = _CALLED.fullmatch(name)
    if found is None:
        return []
    factor, function, letter = found.groups()
    calls = (f"{function}({letter}){power}", f"{function}({letter}{power})")
    return [f"{factor}*{call}".removeprefix("*") for call in calls]


def _factors_by_sign(tokens: Sequence[Token]) -> set[str]:
    """Return what a sign multiplies by more than a number, and so is one name: kxy*x."""
    signs = zip(tokens, tokens[1:], tokens[2:], strict=False)
    return {
        part.text
        for a, sign, b in signs
        if sign.kind == "*"
        for part, other in ((a, b), (b, a))
        if other.kind != "number"
    }


def _short(name: str) -> str:
    """Return a name with the Greek letters themselves."""
    return _SPELLED.sub(lambda found: _LETTERS[found[0]], name)


def _factors(letters: str, known: Set[str], *, signed: bool) -> Sequence[str]:
    if _PRODUCT.fullmatch(letters):
        return [] if signed and _OF_DIRECTION.fullmatch(letters) else [*letters]
    if _OF_ANGLE.fullmatch(letters):
        return with_functions(letters, known)
    return []
