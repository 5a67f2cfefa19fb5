"""From SymPy's expressions to elements, and the zero test."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derivcheck.claims.proof import special
from derivcheck.claims.proof.elements import ONE, ZERO, Element, number
from derivcheck.claims.proof.functions import FunctionAlgebra, Restart
from derivcheck.elementary.number import Number
from derivcheck.formula.domain import ANYWHERE, Domain
from derivcheck.ground.allowances import claims as allowances
from derivcheck.ground.errors import DomainError, UnsupportedOperation


def vanishes(expression: Number, limit: int, domain: Domain = ANYWHERE) -> bool:
    """Return whether a SymPy expression is proven to be zero at every real point of a domain at which it is defined.

    Parameters
    ----------
    expression : SymPy expression
        Of real symbols.
    limit : int
        Largest number of terms of a polynomial on the way.
    domain : Domain
        Ranges of the symbols, which roots and absolute values take their signs from.

    Raises
    ------
    TooLarge
    UnsupportedOperation
        It holds something that is not a real function.

    Examples
    --------
    >>> import sympy
    >>> x = sympy.Symbol("x", real=True)
    >>> vanishes(sympy.sin(2 * x) - 2 * sympy.sin(x) * sympy.cos(x), 1000)
    True
    >>> vanishes(sympy.sqrt(x**2) - x, 1000), vanishes(sympy.sqrt(x**2) - abs(x), 1000)
    (False, True)
    >>> from derivcheck.formula.domain import Range
    >>> vanishes(sympy.sqrt(x**2) - x, 1000, Domain.of({"x": Range(0.0, 1.0)}))
    True
    """
    m = FunctionAlgebra(limit, domain)
    m.start()
    for _ in range(allowances.PROOF_STARTS.value):
        try:
            total = _Reader(m).read(expression)
            learnt = m.learn_signs()
            if total == ZERO or not learnt:
                return total == ZERO
        except Restart:
            m.start()
        except DomainError:
            return False
    return False


class _Reader:
    """Reads expressions, each part once."""

    def __init__(self, m: FunctionAlgebra) -> None:
        self.m = m
        self._known: dict[Any, Element] = {}

    def read(self, expression: object) -> Element:
        """Return an expression as an element."""
        if expression not in self._known:
            self._known[expression] = self._read(expression)
        return self._known[expression]

    def _read(self, expression: Any) -> Element:
        if expression.is_Rational:
            return number(Fraction(int(expression.p), int(expression.q)))
        if expression.is_Symbol:
            return self.m.symbol(expression.name)
        name = type(expression).__name__
        if name == "Pow":
            return self._power(*expression.args)
        if name not in _RULES:
            raise UnsupportedOperation(f"no proof about {name}")
        return _RULES[name](self.m, *[self.read(a) for a in expression.args])

    def _power(self, base: Number, exponent: Any) -> Element:
        if exponent.is_Integer:
            return self.m.power(self.read(base), int(exponent))
        if exponent.is_Rational:
            return self.m.root(self.read(base), Fraction(int(exponent.p), int(exponent.q)))
        logarithm = self.m.logarithm(self.read(base))
        return self.m.exponential(self.m.times(self.read(exponent), logarithm))


Rule = Callable[..., Element]


def _minus(m: FunctionAlgebra, e: Element) -> Element:
    return m.times(number(-1), e)


def _over(m: FunctionAlgebra, a: Element, b: Element) -> Element:
    return m.times(a, m.power(b, -1))


def _half(m: FunctionAlgebra, *elements: Element) -> Element:
    return m.times(number(Fraction(1, 2)), m.plus(elements))


def _cosine(m: FunctionAlgebra, u: Element) -> Element:
    return m.circle(u)[0]


def _sine(m: FunctionAlgebra, u: Element) -> Element:
    return m.circle(u)[1]


def _hyperbolic_cosine(m: FunctionAlgebra, u: Element) -> Element:
    e = m.exponential(u)
    return _half(m, e, m.power(e, -1))


def _hyperbolic_sine(m: FunctionAlgebra, u: Element) -> Element:
    e = m.exponential(u)
    return _half(m, e, _minus(m, m.power(e, -1)))


def _quotient(above: Rule, below: Rule) -> Rule:
    return lambda m, u: _over(m, above(m, u), below(m, u))


def _one(m: FunctionAlgebra, u: Element) -> Element:
    return ONE


def _asinh(m: FunctionAlgebra, u: Element) -> Element:
    root = m.root(m.plus([m.times(u, u), ONE]), Fraction(1, 2))
    return m.logarithm(m.plus([u, root]))


def _acosh(m: FunctionAlgebra, u: Element) -> Element:
    roots = [m.root(m.plus([u, number(c)]), Fraction(1, 2)) for c in (-1, 1)]
    return m.logarithm(m.plus([u, m.times(*roots)]))


def _atanh(m: FunctionAlgebra, u: Element) -> Element:
    return _half(m, m.logarithm(_over(m, m.plus([ONE, u]), m.plus([ONE, _minus(m, u)]))))


def _of_reciprocal(rule: Rule) -> Rule:
    return lambda m, u: rule(m, m.power(u, -1))


def _opaque(name: str, *, odd: bool = False) -> Rule:
    return lambda m, *arguments: m.opaque(name, *arguments, odd=odd)


def _bessel(name: str) -> Rule:
    return lambda m, order, u: special.bessel(m, name, order, u)


def _acos(m: FunctionAlgebra, u: Element) -> Element:
    right_angle = m.times(number(Fraction(1, 2)), m.symbol("pi", positive=True))
    return m.plus([right_angle, _minus(m, m.opaque("asin", u, odd=True))])


_asin, _atan, _erf = (_opaque(name, odd=True) for name in ("asin", "atan", "erf"))

_RULES: dict[str, Rule] = {
    "Add": lambda m, *terms: m.plus(terms),
    "Mul": lambda m, *factors: m.times(*factors),
    "Pi": lambda m: m.symbol("pi", positive=True),
    "Exp1": lambda m: m.exponential(ONE),
    "exp": lambda m, u: m.exponential(u),
    "log": lambda m, u: m.logarithm(u),
    "Abs": lambda m, u: m.magnitude(u),
    "sign": lambda m, u: _over(m, m.magnitude(u), u),
    "sin": _sine,
    "cos": _cosine,
    "tan": _quotient(_sine, _cosine),
    "cot": _quotient(_cosine, _sine),
    "sec": _quotient(_one, _cosine),
    "csc": _quotient(_one, _sine),
    "sinh": _hyperbolic_sine,
    "cosh": _hyperbolic_cosine,
    "tanh": _quotient(_hyperbolic_sine, _hyperbolic_cosine),
    "coth": _quotient(_hyperbolic_cosine, _hyperbolic_sine),
    "sech": _quotient(_one, _hyperbolic_cosine),
    "csch": _quotient(_one, _hyperbolic_sine),
    "asin": _asin,
    "acos": _acos,
    "atan": _atan,
    "acot": _of_reciprocal(_atan),
    "asec": _of_reciprocal(_acos),
    "acsc": _of_reciprocal(_asin),
    "asinh": _asinh,
    "acosh": _acosh,
    "atanh": _atanh,
    "acoth": _of_reciprocal(_atanh),
    "asech": _of_reciprocal(_acosh),
    "acsch": _of_reciprocal(_asinh),
    "erf": _erf,
    "erfc": lambda m, u: m.plus([ONE, _minus(m, _erf(m, u))]),
    **{name: _opaque(name, odd=True) for name in ("erfi", "erfinv")},
    "erfcinv": _opaque("erfcinv"),
    **{name: _opaque(name, odd=True) for name in ("Si", "Shi", "fresnels", "fresnelc")},
    **{name: _opaque(name) for name in ("Ei", "Ci", "Chi", "li", "elliptic_k", "elliptic_e")},
    **{name: _opaque(name) for name in ("airyai", "airybi", "airyaiprime", "airybiprime", "zeta", "zeta_derivative")},
    "expint": special.exponential_integral,
    "polylog": special.polylogarithm,
    "gamma": special.gamma,
    "beta": special.beta,
    "lowergamma": special.lower_gamma,
    "uppergamma": special.upper_gamma,
    "loggamma": special.loggamma,
    "digamma": lambda m, u: special.polygamma(m, ZERO, u),
    "polygamma": special.polygamma,
    **{name: _bessel(name) for name in ("besselj", "bessely", "besseli", "besselk")},
    "LambertW": lambda m, u: m.lambert(u),
    "atan2": _opaque("atan2"),
}
"""How each class of SymPy is read; what is not here is not proven."""
