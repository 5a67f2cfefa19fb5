"""Code that stops at a tolerance is judged to what that leaves: what is right agrees, what is off by 0.1 % does not."""

from __future__ import annotations

import inspect
import math
import re
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.gradients.solver_tolerances import Asked
from derivcheck.gradients.solvers import FLAT, SOLVERS
from derivcheck.gradients.stopping import asked
from derivcheck.gradients.subject import Subject
from derivcheck.ground.allowances import gradients as allowances
from tests.allowance import changed

optimize = pytest.importorskip("scipy.optimize")
from scipy import integrate  # noqa: E402
from scipy.optimize import brentq, least_squares  # noqa: E402
from scipy.sparse import linalg  # noqa: E402

X = 1.3
TIMES = np.linspace(0, 2, 8)
DATA = np.exp(-1.2 * TIMES) + 0.05 * np.sin(7 * TIMES)
MATRIX = np.diag([4.0, 5, 6, 7]) + 1
RELATIVE = "rtol" if "rtol" in inspect.signature(linalg.cg).parameters else "tol"


def cubic(u: Any, a: float) -> Any:
    return u**3 + a * u - 2


def bowl(u: Any, a: float) -> float:
    return float(np.sum((u - a) ** 2 + np.exp(u)))


def bump(t: float, a: float) -> float:
    return math.exp(-a * t * t) / (t + 0.1)


def residuals(k: Any, a: float) -> Any:
    return np.exp(-k * TIMES) - a * DATA


def decayed(a: float, *given: Any, **options: Any) -> float:
    return float(integrate.solve_ivp(lambda t, u: -a * u, (0, 1), [1.0], *given, **options).y[0, -1])


def of_bvp(a: float) -> float:
    mesh, start = np.linspace(0, 1, 5), np.ones((1, 5))
    found = integrate.solve_bvp(lambda x, y: -a * y, lambda p, q: np.array([p[0] - 1]), mesh, start, tol=1e-2)
    return float(found.sol(1.0)[0])


def stepped(a: float) -> float:
    """Steps of an object, until it has come to 1."""
    solver = integrate.RK23(lambda t, u: -a * u, 0.0, [1.0], 1.0, rtol=1e-2)
    while solver.status == "running":
        solver.step()
    return float(solver.y[0])


def integrated(a: float) -> float:
    solver = integrate.ode(lambda t, u: -a * u).set_integrator("lsoda", rtol=1e-2, atol=1e-2)
    return float(solver.set_initial_value([1.0], 0.0).integrate(1.0)[0])


SYMMETRIC, SHIFT = np.diag(np.arange(1.0, 21.0)) + 0.1, np.diag(np.sin(np.arange(20.0)))


def largest(a: float) -> float:
    return float(linalg.eigsh(SYMMETRIC + a * SHIFT, 1, which="LA", v0=np.ones(20), tol=1e-2)[0][0])


def largest_slope(a: float) -> float:
    v = np.linalg.eigh(SYMMETRIC + a * SHIFT)[1][:, -1]
    return float(v @ SHIFT @ v)


def root_slope(a: float) -> float:
    u = 1.0
    for _ in range(60):
        u -= cubic(u, a) / (3 * u * u + a)
    return -u / (3 * u * u + a)


def bowl_slope(a: float) -> float:
    u = 0.0
    for _ in range(60):
        u -= (2 * (u - a) + math.exp(u)) / (2 + math.exp(u))
    return 2 / (2 + math.exp(u))


def fit_slope(a: float) -> float:
    k = 1.0
    for _ in range(200):
        e = np.exp(-k * TIMES)
        slope, bend = np.sum(-TIMES * e * (e - a * DATA)), np.sum(TIMES**2 * e * (2 * e - a * DATA))
        k -= slope / bend
    return float(-np.sum(DATA * TIMES * np.exp(-k * TIMES)) / bend)


def bump_slope(a: float) -> float:
    t, w = np.polynomial.legendre.leggauss(100)
    t = (t + 1) / 2
    return float(np.sum(-w / 2 * t * t * np.exp(-a * t * t) / (t + 0.1)))


def decay_slope(a: float) -> float:
    return -math.exp(-a)


def linear_slope(a: float) -> float:
    shifted = MATRIX + a * np.eye(4)
    return float(-np.sum(np.linalg.solve(shifted, np.linalg.solve(shifted, np.ones(4)))))


Case = tuple[Callable[[float], float], Callable[[float], float], str]

