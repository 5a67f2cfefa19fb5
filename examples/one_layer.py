"""
One layer
=========

A network of one layer: the gradient with respect to a matrix, four times, and one wrong sign.

Two inputs x = (0.6, 0.9) go through a matrix W of shape (2, 3) and softmax to three probabilities p;
the loss is the cross-entropy against the target t = (0, 0, 1). By hand the gradient is short: the
outer product of x and p - t, of the shape of W. Is it right? Ask before training for a week.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import story

import derivcheck as dc

X = np.array([0.6, 0.9])
T = np.array([0.0, 0.0, 1.0])
W = np.random.default_rng(1).normal(size=(2, 3))

# The loss again, as a formula of one weight w; v is the weight below it, a and b are the other two outputs.
FORMULA = "log(exp(a) + exp(b) + exp(0.6*w + 0.9*v)) - (0.6*w + 0.9*v)"
P = "exp(0.6*w + 0.9*v)/(exp(a) + exp(b) + exp(0.6*w + 0.9*v))"


def softmax(a: Any) -> Any:
    """Return the probabilities; the largest exponent is taken out, so that none overflows."""
    powers = np.exp(a - np.max(a))
    return powers / np.sum(powers)


def loss(w: Any) -> Any:
    """Return the cross-entropy of the network with weights w."""
    return -np.sum(T * np.log(softmax(X @ w)))


def by_hand(w: Any) -> Any:
    """Return its gradient, of the shape of w."""
    return np.outer(X, softmax(X @ w) - T)


def planted(w: Any) -> Any:
    """Return it with a wrong sign: p + t instead of p - t."""
    return np.outer(X, softmax(X @ w) + T)


def four_gradients() -> dict[str, Any]:
    """Compute the gradient in four ways; each has the shape of W."""
    story.heading(f"Loss {loss(W):.6f}; its gradient with respect to W, in four ways")
    found = {kind: gradient(W) for kind, gradient in story.kinds(loss, by_hand).items()}
    for kind, slopes in found.items():
        off = np.max(np.abs(slopes - found["by hand"]))
        print(f"  {kind}, shape {slopes.shape}, at most {off:.0e} from the one by hand")
        print("    " + str(slopes).replace("\n", "\n    "))
    return found


def verify() -> dict[str, Any]:
    """Verify the gradient by hand, and find the planted mistake."""
    story.heading("By hand: the outer product of x and p - t")
    checks = {"right": story.verify_code(loss, by_hand, W)}
    story.heading("Planted: p + t")
    checks["planted"] = story.verify_code(loss, planted, W)
    for part in checks["planted"].components:
        if part.verdict is dc.Verdict.REFUTED:
            print(f"    W{list(part.index)}: claimed {part.claimed:.6f}, but it is {part.reference:.6f}")
    print("  Both are in the last column, where t is 1: look at the sign of t. And derivcheck finds it in a formula of")
    print("  one component, (0, 2), with the other weights as parameters:")
    checks["planted formula"] = check = dc.check_derivative(FORMULA, f"0.6*({P} + 1)", wrt="w")
    print(f"  {check.verdict}; cause: {check.cause.text}; corrected: {check.corrected}")
    return checks


def explain() -> list[Any]:
    """Take the finite differences of one component apart, with the other weights as parameters."""
    story.heading("What the differences with h = 1e-4 leave of the component (0, 2), where t is 1")
    a, b = (X @ W)[:2]
    at = {"a": float(a), "b": float(b), "v": float(W[1, 2]), "w": float(W[0, 2])}
    return story.explain_schemes(FORMULA, at, wrt="w")


def train(out: Path) -> dict[str, list[float]]:
    """Descend with each kind of gradient, and with the wrong one."""
    story.heading("Training for 200 steps with lr = 1: the loss")
    gradients = {**story.kinds(loss, by_hand), "wrong sign": planted}
    losses = {}
    for kind, gradient in gradients.items():
        w, losses[kind] = W.copy(), []
        for _ in range(200):
            losses[kind].append(float(loss(w)))
            w -= gradient(w)
        print(f"  {kind:<20}{losses[kind][0]:.6f} -> {losses[kind][-1]:.9f}")
    print("  Any finite difference will do: no such loss needs a gradient of nine digits. A wrong sign will not.")

    def draw(figure: Any) -> None:
        axes = figure.subplots()
        styles = {**story.STYLES, "wrong sign": {"color": story.PURPLE, "linestyle": ":", "linewidth": 2}}
        for kind, values in losses.items():
            axes.loglog(range(1, 201), values, label=kind, **styles[kind])
        axes.set(xlabel="step", ylabel="loss", title="One layer, trained with five gradients")
        axes.legend()

    story.picture(out, "one-layer.png", draw)
    return losses


def tell(out: Path) -> dict[str, Any]:
    """Tell the story, and return its figures."""
    figures = {"gradients": four_gradients(), "checks": verify(), "points": explain(), "losses": train(out)}
    print("  This loss has no minimum, only the infimum 0; a library stops where the gradient is below 1e-5.")
    flat = {"jac": lambda w: by_hand(w.reshape(2, 3)).ravel(), "method": "BFGS"}
    story.compare_with_scipy(lambda w: loss(w.reshape(2, 3)), W.ravel().tolist(), **flat)
    return figures


if __name__ == "__main__":
    story.run(tell)
