"""Signs of polynomials over ranges, and proofs that need them; the oracle is a fine grid of exact rationals."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import derivcheck as dc
from derivcheck.claims.proof.ranges import Ends, sign
from derivcheck.claims.proof.sparse import exponents, monomial
from derivcheck.results import Check

coefficients = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 2)), st.integers(-5, 5).filter(bool), min_size=1, max_size=4
)
ends = st.tuples(st.integers(-3, 3), st.integers(1, 4)).map(lambda e: (Fraction(e[0]), Fraction(e[0] + e[1])))


@given(coefficients, ends, ends)
def test_a_sign_holds_on_a_grid(terms: dict[tuple[int, int], int], x: Ends, y: Ends) -> None:
    p = {monomial(0, i) + monomial(1, j): c for (i, j), c in terms.items()}
    found = sign(p, {0: x, 1: y})
    parts = [Fraction(k, 8) for k in range(9)]
    for s, t in itertools.product(parts, parts):
        at = (x[0] + s * (x[1] - x[0]), y[0] + t * (y[1] - y[0]))
        value = sum(
            c * at[0] ** dict(exponents(m)).get(0, 0) * at[1] ** dict(exponents(m)).get(1, 0) for m, c in p.items()
        )
        assert found * value >= 0


def test_an_unknown_generator_has_no_sign() -> None:
    assert sign({monomial(0): 1}, {}) == 0
    assert sign({monomial(0, 2): 1, 0: 1}, {}) == 1


PDF = "exp(-(x-m)^2/(2*s^2))/(s*sqrt(2*pi))"
ROOT_PDF = "exp(-(x-m)^2/(2*s^2))/sqrt(2*pi*s^2)"
CDF = "(1+erf((x-m)/sqrt(2*s^2)))/2"
SLOPES = {"x": f"-(x-m)/s^2*{PDF}", "m": f"(x-m)/s^2*{PDF}", "s": f"((x-m)^2/s^3-1/s)*{PDF}"}

PROVED = [
    *((f, SLOPES[wrt], wrt, "s>0") for f in (PDF, ROOT_PDF) for wrt in "xms"),
    (CDF, PDF, "x", "s>0"),
    (CDF, f"-{PDF}", "m", "s>0"),
    (CDF, f"-(x-m)/s*{PDF}", "s", "s>0"),
    ("sqrt(s^2)", "1", "s", "s>0"),
    ("sqrt((1-x)^2)", "-1", "x", "x=0:1"),
    ("abs(x)", "-1", "x", "x<0"),
    ("log(x^2)*abs(x-a)", "2/x*(x-a)+2*log(x)", "x", "x=2:3, a=0:1"),
    ("sqrt(x^2-2*x*y+y^2)", "1", "x", "x=2:3, y=0:1"),
]


@pytest.mark.parametrize(("function", "claimed", "wrt", "domain"), PROVED)
def test_proofs_use_the_domain(function: str, claimed: str, wrt: str, domain: str) -> None:
    found = dc.check_derivative(function, claimed, wrt=wrt, domain=domain, prove=True)
    assert found.verdict is dc.Verdict.PROVED, found.reason


@pytest.mark.parametrize(
    ("function", "claimed", "wrt"), [row[:3] for row in PROVED if row[0] not in (PDF, CDF) and row[2] != "m"]
)
def test_without_it_they_are_not_proved(function: str, claimed: str, wrt: str) -> None:
    assert dc.check_derivative(function, claimed, wrt=wrt, prove=True).verdict is not dc.Verdict.PROVED


@pytest.mark.parametrize(
    ("function", "claimed", "domain"),
    [("sqrt((1-x)^2)", "1", "x=0:1"), ("abs(x)", "1", "x=-1:1"), ("log(s^2)", "1/s", "s>0"), (PDF, f"-{PDF}", "s>0")],
)
def test_a_domain_proves_nothing_wrong(function: str, claimed: str, domain: str) -> None:
    found = dc.check_derivative(function, claimed, wrt="s" if "log" in function else "x", domain=domain, prove=True)
    assert isinstance(found, Check)
    assert found.verdict is dc.Verdict.REFUTED


def test_a_proof_names_the_inside_of_the_domain() -> None:
    found = dc.check_derivative("log(x)/x", "(1-log(x))/x^2", domain="x=0:1", prove=True)
    assert found.reason.endswith("for all real x with 0 < x < 1")
