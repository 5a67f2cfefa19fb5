"""Which of two a run calls: a function of a library, or the rule that stands for it."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.arrays import holds, plain_of
from derivcheck.ground.errors import UnsupportedOperation

Rule = Callable[..., Any]

HARMLESS = frozenset(
    "overwrite_a overwrite_b overwrite_ab overwrite_a_b overwrite_c overwrite_data check_finite lwork workers driver "
    "permc_spec use_umfpack method checks threshold".split()
)
"""Parameters that change how a function works, and not what it returns; a rule may name one of them nonetheless."""


def choosing(plain: Rule, rule: Rule, read: Rule = lambda given: given, then: Rule = lambda found: found) -> Rule:
    """Return a function that is a library's for plain numbers, and a rule for numbers that carry derivatives.

    Parameters
    ----------
    plain : callable
        Of the library.
    rule : callable
        Takes the same: its positional parameters are the first ones of `plain`, its keywords have their names. What
        it does not take is refused, unless it has its default or is harmless.
    read : callable
        Makes of each argument what `plain` takes.
    then : callable
        Makes of the result of `plain` what the run sees.

    Raises
    ------
    UnsupportedOperation
        An option is given that the rule does not know.

    Examples
    --------
    >>> total = choosing(lambda a, axis=None, mode="exact": sum(a), lambda a, *, mode="exact": 0)
    >>> total([1, 2], mode="fast")
    3
    """
    bound = _bound(plain, rule)

    @functools.wraps(plain)
    def choose(*given: Any, **options: Any) -> Any:
        if holds(given) or holds([*options.values()]):
            return bound(*given, **options)
        return then(plain(*map(read, given), **options))

    return choose


def _bound(plain: Rule, rule: Rule) -> Rule:
    """Return a rule that refuses options of the function which it does not know."""
    try:
        signature = inspect.signature(plain)
    except ValueError:  # compiled code may tell none
        return rule
    if isinstance(plain, np.ufunc) or inspect.isbuiltin(plain):
        return _without_options(plain, rule)
    own = inspect.signature(rule).parameters.values()
    first = sum(p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD) for p in own)
    names = {p.name for p in own if p.kind is p.KEYWORD_ONLY}
    free = any(p.kind is p.VAR_KEYWORD for p in own)

    def run(*given: Any, **options: Any) -> Any:
        call = signature.bind(*given, **options)
        call.apply_defaults()
        places: list[Any] = []
        named: dict[str, Any] = {}
        for parameter in signature.parameters.values():
            value = call.arguments[parameter.name]
            if parameter.kind is parameter.VAR_POSITIONAL:
                places += value
            elif parameter.kind is parameter.VAR_KEYWORD:
                named |= {name: part for name, part in value.items() if free or name in names or _refused(plain, name)}
            elif len(places) < first and parameter.kind is not parameter.KEYWORD_ONLY:
                places.append(value)
            elif parameter.name in names:
                named[parameter.name] = value
            elif parameter.name not in HARMLESS and not _same(value, parameter.default):
                _refused(plain, parameter.name)
        return rule(*places, **named)

    return run


def _without_options(plain: Rule, rule: Rule) -> Rule:
    def run(*given: Any, **options: Any) -> Any:
        for name in options:
            if isinstance(plain, np.ufunc):
                _refused(plain, name)
        if isinstance(plain, np.ufunc) and len(given) > plain.nin:
            _refused(plain, "out")
        return rule(*given, **options)

    return run


def _refused(plain: Rule, option: str) -> bool:
    home = getattr(plain, "__module__", None) or "scipy.special"
    raise UnsupportedOperation(f"there is no rule for {home}.{plain.__name__} with {option}=")


def _same(value: Any, default: Any) -> bool:
    return value is default or (type(value) is type(default) and bool(np.all(value == default)))


def where_alike(plain: Rule, rule: Rule) -> Rule:
    """Return a rule that is refused where its value is 0, infinite or NaN and the library's is not, or the reverse.

    Libraries return such values outside of a function's domain, where a formula goes on.

    Examples
    --------
    >>> root = where_alike(np.sqrt, lambda x: x**0.5)
    >>> float(root(4.0))
    2.0
    """

    def run(*given: Any, **options: Any) -> Any:
        found = rule(*given, **options)
        values = plain_of([*given]), plain_of([*options.values()]), plain_of(found)
        if all(value is not None for value in values):
            with np.errstate(all="ignore"):
                expected = plain(*values[0], **dict(zip(options, values[1], strict=True)))
            if not _alike(expected, values[2]):
                raise UnsupportedOperation(f"there is no rule for {plain.__name__} of SciPy at such arguments")
        return found

    run.__signature__ = inspect.signature(rule)  # type: ignore[attr-defined]  # by which options are known
    return run


def _alike(one: Any, other: Any) -> bool:
    same = (np.array_equal(kind(one), kind(other)) for kind in (np.isnan, np.isinf, np.logical_not))
    return np.shape(one) == np.shape(other) and all(same)
