"""Verdicts on gradients, Jacobians and Hessians of NumPy code, against slopes from tables and textbooks."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import gradient_cases as cases
import numpy as np
import pytest
from roundings import gamma, rounded

import derivcheck as dc
from derivcheck import Verdict

pytestmark = pytest.mark.usefixtures("blind")

RNG = np.random.default_rng(7)
MANY = RNG.normal(size=20_000)


def named(case: cases.Case) -> str:
    return case.name


@pytest.mark.parametrize("case", cases.RIGHT, ids=named)
def test_a_right_gradient_agrees(case: cases.Case) -> None:
    check = dc.check_gradient(case.f, case.g, case.x)
    assert check.verdict is Verdict.AGREES, check.reason
    loses_digits = case.name in ("cancelling", "tanh from its value")
    assert check.detection_limit < (1e-3 if loses_digits else 1e-9)


@pytest.mark.parametrize("case", cases.WRONG, ids=named)
def test_a_wrong_gradient_is_refuted(case: cases.Case) -> None:
    assert dc.check_gradient(case.f, case.g, case.x).verdict is Verdict.REFUTED


@pytest.mark.parametrize("case", cases.KINKS, ids=named)
def test_a_kink_is_recognised(case: cases.Case) -> None:
    check = dc.check_gradient(case.f, case.g, case.x)
    assert check.verdict is Verdict.UNRESOLVED, check.reason


def test_there_are_enough_cases() -> None:
    assert len(cases.RIGHT) - len(cases.TRAPS_RIGHT) >= 25
    assert len(cases.WRONG) - len(cases.TRAPS_WRONG) >= 25


@pytest.mark.parametrize("case", [c for c in cases.RIGHT if callable(c.g)], ids=named)
def test_a_perturbed_gradient_never_agrees(case: cases.Case) -> None:
    def perturbed(x: Any) -> Any:
        return np.asarray(case.g(x)) * (1 + 1e-8)

    check = dc.check_gradient(case.f, perturbed, case.x)
    assert check.verdict is not Verdict.AGREES


def test_both_sides_of_a_kink_are_told() -> None:
    check = dc.check_gradient(lambda x: np.sum(np.abs(x)), np.sign, np.array([1.0, 0.0]))
    assert check.reason == (
        "not differentiable at x[1] = 0 (where all elements are smaller, component [1] of the derivative is -1, "
        "where they are larger, 1)"
    )
    assert check.cause is not None
    assert check.cause.kind == "subgradient"
    outside = dc.check_gradient(np.abs, lambda x: 2.0, 0.0)
    assert outside.cause is not None
    assert outside.cause.kind == "kink"


def test_what_is_said_of_a_kink_that_is_not_one_of_each_element() -> None:
    """The derivative of |x| in the plane is the direction of x, so along a line of slope not 1 no component is 1."""

    def unit(x: Any) -> Any:
        with np.errstate(invalid="ignore"):
            return x / np.linalg.norm(x)

    check = dc.check_gradient(np.linalg.norm, unit, np.zeros(2))
    assert check.verdict is Verdict.UNRESOLVED
    found = re.search(r"component \[0\] of the derivative is (\S+), where they are larger, (\S+)\)", check.reason)
    assert found
    assert -1 < float(found[1]) == -float(found[2]) < 0
    assert check.cause is not None
    assert check.cause.text == "the claim is not a finite number there"


@pytest.mark.parametrize(("slope", "kind"), [([1.0, -1.0], "subgradient"), ([2.0, 0.0], "kink")])
def test_between_both_sides_is_not_called_a_subgradient(slope: list[float], kind: str) -> None:
    """(1, -1) lies between the sides in each component, and is no subgradient of |x + y|."""
    check = dc.check_gradient(lambda x: np.abs(x[0] + x[1]), lambda x: np.array(slope), np.zeros(2))
    assert check.cause is not None
    assert check.cause.kind == kind
    assert "subgradient" not in check.cause.text
    assert ("does not lie between" in check.cause.text) is (kind == "kink")


@pytest.mark.parametrize("size", [5, 1000])
def test_one_kink_among_many_components(size: int) -> None:
    x = np.random.default_rng(7).normal(size=size)
    x[3] = 0
    check = dc.check_gradient(lambda y: np.sum(np.abs(y) + y**2), lambda y: np.sign(y) + 2 * y, x)
    assert check.reason.startswith("not differentiable at y[3] = 0 (where all elements are smaller, ")


def test_a_wrong_component_beside_a_kink_is_refuted() -> None:
    check = dc.check_gradient(lambda x: np.abs(x[0]) + x[1] ** 2, lambda x: np.array([0.0, x[1]]), np.array([0.0, 1.0]))
    assert check.verdict is Verdict.REFUTED
    assert check.components[0].index == (1,)


def test_the_worst_component_comes_first() -> None:
    def claimed(x: Any) -> Any:
        return 2 * x * np.array([1, 1.01, 1, -1])

    check = dc.check_gradient(lambda x: np.sum(x**2), claimed, cases.X4)
    assert [c.index for c in check.components][:2] == [(3,), (1,)]
    worst = check.components[0]
    assert (worst.claimed, worst.reference, worst.gap) == rounded((-0.4, 0.4, -0.8), 4)
    assert worst.at == {"x[3]": 0.2}
    assert [c.verdict for c in check.components] == [Verdict.REFUTED] * 2 + [Verdict.AGREES] * 2


CAUSES: dict[str, tuple[str, str, Callable[[Any], Any]]] = {
    "sign": ("sign", "the sign of the whole claim is wrong", lambda x: -3 * x**2),
    "factor 3": ("factor", "the claim is the derivative times 3", lambda x: 9 * x**2),
    "batch": (
        "factor",
        "the claim is the derivative times 1/37: divided by a number too often",
        lambda x: 3 * x**2 / 37,
    ),
    "n": ("factor", "the claim is the derivative times 4 (as there are components)", lambda x: 12 * x**2),
    "degrees": ("factor", "180/pi", lambda x: 3 * x**2 * 180 / np.pi),
    "swapped": ("permuted", "x[0] and x[2] are swapped", lambda x: (3 * x**2)[[2, 1, 0, 3]]),
    "reversed": ("permuted", "the components are in reverse order", lambda x: 3 * x[::-1] ** 2),
    "shifted": ("permuted", "shifted by one place", lambda x: 3 * np.roll(x, 1) ** 2),
    "penalty": ("missing term", "a term 0.25 x (of a penalty x^2) is missing", lambda x: 3 * x**2 - 0.25 * x),
    "constant": ("extra term", "a term 0.5 is too much", lambda x: 3 * x**2 + 0.5),
    "zero": ("never written", "component [1] was never written", lambda x: 3 * x**2 * np.array([1, 0, 1, 1])),
    "one sign": ("sign", "the sign is wrong in component [1]", lambda x: 3 * x**2 * np.array([1, -1, 1, 1])),
    "nan": ("nan", "not a finite number in 1 of 4 components, first for x[3]", lambda x: 3 * x**2 / [1, 1, 1, 0]),
    "length": ("length", "by a factor that depends on the point", lambda x: np.divide(3 * x**2, np.linalg.norm(x))),
}


@pytest.mark.parametrize("name", CAUSES)
def test_a_cause_is_named(name: str) -> None:
    kind, text, claimed = CAUSES[name]
    cause = dc.check_gradient(lambda x: np.sum(x**3), claimed, cases.X4).cause
    assert cause is not None
    assert cause.kind == kind
    assert text in cause.text


def test_no_cause_is_named_without_confirmation() -> None:
    # Right at the point, and something else nearby: no single slip explains both.
    assert dc.check_gradient(lambda x: np.sum(x**3), lambda x: 3 / x, np.ones(1)).cause is None
    assert dc.check_gradient(lambda x: np.sum(x**3), lambda x: np.exp(x), cases.X4).cause is None


def test_x_is_never_changed() -> None:
    x = np.array([1.0, 2.0])

    def claimed(y: Any) -> Any:
        y *= 2
        return y

    check = dc.check_gradient(lambda y: np.sum(y**2), claimed, x)
    assert x.tolist() == [1.0, 2.0]
    assert check.verdict is Verdict.REFUTED
    assert check.cause is not None
    assert check.cause.kind == "mutation"


def test_a_function_that_changes_its_argument_is_told() -> None:
    def f(y: Any) -> Any:
        y += 1
        return np.sum(y**2)

    check = dc.check_gradient(f, lambda y: 2 * (y + 1), np.ones(2))
    assert check.verdict is Verdict.UNRESOLVED
    assert check.cause is not None
    assert check.cause.kind == "mutation"


def test_a_random_function_is_detected() -> None:
    rng = np.random.default_rng(0)
    check = dc.check_gradient(lambda x: np.sum(x) + 1e-9 * rng.random(), np.ones_like, np.ones(2))
    assert check.verdict is Verdict.UNRESOLVED
    assert check.cause is not None
    assert check.cause.kind == "non-deterministic"


def test_an_answer_that_depends_on_earlier_calls_is_detected() -> None:
    calls = [0.0]

    def claimed(x: Any) -> Any:
        calls[0] += 1
        return 2 * x * calls[0]

    check = dc.check_gradient(lambda x: np.sum(x**2), claimed, np.ones(2))
    assert check.verdict is Verdict.REFUTED
    assert check.cause is not None
    assert check.cause.kind == "order"


def test_a_claim_that_is_right_on_its_first_call_only() -> None:
    calls = [0]

    def claimed(x: Any) -> Any:
        calls[0] += 1
        return 2 * x * (1 if calls[0] == 1 else 1.01)

    cause = dc.check_gradient(lambda x: np.sum(x**2), claimed, np.ones(2)).cause
    assert cause is not None
    assert cause.kind == "order"


@pytest.mark.parametrize("factor", [2.0, 2.1])
def test_a_claim_that_reads_what_f_has_kept(factor: float) -> None:
    class Net:
        def f(self, w: Any) -> Any:
            self.z = cases.A @ w
            return np.sum(self.z**2)

        def g(self, w: Any) -> Any:
            return factor * cases.A.T @ self.z

    net = Net()
    check = dc.check_gradient(net.f, net.g, cases.X4)
    assert check.verdict is (Verdict.AGREES if factor == 2 else Verdict.REFUTED)
    assert "reads what" in check.warnings[0]
    assert factor == 2 or (check.cause is not None and check.cause.kind == "factor")


def test_value_and_gradient_of_one_callable() -> None:
    def both(x: Any) -> Any:
        return np.sum(x**2), 2 * x

    assert dc.check_gradient(both, True, cases.X4).verdict is Verdict.AGREES
    assert dc.check_gradient(lambda x: (np.sum(x**2), x), True, cases.X4).verdict is Verdict.REFUTED
    with pytest.raises(dc.InputError, match="returns a pair"):
        dc.check_gradient(lambda x: np.sum(x**2), True, cases.X4)
    with pytest.raises(dc.InputError, match="claimed=True"):
        dc.check_gradient(both, lambda x: 2 * x, cases.X4)


@pytest.mark.parametrize("shape", [(), (1,), (2, 3), (2, 1, 2)])
def test_any_shape(shape: tuple[int, ...]) -> None:
    x = np.asarray(np.random.default_rng(7).normal(size=shape))[()]
    check = dc.check_gradient(lambda y: np.sum(np.sin(y)), np.cos, x)
    assert check.verdict is Verdict.AGREES
    assert {len(c.index) for c in check.components} == {len(shape)}


def test_float32_is_judged_by_its_own_precision() -> None:
    x = np.random.default_rng(7).normal(size=50).astype(np.float32)
    right = dc.check_gradient(lambda y: np.sum(np.exp(y)), np.exp, x)
    assert right.verdict is Verdict.AGREES
    assert 1e-9 < right.detection_limit < 1e-5
    assert dc.check_gradient(lambda y: np.sum(np.exp(y)), lambda y: np.exp(y) * np.float32(1.0001), x).cause
    mixed = dc.check_gradient(lambda y: np.sum(np.exp(y)), lambda y: np.exp(y.astype(np.float32)), x.astype(float))
    assert mixed.verdict is Verdict.AGREES
    cast = dc.check_gradient(
        lambda y: np.sum(np.exp(y)), lambda y: np.exp(y.astype(np.float32)).astype(float), x.astype(float)
    )
    assert cast.verdict is Verdict.AGREES


@pytest.mark.parametrize("check", [dc.check_gradient, dc.check_derivative])
def test_a_right_formula_is_told_what_its_program_loses(check: Any) -> None:
    """Up to a 128th that is the detection limit, beyond it the numbers are wrong."""
    unstable = lambda x: 1 - np.tanh(x) ** 2  # noqa: E731
    right = check(np.tanh, unstable, 12.0)
    assert right.verdict is Verdict.AGREES
    assert "loses" in right.warnings[0]
    loss = abs(unstable(np.float64(12.0)) * np.cosh(12.0) ** 2 - 1)
    # What is known of either number is some units in the last place, of 1.
    assert right.detection_limit == rounded(loss, 32, size=1)
    useless = check(np.tanh, unstable, 18.0)
    assert useless.verdict is Verdict.REFUTED
    assert useless.cause.kind == "round-off"
    assert useless.components[0].claimed == unstable(np.float64(18.0))


def test_a_program_that_returns_garbage_does_not_pass_for_its_formula() -> None:
    x = np.array([1.3, 2.2, 3.1])
    found = dc.check_gradient(lambda y: np.sum(y**2) / 2, lambda y: (y + 1e17) - 1e17, x)
    assert found.verdict is Verdict.REFUTED
    assert found.cause.kind == "round-off"
    assert {c.claimed for c in found.components} == {0.0}
    with pytest.raises(AssertionError, match="right formula, wrong numbers"):
        dc.testing.assert_gradient(lambda y: np.sum(y**2) / 2, lambda y: (y + 1e17) - 1e17, x)


# The function that the trace refuses assigns into an array.
def smooth(x: Any) -> Any:
    return np.sum(np.log1p(np.exp(-x))) + 0.5 * np.sum(x**2)


def smooth_gradient(x: Any) -> Any:
    return x - 1 / (1 + np.exp(x))


def assigning(x: Any) -> Any:
    y = np.zeros_like(x)
    y[:] = x
    return smooth(y)


def floats_only(x: Any) -> Any:
    return smooth(np.ascontiguousarray(x, dtype=np.float64)) if type(x) is np.ndarray else math.fsum(x)


def counted(f: Callable[[Any], Any]) -> tuple[Callable[[Any], Any], list[int]]:
    runs = [0]

    def counting(x: Any) -> Any:
        runs[0] += 1
        return f(x)

    return counting, runs


def contracted(x: Any) -> Any:
    return smooth(np.einsum("i->i", x))


WAYS = {"reverse sweep": smooth, "forward mode": contracted, "adaptive estimate": floats_only}


@pytest.mark.parametrize("witness", WAYS)
def test_a_large_right_gradient_takes_few_runs(witness: str) -> None:
    f, runs = counted(WAYS[witness])
    check = dc.check_gradient(f, smooth_gradient, MANY)
    assert check.verdict is Verdict.AGREES
    assert check.witnesses[0] == witness
    assert runs[0] <= 400
    assert check.miss_probability is None or check.miss_probability < 1e-9


@pytest.mark.parametrize("witness", ["reverse sweep", "forward mode"])
def test_one_wrong_component_of_many_is_found_in_few_runs(witness: str) -> None:
    def claimed(x: Any) -> Any:
        g = smooth_gradient(x)
        g[12_345] *= 1.001
        return g

    f, runs = counted(WAYS[witness])
    check = dc.check_gradient(f, claimed, MANY)
    assert check.verdict is Verdict.REFUTED
    assert [c.index for c in check.components if c.verdict is Verdict.REFUTED] == [(12_345,)]
    worst = check.components[0]
    assert abs(worst.claimed / 1.001 - worst.reference) <= worst.budget + gamma(4) * abs(worst.reference)
    assert runs[0] <= 400


@pytest.mark.parametrize("constant", [3.0, 0.0, 1e-300])
def test_opaque_code_that_is_constant(constant: float) -> None:
    def f(x: Any) -> float:
        return constant + 0 * float(x[0])

    check = dc.check_gradient(f, np.zeros_like, cases.X3)
    assert check.verdict is Verdict.AGREES
    assert 0 < check.detection_limit < 1e-9
    assert dc.check_gradient(f, lambda x: np.full(3, 1e-9), cases.X3).verdict is Verdict.REFUTED


@pytest.mark.parametrize("seed", range(4))
def test_fresh_points_do_not_vouch_for_the_point(seed: int) -> None:
    x = np.random.default_rng(seed).normal(size=300)
    x[50] = 0

    def f(y: Any) -> float:
        return math.fsum(abs(float(t)) for t in y)

    check = dc.check_gradient(f, lambda y: np.full(300, 7.0) if y[50] == 0 else np.sign(y), x)
    assert check.verdict is Verdict.UNRESOLVED
    # The bend is seen, or only that the estimate declines: that depends on the directions.
    assert re.search(r"declines at the point along every direction$|^not differentiable at y\[50\] = 0", check.reason)
    assert check.miss_probability is None


def test_several_wrong_components_of_opaque_code_are_found() -> None:
    def claimed(x: Any) -> Any:
        g = smooth_gradient(x)
        g[[5, 7_000]] += [0.5, 0.1]
        return g

    check = dc.check_gradient(floats_only, claimed, MANY)
    assert [c.index for c in check.components if c.verdict is Verdict.REFUTED] == [(5,), (7_000,)]


def test_jacobians() -> None:
    def f(x: Any) -> Any:
        return np.array([x[0] * x[1], np.sin(x[2]), x[0] ** 2])

    def right(x: Any) -> Any:
        return np.array([[x[1], x[0], 0], [0, 0, np.cos(x[2])], [2 * x[0], 0, 0]])

    assert dc.check_jacobian(f, right, cases.X3).verdict is Verdict.AGREES
    turned = dc.check_jacobian(f, lambda x: right(x).T, cases.X3)
    assert turned.cause is not None
    assert turned.cause.kind == "transposed"
    wrong = dc.check_jacobian(f, lambda x: right(x) + np.eye(3)[:, ::-1] * 1e-6, cases.X3)
    assert {c.index for c in wrong.components if c.verdict is Verdict.REFUTED} == {(0, 2), (1, 1), (2, 0)}


def test_a_transposed_rectangle_is_recognised() -> None:
    check = dc.check_jacobian(lambda x: cases.A @ x, lambda x: cases.A.T, cases.X4)
    assert check.verdict is Verdict.REFUTED
    assert check.reason == "the claim has shape (4, 6), the derivative (6, 4): it is transposed"


def test_hessians() -> None:
    symmetric = cases.B + cases.B.T
    assert dc.check_hessian(cases.quadratic, lambda x: symmetric, cases.X4).verdict is Verdict.AGREES
    assert dc.check_hessian(cases.quadratic, lambda x: cases.B, cases.X4).verdict is Verdict.REFUTED


def test_sparse_claims() -> None:
    sparse = pytest.importorskip("scipy.sparse")

    def f(x: Any) -> Any:
        return x**2 + np.roll(x, 1)

    pattern = np.diag(2 * cases.X4) + np.roll(np.eye(4), -1, axis=1)
    assert dc.check_jacobian(f, lambda x: sparse.csr_array(np.diag(2 * x) + np.roll(np.eye(4), -1, axis=1)), cases.X4)
    assert dc.check_jacobian(f, sparse.coo_array(pattern), cases.X4).verdict is Verdict.AGREES
    # Outside the claimed pattern too.
    check = dc.check_jacobian(f, lambda x: sparse.diags_array(2 * x), cases.X4)
    assert check.verdict is Verdict.REFUTED
    assert {c.index for c in check.components if c.verdict is Verdict.REFUTED} == {(0, 3), (1, 0), (2, 1), (3, 2)}


def test_functions_of_scipy() -> None:
    optimize = pytest.importorskip("scipy.optimize")
    x = np.array([1.3, 0.7, 0.8, 1.9, 1.2])
    assert dc.check_gradient(optimize.rosen, optimize.rosen_der, x).verdict is Verdict.AGREES
    assert dc.check_hessian(optimize.rosen, optimize.rosen_hess, x).verdict is Verdict.AGREES
    assert dc.check_jacobian(optimize.rosen_der, optimize.rosen_hess, x).verdict is Verdict.AGREES

    def planted(y: Any) -> Any:
        g = optimize.rosen_der(y)
        g[2] *= -1
        return g

    check = dc.check_gradient(optimize.rosen, planted, x)
    assert check.cause is not None
    assert check.cause.text == "the sign is wrong in component [2]"


def test_a_function_of_pytorch() -> None:
    torch = pytest.importorskip("torch")

    def loss(x: Any) -> Any:
        return torch.sum(torch.sin(torch.as_tensor(x)) ** 2).item()

    def gradient(x: Any) -> Any:
        w = torch.tensor(x, requires_grad=True)
        torch.sum(torch.sin(w) ** 2).backward()
        return w.grad.numpy()

    assert dc.check_gradient(loss, gradient, cases.X4).verdict is Verdict.AGREES


def test_a_function_of_jax() -> None:
    jax = pytest.importorskip("jax")
    jax.config.update("jax_enable_x64", True)

    def loss(x: Any) -> Any:
        return float(jax.numpy.sum(jax.numpy.sin(jax.numpy.asarray(x)) ** 2))

    def gradient(x: Any) -> Any:
        return np.asarray(jax.grad(lambda w: jax.numpy.sum(jax.numpy.sin(w) ** 2))(x))

    assert dc.check_gradient(loss, gradient, cases.X4).verdict is Verdict.AGREES


@pytest.mark.parametrize(
    ("function", "claimed", "at", "message"),
    [
        (np.sum, np.ones_like, np.array([np.nan]), "finite real numbers"),
        (np.sum, np.ones_like, "here", "finite real numbers"),
        (np.sum, "2*x", np.ones(2), "a callable or an array"),
        ("x^2", lambda x: 2 * x, 1.0, "check_derivative"),
        (np.sin, np.cos, np.ones(2), "jacobian"),
        (lambda x: x.nothing, np.ones_like, np.ones(2), "fails at the point: AttributeError"),
        (np.sum, lambda x: "text", np.ones(2), "not real numbers"),
        (np.sum, lambda x: x * 1j, np.ones(2), "complex"),
    ],
)
def test_bad_input_is_one_clear_line(function: Any, claimed: Any, at: Any, message: str) -> None:
    with pytest.raises(dc.InputError, match=message) as caught:
        dc.check_gradient(function, claimed, at)
    assert "\n" not in str(caught.value)


def test_a_value_that_is_not_finite_is_unresolved() -> None:
    check = dc.check_gradient(np.log, lambda x: 1 / x, -1.0)
    assert check.verdict is Verdict.UNRESOLVED
    assert "nan" in check.reason


def test_the_result_is_json() -> None:
    check = dc.check_gradient(np.sum, lambda x: 2 * np.ones_like(x), MANY)
    plain = check.to_dict()
    assert plain["claim"]["worst"]["component"] == list(check.components[0].index)
    assert len(plain["at"]) == 1
    assert len(check.render("json")) < 5000


def test_the_same_seed_gives_the_same_check() -> None:
    one, other = (dc.check_gradient(assigning, smooth_gradient, MANY, seed=3) for _ in range(2))
    assert one == other


class Unforeseen(Exception):
    """Nothing that NumPy or derivcheck would raise."""


def only_at(x: Any, f: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Code that raises at every other point of plain floats."""

    def strict(y: Any) -> Any:
        if type(y) in (np.ndarray, np.float64) and y.dtype == np.float64 and not np.array_equal(x, y):
            raise Unforeseen("out of range")
        return f(y)

    return strict


