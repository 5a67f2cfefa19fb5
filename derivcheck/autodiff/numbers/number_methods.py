"""The methods and attributes of NumPy's arrays that arrays of numbers have."""

from __future__ import annotations

import functools

import numpy as np

import derivcheck.autodiff.numbers.number_composites
import derivcheck.autodiff.numbers.number_functions  # noqa: F401 (the functions that they stand for)
from derivcheck.autodiff.numbers.number_array import METHODS, PROPERTIES, apply

METHODS.update(
    {
        name: functools.partial(lambda function, space, *a, **options: function(*a, **options), getattr(np, name))
        for name in "sum prod mean max min cumsum cumprod dot ravel squeeze swapaxes trace diagonal repeat take clip "
        "copy var std argmax argmin argsort any all conjugate".split()
    }
)
# NumPy asks the objects of an array of objects for methods named like the ufuncs.
METHODS.update(
    {
        name: functools.partial(lambda ufunc, space, *a: apply(ufunc, a, space), getattr(np, name))
        for name in "sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh exp exp2 expm1 log log2 "
        "log10 log1p sqrt cbrt square reciprocal absolute fabs sign arctan2 hypot logaddexp deg2rad rad2deg".split()
    }
)
METHODS.update(
    {
        "astype": lambda space, a, dtype, **options: a.copy(),
        "flatten": lambda space, a: np.ravel(a).copy(),
        "conj": lambda space, a: a,
        "reshape": lambda space, a, *shape, **options: np.reshape(a, shape[0] if len(shape) == 1 else shape, **options),
        "transpose": lambda space, a, *axes: np.transpose(a, axes[0] if len(axes) == 1 else axes or None),
        "item": lambda space, a, *index: a[index] if index else np.reshape(a, ()),
        "tolist": lambda space, a: [e.tolist() for e in a] if a.ndim else a,
        "fill": lambda space, a, value: a.__setitem__(..., value),
    }
)
PROPERTIES.update({"T": np.transpose, "real": lambda a: a, "flat": np.ravel})
