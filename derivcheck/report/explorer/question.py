"""What the page asks, checked: it comes from outside, like everything that a browser sends."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from derivcheck.ground.errors import InputError
from derivcheck.ground.limits import MAX_NAME_LENGTH, MAX_ORDER

MAX_NAMES = 20
"""Variables that a question may give values, and schemes that it may name."""


@dataclass(frozen=True)
class ExplorerQuestion:
    """A formula, a point, and what is to be shown.

    Attributes
    ----------
    formula, claim : str
        As typed; "" where there is no claim.
    at : mapping of str to float
        Values of variables, some or all of them.
    wrt : str
        The variable to differentiate by; "" leaves the choice to the answer.
    schemes : tuple of str
        Names of finite differences; empty for those of a comparison that names none.
    order : int
    dtype : str
    """

    formula: str
    claim: str = ""
    at: Mapping[str, float] = field(default_factory=dict)
    wrt: str = ""
    schemes: tuple[str, ...] = ()
    order: int = 1
    dtype: str = "float64"

    def command(self, at: Mapping[str, float], wrt: str) -> str:
        """Return the command line that answers the question again, at a point with all its values."""
        values = ",".join(f"{name}={value!r}" for name, value in at.items())
        words = ["python", "-m", "derivcheck", self.formula, "--at", values]
        words += ["--wrt", wrt] if len(at) > 1 else []
        words += ["--order", str(self.order)] if self.order > 1 else []
        if self.claim:
            return shlex.join([*words, "--claim", self.claim, "--no-proof"])
        words += [word for name in self.schemes for word in ("--scheme", name)]
        return shlex.join([*words, "--dtype", self.dtype] if self.dtype != "float64" else words)


def read(data: object) -> ExplorerQuestion:
    """Return the question of JSON data.

    Raises
    ------
    InputError
        A part is missing, unknown, or of another kind.

    Examples
    --------
    >>> read({"formula": "x^2", "at": {"x": 0.5}}).at
    {'x': 0.5}
    """
    if not isinstance(data, dict) or "formula" not in data:
        raise InputError("a question is a JSON object with a formula")
    if unknown := sorted({*data} - {*_READERS}):
        raise InputError(f"a question has no part {unknown[0][:MAX_NAME_LENGTH]!r}; known: {', '.join(_READERS)}")
    return ExplorerQuestion(**{name: _READERS[name](name, value) for name, value in data.items()})


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise InputError(f"{name} is text, not {type(value).__name__}")
    return value.strip()


def _values(name: str, value: object) -> dict[str, float]:
    if not isinstance(value, dict) or len(value) > MAX_NAMES:
        raise InputError(f"{name} is a mapping of at most {MAX_NAMES} names to numbers")
    return {variable: _number(variable, number) for variable, number in value.items()}


def _number(name: str, value: object) -> float:
    if not name.isidentifier() or len(name) > MAX_NAME_LENGTH:
        raise InputError(f"{name[:MAX_NAME_LENGTH]!r} is not the name of a variable")
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= sys.float_info.max:
        raise InputError(f"{name} needs a number such as 0.5")
    return float(value)


def _names(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MAX_NAMES:
        raise InputError(f"{name} is a list of at most {MAX_NAMES} names")
    return tuple(_text(name, item) for item in value)


def _order(name: str, value: object) -> int:
    if type(value) is not int or not 1 <= value <= MAX_ORDER:
        raise InputError(f"{name} is a whole number from 1 to {MAX_ORDER}")
    return value


_READERS: dict[str, Callable[[str, Any], Any]] = {
    "formula": _text,
    "claim": _text,
    "at": _values,
    "wrt": _text,
    "schemes": _names,
    "order": _order,
    "dtype": _text,
}
