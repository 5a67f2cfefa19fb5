"""What people write, beside what they mean: from textbooks, LaTeX, notebooks, libraries and exercise books.

Each meaning is in the strict notation, which `test_parser` compares with Python's own parser.
"""

from __future__ import annotations

import mpmath
import pytest
import sympy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rows import of_each
from strategies import Formula, formulas

from derivcheck.arithmetic.precise import Precise
from derivcheck.elementary import FUNCTIONS
from derivcheck.formula.expression import Expression
from derivcheck.formula.heads import body
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DomainError, ParseError, PrecisionError, UnsupportedOperation
from derivcheck.methods import symbolic
from derivcheck.methods.target import Function

MEANINGS = r"""
3x sin x | 3*x*sin(x)
3xcos(x) | 3*x*cos(x)
xtan(x) | x*tan(x)
tsin(t) | t*sin(t)
cos x | cos(x)
cosx | cos(x)
lnx | log(x)
sin2x | sin(2*x)
cos3x | cos(3*x)
2sinxcosx | 2*sin(x)*cos(x)
xsinx + cosx | x*sin(x) + cos(x)
sinθ | sin(θ)
cos 2x | cos(2*x)
sin 3x cos 2x | sin(3*x)*cos(2*x)
tan x sec x | tan(x)*sec(x)
x ln x - x | x*log(x) - x
ln 2x | log(2*x)
ln ln x | log(log(x))
ln sin x | log(sin(x))
sin x^2 | sin(x^2)
sin x² | sin(x^2)
cos x^2 sin x | cos(x^2)*sin(x)
sin πx | sin(pi*x)
sin 2 pi x | sin(2*pi*x)
sin ωt | sin(ω*t)
A sin(ω t + φ) | A*sin(ω*t + φ)
sqrt x + 1 | sqrt(x) + 1
exp x | exp(x)
arctan 2x | atan(2*x)
cos^2 x | cos(x)^2
cos²(x) | cos(x)^2
sin^2 x + cos^2 x | sin(x)^2 + cos(x)^2
1 - 2sin^2 x | 1 - 2*sin(x)^2
sin^2 2x | sin(2*x)^2
tan^3(2x) | tan(2*x)^3
sec^2 x tan x | sec(x)^2*tan(x)
ln^2 x | log(x)^2
sin^n x | sin(x)^n
sin^{-2} x | sin(x)^(-2)
cos^-1 x | acos(x)
tan^{-1}(2x) | atan(2*x)
sinh^-1(x) | asinh(x)
sin⁻¹ x | asin(x)
1/sin^2 x | 1/sin(x)^2
sin x / cos x | sin(x)/cos(x)
sin x * cos x | sin(x)*cos(x)
sin x/x | sin(x)/x
ln x / x | log(x)/x
x/ln x | x/log(x)
e^{2x} | exp(2*x)
e^x sin x | exp(x)*sin(x)
e^-x cos 3x | exp(-x)*cos(3*x)
e^x(x+1) | exp(x)*(x + 1)
e^sin x | exp(sin(x))
e^{x}y | exp(x)*y
2^x ln 2 | 2^x*log(2)
xe^x | x*exp(x)
2xe^{x^2} | 2*x*exp(x^2)
te^-t | t*exp(-t)
x^2e^x | x^2*exp(x)
ln|x| | log(abs(x))
ln|cos x| | log(abs(cos(x)))
x ln|x| - x | x*log(abs(x)) - x
|x|/x | abs(x)/x
x|x| | x*abs(x)
|x||y| | abs(x)*abs(y)
|x-1|(x+2) | abs(x - 1)*(x + 2)
2x|x-1| | 2*x*abs(x - 1)
|sin x| | abs(sin(x))
√|x| | sqrt(abs(x))
e^|x| | exp(abs(x))
log_3(x) | log(x)/log(3)
log_a(x) | log(x)/log(a)
log_2 x | log2(x)
log₁₀(x) | log10(x)
log_{2}(x+1) | log2(x + 1)
x^3y^2 | x^3*y^2
x^-2y | x^(-2)*y
x^2 y z | x^2*y*z
a^2x^2 | a^2*x^2
x(x-1)(x-2) | x*(x - 1)*(x - 2)
2x(x+1)^3 | 2*x*(x + 1)^3
(2x+1)^5 x | (2*x + 1)^5*x
(x+1)sqrt(x) | (x + 1)*sqrt(x)
x^2(1-x)^3 | x^2*(1 - x)^3
k(t-1) | k*(t - 1)
pi(x+1) | pi*(x + 1)
a b c | a*b*c
2 x y | 2*x*y
alpha beta x | alpha*beta*x
x_1 x_2 | x_1*x_2
x_{1} + x₂ | x_1 + x_2
x y + sin(xy) | x*y + sin(x*y)
1/(xln2) | 1/(x*log(2))
x^2 - sqrt2 | x^2 - sqrt(2)
a^x lna | a^x*log(a)
[x+1](x-1) | (x + 1)*(x - 1)
({x}+1) | x + 1
¼x^4 | 1/4*x^4
x^½ | x^(1/2)
√x | sqrt(x)
2√x | 2*sqrt(x)
√3/2 | sqrt(3)/2
1/√(1-x²) | 1/sqrt(1 - x^2)
∛x | cbrt(x)
∛(x+1) | cbrt(x + 1)
eˣ | exp(x)
e⁻²ˣ | exp(-(2*x))
xⁿ | x^n
x⁻¹ | x^(-1)
x•y | x*y
x—y | x - y
x÷2 | x/2
λx | λ*x
lambda x | lambda*x
Sin[x]^2 | sin(x)^2
Cos[2 x] | cos(2*x)
ArcTan[x/2] | atan(x/2)
Exp[-x^2] | exp(-x^2)
Log[2, x] | log(x)/log(2)
E^(2 x) | exp(2*x)
x Sin[Pi x] | x*sin(pi*x)
Power[x, 3] | x^3
BesselJ[0, x] | besselj(0, x)
ProductLog[x] | lambertw(x)
SIN(x) | sin(x)
SQRT(x) | sqrt(x)
np.exp(-x**2) | exp(-x^2)
np.arctan2(y, x) | atan2(y, x)
np.maximum(x, 0) | max(x, 0)
np.power(x, 3) | x^3
np.square(x) | x^2
np.pi*x | pi*x
math.log(x, 2) | log(x)/log(2)
math.sqrt(x) | sqrt(x)
torch.sigmoid(x) | sigmoid(x)
scipy.special.erf(x) | erf(x)
sympy.LambertW(x) | lambertw(x)
jnp.tanh(x) | tanh(x)
Abs(x) | abs(x)
Max(x, y, 1) | max(max(x, y), 1)
polygamma(1, x) | polygamma(1, x)
pow(x, y) | x^y
root(x, 4) | x^(1/4)
exp2(x) | 2^x
tg x | tan(x)
ctg(2x) | cot(2*x)
arctg x | atan(x)
sh(x) + ch(x) | sinh(x) + cosh(x)
y = x^2 | x^2
f(x) = 2x sin x | 2*x*sin(x)
f'(x) = 3x² | 3*x^2
dy/dx = 2x | 2*x
\frac{dy}{dx} = 2x | 2*x
lambda x: x**2 | x^2
x ↦ x^2 | x^2
$x^2$ | x^2
\frac{x+1}{x-1} | (x + 1)/(x - 1)
\frac12 x^2 | 1/2*x^2
\dfrac{\sin x}{x} | sin(x)/x
\frac{1}{\sqrt{2\pi}} e^{-\frac{x^2}{2}} | 1/sqrt(2*pi)*exp(-(x^2/2))
\sqrt{1-x^{2}} | sqrt(1 - x^2)
\sqrt[n]{x} | x^(1/n)
\sqrt2 x | sqrt(2)*x
\sin^{2} x | sin(x)^2
\cos^{2}\left(x\right) | cos(x)^2
\tan^{-1} x | atan(x)
\sin^{2}{\left(x \right)} | sin(x)^2
\sin 2x \cos x | sin(2*x)*cos(x)
\log_{2} x | log2(x)
\ln|x+1| | log(abs(x + 1))
\left|x-1\right|^{3} | abs(x - 1)^3
\lvert x \rvert | abs(x)
\left(1+\frac{1}{x}\right)^x | (1 + 1/x)^x
\left[x+1\right]^2 | (x + 1)^2
\exp\left(-\frac{x^2}{2}\right) | exp(-(x^2/2))
\mathrm{e}^{x}\,\cos x | exp(x)*cos(x)
\operatorname{sech}^2 x | sech(x)^2
\operatorname{arsinh}(x) | asinh(x)
\lambda e^{-\lambda t} | lambda*exp(-lambda*t)
\alpha_1 x + \beta | alpha_1*x + beta
\cos\theta | cos(theta)
2\pi r | 2*pi*r
a\cdot e^{bt} | a*exp(b*t)
\frac{kx^2}{2} | k*x^2/2
\Gamma(x) | gamma(x)
"""

