"""Python's comparisons of dual arrays, which go by the primal, and their updates in place."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.forward.dual_array import DualArray, plain_value


def _compare(compare: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda self, other: compare(plain_value(self), plain_value(other))


for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    setattr(DualArray, f"__{_name}__", _compare(getattr(operator, _name)))


def _by_ufunc(name: str, ufunc: np.ufunc) -> None:
    setattr(DualArray, f"__{name}__", lambda self, other: ufunc(self, other))
    setattr(DualArray, f"__r{name}__", lambda self, other: ufunc(other, self))


_by_ufunc("floordiv", np.floor_divide)
_by_ufunc("mod", np.remainder)
_by_ufunc("matmul", np.matmul)
DualArray.__abs__ = lambda self: np.absolute(self)  # type: ignore[attr-defined]


def _in_place(name: str) -> Callable[[DualArray, Any], Any]:
    operation = getattr(operator, name)

    def update(self: DualArray, other: object) -> Any:
        result = operation(self, other)
        if np.isscalar(plain_value(self)):
            return result  # numbers are immutable in NumPy too
        self[...] = result
        return self

    return update


for _name in ("add", "sub", "mul", "truediv", "pow", "floordiv", "mod", "matmul"):
    setattr(DualArray, f"__i{_name}__", _in_place(_name))
