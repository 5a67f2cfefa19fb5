"""Functions of SciPy that stop at a tolerance: what code that calls one of them is known to.

The error of a root that an iteration stops at may be as smooth as the root itself, and is then not seen in values.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.copies import recorded
from derivcheck.gradients.case import Case
from derivcheck.gradients.known_accuracy import leeway
from derivcheck.gradients.subject import attempt
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.ground.outward import upward

TOLERANCES: dict[str, tuple[str, float]] = {
    "brentq": ("xtol", 2e-12),
    "brenth": ("xtol", 2e-12),
    "ridder": ("xtol", 2e-12),
    "bisect": ("xtol", 2e-12),
    "toms748": ("xtol", 2e-12),
    "newton": ("tol", 1.48e-8),
    "root_scalar": ("xtol", 1.48e-8),
    "fsolve": ("xtol", 1.49012e-8),
    "root": ("tol", 1.49012e-8),
    "minimize_scalar": ("tol", 1.48e-8),
    "odeint": ("rtol", 1.49012e-8),
    "quad": ("epsrel", 1.49e-8),
    "solve_ivp": ("rtol", 1e-3),
}
"""Of functions of SciPy the option that is their tolerance, and what it documents as its default."""

_HOMES = ("scipy.optimize", "scipy.integrate")


def called(call: Callable[..., Any], deep: int = 3) -> Iterator[str]:
    """Yield the names of those functions that code names, itself or in functions of the user that it names."""
    homes = [sys.modules[name] for name in _HOMES if name in sys.modules]
    if not homes or not isinstance(call, FunctionType) or not deep:
        return
    names = inspect.getclosurevars(call)
    known = {**names.globals, **names.nonlocals}
    for name in TOLERANCES:
        own = next((found for home in homes if (found := getattr(home, name, None)) is not None), None)
        named = name in call.__code__.co_names
        in_module = named and any(getattr(home, name, None) is own for home in _modules(known.values()))
        if own is not None and (in_module or any(value is own for value in known.values())):
            yield name
    for value in known.values():
        yield from called(value, deep - 1)


def _modules(values: Any) -> Iterator[Any]:
    for value in values:
        if isinstance(value, ModuleType) and value.__name__.startswith("scipy"):
            yield value
            yield from (getattr(value, name.partition(".")[2], None) for name in _HOMES if value.__name__ == "scipy")


def eased(case: Case, tried: Sequence[ArrayGap]) -> tuple[ArrayGap, ...] | None:
    """Return gaps with what such a function leaves open, and note that; None where that does not explain them.

    Parameters
    ----------
    case : Case
    tried : sequence of ArrayGap
        One of which is beyond its budget.
    """
    call = inspect.unwrap(case.f.through.call)
    names = [] if case.accuracy else [*called(call)]
    if not names:
        return None
    seen = asked(call, case.x)
    known = {name: seen.get(name, TOLERANCES[name][1]) for name in names}
    worst = max(names, key=lambda name: known[name])
    open_ = [leeway(case.kind, c.x, case.f.value(c.x), known[worst]) for c in tried]
    found = tuple(replace(c, bound=c.bound + more) for c, more in zip(tried, open_, strict=True))
    if any(np.any(c.refuted) for c in found):
        return None
    case.notes += (
        f"{case.f.name} calls {worst} of SciPy, which stops at a tolerance, {_said(worst, known[worst], seen)}: "
        "the claim is judged to what that leaves",
    )
    return found


def _said(name: str, tolerance: float, seen: dict[str, float]) -> str:
    option, default = TOLERANCES[name]
    if name not in seen:
        return f"{default:.3g} unless told"
    return f"{upward(tolerance, 3)} by its {option}" + (" and its steps" if name == "solve_ivp" else "")


def asked(call: Callable[..., Any], x: Any) -> dict[str, float]:
    """Return the tolerances that code asks those functions for at a point, the largest of each; of what it calls.

    The errors of the steps of `solve_ivp` add up.
    """
    found: dict[str, float] = {}

    def recording(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        option, default = TOLERANCES[name]

        def run(*given: Any, **options: Any) -> Any:
            result = function(*given, **options)
            steps = max(1, int(getattr(result, "nfev", 1)) // _STAGES) if name == "solve_ivp" else 1
            tolerance = options.get(option)
            found[name] = max(found.get(name, 0.0), steps * float(default if tolerance is None else np.max(tolerance)))
            return result

        return run

    homes = [sys.modules[name] for name in _HOMES if name in sys.modules]
    originals = {name: getattr(home, name) for name in TOLERANCES for home in homes if hasattr(home, name)}
    attempt(recorded, call, x, {function: recording(name, function) for name, function in originals.items()})
    return found


_STAGES = 6
"""Evaluations that a step of the Runge-Kutta method of `solve_ivp` takes."""
