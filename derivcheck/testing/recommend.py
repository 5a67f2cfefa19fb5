"""Which method, scheme and step to take for a function at a point: what a person wants to know of a comparison."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from derivcheck.ground.outward import upward
from derivcheck.results import Comparison, Estimate
from derivcheck.results.recommendation import Recommendation
from derivcheck.testing.compare import compare

_SCHEMES = ("forward-1", "central-2", "central-4", "central-6")

_STEPLESS = {
    "forward-mode": "forward mode",
    "symbolic": "the symbolic derivative",
    "complex-step": "the complex step",
    "adaptive": "the adaptive estimate",
}
"""Methods that need no step to be chosen, the handiest first."""


def recommend(
    function: Any,
    at: Any,
    *,
    wrt: str | None = None,
    order: int = 1,
    along: Any = None,
    component: int | tuple[int, ...] | str | None = None,
    entry: int | tuple[int, ...] | None = None,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
    seed: int = 0,
) -> Recommendation:
    """Say which method, scheme and step to take for a function at a point, with the error to expect.

    Parameters
    ----------
    function : str, SymPy expression, Expression or callable
        A formula, or code.
    at : float, mapping of str to float, or array
        The point.
    wrt : str, optional
        The variable of a formula; inferred when there is just one.
    order : int
        Order of the derivative.
    along : array, optional
        For code of an array: the direction; a random one of length 1 without it.
    component : int, tuple of int or str, optional
        For code of an array, instead of a direction: which of its elements is the variable.
    entry : int or tuple of int, optional
        For code that returns an array: which of its elements is f.
    args : tuple, optional
        Further arguments of code, after the point, as those of scipy.optimize.
    kwargs : mapping of str, optional
        Such arguments by name.
    seed : int
        Of a random direction.

    Returns
    -------
    Recommendation
        With `best`, `difference`, `cheap` and the sentences in `text`.

    Raises
    ------
    ParseError
        The formula cannot be read; the message has a caret under the place.
    InputError
        An argument cannot be used.
    DomainError
        There is no derivative at the point.

    Examples
    --------
    >>> advice = recommend("exp(2*x)/(1+sin(x**2))", 0.5)
    >>> advice.method, advice.scheme
    ('forward-mode', 'central-6')
    >>> advice.text.partition(";")[0]
    'Use forward mode: no step to choose'
    """
    found = compare(
        function,
        at,
        wrt=wrt,
        order=order,
        schemes=_SCHEMES,
        steps=[1e-3],
        seed=seed,
        along=along,
        component=component,
        entry=entry,
        args=args,
        kwargs=kwargs,
    )
    usable = sorted((e for e in found.estimates if math.isfinite(e.error_bound) and e.holds), key=_rank)
    telling = [e for e in usable if e.tells(found.reference)]
    differences = [e for e in telling if e.method not in _STEPLESS]
    fewest = min((e.evaluations for e in differences), default=0)
    best = _handiest(telling)
    difference = next(iter(differences), None)
    cheap = next((e for e in differences if e.evaluations == fewest), None)
    return Recommendation(
        function=found.function,
        at=found.at,
        wrt=found.wrt,
        order=found.order,
        best=best,
        difference=difference,
        cheap=cheap,
        estimates=tuple(usable),
        text=_text(found, best, difference, cheap, bounded=bool(usable)),
    )


def _rank(e: Estimate) -> tuple[float, int]:
    return e.error_bound, e.evaluations


def _handiest(usable: Sequence[Estimate]) -> Estimate | None:
    """Return the first of those whose bound is within ten times the least, a method without a step before others."""
    if not usable:
        return None
    near = [e for e in usable if e.error_bound <= 10 * usable[0].error_bound]
    order = list(_STEPLESS)
    return min(near, key=lambda e: order.index(e.method) if e.method in order else len(order))


def _text(
    found: Comparison,
    best: Estimate | None,
    difference: Estimate | None,
    cheap: Estimate | None,
    *,
    bounded: bool,
) -> str:
    if best is None:
        return (
            f"No method {'is sure of a digit' if bounded else 'has an error bound'} at this point: use the reference."
        )
    sentences = []
    if best.method in _STEPLESS:
        sentences.append(f"Use {_STEPLESS[best.method]}: no step to choose; {_error(best, found)}.")
    if difference is None:
        sentences.append("No difference is sure of a digit here.")
    else:
        start = "Use" if not sentences else "Where only values of f are to be had, use"
        sentences.append(
            f"{start} {_named(difference)} ({difference.evaluations} evaluations); {_error(difference, found)}."
        )
    if cheap is not None and cheap is not difference:
        sentences.append(f"In {cheap.evaluations} evaluations, {_named(cheap)}; {_error(cheap, found)}.")
    return " ".join(sentences)


def _named(e: Estimate) -> str:
    return f"{e.method} with h = {e.step:.3g}"


def _error(e: Estimate, found: Comparison) -> str:
    size = abs(float(found.reference))
    relative = f", relative {upward(e.error_bound / size, 2)}" if size else ""
    return f"error at most {upward(e.error_bound)}{relative}"
