"""What is computed when it is asked for: once, and not in a copy."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

import derivcheck as dc
from derivcheck.ground.errors import InputError
from derivcheck.results.later import Later


def test_it_is_computed_once() -> None:
    ran: list[int] = []
    later = Later(lambda: ran.append(1) or len(ran))
    assert (later.value, later.value, ran) == (1, 1, [1])


def test_a_copy_says_what_it_lacks() -> None:
    with pytest.raises(InputError, match="ask the original"):
        _ = pickle.loads(pickle.dumps(Later(lambda: 1))).value


def test_a_check_of_code_is_pickled_and_drawn() -> None:
    check = dc.check_derivative(np.sin, lambda x: 2 * np.cos(x), 0.5)
    (axes,) = check.plot().axes
    assert axes.get_title(loc="left") == "central-2"
    assert check.curve is not None
    assert check.curve.value.points[0].total != 0
    assert 'class="chart"' in check.to_html()
    copy = pickle.loads(pickle.dumps(check))
    assert copy.reason == check.reason
    with pytest.raises(InputError, match="without the code"):
        copy.plot()
    assert "REFUTED" in copy.to_html().upper()


def test_where_there_is_no_curve_the_page_goes_without() -> None:
    check = dc.check_derivative(lambda x: abs(float(x)), lambda x: 1.0, 0.0)
    assert "unresolved" in check.to_html()
