"""The arithmetics in which a function can be evaluated, one file each."""
