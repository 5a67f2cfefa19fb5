"""All methods at one point, each inside its own bound."""

from __future__ import annotations

import json
import math
import statistics

import pytest
import sympy

from derivcheck.arithmetic import running
from derivcheck.compare import compare
from derivcheck.errors import DomainError, InputError, SchemeError
from derivcheck.model import Comparison, Comparisons, Verdict

PLAIN = [
    ("exp(2*x)/(1+sin(x**2))", 0.5),
    ("sin(x)", 1.0),
    ("cos(x)", 0.3),
    ("exp(x)", 1.0),
    ("log(x)", 2.0),
    ("x**3", 1.1),
    ("1/x", 0.7),
    ("sqrt(x)", 3.0),
    ("tan(x)", 0.6),
    ("atan(x)", 2.0),
    ("exp(-x^2)", 0.8),
    ("x*sin(x)", 2.2),
    ("1/(1+x^2)", 0.9),
    ("log(1+x^2)", 1.7),
    ("tanh(x)", 0.4),
    ("x^x", 1.4),
    ("x^5-3*x+1", 1.3),
    ("asin(x)", 0.4),
    ("1/(1+exp(-x))", 0.6),
    ("sinh(x)", 1.1),
    ("(x+1)/(x-2)", 0.5),
]

HARD = [
    ("log(x)", 1e-7),
    ("1e8+sin(x)", 2.0),
    ("sin(1e4*x)", 0.7),
    ("sin(x)", 1e9),
    ("1/x", 0.05),
    ("(1-cos(x))/x^2", 1e-3),
    ("tanh(x)", 18.0),
    ("x+sin(128*pi*x)/(128*pi)", 1.0),
    ("exp(x)/(exp(x)-1)", 1e-7),
    ("abs(x)", 0.001),
    ("max(x, x^2)", 0.999),
    ("sqrt(x)", 1e-12),
    ("cbrt(x)", -8.0),
    ("hypot(x, 3)", 4.0),
    ("atan2(x, -1)", 0.5),
    ("sinc(x)", 0.0),
    ("x^20 - x^19", 1.5),
    ("exp(x)", -700.0),
    ("x^2", 1e30),
    ("3*x + 1", 2.0),
    ("7", 2.0),
    ("(x+1)-x", 0.3),
    ("1/sqrt(1-x)", 0.999),
    ("log(log(x))", 1.01),
    ("exp(sin(exp(x)))", 2.0),
]


def compared(function: str, at: object, **options: object) -> Comparison:
    found = compare(function, at, **options)  # type: ignore[arg-type]
    assert isinstance(found, Comparison)
    return found


@pytest.mark.parametrize(("function", "x"), PLAIN + HARD, ids=[f"{f} at {x}" for f, x in PLAIN + HARD])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_every_error_is_inside_its_bound(function: str, x: float, dtype: str) -> None:
    schemes = ["forward-1", "backward-2", "central-2", "central-6"]
    found = compared(function, x, schemes=schemes, steps=[1e-3], dtype=dtype)
    assert all(e.holds for e in found.estimates if math.isfinite(e.error_bound))
    assert found.verdict in (Verdict.AGREES, Verdict.UNRESOLVED)


def test_bounds_are_useful() -> None:
    ratios = []
    for function, x in PLAIN:
        for shift in (0.0, 0.01, 0.037, 0.11, 0.153):
            estimates = compared(function, x + shift, steps=[1e-3]).estimates
            # An error that happens to be zero counts as infinitely far inside.
            ratios += [e.error_bound / abs(e.error) if e.error else math.inf for e in estimates]
    assert statistics.median(ratios) <= 20  # the factor that is promised for plain functions


def test_too_small_a_bound_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: an analysis that forgets all rounding but that of literals."""
    monkeypatch.setattr(running.Running, "rounding", lambda self, value, units: self.magnitude(value) * 0)
    verdicts = {compared(f, x, steps=[1e-3]).verdict for f, x in PLAIN}
    assert Verdict.REFUTED in verdicts


def test_what_a_comparison_holds() -> None:
    found = compared("exp(2*x)/(1+sin(x**2))", 0.5)
    assert found.reference.value.startswith("2.66566172940702444834146907915639453")
    methods = [e.method for e in found.estimates]
    assert methods == ["symbolic", "forward-mode", "complex-step", "forward-1", "backward-1", "central-2", "central-4"]
    assert [c.scheme for c in found.curves] == methods[3:]
    plain = found.to_dict()
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    assert found == compared("exp(2*x)/(1+sin(x**2))", 0.5)


def test_a_method_that_declines_does_not_lose_the_others() -> None:
    found = compared("abs(x)*x", 2.0, steps=[1e-3])
    declined = [e for e in found.estimates if e.method == "complex-step"]
    assert declined[0].note
    assert math.isnan(declined[0].value)
    assert found.verdict is Verdict.AGREES


def test_partials_come_one_a_block() -> None:
    found = compare("x0^2 + x1^2", {"x0": 3.0, "x1": 4.0}, wrt=("x0", "x1"), schemes=["central-2"], steps=[1e-4])
    assert isinstance(found, Comparisons)
    assert [c.curves[0].points[0].estimate for c in found.components] == [6.00000000000378, 7.999999999999119]


def test_sympy_expressions() -> None:
    x = sympy.Symbol("x")
    assert compared(sympy.sin(x) ** 2, 0.3, steps=[1e-3]).verdict is Verdict.AGREES  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("function", "at", "options", "error", "words"),
    [
        ("log(x)", -1.0, {}, DomainError, "log"),
        ("1/x", 0.0, {}, DomainError, "division by zero"),
        ("abs(x)", 0.0, {}, DomainError, "abs"),
        ("asin(x)", 2.0, {}, DomainError, "asin"),
        ("a*x", 1.0, {}, InputError, "give each a value"),
        ("x", 1.0, {"order": 9}, InputError, "1 to 4"),
        ("x", 1.0, {"dtype": "float16"}, InputError, "no dtype"),
        ("x", 1.0, {"schemes": ["centrl-2"]}, SchemeError, "no scheme"),
        ("x", 1.0, {"steps": [0.0]}, InputError, "step"),
        ("x", 1.0, {"steps": []}, InputError, "steps"),
        ("x", 1.0, {"wrt": "y"}, InputError, "no variable"),
        ("x", float("nan"), {}, InputError, "not a finite number"),
    ],
)
def test_refusals(function: str, at: float, options: dict[str, object], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        compare(function, at, **options)  # type: ignore[arg-type]
