"""The second interpreter: it changes the page from a worker, and may block without freezing it."""
from js import Atomics, Int32Array, SharedArrayBuffer, performance

from report import report

report("worker", True, "MicroPython in a worker wrote this line into the page")

started = performance.now()
answer = Atomics.wait(Int32Array.new(SharedArrayBuffer.new(4)), 0, 0, 50)
waited = round(performance.now() - started)
report("waits", answer == "timed-out", f"Atomics.wait stopped the worker for {waited} ms, not the page")
