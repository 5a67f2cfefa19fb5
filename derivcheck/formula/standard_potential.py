r"""The standard potential of Nernst's equation, whose index is raised: E^0, E^\circ, E°, which is no power of e."""

from __future__ import annotations

import re

from derivcheck.formula.questions import Question

_RAISED = r"\^\s*(?:0|o(?!\w)|\\(?:circ|ominus|standardstate|plimsoll)(?![a-z])|\u2296|\u00b0)"
_BRACED = r"\^\s*\{\s*(?:0|o|\\(?:circ|ominus|standardstate|plimsoll)|\u2296|\u00b0)\s*\}"
_INDEX = r"(?:_(?:\{(?:\\(?:text|mathrm)\{)?([A-Za-z]+)\}{1,2}|([A-Za-z])(?![A-Za-z])))?"
_STANDARD = re.compile(rf"E(?:{_BRACED}|{_RAISED}|[\u00b0\u00ba\u2070\u2296]){_INDEX}(?![\w.])")
_ALIKE = re.compile(rf"(?<![\w\\]){_STANDARD.pattern}")
_DIGIT = re.compile(r"E\^\s*\{?\s*([0o])")


def standard_fault(text: str, position: int) -> str | None:
    r"""Ask for a name of E^0 and E^\circ, in all places alike, or return None where nothing such is raised.

    Examples
    --------
    >>> standard_fault("E^0 - ln(Q)", 0)
    "'E^0' may be a standard potential, or a power of e; write E_0 - ln(Q) or e^0 - ln(Q)"
    >>> standard_fault("E° - ln(Q)", 0)
    "'E°' is a standard potential; write E_0 - ln(Q)"
    >>> standard_fault("E^2 - ln(Q)", 0)
    """
    found = _STANDARD.match(text, position)
    if found is None:
        return None
    digit = None if found[1] or found[2] else _DIGIT.match(found[0])
    readings = [_ALIKE.sub(_name, text), *[_ALIKE.sub(f"e^{digit[1]}", text) for digit in [digit] if digit]]
    doubt = (
        f"'{found[0]}' {'may be' if digit else 'is'} a standard potential{', or a power of e' * (digit is not None)}"
    )
    return Question(doubt, text, readings, back=position)


def _name(found: re.Match[str]) -> str:
    """Return the name of a standard potential, which may be one of a cell or an electrode."""
    index = found[1] or found[2]
    return f"E_{{{index}0}}" if index else "E_0"