ROWS = [tuple(line.rsplit(" | ", 1)) for line in MEANINGS.strip().splitlines()]

QUESTIONS = {
    "1/2x": ("x/2", "1/(2*x)"),
    "1/2 x": ("x/2", "1/(2*x)"),
    "2/3x": ("2*x/3", "2/(3*x)"),
    "x/2y": ("x*y/2", "x/(2*y)"),
    "x/2(x+1)": ("x*(x + 1)/2", "x/(2*(x + 1))"),
    "1/x sin x": ("sin(x)/x", "1/(x*sin(x))"),
    "e^2x": ("exp(2)*x", "exp(2*x)"),
    "3e^2x": ("3*exp(2)*x", "3*exp(2*x)"),
    "2^2x": ("2^2*x", "2^(2*x)"),
    "√2x": ("sqrt(2)*x", "sqrt(2*x)"),
    "sin x/2": ("sin(x)/2", "sin(x/2)"),
    "sin x*y": ("sin(x)*y", "sin(x*y)"),
    "sin x (x+1)": ("sin(x)*(x + 1)", "sin(x*(x + 1))"),
    "ln 2 x": ("log(2)*x", "log(2*x)"),
    "e^sin x cos x": ("exp(sin(x))*cos(x)", "exp(sin(x)*cos(x))"),
    r"1/2\pi": ("pi/2", "1/(2*pi)"),
}


