"""The angles of a formula as whole-number combinations of a few: x/2 and x + y of 1/2 x and y.

Vectors are dicts from term to rational coefficient. The basis of the lattice that vectors span
is kept in echelon form (Cohen, "A Course in Computational Algebraic Number Theory", 1993, §2.4).
"""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction

Vector = dict[Hashable, Fraction]


def _minus(v: Vector, factor: int, w: Vector) -> Vector:
    found = {key: v.get(key, Fraction(0)) - factor * w.get(key, Fraction(0)) for key in {**v, **w}}
    return {key: value for key, value in found.items() if value}


class Lattice:
    """Whole-number combinations of the vectors added so far.

    Examples
    --------
    >>> lattice = Lattice()
    >>> x = Fraction(1)
    >>> lattice.add({"x": x, "y": x}), lattice.add({"x": x / 2}), lattice.add({"y": x})
    (True, True, False)
    >>> lattice.coordinates({"x": 3 * x / 2, "y": x})
    [3, 1]
    """

    def __init__(self) -> None:
        self._columns: list[Hashable] = []
        self._rows: dict[Hashable, Vector] = {}

    @property
    def basis(self) -> list[Vector]:
        """Independent vectors that span it."""
        return [self._rows[key] for key in self._columns if key in self._rows]

    def coordinates(self, v: Vector) -> list[int] | None:
        """Return the whole numbers that combine the basis to a vector; None where it is not in the lattice."""
        found = []
        for key in self._columns:
            if key in self._rows:
                factor = v.get(key, Fraction(0)) / self._rows[key][key]
                if factor.denominator != 1:
                    return None
                found.append(int(factor))
                v = _minus(v, int(factor), self._rows[key])
        return None if v else found

    def add(self, v: Vector) -> bool:
        """Add a vector; return whether the lattice grew."""
        if self.coordinates(v) is not None:
            return False
        self._columns += [key for key in v if key not in self._columns]
        for key in self._columns:
            if key in v:
                v = self._reduce(key, v)
        return True

    def _reduce(self, key: Hashable, v: Vector) -> Vector:
        """Make the rows' entry in a column the greatest common divisor of it and the vector's, by Euclid."""
        row = self._rows.get(key, {})
        while key in v:
            factor = row.get(key, Fraction(0)) // v[key]
            row, v = v, _minus(row, factor, v)
        self._rows[key] = row
        return v
