"""Notations of systems and books beside what they mean: Mathematica, MATLAB, Maple, R, C, LaTeX, Unicode.

Each meaning is in the strict notation, which `test_parser` compares with Python's own parser.
"""

from __future__ import annotations

import re

import mpmath
import notation_cases
import pytest
import typed_cases
from rows import of_each

from derivcheck.arithmetic.precise import Precise
from derivcheck.formula.expression import Expression
from derivcheck.formula.parser import parse
from derivcheck.ground.errors import DomainError, ParseError

BOOKS = r"""
3x² sin x | 3*x^2*sin(x)
x² ln x | x^2*log(x)
½ x² | 1/2*x^2
⅓x³ | 1/3*x^3
2 sin x cos x | 2*sin(x)*cos(x)
−x⁻² | -x^(-2)
x⁄2 | x/2
tan⁻¹ x | atan(x)
sinh⁻¹(x) | asinh(x)
cos²x − sin²x | cos(x)^2 - sin(x)^2
sec x tan x | sec(x)*tan(x)
ln(ln x) | log(log(x))
ln|sec x + tan x| | log(abs(sec(x) + tan(x)))
e^(−x²) | exp(-x^2)
e^−x | exp(-x)
e^(k x)cos(ωt) | exp(k*x)*cos(ω*t)
(x + 1)(x − 1) | (x + 1)*(x - 1)
x^(1/2) | x^(1/2)
x^{1/2} | x^(1/2)
√(1 − x²) | sqrt(1 - x^2)
x√(x + 1) | x*sqrt(x + 1)
1/√x | 1/sqrt(x)
√x √y | sqrt(x)*sqrt(y)
√x√y | sqrt(x)*sqrt(y)
f(x)=xy | x*y
√x·√y | sqrt(x)*sqrt(y)
³√x | cbrt(x)
∜x | x^(1/4)
⁴√(x+1) | (x+1)^(1/4)
ⁿ√x | x^(1/n)
²√x | sqrt(x)
∛(x²) | cbrt(x^2)
⌊x⌋ | floor(x)
⌈x⌉ | ceil(x)
x − ⌊x⌋ | x - floor(x)
2⌊x/2⌋ + 1 | 2*floor(x/2) + 1
|x − 1| + |x + 1| | abs(x - 1) + abs(x + 1)
log₂ x | log2(x)
log₂(x + 1) | log2(x + 1)
log_2x | log2(x)
log_10x | log10(x)
log_b(x) | log(x)/log(b)
exp -x | exp(-x)
exp −x² | exp(-x^2)
sin -x | sin(-x)
cos −2x | cos(-2*x)
cos 2πft | cos(2*pi*f*t)
cos(2πft) | cos(2*pi*f*t)
sin 2πx | sin(2*pi*x)
A sin(2πft + φ) | A*sin(2*pi*f*t + φ)
sin(2πnx/L) | sin(2*pi*n*x/L)
sin x + cos x | sin(x) + cos(x)
sin³x cos²x | sin(x)^3*cos(x)^2
arc tan x | atan(x)
arc sin x | asin(x)
arc tg x | atan(x)
arccos x | acos(x)
arcsinh x | asinh(x)
arsinh x | asinh(x)
cotg x | cot(x)
cotg(x) | cot(x)
tgx | tan(x)
tg²x | tan(x)^2
sgn(x) | sign(x)
signum(x) | sign(x)
sgn x | sign(x)
x mod 2 | mod(x, 2)
exp(x) mod 3 | mod(exp(x), 3)
(x + 1) mod 2 | mod(x + 1, 2)
y = 3x + 1 | 3*x + 1
f(x) := x² | x^2
f: x ↦ x² | x^2
f'(x) = 2x | 2*x
y' = cos x | cos(x)
y′ = 2x | 2*x
f″(x) = 2 | 2
f''(x) = 6x | 6*x
g(t) = t e^(−t) | t*exp(-t)
x = t² | t^2
f(x, y) = x²y | x^2*y
P(x) = x³ − x | x^3 - x
C_1 e^(2x) + C_2 e^(−x) | C_1*exp(2*x) + C_2*exp(-x)
C₁e^(2x) | C_1*exp(2*x)
C₁cos x + C₂sin x | C_1*cos(x) + C_2*sin(x)
x₁x₂ | x_1*x_2
x₁²x₂ | x_1^2*x_2
x_1x_2 | x_1*x_2
mu_0x | mu_0*x
A_0e^(-k t) | A_0*exp(-k*t)
"""

MATHEMATICA = r"""
HeavisideTheta[x] | heaviside(x)
UnitStep[x] | piecewise(x < 0, 0, 1)
CubeRoot[x] | cbrt(x)
ArcTan[x, y] | atan2(y, x)
ArcTan[x] | atan(x)
ArcSin[2 x] | asin(2*x)
ArcCot[x] | acot(x)
ArcSinh[x] | asinh(x)
ArcTanh[x] | atanh(x)
Sec[x] Tan[x] | sec(x)*tan(x)
Exp[-x^2/2]/Sqrt[2 Pi] | exp(-x^2/2)/sqrt(2*pi)
Log[10, x] | log(x)/log(10)
Log10[x] | log10(x)
Log2[x] | log2(x)
Surd[x, 3] | cbrt(x)
Abs[x] | abs(x)
Sign[x] | sign(x)
Floor[x] | floor(x)
Ceiling[x] | ceil(x)
Mod[x, 2] | mod(x, 2)
Max[x, 0] | max(x, 0)
Min[x, y] | min(x, y)
Erf[x] | erf(x)
Erfc[x] | erfc(x)
Erfi[x] | erfi(x)
InverseErf[x] | erfinv(x)
Gamma[x] | gamma(x)
LogGamma[x] | loggamma(x)
PolyGamma[0, x] | digamma(x)
PolyGamma[1, x] | polygamma(1, x)
PolyGamma[x] | digamma(x)
BesselJ[1, x] | besselj(1, x)
BesselY[0, x] | bessely(0, x)
BesselI[0, x] | besseli(0, x)
BesselK[0, x] | besselk(0, x)
AiryAi[x] | airyai(x)
AiryBi[x] | airybi(x)
AiryAiPrime[x] | airyaiprime(x)
PolyLog[2, x] | polylog(2, x)
Zeta[x + 1] | zeta(x + 1)
LambertW[x] | lambertw(x)
SinIntegral[x] | Si(x)
CosIntegral[x] | Ci(x)
ExpIntegralEi[x] | Ei(x)
ExpIntegralE[1, x] | E1(x)
LogIntegral[x] | li(x)
FresnelS[x] | fresnels(x)
FresnelC[x] | fresnelc(x)
DawsonF[x] | dawson(x)
EllipticK[x] | ellipk(x)
EllipticE[x] | ellipe(x)
Beta[x, 2] | beta(x, 2)
Sinc[x] | sinc(x)
Csc[x]^2 | csc(x)^2
Sinh[x] Cosh[x] | sinh(x)*cosh(x)
LogisticSigmoid[x] | sigmoid(x)
Ramp[x] | max(x, 0)
If[x > 0, x, 0] | max(x, 0)
Piecewise[{{x^2, x > 0}}, 0] | piecewise(x > 0, x^2, 0)
Piecewise[{{x, x < 1}, {x^2, x >= 1}}] | piecewise(x < 1, x, x^2)
Power[E, x] | exp(x)
Times[2, x] | 2*x
Plus[x, 1] | x + 1
Divide[x, 2] | x/2
Subtract[x, 2] | x - 2
RealAbs[x] | abs(x)
Haversine[x] | (1 - cos(x))/2
\[Alpha] x | alpha*x
\[Pi] x | pi*x
E^x | exp(x)
"""

