"""The letters i and j in the exponent of e, where they are the imaginary unit to every reader: e^{ikx}, exp(i*x)."""

from __future__ import annotations

import re

_UNIT = re.compile(
    r"""
    (?: (?<![A-Za-z]) e \s* }? \s* (?: \^ | \*\* ) | \\?exp )            # the base
    \s* (?: \\left )? [\s({\[]* [-\N{MINUS SIGN}+]? \s* (?: [0-9.]+ \s* \*? \s* )?   # what stands before the unit
    [ij] (?: [\s*)}\]^\\] | [A-Za-z]{1,2} (?! [A-Za-z] ) | [^\x00-\x7f] | $ )
    """,
    re.VERBOSE,
)


def imaginary_fault(name: str, text: str) -> str | None:
    """Say what to do about an imaginary unit, or return None if the letter may be a variable.

    Examples
    --------
    >>> imaginary_fault("i", "e^(i*k*x)")
    "'i' is the imaginary unit to most readers; write the real part, such as cos(x), or give i a value"
    >>> imaginary_fault("i", "C*(1 + i)^n")
    """
    if not _UNIT.search(text):
        return None
    return (
        f"'{name}' is the imaginary unit to most readers; write the real part, such as cos(x), or give {name} a value"
    )
