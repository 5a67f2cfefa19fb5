"""Functions of SciPy that stop at a tolerance: what a call asks for, and the same call with a tighter one.

A tolerance is an argument, by place or by name, a key of `options=`, or a default.
"""

from __future__ import annotations

import inspect
import math
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Arguments = dict[str, Any]


@dataclass(frozen=True)
class Solver:
    """A function that stops at tolerances.

    Attributes
    ----------
    relative : mapping
        The parameters that are a part of the result, or that only a smaller number makes tighter, with what is
        documented where the signature has no default.
    absolute : tuple of str
        Parameters beside those, in the units of the result, which may be as small as can be.
    floor : float
        The relative error that is left at any tolerance: of a minimum that is found by its values, which are flat
        there, or by differences of them, the square root of the unit roundoff.
    """

    home: str
    relative: Mapping[str, float]
    absolute: tuple[str, ...] = ()
    floor: float = 0.0


FLAT = 2.0**-26
"""Where the values of a function differ by a rounding, its minimum does by the square root of that."""

_NODES = 1e-7
"""Of a collocation of order four, which would need ever more nodes."""

_OPTIMIZE, _INTEGRATE, _SPARSE = "scipy.optimize", "scipy.integrate", "scipy.sparse.linalg"

_BRACKETS = Solver(_OPTIMIZE, {"rtol": 8.9e-16}, ("xtol",))
_FITS = Solver(_OPTIMIZE, {"ftol": 1e-8, "xtol": 1e-8, "gtol": 1e-8}, floor=FLAT)
_QUADRATURES = Solver(_INTEGRATE, {"epsrel": 1.49e-8}, ("epsabs",))
_LINEAR = Solver(_SPARSE, {"rtol": 0.0, "tol": 0.0}, ("atol",))  # SciPy has one or the other, with its default

SOLVERS: dict[str, Solver] = {
    **dict.fromkeys(("brentq", "brenth", "ridder", "bisect", "toms748"), _BRACKETS),
    "newton": Solver(_OPTIMIZE, {"rtol": 0.0}, ("tol",)),
    "root_scalar": Solver(_OPTIMIZE, {"rtol": 0.0}, ("xtol",)),
    "fixed_point": Solver(_OPTIMIZE, {"xtol": 1e-8}),
    "fsolve": Solver(_OPTIMIZE, {"xtol": 1.49012e-8}),
    "root": Solver(_OPTIMIZE, {"tol": 1.49012e-8}),
    "minimize": Solver(_OPTIMIZE, {"tol": 1e-5}, floor=FLAT),
    "minimize_scalar": Solver(_OPTIMIZE, {"tol": 1.48e-8}, floor=FLAT),
    **dict.fromkeys(("brent", "golden"), Solver(_OPTIMIZE, {"tol": 1.48e-8}, floor=FLAT)),
    "fminbound": Solver(_OPTIMIZE, {"xtol": 1e-5}, floor=FLAT),
    **dict.fromkeys(("fmin", "fmin_powell"), Solver(_OPTIMIZE, {"xtol": 1e-4, "ftol": 1e-4}, floor=FLAT)),
    **dict.fromkeys(("fmin_bfgs", "fmin_cg"), Solver(_OPTIMIZE, {"gtol": 1e-5}, floor=FLAT)),
    "fmin_l_bfgs_b": Solver(_OPTIMIZE, {"pgtol": 1e-5}, ("factr",), floor=FLAT),
    **dict.fromkeys(("least_squares", "leastsq", "curve_fit"), _FITS),
    "lsq_linear": Solver(_OPTIMIZE, {"tol": 1e-10}),
    **dict.fromkeys(("quad", "dblquad", "tplquad", "quad_vec"), _QUADRATURES),
    "cubature": Solver(_INTEGRATE, {"rtol": 1e-8}, ("atol",)),
    "tanhsinh": Solver(_INTEGRATE, {"rtol": 2.0**-39}, ("atol",)),
    "odeint": Solver(_INTEGRATE, {"rtol": 1.49012e-8, "atol": 1.49012e-8}),
    "solve_ivp": Solver(_INTEGRATE, {"rtol": 1e-3, "atol": 1e-6}),
    "solve_bvp": Solver(_INTEGRATE, {"tol": 1e-3, "bc_tol": 0.0}, floor=_NODES),  # by default it is tol
    **dict.fromkeys(
        "cg bicg bicgstab cgs gmres lgmres qmr minres tfqmr gcrotmk".split(),
        _LINEAR,
    ),
    **dict.fromkeys(("lsqr", "lsmr"), Solver(_SPARSE, {"atol": 1e-6, "btol": 1e-6})),
}

