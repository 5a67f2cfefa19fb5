"""The verdict on a claimed gradient, Jacobian or Hessian of NumPy code."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from derivcheck.code.question import Question
from derivcheck.gradients.examination import examine
from derivcheck.gradients.number import check_number
from derivcheck.gradients.reproduction import call_text
from derivcheck.results import Check


def check_gradient(function: Any, claimed: Any, at: Any, *, seed: int = 0, reproduce: str = "") -> Check:
    """Verify a hand-derived gradient of a NumPy function whose value is one number.

    Parameters
    ----------
    function : callable
        Of a number or of an array of any shape. It is called on copies of `at`.
    claimed : callable, array or True
        The gradient, of the shape of `at`, or its value at `at`; True where `function` returns a
        pair (value, gradient). A callable is tried at fresh points near `at` too.
    at : number or array
        The point. A float32 one is judged by the precision of float32.
    seed : int
        Seed of fresh points and directions.
    reproduce : str
        Command line to print at the end of the report.

    Returns
    -------
    Check

    Raises
    ------
    InputError
        A callable fails at the point, or the point is not made of finite numbers.

    Notes
    -----
    The reference comes from one reverse sweep with running error bounds; where that refuses, from
    forward mode; for code that refuses both, from values of f alone. See `derivcheck.gradients`.

    Where the claim is made of constants that floats may have computed, such as ``X.T @ X``, it is
    granted the running error bound of the float64 gradient of `function`; the detection limit
    counts that in. It is relative to each component, to the largest one where a component is
    zero, and to |f| over |x| where all are.

    Examples
    --------
    >>> import numpy as np
    >>> check = check_gradient(lambda w: np.sum(w**3), lambda w: 3 * w**2, np.array([1.0, 2.0]))
    >>> check.verdict
    <Verdict.AGREES: 'agrees'>
    >>> check = check_gradient(lambda w: np.sum(w**3), lambda w: -3 * w**2, np.array([1.0, 2.0]))
    >>> check.cause.text
    'the sign of the whole claim is wrong'
    """
    if _of_one_number(function, claimed, at):
        again = reproduce or call_text("gradient", function, claimed, np.asarray(at), seed)
        question = Question.read(function, claimed, at, None, 1, seed=seed, prove=False, reproduce=again)
        return replace(check_number(question), kind="gradient")
    return examine("gradient", function, claimed, at, seed, reproduce)


def _of_one_number(function: Any, claimed: Any, at: Any) -> bool:
    """Return whether a function of one double, and a claim that is a function too, are given."""
    x = np.asarray(at)
    is_double = not x.ndim and (x.dtype == np.float64 or x.dtype.kind in "iub")
    return callable(function) and (claimed is True or callable(claimed)) and is_double


def check_jacobian(function: Any, claimed: Any, at: Any, *, seed: int = 0, reproduce: str = "") -> Check:
    """Verify a hand-derived Jacobian of a NumPy function.

    Parameters
    ----------
    function : callable
    claimed : callable, array, SciPy sparse array, or True
        Of shape ``f(x).shape + x.shape``. Elements outside the pattern of a sparse one are checked too.
    at : number or array
    seed : int
    reproduce : str

    Returns
    -------
    Check

    Raises
    ------
    InputError

    Examples
    --------
    >>> import numpy as np
    >>> check = check_jacobian(lambda x: x[1:] * x[:-1], lambda x: np.array([[x[1], x[0]]]), np.array([1.0, 2.0]))
    >>> check.verdict
    <Verdict.AGREES: 'agrees'>
    """
    return examine("jacobian", function, claimed, at, seed, reproduce)


def check_hessian(function: Any, claimed: Any, at: Any, *, seed: int = 0, reproduce: str = "") -> Check:
    """Verify a hand-derived Hessian of a NumPy function whose value is one number.

    Parameters
    ----------
    function : callable
    claimed : callable, array or SciPy sparse array
        Of shape ``x.shape + x.shape``.
    at : number or array
    seed : int
    reproduce : str

    Returns
    -------
    Check

    Raises
    ------
    InputError

    Examples
    --------
    >>> import numpy as np
    >>> check = check_hessian(lambda x: x[0] ** 2 * x[1], lambda x: np.array([[2 * x[1], 2 * x[0]], [0, 0]]), [1.0, 2])
    >>> check.verdict, check.components[0].index
    (<Verdict.REFUTED: 'refuted'>, (1, 0))
    """
    return examine("hessian", function, claimed, at, seed, reproduce)
