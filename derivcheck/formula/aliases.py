"""Names that other books and systems have for functions of the table."""

from __future__ import annotations

from collections.abc import Mapping

ALIASES: Mapping[str, str] = {
    **{"tg": "tan", "ctg": "cot", "cotg": "cot", "cotan": "cot", "cosec": "csc", "arctg": "atan", "arcctg": "acot"},
    **{"arccotg": "acot", "arccosec": "acsc", "acosec": "acsc", "cosech": "csch", "cotanh": "coth"},
    **dict.fromkeys(("arcosech", "arccosech", "acosech"), "acsch"),
    **{"sh": "sinh", "ch": "cosh", "th": "tanh", "cth": "coth"},
    **{"sen": "sin", "arcsen": "asin", "senh": "sinh"},
    **{"arsh": "asinh", "arch": "acosh", "arth": "atanh"},
    **{"ld": "log2", "lb": "log2", "absolute": "abs", "signum": "sign", "maximum": "max", "minimum": "min"},
    # Mathematica's.
    **{"productlog": "lambertw", "inverseerf": "erfinv", "inverseerfc": "erfcinv", "dawsonf": "dawson"},
    **{"elliptick": "ellipk", "elliptice": "ellipe", "expintegralei": "Ei", "expintegrale": "expint"},
    **{"logintegral": "li", "sinintegral": "Si", "cosintegral": "Ci", "sinhintegral": "Shi", "coshintegral": "Chi"},
    **{"logisticsigmoid": "sigmoid", "gammaregularized": "gammaincc", "cuberoot": "cbrt", "ramp": "relu"},
    **{"heavisidetheta": "heaviside", "realabs": "abs", "realsign": "sign", "integerpart": "trunc"},
    **{"plus": "add", "times": "multiply", "subtract": "subtract", "minus": "negative"},
    # Of MATLAB, Maple, R, NumPy and C.
    **{"realsqrt": "sqrt", "reallog": "log", "realpow": "pow", "fix": "trunc", "lngamma": "loggamma"},
    **{"pnorm": "normcdf", "dnorm": "normpdf", "plogis": "sigmoid", "qlogis": "logit", "pmax": "max", "pmin": "min"},
    **{"true_divide": "divide", "float_power": "pow", "deg2rad": "radians", "rad2deg": "degrees", "fmod": "rem"},
    **{"fmax": "max", "fmin": "min", "powf": "pow", "fabsf": "abs", "cbrtf": "cbrt", "nchoosek": "binom"},
    **{f"{name}f": name for name in ("sqrt", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{"qnorm": "norminv", "tgamma": "gamma", "choose": "binom", "ncr": "binom", "nroot": "nthroot"},
    # Of SymPy and JAX.
    **{"mul": "multiply", "float": "integer", "log_sigmoid": "logsigmoid"},
    # Exactly so; those in capitals of Fortran and of spreadsheets.
    **{"ALOG": "log", "ALOG10": "log10", "AMAX1": "max", "AMIN1": "min", "FACT": "factorial"},
    **{"Ai": "airyai", "Bi": "airybi"},
}
"""Those in small letters are variables to others, so they are functions only where an argument follows."""

BY_ARGUMENTS: Mapping[tuple[str, int], str] = {
    **dict.fromkeys((("arctan", 2), ("atan", 2)), "atan2"),
    **dict.fromkeys((("psi", 2), ("digamma", 2)), "polygamma"),
    ("polygamma", 1): "digamma",
    ("Ei", 2): "expint",
}
"""Functions that with so many arguments are others, in Maple, MATLAB, Julia or Mathematica."""

FAMILIES: Mapping[str, str] = {
    **{"J": "besselj", "Y": "bessely", "I": "besseli", "K": "besselk"},
    **{"E": "expint", "Li": "polylog", "W": "lambertw"},
}
"""Functions whose order is written below the name: J_0(x)."""

_NORMALISED = ("np", "numpy", "jnp", "jax.numpy", "torch", "torch.special", "scipy.special", "special", "sc")

BY_LIBRARY: Mapping[tuple[str, str], str] = {
    **{(library, "sinc"): "sincpi" for library in _NORMALISED},
    # Rounded to the nearest quotient; half away from 0; Ei; not regularised; by the tangent; with another slope.
    **dict.fromkeys((("math", "remainder"), ("std", "remainder"), ("Math", "round"), ("std", "round")), ""),
    **dict.fromkeys((("std", "expint"), ("mpmath", "gammainc"), ("mp", "gammainc")), ""),
    **dict.fromkeys((("sp", "S"), ("sympy", "S")), "integer"),
    ("jax.nn", "gelu"): "gelu_tanh",
    **dict.fromkeys((("nn", "gelu"), ("tf.nn", "leaky_relu")), ""),
    **{(f"{place}norm", "cdf"): "normcdf" for place in ("", "stats.", "scipy.stats.", "jax.scipy.stats.")},
    **{(f"{place}norm", "pdf"): "normpdf" for place in ("", "stats.", "scipy.stats.", "jax.scipy.stats.")},
    **{(f"{place}norm", "ppf"): "norminv" for place in ("", "stats.", "scipy.stats.", "jax.scipy.stats.")},
}
"""Functions that are not those of the same name here: their name, or "" if there is none."""

TWO_MEANINGS: Mapping[str, tuple[int, str, str]] = {
    "LOG": (1, "log(…)", "log10(…)"),
    "MOD": (2, "mod(…)", "rem(…)"),
    "EllipticK": (1, "ellipk(…)", "ellipk(…^2)"),
    "EllipticE": (1, "ellipe(…)", "ellipe(…^2)"),
}
"""Names, as typed before a parenthesis, that are other functions in other systems, with their arguments."""

OTHER_ORDER: Mapping[str, tuple[str, str]] = {
    "ATAN2": ("atan2", "Excel"),
    **{f"bessel{kind}": (f"bessel{kind.lower()}", "R") for kind in "JYIK"},
}
"""Names, as typed, of functions that take their arguments in the other order in one system."""
