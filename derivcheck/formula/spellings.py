"""One variable in several spellings: ω and omega, φ and varphi, V_0 and V0."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import NamedTuple

from derivcheck.formula.names import GREEK

_INDEXED = re.compile("(?P<letter>[^\\W\\d_]|[A-Za-z]{2,}?)(?P<subscript>(?:_|(?=[0-9]|$))\\w*)")

_VARIANTS = {"varepsilon": "epsilon", "vartheta": "theta", "varrho": "rho", "varsigma": "sigma", "varphi": "phi"}


class _Spelling(NamedTuple):
    """A letter by its name, and its index as typed."""

    letter: str
    subscript: str

    @property
    def loose(self) -> tuple[str, str]:
        """The same for all forms of the letter, and with and without a sign before the index."""
        return _VARIANTS.get(self.letter, self.letter), self.subscript.removeprefix("_")


def same_variable(name: str, given: Collection[str], typed: Iterable[str]) -> str:
    r"""Return the spelling under which a variable is known already, or its name as it is.

    Parameters
    ----------
    name : str
    given : collection of str
        The names that the caller gave, such as those of the function in its claim.
    typed : iterable of str
        The names in the formula. Of these one whose index is spelt otherwise is another variable.

    Examples
    --------
    >>> same_variable("ω", {"omega", "t"}, ["ω", "t"]), same_variable("V_0", {"V0"}, ["V_0"])
    ('omega', 'V0')
    >>> same_variable("theta", (), ["θ", "theta"]), same_variable("x_1", {"x1"}, ["x1", "x_1"])
    ('θ', 'x_1')
    """
    if name in given or (len(name) == 1 and name.isascii()) or (spelling := _spelling(name)) is None:
        return name
    typed = list(typed)
    known = {other: found for other in given if (found := _spelling(other))}
    alike = [other for other, found in known.items() if found.loose == spelling.loose and other not in typed]
    same = [other for other, found in known.items() if found == spelling] or (alike if len(alike) == 1 else [])
    return same[0] if same else next((other for other in typed if _spelling(other) == spelling), name)


def _spelling(name: str) -> _Spelling | None:
    """Return the spelling of a letter that may have an index, or None of any other name."""
    found = _INDEXED.fullmatch(name)
    if found is None or not (len(found["letter"]) == 1 or found["letter"] in GREEK):
        return None
    letter = unicodedata.normalize("NFKC", found["letter"])
    words = unicodedata.name(letter).split() if len(letter) == 1 and not letter.isascii() else []
    if "GREEK" in words:
        named = words[-1].lower().replace("lamda", "lambda")
        letter = named.capitalize() if "CAPITAL" in words else named
    return _Spelling(letter, found["subscript"])
