"""No wrong number passes: casts, buffers and complex numbers keep their meaning, in claims and in functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from roundings import rounded

import derivcheck as dc
from derivcheck import Verdict


def into_integers(x: Any) -> Any:
    found = np.zeros(x.shape, dtype=int)
    found[:] = 2 * x
    return found


def copied_to_integers(x: Any) -> Any:
    found = np.full(x.shape, 0)
    np.copyto(found, 2 * x, casting="unsafe")
    return found


def out_and_floor(x: Any) -> Any:
    found = np.empty(x.shape)
    np.multiply(2, x, out=found)
    return np.floor(found, out=found)


CASTS: dict[str, Callable[[Any], Any]] = {
    "astype(int)": lambda x: (2 * x).astype(int),
    "astype(uint8)": lambda x: (2 * x).astype(np.uint8),
    "astype(int) / 10": lambda x: (20 * x).astype(int) / 10,
    "astype(bool)": lambda x: (2 * x).astype(bool),
    "astype(bool) * 1.0": lambda x: (2 * x).astype(bool) * 1.0,
    "uint8(x)": lambda x: np.uint8(2 * x),
    "astype(float16)": lambda x: (2 * x).astype(np.float16).astype(float),
    "int()": lambda x: np.array([int(2 * v) for v in x]),
    "round()": lambda x: np.array([round(2 * v) for v in x]),
    "round(, 1)": lambda x: np.array([round(float(v) * 2.01, 1) for v in x]),
    "tolist": lambda x: np.array([2 * v for v in x.tolist()], dtype=int),
    "np.round": lambda x: np.round(2 * x),
    "x.round": lambda x: (2 * x).round(),
    "np.round, decimals": lambda x: np.round(2.01 * x, 1),
    "//": lambda x: (2 * x) // 1,
    "floor_divide": lambda x: np.floor_divide(2 * x, 1),
    "divmod": lambda x: divmod(2 * x, 1)[0],
    "trunc": lambda x: np.trunc(2 * x),
    "fix": lambda x: np.fix(2 * x),
    "rint": lambda x: np.rint(2 * x),
    "array(dtype=int)": lambda x: np.array(2 * x, dtype=int),
    "asarray(dtype=int)": lambda x: np.asarray(2 * x, dtype=int),
    "a buffer": into_integers,
    "copyto": copied_to_integers,
    "out=": out_and_floor,
    "out= of integers": lambda x: np.add(x, x, out=np.zeros(3, int), casting="unsafe"),
    "sum(dtype=int)": lambda x: np.stack([np.sum(2 * x[i : i + 1], dtype=int) for i in range(3)]),
    "view": lambda x: (2 * x).view(np.int64).astype(float),
}
"""Claims of 2 x that cut digits off, each in another way."""


@pytest.mark.parametrize("name", CASTS)
def test_what_the_program_returns_is_judged_not_what_it_would_without_its_casts(name: str) -> None:
    x = np.array([1.3, 2.2, 3.1])
    found = dc.check_gradient(lambda y: np.sum(y**2), CASTS[name], x)
    assert found.verdict is Verdict.REFUTED
    wrong = found.components[0]
    (place,) = wrong.index
    at = np.array([*found.at.values()])
    assert (wrong.claimed, wrong.reference) == (float(CASTS[name](at)[place]), rounded(2 * at[place], 2))


IN_F: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "added": (lambda x: np.sum(x**2) + np.sum(x.astype(int)), lambda x: 2 * x),
    "subtracted": (lambda x: np.sum((x - x.astype(int)) ** 2), lambda x: 2 * (x - np.trunc(x))),
    "bool": (lambda x: np.sum((x > 2).astype(float) * x**2), lambda x: (x > 2) * 2 * x),
    "int()": (lambda x: sum((v - int(v)) ** 2 for v in x), lambda x: 2 * (x - np.trunc(x))),
    "round()": (lambda x: sum((v - round(v)) ** 2 for v in x), lambda x: 2 * (x - np.round(x))),
    "//": (lambda x: np.sum((x - x // 0.5 * 0.5) ** 2), lambda x: 2 * (x - x // 0.5 * 0.5)),
    "a buffer": (lambda x: np.sum(x**2) + np.sum(into_integers(x)), lambda x: 2 * x),
    "an index": (lambda x: np.sum(GRID[x.astype(int)] * x), lambda x: GRID[x.astype(int)]),
    "sum(dtype=int)": (lambda x: np.sum(x**2, dtype=int) + np.sum(x), np.ones_like),
}
"""Functions with casts, and their gradients away from the jumps."""

GRID = np.array([1.0, 4.0, 9.0, 16.0, 25.0])


@pytest.mark.parametrize("name", IN_F)
def test_casts_in_a_function_keep_their_meaning(name: str) -> None:
    f, gradient = IN_F[name]
    x = np.array([1.33, 2.27, 3.14])
    assert dc.check_gradient(f, gradient, x).verdict is Verdict.AGREES
    wrong = dc.check_gradient(f, lambda y: gradient(y) + 0.125, x)
    assert wrong.verdict is Verdict.REFUTED
    worst = wrong.components[0]
    assert abs(worst.reference - gradient(x)[worst.index]) <= worst.budget < 1e-6


def waves(x: Any) -> Any:
    return np.abs(np.exp(1j * x).sum())


def slopes_of_waves(x: Any) -> Any:
    total = np.exp(1j * x).sum()
    return np.real(np.conj(total) * 1j * np.exp(1j * x)) / np.abs(total)


COMPLEX: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "|sum|": (waves, slopes_of_waves),
    "real": (lambda x: np.sum(np.real(np.exp(1j * x))), lambda x: -np.sin(x)),
    ".imag": (lambda x: np.sum(np.exp(1j * x).imag), np.cos),
    "norm": (lambda x: np.linalg.norm(np.exp(1j * x) - 1) ** 2, lambda x: 2 * np.sin(x)),
    "vdot": (lambda x: np.vdot(np.exp(1j * x), np.exp(2j * x)).real, lambda x: -np.sin(x)),
    "fft": (lambda x: np.sum(np.abs(np.fft.fft(x)) ** 2), lambda x: 2 * len(x) * x),
}


@pytest.mark.parametrize("size", [5, 40])
@pytest.mark.parametrize("name", COMPLEX)
def test_complex_numbers_on_the_way(name: str, size: int) -> None:
    f, gradient = COMPLEX[name]
    x = np.random.default_rng(0).normal(size=size)
    assert dc.check_gradient(f, gradient, x).verdict is Verdict.AGREES
    wrong = dc.check_gradient(f, lambda y: 1.01 * gradient(y), x)
    assert wrong.verdict is Verdict.REFUTED
    worst = wrong.components[0]
    assert abs(worst.reference - gradient(x)[worst.index]) <= worst.budget < 1e-6
