"""Models as people write them, with buffers, floats, classes and SciPy, and the gradients derived for them by hand."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.linalg as sl
import scipy.sparse as ss
from scipy import special
from scipy.sparse.linalg import spsolve

RNG = np.random.default_rng(3)
DATA = RNG.normal(size=(12, 4))
TARGET = np.tanh(DATA @ np.array([1.0, -0.5, 0.25, 2.0])) + 0.1 * RNG.normal(size=12)
LABELS = (TARGET > 0).astype(float)
COUNTS = RNG.poisson(2.0, 12).astype(float)
TIMES = np.linspace(0.0, 2.0, 9)
SPRING = ss.diags_array([[-1.0] * 3, [2.5] * 4, [-1.0] * 3], offsets=[-1, 0, 1]).tocsr()
W4 = np.array([0.3, -0.7, 0.45, 1.2])
W3 = np.array([0.6, -0.4, 1.1])


@dataclass(frozen=True)
class Model:
    """A function, its gradient, and a point; the wrong gradient forgets something."""

    f: Callable[[Any], Any]
    gradient: Callable[[Any], Any]
    x: Any
    wrong: Callable[[Any], Any]


MODELS: dict[str, Model] = {}


def model(name: str, x: Any, wrong: Callable[[Any, Any], Any]) -> Callable[[Any], Any]:
    """Enter a function that returns loss and gradient; `wrong` makes another gradient of the right one and x."""

    def enter(pair: Callable[..., Any]) -> Callable[..., Any]:
        loss, gradient = pair()
        MODELS[name] = Model(loss, gradient, np.asarray(x), lambda w: wrong(gradient(w), w))
        return pair

    return enter


def sign(g: Any, x: Any) -> Any:
    return -g


def scaled(g: Any, x: Any) -> Any:
    return 1.001 * g


def penalty(g: Any, x: Any) -> Any:
    return g - 1e-4 * x


def first(g: Any, x: Any) -> Any:
    return g * np.where(np.arange(g.size).reshape(g.shape) == 0, 1.01, 1.0)


@model("least squares by rows", W4, scaled)
def _() -> Any:
    def loss(w: Any) -> Any:
        total = 0.0
        for row, y in zip(DATA, TARGET, strict=True):
            total += float(row @ w - y) ** 2
        return total / len(TARGET)

    return loss, lambda w: 2 * DATA.T @ (DATA @ w - TARGET) / len(TARGET)


@model("ridge with a buffer", W4, penalty)
def _() -> Any:
    def loss(w: Any) -> Any:
        residuals = np.zeros(len(TARGET))
        for i in range(len(TARGET)):
            residuals[i] = DATA[i] @ w - TARGET[i]
        return 0.5 * np.sum(residuals**2) + 0.05 * np.sum(w**2)

    return loss, lambda w: DATA.T @ (DATA @ w - TARGET) + 0.1 * w


@model("logistic by math", W4, sign)
def _() -> Any:
    def loss(w: Any) -> Any:
        return sum(math.log1p(math.exp(-(2 * y - 1) * float(r @ w))) for r, y in zip(DATA, LABELS, strict=True))

    return loss, lambda w: DATA.T @ (special.expit(DATA @ w) - LABELS)


@model("Poisson with lgamma", W4, scaled)
def _() -> Any:
    def loss(w: Any) -> Any:
        eta = np.asarray(DATA @ w, dtype=float)
        return sum(math.exp(e) - k * e + math.lgamma(k + 1) for e, k in zip(eta, COUNTS, strict=True))

    return loss, lambda w: DATA.T @ (np.exp(DATA @ w) - COUNTS)


class Layer:
    """A layer with state, and its backward pass."""

    def __init__(self, matrix: Any) -> None:
        self.matrix = matrix
        self.kept: Any = None

    def forward(self, x: Any) -> Any:
        out = np.zeros(self.matrix.shape[0])
        for i in range(len(out)):
            out[i] = np.dot(self.matrix[i], x)
        self.kept = np.tanh(out)
        return self.kept

    def backward(self, grad: Any) -> Any:
        return self.matrix.T @ (grad * (1 - self.kept**2))


class Network:
    """Two layers and a squared loss."""

    def __init__(self) -> None:
        self.layers = [Layer(RNG.normal(size=(5, 3))), Layer(RNG.normal(size=(2, 5)))]

    def loss(self, x: Any) -> float:
        for layer in self.layers:
            x = layer.forward(x)
        return float(np.sum(x**2))

    def gradient(self, x: Any) -> Any:
        for layer in self.layers:
            x = layer.forward(x)
        grad = 2 * x
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad


@model("layers with state", W3, first)
def _() -> Any:
    network = Network()
    return network.loss, network.gradient


@dataclass(frozen=True)
class Settings:
    """What a filter needs."""

    decay: float
    noise: float

    def blend(self, state: Any, seen: Any) -> Any:
        return self.decay * state + (1 - self.decay) * seen


@model("exponential smoothing", W4, scaled)
def _() -> Any:
    settings = Settings(0.7, 0.5)

    def loss(y: Any) -> Any:
        state, total = 0.0, 0.0
        for seen in y:
            total += (float(seen) - state) ** 2 / settings.noise
            state = settings.blend(state, float(seen))
        return total

    def gradient(y: Any) -> Any:
        found, a = np.zeros(len(y)), settings.decay
        states = np.zeros((len(y) + 1, len(y)))
        for i in range(len(y)):
            unit = np.eye(len(y))[i]
            off = y[i] - states[i] @ y
            found += 2 * off * (unit - states[i]) / settings.noise
            states[i + 1] = a * states[i] + (1 - a) * unit
        return found

    return loss, gradient


@model("Kalman filter of a level", np.array([0.4, 0.9]), sign)
def _() -> Any:
    def run(v: Any) -> Any:
        q, r = float(v[0]), float(v[1])
        level, spread, total = 0.0, 1.0, 0.0
        dspread = np.zeros(2)
        dlevel, found = np.zeros(2), np.zeros(2)
        for y in TARGET:
            spread = spread + q
            dspread = dspread + np.array([1.0, 0.0])
            s = spread + r
            ds = dspread + np.array([0.0, 1.0])
            e = y - level
            total = total + 0.5 * (math.log(s) + e**2 / s)
            found = found + 0.5 * (ds / s - e**2 * ds / s**2) - e * dlevel / s
            gain = spread / s
            dgain = dspread / s - spread * ds / s**2
            level, dlevel = level + gain * e, dlevel + dgain * e - gain * dlevel
            spread, dspread = (1 - gain) * spread, (1 - gain) * dspread - dgain * spread
        return total, found

    return (lambda v: run(v)[0]), (lambda v: run(v)[1])


@model("Gaussian process", np.array([0.8, 0.3]), scaled)
def _() -> Any:
    t = TIMES[:6]
    apart = (t[:, None] - t[None, :]) ** 2
    y = TARGET[:6]

    def kernel(v: Any) -> Any:
        return np.exp(-0.5 * apart / v[0] ** 2) + v[1] ** 2 * np.eye(6)

    def loss(v: Any) -> Any:
        factor = sl.cho_factor(kernel(v), lower=True)
        return 0.5 * y @ sl.cho_solve(factor, y) + np.sum(np.log(np.diag(factor[0])))

    def gradient(v: Any) -> Any:
        inverse = np.linalg.inv(kernel(v))
        inner = inverse - np.outer(inverse @ y, inverse @ y)
        by_scale = np.exp(-0.5 * apart / v[0] ** 2) * apart / v[0] ** 3
        return np.array([0.5 * np.sum(inner * by_scale), 0.5 * np.sum(inner * 2 * v[1] * np.eye(6))])

    return loss, gradient


@model("springs, sparse", W4, sign)
def _() -> Any:
    return (lambda u: 0.5 * u @ (SPRING @ u) + np.sum(u**3)), (lambda u: SPRING @ u + 3 * u**2)


@model("sparse solve", W4, scaled)
def _() -> Any:
    return (lambda b: np.sum(spsolve(SPRING, b) ** 2)), (lambda b: 2 * spsolve(SPRING.T, spsolve(SPRING, b)))


@model("Euler's method", np.array([0.5, 1.0]), first)
def _() -> Any:
    h = 0.1

    def path(v: Any) -> Any:
        states = np.empty((10, 2))
        states[0] = v
        for k in range(9):
            states[k + 1, 0] = states[k, 0] + h * states[k, 1]
            states[k + 1, 1] = states[k, 1] - h * math.sin(states[k, 0])
        return states

    def gradient(v: Any) -> Any:
        states, back = path(v), 2 * path(v)[-1]
        for k in range(8, -1, -1):
            back = np.array([back[0] - h * math.cos(states[k, 0]) * back[1], back[1] + h * back[0]])
        return back

    return (lambda v: np.sum(path(v)[-1] ** 2)), gradient


@model("Runge-Kutta", np.array([1.2]), scaled)
def _() -> Any:
    def run(v: Any) -> Any:
        y, dy, h = float(v[0]), 1.0, 0.2
        slope: Callable[[Any], Any] = lambda z: -z * z  # noqa: E731
        for _ in range(5):
            k1, d1 = slope(y), -2 * y * dy
            k2, d2 = slope(y + h / 2 * k1), -2 * (y + h / 2 * k1) * (dy + h / 2 * d1)
            k3, d3 = slope(y + h / 2 * k2), -2 * (y + h / 2 * k2) * (dy + h / 2 * d2)
            k4, d4 = slope(y + h * k3), -2 * (y + h * k3) * (dy + h * d3)
            y, dy = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4), dy + h / 6 * (d1 + 2 * d2 + 2 * d3 + d4)
        return y, np.array([dy])

    return (lambda v: run(v)[0]), (lambda v: run(v)[1])


@model("Newton's square root", np.array([2.5]), scaled)
def _() -> Any:
    def root(v: Any) -> Any:
        y = float(v[0])
        for _ in range(40):
            y = 0.5 * (y + float(v[0]) / y)
        return y

    return root, lambda v: np.array([0.5 / math.sqrt(v[0])])


@model("rotation", W3, sign)
def _() -> Any:
    point = np.array([1.0, 2.0, 3.0])

    def rotation(a: Any) -> Any:
        found = np.eye(3)
        for angle, (i, j) in zip(a, ((0, 1), (1, 2), (0, 2)), strict=True):
            turn = np.eye(3)
            turn[i, i] = turn[j, j] = math.cos(angle)
            turn[i, j], turn[j, i] = -math.sin(angle), math.sin(angle)
            found = turn @ found
        return found

    def slopes(a: Any) -> Any:
        found = np.zeros(3)
        target = np.array([0.5, -1.0, 2.0])
        off = rotation(a) @ point - target
        for k in range(3):
            product = np.eye(3)
            for n, (angle, (i, j)) in enumerate(zip(a, ((0, 1), (1, 2), (0, 2)), strict=True)):
                turn = np.zeros((3, 3)) if n == k else np.eye(3)
                turn[i, i] = turn[j, j] = -math.sin(angle) if n == k else math.cos(angle)
                turn[i, j] = -math.cos(angle) if n == k else -math.sin(angle)
                turn[j, i] = math.cos(angle) if n == k else math.sin(angle)
                product = turn @ product
            found[k] = 2 * off @ product @ point
        return found

    return (lambda a: np.sum((rotation(a) @ point - np.array([0.5, -1.0, 2.0])) ** 2)), slopes


@model("area of a polygon", RNG.normal(size=(5, 2)), sign)
def _() -> Any:
    def area(p: Any) -> Any:
        total = 0.0
        for i in range(len(p)):
            x, y = p[i]
            u, v = p[(i + 1) % len(p)]
            total += float(x) * float(v) - float(u) * float(y)
        return total / 2

    def gradient(p: Any) -> Any:
        after, before = np.roll(p, -1, axis=0), np.roll(p, 1, axis=0)
        return 0.5 * np.stack([after[:, 1] - before[:, 1], before[:, 0] - after[:, 0]], axis=1)

    return area, gradient


@model("distances", RNG.normal(size=(4, 2)), scaled)
def _() -> Any:
    def energy(p: Any) -> Any:
        total = 0.0
        for i in range(len(p)):
            for j in range(i):
                total += 1 / math.hypot(p[i, 0] - p[j, 0], p[i, 1] - p[j, 1])
        return total

    def gradient(p: Any) -> Any:
        found = np.zeros_like(p)
        for i in range(len(p)):
            for j in range(len(p)):
                if i != j:
                    found[i] -= (p[i] - p[j]) / np.linalg.norm(p[i] - p[j]) ** 3
        return found

    return energy, gradient


@model("softmax loss", RNG.normal(size=(2, 3)), first)
def _() -> Any:
    labels = np.array([0, 2])

    def loss(z: Any) -> Any:
        return float(np.sum(special.logsumexp(z, axis=1) - z[np.arange(2), labels]))

    def gradient(z: Any) -> Any:
        found = special.softmax(z, axis=1)
        found[np.arange(2), labels] -= 1
        return found

    return loss, gradient


@model("convolution by hand", W3, scaled)
def _() -> Any:
    signal = DATA[:, 0]

    def loss(w: Any) -> Any:
        out = np.zeros(len(signal) - 2)
        for i in range(len(out)):
            for k in range(3):
                out[i] += w[k] * signal[i + k]
        return np.sum(np.maximum(out, 0.0) ** 2)

    def gradient(w: Any) -> Any:
        windows = np.lib.stride_tricks.sliding_window_view(signal, 3)
        return 2 * windows.T @ np.maximum(windows @ w, 0.0)

    return loss, gradient


@model("scatter", W4, sign)
def _() -> Any:
    index = np.array([0, 2, 2, 1])

    def loss(w: Any) -> Any:
        bins = np.zeros(3)
        for k, i in enumerate(index):
            bins[i] += w[k]
        return np.sum(bins**2)

    return loss, lambda w: 2 * np.bincount(index, weights=w, minlength=3)[index]


@model("np.add.at", W4, scaled)
def _() -> Any:
    index = np.array([0, 2, 2, 1])

    def loss(w: Any) -> Any:
        bins = np.zeros(3)
        np.add.at(bins, index, w)
        return np.sum(bins**3)

    return loss, lambda w: 3 * np.bincount(index, weights=w, minlength=3)[index] ** 2


@model("spectrum", W4, scaled)
def _() -> Any:
    return (lambda x: float(np.sum(np.abs(np.fft.fft(x)) ** 2))), lambda x: 2 * len(x) * x


@model("waves", W4, sign)
def _() -> Any:
    def gradient(x: Any) -> Any:
        total = np.exp(1j * x).sum()
        return np.real(np.conj(total) * 1j * np.exp(1j * x)) / np.abs(total)

    return (lambda x: np.abs(np.exp(1j * x).sum())), gradient


@model("table look-up", np.array([0.3, 1.1, 1.7]), scaled)
def _() -> Any:
    values = TIMES**2
    knots = np.diff(values) / np.diff(TIMES)

    def loss(x: Any) -> Any:
        return float(np.sum(np.interp(x, TIMES, values)))

    return loss, lambda x: knots[np.searchsorted(TIMES, x) - 1]


@model("eigenvalue", W4, sign)
def _() -> Any:
    def matrix(w: Any) -> Any:
        return np.diag(w) + np.ones((4, 4))

    return (lambda w: sl.eigvalsh(matrix(w))[-1]), lambda w: np.linalg.eigh(matrix(w))[1][:, -1] ** 2


@model("matrix exponential", np.array([0.3, -0.2]), scaled)
def _() -> Any:
    a, b = np.array([[0.0, 1.0], [-1.0, 0.0]]), np.array([[0.5, 0.0], [0.2, -0.5]])

    def loss(v: Any) -> Any:
        return np.sum(sl.expm(v[0] * a + v[1] * b))

    def gradient(v: Any) -> Any:
        return np.array([np.sum(sl.expm_frechet(v[0] * a + v[1] * b, d, compute_expm=False)) for d in (a, b)])

    return loss, gradient


@model("singular values", RNG.normal(size=(3, 2)), scaled)
def _() -> Any:
    def gradient(a: Any) -> Any:
        u, _, v = np.linalg.svd(a, full_matrices=False)
        return u @ v

    return (lambda a: np.linalg.svd(a, compute_uv=False).sum()), gradient


@model("regression by lstsq", W3, first)
def _() -> Any:
    design = DATA[:3, :2]

    def loss(y: Any) -> Any:
        return np.sum(np.linalg.lstsq(design, y, rcond=None)[0] ** 2)

    return loss, lambda y: 2 * np.linalg.pinv(design).T @ (np.linalg.pinv(design) @ y)


@model("triangular solve", W3, scaled)
def _() -> Any:
    lower = np.tril(DATA[:3, :3]) + 3 * np.eye(3)

    def gradient(b: Any) -> Any:
        return 2 * sl.solve_triangular(lower.T, sl.solve_triangular(lower, b, lower=True))

    return (lambda b: np.sum(sl.solve_triangular(lower, b, lower=True) ** 2)), gradient


@model("a partial with a cache", W3, sign)
def _() -> Any:
    @functools.cache
    def factor(k: int) -> float:
        return 1.0 / (k + 1)

    def loss(power: int, w: Any) -> Any:
        return sum(factor(i) * float(v) ** power for i, v in enumerate(w))

    return functools.partial(loss, 3), lambda w: 3 * w**2 / np.arange(1, 4)


@model("a histogram that is soft", W4, scaled)
def _() -> Any:
    centres = np.array([-1.0, 0.0, 1.0])

    def loss(x: Any) -> Any:
        found = np.zeros((len(x), 3))
        for i, v in enumerate(x.tolist()):
            for j, c in enumerate(centres):
                found[i, j] = math.exp(-((v - c) ** 2))
        return np.sum(np.sum(found, axis=0) ** 2)

    def gradient(x: Any) -> Any:
        parts = np.exp(-((x[:, None] - centres) ** 2))
        return np.sum(2 * np.sum(parts, axis=0) * parts * -2 * (x[:, None] - centres), axis=1)

    return loss, gradient


@model("a mixture in place", W3, sign)
def _() -> Any:
    def loss(w: Any) -> Any:
        weights = np.empty_like(w)
        np.exp(w, out=weights)
        weights /= weights.sum()
        return -np.sum(np.log(DATA[:, :3] ** 2 @ weights))

    def gradient(w: Any) -> Any:
        weights = special.softmax(w)
        shares = DATA[:, :3] ** 2 * weights
        shares /= shares.sum(axis=1, keepdims=True)
        return len(DATA) * weights - shares.sum(axis=0)

    return loss, gradient


@model("the normal cdf by erf", W3, scaled)
def _() -> Any:
    def loss(x: Any) -> Any:
        return sum(0.5 * (1 + math.erf(float(v) / math.sqrt(2))) for v in x)

    return loss, lambda x: np.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
