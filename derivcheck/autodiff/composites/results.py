"""What happens around a rule, for every class of arrays: results put into ``out=``, and code that does not run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from derivcheck.ground.errors import DerivcheckError, UnsupportedOperation

T = TypeVar("T")


def with_out(call: Callable[..., Any], name: str, arguments: Sequence[Any], options: Mapping[str, Any]) -> Any:
    """Return a function of arrays, whose result is put into the array given by ``out=``, as NumPy does.

    Raises
    ------
    UnsupportedOperation
        That array is a plain one, or of another format.
    """
    given = {key: value for key, value in options.items() if key != "out"}
    target = options.get("out")
    target = target[0] if isinstance(target, tuple) and len(target) == 1 else target
    found = call(*arguments, **given)
    if target is None or target is np._NoValue:
        return found
    return put_into(target, found, name)


def put_into(target: Any, found: Any, name: str) -> Any:
    """Return an array, with a result in it."""
    if np.shape(target) != np.shape(found):
        raise ValueError(f"numpy.{name} gives the shape {np.shape(found)}, and out= has {np.shape(target)}")
    if isinstance(target, np.ndarray) and not isinstance(found, np.ndarray | np.generic):
        raise UnsupportedOperation("out= is a plain array, which would lose the derivative; use np.zeros_like(x)")
    if np.asarray(found).dtype.kind != "O" and target.dtype != found.dtype:
        raise UnsupportedOperation(f"there is no rule for numpy.{name} with out= of another format")
    target[...] = found
    return target


def order_of(order: str, form: Any) -> str:
    """Return the order in which a function takes the elements of an array: by rows or by columns.

    Parameters
    ----------
    order : str
        As NumPy has it; "A" and "K" go by the order in memory.
    form : array
        A plain one, with the memory of the other.

    Raises
    ------
    UnsupportedOperation
        The elements stand in memory neither by rows nor by columns.
    """
    if order == "K" and not (form.flags.c_contiguous or form.flags.f_contiguous):
        raise UnsupportedOperation("elements are taken by rows or by columns, not in the order of memory")
    return ("F" if form.flags.fnc else "C") if order in ("A", "K") else order


def run(call: Callable[[], T], plain: Callable[[], Any], numbers: str) -> T:
    """Return what code gives for an array of some class; code that runs on plain floats only is refused.

    Parameters
    ----------
    call, plain : callable
        The run for the class, and the same for plain floats.
    numbers : str
        What messages call the numbers of the class.

    Raises
    ------
    UnsupportedOperation
        The code runs on plain floats, and not on these.
    """
    try:
        return call()
    except DerivcheckError:
        raise
    except Exception as error:  # of the user's code, which was not written for such numbers: any error is possible
        if isinstance(error.__cause__, UnsupportedOperation):
            said = f"an array of floats takes no {numbers}; make it with np.zeros_like(x)"
        elif _runs(plain):
            said = " ".join(f"the code does not run on {numbers}: {type(error).__name__}: {error}".split())
        else:
            raise
        raise UnsupportedOperation(said) from error


def _runs(plain: Callable[[], Any]) -> bool:
    try:
        with np.errstate(all="ignore"):
            plain()
    except Exception:  # of the user: then it is an error of the code itself, and the first one is told
        return False
    return True
