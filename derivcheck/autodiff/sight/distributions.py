"""What a run of code sees in place of distributions of `scipy.stats`, whose own code takes plain floats only.

The densities are those of SciPy's documentation, in terms of functions that each class of arrays knows.
"""

from __future__ import annotations

import functools
import math
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from derivcheck.autodiff.sight.arrays import holds
from derivcheck.autodiff.sight.choosing import where_alike
from derivcheck.autodiff.sight.distribution_code import by_its_own_code
from derivcheck.autodiff.sight.matrix_functions import mirrored
from derivcheck.ground.errors import UnsupportedOperation

Density = Callable[..., Any]

_ROOT = math.log(2 * math.pi) / 2


def _special() -> Any:
    return sys.modules["scipy.special"]


def _positive(z: Any) -> Any:
    if not np.all(z > 0):
        raise UnsupportedOperation("there is a rule for this distribution inside its support only")
    return z


def _gamma(z: Any, a: Any) -> Any:
    return (a - 1) * np.log(_positive(z)) - z - _special().gammaln(a)


def _beta(z: Any, a: Any, b: Any) -> Any:
    of = _special().gammaln
    ends = (a - 1) * np.log(_positive(z)) + (b - 1) * np.log1p(-1 * z)
    return ends - (of(a) + of(b) - of(a + b))


def _student(z: Any, df: Any) -> Any:
    of = _special().gammaln
    beside = of((df + 1) / 2) - of(df / 2) - np.log(df * math.pi) / 2
    return beside - (df + 1) / 2 * np.log1p(z * z / df)


def _lognormal(z: Any, s: Any) -> Any:
    return -(np.log(_positive(z)) ** 2) / (2 * s**2) - np.log(s * z) - _ROOT


_LOG_DENSITIES: dict[str, Density] = {
    "norm": lambda z: -(z**2) / 2 - _ROOT,
    "expon": lambda z: -1 * _positive(z),
    "gamma": _gamma,
    "beta": _beta,
    "t": _student,
    "lognorm": _lognormal,
    "weibull_min": lambda z, c: np.log(c) + (c - 1) * np.log(_positive(z)) - z**c,
    "laplace": lambda z: -np.abs(z) - math.log(2),
    "logistic": lambda z: -z - 2 * np.logaddexp(0, -z),
    "cauchy": lambda z: -np.log(math.pi * (1 + z * z)),
}
"""The logarithms of densities for location 0 and scale 1, by the shapes."""

_NORMAL: dict[str, Density] = {
    "cdf": lambda z: _special().ndtr(z),
    "sf": lambda z: _special().ndtr(-z),
    "logcdf": lambda z: _special().log_ndtr(z),
    "logsf": lambda z: _special().log_ndtr(-z),
}


def _in_unit(z: Any) -> Any:
    _positive(1 - _positive(z))
    return z


_BETA: dict[str, Density] = {
    "cdf": lambda z, a, b: _special().betainc(a, b, _in_unit(z)),
    "sf": lambda z, a, b: _special().betaincc(a, b, _in_unit(z)),
    "logcdf": lambda z, a, b: np.log(_special().betainc(a, b, _in_unit(z))),
    "logsf": lambda z, a, b: np.log(_special().betaincc(a, b, _in_unit(z))),
}
"""What SciPy itself calls for these depends on its version."""


def _poisson(k: Any, mu: Any) -> Any:
    return k * np.log(mu) - _special().gammaln(k + 1) - mu


def _binomial(k: Any, n: Any, p: Any) -> Any:
    of = _special().gammaln
    return of(n + 1) - of(k + 1) - of(n - k + 1) + k * np.log(p) + (n - k) * np.log1p(-1 * p)


def _negative_binomial(k: Any, n: Any, p: Any) -> Any:
    of = _special().gammaln
    return of(n + k) - of(k + 1) - of(n) + n * np.log(p) + k * np.log1p(-1 * p)


_LOG_MASSES: dict[str, Density] = {
    "poisson": _poisson,
    "binom": _binomial,
    "nbinom": _negative_binomial,
    "bernoulli": lambda k, p: k * np.log(p) + (1 - k) * np.log1p(-1 * p),
}
"""The logarithms of probabilities of whole numbers."""


def _shapes(rule: Density) -> int:
    return rule.__code__.co_argcount - 1


def _continuous(rule: Density, of_density: bool = True) -> Density:
    """Return a function of a distribution with location and scale."""

    def scaled(x: Any, *given: Any, loc: Any = 0.0, scale: Any = 1.0) -> Any:
        shapes, rest = given[: _shapes(rule)], given[_shapes(rule) :]
        loc, scale = (*rest, *(loc, scale)[len(rest) :])
        found = rule((x - loc) / scale, *shapes)
        return found - np.log(scale) if of_density else found

    return scaled


