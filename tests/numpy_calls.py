"""Calls of NumPy by a table: functions, what they are given, and the values of each option.

Code is written as text, as in a program: `x` is the point, and what is made of it, the capitals are constants.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

X = np.array([[0.3137, -1.2274, 2.1411, 0.9548], [1.4685, 0.7822, -0.4959, -2.6096], [0.1233, 3.2370, -0.8507, 1.1644]])
V = np.array([[1.0, 0.5, -2.0, 0.25], [-1.0, 3.0, 0.75, 1.0], [2.0, -0.5, 1.5, -1.0]])
M = X > 0
ROW = np.array([0.5, -1.0, 2.0, 0.25])
GRID = np.array([0.0, 0.5, 2.0, 3.0])
EYE = 3 * np.eye(3)
ROWS = np.array([True, False, True, True])
KNOWN = {"np": np, "math": math, "X": X, "M": M, "ROW": ROW, "GRID": GRID, "EYE": EYE}

FLOATS = ["np.float32", "np.float64", "np.float16", "int", "complex"]
AXES = ["None", "0", "1", "-1"]
OUT = ["plain", "like"]
CASTING = ["'unsafe'", "'same_kind'", "'no'"]
ORDERS = ["'C'", "'F'", "'K'", "'A'"]

OPTIONS: dict[str, list[str]] = {
    "axis": [*AXES, "(0, 1)", "(1,)"],
    "one_axis": [*AXES, "-2"],
    "keepdims": ["True", "False"],
    "dtype": FLOATS,
    "out": OUT,
    "where": ["M", "M[0]"],
    "initial": ["1.5", "0.0"],
    "casting": CASTING,
    "order": ORDERS,
    "subok": ["True", "False"],
    "k": ["0", "1", "-1"],
    "ddof": ["1", "0.5"],
    "kind": ["'stable'", "'heapsort'"],
    "mode": ["'clip'", "'wrap'", "'raise'"],
    "equal_nan": ["True"],
    "decimals": ["0", "1", "2", "-1"],
    "shape": ["(2, 2)", "3"],
}
"""Values of the options that many functions have."""

REDUCTION = "axis keepdims out"
LIKE = "dtype shape order subok"

FUNCTIONS: dict[str, list[str]] = {
    "sum prod": [f"x | {REDUCTION} dtype where initial"],
    "mean": [f"x | {REDUCTION} dtype where"],
    "var std": [f"x | {REDUCTION} dtype where ddof; correction=1"],
    "max min amax amin": [f"x | {REDUCTION} where initial"],
    "ptp": [f"x | {REDUCTION}"],
    "median": [f"x | {REDUCTION}; overwrite_input=False"],
    "nansum": [f"x | {REDUCTION} dtype where initial"],
    "nanprod nanmean": [f"x | {REDUCTION} dtype"],
    "nanmax nanmin nanstd nanvar nanmedian": [f"x | {REDUCTION}"],
    "any all": [f"x | {REDUCTION} where"],
    "count_nonzero": ["x | axis keepdims"],
    "argmax argmin": ["x | one_axis keepdims; out='plain'"],
    "argsort": ["x | one_axis kind"],
    "sort": ["x | one_axis kind; stable=True"],
    "partition argpartition": ["x, 1 | one_axis"],
    "cumsum cumprod": ["x | one_axis dtype out"],
    "nancumsum": ["x | one_axis"],
    "diff": ["x | one_axis; n=0, 1, 2, 3; prepend=0.0; append=x[:, :1] * 2"],
    "gradient": ["x | ; axis=0, 1; edge_order=1, 2"],
    "clip": ["x, -1, 1 | out where dtype", "x, None, 0.5 |", "x, x[0], None |", "x | ; min=-1.0; max=1.0"],
    "round around": ["x | decimals out"],
    "fix": ["x | out"],
    "reshape": ["x, (4, 3) | order; copy=True", "x, -1 | order", "x, 12 |", "x.T, (2, 6) | order"],
    "ravel": ["x | order", "x.T | order", "x[:, ::2] | order"],
    "transpose": ["x | ; axes=None, (1, 0)"],
    "swapaxes moveaxis": ["x, 0, -1 |"],
    "rollaxis": ["x, 1 | ; start=0, 1"],
    "squeeze": ["x[None] | ; axis=None, 0, (0,)", "x[:1, :1] |"],
    "expand_dims": ["x | ; axis=0, -1, (0, 2)"],
    "atleast_1d atleast_2d atleast_3d": ["x |", "x[0, 0] |", "x[0] |"],
    "broadcast_to": ["x, (2, 3, 4) | subok"],
    "roll": ["x, 1 | axis"],
    "flip": ["x | axis"],
    "flipud fliplr tril triu": ["x |", "x[:3, :3] |"],
    "rot90": ["x | ; k=0, 1, 2, 3; axes=(1, 0)"],
    "tile": ["x, 2 |", "x, (2, 1, 2) |"],
    "repeat": ["x, 2 | one_axis", "x, [1, 0, 2] | ; axis=0"],
    "diag": ["x | k", "x[0] | k"],
    "diagonal": ["x | ; offset=0, 1, -1; axis1=1; axis2=0"],
    "diagflat": ["x | k"],
    "trace": ["x | dtype out; offset=0, 1, -1"],
    "concatenate": ["(x, x**2) | one_axis dtype casting out", "[x, X] |"],
    "stack": ["[x, 2 * x] | dtype casting out; axis=0, 1, 2, -1"],
    "hstack vstack": ["[x, X] | dtype casting"],
    "column_stack dstack": ["[x, x] |", "[x[0], x[1]] |"],
    "block": ["[[x, x], [x, X]] |"],
    "append": ["x, x | ; axis=None, 0, 1"],
    "insert": ["x, 1, 5.0 | one_axis", "x, [0, 2], x[:2] | ; axis=0", "x[0], [1, 1], [x[0, 0], 9.0] |"],
    "delete": ["x, 1 | one_axis"],
    "resize": ["x, (2, 3) |", "x, (5, 5) |"],
    "split": ["x, 2 | ; axis=1", "x, [1, 2] |"],
    "array_split": ["x, 2 | ; axis=0, 1"],
    "take": [
        "x, [0, 2] | one_axis out mode",
        "x, [0, 99] | ; mode='clip', 'wrap'",
        "x, [-1, -99] | ; mode='clip', 'wrap'",
    ],
    "compress": ["[True, False, True], x | out; axis=0", "M.ravel(), x |"],
    "extract": ["M, x |"],
    "choose": ["[0, 1, 1, 0], [x[0], x[1]] | ; mode='clip'"],
    "select": ["[M, x > -1], [x, x**2] | ; default=0, 1.5, x[0]"],
    "where": ["M, x, 0 |", "x > 0.5, x, x**2 |", "M, X, x[0] |", "x > 0 |"],
    "piecewise": ["x, [x < 0, x > 1], [lambda t: -t, np.log] |", "x, [x < 0], [lambda t: t**2, 7.0] |"],
    "searchsorted": ["GRID, x | ; side='left', 'right'", "x[0], 0.5 | ; sorter=np.argsort(X[0])"],
    "digitize": ["x, GRID | ; right=True, False"],
    "interp": ["x, GRID, [1.0, 3.0, 2.0, -1.0] | ; left=-1.0; right=7.0; period=2.5", "0.4, GRID, x[0] |"],
    "polyval": ["[1.0, -2.0, 0.5], x |", "x[0], 0.5 |"],
    "trapezoid trapz": ["x | ; x=GRID; dx=0.5; axis=1, -1"],
    "linspace": ["x[0], x[1] | dtype; num=1, 2, 5; endpoint=True, False; axis=0, -1; retstep=True"],
    "dot": ["x, x.T | out", "x, x[0] |", "x[0], x[1] |", "2.0, x |", "x, x[0, 0] |", "x[None], x.T[None] |"],
    "matmul": ["x, x.T | out dtype casting order", "x[None], x.T |", "x, ROW |", "x[0], x[1] |"],
    "inner": ["x, x |", "x, 2.0 |"],
    "outer": ["x, x[0] | out"],
    "vdot": ["x, X |"],
    "vecdot": ["x, X | ; axis=0, 1"],
    "tensordot": ["x, x | ; axes=2, 0, ([0], [0]), ([1, 0], [1, 0])"],
    "kron": ["x, x[:2] |"],
    "cross": ["x[:, :3], x[:, 1:] | ; axis=1, -1; axisa=1; axisc=0"],
    "einsum": [
        "'ij,ij->i', x, X | dtype out order casting; optimize=True",
        "'ij,jk', x, x.T |",
        "'ii->i', x[:3, :3] |",
    ],
    "convolve correlate": ["x[0], ROW | ; mode='full', 'same', 'valid'"],
    "average": ["x | keepdims; axis=None, 0, (0, 1); returned=True; weights=np.exp(X), np.exp(x)"],
    "percentile quantile": ["x, 0.3 | ; axis=None, 0; keepdims=True"],
    "zeros_like ones_like": [f"x | {LIKE}", "x[0, 0] |"],
    "full_like": [f"x, 2.5 | {LIKE}", "x, x[0, 0] |", "X, x[0] |"],
    "copy": ["x | order subok"],
    "nan_to_num": ["x | ; copy=True; nan=1.0; posinf=2.0; neginf=-2.0"],
    "real imag conjugate iscomplexobj isrealobj isneginf isposinf": ["x |"],
    "shape ndim": ["x |"],
    "size": ["x | ; axis=0, 1"],
    "isclose allclose": ["x, X + 0.01 | equal_nan; rtol=0.1; atol=0.5"],
    "array_equal": ["x, X | equal_nan"],
    "nonzero flatnonzero argwhere": ["x > 0 |", "x |"],
    "result_type can_cast": ["x, np.float64 |"],
    "may_share_memory shares_memory": ["x, X |"],
    "sinc": ["x |"],
    "array asarray asanyarray ascontiguousarray require": ["x | dtype"],
    "linalg.norm": [
        "x | keepdims; ord='fro', 1, -1, np.inf, -np.inf, 2, 'nuc'; axis=0, 1, (0, 1), (1, 0)",
        "x[0] | keepdims; ord=0, 1, 2, 3, 0.5, np.inf, -np.inf, -1",
        "x[None] * np.ones((2, 1, 1)) | ; axis=(1, 2), (2, 1); ord=1, np.inf, 'fro'",
    ],
    "linalg.inv linalg.det linalg.slogdet": ["x[:, :3] + EYE |", "-x[:, :3] - EYE |", "(x[:, :3] + EYE)[None] |"],
    "linalg.solve": ["x[:, :3] + EYE, x |", "X[:, :3] + EYE, x[:, 0] |"],
    "linalg.pinv": ["x | ; hermitian=False"],
    "linalg.lstsq": ["x.T, ROW | ; rcond=None", "X.T, x[0] |"],
    "linalg.svd": ["x | ; compute_uv=False; full_matrices=False"],
    "linalg.eigh": ["x[:, :3] + x[:, :3].T | ; UPLO='U'"],
    "fft.fft fft.ifft fft.rfft fft.irfft fft.hfft fft.ihfft": ["x | ; axis=0; n=3, 6; norm='ortho'"],
    "fft.fft2 fft.ifft2 fft.rfft2 fft.irfft2 fft.fftn fft.ifftn fft.rfftn fft.irfftn": ["x | ; norm='ortho'"],
    "fft.fftshift fft.ifftshift": ["x | ; axes=0"],
    "linalg.cholesky": ["(x[:, :3] + EYE) @ (x[:, :3] + EYE).T |"],
    "linalg.eigvalsh": ["x[:, :3] + x[:, :3].T |"],
    "divmod": ["x, 0.7 |", "5.0, x * x + 1 |"],
    "lib.stride_tricks.sliding_window_view": ["x, (2, 3) |", "x[0], 2 |", "x, 2 | ; axis=0, 1"],
    "polyfit": ["GRID, x[0], 1 | ; full=True", "GRID, x.T, 2 |"],
    "unwrap": ["4 * x | ; axis=0; period=1.5; discont=4.0"],
    "meshgrid": ["x[0], x[1] | ; indexing='ij'; sparse=True; copy=True"],
    "pad": [
        "x, 1 | ; mode='edge', 'reflect', 'wrap', 'symmetric', 'mean'; constant_values=2.0",
        "x, ((1, 0), (0, 2)) |",
    ],
    "apply_along_axis": ["np.sum, 1, x |", "np.cumsum, 0, x |"],
    "copyto": ["x, X | ; where=M", "x, 2.0 |"],
    "putmask": ["x, M, 2.0 |", "x, M, ROW |"],
    "fill_diagonal": ["x, 2.0 |", "x, ROW |"],
    "cov": ["x | ; rowvar=False; bias=True; ddof=0; aweights=GRID + 1"],
    "corrcoef": ["x | ; rowvar=False"],
    "bincount": ["[0, 1, 0, 3], x[0] | ; minlength=6"],
    "histogram": ["[0.1, 0.2, 0.6, 0.9] | ; weights=x[0]"],
    "unique": ["x | ; return_index=True; return_counts=True"],
    "logspace": ["x[0, 0], x[1, 0] | ; num=1, 4; endpoint=False; base=2.0"],
    "geomspace": ["x[0, 0], x[1, 0] | ; num=1, 4; endpoint=False"],
    "linalg.matrix_power": ["x[:, :3], 2 |", "x[:, :3], 3 |", "x[:, :3], 0 |", "x[:, :3], -1 |"],
    "linalg.multi_dot": ["[x, x.T, X] |"],
    "linalg.qr": ["x | ; mode='r', 'complete', 'raw'", "x.T |"],
    "array_repr array_str": ["x |"],
    "vander": ["x[0] | ; N=2, 6; increasing=True"],
    "polyder": ["x[0] | ; m=0, 1, 2"],
    "polyint": ["x[0] | ; m=1, 2; k=3.0"],
    "polymul polyadd polysub": ["x[0], x[1, :2] |", "ROW, x[0] |"],
    "poly": ["x[0] |"],
    "take_along_axis": ["x, np.argsort(X, axis=0) | ; axis=0", "x, np.array([[1], [0], [2]]), 1 |"],
    "put_along_axis": ["x, np.array([[1], [0], [2]]), 5.0, 1 |"],
    "put": ["x, [1, 5], 7.0 | ; mode='clip'", "x, [1, 5], ROW[:2] |"],
    "place": ["x, M, ROW |"],
    "ediff1d": ["x | ; to_end=5.0; to_begin=[1.0, 2.0]"],
    "unstack": ["x | ; axis=1"],
    "broadcast_arrays": ["x, x[0] | subok"],
    "angle": ["x | ; deg=True", "x + 2j |"],
    "real_if_close": ["x | ; tol=100", "x + 0j |", "x + 2j |"],
    "cumulative_sum cumulative_prod": ["x | ; axis=0, 1; include_initial=True", "x[0] | ; include_initial=True"],
    "linalg.vector_norm": ["x | keepdims; ord=1, 3; axis=0, (0, 1)"],
    "linalg.matrix_norm": ["x | keepdims; ord='fro', 1, 2"],
    "linalg.cond": ["x | ; p=2, -2", "x[:, :3] + EYE | ; p=1, 'fro'"],
    "linalg.vecdot": ["x, X | ; axis=0"],
    "linalg.outer": ["x[0], x[1] |"],
}
"""By names in NumPy: operands, then the options of OPTIONS by name, and others with their values."""

PROGRAMS = """
y += 2; y -= x; y *= y; y /= 2; y **= 2; y //= 0.7; y %= 0.7; y @= np.eye(4); y[0] = 5; y[:, 1] = x[:, 0] * 2
y[y > 0] = 0; y[y > 0] *= 2; y[[0, 0]] += 1; y[...] = x[0]; y.fill(3); y.sort(); y.sort(axis=0); y.partition(1)
np.copyto(y, x * 2); np.place(y, M, [1.0, 2.0]); np.putmask(y, M, x * 3); np.fill_diagonal(y, x[0, 0] * 2)
np.add.at(y, ([0, 0], [1, 1]), x[0, 0]); np.add(y, x, out=y); np.multiply(y, 2, out=y, where=M); np.exp(y, y)
np.clip(y, -1, 1, out=y); y.clip(-1, 1, out=y); np.cumsum(y, axis=0, out=y); np.sqrt(np.abs(y), out=y)
y.T[0] = x[:, 0] * 2; y.ravel()[0] = 5; y.reshape(-1)[3] = x[0, 0] ** 2; y.flat[2] = 5; y[0, :].fill(1)
y.resize((2, 2)); y.shape = (4, 3); y.dtype = np.float32; y[0] += x[1]; y[1:] -= y[:-1]; y[:] = y[::-1]
y[::2] = x[1]; y[np.ix_([0, 2], [1, 3])] = x[0, 0] * 3; y[None] = 2; y[..., 0] = x[..., 1] * 2; y[-1] = y[0]
y[0][1] = x[2, 2] * 2; np.swapaxes(y, 0, 1)[0] = 9; np.moveaxis(y, 0, 1)[0] = x[:, 1] * 2; y.T[:] = x.T * 2
np.split(y, 2, axis=1)[0][0] = 7; np.ravel(y)[0] = 5; y.ravel(order='F')[0] = 5; y[0].sort(); y.real[0] = 3
np.round(y, 1, out=y); y.round(1, out=y); y[0, 0] = int(x[0, 2]); y[0, 0] = float(x[0, 0]); y.view()[0] = 9
"""
"""Statements on `y`, a copy of `x`; each a program."""

BLOCKS = [
    "v = y[0]\nv += x[1]",
    "v = y[0]\nv *= 2\nv[1] = x[0, 0]",
    "v = y.T\nv[0] = 3",
    "for r in y: r *= 2",
    "for i in range(3): y[i, i] = x[i, i] ** 2",
    "v = y\nv += 1",
    "v = y.copy()\nv += 1",
    "v = y[0]\ny[0] = x[1] ** 2\ny = y + v",
    "y = y.astype(float)\ny[0] = 9",
    "y = np.where(M, y, 0)\ny[0] = 1",
    "y = np.broadcast_to(y, (3, 4)).copy()\ny[0] = 9",
    "y = np.zeros_like(x)\ny[1] = x[0] * 2\ny[0] = y[1] ** 2",
    "c = np.ones(4)\ny = c * x\nc[:] = 7",
    "c = x > 0\ny = np.where(c, x, x**2)\nc[:] = True",
    "i = np.array([0, 2])\ny = x[i]\ni[:] = 1",
    "y = np.empty_like(x)\nnp.multiply(x, 2, out=y)",
    "y = np.full_like(x, 2.0)\ny[0] *= x[1]",
    "y = np.zeros_like(x, dtype=int)\ny[:] = x * 2",
    "y = np.zeros_like(x)\nv = y[0]\nv[:] = x[2]",
    "import copy\ny = copy.deepcopy(x) * 2",
]
"""Programs of several lines, whose result is `y`."""

EXPRESSIONS = """
-x; +x; abs(x); ~(x > 0); 1 + x; X - x; x / X; X / (x * x + 1); x // 0.7; 5 // (x * x + 1); x % 0.7; 5 % (x * x + 1)
divmod(x, 0.7)[0]; divmod(x, 0.7)[1]; divmod(5, x * x + 1)[1]; x**-1; (x * x + 1) ** 0.5; 2**x; x @ x.T; X @ x.T
round(x[0, 0], 1); round(x[0, 1]); int(x[0, 2] * 10); float(x[0, 0]); bool(x[0, 0]); math.floor(x[0, 2] * 10)
math.ceil(x[0, 2] * 10); math.trunc(x[0, 1] * 10); math.sqrt(x[0, 0]); sum(x); sum(x[0]); max(x[0]); min(x[0])
sorted(x[0])[1]; len(x); x[0, 0] in x; list(x)[1]; np.array(list(x[0])); np.array([[x[0, 0], 1], [2, x[0, 1]]])
x > 0; x <= X; x != 0; 0 < x; (x > 0) & (x < 1); (x > 0) * x; np.array(x); x.astype(float); x.astype(int)
x.astype(np.float32); x.astype(bool); x.astype(complex); x.astype(np.uint8); x.view(np.int64); x.tolist()
np.asarray(x.tolist()); x.item(1); x.item((0, 1)); x.item(0, 1); x[0, 0].item(); x.T; x.mT; x.real; x.imag; x.flat[3]
x.size; x.ndim; x.nbytes; x.itemsize; x.flatten(); x.flatten('F'); x.reshape(4, 3, order='F'); x.reshape((2, -1))
x.ravel('F'); x.T.ravel('A'); x.repeat(2, axis=0); x.take([0, 1], axis=1); x.trace(); x.diagonal(); x.dot(x.T)
x.cumsum(axis=1); x.cumprod(axis=1); x.argmax(); x.argsort(axis=0); x.any(); x.all(axis=0); x.clip(0, 1); x.round(1)
x.mean(); x.std(); x.var(axis=0); x.sum(); x.prod(); x.max(axis=1); x.min(); x.swapaxes(0, 1); x.transpose(1, 0)
x.copy(order='F').ravel('K'); x.compress([True, False, True], axis=0); x[[0, 2], [1, 3]]; x[M]; x[x > 0]; x[..., None]
x[np.argmax(x, axis=0), np.arange(4)]; x[[True, False, True]]; x[1:][0]; np.sum(x[:0]); np.c_[x[0], x[1]]
np.r_[x[0], 1.0]; np.float32(2) * x; np.int64(2) * x; x * np.array([1, 2, 3, 4]); x + True
np.abs(np.exp(1j * x) + 1)
np.real(np.exp(1j * x)); np.exp(1j * x).imag; np.modf(x)[0]; np.ldexp(x, 2)
np.divide(x, X, where=M, out=np.zeros_like(x))
np.vectorize(lambda t: t * t)(x); np.apply_along_axis(lambda r: r * r[0], 1, x); np.array([math.exp(v) for v in x[0]])
np.fromiter((v for v in x[0]), float); np.stack([v for v in x], axis=1); np.array_split(x, 2)[0]; np.einsum('ij->j', x)
x.max(initial=1.0); x.sum(where=M); np.float64(x[0, 0]); np.uint8(x[0, 2] * 10); np.array(x, dtype=int)
np.full(4, x[0, 0]); np.mean([x[0, 0], x[0, 1]]); np.sum([x[0], x[1]], axis=0); np.polynomial.Polynomial(x[0])(0.5)
np.maximum.accumulate(x, axis=1); np.add.reduceat(x, [0, 2]); np.subtract.outer(x[0], x[1]); np.unique(x)
np.logaddexp.reduce(x, axis=1); np.linalg.det(x[:, :3]); np.histogram(x, bins=3)[0]
np.bincount([0, 1, 1, 0], weights=x[0])
"""
"""Expressions in `x`."""


@dataclass(frozen=True)
class Call:
    """A program of x, and the function and options that it is about."""

    name: str
    text: str
    options: dict[str, str] = field(default_factory=dict)

    def __call__(self, x: Any) -> Any:
        """Return what the program gives; several results in a row."""
        space = {**KNOWN, "x": x}
        if "\n" in self.text or self.name == "statement":
            space["y"] = x.copy()
            exec(self.text, space)
            return space["y"]
        options = {name: eval(value, space) for name, value in self.options.items() if name != "out"}
        if self.name == "expression":
            return _in_a_row(eval(self.text, space))
        function: Callable[..., Any] = eval(self.name if "lambda" in self.name else f"np.{self.name}", space)
        operands = eval(f"({self.text},)", space)
        if "out" not in self.options:
            return _in_a_row(function(*operands, **options))
        form = np.asarray(function(*eval(f"({self.text},)", {**KNOWN, "x": X.astype(x.dtype)}), **options))
        target = np.zeros(form.shape, form.dtype) if self.options["out"] in ("plain", "'plain'") else None
        target = np.zeros_like(x, shape=form.shape, dtype=form.dtype) if target is None else target
        function(*operands, out=target, **options)
        return target

    def __str__(self) -> str:
        return f"{self.name}({self.text}; {self.options})"


def _in_a_row(found: Any) -> Any:
    if isinstance(found, tuple | list):
        return np.concatenate([np.ravel(e) * 1.0 for e in found])
    return found


def calls(name: str, rng: np.random.Generator) -> Iterator[Call]:
    """Yield the calls of a function: without options, with each value of each, and with random ones together."""
    for names, rows in FUNCTIONS.items():
        for row in rows if name in names.split() else ():
            operands, _, rest = row.partition("|")
            options = dict(_options(rest))
            yield Call(name, operands)
            yield from (Call(name, operands, {key: value}) for key, values in options.items() for value in values)
            for _ in range(4 if len(options) > 1 else 0):
                some = [key for key in options if rng.random() < 0.5]
                yield Call(name, operands, {key: options[key][rng.integers(len(options[key]))] for key in some})


def _options(text: str) -> Iterator[tuple[str, list[str]]]:
    common, *others = text.split(";")
    for name in common.split():
        yield name.removeprefix("one_"), OPTIONS[name]
    for other in others:
        key, _, values = other.strip().partition("=")
        yield key, _listed(values)


def _listed(text: str) -> list[str]:
    """Return the values between the commas that no bracket holds."""
    found, depth = [""], 0
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return [value.strip() for value in found]


def of_ufunc(ufunc: np.ufunc) -> Iterator[Call]:
    """Yield calls of a ufunc, with its options and by its methods."""
    shift = "1.5" if ufunc.__name__ == "arccosh" else "0.5"
    operands = ", ".join([f"x * 0.1 + {shift}", "X * 0.2 + 1.0"][: ufunc.nin])
    name = ufunc.__name__
    yield Call(name, operands)
    options = {key: OPTIONS[key] for key in ("out", "dtype", "casting", "order", "subok")}
    for key, values in options.items():
        yield from (Call(name, operands, {key: value}) for value in values if ufunc.nout == 1)
    if ufunc.nout == 1:
        yield from (Call(name, operands, {"where": "M", "out": out}) for out in OUT)
    if ufunc.nin == 2 and ufunc.nout == 1 and ufunc.signature is None:
        yield from _methods(name)


def _methods(name: str) -> Iterator[Call]:
    some = {"axis": ["1", "None"], "keepdims": ["True"], "dtype": ["np.float32", "int"], "out": OUT, "initial": ["1.5"]}
    yield Call(f"{name}.reduce", "x * 0.1 + 0.5")
    yield from (Call(f"{name}.reduce", "x * 0.1 + 0.5", {k: v}) for k, values in some.items() for v in values)
    some = {key: some[key] for key in ("dtype", "out")} | {"axis": ["1"]}
    yield Call(f"{name}.accumulate", "x * 0.1 + 0.5")
    yield from (Call(f"{name}.accumulate", "x * 0.1 + 0.5", {k: v}) for k, values in some.items() for v in values)
    yield from (Call(f"{name}.outer", operands) for operands in ("x[0], X[1]", "ROW, x[1]"))
    yield Call(f"{name}.outer", "x[0], X[1]", {"dtype": "np.float32"})
    yield Call(f"{name}.reduceat", "x, [0, 2]")


NAMES = [name for names in FUNCTIONS for name in names.split()]
UFUNCS = sorted((f for n in dir(np) if isinstance(f := getattr(np, n), np.ufunc)), key=lambda f: f.__name__)
STATEMENTS = [text.strip() for text in PROGRAMS.replace("\n", ";").split(";") if text.strip()]
VALUES = [text.strip() for text in EXPRESSIONS.replace("\n", ";").split(";") if text.strip()]
