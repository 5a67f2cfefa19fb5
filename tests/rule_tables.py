"""Rules of differentiation from three published tables: facts, each a function with its derivative in x.

A calculus text's table (OpenStax, "Calculus" vol. 1, ch. 3, and vol. 2, ch. 2: the elementary functions), the Digital
Library of Mathematical Functions (the sections named), and the rules of DiffRules.jl (functions of the unit, of degrees
and of two arguments among them). Formulas are written in this package's notation; `a`, `b`, `c` and `n` are parameters.
"""

from __future__ import annotations

CALCULUS = """
3 + 0*x | 0
x | 1
a*x + b | a
x^n | n*x^(n-1)
x^2 | 2x
x^5 | 5x^4
1/x | -1/x^2
x^(-3) | -3/x^4
sqrt(x) | 1/(2*sqrt(x))
x^(1/3) | 1/(3*x^(2/3))
x^(3/2) | 3*sqrt(x)/2
e^x | e^x
e^(a*x) | a*e^(a*x)
b^x | b^x*ln(b)
2^x | 2^x*ln(2)
10^(-x) | -10^(-x)*ln(10)
ln(x) | 1/x
ln|x| | 1/x
ln(a*x) | 1/x
log(x, b) | 1/(x*ln(b))
log2(x) | 1/(x*ln(2))
sin(x) | cos(x)
cos(x) | -sin(x)
tan(x) | sec(x)^2
cot(x) | -csc(x)^2
sec(x) | sec(x)*tan(x)
csc(x) | -csc(x)*cot(x)
sin(a*x) | a*cos(a*x)
cos(a*x + b) | -a*sin(a*x + b)
arcsin(x) | 1/sqrt(1 - x^2)
arccos(x) | -1/sqrt(1 - x^2)
arctan(x) | 1/(1 + x^2)
arccot(x) | -1/(1 + x^2)
arcsec(x) | 1/(|x|*sqrt(x^2 - 1))
arccsc(x) | -1/(|x|*sqrt(x^2 - 1))
arcsin(x/a) | 1/(a*sqrt(1 - x^2/a^2))
arctan(x/a) | a/(a^2 + x^2)
sinh(x) | cosh(x)
cosh(x) | sinh(x)
tanh(x) | sech(x)^2
coth(x) | -csch(x)^2
sech(x) | -sech(x)*tanh(x)
csch(x) | -csch(x)*coth(x)
arsinh(x) | 1/sqrt(1 + x^2)
arcosh(x) | 1/sqrt(x^2 - 1)
artanh(x) | 1/(1 - x^2)
arcoth(x) | 1/(1 - x^2)
arsech(x) | -1/(x*sqrt(1 - x^2))
arcsch(x) | -1/(|x|*sqrt(1 + x^2))
|x| | x/|x|
x^x | x^x*(1 + ln(x))
x*e^x | (x + 1)*e^x
x^2*sin(x) | 2x*sin(x) + x^2*cos(x)
sin(x)/x | (x*cos(x) - sin(x))/x^2
sin(x)^2 | sin(2x)
ln(sin(x)) | cot(x)
ln(x)/x | (1 - ln(x))/x^2
e^(-x^2) | -2x*e^(-x^2)
(x^2 + 1)^10 | 20x*(x^2 + 1)^9
sqrt(a^2 - x^2) | -x/sqrt(a^2 - x^2)
ln(x + sqrt(x^2 + a^2)) | 1/sqrt(x^2 + a^2)
1/(1 + x^2) | -2x/(1 + x^2)^2
(a*x + b)/(c*x + 1) | (a - b*c)/(c*x + 1)^2
"""

