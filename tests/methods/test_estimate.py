"""`estimate_derivative`: every method against mpmath, and what each refuses."""

from __future__ import annotations

import itertools
import math
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy
from mpmath import mpf
from opaque_cases import HARD, PLAIN, SPOILT, Case
from rows import of_each

import derivcheck as dc
from derivcheck.ground.errors import InputError, ParseError, SchemeError
from derivcheck.methods import estimate as estimate_module
from derivcheck.methods.differences.schemes import TABLE
from derivcheck.results import Estimate

SMOOTH = [case for case in PLAIN if 0.01 < abs(case.x) < 100]
NUMPY = type("Numpy", (), {name: staticmethod(getattr(np, name)) for name in ("sin", "tan", "exp", "log", "sqrt")})
NUMPY.cos, NUMPY.atan = staticmethod(np.cos), staticmethod(np.arctan)
FORMULA = "exp(2*x)/(1+sin(x^2))"
SLOPE = mpf("2.66566172940702444834146907915639453063")


def holds(found: dc.Estimate, truth: Any, cut: float = 1.0) -> bool:
    """Whether the error is inside the bound, which a planted fault cuts."""
    with mpmath.workdps(60):
        return found.error_bound == math.inf or bool(abs(mpf(found.value) - truth) <= found.error_bound * mpf(cut))


@pytest.mark.parametrize("method", [*TABLE, "offsets:-1,0,1/3"])
@pytest.mark.parametrize("order", [1, 2])
def test_schemes_of_opaque_code(method: str, order: int) -> None:
    found = [(case, dc.estimate_derivative(case.f, case.x, method=method, order=order)) for case in SMOOTH]
    assert [str(case) for case, one in found if not holds(one, case.truth(order))] == []
    assert all(one.method == method and one.step is not None for _, one in found)
    assert sum(one.error_bound == math.inf for _, one in found) <= 2
    assert any(not holds(one, case.truth(order), 1e-3) for case, one in found)


@pytest.mark.parametrize("spoil", SPOILT)
@pytest.mark.parametrize("method", ["central-2", "central-4", "forward-1"])
def test_schemes_of_noisy_code(method: str, spoil: str) -> None:
    found = [(case, dc.estimate_derivative(SPOILT[spoil](case.f), case.x, method=method)) for case in SMOOTH]
    assert [str(case) for case, one in found if not holds(one, case.truth())] == []


@of_each(itertools.product(["central-2", "central-8", "backward-1"], HARD))
def test_schemes_of_hard_code(method: str, case: Case) -> None:
    assert holds(dc.estimate_derivative(case.f, case.x, method=method), case.truth())


@pytest.mark.parametrize("method", ["forward-mode", "complex-step"])
def test_code_that_runs_on_other_numbers(method: str) -> None:
    found = [(case, dc.estimate_derivative(case.make(NUMPY), case.x, method=method)) for case in SMOOTH]
    assert [str(case) for case, one in found if not holds(one, case.truth())] == []
    assert all(one.error_bound <= 1e-12 * abs(one.value) for _, one in found)
    assert any(not holds(one, case.truth(), 1e-3) for case, one in found)


@pytest.mark.parametrize("order", [2, 3, 4])
def test_forward_mode_of_higher_order(order: int) -> None:
    found = dc.estimate_derivative(lambda x: np.exp(2 * x), 0.5, method="forward-mode", order=order)
    assert holds(found, 2**order * mpmath.e)
    assert found.error_bound < 1e-12


@pytest.mark.parametrize("method", ["adaptive", "forward-mode", "complex-step", "central-4"])
@pytest.mark.parametrize("f", [FORMULA, sympy.sympify("exp(2*x)/(1+sin(x**2))"), dc.parse(FORMULA)])
def test_formulas(f: Any, method: str) -> None:
    found = dc.estimate_derivative(f, 0.5, method=method)
    assert (found.method, holds(found, SLOPE)) == (method, True)
    assert found.error_bound < 1e-9
    assert dc.estimate_derivative(f, {"x": 0.5}, method=method).value == found.value


