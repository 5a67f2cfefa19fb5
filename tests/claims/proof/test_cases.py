"""Proofs piece by piece, and what they must not prove."""

import pytest

import derivcheck as dc
from derivcheck.claims.claim import Claim
from derivcheck.claims.proof.proof import prove
from derivcheck.formula.parser import parse
from derivcheck.formula.pieces import pieces

PROVED = {
    ("piecewise(x < 0, x^2, x^3)", "piecewise(x < 0, 2*x, 3*x^2)"): "where x > 0 and where x < 0",
    ("piecewise(x <= 0, x^2, x^3)", "piecewise(x < 0, 2*x, 3*x^2)"): "where x > 0 and where x < 0",
    ("x if x > 0 else log(1 - x)", "1 if x > 0 else -1/(1 - x)"): "log(1 - x)",
    (
        "selu(x)",
        "1.0507009873554804934193349852946*piecewise(x > 0, 1, 1.6732632423543772848170429916717*exp(x))",
    ): "x > 0",
    ("x*floor(x)", "floor(x)"): "except where x is a whole number",
    ("x % 2", "1"): "except where x/2 is a whole number",
    ("round(x)*x", "round(x)"): "except where x + 1/2 is a whole number",
}


@pytest.mark.parametrize("case", PROVED)
def test_pieces_are_proven(case: tuple[str, str]) -> None:
    check = dc.check_derivative(*case, 0.75, prove=True)
    assert check.verdict is dc.Verdict.PROVED
    assert PROVED[case] in check.reason


@pytest.mark.parametrize(
    ("f", "claimed"),
    [
        ("piecewise(x < 0, x^2, x^3)", "piecewise(x < 1, 2*x, 3*x^2)"),
        ("piecewise(x < 0, x^2, x^3)", "3*x^2"),
        ("x*floor(x)", "x"),
        ("x % 2", "0"),
    ],
)
def test_a_wrong_piece_is_not_proven(f: str, claimed: str) -> None:
    assert not prove(Claim(parse(f), parse(claimed), "x")).proved
    assert dc.check_derivative(f, claimed, 0.75).verdict is dc.Verdict.REFUTED


def test_pieces_that_cannot_be_are_left_out() -> None:
    found = [where for where, _ in pieces([parse("piecewise(x < 0, 1, x < 1, 2, 3)")])]
    assert len(found) == 3
    assert not list(pieces([parse("+".join(f"where(x < {k}, 1, 2)" for k in range(9)))]))
