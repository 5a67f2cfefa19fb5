"""At what tolerances the solvers stop that code calls."""

from __future__ import annotations

import inspect
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from derivcheck.gradients.solver_calls import Arguments, Run, replaced
from derivcheck.gradients.solvers import IN_UNITS, OF_METHODS, OTHER_UNITS, SOLVERS, Solver, is_tolerance


@dataclass
class Asked:
    """What runs have asked for.

    Attributes
    ----------
    loosest : dict
        Of each function that was called, its largest tolerance as a part of its result, and how that is said.
    """

    loosest: dict[str, tuple[float, str]] = field(default_factory=dict)
    _running: list[Callable[[], None]] = field(default_factory=list)

    def note(self, name: str, found: Arguments, result: Any) -> None:
        """Take a call down; of an object that takes steps only later, once it has."""
        if hasattr(result, "step"):
            self._running.append(lambda: self._note(name, found, result))
        else:
            self._note(name, found, result)

    def _note(self, name: str, found: Arguments, result: Any) -> None:
        part, said = _part(name, found, result)
        if part > 0 and part >= self.loosest.get(name, (-1.0, ""))[0]:
            self.loosest[name] = part, said

    def end(self) -> None:
        """Take down what has taken its steps by now."""
        for note in self._running:
            note()
        self._running.clear()

    @property
    def worst(self) -> tuple[str, float, str] | None:
        """The function with the largest tolerance, that, and how it is said; None where none was called."""
        return max(((n, *found) for n, found in self.loosest.items()), key=lambda one: one[1], default=None)


def watched(asked: Asked) -> dict[Any, Any]:
    """Return what stands for each function that is in use, to take down what it is asked for."""

    def around(name: str, run: Run, found: Arguments) -> Any:
        result = run(found)
        asked.note(name, found, result)
        return result

    return replaced(around)


def left(asked: Asked, level: float) -> float:
    """Return what part of its result is open at a tolerance, of the least exact of the functions."""
    return max((max(level, SOLVERS[name].floor) for name in asked.loosest), default=0.0)


def _tolerances(solver: Solver, found: Arguments) -> dict[str, Any]:
    """Return the tolerances that a call gives, in `options=` those of its method."""
    places = [found] if not solver.within else [*_dicts(found.get(solver.within))]
    given = [(key, place[key]) for place in places for key in (*solver.relative, *solver.absolute) if key in place]
    given += [(key, v) for place in places for key, v in (place.get("options") or {}).items() if is_tolerance(key)]
    told: dict[str, Any] = {}
    for key, value in given:
        if value is not None and not callable(value) and np.all(np.asarray(value) >= 0):
            told[key] = max(told.get(key, 0.0), float(np.max(value)))
    return told


def _dicts(given: Any) -> Iterator[Any]:
    """Yield the dicts of an argument that is one, or several, as those of `nquad`, of which any may be a function."""
    for one in given if isinstance(given, list | tuple) else (given,):
        if isinstance(one, dict):
            yield one


def _part(name: str, found: Arguments, result: Any) -> tuple[float, str]:
    """Return the largest tolerance of a call, as a part of its result, and how it is said."""
    solver = SOLVERS[name]
    given = _tolerances(solver, found)
    known = {**solver.relative, **_defaults(name), **_of_method(name, found), **given}
    if given and "tol" in known and (name in OF_METHODS or solver.within):
        known = given  # which stand in place of those of the method
    known = {key: float(value) * OTHER_UNITS.get(key, 1.0) for key, value in known.items()}
    steps, size = _steps(name, found, result), _size(result)
    parts = {key: steps * value / (size if _is_absolute(solver, key) else 1.0) for key, value in known.items()}
    key = max(parts, key=lambda key: parts[key])
    told = f"{known[key]:.3g} by its {key}" + (" and its steps" if steps > 1 else "")
    return parts[key], told if given else f"{known[key]:.3g} unless told"


def _of_method(name: str, found: Arguments) -> dict[str, float]:
    """Return the tolerance that a method has by default; which method that is, other arguments may tell."""
    if name not in OF_METHODS:
        return {}
    key, usual, others = OF_METHODS[name]
    told = found.get("method") or next((k for k in _TELLING if found.get(k) not in (None, ())), "")
    return {key: others.get(str(told).lower(), usual)}


_TELLING = ("bracket", "constraints", "bounds")


def _defaults(name: str) -> dict[str, float]:
    """Return tolerances that the signature has a number for; one below 0 stands for what is documented."""
    solver = SOLVERS[name]
    if solver.within:
        return {}
    function = getattr(sys.modules[solver.home], name)
    known = {name: one.default for name, one in inspect.signature(function).parameters.items()}
    names = (*solver.relative, *solver.absolute)
    return {n: float(known[n]) for n in names if isinstance(known.get(n), float | int) and known[n] >= 0}


def _is_absolute(solver: Solver, key: str) -> bool:
    return key in solver.absolute or key in IN_UNITS


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
    if name != "solve_ivp" and not hasattr(result, "step"):
        return 1
    method = found.get("method", "RK45") if name == "solve_ivp" else name
    home = sys.modules[SOLVERS[name].home]
    stages = getattr(getattr(home, method) if isinstance(method, str) else method, "n_stages", 1)
    return max(1, math.ceil(int(getattr(result, "nfev", 1)) / stages))
