"""Derivatives in statsmodels: of likelihoods, links, variances, norms, penalties, copulas and rotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import statsmodels.api as sm
from statsmodels.base import _penalties as penalties
from statsmodels.discrete.conditional_models import ConditionalLogit
from statsmodels.discrete.truncated_model import TruncatedLFPoisson
from statsmodels.distributions.copula import depfunc_ev, transforms
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.genmod.families import links, varfuncs
from statsmodels.miscmodels.ordinal_model import OrderedModel
from statsmodels.multivariate.factor_rotation import _gpa_rotation as rotation
from statsmodels.othermod.betareg import BetaModel
from statsmodels.robust import norms
from wild.row import Row, diagonal, pair

RNG = np.random.default_rng(5)
N = 40
X = np.column_stack([np.ones(N), RNG.normal(size=N)])
COUNTS = RNG.poisson(np.exp(0.5 + 0.4 * X[:, 1])) * (RNG.random(N) > 0.25)
LABELS = (X[:, 1] + RNG.logistic(size=N) > 0).astype(int)
LEVELS = np.digitize(X[:, 1] + RNG.logistic(size=N), [-0.7, 0.8])
SHARES = 1 / (1 + np.exp(-0.5 * X[:, 1] - 0.3 * RNG.normal(size=N)))
TIMES = np.round(RNG.exponential(size=N), 1) + 0.1
GROUPS = np.arange(N) // 8

W2, W3, W4 = np.array([0.3, 0.2]), np.array([0.3, 0.2, 0.4]), np.array([-0.5, 0.3, 0.2, 0.4])
ALPHA = "as the loglike of a new model, the score is by log(alpha), the Hessian by alpha"
BLOCK = "the block inflate x main stays zero: see the story below"
NUMERIC = "statsmodels approximates this one by finite differences"


def _plain(model: Any) -> Any:
    """Return a model whose parameter is alpha, not log(alpha), as it is once it is fitted."""
    model._transparams = False
    return model


# A model, its parameters, and what is known about its Hessian.
MODELS: dict[str, tuple[Any, Any, str]] = {
    "Logit": (sm.Logit(LABELS, X), W2, ""),
    "Probit": (sm.Probit(LABELS, X), W2, ""),
    "MNLogit": (sm.MNLogit(LEVELS, X), W4, ""),
    "Poisson": (sm.Poisson(COUNTS, X), W2, ""),
    "GeneralizedPoisson": (sm.GeneralizedPoisson(COUNTS, X), W3, ""),
    "NegativeBinomial": (_plain(sm.NegativeBinomial(COUNTS, X)), W3, ""),
    "NegativeBinomial(nb1)": (_plain(sm.NegativeBinomial(COUNTS, X, "nb1")), W3, ""),
    "NegativeBinomial(new)": (sm.NegativeBinomial(COUNTS, X), W3, ALPHA),
    "NegativeBinomialP": (sm.NegativeBinomialP(COUNTS, X), W3, ""),
    "ZeroInflatedPoisson": (sm.ZeroInflatedPoisson(COUNTS, X, exog_infl=X), W4, BLOCK),
    "TruncatedLFPoisson": (TruncatedLFPoisson(COUNTS + 1, X), W2, NUMERIC),
    "OrderedModel": (OrderedModel(LEVELS, X[:, 1:], distr="logit"), np.array([0.4, -0.5, 0.2]), NUMERIC),
    "BetaModel": (BetaModel(SHARES, X), np.array([0.1, 0.3, 2.0]), ""),
    "ConditionalLogit": (ConditionalLogit(LABELS, X[:, 1:], groups=GROUPS), W2[:1], NUMERIC),
    "PHReg(breslow)": (PHReg(TIMES, X[:, 1:], status=LABELS), W2[:1], ""),
    "PHReg(efron)": (PHReg(TIMES, X[:, 1:], status=LABELS, ties="efron"), W2[:1], ""),
}

UNIT, POSITIVE = (0.01, 0.99), (0.01, 50.0)
LINKS: list[tuple[str, Any, float, tuple[float, float]]] = [
    ("Logit", links.Logit(), 0.3, UNIT),
    ("Log", links.Log(), 0.7, POSITIVE),
    ("Power(1/3)", links.Power(1 / 3), 0.7, POSITIVE),
    ("InverseSquared", links.InverseSquared(), 0.7, POSITIVE),
    ("Probit", links.Probit(), 0.3, UNIT),
    ("Cauchy", links.Cauchy(), 0.3, UNIT),
    ("CLogLog", links.CLogLog(), 0.3, UNIT),
    ("LogLog", links.LogLog(), 0.3, UNIT),
    ("LogC", links.LogC(), 0.3, UNIT),
    ("NegativeBinomial", links.NegativeBinomial(0.7), 0.9, POSITIVE),
]

NORMS: list[tuple[Any, tuple[float, ...]]] = [
    (norms.HuberT(), (0.7, 2.5)),
    (norms.RamsayE(), (0.7,)),
    (norms.AndrewWave(), (0.7,)),
    (norms.TrimmedMean(), (0.7,)),
    (norms.Hampel(), (0.7, 3.0, 5.0)),
    (norms.TukeyBiweight(), (0.7,)),
    (norms.TukeyQuartic(), (0.7,)),
    (norms.StudentT(), (0.7,)),
]

# A generator, its parameter, its derivatives in order, what is known of the first.
SIGN = "its sign is wrong, and that of deriv2 with it: the generator falls"
INVERSE = "inverse deriv_inverse deriv2_inverse deriv3_inverse deriv4_inverse"
GENERATORS: list[tuple[Any, float, str]] = [
    (transforms.TransfFrank(), 1.7, SIGN),
    (transforms.TransfClayton(), 1.7, ""),
    (transforms.TransfGumbel(), 2.0, ""),
]
DEPENDENCE: list[tuple[Any, tuple[float, ...]]] = [
    (depfunc_ev.AsymLogistic(), (0.7, 0.9, 0.6)),
    (depfunc_ev.AsymNegLogistic(), (0.7, 0.9, 0.6)),
    (depfunc_ev.AsymMixed(), (0.5, 0.1)),
    (depfunc_ev.HR(), (0.8,)),
]

LOADINGS, TARGET = RNG.normal(size=(2, 5, 2))
ROTATIONS: dict[str, Callable[[Any], Any]] = {
    "oblimin_objective": lambda q: rotation.oblimin_objective(L=q, gamma=0.3),
    "CF_objective": lambda q: rotation.CF_objective(L=q, kappa=0.3),
    "orthomax_objective": lambda q: rotation.orthomax_objective(L=q, gamma=0.3),
    "vgQ_target": lambda q: rotation.vgQ_target(TARGET, L=q),
}


def _models() -> Iterator[Row]:
    for name, (model, at, note) in MODELS.items():

        def hessian(w: Any, model: Any = model) -> Any:
            return np.asarray(model.hessian(w))

        yield Row(f"{name}.score", "loglike", "gradient", model.loglike, model.score, at)
        yield Row(f"{name}.hessian", "loglike", "hessian", model.loglike, hessian, at, note=note)


def _links() -> Iterator[Row]:
    for name, link, at, limits in LINKS:
        turned = sorted(float(link(end)) for end in limits)
        steps = [(link, link.deriv), (link.deriv, link.deriv2)]
        back = [(link.inverse, link.inverse_deriv), (link.inverse_deriv, link.inverse_deriv2)]
        for f, g in steps:
            yield _slope(f"links.{name}", f, g, at, limits)
        for f, g in back:
            yield _slope(f"links.{name}", f, g, float(link(at)), (turned[0], turned[1]))


def _slope(
    owner: str, f: Any, g: Any, at: float, limits: tuple[float, float] | None = None, args: Any = (), note: str = ""
) -> Row:
    of = getattr(f, "__name__", owner.rpartition(".")[2])
    return Row(
        f"{owner}.{g.__name__}", of, "derivative", lambda x: f(x, *args), lambda x: g(x, *args), at, limits, note=note
    )


def _norms() -> Iterator[Row]:
    for norm, points in NORMS:
        for at in points:
            owner = f"norms.{type(norm).__name__}({at:g})"
            yield _slope(owner, norm.rho, norm.psi, at)
            yield _slope(owner, norm.psi, norm.psi_deriv, at)


def _penalties() -> Iterator[Row]:
    for penalty in (penalties.L2(), penalties.PseudoHuber(0.7), penalties.SCAD(0.4), penalties.SCADSmoothed(0.4)):
        at, name = np.array([0.2, -0.7, 2.9]), f"_penalties.{type(penalty).__name__}"
        yield Row(f"{name}.deriv", "func", "gradient", penalty.func, penalty.deriv, at)
        yield Row(f"{name}.deriv2", "deriv", "jacobian", penalty.deriv, diagonal(penalty.deriv2), at)


def _copulas() -> Iterator[Row]:
    for generator, theta, note in GENERATORS:
        owner = f"copula.{type(generator).__name__}"
        yield _slope(owner, generator.evaluate, generator.deriv, 0.4, UNIT, (theta,), note)
        yield _slope(owner, generator.deriv, generator.deriv2, 0.4, UNIT, (theta,))
        known = [getattr(generator, name) for name in INVERSE.split() if hasattr(generator, name)]
        # The second derivative is none of the inverse itself, where nobody has written the first.
        chain = known if len(known) == len(INVERSE.split()) else known[1:]
        for f, g in pairwise(chain):
            yield _slope(owner, f, g, 0.8, (0.01, 9), (theta,))
    for dependence, args in DEPENDENCE:
        owner = f"copula.{type(dependence).__name__}"
        yield _slope(owner, dependence.evaluate, dependence.deriv, 0.3, UNIT, args)
        yield _slope(owner, dependence.deriv, dependence.deriv2, 0.3, UNIT, args)


ROWS = [
    *_models(),
    *_links(),
    *_norms(),
    *_penalties(),
    *(
        _slope(f"varfuncs.{name}", f, f.deriv, at, UNIT)
        for name, f, at in (("Binomial", varfuncs.binary, 0.3), ("NegativeBinomial", varfuncs.nbinom, 0.7))
    ),
    *_copulas(),
    *(
        Row(f"factor_rotation.{name}", "the objective", "gradient", *pair(f), LOADINGS)
        for name, f in ROTATIONS.items()
    ),
]  # fmt: skip
