"""Derivatives of Python code, right, wrong and missing: (f, claim, x), both of NumPy code."""

from __future__ import annotations

import numpy as np

RIGHT = {
    "cube": (lambda x: x**3, lambda x: 3 * x**2, 1.0),
    "quotient": (
        lambda x: np.exp(2 * x) / (1 + np.sin(x**2)),
        lambda x: np.exp(2 * x) * (2 + 2 * np.sin(x**2) - 2 * x * np.cos(x**2)) / (1 + np.sin(x**2)) ** 2,
        0.5,
    ),
    "log near 0": (np.log, lambda x: 1 / x, 1e-7),
    "large constant": (lambda x: 1e8 + np.sin(x), np.cos, 0.3),
    "fast wave": (lambda x: np.sin(1e4 * x), lambda x: 1e4 * np.cos(1e4 * x), 0.3),
    "far out": (np.sin, np.cos, 1e5 + 0.1),
    "pole nearby": (lambda x: 1 / x, lambda x: -1 / x**2, 0.05),
    "small term": (
        lambda x: x + 1e-7 * np.sin(x),
        lambda x: 1 + 1e-7 * np.cos(x),
        0.7,
    ),
    "aliased wave": (
        lambda x: x + np.sin(128 * np.pi * x) / (128 * np.pi),
        lambda x: 1 + np.cos(128 * np.pi * x),
        1.0,
    ),
    "cancellation": (
        lambda x: (1 - np.cos(x)) / x**2,
        lambda x: np.sin(x) / x**2 - 2 * (1 - np.cos(x)) / x**3,
        0.1,
    ),
    "saturated": (np.tanh, lambda x: 1 / np.cosh(x) ** 2, 3.0),
    "square root": (np.sqrt, lambda x: 0.5 / np.sqrt(x), 2.0),
    "stationary": (lambda x: (x - 1) ** 2, lambda x: 2 * (x - 1), 1.0),
    "constant": (lambda x: 0 * x + 5.0, lambda x: 0 * x, 1.0),
    "rounded constants": (lambda x: 0.1 * x ** (1 / 3), lambda x: 0.1 / 3 * x ** (-2 / 3), 1.7),
    "degrees": (
        lambda x: np.sin(np.deg2rad(x)),
        lambda x: np.pi / 180 * np.cos(np.pi * x / 180),
        30.0,
    ),
    "power tower": (lambda x: x**x, lambda x: x**x * (np.log(x) + 1), 1.3),
    "log1p": (lambda x: np.log1p(x**2), lambda x: 2 * x / (1 + x**2), 1e-3),
    "expm1": (np.expm1, np.exp, 1e-9),
    "arctan": (lambda x: np.arctan(2 * x), lambda x: 2 / (1 + 4 * x**2), 0.4),
    "branch": (
        lambda x: np.where(x > 0, x**2, -(x**2)),
        lambda x: 2 * np.abs(x),
        0.3,
    ),
    "absolute value": (np.abs, np.sign, -0.7),
    "clipped": (
        lambda x: np.clip(x, 0.0, 1.0) ** 2,
        lambda x: np.where((x > 0) & (x < 1), 2 * x, 0.0),
        0.5,
    ),
    "softplus": (
        lambda x: np.logaddexp(0, x),
        lambda x: 1 / (1 + np.exp(-x)),
        0.2,
    ),
    "loop": (
        lambda x: sum(x**k / k for k in range(1, 6)),
        lambda x: sum(x ** (k - 1) for k in range(1, 6)),
        0.8,
    ),
    "arrays inside": (
        lambda x: np.sum(np.array([1.0, 2.0, 3.0]) * np.exp(x * np.array([0.5, 1.0, 2.0]))),
        lambda x: 0.5 * np.exp(0.5 * x) + 2 * np.exp(x) + 6 * np.exp(2 * x),
        0.1,
    ),
    "one element": (
        lambda x: np.reshape(x**2, 1),
        lambda x: np.array([2 * x]),
        0.3,
    ),
    "hyperbolic": (lambda x: np.arcsinh(x), lambda x: 1 / np.hypot(1, x), 5.0),
    "irrational constants": (
        lambda x: np.sin(2**0.5 * x),
        lambda x: 2**0.5 * np.cos(2**0.5 * x),
        0.6,
    ),
}

