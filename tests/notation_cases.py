"""What people type, in exercise and formula sheets, calculators and posts, beside what it means or what is asked."""

from __future__ import annotations

READ = r"""
P_{K}*K_o + P_{Na}*Na_o | P_K*K_o + P_Na*Na_o
\left(\frac{x}{2}\right)^2 | (x/2)^2
J_{n-1}(x) - \frac{n}{x}J_n(x) | besselj(n-1, x) - n/x*besselj(n, x)
\frac{1}{2}\left(J_{\nu-1}\left(x\right) - J_{\nu+1}\left(x\right)\right) | 1/2*(besselj(nu-1, x) - besselj(nu+1, x))
K_{n+1}(2x) | besselk(n+1, 2*x)
x*m/s | x*m/s
m/s | m/s
\frac{A}{R} + \frac{x}{AR} | A/R + x/(A*R)
e - x(1-x) | exp(1) - x*(1-x)
Vm^2/R | Vm^2/R
P(1+i)^t | P*(1+i)^t
a*b*c*d*e^x + e | a*b*c*d*exp(x) + exp(1)
y = a + bx + cx^2 + dx^3 | a + b*x + c*x^2 + d*x^3
bx + dx^3 | b*x + d*x^3
\sin\frac{x}{2}\cos\frac{x}{2} | sin(x/2)*cos(x/2)
\sin\frac{n\pi x}{L}e^{-t} | sin(n*pi*x/L)*exp(-t)
\sin\left(\frac{x}{2}\right)y | sin(x/2)*y
y' = y - x | y - x
x = x - 0.1*(2*x) | x - 0.1*(2*x)
x => x + 1 | x + 1
x.^2 + 2.*sinc(x) | x^2 + 2*sincpi(x)
2.*sinc(x) | 2*sincpi(x)
k*x + 1/exp(1/kT) | k*x + 1/exp(1/(k*T))
3a^2x^2+24a^2x+48a^2 | 3*a^2*x^2 + 24*a^2*x + 48*a^2
v = (Vmax × [S]) / (Km + [S]) | Vmax*S/(Km + S)
Vmax*[S]/(K_m + [S]) | Vmax*S/(K_m + S)
E - E_0 | E - E_0
1/(1+exp((E-E_F)/(k*T))) | 1/(1+exp((E-E_F)/(k*T)))
E_0 E^(-t) | E_0*exp(-t)
y = a +bx + ce^(dx) | a + b*x + c*exp(d*x)
In**2 + In*x | In^2 + In*x
[L]/(Kd+[L]) | L/(Kd+L)
cosech(x) + arcosech(2x) | csch(x) + acsch(2*x)
xcosecx - arccosecx | x*csc(x) - acsc(x)
-cosecxcotx + cosec2x | -csc(x)*cot(x) + csc(2*x)
2cosecθcotθ | 2*csc(θ)*cot(θ)
cotanh(x) | coth(x)
5!7! | 600000 + 4800
x!2! | 2*gamma(x+1)
cos (3x) e^(2x) | cos(3*x)*exp(2*x)
(y-1)/(cosy-x) | (y-1)/(cos(y)-x)
t logt + ylogy | t*log(t) + y*log(y)
\eta \left(\sqrt{2-\eta^2} + \eta \right) | eta*(sqrt(2-eta^2) + eta)
theta(1-theta) | theta*(1-theta)
\sin\left(x+1\right)^{3} | sin(x+1)^3
R*I + t/RC | R*I + t/(R*C)
k = Ae^(-Ea/RT) | A*exp(-Ea/(R*T))
D = D0 exp(-Q/RT) | D0*exp(-Q/(R*T))
exp(-k*T/RT) | exp(-k*T/(R*T))
U/kT*x | U/(k*T)*x
x**2/kT | x**2/(k*T)
y*x**2/kT | y*x**2/kT
np.sin(kx)*np.cos(ky) | np.sin(kx)*np.cos(ky)
2x**2 + kx | 2*x^2 + k*x
sin(kx).^2 + x.*y | sin(kx)**2 + x*y
lnxcos(x) | log(x)*cos(x)
2tgxsin(x) + lnx | 2*tan(x)*sin(x) + log(x)
hf/(e^(hf/kT)-1) | h*f/(exp(h*f/(k*T))-1)
x*e*B + e*tau | x*exp(1)*B + exp(1)*tau
x1y2 - x2y1 + q1/r1 + q2/r2 | x1*y2 - x2*y1 + q1/r1 + q2/r2
k1x2 + k2x1 | k1*x2 + k2*x1
G*m1*m2/r2**2 | G*m1*m2/r2**2
(T4 - T3)/(T2 - T1) | (T4 - T3)/(T2 - T1)
e - x cos(x) | exp(1) - x*cos(x)
etan | etan
extras*x | extras*x
Te - Ti | Te - Ti
A*e - k*t | A*exp(1) - k*t
½LI² | 1/2*L*I^2
U = 1/2 LI^2 | 1/2*L*I^2
exp(-U/kT) + x | exp(-U/(k*T)) + x
C1e^x + 3C2e^(2x) | C1*exp(x) + 3*C2*exp(2*x)
C1 + 5C3 x | C1 + 5*C3*x
2C1 x + C2 | 2*C1*x + C2
1C2 x | C2*x
nCr(5, x) | binom(5, x)
v*t + v_i^2/2 + x | v*t + v_i^2/2 + x
x*Vm^2 | x*Vm^2
x*e*t | x*exp(1)*t
i = 2πr | 2*pi*r
A = πr^2 | pi*r^2
A·e^(-k*t) | A*e^(-k*t)
np.sin(30)*x | sin(30.0)*x
x**2*sin(45) | x^2*sin(45.0)
sin 30x + cos 60t | sin(30*x) + cos(60*t)
x cos(2) | x*cos(2)
sin(30x) | sin(30*x)
mg sin 30° | m*g*sin(30*pi/180)
mg sin(30 rad) | m*g*sin(30.0)
m*g*sin(30 rad) + rad*x | m*g*sin(30.0) + rad*x
gamma(x)gamma(1-x) | gamma(x)*gamma(1-x)
gamma(a)*gamma(b)/gamma(a+b) | gamma(a)*gamma(b)/gamma(a+b)
scipy.special.gamma(x - v*t) | Gamma(x - v*t)
e*cos(x) | exp(1)*cos(x)
x*ln(1+e) | x*ln(1+exp(1))
1 - e^(-x) | 1 - exp(-x)
(1-e)*e^x | (1-exp(1))*exp(x)
x - 1 / x | x - 1/x
exp(-x / 2) | exp(-x/2)
a*x + b / c | a*x + b/c
x/x + 1 | x/x + 1
x/y+1 | x/y + 1
-sin(x)*b/b+cos(x) | -sin(x)*b/b + cos(x)
sin x/x+1 | sin(x)/x + 1
x^{t} | x^t
kxx*x*x + kxy*x*y | kxx*x*x + kxy*x*y
x*max(y, x) + idx | x*max(y, x) + idx
sin(2pift) | sin(2*pi*f*t)
cos(2pint/T) | cos(2*pi*n*t/T)
2pirh | 2*pi*r*h
2piR | 2*pi*R
spin*x + 1 | spin*x + 1
θ° + 1 | θ*pi/180 + 1
sin x° | sin(x*pi/180)
sin(2x°) | sin(2*(x*pi/180))
(x+30)° | (x+30)*pi/180
\sin x^\circ | sin(x*pi/180)
(x+1)^2x | (x+1)^2*x
(x+1)^2y | (x+1)^2*y
(1+r)^2 t | (1+r)^2*t
(1+r)^2t^2 | (1+r)^2*t^2
√(x+1)+(y²) | sqrt(x+1)+y^2
sqrt(x)^2+1 | sqrt(x)^2+1
sqrt(x - 1)^2 + (y - 1)^2 | sqrt(x - 1)^2 + (y - 1)^2
np.sqrt(x-1)**2+(y-1)**2 | sqrt(x - 1)^2 + (y - 1)^2
(1+r)^n-1 | (1+r)^n-1
a*(r^n-1)/(r-1) | a*(r^n-1)/(r-1)
a*r^n - 1 | a*r^n - 1
a*r**n-1 | a*r^n - 1
2x^n-1 | 2*x^n-1
e^x-x*2^x | e^x-x*2^x
x^n-k*x^k | x^n-k*x^k
2d-3 | 2*d-3
1d - 3 | d-3
4*pi*x10 | 4*pi*x10
y = 3x^4 - 5x^2 + 7x - 2 | 3*x^4 - 5*x^2 + 7*x - 2
arcsin(ax) | asin(a*x)
x = bcos^3t | b*cos(t)^3
arccos^3t | acos(t)^3
asin(x)^2 | asin(x)*asin(x)
y = acos^2x + bsin^2x | a*cos(x)^2 + b*sin(x)^2
-(1^n) | -(1^(n))
-2^x | -(2^x)
-1^2 + x | x - 1
x - 1^n | x - (1^n)
-11^n | -(11^n)
x_n + 1 | 1 + x_n
x_{n}+1 | x_n + 1
xₙ+1 | x_n + 1
x_n+12 | x_n + 12
x_n+1.5 | x_n + 1.5
x_n+2y | x_n + 2*y
v_x+1 | v_x + 1
x_max-1 | x_max - 1
x**2*y_n+1-z | x**2*y_n + 1 - z
k*-k | k*(-k)
x* -y | x*(-y)
x * -y | x*(-y)
x* y + 1 | x*y + 1
sin(x)* - y | sin(x)*(-y)
a + arccos(x) | arccos(x) + a
atan(x/a) | arctan(x/a)
acosh(x) + b | arccosh(x) + b
a + math.acos(x) | a + arccos(x)
asin(x)**2 + a | arcsin(x)^2 + a
asin(a*x) + acosh(x/a) | arcsin(a*x) + arccosh(x/a)
f(x) = (2x+1)^5(x^3-x+1)^4 | (2*x+1)^5*(x^3-x+1)^4
y = x^2 e^(-x) | x^2*exp(-x)
y = e^(-x) sin 2x | exp(-x)*sin(2*x)
f(x)=sin^2(3x) | sin(3*x)^2
y = ln(x + sqrt(x^2+1)) | log(x + sqrt(x^2+1))
y=xsin(1/x) | x*sin(1/x)
y = x^x | x^x
y = x^sin x | x^sin(x)
y = (sin x)^x | sin(x)^x
y = (ln x)/x^2 | log(x)/x^2
y = ln x/x^2 | log(x)/x^2
f(x) = (1-cos x)/x^2 | (1-cos(x))/x^2
g(t) = t^2 sin(πt) | t^2*sin(pi*t)
h(x) = tan(sec x) | tan(1/cos(x))
f(x) = cos^4 x - sin^4 x | cos(x)^4 - sin(x)^4
y = sec^2 x - tan^2 x | sec(x)^2 - tan(x)^2
y = 2sin x cos x | 2*sin(x)*cos(x)
y = x arctan x - ½ ln(1+x²) | x*atan(x) - 1/2*log(1+x^2)
y = sqrt(x + sqrt(x)) | sqrt(x+sqrt(x))
y = (x+1)/(x-1) | (x+1)/(x-1)
y = e^{sin x} | exp(sin(x))
y = e^sinx | exp(sin(x))
y = e^(2x)cos(3x) | exp(2*x)*cos(3*x)
y = 5^x + x^5 | 5^x + x^5
y = log_5(x) | log(x)/log(5)
y = ln(sin x) | log(sin(x))
y = ln sin x | log(sin(x))
y = ln|sec x| | log(abs(1/cos(x)))
y=ax^2+bx+c | a*x^2+b*x+c
y = mx + b | m*x + b
y = mx + c | m*x + c
f(x) = kx^n | k*x^n
f(x) = Ce^(kx) | C*exp(k*x)
y = Ae^(kt) | A*exp(k*t)
y = C1e^(2x) + C2e^(-x) | C1*exp(2*x)+C2*exp(-x)
y = c1 cos x + c2 sin x | c1*cos(x)+c2*sin(x)
y = A cos ωt + B sin ωt | A*cos(ω*t)+B*sin(ω*t)
y = Acos(ωt) + Bsin(ωt) | A*cos(ω*t)+B*sin(ω*t)
y = acosx + bsinx | a*cos(x)+b*sin(x)
y = acos x + bsin x | a*cos(x)+b*sin(x)
asin x + bcos x | a*sin(x)+b*cos(x)
r = a(1 + cosθ) | a*(1+cos(θ))
x = rcosθ | r*cos(θ)
y = rsinθ | r*sin(θ)
x = rcos(t) | r*cos(t)
x = a(t - sin t) | a*(t - sin(t))
f(x) = x^2sinx | x^2*sin(x)
f(x)=e^xsinx | exp(x)*sin(x)
f(x)=e^xcosx | exp(x)*cos(x)
f(x) = x^3lnx | x^3*log(x)
f(x) = xlnx | x*log(x)
f(x) = 3xe^x | 3*x*exp(x)
f(x) = sin3x/x | sin(3*x)/x
f(x) = sin 3x/x | sin(3*x)/x
f(x) = sin3x/sin5x | sin(3*x)/sin(5*x)
f(x) = tanx/x | tan(x)/x
f(x) = sin²x/x² | sin(x)^2/x^2
f(x) = sin^2x/x^2 | sin(x)^2/x^2
f(x) = sin^2 x/x | sin(x)^2/x
f(x) = sin π/2 | sin(pi/2)
f(x) = cos π/3 | cos(pi/3)
f(x) = x sin π/6 | x*sin(pi/6)
f(x) = cos 2π/3 + x | cos(2*pi/3)+x
f(x) = sqrt2/2 | sqrt(2)/2
f(x) = x + sqrt2/2 | x + sqrt(2)/2
f(x) = x/sqrt2 | x/sqrt(2)
f(x) = 1/sqrt(2π) e^(-x²/2) | 1/sqrt(2*pi)*exp(-x^2/2)
f(x) = 1/√(2π) e^(-x²/2) | 1/sqrt(2*pi)*exp(-x^2/2)
f(x) = 1/(σ√(2π)) e^(-(x-μ)²/(2σ²)) | 1/(σ*sqrt(2*pi))*exp(-(x-μ)^2/(2*σ^2))
f(x) = 1/(2π) x | 1/(2*pi)*x
½at² | 1/2*a*t^2
s = ut + ½at² | u*t + 1/2*a*t^2
x = x_0 + v_0t + \frac{1}{2}at^2 | x_0 + v_0*t + 1/2*a*t^2
E = ½mv² | 1/2*m*v^2
E = ½ m v² | 1/2*m*v^2
v = √(2gh) | sqrt(2*g*h)
v = sqrt(2gh) | sqrt(2*g*h)
T = 2π√(L/g) | 2*pi*sqrt(L/g)
T = 2π√(m/k) | 2*pi*sqrt(m/k)
F = G m1 m2/r^2 | G*m1*m2/r^2
F = k q1 q2/r^2 | k*q1*q2/r^2
k q1 q2 | k*q1*q2
F = 1/(4πε₀) q/r² | 1/(4*pi*ε_0)*q/r^2
F = 1/(4πε₀) q₁q₂/r² | 1/(4*pi*ε_0)*q_1*q_2/r^2
V(r) = 4ε[(σ/r)^12 - (σ/r)^6] | 4*ε*((σ/r)^12 - (σ/r)^6)
V = V0(1 - e^(-t/RC)) | V0*(1-exp(-t/(R*C)))
V0(1 - e^(-t/τ)) | V0*(1-exp(-t/τ))
I = I0 e^(-t/τ) | I0*exp(-t/τ)
N = N0 e^(-λt) | N0*exp(-λ*t)
N(t) = N0e^(-λt) | N0*exp(-λ*t)
N = N₀e^{-λt} | N_0*exp(-λ*t)
A = A0e^(-kt) | A0*exp(-k*t)
A sin(kx - ωt) | A*sin(k*x - ω*t)
y = A sin(kx - wt) | A*sin(k*x - w*t)
exp(-kx) | exp(-k*x)
e^(-kx) | exp(-k*x)
e^(-kt) | exp(-k*t)
cos(nx) | cos(n*x)
sin(nx)/n | sin(n*x)/n
sin(nπx/L) | sin(n*pi*x/L)
x - ct | x - c*t
E = √(p²c² + m²c⁴) | sqrt(p^2*c^2 + m^2*c^4)
E = hc/λ | h*c/λ
B = μ₀I/(2πr) | μ_0*I/(2*pi*r)
P = I²R | I^2*R
P = V²/R | V^2/R
U = ½kx² | 1/2*k*x^2
U = ½CV² | 1/2*C*V^2
U = ½ k x^2 | 1/2*k*x^2
x(t) = Ae^{-γt}cos(ωt) | A*exp(-γ*t)*cos(ω*t)
\tanh \beta h | tanh(beta*h)
e^{-\delta t} | exp(-delta*t)
e^{-\delta t}\cos\omega t | exp(-delta*t)*cos(omega*t)
\frac{1}{2}mv^2 | 1/2*m*v^2
\frac12 mv^2 + mgh | 1/2*m*v^2 + m*g*h
\frac{1}{4\pi\epsilon_0}\frac{q_1q_2}{r^2} | 1/(4*pi*epsilon_0)*(q_1*q_2/r^2)
\frac{GMm}{r^2} | G*M*m/r^2
\frac{n^2\pi^2\hbar^2}{2mL^2} | n^2*pi^2*hbar^2/(2*m*L^2)
\sqrt{\frac{2}{L}}\sin\frac{n\pi x}{L} | sqrt(2/L)*sin(n*pi*x/L)
\sqrt{\frac{2}{L}}\sin\left(\frac{n\pi x}{L}\right) | sqrt(2/L)*sin(n*pi*x/L)
A\sin(kx-\omega t+\phi) | A*sin(k*x - omega*t + phi)
\frac{2hc^2}{\lambda^5}\frac{1}{e^{\frac{hc}{\lambda k_BT}}-1} | 2*h*c^2/lambda^5*(1/(exp(h*c/(lambda*k_B*T))-1))
\sigma T^4 | sigma*T^4
v_0 t\cos\theta | v_0*t*cos(theta)
\frac{v_0^2\sin 2\theta}{g} | v_0^2*sin(2*theta)/g
f = 1/(2π√(LC)) | 1/(2*pi*sqrt(L*C))
f = 1/(2πRC) | 1/(2*pi*R*C)
Z = √(R² + (ωL - 1/(ωC))²) | sqrt(R^2 + (ω*L - 1/(ω*C))^2)
H = 1/√(1+(ωRC)²) | 1/sqrt(1+(ω*R*C)^2)
V = Vm sin(2πft + φ) | Vm*sin(2*pi*f*t+φ)
20 log10(x) | 20*log10(x)
20log10(x) | 20*log10(x)
(ad-bc)/(cx+d)^2 | (a*d-b*c)/(c*x+d)^2
a - bQ | a-b*Q
GMm/r | G*M*m/r
GMm/r + m | G*M*m/r+m
nRT/(V - nb) - an²/V² | n*R*T/(V-n*b)-a*n^2/V^2
nRT ln(V) | n*R*T*log(V)
nx^n - 1 | n*x^n - 1
2x^2-1 | 2*x^2-1
(x + δx)^2 | (x+δx)^2
sin (x)**2 | sin(x)^2
\sin(x)^2 | sin(x)^2
\log{\left(x + 1 \right)}^{2} | (log(x+1))^2
sin (x+1) cos (x-1) | sin(x+1)*cos(x-1)
sin x1 + sin x2 | sin(x1)+sin(x2)
pQ - kX | p*Q-k*X
x0 + v(t - t0) | x0+v*(t-t0)
x(t-1) + x | x*(t-1)+x
k(t-1) | k*(t-1)
x(1-t) + yt | x*(1-t)+y*t
(ad+bc)/(bd) | (a*d+b*c)/(b*d)
½bh + hc | 1/2*b*h+h*c
1/(RC) | 1/(R*C)
RT/V | R*T/V
exp(-U/kT) | exp(-U/(k*T))
RT/(V-b) - a/(TV) | R*T/(V-b) - a/(T*V)
TC = FC + VC | FC+VC
F = mg - kx | m*g-k*x
√x³ | sqrt(x)^3
∛x² | cbrt(x)^2
N0(1/2)^(t/T) | N0*(1/2)^(t/T)
P0(0.5)^t | P0*0.5^t
exp(-t/τ)cos(ωt) | exp(-t/τ)*cos(ω*t)
A*exp(-k*x)*cos(w*t) | A*exp(-k*x)*cos(w*t)
1 - e^-t | 1 - exp(-t)
1-e^{-t/\tau} | 1 - exp(-t/tau)
x/(1+x)^2 | x/(1+x)^2
k = A e^(-Ea/(RT)) | A*exp(-Ea/(R*T))
k = A exp(-Ea/(R T)) | A*exp(-Ea/(R*T))
A e^{-E_a/(RT)} | A*exp(-E_a/(R*T))
RT ln K | R*T*log(K)
pH = -log10(x) | -log10(x)
y = 1/(1 + 10^(pKa - x)) | 1/(1+10^(pKa-x))
K x/(1 + K x) | K*x/(1+K*x)
{n \choose k} p^k (1-p)^{n-k} | binom(n,k)*p^k*(1-p)^(n-k)
\binom{n}{k}p^k(1-p)^{n-k} | binom(n,k)*p^k*(1-p)^(n-k)
λe^(-λx) | λ*exp(-λ*x)
λe^{-λx} | λ*exp(-λ*x)
1/(1+e^-x) | 1/(1+exp(-x))
1/(1+exp(-z)) | 1/(1+exp(-z))
p ln p + (1-p) ln(1-p) | p*log(p)+(1-p)*log(1-p)
-p log p - (1-p) log(1-p) | -p*log(p)-(1-p)*log(1-p)
x^(α-1) (1-x)^(β-1) | x^(α-1)*(1-x)^(β-1)
x^(a-1)e^(-x) | x^(a-1)*exp(-x)
P0(1+r)^n | P0*(1+r)^n
S0 exp((μ - σ²/2)t + σ x) | S0*exp((μ-σ^2/2)*t+σ*x)
exp(-(x-m)^2/(2s^2)) | exp(-(x-m)^2/(2*s^2))
exp(-(x-mu)^2/2/sigma^2) | exp(-(x-mu)^2/2/sigma^2)
exp(-x^2/2)/sqrt(2pi) | exp(-x^2/2)/sqrt(2*pi)
(x-μ)²/(2σ²) | (x-μ)^2/(2*σ^2)
β₀ + β₁x | β_0+β_1*x
b0 + b1 x + b2 x^2 | b0+b1*x+b2*x^2
b0 + b1*x + b2*x**2 | b0+b1*x+b2*x^2
\frac{\ln x}{x^2} | log(x)/x^2
\frac{\sin x}{x} | sin(x)/x
\frac{\sin 3x}{x} | sin(3*x)/x
x^{\ln x} | x^log(x)
x^{x^x} | x^(x^x)
\ln(\ln(\ln x)) | log(log(log(x)))
\ln\ln x | log(log(x))
\arctan\frac{1}{x} | atan(1/x)
\arctan\frac{x}{\sqrt{1-x^2}} | atan(x/sqrt(1-x^2))
\sin\frac{\pi x}{2} | sin(pi*x/2)
\sin\frac{\pi}{x} | sin(pi/x)
\cos \frac x2 | cos(x/2)
\cos\frac{x}{2}\cos\frac{x}{4} | cos(x/2)*cos(x/4)
\sin\sqrt{x} | sin(sqrt(x))
\sin \sqrt x | sin(sqrt(x))
\ln\sqrt{1+x^2} | log(sqrt(1+x^2))
\ln\frac{1+x}{1-x} | log((1+x)/(1-x))
\ln\left|\frac{1+x}{1-x}\right| | log(abs((1+x)/(1-x)))
\sqrt{x\sqrt{x\sqrt{x}}} | sqrt(x*sqrt(x*sqrt(x)))
(1+\frac1n)^n | (1+1/n)^n
\left(1+\frac{1}{n}\right)^{n} | (1+1/n)^n
(\sin x)^{\cos x} | sin(x)^cos(x)
e^{x}(x-1) | exp(x)*(x-1)
2^{\sin x} | 2^sin(x)
\log_{x} 2 | log(2)/log(x)
\log_x 2 | log(2)/log(x)
\log_2(x+1) | log2(x+1)
\cos(nx) | cos(n*x)
\frac{\sin nx}{n^2} | sin(n*x)/n^2
\frac{\sin(nx)}{n^2} | sin(n*x)/n^2
\frac{x^{n+1}}{n+1} | x^(n+1)/(n+1)
x^{\frac{2}{3}} | x^(2/3)
x^{2/3}(6-x)^{1/3} | x^(2/3)*(6-x)^(1/3)
\sqrt[3]{x^2+1} | cbrt(x^2+1)
\sec x\tan x | tan(x)/cos(x)
\csc^2x | 1/sin(x)^2
\tan^{-1}\left(\frac{y}{x}\right) | atan(y/x)
\arcsin x+\arccos x | asin(x)+acos(x)
a^{x}\ln a | a^x*log(a)
ae^{bx}\sin(cx) | a*exp(b*x)*sin(c*x)
\frac{ax+b}{cx+d} | (a*x+b)/(c*x+d)
(ax+b)/(cx+d) | (a*x+b)/(c*x+d)
(a+bx)^n | (a+b*x)^n
1/(a+bx) | 1/(a+b*x)
sqrt(ax+b) | sqrt(a*x+b)
x/sqrt(a^2 + x^2) | x/sqrt(a^2+x^2)
e^(ax)sin(bx) | exp(a*x)*sin(b*x)
sin(ax)cos(bx) | sin(a*x)*cos(b*x)
sin(ax+b) | sin(a*x+b)
ln(ax+b) | log(a*x+b)
xe^(ax) | x*exp(a*x)
e^(ax) | exp(a*x)
a^(bx) | a^(b*x)
x^(n+1)/(n+1) | x^(n+1)/(n+1)
nx^(n-1) | n*x^(n-1)
n x^(n-1) | n*x^(n-1)
nx^{n-1} | n*x^(n-1)
b² - 4ac | b^2-4*a*c
b^2 - 4ac | b^2 - 4*a*c
2ab + b^2 | 2*a*b + b^2
(a+b)^2 - 2ab | (a+b)^2-2*a*b
e^x sin(x) | exp(x)*sin(x)
sin^2 (x) | sin(x)^2
sqrt x | sqrt(x)
ln(2)x | log(2)*x
arctan(1/x) | atan(1/x)
sin(x) cos(x) | sin(x)*cos(x)
2 pi r h + 2 pi r^2 | 2*pi*r*h + 2*pi*r^2
2 π r h | 2*pi*r*h
exp(-x^2) erf(x) | exp(-x^2)*erf(x)
=A1^2+3*A1 | A1^2+3*A1
=SIN(RADIANS(A1)) | sin(A1*pi/180)
=LN(A1)/LN(2) | log(A1)/log(2)
=1/(1+EXP(-A1)) | 1/(1+exp(-A1))
=IF(A1>0,A1,0) | max(A1,0)
=A1^-2 | A1^(-2)
F=G\frac{m_1m_2}{r^2} | G*(m_1*m_2/r^2)
P\dfrac{V}{T} | P*(V/T)
f\frac{1}{x} + N\frac12 | f*(1/x) + N*(1/2)
P_0\frac{V}{T} | P_0*(V/T)
\sigma\frac{A}{x} | sigma*(A/x)
J_0\left(\frac{x}{2}\right) | besselj(0, x/2)
y = @(x) 1.2.*x + 0.3./x - 0.5.^x; | 1.2*x + 0.3/x - 0.5^x
sin(0.1*(x.**2)) | sin(0.1*x^2)
secˆ2 (x) + xˆ3 | sec(x)^2 + x^3
a b\,c\!d\ x\>y | a*b*c*d*x*y
((dy/dx))=-cos(x)/y | -cos(x)/y
(2*cos(x)-y)/x=(dy)/(dx) | (2*cos(x)-y)/x
2x = \frac{dy}{dx} | 2*x
2x = f'(x) | 2*x
E(x, +0, z) = \frac{x}{z} | x/z
f(0, x) = 3x | 3*x
{{\sec }^{2}}x + {{\log }_{e}}x | sec(x)^2 + log(x)
\frac{{{\ln }^2}x}{2} + {\sin}^2 x | log(x)^2/2 + sin(x)^2
{{\tan }^{-1}}x + {{\log }_{a}}x | arctan(x) + log(x)/log(a)
{{\left( \sin x \right)}^{2}} + {\alpha}x | sin(x)^2 + alpha*x
\log _\theta x + log_theta(y) | log(x)/log(theta) + log(y)/log(theta)
{{x}_{1}}^{2} + {{\alpha }_{1}}x + {{\log }_{2}}y | x_1^2 + alpha_1*x + log(y, 2)
{v}_{\max}\frac{{{x}_{1}}}{{{a}_{n}}} | v_max*(x_1/a_n)
f\left(x\right)=\left\{x\le0:0,le^{-lx}\right\} | piecewise(x <= 0, 0, l*exp(-l*x))
y = 2{x<0: x^2, 0<=x<1: x, 1} | 2*piecewise(x < 0, x^2, 0 <= x < 1, x, 1)
{x<0: 0, {x<1: x, 2}} | piecewise(x < 0, 0, x < 1, x, 2)
y=\left\{x<0:-x,x\right\} | abs(x)
\\(4\ln\|x\|\\) | 4*log(abs(x))
\exponentialE ^\pi x | exp(1)^pi*x
4\sqrt(2) + y\sqrt (x+1) | 4*sqrt(2) + y*sqrt(x+1)
=1/(1+EXP(-(A2-$B$1)/$B$2)) | 1/(1+exp(-(A2-B1)/B2))
=$A1^2 + B$1*A2 | A1^2 + B1*A2
%e^x*sin(%pi*x) | exp(x)*sin(pi*x)
f(x) := x*%e^(-x) | x*exp(-x)
x % pi | mod(x, pi)
(2.0d0/pi)*dsin(a1*pi) | 2.0/pi*sin(a1*pi)
DEXP(-X*X) + DMAX1(X, 0.D0) | exp(-X*X) + max(X, 0)
1.d0/(1.d0+DEXP(-X)) | 1/(1+exp(-X))
Tc*dexp(-x**2/Da**2) | Tc*exp(-x^2/Da^2)
0.5d0*x*(1.d0 - derf(mu*x)) | 0.5*x*(1 - erf(mu*x))
1.5d-3*x**2 + dble(n)*dsqrt(x) | 1.5e-3*x^2 + n*sqrt(x)
d*cos(x) + d0*x | d*cos(x) + d0*x
v = 2d0/t | 2*d0/t
((dy)/(dx)) = 2x | 2*x
y=\frac{1}{1+e^{-x}} | 1/(1+exp(-x))
y=a\sin\left(bx+c\right)+d | a*sin(b*x+c)+d
y=ae^{-bx} | a*exp(-b*x)
f\left(x\right)=x^{2}+2x | x^2+2*x
y=\sqrt{9-x^{2}} | sqrt(9-x^2)
y=\operatorname{floor}\left(x\right) | floor(x)
y=\left|x\right| | abs(x)
y=\ln\left(x\right) | log(x)
y=\log_{2}\left(x\right) | log2(x)
y=x^{\frac{1}{3}} | x^(1/3)
y=\frac{\sin x}{x} | sin(x)/x
f(x)=If(x<0,-x,x) | abs(x)
f(x)=nroot(x,3) | cbrt(x)
f(x)=e^(x) | exp(x)
f(x)=ℯ^(x) | exp(x)
f(x)=x^(2) sin(x) | x^2*sin(x)
f(x)=ld(x) | log2(x)
f(x)=sgn(x) | sign(x)
Y1=X^2+3X | X^2+3*X
3X²+2X | 3*X^2+2*X
√(X)+2 | sqrt(X)+2
sin(X)/X | sin(X)/X
e^(X) | exp(X)
ln(X) | log(X)
X⁻¹ | 1/X
1e-3x | 0.001*x
1e-3*x | 0.001*x
1.5e-06x | 1.5e-6*x
2 e - 3 | 2*e - 3
x**2 + 3.*x | x^2+3*x
.5*x | 0.5*x
-.5x | -0.5*x
np.exp(-.5*x**2) | exp(-0.5*x^2)
Math.exp(-k*x)*Math.cos(w*x) | exp(-k*x)*cos(w*x)
x*exp(-a*x) | x*exp(-a*x)
exp(-a x) | exp(-a*x)
vx*t + 0.5*ax*t**2 | vx*t + 0.5*ax*t**2
f(x)=4x^3-6x^2+2x-1/x | 4*x^3-6*x^2+2*x-1/x
y=(3x^2+1)(2x-5) | (3*x^2+1)*(2*x-5)
y=x√(1-x²) | x*sqrt(1-x^2)
y=√x e^x | sqrt(x)*exp(x)
y=√x ln x | sqrt(x)*log(x)
y=x^(3/2) | x^(3/2)
y=e^(√x) | exp(sqrt(x))
y=e^√x | exp(sqrt(x))
y=sin√x | sin(sqrt(x))
y=sin(√x) | sin(sqrt(x))
y=ln√x | log(sqrt(x))
y=ln(√x) | log(sqrt(x))
y=cos(ln x) | cos(log(x))
y=log x | log(x)
y=log₂x | log2(x)
y=log_2(x) | log2(x)
y=ln(x)/x | log(x)/x
y=lnx/x | log(x)/x
y=sinx/x | sin(x)/x
y=sinx/cosx | sin(x)/cos(x)
y=(sinx+cosx)/(sinx-cosx) | (sin(x)+cos(x))/(sin(x)-cos(x))
y=sin(x)cos(x) | sin(x)*cos(x)
y=sinxcosx | sin(x)*cos(x)
y=sin x·cos x | sin(x)*cos(x)
y=xsinxcosx | x*sin(x)*cos(x)
y=x²·sin(x) | x^2*sin(x)
y=x^2cosx | x^2*cos(x)
y=x²cosx | x^2*cos(x)
y=2x²cos3x | 2*x^2*cos(3*x)
y=cos²(3x) | cos(3*x)^2
y=cos^2(3x) | cos(3*x)^2
y=cos(3x)^2 | cos(3*x)^2
y=sin⁻¹(x) | asin(x)
y=sin⁻¹x | asin(x)
y=tan⁻¹(x/a) | atan(x/a)
y=(sin⁻¹ x)² | asin(x)^2
y=arctan√x | atan(sqrt(x))
y=e^(arctan x) | exp(atan(x))
y=2^(3x) | 2^(3*x)
y=2^(x²) | 2^(x^2)
y=x·2^x | x*2^x
y=10^x | 10^x
y=a^x | a^x
y=e^(kx) | exp(k*x)
y=e^(-x²/2) | exp(-x^2/2)
y=1/x² | 1/x^2
y=1/(x²+1) | 1/(x^2+1)
y=1/√(x²+1) | 1/sqrt(x^2+1)
y=x/(x²+1) | x/(x^2+1)
y=(x²-1)/(x²+1) | (x^2-1)/(x^2+1)
y=x+1/x | x+1/x
y=(x+1)/x | (x+1)/x
y=|x²-4| | abs(x^2-4)
y=x|x| | x*abs(x)
y=|sin x| | abs(sin(x))
y=||x|-1| | abs(abs(x)-1)
y=max(x,1-x) | max(x,1-x)
y=sgn x | sign(x)
y=cosh x | cosh(x)
y=coshx | cosh(x)
y=sinh(2x) | sinh(2*x)
y=tanh²x | tanh(x)^2
y=cosh²x-sinh²x | cosh(x)^2-sinh(x)^2
y=sech x | sech(x)
y=sinh⁻¹x | asinh(x)
f(t)=e^(-t)cos(2πt) | exp(-t)*cos(2*pi*t)
f(t)=e^-t cos 2πt | exp(-t)*cos(2*pi*t)
f(t)=t²e^(-t) | t^2*exp(-t)
f(t)=te^(-t²) | t*exp(-t^2)
f(t)=5e^(-2t) | 5*exp(-2*t)
f(t)=5e^(-2t)sin(3t) | 5*exp(-2*t)*sin(3*t)
f(t)=100(1-e^(-t/5)) | 100*(1-exp(-t/5))
f(t)=100/(1+9e^(-t)) | 100/(1+9*exp(-t))
P(t)=K/(1+Ae^(-rt)) | K/(1+A*exp(-r*t))
P(t)=P0e^(rt) | P0*exp(r*t)
P(t) = P0*e^(r*t) | P0*exp(r*t)
L/(1+e^(-k(x-x0))) | L/(1+exp(-k*(x-x0)))
θ'' = -(g/L) sin θ | -(g/L)*sin(θ)
-ω²x | -ω^2*x
-ω²A cos(ωt) | -ω^2*A*cos(ω*t)
½ρv²A | 1/2*ρ*v^2*A
½Iω² | 1/2*I*ω^2
1/2*m*v^2 | 1/2*m*v^2
-G M m/r | -G*M*m/r
k Q/r^2 | k*Q/r^2
λ/(2πε₀r) | λ/(2*pi*ε_0*r)
hc/λ - φ | h*c/λ - φ
h f - φ | h*f-φ
hf - φ | h*f - φ
1/(1/R1+1/R2) | 1/(1/R1+1/R2)
1/R₁+1/R₂ | 1/R_1+1/R_2
R₁R₂/(R₁+R₂) | R_1*R_2/(R_1+R_2)
V₀e^(-t/RC) | V_0*exp(-t/(R*C))
V_0 e^{-t/(RC)} | V_0*exp(-t/(R*C))
V_0\left(1-e^{-t/\tau}\right) | V_0*(1-exp(-t/tau))
Asym/(1+exp((xmid-input)/scal)) | Asym/(1+exp((xmid-input)/scal))
I(t)=I_0\frac{x}{2} | I_0*x/2
E(z) = E_0\frac{w_0}{w}e^{-z} | E_0*w_0/w*exp(-z)
A\cos(\omega t)+B\sin(\omega t) | A*cos(omega*t)+B*sin(omega*t)
A\cos\omega t+B\sin\omega t | A*cos(omega*t)+B*sin(omega*t)
Ae^{-\kappa t}\cos(\omega t+\delta) | A*exp(-kappa*t)*cos(omega*t+delta)
e^{-\alpha x^2} | exp(-alpha*x^2)
e^{-\lambda_1t}-e^{-\lambda_2t} | exp(-lambda_1*t)-exp(-lambda_2*t)
\log\frac{p}{1-p} | log(p/(1-p))
\ln p-\ln(1-p) | log(p)-log(1-p)
\frac{K_A}{[L]} | K_A/L
\frac{e^x}{1+e^x} | exp(x)/(1+exp(x))
\frac{e^x-e^{-x}}{e^x+e^{-x}} | (exp(x)-exp(-x))/(exp(x)+exp(-x))
\frac{e^x-e^{-x}}2 | (exp(x)-exp(-x))/2
\frac12\ln\frac{1+x}{1-x} | 1/2*log((1+x)/(1-x))
\frac{\sqrt{x}}{x+1} | sqrt(x)/(x+1)
x\sqrt{1-x^2}+\arcsin x | x*sqrt(1-x^2)+asin(x)
(\varepsilon-\mu)/k_BT | (varepsilon-mu)/(k_B*T)
U/k_BT + e^{-x/k_BT} | U/(k_B*T) + exp(-x/(k_B*T))
I_\text{S} \left(e^{V/V_T}-1\right) | I_S*(exp(V/V_T)-1)
\frac{V_{max}S}{K_m\left(1+\frac{I}{K_i}\right)+S} | V_max*S/(K_m*(1+I/K_i)+S)
2cosxsqrt(xy+1)-y/x | 2*cos(x)*sqrt(x*y+1) - y/x
cosxexp(x) + sinxarctan(x) | cos(x)*exp(x) + sin(x)*arctan(x)
sinxln(x) + tanxln(cosx) | sin(x)*ln(x) + tan(x)*ln(cos(x))
x{e}^{x} | x*exp(x)
5x{y}^{3} + 2 x {y} | 5*x*y^3 + 2*x*y
a{x}^{2}+b{x}+c | a*x^2 + b*x + c
3{x}^{2}y{z} | 3*x^2*y*z
N_0{e}^{-\lambda{t}} + P{e}^{rt} | N_0*exp(-lambda*t) + P*exp(r*t)
\frac{a{x}}{b{y}} | a*x/(b*y)
\sqrt{x}\ln x | sqrt(x)*log(x)
x^2\ln x | x^2*log(x)
x\ln x-x | x*log(x)-x
\ln x\cdot\sin x | log(x)*sin(x)
\ln x \sin x | log(x)*sin(x)
\sin x\ln x | sin(x)*log(x)
\sin^2x\cos^3x | sin(x)^2*cos(x)^3
\sin2x\cos3x | sin(2*x)*cos(3*x)
\tan\frac{x}{2} | tan(x/2)
\tan^2\frac{x}{2} | tan(x/2)^2
\sec^3x | sec(x)^3
\sqrt{\sin x} | sqrt(sin(x))
\sqrt{\tan x} | sqrt(tan(x))
\sqrt[3]{x}\sqrt{x} | cbrt(x)*sqrt(x)
\sqrt{x^2+y^2} | sqrt(x^2+y^2)
x^{1/x} | x^(1/x)
x^{\sin x} | x^sin(x)
(\ln x)^x | log(x)^x
{(x^2+1)}^{10} | (x^2+1)^10
(2x+1)^{-1/2} | (2*x+1)^(-1/2)
\left(\frac{x}{x+1}\right)^2 | (x/(x+1))^2
y'=2x | 2*x
f'(x)=\cos x | cos(x)
f^{\prime}(x) = 2x | 2*x
y=a(x-h)^2+k | a*(x-h)^2+k
y=a sin(bx+c) | a*sin(b*x+c)
y = a*sin(b*x+c) | a*sin(b*x+c)
y=A*sin(ωt) | A*sin(ω*t)
y=a·e^(bx) | a*exp(b*x)
y=a·b^x | a*b^x
y=a b^x | a*b^x
y=kx^2 | k*x^2
y=k/x | k/x
y=c/x^2 | c/x^2
y=ax^3 + bx^2 + cx + d | a*x^3+b*x^2+c*x+d
y=ax^n | a*x^n
z=x²+xy+y² | x^2+x*y+y^2
z=xye^(-x²-y²) | x*y*exp(-x^2-y^2)
z=e^(xy) | exp(x*y)
z=ln(x²+y²) | log(x^2+y^2)
z=x^2y^3 | x^2*y^3
z=xsin y + ysin x | x*sin(y)+y*sin(x)
z=xcosy | x*cos(y)
z=sin(x+y)cos(x-y) | sin(x+y)*cos(x-y)
z=√(1-x²-y²) | sqrt(1-x^2-y^2)
u=xyz | x*y*z
V=πr²h | pi*r^2*h
V=(1/3)πr²h | 1/3*pi*r^2*h
V=⅓πr²h | 1/3*pi*r^2*h
V=(4/3)πr^3 | 4/3*pi*r^3
V=4πr³/3 | 4*pi*r^3/3
A=2πrh+2πr² | 2*pi*r*h+2*pi*r^2
A=4πr^2 | 4*pi*r^2
C=2πr | 2*pi*r
c = √(a²+b²-2ab cos C) | sqrt(a^2+b^2-2*a*b*cos(C))
c=sqrt(a^2+b^2-2ab cos(C)) | sqrt(a^2+b^2-2*a*b*cos(C))
sin(x)y | sin(x)*y
ln x^2 | log(x^2)
ln^2 x | log(x)^2
log^2 x | log(x)^2
sin^2x cos x | sin(x)^2*cos(x)
e^x^2 | exp(x^2)
e^-x^2 | exp(-x^2)
2^x^2 | 2^(x^2)
-2^x | -2^x
-x^2 | -x^2
(-x)^2 | x^2
x^-2 | x^(-2)
x^(-2/3) | x^(-2/3)
1/x^2+1 | 1/x^2+1
1/(x^2+1) | 1/(x^2+1)
x/2+1 | x/2+1
a/b*c | a/b*c
2x/3 | 2*x/3
(3/4)x^2 | 3/4*x^2
3x/4 + 5 | 3*x/4+5
5x^2/2 | 5*x^2/2
t/RC | t/(R*C)
-t/RC | -t/(R*C)
e^(-2x)cos 3x | exp(-2*x)*cos(3*x)
6.02*10^23*x | 6.02e23*x
6.02e23 x | 6.02e23*x
3e8t | 3e8*t
9.8t^2/2 | 9.8*t^2/2
4.9t² | 4.9*t^2
0.5*9.8*t^2 | 4.9*t^2
x%2 | mod(x,2)
x mod 3 | mod(x,3)
√(x)+1 | sqrt(x)+1
sqrt(2)x | sqrt(2)*x
x√2 | x*sqrt(2)
x sqrt2 | x*sqrt(2)
πx | pi*x
xπ | pi*x
2πx/λ | 2*pi*x/λ
2πx/L | 2*pi*x/L
2pix | 2*pi*x
pi*x | pi*x
pix | pi*x
kx-wt | k*x-w*t
kx - ωt + φ | k*x - ω*t + φ
wt+φ | w*t+φ
cos(wt+phi) | cos(w*t+phi)
cos wt | cos(w*t)
A cos wt | A*cos(w*t)
sin(2wt) | sin(2*w*t)
sin 2wt | sin(2*w*t)
sin(wt)/w | sin(w*t)/w
sin ωt/ω | sin(ω*t)/ω
tan(θ/2) | tan(θ/2)
sin(θ)/2 | sin(θ)/2
cosθsinθ | cos(θ)*sin(θ)
sin²θ+cos²θ | sin(θ)^2+cos(θ)^2
rsinθcosφ | r*sin(θ)*cos(φ)
r sin θ cos φ | r*sin(θ)*cos(φ)
r²sinθ | r^2*sin(θ)
Rcosθ | R*cos(θ)
mg sin θ | m*g*sin(θ)
v cos(θ) t | v*cos(θ)*t
v0 cos θ | v0*cos(θ)
v₀cosθ | v_0*cos(θ)
v0*cos(θ)*t | v0*cos(θ)*t
xtanθ - gx²/(2v²cos²θ) | x*tan(θ) - g*x^2/(2*v^2*cos(θ)^2)
x tan θ - g x²/(2 v² cos²θ) | x*tan(θ) - g*x^2/(2*v^2*cos(θ)^2)
nλ/2 | n*λ/2
d sinθ | d*sin(θ)
λ/d | λ/d
h²/(8mL²) | h^2/(8*m*L^2)
n²h²/(8mL²) | n^2*h^2/(8*m*L^2)
13.6/n² | 13.6/n^2
-13.6 Z²/n² | -13.6*Z^2/n^2
4ε((σ/r)¹²-(σ/r)⁶) | 4*ε*((σ/r)^12-(σ/r)^6)
x ln(x/x0) | x*log(x/x0)
kT ln(x) | k*T*log(x)
-kT ln Z | -k*T*log(Z)
|x-a|/|x+a| | abs(x-a)/abs(x+a)
|a||b| | abs(a)*abs(b)
sin|x| | sin(abs(x))
x^|y| | x^abs(y)
e^{-|x|} | exp(-abs(x))
min(x,y)/max(x,y) | min(x,y)/max(x,y)
log10(x) | log10(x)
log_10(x) | log10(x)
log10 x | log10(x)
ln(1+e^x) | log(1+exp(x))
log(1+exp(x)) | log(1+exp(x))
sigmoid(wx+b) | sigmoid(w*x+b)
tanh(wx+b) | tanh(w*x+b)
ReLU(x) | max(x,0)
relu(wx+b) | max(w*x+b,0)
(wx+b-y)^2 | (w*x+b-y)^2
(y-wx)² | (y-w*x)^2
½(y-wx)² | 1/2*(y-w*x)^2
-ylog(p)-(1-y)log(1-p) | -y*log(p)-(1-y)*log(1-p)
-y log p-(1-y)log(1-p) | -y*log(p)-(1-y)*log(1-p)
1/(1+e^(-wx)) | 1/(1+exp(-w*x))
w1x1+w2x2 | w1*x1+w2*x2
w_1x_1+w_2x_2 | w_1*x_1+w_2*x_2
ax+by+c | a*x+b*y+c
(x-h)²+(y-k)² | (x-h)^2+(y-k)^2
x²/a²+y²/b² | x^2/a^2+y^2/b^2
x cosα + y sinα | x*cos(α)+y*sin(α)
xcosα+ysinα | x*cos(α)+y*sin(α)
ρcosθ | ρ*cos(θ)
e^(aθ) | exp(a*θ)
ae^(bθ) | a*exp(b*θ)
a+bθ | a+b*θ
cosh(x/a) | cosh(x/a)
a cosh(x/a) | a*cosh(x/a)
e^xcos x | exp(x)*cos(x)
e^xcos2x | exp(x)*cos(2*x)
e^xtanx | exp(x)*tan(x)
e^(3x)lnx | exp(3*x)*log(x)
2^xsinx | 2^x*sin(x)
x^2e^(3x)sinx | x^2*exp(3*x)*sin(x)
x^2e^xsinx | x^2*exp(x)*sin(x)
e^x e^y | exp(x)*exp(y)
xe^xsinx | x*exp(x)*sin(x)
3sin^2xcosx | 3*sin(x)^2*cos(x)
3sin²xcosx | 3*sin(x)^2*cos(x)
2sinxcosx+x | 2*sin(x)*cos(x)+x
cos2x-sin2x | cos(2*x)-sin(2*x)
cos^2x-sin^2x | cos(x)^2-sin(x)^2
-2xsin(x^2) | -2*x*sin(x^2)
2xcos(x^2)-x^2sin(x) | 2*x*cos(x^2)-x^2*sin(x)
(2x)e^(x^2) | 2*x*exp(x^2)
6x(x^2+1)^2 | 6*x*(x^2+1)^2
-1/x^2 | -1/x^2
-x^-2 | -x^(-2)
1/(2sqrtx) | 1/(2*sqrt(x))
1/(2√x) | 1/(2*sqrt(x))
(1/2)x^(-1/2) | 1/2*x^(-1/2)
½x^(-½) | 1/2*x^(-1/2)
1/(xlnx) | 1/(x*log(x))
1/(x ln x) | 1/(x*log(x))
x/(sqrt(x^2+1)) | x/sqrt(x^2+1)
sec^2x | sec(x)^2
sec²(x) | sec(x)^2
secxtanx | sec(x)*tan(x)
-cscxcotx | -csc(x)*cot(x)
-csc^2x | -csc(x)^2
1/(1+x^2) | 1/(1+x^2)
n*x^(n-1) | n*x^(n-1)
a^x ln a | a^x*log(a)
2^x ln2 | 2^x*log(2)
(ln 2)2^x | log(2)*2^x
ln2*2^x | log(2)*2^x
ln(2)2^x | log(2)*2^x
x^x(1+lnx) | x^x*(1+log(x))
x^x(lnx+1) | x^x*(log(x)+1)
cosx/sinx | cos(x)/sin(x)
1-cosx | 1-cos(x)
(1-cosx)/x^2 | (1-cos(x))/x^2
e^x/(1+e^x)^2 | exp(x)/(1+exp(x))^2
-2xe^(-x^2) | -2*x*exp(-x^2)
-2xe^-x^2 | -2*x*exp(-x^2)
ae^(ax) | a*exp(a*x)
ke^(kx) | k*exp(k*x)
-ke^(-kx) | -k*exp(-k*x)
-λe^(-λt) | -λ*exp(-λ*t)
wcos(wt) | w*cos(w*t)
-wsin(wt) | -w*sin(w*t)
2ax+b | 2*a*x+b
3ax^2+2bx+c | 3*a*x^2+2*b*x+c
gt | g*t
u+at | u+a*t
v+gt | v+g*t
-GMm/r^2 | -G*M*m/r^2
-kq1q2/r^2 | -k*q1*q2/r^2
1/(2sqrt(x)) | 1/(2*sqrt(x))
(3/2)√x | 3/2*sqrt(x)
10x^9 | 10*x^9
4(x+1)^3 | 4*(x+1)^3
x^2(3cosx) + 1 | x^2*(3*cos(x))+1
sinx+xcosx | sin(x)+x*cos(x)
lnx+1 | log(x)+1
1+lnx | 1+log(x)
(1-lnx)/x^2 | (1-log(x))/x^2
x/|x| | x/abs(x)
rate*time | rate*time
rate + 1 | rate + 1
area/2 | area/2
sqrt(vx^2+vy^2) | sqrt(vx^2 + vy^2)
R1R2/(R1+R2) | R1*R2/(R1+R2)
Gm1m2/r^2 | G*m1*m2/r^2
kq1q2/r^2 | k*q1*q2/r^2
x0 + v0t + ½at² | x0 + v0*t + 1/2*a*t^2
β0 + β1x | β0 + β1*x
c1e^x + c2xe^x | c1*exp(x) + c2*x*exp(x)
2axe^x | 2*a*x*exp(x)
pir^2 | pi*r^2
2pir | 2*pi*r
πr² | pi*r^2
nlogn | n*log(n)
plnp | p*log(p)
-RTlnK | -R*T*log(K)
Aexp(-x) | A*exp(-x)
kexp(-x) | k*exp(-x)
ksin(x) | k*sin(x)
csin(x) | c*sin(x)
Bsin x | B*sin(x)
bcosx | b*cos(x)
xarctanx | x*atan(x)
sin nx | sin(n*x)
sin nx/n | sin(n*x)/n
tan kx | tan(k*x)
ln ax | log(a*x)
sin kx cos lx | sin(k*x)*cos(l*x)
sin^2 π/4 | sin(pi/4)^2
cosπ/2 | cos(pi/2)
sin pi/2 | sin(pi/2)
cbrt2/2 | cbrt(2)/2
ln x²/x | log(x^2)/x
e^-xsinx | exp(-x)*sin(x)
e^xsin(2x) | exp(x)*sin(2*x)
e^xsinh x | exp(x)*sinh(x)
mc² | m*c^2
2ab*x | 2*a*b*x
2ab^2 | 2*a*b^2
4Dt | 4*D*t
e^(-Rt/L) | exp(-R*t/L)
P_0(1+r)^n | P_0*(1+r)^n
{n \choose k} | binom(n, k)
{n+1 \choose k} | binom(n + 1, k)
f\left(x\right)=2x | 2*x
g(x) = IF(x > 0, x, 0) | max(x, 0)
2e-3*x + e | 0.002*x + e
e^(-r/a)/(4πε₀r) | exp(-r/a)/(4*pi*ε_0*r)
exp(1)*x | e*x
-Awsin(wt) | -A*w*sin(w*t)
Aωcos(ωt) | A*ω*cos(ω*t)
kAcos(kx-wt) | k*A*cos(k*x-w*t)
a^xlna | a^x*log(a)
2^xln2 | 2^x*log(2)
a^xln(a) | a^x*log(a)
ln2*x | log(2)*x
sqrt3*x | sqrt(3)*x
(x+1)2^x | (x+1)*2^x
x^nlnx | x^n*log(x)
xlnb | x*log(b)
acos2x + bsin2x | a*cos(2*x) + b*sin(2*x)
Acosωt + Bsinωt | A*cos(ω*t) + B*sin(ω*t)
-Aω²cosωt | -A*ω^2*cos(ω*t)
sin2ωt | sin(2*ω*t)
mgsinθ | m*g*sin(θ)
mgcosθ | m*g*cos(θ)
v0cosθ | v0*cos(θ)
2dsinθ | 2*d*sin(θ)
hx^2 | h*x^2
e*cos(x) | e*cos(x)
rx(1-x) | r*x*(1-x)
rN(1-N/K) | r*N*(1-N/K)
ky(1-y/L) | k*y*(1-y/L)
kT + T | k*T + T
½ρv² | 1/2*ρ*v^2
½mω²A² | 1/2*m*ω^2*A^2
nλ | n*λ
hν - φ | h*ν - φ
a·e^(bx) | a*exp(b*x)
a×e^(bx) | a*exp(b*x)
x³/3! | x^3/6
5!x | 120*x
x^n/n! | x^n/gamma(n + 1)
λ^k e^(-λ)/k! | λ^k*exp(-λ)/gamma(k + 1)
n!/(k!(n-k)!) | gamma(n+1)/(gamma(k+1)*gamma(n-k+1))
ln n! | log(gamma(n + 1))
(2n)!/(n!)^2 | gamma(2*n+1)/gamma(n+1)^2
sin 30° | sin(30*pi/180)
sin(x°) | sin(x*pi/180)
90° - θ | 90*pi/180 - θ
sin2πx | sin(2*pi*x)
cos2πft | cos(2*pi*f*t)
c1cosx + c2sinx | c1*cos(x) + c2*sin(x)
alnx | a*log(x)
aln(x) + b | a*log(x) + b
x^nsinx | x^n*sin(x)
x^ne^(-x) | x^n*exp(-x)
e^(x^2)2x | exp(x^2)*2*x
cos(x^2)2x | cos(x^2)*2*x
f = @(x) x.^2 | x^2
sp.special.erf(x) | erf(x)
M_PI*x^2 | pi*x^2
log(x, 2) + ln(x) | log(x)/log(2) + log(x)
np.log(x) + ln(x) | 2*log(x)
x/1 + x | 2*x
{x^a}^b | (x^a)^b
x>0 ? x : -x | piecewise(x > 0, x, -x)
2*(x>0 ? x : -x) + 1 | 2*piecewise(x > 0, x, -x) + 1
log(x, base=2) | log(x)/log(2)
=POWER(A1;2) | A1^2
Gm₁m₂/r² | G*m_1*m_2/r^2
kq₁q₂/r² | k*q_1*q_2/r^2
NBAωsin(ωt) | N*B*A*ω*sin(ω*t)
-kTln(Z) | -k*T*log(Z)
nRTln(V) | n*R*T*log(V)
sin^nx | sin(x)^n
(1/2)mv^2 | 1/2*m*v^2
ħω/2 | ħ*ω/2
\sin 30^\circ | sin(30*pi/180)
\cos(\theta^{\circ}) | cos(theta*pi/180)
sin^(n-1)(x) | sin(x)^(n-1)
n sin^(n-1) x cos x | n*sin(x)^(n-1)*cos(x)
\sin^{n-1}x | sin(x)^(n-1)
cos^(2n)(x) | cos(x)^(2*n)
tan^(-1/2)(x) | tan(x)^(-1/2)
e^xsin2πx | exp(x)*sin(2*pi*x)
ℏ²k²/(2m) | ħ^2*k^2/(2*m)
1000*(1+5%)^t | 1000*(1+5/100)^t
Asin(kx-ωt) | A*sin(k*x-ω*t)
lnsinx | log(sin(x))
lncosx | log(cos(x))
lnlnx | log(log(x))
sinlnx | sin(log(x))
sincosx | sin(cos(x))
expsinx | exp(sin(x))
sqrtsinx | sqrt(sin(x))
cosxe^sinx | cos(x)*exp(sin(x))
xsinxe^x | x*sin(x)*exp(x)
secxtanxe^x | tan(x)/cos(x)*exp(x)
2tanxsec^2x | 2*tan(x)/cos(x)^2
cosxsin^2x | cos(x)*sin(x)^2
cosnx | cos(n*x)
sinkx | sin(k*x)
e^{ax}cosbx | exp(a*x)*cos(b*x)
I0e^(-kt) | I0*exp(-k*t)
K1e^x | K1*exp(x)
gamma*x | gamma*x
\gamma(x-1) | gamma*(x-1)
x^a(1-x)^b | x^a*(1-x)^b
x^n(x+1) | x^n*(x+1)
x^½y | sqrt(x)*y
sin^10x | sin(x)^10
Asin²(ωt) | A*sin(ω*t)^2
Acos²θ | A*cos(θ)^2
mgsec²θ | m*g/cos(θ)^2
karctanx | k*atan(x)
πlnx | pi*log(x)
\operatorname{ctg}^2x | 1/tan(x)^2
\frac{tg²x}{2} | tan(x)^2/2
√[3]{x} | cbrt(x)
√√x | sqrt(sqrt(x))
sin 30˚ | sin(30*pi/180)
x‒1 | x - 1
x ✕ y ⋆ z | x*y*z
½as² | 1/2*a*s^2
sec^2(5x)5 | 5/cos(5*x)^2
v0²sin2θ/g | v0^2*sin(2*θ)/g
2dsinθ/λ | 2*d*sin(θ)/λ
a_ix² + b_ix + c_i | a_i*x^2 + b_i*x + c_i
k1C_A - k2C_B | k1*C_A - k2*C_B
kN0e^(-kt) | k*N0*exp(-k*t)
-λN0e^(-λt) | -λ*N0*exp(-λ*t)
λN₀e^(-λt) | λ*N_0*exp(-λ*t)
N0ke^(-kt) | N0*k*exp(-k*t)
ρgh | ρ*g*h
q/(4πε0r²) | q/(4*pi*ε0*r^2)
q/(4π*ε0r²) | q/(4*pi*ε0*r^2)
ε0A/d | ε0*A/d
μ0NI/l | μ0*N*I/l
I₀e^(-μx) | I_0*exp(-μ*x)
µx + 1 | μ*x + 1
S0 exp(σx) | S0*exp(σ*x)
σmax + σ | σmax + σ
ρair*x | ρair*x
2hc²/λ⁵/(e^(hc/(λkT)) - 1) | 2*h*c^2/λ^5/(exp(h*c/(λ*k*T)) - 1)
6πηrv | 6*pi*η*r*v
μRv | μ*R*v
e^(-ζωt) | exp(-ζ*ω*t)
εσA(T⁴-T0⁴) | ε*σ*A*(T^4-T0^4)
½ρv²C_dA | 1/2*ρ*v^2*C_d*A
-kC_0e^(-kt) | -k*C_0*exp(-k*t)
μ₀nI | μ_0*n*I
μ_0NI/l | μ_0*N*I/l
e^(-ζω_nt)sin(ω_dt) | exp(-ζ*ω_n*t)*sin(ω_d*t)
k_BT | k_B*T
a_ncos(nx) + b_nsin(nx) | a_n*cos(n*x) + b_n*sin(n*x)
n_iln(n_i) | n_i*log(n_i)
c_1cosx + c_2sin2x | c_1*cos(x) + c_2*sin(2*x)
v_0sin2θ - gt | v_0*sin(2*θ) - g*t
x_1lnx_2 | x_1*log(x_2)
N_0ln2 | N_0*log(2)
I0cos²θ | I0*cos(θ)^2
I_0cos^2θ | I_0*cos(θ)^2
A0sin(2x+1) | A0*sin(2*x + 1)
c1sinh ωt | c1*sinh(ω*t)
T_ssqrt x | T_s*sqrt(x)
n1sinθ1 | n1*sin(θ1)
v0cos\theta | v0*cos(theta)
v_tan*x + v_cos | v_tan*x + v_cos
½mv0² | 1/2*m*v0^2
½kx_0² | 1/2*k*x_0^2
ax0² + bx0 + c | a*x0^2 + b*x0 + c
k_Bx² | k_B*x^2
½ρC_dAv² | 1/2*ρ*C_d*A*v^2
½C_DρAv² | 1/2*C_D*ρ*A*v^2
n_iq_i² | n_i*q_i^2
w_ix_i + b | w_i*x_i + b
kV_Ty² | k*V_T*y^2
ax_0e^(-kt) | a*x_0*exp(-k*t)
2C_de^x | 2*C_d*exp(x)
λx_0(1-x) | λ*x_0*(1-x)
\frac{R1R2/(R1+R2)}{2} | R1*R2/(R1+R2)/2
x1 + x2 | x1 + x2
x2*x3 - x2 | x2*x3 - x2
TC/Q + FC/Q | FC/Q + TC/Q
KE + PE | PE + KE
Em cosθ | cos(θ)*Em
Kp*(1+s) | (s+1)*Kp
exp(-U/kT) | 1/exp(U/(k*T))
i*x^(i-1) | x^(i-1)*i
x^i/i | 1/i*x^i
exp(-i/10) | 1/exp(i/10)
C*(1+i)^n | C*(i+1)^n
i*R | R*i
n + i | i + n
(2*i + 1)^n | (1 + i*2)^n
x_i + 2*i | 2*i + x_i
x_i + i | i + x_i
(c*i+d*i*x)*(a+b*x) | (a+b*x)*(c+d*x)*i
C_ox + 1 | 1 + C_ox
T_ex + 1 | 1 + T_ex
k_xy + x | x + k_xy
I_xx + I_yy | I_yy + I_xx
v_out + k_cat | k_cat + v_out
2*k_et | k_et*2
\mu_{xt} + x | x + mu_{xt}
pKa_i + x | x + pKa_i
v_i*t + x_0 | x_0 + t*v_i
2atan(x/2) | atan(x/2)*2
2*acos(x) | acos(x)*2
x1*x2 | x1*x2
x2 - x1 | x2 - x1
y1 - y2 | y1 - y2
x + 9d | x + 9*d
9d | d*9
x1 + x3 - x2 | x1 + x3 - x2
2*x2 + 1 | 2*x2 + 1
x2^2 + 1 | x2^2 + 1
k2 + 1 | k2 + 1
w2x + b2 | w2*x + b2
R2/(R1 + R2) | R2/(R1 + R2)
y = x + c2 | x + c2
x^2/2 | 1/2*x^2
(x+1)^n/2 | 1/2*(x+1)^n
(1+x)^t/t | 1/t*(1+x)^t
sin(x)^3/2 | 1/2*sin(x)^3
PV = FV/(1+r)^n | 1/(1+r)^n*FV
x^3/3 | 1/3*x^3
x^n/n | 1/n*x^n
3x^2/2 | 3*x^2/2
x^{3}/2 | 1/2*x^3
x³/2 | 1/2*x^3
x**3/2 | 1/2*x^3
x^3 / 2 | 1/2*x^3
x^4/4 - x^2/3 | 1/4*x^4 - 1/3*x^2
x^2/3 + y^2/4 | 1/3*x^2 + 1/4*y^2
1*x^3/2 | 1/2*x^3
3x^3/2 + x^2 | 3/2*x^3 + x^2
2sin(x)^3/2 | sin(x)^3
C*e**t/T | C*e^t*(1/T)
a*2^x/y | a*2^x*(1/y)
sin x+1 | sin(x)+1
sinx+y | sin(x)+y
\sin A+B | sin(A)+B
\ln x+y | ln(x)+y
x ln x-x | x*ln(x)-x
y ln x+z ln y | y*ln(x)+z*ln(y)
sin x+C | sin(x)+C
sin kx+C | sin(k*x)+C
a sin x+b | a*sin(x)+b
α sin x + β | α*sin(x)+β
ln r + φ | ln(r)+φ
v cos ωt + u | v*cos(ω*t)+u
½r^2θ | 1/2*r^2*θ
sin x + φt | sin(x)+φ*t
cos x + vt | cos(x)+v*t
sin kx + my | sin(k*x)+m*y
cos ωt + mg | cos(ω*t)+m*g
ln 2+x | ln(2)+x
sin 2+x | sin(2)+x
ln N0-kt | ln(N0)-k*t
sin x + π/k | sin(x)+pi/k
x + 1/x - 1 | x + 1/x + (-1)
x^2*2+1/x-1 | x^2*2 + 1/x + (-1)
x/x +1 | x/x + 1
n1*n2 - n | n1*n2 - n
T2 - T | T2 - T
sin a +b | sin(a) + b
a+b/c+d | a + b/c + d
2+1/x-1 | 1 + 1/x
3-1/3+2 | 5 - 1/3
2x+1/x-y | 2*x + 1/x - y
1/x+1/y-1 | 1/x + 1/y - 1
|x-a| / |x+a| | abs(x-a)/abs(x+a)
x²/x + 1 | x^2/x + 1
2/2+x | 1 + x
n1*n2^x*k | n1*n2^x*k
a1 + a2^x | a1 + a2^x
πr^2h | pi*r^2*h
I^2R | I^2*R
a^2b | a^2*b
x^2a | x^2*a
ω^2x | ω^2*x
4π^2r/T^2 | 4*pi^2*r/T^2
(a+b)^2c | (a+b)^2*c
factorial(n)/x | gamma(n+1)/x
x^2 + px + q | x^2 + p*x + q
x**2/4 + x**1/2 | 1/4*x^2 + 1/2*x
cos(x)**1/(a+b) | cos(x)*(1/(a+b))
3·2^x-1 | 3*2^x + (-1)
2·3^n - 1 | 2*3^n + (-1)
y = e^(x^2/3) | e^(1/3*x^2)
ln(x)^2 | log(x)*log(x)
ln(2)^2*x | log(2)*log(2)*x
ln(sin(x))^2 | log(sin(x))*log(sin(x))
log(x+1)**2 | log(x+1)*log(x+1)
2*log(x+1)^2 | 2*log(x+1)*log(x+1)
e^x/2 | 1/2*e^x
e^x/x | 1/x*e^x
e^x/a^2 | 1/a^2*e^x
e^(x)/a | 1/a*e^x
10^x / 20 | 1/20*10^x
2^x/2 | 1/2*2^x
n*x**n-1 | n*x^n + (-1)
n*x^n - 1 | n*x^n + (-1)
1/2 g t^2 | (1/2)*g*t^2
U = 1/2 k x^2 | (1/2)*k*x^2
4/3 π r^3 | (4/3)*pi*r^3
1/2 mv^2 | (1/2)*m*v^2
1/3 x^3 | (1/3)*x^3
ut + 1/2 at^2 | u*t + (1/2)*a*t^2
1/2 sin 2x | (1/2)*sin(2*x)
x + 1/2 e^x | x + (1/2)*e^x
2/3 x^(-1/3) | (2/3)*x^(-1/3)
-1/2 g t^2 + v t | -(1/2)*g*t^2 + v*t
{\displaystyle y=x^{2}} | x^2
{\displaystyle F=G{\frac {m_{1}m_{2}}{r^{2}}}} | G*m_1*m_2/r^2
{\displaystyle \sigma (x)={\frac {1}{1+e^{-x}}}} | 1/(1+exp(-x))
{\displaystyle N(t)=N_{0}e^{-\lambda t}} | N_0*exp(-lambda*t)
{\displaystyle V_{\text{LJ}}(r)=4\varepsilon \left[\left({\frac {s}{r}}\right)^9-1\right]} | 4*varepsilon*((s/r)^9-1)
{\displaystyle f(x\mid \mu ,\sigma ^{2})=\mu x} | mu*x
\displaystyle y = x^2 | x^2
f(x; λ) = λe^{-λx} | λ*exp(-λ*x)
f(x|μ,σ) = exp(-(x-μ)^2/(2σ^2)) | exp(-(x-μ)^2/(2*σ^2))
f(x;k) = x^(k-1)e^(-x) | x^(k-1)*exp(-x)
f(x | a, b) = ax + b | a*x+b
L(p|x) = p^x (1-p)^(n-x) | p^x*(1-p)^(n-x)
P(X=k) = λ^k e^(-λ)/k! | λ^k*exp(-λ)/gamma(k+1)
P(X ≤ x) = 1 - e^(-λx) | 1-exp(-λ*x)
\Pr(X=k) = \lambda k | lambda*k
R(T) = R0[1 + α(T-T0)] | R0*(1+α*(T-T0))
De[1 - exp(-a(r - r0))]² | De*(1-exp(-a*(r-r0)))^2
Vmax[S]/(Km + [S]) | Vmax*S/(Km+S)
k1[A] - k2[B] | k1*A-k2*B
M = P[r(1+r)^n]/[(1+r)^n - 1] | P*(r*(1+r)^n)/((1+r)^n-1)
I = Is(exp(V/(n*Vt)) - 1) | Is*(exp(V/(n*Vt))-1)
E[X] = np | n*p
np(1-p) | n*p*(1-p)
T = 2π√(I/(mgd)) | 2*pi*sqrt(I/(m*g*d))
P = P0 e^(-Mgh/(RT)) | P0*exp(-M*g*h/(R*T))
H(s) = 1/(1+sRC) | 1/(1+s*R*C)
F = -kx - bv | -k*x-b*v
E = kQx/(x²+a²)^(3/2) | k*Q*x/(x^2+a^2)^(3/2)
η = 1 - Tc/Th | 1-Tc/Th
ax² + bxy + cy² | a*x^2+b*x*y+c*y^2
ax^2 + 2hxy + by^2 | a*x^2+2*h*x*y+b*y^2
rx - axy | r*x-a*x*y
2axy | 2*a*x*y
axy² | a*x*y^2
ΔG = -RT lnK | -R*T*log(K)
kT lnΩ | k*T*log(Ω)
t = ln2/k | log(2)/k
ln2/λ | log(2)/λ
y = cos x (1 - sin x) | cos(x)*(1-sin(x))
2piR | 2*pi*R
piD²/4 | pi*D^2/4
cxy - dy | c*x*y-d*y
\omega_d = 3x | 3*x
\lambda_{max} = 3x | 3*x
\psi_n(x) = \sin\left(\frac{n\pi x}{L}\right) | sin(n*pi*x/L)
B_\nu(\nu, T) = 2h\nu^3/(kT) | 2*h*nu^3/(k*T)
f_{X,Y}(x, y) = 3xy | 3*x*y
f(x_{1}, x_{2}) = x_{1}x_{2} | x_1*x_2
f(\theta_1) = 3\theta_1 | 3*theta_1
U(r_{ij}) = 4\epsilon r_{ij} | 4*epsilon*r_ij
f{\left(x \right)} = x^{2} | x^2
N{(t)} = N_0e^{-t} | N_0*exp(-t)
R_\mathrm{s} = 3x | 3*x
\mathcal{L}(\theta) = \theta^2 | theta^2
\mathrm{FL}(p_t) = -(1-p_t)^\gamma\log(p_t) | -(1 - p_t)^gamma*log(p_t)
\text{Total cost} = 3x + 2 | 3*x + 2
\operatorname{ReLU}(x) = \max(0,x) | max(0, x)
\frac{\mathrm{dy}}{\mathrm{dx}} = 2x | 2*x
\frac{\text{d}y}{\text{d}x} = 2x | 2*x
\frac{{\rm d}y}{{\rm d}x} = 2x | 2*x
\frac{{dy}}{{dx}} = 2x | 2*x
\frac{\partial f}{\partial x_{1}} = 2x_1 | 2*x_1
∂f/∂x_1 = 2x_1 | 2*x_1
y^{'} = 2x | 2*x
{f}'(x) = 2x | 2*x
f(x) &= 2x | 2*x
|Z| = \sqrt{R^2+X^2} | sqrt(R^2 + X^2)
\pi = pq - wL - rK | p*q - w*L - r*K
softplus(x) = log(exp(x) + 1) | log(exp(x) + 1)
sigmoid(x) = 1/(1+e^-x) | 1/(1 + exp(-x))
\tanh(x) = (e^x - e^{-x})/(e^x + e^{-x}) | (exp(x) - exp(-x))/(exp(x) + exp(-x))
sinc(x) = sin(x)/x | sin(x)/x
-y\log\hat{y} - (1-y)\log(1-\hat{y}) | -y*log(y_hat) - (1 - y)*log(1 - y_hat)
y\ln\bar{x} | y*log(x_bar)
\hat y - \tilde{\theta}^2 | y_hat - theta_tilde^2
\hat{y} = \hat{\beta}_0 + \hat{\beta}_1 x | beta_hat_0 + beta_hat_1*x
\hat{y_i} - \widehat{y}_{j} | y_hat_i - y_hat_j
f(\bar{x}) = 3\overline{x} | 3*x_bar
\hat{p}(1-\hat{p}) | p_hat*(1 - p_hat)
\begin{cases} a^2 & \text{for } |a| \le d, \\ 1, & \text{otherwise.}\end{cases} | piecewise(abs(a) > d, 1, a^2)
\begin{cases} x^2 & x>a, \\ 0 & x \le a.\end{cases} | piecewise(x > a, x^2, 0)
\lambda\begin{cases} x & x>0 \\ a e^x & x\le 0\end{cases} | lambda*piecewise(x > 0, x, a*exp(x))
f\left(x\right)=\left\{x<0:x^{2},x\ge0:x\right\} | piecewise(x < 0, x^2, x)
{x<0: -x, 0<=x<1: x, x>=1: 1} | piecewise(x < 0, -x, x < 1, x, 1)
if x > 0 then x^2 else 0 | piecewise(x > 0, x^2, 0)
2*(if x < 0 then -x else if x < 1 then x else 1)^2 | 2*piecewise(x < 0, -x, x < 1, x, 1)^2
\operatorname{polygamma}{\left(0,x \right)} | polygamma(0, x)
2 \operatorname{atan2}{\left(y,x \right)} + 1 | 2*atan2(y, x) + 1
Times[2, x, Sin[x]] | 2*x*sin(x)
Plus[1, x, Power[x, 2]] | 1 + x + x^2
Times[Power[E, Times[-1, x]], a, Power[x, n]] | exp(-1*x)*a*x^n
Mul(Integer(2), x, Add(x, y, 1)) | 2*x*(x + y + 1)
y <- x^2 | x^2
h <- alpha*x/(1+alpha*x*Th) | alpha*x/(1 + alpha*x*Th)
f(x):=x^2*exp(-x)$ | x^2*exp(-x)
w - \eta\,(y - x) | w - eta*(y - x)
{1} over {1 + e^{-x}} | 1/(1 + exp(-x))
\Large y=x\cdot ln(x)^{2} | x*log(x)^2
e^{\large 5\frac{x}{T}} | exp(5*(x/T))
x^2 \tag{1} | x^2
f(x) &= x^2 \\ | x^2
#y = (tan 3x)^2# | tan(3*x)^2
dy/dx: 3x^2 | 3*x^2
y' => 2x | 2*x
((d(y))/(d(x))) = (1-y)/(x-cos(y)) | (1 - y)/(x - cos(y))
GELU(x) ≈ 0.5x(1 + tanh(0.8x)) | 0.5*x*(1 + tanh(0.8*x))
f(x) \approx x - \frac{x^3}{6} | x - x^3/6
L(a) = L_\infty(1-e^{-k(a-t_0)}) | L_inf*(1 - exp(-k*(a - t_0)))
\color{red}{x^2} + x | x^2 + x
\begin{align*} f(x) &= x^2 \\ \end{align*} | x^2
⁻X²+4X | -X^2 + 4*X
e^(⁻X) | exp(-X)
ALOG(X)+AMAX1(X,0.0) | log(X) + max(X, 0)
=GAMMALN(A1)-FACT(3) | loggamma(A1) - gamma(3 + 1)
"""