CASES: dict[str, Case] = {
    "default": (lambda a: float(brentq(cubic, 0, 2, args=(a,))), root_slope, "2e-12 unless told"),
    "xtol": (lambda a: float(brentq(cubic, 0, 2, args=(a,), xtol=1e-4)), root_slope, "0.0001 by its xtol"),
    "by place": (lambda a: float(brentq(cubic, 0, 2, (a,), 1e-4)), root_slope, "0.0001 by its xtol"),
    "rtol": (lambda a: float(optimize.ridder(cubic, 0, 2, (a,), 1e-12, 1e-3)), root_slope, "0.001 by its rtol"),
    "newton": (lambda a: float(optimize.newton(cubic, 1.0, None, (a,), 1e-3)), root_slope, "0.001 by its tol"),
    "root_scalar": (
        lambda a: float(optimize.root_scalar(cubic, args=(a,), x0=1.0, x1=1.1, xtol=1e-3).root),
        root_slope,
        "0.001 by its xtol",
    ),
    "fixed_point": (
        lambda a: float(optimize.fixed_point(lambda u: u - cubic(u, a) / 5, 1.0, xtol=1e-2, method="iteration")),
        root_slope,
        "0.01 by its xtol",
    ),
    "fsolve": (lambda a: float(optimize.fsolve(cubic, 1, (a,), None, 0, 0, 1e-3)[0]), root_slope, "0.001 by its xtol"),
    "root": (lambda a: float(optimize.root(cubic, 1.0, (a,), tol=1e-3).x[0]), root_slope, "0.001 by its tol"),
    "root, options": (
        lambda a: float(optimize.root(cubic, 1.0, (a,), options={"xtol": 1e-3}).x[0]),
        root_slope,
        "0.001 by its xtol",
    ),
    "minimize, options": (
        lambda a: float(optimize.minimize(bowl, 0.0, args=(a,), options={"gtol": 1e-2}).x[0]),
        bowl_slope,
        "0.01 by its gtol",
    ),
    "minimize_scalar": (
        lambda a: float(optimize.minimize_scalar(bowl, args=(a,), bracket=(0, 1), tol=1e-3).x),
        bowl_slope,
        "0.001 by its tol",
    ),
    "least_squares": (
        lambda a: float(least_squares(residuals, 1.0, args=(a,), ftol=1e-2, xtol=1e-2, gtol=1e-2).x[0]),
        fit_slope,
        "0.01 by its",
    ),
    "quad": (lambda a: float(integrate.quad(bump, 0, 1, (a,), 0, 1e-2, 1e-2)[0]), bump_slope, "0.01 by its eps"),
    "quad, epsrel": (
        lambda a: float(integrate.quad(bump, 0, 1, args=(a,), epsabs=0.0, epsrel=1e-2)[0]),
        bump_slope,
        "0.01 by its epsrel",
    ),
    "solve_ivp, atol": (lambda a: decayed(a, rtol=1e-9), decay_slope, "1e-06 by its atol and its steps"),
    "solve_ivp, t_eval": (lambda a: decayed(a, "RK23", [0.5, 1.0]), decay_slope, "0.001 unless told"),
    "odeint": (
        lambda a: float(integrate.odeint(lambda u, t: -a * u, 1.0, [0, 1.0], rtol=1e-4, atol=1e-4)[-1, 0]),
        decay_slope,
        "0.0001 by its",
    ),
    "RK23, class": (stepped, decay_slope, "0.01 by its rtol and its steps"),
    "ode": (integrated, decay_slope, "0.01 by its rtol"),
    "newton_krylov": (
        lambda a: float(optimize.newton_krylov(lambda u: cubic(u, a), [0.9], f_tol=1e-2)[0]),
        root_slope,
        "0.01 by its f_tol",
    ),
    "minimize, SLSQP": (
        lambda a: float(optimize.minimize(bowl, [0.0], (a,), "SLSQP", tol=1e-3).x[0]),
        bowl_slope,
        "0.001 by its tol",
    ),
    "eigsh": (largest, largest_slope, ""),  # which comes to all digits with so few rows
    "solve_bvp": (of_bvp, decay_slope, ""),
    "cg": (
        lambda a: float(np.sum(linalg.cg(MATRIX + a * np.eye(4), np.ones(4), atol=1e-2)[0])),
        linear_slope,
        "0.01 by its atol",
    ),
    "lsqr": (
        lambda a: float(np.sum(linalg.lsqr(MATRIX + a * np.eye(4), np.ones(4), 0.0, 1e-2, 1e-2)[0])),
        linear_slope,
        "0.01 by its",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_right_agrees_and_what_is_off_by_a_thousandth_is_refuted(name: str) -> None:
    f, slope, said = CASES[name]
    check = dc.check_derivative(f, slope, X)
    assert check.verdict is dc.Verdict.AGREES
    assert said in str(check.warnings)
    assert check.detection_limit < 5e-4
    assert dc.check_derivative(f, lambda a: 1.001 * slope(a), X).verdict is dc.Verdict.REFUTED


@pytest.mark.parametrize("name", ["xtol", "solve_ivp, t_eval", "eigsh"])
def test_no_claim_agrees_that_is_off_by_more_than_the_limit_that_is_told(name: str) -> None:
    f, slope, _ = CASES[name]
    limit = dc.check_derivative(f, slope, X).detection_limit
    assert limit < 1e-5
    wrong = dc.check_derivative(f, lambda a: (1 + 2 * limit) * slope(a), X)
    # Where two tight tolerances differ by as much, that is told.
    assert wrong.verdict is not dc.Verdict.AGREES or wrong.detection_limit >= 2 * limit
    assert dc.check_derivative(f, lambda a: (1 + 1e-4) * slope(a), X).verdict is dc.Verdict.REFUTED


def test_a_claim_may_stop_at_a_tolerance_too() -> None:
    """What a tighter one changes in it is no fault of the formula."""

    def claim(a: float) -> float:
        u = float(brentq(cubic, 0, 2, args=(a,), xtol=1e-3))
        return -u / (3 * u * u + a)

    f = CASES["xtol"][0]
    assert abs(claim(X) / root_slope(X) - 1) > 1e-6
    assert dc.check_derivative(f, claim, X).verdict is dc.Verdict.AGREES
    assert dc.check_derivative(f, lambda a: 1.01 * claim(a), X).verdict is dc.Verdict.REFUTED


def test_of_arrays_too() -> None:
    def f(p: Any) -> float:
        return float(brentq(lambda u: p[0] * u**3 + p[1] * u - 2, 0, 2, xtol=1e-5))

    def claim(p: Any) -> Any:
        u = float(brentq(lambda u: p[0] * u**3 + p[1] * u - 2, 0, 2, xtol=1e-15))
        return np.array([-(u**3), -u]) / (3 * p[0] * u * u + p[1])

    x = np.array([1.1, 1.3])
    assert dc.check_gradient(f, claim, x).verdict is dc.Verdict.AGREES
    assert dc.check_gradient(f, lambda p: claim(p)[::-1], x).verdict is dc.Verdict.REFUTED


@pytest.mark.parametrize("name", ["xtol", "solve_ivp, atol", "quad", "minimize_scalar"])
def test_where_tighter_ones_take_too_long_the_tolerance_itself_is_granted(name: str) -> None:
    f, slope, _ = CASES[name]
    with changed(allowances.TIGHTENED_SECONDS, 0.0):
        check = dc.check_derivative(f, slope, X)
        assert check.verdict in (dc.Verdict.AGREES, dc.Verdict.UNRESOLVED)
        assert dc.check_derivative(f, lambda a: -slope(a), X).verdict is dc.Verdict.REFUTED


def test_tolerances_are_those_that_the_code_asks_for() -> None:
    """Of a solver they are for each of its steps, and the errors of these add up; a step takes its stages."""

    def found(f: Any) -> Asked:
        return asked(Subject(f), X)

    steps = {}
    for rtol in (1e-6, 1e-10):
        worst = found(lambda a, rtol=rtol: decayed(a, rtol=rtol, atol=0.0)).worst
        assert worst is not None
        steps[rtol] = worst[1] / rtol
        solved = integrate.solve_ivp(lambda t, u: -X * u, (0, 1), [1.0], rtol=rtol, atol=0.0)
        assert len(solved.t) - 1 <= steps[rtol] <= solved.nfev
    assert steps[1e-6] < steps[1e-10]
    assert found(math.sin).worst is None
    assert found(lambda a: brentq(cubic, 0, 2, (a,), 1e-5)).worst[0] == "brentq"  # type: ignore[index]


def squared(u: Any, a: float) -> float:
    return float(np.sum((u - a) ** 2))


def stiff(a: float, **options: Any) -> Any:
    mesh, start = np.linspace(0, 1, 5), np.ones((1, 5))
    return integrate.solve_bvp(lambda x, y: -a * y, lambda p, q: np.array([p[0] - 1]), mesh, start, **options)


DEFAULTS: dict[str, tuple[Callable[[float], object], float]] = {
    "cg": (lambda a: linalg.cg(MATRIX, np.ones(4)), 1e-5),
    "fmin_l_bfgs_b": (lambda a: optimize.fmin_l_bfgs_b(squared, [0.0], None, (a,), True), 1e-5),
    "solve_bvp": (stiff, 1e-3),
    "root_scalar": (lambda a: optimize.root_scalar(cubic, (a,), bracket=(0, 9)), 2e-12),
    "root_scalar, secant": (lambda a: optimize.root_scalar(cubic, (a,), x0=1.5, x1=1.6), 1.48e-8),
    "root, krylov": (lambda a: optimize.root(cubic, 1.0, (a,), method="krylov"), 2.0 ** (-52 / 3)),
    "minimize": (lambda a: optimize.minimize(squared, 0.0, (a,)), 1e-5),
    "minimize, Nelder-Mead": (lambda a: optimize.minimize(squared, 0.0, (a,), method="Nelder-Mead"), 1e-4),
    "minimize_scalar": (lambda a: optimize.minimize_scalar(squared, args=(a,)), 1.48e-8),
    "minimize_scalar, bounds": (lambda a: optimize.minimize_scalar(squared, None, (0, 9), (a,), "bounded"), 1e-5),
}


@pytest.mark.parametrize("name", DEFAULTS)
def test_a_call_that_tells_no_tolerance_has_the_documented_one(name: str) -> None:
    run, tolerance = DEFAULTS[name]
    worst = asked(Subject(run), X).worst
    assert worst is not None
    assert worst[2] == f"{tolerance:.3g} unless told"
    assert worst[1] <= tolerance / (X - 1)  # of results that are no smaller than 0.3


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (lambda a: linalg.cg(MATRIX, np.ones(4), **{RELATIVE: 1e-10}), f"1e-10 by its {RELATIVE}"),
        (lambda a: stiff(a, tol=1e-6), "1e-06 by its tol"),
        (lambda a: stiff(a, tol=1e-6, bc_tol=1e-4), "0.0001 by its bc_tol"),
        (lambda a: optimize.fmin_l_bfgs_b(squared, [0.0], None, (a,), True, factr=1e12), "0.000222 by its factr"),
        (
            lambda a: optimize.root(cubic, 1.0, (a,), "broyden1", options={"fatol": 1e-9, "tol_norm": np.linalg.norm}),
            "1e-09 by its fatol",
        ),
    ],
)
def test_tolerances_that_are_told_stand_in_place_of_those_by_default(run: Any, said: str) -> None:
    worst = asked(Subject(run), X).worst
    assert worst is not None
    assert worst[2] == said


