"""A function of NumPy in terms of simpler ones, which every class of arrays knows by `__array_function__`.

Such a function needs no rule of its own: derivatives, error bounds and records are those of its parts. A class
of arrays gives its own way to read operands (lists, constants, arrays of objects) as one of its arrays.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.ground.errors import UnsupportedOperation

Rule = Callable[..., Any]
"""What stands for a function of NumPy: it takes what that takes."""


class Composite:
    """A function of NumPy, written in terms of simpler ones.

    Attributes
    ----------
    rule : callable
        With the signature of the function.
    operands : tuple of str
        Names of the parameters that are arrays.
    """

    __slots__ = ("operands", "places", "rule")

    def __init__(self, rule: Rule, operands: tuple[str, ...]) -> None:
        names = list(inspect.signature(rule).parameters)
        self.rule = rule
        self.operands = operands
        self.places = tuple(names.index(name) for name in operands)

    def __call__(self, lift: Callable[[Any], Any], *arguments: Any, **options: Any) -> Any:
        """Return the function, its operands read by `lift` as arrays of one class."""
        given = [_read(lift, a) if i in self.places else a for i, a in enumerate(arguments)]
        named = {name: _read(lift, a) if name in self.operands else a for name, a in options.items()}
        return self.rule(*given, **named)


def _read(lift: Callable[[Any], Any], operand: Any) -> Any:
    found = None if operand is None else lift(operand)
    return found if found is None or hasattr(found, "shape") else np.asarray(found)


COMPOSITES: dict[Callable[..., Any], Composite] = {}
"""By function of NumPy."""


def composite(name: str, *operands: str) -> Callable[[Rule], Rule]:
    """Enter a rule under its name in NumPy, where this version of NumPy has it."""

    def enter(rule: Rule) -> Rule:
        home = np.linalg if name.startswith("linalg.") else np
        if (function := getattr(home, name.removeprefix("linalg."), None)) is not None:
            COMPOSITES[function] = Composite(rule, operands)
        return rule

    return enter


def refuse(name: str, **options: object) -> None:
    """Raise for options that are given and have no rule."""
    for option, given in options.items():
        if not (given is None or (option == "where" and given is True)):
            raise UnsupportedOperation(f"there is no rule for numpy.{name} with {option}=")


def refuse_cast(dtype: Any) -> None:
    """Raise for ``a.astype(dtype)`` to integers or truth values: what was cut off would be taken for still there."""
    if np.dtype(dtype).kind not in "fcO":
        raise UnsupportedOperation(f"astype({np.dtype(dtype)}) would lose the derivative; use np.floor, or compare")
