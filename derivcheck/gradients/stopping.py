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

from derivcheck.gradients.case import Case
from derivcheck.gradients.known_accuracy import leeway
from derivcheck.gradients.verdicts import ArrayGap

TOLERANCES = {
    "brentq": 2e-12,
    "brenth": 2e-12,
    "ridder": 2e-12,
    "bisect": 2e-12,
    "toms748": 2e-12,
    "newton": 1.48e-8,
    "root_scalar": 1.48e-8,
    "fsolve": 1.49012e-8,
    "root": 1.49012e-8,
    "minimize_scalar": 1.48e-8,
    "odeint": 1.49012e-8,
    "quad": 1.49e-8,
}
"""Of functions of SciPy the tolerance that it documents as the default, relative to the result."""

_HOMES = ("scipy.optimize", "scipy.integrate")


def called(call: Callable[..., Any], deep: int = 3) -> Iterator[str]:
    """Yield the names of those functions that code names, itself or in functions of the user that it names."""
    homes = [sys.modules[name] for name in _HOMES if name in sys.modules]
    if not homes or not isinstance(call, FunctionType) or not deep:
        return
    seen = inspect.getclosurevars(call)
    known = {**seen.globals, **seen.nonlocals}
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
    names = [] if case.accuracy else [*called(inspect.unwrap(case.f.through.call))]
    if not names:
        return None
    worst = max(names, key=lambda name: TOLERANCES[name])
    open_ = [leeway(case.kind, c.x, case.f.value(c.x), TOLERANCES[worst]) for c in tried]
    found = tuple(replace(c, bound=c.bound + more) for c, more in zip(tried, open_, strict=True))
    if any(np.any(c.refuted) for c in found):
        return None
    case.notes += (
        f"{case.f.name} calls {worst} of SciPy, which stops at a tolerance, {TOLERANCES[worst]:.3g} unless told: "
        "the claim is judged to what that leaves",
    )
    return found
