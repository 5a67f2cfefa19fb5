"""Elements of an algebra: rational numbers times integer powers of polynomials, each with its number."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Element:
    """A rational number times powers of polynomials, which are given by their numbers in the algebra."""

    coefficient: Fraction
    powers: Mapping[int, int]

    @property
    def key(self) -> Hashable:
        """What equal elements, written equally, have in common."""
        return self.coefficient, frozenset(self.powers.items())


@dataclass(frozen=True, slots=True)
class PowerRelation:
    """A generator to the power `order` is `value`."""

    order: int
    value: Element


ZERO = Element(Fraction(0), {})
ONE = Element(Fraction(1), {})


def number(value: Fraction | int) -> Element:
    """Return a rational number."""
    return Element(Fraction(value), {})


def gathered(elements: Iterable[Element]) -> list[Element]:
    """Add the coefficients of equal products."""
    found: dict[Hashable, Element] = {}
    for e in elements:
        key = frozenset(e.powers.items())
        known = found.get(key, ZERO).coefficient
        found[key] = Element(known + e.coefficient, e.powers)
    return [e for e in found.values() if e.coefficient]
