"""Grades: right answers in any form, wrong ones with feedback, and nothing that hangs."""

from __future__ import annotations

import pickle
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sympy

import derivcheck as dc
from derivcheck.ground.workers import Pool
from derivcheck.testing import grader as grader_module


@pytest.fixture(scope="module")
def product() -> Iterator[dc.Grader]:
    with dc.Grader("f(x) = x^2 sin x", jobs=2, timeout=60.0) as grader:
        yield grader


RIGHT = [
    "2*x*sin(x) + x^2*cos(x)",
    "x(2 sin x + x cos x)",
    r"2x\sin x + x^2\cos x",
    r"$x^{2} \cos\left(x\right) + 2 x \sin(x)$",
    "f'(x) = x*(x*cos(x) + 2*sin(x))",
    "2*x*np.sin(x) + x**2*np.cos(x)",
    "x^2*sin(x)*(2/x + cot(x))",
    sympy.sympify("2*x*sin(x) + x**2*cos(x)"),
    dc.parse("2x sin x + x² cos x"),
]


@pytest.mark.parametrize("answer", RIGHT)
def test_right_answers_in_any_form(product: dc.Grader, answer: Any) -> None:
    grade = product.grade(answer)
    assert (grade.correct, bool(grade), grade.verdict) == (True, True, "agrees")
    assert grade.cause is None
    assert grade.seconds > 0


WRONG = [
    ("2x sin x - x^2 cos x", "refuted", "The second term has the wrong sign."),
    ("2x cos x", "refuted", "product rule"),
    ("2x sin x + x^2 cos x + 1e-9", "refuted", "term"),
    (0, "refuted", ""),
    ("", "error", "There is no answer."),
    ("I do not know", "error", ""),
    ("2x sin x + y", "error", "There is no y in the exercise; it is in x."),
    ("2x sin x + x^2 cos x + C", "error", "There is no C in the exercise"),
    ("1/2x", "error", "two readings"),
    ([1, 2], "error", "An answer is a formula, not list."),
    ("9^9^9^9^9^9 x", "error", ""),
    ("__import__('os').system('true')", "error", "This could not be read as a formula"),
]


@pytest.mark.parametrize(("answer", "verdict", "told"), WRONG)
def test_wrong_answers_are_told_why_without_the_answer(
    product: dc.Grader, answer: Any, verdict: str, told: str
) -> None:
    grade = product.grade(answer)
    assert (grade.correct, grade.verdict) == (False, verdict)
    assert told in grade.feedback
    assert "cos(x)" not in grade.feedback


def test_an_answer_that_may_mean_several_has_them(product: dc.Grader) -> None:
    grade = product.grade("1/2x")
    assert grade.readings == ("x/2", "1/(2*x)")
    assert grade.to_dict()["readings"] == ["x/2", "1/(2*x)"]
    assert [product.grade(answer).readings for answer in ("2x +", "x/2")] == [(), ()]


def test_what_is_not_decided_is_not_told_to_try_another_point(product: dc.Grader) -> None:
    grade = product.grade("9^9^9^9")
    assert (grade.correct, grade.verdict) == (False, "unresolved")
    assert "point" not in grade.feedback


def test_a_grader_can_be_pickled(product: dc.Grader) -> None:
    product.grade("2x")
    with pickle.loads(pickle.dumps(product)) as copy:
        grades = copy.grade_many([RIGHT[0], "2x cos x"])
        assert [grade.correct for grade in grades] == [True, False]
        assert grades[1].feedback == product.grade("2x cos x").feedback


@pytest.mark.parametrize("option", [{"jobs": 0}, {"memory": 0}, {"memory": "1G"}, {"timeout": -1.0}])
def test_options_that_cannot_be_used(option: dict[str, Any]) -> None:
    with pytest.raises(dc.InputError, match=next(iter(option))):
        dc.Grader("x", **option)


def test_many_answers_keep_their_order(product: dc.Grader) -> None:
    answers = ["2x", RIGHT[0], "", RIGHT[1]] * 3
    assert [grade.correct for grade in product.grade_many(answers)] == [False, True, False, True] * 3


def test_the_domain_of_the_exercise_decides() -> None:
    with dc.Grader("sqrt(x^2)", domain="x > 0", jobs=1, timeout=60.0) as grader:
        assert grader.grade("1").correct
    with dc.Grader("sqrt(x^2)", jobs=1, timeout=60.0) as grader:
        assert not grader.grade("1").correct


def test_what_is_asked_for() -> None:
    with dc.Grader("a*x^3", variable="x", order=2, jobs=1, timeout=60.0) as grader:
        assert [grade.correct for grade in grader.grade_many(["6a x", "3a x^2"])] == [True, False]
        grader.close()
        assert grader.grade("6*a*x").correct, "a closed grader starts anew"


@pytest.mark.parametrize(
    ("function", "options", "error"),
    [
        ("x +", {}, dc.ParseError),
        ("x*y", {}, dc.InputError),
        ("x^2", {"order": 9}, dc.InputError),
        ("x^2", {"timeout": 0}, dc.InputError),
        ("x^2", {"domain": "x > x"}, dc.InputError),
    ],
)
def test_exercises_that_cannot_be_used(function: str, options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        dc.Grader(function, **options)


HANGING = """
import re
from derivcheck.testing.judge_answer import judge_answer
def judge(question):
    if "hang" in question[1]:
        re.match("(a+)+$", "a" * 200 + "b")  # a loop of C, which no exception reaches
    return judge_answer(question)
"""


def test_a_thousand_answers_from_eight_threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten of them hang: each costs its time limit, and nobody else's answer."""
    (tmp_path / "hanging_judge.py").write_text(HANGING, "utf-8")
    monkeypatch.setattr(grader_module, "_JUDGE", "hanging_judge:judge")
    grades: dict[int, dc.Grade] = {}

    def ask(grader: dc.Grader, numbers: range) -> None:
        for k in numbers:
            grades[k] = grader.grade("hang" if k % 100 == 99 else "2x" if k % 2 else "x^2")

    with dc.Grader("x^2", jobs=4, timeout=0.5) as grader:
        grader._pool = Pool(4, paths=[str(tmp_path)], preload=grader_module._PRELOADED)
        threads = [threading.Thread(target=ask, args=(grader, range(n, 1000, 8))) for n in range(8)]
        began = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(300)
        assert time.monotonic() - began < 300
    assert len(grades) == 1000
    assert sum(grade.verdict == "unresolved" for grade in grades.values()) < 100
    for k, grade in grades.items():
        if k % 100 == 99:
            assert (grade.verdict, grade.correct) == ("unresolved", False)
            assert "took too long" in grade.feedback
        elif grade.verdict != "unresolved":  # a busy machine may take longer than the limit for any of them
            assert grade.correct is bool(k % 2)