WRONG = {
    "right at one point": (lambda x: x**3, lambda x: 3 * x, 1.0),
    "sign": (np.cos, np.sin, 0.4),
    "inner derivative": (lambda x: np.sin(2 * x), lambda x: np.cos(2 * x), 0.4),
    "product rule": (lambda x: x * np.exp(x), lambda x: np.exp(x), 0.4),
    "quotient rule": (lambda x: np.sin(x) / x, lambda x: np.cos(x) / x + np.sin(x) / x**2, 0.9),
    "exponent": (lambda x: x**5, lambda x: 5 * x**5, 1.2),
    "factor 2": (lambda x: x**2, lambda x: x, 0.7),
    "degrees": (lambda x: np.sin(np.pi * x / 180), lambda x: np.cos(np.pi * x / 180), 30.0),
    "small term forgotten": (lambda x: x**2 + 1e-4 * x, lambda x: 2 * x, 0.5),
    "small sign": (lambda x: x + 1e-5 * np.sin(x), lambda x: 1 - 1e-5 * np.cos(x), 0.5),
    "rounded pi": (lambda x: np.sin(np.pi * x), lambda x: 3.1416 * np.cos(np.pi * x), 0.3),
    "off by 1e-6": (np.exp, lambda x: np.exp(x) * (1 + 1e-6), 0.3),
    "log base": (np.log10, lambda x: 1 / x, 2.0),
    "log base upside down": (np.log2, lambda x: np.log(2) / x, 2.0),
    "function itself": (np.sin, np.sin, 0.3),
    "zero": (lambda x: np.exp(-x), lambda x: 0 * x, 0.3),
    "square root": (np.sqrt, lambda x: 1 / np.sqrt(x), 2.0),
    "arctan": (np.arctan, lambda x: 1 / (1 - x**2), 0.3),
    "tanh": (np.tanh, lambda x: 1 + np.tanh(x) ** 2, 0.5),
    "other branch": (
        lambda x: np.where(x > 0, x**2, 3 * x),
        lambda x: np.where(x > 0, 3.0, 2 * x),
        0.3,
    ),
    "far branch": (
        lambda x: np.where(x > 0, x**2, 3 * x),
        lambda x: 2 * x,
        1.0,
    ),
    "aliased": (
        lambda x: x + np.sin(128 * np.pi * x) / (128 * np.pi),
        lambda x: 1 + 0 * x,
        1.0,
    ),
    "large constant": (lambda x: 1e8 + np.sin(x), lambda x: 1.001 * np.cos(x), 0.3),
    "offset": (lambda x: x**2, lambda x: 2 * x + 1e-3, 5.0),
    "power of a constant": (lambda x: 2.0**x, lambda x: x * 2.0 ** (x - 1), 1.5),
    "power tower": (lambda x: x**x, lambda x: x * x ** (x - 1), 1.3),
    "stationary": (lambda x: (x - 1) ** 2, lambda x: 3 * (x - 1), 1.0),
}

ONLY_FAR = {"far branch"}
"""Wrong only where opaque code is not tried, since it may be another function there."""

KINKS = {
    "absolute value": (np.abs, lambda x: 0 * x, 0.0, (-1.0, 1.0)),
    "its wrong claim": (np.abs, lambda x: 0 * x + 2.0, 0.0, (-1.0, 1.0)),
    "rectifier": (lambda x: np.maximum(x, 0), lambda x: np.where(x > 0, 1.0, 0.0), 0.0, (0.0, 1.0)),
    "leaky rectifier": (lambda x: np.where(x > 0, x, 0.1 * x), lambda x: 0 * x + 0.5, 0.0, (0.1, 1.0)),
    "min": (lambda x: np.minimum(x, 1), lambda x: np.where(x < 1, 1.0, 0.0), 1.0, (1.0, 0.0)),
    "shifted": (lambda x: np.abs(x - 2), lambda x: np.sign(x - 2), 2.0, (-1.0, 1.0)),
    "scaled": (lambda x: np.abs(3 * x), lambda x: 3 * np.sign(x), 0.0, (-3.0, 3.0)),
    "of sine": (lambda x: np.abs(np.sin(x)), lambda x: np.cos(x) * np.sign(np.sin(x)), 0.0, (-1.0, 1.0)),
    "of exponential": (lambda x: np.exp(-np.abs(x)), lambda x: -np.sign(x) * np.exp(-np.abs(x)), 0.0, (1.0, -1.0)),
    "with a smooth part": (lambda x: np.abs(x) + x**2, lambda x: np.sign(x) + 2 * x, 0.0, (-1.0, 1.0)),
    "with a slope": (lambda x: np.abs(x) + x, lambda x: np.sign(x) + 1, 0.0, (0.0, 2.0)),
    "clipped below": (lambda x: np.clip(x, 0, 1), lambda x: 0.5 + 0 * x, 0.0, (0.0, 1.0)),
    "clipped above": (lambda x: np.clip(x, 0, 1), lambda x: 0.5 + 0 * x, 1.0, (1.0, 0.0)),
    "hinge loss": (lambda x: np.maximum(0, 1 - x), lambda x: np.where(x < 1, -1.0, 0.0), 1.0, (-1.0, 0.0)),
    "two lines": (lambda x: np.maximum(x, 2 * x), lambda x: 1.5 + 0 * x, 0.0, (1.0, 2.0)),
    "two curves": (lambda x: np.maximum(np.exp(x), 1 + 2 * x), lambda x: np.exp(x), 0.0, (1.0, 2.0)),
    "branch": (lambda x: np.where(x < 0, x, x**2), lambda x: np.where(x < 0, 1.0, 2 * x), 0.0, (1.0, 0.0)),
    "select": (
        lambda x: np.select([x < 0, x < 1], [-x, 2 * x], 2.0),
        lambda x: 0.5 + 0 * x,
        0.0,
        (-1.0, 2.0),
    ),
    "interpolation": (lambda x: np.interp(x, [0, 1, 2], [0, 1, 3]), lambda x: 1.5 + 0 * x, 1.0, (1.0, 2.0)),
    "square root of a square": (lambda x: np.sqrt(x**2), lambda x: 0 * x, 0.0, (-1.0, 1.0)),
    "quantile loss": (lambda x: np.maximum(0.9 * x, -0.1 * x), lambda x: 0.4 + 0 * x, 0.0, (-0.1, 0.9)),
    "product": (lambda x: (x + 3) * np.abs(x), lambda x: 0 * x, 0.0, (-3.0, 3.0)),
    "python branch": (lambda x: x if x > 0 else -2 * x, lambda x: 0 * x, 0.0, (-2.0, 1.0)),
    "python max": (lambda x: max(x, 0.0 * x), lambda x: 0.5 + 0 * x, 0.0, (0.0, 1.0)),
    "hypot": (lambda x: np.hypot(x, 0.0), lambda x: 0 * x, 0.0, (-1.0, 1.0)),
    "norm": (lambda x: np.linalg.norm(np.array([x, 2 * x])), lambda x: 0 * x, 0.0, (-(5**0.5), 5**0.5)),
}
"""With the derivatives on the left and on the right."""
