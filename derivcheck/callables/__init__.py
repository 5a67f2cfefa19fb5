"""Checks of derivatives given as Python code."""

from derivcheck.callables.question import Question
from derivcheck.callables.verdict import check_code

__all__ = ["Question", "check_code"]
