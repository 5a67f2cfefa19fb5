"""The error of finite differences in every component of a gradient, at the usual steps and at the best one."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, SupportsIndex

from derivcheck.results.parts import Part, called, element
from derivcheck.results.result import SCHEMA, Result


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class MapRule:
    """One way to choose the step, and what it comes to in each component.

    Attributes
    ----------
    name : str
        Such as "central-2, h = 1e-05".
    scheme : str
    source : str
        Who takes that step; "" for the best one.
    step, error : arrays of the shape of x
        The step, and the finite difference minus the reference; NaN where there is no value.
    """

    name: str
    scheme: str
    source: str
    step: Any
    error: Any


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class ErrorMap(Result):
    """The error of finite differences in every component of a gradient.

    Attributes
    ----------
    function : str
        Its name.
    variable : str
        What the code calls its argument.
    at : array
        The point.
    reference, radius : arrays of the shape of x
        The gradient, and a bound on its error: smaller errors are told as that.
    witness : str
        What the gradient is from.
    rules : tuple of MapRule
        The last is the best of many steps, chosen for each component.
    seed : int
        Of random directions that the witness may have needed.
    versions : mapping of str to str
        Of the libraries that took part.
    reproduce : str
        A command line that repeats it, or "" where there is none.
    parts : tuple of Part
        Of a point made of several arrays: their names, and their places in the flat one that the arrays are of.
    schema : str
        Of the JSON form.

    Examples
    --------
    >>> import numpy as np
    >>> from derivcheck import error_map
    >>> found = error_map(np.prod, [2.0, 3.0])
    >>> found.reference.tolist(), found.best.scheme
    ([3.0, 2.0], 'central-2')
    """

    function: str
    variable: str
    at: Any
    reference: Any
    radius: Any
    witness: str
    rules: tuple[MapRule, ...]
    seed: int
    versions: Mapping[str, str]
    reproduce: str = ""
    parts: tuple[Part, ...] = ()
    schema: str = field(default=SCHEMA)

    @property
    def best(self) -> MapRule:
        """Each component at its own best step."""
        return self.rules[-1]

    def name(self, index: Sequence[SupportsIndex]) -> str:
        """Return what an element of the point is called."""
        place = tuple(map(operator.index, index))
        return element(self.parts, place[0]) if self.parts else called(self.variable, place)