def same(a: Expression, b: Expression) -> bool:
    """Whether two formulas have the same variables and the same value at the point where both have one."""
    start = 0.37 if "log(log(" not in b.text else 3.1
    return a.variables == b.variables and mpmath.almosteq(value(a, start), value(b, start), rel_eps=1e-28)


def value(expression: Expression, start: float = 0.37) -> mpmath.mpf:
    m = Precise(100)
    names = sorted({*expression.variables})
    at = {name: m.exact(start + 0.11 * i) for i, name in enumerate(names)}
    return mpmath.mpf(str(expression.evaluate(m, at)))


@of_each(ROWS)
def test_it_is_read_as_people_mean_it(text: str, meaning: str) -> None:
    assert same(parse(text), parse(meaning))


def test_there_are_a_hundred_and_fifty() -> None:
    assert len(ROWS) >= 150


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_has_two_readings_is_asked_with_both_ready_to_paste(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text)
    narrow, wide = QUESTIONS[text]
    assert f"write {narrow} or {wide}" in str(caught.value)
    assert not same(parse(narrow), parse(wide))


HINTS = {
    "xsinn(x)": "did you mean",
    "asinx": "did you mean",
    "sin^-": "asin",
    "Phi(x)": "psi",
    "softmax(x)": "max?",
    "lg(x)": "did you mean",
    "dsin(x)": "did you mean",
    "sinhc(x)": "sinh?",
    "normppf(x)": "normpdf",
    "si(x)": "sin",
    "chi(x)": "cosh",
    "Li(x)": "lg",
    "eta(x)": "beta",
    "betainc(x)": "betaln",
    "besselh(1, x)": "besselj",
    "gd(x)": "did you mean",
    "sinn x": "cos",
}


