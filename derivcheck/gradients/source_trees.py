"""The syntax tree of a function of the user, and the code of a changed one; what may be in code that is edited."""

from __future__ import annotations

import ast
import dis
import inspect
import textwrap
from types import CodeType, FunctionType
from typing import Any

from derivcheck.gradients.subject import attempt


def tree_of(function: FunctionType) -> Any:
    """Return the syntax tree of a function, with the lines of its file; None where its source is not what runs."""
    try:
        source, first = inspect.getsourcelines(function.__code__)
        whole = ast.parse(_whole(textwrap.dedent("".join(source))))
    except (OSError, TypeError, SyntaxError):
        return None
    for node in ast.walk(whole):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            if isinstance(node, ast.FunctionDef):
                node.decorator_list, node.returns = [], None
            made = attempt(code_of, node, function)
            if made is not None and _content(made) == _content(function.__code__):
                return ast.increment_lineno(node, first - 1)
    return None


def _content(code: CodeType) -> Any:
    """Return what a function does, by which several lambdas of a line are told apart.

    How a name of a module is loaded differs by where that was imported.
    """
    steps = [(_LOADS.get(one.opname, one.opname), one.argrepr) for one in dis.get_instructions(code)]
    told = [(name, said.removeprefix("NULL + ").removeprefix("NULL|self + ")) for name, said in steps]
    told = [(name, "" if said.startswith(("to ", "<code object")) else said) for name, said in told]
    return code.co_varnames, [step for step in told if step[0] not in _OF_CALLS]


_LOADS = {"LOAD_METHOD": "LOAD_ATTR"}
_OF_CALLS = ("PUSH_NULL", "PRECALL", "CACHE", "RESUME")


def _whole(text: str) -> str:
    """Return a statement that a lambda stands in, without what is left open at its end."""
    for end in (len(text), *(i for i in range(len(text) - 1, 0, -1) if text[i] in ",)")):
        for part in (text[:end], f"({text[:end]})", text[text.find("lambda") : end]):
            try:
                ast.parse(part)
            except SyntaxError:
                continue
            return part
    return text


def code_of(tree: Any, function: FunctionType) -> CodeType:
    """Return the code of a tree that takes the place of a function's."""
    return code_of_placed(ast.fix_missing_locations(tree), function)


def code_of_placed(tree: Any, function: FunctionType) -> CodeType:
    """Return it of a tree whose nodes all have a line: to look for those that have none takes as long as the rest."""
    free = function.__code__.co_freevars
    outside = ast.arguments([], [ast.arg(name) for name in free], None, [], [], None, [])
    body: list[ast.stmt] = [tree] if isinstance(tree, ast.FunctionDef) else [ast.Expr(tree)]
    if isinstance(tree, ast.FunctionDef) and tree.name not in free:
        body = [ast.Global([tree.name]), tree]  # which it may call itself by
    around = ast.FunctionDef("around", outside, body, [], None, None)
    for node in (around, *outside.args, *(part for part in body if part is not tree)):
        ast.copy_location(node, _FIRST)
    code = compile(ast.Module([around], []), function.__code__.co_filename, "exec")
    return _inner(_inner(code, "around"), function.__code__.co_name)


_FIRST = ast.Pass(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)


def _inner(code: CodeType, name: str) -> CodeType:
    return next(part for part in code.co_consts if isinstance(part, CodeType) and part.co_name == name)


def is_plain(tree: Any, loops: bool = False) -> bool:
    r"""Return whether code is made of expressions, assignments, branches and loops over something finite, and no more.

    What is not there: `while`, `try` but for some errors, `with` but of `errstate`, `del`, `global`, `nonlocal`,
    `import`, generators and classes; names with two underscores; the methods of an array that write files or unseal it.

    Parameters
    ----------
    tree : ast.AST
    loops : bool
        Whether `while` may be there.

    Examples
    --------
    >>> [is_plain(ast.parse(text)) for text in ("u = x.sum()", "while u: u = f(u)", "x.tofile('here')", "x.__class__")]
    [True, False, False, False]
    >>> [is_plain(ast.parse(f"with {owner}.errstate():\n    x = 1")) for owner in ("np", "mine")]
    [True, False]
    """
    barred = _NOT_PLAIN - {ast.While} if loops else _NOT_PLAIN
    return not any(type(node) in barred or _reaches_out(node) or _holds(node) for node in ast.walk(tree))


_NOT_PLAIN = frozenset(
    (
        *(ast.While, ast.TryStar, ast.AsyncWith, ast.AsyncFor, ast.AsyncFunctionDef, ast.Delete),
        *(ast.Global, ast.Nonlocal, ast.Import, ast.ImportFrom, ast.ClassDef, ast.Await, ast.Yield, ast.YieldFrom),
    )
)

_REACHING_OUT = frozenset("tofile dump dumps setflags flags ctypes base data".split())


# Of another owner it may be anything, such as what swallows the exception that ends a run.
_HOLDING_NOTHING = frozenset({"np.errstate", "numpy.errstate"})


def _reaches_out(node: Any) -> bool:
    return isinstance(node, ast.Attribute) and (node.attr.startswith("__") or node.attr in _REACHING_OUT)


def _holds(node: Any) -> bool:
    """Return whether a statement may hold an exception back that ends a run, or enters what is not known."""
    if isinstance(node, ast.Try):
        return bool(node.finalbody) or not all(map(_is_of_some_errors, node.handlers))
    calls = [item.context_expr for item in node.items] if isinstance(node, ast.With) else []
    return any(not isinstance(call, ast.Call) or ast.unparse(call.func) not in _HOLDING_NOTHING for call in calls)


def _is_of_some_errors(handler: ast.ExceptHandler) -> bool:
    names = [node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)] if handler.type else []
    return bool(names) and "BaseException" not in names