MATLAB = r"""
@(x) 2^3^x | (2^3)^x
@(x) -x^2^3 | -(x^2)^3
@(x) x.^2.^x | (x^2)^x
@(x) sinc(x) | sin(pi*x)/(pi*x)
x.^2.*sinc(x) | x^2*sin(pi*x)/(pi*x)
sympy.sinc(x).^2 | (sin(x)/x)^2
np.exp(-x)*sinc(x) | exp(-x)*sin(pi*x)/(pi*x)
@(x) gammainc(x, 2) | gammainc(2, x)
x.^2.*gammainc(x, 2) | x^2*gammainc(2, x)
gammainc(2, x)/2. | gammainc(2, x)/2
x.^2 | x^2
x.*y | x*y
x./y | x/y
exp(-x.^2./2) | exp(-x^2/2)
2.*x | 2*x
2./x | 2/x
2.^x | 2^x
x.^-1 | x^(-1)
nthroot(x, 3) | cbrt(x)
realsqrt(x) | sqrt(x)
reallog(x) | log(x)
log10(x) | log10(x)
log1p(x) | log1p(x)
sind(x) | sin(x*pi/180)
cosd(x) | cos(x*pi/180)
tand(x) | tan(x*pi/180)
sinpi(x) | sin(pi*x)
cospi(x) | cos(pi*x)
asinh(x) | asinh(x)
erfcinv(x) | erfcinv(x)
gammaln(x) | loggamma(x)
psi(x) | digamma(x)
psi(1, x) | polygamma(1, x)
besselj(0, x) | besselj(0, x)
normpdf(x) | exp(-x^2/2)/sqrt(2*pi)
normcdf(x, 1, 2) | normcdf((x - 1)/2)
@(x) x.^2 | x^2
fix(x) | trunc(x)
rem(x, 2) | x - 2*trunc(x/2)
power(x, 2) | x^2
hypot(x, y) | hypot(x, y)
heaviside(x) | heaviside(x)
sign(x)*abs(x) | sign(x)*abs(x)
"""

MAPLE = r"""
arcsin(x) | asin(x)
arcsinh(x) | asinh(x)
arctan(y, x) | atan2(y, x)
log[10](x) | log10(x)
log[2](x) | log2(x)
log[b](x) | log(x)/log(b)
root[3](x) | cbrt(x)
surd(x, 3) | cbrt(x)
root(x, 3) | cbrt(x)
GAMMA(x) | gamma(x)
lnGAMMA(x) | loggamma(x)
Zeta(x + 1) | zeta(x + 1)
BesselJ(0, x) | besselj(0, x)
AiryAi(x) | airyai(x)
LambertW(x) | lambertw(x)
erf(x) | erf(x)
Heaviside(x) | heaviside(x)
Ei(1, x) | E1(x)
Ei(x) | Ei(x)
Si(x) | Si(x)
Ci(x) | Ci(x)
piecewise(x < 0, -x, x) | abs(x)
x -> x^2 | x^2
f := x -> x^2 | x^2
ln(x) | log(x)
exp(1)^x | exp(1)^x
"""

R = r"""
pnorm(x) | normcdf(x)
dnorm(x) | exp(-x^2/2)/sqrt(2*pi)
dnorm(x, 1, 2) | normpdf(x, 1, 2)
lgamma(x) | loggamma(x)
digamma(x) | digamma(x)
trigamma(x) | polygamma(1, x)
lbeta(x, y) | log(beta(x, y))
beta(x, y) | beta(x, y)
plogis(x) | sigmoid(x)
qlogis(x) | logit(x)
ifelse(x > 0, x, -x) | abs(x)
pmax(x, 0) | max(x, 0)
pmin(x, 1) | min(x, 1)
x %% 2 | mod(x, 2)
ceiling(x) | ceil(x)
log(x, 10) | log10(x)
function(x) x^2 | x^2
expm1(x) | expm1(x)
"""

CALCULATORS = r"""
arctanh x | atanh(x)
abs x | abs(x)
sqrt x | sqrt(x)
sin^2(x)cos(x) | sin(x)^2*cos(x)
nthroot(x, 5) | x^(1/5)
floor x | floor(x)
ln x^2 | log(x^2)
x^{2} | x^2
\sin\left(x\right) | sin(x)
x=\sin t | sin(t)
y=x^{2}\sin\left(3x\right) | x^2*sin(3*x)
2*PI*x | 2*pi*x
PI()*A1 | pi*A1
SIN(X) | sin(X)
EXP(-X^2) | exp(-X^2)
LN(x) | log(x)
LOG10(x) | log10(x)
POWER(x,2) | x^2
ABS(x) | abs(x)
=SIN(A1)*2 | sin(A1)*2
=x^2 | x^2
"""

