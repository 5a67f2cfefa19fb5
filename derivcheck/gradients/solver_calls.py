"""What takes the place of solvers in a run: functions, classes, and the integrators of `ode`, with their arguments."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from derivcheck.gradients.solvers import in_use

Arguments = dict[str, Any]
Run = Callable[[Arguments], Any]
Around = Callable[[str, Run, Arguments], Any]


def replaced(around: Around, bases: Mapping[str, str] | None = None) -> dict[Any, Any]:
    """Return what stands for each solver that is in use.

    Parameters
    ----------
    around : callable
        Is given the name of a solver, what runs it, and its arguments by name, and returns what it is to return.
    bases : mapping
        The classes that stand for others.

    Examples
    --------
    >>> from scipy.optimize import brentq
    >>> stand_in = replaced(lambda name, run, found: run(found | {"b": 9.0}))[brentq]
    >>> round(stand_in(lambda u: u - 5.0, 0.0, 1.0), 6)
    5.0
    """
    known = dict(in_use())
    found = {}
    for name, function in known.items():
        if name in WITH_INTEGRATORS:
            found[function] = _of_integrators(name, function, around)
        elif isinstance(function, type):
            found[function] = _class(name, function, known[(bases or {}).get(name, name)], around)
        else:
            found[function] = _function(name, function, around)
    return found


WITH_INTEGRATORS = ("ode", "complex_ode")


def _function(name: str, function: Callable[..., Any], around: Around) -> Any:
    # What a solver hands over to another, such as `finish=` of `brute`, is asked for its signature.
    @functools.wraps(function)
    def stand_in(*given: Any, **options: Any) -> Any:
        return around(name, lambda found: _called(function, found), _bound(function, given, options))

    return stand_in


def _class(name: str, cls: type, base: Any, around: Around) -> Any:
    """Return a class, since classes are handed to `solve_ivp` and asked for by `isinstance`."""

    def init(self: Any, *given: Any, **options: Any) -> None:
        def run(found: Arguments) -> Any:
            base.__init__(self, **found)
            return self

        around(name, run, _bound(cls, given, options))

    return type(name, (base,), {"__init__": init})


def _of_integrators(name: str, cls: Any, around: Around) -> Any:
    """Return a class whose objects are told their tolerances when they are told their method."""

    def set_integrator(self: Any, name_: str, **options: Any) -> Any:
        return around(name, lambda found: cls.set_integrator(self, name_, **found), options)

    return type(name, (cls,), {"set_integrator": set_integrator})


def _bound(function: Callable[..., Any], given: tuple[Any, ...], options: Mapping[str, Any]) -> Arguments:
    """Return all arguments by name."""
    bound = inspect.signature(function).bind(*given, **options)
    kinds = bound.signature.parameters
    named = {name: value for name, value in bound.arguments.items() if kinds[name].kind is not _FURTHER}
    more: Arguments = next((value for name, value in bound.arguments.items() if kinds[name].kind is _FURTHER), {})
    return named | more


_FURTHER = inspect.Parameter.VAR_KEYWORD


def _called(function: Callable[..., Any], found: Arguments) -> Any:
    parameters = inspect.signature(function).parameters.values()
    first = [one.name for one in parameters if one.kind is one.POSITIONAL_ONLY and one.name in found]
    return function(*(found[name] for name in first), **{n: v for n, v in found.items() if n not in first})


def takes(function: Callable[..., Any], name: str) -> bool:
    """Return whether a function takes an argument of a name.

    >>> takes(sorted, "key"), takes(sorted, "tol")
    (True, False)
    """
    known = inspect.signature(function).parameters
    return name in known or any(one.kind is _FURTHER for one in known.values())
