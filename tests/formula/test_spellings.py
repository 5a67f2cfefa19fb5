"""One variable in several spellings is one variable, within a formula and between a function and its claim."""

from __future__ import annotations

import pytest

import derivcheck as dc
from derivcheck.formula.names import GREEK
from derivcheck.formula.parser import parse
from derivcheck.formula.spellings import Spellings

_CLAIMS = """
A\\sin(\\omega t) | Aωcos(ωt) | t
A sin(ωt) | A\\omega\\cos\\omega t | t
e^(-λt) | -\\lambda e^{-\\lambda t} | t
N_0*e^(-k*t) | -k*N0*e^(-k*t) | t
V0 t | V_0 | t
V₀t | V0 | t
varphi^2 | 2φ | varphi
\\phi^2 | 2ϕ | phi
sigma*x | σ | x
lambda_*x^2 | 2λx | x
"""


@pytest.mark.parametrize("row", _CLAIMS.strip().splitlines())
def test_a_claim_may_spell_a_letter_otherwise(row: str) -> None:
    function, claim, variable = (part.strip() for part in row.split("|"))
    assert dc.check_derivative(function, claim, wrt=variable)


def test_a_wrong_claim_in_another_spelling_is_refuted() -> None:
    assert dc.check_derivative(r"A\sin(\omega t)", "-Aωcos(ωt)", wrt="t").verdict.name == "REFUTED"


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("θ + theta", {"θ"}),
        (r"\lambda + λ", {"lambda"}),
        ("λ_1 + lambda_1", {"λ_1"}),
        ("gamma(x) + γ", {"γ", "x"}),
        (r"\phi + \varphi", {"phi", "varphi"}),
        ("x1 + x_1", {"x1", "x_1"}),
        ("piecewise(x < 0, θ, 2*theta)", {"x", "θ"}),
    ],
)
def test_within_a_formula_a_sign_and_its_name_are_one(text: str, variables: set[str]) -> None:
    assert {*parse(text).variables} == variables


def test_a_letter_that_was_given_in_both_spellings_is_two() -> None:
    assert {*parse("θ + theta", ("θ", "theta")).variables} == {"θ", "theta"}
    assert parse("V_0 + x", ("V0", "V_0")).variables == ("V_0", "x")


def test_signs_of_several_characters_are_no_letters() -> None:
    assert Spellings((), ["½", "ǆ", "alpha"]).of("alpha") == "alpha"


def test_what_was_spelt_otherwise_is_shown() -> None:
    assert parse("2*ω", ("omega",)).read_as == "2*omega"


@pytest.mark.parametrize("name", sorted(GREEK - {"hbar", "ell"}))
def test_each_name_of_a_letter_is_the_letter(name: str) -> None:
    plain = name.removeprefix("var")
    kind = "CAPITAL" if plain[0].isupper() else "SMALL"
    sign = f"\\N{{GREEK {kind} LETTER {plain.upper().replace('LAMBDA', 'LAMDA')}}}".encode().decode("unicode_escape")
    assert parse(f"{sign}*x", (name, "x")).variables == tuple(sorted((name, "x")))
