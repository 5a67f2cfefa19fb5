"""The operators of arrays of numbers, each by its ufunc, and the conversions that would lose a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.numbers.number_array import NumberArray, apply
from derivcheck.ground.errors import UnsupportedOperation

_NO_FLOAT = "{}() would lose the number; of math use NumPy's function, such as np.sin, and np.zeros_like for arrays"


def _operator(name: str, ufunc: np.ufunc) -> None:
    """Give arrays an operator, from both sides and in place."""

    def in_place(self: NumberArray, other: object) -> Any:
        # What has no axes is no array to those who hold it, but a number, which does not change.
        if not self.data.ndim:
            return apply(ufunc, (self, other), self.space)
        self[...] = apply(ufunc, (self, other), self.space)
        return self

    setattr(NumberArray, f"__{name}__", lambda self, other: ufunc(self, other))
    setattr(NumberArray, f"__r{name}__", lambda self, other: ufunc(other, self))
    setattr(NumberArray, f"__i{name}__", in_place)


for _name in "add sub mul truediv pow mod floordiv matmul".split():
    _found = {"sub": "subtract", "mul": "multiply", "truediv": "divide", "pow": "power", "floordiv": "floor_divide"}
    _operator(_name, getattr(np, _found.get(_name, _name)))


def _converter(name: str) -> Callable[[NumberArray], Any]:
    def refuse(self: NumberArray) -> Any:
        raise UnsupportedOperation(_NO_FLOAT.format(name))

    return refuse


for _name in ("float", "complex"):
    setattr(NumberArray, f"__{_name}__", _converter(_name))
_found = {"neg": "negative", "pos": "positive", "abs": "absolute", "lt": "less", "le": "less_equal"}
_found |= {"gt": "greater", "ge": "greater_equal", "eq": "equal", "ne": "not_equal"}
for _name, _of in _found.items():
    _ufunc = getattr(np, _of)
    setattr(NumberArray, f"__{_name}__", lambda self, *other, ufunc=_ufunc: ufunc(self, *other))
