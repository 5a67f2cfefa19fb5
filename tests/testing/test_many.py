"""Many claims: each has its verdict, the same as alone, or the reason why it has none; and costs only itself."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import derivcheck as dc
from derivcheck.ground.worker import Outcome
from derivcheck.results.claim_result import ClaimResult
from derivcheck.testing import many as many_module
from derivcheck.testing.claim_row import read_row
from derivcheck.testing.judge_row import judge_row
from derivcheck.testing.many import JudgingOptions

CLAIMS: list[dict[str, Any]] = [
    {"id": "right", "function": "x^2*sin(x)", "claimed": "2*x*sin(x) + x^2*cos(x)", "at": 1.0},
    {"id": "wrong", "function": "x^2*sin(x)", "claimed": "2*x*sin(x) - x^2*cos(x)", "at": 1.0},
    {"id": "chain", "function": "sin(3*x)", "claimed": "cos(3*x)", "variable": "x"},
    {"id": "params", "function": "a*x^2", "claimed": "2*a*x", "at": 1.0, "params": {"a": 2.0}},
    {"id": "named", "function": "a*x^2", "claimed": "x^2", "variable": "a", "at": 1.0, "params": {"x": 2.0}},
    {"id": "kink", "function": "abs(x)", "claimed": "sign(x)", "at": 0.0},
    {"id": "no formula", "function": "x^2 +", "claimed": "2*x"},
    {"id": "no claim", "function": "x^2"},
    {"id": "no number", "function": "x^2", "claimed": "2*x", "at": "here"},
    {"id": "array", "function": "x^2", "claimed": "2*x", "at": [1.0, 2.0]},
    {"id": "which", "function": "a*x^2", "claimed": "2*a*x"},
]


def many(claims: Any, **options: Any) -> dict[Any, dc.ClaimResult]:
    return {result.id: result for result in dc.check_many(claims, **{"jobs": 2, **options})}


def test_verdicts_are_those_of_single_claims() -> None:
    found = many(CLAIMS)
    assert {id: result.verdict for id, result in found.items()} == {
        "right": "agrees",
        "wrong": "refuted",
        "chain": "refuted",
        "params": "agrees",
        "named": "agrees",
        "kink": "unresolved",
        **dict.fromkeys(("no formula", "no claim", "no number", "array", "which"), "error"),
    }
    for claim in CLAIMS[:2]:
        alone = dc.check_derivative(claim["function"], claim["claimed"], claim["at"])
        assert isinstance(alone, dc.Check)
        result = found[claim["id"]]
        assert (result.reason, result.cause, bool(result)) == (alone.reason, alone.cause, bool(alone))
        assert result.gap == alone.components[0].gap
        assert result.detection_limit == (alone.detection_limit if alone else None)
    assert list(found["wrong"].to_dict()) == [
        "id",
        "verdict",
        "reason",
        "gap",
        "detection_limit",
        "cause",
        "seconds",
        "readings",
    ]


def test_a_formula_that_may_mean_several_is_named_with_its_readings() -> None:
    rows = [{"id": "a", "function": "x/2", "claimed": "1/2x"}, {"id": "b", "function": "x^2", "claimed": "2x +"}]
    asked, faulty = sorted(dc.check_many(rows, jobs=1), key=lambda result: str(result.id))
    assert (asked.verdict, asked.readings) == ("error", ("x/2", "1/(2*x)"))
    assert asked.reason.endswith("two readings; write x/2 or 1/(2*x), in '1/2x'")
    assert (faulty.readings, faulty.reason.endswith("in '2x +'")) == ((), True)


def test_a_missing_id_is_the_number_of_the_claim() -> None:
    assert {*many([("x", "1"), ("x^2", "2*x", 1.0), None])} == {1, 2, 3}


@pytest.mark.parametrize("claims", ["x^2", b"x", CLAIMS[0], 5, None])
def test_what_is_not_many_claims_is_refused_at_once(claims: Any) -> None:
    with pytest.raises(dc.InputError, match="a list or a generator"):
        dc.check_many(claims, jobs=1)


def test_causes_are_not_looked_for_where_nobody_asks() -> None:
    found = many(CLAIMS[:3], causes=False)
    assert [found[id].verdict for id in ("right", "wrong", "chain")] == ["agrees", "refuted", "refuted"]
    assert not any(result.cause for result in found.values())


def test_proofs_are_searched_where_they_are_asked_for() -> None:
    assert many(CLAIMS[:1], prove=True)["right"].verdict == "proved"


def test_options_are_passed_on() -> None:
    rounded = [("x/3", "0.333333333333333", 1.0)]
    assert [many(rounded, exact=exact)[1].verdict for exact in (False, True)] == ["agrees", "refuted"]


FAULTS = """
import ctypes, os, re
def f(x): return x * x
def right(x): return 2 * x
def wrong(x): return 3 * x
def gradient(w): return [2 * w[0], w[1]]
def loss(w): return w[0] ** 2 + w[1] ** 2 / 2
def pair(w): return w * w
def diagonal(w): return [[2 * w[0], 0], [0, 2 * w[1]]]
def hang(x): return re.match("(a+)+$", "a" * 200 + "b")
def eat(x): return [bytes(2**26) for _ in range(2**12)]
def crash(x): return ctypes.string_at(0)
def leave(x): os._exit(0)
def fail(x): raise KeyError("mine")
print("imported")
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "faults_of_users.py").write_text(FAULTS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def code(name: str, claimed: str = "right", at: Any = 1.0, **more: Any) -> dict[str, Any]:
    return {"function": f"faults_of_users:{name}", "claimed": f"faults_of_users:{claimed}", "at": at, **more}


def test_code_runs_only_if_that_is_allowed(folder: Path) -> None:
    claims = [
        code("f", id="right"),
        code("f", "wrong", id="wrong"),
        code("loss", "gradient", [1.0, 2.0], id="gradient"),
        code("pair", "diagonal", [1.0, 2.0], id="jacobian"),
        {**code("f"), "function": "x^2", "id": "mixed"},
        code("nothing", id="nothing"),
        code("fail", id="fails"),
    ]
    found = many(claims, allow_code=True)
    assert {id: result.verdict for id, result in found.items()} == {
        **dict.fromkeys(("right", "gradient", "jacobian", "mixed"), "agrees"),
        "wrong": "refuted",
        "nothing": "error",
        "fails": "error",
    }
    assert found["wrong"].cause is not None
    refused = many(claims)
    assert {result.verdict for result in refused.values()} == {"error"}
    assert "--allow-code" in refused["right"].reason


def crowd() -> list[dict[str, Any]]:
    """Twenty claims, of which six are of code that hangs, eats memory or crashes."""
    formulas = [{"function": f"x^{k} + sin(x)", "claimed": f"{k}*x^{k - 1} + cos(x)", "at": 1.5} for k in range(2, 16)]
    faults = [code(name) for name in ("hang", "crash", "eat", "leave", "crash", "hang")]
    mixed = itertools.chain.from_iterable(zip(formulas[::2], faults, strict=False))
    return [{**claim, "id": k} for k, claim in enumerate([*mixed, *formulas])]


REASONS = {"hang": "timeout", "crash": "crash", "eat": "memory", "leave": "crash"}


def assert_costs_only_itself(found: dict[Any, dc.ClaimResult]) -> None:
    for claim in crowd():
        result = found.pop(claim["id"])
        reason = REASONS.get(claim["function"].rpartition(":")[2])
        assert result.verdict == ("unresolved" if reason else "agrees")
        assert result.reason.startswith(reason or "agrees")
    assert not found


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited there")
def test_what_hangs_or_crashes_costs_only_itself(folder: Path) -> None:
    assert_costs_only_itself(many(crowd(), timeout=5.0, memory=2**28, allow_code=True))


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited there")
def test_the_same_from_another_thread(folder: Path) -> None:
    found: list[dict[Any, dc.ClaimResult]] = []
    options = {"timeout": 5.0, "memory": 2**28, "allow_code": True}
    thread = threading.Thread(target=lambda: found.append(many(crowd(), **options)))
    thread.start()
    thread.join(120)
    assert_costs_only_itself(found[0])


def test_what_was_known_is_told_where_a_proof_does_not_end() -> None:
    """The verdict at points stays; it is told before the search begins."""
    square = "+".join([f"{p}^2" for p in "abcx"] + [f"2*{p}*{q}" for p, q in itertools.combinations("abcx", 2)])
    claim = {"function": "(a+b+c+x)^161/161", "claimed": f"({square})^80", "variable": "x", "at": 0.25}
    (result,) = dc.check_many([{**claim, "params": {"a": 0.5, "b": 0.25, "c": 0.125}}], jobs=1, prove=True, timeout=4.0)
    assert result.verdict == "agrees"
    assert result.reason.startswith("agrees at ")
    assert result.reason.endswith("; nothing more (timeout: no verdict within 4 s)")


def test_claims_are_taken_as_they_are_needed() -> None:
    taken = 0

    def claims() -> Iterator[tuple[str, str]]:
        nonlocal taken
        while True:
            taken += 1
            yield "x", "1"

    results = dc.check_many(claims(), jobs=1)
    for _ in range(20):
        next(results)
    assert taken < 25


@pytest.mark.parametrize(
    "option", [{"jobs": 0}, {"jobs": 1.5}, {"timeout": 0}, {"timeout": "1"}, {"memory": 0}, {"seed": -1}]
)
def test_options_that_cannot_be_used(option: dict[str, Any]) -> None:
    with pytest.raises(dc.InputError, match=next(iter(option))):
        dc.check_many([], **option)


def test_sympy_is_loaded_for_proofs_only() -> None:
    program = (
        "import sys; from derivcheck.testing.claim_row import read_row\n"
        "from derivcheck.testing.judge_row import judge_row; from derivcheck.testing.many import JudgingOptions\n"
        "claim = read_row(('x^2*sin(x)', '2*x*sin(x) - x^2*cos(x)', 1.0), 1)\n"
        "print(judge_row((claim, JudgingOptions())).cause.kind, 'sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "term-sign False\n"


def test_one_row_without_a_worker() -> None:
    assert judge_row((read_row(("x^2", "2*x", 1.0), "a"), JudgingOptions())).verdict == "agrees"
    known = dc.ClaimResult("b", "error", "no claim")
    assert judge_row((known, JudgingOptions())) is known


@pytest.mark.parametrize("failure", ["timeout", "memory", "crash"])
def test_of_what_a_worker_told_before_it_ended_the_last_word_counts(failure: str) -> None:
    row = read_row({"function": "x^2", "claimed": "2*x"}, 1)
    words = ClaimResult(1, "unresolved", "at one point"), ClaimResult(1, "refuted", "at another")
    found = many_module._result(row, Outcome(failure=failure, text="…", seconds=2.0, known=words), 1.0, 2**20)
    assert (found.verdict, found.seconds) == ("refuted", 2.0)
    assert found.reason.startswith(f"at another; nothing more ({failure}: ")
    found = many_module._result(row, Outcome(failure=failure, text="…"), 1.0, 2**20)
    assert found.verdict == "unresolved"
    assert found.reason.startswith(f"{failure}: ")
