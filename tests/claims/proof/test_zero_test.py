"""The zero test behind a proof: polynomials, lattices, signs, functions; sound first, then strong."""

from __future__ import annotations

import functools
import math
import random
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import strategies  # noqa: F401 - its settings: no deadlines
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck.arithmetic.precise import Precise
from derivcheck.claims.claim import Claim
from derivcheck.claims.proof import normal, sparse
from derivcheck.claims.proof.algebra import Algebra
from derivcheck.claims.proof.difference import RealSymbolic, difference
from derivcheck.claims.proof.elements import ONE, ZERO, Element, number
from derivcheck.claims.proof.factoring import Factoring
from derivcheck.claims.proof.functions import FunctionAlgebra
from derivcheck.claims.proof.lattice import Lattice
from derivcheck.claims.proof.normal import vanishes
from derivcheck.claims.proof.sparse import TooLarge
from derivcheck.claims.proof.validity import domain
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DerivcheckError, UnsupportedOperation

LIMIT = 20_000


def zero(left: str, right: str) -> bool:
    """Whether two formulas are proven equal."""
    m = RealSymbolic()
    expressions = (parse(left), parse(right))
    names = {name for e in expressions for name in e.variables}
    a, b = (e.evaluate(m, {name: m.variable(name) for name in names}) for e in expressions)
    return vanishes(a - b, LIMIT)


EQUAL = [
    ("sin(x + y)", "sin(x)cos(y) + cos(x)sin(y)"),
    ("cos(5x)", "16cos(x)^5 - 20cos(x)^3 + 5cos(x)"),
    ("sin(x + pi/2)", "cos(x)"),
    ("tan(pi/4 + x/2)", "(1 + sin(x))/cos(x)"),
    ("tan(x/2)^2", "(1 - cos(x))/(1 + cos(x))"),
    ("sqrt(1 + cos(x))", "sqrt(2)*abs(cos(x/2))"),
    ("cosh(2x)", "2cosh(x)^2 - 1"),
    ("exp(x)^y*exp(x)", "exp(x*(y + 1))"),
    ("exp(3*log(x)/2)", "x*sqrt(x)"),
    ("6^x", "2^x*3^x"),
    ("log(6*x^2)", "log(2) + log(3) + 2*log(abs(x))"),
    ("sqrt(x^2*y)", "abs(x)*sqrt(y)"),
    ("sqrt(x*y)*sqrt(x)", "x*sqrt(y)"),
    ("1/(sqrt(x) - 1)", "(sqrt(x) + 1)/(x - 1)"),
    ("sqrt(x^2 + 2*x + 1)", "abs(x + 1)"),
    ("sqrt(12)", "2*sqrt(3)"),
    ("beta(x + 1, y)", "beta(x, y)*x/(x + y)"),
    ("beta(x, y)", "beta(y, x)"),
    ("lowergamma(x + 1, y)", "x*lowergamma(x, y) - y^x*exp(-y)"),
    ("uppergamma(x - 1, y)*(x - 1)", "uppergamma(x, y) - y^(x - 1)*exp(-y)"),
    ("uppergamma(3, y)", "(y^2 + 2y + 2)*exp(-y)"),
    ("gamma(4)", "6"),
    ("gamma(1)", "1"),
    ("loggamma(4)", "log(6)"),
    ("psi(3)", "psi(1) + 3/2"),
    ("gammainc(x, y)", "1 - gammaincc(x, y)"),
    ("logaddexp(x, y)", "y + softplus(x - y)"),
    ("normcdf(x) + normcdf(-x)", "1"),
    ("atanh(x)", "log((1 + x)/(1 - x))/2"),
    ("exp(asinh(x))", "x + sqrt(x^2 + 1)"),
    ("exp(acosh(x))", "x + sqrt(x - 1)*sqrt(x + 1)"),
    ("exp(acoth(x))^2", "(x + 1)/(x - 1)"),
    ("acos(x) + asin(x)", "pi/2"),
    ("erfc(-x)", "1 + erf(x)"),
    ("sign(x)*x", "abs(x)"),
    ("max(x, y) + min(x, y)", "x + y"),
    ("max(x, y)*min(x, y)", "x*y"),
    ("hypot(x, y)^2", "x^2 + y^2"),
    ("gamma(x + 3)", "x*(x + 1)*(x + 2)*gamma(x)"),
    ("digamma(x - 1)", "digamma(x) - 1/(x - 1)"),
    ("besselj(3, x)", "(8/x^2 - 1)*besselj(1, x) - 4/x*besselj(0, x)"),
    ("besseli(-1, x)", "besseli(1, x)"),
    ("besselk(-2, x)", "besselk(2, x)"),
    ("bessely(y + 1, x) + bessely(y - 1, x)", "2*y/x*bessely(y, x)"),
    ("lambertw(x)*exp(lambertw(x))", "x"),
    ("loggamma(x + 1)", "log(abs(x)) + loggamma(x)"),
]


