"""How a result is shown: its outline, laid out in a format, and its picture.

In: a result. Out: text, JSON, Markdown, HTML, a figure or a graph. Open `outline/blocks.py` first for the content,
then `formats/text.py` for a layout. Results do not import this room: it registers itself with them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from derivcheck.ground.presentation import register

if TYPE_CHECKING:
    from derivcheck.results.result import Result


def render(result: Result, format: str, **options: Any) -> str:
    """Return the report on a result, in one of the formats of `derivcheck.report.formats`."""
    return str(importlib.import_module("derivcheck.report.formats").render(result, format, **options))


def notebook(result: Result) -> str:
    """Return the report on a result as HTML for a notebook: without scripts."""
    return str(importlib.import_module("derivcheck.report.formats.html").static(result))


def equation(result: Result) -> str:
    """Return what a result says of the derivative, in LaTeX."""
    return str(importlib.import_module("derivcheck.report.equation").equation(result))


def figure(result: Result) -> Any:
    """Return the picture of a result, as a matplotlib Figure."""
    return importlib.import_module("derivcheck.report.plot.plot").figure(result)


def dot(result: Result) -> str:
    """Return the computational graph of a trace in Graphviz's language."""
    return str(importlib.import_module("derivcheck.report.plot.graph").dot(result))


register(render=render, notebook=notebook, equation=equation, figure=figure, dot=dot)
