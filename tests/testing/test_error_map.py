"""The map of errors: in the shape of x, against a gradient known otherwise."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from roundings import rounded

import derivcheck as dc
from derivcheck.ground.errors import DerivcheckError, DomainError, InputError

W = np.array([[0.5, -1.0, 2.0], [3.0, 10.0, 0.0]])


def cubes(w: Any) -> Any:
    return np.sum(w**3)


def test_errors_are_those_of_the_program() -> None:
    found = dc.error_map(cubes, W)
    assert found.reference == rounded(3 * W**2, 3)
    assert [rule.error.shape for rule in found.rules] == [W.shape] * 5
    textbook = next(rule for rule in found.rules if rule.name == "central-2, h = 1e-04")
    for i in np.ndindex(*W.shape):
        up, down = W.copy(), W.copy()
        up[i], down[i] = W[i] + 1e-4, W[i] - 1e-4
        expected = (cubes(up) - cubes(down)) / 2e-4 - found.reference[i]
        assert textbook.error[i] == expected or abs(expected) <= found.radius[i]


def test_the_own_best_step_is_the_best() -> None:
    found = dc.error_map(lambda w: np.sum(np.exp(w)), np.linspace(-3, 10, 20))
    for rule in found.rules:
        if rule.scheme == found.best.scheme:
            assert np.all(np.abs(found.best.error) <= np.abs(rule.error))


def test_reports_and_pictures() -> None:
    for x in (W, W[0]):
        found = dc.error_map(cubes, x)
        assert found.variable in str(found)
        assert "<svg" in found.to_html()
        assert len(found.plot().axes) >= 1
        assert np.shape(found.to_dict()["rules"][0]["error"]) == x.shape


def test_code_that_fails_beside_the_point_has_no_value_there() -> None:
    def picky(w: Any) -> Any:
        if np.any(np.asarray(w) > 2.05):
            raise ValueError("no")
        return np.sum(w**2)

    found = dc.error_map(lambda w: float(picky(w)), np.array([1.0, 2.0]))
    assert np.all(np.isfinite(found.best.error))


@pytest.mark.parametrize(
    ("f", "x", "kind", "message"),
    [
        ("x^2", [1.0], InputError, "of a formula"),
        (cubes, 1.0, InputError, "see compare"),
        (cubes, np.ones(5000), InputError, "4,096 at most"),
        (lambda w: w**2, [1.0, 2.0], InputError, "choose an entry="),
        (lambda w: float(np.sum(np.abs(w))), [0.0, 1.0], DerivcheckError, "gradient|bent|no"),
    ],
)
def test_what_has_no_map(f: Any, x: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind, match=message):
        dc.error_map(f, x)


def test_an_entry() -> None:
    assert dc.error_map(lambda w: w**2, [1.0, 3.0], entry=1).reference.tolist() == [0.0, 6.0]
    assert issubclass(DomainError, DerivcheckError)


@pytest.mark.parametrize(
    ("count", "told"), [(1, "p, of a"), (10, "p, of a, b, c, d, e, f, g, h, i, j"), (12, "g, h, i, j and 2 more")]
)
def test_the_first_ten_parameters_are_named(count: int, told: str) -> None:
    point = {name: np.float64(k) for k, name in enumerate("abcdefghijkl"[:count])}
    text = " ".join(str(dc.error_map(lambda p: sum(p[name] ** 2 for name in point), point)).split())
    assert told in text
    assert "and 0 more" not in text