@pytest.mark.parametrize(("left", "right"), EQUAL)
def test_identities_are_found_and_the_same_with_a_fault_are_not(left: str, right: str) -> None:
    assert zero(left, right)
    assert not zero(left, f"({right})*(1 + 1e-20)")
    assert not zero(left, f"{right} + x*1e-20")


DIFFERENT = [
    ("sqrt(x^2)", "x"),
    ("log(x^2)/2", "log(-x)*0 + x"),
    ("asin(sin(x))", "x"),
    ("atan(tan(x))", "x"),
    ("acos(cos(x))", "x"),
    ("sqrt(1 - sin(x)^2)", "cos(x)"),
    ("(x^2)^(y/2)", "x"),
    ("sqrt(x^4 - 2x^2 + 1)", "x^2 - 1"),
    ("exp(acoth(x))", "sqrt(x^2 - 1)/(x - 1)*0 + (x + 1)/sqrt(x^2 - 1)"),
    ("atan(x) + atan(1/x)", "pi/2"),
    ("abs(x + 1)", "abs(x) + 1"),
    ("sign(x*y)", "sign(x)"),
    ("cbrt(x^3)", "abs(x)"),
    ("(x^3)^(1/3) + log(y)*0", "abs(x) + log(x)"),
    ("log(exp(x) - 1)", "x"),
]


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_what_is_equal_in_places_only_is_not_found(left: str, right: str) -> None:
    assert not zero(left, right)


# Random small formulas that agree somewhere: the pairs on which an unsound rule would show.

UNARY = (
    "sqrt({}) abs({}) log({}) exp({}) sin({}) cos({}) tan({}) asin({}) acos({}) atan({}) ({})^2 1/({}) -({}) ({})/2 "
    "2*({}) ({})+1 ({})-1 sign({}) cosh({}) tanh({}) atanh({}) asinh({}) acosh({}) ({})^(1/3) cbrt({}) ({})^3 "
    "({})*x ({})+x asec({}) ({})^x max({},x) acoth({}) 1-({})^2 sqrt(({})^2) exp(2*log({})) log(({})^2)"
).split()
POINTS = (0.37, 0.83, 1.71, 2.9, -0.37, -0.83, -1.71, -2.9, 5.3, -5.3, 0.05, -0.05)


def values(expression: Expression) -> list[mpmath.mpf | None]:
    m = Precise(120)
    found: list[mpmath.mpf | None] = []
    for x in POINTS:
        try:
            found.append(expression.evaluate(m, {"x": m.exact(x)}))
        except DerivcheckError:
            found.append(None)
    return found


@functools.cache
def pairs(seed: int) -> list[tuple[str, str, bool]]:
    """Pairs of formulas that agree at one point at least, and whether they agree wherever both are defined."""
    rng = random.Random(seed)
    texts = ["x", *("x" for _ in range(400))]
    for k in range(1, len(texts)):
        for _ in range(rng.randint(1, 3)):
            texts[k] = rng.choice(UNARY).replace("{}", texts[k])
    known = {text: values(parse(text)) for text in sorted(set(texts))}
    texts, found = list(known), []
    rough = np.array([[math.nan if v is None else float(v) for v in known[text]] for text in texts])
    # What differs in floats differs.
    near = (np.flatnonzero(np.isclose(row, rough, rtol=1e-9, atol=1e-9).any(axis=1)) for row in rough)
    for a, b in ((texts[i], texts[j]) for i, places in enumerate(near) for j in places if i < j):
        left, right = known[a], known[b]
        both = [(p, q) for p, q in zip(left, right, strict=True) if p is not None and q is not None]
        same = [abs(p - q) <= 1e-25 * (1 + abs(p)) for p, q in both]
        if any(same):
            found.append((a, b, all(same)))
    return found


