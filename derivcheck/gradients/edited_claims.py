"""Whether a small edit of the code of a claim makes it right: the cause of a wrong claim, with its line.

Edited code runs isolated: it reaches copies of data and functions that only give a value, and ends at a limit of time.
Code that needs anything else is not edited. What is told is confirmed at all points.
"""

from __future__ import annotations

import ast
import functools
import os
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import CodeType, FunctionType
from typing import Any

import numpy as np

from derivcheck.gradients import causes
from derivcheck.gradients.case import Case
from derivcheck.gradients.claimed import dense
from derivcheck.gradients.code_contents import nonlocals
from derivcheck.gradients.edit_names import KnownNames, Seen, watched
from derivcheck.gradients.edits import EditedCode, edits
from derivcheck.gradients.isolated_code import IsolatedCode
from derivcheck.gradients.rounding import measured
from derivcheck.gradients.slips import Mend
from derivcheck.gradients.source_trees import code_of_placed
from derivcheck.gradients.subject import Subject, attempt
from derivcheck.gradients.verdicts import ArrayGap
from derivcheck.ground.allowances import gradients as allowances
from derivcheck.ground.timeouts import TimeLimitReached, time_limit
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
    few = len(usable) < _LEAST_POINTS or np.size(usable[0].reference) > allowances.EDITED_ELEMENTS.value
    if case.claim.call is None or few:
        return None
    limits = []
    try:
        with time_limit(allowances.EDITED_WAIT.value) as wait:
            limits.append(wait)
            with time_limit(allowances.EDITED_SECONDS.value, processor=True) as own, warnings.catch_warnings():
                limits.append(own)
                warnings.simplefilter("ignore")  # of code that the user has not written
                return _found(case.claim.call, usable, kind, case.seed)
    except TimeLimitReached:
        if not any(limit.fired for limit in limits):
            raise  # the limit of someone further out
        return None


_LEAST_POINTS = 2
"""Points at which an edit is seen: at one, such as 1, powers are the same."""


def _found(call: Subject, tried: Sequence[ArrayGap], kind: str, seed: int) -> Cause | None:
    claim = IsolatedCode.of(call.through.call, 1)
    if not _is_reproduced(claim, call, seed):
        return None
    for function, edit, code in _candidates(claim, _variables(claim, call.first[0] if call.first else None)):
        if kind not in ("", edit.kind):
            continue
        run = functools.partial(claim.run, instead={function: code})
        if (claims := _claims(run, tried)) is None:
            continue
        rough = [_with_rounding(c, run, edited, seed) for c, edited in zip(tried, claims, strict=True)]
        if (cause := causes.confirmed(rough, Mend(edit.kind, edit.text, claims))) is not None:
            return cause
    return None


def _is_reproduced(claim: IsolatedCode, call: Subject, seed: int) -> bool:
    """Return whether the code as it is gives, isolated, what the claim gave, and has little enough data."""
    copies = claim.copies()
    if call.first is None or attempt(copies.of, claim.call) is None:
        return False
    x, value = call.first[0], dense(call.first[1])
    if (copies.elements + x.size) * max(copies.longest, *x.shape, 1) > allowances.EDITED_DATA.value:
        return False
    found: Any = attempt(claim.run, x)
    if found is None or np.shape(found) != value.shape or found.dtype.kind not in "fi":
        return False
    # Sums over copies, which lie otherwise in memory, may be rounded otherwise.
    rounding = measured(claim.run, x, value, np.random.default_rng(seed))
    return bool(np.all(np.abs(found - value) <= rounding))


def _variables(claim: IsolatedCode, x: Any) -> dict[FunctionType, dict[str, Any]]:
    """Return the numbers that variables of the functions stand for at the end of a run."""
    trees = [(function, tree) for function, tree in claim.trees.items() if tree is not None]
    instead = {f: attempt(code_of_placed, watched(tree, key), f) for key, (f, tree) in enumerate(trees)}
    seen = Seen()
    attempt(claim.run, x, {f: code for f, code in instead.items() if code is not None}, seen.names)
    return {function: seen.values.get(key, {}) for key, (function, _) in enumerate(trees)}


def _candidates(
    claim: IsolatedCode, variables: Mapping[FunctionType, Mapping[str, Any]]
) -> Iterator[tuple[FunctionType, EditedCode, CodeType]]:
    left = int(allowances.EDITS.value)
    for function, tree in [*claim.trees.items()]:
        if tree is None:
            continue
        names = _names(function, tree, variables.get(function, {}))
        for edit in edits(tree, names, os.path.basename(function.__code__.co_filename)):
            if not left:
                return
            if (code := attempt(code_of_placed, edit.tree, function)) is not None:
                left -= 1
                yield function, edit, code


def _names(function: FunctionType, tree: Any, seen: Mapping[str, Any]) -> KnownNames:
    """Return the names of arguments, variables and arrays that a function knows; a list would grow by itself."""
    code = function.__code__
    known = {**{name: function.__globals__.get(name) for name in code.co_names}, **nonlocals(function)}
    numbers = {n: value for n, value in known.items() if issubclass(type(value), np.ndarray | float | int)}
    lists = {name for node in ast.walk(tree) if isinstance(node, ast.Assign) for name in _listed(node)}
    values = {**numbers, **seen}
    return KnownNames((name for name in (*code.co_varnames, *numbers) if name not in lists), values)


def _listed(node: ast.Assign) -> Iterator[str]:
    """Yield the names that an assignment makes lists of."""
    if isinstance(node.value, ast.List | ast.ListComp | ast.Tuple | ast.Dict | ast.DictComp | ast.Set | ast.SetComp):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))


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


def _near(claim: Any, c: ArrayGap) -> bool:
    """Return whether an edited claim is worth a second point."""
    largest = float(np.max(np.abs(c.reference), initial=0.0))
    return bool(np.all(np.abs(claim - c.reference) <= allowances.EDITED_GAP.value * largest))
