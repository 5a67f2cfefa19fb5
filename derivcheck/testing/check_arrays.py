"""The verdict on a gradient, Jacobian or Hessian of NumPy code that someone claims: one function for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from derivcheck.autodiff.structure import is_structure
from derivcheck.formula.arguments import check_seed
from derivcheck.formula.domain import Domain
from derivcheck.gradients.bounds import read_bounds
from derivcheck.gradients.examination import examine_case
from derivcheck.gradients.integers import own_integers
from derivcheck.gradients.known_accuracy import read_accuracy
from derivcheck.gradients.parameters import with_arguments
from derivcheck.gradients.reading import read_case
from derivcheck.gradients.reproduction import call_text
from derivcheck.results import Check
from derivcheck.testing.check import check_code
from derivcheck.testing.judge_formula import FormulaQuestion


def check_gradient(
    function: Any,
    claimed: object,
    at: object,
    *,
    bounds: Any = None,
    accuracy: float = 0.0,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
    seed: int = 0,
    reproduce: str = "",
) -> Check:
    """Verify a hand-derived gradient of a NumPy function whose value is one number.

    Parameters
    ----------
    function : callable
        Of a number, of an array of any shape, or of a structure of them. It is called on copies of `at`.
    claimed : callable, array, structure or True
        The gradient, of the shape of `at`, or its value at `at`; True where `function` returns a
        pair (value, gradient). A callable is tried at fresh points near `at` too. Of a structure the gradient has
        the same structure, or is flat, part after part.
    at : number, array or structure
        The point. A float32 one is judged by the precision of float32. A structure is a dict, list, tuple or dataclass
        of arrays and numbers, also inside one another, or a pandas or xarray object; its components are reported by
        name, as ``W1[0, 3]``, and indexed by their place among those of all parts.
    bounds : scipy.optimize.Bounds, pair of numbers or sequence of pairs, optional
        The least and the greatest value of each element, None for infinite, as SciPy's optimisers take them; one pair
        is for all. Fresh points lie inside, and `function` is run on no floats outside.
    accuracy : float
        What part of itself `function` is known to, such as 1e-8 for what a solver returns; the claim is judged to that.
    args : tuple, optional
        Further arguments of `function` and of a claim that is a callable, after the point, as those of scipy.optimize.
    kwargs : mapping of str, optional
        Such arguments by name.
    seed : int
        Seed of fresh points and directions.
    reproduce : str
        Command line to print at the end of the report.

    Returns
    -------
    Check
        The verdict and what it rests on.

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
    zero, and to ``|f|`` over ``|x|`` where all are.

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
    return _check_array("gradient", function, claimed, at, bounds, seed, reproduce, accuracy, args, kwargs)


def check_jacobian(
    function: Any,
    claimed: object,
    at: object,
    *,
    bounds: Any = None,
    accuracy: float = 0.0,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
    seed: int = 0,
    reproduce: str = "",
) -> Check:
    """Verify a hand-derived Jacobian of a NumPy function.

    Parameters
    ----------
    function : callable
        Of a number or of an array of any shape, with a value of any shape. It is called on copies of `at`.
    claimed : callable, array, SciPy sparse array, or True
        The Jacobian, of shape ``f(x).shape + x.shape``, or its value at `at`; True where `function` returns a
        pair (value, Jacobian). Elements outside the pattern of a sparse one are checked too.
    at : number, array or structure
        The point; a structure is a dict, list, tuple or dataclass of arrays and numbers. A float32 point is judged
        by the precision of float32.
    bounds : scipy.optimize.Bounds, pair of numbers or sequence of pairs, optional
        The least and the greatest value of each element, None for infinite, as SciPy's optimisers take them; one pair
        is for all. Fresh points lie inside, and `function` is run on no floats outside.
    accuracy : float
        What part of itself `function` is known to, such as 1e-8 for what a solver returns; the claim is judged to that.
    args : tuple, optional
        Further arguments of `function` and of a claim that is a callable, after the point, as those of scipy.optimize.
    kwargs : mapping of str, optional
        Such arguments by name.
    seed : int
        Seed of fresh points and directions.
    reproduce : str
        Command line to print at the end of the report.

    Returns
    -------
    Check
        The verdict and what it rests on.

    Raises
    ------
    InputError
        A callable fails at the point, or the point is not made of finite numbers.

    Examples
    --------
    >>> import numpy as np
    >>> check = check_jacobian(lambda x: x[1:] * x[:-1], lambda x: np.array([[x[1], x[0]]]), np.array([1.0, 2.0]))
    >>> check.verdict
    <Verdict.AGREES: 'agrees'>
    """
    return _check_array("jacobian", function, claimed, at, bounds, seed, reproduce, accuracy, args, kwargs)


