"""The neutral outline of a report: a kind of result is outlined by the file of its name.

In: a result. Out: an `Outline` of headings, sentences and tables. Open `blocks.py` first.

`ErrorCurve` is outlined by `error_curve.py`, so a new kind of result is one more file here and no
format changes.
"""

from __future__ import annotations

import importlib
import importlib.util
import re

from derivcheck.report.outline.blocks import Outline
from derivcheck.results import Result


def outline(result: Result) -> Outline:
    """Return the headings, sentences and tables that report a result.

    Raises
    ------
    TypeError
        No file here is named for the class of `result` or for one of its bases.
    """
    for kind in type(result).__mro__:
        name = f"{__name__}.{_file_name(kind.__name__)}"
        if importlib.util.find_spec(name):
            built = importlib.import_module(name).build(result)
            assert isinstance(built, Outline)
            return built
    raise TypeError(f"no report is written for a {type(result).__name__}")


def _file_name(class_name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", class_name).lower()
