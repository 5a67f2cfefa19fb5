"""Models as people write them: right gradients agree, wrong ones are refuted, and nearly all are seen through."""

from __future__ import annotations

import model_cases as cases
import pytest

import derivcheck as dc

MODELS = cases.MODELS


@pytest.mark.parametrize("name", MODELS)
def test_a_right_gradient_agrees_and_is_seen_through(name: str) -> None:
    model = MODELS[name]
    found = dc.check_gradient(model.f, model.gradient, model.x)
    assert found.verdict is dc.Verdict.AGREES, found.reason
    assert found.witnesses[0] != "adaptive estimate"
    assert found.detection_limit < 1e-9


@pytest.mark.parametrize("name", MODELS)
def test_a_wrong_gradient_is_refuted(name: str) -> None:
    model = MODELS[name]
    assert dc.check_gradient(model.f, model.wrong, model.x).verdict is dc.Verdict.REFUTED


def test_there_are_thirty_models() -> None:
    assert len(MODELS) >= 30
