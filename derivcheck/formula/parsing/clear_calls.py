"""Letters before a bracket that are factors to any reader: P(1 + r/n)^(nt), k[A]^2."""

from __future__ import annotations

import functools
import re

from derivcheck.formula.conditions import closing
from derivcheck.formula.lexer import POWERS, SUPERSCRIPTS
from derivcheck.formula.parsing.reading import Reading

_LETTERS = frozenset({"name", "letter"})

# Amounts that grow, depths of wells: no function of these names is usual.
_AMOUNTS = frozenset("PQD")

# Constants of rate and equilibrium, and what they are of; T and N may be the last index of an array.
_CONSTANTS = frozenset("kKr")
_SPECIES = frozenset("ABCDEHILMPRSX")

_CONCENTRATION = re.compile(rf"(?:[kKr]|_\w+|\}})\s?\[\s?[{''.join(_SPECIES)}]\s?\]")


def is_growth(reading: Reading, name: str) -> bool:
    """Return whether a letter is the factor of a power of 1 + … that is hardly an argument, as in P(1 + r)^t.

    Of P(1 - x)^2 nobody can say.
    """
    tokens, opening = reading.tokens, reading.index
    if name not in _AMOUNTS or tokens[opening + 1].text != "1" or tokens[opening + 2].kind not in ("+", "-"):
        return False
    end = closing(tokens, opening)
    if end < 0 or tokens[end + 1].kind not in POWERS:
        return False
    if any(
        a.text == "exp" or (a.text == "e" and b.kind in POWERS)
        for a, b in zip(tokens[opening:end], tokens[opening + 1 : end], strict=False)
    ):
        return True
    power, exponent = tokens[end + 1], end + 2
    if power.kind == "superscript":
        return any(character.isalpha() for character in power.text.translate(SUPERSCRIPTS))
    stop = closing(tokens, exponent) if tokens[exponent].kind == "(" else exponent + 1 + (tokens[exponent].kind == "-")
    return any(token.kind in _LETTERS for token in tokens[exponent:stop])


def is_concentration(reading: Reading, name: str) -> bool:
    """Return whether the bracket that follows a factor holds one capital letter: k[A]^2, V_max[S]."""
    inside = reading.tokens[reading.index : reading.index + 3]
    return (
        [inside[0].text, inside[-1].text] == ["[", "]"]
        and inside[1].text in _SPECIES
        and ("_" in name or name in _CONSTANTS or (len(name) == 1 and has_concentrations(reading.text)))
    )


@functools.lru_cache(maxsize=1)
def has_concentrations(text: str) -> bool:
    """Return whether there is such a bracket behind a name, so that others that hold a capital are no whole parts."""
    return _CONCENTRATION.search(text) is not None
