"""Texts of students, graders, scientists and other systems beside what they mean, and which of them are asked."""

from __future__ import annotations

READ = r"""
=MOD(A1,2) | mod(A1,2)
=LOG(A1) + MOD(B2;3) | log10(A1) + mod(B2,3)
=ATAN2(A1,B1) | atan2(B1,A1)
@(n) nchoosek(n,2) | binom(n,2)
math.factorial(n)/2 | gamma(n+1)/2
Factorial[x] | gamma(x+1)
Asin(Bx)+C | A*sin(B*x)+C
y = Acos(Bt + C) + D | A*cos(B*t+C)+D
A sin(B(x-C)) + D | A*sin(B*(x-C))+D
P = I^2R | I^2*R
V = πr^2h | pi*r^2*h
x_{n+1} = r x_n (1 - x_n) | r*x_n*(1-x_n)
x^(k) - α | x^k - α
w^(n) - α*y | w^n - α*y
π^e + x | pi^exp(1) + x
ħω | ħ*ω
e^(-lambdat) | e^(-lambda*t)
N0*e^(-lambdat) | N0*e^(-lambda*t)
e^{-lambdat} | e^(-lambda*t)
e^(-alphax) | e^(-alpha*x)
x*e^(-alphax) | x*e^(-alpha*x)
exp(-alphax)cos(betax) | exp(-alpha*x)*cos(beta*x)
A*cos(omegat + phi) | A*cos(omega*t+phi)
rhogh | rho*g*h
2alphax | 2*alpha*x
sintheta | sin(theta)
rcostheta | r*cos(theta)
x*sintheta | x*sin(theta)
sin2theta | sin(2*theta)
2sinthetacostheta | 2*sin(theta)*cos(theta)
vtsintheta | v*t*sin(theta)
mugcostheta | mu*g*cos(theta)
v0sintheta | v0*sin(theta)
thetas + betas + phis | thetas+betas+phis
alphabet*x | alphabet*x
gammaln(x) | gammaln(x)
deltaT | deltaT
muk*N | muk*N
exp(-(x-mux)**2/(2*sigmax**2)) | exp(-(x-mux)**2/(2*sigmax**2))
x*costheta**2 | x*costheta**2
TC = Q^2 | Q^2
Fd = x | x
pH = 14 + x | 14 + x
pH = H - 1 | H - 1
fx = 2x + y | 2*x + y
vy = v0 - gt | v0 - g*t
dy = 2x | 2*x
yp = x^2 - y0 | x^2 - y0
xn = n^2 | n^2
Nt = N0 e^(-kt) + t | N0*exp(-k*t) + t
ky = k*x | k*x
pH = -log10(x) + log_2(y) | -log10(x) + log2(y)
pKa + np.log(x) | pKa + ln(x)
pH = -log(x, 10) | -log10(x)
v² = v0² + 2a(x-x0) | v0^2 + 2*a*(x-x0)
2**x+-3 | 2**x - 3
2**x-+3 | 2**x - 3
2*x+-y | 2*x - y
x + -y | x - y
=A1+-B1 | A1 - B1
ℏω/2 | ħ*ω/2
e^x√x | e^x*sqrt(x)
cosx e^sinx | cos(x)*e^sin(x)
x^αy^β | x^α*y^β
AK^αL^(1-α) | A*K^α*L^(1-α)
bcosbx | b*cos(b*x)
sqrt2*x | sqrt(2)*x
sqrt 2/2 | sqrt(2)/2
μmg | μ*m*g
γmc² | γ*m*c^2
mgh+½mv² | m*g*h+1/2*m*v^2
2mgh | 2*m*g*h
0.5mv^2 | 0.5*m*v^2
gx² | g*x^2
mgsin(θ) | m*g*sin(θ)
P(1+r/n)^(nt) | P*(1+r/n)^(n*t)
n cos^(n-1) x | n*cos(x)^(n-1)
\beta(x-1) | beta*(x-1)
V_{max}[S]/(K_m+[S]) | V_max*S/(K_m+S)
k[A]^2 | k*A^2
2e - 3 | 2*e-3
S(1)/2*x | x/2
sp.special.gamma(x) | gamma(x)
Acosωt | A*cos(ω*t)
qvBsinθ | q*v*B*sin(θ)
=POWER(A1;2,5) | A1^2.5
2(x+1)sin x | 2*(x+1)*sin(x)
(x+1)e^x | (x+1)*e^x
(x+1)e^-x | (x+1)*e^-x
(x+1)lnx | (x+1)*ln(x)
(x+1)sinx | (x+1)*sin(x)
x(1-x)e^(-x) | x*(1-x)*e^(-x)
x^2(1-x)ln x | x^2*(1-x)*ln(x)
3(2x-1)^2(2) | 3*(2*x-1)^2*2
5(x^2+1)^4(2x) | 5*(x^2+1)^4*2*x
5(x^2+1)^4*2x | 5*(x^2+1)^4*2*x
10x(x^2+1)^4 | 10*x*(x^2+1)^4
(2x)(x+1)+(x^2)(1) | 2*x*(x+1)+x^2
(x)(x) | x*x
x(sin x) | x*sin(x)
x(sin x)(cos x) | x*sin(x)*cos(x)
(sin x)(cos x) | sin(x)*cos(x)
(sin x)cos x | sin(x)*cos(x)
(cos x)e^(sin x) | cos(x)*e^sin(x)
cos(x)e^(sin(x)) | cos(x)*e^sin(x)
cos(x)e^sin(x) | cos(x)*e^sin(x)
cosx e^(sinx) | cos(x)*e^sin(x)
cosx·e^sinx | cos(x)*e^sin(x)
cos(x)·e^{sin(x)} | cos(x)*e^sin(x)
e^(sinx)cosx | cos(x)*e^sin(x)
e^(sin x)cos x | cos(x)*e^sin(x)
e^(x^2)(2x) | e^(x^2)*2*x
e^(x²)·2x | e^(x^2)*2*x
2x e^(x^2) | 2*x*e^(x^2)
2x e^{x^2} | 2*x*e^(x^2)
sin x cos x tan x | sin(x)*cos(x)*tan(x)
sinxcosxtanx | sin(x)*cos(x)*tan(x)
x sinx | x*sin(x)
x lnx | x*ln(x)
x√(x^2+1) | x*sqrt(x^2+1)
(x+1)√x | (x+1)*sqrt(x)
(x+1)√(x-1) | (x+1)*sqrt(x-1)
2√x | 2*sqrt(x)
2√(x+1) | 2*sqrt(x+1)
1/(2√(x)) | 1/(2*sqrt(x))
√x+1 | sqrt(x)+1
√x/x | sqrt(x)/x
√(x)/2 | sqrt(x)/2
|x|√x | abs(x)*sqrt(x)
|x|sin x | abs(x)*sin(x)
|x|e^x | abs(x)*e^x
x²|x| | x^2*abs(x)
2|x+1| | 2*abs(x+1)
-|x| | -abs(x)
|x|^2 | abs(x)^2
|2x-3| | abs(2*x-3)
|x|+|y| | abs(x)+abs(y)
a|x|+b | a*abs(x)+b
|x||x| | abs(x)*abs(x)
ln|2x+1| | ln(abs(2*x+1))
ln|x^2-1| | ln(abs(x^2-1))
½ln|x| | 1/2*ln(abs(x))
(1/2)ln|2x+1| | 1/2*ln(abs(2*x+1))
-ln|cosx| | -ln(abs(cos(x)))
ln|secx+tanx| | ln(abs(sec(x)+tan(x)))
xln|x|-x | x*ln(abs(x))-x
sin x | sin(x)
sin 3x | sin(3*x)
sin3x | sin(3*x)
cos 5x | cos(5*x)
cos5x | cos(5*x)
tan 2x | tan(2*x)
3sin2x | 3*sin(2*x)
3 sin 2x | 3*sin(2*x)
3cos5x - 2sin4x | 3*cos(5*x)-2*sin(4*x)
-3sin3x | -3*sin(3*x)
ln3x | ln(3*x)
ln 3x | ln(3*x)
ln 5 | ln(5)
ln5 | ln(5)
xln5 | x*ln(5)
5^xln5 | 5^x*ln(5)
3^x ln 3 | 3^x*ln(3)
10^xln10 | 10^x*ln(10)
3^(2x)ln3 | 3^(2*x)*ln(3)
2*3^(2x)ln3 | 2*3^(2*x)*ln(3)
2^xln(2) | 2^x*ln(2)
a^x lna | a^x*ln(a)
x^x(1+ln x) | x^x*(1+ln(x))
x^x (ln x + 1) | x^x*(ln(x)+1)
1/(xln10) | 1/(x*ln(10))
1/(x ln 10) | 1/(x*ln(10))
1/(xlna) | 1/(x*ln(a))
arcsinx | asin(x)
sen x | sin(x)
arcsen x | asin(x)
sen(x) | sin(x)
sen²x | sin(x)^2
sen^2 x + cos^2 x | sin(x)^2 + cos(x)^2
x sen 2x | x*sin(2*x)
senh(x) | sinh(x)
\operatorname{sen} x | sin(x)
\operatorname{sen}^2 x | sin(x)^2
sen 2x + x | sin(2*x)+x
Γ(x) | gamma(x)
Γ(x+1)/Γ(x) | gamma(x+1)/gamma(x)
x^(α-1)e^(-x)/Γ(α) | x^(α-1)*exp(-x)/gamma(α)
2Γ(x) | 2*gamma(x)
Γ + x | x+Γ
arccosx | acos(x)
arctanx | atan(x)
x arctan x | x*atan(x)
xarcsinx + sqrt(1-x^2) | x*asin(x)+sqrt(1-x^2)
arctan2x | atan(2*x)
arctan 3x | atan(3*x)
sinhx | sinh(x)
coshx | cosh(x)
tanhx | tanh(x)
sechxtanhx | sech(x)*tanh(x)
-sechxtanhx | -sech(x)*tanh(x)
sech^2x | sech(x)^2
xcoshx | x*cosh(x)
sinhxcoshx | sinh(x)*cosh(x)
expx | exp(x)
exp 2x | exp(2*x)
sqrtx | sqrt(x)
sqrt 3/2 | sqrt(3)/2
(sqrt 2)/2 | sqrt(2)/2
sqrt 2 / 2 | sqrt(2)/2
x sqrt 2 | x*sqrt(2)
1/sqrt 2 | 1/sqrt(2)
-sqrt 3 / 3 | -sqrt(3)/3
sqrt x/x | sqrt(x)/x
sin x + 1 | sin(x)+1
sin x - cos x | sin(x)-cos(x)
(1+sinx)/(1-sinx) | (1+sin(x))/(1-sin(x))
(1+cosx)^2 | (1+cos(x))^2
sin x/(1+cos x) | sin(x)/(1+cos(x))
sin x/(x+1) | sin(x)/(x+1)
cosx/(1-x) | cos(x)/(1-x)
ln x/(1+x^2) | ln(x)/(1+x^2)
ln x/(2√x) | ln(x)/(2*sqrt(x))
ln x/√x | ln(x)/sqrt(x)
sin x/(2x) | sin(x)/(2*x)
tan x/(1+x) | tan(x)/(1+x)
f(θ) = sin θ/(1 + θ) | sin(θ)/(1+θ)
cos 3x/(x^2+1) | cos(3*x)/(x^2+1)
sin 2x/(1+x) | sin(2*x)/(1+x)
arctan x/(1+x²) | atan(x)/(1+x^2)
x ln x/(x+1) | x*ln(x)/(x+1)
sin x cos x/(1+x) | sin(x)*cos(x)/(1+x)
(x+1)sin x/(x-1) | (x+1)*sin(x)/(x-1)
sin^2 x/(1+x) | sin(x)^2/(1+x)
sin x/(x+1)^2 | sin(x)/(x+1)^2
sin x/e^x | sin(x)/e^x
sin x/2^x | sin(x)/2^x
√x/(x+1) | sqrt(x)/(x+1)
√x/(1+√x) | sqrt(x)/(1+sqrt(x))
e^-x/(x+1) | e^(-x)/(x+1)
e^-x/(1+e^-x) | e^(-x)/(1+e^(-x))
\sin x/(x+1) | sin(x)/(x+1)
\ln x/(1+x) | ln(x)/(1+x)
sinx/(1+cosx) | sin(x)/(1+cos(x))
1/cosx | 1/cos(x)
1/sinx | 1/sin(x)
1/lnx | 1/ln(x)
lnx/x^2 | ln(x)/x^2
(xcosx-sinx)/x^2 | (x*cos(x)-sin(x))/x^2
sin(x)/x | sin(x)/x
sin t cos t | sin(t)*cos(t)
cos θ | cos(θ)
sin θ cos θ | sin(θ)*cos(θ)
2 sin θ cos θ | 2*sin(θ)*cos(θ)
sin 2θ | sin(2*θ)
sin2θ | sin(2*θ)
tanθ | tan(θ)
sin(2θ) | sin(2*θ)
cos kx | cos(k*x)
sin(kx) | sin(k*x)
cos(ax+b) | cos(a*x+b)
a cos(ax+b) | a*cos(a*x+b)
kcos(kx) | k*cos(k*x)
-ksin(kx) | -k*sin(k*x)
-ωsin(ωt) | -ω*sin(ω*t)
ωcos(ωt) | ω*cos(ω*t)
-Aωsin(ωt+φ) | -A*ω*sin(ω*t+φ)
-Aω²cos(ωt) | -A*ω^2*cos(ω*t)
-Aω sin ωt | -A*ω*sin(ω*t)
-A ω sin(ω t) | -A*ω*sin(ω*t)
Acos(ωt+φ) | A*cos(ω*t+φ)
Asin(ωt) | A*sin(ω*t)
Asinωt | A*sin(ω*t)
A cosωt | A*cos(ω*t)
Acos ωt | A*cos(ω*t)
A0cosωt | A0*cos(ω*t)
Bsinωt | B*sin(ω*t)
Acosθ + Bsinθ | A*cos(θ)+B*sin(θ)
qvBsin(θ) | q*v*B*sin(θ)
ILBsinθ | I*L*B*sin(θ)
BILsinθ | B*I*L*sin(θ)
BAcosωt | B*A*cos(ω*t)
NBAcosθ | N*B*A*cos(θ)
μmgcosθ | μ*m*g*cos(θ)
Fdcosθ | F*d*cos(θ)
rFsinθ | r*F*sin(θ)
½absinC | 1/2*a*b*sin(C)
½ab sin C | 1/2*a*b*sin(C)
2abcosC | 2*a*b*cos(C)
v0sinθ | v0*sin(θ)
v0tsinθ | v0*t*sin(θ)
v0^2sin(2θ)/g | v0^2*sin(2*θ)/g
vtcosθ | v*t*cos(θ)
sin^2(x) | sin(x)^2
sin^2 x | sin(x)^2
sin^2x | sin(x)^2
sin²(2x) | sin(2*x)^2
sin^2(2x) | sin(2*x)^2
sin^3 x cos x | sin(x)^3*cos(x)
3sin^2(x)cos(x) | 3*sin(x)^2*cos(x)
3 sin^2 x cos x | 3*sin(x)^2*cos(x)
-3cos^2xsinx | -3*cos(x)^2*sin(x)
cos^4x | cos(x)^4
tan^2xsec^2x | tan(x)^2*sec(x)^2
2tanxsec²x | 2*tan(x)*sec(x)^2
2 tan x sec^2 x | 2*tan(x)*sec(x)^2
secxtan²x | sec(x)*tan(x)^2
sec^3x | sec(x)^3
2secx(secxtanx) | 2*sec(x)*sec(x)*tan(x)
2sec^2xtanx | 2*sec(x)^2*tan(x)
ln^2x | ln(x)^2
ln²x | ln(x)^2
ln^3(x) | ln(x)^3
2lnx/x | 2*ln(x)/x
2(lnx)/x | 2*ln(x)/x
(lnx)^2 | ln(x)^2
(sinx)^2 | sin(x)^2
sin(x)^2 | sin(x)^2
(sin x)^{-1} | sin(x)^(-1)
sin^{-1}(x) | asin(x)
tan^-1(x/2) | atan(x/2)
cos^-1(2x) | acos(2*x)
cosh^-1 x | acosh(x)
sin^(-1)(x) | asin(x)
sin^(1/2)(x) | sqrt(sin(x))
sin^{1/2} x | sqrt(sin(x))
sin^n(x) | sin(x)^n
sin^(n-1)xcosx | sin(x)^(n-1)*cos(x)
nsin^(n-1)xcosx | n*sin(x)^(n-1)*cos(x)
n sin^{n-1}(x) cos x | n*sin(x)^(n-1)*cos(x)
exp^2(x) | exp(x)^2
log^2(x) | log(x)^2
sin^2(x)cos^2(x) | sin(x)^2*cos(x)^2
sin^2θcosθ | sin(θ)^2*cos(θ)
sin²θcos²θ | sin(θ)^2*cos(θ)^2
1+tan^2θ | 1+tan(θ)^2
cos²ωt | cos(ω*t)^2
sin²(ωt) | sin(ω*t)^2
sinh²x+1 | sinh(x)^2+1
arctan²x | atan(x)^2
(arctan x)^2 | atan(x)^2
f'(x) = 3x^2 | 3*x^2
f'(x)=\frac{1}{x} | 1/x
f'(x) = 2x\sin x + x^2\cos x | 2*x*sin(x)+x^2*cos(x)
\frac{dy}{dx} = 2x\cos(x^2) | 2*x*cos(x^2)
\frac{dy}{dx}=3x^{2} | 3*x^2
\dfrac{dy}{dx} = 2x | 2*x
\frac{\mathrm{d}y}{\mathrm{d}x} = 2x | 2*x
\frac{df}{dx} = 2x | 2*x
\frac{d f}{d x} = 2x | 2*x
\frac{d}{dx}f(x) = 2x | 2*x
\frac{d}{dx}(x^2) = 2x | 2*x
\frac{d}{dx}[x^2] = 2x | 2*x
\frac{d}{dx}\left(x^2\right) = 2x | 2*x
d/dx (x^2) = 2x | 2*x
d/dx x^2 = 2x | 2*x
d/dx[sin x] = cos x | cos(x)
(x^2)' = 2x | 2*x
(\sin x)' = \cos x | cos(x)
\left(\sin x\right)' = \cos x | cos(x)
y' = 3x^2 + 2 | 3*x^2+2
y'(x) = 2x | 2*x
y’ = 2x | 2*x
y' = 2xe^(x^2) | 2*x*e^(x^2)
y'=cosx | cos(x)
dy/dx = 2x | 2*x
dy/dx=2xcos(x^2) | 2*x*cos(x^2)
df/dx = 2x | 2*x
f′(x)=2x | 2*x
f’(x) = 2x | 2*x
f`(x) = 2x | 2*x
f '(x) = 2x | 2*x
f' (x) = 2x | 2*x
f' = 2x | 2*x
f'(t) = 2t | 2*t
g'(x) = e^x | e^x
F'(x) = 2x | 2*x
f_x = 2xy | 2*x*y
f_x(x,y) = 2xy | 2*x*y
∂f/∂x = 2xy | 2*x*y
\frac{\partial f}{\partial x} = 2xy | 2*x*y
\partial_x f = 2xy | 2*x*y
\dot{x} = 2t | 2*t
\frac{dx}{dt} = 2t | 2*t
v(t) = 3t^2 | 3*t^2
v = ds/dt = 3t^2 | 3*t^2
y = x^2 | x^2
y= x^2+1 | x^2+1
Answer: 2x | 2*x
answer = 2x | 2*x
Ans: 2x | 2*x
= 2x | 2*x
Df(x) = 2x | 2*x
f^{(1)}(x) = 2x | 2*x
f''(x) = 2 | 2
y'' = 6x | 6*x
\frac{d^2y}{dx^2} = 6x | 6*x
d^2y/dx^2 = 6x | 6*x
d²y/dx² = 6x | 6*x
f^{\prime\prime}(x) = 6x | 6*x
\ddot{x} = -\omega^2 x | -omega^2*x
\frac{1}{x\ln 2} | 1/(x*ln(2))
\frac{1}{x \ln(a)} | 1/(x*ln(a))
\frac{1-\ln x}{x^2} | (1-ln(x))/x^2
\frac{x\cos x-\sin x}{x^2} | (x*cos(x)-sin(x))/x^2
\frac{2x}{(x^2+1)^2} | 2*x/(x^2+1)^2
-\frac{1}{x^2} | -1/x^2
-\frac{1}{\sqrt{1-x^2}} | -1/sqrt(1-x^2)
\frac{1}{2\sqrt x} | 1/(2*sqrt(x))
\frac{1}{2}x^{-1/2} | 1/2*x^(-1/2)
\frac{1}{2}x^{-\frac{1}{2}} | 1/2*x^(-1/2)
\frac{3}{2}\sqrt{x} | 3/2*sqrt(x)
\frac32\sqrt x | 3/2*sqrt(x)
\frac{x}{\sqrt{x^2+1}} | x/sqrt(x^2+1)
x^x(1+\ln x) | x^x*(1+ln(x))
x^{x}\left(\ln x+1\right) | x^x*(ln(x)+1)
2^{x}\ln(2) | 2^x*ln(2)
2^x \ln 2 | 2^x*ln(2)
2^x\cdot\ln 2 | 2^x*ln(2)
\ln 2 \cdot 2^x | ln(2)*2^x
(\ln 2)2^x | ln(2)*2^x
\ln(2)\,2^x | ln(2)*2^x
\cos x\, e^{\sin x} | cos(x)*e^sin(x)
e^{\sin x}\cos x | e^sin(x)*cos(x)
e^{\sin x} \cdot \cos x | e^sin(x)*cos(x)
\cos(x)e^{\sin(x)} | cos(x)*e^sin(x)
2xe^{x^{2}} | 2*x*e^(x^2)
e^{x}\left(\sin x+\cos x\right) | e^x*(sin(x)+cos(x))
e^x(\sin x + \cos x) | e^x*(sin(x)+cos(x))
e^{-x}(1-x) | e^(-x)*(1-x)
\sec^2 x | sec(x)^2
-\csc x\cot x | -csc(x)*cot(x)
2\sin x\cos x | 2*sin(x)*cos(x)
\sin 2x | sin(2*x)
2\cos 2x | 2*cos(2*x)
3\sin^2 x\cos x | 3*sin(x)^2*cos(x)
\tfrac{1}{x} | 1/x
\frac{1}{1+x^{2}} | 1/(1+x^2)
\frac 1 x | 1/x
\frac1x | 1/x
\frac1{x^2} | 1/x^2
\frac{1}2x | x/2
\sqrt{x}+\frac{1}{\sqrt{x}} | sqrt(x)+1/sqrt(x)
\sqrt[3]{x^2} | cbrt(x^2)
\sqrt[5]{x} | x^(1/5)
\beta (x-1) | beta*(x-1)
\beta\left(x-1\right) | beta*(x-1)
\alpha(x-1) | alpha*(x-1)
\lambda(x-\mu) | lambda*(x-mu)
\mu(1-x) | mu*(1-x)
\tau(1-e^{-t/\tau}) | tau*(1-e^(-t/tau))
e^{-\beta\epsilon} | e^(-beta*epsilon)
\frac{1}{e^{\beta(\epsilon-\mu)}+1} | 1/(e^(beta*(epsilon-mu))+1)
\frac{1}{e^{\beta\hbar\omega}-1} | 1/(e^(beta*hbar*omega)-1)
\beta_0 + \beta_1 x | beta_0+beta_1*x
\frac{V_{max}[S]}{K_m+[S]} | V_max*S/(K_m+S)
\frac{V_{\max}[S]}{K_M+[S]} | V_max*S/(K_M+S)
V_{max} [S]/(K_m + [S]) | V_max*S/(K_m+S)
V_max[S]/(K_m+[S]) | V_max*S/(K_m+S)
k[A][B] | k*A*B
k[A]^2[B] | k*A^2*B
-k[A] | -k*A
k[A]^m[B]^n | k*A^m*B^n
\frac{k[A]}{1+K[A]} | k*A/(1+K*A)
x^{\alpha}y^{\beta} | x^alpha*y^beta
AK^{\alpha}L^{1-\alpha} | A*K^alpha*L^(1-alpha)
A K^{\alpha} L^{1-\alpha} | A*K^alpha*L^(1-alpha)
x^α y^β | x^α*y^β
x^αy^(1-α) | x^α*y^(1-α)
K^αL^(1-α) | K^α*L^(1-α)
AK^αL^β | A*K^α*L^β
A K^α L^(1-α) | A*K^α*L^(1-α)
AK^α | A*K^α
αAK^(α-1)L^(1-α) | α*A*K^(α-1)*L^(1-α)
x^ay^b | x^a*y^b
x^my^n | x^m*y^n
x^a y^b | x^a*y^b
P(1+r/n)^{nt} | P*(1+r/n)^(n*t)
P(1+r)^t | P*(1+r)^t
P\left(1+\frac{r}{n}\right)^{nt} | P*(1+r/n)^(n*t)
A = P(1+r/n)^(nt) | P*(1+r/n)^(n*t)
A = Pe^(rt) | P*e^(r*t)
P(1-r)^n | P*(1-r)^n
C(1+r)^-n | C*(1+r)^(-n)
D(1-e^{-a(r-r0)})^2 | D*(1-e^(-a*(r-r0)))^2
A\exp(-E_a/(RT)) | A*exp(-E_a/(R*T))
2·x·sin(x) | 2*x*sin(x)
x²·e⁻ˣ | x^2*e^(-x)
e⁻ˣ(1−x) | e^(-x)*(1-x)
3x² − 4x + 7 | 3*x^2-4*x+7
½·x⁻¹ᐟ² | 1/2*x^(-1/2)
x^(−1) | x^(-1)
1∕x | 1/x
√(x² + 1) | sqrt(x^2+1)
x/√(x²+1) | x/sqrt(x^2+1)
∛(x)² | cbrt(x)^2
x^2√x | x^2*sqrt(x)
x²√x | x^2*sqrt(x)
π·r² | pi*r^2
2π·r | 2*pi*r
cos πx | cos(pi*x)
cosπx | cos(pi*x)
πcosπx | pi*cos(pi*x)
πcos(πx) | pi*cos(pi*x)
sin(πx)/π | sin(pi*x)/pi
-π sin πx | -pi*sin(pi*x)
λe^(−λx) | λ*e^(-λ*x)
λ²e^(-λx) | λ^2*e^(-λ*x)
-λN₀e^(-λt) | -λ*N_0*e^(-λ*t)
kN0e^(kt) | k*N0*e^(k*t)
-kAe^(-kt) | -k*A*e^(-k*t)
rPe^(rt) | r*P*e^(r*t)
αx^(α-1) | α*x^(α-1)
αx^{α−1} | α*x^(α-1)
αβx | α*β*x
P₀ + ρgh | P_0+ρ*g*h
p0 + ρgh | p0+ρ*g*h
μN | μ*N
γmv | γ*m*v
4πε₀r | 4*pi*ε_0*r
½ħω | 1/2*ħ*ω
ħk | ħ*k
ħ²k²/(2m) | ħ^2*k^2/(2*m)
hν | h*ν
λν | λ*ν
ωL | ω*L
1/(ωC) | 1/(ω*C)
R+ωL | R+ω*L
ωt+φ | ω*t+φ
θ = ω₀t + ½αt² | ω_0*t+1/2*α*t^2
kλ | k*λ
nRT/V | n*R*T/V
-nRT/V² | -n*R*T/V^2
nRT/(V-nb) - an²/V² | n*R*T/(V-n*b)-a*n^2/V^2
RT/(V-b) - a/V² | R*T/(V-b)-a/V^2
½kx² | 1/2*k*x^2
-kx | -k*x
-GMm/r² | -G*M*m/r^2
GM/r² | G*M/r^2
kQq/r² | k*Q*q/r^2
mv²/r | m*v^2/r
½mv² | 1/2*m*v^2
½mv²+mgh | 1/2*m*v^2+m*g*h
½mv² + mgy | 1/2*m*v^2+m*g*y
½kx² + ½mv² | 1/2*k*x^2+1/2*m*v^2
½CV² | 1/2*C*V^2
I²Rt | I^2*R*t
V²t/R | V^2*t/R
-V0/(RC) e^(-t/(RC)) | -V0/(R*C)*e^(-t/(R*C))
2*x*exp(x**2) | 2*x*e^(x^2)
Piecewise((x, x > 0), (0, True)) | piecewise(x>0,x,0)
Max(0, x) | max(0,x)
Abs(x)**3 | abs(x)^3
sign(x)*Abs(x) | x
Heaviside(x) | heaviside(x)
exp(-x)*sin(x) | e^(-x)*sin(x)
log(x)/log(2) | log2(x)
x**(1/3) | x^(1/3)
sqrt(2)*exp(-x**2/2)/(2*sqrt(pi)) | exp(-x^2/2)/sqrt(2*pi)
LambertW(x)/(x*(LambertW(x) + 1)) | lambertw(x)/(x*(lambertw(x)+1))
besselj(0, x)/2 - besselj(2, x)/2 | besselj(0,x)/2-besselj(2,x)/2
gamma(x)*polygamma(0, x) | gamma(x)*digamma(x)
Mod(x, 2) | mod(x,2)
floor(x) | floor(x)
ceiling(x) | ceil(x)
atan2(y, x) | atan2(y,x)
acsc(x) | acsc(x)
erf(sqrt(2)*x/2)/2 + 1/2 | normcdf(x)
expint(1, x) | E1(x)
Integer(1)/2*x | x/2
S(2)/3*x**2 | 2/3*x^2
x**S(2) | x^2
x**(S(1)/2) | sqrt(x)
Float(0.5)*x | 0.5*x
Pow(x, 2) | x^2
Mul(2, x) | 2*x
Add(x, 1) | x+1
sp.sin(x)**2 | sin(x)^2
sympy.exp(x) | exp(x)
sp.log(x, 2) | log2(x)
sp.pi*x | pi*x
sp.E**x | exp(x)
sp.Abs(x) | abs(x)
sympy.S(1)/2*x | x/2
sp.Max(x, 0) | max(x,0)
np.exp(-x**2/2)/np.sqrt(2*np.pi) | exp(-x^2/2)/sqrt(2*pi)
np.sin(x)*np.cos(x) | sin(x)*cos(x)
np.log(x) | ln(x)
np.log10(x) | log10(x)
np.cbrt(x) | cbrt(x)
np.expm1(x) | expm1(x)
np.tanh(x)**2 | tanh(x)^2
1/np.cosh(x)**2 | 1/cosh(x)^2
np.minimum(x, 1) | min(x,1)
np.absolute(x) | abs(x)
np.fabs(x) | abs(x)
np.arctan(x) | atan(x)
np.exp2(x) | 2^x
np.cos(2*np.pi*f*t) | cos(2*pi*f*t)
numpy.exp(x) | exp(x)
math.cos(x) | cos(x)
math.e**x | e^x
math.sqrt(x**2 + 1) | sqrt(x^2+1)
math.log1p(x) | log1p(x)
math.erf(x) | erf(x)
math.hypot(x, y) | hypot(x,y)
math.fabs(x) | abs(x)
math.degrees(x) | x*180/pi
math.cbrt(x) | cbrt(x)
math.log2(x) | log2(x)
cmath.exp(x) | exp(x)
scipy.special.erf(x) | erf(x)
scipy.special.gamma(x) | gamma(x)
scipy.special.j0(x) | besselj(0,x)
scipy.special.jv(1, x) | besselj(1,x)
scipy.special.expit(x) | sigmoid(x)
scipy.special.ndtr(x) | normcdf(x)
sp.special.expit(x) | sigmoid(x)
scipy.stats.norm.pdf(x) | normpdf(x)
torch.sin(x) | sin(x)
torch.sigmoid(x)*x | sigmoid(x)*x
torch.relu(x) | max(x,0)
torch.abs(x) | abs(x)
torch.log(torch.exp(x)+1) | ln(e^x+1)
torch.nn.functional.softplus(x) | softplus(x)
torch.nn.functional.gelu(x) | gelu(x)
F.elu(x) | elu(x)
F.mish(x) | mish(x)
torch.maximum(x, y) | max(x,y)
torch.square(x) | x^2
torch.sqrt(x) | sqrt(x)
jnp.exp(-x) | exp(-x)
jnp.sin(x)**2 | sin(x)^2
jnp.log1p(jnp.exp(x)) | log1p(e^x)
jax.nn.gelu(x) | x*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3)))/2
jax.nn.silu(x) | silu(x)
jax.nn.softplus(x) | softplus(x)
jax.nn.swish(x) | silu(x)
jax.nn.elu(x) | elu(x)
jax.nn.tanh(x) | tanh(x)
jax.nn.log_sigmoid(x) | logsigmoid(x)
F.logsigmoid(x) | logsigmoid(x)
jax.scipy.special.gammaln(x) | loggamma(x)
tf.exp(x) | exp(x)
tf.math.log(x) | ln(x)
tf.nn.sigmoid(x) | sigmoid(x)
tf.nn.silu(x) | silu(x)
tf.nn.swish(x) | silu(x)
tf.nn.elu(x) | elu(x)
tf.nn.softplus(x) | softplus(x)
tf.sigmoid(x) | sigmoid(x)
tf.tanh(x) | tanh(x)
tf.maximum(x, 0.0) | max(x,0)
tf.math.erf(x) | erf(x)
mp.sqrt(x) | sqrt(x)
mpmath.zeta(x) | zeta(x)
Sin[x] Cos[x] | sin(x)*cos(x)
2 x Sin[x] | 2*x*sin(x)
x^2 Exp[-x] | x^2*e^(-x)
Exp[-x^2] | e^(-x^2)
E^(-x^2/2)/Sqrt[2 Pi] | e^(-x^2/2)/sqrt(2*pi)
E^-x | e^(-x)
E^x Sin[x] | e^x*sin(x)
Sin[x]^2 | sin(x)^2
2 Sin[2 x] | 2*sin(2*x)
1/(1 + x^2) | 1/(1+x^2)
Log[x]/x | ln(x)/x
Log[1 + x^2] | ln(1+x^2)
Sqrt[1 - x^2] | sqrt(1-x^2)
x/Sqrt[1 + x^2] | x/sqrt(1+x^2)
ArcTan[2 x] | atan(2*x)
Tanh[x] | tanh(x)
Sech[x]^2 | sech(x)^2
Abs[x] | abs(x)
a x^2 + b x + c | a*x^2+b*x+c
a Exp[-k t] | a*exp(-k*t)
x^(1/3) | x^(1/3)
Power[x, 1/3] | x^(1/3)
(1 + x) E^x | (1+x)*e^x
f[x_] := x^2 | x^2
f[x_] := 2 x | 2*x
f'[x] = 2 x | 2*x
f[x] = x^2 | x^2
\[Omega] t | omega*t
Sin[\[Omega] t] | sin(omega*t)
2 \[Pi] f t | 2*pi*f*t
x ** y | x^y
Sin[Pi x] | sin(pi*x)
Cos[2 Pi f t] | cos(2*pi*f*t)
Which[x < 0, -x, True, x] | abs(x)
Piecewise[{{-x, x < 0}, {x, x >= 0}}] | abs(x)
Piecewise[{{x Log[x], x > 0}}, 0] | piecewise(x>0, x*ln(x), 0)
If[x < 0, -x, x] | abs(x)
Erf[x/Sqrt[2]] | erf(x/sqrt(2))
Gamma[x + 1] | gamma(x+1)
x! | gamma(x+1)
Binomial[n, k] | binom(n,k)
BesselJ[0, 2 x] | besselj(0,2*x)
2*x*cos(x^2) | 2*x*cos(x^2)
ln(x)^2 | ln(x)^2
abs(x) | abs(x)
signum(x) | sign(x)
x^(1/2) | sqrt(x)
arctan(x) | atan(x)
Pi*x | pi*x
sqrt(x)/2; | sqrt(x)/2
f := x -> 2*x; | 2*x
f := (x) -> 2*x | 2*x
f(x) := 2*x | 2*x
y := 2*x; | 2*x
binomial(n, k) | binom(n,k)
GAMMA(x+1) | gamma(x+1)
piecewise(x<0, -x, x>=0, x) | abs(x)
erf(x)*exp(x^2) | erf(x)*e^(x^2)
y = x.^2 + 2.*x | x^2+2*x
y = x.^2; | x^2
exp(-x.^2) | exp(-x^2)
sin(x).^2 | sin(x)^2
sin(x).*cos(x) | sin(x)*cos(x)
1./x | 1/x
1./(1+x.^2) | 1/(1+x^2)
x.^(1/3) | x^(1/3)
f = @(x) sin(x).^2 | sin(x)^2
f=@(x)x.^2+1 | x^2+1
f = @(x,y) x.*y | x*y
@(t) exp(-t).*cos(2*pi*t) | exp(-t)*cos(2*pi*t)
abs(x) + sign(x) | abs(x)+sign(x)
log(x) + log10(x) | ln(x)+log10(x)
max(x,0) | max(x,0)
mod(x,2) | mod(x,2)
e^x | e^x
pi*x.^2 | pi*x^2
nthroot(x,3) | cbrt(x)
sec(x).^2 | sec(x)^2
exp(-x^2/2)/sqrt(2*pi) | exp(-x^2/2)/sqrt(2*pi)
function(x) exp(-x) | exp(-x)
\(x) x^2 | x^2
f <- function(x) x^2 | x^2
f <- function(x) { x^2 } | x^2
function(x) { return(x^2) } | x^2
x %% 3 | mod(x,3)
x**2 | x^2
sqrt(abs(x)) | sqrt(abs(x))
log(x, base = 10) | log10(x)
log(x, base=exp(1)) | ln(x)
pnorm(x, 0, 2) | normcdf(x/2)
choose(n, k) | binom(n,k)
x^2 + 2x + 1 | x^2+2*x+1
2x | 2*x
3x^2 | 3*x^2
sinpi(x) | sin(pi*x)
f(x) = x^2 + 1 | x^2+1
f(x) = 2x*exp(-x^2) | 2*x*exp(-x^2)
x -> x^2 | x^2
x .^ 2 | x^2
√x | sqrt(x)
√(x^2+1) | sqrt(x^2+1)
∛x | cbrt(x)
π*x | pi*x
2π*x | 2*pi*x
ℯ^x | e^x
α*x + β | α*x+β
x > 0 ? x : 0 | max(x,0)
ifelse(x > 0, x, 0) | max(x,0)
logistic(x) | sigmoid(x)
Math.sin(x)*Math.cos(x) | sin(x)*cos(x)
Math.exp(-x*x/2) | exp(-x^2/2)
Math.sqrt(1 - x*x) | sqrt(1-x^2)
Math.log(x) | ln(x)
Math.log10(x) | log10(x)
Math.abs(x) | abs(x)
Math.max(0, x) | max(0,x)
Math.min(1, x) | min(1,x)
Math.tanh(x) | tanh(x)
Math.cbrt(x) | cbrt(x)
Math.hypot(x, y) | hypot(x,y)
Math.atan2(y, x) | atan2(y,x)
Math.sign(x) | sign(x)
Math.trunc(x) | trunc(x)
Math.floor(x) | floor(x)
Math.E**x | e^x
2*Math.PI*x | 2*pi*x
x => x**2 | x^2
x => Math.sin(x) | sin(x)
const f = x => x**2 | x^2
const f = (x) => x**2; | x^2
let y = x**2; | x^2
var y = Math.sin(x); | sin(x)
function f(x) { return x*x; } | x^2
return Math.sin(x); | sin(x)
pow(x, 2) | x^2
pow(x, 0.5) | x^0.5
sqrt(x*x + y*y) | sqrt(x^2+y^2)
fabs(x) | abs(x)
expf(-x) | exp(-x)
sinf(x) | sin(x)
powf(x, 2.0) | x^2
exp(-0.5*x*x) | exp(-0.5*x^2)
log1p(exp(x)) | log1p(exp(x))
double y = x*x; | x^2
float y = sin(x); | sin(x)
std::pow(x, 2) | x^2
std::sqrt(x) | sqrt(x)
std::max(x, 0.0) | max(x,0)
std::abs(x) | abs(x)
x*x*x | x^3
x > 0 ? x : 0.01*x | leaky_relu(x)
(x > 0) ? x : 0 | max(x,0)
1.0/(1.0 + exp(-x)) | sigmoid(x)
tgamma(x) | gamma(x)
lgamma(x) | loggamma(x)
cbrt(x) | cbrt(x)
exp10(x) | 10^x
=A1^2 | A1^2
=2*A1+3 | 2*A1+3
=EXP(-A1) | exp(-A1)
=SQRT(A1) | sqrt(A1)
=POWER(A1,2) | A1^2
=LN(A1) | ln(A1)
=LOG10(A1) | log10(A1)
=LOG(A1,2) | log2(A1)
=LOG(A1;2) | log2(A1)
=SIN(A1)*COS(A1) | sin(A1)*cos(A1)
=PI()*A1^2 | pi*A1^2
=ABS(A1) | abs(A1)
=IF(A1>0;A1;0) | max(A1,0)
=IF(A1<0,-A1,A1) | abs(A1)
=0,5*A1^2 | 0.5*A1^2
=MAX(A1;0) | max(A1,0)
=MAX(0,5;A1) | max(0.5,A1)
=SQRT(1-A1^2) | sqrt(1-A1^2)
=EXP(1)^A1 | exp(1)^A1
=A1*SIN(A1) | A1*sin(A1)
=TANH(A1) | tanh(A1)
=1/(1+A1^2) | 1/(1+A1^2)
=SIGN(A1) | sign(A1)
=ATAN(A1) | atan(A1)
=ASIN(A1) | asin(A1)
=GAMMA(A1) | gamma(A1)
y=\sin\left(2x\right) | sin(2*x)
f\left(x\right)=e^{-x}\cos\left(x\right) | e^(-x)*cos(x)
y=\frac{x^{2}-1}{x+1} | (x^2-1)/(x+1)
y=\operatorname{abs}\left(x\right) | abs(x)
y=x^{\frac{2}{3}} | x^(2/3)
y=\sqrt[4]{x} | x^(1/4)
y=a\cdot b^{x} | a*b^x
y=\operatorname{sgn}\left(x\right) | sign(x)
y=\arctan\left(x\right) | atan(x)
y=\tan^{-1}\left(x\right) | atan(x)
f'\left(x\right)=2x | 2*x
\frac{d}{dx}\left(x^{2}\right)=2x | 2*x
y_{1}=x^{2} | x^2
f_{1}\left(x\right)=x^{2} | x^2
y=e^{x} | e^x
y=\ln x | ln(x)
y=2\left|x-1\right|+3 | 2*abs(x-1)+3
y=\operatorname{mod}\left(x,2\right) | mod(x,2)
y=\min\left(x,1\right) | min(x,1)
x^2 sin(x) | x^2*sin(x)
e^(-x^2) | e^(-x^2)
sqrt(x^2+1) | sqrt(x^2+1)
ln(x)/x | ln(x)/x
sin(2 pi x) | sin(2*pi*x)
2 x cos(x^2) | 2*x*cos(x^2)
x^2 e^x | x^2*e^x
e^x (sin(x) + cos(x)) | e^x*(sin(x)+cos(x))
sec^2(x) | sec(x)^2
1/(2 sqrt(x)) | 1/(2*sqrt(x))
(x cos(x) - sin(x))/x^2 | (x*cos(x)-sin(x))/x^2
x^x (log(x) + 1) | x^x*(ln(x)+1)
2^x log(2) | 2^x*ln(2)
|x| | abs(x)
tan^(-1)(x) | atan(x)
erf(x) | erf(x)
-2 e^(-x^2) x | -2*x*e^(-x^2)
e^(-x^2) (1 - 2 x^2) | e^(-x^2)*(1-2*x^2)
root(3)(x) | cbrt(x)
root(n)(x) | x^(1/n)
x^(2/3) | x^(2/3)
e^(-x^2/2) | e^(-x^2/2)
x_1^2 | x_1^2
alpha x + beta | alpha*x+beta
lambda e^(-lambda x) | lambda*e^(-lambda*x)
x*x | x^2
ln(x) | ln(x)
log_2(x) | log2(x)
(dy)/(dx) = 2x | 2*x
f'(x) = 2x | 2*x
theta^2 | theta^2
omega t + phi | omega*t+phi
1/(x^2 + 1) | 1/(x^2+1)
sqrt(x) | sqrt(x)
e^(-x) | e^(-x)
e^(-alpha t) | e^(-alpha*t)
alpha x^2 | alpha*x^2
2 pi f t | 2*pi*f*t
sin(omega t) | sin(omega*t)
A cos(omega t + phi) | A*cos(omega*t+phi)
$x^2 + 1$ | x^2+1
f(x) = x² | x^2
f(x)=x^(2)+2x | x^2+2*x
f(x) = sin(x) / x | sin(x)/x
f(x)=sqrt(x) | sqrt(x)
f: y = x² | x^2
f'(x)=2x | 2*x
f(x)=abs(x) | abs(x)
f(x)=log10(x) | log10(x)
f(x)=ln(x) | ln(x)
f(x)=a sin(b x) | a*sin(b*x)
Y1=X² | X^2
Y1=2X+3 | 2*X+3
Y₁=sin(X) | sin(X)
Y1=e^(X) | e^X
Y1=√(X) | sqrt(X)
³√(X) | cbrt(X)
X³ | X^3
abs(X) | abs(X)
sin⁻¹(X) | asin(X)
2X² | 2*X^2
(X+1)(X-1) | (X+1)*(X-1)
f1(x)=x^2 | x^2
10^(X) | 10^X
4*cos(3*X) | 4*cos(3*X)
f'(x) = 2x + 0 | 2*x
2x. | 2*x
= 2x cos(x²) | 2*x*cos(x^2)
**2x** | 2*x
`2x` | 2*x
$2x$ | 2*x
$$f'(x) = 2x$$ | 2*x
\boxed{2x} | 2*x
\[ f'(x) = 2x \] | 2*x
\(2x\) | 2*x
Answer: $2x$ | 2*x
**Answer:** 2x | 2*x
The answer is: 2x | 2*x
Final answer: $\boxed{2x}$ | 2*x
f'(x)=2xcosx² | 2*x*cos(x^2)
dy/dx = -sinx | -sin(x)
dy/dx = (2x)(sinx)+(x^2)(cosx) | 2*x*sin(x)+x^2*cos(x)
dy/dx=2x·sin(x)+x²·cos(x) | 2*x*sin(x)+x^2*cos(x)
y'=2xsinx+x²cosx | 2*x*sin(x)+x^2*cos(x)
y' = 2x sin x + x^2 cos x | 2*x*sin(x)+x^2*cos(x)
y'=-2sin2x | -2*sin(2*x)
y'=3(2x+1)²·2 | 3*(2*x+1)^2*2
y'=6(2x+1)² | 6*(2*x+1)^2
y'=1/(2√x) | 1/(2*sqrt(x))
y'=½x^(-½) | 1/2*x^(-1/2)
y'=½x^-½ | 1/2*x^(-1/2)
y'=-1/x² | -1/x^2
y'=-x⁻² | -x^(-2)
y'=cos(x)·e^(sin(x)) | cos(x)*e^sin(x)
y'=e^x+xe^x | e^x+x*e^x
y'=e^x(1+x) | e^x*(1+x)
y'=(1+x)e^x | (1+x)*e^x
y'=(1-x)/e^x | (1-x)/e^x
y'=(1-x)e^-x | (1-x)*e^(-x)
y'=lnx+1 | ln(x)+1
y'=2ln(x)/x | 2*ln(x)/x
y'=2lnx·1/x | 2*ln(x)/x
y'=2(lnx)(1/x) | 2*ln(x)/x
y'=cosx/(2√sinx) | cos(x)/(2*sqrt(sin(x)))
y'=cosx/(2√(sinx)) | cos(x)/(2*sqrt(sin(x)))
y'=1/(1+x²) | 1/(1+x^2)
y'=-x/√(1-x²) | -x/sqrt(1-x^2)
y'=sec²x | sec(x)^2
y'=sec^2(x) | sec(x)^2
y'=1/cos²x | 1/cos(x)^2
y'=1/cos^2x | 1/cos(x)^2
y'=1/cos^2(x) | 1/cos(x)^2
y'=2tanx·sec²x | 2*tan(x)*sec(x)^2
y'=2tanx sec²x | 2*tan(x)*sec(x)^2
y'=-sinx·cos(cosx) | -sin(x)*cos(cos(x))
y'=-sinxcos(cosx) | -sin(x)*cos(cos(x))
y'=cosx·cos(sinx) | cos(x)*cos(sin(x))
y'=cos(x)cos(sin(x)) | cos(x)*cos(sin(x))
y'=2xln(x)+x | 2*x*ln(x)+x
y'=2xlnx+x | 2*x*ln(x)+x
y'=x(2lnx+1) | x*(2*ln(x)+1)
y'=5x⁴ | 5*x^4
y'=5x^4-6x | 5*x^4-6*x
y'=5*x^4 | 5*x^4
y'=n·x^(n-1) | n*x^(n-1)
y'=a·cos(ax) | a*cos(a*x)
y'=kcos(kx) | k*cos(k*x)
y'=2^xln2 | 2^x*ln(2)
y'=2^x·ln2 | 2^x*ln(2)
y'=2^x·ln(2) | 2^x*ln(2)
y'=ln2·2^x | ln(2)*2^x
y'=ln(2)·2^x | ln(2)*2^x
y'=x^x(lnx+1) | x^x*(ln(x)+1)
y'=1/(x·ln10) | 1/(x*ln(10))
y'=1/(xln(10)) | 1/(x*ln(10))
y'=-e^-x | -e^(-x)
y'=-e⁻ˣ | -e^(-x)
y'=2e^(2x) | 2*e^(2*x)
y'=2e²ˣ | 2*e^(2*x)
y'=4x³-12x² | 4*x^3-12*x^2
y'=(2x(x+1)-x²)/(x+1)² | (2*x*(x+1)-x^2)/(x+1)^2
y'=(x²+2x)/(x+1)^2 | (x^2+2*x)/(x+1)^2
y'=sin(x)+xcos(x) | sin(x)+x*cos(x)
y'=sinx+xcosx | sin(x)+x*cos(x)
y'=1 | 1
y'=0 | 0
y'=-1/√(1-x²) | -1/sqrt(1-x^2)
y'=1/x | 1/x
y'=|x|/x | abs(x)/x
y'=sgn(x) | sign(x)
1/√(2πσ²) exp(-(x-μ)²/(2σ²)) | 1/sqrt(2*pi*σ^2)*exp(-(x-μ)^2/(2*σ^2))
1/(σ√(2π)) exp(-½((x-μ)/σ)²) | 1/(σ*sqrt(2*pi))*exp(-1/2*((x-μ)/σ)^2)
\lambda^k e^{-\lambda}/k! | lambda^k*e^(-lambda)/gamma(k+1)
\frac{\lambda^k e^{-\lambda}}{k!} | lambda^k*e^(-lambda)/gamma(k+1)
\frac{\lambda^ke^{-\lambda}}{k!} | lambda^k*e^(-lambda)/gamma(k+1)
p^x(1-p)^(1-x) | p^x*(1-p)^(1-x)
p^k(1-p)^(n-k) | p^k*(1-p)^(n-k)
p^kq^(n-k) | p^k*q^(n-k)
a^mb^n | a^m*b^n
a^xb^x | a^x*b^x
u^mv^n | u^m*v^n
p^k q^{n-k} | p^k*q^(n-k)
x^{\alpha-1}(1-x)^{\beta-1} | x^(alpha-1)*(1-x)^(beta-1)
\frac{\beta^\alpha}{\Gamma(\alpha)}x^{\alpha-1}e^{-\beta x} | beta^alpha/gamma(alpha)*x^(alpha-1)*e^(-beta*x)
(k/λ)(x/λ)^(k-1)e^(-(x/λ)^k) | (k/λ)*(x/λ)^(k-1)*e^(-(x/λ)^k)
1-e^{-(x/\lambda)^k} | 1-e^(-(x/lambda)^k)
-y\log p-(1-y)\log(1-p) | -y*ln(p)-(1-y)*ln(1-p)
\log(1+e^x) | ln(1+e^x)
\ln(1+e^{-yx}) | ln(1+e^(-y*x))
\max(0,1-yx) | max(0,1-y*x)
\max(0, x) | max(0,x)
\tanh(wx+b) | tanh(w*x+b)
(y-wx-b)^2 | (y-w*x-b)^2
\frac12(y-wx)^2 | 1/2*(y-w*x)^2
\frac{\lambda}{2}w^2 | lambda/2*w^2
x·sigmoid(x) | x*sigmoid(x)
x*sigmoid(1.702x) | x*sigmoid(1.702*x)
0.5x(1+tanh(√(2/π)(x+0.044715x³))) | 0.5*x*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3)))
log(p/(1-p)) | ln(p/(1-p))
ln(p/(1−p)) | ln(p/(1-p))
\frac{1}{2}kx^2 | 1/2*k*x^2
\frac12 kA^2 | 1/2*k*A^2
\frac{1}{2}mv^2+mgh | 1/2*m*v^2+m*g*h
mgR(1-cosθ) | m*g*R*(1-cos(θ))
mgl(1-cosθ) | m*g*l*(1-cos(θ))
mgL(1 - cos θ) | m*g*L*(1-cos(θ))
mgl(1-\cos\theta) | m*g*l*(1-cos(theta))
\frac{mg}{k}(1-e^{-kt/m}) | m*g/k*(1-e^(-k*t/m))
v_0t-\frac12gt^2 | v_0*t-1/2*g*t^2
v₀t - ½gt² | v_0*t-1/2*g*t^2
v0t - ½gt² | v0*t-1/2*g*t^2
v0*t - 4.9t^2 | v0*t-4.9*t^2
-16t^2+48t+64 | -16*t^2+48*t+64
h(t) = -4.9t² + 20t + 2 | -4.9*t^2+20*t+2
s(t) = t³ - 6t² + 9t | t^3-6*t^2+9*t
v(t) = s'(t) = 3t² - 12t + 9 | 3*t^2-12*t+9
a(t) = v'(t) = 6t - 12 | 6*t-12
\frac{kq_1q_2}{r^2} | k*q_1*q_2/r^2
k\frac{q_1q_2}{r^2} | k*q_1*q_2/r^2
-\frac{GMm}{r} | -G*M*m/r
\frac{A}{r^{12}}-\frac{B}{r^6} | A/r^12-B/r^6
D_e(1-e^{-a(r-r_e)})^2 | D_e*(1-e^(-a*(r-r_e)))^2
D_e[1-e^{-a(r-r_e)}]^2 | D_e*(1-e^(-a*(r-r_e)))^2
\frac{V_{max}S}{K_m+S} | V_max*S/(K_m+S)
\frac{V_{\text{max}}[S]}{K_m + [S]} | V_max*S/(K_m+S)
V_max S/(K_m + S) | V_max*S/(K_m+S)
v = V_{max}[S]/(K_m+[S]) | V_max*S/(K_m+S)
r = k[A]^2[B] | k*A^2*B
rate = k[A][B] | k*A*B
k_1[A] - k_2[B] | k_1*A-k_2*B
k_{f}[A][B] | k_f*A*B
A_0 e^{-kt} | A_0*e^(-k*t)
k_B T \ln \Omega | k_B*T*ln(Omega)
k_BT\ln\Omega | k_B*T*ln(Omega)
\frac{nRT}{V} | n*R*T/V
\frac{nRT}{V-nb}-\frac{an^2}{V^2} | n*R*T/(V-n*b)-a*n^2/V^2
\frac{RT}{V_m-b}-\frac{a}{V_m^2} | R*T/(V_m-b)-a/V_m^2
\epsilon\sigma A(T^4-T_0^4) | epsilon*sigma*A*(T^4-T_0^4)
\frac{\mu_0I}{2\pi r} | mu_0*I/(2*pi*r)
\frac{1}{\sqrt{LC}} | 1/sqrt(L*C)
V_0\sin(\omega t+\phi) | V_0*sin(omega*t+phi)
V_0\sin\omega t | V_0*sin(omega*t)
Q_0(1-e^{-t/(RC)}) | Q_0*(1-e^(-t/(R*C)))
\hbar\omega(n+\frac12) | hbar*omega*(n+1/2)
ħω(n+½) | ħ*ω*(n+1/2)
\frac{\hbar^2k^2}{2m} | hbar^2*k^2/(2*m)
\psi(x)=A\sin(kx) | A*sin(k*x)
A\sin kx+B\cos kx | A*sin(k*x)+B*cos(k*x)
Asin kx + Bcos kx | A*sin(k*x)+B*cos(k*x)
Asinkx + Bcoskx | A*sin(k*x)+B*cos(k*x)
x(t)=A\cos(\omega t+\phi) | A*cos(omega*t+phi)
x = A cos(ωt + φ) | A*cos(ω*t+φ)
v = -Aω sin(ωt + φ) | -A*ω*sin(ω*t+φ)
a = -Aω² cos(ωt + φ) | -A*ω^2*cos(ω*t+φ)
θ(t)=θ₀cos(ωt) | θ_0*cos(ω*t)
θ₀ e^{-γt} cos ωt | θ_0*e^(-γ*t)*cos(ω*t)
e^{-\gamma t}\cos\omega t | e^(-gamma*t)*cos(omega*t)
Ae^{-γt}cosωt | A*e^(-γ*t)*cos(ω*t)
A e^{-t/τ} sin ωt | A*e^(-t/τ)*sin(ω*t)
AK^aL^(1-a) | A*K^a*L^(1-a)
Y = AK^αL^{1-α} | A*K^α*L^(1-α)
Y=AK^{0.3}L^{0.7} | A*K^0.3*L^0.7
AK^0.3L^0.7 | A*K^0.3*L^0.7
x^0.5y^0.5 | x^0.5*y^0.5
x^{1/2}y^{1/2} | x^(1/2)*y^(1/2)
x^(1/2)y^(1/2) | x^(1/2)*y^(1/2)
x^(1/3)y^(2/3) | x^(1/3)*y^(2/3)
(αx^ρ+(1-α)y^ρ)^(1/ρ) | (α*x^ρ+(1-α)*y^ρ)^(1/ρ)
\frac{c^{1-\sigma}-1}{1-\sigma} | (c^(1-sigma)-1)/(1-sigma)
(c^(1-σ)-1)/(1-σ) | (c^(1-σ)-1)/(1-σ)
α ln x + (1-α) ln y | α*ln(x)+(1-α)*ln(y)
αlnx + (1-α)lny | α*ln(x)+(1-α)*ln(y)
(p - c)q | (p-c)*q
(a - bq)q | (a-b*q)*q
(a-bQ)Q - cQ | (a-b*Q)*Q-c*Q
100q - 2q^2 | 100*q-2*q^2
P e^{rt} | P*e^(r*t)
P(1+r/12)^{12t} | P*(1+r/12)^(12*t)
P(1+i)^n | P*(1+i)^n
1000(1+r)^t | 1000*(1+r)^t
1000(1.05)^t | 1000*1.05^t
1000e^(0.05t) | 1000*e^(0.05*t)
rN\left(1-\frac{N}{K}\right) | r*N*(1-N/K)
\frac{K}{1+Ae^{-rt}} | K/(1+A*e^(-r*t))
\frac{aN}{1+ahN} | a*N/(1+a*h*N)
aN/(b+N) | a*N/(b+N)
N_0e^{rt} | N_0*e^(r*t)
N0e^(rt) | N0*e^(r*t)
N₀·2^(t/T) | N_0*2^(t/T)
N0*2^(t/T) | N0*2^(t/T)
N_0\left(\frac12\right)^{t/T} | N_0*(1/2)^(t/T)
βSI/N | β*S*I/N
βSI - γI | β*S*I-γ*I
\beta SI-\gamma I | beta*S*I-gamma*I
x^n/(K^n+x^n) | x^n/(K^n+x^n)
\frac{x^n}{K^n+x^n} | x^n/(K^n+x^n)
\theta(t)=\theta_0\cos(\omega t) | theta_0*cos(omega*t)
\phi(x) = e^{-x^2} | e^(-x^2)
\phi = x^2 | x^2
\theta'(t) = 2t | 2*t
\rho(r)=\rho_0e^{-r/a} | rho_0*e^(-r/a)
\Psi(x) = x^2 | x^2
\theta = \omega t | omega*t
N_0(1/2)^(t/T) | N_0*(1/2)^(t/T)
N0(0.5)^(t/5) | N0*0.5^(t/5)
P(1.05)^t | P*1.05^t
A(1/2)^(t/5) | A*(1/2)^(t/5)
A(0.8)^t | A*0.8^t
AK^{0.3}L^{0.7} | A*K^0.3*L^0.7
AK^{\alpha}L^{\beta} | A*K^alpha*L^beta
AK^(1/3)L^(2/3) | A*K^(1/3)*L^(2/3)
K^(1/3)L^(2/3) | K^(1/3)*L^(2/3)
PV^γ | P*V^γ
(d/dx)(x^2) = 2x | 2*x
(d/dx) x^2 = 2x | 2*x
\frac{d}{dx} \sin x = \cos x | cos(x)
\frac{d}{dx}\sin x=\cos x | cos(x)
\frac{d}{dx}(x^2\sin x)=2x\sin x+x^2\cos x | 2*x*sin(x)+x^2*cos(x)
\frac{d}{dx}\left[x^2\right] = 2x | 2*x
\frac{d}{dt}(t^2) = 2t | 2*t
\frac{\partial}{\partial x}(xy) = y | y
\frac{\partial f}{\partial y} = x | x
\frac{\partial z}{\partial x}=2xy^3 | 2*x*y^3
\partial f/\partial x = 2x | 2*x
∂/∂x (xy) = y | y
∂z/∂x = 2xy | 2*x*y
z_x = 2xy | 2*x*y
f_x = 2x + y | 2*x+y
f_{x} = 2x | 2*x
f_x(x, y) = 2x | 2*x
f_{x}(x,y)=2x+y | 2*x+y
d(x^2)/dx = 2x | 2*x
d(sin x)/dx = cos x | cos(x)
d(x²)/dx = 2x | 2*x
\frac{d(x^2)}{dx} = 2x | 2*x
(f(x))' = 2x | 2*x
[x^2]' = 2x | 2*x
y_x = 2x | 2*x
f'(x):=2x | 2*x
f'(x) ≔ 2x | 2*x
f'(x) = 2x; | 2*x
f'(x) = 2x.  | 2*x
$f'(x)=2x$. | 2*x
f'(x)={2x} | 2*x
y'=(2x) | 2*x
y' = +2x | 2*x
y' = - 2x | -2*x
y' = −2x | -2*x
y'= 2 x | 2*x
y'=2 x sin(x) + x^2 cos(x) | 2*x*sin(x)+x^2*cos(x)
∴ y' = 2x | 2*x
\therefore f'(x) = 2x | 2*x
m = 2x | 2*x
slope = 2x | 2*x
derivative = 2x | 2*x
f_prime = 2x | 2*x
f_prime(x) = 2x | 2*x
fprime(x) = 2x | 2*x
df_dx = 2x | 2*x
dydx = 2x | 2*x
df(x) = 2x | 2*x
df/dx(x) = 2x | 2*x
def df(x): return 2*x | 2*x
def f_prime(x): return 2*x | 2*x
lambda x: 2*x | 2*x
df = lambda x: 2*x | 2*x
f = lambda x: x**2 | x^2
df = @(x) 2*x | 2*x
f = x -> x^2 | x^2
f: x -> x^2 | x^2
x^1+x^4 | x^1 + x^4
c1erfx | c1*erf(x)
jx0 | jx0
mu_0 N I | mu_0*N*I
(x-mu_1)^2 | (x - mu_1)*(x - mu_1)
phi_0 t | phi_0*t
tau_0e^(-x) | tau_0*exp(-x)
mu2 | mu2
\sqrt{x^2+1}^3 | sqrt(x^2 + 1)*(x^2 + 1)
\frac{1}{\sqrt{1+x^2}^3} | 1/(sqrt(1 + x^2)*(1 + x^2))
\sqrt{1+v^2}^{-1} | 1/sqrt(1 + v^2)
\sqrt{x+1}^n/n | sqrt(x + 1)^n/n
\sqrt{9-x^2}^2*e^x | sqrt(9 - x^2)^2*exp(x)
tan_1 + x | tan_1 + x
std_1 + x | std_1 + x
b*x**1+c*x**4 | b*x + c*x^4
x^1-x^4 | x - x^4
2^3/2 + x | 8/2 + x
(1+r)^t/(x+1) | ((1+r)^t)/(x+1)
x^t/T | (x^t)/T
e^t/5 | exp(t)/5
e^2/T | exp(2)/T
2^t/e | (2^t)/exp(1)
x/TC | x/TC
x/AR | x/AR
n/VC | n/VC
x/MP | x/MP
x/FP | x/FP
n/DS | n/DS
x/AD | x/AD
x/SS | x/SS
x/KE | x/KE
x/PE | x/PE
x/NV | x/NV
Vmax/(Vmax+1) | Vmax/(Vmax+1)
x/hc | x/(h*c)
x/LC | x/(L*C)
x/GM | x/(G*M)
e^(-lambdat^2) | e^(-lambda*t^2)
2epsilonx | 2*epsilon*x
e^(-kappat) | e^(-kappa*t)
2tauy | 2*tau*y
2phix | 2*phi*x
2rhoy | 2*rho*y
2thetaz | 2*theta*z
rtantheta | r*tan(theta)
rcottheta | r*cot(theta)
rsectheta | r*sec(theta)
rcsctheta | r*csc(theta)
rsinphi | r*sin(phi)
rsinalpha | r*sin(alpha)
rsinbeta | r*sin(beta)
Acosomegat | A*cos(omega*t)
u_n - 1/2 | u_n - 1/2
u_n - 1*x | u_n-x
u_n-1**x | u_n-1**x
sin(x+1-e^2) | sin(x+1-exp(2))
(1-e*x)^2 | (1-exp(1)*x)^2
x*log(1+e) | x*ln(1+exp(1))
sin(2n)x | sin(2*n)*x
sin(x+1)x | sin(x+1)*x
sin(1/2) x | sin(1/2)*x
"""

