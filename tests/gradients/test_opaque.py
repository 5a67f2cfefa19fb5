"""Estimates of gradients and Jacobians from values alone, against slopes from tables."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck import Verdict
from derivcheck.gradients import opaque
from derivcheck.gradients.kinks import smooth_along
from derivcheck.gradients.subject import Subject
from derivcheck.ground.errors import UnsupportedOperation

pytestmark = pytest.mark.usefixtures("blind")

X = np.array([0.3, -2.0, 1e3])


def test_a_gradient_is_inside_its_bounds() -> None:
    found = opaque.estimates(Subject(lambda x: np.sum(np.sin(x) * x)), X, "gradient")
    errors = np.abs(found.value - (np.sin(X) + X * np.cos(X)))
    assert np.all(errors <= found.bound)
    assert np.all(found.bound[:2] < 1e-9)


def test_a_jacobian_is_inside_its_bounds() -> None:
    x = X[:2]
    found = opaque.estimates(Subject(lambda x: np.array([x[0] * x[1], np.exp(x[0])])), x, "jacobian")
    truth = np.array([[x[1], x[0]], [np.exp(x[0]), 0]])
    assert np.all(np.abs(found.value - truth) <= found.bound)
    assert not np.all(np.abs(found.value - truth.T) <= found.bound)


def test_directions() -> None:
    v = np.array([[1.0, 1.5, -1.2], [-1.1, 1.0, 1.9]])
    found = opaque.along(Subject(lambda x: np.sum(x**2)), X, v)
    assert np.all(np.abs(found.value - v @ (2 * X)) <= found.bound)


def test_too_many_elements_are_refused() -> None:
    with pytest.raises(UnsupportedOperation):
        opaque.estimates(Subject(np.sum), np.ones(1000), "gradient")


def hinge(x: Any) -> float:
    assert type(x) is np.ndarray
    return float(np.sum(np.maximum(x, 0)))


def step(x: Any) -> Any:
    return (x > 0) * 1.0


def test_both_sides_of_what_declines() -> None:
    found = opaque.sides(Subject(hinge), np.array([1.0, 0.0, -2.0]), np.array([True, True, False]))
    assert found.bent.tolist() == [False, True, False]
    assert max(abs(found.left[1] - 0), abs(found.right[1] - 1)) <= found.off[1] < 1e-9


@pytest.mark.parametrize(("n", "place"), [(3, 1), (300, 37), (20_000, 12_345)])
@pytest.mark.parametrize("fixed", [True, False])
def test_a_kink_is_told_with_both_sides_and_the_subgradient(n: int, place: int, fixed: bool) -> None:
    rng = np.random.default_rng(0)
    x = (1 + rng.random(n)) * rng.choice([-1, 1], n)  # the other kinks are not near
    x[place] = 0
    found = dc.check_gradient(hinge, step(x) if fixed else step, x)
    assert found.verdict is Verdict.UNRESOLVED
    assert found.reason == f"not differentiable at x[{place}] = 0 (left 0, right 1)"
    assert found.cause is not None
    assert found.cause.kind == "subgradient"


def test_a_claim_outside_of_both_sides_is_no_subgradient() -> None:
    found = dc.check_gradient(hinge, lambda x: np.where(x == 0, 1.5, step(x)), np.array([1.0, 0.0]))
    assert found.cause is not None
    assert found.cause.kind == "kink"


def test_no_component_is_named_where_only_directions_are_known() -> None:
    rng = np.random.default_rng(0)
    at = np.ones(300)

    def ragged(x: Any) -> float:
        assert type(x) is np.ndarray
        return float(np.sum(x) if np.array_equal(x, at) else rng.normal())

    found = dc.check_gradient(ragged, at, at)
    assert found.verdict is Verdict.UNRESOLVED
    assert "component" not in found.reason


def rosen(x: Any) -> float:
    assert type(x) is np.ndarray
    return float(np.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2))


def rosen_hessian(x: Any) -> Any:
    found = np.diag(-400.0 * x[:-1], 1) + np.diag(-400.0 * x[:-1], -1)
    found[range(len(x) - 1), range(len(x) - 1)] += 1200 * x[:-1] ** 2 - 400 * x[1:] + 2
    found[range(1, len(x)), range(1, len(x))] += 200
    return found


@pytest.mark.parametrize("n", [2, 5, 12])
def test_a_hessian_is_inside_its_bounds_and_checked(n: int) -> None:
    x = np.random.default_rng(n).normal(size=n)
    found = opaque.second(Subject(rosen), x)
    assert np.all(np.abs(found.value - rosen_hessian(x)) <= found.bound)
    assert np.max(found.bound) < 1e-3
    assert dc.check_hessian(rosen, rosen_hessian, x).verdict is Verdict.AGREES
    wrong = dc.check_hessian(rosen, lambda y: rosen_hessian(y) + np.eye(n)[::-1], x)
    assert wrong.verdict is Verdict.REFUTED
    assert sum(c.verdict is Verdict.REFUTED for c in wrong.components) == n


@pytest.mark.parametrize("n", [13, 34])
def test_a_large_hessian_is_judged_along_random_directions(n: int) -> None:
    x = np.linspace(-1, 1, n)
    assert dc.check_hessian(rosen, rosen_hessian, x).verdict is Verdict.AGREES
    wrong = dc.check_hessian(rosen, lambda y: rosen_hessian(y) + 0.01 * np.eye(n)[::-1], x)
    assert wrong.verdict is Verdict.REFUTED


def test_combinations_of_second_derivatives_hold_their_bounds() -> None:
    """u'Hv of a cubic, against exact second derivatives; and of u with itself."""
    f = Subject(lambda w: float(w[0]) ** 3 + float(w[0]) * float(w[1]) ** 2)
    x, u, v = np.array([1.0, 2.0]), np.array([1.0, 0.0]), np.array([0.5, -1.0])
    h = np.array([[6.0, 4.0], [4.0, 2.0]])
    found = opaque.bilinear(f, x, u, np.array([u, v]))
    assert np.all(np.abs(found.value - [u @ h @ u, u @ h @ v]) <= found.bound)
    assert np.all(found.bound < 1e-6)


