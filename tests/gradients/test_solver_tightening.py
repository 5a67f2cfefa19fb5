"""Runs of solvers with tight tolerances come to what is meant, where runs with their own stop before it."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from derivcheck.gradients.solver_tightening import tightened
from derivcheck.gradients.solvers import SOLVERS
from derivcheck.gradients.stopping import asked, levels, run_with
from derivcheck.gradients.subject import Subject, attempt

optimize = pytest.importorskip("scipy.optimize")
from scipy import integrate  # noqa: E402
from scipy.sparse import linalg  # noqa: E402

X = 1.3
ROOT = float(np.roots([1, 0, X, -2])[-1].real)
LEAST = functools.reduce(lambda u, _: u - (2 * (u - X) + math.exp(u)) / (2 + math.exp(u)), range(60), 0.0)
MATRIX = np.diag(np.arange(1.0, 101.0)) + 0.1
EIGENVALUE = float(np.linalg.eigvalsh(MATRIX)[-1])
DECAYED = math.exp(-X)


def cubic(u: Any, a: float) -> Any:
    return u**3 + a * u - 2


def bowl(u: Any, a: float) -> float:
    return float(np.sum((u - a) ** 2 + np.exp(u)))


def slope(u: Any, a: float) -> Any:
    return 2 * (u - a) + np.exp(u)


def bend(u: Any, a: float) -> Any:
    return np.diag(2 + np.exp(u))


def steps(name: str, a: float) -> float:
    solver = getattr(integrate, name)(lambda t, u: -a * u, 0.0, [1.0], 1.0, rtol=1e-2)
    while solver.status == "running":
        solver.step()
    return float(solver.y[0])


def by_class(a: float) -> float:
    """A class that is handed over stays one."""
    return float(integrate.solve_ivp(lambda t, u: -a * u, (0, 1), [1.0], integrate.RK23, rtol=1e-2).y[0, -1])


def integrated(name: str, a: float) -> float:
    solver = integrate.ode(lambda t, u: -a * u).set_integrator(name, rtol=1e-2, atol=1e-2)
    return float(np.real(solver.set_initial_value([1.0], 0.0).integrate(1.0)[0]))


def by_residual(name: str, a: float) -> float:
    return float(getattr(optimize, name)(lambda u: cubic(u, a), [0.9], f_tol=1e-2)[0])


def by_method(method: str, tolerance: float, a: float, **more: Any) -> float:
    return float(optimize.minimize(bowl, [0.0], (a,), method, tol=tolerance, **more).x[0])


def by_function(name: str, a: float, *given: Any, **options: Any) -> float:
    found = getattr(optimize, name)(bowl, [0.0], *given, args=(a,), disp=0, **options)
    return float(np.ravel(found[0])[0])


def nested(opts: Any, a: float) -> float:
    return float(integrate.nquad(lambda x, y: a / (1e-4 + (x - 0.4) ** 2), [[0, 1]] * 2, opts=opts)[0])


def largest(name: str, *given: Any, **options: Any) -> float:
    return float(np.max(np.real(getattr(linalg, name)(MATRIX, *given, **options)[0])))


INTEGRAL = X * (math.atan(60) + math.atan(40)) / 0.01

CASES: dict[str, tuple[Callable[[float], float], float, str]] = {
    **{name: (functools.partial(by_residual, name), ROOT, name) for name in ("newton_krylov", "broyden1", "anderson")},
    "minimize, TNC": (functools.partial(by_method, "TNC", 1e-2), LEAST, "minimize"),
    "minimize, SLSQP": (functools.partial(by_method, "SLSQP", 1e-2), LEAST, "minimize"),
    "minimize, COBYLA": (functools.partial(by_method, "COBYLA", 1e-2), LEAST, "minimize"),
    "minimize, trust-constr": (functools.partial(by_method, "trust-constr", 1e-2), LEAST, "minimize"),
    "minimize, trust-exact": (
        functools.partial(by_method, "trust-exact", 0.5, jac=slope, hess=bend),
        LEAST,
        "minimize",
    ),
    "minimize, options": (
        lambda a: float(optimize.minimize(bowl, [0.0], (a,), "SLSQP", options={"ftol": 1e-2}).x[0]),
        LEAST,
        "minimize",
    ),
    "fmin_ncg": (lambda a: float(optimize.fmin_ncg(bowl, [0.0], slope, args=(a,), avextol=0.1, disp=0)[0]), LEAST, ""),
    "fmin_tnc": (functools.partial(by_function, "fmin_tnc", approx_grad=True, pgtol=1e-1), LEAST, ""),
    "fmin_slsqp": (functools.partial(by_function, "fmin_slsqp", acc=1e-2), LEAST, ""),
    "fmin_cobyla": (
        lambda a: float(optimize.fmin_cobyla(bowl, [0.0], [], (a,), consargs=(), rhoend=1e-2)[0]),
        LEAST,
        "",
    ),
    "basinhopping": (
        lambda a: float(
            optimize.basinhopping(bowl, [0.0], 1, seed=1, minimizer_kwargs={"args": (a,), "tol": 1.0}).x[0]
        ),
        LEAST,
        "",
    ),
    "differential_evolution": (
        lambda a: float(optimize.differential_evolution(bowl, [(-2, 2)], (a,), seed=1, tol=1.0, polish=False).x[0]),
        LEAST,
        "",
    ),
    "brute": (lambda a: float(optimize.brute(bowl, [(-2, 2)], args=(a,), Ns=5)[0]), LEAST, ""),
    "nquad": (functools.partial(nested, {"epsrel": 0.5, "epsabs": 100.0}), INTEGRAL, ""),
    "nquad, list": (functools.partial(nested, [{"epsrel": 0.5}, lambda *x: {"epsabs": 100.0}]), INTEGRAL, "nquad"),
    **{f"{n}": (functools.partial(steps, n), DECAYED, "") for n in "RK23 RK45 Radau BDF LSODA".split()},
    "solve_ivp": (by_class, DECAYED, ""),
    **{f"ode, {n}": (functools.partial(integrated, n), DECAYED, "ode") for n in "vode zvode lsoda dopri5".split()},
    "eigsh": (lambda a: a * largest("eigsh", 1, v0=np.ones(100), ncv=6, tol=0.5), X * EIGENVALUE, ""),
    "eigs": (lambda a: a * largest("eigs", 1, v0=np.ones(100), ncv=6, tol=0.5), X * EIGENVALUE, ""),
    "lobpcg": (lambda a: a * largest("lobpcg", np.ones((100, 1)), tol=1.0), X * EIGENVALUE, ""),
}


@pytest.mark.parametrize("name", CASES)
def test_a_tight_run_comes_to_what_is_meant(name: str) -> None:
    f, exact, solver = CASES[name]
    worst = asked(Subject(f), X).worst
    assert worst is not None
    assert worst[0] in SOLVERS
    assert worst[0] == (solver or name)
    known = max(SOLVERS[worst[0]].floor * 64, 1e-10)
    assert abs(f(X) / exact - 1) > known
    tight = (attempt(run_with, Subject(f), tightened(level), X) for level in levels())
    assert abs(next(value for value in tight if value is not None) / exact - 1) < known
