"""Why a claimed derivative is wrong: the search for the one mistake that explains it.

In: a refuted claim. Out: a `Cause` with a corrected claim, or none. Open `search.py` first.
"""

from __future__ import annotations

from derivcheck.claims.diagnosis.search import Diagnosis, diagnose

__all__ = ["Diagnosis", "diagnose"]
