"""One claim among many, as a row of a table or a mapping gives it: read, or refused in words."""

from __future__ import annotations

import json
import math
import numbers
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.code.load_callable import names_callable
from derivcheck.ground.errors import InputError

COLUMNS = ("id", "function", "variable", "claimed", "at", "params")
"""Of these a row must have `function` and `claimed`."""

_NAMELESS = ("function", "claimed", "at")


@dataclass(frozen=True)
class ClaimRow:
    """A claim: formulas, or code named as "module:function".

    Attributes
    ----------
    id : str, int or float
    function, claimed : str
    variable : str
        "" where it is to be inferred.
    at : float, list of float, or None
        The value of the variable; of code also an array.
    params : mapping of str to float
        Values of the other variables.
    """

    id: Any
    function: str
    claimed: str
    variable: str
    at: Any
    params: Mapping[str, float]

    @property
    def is_code(self) -> bool:
        """Return whether it names functions, which are to be run."""
        return names_callable(self.function) or names_callable(self.claimed)


def identity(row: object, otherwise: object) -> Any:
    """Return the id of a row, if it has one that can be read: a text, or a number of Python's or NumPy's."""
    found = row.get("id") if isinstance(row, Mapping) else None
    if isinstance(found, str):
        return str(found) or otherwise
    if isinstance(found, bool) or not isinstance(found, numbers.Real) or not math.isfinite(found):
        return otherwise
    return int(found) if isinstance(found, numbers.Integral) else float(found)


def read_row(row: object, otherwise: object) -> ClaimRow:
    """Return a claim.

    Parameters
    ----------
    row : mapping of column names to values, or sequence (function, claimed, at), the last of which may be left out
        Numbers may be given as text, and `params` as a JSON object.
    otherwise : str or int
        Its id where it has none.

    Raises
    ------
    InputError
        Something is missing, or not of the kind that it should be.

    Examples
    --------
    >>> read_row({"function": "a*x^2", "claimed": "2*a*x", "at": "1.5", "params": '{"a": 2}'}, 1).params
    {'a': 2.0}
    """
    given = row
    if isinstance(row, Sequence) and not isinstance(row, str | bytes):
        row = dict(zip(_NAMELESS, row, strict=False)) if 2 <= len(row) <= len(_NAMELESS) else None
    if not isinstance(row, Mapping):
        raise InputError(f"a claim is a mapping with function and claimed, or a pair of them, not {_short(given)}")
    if isinstance(row.get("id"), bool) or not isinstance(row.get("id"), str | numbers.Real | None):
        raise InputError(f"the id {_short(row['id'])} is neither a text nor a number")
    function, claimed = (_text(row, name, needed=True) for name in ("function", "claimed"))
    _refuse_order(row.get("order"))
    params = {str(name): _number(f"params: {name}", value) for name, value in _params(row.get("params")).items()}
    return ClaimRow(identity(row, otherwise), function, claimed, _text(row, "variable"), _place(row.get("at")), params)


def _refuse_order(order: object) -> None:
    """Refuse a claim that is said to be of another derivative: it would be judged as one of the first."""
    if order is not None and str(order).strip() not in ("", "1"):
        raise InputError(
            f"order {_short(order)}: claims of a batch are for the first derivative; "
            "give the derivative of one order less as function, and leave the order out"
        )


def _text(row: Mapping[Any, Any], name: str, needed: bool = False) -> str:
    value = "" if row.get(name) is None else row[name]
    if not isinstance(value, str):
        value = _formula(name, value)
    if needed and not value.strip():
        raise InputError(f"the column {name!r} is empty")
    return value.strip()


def _formula(name: str, value: object) -> str:
    """Return the text of a SymPy expression, an Expression or a number."""
    known = hasattr(value, "free_symbols") or hasattr(value, "text") or isinstance(value, int | float)
    if not known or isinstance(value, bool):
        raise InputError(f"{name} is a text, not {_short(value)}")
    return str(getattr(value, "text", value))


def _params(given: object) -> Mapping[Any, Any]:
    if isinstance(given, str) and given.strip():
        try:
            given = json.loads(given)
        except (ValueError, RecursionError):
            raise InputError(f'params {_short(given)} is not a JSON object; write {{"a": 1.5}}') from None
    if given is None or given == "":
        return {}
    if not isinstance(given, Mapping):
        raise InputError(f'params {_short(given)} is not an object of names and numbers; write {{"a": 1.5}}')
    return given


def _place(given: object) -> Any:
    if given is None or (isinstance(given, str) and not given.strip()):
        return None
    if isinstance(given, list | tuple):
        return [_place(value) for value in given]
    return _number("at", given)


def _number(what: str, given: object) -> float:
    try:
        if isinstance(given, bool):
            raise TypeError
        return float(given)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise InputError(f"{what} {_short(given)} is not a number") from None


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:36]}…"
