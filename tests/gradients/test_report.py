"""What the user gets: components worst first, the point, the law and the warnings, of checks with known errors."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from roundings import rounded

import derivcheck as dc
from derivcheck import Verdict
from derivcheck.gradients.case import ArrayFinding
from derivcheck.gradients.naming import coordinate
from derivcheck.gradients.report import MOST_LISTED, _instability
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.results.parts import called

pytestmark = pytest.mark.usefixtures("blind")


def squares(w: Any) -> Any:
    return np.sum(w**2)


def test_components_come_worst_first_with_what_was_planted() -> None:
    w = np.array([1.0, 2.0, 3.0])
    planted = np.array([0.0, 1e-3, -1.0])
    check = dc.check_gradient(squares, lambda v: 2 * v + planted, w)
    assert [c.index for c in check.components] == [(2,), (1,), (0,)]
    # What the claim returns is rounded once, where it is 2 w with the planted error; all else is exact.
    assert [c.gap for c in check.components] == rounded(planted[::-1], 1, size=2 * w + planted)
    assert [c.verdict for c in check.components] == [Verdict.REFUTED, Verdict.REFUTED, Verdict.AGREES]
    assert check.components[0].at == {"w[2]": 3.0}
    assert check.at == {"w[0]": 1.0, "w[1]": 2.0, "w[2]": 3.0}


def test_all_that_are_wrong_are_listed_and_of_right_ones_some() -> None:
    w = np.ones(MOST_LISTED + 100)
    assert len(dc.check_gradient(squares, lambda v: 3 * v, w).components) == MOST_LISTED + 100
    assert len(dc.check_gradient(squares, lambda v: 2 * v, w).components) == MOST_LISTED


def test_of_a_large_point_the_worst_coordinate_is_told() -> None:
    w = np.arange(1.0, 101.0)
    claim = 2 * w
    claim[41] *= 1.5
    assert dc.check_gradient(squares, claim, w).at == {"w[41]": 42.0}


def test_the_law_is_told_of_opaque_code_only() -> None:
    def opaque(w: Any) -> float:
        assert type(w) is np.ndarray
        return float(np.sum(np.sin(w)))

    wrong = lambda w: np.cos(w) + 0.1  # noqa: E731
    law = dc.check_gradient(opaque, wrong, np.array([0.5, 1.0])).law
    assert law is not None
    assert law.startswith("flat: the gap to central differences stays at 0.1 ")
    assert dc.check_gradient(lambda w: np.sum(np.sin(w)), wrong, np.array([0.5, 1.0])).law is None


def test_a_claim_that_is_right_but_unstable_is_warned_of() -> None:
    x = np.array([1e-5])
    unstable = lambda x: 2 * (1 - np.cos(x)) / x  # noqa: E731
    stable = lambda x: 4 * np.sin(x / 2) ** 2 / x  # noqa: E731
    assert abs(unstable(x) / stable(x) - 1) > 1.5e-8  # more than half of the digits

    def checked(claim: Any) -> Any:
        return dc.check_jacobian(lambda x: x * stable(1e-5 + 0 * x), lambda y: np.diag(claim(1e-5 + 0 * y)), x)

    assert checked(stable).verdict is checked(unstable).verdict is Verdict.AGREES
    assert checked(stable).warnings == ()
    assert "digits: it is right" in checked(unstable).warnings[0]


@pytest.mark.parametrize("shape", [(), (4,), (2, 3), (2, 1, 3)])
def test_names_are_code_that_gives_the_element(shape: tuple[int, ...]) -> None:
    w = np.random.default_rng(0).normal(size=shape)
    for place in np.ndindex(*shape):
        assert eval(called("w", place), {"w": w}) == w[place]
        assert coordinate("w", w, place) == {called("w", place): w[place]}


def test_the_column_of_a_jacobian_counts_and_not_its_row() -> None:
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert coordinate("x", x, (7, 1, 0)) == {"x[1, 0]": 3.0}
    assert coordinate("x", np.float64(2.5), (3,)) == {"x": 2.5}


@pytest.mark.parametrize("size", [1, 3, 40])
def test_how_closely_is_never_rounded_down(size: int) -> None:
    w = np.linspace(0.3, 0.9, size)
    for scale in (1.0, 0.7, 0.3, 1.9):
        check = dc.check_gradient(lambda w, s=scale: np.sum(np.sin(s * w)), lambda w, s=scale: s * np.cos(s * w), w)
        said = re.search(r"to (?:a relative )?(\d\.\de-\d+)", check.reason)
        assert said is not None
        assert float(said[1]) >= check.detection_limit


@pytest.mark.parametrize(("factor", "said"), [(1.0, "it is right, but off"), (1.001, "besides, rounding takes it off")])
def test_digits_that_a_claim_loses_are_told_of_right_and_wrong_claims(factor: float, said: str) -> None:
    truth, tiny = np.array([2.0, 3.0]), np.full(2, 1e-15)
    tried = ArrayGap(np.ones(2), factor * truth, truth, tiny, tiny, np.array([0.0, 3e-6]))
    assert bool(np.any(tried.refuted)) is (factor != 1)
    (warning,) = _instability(ArrayFinding(Verdict.AGREES, "", (tried,)))
    assert warning == f"in float64 the claim loses 10 of 16 digits: {said} by a relative 1.0e-06"