CODE = r"""
F.relu(x) | max(x, 0)
np.sinc(x) | sin(pi*x)/(pi*x)
torch.sinc(x) | sin(pi*x)/(pi*x)
sympy.sinc(x) | sin(x)/x
norm.ppf(x) | ndtri(x)
(x) => Math.sin(x) | sin(x)
(x, y) -> x*y | x*y
F.softplus(x) | softplus(x)
F.gelu(x) | gelu(x)
F.silu(x) | silu(x)
F.sigmoid(x) | sigmoid(x)
F.leaky_relu(x, 0.1) | leaky_relu(x, 0.1)
nn.functional.relu(x) | max(x, 0)
torch.exp(-x) | exp(-x)
torch.log1p(x) | log1p(x)
torch.pow(x, 2) | x^2
torch.clamp(x, 0, 1) | min(max(x, 0), 1)
torch.erf(x) | erf(x)
torch.special.expit(x) | sigmoid(x)
torch.where(x > 0, x, 0) | max(x, 0)
torch.rsqrt(x) | 1/sqrt(x)
torch.sgn(x) | sign(x)
jax.nn.relu(x) | max(x, 0)
jax.nn.sigmoid(x) | sigmoid(x)
jax.numpy.sin(x) | sin(x)
jnp.where(x > 0, x, 0) | max(x, 0)
jax.scipy.special.erf(x) | erf(x)
jax.lax.rsqrt(x) | 1/sqrt(x)
lax.exp(x) | exp(x)
np.where(x > 0, x, -x) | abs(x)
np.log2(x) | log2(x)
np.abs(x) | abs(x)
np.arcsinh(x) | asinh(x)
np.e**x | exp(x)
np.sign(x) | sign(x)
np.hypot(x, y) | hypot(x, y)
np.logaddexp(x, y) | logaddexp(x, y)
np.clip(x, 0, 1) | min(max(x, 0), 1)
np.heaviside(x, 0.5) | heaviside(x)
np.float_power(x, 2) | x^2
np.true_divide(x, 2) | x/2
np.divide(x, 2) | x/2
np.multiply(x, 2) | x*2
np.add(x, 2) | x + 2
np.subtract(x, 2) | x - 2
np.negative(x) | -x
np.mod(x, 2) | mod(x, 2)
np.deg2rad(x) | x*pi/180
np.radians(x) | x*pi/180
np.reciprocal(x) | 1/x
math.exp(x) | exp(x)
math.gamma(x) | gamma(x)
math.lgamma(x) | loggamma(x)
math.pow(x, 3) | x^3
math.log10(x) | log10(x)
math.tau*x | 2*pi*x
cmath.sin(x) | sin(x)
sp.exp(x) | exp(x)
sympy.sin(x) | sin(x)
sp.Rational(1, 2)*x | x/2
Rational(1, 2)*x | x/2
Integer(2)*x | 2*x
sp.sqrt(x) | sqrt(x)
sympy.Piecewise((x, x > 0), (0, True)) | max(x, 0)
sc.erf(x) | erf(x)
special.expit(x) | sigmoid(x)
scipy.special.gammaln(x) | loggamma(x)
scipy.stats.norm.cdf(x) | normcdf(x)
norm.pdf(x) | exp(-x^2/2)/sqrt(2*pi)
norm.cdf(x) | normcdf(x)
stats.norm.cdf(x) | normcdf(x)
tf.math.sin(x) | sin(x)
tf.nn.relu(x) | max(x, 0)
tf.sqrt(x) | sqrt(x)
tf.square(x) | x^2
Math.sin(x) | sin(x)
Math.PI*x | pi*x
Math.pow(x, 2) | x^2
std::sin(x) | sin(x)
std::exp(-x) | exp(-x)
mpmath.sin(x) | sin(x)
mp.exp(x) | exp(x)
lambda x: np.sin(x)**2 | sin(x)^2
lambda x, a: a*x | a*x
def f(x): return x**2 | x^2
return x**2 | x^2
x**2; | x^2
pow(x, 2) | x^2
sqrtf(x) | sqrt(x)
x if x > 0 else -x | abs(x)
"""

