"""The methods and attributes of NumPy's arrays that arrays of numbers have."""

from __future__ import annotations

import numpy as np

import derivcheck.autodiff.numbers.number_functions  # noqa: F401 (the functions that they stand for)
from derivcheck.autodiff.composites import table as composites
from derivcheck.autodiff.numbers.number_array import METHODS, PROPERTIES
from derivcheck.autodiff.numbers.number_functions import converted, without_space

METHODS.update({name: without_space(rule) for name, rule in composites.METHODS.items()})
METHODS.update({"astype": converted, "conj": lambda space, a: a})
PROPERTIES.update({"T": np.transpose, "real": lambda a: a, "flat": np.ravel})
