"""A logistic loss with a penalty, its gradient, and the same gradient with a slip.

    python -m derivcheck examples/logistic.py:loss --claim examples/logistic.py:gradient --at 0.3,0.5
"""

import numpy as np

SAMPLES = np.array([[1.0, 2.0], [0.5, -1.0], [-1.5, 0.25]])
LABELS = np.array([1.0, 0.0, 1.0])


def loss(w):
    """Return the mean loss of the samples, and a penalty on the weights."""
    z = SAMPLES @ w
    return np.mean(np.logaddexp(0, z) - LABELS * z) + 0.05 * np.sum(w**2)


def gradient(w):
    """Return the gradient of `loss`."""
    z = SAMPLES @ w
    return SAMPLES.T @ (1 / (1 + np.exp(-z)) - LABELS) / len(LABELS) + 0.1 * w


def forgetful(w):
    """Return the gradient without its penalty."""
    return gradient(w) - 0.1 * w
