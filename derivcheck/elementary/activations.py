"""The logistic function and its kin: what neural networks and regressions are made of."""

from __future__ import annotations

from derivcheck.elementary.row import function

ACTIVATIONS = (
    function(
        "sigmoid",
        lambda m, x, y: y * m.sigmoid(-x),
        also=("logistic", "expit"),
        numpy=None,
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, x: 1 / (1 + m.exp(-x)),
        steepest=0.25,
    ),
    function(
        "softplus",
        lambda m, x, y: m.sigmoid(x),
        numpy=None,
        mpmath=None,
        ball=None,
        sympy=None,
        # The form that does not overflow; away from real numbers log1p(exp(x)) is the same function.
        definition=lambda m, x: m.log1p(m.exp(x)),
    ),
    function(
        "logit",
        lambda m, x, y: 1 / (x * (1 - x)),
        numpy=None,
        scipy="logit",
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, x: m.log(x / (1 - x)),
        nearby=True,
    ),
    function(
        "logaddexp",
        lambda m, a, b, y: m.exp(a - y),
        lambda m, a, b, y: m.exp(b - y),
        also=("logsumexp",),
        mpmath=None,
        ball=None,
        sympy=None,
        definition=lambda m, a, b: m.max(a, b) + m.log1p(m.exp(-m.abs(a - b))),
        nearby=True,
        analytic=False,
    ),
)
