"""Operations on gathered sums: what is equal is brought together, and products are not multiplied out.

Only (a + b)(a - b) is: it is a^2 - b^2. Automatic simplification after Cohen, "Computer Algebra and Symbolic
Computation: Mathematical Methods", 2003, ch. 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from derivcheck.arithmetic.text.gathered import Base, Gathered, Product, Sums
from derivcheck.elementary.number import Number
from derivcheck.ground.errors import DomainError, UnsupportedOperation
from derivcheck.ground.limits import MAX_INTEGER_BITS

_HALF = Fraction(1, 2)


def _add(m: Sums, a: Number, b: Number) -> Gathered:
    return m.sum((*m.lift(a).terms, *m.lift(b).terms))


def _scaled(m: Sums, a: Number, scale: Fraction) -> Gathered:
    return m.sum((product, c * scale) for product, c in m.lift(a).terms)


def _neg(m: Sums, a: Number) -> Gathered:
    return _scaled(m, a, Fraction(-1))


def _sub(m: Sums, a: Number, b: Number) -> Gathered:
    return _add(m, a, _neg(m, b))


def _mul(m: Sums, a: Number, b: Number) -> Gathered:
    first, second = m.lift(a), m.lift(b)
    for one, other in ((first, second), (second, first)):
        if one.value is not None:
            return _scaled(m, other, one.value)
    if (squares := _difference_of_squares(m, first, second)) is not None:
        return squares
    (p, c), (q, d) = _factors(m, first), _factors(m, second)
    return _merged(m, (*p, *q), c * d)


def _factors(m: Sums, a: Gathered) -> tuple[Product, Fraction]:
    """Return the factors of a single product, or a sum as one factor."""
    return a.terms[0] if len(a.terms) == 1 else m.base(Base("sum", arguments=(a.number,))).terms[0]


def _merged(m: Sums, factors: Product, coefficient: Fraction) -> Gathered:
    """Return a product in which the exponents of equal bases are added."""
    exponents: dict[int, Gathered] = {}
    for base, exponent in factors:
        known = exponents.get(base)
        exponents[base] = m.sums[exponent] if known is None else _add(m, known, m.sums[exponent])
    product: list[tuple[int, int]] = []
    dissolved: list[Gathered] = []
    for base, raised in sorted(exponents.items()):
        entry, n = m.bases[base], raised.value
        if entry.operation == "number" and n is not None:
            left, scale = _whole(int(entry.value), n)
            coefficient, raised = coefficient * scale, m.number(left)
        if n is not None and n.denominator == 1 and _is_product(m, entry):
            dissolved.append(_integral(m, m.sums[entry.arguments[0]], int(n)))
        elif raised.terms:
            product.append((base, raised.number))
    return _product(m, (_alone(m, tuple(product), coefficient), *dissolved))


def _is_product(m: Sums, base: Base) -> bool:
    """Return whether a base is a product, as x^2 is in the root of it."""
    return base.operation == "sum" and len(m.sums[base.arguments[0]].terms) == 1


def _whole(number: int, exponent: Fraction) -> tuple[Fraction, Fraction]:
    """Return what is left of the exponent of a number between 0 and 1, and the factor that went out."""
    whole = exponent.numerator // exponent.denominator
    if abs(whole) * number.bit_length() > MAX_INTEGER_BITS:
        raise UnsupportedOperation("the power has too many digits")
    return exponent - whole, Fraction(number) ** whole


def _alone(m: Sums, product: Product, coefficient: Fraction) -> Gathered:
    """Return a product; where only a sum is left of it, its terms."""
    if len(product) == 1 and m.sums[product[0][1]].value == 1 and m.bases[product[0][0]].operation == "sum":
        return _scaled(m, m.sums[m.bases[product[0][0]].arguments[0]], coefficient)
    return m.sum([(product, coefficient)])


def _difference_of_squares(m: Sums, a: Gathered, b: Gathered) -> Gathered | None:
    if len(a.terms) != 2 or len(b.terms) != 2:
        return None
    one, other = dict(a.terms), dict(b.terms)
    if one.keys() != other.keys():
        return None
    same = [p for p in one if one[p] == other[p]]
    turned = [p for p in one if one[p] == -other[p]]
    if len(same) != 1 or len(turned) != 1:
        return None
    u, v = (m.sum([(p, one[p])]) for p in (same[0], turned[0]))
    return _sub(m, _mul(m, u, u), _mul(m, v, v))


def _div(m: Sums, a: Number, b: Number) -> Gathered:
    return _mul(m, a, to_power(m, b, m.number(-1)))


def to_power(m: Sums, a: Number, b: Number) -> Gathered:
    """Return a power."""
    base, exponent = m.lift(a), m.lift(b)
    n = exponent.value
    if not base.terms:
        if n is None or n <= 0:
            raise DomainError("a power of 0 that is not positive")
        return base
    if n is not None and n.denominator == 1:
        return _integral(m, base, int(n))
    if len(base.terms) == 1:
        return _of_product(m, *base.terms[0], exponent)
    return m.base(Base("sum", arguments=(base.number,)), exponent)


def _integral(m: Sums, base: Gathered, n: int) -> Gathered:
    product, coefficient = _factors(m, base)
    if abs(n) * max(coefficient.numerator.bit_length(), coefficient.denominator.bit_length()) > MAX_INTEGER_BITS:
        raise UnsupportedOperation("the power has too many digits")
    raised = tuple((b, _scaled(m, m.sums[e], Fraction(n)).number) for b, e in product)
    return _merged(m, raised, coefficient**n)


def _of_product(m: Sums, product: Product, coefficient: Fraction, exponent: Gathered) -> Gathered:
    """Return a product to a power that is no integer: only a positive number goes out of it."""
    if not product and coefficient > 0:
        return _of_number(m, coefficient, exponent)
    if len(product) == 1 and coefficient == 1 and (n := m.sums[product[0][1]].value) in (1, -1):
        return m.base(m.bases[product[0][0]], exponent if n == 1 else _neg(m, exponent))
    if m.bases[product[0][0]] == m.e and len(product) == 1 and coefficient == 1:
        return m.base(m.e, _mul(m, m.sums[product[0][1]], exponent))
    if exponent.value is None or coefficient in (1, -1):
        return m.base(Base("sum", arguments=(m.sum([(product, coefficient)]).number,)), exponent)
    outside = _of_number(m, abs(coefficient), exponent)
    inside = to_power(m, m.sum([(product, Fraction(1 if coefficient > 0 else -1))]), exponent)
    return _mul(m, outside, inside)


def _of_number(m: Sums, value: Fraction, exponent: Gathered) -> Gathered:
    """Return a power of a positive number; a root of a square is taken."""
    n = exponent.value
    if n is not None and n.denominator == 2:
        return _mul(m, _root(m, value.numerator, n), _root(m, value.denominator, -n))
    sides = [(value.numerator, exponent), (value.denominator, _neg(m, exponent))]
    powers = [m.base(Base("number", number), raised) for number, raised in sides if number != 1]
    return _product(m, powers)


def _root(m: Sums, number: int, n: Fraction) -> Gathered:
    """Return a number to a power of halves, squares of small primes outside of the root."""
    outside = 1
    for prime in (2, 3, 5, 7, 11, 13):
        while number % prime**2 == 0:
            number, outside = number // prime**2, outside * prime
    front = m.power(m.number(outside), 2 * n)
    return front if number == 1 else _mul(m, front, m.base(Base("number", number), m.number(n)))


def _product(m: Sums, factors: Iterable[Gathered]) -> Gathered:
    found = m.one
    for factor in factors:
        found = _mul(m, found, factor)
    return found


def _exponential(m: Sums, a: Number) -> Gathered:
    return m.base(m.e, m.lift(a))


def _square_root(m: Sums, a: Number) -> Gathered:
    return to_power(m, a, m.number(_HALF))


OPERATORS: dict[str, Callable[..., Gathered]] = {
    "add": _add,
    "sub": _sub,
    "mul": _mul,
    "div": _div,
    "neg": _neg,
    "pow": to_power,
    "exp": _exponential,
    "sqrt": _square_root,
}
"""The operations of formulas that gather, by name of the row."""
