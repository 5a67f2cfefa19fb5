"""Large gradients along random directions: planted errors above the limit are seen, in every trial."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck import Verdict
from derivcheck.arithmetic.bounded import Bounded
from derivcheck.gradients import along
from derivcheck.gradients.along import along_directions
from derivcheck.gradients.subject import Subject

pytestmark = pytest.mark.usefixtures("blind")

X = np.random.default_rng(4).normal(size=2000)


def f(x: Any) -> Any:
    y = np.zeros_like(x)
    y[:] = x
    return np.sum(np.sin(y) * y)


CLAIM = np.sin(X) + X * np.cos(X)
NOISE = 4 * np.finfo(float).eps * np.abs(CLAIM)


def test_a_right_gradient_is_never_accused() -> None:
    for seed in range(30):
        found = along_directions(Subject(f), X, CLAIM, NOISE, np.random.default_rng(seed))
        assert not found.seen
        assert found.witness == "forward mode"


@pytest.mark.parametrize("seed", range(20))
def test_an_error_at_the_limit_is_seen_and_found(seed: int) -> None:
    rng = np.random.default_rng(seed)
    limit = along_directions(Subject(f), X, CLAIM, NOISE, rng).limit
    wrong = CLAIM.copy()
    place = int(rng.integers(X.size))
    wrong[place] += 1.5 * limit * np.max(np.abs(CLAIM))
    found = along_directions(Subject(f), X, wrong, NOISE, rng)
    assert found.seen
    assert found.wrong[0].place == place


def test_numbers_that_are_not_finite_are_found() -> None:
    wrong = CLAIM.copy()
    wrong[[3, 1999]] = np.nan, np.inf
    found = along_directions(Subject(f), X, wrong, NOISE, np.random.default_rng(0))
    assert found.seen
    assert {w.place for w in found.wrong} == {3, 1999}


def test_a_witness_that_declines_accuses_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def declines(f: Any, x: Any, directions: Any, rng: Any) -> Bounded:
        return Bounded(np.full(len(directions), np.nan), np.full(len(directions), np.inf))

    monkeypatch.setattr(along, "SLOPES", {"declining": declines})
    found = along_directions(Subject(f), X, CLAIM, NOISE, np.random.default_rng(0))
    assert not found.seen
    assert found.limit == np.inf


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("spoilt", [None, 0, 777])
def test_values_alone_take_at_most_400_runs(seed: int, spoilt: int | None) -> None:
    n, runs = 20_000, [0]
    x, a = np.random.default_rng(seed).normal(size=(2, n))

    def energy(w: Any) -> float:
        assert type(w) is np.ndarray
        runs[0] += 1
        return float(np.sum(a * np.sin(w)))

    def slope(w: Any) -> Any:
        found = a * np.cos(w)
        found[[] if spoilt is None else spoilt] *= 1.001
        return found

    found = dc.check_gradient(energy, slope, x, seed=seed)
    assert found.verdict is (Verdict.AGREES if spoilt is None else Verdict.REFUTED)
    assert [c.index for c in found.components] == ([] if spoilt is None else [(spoilt,)])
    assert runs[0] <= 400


def test_what_adding_a_claim_up_loses_is_granted() -> None:
    """Against sums of exact rationals, of numbers whose sum is far smaller than they are."""
    rng = np.random.default_rng(0)
    claim = rng.normal(size=3000)
    directions = rng.choice([-1.0, 1.0], size=(5, 3000)) * (1 + rng.random((5, 3000)))
    found, granted = along._products(claim, directions), along._slack(claim, 0 * claim, directions)
    numbers = [Fraction(c) for c in claim.tolist()]
    exactly = [sum(a * Fraction(b) for a, b in zip(numbers, v, strict=True)) for v in directions.tolist()]
    off = [abs(Fraction(value) - exact) for value, exact in zip(found.tolist(), exactly, strict=True)]
    assert any(off)
    assert all(one <= slack for one, slack in zip(off, granted.tolist(), strict=True))


def test_a_large_claim_that_is_right_at_the_point_by_coincidence_is_refuted() -> None:
    check = dc.check_gradient(lambda x: np.sum(x**3), lambda x: 3 * x, np.ones(5000))
    assert check.verdict is Verdict.REFUTED
    assert any(value != 1 for value in check.components[0].at.values())
