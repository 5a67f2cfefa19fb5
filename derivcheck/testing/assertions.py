"""Assertions for test suites: a failing one shows the short report of the check.

>>> import numpy as np
>>> def test_gradient():
...     assert_gradient(lambda w: np.sum(w**2), lambda w: 2 * w, np.array([1.0, 2.0]))
>>> test_gradient()
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Mapping
from typing import Any

from derivcheck.ground.errors import DerivcheckError
from derivcheck.ground.front_door import from_outside
from derivcheck.testing import running_test

__all__ = ["assert_derivative", "assert_gradient", "assert_hessian", "assert_jacobian"]


def assert_derivative(function: Any, claimed: object, at: object = None, **options: Any) -> None:
    """Fail unless a claimed derivative agrees.

    Parameters
    ----------
    function : str, SymPy expression, Expression, or callable of a number
        The formula, or code of one number.
    claimed : str, SymPy expression, Expression, or callable of a number
        Its derivative, as claimed.
    at : float or mapping of str to float, optional
        The point; without it, points are found in the common domain.
    **options
        As of `derivcheck.check_derivative`.

    Raises
    ------
    AssertionError
        The claim is refuted or unresolved; the message is the report.
    InputError
        The input cannot be used.

    Examples
    --------
    >>> assert_derivative("sin(x)", "cos(x)", 0.5)
    """
    __tracebackhide__ = True
    _require("check_derivative", function, claimed, at, options)


def assert_gradient(
    function: Any,
    claimed: object,
    at: object,
    *,
    bounds: Any = None,
    accuracy: float = 0.0,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
    seed: int | None = None,
) -> None:
    """Fail unless a claimed gradient of NumPy code agrees.

    Parameters
    ----------
    function : callable
        Of a number or of an array of any shape; its value is one number.
    claimed : callable, array or True
        The gradient, of the shape of `at`, or its value at `at`; True where `function` returns (value, gradient).
    at : number, array or structure
        The point; a structure is a dict, list, tuple or dataclass of arrays and numbers.
    bounds : optional
        Of the point's elements, as of `derivcheck.check_gradient`.
    accuracy : float
        What part of itself `function` is known to, such as 1e-8 for what a solver returns.
    args : tuple, optional
        Further arguments of `function` and of a claim that is a callable, after the point.
    kwargs : mapping of str, optional
        Such arguments by name.
    seed : int, optional
        Seed of fresh points and directions; by default that of the running test, or 0.

    Raises
    ------
    AssertionError
        The claim is refuted or unresolved; the message is the report, worst component first.
    InputError
        A callable fails at the point.

    Examples
    --------
    >>> import numpy as np
    >>> assert_gradient(lambda w: np.sum(w**2), lambda w: 2 * w, np.array([1.0, 2.0]))
    """
    __tracebackhide__ = True
    options = {"bounds": bounds, "accuracy": accuracy, "args": args, "kwargs": kwargs, "seed": seed}
    _require("check_gradient", function, claimed, at, options)


def assert_jacobian(
    function: Any,
    claimed: object,
    at: object,
    *,
    bounds: Any = None,
    accuracy: float = 0.0,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
    seed: int | None = None,
) -> None:
    """Fail unless a claimed Jacobian of NumPy code agrees.

    Parameters
    ----------
    function : callable
        Of a number or of an array of any shape, with a value of any shape.
    claimed : callable, array, SciPy sparse array or True
        The Jacobian, of shape ``f(x).shape + x.shape``; True where `function` returns (value, Jacobian).
    at : number, array or structure
        The point; a structure is a dict, list, tuple or dataclass of arrays and numbers.
    bounds : optional
        Of the point's elements, as of `derivcheck.check_gradient`.
    accuracy : float
        What part of itself `function` is known to, such as 1e-8 for what a solver returns.
    args : tuple, optional
        Further arguments of `function` and of a claim that is a callable, after the point.
    kwargs : mapping of str, optional
        Such arguments by name.
    seed : int, optional
        Seed of fresh points and directions; by default that of the running test, or 0.

    Raises
    ------
    AssertionError
        The claim is refuted or unresolved; the message is the report.
    InputError
        A callable fails at the point.

    Examples
    --------
    >>> import numpy as np
    >>> assert_jacobian(lambda x: x**2, lambda x: np.diag(2 * x), np.array([1.0, 2.0]))
    """
    __tracebackhide__ = True
    options = {"bounds": bounds, "accuracy": accuracy, "args": args, "kwargs": kwargs, "seed": seed}
    _require("check_jacobian", function, claimed, at, options)


def assert_hessian(
    function: Any,
    claimed: object,
    at: object,
    *,
    bounds: Any = None,
    accuracy: float = 0.0,
    args: object = (),
    kwargs: Mapping[str, Any] | None = None,
    seed: int | None = None,
) -> None:
    """Fail unless a claimed Hessian of NumPy code agrees.

    Parameters
    ----------
    function : callable
        Of a number or of an array of any shape; its value is one number.
    claimed : callable, array or SciPy sparse array
        The Hessian, of shape ``x.shape + x.shape``.
    at : number, array or structure
        The point; a structure is a dict, list, tuple or dataclass of arrays and numbers.
    bounds : optional
        Of the point's elements, as of `derivcheck.check_gradient`.
    accuracy : float
        What part of itself `function` is known to, such as 1e-8 for what a solver returns.
    args : tuple, optional
        Further arguments of `function` and of a claim that is a callable, after the point.
    kwargs : mapping of str, optional
        Such arguments by name.
    seed : int, optional
        Seed of fresh points and directions; by default that of the running test, or 0.

    Raises
    ------
    AssertionError
        The claim is refuted or unresolved; the message is the report.
    InputError
        A callable fails at the point.

    Examples
    --------
    >>> import numpy as np
    >>> assert_hessian(lambda x: x[0] * x[1], np.array([[0.0, 1.0], [1.0, 0.0]]), np.array([1.0, 2.0]))
    """
    __tracebackhide__ = True
    options = {"bounds": bounds, "accuracy": accuracy, "args": args, "kwargs": kwargs, "seed": seed}
    _require("check_hessian", function, claimed, at, options)


def _require(name: str, function: Any, claimed: object, at: object, options: dict[str, Any]) -> None:
    """Raise the report of a check that does not pass; its first line is the verdict, and where the claim is worst."""
    __tracebackhide__ = True
    # A test suite that imports this module pays for NumPy only when a check runs.
    run = getattr(importlib.import_module("derivcheck"), name)
    seed = running_test.seed() if options.get("seed") is None else options["seed"]
    begun = time.perf_counter()
    try:
        check = run(function, claimed, at, **{**options, "seed": seed})
    except DerivcheckError as error:
        raise from_outside(error) from error.__cause__ and from_outside(error.__cause__)
    for observe in running_test.OBSERVERS:
        observe(name.removeprefix("check_"), check, time.perf_counter() - begun, seed)
    if not check:
        # As wide as reports get: the first line is what a test runner shows in its summary.
        raise AssertionError(check.render("text", width=100))