LATEX = r"""
\dfrac{x}{2} | x/2
\binom{x}{2} | binom(x, 2)
\hbar\omega/(k_BT) | hbar*omega/(k_B*T)
D_e\left(1-e^{-a(r-r_e)}\right)^2 | D_e*(1 - exp(-a*(r - r_e)))^2
4\epsilon\left[\left(\frac{s}{r}\right)^{12}-\left(\frac{s}{r}\right)^6\right] | 4*epsilon*((s/r)^12 - (s/r)^6)
Ae^{-t} | A*exp(-t)
2\sqrt[4]{x} | 2*x^(1/4)
-kA_0e^{-kt} | -k*A_0*exp(-k*t)
\boldsymbol{x}^2 | x^2
\nicefrac{1}{2}x | x/2
x^2\; | x^2
\tfrac12 x^2 | 1/2*x^2
\tfrac{1}{2}x^2 | 1/2*x^2
\cfrac{1}{1+x} | 1/(1 + x)
\frac x2 | x/2
\frac xy | x/y
\frac{1}{1+e^{-x}} | 1/(1 + exp(-x))
{x \over 2} | x/2
{x+1 \over x-1} | (x + 1)/(x - 1)
x \over 2 | x/2
{\rm sin}\,x | sin(x)
{\rm e}^{-x} | exp(-x)
{\rm erf}(x) | erf(x)
{\mathrm e}^{x} | exp(x)
\mathrm{sin}(x) | sin(x)
\operatorname{arctan} x | atan(x)
\operatorname*{arctan} x | atan(x)
\operatorname{erf}\left(x\right) | erf(x)
\operatorname{sgn} x | sign(x)
\operatorname{arccot}(x) | acot(x)
\operatorname{Si}(x) | Si(x)
\text{erf}(x) | erf(x)
\mathop{\mathrm{sinc}} x | sinc(x)
\log_2x | log2(x)
\log_2 x | log2(x)
\log_{10} x | log10(x)
\log_xe_{1} | log(e_1)/log(x)
\log_{10}x | log10(x)
\log_{10}(x) | log10(x)
\log_{b} x | log(x)/log(b)
\log_b x | log(x)/log(b)
\log x | log(x)
\ln x | log(x)
\ln{x} | log(x)
\ln{(x+1)} | log(x + 1)
\exp x | exp(x)
\exp{x} | exp(x)
\exp\{-x\} | exp(-x)
\exp\left\{-\frac{x^2}{2\sigma^2}\right\} | exp(-x^2/(2*sigma^2))
\exp\left[-x^2\right] | exp(-x^2)
\exp\!\left(-x\right) | exp(-x)
\exp\bigl(-x\bigr) | exp(-x)
\exp\Big(-\frac{x}{2}\Big) | exp(-x/2)
\sin{x} | sin(x)
\sin{2x} | sin(2*x)
\sin{x}\cos{x} | sin(x)*cos(x)
\sin{x} + 1 | sin(x) + 1
\frac{\sin{x}}{x} | sin(x)/x
\sin{(x)}^2 | sin(x)^2
\sin{\left(x \right)} \cos{\left(x \right)} | sin(x)*cos(x)
\log{\left(x \right)}^{2} | log(x)^2
x \log{\left(x \right)} | x*log(x)
\log{\left(x \right)} x | x*log(x)
\sin^{-1} x | asin(x)
\sin^{-1}x | asin(x)
\sinh^{-1} x | asinh(x)
\sin^2x | sin(x)^2
\sin^2\theta | sin(theta)^2
\cos^2 2x | cos(2*x)^2
\sin2x | sin(2*x)
\sin(\omega t) | sin(omega*t)
\sin\omega t | sin(omega*t)
\cos(k x - \omega t) | cos(k*x - omega*t)
e^{-\frac{x^2}{2}} | exp(-x^2/2)
e^{\sin x} | exp(sin(x))
e^{x^2} | exp(x^2)
e^x | exp(x)
e^{x}\sin{x} | exp(x)*sin(x)
x^{\frac{1}{2}} | x^(1/2)
x^{\frac12} | x^(1/2)
x^\frac{1}{2} | x^(1/2)
x^\alpha | x^alpha
e^{\alpha x} | exp(alpha*x)
e^\alpha | exp(alpha)
x^{2}y^{3} | x^2*y^3
x^{-1} | x^(-1)
\sqrt{\pi} | sqrt(pi)
\sqrt{2\pi} | sqrt(2*pi)
\sqrt x | sqrt(x)
\sqrt[4]{x} | x^(1/4)
\sqrt[n+1]{x} | x^(1/(n + 1))
\sqrt{x}^3 | sqrt(x)^3
\sqrt{x}\,y | sqrt(x)*y
\sqrt{x^2+\sqrt{x}} | sqrt(x^2 + sqrt(x))
\root 3 \of x | cbrt(x)
x\cdot y | x*y
x\times y | x*y
x\div y | x/y
x\,y | x*y
2\,x\;y | 2*x*y
x\!y | x*y
$$x^2$$ | x^2
\(x^2\) | x^2
\[x^2\] | x^2
\[ x^2 \] | x^2
$f(x)=x^2$ | x^2
\displaystyle x^2 | x^2
\displaystyle\frac{x}{2} | x/2
\left(x+1\right)\left(x-1\right) | (x + 1)*(x - 1)
\bigl(x+1\bigr)^2 | (x + 1)^2
\left|x\right| | abs(x)
\left\vert x\right\vert | abs(x)
\lvert x\rvert | abs(x)
\left\lvert x\right\rvert | abs(x)
\vert x\vert | abs(x)
\big|x\big| | abs(x)
\bigl|x\bigr| | abs(x)
\mid x\mid | abs(x)
|x|^{3/2} | abs(x)^(3/2)
\lfloor x\rfloor | floor(x)
\left\lfloor x\right\rfloor | floor(x)
\left\lceil x\right\rceil | ceil(x)
\max(x, 0) | max(x, 0)
\max\left(x, 0\right) | max(x, 0)
\max\{x, 0\} | max(x, 0)
\max\left\{0, x\right\} | max(0, x)
\min\{x,y\} | min(x, y)
x \bmod 2 | mod(x, 2)
\arctan x | atan(x)
\arcsin\left(x\right) | asin(x)
\tanh x | tanh(x)
\coth x | coth(x)
\csc x \cot x | csc(x)*cot(x)
\tg x | tan(x)
\arctg x | atan(x)
\sh x | sinh(x)
\Gamma\left(x+1\right) | gamma(x + 1)
J_0(x) | besselj(0, x)
J_{0}(x) | besselj(0, x)
J_1(x) | besselj(1, x)
J_\nu(x) | besselj(nu, x)
J_n(x) | besselj(n, x)
Y_0(x) | bessely(0, x)
I_0(x) | besseli(0, x)
K_0(x) | besselk(0, x)
K_1(2x) | besselk(1, 2*x)
J₀(x) | besselj(0, x)
E_1(x) | E1(x)
W_0(x) | lambertw(x)
\mathrm{Li}_2(x) | polylog(2, x)
\operatorname{Li}_{2}(x) | polylog(2, x)
\operatorname{Ai}(x) | airyai(x)
\mathrm{Ei}(x) | Ei(x)
\mathrm{Ai}(x) | airyai(x)
A_0e^{-kt} | A_0*exp(-k*t)
A_0 e^{-k t} | A_0*exp(-k*t)
a_nx^n | a_n*x^n
a_0+a_1x+a_2x^2 | a_0 + a_1*x + a_2*x^2
c_1e^{r_1t} | c_1*exp(r_1*t)
x_{1}x_{2} | x_1*x_2
x_i^2 | x_i^2
x_{max} | x_max
v_{\max} x | v_max*x
v_{\mathrm{max}} x | v_max*x
v2_{\mathrm{max}} \cdot x | v2_max*x
k_{xy_{xy}} z | k_xy_xy*z
I_{xy_{1}} | I_xy_1
v_\mathrm{max} x | v_max*x
k_B T | k_B*T
k_{\text{B}} T | k_B*T
\mu_0 x | mu_0*x
\hbar\omega | hbar*omega
\varphi^2 | varphi^2
\epsilon x | epsilon*x
\ell x | ell*x
\pi r^2 | pi*r^2
\frac{4}{3}\pi r^3 | 4/3*pi*r^3
\tfrac{1}{2} m v^2 | 1/2*m*v^2
\frac{1}{\sigma\sqrt{2\pi}} e^{-\frac{(x-\mu)^2}{2\sigma^2}} | 1/(sigma*sqrt(2*pi))*exp(-(x - mu)^2/(2*sigma^2))
\exp\left(-\frac{1}{2}\left(\frac{x-\mu}{\sigma}\right)^{2}\right) | exp(-1/2*((x - mu)/sigma)^2)
\frac{\partial f}{\partial x} = 2x | 2*x
f(x)=\begin{cases} x & x>0 \\ 0 & x\le 0 \end{cases} | max(x, 0)
\begin{cases} x^2, & \text{if } x \geq 0 \\ 0, & \text{otherwise} \end{cases} | piecewise(x >= 0, x^2, 0)
\begin{cases} x & \text{for } x > 0 \\ 0 & \text{else} \end{cases} | max(x, 0)
\left\{\begin{array}{ll} x & x > 0 \\ 0 & x \le 0 \end{array}\right. | max(x, 0)
\boxed{2x} | 2*x
{x}^{2} | x^2
{\left(x+1\right)}^{2} | (x + 1)^2
\left. x^2 \right. | x^2
x^2. | x^2
\frac{\ln{x}}{x} | log(x)/x
2^{x}\ln 2 | 2^x*log(2)
2^x\ln(2) | 2^x*log(2)
"""

UNICODE = r"""
x∙y | x*y
x⋅y | x*y
x × y | x*y
x ∗ y | x*y
6 ÷ x | 6/x
6∕x | 6/x
ｘ² | x^2
ｓｉｎ（ｘ） | sin(x)
（ｘ＋１）² | (x + 1)^2
２ｘ | 2*x
x＾2 | x^2
x＊y | x*y
3 − x | 3 - x
3 ﹣ x | 3 - x
π² | pi^2
2πr | 2*pi*r
𝑥² | x^2
𝑥 + 𝑦 | x + y
𝑓(𝑥) = 𝑥² | x^2
𝑒^𝑥 | exp(x)
ℯ^x | exp(x)
sin 𝜃 | sin(θ)
𝛼x | α*x
µ x | μ*x
ℓ x | l*x
Ω x | Ω*x
ƒ(x) = x² | x^2
x²⁺¹ | x^(2 + 1)
xⁿ⁺¹ | x^(n + 1)
e⁻ˣ² | exp(-x^2)
aₙxⁿ | a_n*x^n
logₐ x | log(x)/log(a)
x→x² | x^2
x⨯y | x*y
x⁻¹ᐟ² | x^(-1/2)
⅔x | 2/3*x
⅛x^8 | 1/8*x^8
x ² | x^2
x ^ 2 | x^2
e^x·sin x | exp(x)*sin(x)
∣x∣ | abs(x)
｜x｜ | abs(x)
sin(x)² | sin(x)^2
cos² θ | cos(θ)^2
"""

