"""The trace of a run: every elementary operation, with what both accumulations make of it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Protocol

from derivcheck.ground.errors import InputError
from derivcheck.ground.presentation import SHOWN_BY
from derivcheck.results import SCHEMA, Result


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One operation of a run, or one input.

    Attributes
    ----------
    name : str
        "z1", "z2", …; an input has its own name, and a part of an array is named like ``x[0]``.
    operation : str
        In terms of earlier names; "input", or "part of x".
    operands : tuple of str
        Names of the operands that depend on an input, in order.
    value, value_bound : float or ndarray
        The value of the float program, and a bound on its distance from the exact one.
    slopes : tuple of (float, ndarray or None)
        The partial derivative by each of `operands`; None for an operation on whole arrays.
    tangents, tangent_bounds : mapping of str to (float or ndarray)
        By variable: the derivative of this step by the variable, from forward accumulation.
    adjoint, adjoint_bound : float or ndarray
        The derivative of the result by this step, from reverse accumulation.
    used_by : tuple of str
        Names of the steps that this one is an operand of.
    """

    name: str
    operation: str
    operands: tuple[str, ...]
    value: Any
    value_bound: Any
    slopes: tuple[Any, ...]
    tangents: Mapping[str, Any]
    tangent_bounds: Mapping[str, Any]
    adjoint: Any
    adjoint_bound: Any
    used_by: tuple[str, ...]

    @property
    def tangent(self) -> Any:
        """The tangent, where there is one variable (of several, the first)."""
        return next(iter(self.tangents.values()))

    @property
    def tangent_bound(self) -> Any:
        """The bound on the error of `tangent`."""
        return next(iter(self.tangent_bounds.values()))

    def to_dict(self) -> dict[str, Any]:
        """Return the step in JSON types."""
        return {f.name: plain(getattr(self, f.name)) for f in fields(self)} | {"tangent": plain(self.tangent)}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Forward against reverse accumulation: one derivative by two ways.

    Attributes
    ----------
    variable : str
    forward, reverse, gap : float
        Both values, and the first minus the second.
    budget : float
        The sum of both running error bounds.
    """

    variable: str
    forward: float
    reverse: float
    gap: float
    budget: float

    @property
    def holds(self) -> bool:
        """Whether rounding explains the gap; NaN is never a pass."""
        return abs(self.gap) <= self.budget


class RecordedRun(Protocol):
    """A recorded run with both accumulations: `autodiff.reverse.tape.Tape`."""

    @property
    def value(self) -> Any:
        """The value of f."""

    @property
    def inputs(self) -> tuple[Step, ...]:
        """The inputs."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """The operations, in the order of the run."""

    @property
    def agreement(self) -> tuple[Agreement, ...]:
        """Forward against reverse accumulation."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Where a slope jumps, and where values stop being finite."""

    def gradient(self) -> Any:
        """Return the gradient from one reverse sweep."""


@dataclass(frozen=True, eq=False, repr=False)
class Trace(Result):
    """Every elementary operation of a run.

    The gradient takes one reverse sweep; the steps, with their error bounds, are worked out when
    they are first looked at.

    Attributes
    ----------
    function : str
        The formula, or the name of the code.
    variables, wrt : tuple of str
        All inputs, and those that are differentiated by.
    at : mapping of str to (float or ndarray)
        The point.
    dtype : str
        The float format of the run.
    tape : RecordedRun
        The recorded run, which works out what is asked.

    Examples
    --------
    >>> from derivcheck.autodiff.reverse.record import trace
    >>> t = trace("x*y + sin(x)", {"x": 0.0, "y": 3.0})
    >>> [(step.name, step.operation) for step in t.steps]
    [('z1', 'x*y'), ('z2', 'sin(x)'), ('z3', 'z1 + z2')]
    >>> t.gradient
    {'x': 4.0, 'y': 0.0}
    """

    function: str
    variables: tuple[str, ...]
    wrt: tuple[str, ...]
    at: Mapping[str, Any]
    dtype: str
    tape: RecordedRun = field(repr=False)

    @property
    def value(self) -> Any:
        """The value of f, to the last bit that of the float program."""
        return self.tape.value

    @functools.cached_property
    def gradient(self) -> Any:
        """The gradient from one reverse sweep, shaped as the point was given.

        A number for a number, an array for an array, and for a mapping one with the names of `wrt`.
        """
        return self.tape.gradient()

    @property
    def derivative(self) -> float:
        """The derivative by the variable (of several, the first), from the forward sweep."""
        return self.agreement[0].forward

    @property
    def inputs(self) -> tuple[Step, ...]:
        """The inputs."""
        return self.tape.inputs

    @property
    def steps(self) -> tuple[Step, ...]:
        """The operations, in the order of the run."""
        return self.tape.steps

    @property
    def agreement(self) -> tuple[Agreement, ...]:
        """Forward against reverse accumulation, for each variable of `wrt`."""
        return self.tape.agreement

    @property
    def consistent(self) -> bool:
        """Whether both accumulations agree within their running error bounds."""
        return all(one.holds for one in self.agreement)

    @property
    def notes(self) -> tuple[str, ...]:
        """Where a slope jumps, and where values stop being finite."""
        return self.tape.notes

    def to_dot(self) -> str:
        """Return the computational graph for Graphviz, with values and derivatives on it."""
        return str(SHOWN_BY["dot"](self))

    def plot(self) -> Any:
        """Refuse: the picture of a trace is its graph.

        Raises
        ------
        InputError
            Always; `to_dot` returns its graph.
        """
        raise InputError("a trace has no matplotlib picture; to_dot() returns its graph for Graphviz")

    def to_dict(self) -> dict[str, Any]:
        """Return the trace in JSON types; NaN and infinities become None."""
        head = {name: plain(getattr(self, name)) for name in ("function", "variables", "wrt", "at", "dtype", "value")}
        rows = {"inputs": self.inputs, "steps": self.steps}
        lists = {name: [step.to_dict() for step in steps] for name, steps in rows.items()}
        agreement = [plain({f.name: getattr(one, f.name) for f in fields(one)}) for one in self.agreement]
        return {
            "schema": SCHEMA,
            **head,
            "gradient": plain(self.gradient),
            **lists,
            "agreement": agreement,
            "consistent": self.consistent,
            "notes": list(self.notes),
        }


def plain(value: Any) -> Any:
    """Return numbers, arrays and mappings in JSON types; NaN and infinities become None."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if value is None or isinstance(value, str | bool | int):
        return value
    # A long double is no Python float yet; what is not finite equals itself or its negative times two.
    number = float(value)
    return number if number - number == 0 else None
