r"""Concentrations with an index, for which a name stands: [A]_0, [A]0e^(-kt), [Na^+]_o."""

from __future__ import annotations

import re

from derivcheck.formula.lexer import Token
from derivcheck.formula.parsing.reading import Reading
from derivcheck.formula.questions import Question

_SPECIES = (
    r"(?:\\left)?\[\s*(?:\\(?:mathrm|text|ce)\s*\{)?\s*"
    r"([A-Z][A-Za-z]{0,3})[0-9]?\}?(?:\^?\{?[0-9]?[-+]\}?)?\s*\}?\s*(?:\\right)?\]"
)

# An index of one sign, or eq; of the numbers without a low line only 0 is an index to all.
_INDEX = r"\s?(?:_(eq\b|[0-9A-Za-z]|\{(?:\\(?:text|mathrm)\{(?:eq|\w)\}|eq|\w)\})|(0)(?![0-9.]))(?=([A-Za-z[])?)"
_INDEXED = re.compile(_SPECIES + _INDEX)
_ALONE = re.compile(_SPECIES)
_ARGUMENT = re.compile(rf"(?:(?<=log)|(?<=ln)|(?<=log_10)|(?<=log_\{{10\}})){_SPECIES}(?!\s?_)")
_COMMAND = re.compile(r"[{}]|\\[a-z]+")


def concentration_question(reading: Reading, opening: Token) -> Question | None:
    r"""Ask for names of the concentrations of a text if one with an index begins at a bracket: A_0 for [A]_0.

    Other brackets around a species are concentrations then, too.
    """
    text = reading.text
    start = len(text[: opening.position].removesuffix(r"\left"))
    if (found := _INDEXED.match(text, start)) is None:
        return None
    named = _ALONE.sub(_name, _INDEXED.sub(_name, text))
    doubt = f"'{found[0]}' is a concentration, which a name stands for"
    return Question(doubt, text, [named], back=opening.position)


def charge_question(text: str, position: int) -> Question | None:
    r"""Ask for names of the concentrations of a text if the charge of an ion stands at a place: -\log[H^+]; else None.

    Examples
    --------
    >>> charge_question(r"-\log[H^+]", 9)
    "'[H^+]' is a concentration, which a name stands for; write -\\log(H)"
    """
    start = text.rfind("[", 0, position)
    found = _ALONE.match(text, max(start, 0))
    if start < 0 or found is None or found.end() <= position:
        return None
    named = _ALONE.sub(_name, _INDEXED.sub(_name, _ARGUMENT.sub(r"(\1)", text)))
    return Question(f"'{found[0]}' is a concentration, which a name stands for", text, [named], back=position)


def _name(found: re.Match[str]) -> str:
    """Return the name of a concentration with its index, apart from letters around it."""
    species, index, number, behind = (*found.groups(""), "", "", "")[:4]
    text = found.string
    shown = rf"\mathrm{{{species}}}" if "\\" in text and len(species) > 1 else species
    below = _COMMAND.sub("", index or number)
    apart = " " * text[: found.start()][-1:].isalpha()
    return f"{apart}{shown}{f'_{below}' * bool(below)}" + " " * bool(behind)
