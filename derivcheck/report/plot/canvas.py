"""What every picture is drawn on: a figure of one style, and the bytes of a file."""

from __future__ import annotations

import functools
import importlib
import io
import warnings
from contextlib import AbstractContextManager
from types import ModuleType
from typing import Any

from derivcheck.ground.errors import MissingExtraError
from derivcheck.report.palette import INK

# What each ending needs so that the same result makes the same bytes.
ENDINGS: dict[str, dict[str, Any]] = {
    ".png": {"dpi": 200},
    ".svg": {"metadata": {"Date": None}},
    ".pdf": {"metadata": {"CreationDate": None}},
}

STYLE = {
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.titlesize": 10.5,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.fontsize": 9,
    "figure.titlesize": 11.5,
    # Text stays text: searchable in a PDF, and to be restyled in an SVG.
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "svg.hashsalt": "derivcheck",
}

WIDTH, PIXELS = 8.0, 100
"""Inches, and pixels an inch on a page."""


def style() -> AbstractContextManager[Any]:
    """Draw alike whatever the user's own settings are, and leave those as they were."""
    found: AbstractContextManager[Any] = matplotlib("matplotlib.style").context(["default", STYLE])
    return found


def blank(height: float) -> Any:
    """Return an empty figure; without pyplot it leaves no global state behind, and shows itself in a notebook."""
    drawn = matplotlib("matplotlib.figure").Figure(figsize=(WIDTH, height), dpi=PIXELS, layout="constrained")
    matplotlib("matplotlib.backends.backend_agg").FigureCanvasAgg(drawn)
    # matplotlib leaves this to pyplot.
    drawn._repr_png_ = functools.partial(_in_notebook, drawn)
    return drawn


def _in_notebook(drawn: Any) -> tuple[bytes, dict[str, int]]:
    """Return a sharp picture, and the size to show it at."""
    width, height = drawn.get_size_inches() * PIXELS
    return written(drawn, ".png"), {"width": int(width), "height": int(height)}


def written(drawn: Any, ending: str) -> bytes:
    """Return a figure as the bytes of a file with one of the `ENDINGS`."""
    buffer = io.BytesIO()
    with style(), warnings.catch_warnings():
        # A variable's name may need a glyph that the font lacks; a box in its place will do.
        warnings.filterwarnings("ignore", "Glyph")
        drawn.savefig(buffer, format=ending.removeprefix("."), **ENDINGS[ending])
    return buffer.getvalue()


def matplotlib(module: str) -> ModuleType:
    """Import a module of matplotlib on demand: it takes a second, and only a picture needs it.

    Raises
    ------
    MissingExtraError
        matplotlib is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise MissingExtraError("the picture", "plot") from error
