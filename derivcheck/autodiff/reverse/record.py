"""Recording a run of a formula or of a callable: what `dc.trace` does."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from types import FunctionType
from typing import Any

import numpy as np

from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.running import Running
from derivcheck.autodiff.composites.results import run
from derivcheck.autodiff.reverse.array_functions import gather
from derivcheck.autodiff.reverse.recorded import Recorded
from derivcheck.autodiff.reverse.recording import Recording
from derivcheck.autodiff.reverse.tape import Tape
from derivcheck.formula.arguments import read_formula, read_point
from derivcheck.formula.expression import Expression
from derivcheck.ground.errors import InputError
from derivcheck.results.trace import Trace


def trace(
    f: object,
    x: object,
    *,
    wrt: str | Sequence[str] | None = None,
    dtype: str = "float64",
    direction: object = None,
) -> Trace:
    """List every elementary operation of one run of f, with tangents, adjoints and error bounds.

    Parameters
    ----------
    f : str, SymPy expression, Expression or callable
        A formula; or a Python function of one number or array, in which the operations on numbers
        and on whole arrays are recorded. It must return a single number. Branches go by the values.
    x : float, array_like, or mapping of str to float
        The point; for a formula of several variables a mapping.
    wrt : str or sequence of str, optional
        The variables to differentiate by; all of them by default.
    dtype : str
        "float64", "float32" or "longdouble".
    direction : array_like, optional
        Of the shape of an array `x`: the direction of the tangents; ones by default.

    Returns
    -------
    Trace
        The steps of the run, which are worked out when they are looked at.

    Raises
    ------
    ParseError
        The formula cannot be read.
    InputError
        The point or a name cannot be used.
    UnsupportedOperation
        f does something that has no rule, or returns something else than a number.

    Notes
    -----
    The tangents are accumulated forward and the adjoints in reverse along the recorded list
    (Griewank & Walther, "Evaluating Derivatives", 2nd ed., 2008, ch. 3). The gradient costs one
    reverse sweep, whatever the number of inputs.

    Examples
    --------
    >>> t = trace("exp(2*x)/(1+sin(x^2))", 0.5)
    >>> [f"{step.name} = {step.operation}" for step in t.steps]
    ['z1 = 2*x', 'z2 = exp(z1)', 'z3 = x**2', 'z4 = sin(z3)', 'z5 = 1 + z4', 'z6 = z2/z5']
    >>> trace(lambda v: (v**2).sum(), [3.0, 4.0]).gradient
    array([6., 8.])
    """
    if callable(f) and not isinstance(f, Expression) and not _is_sympy(f):
        return _trace_callable(f, x, wrt, Real(dtype), direction)
    if direction is not None:
        raise InputError("direction is for a callable of an array; a formula has one tangent a variable")
    return _trace_formula(f, x, wrt, Real(dtype))


def _is_sympy(f: object) -> bool:
    return hasattr(f, "free_symbols")


def _trace_formula(f: Any, x: Any, wrt: str | Sequence[str] | None, real: Real) -> Trace:
    expression = read_formula(f, x if isinstance(x, Mapping) else ())
    point = read_point(expression.variables, x)
    names = tuple(sorted(point))
    record = Recording(Running(real))
    with record:
        values = {name: record.variable(record.exact(_rounded(real, point[name])), name) for name in names}
        result = expression.evaluate(record, values)
    at = {name: float(_rounded(real, value)) for name, value in point.items()}
    chosen = _chosen(wrt, names)
    tape = Tape(record, result, chosen, keyed=isinstance(x, Mapping))
    return Trace(expression.typed, names, chosen, at, real.name, tape)


def _rounded(real: Real, value: float) -> Any:
    with np.errstate(over="ignore"):
        return real.type(value)


def _chosen(wrt: str | Sequence[str] | None, names: Sequence[str]) -> tuple[str, ...]:
    chosen = tuple(names) if wrt is None else (wrt,) if isinstance(wrt, str) else tuple(wrt)
    if unknown := [name for name in chosen if name not in names]:
        raise InputError(f"no variable {unknown[0]!r}; known: {', '.join(names)}")
    if not chosen:
        raise InputError("no variable to differentiate by; name one with wrt")
    return chosen


def _trace_callable(
    f: Callable[[Any], Any], x: object, wrt: str | Sequence[str] | None, real: Real, direction: object
) -> Trace:
    name = _parameter(f)
    point = _array(x, real, "the point")
    chosen = _chosen(wrt, [name])
    directions = {} if direction is None else {name: _array(direction, real, "the direction")}
    if directions and np.shape(directions[name]) != np.shape(point):
        raise InputError(f"the direction has shape {np.shape(directions[name])}, the point {np.shape(point)}")
    record = Recording(real)
    with record:
        # A copy: the function cannot reach it, but its owner may change the array later.
        variable = record.variable(point, name)
        result = _checked(run(lambda: f(variable), lambda: f(np.array(point)[()]), "recorded numbers"))
    text = getattr(f, "__qualname__", type(f).__name__)
    return Trace(text, (name,), chosen, {name: point}, real.name, Tape(record, result, chosen, directions))


def _array(x: object, real: Real, what: str) -> Any:
    try:
        with np.errstate(over="ignore"):
            found = np.array(x, dtype=real.type)[()]
    except (TypeError, ValueError):
        raise InputError(f"{what} of a callable is a number or an array, not {x!r}") from None
    if not np.all(np.isfinite(found)) or not np.size(found):
        raise InputError(f"{what} has {'a number that is not finite' if np.size(found) else 'no elements'}")
    return found


def _parameter(f: Callable[..., Any]) -> str:
    """Return the name of the function's first parameter, or x."""
    if isinstance(f, FunctionType) and f.__code__.co_argcount:
        return f.__code__.co_varnames[0]  # where a signature costs as much as several sweeps of a small function
    try:
        return next(iter(inspect.signature(f).parameters), "x")
    except (TypeError, ValueError):
        return "x"


def _checked(result: object) -> Any:
    """Return what f gave, which is to be a single number, recorded or constant."""
    found = gather(result)
    value = np.asarray(found.value if isinstance(found, Recorded) else found)
    if value.dtype.kind not in "fiub":
        raise InputError(f"f returned {type(result).__name__}, not a real number")
    if value.size != 1:
        raise InputError(f"f returned an array of shape {value.shape}; trace one component of it, or its sum")
    return found