def test_absolute_tolerances_are_held_against_the_result() -> None:
    worst = asked(Subject(lambda a: brentq(lambda u: u - 1e-3 * a, 0, 2, xtol=1e-6)), X).worst
    assert worst is not None
    assert 1e-6 / (1e-3 * X) * 0.9 < worst[1] < 1e-6 / (1e-3 * X) * 1.1


def test_functions_are_found_by_what_is_called() -> None:
    class Model:
        def __init__(self) -> None:
            self.solve = brentq

        def value(self, a: float) -> float:
            return float(self.solve(cubic, 0, 2, args=(a,), xtol=1e-4))

    def newton(x: Any) -> Any:
        return np.sin(x)

    assert {*asked(Subject(Model().value), X).loosest} == {"brentq"}
    assert not asked(Subject(lambda a: newton(a) + 0 * len(optimize.newton.__name__)), X).loosest


TELLING = re.compile(r"tol|^eps(abs|rel)$|^acc$|^factr$|^rhoend$|^(minimizer_kwargs|tolerances|opts)$")
NO_TOLERANCES = {"tol_norm", "lsmr_tol", "xrtol", "f_rtol", "x_tol", "x_rtol"}
"""A norm, that of a part of the steps, and those that are asked for beside another one, of which one suffices."""

