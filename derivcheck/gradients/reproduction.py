"""The call that repeats a check, on one line that can be pasted."""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from derivcheck.autodiff.structure import is_structure

_SHOWN_LENGTH = 48
"""Characters of an array that is written out."""


def call_text(
    kind: str,
    function: Any,
    claimed: object,
    at: Any,
    seed: int,
    bounds: object = None,
    accuracy: float = 0.0,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
) -> str:
    """Return the call, with the imports that it needs; a comment says what else is to be bound.

    Parameters
    ----------
    kind : str
    function, claimed
        As they were given.
    at : number, array or structure
    seed : int
    bounds : optional
        As they were given.
    accuracy : float
    args, kwargs : optional
        As they were given.

    Examples
    --------
    >>> call_text("gradient", np.prod, [2.0, 1.0], np.array([1.0, 2.0]), 0)
    'from numpy import prod; dc.check_gradient(prod, [2.0, 1.0], [1.0, 2.0], seed=0)'
    >>> call_text("gradient", lambda w: (w**2, 2 * w), True, np.zeros(50), 0).split(" of ")[0]
    'dc.check_gradient(f, True, at, seed=0)  # f: a lambda'
    """
    parts = [_written(function, "f"), _written(claimed, "claimed"), _written(at, "at")]
    names = ", ".join(name for name, _, _ in parts)
    imports = "".join(f"{line}; " for line in dict.fromkeys(line for _, line, _ in parts if line))
    bound = "; ".join(f"{name}: {what}" for name, _, what in parts if what)
    within = _option("bounds", bounds, None) + _option("args", args, ()) + _option("kwargs", kwargs, None)
    said = f", accuracy={accuracy!r}" if accuracy else ""
    return f"{imports}dc.check_{kind}({names}, seed={seed}{within}{said}){'  # ' * bool(bound)}{bound}"


def _option(name: str, given: Any, default: Any) -> str:
    """Return a further argument, by its name where it is long."""
    if given is None or (isinstance(given, tuple) and given == default) or given == {}:
        return ""
    said = f", {name}={given!r}" if not hasattr(given, "dtype") else ""
    return said if said and len(said) <= _SHOWN_LENGTH and "\n" not in said else f", {name}={name}"


def _written(given: Any, other: str) -> tuple[str, str, str]:
    """Return how something is written, the import that binds it, and what it is where none does."""
    if given is True:
        return "True", "", ""
    if callable(given):
        return _called(given, other)
    if hasattr(given, "tocsr"):
        return other, "", f"sparse, shape {given.shape}"
    if is_structure(given):
        return _structure_text(given, other)
    if np.size(given) > _SHOWN_LENGTH:
        return other, "", f"shape {np.shape(given)}"
    text = repr(np.asarray(given).tolist())
    if len(text) > _SHOWN_LENGTH:
        return other, "", f"shape {np.shape(given)}"
    # A list is read as floats; an array of integers is handed to the code of the claim as it is.
    return (f"np.array({text})", "import numpy as np", "") if np.asarray(given).dtype.kind in "iu" else (text, "", "")


def _structure_text(given: Any, other: str) -> tuple[str, str, str]:
    """Return a point of several arrays where it is short and made of Python's own numbers, else what it is."""
    text = repr(given)
    if len(text) <= _SHOWN_LENGTH and type(given) in (dict, list, tuple) and "(" not in text[1:]:
        return text, "", ""
    return other, "", f"a {type(given).__name__}"


def _called(call: Callable[..., Any], other: str) -> tuple[str, str, str]:
    name = str(getattr(call, "__qualname__", None) or getattr(call, "__name__", type(call).__name__))
    module = str(getattr(call, "__module__", None) or "numpy")
    if _is_there(module, name, call):
        root = name.partition(".")[0]
        return name, "" if module == "__main__" else f"from {module} import {root}", ""
    short = name.rpartition("<locals>.")[2]
    what = "a lambda" if short == "<lambda>" else short
    return short if short.isidentifier() else other, "", f"{what}{_place(call)}"


def _is_there(module: str, name: str, call: Callable[..., Any]) -> bool:
    """Return whether a module binds this very callable to its name."""
    try:
        return bool(operator.attrgetter(name)(sys.modules[module]) is call)
    except (AttributeError, KeyError):
        return False


def _place(call: Callable[..., Any]) -> str:
    """Return the file and the line that code begins in."""
    code = getattr(call, "__code__", None)
    return f" of {code.co_filename.replace(chr(92), '/').rpartition('/')[2]}:{code.co_firstlineno}" if code else ""
