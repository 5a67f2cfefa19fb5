"""Symbolic proofs that a formula is zero wherever it is defined as a real function."""
