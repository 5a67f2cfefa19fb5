"""Whose code something is, and whether what it names may keep what it is given."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Iterator
from types import FunctionType, MethodType, ModuleType
from typing import Any

LEFT_ALONE = frozenset(
    {
        *sys.stdlib_module_names,
        *("numpy", "scipy", "pandas", "xarray", "derivcheck", "mpmath", "sympy", "flint"),
    }
)
"""Packages whose code is run as it is."""


def is_users(thing: object) -> bool:
    """Return whether a module, class or function is neither Python's nor of a library that is left alone."""
    module = thing.__name__ if isinstance(thing, ModuleType) else getattr(thing, "__module__", None)
    return module is None or (isinstance(module, str) and module.partition(".")[0] not in LEFT_ALONE)


def has_state(call: object, deep: int = 3) -> bool:
    """Return whether a callable is, or names, an object of a user's class, which may keep what it is given.

    Parameters
    ----------
    call : callable
    deep : int
        How many functions that name each other are looked through.

    Examples
    --------
    >>> has_state(len), has_state([].append), has_state(lambda x: x)
    (False, False, False)
    """
    if isinstance(call, MethodType):
        return has_state(call.__self__)
    if isinstance(call, functools.partial):
        return any(has_state(part, deep) for part in (call.func, *call.args, *call.keywords.values()))
    if isinstance(call, FunctionType):
        return deep > 0 and is_users(call) and any(has_state(part, deep - 1) for part in named(call))
    if isinstance(call, type | ModuleType):
        return False
    return is_users(type(call)) and hasattr(call, "__dict__")


def named(function: FunctionType) -> Iterator[Any]:
    """Yield what a function finds in its closure, its defaults, and among its globals."""
    yield from (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values())
    for cell in function.__closure__ or ():
        with contextlib.suppress(ValueError):  # not bound yet
            yield cell.cell_contents
    names = function.__code__.co_names
    yield from (function.__globals__[name] for name in names if name in function.__globals__)