def test_a_jacobian_of_a_few_hundred_elements_is_judged_along_random_directions() -> None:
    x = np.linspace(-1, 1, 14)
    cubes = lambda u: np.array([float(v) ** 3 for v in u])  # noqa: E731
    assert dc.check_jacobian(cubes, lambda u: np.diag(3 * u**2), x).verdict is Verdict.AGREES
    assert dc.check_jacobian(cubes, lambda u: np.diag(2 * u**2), x).verdict is Verdict.REFUTED


def test_a_wrong_element_of_a_large_opaque_jacobian_is_named() -> None:
    x = np.linspace(-1, 1, 600)

    def wrong(u: np.ndarray) -> np.ndarray:
        found = np.diag(3 * u**2)
        found[7, 8] = 0.1
        return found

    found = dc.check_jacobian(lambda u: np.array([float(v) ** 3 for v in u]), wrong, x)
    assert found.verdict is Verdict.REFUTED
    assert [c.index for c in found.components if c.verdict is Verdict.REFUTED] == [(7, 8)]


def test_a_large_opaque_jacobian_bends_only_with_evidence() -> None:
    """Smooth code is not called bent, and bent code is with slopes whose bounds exclude each other."""
    scipy_sparse = pytest.importorskip("scipy.sparse")
    n = 600
    matrix = scipy_sparse.diags([np.ones(n - 1), -2.0 * np.ones(n), np.ones(n - 1)], [-1, 0, 1]).tocsr()
    u = np.linspace(-1, 1, n)
    smooth = dc.check_jacobian(lambda u: matrix @ u + u**3, lambda u: matrix + scipy_sparse.diags(3 * u**2), u)
    assert smooth.verdict is Verdict.AGREES
    bent = dc.check_jacobian(lambda u: np.array([abs(float(v)) for v in u]), lambda u: np.diag(np.sign(u)), 0 * u)
    assert bent.verdict is Verdict.UNRESOLVED
    assert "not differentiable at the point: along a random direction the slope is -" in bent.reason


def test_code_that_cannot_be_looked_at_is_not_called_bent() -> None:
    assert smooth_along(lambda w: float(w[0]) ** 2, np.ones(3), np.random.default_rng(0)) is None


def test_a_hessian_of_one_number() -> None:
    found = opaque.second(Subject(lambda t: float(t) ** 3), np.float64(2.0))
    assert abs(found.value - 12) <= found.bound < 1e-4


def median(x: Any) -> float:
    return sorted(float(v) for v in x)[2]


def slope_of_median(x: Any) -> Any:
    return (np.arange(5) == np.argsort(x)[2]) * 1.0


def joined(x: Any) -> float:
    t, u = (float(v) for v in x)
    return (t**3 if t > 2 else 12 * t - 16 + 6 * (t - 2) ** 2) + u**2


def slope_of_joined(x: Any) -> Any:
    t, u = (float(v) for v in x)
    return np.array([3 * t**2 if t > 2 else 12 + 12 * (t - 2), 2 * u])


@pytest.mark.parametrize(
    ("f", "g", "x"),
    [
        (median, slope_of_median, np.array([0.3, -1.2, 2.5, 0.9, 1.1])),
        (joined, slope_of_joined, np.array([2.0, 0.4])),
    ],
)
def test_order_statistics_and_joined_pieces_are_judged(f: Any, g: Any, x: Any) -> None:
    assert dc.check_gradient(f, g, x).verdict is Verdict.AGREES
    check = dc.check_gradient(f, lambda x: -g(x), x)
    assert check.verdict is Verdict.REFUTED
    assert check.cause is not None
    assert check.cause.kind == "sign"
    assert dc.check_gradient(f, lambda x: (1 + 1e-6) * g(x), x).verdict is Verdict.REFUTED


def test_what_may_be_zero_is_zero_within_its_bound() -> None:
    def slope(y: Any) -> float:
        return float(str(float(np.linalg.lstsq(np.vander(np.arange(5.0), 2), y, rcond=None)[0][0])))

    y = np.array([7.0, 1, 2, 3, 5])
    found = opaque.estimates(Subject(slope), y, "gradient")
    assert found.value[2] == 0 < found.bound[2] < 1e-13
    check = dc.check_gradient(slope, lambda x: (np.arange(5.0) - 2) / 10, y)
    assert check.verdict is Verdict.AGREES
    assert check.detection_limit < 1e-9