ASKED = (
    r"\sqrt{x2+y^2}",
    "a/ bc",
    "x²/+ab",
    "ln 2/(2+x)",
    "N0*e^(-gammat)",
    "asintheta",
    "R*cos(thetax)",
    "sin x/2",
    "sin nπx/L",
    "sin θ/2",
    "e^-t/τ",
    "e^-t/(RC)",
    "e^-x/2",
    "sin x/2x",
    "sin x/(1+y)",
    "sin x/e^y",
    "sin x^2/(1+x)",
    "sin x/(x+1) y",
    "ln p/(1-p)",
    "ln x/(x-1)",
    "arctan 2x/(1-x^2)",
    "arctan x/√(1-x^2)",
    "√l/(g+1)",
    "P^-γ/(γ-1)",
    "IV - x",
    "θ = Kp/(1+Kp)",
    "PV/RT",
    "PV/nRT",
    "kq/r²",
    "U - TS",
    "Gm/r",
    "a/bc",
    "x/ab",
    "x²/ab",
    "h/mv",
    "λ = h/mv",
    "F/mg",
    "V/IR",
    "FL/A",
    "PL/(AK)",
    "qv/c",
    "qBr/m",
    "kAΔT/d",
    "MV/P",
    "AB/C",
    "W = Fd cosθ",
    "Fr sin θ",
    "BA cos ωt",
    "IL sinθ",
    "VI cos φ",
    "μN - TS",
    "H = U + PV",
    "PQ - wL",
    "ΔH - TΔS",
    "P = Fv",
    "T_ex²",
    "F_gx",
    "V_DDx",
    "v_max² + T_ex² + k_xy²",
    "pK_a + V_DDx",
    "k_et",
    "a_xt²",
    "½a_yt²",
    "v_xt + x_0",
    "v_it + ½at²",
    "e^(-k_ax)",
    "cos(w_dt)",
    "c_px + d",
    "C_VT",
    "nC_VT",
    "kTn_i",
    "T_ex + x",
    "3acos(x)",
    "2asin(x)",
    "x10 + 1",
    "x2 + 1",
    "1 - x2",
    "sqrt(1-x2)",
    "sin(x2)",
    "πr2",
    "x2+y2",
    "a2 + b2",
    "1 - v2/c2",
    "v2/r",
    "ωk²+1",
    "Ae²",
    "2τxy+x",
    "aB+x",
    "2*σT^2",
    "(x+1)2",
    "sin30",
    "½mN0x",
    "2dx",
    "D_e(1-e^{-a(r-re)})^2",
    "D(1-e^(-a(r-re)))^2",
    "e^(-(x-xe)²)",
    "x^1-a",
    "2^1+x",
    "nRarctan²x",
    "ωAarctan^2x",
    "Ae^(-E/RT)",
    "sqrt2x",
    "sqrt 2 x",
    "\\cos x e^{\\sin x}",
    "-\\beta(E-\\mu)",
    "e^{-\\beta E}",
    "[S]/(K+[S])",
    "e^ax^2",
    "e^-αx^2",
    "e^αx",
    "2^αx^2",
    "x^ab^2",
    "PV(1+r)^n",
    "P(x+1)",
    "P(1+x)",
    "P(x)^2",
    "N(1-e^(-t))",
    "D(1+g)/(r-g)",
    "Q(1-e^(-t/RC))",
    "W(1-x)^2",
    "Ae^(-E/(RT))",
    "Ae^{-E/RT}",
    "e^(-E/kT)",
    "x e^{-E/kT}",
    "2^x√x",
    "x^n√x",
    "½ρv²CdA",
    "σAT⁴",
    "εσAT⁴",
    "dilog(x)",
    "besselJ(x, 0)",
    "1.0f/x",
    "MOD(A1,2)",
    "root(3, x)",
    "x dot y",
    "f(x)=log(2,x)",
    "g(x)=f(x)",
    "y'=1/2√x",
    "y'=2e^2x",
    "y'=4x3-12x2",
    "\\sigma(x)(1-\\sigma(x))",
    "x\\Phi(x)",
    "mg(h - y)",
    "[A]^2",
    "N(1/2)^t",
    "P(2)^2",
    "f(2)^t",
    "PV^1.4",
    "dy = 2x dx",
    "dy/dx = 2x dx",
    "f'(x) = [2x]",
    "1. 2x",
    "VI/x",
    "x / ab",
    "V - RI",
    "x - IL",
    "IR + x",
    "QV + x",
    "MV + x",
    "BA + x",
    "NI/L",
    "FL + x",
    "x + Fs",
    "x - Ed",
    "V - Bl",
    "x/kB",
    "CΔT + x",
    "Kp/(Kp+1)",
    "CD/(x + 1)",
    "√(x-a)^(2)+(y-b)^(2)",
    "acostheta",
    "atanphi",
    "asinalpha",
    "acosbeta",
    "a*b - tauy",
    "a*b - rhoz",
    "R*cos(gammax)",
    "gamma(x-vt)",
    "gamma(z - u*y)",
    "gamma(T-T0)",
    "gamma(T - T₀)",
    "F_k-1 + F_k",
    "x_j+1 - x_j",
    "u_n−1 + u_n",
    "$E/R$",
    "E = m + E/2",
    "e-x^2",
    "e-t/τ",
    "e-t/RC",
    "e V/T",
    "x + 1/(1+e*cos(t))",
)
"""What is asked, with formulas to paste."""

