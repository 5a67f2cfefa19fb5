"""Slips that show in where a claimed derivative of NumPy code is wrong, or in another variable: more rules of causes.

Each yields mended claims, as the rules of `causes` do, which gathers and confirms them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivcheck.gradients.factors import factor_text, rounded
from derivcheck.gradients.naming import Variable, element, parts_of, whole_parts
from derivcheck.gradients.verdicts import ArrayGap


@dataclass(frozen=True)
class Mend:
    """A candidate: what is wrong, the mended claim at each point, and how many numbers were fitted."""

    kind: str
    text: str
    claims: Sequence[Any]
    fitted: int = 0


def ever_wrong(tried: Sequence[ArrayGap]) -> Any:
    """Return which components are wrong at one of the points at least."""
    return np.any([c.refuted for c in tried], axis=0)


def swapped_axes(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the claim with two of its axes swapped; of a matrix that is its transpose."""
    axes = np.ndim(tried[0].reference)
    if axes > 2:
        for i, j in itertools.combinations(range(axes), 2):
            text = f"axes {i} and {j} of the claim are swapped"
            yield Mend("permuted", text, [np.swapaxes(c.claimed, i, j) for c in tried])


def flipped(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the claim flipped along an axis, and shifted by one place."""
    first = tried[0].claimed
    if np.size(first) < 2 or not np.ndim(first):
        return
    for axis in range(np.ndim(first)):
        along = "" if np.ndim(first) == 1 else f" along axis {axis}"
        reverse = f"the claim is flipped{along}" if along else "the components are in reverse order"
        yield Mend("permuted", reverse, [np.flip(c.claimed, axis) for c in tried])
        for shift in (1, -1):
            mended = [np.roll(c.claimed, shift, axis) for c in tried]
            yield Mend("permuted", f"the components are shifted by one place{along}", mended)


_PARAMETERS: dict[str, Callable[[Any], Any]] = {
    "log({x})": lambda x: np.where(x > 0, x, np.nan),
    "log(abs({x}))": lambda x: x,
    "exp({x})": lambda x: np.exp(-x),
    "sqrt({x}), such as a standard deviation instead of a variance": lambda x: 2 * np.sqrt(x),
    "{x}^2, such as a variance instead of a standard deviation": lambda x: 1 / (2 * x),
    "1/{x}": lambda x: -(x**2),
}
"""What a claim may be the derivative with respect to, with dx over d of that, the factor by which it is off then."""


def other_parameter(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the derivative with respect to the variable for one with respect to a function of it."""
    shape, own = np.shape(tried[0].reference), np.shape(tried[0].x)
    if sum(int(np.count_nonzero(c.refuted)) for c in tried) < 2:
        return  # one number is many things
    for places in _places(tried, shape, own):
        for text, rate in _PARAMETERS.items():
            rates = [np.where(places, rate(np.asarray(c.x, dtype=float)), 1.0) for c in tried]
            element = _elements(places, name) if np.any(~places) else name
            where = "" if element == name else f"in {element}, "
            single = element if np.count_nonzero(places) == 1 else name
            said = f"{where}the claim is the derivative with respect to {text.format(x=single)}"
            for factors in ([_factors(r, shape) for r in rates], [_factors(r, shape, once=True) for r in rates]):
                yield Mend("parameter", said, [c.claimed / f for c, f in zip(tried, factors, strict=True)])
            if shape != own:
                # The second derivative by another parameter has a term of the first one, which nothing here shows.
                there = np.diag(places)
                scaled = [c.claimed / _factors(r, shape) for c, r in zip(tried, rates, strict=True)]
                mended = [np.where(there, c.reference, s) for c, s in zip(tried, scaled, strict=True)]
                fitted = len(tried) * int(np.count_nonzero(there)) + 1
                yield Mend("parameter", f"{said}, off the diagonal at least", mended, fitted)


def _places(tried: Sequence[ArrayGap], shape: tuple[int, ...], own: tuple[int, ...]) -> Iterator[Any]:
    """Yield which elements of the variable may have been taken for another parameter."""
    wrong = ever_wrong(tried)
    if shape == own and np.any(wrong):
        yield np.ones(own, dtype=bool)
        yield wrong
    elif shape == own + own and len(own) == 1:
        yield np.ones(own, dtype=bool)
        told = np.any([c.reference != 0 for c in tried], axis=0)
        whole = np.all(wrong | ~told, axis=1) & np.any(wrong, axis=1)
        if np.any(whole):
            yield whole


def _factors(rates: NDArray[Any], shape: tuple[int, ...], once: bool = False) -> Any:
    """Return what each element of a gradient, or of a Hessian, is off by; `once` where only the outer one is."""
    if shape == np.shape(rates):
        return rates
    return np.where(np.eye(len(rates), dtype=bool) & once, rates[:, None], rates[:, None] * rates[None, :])


def _elements(places: NDArray[Any], name: str) -> str:
    found = np.argwhere(places)
    if len(found) > 3:
        return f"{len(found)} elements of {name}"
    return ", ".join(element(name, tuple(map(int, place))) for place in found)


def beside_penalty(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the claim with a factor in all but a term of a penalty: a mean for a sum, or the reverse."""
    if np.shape(tried[0].reference) != np.shape(tried[0].x):
        return
    parts = [np.stack([np.ravel(c.claimed), np.ravel(np.asarray(c.x, dtype=float))], axis=1) for c in tried]
    whole = np.concatenate([np.ravel(c.reference) for c in tried])
    matrix = np.concatenate(parts)
    if len(matrix) < 4 or not np.all(np.isfinite(matrix)) or np.linalg.matrix_rank(matrix) < 2:
        return
    (share, rest), *_ = np.linalg.lstsq(matrix, whole)
    if not np.isfinite(share) or abs(share) < np.finfo(float).eps:
        return
    if (share := rounded(float(share))) == 1:
        return
    if all(np.all(np.abs(share * c.claimed) <= c.budget) for c in tried):
        return  # the term is all of the derivative, and the claim has no part in it
    weight = float(rest) / (1 - share)
    mended = [share * c.claimed + float(rest) * np.asarray(c.x, dtype=float) for c in tried]
    said = f"but for a term {weight:.6g} {name} (of a penalty {name}^2), {factor_text(1 / share, 1)}"
    yield Mend("factor", said, mended, fitted=4)


def region(wrong: NDArray[Any], name: str = "") -> str:
    """Return the name of a part of a square matrix, or of a block; "" for what has none.

    >>> region(np.tril(np.ones((3, 3), dtype=bool), -1)), region(~np.eye(3, dtype=bool))
    ('the triangle below the diagonal', 'the elements off the diagonal')
    """
    wrong = np.asarray(wrong)
    if wrong.ndim != 2 or min(wrong.shape) < 2 or np.count_nonzero(wrong) < 2:
        return ""
    if wrong.shape[0] == wrong.shape[1]:
        full = np.ones(wrong.shape, dtype=bool)
        named = {
            "the triangle below the diagonal": np.tril(full, -1),
            "the triangle above the diagonal": np.triu(full, 1),
            "the diagonal and the triangle below it": np.tril(full),
            "the diagonal and the triangle above it": np.triu(full),
            "the diagonal": np.eye(len(wrong), dtype=bool),
            "the elements off the diagonal": ~np.eye(len(wrong), dtype=bool),
        }
        for text, part in named.items():
            if len(wrong) > 2 and np.array_equal(wrong, part):
                return text
        upper = np.triu(wrong, 1)
        if (block := _block(upper, name)) and np.array_equal(wrong, upper | upper.T):
            return f"{block}, and its transpose,"
    return _block(wrong, name)


def _block(wrong: NDArray[Any], name: str) -> str:
    rows, columns = np.flatnonzero(wrong.any(axis=1)), np.flatnonzero(wrong.any(axis=0))
    if np.count_nonzero(wrong) != len(rows) * len(columns) or min(len(rows), len(columns)) == 0:
        return ""
    if np.count_nonzero(wrong) < 2 or wrong.all():
        return ""
    row_name = name if isinstance(name, Variable) and name.square else ""
    return f"the block of {_range('row', rows, row_name)} and {_range('column', columns, name)}"


def _range(noun: str, places: NDArray[Any], name: str) -> str:
    chosen = np.zeros(sum(part.size for part in parts_of(name)), dtype=bool)
    chosen[places[places < len(chosen)]] = True
    if names := whole_parts(chosen, name):
        return f"{noun}s of {' and '.join(names)}"
    if len(places) == 1:
        return f"{noun} {int(places[0])}"
    consecutive = int(places[-1]) - int(places[0]) == len(places) - 1
    shown = f"{int(places[0])} to {int(places[-1])}" if consecutive else ", ".join(str(int(i)) for i in places)
    return f"{noun}s {shown}"