FORWARDING = ("brute", "curve_fit", "ode", "complex_ode", "solve_ivp")
"""Which hand tolerances on, or take them by another method."""


def _parameters(function: Any) -> set[str]:
    try:
        return {*inspect.signature(function).parameters}
    except (TypeError, ValueError):  # no function, or one without a signature
        return set()


def test_every_solver_has_its_row() -> None:
    """What has a tolerance among its parameters, in the installed version."""
    missing = set()
    for module in (optimize, integrate, linalg):
        for name in module.__all__:
            parameters = _parameters(getattr(module, name))
            if any(TELLING.search(p) for p in parameters) and name not in SOLVERS:
                missing.add(name)
    assert missing <= {"direct", "nnls", "shgo", "spilu"}


def test_parameters_are_those_of_the_installed_version() -> None:
    for name, solver in SOLVERS.items():
        function = getattr(sys.modules.get(solver.home), name, None)
        parameters = _parameters(function)
        if not parameters or name in FORWARDING:
            continue
        if solver.within:
            assert solver.within in parameters
        else:
            assert {*solver.relative, *solver.absolute} & parameters, name
            told = {p for p in parameters if TELLING.search(p)} - NO_TOLERANCES
            assert told <= {*solver.relative, *solver.absolute}, name


def test_a_minimum_is_no_better_known_than_its_values_tell() -> None:
    """Values that differ by a rounding lie this far apart: (x - x0)^2 = 2^-52."""
    assert math.sqrt(2.0**-52) == FLAT
    flat = {name for name, solver in SOLVERS.items() if solver.floor == FLAT}
    assert {"minimize", "fmin", "minimize_scalar", "least_squares"} <= flat
    assert not flat & {"brentq", "fsolve", "quad", "solve_ivp"}
