"""Slips that show in where a claimed derivative of NumPy code is wrong, or in another variable: more rules of causes.

Each yields mended claims, as the rules of `causes` do, which gathers and confirms them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from derivcheck.gradients.naming import element, listed
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


def kept(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the derivative for a claim that does not change with the point, as what is kept from a first call."""
    first, *others = tried
    if others and not np.any(first.refuted) and all(np.array_equal(c.claimed, first.claimed) for c in others):
        text = "the claim is the same at each point that was tried: it is kept from a first call, or it is a constant"
        yield Mend("kept", text, [c.reference for c in tried])


_PARAMETERS: dict[str, Callable[[Any], Any]] = {
    "log({x})": lambda x: np.where(x > 0, x, np.nan),
    "log(abs({x}))": lambda x: x,
    "exp({x})": lambda x: np.exp(-x),
    "sqrt({x}), such as a standard deviation instead of a variance": lambda x: 2 * np.sqrt(x),
    "{x}^2, such as a variance instead of a standard deviation": lambda x: 1 / (2 * x),
    "1/{x}": lambda x: -(x**2),
    "logit({x})": lambda x: np.where((x > 0) & (x < 1), x * (1 - x), np.nan),
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


def unmasked(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the claim with 0 where the derivative is 0, if it is right, and not 0, anywhere else."""
    off = [c.refuted for c in tried]
    if any(np.any(c.reference[wrong]) for c, wrong in zip(tried, off, strict=True)) or not np.ndim(off[0]):
        return
    wrong = ever_wrong(tried)
    if np.any(wrong):
        where = f"the derivative is 0 in {listed(wrong, name)}, and the claim is not"
        text = f"{where}: as if a mask, such as that of max(x, 0), were missing"
        yield Mend("mask", text, [np.where(w, 0.0, c.claimed) for c, w in zip(tried, off, strict=True)])


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


_CHAINS: dict[str, Callable[[Any], Any]] = {
    "the factor 1 - tanh({x})^2, the derivative of tanh({x}), is missing": lambda x: 1 / np.cosh(x) ** 2,
    "the factor s (1 - s) is missing, the derivative of s = sigmoid({x})": lambda x: _sigmoid(x) * _sigmoid(-x),
    "the factor cos({x}), the derivative of sin({x}), is missing": np.cos,
    "the factor -sin({x}), the derivative of cos({x}), is missing": lambda x: -np.sin(x),
    "the derivative of tanh is taken as 1 - {x}^2: it is 1 - y^2, of the value y = tanh({x})": lambda x: (
        1 / np.cosh(x) ** 2 / (1 - x**2)
    ),
    "the derivative of the sigmoid is taken as {x} (1 - {x}): it is s (1 - s), of the value s": lambda x: (
        _sigmoid(x) * _sigmoid(-x) / (x * (1 - x))
    ),
}
"""What the chain rule may lack in each element, with what the claim is to be multiplied by."""


def missing_chain(tried: Sequence[ArrayGap], name: str) -> Iterator[Mend]:
    """Yield the claim with the derivative of an elementwise function of the variable."""
    wrong = ever_wrong(tried)
    if np.shape(wrong) != np.shape(tried[0].x) or np.count_nonzero(wrong) < 2:
        return
    for text, rate in _CHAINS.items():
        mended = [np.where(wrong, c.claimed * rate(np.asarray(c.x, dtype=float)), c.claimed) for c in tried]
        yield Mend("chain", text.format(x=name), mended)
