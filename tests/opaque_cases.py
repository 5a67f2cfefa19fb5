"""Functions of a float with their derivatives by mpmath, easy ones and hard ones, and noise to add."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np

Function = Callable[[Any], Any]


@dataclass(frozen=True)
class Case:
    """A function given for any module that has `sin` and the like, and a point."""

    name: str
    make: Callable[[Any], Function]
    x: float

    @property
    def f(self) -> Function:
        return self.make(math)

    def truth(self, order: int = 1) -> Any:
        """The derivative by central differences in 200 digits, exact to 40."""
        with mpmath.workdps(200):
            g, x = self.make(mpmath.mp), mpmath.mpf(self.x)
            h = (abs(x) or 1) * mpmath.mpf(10) ** -60
            odd, even = (g(x + h) - g(x - h)) / (2 * h), (g(x + h) - 2 * g(x) + g(x - h)) / h**2
            return mpmath.re(odd if order == 1 else even)

    def __str__(self) -> str:
        return f"{self.name} at {self.x:g}"


PLAIN = [
    Case("sin", lambda m: m.sin, 1.0),
    Case("exp(2x)/(1+sin(x^2))", lambda m: lambda x: m.exp(2 * x) / (1 + m.sin(x * x)), 0.5),
    Case("x^3", lambda m: lambda x: x**3, -2.0),
    Case("log", lambda m: m.log, 3.0),
    Case("sqrt", lambda m: m.sqrt, 0.04),
    Case("1/x", lambda m: lambda x: 1 / x, 0.05),
    Case("x^x", lambda m: lambda x: x**x, 1.3),
    Case("tan", lambda m: m.tan, 1.57),
    Case("exp", lambda m: m.exp, -20.0),
    Case("exp", lambda m: m.exp, 300.0),
    Case("x^2", lambda m: lambda x: x * x, 1e150),
    Case("cos", lambda m: m.cos, 0.0),
    Case("atan", lambda m: m.atan, -7.0),
    Case("logistic", lambda m: lambda x: 1 / (1 + m.exp(-x)), 0.3),
]

HARD = [
    Case("log", lambda m: m.log, 1e-7),
    Case("log", lambda m: m.log, 1e-300),
    Case("1e8+sin", lambda m: lambda x: 1e8 + m.sin(x), 0.7),
    Case("sin(1e4x)", lambda m: lambda x: m.sin(10000 * x), 1.0),
    Case("cos(1e4x)", lambda m: lambda x: m.cos(10000 * x), 0.0),
    Case("sin", lambda m: m.sin, 1e9),
    Case("x+sin(128pi x)/(128pi)", lambda m: lambda x: x + m.sin(128 * math.pi * x) / (128 * math.pi), 1.0),
    Case("1/x", lambda m: lambda x: 1 / x, 1e-7),
    Case("1/(x-1)", lambda m: lambda x: 1 / (x - 1), 1 + 1e-7),
    Case("sqrt(x-1)", lambda m: lambda x: m.sqrt(x - 1), 1 + 1e-6),
    Case("asin", lambda m: m.asin, 1 - 1e-9),
    Case("sin(1/x)", lambda m: lambda x: m.sin(1 / x), 1e-3),
    Case("atan(1e5x)", lambda m: lambda x: m.atan(100000 * x), 0.0),
    Case("1-cos", lambda m: lambda x: 1 - m.cos(x), 1e-5),
    Case("x log x", lambda m: lambda x: x * m.log(x), 1e-20),
    Case("x", lambda m: lambda x: x, 1e300),
    *(
        Case(f"bump {d:g} away", lambda m, d=d: lambda x: m.sin(x) + m.exp(-(((x - 0.7 - d) * 1e4) ** 2)) / 1000, 0.7)
        for d in (0.0, 5e-5, 2e-4)
    ),
    *(Case(f"bent {d:g} away", lambda m, d=d: lambda x: m.sin(x) + abs(x - 1 - d), 1.0) for d in (1e-9, -1e-4, 0.01)),
    *(Case(f"flat up to {d:g}", lambda m, d=d: lambda x: max(x - d, 0 * x), 0.0) for d in (1e-3, 3.0)),
]


def noisy(f: Function, size: float, seed: int = 0) -> Function:
    """f with a random relative error at each call."""
    rng = np.random.default_rng(seed)
    return lambda x: f(x) * (1 + size * float(rng.uniform(-1, 1)))


SPOILT: dict[str, Callable[[Function], Function]] = {
    "random 1e-12": lambda f: noisy(f, 1e-12),
    "random 1e-8": lambda f: noisy(f, 1e-8),
    "random 1e-4": lambda f: noisy(f, 1e-4),
    "float32": lambda f: lambda x: float(np.float32(f(x))),
    "float32 argument": lambda f: lambda x: f(float(np.float32(x))),
    "rounded to 1e-6": lambda f: lambda x: round(f(x), 6),
}