DLMF = """
log1p(x) | 1/(1 + x)
asin(x) + acos(x) | 0
asinh(x) | (1 + x^2)^(-1/2)
gamma(x) | gamma(x)*psi(x)
loggamma(x) | psi(x)
1/gamma(x) | -psi(x)/gamma(x)
psi(x) | polygamma(1, x)
polygamma(2, x) | polygamma(3, x)
beta(x, b) | beta(x, b)*(psi(x) - psi(x + b))
gamma(x + 1) | gamma(x + 1)*(psi(x) + 1/x)
Ei(x) | e^x/x
E1(x) | -e^(-x)/x
e^x*E1(x) | e^x*E1(x) - 1/x
li(x) | 1/ln(x)
Si(x) | sin(x)/x
Ci(x) | cos(x)/x
Shi(x) | sinh(x)/x
Chi(x) | cosh(x)/x
erf(x) | 2/sqrt(pi)*e^(-x^2)
erfc(x) | -2/sqrt(pi)*e^(-x^2)
erfi(x) | 2/sqrt(pi)*e^(x^2)
e^(x^2)*erfc(x) | 2x*e^(x^2)*erfc(x) - 2/sqrt(pi)
dawson(x) | 1 - 2x*dawson(x)
erfinv(x) | sqrt(pi)/2*e^(erfinv(x)^2)
fresnelc(x) | cos(pi*x^2/2)
fresnels(x) | sin(pi*x^2/2)
lowergamma(a, x) | x^(a-1)*e^(-x)
uppergamma(a, x) | -x^(a-1)*e^(-x)
gammainc(a, x) | x^(a-1)*e^(-x)/gamma(a)
x^(-a)*lowergamma(a, x) | -x^(-a-1)*lowergamma(a + 1, x)
e^x*uppergamma(a, x) | e^x*uppergamma(a, x) - x^(a-1)
expint(2, x) | -E1(x)
expint(3, x) | -expint(2, x)
expint(0, x) | -e^(-x)*(1 + x)/x^2
airyai(x) | airyaiprime(x)
airyaiprime(x) | x*airyai(x)
airybi(x) | airybiprime(x)
airybiprime(x) | x*airybi(x)
airyai(x)*airybiprime(x) - airyaiprime(x)*airybi(x) | 0
airyai(x)^2 | 2*airyai(x)*airyaiprime(x)
besselj(0, x) | -besselj(1, x)
besselj(1, x) | besselj(0, x) - besselj(1, x)/x
besselj(n, x) | (besselj(n - 1, x) - besselj(n + 1, x))/2
besselj(n, x) | besselj(n - 1, x) - n*besselj(n, x)/x
x^n*besselj(n, x) | x^n*besselj(n - 1, x)
x^(-n)*besselj(n, x) | -x^(-n)*besselj(n + 1, x)
bessely(0, x) | -bessely(1, x)
bessely(2, x) | bessely(1, x) - 2*bessely(2, x)/x
besseli(0, x) | besseli(1, x)
besseli(n, x) | (besseli(n - 1, x) + besseli(n + 1, x))/2
x^n*besseli(n, x) | x^n*besseli(n - 1, x)
besselk(0, x) | -besselk(1, x)
besselk(n, x) | -(besselk(n - 1, x) + besselk(n + 1, x))/2
x^n*besselk(n, x) | -x^n*besselk(n - 1, x)
ellipk(x) | (ellipe(x) - (1 - x)*ellipk(x))/(2x*(1 - x))
ellipe(x) | (ellipe(x) - ellipk(x))/(2x)
ellipe(x) - ellipk(x) | -ellipe(x)/(2*(1 - x))
ellipk(x^2) | (ellipe(x^2) - (1 - x^2)*ellipk(x^2))/(x*(1 - x^2))
polylog(2, x) | -ln(1 - x)/x
polylog(3, x) | polylog(2, x)/x
zeta(x) | zeta_derivative(1, x)
lambertw(x) | e^(-lambertw(x))/(1 + lambertw(x))
lambertw(x) | lambertw(x)/(x*(1 + lambertw(x)))
"""

DIFF_RULES = """
cbrt(x) | 1/(3*cbrt(x)^2)
reciprocal(x) | -1/x^2
log10(x) | 1/(x*ln(10))
exp2(x) | exp2(x)*ln(2)
expm1(x) | e^x
tan(x) | 1 + tan(x)^2
cot(x) | -(1 + cot(x)^2)
sin(pi*x/180) | pi/180*cos(pi*x/180)
cos(pi*x/180) | -pi/180*sin(pi*x/180)
tan(pi*x/180) | pi/180*(1 + tan(pi*x/180)^2)
sec(pi*x/180) | pi/180*sec(pi*x/180)*tan(pi*x/180)
sin(pi*x) | pi*cos(pi*x)
cos(pi*x) | -pi*sin(pi*x)
180/pi*asin(x) | 180/pi/sqrt(1 - x^2)
180/pi*atan(x) | 180/pi/(1 + x^2)
180/pi*acsc(x) | -180/pi/|x|/sqrt(x^2 - 1)
pi*x/180 | pi/180
erfcinv(x) | -sqrt(pi)/2*e^(erfcinv(x)^2)
trigamma(x) | polygamma(2, x)
besselj(1, x) | (besselj(0, x) - besselj(2, x))/2
bessely(n, x) | (bessely(n - 1, x) - bessely(n + 1, x))/2
polygamma(1, x) | polygamma(2, x)
betaln(x, b) | psi(x) - psi(x + b)
x/b | 1/b
a/x | -a/x/x
a^x | a^x*ln(a)
atan2(x, b) | b/(x^2 + b^2)
atan2(a, x) | -a/(a^2 + x^2)
hypot(x, b) | x/hypot(x, b)
max(x, b) | piecewise(x > b, 1, 0)
min(x, b) | piecewise(x > b, 0, 1)
mod(x, b) | 1
sigmoid(x) | sigmoid(x)*(1 - sigmoid(x))
softplus(x) | sigmoid(x)
logit(x) | 1/(x*(1 - x))
logaddexp(x, b) | e^x/(e^x + e^b)
normcdf(x) | normpdf(x)
normpdf(x, a, 2) | -(x - a)/4*normpdf(x, a, 2)
silu(x) | sigmoid(x)*(1 + x*(1 - sigmoid(x)))
gelu(x) | normcdf(x) + x*normpdf(x)
softsign(x) | 1/(1 + |x|)^2
relu(x) | piecewise(x > 0, 1, 0)
elu(x) | piecewise(x > 0, 1, e^x)
"""


def rules(table: str) -> list[tuple[str, str]]:
    return [(f.strip(), g.strip()) for f, g in (line.rsplit(" | ", 1) for line in table.strip().splitlines())]


RULES = [rule for table in (CALCULUS, DLMF, DIFF_RULES) for rule in rules(table)]
