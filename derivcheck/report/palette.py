"""Colours and marks of all pictures, which colour-blind readers can tell apart."""

from __future__ import annotations

INK, FAINT = "#1b1b1f", "#d9d9de"
"""Colours of text and points, and of the grid; a page with a dark background replaces them."""

# M. Okabe and K. Ito, "Color Universal Design", 2008.
BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"
GREY, BROWN = "#8a8a94", "#9A6324"

SERIES = (VERMILLION, BLUE, GREEN, PURPLE, ORANGE, SKY, GREY, BROWN)
"""Colours of things that are told apart, in this order."""

MARKERS = "os^vPX<>ph"
"""Marks of the measured total, one a curve, as matplotlib names them."""

SIZES = "viridis"
"""Colour map of sizes: even in lightness, dark for large ones where it is reversed."""
