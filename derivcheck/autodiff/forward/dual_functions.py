"""The functions of NumPy that dual numbers know, one row each."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

import derivcheck.autodiff.forward.dual_linalg
import derivcheck.autodiff.forward.dual_operators  # noqa: F401 (linear algebra, operators)
from derivcheck.autodiff.composites import table as composites
from derivcheck.autodiff.composites.array import Array
from derivcheck.autodiff.composites.composite import Rule
from derivcheck.autodiff.forward.chain_rules import refuse_holomorphic
from derivcheck.autodiff.forward.dual_array import (
    FUNCTIONS,
    DualArray,
    lifted,
    plain_value,
)
from derivcheck.autodiff.forward.dual_linear import (
    blank,
    broadcast,
    copied,
    in_order,
    linear,
    multilinear,
    order_of_axes,
    permuted,
    reshaped,
    total,
    where,
)
from derivcheck.autodiff.forward.dual_products import dot, extreme, matmul, product
from derivcheck.autodiff.numbers.array_real import namespace


def sinc(x: Array) -> Any:
    """Return ``numpy.sinc``, sin(pi x)/(pi x), which as a quotient has no slope at 0, and few digits beside it."""
    return namespace(x.dtype).sinc(np.pi * x)


def interp(x: object, xp: object, fp: object, *arguments: object, **options: object) -> Any:
    """Return ``numpy.interp``; that it bends at its nodes is noted, which comparisons of primals do not."""
    x, xp = lifted(x), lifted(xp)
    if type(moving := x if type(x) is DualArray else xp) is DualArray:
        moving.level.bend("interp", np.isin(plain_value(x), plain_value(xp)))
    return composites.COMPOSITES[np.interp](lifted, x, xp, fp, *arguments, **options)


def real(z: Any) -> Any:
    """Return the real part."""
    refuse_holomorphic(z.level, "real")
    return DualArray(np.real(z.primal), np.real(z.tangent), z.level)


def imaginary(z: Any) -> Any:
    """Return the imaginary part."""
    refuse_holomorphic(z.level, "imag")
    return DualArray(np.imag(z.primal), np.imag(z.tangent), z.level)


def _of_primal(function: Rule) -> Rule:
    return lambda *arguments, **options: function(*[_grounded(a) for a in arguments], **options)


def _grounded(x: object) -> Any:
    return plain_value(lifted(x)) if isinstance(x, list | tuple | DualArray) else x


LINEAR = {
    (0,): "roll flip fliplr flipud rot90 tile repeat diag diagonal diagflat tril triu concatenate stack vstack hstack "
    "column_stack dstack delete resize cumsum",
    (0, 2): "insert",
}
"""Functions that act on tangents as on primals, by the positions of their operands."""

MULTILINEAR = {(0, 1): "convolve correlate", (): "einsum"}

FOURIER = "fft ifft rfft irfft hfft ihfft fft2 ifft2 rfft2 irfft2 fftn ifftn rfftn irfftn fftshift ifftshift"
"""Those of `numpy.fft`, which are linear."""

OF_PRIMAL = (
    "argmax argmin argsort any all nonzero count_nonzero flatnonzero argwhere isclose allclose array_equal shape ndim "
    "size iscomplexobj isrealobj searchsorted array_repr array_str result_type can_cast may_share_memory "
    "shares_memory isneginf isposinf digitize"
)
"""Functions whose values are no functions of the variable, but of where it stands."""

RESHAPING = "squeeze expand_dims atleast_1d atleast_2d atleast_3d"

FUNCTIONS.update({f: functools.partial(rule, lifted) for f, rule in composites.COMPOSITES.items()})
for _positions, _names in LINEAR.items():
    FUNCTIONS.update({getattr(np, name): linear(getattr(np, name), *_positions) for name in _names.split()})
for _positions, _names in MULTILINEAR.items():
    FUNCTIONS.update({getattr(np, name): multilinear(getattr(np, name), *_positions) for name in _names.split()})
FUNCTIONS.update({getattr(np.fft, name): linear(getattr(np.fft, name), 0) for name in FOURIER.split()})
FUNCTIONS.update({getattr(np, name): _of_primal(getattr(np, name)) for name in OF_PRIMAL.split()})
FUNCTIONS.update({getattr(np, name): reshaped(getattr(np, name)) for name in RESHAPING.split()})
FUNCTIONS.update({getattr(np, name): blank(getattr(np, name)) for name in ("zeros_like", "ones_like", "empty_like")})
FUNCTIONS.update(
    {
        np.full_like: blank(np.full_like),
        np.sum: total(np.sum),
        np.prod: product,
        np.max: extreme(np.max),
        np.min: extreme(np.min),
        np.transpose: permuted(lambda ndim, axes=None: range(ndim)[::-1] if axes is None else axes),
        np.swapaxes: permuted(lambda ndim, i, j: order_of_axes(ndim, lambda a: np.swapaxes(a, i, j))),
        np.moveaxis: permuted(lambda ndim, s, d: order_of_axes(ndim, lambda a: np.moveaxis(a, s, d))),
        np.rollaxis: permuted(
            lambda ndim, *given, **named: order_of_axes(ndim, lambda a: np.rollaxis(a, *given, **named))
        ),
        np.broadcast_to: broadcast,
        np.where: where,
        np.matmul: matmul,
        np.dot: dot,
        np.reshape: in_order(reshaped(np.reshape), 1),
        np.ravel: in_order(reshaped(np.reshape), 0),
        np.divmod: lambda a, b: (np.floor_divide(a, b), np.remainder(a, b)),
        np.copy: copied,
    }
)

FUNCTIONS.update(
    {
        np.sinc: sinc,
        np.real: real,
        np.imag: imaginary,
        np.interp: interp,
    }
)
