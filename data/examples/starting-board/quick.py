"""MicroPython in the page: done in a moment."""
print("MicroPython in the page 👋")
