"""What compiled code prints of exceptions in its callbacks, by MINPACK, which does."""

from __future__ import annotations

import sys
import threading
from typing import Any

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.ground.refusals import unprinted


def root(p: Any) -> float:
    from scipy.optimize import fsolve

    return float(np.sum(fsolve(lambda z: [z[0] ** 3 + z[1] - p[0], z[1] ** 3 + z[0] - p[1]], [1.0, 1.0])))


def test_probes_of_code_that_solves_equations_print_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    dc.check_gradient(root, np.array([0.1, 0.2]), np.array([3.0, 2.0]))
    captured = capfd.readouterr()
    assert "Traceback" not in captured.err + captured.out


def test_the_hook_is_restored_after_the_last_of_several_threads() -> None:
    before, inside, leave = sys.excepthook, threading.Event(), threading.Event()

    def hold() -> None:
        with unprinted():
            inside.set()
            leave.wait()

    other = threading.Thread(target=hold)
    other.start()
    inside.wait()
    with pytest.raises(ValueError, match="raised"), unprinted():
        raise ValueError("raised")
    assert sys.excepthook is not before
    leave.set()
    other.join()
    assert sys.excepthook is before
