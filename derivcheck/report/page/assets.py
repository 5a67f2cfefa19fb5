"""Style, script and libraries, as text."""

from __future__ import annotations

import functools
import importlib
from importlib.resources import files

from derivcheck.ground.errors import MissingExtraError


def style() -> str:
    """Return the style sheet of a report."""
    return text("style.css")


def script() -> str:
    """Return the script that sorts tables and draws charts."""
    return text("script.js")


@functools.cache
def text(name: str) -> str:
    """Return a file of this folder."""
    return (files(__package__) / name).read_text("utf-8")


@functools.cache
def libraries() -> str:
    """Return Vega, Vega-Lite and Vega-Embed, ready for a script element.

    Raises
    ------
    MissingExtraError
        vl-convert, which brings them, is not installed.
    """
    try:
        bundle = importlib.import_module("vl_convert").javascript_bundle()
    except ImportError as error:
        raise MissingExtraError("the interactive figure", "html") from error
    # Inside a script element these two would end it, or open a comment.
    return str(bundle).replace("</script", r"<\/script").replace("<!--", r"<\!--")
