"""Functions of SciPy that stop at a tolerance: which of their arguments that is, and what it is by default.

A tolerance is an argument, by place or by name, a key of `options=` or of another argument, or a default.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Solver:
    """A function that stops at tolerances.

    Attributes
    ----------
    home : str
        The module that has it.
    relative : mapping
        The parameters that are a part of the result, or that only a smaller number makes tighter, with what is
        documented where the signature has no default.
    absolute : tuple of str
        Parameters beside those, in the units of the result, which may be as small as can be.
    floor : float
        The relative error that is left at any tolerance: of a minimum that is found by its values, which are flat
        there, or by differences of them, the square root of the unit roundoff.
    within : str
        The argument, a dict, that has these parameters for keys; "" where they are arguments themselves.
    """

    home: str
    relative: Mapping[str, float]
    absolute: tuple[str, ...] = ()
    floor: float = 0.0
    within: str = ""


FLAT = 2.0**-26
"""Where the values of a function differ by a rounding, its minimum does by the square root of that."""

_OPTIMIZE, _INTEGRATE, _SPARSE = "scipy.optimize", "scipy.integrate", "scipy.sparse.linalg"
_ELEMENTWISE = "scipy.optimize.elementwise"

_CUBE_ROOT = 2.0 ** (-52 / 3)
_BRACKETS = Solver(_OPTIMIZE, {"rtol": 8.9e-16}, ("xtol",))
_RESIDUALS = Solver(_OPTIMIZE, {"f_tol": _CUBE_ROOT})
_FITS = Solver(_OPTIMIZE, {"ftol": 1e-8, "xtol": 1e-8, "gtol": 1e-8}, floor=FLAT)
_INNER = Solver(_OPTIMIZE, {"tol": 1e-5}, floor=FLAT, within="minimizer_kwargs")
_QUADRATURES = Solver(_INTEGRATE, {"epsrel": 1.49e-8}, ("epsabs",))
_STEPS = Solver(_INTEGRATE, {"rtol": 1e-3, "atol": 1e-6})
_INTEGRATORS = Solver(_INTEGRATE, {"rtol": 1e-6, "atol": 1e-12})
_LINEAR = Solver(_SPARSE, {"rtol": 0.0, "tol": 0.0}, ("atol",))  # SciPy has one or the other, with its default
_EIGENVALUES = Solver(_SPARSE, {"tol": 0.0})  # which is all digits

SOLVERS: dict[str, Solver] = {
    **dict.fromkeys(("brentq", "brenth", "ridder", "bisect", "toms748"), _BRACKETS),
    "newton": Solver(_OPTIMIZE, {"rtol": 0.0}, ("tol",)),
    "root_scalar": Solver(_OPTIMIZE, {"rtol": 0.0}, ("xtol",)),
    "fixed_point": Solver(_OPTIMIZE, {"xtol": 1e-8}),
    "fsolve": Solver(_OPTIMIZE, {"xtol": 1.49012e-8}),
    "root": Solver(_OPTIMIZE, {"tol": 1.49012e-8}),
    **dict.fromkeys("newton_krylov broyden1 broyden2 anderson".split(), _RESIDUALS),
    **dict.fromkeys("linearmixing diagbroyden excitingmixing".split(), _RESIDUALS),
    "find_root": Solver(_ELEMENTWISE, {"xrtol": 8.9e-16}, ("xatol", "fatol", "frtol"), within="tolerances"),
    "find_minimum": Solver(_ELEMENTWISE, {"xrtol": 1.5e-8}, ("xatol", "fatol", "frtol"), FLAT, "tolerances"),
    "minimize": Solver(_OPTIMIZE, {"tol": 1e-5}, floor=FLAT),
    "minimize_scalar": Solver(_OPTIMIZE, {"tol": 1.48e-8}, floor=FLAT),
    **dict.fromkeys(("brent", "golden"), Solver(_OPTIMIZE, {"tol": 1.48e-8}, floor=FLAT)),
    "fminbound": Solver(_OPTIMIZE, {"xtol": 1e-5}, floor=FLAT),
    **dict.fromkeys(("fmin", "fmin_powell", "brute"), Solver(_OPTIMIZE, {"xtol": 1e-4, "ftol": 1e-4}, floor=FLAT)),
    **dict.fromkeys(("fmin_bfgs", "fmin_cg"), Solver(_OPTIMIZE, {"gtol": 1e-5}, floor=FLAT)),
    "fmin_ncg": Solver(_OPTIMIZE, {"avextol": 1e-5}, floor=FLAT),
    "fmin_tnc": Solver(_OPTIMIZE, {"ftol": 0.0, "xtol": FLAT, "pgtol": 1e-2 * 2.0**-13}, floor=FLAT),
    "fmin_slsqp": Solver(_OPTIMIZE, {"acc": 1e-6}, floor=FLAT),
    "fmin_cobyla": Solver(_OPTIMIZE, {"rhoend": 1e-4}, ("catol",), floor=FLAT),
    "fmin_l_bfgs_b": Solver(_OPTIMIZE, {"pgtol": 1e-5}, ("factr",), floor=FLAT),
    "differential_evolution": Solver(_OPTIMIZE, {"tol": 1e-2}, ("atol",), floor=FLAT),
    **dict.fromkeys(("basinhopping", "dual_annealing"), _INNER),
    **dict.fromkeys(("least_squares", "leastsq", "curve_fit"), _FITS),
    "lsq_linear": Solver(_OPTIMIZE, {"tol": 1e-10}),
    "milp": Solver(_OPTIMIZE, {"mip_rel_gap": 1e-4}, within="options"),
    **dict.fromkeys(("quad", "dblquad", "tplquad", "quad_vec"), _QUADRATURES),
    "nquad": Solver(_INTEGRATE, {"epsrel": 1.49e-8}, ("epsabs",), within="opts"),
    "cubature": Solver(_INTEGRATE, {"rtol": 1e-8}, ("atol",)),
    "tanhsinh": Solver(_INTEGRATE, {"rtol": 2.0**-39}, ("atol",)),
    "nsum": Solver(_INTEGRATE, {"rtol": FLAT}, ("atol",), within="tolerances"),
    "odeint": Solver(_INTEGRATE, {"rtol": 1.49012e-8, "atol": 1.49012e-8}),
    "solve_ivp": _STEPS,
    **dict.fromkeys("RK23 RK45 DOP853 Radau BDF LSODA".split(), _STEPS),
    **dict.fromkeys(("ode", "complex_ode"), _INTEGRATORS),
    "solve_bvp": Solver(_INTEGRATE, {"tol": 1e-3, "bc_tol": 0.0}),  # by default it is tol
    **dict.fromkeys("cg bicg bicgstab cgs gmres lgmres qmr minres tfqmr gcrotmk".split(), _LINEAR),
    **dict.fromkeys(("lsqr", "lsmr"), Solver(_SPARSE, {"atol": 1e-6, "btol": 1e-6})),
    **dict.fromkeys(("eigs", "eigsh", "svds"), _EIGENVALUES),
    "lobpcg": Solver(_SPARSE, {"tol": FLAT}, floor=FLAT),
    "funm_multiply_krylov": Solver(_SPARSE, {"rtol": 1e-6}, ("atol",)),
}

OF_METHODS: dict[str, tuple[str, float, dict[str, float]]] = {
    "root_scalar": ("xtol", 1.48e-8, dict.fromkeys(("bracket", *"bisect brentq brenth ridder toms748".split()), 2e-12)),
    "root": ("tol", 1.49012e-8, dict.fromkeys("broyden1 broyden2 anderson krylov".split(), _CUBE_ROOT)),
    "minimize": (
        "tol",
        1e-5,
        dict.fromkeys("nelder-mead powell cobyla dogleg trust-ncg trust-exact trust-krylov".split(), 1e-4)
        | dict.fromkeys(("slsqp", "constraints", "cobyqa"), 1e-6)
        | {"trust-constr": 1e-8, "tnc": 1e-2 * 2.0**-13},
    ),
    "minimize_scalar": ("tol", 1.48e-8, {"bounded": 1e-5, "bounds": 1e-5}),
}
"""Functions with many methods: where a tolerance goes, and what it is by default; of some methods it is another."""

OTHER_UNITS = {"factr": 2.0**-52}
"""Of tolerances that are multiples of something: that of `fmin_l_bfgs_b` of the distance of floats."""

IN_UNITS = frozenset(("atol", "fatol", "xatol", "f_tol"))
"""Tolerances that are no part of the result, whatever has them."""


def is_tolerance(name: str) -> bool:
    """Return whether a key of `options=` is a tolerance, by its name in any of the methods.

    >>> is_tolerance("gtol"), is_tolerance("maxiter")
    (True, False)
    """
    return "tol" in name or name == "final_tr_radius"


def in_use() -> Iterator[tuple[str, Any]]:
    """Yield names and functions of the modules that are loaded."""
    for name, solver in SOLVERS.items():
        function = getattr(sys.modules.get(solver.home), name, None)
        if function is not None:
            yield name, function
