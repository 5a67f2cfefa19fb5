"""Formulas by cases: what is read, what is refused, and the values of both, against Python's own conditional."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from roundings import rounded
from rows import of_each

from derivcheck.arithmetic.precise import Precise
from derivcheck.arithmetic.real import Real
from derivcheck.arithmetic.text.writing import write
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DomainError, ParseError

READ = {
    "piecewise(x < 0, -x, x)": "piecewise(x < 0, -x, x)",
    "Piecewise((-x, x < 0), (x, True))": "piecewise(x < 0, -x, x)",
    "np.where(x > 0, x, 0)": "piecewise(x > 0, x, 0)",
    "x if x > 0 else -x": "piecewise(x > 0, x, -x)",
    "2*(x if x > 1 else -x if x < -1 else x^2) + 1": "2*piecewise(x > 1, x, x < -1, -x, x^2) + 1",
    "Piecewise[{{x, x < 0}, {x^2, x > 0}}, 5]": "piecewise(x < 0, x, x > 0, x^2, 5)",
    "If[x > 0, x, 2 x]": "piecewise(x > 0, x, 2*x)",
    r"\begin{cases} x^2 & x < 0 \\ 3 & \text{otherwise} \end{cases}": "piecewise(x < 0, x^2, 3)",
    r"\begin{cases} x, & \text{if } x \geq 0 \\ -x, & \text{if } x < 0 \end{cases}": (
        "piecewise(0 > x, piecewise(x < 0, -x, 0/0), x)"
    ),
    "where((x < 0) | (x > 1), 1, x)": "piecewise(x < 0, 1, x > 1, 1, x)",
    "where(~(x < 0) & (x < 1), 1, x)": "piecewise(x < 0, x, x < 1, 1, x)",
    "Piecewise((1, Or(Lt(x, 0), Gt(x, 1))), (x, True))": "piecewise(x < 0, 1, x > 1, 1, x)",
    "Piecewise((1, ITE(x > 0, y > 0, True)), (2, True))": (
        "piecewise(x > 0, piecewise(y > 0, 1, piecewise(x > 0, 2, 1)), piecewise(x > 0, 2, 1))"
    ),
    "sin(x if |x| < 1 else 2)": "sin(piecewise(abs(x) < 1, x, 2))",
    "piecewise(True, x, y)": "x",
    "if(x > 0, x, -x)": "piecewise(x > 0, x, -x)",
    "(x > 0)*x": "piecewise(x > 0, 1, 0)*x",
    "x*(x > 0)": "x*piecewise(x > 0, 1, 0)",
    "x^2*(0 < x < 1) + (x >= 1)*y": "x^2*piecewise(x > 0, piecewise(x < 1, 1, 0), 0) + piecewise(x < 1, 0, 1)*y",
    "[x > 0]·x": "piecewise(x > 0, 1, 0)*x",
    "-((x < 0) | (x > 1))*x": "-piecewise(x < 0, 1, x > 1, 1, 0)*x",
    "max((x > 0), y)": "max(piecewise(x > 0, 1, 0), y)",
    r"\lfloor x \rfloor": "floor(x)",
    "relu6(x)": "min(max(x, 0), 6)",
    "leaky_relu(x, 0.2)": "piecewise(x > 0, x, 0.2*x)",
    "elu(x)": "piecewise(x > 0, x, expm1(x))",
    "hardtanh(x)": "min(max(x, -1), 1)",
    "clip(x, 0, 1)": "min(max(x, 0), 1)",
    "Heaviside(x, 0)": "piecewise(x > 0, 1, 0)",
    "softsign(x)": "x/(1 + abs(x))",
    "logsigmoid(x)": "-softplus(-x)",
    "silu(x)": "x*sigmoid(x)",
    "swish(x)": "x*sigmoid(x)",
    "swish(x, 2)": "x*sigmoid(2*x)",
    "mish(x)": "x*tanh(softplus(x))",
    "gelu(x)": "x*ndtr(x)",
    "normpdf(x)": "exp(-x^2/2)/sqrt(2*pi)",
    "normpdf(x, 1, 2)": "exp(-((x - 1)/2)^2/2)/(2*sqrt(2*pi))",
    "normcdf(x, 1, 2)": "normcdf((x - 1)/2)",
    "j0(x)": "besselj(0, x)",
    "special.k1(x)": "besselk(1, x)",
    "iv(1.5, x)": "besseli(1.5, x)",
    "i0e(x)": "exp(-abs(x))*besseli(0, x)",
    "kve(2, x)": "exp(x)*besselk(2, x)",
    "xlogy(x, y)": "x*log(y)",
    "xlog1py(x, y)": "x*log1p(y)",
    "entr(x)": "-x*log(x)",
    "rel_entr(x, 2)": "x*log(x/2)",
    "kl_div(x, 2)": "x*log(x/2) - x + 2",
    "log_expit(x)": "-softplus(-x)",
    "cosm1(x)": "-2*sin(x/2)^2",
    "exprel(x)": "piecewise(x == 0, 1, expm1(x)/x)",
    "boxcox(x, 0.3)": "(x^0.3 - 1)/0.3",
    "boxcox(x, 0)": "log(x)",
    "factorial(x)": "gamma(x + 1)",
    "rgamma(x)": "1/gamma(x)",
    "poch(x, 2)": "gamma(x + 2)/gamma(x)",
    "binom(x, 2)": "gamma(x + 1)/(gamma(2 + 1)*gamma(x - 2 + 1))",
    "huber(2, x)": "piecewise(abs(x) <= 2, x^2/2, 2*(abs(x) - 2/2))",
    "pseudo_huber(2, x)": "2^2*(sqrt(1 + (x/2)^2) - 1)",
    "norminv(p)": "ndtri(p)",
    "norminv(p, 1, 2)": "1 + 2*ndtri(p)",
    "piecewise(2 > 1, x, y)": "x",
    "logsumexp(x, 1, 2)": "logaddexp(logaddexp(x, 1), 2)",
}


@of_each(READ)
def test_what_is_read(text: str) -> None:
    assert parse(text).text == parse(READ[text]).text


@of_each([t for t in READ if "0/0" not in READ[t]])
def test_what_is_written_reads_the_same(text: str) -> None:
    formula = parse(text)
    assert parse(formula.text).text == formula.text
    assert parse(write(formula)).text == formula.text


REFUSED = {
    "x < 1": "'<' compares",
    "x^2 (x > 0)": "'>' compares",
    "x^(x > 0)": "'>' compares",
    "x*(x = 0)": "'=' has no place",
    "x*(> 0)": "a side of this comparison is missing",
    "piecewise(x, 1, 2)": "a condition compares two numbers",
    "piecewise()": "cases are conditions with values",
    "piecewise(x < 0, a": "is not closed",
    "where(x < 0,, 1)": "a value is missing",
    "x if x > 0": "a value for the other case is missing",
    "piecewise(x <, 1, 2)": "a side of this comparison is missing",
    "5%": "write (5/100) for per cent",
    "frac(x)": "(x - floor(x)) or (x - trunc(x))",
    "clip(x, 0)": "clip takes 3 arguments",
    r"\begin{matrix} x \end{matrix}": "only cases are read",
    "x and y": "",
    "a & b": "not arithmetic",
    "piecewise(" * 200 + "x < 0" + ")" * 200: "cases are conditions with values",
    "where(x<0," * 200 + "1" + ",2)" * 200: "deep",
    "x if x > 0 else " * 200 + "1": "nested more than",
    "where(" + "(" * 200 + "x < 0" + ")" * 200 + ", 1, 2)": "deep",
    "where(" + " and ".join(["x < 0"] * 200) + ", 1, 2)": "parts",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert REFUSED[text] in str(caught.value)
    assert "\n" not in str(caught.value)


COMPARISONS = {"<": float.__lt__, "<=": float.__le__, ">": float.__gt__, ">=": float.__ge__}
COMPARISONS |= {"==": float.__eq__, "!=": float.__ne__}
POINTS = st.sampled_from([-1.0, 0.0, 0.5, 1.0, 2.0])


@given(
    x=POINTS, c=st.tuples(POINTS, POINTS), signs=st.tuples(*[st.sampled_from(sorted(COMPARISONS))] * 2), data=st.data()
)
def test_conditions_mean_what_python_means(
    x: float, c: tuple[float, float], signs: tuple[str, str], data: st.DataObject
) -> None:
    joint = data.draw(st.sampled_from(["and", "or"]))
    negated = data.draw(st.booleans())
    first, second = (COMPARISONS[sign](x, bound) for sign, bound in zip(signs, c, strict=True))
    truth = (
        (not first if negated else first) and second if joint == "and" else (not first if negated else first) or second
    )
    text = f"where({'not ' * negated}(x {signs[0]} {c[0]}) {joint} x {signs[1]} {c[1]}, 7, 8)"
    assert float(parse(text).evaluate(Real(), {"x": np.float64(x)})) == (7 if truth else 8)


def test_a_planted_sign_is_found_out() -> None:
    """The test above fails for a reader that takes <= for <."""
    wrong = parse("where(x < 0, 7, 8)").evaluate(Real(), {"x": np.float64(0)})
    assert wrong != (7 if 0.0 <= 0 else 8)


def test_what_is_not_chosen_is_not_evaluated() -> None:
    formula, m = parse("piecewise(x > 0, log(x), x < 0, -log(-x))"), Precise(100)
    assert float(formula.evaluate(m, {"x": m.exact(-2.0)})) == rounded(-math.log(2), 3)
    with pytest.raises(DomainError, match="division by zero"):  # no case holds at 0
        formula.evaluate(m, {"x": m.exact(0.0)})


def test_a_break_is_compared_exactly() -> None:
    """0.3 is a little less than 3/10, which no float knows."""
    m = Precise(200)
    value = parse("where(x < 0.3, 7, 8)").evaluate(m, {"x": m.exact(0.3)})
    assert (Fraction(0.3) < Fraction(3, 10)) == (value == 7)


STEPS = {
    "floor(x)": np.floor,
    "ceil(x)": np.ceil,
    "trunc(x)": np.trunc,
    "round(x)": np.rint,
    "x % 3": lambda x: np.mod(x, 3),
    "mod(x, -3)": lambda x: np.mod(x, -3),
    "relu(x)": lambda x: np.maximum(x, 0),
    "selu(x)": lambda x: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * np.expm1(np.minimum(x, 0))),
    "heaviside(x)": lambda x: np.heaviside(x, 0.5),
    "silu(x)": lambda x: x / (1 + np.exp(-x)),
    "softsign(x)": lambda x: x / (1 + np.abs(x)),
    "logsumexp(x, 1)": lambda x: np.logaddexp(x, 1),
    "hardtanh(x, -2, 2)": lambda x: np.clip(x, -2, 2),
}


@pytest.mark.parametrize("text", STEPS)
@pytest.mark.parametrize("inner", [Real(), Precise(120)], ids=["float64", "mpmath"])
def test_values_are_those_of_numpy(text: str, inner: Real | Precise) -> None:
    for x in (-3.0, -2.5, -1.5, -0.5, -0.2, 0.0, 0.5, 1.5, 2.7, 6.0):
        found = float(parse(text).evaluate(inner, {"x": inner.exact(x)}))
        # At most three operations, of a unit in the last place each, in either program.
        assert found == rounded(STEPS[text](x), 2 * 2 * 3)


def test_arrays_take_all_cases_at_once() -> None:
    x = np.linspace(-2, 2, 9)
    with Real() as m:
        found = parse("piecewise(x < 0, x^2, x > 1, log(x), 3)").evaluate(m, {"x": x})
        assert np.array_equal(found, np.select([x < 0, x > 1], [x**2, np.log(x)], 3))