def _exponential_of(function: Density) -> Density:
    return lambda *given, **options: np.exp(function(*given, **options))


def _several(x: Any, mean: Any = 0.0, cov: Any = 1.0) -> Any:
    """Return the logarithm of the density of a normal vector, or of one in each row."""
    matrix = mirrored(cov) if np.ndim(cov) == 2 else np.reshape(cov, (1, 1))
    off = np.reshape(x - mean, (-1, len(matrix)))
    # No factor of a constant matrix: that would be computed in floats, and taken for exact.
    size: Any = np.linalg.slogdet(matrix)
    found = -np.sum(off.T * np.linalg.solve(matrix, off.T), axis=0) / 2 - size[1] / 2 - len(matrix) * _ROOT
    return np.reshape(found, np.shape(x)[:-1] if len(matrix) > 1 else np.shape(found)) if found.size > 1 else found[0]


def _rules() -> dict[str, dict[str, Density]]:
    found: dict[str, dict[str, Density]] = {}
    for name, rule in _LOG_DENSITIES.items():
        log = _continuous(rule)
        found[name] = {"logpdf": log, "pdf": _exponential_of(log)}
    for dist, tails in (("norm", _NORMAL), ("beta", _BETA)):
        found[dist] |= {name: _continuous(rule, of_density=False) for name, rule in tails.items()}
    for name, rule in _LOG_MASSES.items():
        found[name] = {"logpmf": rule, "pmf": _exponential_of(rule)}
    return found | {"multivariate_normal": {"logpdf": _several, "pdf": _exponential_of(_several)}}


_RULES = _rules()


_KINDS = frozenset("logpdf pdf cdf sf logcdf logsf ppf isf logpmf pmf".split())
"""Functions of a distribution that are seen through."""


class Distribution:
    """A distribution of SciPy, some functions of which take numbers that carry derivatives.

    Parameters
    ----------
    original : scipy.stats.rv_continuous, rv_discrete or multi_rv_generic
    rules : dict of callables
        For functions that are written here.
    copied : callable
        Returns a function of SciPy as a copy that sees through, for those that are not.
    frozen : tuple and dict
        Shapes, location and scale, where they are given beforehand.
    """

    def __init__(
        self, original: Any, rules: dict[str, Density], copied: Callable[[Any], Any], frozen: Any = ((), {})
    ) -> None:
        self._original = original
        self._rules = rules
        self._copied = copied
        self._frozen = frozen

    def __call__(self, *given: Any, **options: Any) -> Any:
        """Return the distribution with its parameters."""
        if not holds(given) and not holds([*options.values()]):
            return of_distribution(self._original(*given, **options), self._copied)
        return Distribution(self._original, self._rules, self._copied, (given, options))

    def __getattr__(self, name: str) -> Any:
        if name not in _KINDS or not (name in self._rules or hasattr(self._original, "_parse_args")):
            return getattr(self._original, name)
        before, named = self._frozen

        def choose(x: Any, *given: Any, **options: Any) -> Any:
            given, options = (*before, *given), {**named, **options}
            if not holds((x, *given)) and not holds([*options.values()]):
                return getattr(self._original, name)(x, *given, **options)
            given, options = tuple(map(_read, given)), {key: _read(value) for key, value in options.items()}
            function = where_alike(getattr(self._original, name), self._rule(name))
            return function(_read(x), *given, **options)

        return choose

    def _rule(self, name: str) -> Density:
        if name in self._rules:
            return functools.partial(_by_rule, self._original, self._rules[name])
        return functools.partial(by_its_own_code, self._original, self._copied, name)


def _by_rule(dist: Any, rule: Density, x: Any, *given: Any, **options: Any) -> Any:
    if not hasattr(dist, "_parse_args"):
        return rule(x, *given, **options)
    shapes, loc, scale = dist._parse_args(*given, **options)
    return rule(x - loc, *shapes) if hasattr(dist, "_pmf") else rule(x, *shapes, loc, scale)


def _read(given: Any) -> Any:
    return np.asarray(given, dtype=np.float64) if isinstance(given, list | tuple | np.ndarray) else given


def of_distribution(value: Any, copied: Callable[[Any], Any]) -> Any:
    """Return a distribution of SciPy, with parameters or without, as one that is seen through; others as they are."""
    module = sys.modules.get("scipy.stats")
    if module is None:
        return value
    if isinstance(value, module.rv_continuous | module.rv_discrete):
        return Distribution(value, _RULES.get(value.name, {}), copied)
    if value is module.multivariate_normal:
        return Distribution(value, _RULES["multivariate_normal"], copied)
    dist = getattr(value, "dist", None)
    if isinstance(dist, module.rv_continuous | module.rv_discrete):
        return Distribution(dist, _RULES.get(dist.name, {}), copied, (value.args, value.kwds))
    return value