CLEAR = r"""
E**x + E | exp(x) + e
E^-x | exp(-x)
Eˣ | exp(x)
Exp[E x] | exp(e*x)
math.E*x | e*x
G m1 m2/r^2 | G*m1*m2/r^2
log(x, 2) | log(x)/log(2)
math.log(2, x) | log(2)/log(x)
x^2e^x | x^2*exp(x)
x %% 2*y | remainder(x, 2)*y
(x - xc)**2 + x*dx | (x - xc)**2 + x*dx
e^x y | exp(x)*y
sin^-1 x | asin(x)
a(x+1) | a*(x + 1)
x(x+1) | x*(x + 1)
x(y+1) | x*(y + 1)
m(x - 1)^2 | m*(x - 1)^2
r N(1 - N/K) | r*N*(1 - N/K)
r p(1 - p) | r*p*(1 - p)
p(1-p) | p*(1 - p)
x^2/2 | x^2/2
x^3/3 | x^3/3
x^2y | x^2*y
x^2 a | x^2*a
a^2b^2 | a^2*b^2
a^2 x | a^2*x
a^2(x+1) | a^2*(x + 1)
x^10y | x^10*y
sin 2x | sin(2*x)
sin 2 x | sin(2*x)
sin n x | sin(n*x)
sin ω t | sin(ω*t)
sin k x cos k x | sin(k*x)*cos(k*x)
sin x cos y | sin(x)*cos(y)
sin x + y | sin(x) + y
sin(x) y | sin(x)*y
ln(2) x | log(2)*x
ln(x) y | log(x)*y
2e x | 2*e*x
2e^x | 2*exp(x)
2e-3 x | 2e-3*x
1e-3*x | 0.001*x
2e | 2*e
sinx^2 | sin(x^2)
sin^(-1)(x) | asin(x)
sin^{2}(x) | sin(x)^2
sin(x)^2 | sin(x)^2
tan(x)^-1 | 1/tan(x)
√(x)^3 | sqrt(x)^3
√x+1 | sqrt(x) + 1
√x·y | sqrt(x)*y
√x/√y | sqrt(x)/sqrt(y)
√x / 2 | sqrt(x)/2
"""

INDICES = r"""
x_{2n} | x_2n
u_{xx} | u_xx
u_{xx} + u_x + x | u_xx + u_x + x
I_{xy} | I_xy
k_{xy} z | k_xy*z
ku_{xx} | k*u_xx
x_{12} | x_12
x_{10}x | x_10*x
a_{11}x | a_11*x
x_{1}^{2} | x_1^2
e^{(x)} | exp(x)
x^{(2n)} | x^(2*n)
(1+r)^{T} | (1+r)^T
\frac{Δx}{2} | Δx/2
2[x+1] | 2*(x + 1)
2\left\{x+\left[x+1\right]\right\} | 2*(x + (x + 1))
k1(x)*x**2 | besselk(1, x)*x**2
scipy.special.k1(1-x) | besselk(1, 1 - x)
(a+b)(x) | (a + b)*x
\delta\sin x | delta*sin(x)
"""

TABLES = (
    notation_cases.READ,
    typed_cases.READ,
    INDICES,
    BOOKS,
    MATHEMATICA,
    MATLAB,
    MAPLE,
    R,
    CALCULATORS,
    CODE,
    LATEX,
    UNICODE,
    CLEAR,
)
ROWS = [tuple(line.rsplit(" | ", 1)) for table in TABLES for line in table.strip().splitlines()]

# With signs that no editor shows.
ROWS += [
    ("sin\u2061x", "sin(x)"),
    ("sin\u2061(x)", "sin(x)"),
    ("2\u2062x", "2*x"),
    ("a\u2062b\u2062x", "a*b*x"),
]

QUESTIONS = r"""
Psi(x) | digamma(x) | Psi*(x)
\psi(x) | digamma(x) | ψ*(x)
|\psi(x)|^2 | digamma(x) | ψ*(x)
x*y %% 2 | remainder(x*y, 2) | x*remainder(y, 2)
3*x %% 2 | remainder(3*x, 2) | 3*remainder(x, 2)
2.^x.^2 | (2^x)^2 | 2^(x^2)
x.^2.^y | (x^2)^y | x^(2^y)
=2^x^2 | (2^x)^2 | 2^(x^2)
=-x^2 | (-x)^2 | -(x^2)
sinx^cosx | sin(x)^cos(x) | sin(x^cos(x))
sin x^cos x | sin(x)^cos(x) | sin(x^cos(x))
sinx^-1 | sin(x)^(-1) | sin(x^(-1))
tan x^-1 | tan(x)^(-1) | tan(x^(-1))
log[2, x] | log(2)/log(x) | log(x)/log(2)
Log(2, x) | log(2)/log(x) | log(x)/log(2)
log(2, x) | log(2)/log(x) | log(x)/log(2)
x^2n | x^2*n | x^(2*n)
x^2n+1 | x^(2n+1) | x^(2n)+1
LOG(x) | log(x) | log10(x)
MOD(-x, 2) | mod(-x, 2) | rem(-x, 2)
EllipticK(x/9) | ellipk(x/9) | ellipk((x/9)^2)
besselJ(x, 0) | besselj(x, 0) | besselj(0, x)
besselK(x, 1) | besselk(x, 1) | besselk(1, x)
ATAN2(1, x) | atan2(1, x) | atan2(x, 1)
\operatorname{W}(x) | lambertw(x) | W*(x)
\zeta(x+1) | zeta(x+1) | zeta*(x+1)
\Phi(x) | normcdf(x) | Phi*(x)
\theta(x) | heaviside(x) | theta*(x)
\sigma(x) | sigmoid(x) | sigma*(x)
1½ x | (3/2) | 1*(1/2)
a^2x | a^2*x | a^(2*x)
b^3t | b^3*t | b^(3*t)
e^2x | exp(2)*x | exp(2*x)
√x/2 | sqrt(x)/2 | sqrt(x/2)
sqrt x/2 | sqrt(x)/2 | sqrt(x/2)
u(t-1) | heaviside(t-1) | u*(t-1)
N(x-1) | normcdf(x-1) | N*(x-1)
\sin{x}^2 | sin(x)^2 | sin(x^2)
\ln{2}x | log(2)*x | log(2*x)
\ln{x}^2 | log(x)^2 | log(x^2)
sin{x}^2 | sin(x)^2 | sin(x^2)
sin x y | sin(x)*y | sin(x*y)
1/x^2 y | y/x^2 | 1/(x^2*y)
x³√y | x^(3)*sqrt(y) | x*root(y, 3)
ln x y | log(x)*y | log(x*y)
tan x x | tan(x)*x | tan(x*x)
cos x e^x | cos(x)*exp(x) | cos(x*exp(x))
sin x e^x | sin(x)*exp(x) | sin(x*exp(x))
ln a x | log(a)*x | log(a*x)
3e-2x | 3e-2*x | 3*e - 2*x
x^1/2 | x/2 | x^(1/2)
x**1/2 | x/2 | x^(1/2)
x^-1/2 | x^(-1)/2 | x^(-1/2)
x^1/3 | x/3 | x^(1/3)
e^-x/2 | exp(-x)/2 | exp(-x/2)
e^-x^2/2 | exp(-x^2)/2 | exp(-x^2/2)
exp x/2 | exp(x)/2 | exp(x/2)
exp -x/2 | exp(-x)/2 | exp(-x/2)
sin -x/2 | sin(-x)/2 | sin(-x/2)
sin x/y | sin(x)/y | sin(x/y)
sin x/2y | sin(x)*y/2 | sin(x/(2*y))
1/2x | x/2 | 1/(2*x)
1/2 x | x/2 | 1/(2*x)
2/3x | 2*x/3 | 2/(3*x)
1/xy | y/x | 1/(x*y)
1/x sin x | sin(x)/x | 1/(x*sin(x))
1/2sin x | sin(x)/2 | 1/(2*sin(x))
2^3x | 2^3*x | 2^(3*x)
10^2x | 10^2*x | 10^(2*x)
x^2/2y | x^2*y/2 | x^2/(2*y)
log_2 x/2 | log2(x)/2 | log2(x/2)
ln x*y | log(x)*y | log(x*y)
sqrt x y | sqrt(x)*y | sqrt(x*y)
√xy | sqrt(x)*y | sqrt(x*y)
√2x | sqrt(2)*x | sqrt(2*x)
√x y | sqrt(x)*y | sqrt(x*y)
∛2x | cbrt(2)*x | cbrt(2*x)
e^xy | exp(x)*y | exp(x*y)
θ(x) | heaviside(x) | θ*(x)
σ(x) | sigmoid(x) | σ*(x)
θ(x-1) | heaviside(x-1) | θ*(x-1)
σ(2x+1) | sigmoid(2x+1) | σ*(2x+1)
Θ(t-1) | heaviside(t-1) | Θ*(t-1)
E(x-1) | ellipe(x-1) | e*(x-1)
√16x | sqrt(16)*x | sqrt(16*x)
"""

