"""A run of a copy of the user's code, which sees through what keeps numbers out of sight.

The copy of a function has the same instructions, and names of its own: what it looks up among its globals, its
closure and its builtins is translated when it is looked up. Nothing of the user's is changed, so there is nothing to
restore, and runs in several threads do not meet (torch.fx, which patches modules, has to do both).
"""

from __future__ import annotations

import builtins
import functools
import math
import sys
from collections.abc import Callable, Sequence
from types import BuiltinFunctionType, CellType, FunctionType, MemberDescriptorType, MethodType, ModuleType
from typing import Any

import numpy as np

from derivcheck.autodiff.sight import (
    arrays,
    assembled,
    distributions,
    elementwise,
    linear_functions,
    mathematics,
    matrix_functions,
    samples,
    scipy_functions,
    sparse,
    splines,
)
from derivcheck.autodiff.sight.owners import is_users
from derivcheck.autodiff.sight.sparse import of_factors, of_matrix
from derivcheck.autodiff.sight.splines import of_spline
from derivcheck.autodiff.sight.views import ModuleView, Namespace, content_of, original_globals

MOST_ELEMENTS = 1000
"""Elements of a list that is looked through for functions."""


_OF_CLASSES = frozenset({"__dict__", "__weakref__", "__slots__", "__module__", "__doc__", "__qualname__"})


class Sight:
    """What one run sees in place of what the code names.

    Parameters
    ----------
    x : array of a class that carries derivatives
        The point.

    Examples
    --------
    >>> from derivcheck.autodiff.derivatives import gradient
    >>> def area(v):
    ...     sides = np.zeros(2)
    ...     sides[0] = float(v[0]) + math.exp(v[1])
    ...     sides[1] = v[1]
    ...     return sides[0] * sides[1]
    >>> area.__module__ = "model"  # code of this package's own modules is left alone
    >>> gradient(lambda v: seen(area, v), np.array([3.0, 0.0]))
    array([0., 4.])
    """

    def __init__(self, x: Any) -> None:
        self._known: dict[int, tuple[Any, Any]] = {}
        for original, found in _replacements(x).items():
            self._known[id(original)] = original, found
        self.builtins = {name: self._known.get(id(value), (value, value))[1] for name, value in vars(builtins).items()}
        self.builtins["__import__"] = self._import

    def of(self, value: Any) -> Any:
        """Return what the run sees in place of a value: mostly the value itself."""
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        for kinds, translate in _TRANSLATIONS:
            if isinstance(value, kinds):
                return translate(self, value)
        if (contained := _CONTAINERS.get(type(value))) is not None:
            return contained(self, value) if len(value) <= MOST_ELEMENTS else value
        return self._instance(value) if is_users(type(value)) else self._of_scipy(value)

    def _of_scipy(self, value: Any) -> Any:
        found = distributions.of_distribution(of_factors(of_spline(of_matrix(value))), self.copied)
        return value if found is value else self.keep(value, found)

    def keep(self, value: object, found: object) -> Any:
        """Remember a translation; the value is kept alive, so that its identity stays its own."""
        self._known[id(value)] = value, found
        return found

    def _import(self, name: str, space: Any = None, *rest: Any) -> Any:
        given = space.original if isinstance(space, Namespace) else space
        return self.of(builtins.__import__(name, given, *rest))

    def _function(self, function: FunctionType) -> Any:
        return self.copied(function) if is_users(function) else function

    def copied(self, function: FunctionType) -> Any:
        """Return a copy of a function, whoever wrote it."""
        if id(function) in self._known:
            return self._known[id(function)][1]
        code = function.__code__.replace()  # instructions that nobody else has specialised
        cells = tuple(CellType() for _ in function.__closure__ or ())
        # Of a copy that another run has made, which is differentiated within that run, the original's globals.
        space = Namespace(self, original_globals(function))
        copy = FunctionType(code, space, function.__name__, function.__defaults__, cells or None)
        copy.__qualname__ = function.__qualname__
        copy.__dict__.update(function.__dict__)
        self.keep(function, copy)
        for cell, other in zip(cells, function.__closure__ or (), strict=True):
            try:
                content = other.cell_contents
            except ValueError:  # not bound yet
                continue
            cell.cell_contents = self.of(content)
        copy.__defaults__ = tuple(map(self.of, function.__defaults__ or ())) or None
        copy.__kwdefaults__ = {name: self.of(value) for name, value in (function.__kwdefaults__ or {}).items()} or None
        return copy

    def _class(self, cls: type) -> Any:
        """Return a subclass with translated members; what calls its parents by ``super()`` finds theirs."""
        plain = type(cls) is type and not any("__init_subclass__" in vars(one) for one in cls.__mro__[:-1])
        if not is_users(cls) or not plain or issubclass(cls, BaseException):
            return cls
        parents = [found for base in cls.__bases__ if (found := self.of(base)) is not base]
        found = type(cls.__name__, (*parents, cls), {"__slots__": (), "__module__": cls.__module__})
        self.keep(cls, found)
        for name, value in vars(cls).items():
            if name not in _OF_CLASSES and not isinstance(value, MemberDescriptorType):
                setattr(found, name, self._member(value))
        return found

    def _member(self, value: object) -> Any:
        if isinstance(value, staticmethod | classmethod):
            return type(value)(self.of(value.__func__))
        if isinstance(value, property):
            return property(*(f and self.of(f) for f in (value.fget, value.fset, value.fdel)))
        return self.of(value) if isinstance(value, FunctionType) else value

    def _instance(self, value: object) -> Any:
        if hasattr(type(value), "__del__"):
            return value  # what a copy does as it ends, such as to close a connection, it would do to the original's
        content = getattr(value, "__dict__", None)
        cls = self._class(type(value))
        if not isinstance(content, dict) or cls is type(value):
            return value
        try:
            copy = object.__new__(cls)
        except TypeError:  # of a class that is built in
            return value
        self.keep(value, copy)
        copy.__dict__.update({name: self.of(part) for name, part in content.items()})
        return copy

    def _module(self, module: ModuleType) -> Any:
        seen_through = module in (np, math) or module.__name__.startswith("scipy") or is_users(module)
        return self.keep(module, ModuleView(self, module)) if seen_through else module

    def _list(self, value: Any) -> Any:
        found = [self.of(e) for e in value]
        same = isinstance(value, tuple) and all(a is b for a, b in zip(found, value, strict=True))
        return value if same else self.keep(value, type(value)(found))

    def _mapping(self, value: Any) -> Any:
        # A copy in any case: what the run writes to it is not for the user's own.
        return self.keep(value, {key: self.of(e) for key, e in value.items()})

    def _partial(self, value: Any) -> Any:
        given = {name: self.of(e) for name, e in value.keywords.items()}
        return functools.partial(self.of(value.func), *map(self.of, value.args), **given)

    def _method(self, value: MethodType) -> Any:
        holder = self.of(value.__self__)
        if isinstance(value.__self__, type):
            return getattr(holder, value.__name__)
        return MethodType(self.of(value.__func__), holder)

    def _vectorized(self, value: Any) -> Any:
        plain = value.excluded or value.signature
        return value if plain else self.keep(value, elementwise.elementwise(self.of(value.pyfunc), value))

    def _cached(self, value: Any) -> Any:
        return self.of(value.__wrapped__)


