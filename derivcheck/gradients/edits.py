"""Small edits of a claim's code, one at a time: another axis, a sign, a mask, a factor, another name.

An edit is a change of the syntax tree of one function. It says nothing by itself: `edited_claims` runs the
claim with it, and only what makes the claim right everywhere is told.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from derivcheck.gradients.calculus_rules import functions_of
from derivcheck.gradients.edit_names import KnownNames
from derivcheck.gradients.edit_pieces import become
from derivcheck.gradients.edit_rules import RULES, STILL


@dataclass(frozen=True)
class EditedCode:
    """A changed function, and what the change says.

    Attributes
    ----------
    kind : str
        As that of a cause.
    tree : ast.AST
        The function, which is changed until the next edit is asked for.
    before, after : ast.AST
        The piece.
    said : str
        With fields for the piece and its place; "" for the usual words.
    file : str
    """

    kind: str
    tree: Any
    before: Any
    after: Any
    said: str
    file: str

    @property
    def text(self) -> str:
        """What the change says, with the line."""
        before, line = ast.unparse(self.before), getattr(self.before, "lineno", None)
        at = (f" in line {line}" if line else "") + (f" of {self.file}" if self.file else "")
        if self.said:
            return self.said.format(before=before, at=at)
        return f"`{before}`{at} is to be `{ast.unparse(self.after)}`"


def edits(tree: Any, names: list[str], file: str = "") -> Iterator[EditedCode]:
    """Yield each edit of a function, the likeliest slips first.

    Parameters
    ----------
    tree : ast.FunctionDef or ast.Lambda
    names : list of str
        Of its arguments and variables.
    file : str
        Where it stands.

    Examples
    --------
    >>> tree = ast.parse("lambda d: d.sum(axis=0)", mode="eval").body
    >>> [edit.text for edit in edits(tree, ["d"])][0]
    '`d.sum(axis=0)` in line 1 is to be `d.sum(axis=1)`'
    """
    known = names if isinstance(names, KnownNames) else KnownNames(names)
    known.functions = functions_of(tree)
    kept = _within(*_targets(tree), *_sizes(tree, _SIZED))
    still = _within(_compared(tree), *_sizes(tree, _MADE), *(_sizes(part, _JOINED) for part in _repeated(tree)))
    nodes = [node for node in ast.walk(tree) if id(node) not in kept]
    for rule in RULES:
        for node in nodes:
            if id(node) in still and rule not in STILL:
                continue
            for kind, said, change in list(rule(node, known)):
                before, after = copy.copy(node), copy.deepcopy(node)
                change(after)
                become(node, after)
                yield EditedCode(kind, tree, before, ast.fix_missing_locations(after), said, file)
                become(node, before)


def _within(*parts: Any) -> set[int]:
    """Return the nodes of some parts of a tree, by their identity."""
    whole = [part for some in parts for part in (some if isinstance(some, Iterator) else [some])]
    return {id(node) for part in whole for node in ast.walk(part)}


def _targets(tree: Any) -> Iterator[Any]:
    """Yield what the code writes to, which is left as it is: an edit must not write to something else.

    At what place of an array it writes may be edited.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            yield from map(_written, node.targets)
        elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.For):
            yield _written(node.target)


def _written(target: Any) -> Any:
    return target.value if isinstance(target, ast.Subscript) else target


def _compared(tree: Any) -> Iterator[Any]:
    """Yield comparisons: what they give is so little that another name may give the same by chance."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Compare))


def _repeated(tree: Any) -> Iterator[Any]:
    """Yield what may run again and again: there an array that is joined with itself would grow without end."""
    return (node for node in ast.walk(tree) if isinstance(node, _LOOPS))


_LOOPS = ast.For | ast.While | ast.comprehension | ast.ListComp | ast.GeneratorExp | ast.Lambda


def _sizes(tree: Any, functions: frozenset[str]) -> Iterator[Any]:
    """Yield what says how large something is to be: an edit must not fill the memory."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in functions:
            yield from (*node.args, *node.keywords)


_SIZED = frozenset(
    """zeros ones empty full arange linspace logspace eye identity tri vander indices range tile repeat reshape
    broadcast_to pad bincount sliding_window_view""".split()
)

_MADE = frozenset("outer kron meshgrid append insert extend".split())
"""Functions that make of arrays what is as large as their product, and those that let a list grow."""

_JOINED = frozenset("concatenate concat vstack hstack dstack stack column_stack block".split())
"""Functions that make of arrays what is as large as their sum."""
