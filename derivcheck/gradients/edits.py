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

from derivcheck.gradients.edit_rules import RULES, become


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
    kept = {id(node) for part in (*_targets(tree), *_sizes(tree)) for node in ast.walk(part)}
    nodes = [node for node in ast.walk(tree) if id(node) not in kept]
    for rule in RULES:
        for node in nodes:
            for kind, said, change in list(rule(node, names)):
                before, after = copy.copy(node), copy.deepcopy(node)
                change(after)
                become(node, after)
                yield EditedCode(kind, tree, before, ast.fix_missing_locations(after), said, file)
                become(node, before)


def _targets(tree: Any) -> Iterator[Any]:
    """Yield what the code writes to, which is left as it is: an edit must not write to something else."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            yield from node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign | ast.For):
            yield node.target


def _sizes(tree: Any) -> Iterator[Any]:
    """Yield what says how large something is to be: an edit must not fill the memory."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in _SIZED:
            yield from (*node.args, *node.keywords)


_SIZED = frozenset(
    """zeros ones empty full arange linspace logspace eye identity tri vander indices range tile repeat reshape
    broadcast_to pad bincount kron outer meshgrid concatenate concat append insert extend vstack hstack dstack stack
    column_stack block""".split()
)
