"""Claims about the derivatives of NumPy code: what they are held against, and what is wrong with them."""
