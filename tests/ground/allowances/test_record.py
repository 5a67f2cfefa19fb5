"""Every allowance says what it is, and is tested by name."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any

from rows import of_each

from derivcheck.ground import allowances
from derivcheck.ground.allowances.record import Allowance

FILES = [name for _, name, _ in pkgutil.iter_modules(allowances.__path__) if name != "record"]
RECORDS = {
    name: value
    for file in FILES
    for name, value in vars(importlib.import_module(f"{allowances.__name__}.{file}")).items()
    if isinstance(value, Allowance)
}


@of_each(RECORDS)
def test_each_says_its_unit_its_reason_and_what_it_decides(name: str) -> None:
    record: Allowance[Any] = RECORDS[name]
    assert record.value > 0
    assert all(len(text) > 2 for text in (record.unit, record.why, record.decides))


@of_each(RECORDS)
def test_each_is_changed_in_a_test(name: str) -> None:
    texts = [path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    assert any(f"{name}," in text for text in texts)
