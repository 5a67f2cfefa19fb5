"""The story of `ZeroInflatedPoisson.hessian` of statsmodels: how it was found wrong, and what follows from it."""

from __future__ import annotations

from typing import Any

import numpy as np
from statsmodels.discrete.count_model import ZeroInflatedPoisson

import derivcheck as dc

TRUTH = np.array([-0.3, 0.8, 0.2, 0.5])
"""Parameters of the counts of the story: of the zeros (a constant and a slope), and of the mean (the same)."""


def counts(rng: np.random.Generator, x: Any) -> Any:
    """Draw counts with more zeros than a Poisson distribution has."""
    zeros, mean = 1 / (1 + np.exp(-x @ TRUTH[:2])), np.exp(x @ TRUTH[2:])
    return rng.poisson(mean) * (rng.random(len(x)) > zeros)


def fit(x: Any, y: Any) -> tuple[Any, Any]:
    """Fit statsmodels' zero-inflated Poisson model; return it with its result."""
    model = ZeroInflatedPoisson(y, x, exog_infl=x)
    return model, model.fit(start_params=TRUTH, method="bfgs", disp=0, maxiter=200)


def standard_errors(hessian: Any) -> Any:
    """Return them from the Hessian of the log-likelihood at its maximum."""
    return np.sqrt(np.diag(np.linalg.inv(-hessian)))


def tell() -> dict[str, Any]:
    """Tell how the Hessian of the zero-inflated Poisson model was found to be wrong, and what follows from it."""
    rng = np.random.default_rng(1)
    x = np.column_stack([np.ones(300), rng.normal(size=300)])
    model, result = fit(x, counts(rng, x))
    check = dc.check_hessian(model.loglike, model.hessian, result.params)
    print(f"  {check.verdict}: {check.reason}")
    print(f"  cause: {check.cause.text}" if check.cause else "  This version of statsmodels has it right.")
    claimed = model.hessian(result.params)
    right = claimed.copy()
    for part in check.components:
        right[part.index] = part.reference
    for name, hessian in (("claimed Hessian", claimed), ("right Hessian", right)):
        print(f"  {name}\n    " + str(np.round(hessian, 1)).replace("\n", "\n    "))
    print("  The likelihood of a zero mixes both parts, so zeros and mean are not estimated independently.")
    print("  The standard errors that statsmodels prints come from the claimed one:")
    found = {"claimed Hessian": standard_errors(claimed), "right Hessian": standard_errors(right)}
    found["of 100 samples"] = np.std([fit(x, counts(rng, x))[1].params for _ in range(100)], axis=0, ddof=1)
    for name, errors in found.items():
        print(f"    {name:<17}" + "  ".join(f"{error:.3f}" for error in errors))
    shares = found["claimed Hessian"] / found["right Hessian"]
    print(f"  They are {min(shares):.2f} to {max(shares):.2f} of the right ones: intervals are too short.")
    return {"check": check, "printed": result.bse, "hessians": (claimed, right), "errors": found}
