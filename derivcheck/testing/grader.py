"""Grades for answers of students and models: a verdict within a time limit, and feedback that gives nothing away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from derivcheck.formula.arguments import check_order, check_seed, choose_variables, read_formula
from derivcheck.formula.expression import Expression
from derivcheck.ground.workers import Outcome, Pool
from derivcheck.results.feedback import UNDECIDED
from derivcheck.results.grade import Grade
from derivcheck.testing.judge_answer import Exercise, check_answer, judge_answer, refused
from derivcheck.testing.many import MEMORY, check_jobs, check_memory, check_timeout

_JUDGE = f"{judge_answer.__module__}:{judge_answer.__name__}"

_PRELOADED = (judge_answer.__module__, "flint")


class Grader:
    r"""Grades answers to one exercise, the derivative of a function.

    Each answer is judged in a worker process, which is ended when it takes too long or too much memory, so that no
    answer can hang or harm the process that asks. A grader may be used from any thread, and in processes that are
    forked from this one; a pickled one goes anywhere. It has workers until it is closed, which leaving a ``with`` does.

    Parameters
    ----------
    function : str, SymPy expression or Expression
        What is to be differentiated.
    variable : str, optional
        The variable; inferred when there is just one.
    domain : mapping or str, optional
        Where the exercise is meant, such as ``{"x": (0, 1)}``, see `derivcheck.check_derivative`.
    order : int
        Order of the derivative, 1 to 4.
    timeout : float
        Seconds for an answer, from when a worker takes it up.
    jobs : int, optional
        Worker processes; by default as many as there are processors.
    memory : int
        Bytes that an answer may take, where the system can limit them (Linux).
    seed : int
        Seed of the points.
    exact : bool
        Whether decimals of an answer are exactly what is typed, see `derivcheck.check_derivative`.

    Raises
    ------
    ParseError
        The function cannot be read.
    InputError
        An option cannot be used.

    Examples
    --------
    >>> with Grader("x^2 sin(x)", jobs=1, timeout=60) as grader:
    ...     for answer in ("2x sin x + x^2 cos x", r"x(2\sin x + x\cos x)", "2x cos x", "2x sin("):
    ...         grade = grader.grade(answer)
    ...         print(grade.correct, grade.verdict)
    True agrees
    True agrees
    False refuted
    False error
    """

    def __init__(
        self,
        function: Any,
        *,
        variable: str | None = None,
        domain: Any = None,
        order: int = 1,
        timeout: float = 5.0,
        jobs: int | None = None,
        memory: int = MEMORY,
        seed: int = 0,
        exact: bool = False,
    ) -> None:
        formula = read_formula(function, (variable,) if variable else ())
        (name,) = choose_variables(formula.variables, variable or formula.declared or None, {})
        self._exercise = Exercise(formula, name, domain, check_order(order), check_seed(seed), exact)
        self._timeout = check_timeout(timeout)
        self._pool = _pool(check_jobs(jobs), check_memory(memory))
        check_answer(self._exercise, "0", causes=False)  # an exercise that cannot be judged is refused here

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_pool": (self._pool.jobs, self._pool.memory)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _pool=_pool(*state["_pool"]))

    def close(self) -> None:
        """End the workers; the grader can be used again, and starts new ones."""
        self._pool.close()

    def grade(self, answer: object) -> Grade:
        """Return the grade of an answer.

        Parameters
        ----------
        answer : str, SymPy expression, Expression or number
            In any notation that `derivcheck.parse` reads, LaTeX too.

        Returns
        -------
        Grade
            Also of what is no formula, and of what took too long.
        """
        (grade,) = self.grade_many([answer])
        return grade

    def grade_many(self, answers: Iterable[object]) -> list[Grade]:
        """Return the grades of many answers, in their order.

        Parameters
        ----------
        answers : iterable of str, SymPy expression, Expression or number

        Returns
        -------
        list of Grade
        """
        texts = [_text(answer) for answer in answers]
        grades = [text if isinstance(text, Grade) else None for text in texts]
        questions = ((self._exercise, text, place) for place, text in enumerate(texts) if isinstance(text, str))
        for (_, _, place), outcome in self._pool.map(_JUDGE, questions, self._timeout):
            grades[place] = _grade(outcome)
        return [grade for grade in grades if grade is not None]


def _pool(jobs: int, memory: int) -> Pool:
    return Pool(jobs, memory=memory, preload=_PRELOADED)


def _text(answer: object) -> str | Grade:
    if isinstance(answer, str):
        return answer if answer.strip() else refused("There is no answer.")
    if isinstance(answer, Expression):
        return answer.typed
    if isinstance(answer, bool) or not (hasattr(answer, "free_symbols") or isinstance(answer, int | float)):
        return refused(f"An answer is a formula, not {type(answer).__name__}.")
    return str(answer)


_FAILURES = {
    "timeout": "This took too long to be decided. Write the answer in a simpler form.",
    "memory": "This took too much memory to be decided. Write the answer in a simpler form.",
}


def _grade(outcome: Outcome) -> Grade:
    if outcome.failure is None:
        graded: Grade = outcome.value
        return replace(graded, seconds=outcome.seconds)
    return Grade(False, "unresolved", _FAILURES.get(outcome.failure, UNDECIDED), None, outcome.seconds)