# An order, an argument or a factor, a whole or fractional part, a difference, and values of functions.
QUESTIONS += r"""1/√1-x² | √(1)-x² | √(1-x²)
√9 - x² + 3x | √(9) - x² + 3x | √(9 - x²) + 3x
sqrt 4-x | sqrt (4)-x | sqrt (4-x)
x/√x²+1 | x/√(x²)+1 | x/√(x²+1)
√a^2+b^2 | (√a)^2+b^2 | √(a^2+b^2)
p ln 1-p | p ln (1)-p | p ln (1-p)
e^1-x | e^(1)-x | e^(1-x)
k1(1-x) | besselk(1, 1-x) | k1*(1-x)
i0(1-x) | besseli(0, 1-x) | i0*(1-x)
y0(x+1) | bessely(0, x+1) | y0*(x+1)
I_1(t) | besseli(1, t) | I_1*(t)
I_2(t)R | besseli(2, t) | I_2*(t)
E_1(t) | expint(1, t) | E_1*(t)
Y_1(t) | bessely(1, t) | Y_1*(t)
I_n(x) | besseli(n, x) | I_n*(x)
W_0(x+1) | lambertw(x+1) | W_0*(x+1)
e(x) | exp(x) | e*x
log10x | log10(x) | log(10*x)
log2x | log2(x) | log(2*x)
\Delta x | Δx | Delta*x
\Delta x^2 | Δx | Delta*x
\delta x | δx | delta*x
"""

ASKED = [tuple(line.split(" | ")) for line in (QUESTIONS + notation_cases.ASKED.lstrip()).strip().splitlines()]