@pytest.mark.parametrize("seed", range(2))
def test_nothing_is_found_equal_that_differs_at_a_point(seed: int) -> None:
    tried = pairs(seed)
    assert sum(not same for _, _, same in tried) > 50
    for left, right, same in tried:
        assert same or not zero(left, right), (left, right)
    found = [zero(left, right) for left, right, same in tried if same]
    assert sum(found) > len(found) / 3


def test_an_unsound_rule_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: |u| = u, as for positive symbols."""
    monkeypatch.setattr(FunctionAlgebra, "sign", lambda self, f: ONE)
    assert zero("sqrt(x^2)", "x")
    assert any(zero(left, right) for left, right, same in pairs(0) if not same)


def test_signs_are_learnt_from_what_must_be_positive() -> None:
    # x > 0 from log(x); 1 - x and 1 + x have one sign, and so has their sum, which is positive.
    assert zero("abs(x)*log(x)", "x*log(x)")
    assert zero("abs(1 - x)*sqrt(1 - x^2)", "(1 - x)*sqrt(1 - x^2)")
    assert not zero("abs(x)*sqrt(x^2 - 1)", "x*sqrt(x^2 - 1)")
    assert zero("abs(x)*sqrt(x^2 - 1)", "abs(x - 1)*x/(x - 1)*sqrt(x^2 - 1)")


def test_contradictory_signs_prove_nothing() -> None:
    assert not zero("log(x) + log(-x)", "log(-x^2)")
    assert not zero("sqrt(x - 1)*sqrt(1 - x)", "sqrt(1 - x)*sqrt(x - 1)*abs(x)/x")


@pytest.mark.parametrize("name", ["re", "Heaviside", "dirichlet_eta"])
def test_functions_without_a_rule_are_refused(name: str) -> None:
    with pytest.raises(UnsupportedOperation, match=name):
        vanishes(getattr(sympy, name)(sympy.Symbol("z") + 1, evaluate=False), LIMIT)


def test_every_rule_is_that_of_a_sympy_class() -> None:
    classes = {"Add", "Mul", "Pi", "Exp1", "zeta_derivative"}  # the last is our own
    assert all(hasattr(sympy, name) for name in set(normal._RULES) - classes)


def test_limits() -> None:
    m = Algebra(10)
    x, y = (m.element(m.generator(name)) for name in "xy")
    both = m.plus([x, y])
    with pytest.raises(TooLarge):
        m.plus([m.power(both, 30), ONE])
    with pytest.raises(TooLarge):
        m.plus([m.power(both, 10**6), ONE])
    with pytest.raises(TooLarge):
        m.power(number(3), 10**9)
    assert m.times(m.power(both, 10**6), m.power(both, -(10**6))) == ONE


# The parts, against SymPy and against brute force.

SMALL = st.integers(-3, 3)
Pairs = dict[tuple[int, int], int]
POLYNOMIALS = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), SMALL.filter(bool), max_size=4)


def packed(p: Pairs) -> sparse.Polynomial:
    return {sparse.monomial(0, i) + sparse.monomial(1, j): c for (i, j), c in p.items()}


def as_sympy(p: sparse.Polynomial) -> sympy.Expr:
    x, y = sympy.symbols("x y")
    terms = [c * x ** sparse.exponent(m, 0) * y ** sparse.exponent(m, 1) for m, c in p.items()]
    return sympy.expand(sympy.Add(*terms))


@given(POLYNOMIALS, POLYNOMIALS)
def test_polynomials_multiply_and_split_as_in_sympy(a: Pairs, b: Pairs) -> None:
    product = sparse.product(packed(a), packed(b), LIMIT)
    assert as_sympy(product) == sympy.expand(as_sympy(packed(a)) * as_sympy(packed(b)))
    if product:
        c, m, rest = sparse.split(product)
        assert as_sympy(sparse.product({m: c}, rest, LIMIT)) == as_sympy(product)
        assert sparse.split(sparse.product({0: -1}, product, LIMIT))[2] == rest


@settings(max_examples=50)
@given(POLYNOMIALS, POLYNOMIALS, POLYNOMIALS.filter(bool), st.integers(-3, 3))
def test_elements_are_a_field(a: Pairs, b: Pairs, c: Pairs, n: int) -> None:
    m = Factoring(LIMIT)
    x, y = (m.element(m.generator(name)) for name in "xy")

    def element(p: Pairs) -> Element:
        return m.plus(m.times(number(k), m.power(x, i), m.power(y, j)) for (i, j), k in p.items())

    u, v, w = (element(p) for p in (a, b, c))
    left = m.times(m.plus([u, v]), m.power(w, n))
    right = m.plus([m.times(u, m.power(w, n)), m.times(v, m.power(w, n))])
    assert m.plus([left, m.times(number(-1), right)]) == ZERO
    assert m.times(w, m.power(w, -1)) == ONE
    factored = m.factored(m.times(w, w))
    assert m.plus([factored, m.times(number(-1), w, w)]) == ZERO
    terms = [m.times(number(q), m.term(t)) for t, q in m.terms(m.times(u, m.power(w, n))).items()]
    assert m.plus([*terms, m.times(number(-1), u, m.power(w, n))]) == ZERO


VECTORS = st.dictionaries(st.sampled_from("xyz"), st.fractions(-3, 3, max_denominator=6).filter(bool), max_size=3)


@given(st.lists(VECTORS, max_size=5), st.lists(st.integers(-3, 3), min_size=5, max_size=5))
def test_a_lattice_holds_what_was_added_and_its_combinations(
    vectors: list[dict[str, Fraction]], weights: list[int]
) -> None:
    lattice = Lattice()
    for v in vectors:
        lattice.add({**v})
        assert not lattice.add({**v})
    total = {key: sum(w * v.get(key, Fraction(0)) for w, v in zip(weights, vectors, strict=False)) for key in "xyz"}
    coordinates = lattice.coordinates({key: value for key, value in total.items() if value})
    assert coordinates is not None
    for key in "xyz":
        assert total[key] == sum(n * b.get(key, 0) for n, b in zip(coordinates, lattice.basis, strict=True))
    assert len(lattice.basis) <= 3
    assert lattice.coordinates({"x": Fraction(1, 7)}) is None


def test_the_difference_is_sympys_derivative_minus_the_claim() -> None:
    x = sympy.Symbol("x", real=True)
    found = difference(Claim(parse("x^2*exp(x)"), parse("sin(x)"), "x", 2))
    assert sympy.simplify(found - sympy.diff(x**2 * sympy.exp(x), x, 2) + sympy.sin(x)) == 0
    # |u| of a u of unknown kind has a derivative too.
    assert not difference(Claim(parse("abs(log(x))"), parse("0"), "x")).has(sympy.Derivative, sympy.re)


@pytest.mark.parametrize(
    ("function", "claimed", "words"),
    [
        ("x", "1", "for all real x"),
        ("a*x*y", "a*y", "for all real a, x and y"),
        ("log(-x)", "1/x", "for all real x with x < 0 (so that log(-x) is smooth)"),
        ("log(3x)", "1/x", "for all real x with x > 0 (so that log(3*x) is smooth)"),
        ("acoth(x) + asec(x)", "0", "for all real x with |x| > 1 (so that acoth(x) is smooth)"),
        ("asech(x)", "0", "for all real x with 0 < x < 1 (so that asech(x) is smooth)"),
        ("coth(x) + cot(x)", "0", "for all real x except where x = 0 or sin(x) = 0"),
        ("atan2(y, x)", "0", "for all real x and y except where y = 0 and x <= 0"),
        ("hypot(x, y)", "0", "for all real x and y except where x**2 + y**2 = 0"),
        ("besselj(n, x)", "0", "for all real n and x with x > 0 (so that besselj(n, x) is smooth)"),
        ("1/x/y/z/u/v", "0", "for all real u, v, x, y and z except where x = 0 or y = 0 or z = 0 or u = 0 or …"),
        ("1/(x^2*(1+x^2)*exp(x))", "0", "for all real x except where x = 0"),
        ("x/x", "0", "for all real x except where x = 0"),
        ("x^(-1)", "0", "for all real x except where x = 0"),
    ],
)
def test_domains_in_words(function: str, claimed: str, words: str) -> None:
    assert domain(Claim(parse(function), parse(claimed), "x")) == words


@pytest.mark.parametrize(
    ("function", "claimed", "exception"),
    [
        ("atan2(x, -1)", "-1/(1 + x^2)", "x = 0 and -1 <= 0"),
        ("gamma(x) + log(-x)", "gamma(x)*digamma(x) + 1/x", "x is 0, -1, -2, …"),
    ],
)
def test_exceptions_that_other_conditions_do_not_imply(function: str, claimed: str, exception: str) -> None:
    assert f"except where {exception}" in domain(Claim(parse(function), parse(claimed), "x"))
