"""A run of a copy of the user's code that can change nothing: it reaches copies of data, and functions that only give.

What a copy of a function names is copied with it: arrays, which are sealed, numbers, lists, dicts, functions, objects
and their classes. What is of any other kind, such as an open file, a generator of random numbers or a function that
prints, is left out, so that code which needs it fails, and is not edited.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from types import CellType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.copies import MOST_ELEMENTS
from derivcheck.autodiff.sight.owners import LEFT_ALONE
from derivcheck.autodiff.structure import Structure
from derivcheck.gradients import parameters
from derivcheck.gradients.code_contents import constants_in, names_in, nonlocals
from derivcheck.gradients.pure_names import BUILTINS, distribution_of, is_pure, names_of
from derivcheck.gradients.source_trees import is_plain, tree_of
from derivcheck.ground.allowances import gradients as allowances


class NotIsolated(Exception):
    """Code needs what no copy is made of."""


class Isolated:
    """Copies for one run.

    Parameters
    ----------
    trees : dict
        Syntax trees of functions that are known, and None for those that are not copied; is added to.
    instead : mapping
        Code for some of the functions, in place of their own.
    loops : bool
        Whether functions with a `while` are copied, which may not end.
    more : mapping
        What code finds beside the functions that are built in.

    Attributes
    ----------
    elements : int
        Of all arrays that were copied.
    longest : int
        The longest axis among these, and the largest integer.

    Examples
    --------
    >>> data, kept = np.ones(3), []
    >>> Isolated({}).of(data) is data, Isolated({}).of(kept) is kept
    (False, False)
    >>> try:
    ...     Isolated({}).of(open)
    ... except NotIsolated as error:
    ...     print("no copy of a", error)
    no copy of a builtin_function_or_method
    """

    def __init__(
        self,
        trees: dict[FunctionType, Any],
        instead: Mapping[FunctionType, CodeType] | None = None,
        loops: bool = False,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        self.trees = trees
        self.instead = instead or {}
        self._loops = loops
        self._builtins = {**BUILTINS, **(more or {})}
        self.elements = 0
        self.longest = 0
        self._known: dict[int, tuple[Any, Any]] = {}

    def of(self, value: Any) -> Any:
        """Return what the run has in place of a value.

        Raises
        ------
        NotIsolated
            There is no copy of such a value.
        """
        if (known := self._known.get(id(value))) is not None:
            return known[1]
        self._measure(value)
        if type(value) in _CONSTANTS or is_pure(value) or _is_number(value):
            return value
        if (distribution := distribution_of(value)) is not None:
            return distribution
        copy = _COPIES.get(type(value)) or (Isolated._class if type(value) is type else Isolated._instance)
        return copy(self, value)

    def _measure(self, *values: Any) -> None:
        self.longest = max(
            self.longest, *(abs(int(v)) for v in values if type(v) is int or issubclass(type(v), np.integer)), 0
        )

    def _keep(self, value: object, found: Any) -> Any:
        """Remember a copy; the value is kept alive, so that its identity stays its own."""
        self._known[id(value)] = value, found
        return found

    def _attempted(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return copies of what has one."""
        found = {}
        for name, value in values.items():
            try:
                found[name] = self.of(value)
            except NotIsolated:
                continue
        return found

    def _array(self, value: Any) -> Any:
        if value.dtype.kind not in _NUMBERS:
            raise NotIsolated(value.dtype)
        self.elements += value.size
        self._measure(*value.shape)
        if self.elements > allowances.EDITED_DATA.value:
            raise NotIsolated("so much data")
        copy = value.copy(order="K")
        copy.flags.writeable = False
        return self._keep(value, copy)

    def _sequence(self, value: Any) -> Any:
        if len(value) > MOST_ELEMENTS:
            raise NotIsolated("a long list")
        return self._keep(value, type(value)(map(self.of, value)))

    def _mapping(self, value: Any) -> Any:
        keys, parts = self._sequence([*value]), self._sequence([*value.values()])
        return self._keep(value, dict(zip(keys, parts, strict=True)))

    def _module(self, module: ModuleType) -> Any:
        if (listed := names_of(module)) is not None:
            return listed
        if module.__name__.partition(".")[0] in LEFT_ALONE:
            raise NotIsolated(module.__name__)
        return self._keep(module, _Looked(self, module))

    def _function(self, function: FunctionType) -> Any:
        ours = function.__globals__ is vars(parameters)
        if not ours and self._tree(function) is None:
            raise NotIsolated(function.__qualname__)
        code = self.instead.get(function, function.__code__)
        self._measure(*constants_in(code))
        space = dict(function.__globals__) if ours else {"__builtins__": self._builtins}
        inside = {name: CellType() for name in function.__code__.co_freevars}
        copy = FunctionType(code, space, function.__name__, None, tuple(inside[n] for n in code.co_freevars) or None)
        self._keep(function, copy)
        copy.__defaults__ = function.__defaults__ and tuple(map(self.of, function.__defaults__))
        copy.__kwdefaults__ = function.__kwdefaults__ and self.of(function.__kwdefaults__)
        for name, value in self._attempted(nonlocals(function)).items():
            inside[name].cell_contents = value
        if not ours:
            known = function.__globals__
            space.update(self._attempted({name: known[name] for name in names_in(function.__code__) if name in known}))
        return copy

    def _tree(self, function: FunctionType) -> Any:
        if function not in self.trees:
            own = (function.__module__ or "").partition(".")[0] not in LEFT_ALONE
            tree = tree_of(function) if own else None
            self.trees[function] = tree if tree is not None and is_plain(tree, self._loops) else None
        return self.trees[function]

    def _method(self, value: MethodType) -> Any:
        return MethodType(self.of(value.__func__), self.of(value.__self__))

    def _partial(self, value: Any) -> Any:
        return functools.partial(self.of(value.func), *self._sequence(value.args), **self._mapping(value.keywords))

    def _class(self, cls: type) -> Any:
        # What a copy does as it ends, such as to close a connection, it would do to what the original has.
        if (cls.__module__ or "").partition(".")[0] in LEFT_ALONE or not _OF_NO_COPY.isdisjoint(vars(cls)):
            raise NotIsolated(cls.__qualname__)
        found = type(cls.__name__, tuple(base if base is object else self.of(base) for base in cls.__bases__), {})
        self._keep(cls, found)
        members = {name: value for name, value in vars(cls).items() if name not in _OF_CLASSES}
        for name, value in self._attempted({n: _inside(v) for n, v in members.items()}).items():
            kind = type(members[name])
            setattr(found, name, kind(value) if kind in (staticmethod, classmethod, property) else value)
        return found

    def _instance(self, value: Any) -> Any:
        """Return a copy of an object whose attributes are all that it has."""
        cls = type(value)
        if type(cls) is not type or not cls.__dictoffset__ or any("__new__" in vars(c) for c in cls.__mro__[:-1]):
            raise NotIsolated(cls.__qualname__)
        copy = self._keep(value, object.__new__(self.of(cls)))
        copy.__dict__.update(self._attempted(object.__getattribute__(value, "__dict__")))
        return copy


