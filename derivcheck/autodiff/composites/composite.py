"""A function of NumPy in terms of simpler ones, which every class of arrays knows by `__array_function__`.

Such a function needs no rule of its own: derivatives, error bounds and records are those of its parts. A class
of arrays gives its own way to read operands (lists, constants, arrays of objects) as one of its arrays.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from derivcheck.ground.errors import UnsupportedOperation

Rule = Callable[..., Any]
"""What stands for a function of NumPy: it takes what that takes."""


class Composite:
    """A function of NumPy, written in terms of simpler ones.

    Parameters
    ----------
    name : str
        In NumPy.
    order : sequence of str
        All parameters of the function in NumPy.
    rule : callable
        Of the first of them, and of others by name. The rest is refused, unless it is the default.
    operands : sequence of str
        Names of the parameters that are arrays.
    """

    __slots__ = ("known", "name", "operands", "order", "places", "rule")

    def __init__(self, name: str, order: Sequence[str], rule: Rule, operands: Sequence[str]) -> None:
        parameters = inspect.signature(rule).parameters.values()
        free = any(p.kind is p.VAR_KEYWORD for p in parameters)
        self.name = name
        self.order = () if free else tuple(order)
        self.rule = rule
        self.operands = operands
        self.known = {p.name for p in parameters}
        self.places = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]

    def __call__(self, lift: Callable[[Any], Any], *arguments: object, **options: object) -> Any:
        """Return the function, its operands read by `lift` as arrays of one class."""
        count = len(self.places)
        if self.order:
            options |= zip(self.order[count:], arguments[count:], strict=False)
            options = {n: given for n, given in options.items() if n in self.known or self._refused(n, given)}
            arguments = arguments[:count]
        first = [self._read(lift, name, given) for name, given in zip(self.places, arguments, strict=False)]
        named = {name: self._read(lift, name, given) for name, given in options.items()}
        return self.rule(*first, *arguments[count:], **named)

    def _read(self, lift: Callable[[Any], Any], name: str, given: object) -> Any:
        if given is None or name not in self.operands:
            return given
        found = lift(given)
        return found if hasattr(found, "shape") else np.asarray(found)

    def _refused(self, option: str, given: object) -> bool:
        """Return False for a default."""
        refuse(self.name, **{option: given})
        return False


COMPOSITES: dict[Callable[..., Any], Composite] = {}
"""By function of NumPy."""


def composite(name: str, *operands: str) -> Callable[[Rule], Rule]:
    """Enter a rule under its name in NumPy, where this version of NumPy has it."""

    def enter(rule: Rule) -> Rule:
        *homes, last = name.split(".")
        if (function := getattr(functools.reduce(getattr, homes, np), last, None)) is not None:
            COMPOSITES[function] = Composite(name, _order(function, rule), rule, operands)
        return rule

    return enter


def _order(function: Rule, rule: Rule) -> list[str]:
    try:
        return list(inspect.signature(function).parameters)
    except ValueError:  # compiled code may tell none
        return list(inspect.signature(rule).parameters)


def refuse(name: str, **options: object) -> None:
    """Raise for options that are given, and not as what they are by default."""
    for option, given in options.items():
        default = option == "where"  # of truth values; of others it is None
        if given is not None and given is not np._NoValue and given is not default:
            raise UnsupportedOperation(f"there is no rule for numpy.{name} with {option}=")


def float_kind(a: Any) -> Any:
    """Return the float format of an array; of one of other numbers that of constants beside it."""
    return a.dtype if a.dtype.kind == "f" else np.float64


def as_doubles(a: Any) -> Any:
    """Return an array of a shorter format in float64, which some functions of NumPy work in."""
    return a.astype(np.float64) if a.dtype.char in "ef" else a


def number_like(a: Any, number: Any) -> Any:
    """Return a number in the float format of an array: as Python's own it would widen a single float32 in NumPy 1."""
    return a.dtype.type(number) if a.dtype.kind == "f" else number


def as_wide_as(found: Any, *operands: Any) -> Any:
    """Return a result in the widest format of its operands; to NumPy 1 a single float64 is no wider than an array."""
    if any(a.dtype.kind not in "fiub" for a in (found, *operands)):
        return found
    wide = np.result_type(*(a.dtype for a in operands))
    return found if found.dtype == wide else found.astype(wide)


def float_format(dtype: DTypeLike) -> np.dtype[Any]:
    """Return a format that is converted to; integers and truth values are refused, which cut digits off."""
    found: np.dtype[Any] = np.dtype(dtype)
    if found.kind not in "fcO":
        raise UnsupportedOperation(f"astype({found}) would lose the derivative; use np.floor, or compare")
    return found
