"""One component of a claimed derivative, beside the true one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derivcheck.results.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Component:
    """One component of a claimed derivative.

    Attributes
    ----------
    index : tuple of int
        Its place in the gradient, Jacobian or Hessian; () for a derivative.
    claimed, reference, gap : float
        The claim, the derivative, and the claim minus the derivative.
    budget : float
        The largest gap that errors can explain.
    verdict : Verdict
    at : mapping of str to float
        Where it was examined.
    decimals : mapping of str to str
        In decimals, under these attributes' names: claim, gap and budget where the gap is below the normal doubles,
        and claim and budget where the claim is below or beyond them.
    name : str
        What reports call it, such as "W1[0, 3]"; "" for a derivative of a formula.

    Examples
    --------
    >>> import numpy as np
    >>> from derivcheck import check_gradient
    >>> check = check_gradient(np.sum, lambda w: np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    >>> check.components[0].index, check.components[0].claimed, check.components[0].reference
    ((1,), 2.0, 1.0)
    """

    index: tuple[int, ...]
    claimed: float
    reference: float
    gap: float
    budget: float
    verdict: Verdict
    at: Mapping[str, float]
    decimals: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
