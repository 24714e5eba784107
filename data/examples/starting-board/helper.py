"""MicroPython in a worker: computes a while without holding up the page."""
total = sum(n * n for n in range(60_000))
print(f"MicroPython in a worker 👋 {total}")
