"""The same calls of solvers with tighter tolerances."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.gradients.solver_calls import WITH_INTEGRATORS, Arguments, Run, replaced, takes
from derivcheck.gradients.solvers import SOLVERS, is_tolerance
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.errors import InputError

_LEAST = float(np.finfo(np.float64).tiny)


def tightened(level: float) -> dict[Any, Any]:
    """Return what stands for each function that is in use, to run it at a relative tolerance."""

    def around(name: str, run: Run, found: Arguments) -> Any:
        result = run(_tighten(name, found, level))
        if getattr(result, "status", 0) != 0 and name in _TOLD_WHETHER:
            raise InputError(f"{name} has not come to {level}")
        return result

    return replaced(around, _HIGHER)


_TOLD_WHETHER = ("solve_bvp",)
"""Whose status is 0 if and only if it has come to its tolerance."""


def _tighten(name: str, found: Arguments, level: float) -> Arguments:
    """Return the arguments of a call with tighter tolerances."""
    solver = SOLVERS[name]
    if solver.within:
        return found | {solver.within: _inside(name, found.get(solver.within), level, found)}
    if name in WITH_INTEGRATORS:
        return found | _tight(name, found, level) | {"atol": level, "nsteps": _many(found.get("nsteps"))}
    function = getattr(sys.modules[solver.home], name)
    tight = {key: value for key, value in _tight(name, found, level).items() if takes(function, key)}
    return _without_options(found | tight) | (_MORE[name](found, level) if name in _MORE else {})


def _tight(name: str, found: Arguments, level: float) -> Arguments:
    solver = SOLVERS[name]
    least = dict.fromkeys(solver.absolute, _LEAST)
    return {key: _tighter(found.get(key), level) for key in solver.relative} | least


def _inside(name: str, given: Any, level: float, around: Arguments) -> Any:
    """Return the argument that holds tolerances: a dict, a function that gives one, or several of these."""
    if isinstance(given, list | tuple):
        return [_inside(name, one, level, around) for one in given]
    if callable(given):
        return lambda *about: _inside(name, given(*about), level, around)
    more = _MORE[name](around, level) if name in _MORE and not given else {}
    return _without_options(dict(given or {}) | _tight(name, given or {}, level) | more)


def _without_options(found: Arguments) -> Arguments:
    """Return arguments without the tolerances of a method, which would go before the one of all."""
    inner = found.get("options")
    if not isinstance(inner, dict):
        return found
    return found | {"options": {key: value for key, value in inner.items() if not is_tolerance(key)}}


def _tighter(given: Any, level: float) -> float:
    """Return a tolerance that is no larger than what is given, where that is one; below 0 stands for a default."""
    least = level if given is None else float(np.min(given))
    return min(level, least) if least > 0 else level


def _beside(values: Any, level: float) -> float:
    return level * float(np.max(np.abs(values), initial=0.0)) or level


def _of_initial_values(found: Arguments, level: float) -> Arguments:
    """Hold absolute errors against the initial values, and let methods of high order take the small steps."""
    method = found.get("method", "RK45")
    higher = {"method": _HIGHER.get(method, method) if isinstance(method, str) else method}
    return {"atol": _beside(found["y0"], level), **higher}


_HIGHER = {"RK23": "DOP853", "RK45": "DOP853", "BDF": "LSODA", "Radau": "LSODA"}


def _of_objects(found: Arguments, level: float) -> Arguments:
    return {"atol": _beside(found["y0"], level)}


def _of_values_at_first(found: Arguments, level: float) -> Arguments:
    return {"atol": _beside(found["y0"], level), "mxstep": _many(found.get("mxstep"))}


def _many(given: Any) -> int:
    return max(int(given or 0), allowances.SOLVER_STEPS.value)


def _of_residuals(found: Arguments, level: float) -> Arguments:
    """Hold residuals, which have the size of a matrix times its vectors, against that, and let steps come to it."""
    start = np.asarray(found["X"], dtype=np.float64)
    applied = found["A"](start) if callable(found["A"]) else found["A"] @ start
    size = float(np.linalg.norm(applied) / np.linalg.norm(start))
    return {"tol": max(level, SOLVERS["lobpcg"].floor) * size, "maxiter": _many(found.get("maxiter"))}


def _of_all_digits(found: Arguments, level: float) -> Arguments:
    """Ask for all digits, which 0 stands for."""
    return {"tol": 0.0}


def _finished(found: Arguments, level: float) -> Arguments:
    """Let the best point of a grid be made better by as much; what else is to do so is left alone."""
    usual = sys.modules["scipy.optimize"].fmin

    def finish(func: Any, x0: Any, args: Any = (), full_output: int = 0, disp: int = 0) -> Any:
        return usual(func, x0, args=args, full_output=full_output, disp=disp, xtol=level, ftol=level)

    return {"finish": finish} if found.get("finish", usual) is usual else {}


_MORE: dict[str, Callable[[Arguments, float], Arguments]] = {
    "solve_ivp": _of_initial_values,
    **dict.fromkeys("RK23 RK45 DOP853 Radau BDF LSODA".split(), _of_objects),
    "odeint": _of_values_at_first,
    "solve_bvp": lambda found, level: {"bc_tol": level, "max_nodes": _many(found.get("max_nodes"))},
    **dict.fromkeys(("eigs", "eigsh", "svds"), _of_all_digits),
    "lobpcg": _of_residuals,
    "brute": _finished,
    "dual_annealing": lambda found, level: {"method": "L-BFGS-B", "bounds": found["bounds"]},
}
"""What a tight run needs beside tight tolerances."""