_CONSTANTS = frozenset((bool, int, float, complex, str, bytes, range, type(None), type(...)))
_CONSTANTS |= {type(np.dtype(name)) for name in ("bool", "int32", "int64", "float32", "float64", "complex128")}

_NUMBERS = "biufc"


def _is_number(value: Any) -> bool:
    return issubclass(type(value), np.generic) and value.dtype.kind in _NUMBERS


class _Unpacked:
    """The structure of a point, which may hold more than numbers: what it gives is copied too."""

    def __init__(self, isolated: Isolated, structure: Structure) -> None:
        self._isolated = isolated
        self._structure = structure
        self.pack, self.pack_square = structure.pack, structure.pack_square

    def unpack(self, x: Any) -> Any:
        return self._isolated.of(self._structure.unpack(x))


_COPIES: dict[type, Callable[[Isolated, Any], Any]] = {
    np.ndarray: Isolated._array,
    list: Isolated._sequence,
    tuple: Isolated._sequence,
    set: Isolated._sequence,
    frozenset: Isolated._sequence,
    dict: Isolated._mapping,
    FunctionType: Isolated._function,
    MethodType: Isolated._method,
    ModuleType: Isolated._module,
    functools.partial: Isolated._partial,
    Structure: _Unpacked,
}

_OF_CLASSES = frozenset("__dict__ __weakref__ __module__ __doc__ __qualname__ __annotations__".split())


_OF_NO_COPY = frozenset({"__slots__", "__del__"})


def _inside(member: Any) -> Any:
    """Return the function of a member of a class; of a property that can be read only."""
    if issubclass(type(member), staticmethod | classmethod):
        return member.__func__
    return member.fget if issubclass(type(member), property) and member.fset is None else member


class _Looked:
    """A module of the user, whose members are copied as they are looked up."""

    __slots__ = ("_isolated", "_module")

    def __init__(self, isolated: Isolated, module: ModuleType) -> None:
        object.__setattr__(self, "_isolated", isolated)
        object.__setattr__(self, "_module", module)

    def __getattr__(self, name: str) -> Any:
        isolated, module = (object.__getattribute__(self, part) for part in self.__slots__)
        return isolated.of(getattr(module, name))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)
