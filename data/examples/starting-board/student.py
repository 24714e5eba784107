"""Pyodide in a worker: the page shows "running" meanwhile; on main it could not draw."""
import math

bits = (math.factorial(20_000) // 7 ** 3_000).bit_length()
print(f"Pyodide in a worker 👋 {bits} bits")
