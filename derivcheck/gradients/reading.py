"""What a user gives, read: functions with their arguments, a point of whatever structure, a claim, bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from derivcheck.autodiff.structure import ORIGINAL, Structure, StructureError
from derivcheck.gradients import integers, known_accuracy, parameters
from derivcheck.gradients.bounds import read_bounds
from derivcheck.gradients.case import Case
from derivcheck.gradients.claimed import first_of, read_claim
from derivcheck.gradients.reproduction import call_text
from derivcheck.gradients.subject import Subject, parameter
from derivcheck.ground.errors import InputError


def read_case(
    kind: str,
    function: Any,
    claimed: Any,
    at: object,
    seed: int,
    reproduce: str,
    bounds: object = None,
    accuracy: float = 0.0,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
) -> Case:
    """Return what is to be examined.

    Parameters
    ----------
    kind : str
    function : callable
    claimed : callable, array, structure or True
    at : number, array or structure
    seed : int
    reproduce : str
        "" for the call in Python.
    bounds : optional
        Of the point, in the forms of SciPy, or by part.
    accuracy : float
        That of f.
    args, kwargs : optional
        Further arguments of function and claim.

    Returns
    -------
    Case

    Raises
    ------
    InputError
        A callable fails at the point, or the point is not made of finite numbers.
    """
    if not callable(function):
        raise InputError(f"the function is a callable, not {type(function).__name__}; formulas go to check_derivative")
    asked = (kind, function, claimed)
    function = parameters.with_arguments(function, args, kwargs)
    claimed = parameters.with_arguments(claimed, args, kwargs)
    structure, within = Structure.of(at, parameter(function)), bounds
    if structure is not None:
        function, claimed, within = _flattened(kind, function, claimed, bounds, structure)
    whole = Subject(function)
    f = first_of(whole) if claimed is True else whole
    x, own = (read_point(at), integers.own_integers(at)) if structure is None else _own(structure)
    claim = read_claim(claimed, whole)
    shown = at if structure is not None else x if own is None else own
    again = reproduce or call_text(*asked, shown, seed, bounds, accuracy, args, kwargs)
    case = Case(kind, f, claim, x, seed, again, integers=own, accuracy=accuracy, structure=structure)
    case.restrict(read_bounds(within, x, case.variable))
    case.notes = (*known_accuracy.notes(f.name, accuracy), *(structure.notes if structure is not None else ()))
    return case


def _flattened(kind: str, function: Any, claimed: Any, bounds: Any, s: Structure) -> tuple[Any, Any, Any]:
    """Return function, claim and bounds of a structure as those of its flat array."""
    within = parameters.pairs(bounds, s)
    if claimed is True:
        return parameters.giving_both(function, s, kind), True, within
    if callable(claimed):
        return s.taken(function), parameters.giving(claimed, s, kind), within
    try:
        return s.taken(function), parameters.flattened(claimed, s, kind), within
    except StructureError as error:
        raise InputError(f"the claim does not fit the point: {error}") from None


def _own(structure: Structure) -> tuple[Any, Any]:
    """Return the flat point, and what stands for it in the formats that the user gave it in, where these matter."""
    return structure.flat, ORIGINAL if structure.integers else None


def read_point(at: object) -> Any:
    """Return a point as an array, or as a number of NumPy's.

    Raises
    ------
    InputError
        It is not made of finite real numbers.
    """
    try:
        x = np.array(at)
    except (TypeError, ValueError):
        x = np.array(None)
    if x.dtype.kind not in "fiub" or not x.size or not np.all(np.isfinite(x)):
        raise InputError(f"the point is a number or an array of finite real numbers, not {at!r}"[:200])
    return (x if x.dtype.kind == "f" else x.astype(np.float64))[()]
