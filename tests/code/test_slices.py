"""Code of an array in one component, or along a direction: exact in balls, and the user's own floats."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import mpmath
import numpy as np
import pytest

from derivcheck.arithmetic.ball import Ball
from derivcheck.code.slices import ComponentSlice, Entry, Line, SliceFunction
from derivcheck.results import Comparison, Verdict
from derivcheck.testing.compare import compare, error_curve

UNIT = 2.0**-53
X, T = np.array([0.6, 0.9]), np.array([0.0, 0.0, 1.0])
W = np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])


def softmax_loss(w: Any) -> Any:
    z = np.dot(X, w)
    z = z - np.max(z)
    y = np.exp(z) / np.sum(np.exp(z))
    return -np.sum(T * np.log(y + 1e-7))


def cubes(w: Any) -> Any:
    return np.sum(w**3)


def on_floats(w: Any) -> float:
    return math.fsum(math.exp(t) for t in w)


def compared(f: Any, at: Any, **options: Any) -> Comparison:
    found = compare(f, at, schemes=["central-2"], **options)
    assert isinstance(found, Comparison)
    return found


def exact_gradient(i: int, j: int) -> Any:
    """Of the softmax loss, by the formula (y - t) x of textbooks, with its 1e-7 inside the logarithm."""
    with mpmath.workdps(40):
        z = [mpmath.fdot((mpmath.mpf(X[k]), mpmath.mpf(W[k, c])) for k in range(2)) for c in range(3)]
        y = [mpmath.exp(a) / sum(mpmath.exp(b) for b in z) for a in z]
        factor = y[2] / (y[2] + mpmath.mpf(1e-7))
        return factor * (y[j] - (j == 2)) * mpmath.mpf(X[i])


@pytest.mark.parametrize("place", [(0, 1), (1, 2)])
def test_the_softmax_loss_of_a_matrix(place: tuple[int, int]) -> None:
    found = compared(softmax_loss, W, component=place)
    assert found.verdict is Verdict.AGREES
    assert found.measured == ""
    assert found.wrt == (f"w[{place[0]}, {place[1]}]",)
    with mpmath.workdps(40):
        assert abs(mpmath.mpf(found.reference.value) - exact_gradient(*place)) < mpmath.mpf(10) ** -35
    for p in found.curves[0].points:
        h, s = p.h, float(W[place])
        up, down = W.copy(), W.copy()
        up[place], down[place] = s + h, s - h
        assert p.estimate == (softmax_loss(up) - softmax_loss(down)) / (2 * h)


def test_along_a_direction_the_nodes_are_those_of_numpy() -> None:
    """The Taylor test: the parts add up, and the argument's part is the rounding of x + h v."""
    v = np.array([0.3, -0.7])
    w = np.array([1.1, 2.3])
    curve = error_curve(cubes, w, along=v, steps=[1e-2, 1e-5])
    for p in curve.points:
        up, down = w + p.h * v, w - p.h * v
        assert p.estimate == (np.sum(up**3) - np.sum(down**3)) / (2 * p.h)
        exact = [sum(Fraction(float(t)) ** 3 for t in y) for y in (up, down)]
        paper = [
            sum(
                (Fraction(float(a)) + sign * Fraction(p.h) * Fraction(float(b))) ** 3 for a, b in zip(w, v, strict=True)
            )
            for sign in (1, -1)
        ]
        moved = ((exact[0] - exact[1]) - (paper[0] - paper[1])) / (2 * Fraction(p.h))
        # Both are the exact number, rounded once.
        assert p.argument == pytest.approx(float(moved), rel=2 * UNIT, abs=0)
        assert p.argument != 0
        parts = (p.truncation, p.argument, p.evaluation, p.arithmetic)
        # Each part, the total and this sum are rounded once.
        assert math.fsum(parts) == pytest.approx(p.total, abs=3 * UNIT * sum(map(abs, parts)), rel=0)


def test_a_random_direction_is_seeded_and_told() -> None:
    first, again, other = (compared(cubes, [1.0, 2.0], seed=s, steps=[1e-3]) for s in (0, 0, 1))
    assert first.reference == again.reference != other.reference
    assert "a random direction of length 1 (seed 0); w = [1.0, 2.0]" in first.read_as
    assert first.function == "cubes(w + t v)"
    v = np.random.default_rng(0).standard_normal(2)
    v /= np.linalg.norm(v)
    # Two products and a sum, and the rounding of the reference.
    size = 3 * abs(v[0]) + 12 * abs(v[1])
    assert float(first.reference) == pytest.approx(3 * v[0] + 12 * v[1], abs=4 * UNIT * size, rel=0)


@pytest.mark.parametrize("options", [{}, {"component": 1}])
def test_code_on_floats_is_measured(options: dict[str, Any]) -> None:
    found = compared(on_floats, [0.1, 0.2], **options)
    assert found.verdict is Verdict.AGREES
    assert found.measured
    v = np.random.default_rng(0).standard_normal(2)
    slope = math.exp(0.2) if options else float(np.exp([0.1, 0.2]) @ v / np.linalg.norm(v))
    assert abs(float(found.reference) - slope) <= float(found.reference.radius or 0)


def test_an_entry_of_what_code_returns() -> None:
    def pair(w: Any) -> Any:
        return np.stack([w[0] * w[1], np.sin(w[0])])

    assert float(compared(pair, [0.3, 0.4], component=0, entry=1, steps=[1e-3]).reference) == math.cos(0.3)
    assert float(compared(lambda x: np.stack([x, x**2]), 0.5, entry=1, steps=[1e-3]).reference) == 1.0


def test_the_code_never_sees_the_point_itself() -> None:
    def greedy(w: Any) -> Any:
        w[0] = w[0] + 1
        return np.sum(w**2)

    w = np.array([1.0, 2.0])
    found = compared(greedy, w, component=1, steps=[1e-3])
    assert w.tolist() == [1.0, 2.0]
    assert float(found.reference) == 4.0


def test_large_arrays_are_measured() -> None:
    found = compared(cubes, np.linspace(0, 1, 1000), steps=[1e-3, 1e-5])
    assert "too many operations" in found.measured
    assert found.curves[0].best.error < 1e-8


def test_a_slice_in_balls() -> None:
    entry = Entry(cubes)
    line = SliceFunction.cut(Line(entry, np.array([0.1, 0.2]), np.array([1.0, 3.0]), "w"), "t", "")
    component = SliceFunction.cut(ComponentSlice(entry, np.array([0.1, 0.2]), (1,)), "w[1]", "")
    with Ball(120) as m:
        t = Fraction(1, 3)
        x = [Fraction(0.1), Fraction(0.2)]
        expected = (x[0] + t) ** 3 + (x[1] + 3 * t) ** 3
        for found, exact in ((line, expected), (component, x[0] ** 3 + t**3)):
            # Both balls hold the number, and neither is much wider than its 120 bits.
            assert found(m, m.number(t)).overlaps(m.number(exact))
            assert found(m, m.number(t)).rad() <= 2.0**-110
    assert line.rounded(np.float64(0.0)) is None
    assert line.rounded(np.float64(1e-3)) is not None