_TRANSLATIONS: tuple[tuple[Any, Callable[[Sight, Any], Any]], ...] = (
    (FunctionType, Sight._function),
    (BuiltinFunctionType, lambda sight, value: of_factors(value)),
    (MethodType, Sight._method),
    (ModuleType, Sight._module),
    (ModuleView, lambda sight, view: sight._module(content_of(view))),
    (type, Sight._class),
    (functools.partial, Sight._partial),
    (type(functools.lru_cache(len)), Sight._cached),
    (np.ndarray, lambda sight, value: value),
    (np.ufunc, lambda sight, value: sight.keep(value, elementwise.of_python(value))),
    (np.vectorize, Sight._vectorized),
)


_CONTAINERS: dict[type, Callable[[Sight, Any], Any]] = {
    list: Sight._list,
    tuple: Sight._list,
    dict: Sight._mapping,
}


def _replacements(x: Any) -> dict[Any, Any]:
    found = arrays.replacements(x) | mathematics.REPLACEMENTS | elementwise.REPLACEMENTS
    return found | _of_scipy(_in_use()) | assembled.replacements(x)


def _in_use() -> tuple[str, ...]:
    return tuple(name for name in _MODULES if name in sys.modules)


_MODULES = [f"scipy.{name}" for name in "linalg special sparse sparse.linalg interpolate signal fft ndimage".split()]
_MODULES += ["scipy.spatial", "scipy.spatial.distance", "scipy.stats"]


@functools.cache
def _of_scipy(modules: tuple[str, ...]) -> dict[Any, Any]:
    """Return what stands for functions of those modules of SciPy that are in use."""
    makers = (scipy_functions, matrix_functions, linear_functions, sparse, splines, samples)
    # The first that has a function counts.
    return {key: found for maker in reversed(makers) for key, found in maker.replacements().items()}


def recorded(call: Callable[[Any], Any], x: Any, instead: dict[Any, Any]) -> Any:
    """Return what a callable gives for a plain argument, run as a copy in which functions are replaced.

    Parameters
    ----------
    call : callable
    x : array or number
    instead : dict
        What stands for each function.
    """
    sight = Sight(x)
    for original, found in instead.items():
        sight.keep(original, found)
    return sight.of(call)(x)


def seen(calls: Callable[[Any], Any] | Sequence[Callable[[Any], Any]], x: Any) -> Any:
    """Return what a callable gives for an array that carries derivatives, run as a copy that sees through.

    Parameters
    ----------
    calls : callable, or sequence of callables
        Of several the last one's result is returned; what one leaves in an object, the next one finds.
    x : array of a class that carries derivatives

    Notes
    -----
    A callable object or bound method is copied too, without what its attributes hold.
    """
    sight, found = Sight(x), None
    for call in calls if isinstance(calls, Sequence) else (calls,):
        found = sight.of(call)(x)
    return found