DECLINED: list[tuple[str, Any, float, str]] = [
    ("forward-mode", math.sin, 1.0, "recorded number"),
    ("forward-mode", abs, 0.0, "kink"),
    ("forward-mode", lambda x: x * (x > 0), 0.0, "jumps"),
    ("forward-mode", np.sqrt, 0.0, "not finite"),
    ("forward-mode", lambda x: 1 / (x - x), 0.0, "not finite"),
    ("forward-mode", "abs(x)", 0.0, "kink"),
    ("forward-mode", "max(x, 0)", 0.0, "kink"),
    ("forward-mode", "sqrt(x)", 0.0, "not finite"),
    ("central-2", "abs(x)", 0.0, "not differentiable"),
    ("complex-step", abs, 1.0, "not analytic"),
    ("complex-step", lambda x: np.maximum(x, 0.5), 1.0, "not analytic"),
    ("complex-step", lambda x: x if x > 0 else -x, 1.0, "not supported"),
    ("complex-step", lambda x: x.real, 1.0, ""),
    ("complex-step", math.sin, 1.0, "real number"),
    ("complex-step", lambda x: 2.0, 1.0, "not a complex number"),
    ("central-2", abs, 0.0, "bent"),
    ("central-2", math.log, -1.0, "no finite value"),
    ("complex-step", "abs(x)", 1.0, "not analytic"),
    ("adaptive", "log(x)", -1.0, "no finite value"),
]


@pytest.mark.parametrize(("method", "f", "x", "why"), DECLINED, ids=range(len(DECLINED)))
def test_declining_is_an_infinite_bound_and_a_note(method: str, f: Any, x: float, why: str) -> None:
    found = dc.estimate_derivative(f, x, method=method)
    assert (found.method, found.error_bound) == (method, math.inf)
    assert why in (found.note or "")


REFUSED: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"method": "central-3"}, SchemeError, "or adaptive, forward-mode, complex-step"),
    ({"order": 3}, InputError, "adaptive estimates derivatives of order 1 and 2, not 3"),
    ({"order": 0}, InputError, "not 0"),
    ({"order": 3, "method": "central-2"}, InputError, "order 1 and 2, not 3"),
    ({"order": 5, "method": "forward-mode"}, InputError, "order must be 1 to 4, not 5"),
    ({"x": math.nan}, InputError, "nan is not a finite number"),
    ({"x": [1.0, 2.0]}, InputError, "see gradient"),
    ({"f": "x*y"}, InputError, "which of x, y"),
    ({"f": "x*("}, ParseError, "."),
]


@pytest.mark.parametrize(("options", "error", "text"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_asked_for(options: dict[str, Any], error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text) as caught:
        dc.estimate_derivative(**{"f": math.sin, "x": 1.0, **options})
    assert "\n" not in str(caught.value)


def test_evaluations_are_counted() -> None:
    calls = []

    def f(x: float) -> float:
        calls.append(x)
        return math.exp(x)

    for method in ("adaptive", "central-4"):
        calls.clear()
        assert dc.estimate_derivative(f, 0.3, method=method).evaluations == len(calls)


def test_results_are_plain() -> None:
    found = dc.estimate_derivative(np.sin, np.float32(0.5))
    assert {type(found.value), type(found.error_bound), type(found.step)} == {float}
    assert math.isnan(found.error)


@pytest.mark.parametrize(("value", "bound"), [(math.nan, 1.0), (math.inf, 1.0), (1.0, math.nan), (1.0, -1.0)])
def test_what_has_no_value_or_no_bound_declines(value: float, bound: float) -> None:
    found = estimate_module._honest(Estimate("forward-mode", value, None, math.nan, bound, 1), 3)
    assert found.error_bound == math.inf
    assert found.note
    assert found.evaluations == 3
    assert estimate_module._honest(Estimate("forward-mode", 1.0, None, math.nan, 0.5, 1), 3).error_bound == 0.5


def test_what_code_says_of_other_numbers_is_introduced() -> None:
    """Python's own words, "must be real number, not DualNumber", are of no number that the user knows."""
    found = dc.estimate_derivative(lambda x: math.erf(x), 0.5, method="complex-step")
    assert (found.note or "").startswith("the code fails on numbers other than floats: ")