REFUSED = {
    "d/dx x^2": "a derivative to be taken is not read",
    "d(x^2)/dx": "a derivative to be taken is not read",
    r"\frac{d}{dx}x^2": "a derivative to be taken is not read",
    "D[x^2, x]": "a derivative to be taken is not read",
    "diff(x^2, x)": "a derivative to be taken is not read",
    "20°C": "*pi/180",
    r"20^\circ C": "*pi/180",
    "x^2°": "write x^2*pi/180 or x^(2*pi/180)",
    "x^n!": "write gamma(x^n + 1) or x^gamma(n + 1)",
    "sin 45deg": "write sin (45*pi/180)",
    "P*e^rt": "write P*e^(r*t) or P*e^r*t",
    "x^(α-1)(1-x)^(β-1)/B(α,β)": "write x^(α-1)(1-x)^(β-1)/beta(α,β)",
    "max(x>0 ? x : -x, 0)": "piecewise(x < 0, a, b)",
    "Asin(x)": "write asin(x) or A*sin(x)",
    "M_{PI}": "write pi, or give the variable another name",
    "2^5%": "write 2^(5/100)",
    "5%x": "write mod(5, x) or 5/100*x",
    "x^2 % comment": "may begin a comment",
    "1/1+x^2": "write 1/(1+x^2) or 1+x^2",
    "1/1-x": "write 1/(1-x) or 1-x",
    "a + e^x/1+e^x": "write a + e^x/(1+e^x) or a + e^x+e^x",
    "log x + ln x": "write log10 x + ln x or ln x + ln x",
    "ln|x|x": "write ln(abs(x))*x or ln(abs(x)*x)",
    "log3(x)": "write log(x, 3), log(3*(x)) or log(x)^3",
    "K(k)": "write ellipk(k), ellipk(k^2) or K*(k)",
    "E(k)": "write ellipe(k), ellipe(k^2) or e*(k)",
    "norm(x)": "write the function out",
    "exp^(2x)": "write exp (2x)",
    "x2sinx": "may be x2*sin(x), or x^2*sin(x) without its sign",
    "Ex": "write e*x",
    "sqr(x)": "write x^2 or sqrt(x),",
    "sin-1(x)": "asin(x) for its inverse",
    "tan -1 x": "write atan x",
    "log5 x": "write log(5)*x, log(5*x) or log_5 x",
    "x squared": "write x^2",
    r"\psi^{(1)}(x)": "order in parentheses is that of a derivative",
    "x⁽²⁾": "order in parentheses",
    r"\mathrm{d}x": "upright d",
    r"\int_0^x t dt": "an integral is not read",
    r"\sum x": "write its terms out",
    r"\lim_{x\to0} x": "a limit is not read",
    r"\infty": "infinity is no number",
    "∞": "what the formula tends to",
    "x ± 1": "two signs are two formulas",
    "x ? 1 : 2": "piecewise(x < 0, a, b)",
    "keras.activations.relu(x)": "write it out",
    "FractionalPart[x]": "has no function",
    "ldexp(x, 2)": "has no function",
    "50% x": "per cent",
    "x_{math.max}": "an index has only letters and digits",
    "math.remainder(x, 2)": "write it out",
    "nn.gelu(x)": "write it out",
    "2,5x + 1": "for a decimal comma write 2.5x + 1",
    "1,000x": "write 1000x or 1.000x",
    "mpmath.gammainc(x, 2)": "write it out",
    "std::expint(x)": "write it out",
    "expint(x)": "takes 2 arguments",
    "dgamma(x, 2)": "has no function",
    "psigamma(x, 1)": "polygamma(n, x)",
    "asinq(x)": "unknown function",
    "Boole[x > 0]": "has no function",
    "1.0f*x": "number in C or Fortran",
    "2.5d0*x": "number in C or Fortran",
    "a*x^2 + bx + c": "write a*x^2 + b*x + c",
    "rx*(1-x)": "write r*x*(1-x)",
    "U/kT x": "write U/(k*T) x",
    "ab + e^(-t/RC) + xyzq": "write a*b + e^(-t/(R*C)) + x*y*z*q",
    "E - e*sin(E)": "write e - e*sin(e)",
    "exp(-E/(k*T))": "write exp(-e/(k*T))",
    r"\frac{E}{kT}": r"write \frac{e}{kT}",
    "sqrt(E^2 - m^2)": "write sqrt(e^2 - m^2)",
    "e E x": "write e e x",
    r"\gamma(x)": "write gamma(x) or gamma*(x)",
    r"\chi(x)": "write Chi(x) or chi*(x)",
    "T_n(x)": "write T_n*(x)",
    "sin2(x)": "write sin(2*(x)) or sin(x)^2",
    "log10x": "write log10(x) or log(10*x)",
    "log2x": "write log2(x) or log(2*x)",
    "W_0(x+1)": "write lambertw(x+1) or W_0*(x+1)",
    "1.5d3*x": "write 1.5e3*x or 1.5*d3*x",
    "1 000 x": "write 1000 x",
    "x // 2": "or floor(x/2)",
    "x %/% 2": "write floor(x/2)",
    "log base 2 of x": "'base' is not read",
    "integrate x^2 dx": "write its value out",
    "cube root of x": "write cbrt(x)",
    "n choose k": "write binom(n, k)",
    "x.^-y.^2": "write (a^b)^c or a^(b^c)",
    "mc^2": "write m*c, or give mc a value",
    "e^kx": "write e^(k*x) or e^k*x",
    "x^ny": "write x^(n*y) or x^n*y",
    "c1e^2": "write c1*e^2",
    r"\hat{xy}": "a name of its own",
    r"\begin{align} x \\ y \end{align}": "only cases are read",
    r"\| x \|": "a norm is not read",
    "x^2 dx": "may be a differential",
    r"3\frac{1}{2}": "may be added to it",
    "2j*x": "imaginary in Python",
    "rem x": "write rem(x, y)",
    "degrees x": "write degrees(x)",
    "x^2 at x=3": "give the point by itself",
    "x^2 + 2x where x=3": "give the point by itself",
    "x^2 for x = 3": "give the point by itself",
    "limit x->0 sin(x)/x": "write its value out",
    "derivative of x^2": "check its derivative as the claim",
    "the square root of x plus 1": "with signs and brackets",
    "Vmax S/(Km + S)": "write Vmax*S",
    "e²/4πε₀r²": "give e a value for the charge",
    "=5%*A1": "write =(5/100)*A1",
    "dexp(x)": "another one in R, or a product; write exp(x) or d*exp(x)",
    "2x10^3": "write 2*10^3",
    "6.02x10^23": "write 6.02*10^23",
    "e^{ikx}": "imaginary unit",
    r"e^{i\omega t}": "imaginary unit",
    r"e^{-i\pi}": "imaginary unit",
    r"\mathrm{e}^{ix}": "imaginary unit",
    "exp(i*x)": "imaginary unit",
    "e^(2i x)": "imaginary unit",
    "exp(-j*w*t)": "or give j a value",
    "vcosθt": "write v*cos(θ)*t or v*cos(θ*t)",
    "sinθt": "write sin(θ)*t or sin(θ*t)",
    "Acos wt": "write A*cos(w)*t or A*cos(w*t)",
    "a(1-e²)/(1+ecosθ)": "or give e a value",
    r"\frac{1}{1+e\cos\theta}": r"write \frac{1}{1+\exp(1)\cos\theta} or \frac{1}{1+\varepsilon \cos\theta}",
    "lnsin(x)": "write ln(sin(x))",
    "logtan(x)": "write log(tan(x))",
    "Σ x": "a sum over an index is not read",
    r"\frac{x^{a-1}}{B(a,b)}": r"write \frac{x^{a-1}}{beta(a,b)}",
    "csqrt(x)": "has no function 'csqrt'",
    "x(5 choose k)": "write x(binom(5, k))",
    r"\operatorname{foo}(x)": "unknown function",
    "P(1-x)": "write P*(1-x) for a product",
    "D(x^2)": "write D*(x^2) for a product",
    "f^-1(x)": "may be a function",
    "1½ x": "write (3/2) x or 1*(1/2) x",
    "x_{i+1}": "an index has only letters and digits",
    "a_{n-1}x^{n-1}": "an index has only letters and digits",
    "T_{1/2}": "an index has only letters and digits",
    "k_{-1}": "an index has only letters and digits",
    "x_{k+1} - x_k": "an index has only letters and digits",
    "a_{i,j}": "an index has only letters and digits",
    r"T_{\mu\nu}": "an index has only letters and digits",
    "x_(i+1)": "an index has only letters and digits",
    "[x^2]_0^1": "stands right behind a letter",
    "(x)_n": "stands right behind a letter",
    "(x+1)_{n}": "stands right behind a letter",
    "|x|_2": "stands right behind a letter",
    "x^{2}_{1}": "stands right behind a letter",
    r"T^{\mu}_{\nu}": "stands right behind a letter",
    r"\sigma^2_x": "before an exponent, as in x_1^2",
    "x^2_1": "before an exponent, as in x_1^2",
    r"\{x\}": "write (x - floor(x)) or (x)",
    r"\left\{x\right\}": "write (x - floor(x)) or (x)",
    "x - [x]": "write x - floor(x) or x - (x)",
    "[x]^2": "write floor(x)^2 or (x)^2",
    r"\lceil x \rfloor": "is closed by another sign",
    "⌊x⌉": "is closed by another sign",
    "⌊x)": "is closed by another sign",
    r"J_1(\theta)": "two readings",
    "x^T x": "a power or the transpose",
    r"\mathbf{x}^T\mathbf{x}": "a power or the transpose",
    r"\exp(-w^T x)": "a power or the transpose",
    "x^{(n)}": "order in parentheses",
    "x^{(2)}": "order in parentheses",
    "1 + x + O(x^2)": "the order of a remainder",
    "(f+g)(x)": "may be a value of functions or a product",
    "xᵢ₊₁": "a name of its own",
    "xᵀx": "a transpose is not read",
    r"x^\top x": "a transpose is not read",
    r"\nabla x": "a derivative to be taken is not read",
    r"\partial_x x": "a derivative to be taken is not read",
    r"\underline{x}": "give what it marks a name of its own",
    r"\dot{x}": "such as x_dot",
    r"x \pmod{3}": "write mod(x, n)",
    r"\langle x \rangle": "write the average or product out",
    r"x \approx 2": "write one of them",
    r"x\y": "write what it means in signs",
    "x!!": "every other number",
    r"\Phi^{-1}(p)": "norminv",
    r"\log_{2x}": "the base of a logarithm",
    "log_{2x} y": "the base of a logarithm",
    **dict(line.split(" | ") for line in notation_cases.NAMES.strip().splitlines()),
}


