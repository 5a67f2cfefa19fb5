"""Whether a small edit of the code of a claim makes it right: the cause of a wrong claim, with its line.

The code is the user's own, and is run as it is but for the edit; what is told is confirmed at all points. Code with
a `while` is left alone, whose edits might not end.
"""

from __future__ import annotations

import ast
import dis
import functools
import inspect
import os
import textwrap
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import CellType, CodeType, FunctionType, MethodType
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.copies import named, recorded
from derivcheck.autodiff.sight.through import Through
from derivcheck.gradients import causes
from derivcheck.gradients.case import Case
from derivcheck.gradients.claimed import dense
from derivcheck.gradients.edits import edits
from derivcheck.gradients.rounding import measured
from derivcheck.gradients.slips import Mend
from derivcheck.gradients.subject import attempt
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.results import Cause


def explained(case: Case, tried: Sequence[ArrayGap], kind: str = "") -> Cause | None:
    """Return the first edit that makes the claim right at all points; None where there is none.

    Parameters
    ----------
    case : Case
    tried : sequence of ArrayGap
    kind : str
        Of the edits that are tried; all by default.
    """
    usable = [c for c in tried if np.all(c.known)]
    if (
        case.claim.call is None
        or len(usable) < _LEAST_POINTS
        or np.size(usable[0].reference) > allowances.EDITED_ELEMENTS.value
    ):
        return None
    call, of_pair = _root(case.claim.call.through.call)
    end = time.thread_time() + allowances.EDITED_SECONDS.value
    for original, edit, function in _candidates(call):
        if time.thread_time() > end:
            return None
        if kind not in ("", edit.kind):
            continue
        run = functools.partial(_ran, call, {original: function}, of_pair)
        if (claims := _claims(run, usable)) is None:
            continue
        rough = [_with_rounding(c, run, claim, case.seed) for c, claim in zip(usable, claims, strict=True)]
        if (cause := causes.confirmed(rough, Mend(edit.kind, edit.text, claims))) is not None:
            return cause
    return None


_LEAST_POINTS = 2
"""Points at which an edit is seen: at one, such as 1, powers are the same."""


def _root(call: Any) -> tuple[Any, bool]:
    """Return the code of a claim, and whether it gives the claim as the second of a pair."""
    cells = getattr(call, "__closure__", None) or ()
    pair = next((cell.cell_contents for cell in cells if isinstance(cell.cell_contents, Through)), None)
    return (call, False) if pair is None else (pair.call, True)


def _candidates(call: Any) -> Iterator[tuple[FunctionType, Any, FunctionType]]:
    left = int(allowances.EDITS.value)
    for function in _functions(call):
        tree = _tree(function)
        if tree is None or any(isinstance(node, ast.While) for node in ast.walk(tree)):
            continue
        for edit in edits(tree, _names(function), os.path.basename(function.__code__.co_filename)):
            if not left:
                return
            if (edited := attempt(_made, edit.tree, function)) is not None:
                left -= 1
                yield function, edit, edited


def _names(function: FunctionType) -> list[str]:
    """Return the names of arguments, variables and arrays that a function knows."""
    code = function.__code__
    cells = zip(code.co_freevars, function.__closure__ or (), strict=True)
    known = {**{name: function.__globals__.get(name) for name in code.co_names}, **dict(map(_content_of, cells))}
    return [*code.co_varnames, *(name for name, value in known.items() if isinstance(value, np.ndarray | float | int))]


def _content_of(named_cell: tuple[str, Any]) -> tuple[str, Any]:
    name, cell = named_cell
    try:
        return name, cell.cell_contents
    except ValueError:  # not bound yet
        return name, None


def _sealed(value: Any) -> Any:
    """Return an array that cannot be written to: an edit never changes the data of the user."""
    if not isinstance(value, np.ndarray):
        return value
    view = value.view()
    view.flags.writeable = False
    return view


def _functions(call: Any, deep: int = 3, seen: set[int] | None = None) -> Iterator[FunctionType]:
    """Yield the functions of the user that code is made of, itself first."""
    seen = set() if seen is None else seen
    function = call.__func__ if isinstance(call, MethodType) else call
    if not isinstance(function, FunctionType) or id(function) in seen or not deep:
        return
    seen.add(id(function))
    if (function.__module__ or "").partition(".")[0] not in ("numpy", "scipy", "derivcheck"):
        yield function
        for part in named(function):
            yield from _functions(part, deep - 1, seen)


