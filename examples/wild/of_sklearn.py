"""Derivatives in scikit-learn: of kernels, losses, linear models, networks and embeddings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from sklearn._loss import loss as losses
from sklearn.decomposition import _fastica
from sklearn.gaussian_process import GaussianProcessClassifier, GaussianProcessRegressor, kernels
from sklearn.linear_model._huber import _huber_loss_and_gradient
from sklearn.linear_model._linear_loss import LinearModelLoss
from sklearn.manifold import _t_sne
from sklearn.neighbors import NeighborhoodComponentsAnalysis
from sklearn.neural_network import MLPClassifier, MLPRegressor
from wild.row import Row, diagonal, pair

RNG = np.random.default_rng(2)
X = RNG.normal(size=(7, 2))
Y = np.sin(X[:, 0]) + 0.2 * RNG.normal(size=7)
LABELS = (Y > 0).astype(float)
COUNTS = RNG.poisson(2.0, 7).astype(float)
RAW = 0.5 * RNG.normal(size=7)
W = np.array([0.4, -0.7, 0.2])

DIFFERENCE = "scikit-learn says that it approximates this one by a finite difference"
KERNELS: list[tuple[str, Any, str]] = [
    ("RBF(l)", kernels.RBF(0.8), ""),
    ("RBF([l1, l2])", kernels.RBF([0.8, 1.7]), ""),
    ("Matern(nu=0.5)", kernels.Matern(0.8, nu=0.5), ""),
    ("Matern(nu=1.5)", kernels.Matern([0.8, 1.7], nu=1.5), ""),
    ("Matern(nu=2.5)", kernels.Matern([0.8, 1.7], nu=2.5), ""),
    ("Matern(nu=3.3)", kernels.Matern(0.8, nu=3.3), DIFFERENCE),
    ("RationalQuadratic", kernels.RationalQuadratic(0.8, 1.3), ""),
    ("ExpSineSquared", kernels.ExpSineSquared(0.8, 1.9), ""),
    ("DotProduct", kernels.DotProduct(0.6), ""),
    ("WhiteKernel", kernels.WhiteKernel(0.3), ""),
    ("Sum", kernels.RBF(0.8) + kernels.DotProduct(0.6), ""),
    ("Product", kernels.ConstantKernel(1.4) * kernels.RBF(0.8), ""),
    ("Exponentiation", kernels.RationalQuadratic(0.8, 1.3) ** 2, ""),
    ("PairwiseKernel", kernels.PairwiseKernel(0.7, metric="rbf"), DIFFERENCE),
]

STAND_IN = "0 almost everywhere; scikit-learn puts 1 in its place, for which its solvers are prepared"
# A loss, its targets, and whether its second derivative is a stand-in.
LOSSES: list[tuple[Any, Any, str]] = [
    (losses.HalfSquaredError(), Y, ""),
    (losses.AbsoluteError(), Y, STAND_IN),
    (losses.PinballLoss(quantile=0.3), Y, STAND_IN),
    (losses.HuberLoss(delta=0.8), Y, ""),
    (losses.HalfPoissonLoss(), COUNTS, ""),
    (losses.HalfGammaLoss(), COUNTS + 0.5, ""),
    (losses.HalfTweedieLoss(power=1.5), COUNTS, ""),
    (losses.HalfBinomialLoss(), LABELS, ""),
    (losses.ExponentialLoss(), LABELS, ""),
]


def _kernels() -> Iterator[Row]:
    for name, kernel, note in KERNELS:
        value, slope = pair(lambda theta, k=kernel: k.clone_with_theta(theta)(X[:3], eval_gradient=True))
        yield Row(f"gaussian_process.kernels.{name}", "K(theta)", "jacobian", value, slope, kernel.theta, note=note)


def _losses() -> Iterator[Row]:
    for loss, y, note in LOSSES:
        name = f"_loss.{type(loss).__name__}"

        def value(raw: Any, loss: Any = loss, y: Any = y) -> Any:
            return np.sum(loss.loss(y, np.ascontiguousarray(raw)))

        def slope(raw: Any, loss: Any = loss, y: Any = y) -> Any:
            return loss.gradient(y, np.ascontiguousarray(raw))

        def second(raw: Any, loss: Any = loss, y: Any = y) -> Any:
            return np.ones(7) * loss.gradient_hessian(y, np.ascontiguousarray(raw))[1]

        yield Row(f"{name}.gradient", "the loss", "gradient", value, slope, RAW)
        yield Row(f"{name}.gradient_hessian", "the gradient", "jacobian", slope, diagonal(second), RAW, note=note)


def _linear_models() -> Iterator[Row]:
    for base, y in ((losses.HalfBinomialLoss(), LABELS), (losses.HalfPoissonLoss(), COUNTS)):
        model, name = LinearModelLoss(base, fit_intercept=True), type(base).__name__
        value, slope = pair(lambda w, m=model, y=y: m.loss_gradient(w, X, y, l2_reg_strength=0.3))

        def hessian(w: Any, model: Any = model, y: Any = y) -> Any:
            return model.gradient_hessian(w, X, y, l2_reg_strength=0.3)[1]

        yield Row(f"LinearModelLoss({name}).loss_gradient", "the loss", "gradient", value, slope, W)
        yield Row(f"LinearModelLoss({name}).gradient_hessian", "the gradient", "jacobian", slope, hessian, W)


def _network(make: Any, activation: str, y: Any) -> Row:
    """Return the gradient of a network's loss by all its weights, in its one vector."""
    model = make(hidden_layer_sizes=(3,), activation=activation, solver="lbfgs", alpha=0.1, tol=1e3, random_state=0)
    model.fit(X, y)
    layers = [3, model.n_outputs_]

    def both(weights: Any) -> Any:
        values = [X, *(np.empty((7, n)) for n in layers)]
        buffers = [np.empty((7, n)) for n in layers], *([np.empty_like(p) for p in q] for q in (model.coefs_, biases))
        return model._loss_grad_lbfgs(np.array(weights), X, y.reshape(-1, 1), None, values, *buffers)

    biases = model.intercepts_
    start = 0.3 * RNG.normal(size=sum(np.size(p) for p in (*model.coefs_, *biases)))
    name = f"neural_network.{make.__name__}({activation})._backprop"
    value, slope = pair(both)
    return Row(name, "the loss", "gradient", value, lambda w: slope(w).copy(), start)


