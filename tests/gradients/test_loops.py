"""Long loops: bounds that are as small as the errors, where intervals and running bounds grow step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck import Verdict
from derivcheck.gradients.subject import Subject
from derivcheck.gradients.witnesses import first_witness

Model = tuple[Callable[[Any], Any], Callable[[Any, float], Any], Any]
"""A function, its gradient with a factor that is right if it is 1, and a point."""


def markov_chain(steps: int) -> Model:
    """The forward algorithm of a hidden Markov chain: a recursion of log-sum-exp, shifted by the largest."""
    rng = np.random.default_rng(12)
    a, u = rng.normal(size=(3, 3)), rng.normal(size=(steps, 3))

    def f(w: Any) -> Any:
        state = w * u[0]
        for row in u[1:]:
            z = state[:, None] + a
            top = np.max(z, axis=0)
            state = top + np.log(np.sum(np.exp(z - top), axis=0)) + w * row
        top = np.max(state)
        return top + np.log(np.sum(np.exp(state - top)))

    def gradient(w: Any, factor: float) -> Any:
        state, slopes = w * u[0], np.diag(u[0])
        for row in u[1:]:
            z = state[:, None] + a
            e = np.exp(z - np.max(z, axis=0))
            p = e / np.sum(e, axis=0)
            state = np.max(z, axis=0) + np.log(np.sum(e, axis=0)) + w * row
            slopes = p.T @ slopes + factor * np.diag(row)
        e = np.exp(state - np.max(state))
        return e / np.sum(e) @ slopes

    return f, gradient, rng.normal(size=3)


def kalman_filter(steps: int) -> Model:
    rng = np.random.default_rng(5)
    data = np.cumsum(rng.normal(size=steps)) + rng.normal(size=steps)

    def run(t: Any, factor: float) -> Any:
        q, r = np.exp(t[0]), np.exp(t[1])
        mean, spread, loss = 0.0 * q, 10 + 0.0 * q, 0.0 * q
        slopes = np.zeros((3, 2))
        for y in data:
            spread, d_spread = spread + q, slopes[1] + np.array([1.0, 0.0]) * q
            total, d_total = spread + r, d_spread + np.array([0.0, 1.0]) * r
            off, gain = y - mean, spread / total
            d_gain = d_spread / total - spread * d_total / total**2
            d_loss = slopes[2] + (d_total / total - 2 * off * slopes[0] / total - (off / total) ** 2 * d_total) / 2
            loss = loss + (np.log(total) + off * off / total) / 2
            d_mean = slopes[0] + d_gain * off - gain * slopes[0]
            slopes = np.stack([d_mean, d_spread * (1 - gain) - factor * spread * d_gain, d_loss])
            mean, spread = mean + gain * off, (1 - gain) * spread
        return loss, slopes[2]

    return lambda t: run(t, 1.0)[0], lambda t, factor: run(t, factor)[1], np.array([-0.4, 0.3])


def runge_kutta(steps: int) -> Model:
    h = 0.05

    def slope(s: Any, t: Any) -> Any:
        return np.array([s[1], -t[0] * s[0] - t[1] * s[1] + t[2] * np.cos(s[0])])

    def moved(s: Any, g: Any, t: Any) -> Any:
        by_state = np.array([[0, 1], [-t[0] - t[2] * np.sin(s[0]), -t[1]]])
        return slope(s, t), by_state @ g + np.array([[0, 0, 0], [-s[0], -s[1], np.cos(s[0])]])

    def f(t: Any) -> Any:
        s = np.array([1.0, 0.0])
        for _ in range(steps):
            a = slope(s, t)
            b = slope(s + h / 2 * a, t)
            c = slope(s + h / 2 * b, t)
            s = s + h / 6 * (a + 2 * b + 2 * c + slope(s + h * c, t))
        return np.sum(s**2)

    def gradient(t: Any, factor: float) -> Any:
        s, g = np.array([1.0, 0.0]), np.zeros((2, 3))
        for _ in range(steps):
            a, da = moved(s, g, t)
            b, db = moved(s + h / 2 * a, g + h / 2 * da, t)
            c, dc_ = moved(s + h / 2 * b, g + h / 2 * db, t)
            d, dd = moved(s + h * c, g + h * dc_, t)
            s, g = s + h / 6 * (a + 2 * b + 2 * c + d), g + h / 6 * (da + factor * 2 * db + 2 * dc_ + dd)
        return 2 * s @ g

    return f, gradient, np.array([2.0, 0.3, 0.7])


def recurrent_network(steps: int) -> Model:
    rng = np.random.default_rng(6)
    inputs, targets = rng.normal(size=(steps, 2)), rng.normal(size=steps)

    def split(w: Any) -> Any:
        return w[:9].reshape(3, 3), w[9:15].reshape(3, 2), w[15:]

    def f(w: Any) -> Any:
        a, b, c = split(w)
        h, loss = np.zeros(3), 0.0
        for u, y in zip(inputs, targets, strict=True):
            h = np.tanh(a @ h + b @ u)
            loss = loss + (c @ h - y) ** 2
        return loss / steps

    def gradient(w: Any, factor: float) -> Any:
        a, b, c = split(w)
        states = [np.zeros(3)]
        for u in inputs:
            states.append(np.tanh(a @ states[-1] + b @ u))
        da, db, dc_, back = np.zeros((3, 3)), np.zeros((3, 2)), np.zeros(3), np.zeros(3)
        for i in reversed(range(steps)):
            off = 2 * (c @ states[i + 1] - targets[i]) / steps
            dc_ = dc_ + off * states[i + 1]
            inner = (back + off * c) * (1 - states[i + 1] ** 2)
            da, db, back = da + np.outer(inner, states[i]), db + np.outer(inner, inputs[i]), factor * (a.T @ inner)
        return np.concatenate([da.ravel(), db.ravel(), dc_])

    return f, gradient, 0.4 * rng.normal(size=18)


MODELS = {
    "a Markov chain of 20 steps": markov_chain(20),
    "a Markov chain of 200 steps": markov_chain(200),
    "a Kalman filter": kalman_filter(30),
    "Runge-Kutta": runge_kutta(30),
    "a recurrent network": recurrent_network(100),
}


@pytest.mark.parametrize("name", MODELS)
def test_right_gradients_of_loops_agree_to_a_small_limit(name: str) -> None:
    f, gradient, x = MODELS[name]
    check = dc.check_gradient(f, lambda w: gradient(w, 1.0), x)
    assert check.verdict is Verdict.AGREES
    assert check.detection_limit <= 1e-9


# What a longer chain would show of a wrong claim is what the shorter one shows: the limit of the right one is below it.
SHORT = [name for name in MODELS if name != "a Markov chain of 200 steps"]


@pytest.mark.parametrize("name", SHORT)
def test_wrong_gradients_of_loops_are_refuted(name: str) -> None:
    f, gradient, x = MODELS[name]
    assert dc.check_gradient(f, lambda w: gradient(w, 1 - 1e-5), x).verdict is Verdict.REFUTED


@pytest.mark.parametrize("name", MODELS)
def test_what_a_float_program_is_granted_is_near_its_error(name: str) -> None:
    f, gradient, x = MODELS[name]
    found = first_witness(Subject(f), x, "gradient", np.random.default_rng(0))
    assert found is not None
    errors = np.abs(gradient(x, 1.0) - found.value)
    assert np.all(errors <= found.plain)
    assert np.max(found.plain) <= 1e4 * np.max(np.maximum(errors, 2.0**-53 * np.abs(found.value)))
