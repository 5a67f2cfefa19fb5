"""Reports: the format NAME is the file NAME.py of this package, with a function `render`.

In: a result. Out: text in that format. Open `text.py` first.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

from derivcheck.ground.errors import InputError
from derivcheck.results import Result


def formats() -> tuple[str, ...]:
    """Return the names of the formats.

    >>> "json" in formats()
    True
    """
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def render(result: Result, format: str, **options: Any) -> str:
    """Return the report on a result.

    Parameters
    ----------
    result : Result
    format : str
        One of `formats()`.
    **options
        Of that format's own `render`.

    Raises
    ------
    InputError
        There is no such format.
    """
    if format not in formats():
        raise InputError(f"no format {format!r}; known: {', '.join(formats())}")
    return str(importlib.import_module(f"{__name__}.{format}").render(result, **options))