REFUSED = {
    **dict.fromkeys(
        (
            "e^(-i/10)",
            "x + i",
            "x - i",
            "3x + i",
            "x^i",
            "x i",
            "x + 2*i",
            "2 - i",
            "u + i v",
            "a + jb",
            "R + j X",
            "x^2 + i",
            "sqrt(i)",
            "√i",
            "1/(x+i)",
            "(x+i)/(x-i)",
            "2*i*x",
            "x + i*y",
            "x + iy",
            "a + b*i",
            "e^(x + i)",
            "1 + I*x",
            "R + j*X",
            "1/(1 + j*w*R*C)",
        ),
        "is the imaginary unit to most readers, and complex numbers are not read; write the real part, such as cos(x), "
        "or give",
    ),
    "x*(x > 0": "'>' compares",
    "(1+r)^n/": "an operand is missing after '/'",
    "sin^log_2(3) x": "'sin' is a function; write sin(x)**n for a power of it",
    "dsinx": "'dsinx' may be one name or functions run together",
    "asinx_1": "'asinx_1' is several names",
    "y(x+dx)": "'dx' may be one name or d*x",
    "\\frac{d}{dx} x^2": "a derivative to be taken is not read",
    "f(x) = x^2, x > 0": "write f(x) = x^2, and give the domain by itself",
    "k_1[A] - k_{-1}[B]": "an index has only letters and digits, and stands right behind a letter",
    "[A]_0e^{-kt}": "'[A]_0' is a concentration, which a name stands for; write A_0 e^{-kt}",
    "x[0]^2 + x[1]^2": "'x[' is an element of an array to some readers",
    "a[n]x": "'a[' is an element of an array to some readers",
    "a[i]*x": "'a[' is an element of an array to some readers",
    "e^(iπx)": "'i' is the imaginary unit to most readers, and complex numbers are not",
    "re(x)": "derivcheck has no function 're'",
    "Derivative(x**2, x)": "unknown function 'Derivative'",
    "Symbol('x')**2": "unknown function 'Symbol'",
    "np.dot(x, y)": "'np.dot' is no function of a formula",
    "np.sum(x)": "'np.sum' is no function of a formula",
    "np.linalg.norm(x)": "'np.linalg' is no function of a formula",
    "from numpy import exp; exp(x)": "'from' has another meaning and is no variable here",
    "x.pow(2)": "'x.pow' is no function of a formula",
    "x.sin()": "'x.sin' is no function of a formula",
    "keras.ops.exp(x)": "'keras.ops.exp' is no function of a formula",
    "D[x^2, x]": "a derivative to be taken is not read",
    "Exp[I x]": "'I' is the imaginary unit to most readers, and complex numbers are not",
    "Boole[x > 0]": "derivcheck has no function 'Boole'",
    "2 x + O[x]^3": "O(…) is the order of a remainder, which is no formula",
    "#^2 &": "an operator that is not arithmetic",
    "diff(x^2, x)": "unknown function 'diff'",
    "2*x'": "no quotes in a formula",
    "x^2 + ...": "a '.' outside a number",
    "1//2*x": "'//' is a quotient rounded down",
    "cis(x)": "unknown function 'cis'",
    "x.powi(2)": "'x.powi' is no function of a formula",
    "f64::exp(x)": "'f' (U+0066) has no meaning in a formula",
    "=WURZEL(A1)": "unknown function 'WURZEL'",
    "=2,5*A1": "',' stands only between arguments of a function",
    "=EXP(-0,5*A1)": "exp takes 1 argument, not 2",
    "=NORM.S.DIST(A1,TRUE)": "'NORM.S.DIST' is no function of a formula",
    "=SUM(A1:A3)": "derivcheck has no function 'SUM'",
    "d/dx x^2": "a derivative to be taken is not read",
    "derivative of x^2": "'derivative' is not read",
    "log base 2 of x": "'base' is not read",
    "cube root of x": "'cube' is not read",
    "frac(x, 2)": "'frac' of two arguments is a fraction in Typst; write (x/2)",
    "x times y": "'times' is the name of a sign; write x × y",
    "Derivative(x^2)": "unknown function 'Derivative'",
    "nDeriv(X²,X,2)": "unknown function 'nDeriv'",
    "the derivative is 2x": "'the' is not read",
    "The final answer is 2x": "no operator between 'The' and 'final'",
    "f'(x) = 2x for x>0": "'x>0' behind a formula is its domain",
    "\\frac{1}{1+e^{-(w^\\top x+b)}}": "a transpose is not read",
    "-\\sum p\\log p": "a sum or product over an index is not read",
    "[A]_0 e^{-kt}": "'[A]_0' is a concentration, which a name stands for; write A_0 e^{-kt}",
    "A e^{ikx}": "'i' is the imaginary unit to most readers, and complex numbers are not",
    "D(x^2) = 2x": "'D' before a parenthesis has two readings",
    "f'(x) = (2x)'": "no quotes in a formula",
    "y'|_{x} = 2x": "no quotes in a formula",
    "f'(x) == 2x": "no quotes in a formula",
    "dy/dx": "dy/dx is a derivative, which is not read",
    "Therefore y' = 2x": "no operator between 'Therefore' and 'y'",
    "So f'(x) = 2x": "no operator between 'So' and 'f'",
    "=> 2x": "'>' compares",
    "f'(x) = 3x²+2x = x(3x+2)": "write f'(x) = 3x²+2x or f'(x) = x(3x+2), one of them",
    "fun x -> x^2": "no operator between 'fun' and 'x'",
}
"""What is refused, and what is said of it."""