def _embeddings() -> Iterator[Row]:
    same = LABELS[:, None] == LABELS[None, :]
    components = NeighborhoodComponentsAnalysis()
    components.n_iter_ = 0
    near = RNG.dirichlet(np.ones(15)) / 2
    found = {
        "neighbors.NeighborhoodComponentsAnalysis": (
            lambda w: components._loss_grad_lbfgs(np.array(w), X, same, -1.0),
            RNG.normal(size=4),
        ),
        "manifold.TSNE._kl_divergence": (
            lambda w: _t_sne._kl_divergence(np.array(w), near, 1, 6, 2),
            RNG.normal(size=12),
        ),
        "linear_model.HuberRegressor": (
            lambda w: _huber_loss_and_gradient(np.array(w), X, Y, 1.1, 0.05, np.ones(7)),
            np.array([*W, 0.5]),
        ),
    }
    for name, (both, at) in found.items():
        yield Row(name, "the loss", "gradient", *pair(both), at)
    for name in ("logcosh", "exp", "cube"):
        contrast = getattr(_fastica, f"_{name}")
        value, second = pair(lambda x, g=contrast: [part.ravel() for part in g(np.array(x)[:, None], {"alpha": 1.3})])
        yield Row(f"decomposition.FastICA({name})", "g", "jacobian", value, diagonal(second), np.array([0.3, -0.8]))


def _processes() -> Iterator[Row]:
    kernel = kernels.ConstantKernel(1.4) * kernels.RBF([0.8, 1.7])
    noisy = GaussianProcessRegressor(kernel + kernels.WhiteKernel(0.3), optimizer=None).fit(X, Y)
    classes = GaussianProcessClassifier(kernel, optimizer=None).fit(X, LABELS)
    for model, theta, accuracy in ((noisy, noisy.kernel_.theta, 0.0), (classes, kernel.theta, 1e-9)):
        value = model.log_marginal_likelihood

        def slope(t: Any, value: Any = value) -> Any:
            return value(t, eval_gradient=True)[1]

        name = f"gaussian_process.{type(model).__name__}"
        note = "its Newton iteration ends at a tolerance of 1e-10" if accuracy else ""
        yield Row(name, "log_marginal_likelihood", "gradient", value, slope, theta, accuracy=accuracy, note=note)


ROWS = [
    *_kernels(),
    *_losses(),
    *_linear_models(),
    *(_network(MLPRegressor, activation, Y) for activation in ("tanh", "logistic", "relu")),
    _network(MLPClassifier, "tanh", LABELS),
    *_embeddings(),
    *_processes(),
]
