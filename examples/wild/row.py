"""What a row of the tables says: a function, a derivative that its library has for it, and where they are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

import derivcheck as dc

CHECKS: dict[str, Callable[..., Any]] = {
    "derivative": dc.check_derivative,
    "gradient": dc.check_gradient,
    "jacobian": dc.check_jacobian,
    "hessian": dc.check_hessian,
}


@dataclass(frozen=True)
class Row:
    """A derivative that a library has.

    Parameters
    ----------
    name : str
        Where the library has it.
    of : str
        What it claims to be the derivative of.
    kind : str
        A key of `CHECKS`.
    function, claimed : callable
        The two of them, of the same argument.
    at : number or array
        A point inside the domain.
    limits : pair of float, optional
        The domain of the argument, or of each of its elements.
    accuracy : float
        What part of itself the function is known to, where a solver returns it.
    note : str
        What is known about it, from elsewhere.
    """

    name: str
    of: str
    kind: str
    function: Callable[[Any], Any]
    claimed: Callable[[Any], Any]
    at: Any
    limits: tuple[float, float] | None = None
    accuracy: float = 0.0
    note: str = ""

    def check(self) -> Any:
        """Return derivcheck's verdict."""
        options: dict[str, Any] = {"accuracy": self.accuracy} if self.accuracy else {}
        if self.limits:
            options |= {"domain": {"x": self.limits}} if self.kind == "derivative" else {"bounds": self.limits}
        return CHECKS[self.kind](self.function, self.claimed, self.at, **options)


def pair(both: Callable[[Any], Any]) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """Return the function and the derivative that a function of a library returns together."""
    return lambda x: both(x)[0], lambda x: both(x)[1]


def diagonal(second: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the Jacobian of what acts on each element by itself, from the derivatives of the elements."""
    return lambda x: np.diag(second(x))