X60 = RNG.normal(size=60)
X500 = RNG.normal(size=500)
FRAGILE: dict[str, Callable[[], Any]] = {
    "a gradient": lambda: dc.check_gradient(smooth, only_at(cases.X3, smooth_gradient), cases.X3),
    "both at once": lambda: dc.check_gradient(
        only_at(cases.X3, lambda x: (smooth(x), smooth_gradient(x))), True, cases.X3
    ),
    "a function": lambda: dc.check_gradient(only_at(cases.X3, smooth), smooth_gradient, cases.X3),
    "a large gradient": lambda: dc.check_gradient(floats_only, only_at(MANY, smooth_gradient), MANY),
    "a Jacobian": lambda: dc.check_jacobian(np.sin, only_at(cases.X3, lambda x: np.diag(np.cos(x))), cases.X3),
    "a large Jacobian": lambda: dc.check_jacobian(np.sin, only_at(X500, lambda x: np.diag(np.cos(x))), X500),
    "a Hessian": lambda: dc.check_hessian(cases.quadratic, only_at(cases.X4, lambda x: cases.B + cases.B.T), cases.X4),
    "a large Hessian": lambda: dc.check_hessian(lambda x: np.sum(x**2), only_at(X60, lambda x: 2 * np.eye(60)), X60),
    "a number": lambda: dc.check_gradient(np.sin, only_at(1.5, np.cos), 1.5),
    "an opaque number": lambda: dc.check_derivative(math.sin, only_at(1.5, np.cos), 1.5),
}


@pytest.mark.parametrize("name", FRAGILE)
def test_code_that_raises_at_fresh_points_is_judged_at_the_point(name: str) -> None:
    check = FRAGILE[name]()
    assert check.verdict is Verdict.AGREES, check.reason


def test_a_wrong_claim_is_refuted_where_fresh_points_fail() -> None:
    right = 2 * np.eye(60)
    wrong = only_at(X60, lambda x: np.where(np.arange(3600).reshape(60, 60) == 777, 1.0, right))
    assert dc.check_hessian(lambda x: np.sum(x**2), wrong, X60).verdict is Verdict.REFUTED
    fails = only_at(MANY, lambda x: 2 * smooth_gradient(x))
    assert dc.check_gradient(floats_only, fails, MANY).verdict is Verdict.REFUTED


def test_code_that_raises_at_the_point_is_told() -> None:
    with pytest.raises(dc.InputError, match="strict fails at the point: Unforeseen: out of range"):
        dc.check_gradient(smooth, only_at(cases.X4, smooth_gradient), cases.X3)