@pytest.mark.parametrize("text", HINTS)
def test_no_hint_names_another_function(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert HINTS[text] not in str(caught.value)


@pytest.mark.parametrize(
    ("slip", "function"), [("sinn", "sin"), ("csoh", "cosh"), ("arcsn", "arcsin"), ("sqqrt", "sqrt")]
)
def test_slips_of_the_keys_are_told(slip: str, function: str) -> None:
    with pytest.raises(ParseError, match=f"did you mean {function}"):
        parse(f"{slip}(x)")


# Names that the caller gave.


@pytest.mark.parametrize(
    "name", ["cost", "xsin", "xe", "Ae", "sinx", "kx", "log_2", "Sin", "th", "ax", "lambda", "pix"]
)
def test_a_name_that_was_given_is_never_changed(name: str) -> None:
    assert parse(f"2{name} + {name}^2", [name]).variables == (name,)


@pytest.mark.parametrize(
    ("text", "given", "meaning"),
    [("2xy", "xy", "2*x*y"), ("axe^x", "ax", "a*x*e^x"), ("kx", "kx", "k*x"), ("xy(x+y)", "xy", "x*y*(x + y)")],
)
def test_a_name_of_known_letters_is_their_product(text: str, given: str, meaning: str) -> None:
    assert same(parse(text, given), parse(meaning))


@pytest.mark.parametrize(
    ("text", "names"), [("f(t) = a t", ("t",)), ("f(x,y)=x y", ("x", "y")), ("y = x", ()), ("dz/dx = x", ("x",))]
)
def test_the_head_names_the_variables(text: str, names: tuple[str, ...]) -> None:
    assert parse(text).declared == names


@pytest.mark.parametrize("text", ["sin(x) = 1", "x == 2", "x <= 2", "log(x, b=2)", "a + b = c"])
def test_what_is_no_head_is_left(text: str) -> None:
    assert body(text)[:2] == (0, len(text))
    with pytest.raises(ParseError):
        parse(text)


# What derivcheck writes it reads.


@pytest.mark.parametrize("name", sorted({row.name for row in FUNCTIONS.values()}))
def test_the_derivative_of_each_function_can_be_pasted_back(name: str) -> None:
    row = FUNCTIONS[name]
    text = f"{name}({', '.join(['2', 'x'] if row.slopes[0] is None else ['x', 'y'][: row.arity])})"
    written = printed_derivative(text)
    assert_reads_as_sympy(written)


@settings(max_examples=200)
@given(formulas(max_leaves=6))
def test_the_derivative_of_any_formula_can_be_pasted_back(formula: Formula) -> None:
    written = printed_derivative(formula.text)
    if 0 < len(written) < 2_000 and "zoo" not in written and "nan" not in written:
        assert_reads_as_sympy(written)


def printed_derivative(text: str) -> str:
    try:
        return str(symbolic.differentiate(Function(parse(text), "x", {}), 1))
    except (UnsupportedOperation, PrecisionError, ValueError):  # SymPy compares no min(x, 0/0)
        return ""


def assert_reads_as_sympy(written: str) -> None:
    read = parse(written)
    for start in (0.37, 1.62):
        at = {name: sympy.Float(start + 0.11 * i, 40) for i, name in enumerate(sorted(read.variables))}
        try:
            theirs = sympy.N(sympy.sympify(written, locals={name: sympy.Symbol(name) for name in at}).subs(at), 30)
        except ValueError:  # mpmath's erfinv beyond 1
            continue
        if not theirs.is_real or abs(theirs) > 1e200:
            continue
        try:
            ours = value(read, start)
        except DomainError:
            continue
        assert mpmath.almosteq(ours, mpmath.mpf(str(theirs)), rel_eps=1e-15, abs_eps=1e-15)


@given(formulas(max_leaves=20))
def test_what_is_written_out_is_read_back(formula: Formula) -> None:
    expression = parse(formula.text)
    assert parse(expression.text).variables == expression.variables


# Anything else.

PIECES = r"""
x y t 2 0.5 e π sin cos ln exp sqrt tg xe sinx cost ( ) [ ] { } | ^ ** * / + - , = $ : √ ∛ ½ ² ⁻¹ ⁿ ₂ _ _{1} log_2
\frac \sqrt \sin \left \right \cdot \alpha \mathrm{e} \log_ \, np. math. Sin[ f(x)= lambda polygamma( root( lg
""".split()


@settings(max_examples=600)
@given(st.lists(st.sampled_from([*PIECES, " "]), max_size=14).map("".join), st.sampled_from(["", "x", "xy", "ex"]))
@example("sin^sin x", "")
@example(r"\log_₂e", "")
@example(r"\frac", "")
def test_any_pieces_are_a_formula_or_a_parse_error(text: str, given: str) -> None:
    assert is_sound(text, given)


def is_sound(text: str, given: str) -> bool:
    """Whether every node of the formula is used, or the error is a line with a place in the text."""
    try:
        expression = parse(text, given)
    except ParseError as error:
        # The formulas that are offered have 320 characters together at most.
        return 0 <= error.position <= len(text) and len(str(error).splitlines()) == 1 and len(str(error)) < 450
    used = {argument for node in expression.nodes for argument in node.arguments}
    return used == set(range(len(expression.nodes) - 1))


@settings(max_examples=300)
@given(st.sampled_from(ROWS), st.sampled_from(ROWS), st.data())
def test_notations_cut_and_joined_are_a_formula_or_a_parse_error(
    one: tuple[str, str], other: tuple[str, str], data: st.DataObject
) -> None:
    text = one[0][: data.draw(st.integers(0, len(one[0])))] + other[0][data.draw(st.integers(0, len(other[0]))) :]
    assert is_sound(text, "")


@pytest.mark.parametrize(
    "piece", ["\\frac", "\\frac{", "\\sqrt{", "sin ", "ln|", "{[(", "xe^", "\\left(", "½", "sin^2 ", "log_2 "]
)
def test_long_lines_of_notation_end_soon(piece: str) -> None:
    with pytest.raises(ParseError):
        parse((piece * 100_000)[:99_000])
