"""The command line with a time limit: what is computed, and the user's code, run in a worker that can be ended."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from derivcheck.cli.main import COMMANDS, Computed, complain, read_formula, report, run
from derivcheck.cli.options import read
from derivcheck.cli.variants import variants
from derivcheck.ground.errors import InputError
from derivcheck.ground.workers import Outcome, Pool
from derivcheck.results import Verdict


def supervise(arguments: Sequence[str]) -> int:
    """Run a command line in a worker; at the time limit report what is known, and return the exit status.

    Raises
    ------
    InputError
        The input cannot be used.
    """
    if arguments and arguments[0] in COMMANDS:
        return run(arguments)
    options = read(arguments)
    formula = read_formula(options.formula)
    # A worker has no standard input.
    words = [formula if word.strip() == "-" else word for word in arguments]
    with Pool(1, shown=True, paths=[path for path in sys.path if path]) as pool:
        # One budget for all points: what the quick ones leave is for the others.
        outcome = pool.run("derivcheck.cli.main:main", words, options.timeout * _verdicts(options))
    return int(outcome.value) if outcome.failure is None else _ended(options, outcome)


def _verdicts(options: Namespace) -> int:
    return max(1, len(options.at)) * len(variants(options))


def _ended(options: Namespace, outcome: Outcome) -> int:
    """Report what was known when a worker ended, and return the exit status."""
    done, begun = _known(outcome)
    late = outcome.failure == "timeout"
    limit = f"within {options.timeout:g} s"
    if begun is not None:
        why = f"nothing more {limit}" if late else outcome.text
        done.results.append(replace(begun, reason=f"{begun.reason}; {why}"))
    status = report(done.results, options, done.failures)
    if not late:
        complain(f"the computation ended: {outcome.text}", outcome.error or InputError(outcome.text))
        return status or Verdict.UNRESOLVED.exit_status
    whole = begun is not None and len(done.results) + len(done.failures) == _verdicts(options)
    if begun is None:
        print(
            f"derivcheck: unresolved: no verdict {limit}; --timeout {2 * options.timeout:g} gives more time",
            file=sys.stderr,
        )
    return status if whole or status == Verdict.REFUTED.exit_status else Verdict.UNRESOLVED.exit_status


def _known(outcome: Outcome) -> tuple[Computed, Any]:
    """Return what was done, and what was known of the point at which the worker was."""
    done, begun = Computed([], []), None
    for told in outcome.known:
        done, begun = (told, None) if isinstance(told, Computed) else (done, told)
    return done, begun
