"""All composites."""

from __future__ import annotations

import derivcheck.autodiff.composites.complex_numbers
import derivcheck.autodiff.composites.layout
import derivcheck.autodiff.composites.pieces
import derivcheck.autodiff.composites.polynomials
import derivcheck.autodiff.composites.products
import derivcheck.autodiff.composites.samples
import derivcheck.autodiff.composites.selections
import derivcheck.autodiff.composites.statistics
import derivcheck.autodiff.composites.writing  # noqa: F401 (they fill the table)
from derivcheck.autodiff.composites.composite import COMPOSITES

__all__ = ["COMPOSITES"]
