"""Numbers and functions of double precision in Fortran: 2.0d0*x, dexp(-x), DSQRT(X)."""

from __future__ import annotations

import re
from collections.abc import Collection

DOUBLE = {
    **{f"d{name}": name for name in ("exp", "log", "log10", "sqrt", "abs", "mod", "erf", "erfc")},
    **{f"d{name}": name for name in ("sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh")},
    **{"dmax1": "max", "dmin1": "min", "dble": ""},
}
"""The functions of double precision, with what each is here; dble(n) is n."""

_SMALL = {*DOUBLE, *(f"d{exponent}" for exponent in range(100)), "d00"}
NAMES = frozenset({*_SMALL, *map(str.upper, _SMALL)})
"""What one of which is taken for a name in a text of Fortran: of 1.d0 what stands behind the point."""

_NUMBER = re.compile(r"(?<![\w.])((?=\.?[0-9])[0-9]*\.[0-9]*|[0-9]+)([dD])([-+]?[0-9]{1,3})(?![\w.])")
_CALL = re.compile(rf"(?<!\w)({'|'.join(sorted(DOUBLE, key=len, reverse=True))})(?=\s*\()", re.IGNORECASE)

# Nobody multiplies by 1.0 or 2., without a sign, what is called d0; 3.0D+2 may be a sum.
_WHOLE = re.compile(r"(?<![\w.])[0-9]+\.0*[dD][0-9]")


def plain_fortran(text: str, given: Collection[str] = ()) -> str:
    """Return a text, character for character, with the usual form of what can only be Fortran's.

    Parameters
    ----------
    text : str
    given : collection of str
        Names that are variables.

    Examples
    --------
    >>> plain_fortran("2.0d0*dexp(-x)"), plain_fortran("d*cos(x) + 2d0"), plain_fortran("DMAX1(X, 0.D0)")
    ('2.0e0* exp(-x)', 'd*cos(x) + 2d0', '  max(X, 0.E0)')
    """
    numbers, calls = list(_NUMBER.finditer(text)), list(_CALL.finditer(text))
    if not (numbers or calls) or not _is_fortran(text, any("." in number[1] for number in numbers), calls):
        return text
    names = {call[1] for call in calls}.union(f"{number[2]}{number[3]}" for number in numbers if number[3].isdecimal())
    if any(_stands_alone(name, text) for name in names) or not names.union("dD").isdisjoint(given):
        return text
    text = _NUMBER.sub(lambda found: f"{found[1]}{_EXPONENTS[found[2]]}{found[3]}", text)
    return _CALL.sub(lambda found: DOUBLE[found[1].lower()].rjust(len(found[1])), text)


_EXPONENTS = {"d": "e", "D": "E"}


def _is_fortran(text: str, decimal: bool, calls: list[re.Match[str]]) -> bool:
    """Return whether a text is evidently Fortran: dsin(x) alone may be d*sin(x), and 1.5d0 a product, too."""
    if decimal and (calls or "**" in text or _WHOLE.search(text)):
        return True
    capitals = any(call[1].isupper() for call in calls) and not _stands_alone("D", text)
    return bool(calls) and ("**" in text or capitals)


def _stands_alone(name: str, text: str) -> bool:
    """Return whether a name is that of a variable: no number, nor anything of which it is a part, and not called."""
    return re.search(rf"(?<![\w.]){re.escape(name)}(?!\w|\s*\()", text) is not None