ASKED = r"""
sinx^2cosx | sin(x)^2*cos(x) | sin(x^2)*cos(x)
\frac{x}{1 + x}^2 | \left(\frac{x}{1 + x}\right)^2 | \frac{x}{(1 + x)^2}
root3x | cbrt(x) | sqrt(3)*x
lnx^2e^x | log(x^2)*exp(x) | log(x^2*exp(x))
(x-1)e-x | (x-1)e - x | (x-1)e^(-x)
e-x(1-x) | e - x(1-x) | e^(-x)(1-x)
y = a + bx + e | y = a + bx + exp(1) | y(e) = a + bx + e
3t^2 + 9 m/s | 3t^2 + 9 | 3t^2 + 9 * m/s
a = 9.8t m/s^2 | a = 9.8t | a = 9.8t * m/s^2
y = 3x + 2 units | y = 3x + 2 | y = 3x + 2 * units
\frac{FV}{(1+r)^t} | \frac{\mathrm{FV}}{(1+r)^t} | \frac{F V}{(1+r)^t}
1 - costheta**2 | 1 - cos(theta)**2 | 1 - cos(theta**2)
2C1 x | binom(2, 1) x | 2*C1 x
x %pi | x*pi | x % pi
3√(x+1) | 3*√(x+1) | ³√(x+1)
J_0\frac{x}{2} | besselj(0, \frac{x}{2}) | J_0\cdot \frac{x}{2}
\sin \cos(\theta )a | sin(cos(theta))*a | sin(cos(theta)*a)
max1x | max(1, x) | max1*x
y = x^2 x cos x | y = x^2* cos x | y = x^2*x cos x
x² x sin x | x²* sin x | x²*x sin x
g(x)=-3^x(+1) | g(x)=-3^x*(+1) | g(x)=-3^x + (+1)
\sin\frac{1}{2}\theta | \sin(\frac{1}{2}) \theta | \sin(\frac{1}{2}\theta)
y = 3 \sin \frac{1}{2} \theta | y = 3 \sin (\frac{1}{2}) \theta | y = 3 \sin (\frac{1}{2} \theta)
\sin\frac{\pi}{2} x | \sin(\frac{\pi}{2}) x | \sin(\frac{\pi}{2} x)
\ln\frac{x}{2}y | \ln(\frac{x}{2}) y | \ln(\frac{x}{2}y)
\sin^2 \frac{1}{2}x | \sin^2 (\frac{1}{2}) x | \sin^2 (\frac{1}{2}x)
\cos \frac{x}{2}^2 | \cos (\frac{x}{2})^2 | \cos ((\frac{x}{2})^2)
\cos \frac{x}{2}^{2n} + 1 | \cos (\frac{x}{2})^{2n} + 1 | \cos ((\frac{x}{2})^{2n}) + 1
[0]*exp(-x) | p_0*exp(-x) | (0)*exp(-x)
[0]+[1]*x | p_0+p_1*x | (0)+(1)*x
(-b+-sqrt(b^2))/(2*a) | (-b+sqrt(b^2))/(2*a) | (-b-sqrt(b^2))/(2*a)
mg sin(30.0) | mg sin(30.0°) | mg sin(30.0 rad)
v cos 45.0 | v cos 45.0° | v cos 45.0 rad
a^2x + x^2 | a^2*x + x^2 | a^(2*x) + x^2
a^2x + a^2 | a^2*x + a^2 | a^(2*x) + a^2
e^2xlnx | exp(2*x)*log(x) | exp(2)*x*log(x)
(e^x-e-x)/(e^x+e-x) | (e^x-e - x)/(e^x+e - x) | (e^x-e^(-x))/(e^x+e^(-x))
ER + 1 | e*R + 1 | f(E) = E*R + 1
f\left(x\right)=-E\cos\left(Nx\right) | f\left(x\right)=-exp(1)\cos\left(Nx\right) | f(x; E) =-E\cos\left(Nx\right)
E cos x | exp(1) cos x | f(E) = E cos x
x In x - x | x ln x - x | x*In* x - x
In x + 2 In y | ln x + 2 ln y | In* x + 2 In* y
xInx | x*ln(x) | x*I*n*x
x^2In(x+1) | x^2ln(x+1) | x^2besseli(n, x+1)
In|x| | ln|x| | In*|x|
e^2xe^x | exp(2*x)*exp(x) | exp(2)*x*exp(x)
E(1-x) + E_0 | ellipe(1-x) + E_0 | E*(1-x) + E_0
\Delta E + E_0 | ΔE + E_0 | Delta*E + E_0
2x2y | 2x^2*y | 2x*2*y
E_1(x) + E | E_1(x) + e | f(E) = E_1(x) + E
(t+1)^2t | (t + 1)^2*t | (t + 1)^(2*t)
x*y_n+1-z | x*y_n + 1-z | x*y_n_plus_1-z
u_n-1*x | u_n - 1*x | u_n_minus_1*x
u_n-1(x+1) | u_n - 1(x+1) | u_n_minus_1(x+1)
u_n-1/2 | u_n - 1/2 | u_n_minus_1/2
sin(1/2)x | sin(1/2)*x | sin((1/2)x)
k1(x) | besselk(1, x) | k1*(x)
2x+-3 | 2x+3 | 2x-3
5 % x | mod(5, x) | 5/100*x
x*sin(45) | x*sin(45°) | x*sin(45 rad)
sin(30) + x | sin(30°) + x | sin(30 rad) + x
v*sin(30)*t | v*sin(30°)*t | v*sin(30 rad)*t
tan 60x + cos 45 | cos 45° | cos 45 rad
Cos[60] + x | Cos[60°] + x | Cos[60 rad] + x
√(x-1)² | (sqrt(x-1))² | sqrt((x-1)²)
a/√(1 - x)^2 | a/(sqrt(1 - x))^2 | a/sqrt((1 - x)^2)
√2(x-1) | sqrt(2)*(x-1) | sqrt(2(x-1))
2asin(x/2) | 2arcsin(x/2) | 2a*sin(x/2)
costheta^2 | cos(theta)^2 | cos(theta^2)
rcostheta² | r*cos(theta)² | r*cos(theta²)
r2sintheta | r2*sin(theta) | r^2*sin(theta)
r2sinθ | r2*sin(θ) | r^2*sin(θ)
x2sinomega | x2*sin(omega) | x^2*sin(omega)
te-2t | t*e - 2t | t*e^(-2t)
n0e-kt | n0*e - k*t | n0*e^(-k*t)
V0(1-e-Rt/L) | V0(1-e - Rt/L) | V0(1-e^(-Rt/L))
θ^(t) - ηg | θ^t - ηg | θ_t - ηg
w^(k) - α*g | w^k - α*g | w_k - α*g
theta^(t) + alpha*p | theta^t + alpha*p | theta_t + alpha*p
=LOG(x) | =log(x) | =log10(x)
x.^2.^3 | (x^2)^3 | x^(2^3)
Asin(bx) | asin(b*x) | A*sin(b*x)
q1q2/(4πε0r2) | q1*q2/(4π ε0*r2) | q1*q2/(4π ε0*r^2)
a1x2 + a2x + a3 | a1*x2 + a2*x + a3 | a1*x^2 + a2*x + a3
P = σT4 | P = σ*T4 | P = σ*T^4
εσAT4 | ε*σ*A*T4 | ε*σ*A*T^4
e2xcos3x | e2*x*cos(3x) | e^(2*x)*cos(3x)
e2xcos(3x) | e2*x*cos(3x) | e^(2*x)*cos(3x)
excos x | e*x*cos x | e^x*cos x
xe2xln x | x*e2*x*ln x | x*e^(2*x)*ln x
exsinxcosx | e*x*sinxcosx | e^x*sinxcosx
esinx | e*sinx | e^sinx
esin x | e*sin x | e^sin x
e-xcosx | e - xcosx | e^(-x)cosx
e-2xsin(3x) | e - 2xsin(3x) | e^(-2x)sin(3x)
Ae-kt | A*e - k*t | A*e^(-k*t)
N0e-λt | N0*e - λ*t | N0*e^(-λ*t)
V0e-t/RC | V0*e - t/(R*C) | V0*e^(-t/(R*C))
Ae-Ea/RT | A*e - Ea/(R*T) | A*e^(-Ea/(R*T))
x2e-x | x2*e - x | x^2*e^(-x)
5C2 x^2 | binom(5, 2) x^2 | 5*C2 x^2
10C3*0.5^3 | binom(10, 3)*0.5^3 | 10*C3*0.5^3
nC2 p^2 | binom(n, 2) p^2 | n*C2 p^2
nCx p^x (1-p)^(n-x) | binom(n, x) p^x (1-p)^(n-x) | n*C*x p^x (1-p)^(n-x)
nCr p^r q^(n-r) | binom(n, r) p^r q^(n-r) | n*C*r p^r q^(n-r)
nPr | (n!/(n-r)!) | n*P*r
5P2 + x | (5!/(5-2)!) + x | 5*P2 + x
mg sin 30 | mg sin 30° | mg sin 30 rad
20t sin 45 - 4.9t² | 20t sin 45° - 4.9t² | 20t sin 45 rad - 4.9t²
v cos(45)t | v cos(45°)t | v cos(45 rad)t
F sin(53) | F sin(53°) | F sin(53 rad)
20\cos(45)t | 20\cos(45°)t | 20\cos(45 rad)t
sin 30 t | sin(30°) t | sin(30 t)
sqrt(a^2+b^2-2ab cos(120)) | sqrt(a^2+b^2-2ab cos(120°)) | sqrt(a^2+b^2-2ab cos(120 rad))
gamma(x - v*t) | Gamma(x - v*t) | gamma*(x - v*t)
x' = gamma(x - vt) | x' = Gamma(x - vt) | x' = gamma*(x - v*t)
gamma(t - v*x/c^2) | Gamma(t - v*x/c^2) | gamma*(t - v*x/c^2)
gamma(1-e^(-t)) | Gamma(1-e^(-t)) | gamma*(1-e^(-t))
gamma(T - T0) | Gamma(T - T0) | gamma*(T - T0)
gamma*x + gamma(x-v) | gamma*x + Gamma(x-v) | gamma*x + gamma*(x-v)
b = a√(1-e²) | b = a√(1-exp(1)²) | b = a√(1-ε²)
\sqrt{1-e^2}x | \sqrt{1-\exp(1)^2}x | \sqrt{1-\varepsilon ^2}x
r = a(1-e) | r = a(1-exp(1)) | r = a(1-ε)
r = p/(1+e*cos(theta)) | r = p/(1+exp(1)*cos(theta)) | r = p/(1+ε*cos(theta))
x+1 / x-1 | (x+1)/(x-1) | x + 1 / x - 1
(x+1) / x-1 | (x+1)/(x-1) | (x+1) / x - 1
x/x+1 | x/(x+1) | x/x + 1
2x/x^2+1 | 2x/(x^2+1) | 2x/x^2 + 1
y2-y1/x2-x1 | (y2-y1)/(x2-x1) | y2 - y1/x2 - x1
√(x-a)²+(y-b)² | sqrt((x-a)² +(y-b)²) | sqrt((x-a)²) +(y-b)²
√(x-1)²+1 | sqrt((x-1)² +1) | sqrt((x-1)²) +1
sqrt(x-a)^2+(y-b)^2 | sqrt((x-a)^2 +(y-b)^2) | (sqrt(x-a))^2 +(y-b)^2
pir2h | pi*r2*h | pi*r^2*h
ΔG° + RT ln Q | ΔG_0 + RT ln Q | (ΔG·π/180) + RT ln Q
μ = μ° + R T ln a | μ = μ_0 + R T ln a | (μ·π/180) + R T ln a
P_A° x | P_A0 x | (P_A·π/180) x
xP° | x P_0 | x(P·π/180)
x° + 1 | x_0 + 1 | (x·π/180) + 1
1000(1+r/12)^12t | 1000*(1 + r/12)^12*t | 1000*(1 + r/12)^(12*t)
1000(1.05)^2t | 1000*1.05^2*t | 1000*1.05^(2*t)
(1/2)^3x | (1/2)^3*x | (1/2)^(3*x)
(x+1)^-2t | (x + 1)^(-2)*t | (x + 1)^(-2*t)
√(x²)+(y²) | sqrt((x²) +(y²)) | sqrt((x²)) +(y²)
x^k-1*e^-x | x^k - 1*e^-x | x^(k-1)*e^-x
x^α-1(1-x)^β-1 | x^(α-1)(1-x)^β - 1 | x^(α-1)(1-x)^(β-1)
a*r^n-1 | a*r^n - 1 | a*r^(n-1)
a r^n-1 | a r^n - 1 | a r^(n-1)
p(1-p)^k-1 | p(1-p)^k - 1 | p(1-p)^(k-1)
10(0.5)^n-1 | 10(0.5)^n - 1 | 10(0.5)^(n-1)
TV^γ-1 | TV^γ - 1 | T*V^(γ-1)
p^k q^n-k | p^k q^n - k | p^k q^(n-k)
1/(1+10^pKa-pH) | 1/(1+10^pKa - pH) | 1/(1+10^(pKa-pH))
(n+1)x^n+1 | (n+1)x^n + 1 | (n+1)x^(n+1)
x^n+1/n+1 | x^n + 1/n + 1 | x^(n+1)/(n+1)
1d-3*x | 1e-3*x | 1*d - 3*x
3.0D+2*x | 3.0e+2*x | 3.0*D + 2*x
y = √x(x-1) | sqrt(x)*(x-1) | sqrt(x(x-1))
√s(s-a)(s-b)(s-c) | sqrt(s)*(s-a)(s-b)(s-c) | sqrt(s(s-a)(s-b)(s-c))
v = √rg | sqrt(r)*g | sqrt(r*g)
(x+1)2 | (x+1)*2 | (x+1)^2
6.02x10^23 | 6.02*10^23 | 6.02x*10^23
(x-1)^2n+1 | (x-1)^(2n+1) | (x-1)^(2n)+1
e^2x-1 | e^(2x-1) | e^(2x)-1
x^2n+1/(2n+1)! | x^(2n+1)/(2n+1)! | x^(2n)+1/(2n+1)!
c^1-σ/(1-σ) | c^(1-σ)/(1-σ) | c^(1-σ/(1-σ))
√x²+y²+z² | √(x²)+y²+z² | √(x²+y²+z²)
√3²+x² | √(3²)+x² | √(3²+x²)
N(0)e^(-λt) | N_0 e^(-λt) | normcdf(0)e^(-λt)
x(0) + v(0)t | x_0 + v_0 t | x*(0) + v*(0)t
100*(x(2)-x(1)^2)^2+(1-x(1))^2 | 100*(x_2-x_1^2)^2+(1-x_1)^2 | 100*(x*(2)-x*(1)^2)^2+(1-x*(1))^2
σ(x)(1-σ(x)) | sigmoid(x)(1-sigmoid(x)) | σ*(x)(1-σ*(x))
\sigma(wx+b) | \operatorname{sigmoid}(wx+b) | \sigma \cdot (wx+b)
S N(d1) - Ke^(-rT) N(d2) | S normcdf(d1) - K*e^(-r*T) normcdf(d2) | S N*(d1) - K*e^(-r*T) N*(d2)
I1(R1+R2) + I2R3 | besseli(1, R1+R2) + I2*R3 | I1*(R1+R2) + I2*R3
q = CV(1-e^(-t/RC)) | q = C*V*(1-e^(-t/(R*C))) | q = C_V*(1-e^(-t/(R*C)))
w^T x + b | w**T*x + b | w*x + b
Vgs - Vt | V_gs - V_t | V*g*s - V*t
k(ka - ke) | k(k_a - k_e) | k(k*a - k*e)
nCv ln(T2/T1) + nR | n*C_v ln(T2/T1) + n*R | n*C*v ln(T2/T1) + n*R
E - e*sin(E) | e - e*sin(e) | f(E) = E - e*sin(E)
e^x-e^-x/2 | (e^x-e^-x)/2 | e^x-e^(-x/2)
x = -b+√(b²+4ac)/2a | x = (-b+√(b²+4ac))/(2a) | x = -b+√(b²+4ac)/(2a)
2 1/2 x | (5/2) x | 2*(1/2) x
I = (E/R)(1 - e^(-Rt/L)) | I = (e/R)(1 - e^(-Rt/L)) | I(E) = (E/R)(1 - e^(-Rt/L))
V(r) = -e^2/(4*pi*eps0*r) | -exp(1)^2/(4*pi*eps0*r) | V(r; e) = -e^2/(4*pi*eps0*r)
x^3/2 | (x^3)/2 | x^(3/2)
y=x^2/3 | (x^2)/3 | x^(2/3)
2(x+1)^3/2 | (2*(x + 1)^3)/2 | 2*(x + 1)^(3/2)
4(x+1)^3/2 | (4*(x + 1)^3)/2 | 4*(x + 1)^(3/2)
3x^3/2 | (3*x^3)/2 | 3*x^(3/2)
lnxe^x | ln(x)*e^x | ln(x*e^x)
xlnxe^(2x) + 1 | x*ln(x)*e^(2x) + 1 | x*ln(x*e^(2x)) + 1
I_0\frac{x}{2} | besseli(0, \frac{x}{2}) | I_0\cdot \frac{x}{2}
ax^3/2 + x | (a*x^3)/2 + x | a*x^(3/2) + x
x**-1/2 | x^(-1)/2 | x^(-1/2)
3*(x+1)**1/3 | 3*(x + 1)/3 | 3*(x + 1)^(1/3)
C*e^t/T | C*exp(t)/T | C*exp(t/T)
C*e^x/a | C*exp(x)/a | C*exp(x/a)
N*2^t/T | (N*2^t)/T | N*2^(t/T)
2·3^n-1 | 2·3^n - 1 | 2·3^(n-1)
lnxsqrt(x) | ln(x)*sqrt(x) | ln(x*sqrt(x))
2lnxexp(2x) | 2ln(x)*exp(2x) | 2ln(x*exp(2x))
A sin ωt+φ | A sin (ωt)+φ | A sin (ωt+φ)
x/2k_BT | x*k_B*T/2 | x/(2*k_B*T)
K_m(1+x) | besselk(m, 1+x) | K_m*(1+x)
I_S(V+1) | besseli(S, V+1) | I_S*(V+1)
1/cosxexp(x) | exp(x)/cos(x) | 1/(cos(x)*exp(x))
\ln x{e}^{x} | log(x)*exp(x) | log(x*exp(x))
1/x{y} | y/x | 1/(x*y)
A cos ωt + φ0 | A cos (ωt) + φ0 | A cos (ωt + φ0)
cos x - π/3 | cos (x) - π/3 | cos (x - π/3)
cos 2x - 3pi/4 | cos (2x) - 3pi/4 | cos (2x - 3pi/4)
x+1 / x | (x+1)/(x) | x + 1 / x
sin ωt+φ+1 | sin (ωt)+φ+1 | sin (ωt+φ)+1
cos kx - ωt + φ | cos (kx) - ωt + φ | cos (kx - ωt + φ)
sin α + β | sin (α) + β | sin (α + β)
\cos \alpha+\beta | \cos (\alpha)+\beta | \cos (\alpha+\beta)
sin A+B | sin (A)+B | sin (A+B)
sin x-y | sin (x)-y | sin (x-y)
sin bx+c | sin (bx)+c | sin (bx+c)
ln x²+y² | ln (x²)+y² | ln (x²+y²)
x+1/x-1 | (x+1)/(x-1) | x + 1/x - 1
3x+1/2x-1 | (3x+1)/(2x-1) | 3*x + x/2 - 1
1+x/1-x | (1+x)/(1-x) | 1+x/(1-x)
a+b/a-b | (a+b)/(a-b) | a + b/a - b
x/√x+1 | x/(√x+1) | x/√(x+1)
x²/x+1 | x²/(x+1) | x²/x + 1
e^x/e^x+1 | e^x/(e^x+1) | e^x/e^x + 1
2^x/2^x+1 | 2^x/(2^x+1) | 2^x/2^x + 1
1/√x(x+1) | 1/sqrt(x)*(x+1) | 1/(sqrt(x)*(x+1))
x½ | x*½ | x^½
cos(x)2 | cos(x)*2 | cos(x)^2
π2 | π*2 | π^2
x2^x | x*2^x | x^2^x
a^10b | a^10*b | a^(10*b)
x^2α | x^2*α | x^(2*α)
λ^2t | λ^2*t | λ^(2*t)
π^2n | pi^2*n | pi^(2*n)
μ0IR²/(2(R²+x²)^3/2) | μ0*I*R^2/((2*(R^2 + x^2)^3)/2) | μ0*I*R^2/(2*(R^2 + x^2)^(3/2))
P(1+r)^t/2 | (P*(1 + r)^t)/2 | P*(1 + r)^(t/2)
(1+r)^n/12 | ((1 + r)^n)/12 | (1 + r)^(n/12)
(1/2)^t/T | ((1/2)^t)/T | (1/2)^(t/T)
x^a/b | (x^a)/b | x^(a/b)
1/2 √x | sqrt(x)/2 | 1/(2*sqrt(x))
n√x | n*√x | ⁿ√x
πr2h | π r2*h | π r^2*h
2n√(x+1) | 2n*√(x+1) | 2 ⁿ√(x+1)
1/√2π e^(-x²/2) | exp(-x^2/2)/sqrt(2*pi) | pi*exp(-x^2/2)/sqrt(2)
log(ab)^2 | (log(a*b))^2 | log((a*b)^2)
PV + x^3/2 | P*V + (x^3)/2 | P*V + x^(3/2)
cost + e^t/τ | cos(t) + exp(t)/τ | cos(t) + exp(t/τ)
x^3/2 + ln(x+1)^2 | (x^3)/2 + (log(x + 1))^2 | x^(3/2) + log((x + 1)^2)
V^5/3 | (V^5)/3 | V^(5/3)
(x^2+1)^3/2 | ((x^2 + 1)^3)/2 | (x^2 + 1)^(3/2)
1/x^3/2 | (1/x^3)/2 | 1/x^(3/2)
x^m/n | (x^m)/n | x^(m/n)
x^p/q | (x^p)/q | x^(p/q)
ln(x+1)^2 | (log(x + 1))^2 | log((x + 1)^2)
x ln(1+x)^2 | x*(log(1 + x))^2 | x*log((1 + x)^2)
log(2x)^3 | (log(2*x))^3 | log((2*x)^3)
ln(x/2)^2 | (log(x/2))^2 | log((x/2)^2)
√x e^x/2 | sqrt(x)*exp(x)/2 | sqrt(x)*exp(x/2)
e^t/τ | exp(t)/τ | exp(t/τ)
e^x/a | exp(x)/a | exp(x/a)
2^t/T | (2^t)/T | 2^(t/T)
2^t/5 | (2^t)/5 | 2^(t/5)
10^x/20 | (10^x)/20 | 10^(x/20)
e^t/RC | exp(t)/(R*C) | exp(t/(R*C))
n*x^n-1 | n*x^n - 1 | n*x^(n-1)
sin(n+1)x | sin(n+1)*x | sin((n+1)x)
\sin\frac{n\pi}{L}x | \sin\frac{n\pi}{L}*x | \sin(\frac{n\pi}{L}x)
nx^n-1 | nx^n - 1 | nx^(n-1)
n t^n-1 | n t^n - 1 | n t^(n-1)
x^n+1/(n+1) | x^n + 1/(n+1) | x^(n+1)/(n+1)
xe-x² | x*e - x² | x*e^(-x²)
20 log(x) | 20 log10(x) | 20 ln(x)
-10log(I/I0) | -10log10(I/I0) | -10ln(I/I0)
log(a, x) | log(a)/log(x) | log(x)/log(a)
e(x+1) | exp(x+1) | e*(x+1)
2e(-3t) | 2exp(-3t) | 2e*(-3t)
e-x²/2 | e - x²/2 | e^(-x²/2)
2e -x | 2e - x | 2e^(-x)
sinx^x | sin(x)^x | sin(x^x)
I0(sin β/β)² | besseli(0, sin β/β)² | I0*(sin β/β)²
k1(2x) | besselk(1, 2x) | k1*(2x)
r = 2acosθ | arccos(θ) | a*cos(θ)
f(x)=e^xlnx | exp(x)*log(x) | exp(x*log(x))
f(x) = sin πx/2 | sin(pi*x)/2 | sin(pi*x/2)
f(x) = sqrt3/2 x | sqrt(3)*x/2 | sqrt(3)/(2*x)
v_0\sin\theta\, t - \frac12 gt^2 | v_0*sin(theta)*t | v_0*sin(theta*t)
=-A1^2 | (-A1)^2 | -(A1^2)
=-$A$1^2 | (-A1)^2 | -(A1^2)
dsin(x) | sin(x) | d*sin(x)
dexp(-x)/x | exp(-x)/x | d*exp(-x)/x
D*DSIN(X) | D*sin(X) | D*D*sin(X)
2.0d0*x + d0 | 2.0e0*x + d0 | 2.0*d0*x + d0
0.5d0*x | 0.5e0*x | 0.5*d0*x
sin x y | sin(x)*y | sin(x*y)
sin πx/2 | sin(pi*x)/2 | sin(pi*x/2)
tan π/4 x | tan(pi*x/4) | tan(pi/(4*x))
ln π/2 | log(pi)/2 | log(pi/2)
sqrt 2/3 | sqrt(2)/3 | sqrt(2/3)
1/(2π)x | x/(2*pi) | 1/(2*pi*x)
1 / (2π) x | x/(2*pi) | 1/(2*pi*x)
1/sin(x) cos(x) | cos(x)/sin(x) | 1/(sin(x)*cos(x))
sin^n x/n | sin(x)^n/n | sin(x/n)^n
sin x/2x | sin(x)*x/2 | sin(x)/(2*x)
u²sin²θ/2g | u^2*sin(θ)^2*g/2 | u^2*sin(θ)^2/(2*g)
1/2π√(k/m) | pi*sqrt(k/m)/2 | sqrt(k/m)/(2*pi)
1/4πε₀ q/r² | pi*ε_0*q/4/r^2 | q/(4*pi*ε_0)/r^2
sin π/2 x | sin(pi*x/2) | sin(pi/(2*x))
e^{-x}^2 | exp(-x)^2 | exp((-x)^2)
I0(1 - e^(-t)) | besseli(0, 1 - e^(-t)) | I0*(1 - e^(-t))
ex + 1 | e*x | e^x
x^xlnx | x^x*log(x) | x^(x*log(x))
a^xlnb | a^x*log(b) | a^(x*log(b))
ln 2*x | log(2)*x | log(2*x)
√x e | sqrt(x)*e | sqrt(x*e)
1/√x e^x | exp(x)/sqrt(x) | 1/sqrt(x*exp(x))
3ex | e*x | e^x
x2y | x2*y | x^2*y
acosθ | acos(θ) | a*cos(θ)
e^-½x² | exp(-1/2)*x^2 | exp(-x^2/2)
1/√(2π) e^-½z² | exp(-1/2)*z^2/sqrt(2*pi) | exp(-z^2/2)/sqrt(2*pi)
2^½x | 2^(1/2)*x | 2^(x/2)
Ke^-r(T-t) | K*exp(-r)*(T - t) | K*exp(-r*(T - t))
e^-a(x-b)² | exp(-a)*(x - b)^2 | exp(-a*(x - b)^2)
10^a(x-1) | 10^a*(x - 1) | 10^(a*(x - 1))
x^n(n-1) | x^n*(n - 1) | x^(n*(n - 1))
sin^22x | sin(2*x)^2 | sin(x)^22
ln^32x | (ln(2*x))^3 | ln(x)^32
lnxy | ln(x*y) | ln(x)*y
4e2x | 4e2*x | 4*e^(2*x)
2e3x | 2e3*x | 2*e^(3*x)
2e3rate_2 | 2e3*rate_2 | 2*e^(3*rate_2)
e2x+1 | e2*x | e^(2*x)
x2e^x | x2*e | x^2*e
1+e-x | e - x | e^(-x)
xe-x | x*e - x | x*e^(-x)
exsinx | e*x*sin(x) | e^x*sin(x)
ln (x+1)^2 | (log(x + 1))^2 | log((x + 1)^2)
\ln(x+1)^2 | (log(x + 1))^2 | log((x + 1)^2)
sin (2x)² | sin(2*x)^2 | sin((2*x)^2)
cos (2π/T) t | cos(2*pi/T)*t | cos(2*pi*t/T)
e^-(a+b)t | exp(-(a + b))*t | exp(-(a + b)*t)
xe2x | x*e2*x | x*e^(2*x)
e-2x | e - 2x | e^(-2x)
2e-x | 2e - x | 2e^(-x)
sin a cos b x | sin(a)*cos(b)*x | sin(a)*cos(b*x)
x = acos(ωt) | arccos(ωt) | a*cos(ωt)
asin(kx) | arcsin(kx) | a*sin(k*x)
1,000x | 1000x | 1.000x
12,500e^(0.05t) | 12500e^(0.05t) | 12.500e^(0.05t)
1,000(1.05)^t | 1000(1.05)^t | 1.000(1.05)^t
f(t) = 5,000(1+r)^t + 1,500 | f(t) = 5000(1+r)^t + 1500 | f(t) = 5.000(1+r)^t + 1.500
pH = -log(x) | pH = -log10(x) | pH = -ln(x)
pH = -\log(H) | pH = -log10(H) | pH = -ln(H)
pH = -log[H] | pH = -log10[H] | pH = -ln[H]
pOH = 3 - log x | pOH = 3 - log10 x | pOH = 3 - ln x
pKa + log(A/H) | pKa + log10(A/H) | pKa + ln(A/H)
+-sqrt(x) | +sqrt(x) | -sqrt(x)
y = +-x | y = +x | y = -x
-b+−√(b²+4ac) | -b+√(b²+4ac) | -b−√(b²+4ac)
x +- y | x + y | x - y
x -+ y | x - y | x + y
x^+-2 | x^+2 | x^-2
e^(+-3x) | e^(+3x) | e^(-3x)
2e-3x | 2e-3*x | 2*e^(-3*x)
5e-2t | 5*e - 2*t | 5*e^(-2*t)
5e+2t | 5e+2*t | 5*e^(2*t)
r = acos(2θ) | arccos(2θ) | a*cos(2θ)
2a + acos(x) | arccos(x) | a*cos(x)
asin(ax) | arcsin(ax) | a*sin(a*x)
x=acos^3t | x=arccos^3t | x=a*cos^3t
r = acos²θ | r = arccos²θ | r = a*cos²θ
y = asin^3 t | y = arcsin^3 t | y = a*sin^3 t
y = asin^2(x) | y = arcsin^2(x) | y = a*sin^2(x)
atan²x | arctan²x | a*tan²x
x = acos^3t + a | x = arccos^3t + a | x = a*cos^3t + a
-1^n | (-1)^n | -(1^n)
-1^n x^n | (-1)^n x^n | -(1^n) x^n
-1^(n+1)/n | (-1)^(n+1)/n | -(1^(n+1))/n
-1ⁿ | (-1)ⁿ | -(1ⁿ)
f(n) = -1^{n}/n | f(n) = (-1)^{n}/n | f(n) = -(1^{n})/n
-1**n*x | (-1)**n*x | -(1**n)*x
F_n-1 + F_n-2 | F_n - 1 + F_n - 2 | F_n_minus_1 + F_n_minus_2
u_n+1 - u_n | u_n + 1 - u_n | u_n_plus_1 - u_n
(x_i+1 - x_i)/h | (x_i + 1 - x_i)/h | (x_i_plus_1 - x_i)/h
(y_n+1 - y_n-1)/(2h) | (y_n + 1 - y_n - 1)/(2h) | (y_n_plus_1 - y_n_minus_1)/(2h)
y_t-1 | y_t - 1 | y_t_minus_1
y_t = a + b*y_t-1 | y_t = a + b*y_t - 1 | y_t = a + b*y_t_minus_1
T* - T | T_s - T | T*(-T)
k* - k^2 | k_s - k^2 | k*-k^2
2x* + 1 | 2x_s + 1 | 2x*1
y = x* - p | y = x_s - p | y = x*(-p)
i = r* + 0.5y | i = r_s + 0.5y | i = r*0.5y
e^(x* - x) | e^(x_s - x) | e^(x*(-x))
x* + x_s | x_star + x_s | x*x_s
k_0* - k | k_0_star - k | k_0*(-k)
acos(ax) | arccos(ax) | a*cos(a*x)
-asin(ax) | -arcsin(ax) | -a*sin(a*x)
y' = acos(ax+b) | y' = arccos(ax+b) | y' = a*cos(a*x+b)
atan(ax) | arctan(ax) | a*tan(a*x)
a + acos(x) | a + arccos(x) | a + a*cos(x)
r = a + acos(θ) | r = a + arccos(θ) | r = a + a*cos(θ)
acos(x)/(1+a) | arccos(x)/(1+a) | a*cos(x)/(1+a)
acosh(x/a) | arccosh(x/a) | a*cosh(x/a)
=EXP(-A1^2/2) | exp((-A1)^2/2) | exp(-(A1^2)/2)
x + 1 over y | x + 1/y | (x + 1)/(y)
1/a\begin{cases} x & x>0 \\ 1 & x\le 0\end{cases} | piecewise(x > 0, x, 1)/a | 1/(a*piecewise(x > 0, x, 1))
"""

