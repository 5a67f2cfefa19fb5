"""What all results can do."""

from __future__ import annotations

import enum
import functools
import math
import reprlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from derivcheck.ground.presentation import SHOWN_BY

SCHEMA = "derivcheck/1"


_TOLD = ("function", "claimed", "scheme", "wrt", "at", "verdict", "reason")
"""What a `repr` tells, of the attributes that a result has; its report tells the rest."""

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 100


class Result:
    """What all results can do: show themselves as text, JSON types, HTML or a picture."""

    def to_dict(self) -> dict[str, Any]:
        """Return the result in JSON types; NaN and infinities become None."""
        told = plain(self)
        assert isinstance(told, dict)
        return told

    def render(self, format: str, **options: Any) -> str:
        """Return the report in a format named by a file of `derivcheck.report.formats`, with options of that format."""
        return str(SHOWN_BY["render"](self, format, **options))

    def plot(self) -> Any:
        """Return a matplotlib Figure of the result; needs the extra `plot`."""
        return SHOWN_BY["figure"](self)

    def __repr__(self) -> str:
        """Return what was asked and found, on one short line."""
        told = [f"{name}={_SHORT.repr(getattr(self, name))}" for name in _TOLD if hasattr(self, name)]
        return " ".join(f"{type(self).__name__}({', '.join(told)})".split())

    def __str__(self) -> str:
        return self.to_text()

    def to_text(self, *, verbose: bool = False) -> str:
        """Return the report as text, as wide as the terminal; `verbose` tells what a short one leaves out."""
        return self.render("text", verbose=verbose)

    def to_html(self) -> str:
        """Return the report as a page that needs nothing else; its figure is interactive with the extra `html`."""
        return self.render("html")

    def _repr_html_(self) -> str:
        return str(SHOWN_BY["notebook"](self))

    def _repr_latex_(self) -> str:
        return str(SHOWN_BY["equation"](self))


def plain(value: Any) -> Any:
    """Return a value in JSON types; NaN and infinities become None."""
    if value is None or type(value) is str:
        return value
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if type(value).__name__ == "longdouble":
        # More than double precision, so it is written as text.
        return str(value) if math.isfinite(value) else None
    if isinstance(value, enum.Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _attributes(type(value))}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if type(value).__name__ == "ndarray":
        return plain(value.tolist())
    return value


@functools.cache
def _attributes(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))
