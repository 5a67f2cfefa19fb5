"""Why a claimed derivative is wrong: the search for the one slip that explains it."""

from __future__ import annotations

from derivcheck.diagnosis.search import Diagnosis, diagnose

__all__ = ["Diagnosis", "diagnose"]
