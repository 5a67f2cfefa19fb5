"""Angles whose sines are known by heart, which as plain numbers may be degrees: sin(30), cos(45)."""

from __future__ import annotations

OF_ANGLES = frozenset({"sin", "cos", "tan"})
"""The functions whose argument may be one."""

KNOWN_ANGLES = frozenset({"30", "45", "60", "90", "120", "135", "150", "180", "270", "360"})
"""In degrees."""


def in_radians(function: str, argument: str) -> str:
    """Return an argument that is printed so that nobody takes it for one in degrees.

    Examples
    --------
    >>> in_radians("sin", "30"), in_radians("sin", "2"), in_radians("exp", "30")
    ('30.0', '2', '30')
    """
    return f"{argument}.0" if function in OF_ANGLES and argument in KNOWN_ANGLES else argument