_LEAST = float(np.finfo(np.float64).tiny)


@dataclass
class Asked:
    """What runs have asked for.

    Attributes
    ----------
    loosest : dict
        Of each function that was called, its largest tolerance as a part of its result, and how that is said.
    """

    loosest: dict[str, tuple[float, str]] = field(default_factory=dict)

    def note(self, name: str, part: float, said: str) -> None:
        """Take a call down."""
        if part >= self.loosest.get(name, (-1.0, ""))[0]:
            self.loosest[name] = part, said

    @property
    def worst(self) -> tuple[str, float, str] | None:
        """The function with the largest tolerance, that, and how it is said; None where none was called."""
        return max(((n, *found) for n, found in self.loosest.items()), key=lambda one: one[1], default=None)


def watched(asked: Asked) -> dict[Any, Any]:
    """Return what stands for each function that is in use, to take down what it is asked for."""
    return {function: _watching(name, function, asked) for name, function in _in_use()}


def tightened(level: float) -> dict[Any, Any]:
    """Return what stands for each function that is in use, to run it at a relative tolerance."""
    return {function: _tight(name, function, level) for name, function in _in_use()}


def left(asked: Asked, level: float) -> float:
    """Return what part of its result is open at a tolerance, of the least exact of the functions."""
    return max((max(level, SOLVERS[name].floor) for name in asked.loosest), default=0.0)


def _in_use() -> Iterator[tuple[str, Any]]:
    for name, solver in SOLVERS.items():
        function = getattr(sys.modules.get(solver.home), name, None)
        if function is not None:
            yield name, function


def _watching(name: str, function: Callable[..., Any], asked: Asked) -> Callable[..., Any]:
    def run(*given: Any, **options: Any) -> Any:
        result = function(*given, **options)
        part, said = _part(name, _bound(function, given, options), result)
        asked.note(name, part, said)
        return result

    return run


def _tight(name: str, function: Callable[..., Any], level: float) -> Callable[..., Any]:
    def run(*given: Any, **options: Any) -> Any:
        return function(**_tighten(name, _bound(function, given, options), level))

    return run


def _bound(function: Callable[..., Any], given: tuple[Any, ...], options: Mapping[str, Any]) -> Arguments:
    """Return all arguments by name."""
    bound = inspect.signature(function).bind(*given, **options)
    kinds = bound.signature.parameters
    named = {name: value for name, value in bound.arguments.items() if kinds[name].kind is not _FURTHER}
    more: Arguments = next((value for name, value in bound.arguments.items() if kinds[name].kind is _FURTHER), {})
    return named | more


_FURTHER = inspect.Parameter.VAR_KEYWORD


def _tolerances(name: str, found: Arguments) -> dict[str, Any]:
    """Return the tolerances that a call gives, in `options=` those of its method."""
    solver = SOLVERS[name]
    own = {key: found[key] for key in (*solver.relative, *solver.absolute) if found.get(key) is not None}
    inner = found.get("options") or {}
    return own | {
        key: value for key, value in inner.items() if "tol" in key and value is not None and not callable(value)
    }


def _part(name: str, found: Arguments, result: Any) -> tuple[float, str]:
    """Return the largest tolerance of a call, as a part of its result, and how it is said."""
    function = getattr(sys.modules[SOLVERS[name].home], name)
    given, solver = _tolerances(name, found), SOLVERS[name]
    known = {**solver.relative, **_defaults(function, solver), **_of_method(name, found), **given}
    if given and "tol" in known and name in _OF_METHODS:
        known = given  # which stand in place of those of the method
    known = {key: np.max(np.abs(value)) * _UNITS.get(key, 1.0) for key, value in known.items()}
    steps, size = _steps(name, found, result), _size(result)
    parts = {key: steps * float(value) / (size if _is_absolute(name, key) else 1.0) for key, value in known.items()}
    key = max(parts, key=lambda key: parts[key])
    told = f"{float(known[key]):.3g} by its {key}" + (" and its steps" if steps > 1 else "")
    return parts[key], told if given else f"{float(known[key]):.3g} unless told"


_UNITS = {"factr": 2.0**-52}
"""Of tolerances that are multiples of something: that of `fmin_l_bfgs_b` of the distance of floats."""