def value(expression: Expression, start: float) -> mpmath.mpf | None:
    m = Precise(100)
    at = {name: m.exact(start + 0.11 * i) for i, name in enumerate(sorted(expression.variables))}
    try:
        return mpmath.mpf(str(expression.evaluate(m, at)))
    except DomainError:
        return None


def same(a: Expression, b: Expression) -> bool:
    """Whether two formulas have the same variables, and the same value or none at each of three points."""
    pairs = [(value(a, start), value(b, start)) for start in (0.37, 1.31, 3.7)]
    assert any(y is not None for _, y in pairs)
    alike = all(x is y is None or (x is not None and y is not None and mpmath.almosteq(x, y, 1e-28)) for x, y in pairs)
    return sorted(a.variables) == sorted(b.variables) and alike


@of_each(ROWS)
def test_it_is_read_as_it_is_meant(text: str, meaning: str) -> None:
    meant = parse(meaning)
    # Else the meaning would be taken apart by what is tested.
    assert {*meant.variables} <= {*re.findall(r"[^\W\d]\w*", re.sub(r"_\{(\w+)\}", r"_\1", meaning))}
    assert same(parse(text), meant)


def test_there_are_many() -> None:
    assert len(ROWS) >= 1_000


@of_each(ASKED)
def test_what_has_two_readings_is_asked(text: str, narrow: str, wide: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert narrow in str(caught.value)
    assert wide in str(caught.value)
    assert not same(parse(narrow), parse(wide))


@of_each(typed_cases.ASKED)
def test_what_nobody_can_say_is_asked(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert caught.value.readings
    assert all(parse(reading) for reading in caught.value.readings)


@of_each(typed_cases.REFUSED)
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(ParseError, match=re.escape(typed_cases.REFUSED[text])):
        parse(text)


@pytest.mark.parametrize("text", ["=-x^2", "=2^x^2", "=a^b^c"])
def test_offers_can_be_pasted_with_and_without_the_sign_of_a_spreadsheet(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text)
    offers = str(caught.value).rpartition("; write ")[2].split(" or ")
    for offer in offers:
        assert same(parse(f"={offer}"), parse(offer))
    assert not same(*map(parse, offers))


@pytest.mark.parametrize(
    ("text", "given", "product"),
    [
        ("x/(1+ahx)", "x", "a*h*x"),
        ("ln(abx)", "x", "a*b*x"),
        ("x + abx²", "x", "a*b*x"),
        ("aN/(1+ahN)", "N", "a*h*N"),
        ("kxy²", "x", "k*x*y"),
    ],
)
def test_letters_with_the_variable_among_them_are_asked(text: str, given: str, product: str) -> None:
    with pytest.raises(ParseError, match=f"write .*{re.escape(product)}.*, or give"):
        parse(text, given)


@pytest.mark.parametrize(
    ("text", "given", "meaning"),
    [
        ("Aωcos(ωt)", "A omega t", "A*omega*cos(omega*t)"),
        (r"-\lambda e^{-\lambda t}", "λ t", "-λ*e^(-λ*t)"),
        ("2φ + V0x₁", "ϕ V_0 x1", "2*ϕ + V_0*x1"),
        ("γ(x - 1)", "gamma x", "x*(gamma/1) - gamma"),
        ("gamma(x)", "γ x", "gamma(x)"),
        ("½mv0² - kN0t", "m v_0 k N0 t", "m*v_0^2/2 - k*N0*t"),
        ("V_maxK_m/(K_m + S)²", "V_max K_m S", "V_max*K_m/(K_m + S)^2"),
    ],
)
def test_names_that_were_given_are_found_in_other_spellings_and_in_products(
    text: str, given: str, meaning: str
) -> None:
    assert same(parse(text, given.split()), parse(meaning))


@pytest.mark.parametrize(
    ("text", "given", "power"),
    [("ex+xex", "x", "e^x"), ("et+tet", "t", "e^t"), ("aeax", "ax", "a*e^(a*x)"), ("te2t", "", "t*e^(2*t)")],
)
def test_a_lost_exponent_is_asked_where_its_variable_was_given(text: str, given: str, power: str) -> None:
    with pytest.raises(ParseError, match=re.escape(power)):
        parse(text, given)


@pytest.mark.parametrize(
    ("text", "given", "meaning"),
    [
        ("PV/RT", "PV RT", "1/RT*PV"),
        ("U - TS", "U TS", "1*U - TS"),
        ("kq/r^2", "k q r", "k*q/r^2"),
        ("x2 + 1", "x2", "1*x2 + 1"),
        ("k_et + 1", "k_et", "1*k_et + 1"),
        ("x + i", "x i", "i + x"),
        ("Kp/(1+Kp)", "Kp", "1*Kp/(1+Kp)"),
    ],
)
def test_names_that_were_given_are_not_asked(text: str, given: str, meaning: str) -> None:
    assert same(parse(text, given.split()), parse(meaning, given.split()))


def test_longer_words_with_the_variable_in_them_are_names() -> None:
    assert parse("index*x + xmax", "x").variables == ("index", "x", "xmax")


@of_each(REFUSED)
def test_advice_keeps_the_meaning(text: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert REFUSED[text].removeprefix("write ") in str(caught.value)


@pytest.mark.parametrize("text", ["1e-3x", "V0(1 - x)", "1/(2a) x", "e^xsinx", "mx + b", "2ab", "sqrt3/2", "sin π/4"])
def test_what_is_read_though_it_looks_like_a_question_is_shown(text: str) -> None:
    assert parse(text).read_as == parse(text).text


@pytest.mark.parametrize("text", ["C*(1 + i)^n", "i^2*R", "i*sin(x)", "exp(x)*i", "e^(t + i)"])
def test_i_may_be_a_variable(text: str) -> None:
    assert "i" in parse(text).variables


def test_i_is_one_where_it_is_given() -> None:
    assert parse("exp(i*x)", ["i", "x"]).variables == ("i", "x")


@pytest.mark.parametrize("name", ["A_0e", "x_1x_2", "arc", "mod", "dx", "xy", "J_0", "u", "PI", "tgx"])
def test_a_name_that_was_given_is_a_variable(name: str) -> None:
    assert sorted(parse(f"2*{name}*(x - 1) + {name}^2", [name, "x"]).variables) == sorted([name, "x"])


def test_a_word_that_was_given_is_a_factor() -> None:
    assert parse("2 base x", ["base"]).text == "2*base*x"


def test_a_wrong_reading_is_seen() -> None:
    assert not same(parse("sin x cos x"), parse("sin(x*cos(x))"))