def _tree(function: FunctionType) -> Any:
    """Return the syntax tree of a function, with the lines of its file; None where its source is not what runs."""
    try:
        source, first = inspect.getsourcelines(function)
        whole = ast.parse(_whole(textwrap.dedent("".join(source))))
    except (OSError, TypeError, SyntaxError):
        return None
    for node in ast.walk(whole):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            if isinstance(node, ast.FunctionDef):
                node.decorator_list, node.returns = [], None
            made = attempt(_made, node, function)
            if made is not None and _content(made) == _content(function):
                return ast.increment_lineno(node, first - 1)
    return None


def _content(function: FunctionType) -> Any:
    """Return what a function does, by which several lambdas of a line are told apart.

    How a name of a module is loaded differs by where that was imported.
    """
    steps = [(_LOADS.get(one.opname, one.opname), one.argrepr) for one in dis.get_instructions(function)]
    told = [(name, said.removeprefix("NULL + ").removeprefix("NULL|self + ")) for name, said in steps]
    told = [(name, "" if said.startswith(("to ", "<code object")) else said) for name, said in told]
    return function.__code__.co_varnames, [step for step in told if step[0] not in _OF_CALLS]


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


def _made(tree: Any, function: FunctionType) -> FunctionType:
    """Return a function of a tree that takes the place of another: its globals, closure and defaults, sealed."""
    free = function.__code__.co_freevars
    outside = ast.arguments([], [ast.arg(name) for name in free], None, [], [], None, [])
    body: list[ast.stmt] = [tree] if isinstance(tree, ast.FunctionDef) else [ast.Expr(tree)]
    around = ast.FunctionDef("around", outside, body, [], None, None)
    module = ast.fix_missing_locations(ast.Module([around], []))
    name = function.__code__.co_name
    code = _inner(_inner(compile(module, function.__code__.co_filename, "exec"), "around"), name)
    cells = dict(map(_content_of, zip(free, function.__closure__ or (), strict=True)))
    closure = tuple(CellType(_sealed(cells[name])) for name in code.co_freevars)
    space = {name: _sealed(value) for name, value in function.__globals__.items()}
    defaults = function.__defaults__ and tuple(map(_sealed, function.__defaults__))
    made = FunctionType(code, space, function.__name__, defaults, closure or None)
    made.__kwdefaults__ = function.__kwdefaults__ and {k: _sealed(v) for k, v in function.__kwdefaults__.items()}
    return made


def _inner(code: CodeType, name: str) -> CodeType:
    return next(part for part in code.co_consts if isinstance(part, CodeType) and part.co_name == name)


def _with_rounding(c: ArrayGap, run: Callable[[Any], Any], claim: Any, seed: int) -> ArrayGap:
    """Return numbers with the rounding of a claim that runs in floats."""
    seen = measured(lambda x: np.reshape(run(x), np.shape(claim)), c.x, claim, np.random.default_rng(seed))
    return replace(c, noise=c.noise + seen)


def _claims(run: Callable[[Any], Any], tried: Sequence[ArrayGap]) -> list[Any] | None:
    """Return the edited claim at all points; None where it fails, or is wrong at the first already."""
    found: list[Any] = []
    for c in tried:
        ran: Any = attempt(run, c.x)
        if ran is None or ran.dtype.kind != "f" or ran.size != np.size(c.reference):
            return None
        found.append(np.reshape(ran, np.shape(c.reference)))
        if not found[1:] and not _near(found[0], c):
            return None
    return found


def _ran(call: Callable[[Any], Any], instead: dict[Any, Any], of_pair: bool, x: Any) -> Any:
    point = np.array(x)[()]
    value = (
        instead[call](point) if isinstance(call, FunctionType) and call in instead else recorded(call, point, instead)
    )
    return dense(value[1] if of_pair else value)


def _near(claim: Any, c: ArrayGap) -> bool:
    """Return whether an edited claim is worth a second point."""
    largest = float(np.max(np.abs(c.reference), initial=0.0))
    return bool(np.all(np.abs(claim - c.reference) <= allowances.MENDED_UNITS.value * np.sqrt(2.0**-52) * largest))
