"""MicroPython in the page, awaiting: mpy:done comes after the wait, not before it."""
import asyncio

print("MicroPython waits …")
await asyncio.sleep(0.6)
print("MicroPython has waited 👋")
