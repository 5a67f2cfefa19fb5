"""The first call of a user's function, and what is said where the way of calling it does not fit."""

from __future__ import annotations

import re
from typing import Any

from derivcheck.autodiff.structure import Structure
from derivcheck.gradients.subject import Subject
from derivcheck.ground.errors import InputError


def first_value(f: Subject, x: Any, structure: Structure | None) -> Any:
    """Return the value at the point.

    Raises
    ------
    InputError
        The function fails; the message says how else to call it, where that may be why.
    """
    try:
        return f.value(x)
    except InputError as error:
        if isinstance(error.__cause__, TypeError) and (hint := _hint(str(error.__cause__), structure)):
            raise InputError(f"{error}; {hint}") from error.__cause__
        raise


def _hint(said: str, structure: Structure | None) -> str:
    if "required positional argument" in said:
        apart = "" if structure is None else "; for f(W, b) give lambda p: f(*p), or f(**p) of a dict"
        return f"it is called with the point alone: give other arguments in args= or kwargs={apart}"
    if structure is not None and re.search("as an integer|must be integers", said):
        return "numbers of the point are real ones: give what is a count in args= or kwargs="
    return ""