_OF_METHODS: dict[str, tuple[str, float, dict[str, float]]] = {
    "root_scalar": ("xtol", 1.48e-8, dict.fromkeys(("bracket", *"bisect brentq brenth ridder toms748".split()), 2e-12)),
    "root": ("tol", 1.49012e-8, dict.fromkeys("broyden1 broyden2 anderson krylov".split(), 2.0 ** (-52 / 3))),
    "minimize": (
        "tol",
        1e-5,
        dict.fromkeys("nelder-mead powell cobyla dogleg trust-ncg trust-exact trust-krylov".split(), 1e-4)
        | {"slsqp": 1e-6},
    ),
    "minimize_scalar": ("tol", 1.48e-8, {"bounded": 1e-5, "bounds": 1e-5}),
}
"""Functions with many methods: where a tolerance goes, and what it is by default; of some methods it is another."""


def _of_method(name: str, found: Arguments) -> dict[str, float]:
    """Return the tolerance that a method has by default; which method that is, a bracket or bounds may tell."""
    if name not in _OF_METHODS:
        return {}
    key, usual, others = _OF_METHODS[name]
    told = found.get("method") or next((k for k in ("bracket", "bounds") if found.get(k) is not None), "")
    return {key: others.get(str(told).lower(), usual)}


def _defaults(function: Callable[..., Any], solver: Solver) -> dict[str, float]:
    """Return tolerances that the signature has a number for."""
    known = {name: one.default for name, one in inspect.signature(function).parameters.items()}
    names = (*solver.relative, *solver.absolute)
    return {name: known[name] for name in names if isinstance(known.get(name), float | int)}


def _is_absolute(name: str, key: str) -> bool:
    return key in SOLVERS[name].absolute or key in ("atol", "fatol", "xatol")


def _size(result: Any) -> float:
    """Return the least size among the numbers of a result that are not 0, which an absolute error is held against."""
    for key in ("root", "y", "x", "integral", "estimate"):
        if hasattr(result, key) and not isinstance(result, np.ndarray):
            result = getattr(result, key)
            break
    first = result[0] if isinstance(result, tuple) else result
    try:
        numbers = np.abs(np.asarray(first, dtype=np.float64))
    except (TypeError, ValueError):
        return 1.0
    return float(np.min(numbers, where=(numbers > 0) & np.isfinite(numbers), initial=1.0))


def _steps(name: str, found: Arguments, result: Any) -> int:
    """Return how many steps there were at most, whose errors add up; a step takes its stages at least."""
    if name != "solve_ivp":
        return 1
    method = found.get("method", "RK45")
    home = sys.modules[SOLVERS[name].home]
    stages = getattr(getattr(home, method) if isinstance(method, str) else method, "n_stages", 1)
    return max(1, math.ceil(int(getattr(result, "nfev", 1)) / stages))


def _tighten(name: str, found: Arguments, level: float) -> Arguments:
    """Return the arguments of a call with tighter tolerances."""
    solver = SOLVERS[name]
    known = inspect.signature(getattr(sys.modules[solver.home], name)).parameters
    free = any(one.kind is _FURTHER for one in known.values())
    tight = {key: _tighter(found.get(key), level) for key in solver.relative} | dict.fromkeys(solver.absolute, _LEAST)
    found = found | {key: value for key, value in tight.items() if free or key in known}
    if found.get("options"):
        found["options"] = {key: value for key, value in found["options"].items() if "tol" not in key}
    return found | (_MORE[name](found, level) if name in _MORE else {})


def _tighter(given: Any, level: float) -> float:
    return level if given is None else min(level, float(np.min(given)) or level)


def _of_initial_values(found: Arguments, level: float) -> Arguments:
    """Hold absolute errors against the initial values, and let methods of high order take the small steps."""
    method = found.get("method", "RK45")
    return {"atol": _beside(found["y0"], level), "method": _HIGHER.get(method, method)}


_HIGHER = {"RK23": "DOP853", "RK45": "DOP853", "BDF": "LSODA", "Radau": "LSODA"}


def _of_values_at_first(found: Arguments, level: float) -> Arguments:
    return {"atol": _beside(found["y0"], level), "mxstep": max(int(found.get("mxstep") or 0), 100_000)}


def _beside(values: Any, level: float) -> float:
    return level * float(np.max(np.abs(values), initial=0.0)) or level


def _of_nodes(found: Arguments, level: float) -> Arguments:
    tight = max(level, _NODES)
    return {"tol": tight, "bc_tol": tight, "max_nodes": max(int(found.get("max_nodes", 0)), 100_000)}


_MORE: dict[str, Callable[[Arguments, float], Arguments]] = {
    "solve_ivp": _of_initial_values,
    "odeint": _of_values_at_first,
    "solve_bvp": _of_nodes,
}