def check_hessian(
    function: Any,
    claimed: object,
    at: object,
    *,
    bounds: Any = None,
    accuracy: float = 0.0,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
    seed: int = 0,
    reproduce: str = "",
) -> Check:
    """Verify a hand-derived Hessian of a NumPy function whose value is one number.

    Parameters
    ----------
    function : callable
        Of a number or of an array of any shape; its value is one number. It is called on copies of `at`.
    claimed : callable, array or SciPy sparse array
        The Hessian, of shape ``x.shape + x.shape``, or its value at `at`.
    at : number, array or structure
        The point; a structure is a dict, list, tuple or dataclass of arrays and numbers. A float32 point is judged
        by the precision of float32.
    bounds : scipy.optimize.Bounds, pair of numbers or sequence of pairs, optional
        The least and the greatest value of each element, None for infinite, as SciPy's optimisers take them; one pair
        is for all. Fresh points lie inside, and `function` is run on no floats outside.
    accuracy : float
        What part of itself `function` is known to, such as 1e-8 for what a solver returns; the claim is judged to that.
    args : tuple, optional
        Further arguments of `function` and of a claim that is a callable, after the point, as those of scipy.optimize.
    kwargs : mapping of str, optional
        Such arguments by name.
    seed : int
        Seed of fresh points and directions.
    reproduce : str
        Command line to print at the end of the report.

    Returns
    -------
    Check
        The verdict and what it rests on.

    Raises
    ------
    InputError
        A callable fails at the point, or the point is not made of finite numbers.

    Examples
    --------
    >>> import numpy as np
    >>> check = check_hessian(lambda x: x[0] ** 2 * x[1], lambda x: np.array([[2 * x[1], 2 * x[0]], [0, 0]]), [1.0, 2])
    >>> check.verdict, check.components[0].index
    (<Verdict.REFUTED: 'refuted'>, (1, 0))
    """
    return _check_array("hessian", function, claimed, at, bounds, seed, reproduce, accuracy, args, kwargs)


def _check_array(
    kind: str,
    function: Any,
    claimed: Any,
    at: Any,
    bounds: Any,
    seed: int,
    reproduce: str,
    accuracy: float,
    args: Any,
    kwargs: Mapping[str, Any] | None,
) -> Check:
    seed, accuracy = check_seed(seed), read_accuracy(accuracy)
    x = np.asarray(None if is_structure(at) else at)
    is_double = not x.ndim and (x.dtype == np.float64 or x.dtype.kind in "iub") and own_integers(at) is None
    of_code = callable(function) and (claimed is True or callable(claimed))
    if kind == "gradient" and is_double and of_code and not accuracy:
        again = reproduce or call_text(kind, function, claimed, x, seed, bounds, args=args, kwargs=kwargs)
        function, claimed = (with_arguments(one, args, kwargs) for one in (function, claimed))
        within = read_bounds(bounds, x)
        domain = Domain.of(within.ranges("") if within else {})
        return replace(check_code(FormulaQuestion(function, claimed, at, seed=seed, domain=domain), again), kind=kind)
    return examine_case(read_case(kind, function, claimed, at, seed, reproduce, bounds, accuracy, args, kwargs))
