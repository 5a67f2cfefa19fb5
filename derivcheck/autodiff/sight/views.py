"""What a copy of the user's code looks names up in: the globals of the original, and modules, as a run sees them."""

from __future__ import annotations

from types import FunctionType, ModuleType
from typing import Any, Protocol


class Seer(Protocol):
    """What a run sees in place of what the code names."""

    builtins: dict[str, Any]

    def of(self, value: Any) -> Any:
        """Return what the run sees in place of a value."""


class Namespace(dict[str, Any]):
    """The globals of a copy of a function: those of the original, translated; what the copy binds stays here.

    CPython looks names up by the item access of a dict's subclass.
    """

    def __init__(self, sight: Seer, original: dict[str, Any]) -> None:
        super().__init__(__builtins__=sight.builtins)
        self.sight = sight
        self.original = original

    def __getitem__(self, name: str) -> Any:
        if dict.__contains__(self, name):
            return dict.__getitem__(self, name)
        return self.sight.of(self.original[name])


def original_globals(function: FunctionType) -> dict[str, Any]:
    """Return the globals of a function; of a copy, or of what a copy has made, those of the original."""
    space = function.__globals__
    return space.original if isinstance(space, Namespace) else space


class ModuleView:
    """A module whose functions are those that the run sees."""

    def __init__(self, sight: Seer, module: ModuleType) -> None:
        self._sight = sight
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return self._sight.of(getattr(self._module, name))


def content_of(view: ModuleView) -> ModuleType:
    """Return the module itself."""
    return view._module