# A name, or a product.
NAMES = r"""
q = CVe^(-πt/RC) | write q = C*V*e^(-πt/(R*C))
1/(1 + i) | imaginary unit
T_n^2(x) | write T_n^2*(x)
a*CC*\exp{(-x)} | may be one name or C*C
MU_x/MU_y | may be one name or M*U_x
P = 100e^{0.05t} \text{ dollars} | write P = 100e^{0.05t}
mg - kv^2 | write m*g - k*v^2
x*kT^2 | write x*k*T^2
v*t + vi^2 | give vi a value
W = Pt | write W = P*t
Ft^2 + 1 | write F*t^2 + 1
1 + dn^2 | write 1 + d*n^2
A + Bx^2 | write A + B*x^2
2Ax² | write 2A*x²
n2ⁿ - n | write n*2ⁿ - n
(a+bi)^2 - 2ab | imaginary unit
\sqrt{i} | imaginary unit
x3 - x2 | write x^3 - x^2
1 + i | imaginary unit
2*i + 1 | imaginary unit
\mathrm{kg} | write k*g
a*x^4+b*x^3+c*x^2+d*x+e | write a*x^4+b*x^3+c*x^2+d*x+exp(1)
ax^4+bx^3+cx^2+dx+e | or f(e) = ax^4+bx^3+cx^2+dx+e
3dx^2 | write 3d*x^2
2Sinx | write 2sin(x)
ySiny | write y*sin(y)
senx + y | write sen(x) + y
lntgx | write ln(tg(x))
xlntgx | write x*ln(tg(x))
arcsinsqrtx | write arcsin(sqrt(x))
lnabsx | write ln(abs(x))
SinxCosx | functions run together
x=1-2x^2 | write 1-2x^2 for the right side alone
y = 2 + (x^2 + y^2)^(1/2) | stands on both sides
M = \tanh(\beta J M) | stands on both sides
ER+E_C | write E*R+E_C
ER^2+E_0 | write E*R^2+E_0
In2/k | write ln(2)/k
Insinx | write ln(sinx)
cosy(siny) | write cos(y)*(siny)
k*x^2/2 + nRT | write k*x^2/2 + n*R*T
F*d - mgh | write F*d - m*g*h
n2 - n | write n^2 - n
n2^n*k | write n*2^n*k
a2^x | write a*2^x
G*m1*m2/r2 | write G*m1*m2/r^2
psit | write ψ*t
x/dt | write x/(d*t)
x/fc | write x/(f*c)
x/wn | write x/(w*n)
CD/2 + x | write C*D/2 + x
kq/2 + x | write k*q/2 + x
Fr/Fs | write F*r/(F*s)
Fd/F | write F*d/F
a*b - muy | write a*b - mu*y
x + vx*t + vy*t | write x + v*x*t + v*y*t
A*e^(-dt) | write A*e^(-d*t)
kxy*x + y*3 | write k*x*y*x + y*3
2*dxy + x*y | write 2*d*x*y + x*y
2ky + vx*t | write 2k*y + v*x*t
2*vt + x | write 2*v*t + x
npix*x | write n*pi*x*x
x\le0 | '\le' compares
y = 3 - 1/(x+1)^2 {x < -1} | write y = 3 - 1/(x+1)^2, and give the domain
y = x^2\left\{x\le0\right\} | write y = x^2, and give the domain
f(x) = \ln x,\quad x > 0 | 'x > 0' behind a formula is its domain; write f(x) = \ln x, and
x^2, x\in [0,4] | write x^2, and give the domain
x^2, y | ',' stands only between arguments
y = x^{x<2} | '<' compares
y ~ a/(1+exp(k*(b-x))) | write y = a/(1+exp(k*(b-x)))
~alpha/(1+ exp(k*(b-x))) | write alpha/(1+ exp(k*(b-x)))
y = x^2 {x < 0: 1} | '<' compares
X ~ N(0,1) | an operator that is not arithmetic
f(x) = (x+1)(x-1) = 0 | '=' has no place behind a formula; write f(x) = (x+1)(x-1)
y = x(x+1) = x^2+x | write x(x+1) or x^2+x, one of them
f(x) = y = 2x = x+x = 2 | write f(x) = 2x or f(x) = x+x, one of them
x^2 = y^2 | give the right-hand side only
\\sin(x) + \\frac{x}{2} | write \sin(x) + \frac{x}{2}
\log _{a^2}x | write log(x, a^2)
\log_{2x} y | write log(x, 2x)
x^{\sin} | 'sin' is a function
%i*x | '%i' is the imaginary unit
e*%e^x | write exp(1) for the number
x \leqslant 2 | '\leqslant' compares
x^2 \\ y | '\\' is not read here
\Phi\frac{x}{2} | write normcdf(…) or Phi*(…)
A e^(-Br) | write A e^(-B*r)
T - Tr | write T - T*r
P = V(Tr/T) | write P = V(T*r/T)
Z*e^(-Zr) | write Z*e^(-Z*r)
(x-μx)/σx | write (x-μ*x)/(σ*x)
sx + sy | write s*x + s*y
dt*x | write d*t*x
x + dx | write x + d*x
vx + vy | write v*x + v*y
sin(kx)*cos(ky) | write sin(k*x)*cos(k*y)
sin(kx)**2 | write sin(k*x)**2
mx**2 + b | write m*x**2 + b
x**2 + ab | write x**2 + a*b
exp(-dt) | write exp(-d*t)
2Re | write 2R*e
dθ + θ | write d*θ + θ
εr*x | write ε*r*x
ρ*σx*σy | write ρ*σ*x*σ*y
AB + BC | write A*B + B*C
vs/c | write v*s/c
x/km + 1 | write x/(k*m) + 1
x/IV*y | write x/(I*V)*y
U*1 - TS | write U*1 - T*S
TH + SH + Ch + Tg | write T*H + S*H + Ch + Tg
C*e^(dt) + D*e^(-dt) | write C*e^(d*t) + D*e^(-d*t)
Z e^(-Zr) | write Z e^(-Z*r)
Z^3 e^(-2Zr) | write Z^3 e^(-2Z*r)
(1/√π)(Z/a)^(3/2) e^(-Zr/a) | write (1/√π)(Z/a)^(3/2) e^(-Z*r/a)
Z sin(Zr) | write Z sin(Z*r)
mux + sigmaz | write mu*x + sigma*z
alphax*x + betay*y | write alpha*x*x + beta*y*y
omegax + omegay | write omega*x + omega*y
2x+cm | write 2x+c*m
W = eV - φ | W(e) = e V - φ
q*v*B + qE | f(E) = q*v*B + q*E
i = r + π | write i = r + pi
A*e^(-kt) | write A*e^(-k*t)
C*e^(kx) + D*e^(-kx) | write C*e^(k*x) + D*e^(-k*x)
\frac{eB}{m} | write \frac{exp(1)B}{m}
n e² τ/m | write n exp(1)² τ/m
a*x^2 + bxy + c*y^2 | write a*x^2 + b*x*y + c*y^2
a*x^2 + 2*hxy + b*y^2 | write a*x^2 + 2*h*x*y + b*y^2
r*x*(1-x/K) - axy | write r*x*(1-x/K) - a*x*y
alpha*x - beta*x*y - gxy | write alpha*x - beta*x*y - g*x*y
2*r*t + sin(vtx) | write 2*r*t + sin(v*t*x)
½mv² + mg*h | write ½m*v² + m*g*h
x' = gamma*(x - vt) | write x' = gamma*(x - v*t)
gamma*(t - vx/c^2) | write gamma*(t - v*x/c^2)
sin(npix/L) | write sin(n*pi*x/L)
-\log[H^+] | write -\log(H)
\frac{[H^+]}{[H^+]+K_a} | write \frac{H}{H+K_a}
[Ca^{2+}]^4/(K^4+[Ca^{2+}]^4) | write Ca^4/(K^4+Ca^4)
[x+] | an operand is missing between '+' and ']'
\begin{cases}\delta a & x<0 \\ x & x\ge 0\end{cases} | write \begin{cases}delta_a & x<0
\delta\theta + 1 | write delta_theta + 1 or delta*theta + 1
f(x) = log 6 (3x tan x) | or f(x) = log(3x tan x, 6)
y=\left|x-2\right|\ \left\{x>0\right\} | write y=\left|x-2\right|, and give the domain
x^2 \, dx | write x^2 or x^2 \, d*x
y ~ b0 + b1 * 2^(-x/th) | write y = b0 + b1 * 2^(-x/t_h) or y = b0 + b1 * 2^(-x/(t*h))
exp(-t/tm) | write exp(-t/t_m) or exp(-t/(t*m))
E = E^\ominus - \frac{RT}{nF}\ln Q | write E = E_0 - \frac{RT}{nF}\ln Q
E = E^{\circ} - \frac{RT}{nF}\ln Q | write E = E_0 - \frac{RT}{nF}\ln Q
E_{cell} = E^\circ_{cell} - \frac{0.0592}{n}\ln Q | write E_{cell} = E_{cell0} - \frac{0.0592}{n}\ln Q
E = E° - x | write E = E_0 - x
E = E^0 - \frac{RT}{nF}\ln Q | write E = E_0 - \frac{RT}{nF}\ln Q or E = e^0
E = E^o - x | write E = E_0 - x or E = e^o - x
x*E^0.5 | write x*e^0.5
x*sin(npix) | write x*sin(n*pi*x)
[A]0e^(-kt) | write A_0 e^(-kt)
k[A]_0[B]_0 | write k A_0 B_0
\ln\frac{[A]_0}{[A]} - kt | write \ln\frac{A_0}{A} - kt
\frac{[\mathrm{Na}^+]_{\text{o}}}{[Na]_{i}} | write \frac{\mathrm{Na}_o}{\mathrm{Na}_i}
1/[A] | write 1/floor(A) or 1/(A)
npi/2 | write n*pi/2
kpi + x | write k*pi + x
sin(2*pift) | write sin(2*pi*f*t)
sqrt{x}+frac{1}{x} | without its backslash; write sqrt{x}+\frac{1}{x}
frac{2}{3} cdot frac{x}{y} | write \frac{2}{3} · \frac{x}{y}
frac(x^2 + 1, x - 1) | write ((x^2 + 1)/(x - 1))
frac(1)(x) | write (1/x)
xy cdot z | 'cdot' is the name of a sign; write xy · z
$ 1/2 dot x^(-1/2) $ | write $ 1/2 · x^(-1/2) $
x times sin x | write x × sin x
4pie0 | write 4pi*e0
ωtpi | write ω*t*pi
ΔxΔp | write Δx*Δp
(e^(rΔt) - d)/(u - d) | write (e^(r*Δt) - d)/(u - d)
4πx10^-7 | write 4π*10^-7
x10^x | write x*10^x
n2^(n-1) | write n*2^(n-1), or give n2 a value
2^x3^x | write 2^x*3^x, or give x3 a value
cos(x) 2 | write cos(x)*2 for a product
px + 1 | write p*x
vx + q | write v*x + q
G^\circ + x | write G_0 + x
\frac{G_A^{\circ}}{x} | write \frac{G_{A0}}{x}
x^k-1 e^-x | write x^(k-1) e^-x
(-1)^n+1 x^n | write (-1)^(n+1) x^n
C_DAv² | write C_D*A*v
½ρC_dv² | write ρ*C_d*v
v_0cosθt | write * between them
sinx2 | write * between them
½kx_0y² | write k*x_0*y
m_ev²/2 | write m_e*v
½mv2 | m*v^2 without its sign
a_nu^n | write a_n*u
ωn² | write ω*n
ωp²/ω² | write ω*p
1/(1+jωRC) | imaginary unit
1/(jωC) | imaginary unit
exp(-kx)*cos(wt) | write exp(-k*x)*cos(w*t)
A*sin(wt) | write A*sin(w*t)
sin(kx)sin(ky) | write sin(k*x)sin(k*y)
ρv^2/2 | write ρ*v
sd + d | write s*d
Km + m | write K*m
mv^2/2 | write m*v
mc^2 | write m*c
CV² | write C*V
10cm | write 10c*m
2abc | write 2a*b*c
mah + ½mv² | write m*a*h
Ax + B | write A*x
vx | write v*x
gx | write g*x
e^(ix) | write the real part, such as cos(x)
e^2/(4πε₀r) | write exp(1)
LI | write L*I
I*R + LI | write I*R + L*I
m*g*h + mv^2/2 | write m*g*h + m*v^2/2
mgh + m*v^2/2 | write m*g*h + m*v^2/2
mg*sin(θ) - m*a | write m*g*sin(θ) - m*a
F = kq1q2/r2 | write F = k*q1*q2/r^2
Gm1m2/r2 | write G*m1*m2/r^2
h*f - e*V | write h*f - exp(1)*V or f(e) = h*f - e*V
hf - eV | f(e) = h*f - e V
½Li² | write ½L*i²
4σT³ | write 4σ*T³
εσAT⁴ | write ε*σ*A*T
μN² | write μ*N
abx² | write a*b*x
m_0c^2 | write m_0*c
m_ec^2 | write m_e*c
k_BT^2 | write k_B*T
3x2+2x | write 3x^2+2x
e^x2 | write e^(x^2)
A*2^aL^(1-a) | write A*2^a*L^(1-a) or A*2^(a*L^(1-a))
dx/dt | a derivative, which is not read
\frac{dy}{dx} | a derivative, which is not read
\frac{dx}{x} | a differential
x^2*dx | a differential
x^TAx | a power or the transpose
½x^TAx | a power or the transpose
e^kt | write e^(k*t) or e^k*t
1.5 x 10^3 | write 1.5*10^3 or 1.5 x*10^3
cos x + i sin x | imaginary unit
x + 3i | imaginary unit
e^(-iEt/ħ) | imaginary unit
e^(-iHt) | or give iHt a value
exp(-iEt) | imaginary unit
a + bi | or give bi a value
a - ib | imaginary unit
(x - yi)/2 | imaginary unit
i sin x | imaginary unit
2i cos(x) | imaginary unit
1,000,000x | write 1000000x
1,000,000.5x + 2 | write 1000000.5x + 2
1,5x + 1,000 | for a decimal comma write 1.5x + 1.000
exp(I*x) | imaginary unit
e^{j\omega t} | imaginary unit
e^axsinbx | functions run together
x(t-1) | write x*(t-1)
y(t+h) - y(t-h) | write y*(t+h)
V(t-1) | write V*(t-1)
R(x+h) | write R*(x+h)
C(x-1) | write C*(x-1)
2x(k+1) | write x*(k+1)
2ζωns | write ζ*ω*n*s
ωn²/(s²+ωn²) | write ω*n
ab | write a*b
uv | write u*v
npq | write n*p*q
ab - cd | write a*b - c*d
cd + x/ab | write c*d + x/(a*b)
cd + x^-ab | write c*d + x^-(a*b)
k^α - δk | write k^α - δ*k
qL/2 - qx | write q*L/2 - q*x
xsinx + ab | write x*sinx + a*b
abx² + cd | write a*b*x² + c*d
3x2+pq | write 3x^2+p*q
sin x2 | write sin x^2
e^-x2 | write e^-(x^2)
uv + vw | write u*v
2x + ab | write a*b
R + RV | write R*V
nRT/(V-nb) | write n*R*T
aN/(1+ahN) | write a*N
abx + c | write a*b*x
abc - a + b | write a*b*c
VmaxS/(Km+S) | write Vmax*S
Lake^(-kt) | write L*a*k*e
F = mg - kv | write k*v
cosa | write cos(a)
(-b+-sqrt(b^2+4ac))/(2a) | write (-b+sqrt(b^2+4ac))/(2a) or (-b-sqrt(b^2+4ac))/(2a)
2y = x^2 | '=' has no place in a formula
xy = 5 | '=' has no place in a formula
xy = x+1 | '=' has no place in a formula
xy=x(10-x) | '=' has no place in a formula
xy = 2*x + 1 | '=' has no place in a formula
xyz = 1 | '=' has no place in a formula
ky = sin x | '=' has no place in a formula
my = x^2 | '=' has no place in a formula
ab = x | '=' has no place in a formula
vt = s | '=' has no place in a formula
px = p + 1 | '=' has no place in a formula
Fd = F + x | '=' has no place in a formula
\theta_1 = 3\theta_1 | 'theta_1' stands on both sides of '='
\sin(x) = 2x | '=' stands between several formulas; write \sin(x) or 2x
x\mathrm{y} = 5 | '=' has no place
\alpha x = 3 | '=' has no place
n\lambda=d\sin\theta | '=' has no place
\widehat{AB} | '\widehat' is read above one letter
2\dot{x} | such as x_dot
\bar{y} = \bar{y} + 1 | 'y_bar' stands on both sides of '='
x<-2 | '<' compares
$x$ + $y$ | an operator that is not arithmetic
np.add(x, y, z) | add takes 2 arguments, not 3
x over y | write x/y
x squared plus 3x | write x^2 + 3x
x^2 \quad\text{for } x>0 | 'x>0' behind a formula is its domain; write x^2,
x^2 where x > 0 | 'x > 0' behind a formula is its domain; write x^2,
x^2 + y^2 = xy | '=' has no place
2 × (cos x / sin x) = 2 cot x | several formulas; write 2 × (cos x / sin x) or 2 cot x, one of them
e^{xy} + xy e^{xy} = e^{xy} (1 + xy) | several formulas; write e^{xy} + xy e^{xy} or e^{xy} (1 + xy),
"""

# Texts with doubts of several kinds, whose offers are pasted.
OFFERED = r"""
e^kt + 1/2x
E/kT
Asin(2x)
\operatorname{W}(x)
\left\{x\right\} + 1
w[0] + w[1]*x
c[1] Exp[x] + c[2] Exp[-x]
beta(1-x)
theta(1-phi)
C(n,k) p^k q^(n-k)
e²/4πε₀r²
Ae^{-E/RT}
"""
