"""Functions that are short for a formula: relu(x) is max(x, 0).

A row is a name, the parameters with the values of those that may be left out, and the formula. The piecewise
activations have PyTorch's parameters (torch.nn.functional), `heaviside` NumPy's, with SymPy's 1/2 at 0, the normal
distribution MATLAB's: mean and standard deviation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Template:
    """What a function is short for.

    Attributes
    ----------
    parameters : tuple of str
    defaults : tuple of str
        The numbers that the last of the parameters are, if they are left out.
    formula : str
    short : str
        The formula where none of the parameters that may be left out is given, if it is simpler.
    """

    parameters: tuple[str, ...]
    defaults: tuple[str, ...]
    formula: str
    short: str = ""

    @property
    def fewest(self) -> int:
        """How many arguments it takes at least."""
        return len(self.parameters) - len(self.defaults)


def _row(parameters: str, formula: str, *defaults: str, short: str = "") -> Template:
    return Template(tuple(parameters.split()), defaults, formula, short)


# Klambauer et al., "Self-normalizing neural networks" (2017): the fixed point has mean 0 and variance 1.
_SCALE, _ALPHA = "1.0507009873554804934193349852946", "1.6732632423543772848170429916717"

_CLIP = "min(max(x, a), b)"
_STEP = "piecewise(x > 0, 1, x < 0, 0, h)"

_DENSITY = "exp(-((x - m)/s)^2/2)/(s*sqrt(2*pi))"

TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {
        "relu": _row("x", "max(x, 0)"),
        "relu6": _row("x", "min(max(x, 0), 6)"),
        "leaky_relu": _row("x a", "piecewise(x > 0, x, a*x)", "0.01"),
        "elu": _row("x a", "piecewise(x > 0, x, a*expm1(x))", "1", short="piecewise(x > 0, x, expm1(x))"),
        "selu": _row("x", f"{_SCALE}*piecewise(x > 0, x, {_ALPHA}*expm1(x))"),
        "hardtanh": _row("x a b", _CLIP, "-1", "1"),
        "clip": _row("x a b", _CLIP),
        "clamp": _row("x a b", _CLIP),
        "softsign": _row("x", "x/(1 + abs(x))"),
        "logsigmoid": _row("x", "-softplus(-x)"),
        "silu": _row("x", "x*sigmoid(x)"),
        "swish": _row("x b", "x*sigmoid(b*x)", "1", short="x*sigmoid(x)"),
        "mish": _row("x", "x*tanh(softplus(x))"),
        "gelu": _row("x", "x*normcdf(x)"),
        # What JAX's is, if nothing else is said.
        "gelu_tanh": _row("x", "x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))/2"),
        "normpdf": _row("x m s", _DENSITY, "0", "1", short="exp(-x^2/2)/sqrt(2*pi)"),
        # Of x alone it is a function of the table.
        "normcdf": _row("x m s", "normcdf((x - m)/s)", "0", "1"),
        "Li2": _row("x", "polylog(2, x)"),
        # SciPy's.
        **{f"{letter}{n}": _row("x", f"bessel{letter}({n}, x)") for letter in "jyik" for n in (0, 1)},
        **{f"i{n}e": _row("x", f"exp(-abs(x))*besseli({n}, x)") for n in (0, 1)},
        **{f"k{n}e": _row("x", f"exp(x)*besselk({n}, x)") for n in (0, 1)},
        **{f"{letter}v": _row("n x", f"bessel{letter}(n, x)") for letter in "jyik"},
        "ive": _row("n x", "exp(-abs(x))*besseli(n, x)"),
        "kve": _row("n x", "exp(x)*besselk(n, x)"),
        "xlogy": _row("x y", "x*log(y)"),
        "xlog1py": _row("x y", "x*log1p(y)"),
        "entr": _row("x", "-x*log(x)"),
        "rel_entr": _row("x y", "x*log(x/y)"),
        "kl_div": _row("x y", "x*log(x/y) - x + y"),
        "log_expit": _row("x", "-softplus(-x)"),
        "cosm1": _row("x", "-2*sin(x/2)^2"),
        "exprel": _row("x", "piecewise(x == 0, 1, expm1(x)/x)"),
        "boxcox": _row("x p", "piecewise(p == 0, log(x), (x^p - 1)/p)"),
        "rgamma": _row("x", "1/gamma(x)"),
        "factorial": _row("n", "gamma(n + 1)"),
        "poch": _row("z n", "gamma(z + n)/gamma(z)"),
        **dict.fromkeys(("binom", "binomial", "comb"), _row("n k", "gamma(n + 1)/(gamma(k + 1)*gamma(n - k + 1))")),
        "huber": _row("d r", "piecewise(abs(r) <= d, r^2/2, d*(abs(r) - d/2))"),
        "pseudo_huber": _row("d r", "d^2*(sqrt(1 + (r/d)^2) - 1)"),
        # MATLAB's.
        "norminv": _row("p m s", "m + s*ndtri(p)", "0", "1", short="ndtri(p)"),
        "rem": _row("x y", "x - y*trunc(x/y)"),
        "sincpi": _row("x", "sinc(pi*x)"),
        "rsqrt": _row("x", "1/sqrt(x)"),
        "haversine": _row("x", "(1 - cos(x))/2"),
        "unitstep": _row("x", "piecewise(x < 0, 0, 1)"),
        "radians": _row("x", "x*pi/180"),
        "degrees": _row("x", "x*180/pi"),
        **{f"{name}d": _row("x", f"{name}(x*pi/180)") for name in ("sin", "cos", "tan", "sec", "csc", "cot")},
        **{f"a{name}d": _row("x", f"a{name}(x)*180/pi") for name in ("sin", "cos", "tan")},
        "atan2d": _row("y x", "atan2(y, x)*180/pi"),
        **{f"{name}pi": _row("x", f"{name}(pi*x)") for name in ("sin", "cos", "tan")},
        "add": _row("x y", "x + y"),
        "subtract": _row("x y", "x - y"),
        "multiply": _row("x y", "x*y"),
        **dict.fromkeys(("divide", "rational"), _row("x y", "x/y")),
        "negative": _row("x", "-x"),
        "integer": _row("x", "x"),
        **dict.fromkeys(("heaviside", "Heaviside", "step"), _row("x h", _STEP, "0.5")),
    }
)
