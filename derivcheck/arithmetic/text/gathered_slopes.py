"""Derivatives of gathered formulas, term by term and factor by factor, as they are written by hand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.arithmetic.text.gathered import Gathered, Product
from derivcheck.arithmetic.text.gathering import Gathering
from derivcheck.elementary import TABLE
from derivcheck.elementary.number import Functions, Number
from derivcheck.ground.errors import UnsupportedOperation

Slope = Callable[..., Any]

TEXTBOOK: dict[str, Slope] = {
    "tan": lambda m, x, y: 1 + y * y,
    "cot": lambda m, x, y: -1 - y * y,
    "sec": lambda m, x, y: y * m.tan(x),
    "csc": lambda m, x, y: -y * m.cot(x),
    "tanh": lambda m, x, y: 1 - y * y,
    "sech": lambda m, x, y: -y * m.tanh(x),
    "csch": lambda m, x, y: -y * m.coth(x),
    "asin": lambda m, x, y: 1 / m.sqrt(1 - x * x),
    "acos": lambda m, x, y: -1 / m.sqrt(1 - x * x),
    "asec": lambda m, x, y: 1 / (x * x * m.sqrt(1 - 1 / (x * x))),
    "acsc": lambda m, x, y: -1 / (x * x * m.sqrt(1 - 1 / (x * x))),
    "atanh": lambda m, x, y: 1 / (1 - x * x),
    "acoth": lambda m, x, y: 1 / (1 - x * x),
    "asech": lambda m, x, y: -1 / (x * m.sqrt(1 - x * x)),
    "acsch": lambda m, x, y: -1 / (x * x * m.sqrt(1 + 1 / (x * x))),
    "sigmoid": lambda m, x, y: y * (1 - y),
    "softplus": lambda m, x, y: 1 / (1 + m.exp(-x)),
    "Si": lambda m, x, y: m.sin(x) / x,
    "Shi": lambda m, x, y: m.sinh(x) / x,
}
"""Slopes as they are in books; those of `elementary.TABLE` are stabler, and these are only written."""


class GatheredDerivative:
    """Differentiates sums with respect to a variable, each part once.

    Parameters
    ----------
    m : Gathering
    wrt : str

    Examples
    --------
    >>> m = Gathering()
    >>> x = m.variable("x")
    >>> GatheredDerivative(m, "x").of(m.sin(x) ** 2 / 2 + 3) is m.sin(x) * m.cos(x)
    True
    """

    def __init__(self, m: Gathering, wrt: str) -> None:
        self.m, self.wrt = m, wrt
        self._found: dict[int, Gathered] = {}

    def of(self, a: Gathered) -> Gathered:
        """Return the derivative of a sum.

        Raises
        ------
        UnsupportedOperation
            There is a function in it whose derivative is not known.
        """
        if a.number not in self._found:
            terms = (term for product, c in a.terms for d in self._of_product(product) for term in _scaled(d, c))
            self._found[a.number] = self.m.sum(terms)
        return self._found[a.number]

    def _of_product(self, product: Product) -> list[Gathered]:
        """Return the products of which the derivative of a product is the sum."""
        found = []
        for k, (base, exponent) in enumerate(product):
            others = self.m.sum([((*product[:k], *product[k + 1 :]), Fraction(1))])
            found += [term * others for term in self._of_power(base, self.m.sums[exponent])]
        return found

    def _of_power(self, base: int, exponent: Gathered) -> list[Gathered]:
        m, entry = self.m, self.m.bases[base]
        inner, outer = self._of_base(base), self.of(exponent)
        power, plain = m.base(entry, exponent), m.plain(entry)
        # The quotient cancels what a base that is a product has in common with its derivative.
        found = [power * (exponent * inner) / plain] if inner.terms else []
        if outer.terms:
            found.append(power * outer if entry == m.e else power * outer * m.log(plain))
        return found

    def _of_base(self, base: int) -> Gathered:
        m, entry = self.m, self.m.bases[base]
        if entry.operation in ("variable", "constant", "number"):
            return m.number(int(entry.operation == "variable" and entry.value == self.wrt))
        arguments = [m.sums[i] for i in entry.arguments]
        if entry.operation == "sum":
            return self.of(arguments[0])
        rates = [self.of(a) for a in arguments]
        terms = [self._slope(entry.operation, j, arguments, m.plain(entry)) * d for j, d in enumerate(rates) if d.terms]
        return m.sum(term for d in terms for term in d.terms)

    def _slope(self, name: str, j: int, arguments: list[Gathered], value: Number) -> Any:
        slope = TEXTBOOK.get(name) or TABLE[name].slopes[j]
        if slope is None:
            raise UnsupportedOperation(f"{name} has no known derivative in this argument")
        return self.m.lift(slope(_functions(self.m), *arguments, value))


def _functions(m: Gathering) -> Functions:
    return m


def _scaled(a: Gathered, scale: Fraction) -> list[tuple[Product, Fraction]]:
    return [(product, c * scale) for product, c in a.terms]
