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


class Spellings:
    r"""The names of a formula, and those that the caller gave, by the variables that they spell.

    Parameters
    ----------
    given : collection of str
        The names that the caller gave, such as those of the function in its claim.
    typed : iterable of str
        The names in the formula. Of these one whose index is spelt otherwise is another variable.

    Examples
    --------
    >>> Spellings({"omega", "V0"}, ["ω", "V_0"]).of("ω"), Spellings({"V0"}, ["V_0"]).of("V_0")
    ('omega', 'V0')
    >>> Spellings((), ["θ", "theta"]).of("theta"), Spellings({"x1"}, ["x1", "x_1"]).of("x_1")
    ('θ', 'x_1')
    """

    def __init__(self, given: Collection[str], typed: Iterable[str]) -> None:
        names = dict.fromkeys(typed)
        self._given = given
        self._known: dict[_Spelling, str] = {}
        self._loose: dict[tuple[str, str], list[str]] = {}
        for name in (*sorted(given), *names):
            if found := _spelling(name):
                self._known.setdefault(found, name)
                if name in given and name not in names:
                    self._loose.setdefault(found.loose, []).append(name)

    def of(self, name: str) -> str:
        """Return the spelling under which a variable is known already, or its name as it is."""
        if name in self._given or (spelling := _spelling(name)) is None:
            return name
        known, alike = self._known.get(spelling, name), self._loose.get(spelling.loose, ())
        return alike[0] if len(alike) == 1 and known not in self._given else known


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
