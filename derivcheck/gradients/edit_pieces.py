"""What rules of edits are made of: a change of a node of a syntax tree, and a sentence on it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

Change = Callable[[Any], None]
"""Changes a node of a tree in place."""

Found = Iterator[tuple[str, str, Change]]
"""A kind, what is said, with fields for the piece and its line, or "" for the usual words, and the change."""


def setting(name: str, value: object) -> Change:
    """Return the change of one attribute."""
    return lambda node: setattr(node, name, value)


def become(target: Any, other: Any) -> None:
    """Make a node another one, in place."""
    where = {key: value for key, value in vars(target).items() if key in _PLACES}
    target.__class__ = other.__class__
    target.__dict__.clear()
    target.__dict__.update({**where, **other.__dict__})


_PLACES = ("lineno", "col_offset", "end_lineno", "end_col_offset")


def replaced(node: Any, by: str) -> None:
    """Put another expression in the place of a node."""
    become(node, ast.parse(by, mode="eval").body)


def plain(said: str) -> str:
    """Return a sentence for `format`, whose only fields are ours."""
    kept = {"{before}": "\0", "{at}": "\1"}
    for field, mark in kept.items():
        said = said.replace(field, mark)
    said = said.replace("{", "{{").replace("}", "}}")
    for field, mark in kept.items():
        said = said.replace(mark, field)
    return said
