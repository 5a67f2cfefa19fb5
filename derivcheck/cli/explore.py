"""The command ``explore``: a page on this machine in which a formula is typed and x is moved."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence

from derivcheck.cli.options import Parser, whole

DESCRIPTION = """\
Serve a page on this machine, to which nobody else has access: type a formula and, if wanted, a claimed
derivative; move x by a slider; choose schemes, order and float format; see derivative, errors, best
steps and verdict at once. The address of the page holds what it shows."""

_OPTION = re.compile(r"-h|--[a-z][a-z-]*")
"""What is an option, known or not."""


def explore(arguments: Sequence[str]) -> int:
    """Serve the page until Ctrl-C, and return the exit status.

    Raises
    ------
    InputError
        An option is unknown, or the port is taken.
    MissingExtraError
        The extra `explore` is not installed.
    """
    options = read(arguments)
    from derivcheck.report.explorer.serving import serve

    serve((options.formula or "").strip(), options.port, browser=not options.no_browser)
    return 0


def read(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options.

    Raises
    ------
    InputError
        One is unknown, or its value not usable.
    """
    return _parser().parse_args([*map(_shielded, arguments)])


def _shielded(word: str) -> str:
    """Put a space before a formula that starts with a minus sign, which argparse takes for an option."""
    return f" {word}" if word.startswith("-") and not _OPTION.fullmatch(word.partition("=")[0]) else word


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="derivcheck explore", description=DESCRIPTION, allow_abbrev=False)
    parser.add_argument("formula", metavar="EXPR", nargs="?", help="the formula to begin with")
    parser.add_argument("--port", metavar="N", type=whole(0, 65535), default=0, help="a port of 127.0.0.1 (a free one)")
    parser.add_argument("--no-browser", action="store_true", help="do not open the page, only print its address")
    return parser
