"""Texts of students, graders, scientists and other systems beside what they mean, and which of them are asked."""

from __future__ import annotations

READ = r"""
ħω | ħ*ω
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
3√x | 3*sqrt(x)
3√(x+1) | 3*sqrt(x+1)
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
D(1-e^(-a(r-re)))^2 | D*(1-e^(-a*(r-re)))^2
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
½kx² | 1/2*k*x^2
-kx | -k*x
mv²/r | m*v^2/r
½mv² | 1/2*m*v^2
½mv²+mgh | 1/2*m*v^2+m*g*h
½mv² + mgy | 1/2*m*v^2+m*g*y
½kx² + ½mv² | 1/2*k*x^2+1/2*m*v^2
½CV² | 1/2*C*V^2
I²Rt | I^2*R*t
V²t/R | V^2*t/R
"""

ASKED = (
    "(x+1)2",
    "sin30",
    "Ae^(-E/RT)",
    "sqrt2x",
    "sqrt 2 x",
    "\\frac{d}{dx} x^2",
    "f(x) = x^2, x > 0",
    "\\cos x e^{\\sin x}",
    "-\\beta(E-\\mu)",
    "e^{-\\beta E}",
    "k_1[A] - k_{-1}[B]",
    "[A]_0e^{-kt}",
    "x[0]^2 + x[1]^2",
    "a[n]x",
    "a[i]*x",
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
    "Ae^(-E/RT)",
    "Ae^(-E/(RT))",
    "Ae^{-E/RT}",
    "e^(-E/kT)",
    "x e^{-E/kT}",
    "∛x²",
    "2^x√x",
    "x^n√x",
    "e^(iπx)",
    "σAT⁴",
    "εσAT⁴",
)
