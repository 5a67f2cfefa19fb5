"""Letters before a bracket that are factors to any reader: P(1 + r/n)^(nt), k[A]^2."""

from __future__ import annotations

import functools
import itertools
import re

from derivcheck.formula.aliases import FAMILIES
from derivcheck.formula.function_letters import FUNCTION_LETTERS
from derivcheck.formula.latex_commands import FRACTIONS
from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.symbols import SUPERSCRIPTS
from derivcheck.formula.token_groups import closing
from derivcheck.formula.token_kinds import NAMES, POWERS, SIGNS

_OF_NUMBERS = frozenset({"number", "fraction", "/", "(", ")"})

# Amounts that grow, depths of wells: no function of these names is usual.
_AMOUNTS = frozenset("PQD")

# What constants of rate and equilibrium are of; T and N may be the last index of an array.
_SPECIES = frozenset("ABCDEHILMPRSX")

# Constants of rates, with the names of enzyme kinetics.
_RATE = re.compile("[kK][0-9]|[Vv]max|kcat")

_CONCENTRATION = re.compile(rf"(?:[kKr]|_\w+|\}}|{_RATE.pattern})\s?\[\s?[{''.join(_SPECIES)}]\s?\]")

_OF_ENZYMES = re.compile(
    r"(?<![\w\\])(?:K_?[mMdi]|K_[aAbDI]|V_?max|K_\{\\?(?:mathrm|text)?\{?[aAbdDiImM]"
    r"|V_\{\\?(?:mathrm|text)?\{?max)(?!\w)"
)

_EXPONENTIALS = frozenset({"e", "exp"})

# Of Michaelis and of inhibition, and what stands beside them.
_CONSTANT = re.compile("K_[mdias]")
_BESIDE_CONSTANT = re.compile("K_[A-Za-z]\\w*|V_?max|V_m")

# Braces that only keep together what is typeset in them: G{\frac{m}{r}}.
_TYPESET = tuple(f"{{\\{command}" for command in ("frac", "tfrac", "dfrac", "sqrt", "left"))

# What has no bracket to be seen, so that a letter before it is a factor: G\frac{m}{r}.
_FRACTIONS = tuple(FRACTIONS)

# Functions to most readers, also without brackets.
_ALWAYS = FUNCTION_LETTERS - frozenset("fghFGH")


def is_amount(reading: Reading, name: str) -> bool:
    """Return whether a letter that is a function to some is the factor of a power that is hardly an argument."""
    return name in _AMOUNTS and (is_growth(reading) or _is_annuity(reading))


def _is_annuity(reading: Reading) -> bool:
    """Return whether a square bracket follows with a power of 1 + … in it: P[r(1+r)^n]."""
    end = closing(reading.tokens, reading.index)
    inside = reading.text[reading.tokens[reading.index].position : reading.tokens[max(end, 0)].position]
    return inside.startswith("[") and "(1+" in inside.replace(" ", "") and ")^" in inside


def is_growth(reading: Reading) -> bool:
    """Return whether a power of 1 + … or of a number follows that is hardly an argument: (1 + r)^t, (1/2)^(t/T).

    Of P(1 - x)^2 nobody can say.
    """
    tokens, opening = reading.tokens, reading.index
    end = closing(tokens, opening)
    if end < 0 or tokens[end + 1].kind not in POWERS:
        return False
    inside = tokens[opening + 1 : end]
    if all(token.kind in _OF_NUMBERS for token in inside):
        return _has_letter(reading, end + 1)
    if inside[0].text != "1" or inside[1].kind not in SIGNS:
        return False
    exponentials = (a.text == "exp" or (a.text == "e" and b.kind in POWERS) for a, b in itertools.pairwise(inside))
    return any(exponentials) or _has_letter(reading, end + 1)


def _has_letter(reading: Reading, power: int) -> bool:
    """Return whether the exponent whose sign stands at a place has a letter."""
    tokens, start = reading.tokens, power + 1
    if tokens[power].kind == "superscript":
        return any(character.isalpha() for character in tokens[power].text.translate(SUPERSCRIPTS))
    stop = closing(tokens, start) if tokens[start].kind == "(" else start + 1 + (tokens[start].kind == "-")
    return any(token.kind in NAMES for token in tokens[start:stop])


def is_no_order(reading: Reading, name: str) -> bool:
    """Return whether an index is no order of a Bessel function: of I_S(e^u - 1), and of K_m(1 + I/K_i) beside K_i."""
    inside = reading.tokens[reading.index + 1 : closing(reading.tokens, reading.index)]
    if inside[0].text != "1" and not any(token.text in _EXPONENTIALS for token in inside):
        return False
    letter, _, index = name.partition("_")
    if letter in "IK" and len(index) == 1 and index.isupper():
        return True
    return _CONSTANT.fullmatch(name) is not None and any(
        token.text != name and _BESIDE_CONSTANT.fullmatch(token.text) for token in reading.tokens
    )


def is_of_itself(reading: Reading, name: str) -> bool:
    """Return whether a letter stands in the bracket behind it, too, and not before another one: η(1 - η)."""
    inside = reading.tokens[reading.index : closing(reading.tokens, reading.index) + 1]
    return any(part.text == name and following.kind != "(" for part, following in itertools.pairwise(inside))


def is_concentration(reading: Reading, name: str) -> bool:
    """Return whether the bracket that follows a factor holds one capital letter: k[A]^2, V_max[S]."""
    inside = reading.tokens[reading.index : reading.index + 3]
    return (
        [inside[0].text, inside[-1].text] == ["[", "]"]
        and inside[1].text in _SPECIES
        and ("_" in name or _RATE.fullmatch(name) is not None or (len(name) == 1 and has_concentrations(reading.text)))
    )


@functools.lru_cache(maxsize=1)
def has_concentrations(text: str) -> bool:
    """Return whether there is such a bracket behind a name, or one beside a constant of enzymes: Vmax*[S]/(Km + [S]).

    Others that hold a capital are no whole parts then.
    """
    return _CONCENTRATION.search(text) is not None or _OF_ENZYMES.search(text) is not None


def is_beside_fraction(reading: Reading, name: str, opening: Token) -> bool:
    r"""Return whether no bracket is seen behind a name that is hardly a function then: G\frac{m}{r}, G{\frac{m}{r}}."""
    if reading.text.startswith(_TYPESET, opening.position):
        return True
    stem, _, index = name.partition("_")
    function = name in _ALWAYS or (index and stem in FAMILIES)
    return not function and reading.text.startswith(_FRACTIONS, opening.position)
